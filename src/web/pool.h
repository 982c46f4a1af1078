/*
 * Buffers of connections, in four sizes, kept for the next one that needs it. Of one loop: no locks.
 * Effects: the heap.
 */
#ifndef WEB_POOL_H
#define WEB_POOL_H

#include "base/defs.h"

#define POOL_SIZES 4

struct pool_free;

struct pool {
	struct pool_free *free[POOL_SIZES];
	uint32_t kept[POOL_SIZES], lent[POOL_SIZES];
};

struct pool_buf {
	char *p;
	uint32_t n, cap; /* cap 0: nothing lent */
};

void pool_init(struct pool *pool);
void pool_release(struct pool *pool);
/* A buffer of at least `cap` bytes with the same contents. False: the largest size is all lent, or
 * cap is above it; the buffer is untouched. */
CM_MUST_USE bool pool_grow(struct pool *pool, struct pool_buf *b, size_t cap);
/* Gives it back; b is empty afterwards. */
void pool_drop(struct pool *pool, struct pool_buf *b);

#endif
