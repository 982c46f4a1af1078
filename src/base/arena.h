/*
 * Memory by lifetime: an arena for each request, command, replay batch, state, test. Nothing is
 * freed alone. The cap is set above what base/limits.h lets any input need; reaching it in
 * arena_alloc is therefore a broken invariant and panics. Growth that follows input goes through
 * arena_try (as buf does), which refuses instead. Running out of memory panics.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/defs.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* newest first */
	size_t chunk_bytes;         /* size of an ordinary chunk */
	size_t cap_bytes;           /* most that all chunks may hold together */
	size_t held_bytes;          /* what they hold now */
};

#define ARENA_ALIGN 16

/* No allocation yet. cap_bytes bounds all chunks together. */
void arena_init(struct arena *a, size_t cap_bytes);
/* Gives everything back; the arena can be used again. Debug builds poison it first. */
void arena_release(struct arena *a);
/* Makes everything allocated so far reusable, keeping the first chunk: for loops. */
void arena_reset(struct arena *a);
/* n bytes, not zeroed, aligned to `align` (a power of two up to 16). Never NULL. */
void *arena_alloc(struct arena *a, size_t n, size_t align);
/* The same, but NULL over the cap. */
CM_MUST_USE void *arena_try(struct arena *a, size_t n, size_t align);
/* count * bytes, checked for overflow, zeroed. Never NULL. */
void *arena_zero(struct arena *a, size_t count, size_t bytes);
/* Grows the newest allocation in place if it ends at `p + old`; true when done. */
bool arena_extend(struct arena *a, void *p, size_t old, size_t n);

#define arena_new(a, type) ((type *)arena_zero((a), 1, sizeof(type)))
#define arena_array(a, type, count) ((type *)arena_zero((a), (count), sizeof(type)))

#endif
