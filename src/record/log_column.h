/*
 * Rows of one size that only grow, for one writer and any number of readers without a lock: a row's
 * address never changes, and a reader looks only at rows below a size that the writer has published
 * (with release order) after it had filled them.
 */
#ifndef RECORD_LOG_COLUMN_H
#define RECORD_LOG_COLUMN_H

#include <stdatomic.h>

#include "base/defs.h"

struct arena;

#define COLUMN_CHUNK_ROWS 8192

struct column {
	struct arena *arena; /* the writer's */
	size_t row_bytes;
	_Atomic(char **) chunks; /* grown by copying; the old directory stays for who still reads it */
	uint64_t chunks_count, chunks_cap;
	uint64_t count; /* the writer's */
};

void column_init(struct column *c, struct arena *a, size_t row_bytes);
/* A row at the end, not zeroed. The writer only. */
void *column_add(struct column *c);

static inline void *column_at(const struct column *c, uint64_t at)
{
	char **chunks = atomic_load_explicit(&c->chunks, memory_order_acquire);
	return chunks[at / COLUMN_CHUNK_ROWS] + (size_t)(at % COLUMN_CHUNK_ROWS) * c->row_bytes;
}

#endif
