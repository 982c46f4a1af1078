/*
 * Translations that come back in XLIFF 2.x. Each is keyed to the words that it translates, by the hash
 * of the source it stands beside, not by where it stands: so a translation of words that have changed
 * since is known as stale, and one of words that came back is not. Pure but for the XML parser's memory.
 */
#ifndef CONVERT_XLIFF_READ_H
#define CONVERT_XLIFF_READ_H

#include "text/draft.h"

struct xliff_segment {
	uint32_t unit;      /* of the draft; DRAFT_NONE: it has none of that id */
	struct str unit_id;
	struct hash key;    /* of `source` */
	struct str source, target; /* the target is never empty, and trimmed */
	enum translation_state state;
	bool is_base;       /* the unit's words as they stood; else a text of a proposal */
	bool is_stale;      /* the draft's unit does not say this now, nor does a proposal on it */
	bool is_altered;    /* the source is not the one that was sent out: not to be trusted */
};

struct xliff_read {
	struct str source_lang, target_lang;
	const struct xliff_segment *at;
	uint32_t count, stale; /* `stale`: or altered, or of no unit */
	uint32_t empty;        /* segments without a translation, which are not among them */
};

/* All in the arena. RC_INVALID for what is not XLIFF 2 or is from another language than the draft's. */
CM_MUST_USE enum rc xliff_read(struct arena *a, struct str bytes, const struct draft *d,
    struct xliff_read *out, struct err *err);

#endif
