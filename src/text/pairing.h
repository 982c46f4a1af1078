/*
 * Which paragraph of one document is which of another that shares no ids with it: a foreign text and
 * its next version. Two paragraphs are as alike as their bags of words: twice the words they share, by
 * their number, over the words of both, without white space. Pairs keep the order and are together as
 * alike as can be, each at least PAIRING_ALIKE; of what is left, pairs that are equal or more alike than
 * PAIRING_MOVED have moved, each old paragraph in turn taking the most alike that is left.
 *
 * Deterministic, and the same for the same words. Equal beginnings and ends cost their length. Texts for
 * which the best pairs would take more than PAIRING_STEPS_MAX steps are first cut at paragraphs that
 * stand in both exactly once, in order, and where there are none, in halves; then pairs may not be the
 * best, and only equal paragraphs are found to have moved.
 */
#ifndef TEXT_PAIRING_H
#define TEXT_PAIRING_H

#include "text/lexicon.h"

#define PAIRING_NONE UINT32_MAX
#define PAIRING_ALL 1000   /* of likeness: the same words */
#define PAIRING_ALIKE 500  /* such a paragraph is the same one, changed */
#define PAIRING_MOVED 600  /* it stands elsewhere, so it must be more alike to be the same one */
#define PAIRING_STEPS_MAX (UINT64_C(1) << 26) /* a fifth of a second */

/* Borrowed; each as words_cut has it. */
struct paragraphs {
	const struct words *at;
	uint32_t count;
};

struct pairing {
	const uint32_t *new_of; /* one an old paragraph: its number among the new ones, or PAIRING_NONE */
	const uint32_t *old_of; /* the converse */
	const bool *is_moved;   /* one an old paragraph */
};

/* All in the arena. */
struct pairing paragraphs_pair(struct arena *a, const struct lexicon *l, struct paragraphs old_list,
    struct paragraphs new_list);
/* The same with another PAIRING_STEPS_MAX. */
struct pairing paragraphs_pair_within(struct arena *a, const struct lexicon *l,
    struct paragraphs old_list, struct paragraphs new_list, uint64_t steps_max);
/* How alike two paragraphs are, of PAIRING_ALL. */
uint32_t paragraphs_alike(
    struct arena *a, const struct lexicon *l, struct words one, struct words other);

/*
 * The longest ascending run of numbers in a list, as flags in the arena: what did not move. PAIRING_NONE
 * is in no run. Of equally long ones, that which ends and goes on lowest.
 */
bool *ranks_ascend(struct arena *a, const uint32_t *at, uint32_t count);

#endif
