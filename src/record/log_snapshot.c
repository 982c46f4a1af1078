/*
 * A snapshot (integers big-endian):
 *     "CMSNAP1" LF, u64 size, root of the tree[32], u64 received of the last entry, state root[32],
 *     u32 n, n times (u64 size, state root[32]), size times (act id[32], u64 received),
 *     the fold's dump, u32 CRC-32C of all before
 */
#include "record/log_priv.h"

#include "base/encode.h"
#include "base/endian.h"
#include "base/scope.h"
#include "record/crc.h"

#define MAGIC "CMSNAP1\n"
#define HEADER_BYTES (8 + 8 + HASH_BYTES + 8 + HASH_BYTES + 4)
#define ROOT_BYTES (8 + HASH_BYTES)
#define ID_BYTES (HASH_BYTES + 8)
#define CRC_BYTES 4
#define SNAPSHOT_BYTES_MAX (SIZE_MAX / 4) /* a state may grow as large as memory */

struct snapshot {
	uint64_t size;
	struct hash root, state;
	moment last;
	uint32_t roots_count;
	const uint8_t *roots, *ids;
	struct str dump;
};

static void header_put(const struct log *l, uint64_t size, struct buf *b)
{
	struct hash root, state;
	tree_root(&l->tree, 0, size, &root);
	l->options.fold.ops->root(l->options.fold.ctx, &state);
	buf_put(b, S(MAGIC));
	buf_u64be(b, size);
	buf_bytes(b, root.bytes, sizeof root.bytes);
	buf_u64be(b, (uint64_t)l->past.last.ms);
	buf_bytes(b, state.bytes, sizeof state.bytes);
	buf_u32be(b, (uint32_t)l->roots.count);
}

enum rc log_snapshot(struct log *l, struct err *err)
{
	uint64_t size = atomic_load(&l->durable);
	cm_assert(!l->options.is_reader && l->ids.rows.count == size);
	if (size == 0)
		return RC_OK;
	SCOPE_ARENA(scratch, SNAPSHOT_BYTES_MAX);
	struct buf b;
	buf_init(&b, &scratch, SNAPSHOT_BYTES_MAX);
	header_put(l, size, &b);
	for (uint64_t i = 0; i < l->roots.count; i++) {
		const struct state_root *r = column_at(&l->roots, i);
		buf_u64be(&b, r->size);
		buf_bytes(&b, r->root.bytes, sizeof r->root.bytes);
	}
	for (uint64_t i = 0; i < size; i++) {
		const struct id_row *row = ids_at(&l->ids, i);
		buf_bytes(&b, row->id.bytes, sizeof row->id.bytes);
		buf_u64be(&b, (uint64_t)row->received.ms);
	}
	if (!l->options.fold.ops->save(l->options.fold.ctx, &b))
		return cm_fail(err, RC_LIMIT, "the state could not be saved");
	buf_u32be(&b, crc_add(0, b.p, b.n));
	struct str bytes;
	enum rc rc = buf_done(&b, &bytes, err);
	if (rc != RC_OK)
		return rc;
	rc = l->store.ops->snapshot_put(l->store.ctx, size, bytes, err);
	if (rc == RC_OK)
		l->snapshot_size = size;
	return rc;
}

static uint64_t u64_take(const uint8_t **at)
{
	uint64_t v = get_u64be(*at);
	*at += 8;
	return v;
}

static void hash_take(const uint8_t **at, struct hash *out)
{
	memcpy(out->bytes, *at, HASH_BYTES);
	*at += HASH_BYTES;
}

static bool snapshot_parse(struct snapshot *out, struct str bytes)
{
	if (bytes.n < HEADER_BYTES + CRC_BYTES || !str_starts(bytes, S(MAGIC)))
		return false;
	size_t left = bytes.n - CRC_BYTES;
	const uint8_t *at = (const uint8_t *)bytes.p;
	if (crc_add(0, at, left) != get_u32be(at + left))
		return false;
	at += 8;
	out->size = u64_take(&at);
	hash_take(&at, &out->root);
	out->last.ms = (int64_t)u64_take(&at);
	hash_take(&at, &out->state);
	out->roots_count = get_u32be(at);
	at += 4;
	left -= HEADER_BYTES;
	if (out->roots_count > left / ROOT_BYTES)
		return false;
	out->roots = at;
	at += (size_t)out->roots_count * ROOT_BYTES;
	left -= (size_t)out->roots_count * ROOT_BYTES;
	if (out->size > left / ID_BYTES)
		return false;
	out->ids = at;
	at += out->size * ID_BYTES;
	left -= out->size * ID_BYTES;
	out->dump = (struct str){ (const char *)at, left };
	return true;
}

