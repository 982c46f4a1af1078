/*
 * The edits that make one text of another, as a drafter would say them. Deterministic: equal words
 * give equal edits everywhere. The rules, in this order:
 *
 * 1. The fewest words deleted and inserted (Myers 1986). Texts for which that would take more than
 *    DIFF_STEPS_MAX steps are compared in pieces, from the beginning, each as long as its share of
 *    the steps allows; the edits may then be more than the fewest, and 2 may not hold of them. That
 *    happens only to texts of above 5,700 words together that have little in common.
 * 2. What only inserts or only deletes stands as late as it can: of ", X" after "A" and "X," before
 *    "B" in "A, B" it is the second. What comes to touch is one edit.
 * 3. Edits with at most DIFF_GAP_WORDS unchanged words between them, each of them short, become
 * one: short are punctuation, single letters of Han and their like, and other words of at most
 *    DIFF_SHORT_POINTS characters. Numbers and symbols of documents are never short.
 * 4. An edit does not begin or end with words that it does not change.
 */
#ifndef TEXT_DIFF_H
#define TEXT_DIFF_H

#include "text/lexicon.h"

#define DIFF_STEPS_MAX (UINT32_C(1) << 25) /* a tenth of a second */
#define DIFF_GAP_WORDS 2
#define DIFF_SHORT_POINTS 3

/*
 * Edits in normal form that turn `base` into `changed`, in the arena; their words are borrowed from
 * `changed`. Both hold at most UNIT_WORDS_MAX words; the arena needs room for 4 MiB.
 */
struct edits edits_between(
    struct arena *a, const struct lexicon *l, struct words base, struct words changed);
/* The same with another DIFF_STEPS_MAX: what is the fewest depends on it, nothing else. */
struct edits edits_between_within(struct arena *a, const struct lexicon *l, struct words base,
    struct words changed, uint32_t steps_max);

#endif
