/* Ways to read a text with choices, for choices_resolve, and what tests ask of a forest. */
#ifndef TESTS_UNIT_TEXT_PICKS_H
#define TESTS_UNIT_TEXT_PICKS_H

#include "text/choice.h"

/* Keeps every word. */
uint32_t pick_keep(void *ctx, const struct choice *choice);

/* As a proposal reads (0: as the base), but at one choice something else. */
struct pick_made {
	uint32_t proposal;
	const struct choice *at;
	uint32_t alt;
};
uint32_t pick_made(void *ctx, const struct choice *choice);

/* The text of one proposal by its alternatives. */
struct words picked_of(
    struct arena *a, struct words base, struct choices choices, uint32_t proposal);
/* Does the proposal have an alternative there, or at any of these and in them? */
bool choice_names(const struct choice *choice, uint32_t proposal);
bool choices_name(struct choices choices, uint32_t proposal);
/* All choices in reading order, in the arena. */
const struct choice **choices_list(struct arena *a, struct choices choices, uint32_t *count);
/* Equal edits? */
bool edits_eq(struct edits a, struct edits b);
/* Ascending, apart, in the base, and none that changes nothing? */
bool edits_are_normal(struct words base, struct edits edits);

#endif
