/* What reading a returned document shares: the body, its two views, and where units are in them. */
#ifndef CONVERT_DOCX_PRIV_H
#define CONVERT_DOCX_PRIV_H

#include "convert/docx_body.h"
#include "convert/docx_edits.h"
#include "convert/docx_file.h"

#define PLACE_NONE UINT32_MAX

/* A paragraph as one view has it: one or several of the body's, joined over marks that the view does
 * not have. */
struct view_paragraph {
	uint32_t first, last; /* of the body's */
	uint32_t owner;       /* the body's paragraph whose unit it is, or PLACE_NONE */
	uint32_t unit;        /* or DRAFT_NONE */
	size_t from, to;      /* of the view's text */
	bool is_joined;       /* another unit's text is in it too */
};

struct view {
	struct buf text;
	struct view_paragraph *at;
	uint32_t count;
	uint32_t *places; /* by unit: the row here, or PLACE_NONE */
};

struct docx_reader {
	struct arena *arena;
	const struct draft *draft;
	struct lexicon *words;
	struct docx_file file;
	struct map bookmarks; /* units by names */
	struct body body;
	struct view original, final;
};

/* The body without what is marked so. */
void docx_view_build(struct docx_reader *r, uint8_t dropped, struct view *out);
struct str docx_view_text(const struct view *v, const struct view_paragraph *p);
/* Without the unit's label, if the text begins with it; *differs when it does not. */
struct str docx_unlabel(struct str text, struct str label, bool *differs);
/* Gives units to paragraphs without bookmarks, by their words before the changes. */
CM_MUST_USE enum rc docx_units_match(struct docx_reader *r, struct err *err);

#endif
