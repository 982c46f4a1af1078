#include "base/table.h"

#include <string.h>

#include "base/arena.h"

void table_init(struct table *t, struct arena *a, size_t row_bytes)
{
	*t = (struct table){ .arena = a, .row_bytes = row_bytes };
}

static void table_grow(struct table *t)
{
	uint32_t cap = t->chunks_cap == 0 ? 4 : t->chunks_cap * 2;
	char **rows = arena_array(t->arena, char *, cap);
	struct hash *roots = arena_array(t->arena, struct hash, cap);
	uint8_t *dirty = arena_array(t->arena, uint8_t, cap);
	uint64_t *stamps = t->clock == NULL ? NULL : arena_array(t->arena, uint64_t, cap);
	if (t->chunks > 0) {
		memcpy(rows, t->rows, t->chunks * sizeof *rows);
		memcpy(roots, t->roots, t->chunks * sizeof *roots);
		memcpy(dirty, t->dirty, t->chunks);
		if (stamps != NULL)
			memcpy(stamps, t->stamps, t->chunks * sizeof *stamps);
	}
	t->rows = rows;
	t->roots = roots;
	t->dirty = dirty;
	t->stamps = stamps;
	t->chunks_cap = cap;
}

void *table_add(struct table *t)
{
	cm_assert(t->count < UINT32_MAX - 1);
	if (t->count == t->chunks * TABLE_CHUNK_ROWS) {
		if (t->chunks == t->chunks_cap)
			table_grow(t);
		t->rows[t->chunks++] = arena_zero(t->arena, TABLE_CHUNK_ROWS, t->row_bytes);
	}
	t->count++;
	return table_touch(t, t->count - 1);
}

void *table_touch(struct table *t, uint32_t at)
{
	void *row = table_at(t, at);
	t->dirty[at / TABLE_CHUNK_ROWS] = 1;
	if (t->clock != NULL)
		t->stamps[at / TABLE_CHUNK_ROWS] = *t->clock;
	return row;
}
