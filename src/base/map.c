#include "base/map.h"

#include "base/arena.h"

/* A keyed multiply-xorshift over eight bytes at a time (the mixer of wyhash). */
static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint32_t map_hash(const void *key, size_t n, uint64_t seed)
{
	const uint8_t *p = key;
	uint64_t h = seed ^ UINT64_C(0x9e3779b97f4a7c15) * (n + 1);
	while (n > 0) {
		uint64_t word = 0;
		size_t take = n < 8 ? n : 8;
		memcpy(&word, p, take);
		h = mix(h ^ word, UINT64_C(0xe7037ed1a0b428db) ^ seed);
		p += take;
		n -= take;
	}
	h = mix(h, UINT64_C(0x8ebc6af09c88c6e3));
	return (uint32_t)(h ^ h >> 32);
}

#define HASH_FUNCTION(key, bytes, value) ((value) = map_hash((key), (bytes), m->hash_key))
#define uthash_malloc(n) arena_alloc(m->arena, (n), ARENA_ALIGN)
#define uthash_free(p, n) ((void)0)
#define uthash_fatal(text) cm_panic(__FILE__, __LINE__, (text))
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wconversion"
#include <uthash.h>

struct map_node {
	const char *key;
	uint32_t key_bytes;
	uint32_t value;
	UT_hash_handle hh;
};

void map_init(struct map *m, struct arena *a, uint64_t hash_key)
{
	*m = (struct map){ .arena = a, .hash_key = hash_key };
}

static struct map_node *map_find(const struct map *m, struct str key)
{
	struct map_node *node = NULL;
	const char *p = key.n == 0 ? "" : key.p; /* memcmp takes no NULL */
	HASH_FIND(hh, m->head, p, key.n, node);
	return node;
}

uint32_t map_get(const struct map *m, struct str key)
{
	const struct map_node *node = map_find(m, key);
	return node == NULL ? MAP_NONE : node->value;
}

void map_put(struct map *m, struct str key, uint32_t value)
{
	struct map_node *node = map_find(m, key);
	if (node != NULL) {
		node->value = value;
		return;
	}
	node = arena_zero(m->arena, 1, sizeof *node);
	node->key = key.n == 0 ? "" : key.p;
	node->key_bytes = (uint32_t)key.n;
	node->value = value;
	HASH_ADD_KEYPTR(hh, m->head, node->key, node->key_bytes, node);
	m->count++;
}
