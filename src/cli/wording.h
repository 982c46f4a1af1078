/* Other words for a unit of a negotiated text, as the edits that text.propose carries. */
#ifndef CLI_WORDING_H
#define CLI_WORDING_H

#include "base/err.h"
#include "view/json_out.h"

struct arena;

struct wording {
	struct str unit;
	struct str base;   /* what the unit says; at most UNIT_BYTES_MAX, as `wanted` */
	struct str hash;   /* its SHA-256, hexadecimal */
	struct str wanted; /* white space around it does not count */
	bool is_whole;     /* one edit of all words, whatever both have in common */
};
/* Puts each edit into the open list, in order; none when both say the same. RC_INVALID: no words. */
CM_MUST_USE enum rc wording_put(struct json_out *w, struct arena *a, const struct wording *of,
    uint32_t *count, struct err *err);

#endif
