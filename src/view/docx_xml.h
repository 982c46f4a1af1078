/*
 * XML as office documents have it, into a buffer: elements close in order, text and attributes are
 * escaped because there is no other way in. Characters that XML cannot hold are left out and noted.
 */
#ifndef VIEW_DOCX_XML_H
#define VIEW_DOCX_XML_H

#include "base/buf.h"

#define XML_OPEN_MAX 16

struct xml {
	struct buf *out;
	const char *open[XML_OPEN_MAX]; /* names of what is open */
	uint32_t depth;
	bool is_in_tag; /* the newest may still have attributes */
	bool is_unfit;  /* a character was left out */
};

/* With the declaration. */
void xml_init(struct xml *x, struct buf *out);
void xml_open(struct xml *x, const char *name);
void xml_attr(struct xml *x, const char *name, struct str value);
void xml_attr_number(struct xml *x, const char *name, uint32_t value);
void xml_close(struct xml *x);
void xml_text(struct xml *x, struct str text);
/* An element with nothing in it, or with w:val alone. */
void xml_empty(struct xml *x, const char *name);
void xml_val(struct xml *x, const char *name, struct str value);
/* Index of the first byte of a character of valid text that neither XML nor an act can hold; text.n
 * when there is none. */
size_t xml_unfit_at(struct str text);

#endif
