/*
 * What a paragraph calls itself: "1.", "(a)", "OP4 bis", "Article 2", "第一条". Read from the
 * beginning of its text; whether a line that begins so begins a paragraph depends on what stands
 * before it.
 */
#ifndef TEXT_IMPORT_LABEL_H
#define TEXT_IMPORT_LABEL_H

#include "base/str.h"

enum label_kind {
	LABEL_RECITAL,   /* PP3 */
	LABEL_OPERATIVE, /* OP4 bis */
	LABEL_NUMBER,    /* 1.  (1)  1)  一、 */
	LABEL_DECIMAL,   /* 3.1  3.3bis */
	LABEL_POINT,     /* (a)  a)  a.  (i)  （一） */
	LABEL_BULLET,    /* -  •  * */
	LABEL_SECTION,   /* A.  IV. */
	LABEL_ARTICLE,   /* Article 2, Part I, Глава 3 */
	LABEL_ANNEX,     /* Annex I */
	LABEL_KIND__COUNT
};

struct label {
	enum label_kind kind;
	size_t bytes;     /* of the text, from its beginning */
	uint32_t style;   /* labels of one list have one style; of points, others inside them another */
	uint32_t ordinal; /* of a number or letter; 0: unknown */
	uint32_t roman;   /* what it is if "(i)" is no letter; 0: it is none */
};

/* False: the text has no label. */
bool label_read(struct str text, struct label *out);
/* The style of a point that is a Roman number rather than a letter. */
uint32_t label_style_roman(uint32_t style);

#endif