/* Is it of this log, at a size that the log has? */
static bool snapshot_fits(const struct log *l, const struct snapshot *s, uint64_t size)
{
	if (s->size != size || size > l->tree.size)
		return false;
	struct hash root;
	tree_root(&l->tree, 0, size, &root);
	return hash_eq(&root, &s->root);
}

/* Ids, times and state roots. Another thread than the one that loads the fold. */
struct taking {
	struct log *log;
	const struct snapshot *snapshot;
};

static void snapshot_take(void *ctx)
{
	struct log *l = ((struct taking *)ctx)->log;
	const struct snapshot *s = ((struct taking *)ctx)->snapshot;
	const uint8_t *at = s->roots;
	for (uint32_t i = 0; i < s->roots_count; i++) {
		struct state_root *r = column_add(&l->roots);
		r->size = u64_take(&at);
		hash_take(&at, &r->root);
	}
	at = s->ids;
	ids_reserve(&l->ids, s->size);
	for (uint64_t i = 0; i < s->size; i++) {
		struct hash id;
		hash_take(&at, &id);
		moment received = { (int64_t)u64_take(&at) };
		ids_add(&l->ids, &id, received);
	}
	l->past.last = s->last;
	l->snapshot_size = s->size;
}

static void snapshot_untake(struct log *l)
{
	column_init(&l->roots, &l->arena, sizeof(struct state_root));
	ids_init(&l->ids, &l->arena, l->options.hash_key);
	l->past.last = (moment){ 0 };
	l->snapshot_size = 0;
}

/* False: nothing is taken, and the fold is in no order. */
static bool snapshot_believe(struct log *l, const struct snapshot *s, struct err *err)
{
	const struct fold *fold = &l->options.fold;
	struct taking taking = { l, s };
	struct beside ids;
	struct hash state;
	beside_begin(&ids, snapshot_take, &taking);
	bool is_good = fold->ops->load(fold->ctx, s->dump, err) == RC_OK;
	if (is_good) {
		fold->ops->root(fold->ctx, &state);
		is_good = hash_eq(&state, &s->state);
	}
	beside_end(&ids);
	if (!is_good)
		snapshot_untake(l);
	return is_good;
}

uint64_t log_snapshot_size(const struct log *l)
{
	return l->snapshot_size;
}

enum rc log_snapshot_load(struct log *l, uint64_t size, struct beside *tree, struct err *err)
{
	const struct fold *fold = &l->options.fold;
	struct buf empty, bytes;
	buf_init(&empty, &l->dump_arena, SNAPSHOT_BYTES_MAX);
	buf_init(&bytes, &l->dump_arena, SNAPSHOT_BYTES_MAX);
	if (!fold->ops->save(fold->ctx, &empty))
		return cm_fail(err, RC_LIMIT, "the empty state could not be saved");
	uint64_t found = 0;
	for (uint64_t upto = size; upto > 0; upto = found - 1) {
		buf_clear(&bytes);
		enum rc rc =
		    l->store.ops->snapshot_get(l->store.ctx, upto, &bytes, &found, err);
		if (rc != RC_OK || found == 0 || found > upto)
			break;
		struct snapshot s;
		bool is_whole = snapshot_parse(&s, buf_str(&bytes));
		beside_end(tree);
		if (!is_whole || !snapshot_fits(l, &s, found))
			continue;
		if (snapshot_believe(l, &s, err))
			return RC_OK;
		/* What a bad dump left behind goes before the next is tried, or the entries are folded. */
		rc = fold->ops->load(fold->ctx, buf_str(&empty), err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
