#include "record/log_column.h"

#include <string.h>

#include "base/arena.h"

void column_init(struct column *c, struct arena *a, size_t row_bytes)
{
	*c = (struct column){ .arena = a, .row_bytes = row_bytes };
}

static void directory_grow(struct column *c)
{
	uint64_t cap = c->chunks_cap == 0 ? 8 : c->chunks_cap * 2;
	char **grown = arena_array(c->arena, char *, cap);
	if (c->chunks_count > 0)
		memcpy(grown, atomic_load(&c->chunks), c->chunks_count * sizeof *grown);
	atomic_store_explicit(&c->chunks, grown, memory_order_release);
	c->chunks_cap = cap;
}

void *column_add(struct column *c)
{
	if (c->count == c->chunks_count * COLUMN_CHUNK_ROWS) {
		if (c->chunks_count == c->chunks_cap)
			directory_grow(c);
		char **chunks = atomic_load(&c->chunks);
		chunks[c->chunks_count++] =
		    arena_alloc(c->arena, c->row_bytes * COLUMN_CHUNK_ROWS, ARENA_ALIGN);
	}
	return column_at(c, c->count++);
}
