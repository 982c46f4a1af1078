/*
 * What a paragraph that came back says of its unit, as edits: against the base, with what Word changes
 * by itself taken out, and cut where the tracked changes are where they say the same.
 */
#ifndef CONVERT_DOCX_EDITS_H
#define CONVERT_DOCX_EDITS_H

#include "text/diff.h"

struct edits_reader {
	struct arena *arena;
	struct lexicon *words; /* takes the words that are new */
	struct lexicon plain;  /* words without what Word changes by itself */
};

/* A paragraph's text, trimmed of its label. */
struct marked_text {
	struct str original, final;
	struct str text, marks; /* as in struct body; empty where the paragraph was joined or cut */
};

struct edits_found {
	struct edits edits;     /* from the base to the final text */
	struct edits untracked; /* from the base to the original one; none when it is the base */
	uint32_t noise;         /* words that only Word's own habits changed; as in the base now */
	bool by_marks;          /* edits are cut as the tracked changes are */
};

CM_MUST_USE enum rc docx_edits_find(struct edits_reader *r, struct words base,
    const struct marked_text *text, struct edits_found *out, struct err *err);

/* Appends the text without such habits: quotation marks, dashes, spaces and dots as a typewriter has
 * them. */
void docx_plain_put(struct buf *b, struct str text);

#endif
