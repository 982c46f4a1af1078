#include "base/vec.h"

#include <string.h>

#include "base/arena.h"

void vec_insert(struct vec *v, struct arena *a, uint32_t before, uint32_t value)
{
	cm_assert(before <= v->count);
	if (v->count == v->cap) {
		uint32_t cap = v->cap == 0 ? 4 : v->cap * 2;
		uint32_t *at = arena_alloc(a, cap * sizeof *at, sizeof *at);
		if (v->count > 0)
			memcpy(at, v->at, v->count * sizeof *at);
		v->at = at;
		v->cap = cap;
	}
	memmove(v->at + before + 1, v->at + before, (v->count - before) * sizeof *v->at);
	v->at[before] = value;
	v->count++;
}

void vec_push(struct vec *v, struct arena *a, uint32_t value)
{
	vec_insert(v, a, v->count, value);
}
