#include "web/cache.h"

#include <openssl/sha.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/encode.h"

#define ETAG_BYTES 16

void cache_init(struct cache *c, size_t bytes_max, const uint8_t hash_key[16])
{
	*c = (struct cache){ .bytes_max = bytes_max };
	memcpy(c->hash_key, hash_key, sizeof c->hash_key);
}

static uint64_t key_hash(const struct cache *c, struct str key)
{
	uint64_t hash;
	crypto_shorthash((unsigned char *)&hash, (const unsigned char *)key.p, key.n, c->hash_key);
	return hash;
}

static void lru_unlink(struct cache *c, struct cached *entry)
{
	if (entry->newer != NULL)
		entry->newer->older = entry->older;
	else
		c->newest = entry->older;
	if (entry->older != NULL)
		entry->older->newer = entry->newer;
	else
		c->oldest = entry->newer;
	entry->newer = entry->older = NULL;
}

static void lru_link(struct cache *c, struct cached *entry)
{
	entry->older = c->newest;
	if (c->newest != NULL)
		c->newest->newer = entry;
	else
		c->oldest = entry;
	c->newest = entry;
}

static void entry_free(struct shared *s)
{
	free(s);
}

void cached_drop(struct cached *entry)
{
	cm_assert(entry->shared.refs > 0);
	if (--entry->shared.refs == 0)
		entry->shared.release(&entry->shared);
}

static void entry_remove(struct cache *c, struct cached *entry)
{
	struct cached **at = &c->buckets[entry->hash % CACHE_BUCKETS];
	while (*at != entry)
		at = &(*at)->chain;
	*at = entry->chain;
	lru_unlink(c, entry);
	c->bytes -= entry->bytes;
	entry->is_listed = false;
	cached_drop(entry);
}

static struct cached *entry_find(struct cache *c, struct str key, uint64_t hash)
{
	struct cached *entry = c->buckets[hash % CACHE_BUCKETS];
	while (entry != NULL && !(entry->hash == hash && str_eq(entry->key, key)))
		entry = entry->chain;
	return entry;
}

static bool stamp_fits(struct cache_stamp made, struct cache_stamp now)
{
	return made.published == CACHE_FOREVER ||
	    (made.published == now.published && made.today == now.today);
}

struct cached *cache_get(struct cache *c, struct str key, struct cache_stamp stamp)
{
	struct cached *entry = entry_find(c, key, key_hash(c, key));
	bool is_current = entry != NULL && stamp_fits(entry->stamp, stamp);
	if (!is_current) {
		c->misses++;
		if (entry != NULL)
			entry_remove(c, entry);
		return NULL;
	}
	c->hits++;
	if (c->newest != entry) {
		lru_unlink(c, entry);
		lru_link(c, entry);
	}
	return entry;
}

static void etag_make(struct cached *entry)
{
	uint8_t digest[SHA256_DIGEST_LENGTH];
	static const char name[] = "ETag: ";
	SHA256((const unsigned char *)entry->body.p, entry->body.n, digest);
	entry->etag[0] = '"';
	hex_encode(entry->etag + 1, digest, ETAG_BYTES);
	entry->etag[1 + 2 * ETAG_BYTES] = '"';
	entry->etag[2 + 2 * ETAG_BYTES] = '\0';
	char *at = (char *)(uintptr_t)entry->head.p + entry->head.n;
	memcpy(at, name, sizeof name - 1);
	memcpy(at + sizeof name - 1, entry->etag, 2 + 2 * ETAG_BYTES);
	memcpy(at + sizeof name - 1 + 2 + 2 * ETAG_BYTES, "\r\n", 2);
	entry->head.n += sizeof name - 1 + 2 + 2 * ETAG_BYTES + 2;
}

static struct cached *entry_new(const struct answer *answer)
{
	size_t bytes = sizeof(struct cached) + answer->key.n + answer->head.n + 64 + answer->body.n;
	struct cached *entry = malloc(bytes);
	cm_assert(entry != NULL);
	char *p = (char *)(entry + 1);
	*entry = (struct cached){
		.shared = { .refs = 1, .release = entry_free },
		.stamp = answer->stamp,
		.status = answer->status,
		.key = { p, answer->key.n },
		.head = { p + answer->key.n, answer->head.n },
		.body = { p + answer->key.n + answer->head.n + 64, answer->body.n },
		.bytes = bytes,
	};
	if (answer->key.n > 0)
		memcpy(p, answer->key.p, answer->key.n);
	if (answer->head.n > 0)
		memcpy(p + answer->key.n, answer->head.p, answer->head.n);
	if (answer->body.n > 0)
		memcpy(p + answer->key.n + answer->head.n + 64, answer->body.p, answer->body.n);
	etag_make(entry);
	return entry;
}

struct cached *cache_put(struct cache *c, const struct answer *answer, bool is_kept)
{
	struct cached *entry = entry_new(answer);
	uint64_t hash = key_hash(c, answer->key);
	struct cached *before = entry_find(c, answer->key, hash);
	if (before != NULL)
		entry_remove(c, before);
	if (!is_kept || entry->bytes > c->bytes_max / 4)
		return entry;
	while (c->bytes + entry->bytes > c->bytes_max)
		entry_remove(c, c->oldest);
	entry->hash = hash;
	entry->chain = c->buckets[hash % CACHE_BUCKETS];
	c->buckets[hash % CACHE_BUCKETS] = entry;
	lru_link(c, entry);
	c->bytes += entry->bytes;
	entry->is_listed = true;
	entry->shared.refs++;
	return entry;
}

void cache_release(struct cache *c)
{
	while (c->oldest != NULL)
		entry_remove(c, c->oldest);
	cm_assert(c->bytes == 0);
}
