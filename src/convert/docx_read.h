/*
 * A Word document that comes back, compared with the draft it was made of (view/docx.h): what it would
 * change, unit by unit, for a person to look at and confirm. Nothing is applied, and nobody's name in
 * the file is believed: whose changes these are, the upload says.
 *
 * The file is read twice over: as it was before its tracked changes, which must be the base, and as it
 * is after them. Paragraphs are found by bookmark, else by their words and style.
 */
#ifndef CONVERT_DOCX_READ_H
#define CONVERT_DOCX_READ_H

#include "text/returned.h"

struct arena;

struct docx_order {
	const struct draft *draft;
	struct lexicon *words; /* the draft's: takes what is new */
	struct str file;
};

/* All in the arena. RC_CORRUPT, RC_INVALID or RC_LIMIT name the part that is at fault. */
CM_MUST_USE enum rc docx_read(
    struct arena *a, const struct docx_order *order, struct returned *out, struct err *err);

#endif
