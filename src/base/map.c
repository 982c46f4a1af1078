#include "base/map.h"

#include "base/arena.h"

/* Open addressing, at most half full: a lookup touches one slot and its key. (A chained table of a
 * library took a fifth of a replay, by the cache misses of its chains.) */
struct map_slot {
	const char *key;
	uint32_t key_bytes;
	uint32_t tag; /* of the hash; 0 in an empty slot only */
	uint32_t value;
};

#define SLOTS_FIRST 16

/* A keyed multiply-xorshift over eight bytes at a time (the mixer of wyhash). */
static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const char *p)
{
	uint64_t word;
	memcpy(&word, p, sizeof word); /* of fixed size: one load, no call */
	return word;
}

/* The last n < 8 bytes as one word. */
static uint64_t tail_at(const char *p, size_t n)
{
	if (n >= 4) {
		uint32_t first, last;
		memcpy(&first, p, sizeof first);
		memcpy(&last, p + n - 4, sizeof last);
		return (uint64_t)first << 32 | last;
	}
	uint64_t word = 0;
	for (size_t i = 0; i < n; i++)
		word = word << 8 | (uint8_t)p[i];
	return word;
}

static uint64_t map_hash(struct str key, uint64_t seed)
{
	const char *p = key.p;
	size_t n = key.n;
	uint64_t h = seed ^ UINT64_C(0x9e3779b97f4a7c15) * (n + 1);
	for (; n >= 8; n -= 8, p += 8)
		h = mix(h ^ word_at(p), UINT64_C(0xe7037ed1a0b428db) ^ seed);
	if (n > 0)
		h = mix(h ^ tail_at(p, n), UINT64_C(0xe7037ed1a0b428db) ^ seed);
	return mix(h, UINT64_C(0x8ebc6af09c88c6e3));
}

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32) | 1;
}

void map_init(struct map *m, struct arena *a, uint64_t hash_key)
{
	*m = (struct map){ .arena = a, .hash_key = hash_key };
}

/* The key's slot, or the empty one where it belongs. */
static struct map_slot *slot_of(const struct map *m, struct str key, uint64_t hash)
{
	uint32_t tag = tag_of(hash);
	for (uint64_t at = hash & m->mask;; at = (at + 1) & m->mask) {
		struct map_slot *slot = &m->slots[at];
		if (slot->tag == 0)
			return slot;
		if (slot->tag == tag && slot->key_bytes == key.n &&
		    (key.n == 0 || memcmp(slot->key, key.p, key.n) == 0))
			return slot;
	}
}

void map_prefetch(const struct map *m, struct str key)
{
	if (m->slots != NULL)
		__builtin_prefetch(&m->slots[map_hash(key, m->hash_key) & m->mask]);
}

uint32_t map_get(const struct map *m, struct str key)
{
	if (m->count == 0)
		return MAP_NONE;
	const struct map_slot *slot = slot_of(m, key, map_hash(key, m->hash_key));
	return slot->tag == 0 ? MAP_NONE : slot->value;
}

/* The old slots stay in the arena: all of them together are fewer than the new ones. */
static void map_grow(struct map *m, uint64_t count)
{
	uint64_t old_count = m->slots == NULL ? 0 : m->mask + 1;
	const struct map_slot *old = m->slots;
	m->slots = arena_array(m->arena, struct map_slot, count);
	m->mask = count - 1;
	for (uint64_t i = 0; i < old_count; i++) {
		struct str key = { old[i].key, old[i].key_bytes };
		if (old[i].tag != 0)
			*slot_of(m, key, map_hash(key, m->hash_key)) = old[i];
	}
}

void map_reserve(struct map *m, uint32_t keys)
{
	uint64_t count = SLOTS_FIRST;
	while (count < (uint64_t)keys * 2)
		count *= 2;
	if (m->slots == NULL || count > m->mask + 1)
		map_grow(m, count);
}

void map_put(struct map *m, struct str key, uint32_t value)
{
	cm_assert(key.n <= UINT32_MAX);
	if (m->slots == NULL || m->count > m->mask / 2)
		map_grow(m, m->slots == NULL ? SLOTS_FIRST : (m->mask + 1) * 2);
	uint64_t hash = map_hash(key, m->hash_key);
	struct map_slot *slot = slot_of(m, key, hash);
	if (slot->tag == 0) {
		*slot = (struct map_slot){ key.p, (uint32_t)key.n, tag_of(hash), value };
		m->count++;
	}
	slot->value = value;
}
