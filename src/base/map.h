/*
 * A lookup table from bytes to a number. It is never walked, so no result depends on the hash key.
 * Keys are borrowed and must outlive the map; slots come from the arena. Entries are never removed
 * (nothing in the record is), but their value may change.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;
struct map_slot;

struct map {
	struct map_slot *slots;
	uint64_t mask; /* of their number, a power of two */
	struct arena *arena;
	uint64_t hash_key; /* the edge's entropy where keys come from outside; else any */
	uint32_t count;
};

#define MAP_NONE UINT32_MAX

void map_init(struct map *m, struct arena *a, uint64_t hash_key);
/* Room for so many keys at once: before a state is loaded. */
void map_reserve(struct map *m, uint32_t keys);
/* Asks the processor for what map_get and map_put will look at: tables outgrow its caches. */
void map_prefetch(const struct map *m, struct str key);
/* The value, or MAP_NONE. */
uint32_t map_get(const struct map *m, struct str key);
/* Inserts, or changes the value of a key that is there. */
void map_put(struct map *m, struct str key, uint32_t value);

#endif
