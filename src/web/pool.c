#include "web/pool.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* A small request or answer; a head of any size; a head and one submission; a head and a batch. */
static const struct {
	uint32_t bytes;
	uint32_t keep; /* at most so many wait unused */
	uint32_t lend; /* at most so many are out; 0: as many as there are connections */
} sizes[POOL_SIZES] = {
	{ 4096, 1024, 0 },
	{ HTTP_LINE_BYTES_MAX + HTTP_FIELDS_BYTES_MAX + 4096, 128, 0 },
	{ 98304, 32, 1024 },
	{ BATCH_BYTES_MAX + 65536, 4, 64 },
};

struct pool_free {
	struct pool_free *next;
};

void pool_init(struct pool *pool)
{
	*pool = (struct pool){ 0 };
}

void pool_release(struct pool *pool)
{
	for (unsigned i = 0; i < POOL_SIZES; i++) {
		while (pool->free[i] != NULL) {
			struct pool_free *first = pool->free[i];
			pool->free[i] = first->next;
			free(first);
		}
		pool->kept[i] = 0;
	}
}

static unsigned size_of(size_t cap)
{
	unsigned size = 0;
	while (size < POOL_SIZES && sizes[size].bytes < cap)
		size++;
	return size;
}

static char *take(struct pool *pool, unsigned size)
{
	struct pool_free *first = pool->free[size];
	pool->lent[size]++;
	if (first == NULL) {
		char *p = malloc(sizes[size].bytes);
		cm_assert(p != NULL);
		return p;
	}
	pool->free[size] = first->next;
	pool->kept[size]--;
	return (char *)first;
}

bool pool_grow(struct pool *pool, struct pool_buf *b, size_t cap)
{
	unsigned size = size_of(cap);
	if (b->cap >= cap)
		return true;
	if (size == POOL_SIZES || (sizes[size].lend > 0 && pool->lent[size] >= sizes[size].lend))
		return false;
	char *p = take(pool, size);
	uint32_t n = b->n;
	if (n > 0)
		memcpy(p, b->p, n);
	pool_drop(pool, b);
	*b = (struct pool_buf){ .p = p, .n = n, .cap = sizes[size].bytes };
	return true;
}

void pool_drop(struct pool *pool, struct pool_buf *b)
{
	if (b->cap == 0)
		return;
	unsigned size = size_of(b->cap);
	cm_assert(size < POOL_SIZES && sizes[size].bytes == b->cap && pool->lent[size] > 0);
	pool->lent[size]--;
	if (pool->kept[size] >= sizes[size].keep) {
		free(b->p);
	} else {
		struct pool_free *first = (struct pool_free *)(void *)b->p;
		first->next = pool->free[size];
		pool->free[size] = first;
		pool->kept[size]++;
	}
	*b = (struct pool_buf){ 0 };
}
