/*
 * A builder of bytes with a mandatory maximum. It remembers that it failed, so one appends in a
 * row and looks once, at buf_done. Memory comes from the arena and grows in place where it can.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/str.h"

struct arena;

struct buf {
	char *p;
	size_t n, cap, max;
	struct arena *arena;
	bool failed; /* sticky: over max, or over the arena's cap */
};

void buf_init(struct buf *b, struct arena *a, size_t max);
/* As buf_bytes, which calls it where there is no room, no byte, or a failure. */
void buf_bytes_more(struct buf *b, const void *p, size_t n);
static inline void buf_bytes(struct buf *b, const void *p, size_t n)
{
	/* n - 1 is the greatest number when n is 0 */
	if (b->failed || n - 1 >= b->cap - b->n || n > b->max - b->n) {
		buf_bytes_more(b, p, n);
		return;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
}
static inline void buf_put(struct buf *b, struct str s)
{
	buf_bytes(b, s.p, s.n);
}
static inline void buf_byte(struct buf *b, uint8_t byte)
{
	buf_bytes(b, &byte, 1);
}
void buf_dec(struct buf *b, int64_t number);
void buf_hex(struct buf *b, const uint8_t *p, size_t n);
void buf_b64(struct buf *b, const uint8_t *p, size_t n);
/* Percent-encoding of RFC 3986: all but letters, digits and "-._~". */
void buf_percent(struct buf *b, struct str text);
void buf_u16be(struct buf *b, uint16_t v);
void buf_u32be(struct buf *b, uint32_t v);
void buf_u64be(struct buf *b, uint64_t v);
/* SSH's string: u32be length, bytes. */
void buf_ssh(struct buf *b, struct str s);
/* Room for n bytes at the end, to be followed by buf_commit; NULL when it fails. */
CM_MUST_USE char *buf_room(struct buf *b, size_t n);
void buf_commit(struct buf *b, size_t n);
/* Empties it, keeping memory and maximum. */
void buf_clear(struct buf *b);
static inline struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}
/* The text, or RC_LIMIT when any append failed. *out is untouched on failure. */
CM_MUST_USE enum rc buf_done(const struct buf *b, struct str *out, struct err *err);

#endif
