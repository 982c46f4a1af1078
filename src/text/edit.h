/*
 * Edits on a frozen base. A text is a sequence of words (text/token.h): numbers of a lexicon, equal
 * exactly when the words are. An edit replaces base words [lo, hi) by other words; lo == hi inserts
 * before word lo, no words delete. The edits of one proposal on one unit are kept in normal form:
 * ascending, disjoint, none touching another, none that changes nothing.
 */
#ifndef TEXT_EDIT_H
#define TEXT_EDIT_H

#include "base/err.h"

struct arena;

/* Borrowed. */
struct words {
	const uint32_t *at;
	uint32_t count;
};

struct edit {
	uint32_t lo, hi; /* 0 <= lo <= hi <= words of the base */
	struct words text;
};

/* Borrowed. */
struct edits {
	const struct edit *at;
	uint32_t count;
};

bool words_eq(struct words a, struct words b);
/* Order by number, a shorter sequence before its continuation. */
int words_cmp(struct words a, struct words b);

/*
 * The normal form of edits that a party sent in ascending order: what touches is joined, what
 * changes nothing is dropped; both in the arena. RC_INVALID, naming the edit by its position, for a
 * range outside the base, out of order or overlapping another.
 */
CM_MUST_USE enum rc edits_normal(struct arena *a, struct words base, struct edits sent,
				 struct edits *out, struct err *err);

/* The base with these edits, which are in normal form, in the arena. */
struct words edits_apply(struct arena *a, struct words base, struct edits edits);

#endif
