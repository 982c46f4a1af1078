/*
 * The writer of JSON for the API: any key, any text, members in the order of the model. (The record's
 * canonical form is codec/json.h; it asserts more than an answer needs.) An unbalanced bracket is a
 * broken invariant and panics. Pure.
 */
#ifndef VIEW_JSON_OUT_H
#define VIEW_JSON_OUT_H

#include "base/buf.h"
#include "base/date.h"

#define JSON_OUT_DEPTH_MAX 32

struct json_out {
	struct buf *out;
	uint32_t depth;
	char closing[JSON_OUT_DEPTH_MAX];
	bool has_item[JSON_OUT_DEPTH_MAX + 1];
	bool has_key; /* a key waits for its value */
};

void json_out_begin(struct json_out *w, struct buf *out);
/* Asserts that everything is closed; ends with LF. */
void json_out_end(struct json_out *w);
void json_out_open(struct json_out *w, char bracket); /* '{' or '[' */
void json_out_close(struct json_out *w);
void json_out_key(struct json_out *w, struct str key);
void json_out_text(struct json_out *w, struct str text);
void json_out_number(struct json_out *w, int64_t number);
void json_out_bool(struct json_out *w, bool yes);
void json_out_hex(struct json_out *w, const struct hash *hash);
void json_out_date(struct json_out *w, struct date d);
void json_out_moment(struct json_out *w, moment at);
/* A value that is JSON already: an act's line, a charter. */
void json_out_raw(struct json_out *w, struct str json);

#endif
