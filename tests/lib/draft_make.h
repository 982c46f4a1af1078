/*
 * Whole drafts for tests of what takes them: units of every kind and depth with small or prose texts,
 * several languages, proposals whose edits meet, nest and cross, changes of whole units.
 */
#ifndef TESTS_LIB_DRAFT_MAKE_H
#define TESTS_LIB_DRAFT_MAKE_H

#include "lib/gen.h"
#include "text/draft.h"

#define DRAFT_PARTIES 5 /* "kaz" ...: authors and cosponsors */
struct str draft_party(uint32_t at);

/* All in the arena; the choices are consolidated, translations right or stale. */
void draft_draw(struct gen *g, struct arena *a, struct draft *out);

#endif
