#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size; /* bytes after this header */
	_Alignas(ARENA_ALIGN) char bytes[];
};

#define CHUNK_BYTES_FIRST ((size_t)8 * 1024)
#define CHUNK_BYTES_MAX ((size_t)1024 * 1024)

void arena_init(struct arena *a, size_t cap_bytes)
{
	*a = (struct arena){ .chunk_bytes = CHUNK_BYTES_FIRST, .cap_bytes = cap_bytes };
}

static void chunk_poison(struct arena_chunk *c)
{
#ifndef NDEBUG
	memset(c->bytes, 0xdb, c->used);
#else
	(void)c;
#endif
}

void arena_release(struct arena *a)
{
	while (a->chunks != NULL) {
		struct arena_chunk *c = a->chunks;
		a->chunks = c->next;
		chunk_poison(c);
		free(c);
	}
	a->held_bytes = 0;
	a->chunk_bytes = CHUNK_BYTES_FIRST;
}

void arena_reset(struct arena *a)
{
	while (a->chunks != NULL && a->chunks->next != NULL) {
		struct arena_chunk *c = a->chunks;
		a->chunks = c->next;
		a->held_bytes -= c->size;
		chunk_poison(c);
		free(c);
	}
	if (a->chunks != NULL) {
		chunk_poison(a->chunks);
		a->chunks->used = 0;
	}
}

static bool arena_grow(struct arena *a, size_t n)
{
	size_t size = a->chunk_bytes;
	if (size < n)
		size = n;
	if (size > a->cap_bytes - a->held_bytes)
		size = n;
	if (n > a->cap_bytes - a->held_bytes)
		return false;
	struct arena_chunk *c = malloc(sizeof *c + size);
	if (c == NULL)
		cm_panic(__FILE__, __LINE__, "out of memory");
	c->next = a->chunks;
	c->used = 0;
	c->size = size;
	a->chunks = c;
	a->held_bytes += size;
	if (a->chunk_bytes < CHUNK_BYTES_MAX)
		a->chunk_bytes *= 2;
	return true;
}

void *arena_try(struct arena *a, size_t n, size_t align)
{
	cm_assert(align > 0 && align <= ARENA_ALIGN && (align & (align - 1)) == 0);
	if (n > a->cap_bytes)
		return NULL;
	struct arena_chunk *c = a->chunks;
	if (c != NULL) {
		size_t at = (c->used + align - 1) & ~(align - 1);
		if (at <= c->size && n <= c->size - at) {
			c->used = at + n;
			return c->bytes + at;
		}
	}
	if (!arena_grow(a, n == 0 ? 1 : n))
		return NULL;
	a->chunks->used = n;
	return a->chunks->bytes;
}

void *arena_alloc(struct arena *a, size_t n, size_t align)
{
	void *p = arena_try(a, n, align);
	cm_assert(p != NULL);
	return p;
}

void *arena_zero(struct arena *a, size_t count, size_t bytes)
{
	size_t n;
	cm_assert(!__builtin_mul_overflow(count, bytes, &n));
	void *p = arena_alloc(a, n, ARENA_ALIGN);
	memset(p, 0, n);
	return p;
}

bool arena_extend(struct arena *a, void *p, size_t old, size_t n)
{
	struct arena_chunk *c = a->chunks;
	if (c == NULL || n < old || (char *)p < c->bytes || (char *)p + old != c->bytes + c->used)
		return false;
	if (n - old > c->size - c->used)
		return false;
	c->used += n - old;
	return true;
}
