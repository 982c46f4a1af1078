/*
 * Finished answers of one loop, by address: what has not changed is sent from where it lies. An entry
 * counts as long as its stamp is the caller's; the least recently used goes when the bytes are too
 * many. Entries are shared with the connections that still send them. One thread; effects: the heap.
 */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include "web/server.h"

#define CACHE_FOREVER UINT64_MAX
/* What an answer was made from. */
struct cache_stamp {
	uint64_t published; /* entries; CACHE_FOREVER: what never changes */
	int32_t today;
};

struct cached {
	struct shared shared; /* first; the cache holds one reference while it is listed */
	struct cached *chain, *newer, *older;
	uint64_t hash;
	struct cache_stamp stamp;
	int status;
	struct str key, head, body;
	struct ready ready; /* all of it, as it is sent; body lies in there */
	char etag[36]; /* with its quotes, NUL-terminated */
	size_t bytes;
	bool is_listed;
};

#define CACHE_BUCKETS 4096

struct cache {
	struct cached *buckets[CACHE_BUCKETS];
	struct cached *newest, *oldest;
	size_t bytes, bytes_max;
	uint64_t hits, misses;
	uint8_t hash_key[16];
	struct str fixed_head;
};

/* `fixed_head`: the server's, for all answers; borrowed. */
void cache_init(struct cache *c, size_t bytes_max, const uint8_t hash_key[16],
    struct str fixed_head);
void cache_release(struct cache *c);
/* NULL: not there, or made from something else. */
struct cached *cache_get(struct cache *c, struct str key, struct cache_stamp stamp);
struct answer {
	struct str key, head, body; /* copied; "ETag" is added to the head */
	int status;
	struct cache_stamp stamp;
};
/* Never NULL, even where it is too large to keep: the caller's reference, to be given back with
 * cached_drop once it is replied. */
struct cached *cache_put(struct cache *c, const struct answer *answer, bool is_kept);
void cached_drop(struct cached *entry);

#endif
