/*
 * The writer of XML for Akoma Ntoso and XLIFF: elements and attributes by literal names, any text as
 * their content. Escaping is the only way in. White space is written so that every reader gets it
 * back; what XML 1.0 cannot hold becomes U+FFFD. An unbalanced element is a broken invariant and
 * panics. Pure: appends to a bounded buffer, which remembers that it overflowed.
 */
#ifndef VIEW_XML_OUT_H
#define VIEW_XML_OUT_H

#include "base/buf.h"

struct xml_out {
	struct buf *out;
	struct xml_name *open; /* innermost first */
	struct arena *arena;   /* of open elements: they may lie as deep as choices do */
	bool in_tag;           /* attributes may follow */
};

/* Writes the declaration. */
void xml_out_begin(struct xml_out *x, struct buf *out, struct arena *a);
/* Asserts that everything is closed; ends with LF. */
void xml_out_end(struct xml_out *x);
/* `name` is a literal. */
void xml_out_open(struct xml_out *x, const char *name);
void xml_out_close(struct xml_out *x, const char *name);
/* An attribute of the element just opened. */
void xml_out_attr(struct xml_out *x, const char *name, struct str value);
/* A value of several parts: xml_out_attr_begin, xml_out_attr_part ..., xml_out_attr_end. */
void xml_out_attr_begin(struct xml_out *x, const char *name);
void xml_out_attr_part(struct xml_out *x, struct str part);
void xml_out_attr_number(struct xml_out *x, int64_t number);
/* Letters, digits, "." and "-" as they are, other bytes "_2f": an identifier wherever one is asked for. */
void xml_out_attr_id(struct xml_out *x, struct str id);
void xml_out_attr_end(struct xml_out *x);
void xml_out_text(struct xml_out *x, struct str text);
/* An element with text alone in it; none with STR_NONE. */
void xml_out_element(struct xml_out *x, const char *name, struct str text);

#endif
