/* Drafts for tests of what goes to Word and comes back. */
#ifndef TESTS_CONVERT_MADE_H
#define TESTS_CONVERT_MADE_H

#include "lib/text_edits.h"
#include "text/draft.h"

struct made {
	struct arena *arena;
	struct lexicon words;
	struct draft draft;
};

#define MADE_ARENA_BYTES ((size_t)512 * 1024 * 1024)

/* Up to six units of few words with many edits; every proposal has a party of its own, "P" and its
 * number. Labels, languages and rationales as they come. No changes of whole units. */
void made_small(struct made *m, struct gen *g, struct arena *a);
/* Paragraphs of prose in many scripts; each of three parties changes each as it likes. */
void made_prose(struct made *m, struct gen *g, struct arena *a);
/* Some changes of whole units by the party "W", at most one a unit. */
void made_changes(struct made *m, struct gen *g);
/* "P3" */
struct str made_party(struct arena *a, uint32_t id);

#endif
