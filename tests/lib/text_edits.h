/*
 * Small units with proposals, for tests of consolidation: few words of a small alphabet, so that
 * edits meet, touch, nest, cross, say the same, change nothing; whole deletions; empty units.
 */
#ifndef TESTS_LIB_TEXT_EDITS_H
#define TESTS_LIB_TEXT_EDITS_H

#include "lib/gen.h"
#include "text/choice.h"

#define TEXT_WORDS_MAX 12
#define MADE_PROPOSALS_MAX 6
#define MADE_EDITS_MAX 6

struct drawn_unit {
	struct words base;
	struct proposals proposals; /* in normal form, ids ascending with gaps */
	struct edits sent[MADE_PROPOSALS_MAX]; /* as they were before that */
};

/* All in the arena. */
void text_unit_draw(struct gen *g, struct arena *a, struct drawn_unit *out);

#endif
