/*
 * Restricted canonical JSON (record-formats section 12). The reader accepts the canonical form and
 * nothing else, so what it accepts is byte for byte what the writer writes. Pure.
 */
#ifndef CODEC_JSON_H
#define CODEC_JSON_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/limits.h"

struct arena;

enum json_type { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_INTEGER, JSON_TRUE, JSON_FALSE };

/* One value, in the order of the text. Positions are bytes of the line. */
struct json_node {
	enum json_type type;
	bool is_escaped;   /* a string with at least one backslash */
	uint8_t key_bytes; /* of the member's key; 0 in arrays and at the top */
	uint32_t key_at;
	uint32_t at, bytes; /* the value's text; of strings what stands between the quotes */
	uint32_t count;     /* members or items of an object or array */
	uint32_t next;      /* number of the node after this value and all it contains */
	int64_t integer;
};

struct json {
	struct str line; /* borrowed */
	const struct json_node *nodes; /* nodes[0] is the top object */
	uint32_t count;
};

/* E_JSON_*, with the offset of the first byte that cannot be right; line is 0. Nodes are in the
 * arena. */
CM_MUST_USE struct fault json_parse(struct json *out, struct arena *a, struct str line);

static inline struct str json_key(const struct json *j, uint32_t node)
{
	return (struct str){ j->line.p + j->nodes[node].key_at, j->nodes[node].key_bytes };
}
/* A string's text; borrows from the line when it has no escape, else from the arena. */
struct str json_text(const struct json *j, uint32_t node, struct arena *a);
/* The value's own bytes in the line, quotes and brackets included: canonical JSON again. */
struct str json_raw(const struct json *j, uint32_t node);
/* The member of an object, or 0 (which is never a member). */
uint32_t json_member(const struct json *j, uint32_t object, struct str key);
/* First value inside a non-empty object or array; nodes[x].next gives the following ones. */
static inline uint32_t json_first(uint32_t node)
{
	return node + 1;
}

/*
 * The writer. Members must come in ascending order of keys: asserted. Strings must hold allowed
 * characters only: asserted. The output is one line without LF.
 */
struct json_writer {
	struct buf *out;
	uint32_t depth;
	bool has_item[JSON_DEPTH_MAX + 1];
	struct str last_key[JSON_DEPTH_MAX + 1];
};
void json_begin(struct json_writer *w, struct buf *out);
void json_open_object(struct json_writer *w);
void json_close_object(struct json_writer *w);
void json_open_array(struct json_writer *w);
void json_close_array(struct json_writer *w);
void json_put_key(struct json_writer *w, struct str key);
void json_put_string(struct json_writer *w, struct str text);
void json_put_integer(struct json_writer *w, int64_t number);
void json_put_bool(struct json_writer *w, bool yes);
void json_put_hex(struct json_writer *w, const uint8_t *p, size_t n);
/* A value that is canonical JSON already. */
void json_put_raw(struct json_writer *w, struct str json);
/* Writes a parsed text again: for the comparison at admission. */
void json_put_again(struct json_writer *w, const struct json *j, uint32_t node, struct arena *a);

#endif
