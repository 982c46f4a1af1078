/* What a server's interface answers, as far as commands need it. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct draft;
struct lexicon;

/* The draft of GET /texts/{code}.json: units in the language of negotiation, proposals, changes of units;
 * choices are not computed. In the arena, words on the lexicon. RC_INVALID: it is none. */
CM_MUST_USE enum rc answer_draft_read(struct draft *out, struct arena *a, struct str body,
    struct lexicon *l, struct err *err);

#endif
