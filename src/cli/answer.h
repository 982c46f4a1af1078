/* What a server's interface answers, as far as commands need it. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct draft;
struct lexicon;
struct search_result;

/* The draft of GET /texts/{code}.json: units in the language of negotiation, proposals, changes of units;
 * choices are not computed. In the arena, words on the lexicon. RC_INVALID: it is none. */
CM_MUST_USE enum rc answer_draft_read(struct draft *out, struct arena *a, struct str body,
    struct lexicon *l, struct err *err);

/* The points of GET /api/{lang}/audit, in the arena; as they were sent: to be cleaned before shown. */
struct answer_point {
	struct str point, sentence;
	bool is_well;
};
#define ANSWER_POINTS_MAX 100
/* How many; 0: it is no such answer. */
uint32_t answer_points_read(struct answer_point out[ANSWER_POINTS_MAX], struct arena *a, struct str body);

/* A page of GET /api/{lang}/search: total, is_more, hits; as they were sent. In the arena. False: it is no
 * such answer. */
CM_MUST_USE bool answer_hits_read(struct search_result *out, struct arena *a, struct str body);

#endif
