/*
 * Rows in order of creation, in chunks of 64: a row's address never changes and its number is its
 * identity. The chunk is also the unit of the state root (docs/format/state.md), so that a changed
 * row is marked through table_touch. Where the table has a clock, each chunk remembers the clock's
 * value of its last change, so that whoever keeps something beside the rows finds what has changed.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/defs.h"

struct arena;

#define TABLE_CHUNK_ROWS 64

struct table {
	struct arena *arena;
	size_t row_bytes;
	uint32_t count;
	uint32_t chunks, chunks_cap;
	char **rows;           /* one pointer a chunk */
	struct hash *roots;    /* one a chunk, kept by the state root */
	uint8_t *dirty;        /* one a chunk: its hash is stale */
	const uint64_t *clock; /* borrowed; NULL: chunks have no stamps */
	uint64_t *stamps;      /* one a chunk: the clock at its last change */
};

void table_init(struct table *t, struct arena *a, size_t row_bytes);
/* A zeroed row at the end; its number is count - 1 afterwards. Marked dirty. */
void *table_add(struct table *t);
/* Row `at`, which must exist. */
static inline void *table_at(const struct table *t, uint32_t at)
{
	cm_assert(at < t->count);
	return t->rows[at / TABLE_CHUNK_ROWS] + (size_t)(at % TABLE_CHUNK_ROWS) * t->row_bytes;
}
/* Row `at` for changing: marks its chunk dirty. */
void *table_touch(struct table *t, uint32_t at);

#endif
