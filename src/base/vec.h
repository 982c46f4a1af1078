/*
 * A growable array of numbers in an arena: row numbers of a table, mostly. Growth doubles and
 * leaves the old copy to the arena, so a vector holds at most twice what it contains.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/defs.h"

struct arena;

struct vec {
	uint32_t *at;
	uint32_t count, cap;
};

void vec_push(struct vec *v, struct arena *a, uint32_t value);
/* Inserts before position `before` (<= count). */
void vec_insert(struct vec *v, struct arena *a, uint32_t before, uint32_t value);

#endif
