#include "record/log_priv.h"

#include "base/encode.h"
#include "base/endian.h"

/* An entry and its length; more is no entry. */
#define ENTRY_FRAMED_BYTES_MAX (2 + 65535)

static uint64_t durable_of(const struct log *l)
{
	return atomic_load_explicit(&l->durable, memory_order_acquire);
}

void log_head(const struct log *l, struct log_head *out)
{
	/* The lock is no part of what a reader sees of the log. */
	pthread_mutex_t *lock = (pthread_mutex_t *)(uintptr_t)&l->head_lock;
	pthread_mutex_lock(lock);
	*out = l->head;
	pthread_mutex_unlock(lock);
}

uint64_t log_durable(const struct log *l)
{
	return durable_of(l);
}

enum rc log_entry(const struct log *l, uint64_t index, struct arena *a, struct str *out,
    struct err *err)
{
	if (index >= durable_of(l))
		return cm_fail(err, RC_NOT_FOUND, "no entry %llu", (unsigned long long)index);
	struct buf b;
	buf_init(&b, a, ENTRY_FRAMED_BYTES_MAX);
	enum rc rc = l->store.ops->entries(l->store.ctx, index, 1, &b, err);
	if (rc != RC_OK)
		return rc;
	struct str framed;
	rc = buf_done(&b, &framed, err);
	if (rc != RC_OK)
		return rc;
	struct str entry = str_sub(framed, 2, framed.n);
	struct hash leaf;
	merkle_leaf(&leaf, entry);
	if (framed.n < 2 || get_u16be((const uint8_t *)framed.p) != entry.n ||
	    !hash_eq(&leaf, tree_leaf(&l->tree, index)))
		return cm_fail(err, RC_CORRUPT, "E_LEAF: entry %llu is not what was recorded",
		    (unsigned long long)index);
	*out = entry;
	return RC_OK;
}

uint64_t log_find(const struct log *l, const struct hash *id, moment *received)
{
	uint64_t index = ids_find(&l->ids, id);
	if (index == IDS_NONE || index >= durable_of(l))
		return UINT64_MAX;
	if (received != NULL)
		*received = ids_at(&l->ids, index)->received;
	return index;
}

enum rc log_receipt(const struct log *l, const struct log_head *head, uint64_t index,
    struct buf *out, struct err *err)
{
	if (index >= head->size || head->size > durable_of(l))
		return cm_fail(err, RC_NOT_FOUND, "entry %llu is not under a checkpoint of %llu",
		    (unsigned long long)index, (unsigned long long)head->size);
	struct receipt r = { .index = index };
	r.checkpoint = (struct str){ head->checkpoint, head->checkpoint_bytes };
	cm_assert(tree_prove(&l->tree, index, index + 1, head->size, &r.proof));
	receipt_put(out, &r);
	if (out->failed)
		return cm_fail(err, RC_LIMIT, "the receipt is longer than %zu bytes", out->max);
	return RC_OK;
}

bool log_prove(const struct log *l, uint64_t start, uint64_t end, uint64_t n,
    struct merkle_proof *out)
{
	return n <= durable_of(l) && tree_prove(&l->tree, start, end, n, out);
}

bool log_root_at(const struct log *l, uint64_t size, struct hash *out)
{
	if (size > durable_of(l))
		return false;
	tree_root(&l->tree, 0, size, out);
	return true;
}

enum rc log_tile(const struct log *l, const struct tile *tile, struct buf *out, struct err *err)
{
	struct log_head head;
	log_head(l, &head);
	unsigned level = tile->level == TILE_LEVEL_ENTRIES ? 0 : tile->level;
	/* Every narrower tile was the right one once. */
	if (tile->width == 0 || tile->width > tile_width_at(head.size, level, tile->index))
		return cm_fail(err, RC_NOT_FOUND, "no such tile under a checkpoint of %llu",
		    (unsigned long long)head.size);
	uint64_t first = tile->index * TILE_WIDTH;
	if (tile->level == TILE_LEVEL_ENTRIES)
		return l->store.ops->entries(l->store.ctx, first, tile->width, out, err);
	struct hash hashes[TILE_WIDTH];
	if (!tree_hashes(&l->tree, level, first, tile->width, hashes))
		return cm_fail(err, RC_NOT_FOUND, "no tile of level %u", level);
	buf_bytes(out, hashes, tile->width * sizeof hashes[0]);
	if (out->failed)
		return cm_fail(err, RC_LIMIT, "the tile is longer than %zu bytes", out->max);
	return RC_OK;
}

uint32_t log_state_roots(const struct log *l, struct state_root *out, uint32_t max)
{
	uint64_t all = atomic_load_explicit(&l->roots_durable, memory_order_acquire);
	uint32_t count = all < max ? (uint32_t)all : max;
	for (uint32_t i = 0; i < count; i++)
		out[i] = *(const struct state_root *)column_at(&l->roots, all - count + i);
	return count;
}
