/* What a server's interface answers, as far as commands need it. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* A unit of a negotiated text, of GET /api/texts/{code}: copies in the arena. */
struct answer_unit {
	struct str lang, words, hash; /* hash: hexadecimal */
};
/* RC_INVALID when the body is no such answer, RC_NOT_FOUND when it has no such unit. */
CM_MUST_USE enum rc answer_unit_read(struct answer_unit *out, struct arena *a, struct str body,
    struct str unit, struct err *err);

#endif
