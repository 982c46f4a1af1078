/* What a server's interface answers, as far as commands need it. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* A negotiated text, of GET /api/texts/{code}: copies in the arena. */
struct answer_unit {
	struct str id, kind, label, words, hash; /* hash: hexadecimal; a label may be empty */
};
struct answer_text {
	struct str lang; /* of negotiation */
	uint32_t count;
	const struct answer_unit *units; /* in document order */
};
/* RC_INVALID when the body is no such answer. */
CM_MUST_USE enum rc answer_text_read(struct answer_text *out, struct arena *a, struct str body,
    struct err *err);
/* Its unit of this id; RC_NOT_FOUND when it has none. */
CM_MUST_USE enum rc answer_unit_find(const struct answer_text *text, struct str id,
    const struct answer_unit **out, struct err *err);

#endif
