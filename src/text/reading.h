/*
 * Readings: what the text says for one proposal, over some words or over all, and for a party that
 * stands behind several proposals.
 */
#ifndef TEXT_READING_H
#define TEXT_READING_H

#include "text/choice.h"

/*
 * The text that edits in normal form put in place of words [lo, hi): what lies inside, of a deletion
 * that reaches over an end the part inside, and insertions between words of the range. For lo == hi,
 * the insertion there. No edit other than a deletion may reach over an end.
 */
uint32_t reading_count(struct words base, struct edits edits, uint32_t lo, uint32_t hi);
/* The same written to `out`, which has room for it. */
void reading_write(
    struct words base, struct edits edits, uint32_t lo, uint32_t hi, uint32_t *out);
/* The same in the arena. */
struct words reading_over(
    struct arena *a, struct words base, struct edits edits, uint32_t lo, uint32_t hi);
/* Have the edits anything there? They may, and read as the base does. */
bool reading_touches(struct edits edits, uint32_t lo, uint32_t hi);

/* Ascending, borrowed: the proposals that a party made or stands behind. */
struct backing {
	const uint32_t *ids;
	uint32_t count;
};

/* Choices at which a party must say which of its own alternatives it prefers: it stands behind two of
 * one choice, or behind one of a choice and another inside that choice. */
struct asks {
	const struct choice *const *at;
	uint32_t count;
};

/*
 * The text as that party reads it: its alternative wherever it has one, else the words kept. Where it
 * must be asked, the alternative of its first proposal is taken. Text and asks are in the arena.
 */
struct words reading_of(struct arena *a, struct words base, struct choices choices,
    struct backing backing, struct asks *asks);

#endif
