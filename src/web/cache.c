#include "web/cache.h"

#include <openssl/sha.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/encode.h"

#define ETAG_BYTES 16

void cache_init(struct cache *c, size_t bytes_max, const uint8_t hash_key[16],
    struct str fixed_head)
{
	*c = (struct cache){ .bytes_max = bytes_max, .fixed_head = fixed_head };
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

static void etag_make(struct cached *entry, struct str body)
{
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA256((const unsigned char *)body.p, body.n, digest);
	entry->etag[0] = '"';
	hex_encode(entry->etag + 1, digest, ETAG_BYTES);
	entry->etag[1 + 2 * ETAG_BYTES] = '"';
	entry->etag[2 + 2 * ETAG_BYTES] = '\0';
}

/* `at` has room for all of it. */
static struct str append(char *at, struct str text)
{
	if (text.n > 0)
		memcpy(at, text.p, text.n);
	return (struct str){ at, text.n };
}

/* Behind the entry: its key, its own header lines, and the whole answer, in which they stand again. */
static struct cached *entry_new(const struct cache *c, const struct answer *answer)
{
	size_t head_max = answer->head.n + sizeof "ETag: \r\n" + 2 + 2 * ETAG_BYTES;
	struct str longest = { NULL, head_max };
	size_t bytes = sizeof(struct cached) + answer->key.n + head_max +
	    ready_bytes_max(c->fixed_head, longest) + answer->body.n;
	struct cached *entry = malloc(bytes);
	cm_assert(entry != NULL);
	char *p = (char *)(entry + 1);
	*entry = (struct cached){
		.shared = { .refs = 1, .release = entry_free },
		.stamp = answer->stamp,
		.status = answer->status,
		.key = append(p, answer->key),
		.head = append(p + answer->key.n, answer->head),
		.bytes = bytes,
	};
	etag_make(entry, answer->body);
	char *head = p + answer->key.n;
	entry->head.n += append(head + entry->head.n, S("ETag: ")).n;
	entry->head.n += append(head + entry->head.n, str_c(entry->etag)).n;
	entry->head.n += append(head + entry->head.n, S("\r\n")).n;
	const struct reply whole = { .status = entry->status, .head = entry->head,
		.body = answer->body };
	ready_make(&entry->ready, head + head_max, c->fixed_head, &whole);
	char *body = entry->ready.bytes + entry->ready.n - answer->body.n;
	entry->body = append(body, answer->body);
	return entry;
}

struct cached *cache_put(struct cache *c, const struct answer *answer, bool is_kept)
{
	struct cached *entry = entry_new(c, answer);
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
