/* Inside of text/errand*.c: reading packed bytes. Every reader is safe after the first failure. */
#ifndef TEXT_ERRAND_PRIV_H
#define TEXT_ERRAND_PRIV_H

#include "base/endian.h"
#include "text/errand.h"

struct unpack {
	struct str rest;
	bool failed;
};

static inline uint32_t unpack_u32(struct unpack *u)
{
	uint32_t v = 0;
	if (u->rest.n < 4)
		u->failed = true;
	if (u->failed)
		return 0;
	v = get_u32be((const uint8_t *)u->rest.p);
	u->rest = str_sub(u->rest, 4, u->rest.n);
	return v;
}

/* A number below `end`. */
static inline uint32_t unpack_below(struct unpack *u, uint32_t end)
{
	uint32_t v = unpack_u32(u);
	u->failed = u->failed || v >= end;
	return u->failed ? 0 : v;
}

/* How many items follow, each of at least `bytes`: never more than there is room for. */
static inline uint32_t unpack_count(struct unpack *u, size_t bytes)
{
	uint32_t v = unpack_u32(u);
	u->failed = u->failed || v > u->rest.n / bytes;
	return u->failed ? 0 : v;
}

static inline bool unpack_bool(struct unpack *u)
{
	return unpack_below(u, 2) == 1;
}

/* Borrowed from the bytes. */
static inline struct str unpack_str(struct unpack *u)
{
	uint32_t n = unpack_u32(u);
	if (n > u->rest.n)
		u->failed = true;
	if (u->failed)
		return STR_NONE;
	struct str s = str_sub(u->rest, 0, n);
	u->rest = str_sub(u->rest, n, u->rest.n);
	return s;
}

/* A row below `count`, or DRAFT_NONE. */
static inline uint32_t unpack_row(struct unpack *u, uint32_t count)
{
	uint32_t v = unpack_u32(u);
	u->failed = u->failed || (v >= count && v != DRAFT_NONE);
	return v;
}

#define UNIT_PACKED_BYTES_MIN ((size_t)20)
/* Units without their words. */
void units_put(struct buf *out, const struct draft_unit *units, uint32_t count);
const struct draft_unit *units_unpack(struct unpack *u, struct arena *a, struct str lang, uint32_t *count);

#endif
