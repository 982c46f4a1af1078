/* A start, step by step as record-formats section 21 has it. */
#include "record/log_priv.h"

#include "base/encode.h"
#include "base/endian.h"
#include "base/scope.h"
#include "record/replay_priv.h"

#define ENTRIES_AT_ONCE 128  /* of the longest: 8 MiB */
/* A group that was not full took one more act; each has its length and its time before it. */
#define GROUP_FRAMED_BYTES_MAX ((size_t)GROUP_BYTES_MAX + ENTRY_BYTES_MAX + GROUP_ACTS_MAX * 32)
#define TAIL_FOR_THREADS 4096 /* shorter tails are folded before threads would run */

struct start {
	struct log *log;
	uint64_t size; /* of the last commit */
};

/* The tree of a start, made beside the reading of the snapshot. */
struct tree_start {
	struct log *log;
	const struct commit *commit;
	enum rc rc;
	struct err err;
};

static void log_init(struct log *l, struct arena *a, const struct log_options *options)
{
	l->options = *options;
	l->options.origin = str_copy(a, options->origin);
	l->options.log_key.name = str_copy(a, options->log_key.name);
	arena_init(&l->arena, SIZE_MAX / 2);
	arena_init(&l->tree_arena, SIZE_MAX / 2);
	arena_init(&l->dump_arena, SIZE_MAX / 2);
	arena_init(&l->group_arena, SIZE_MAX / 2);
	tree_init(&l->tree, &l->tree_arena);
	ids_init(&l->ids, &l->arena, options->hash_key);
	column_init(&l->roots, &l->arena, sizeof(struct state_root));
	past_init(&l->past, &l->arena, &l->tree, &l->ids);
	frontier_init(&l->frontier);
	for (unsigned i = 0; i < 2; i++)
		buf_init(&l->groups[i].bytes, &l->group_arena, GROUP_FRAMED_BYTES_MAX);
	buf_init(&l->again, &l->tree_arena, GROUP_FRAMED_BYTES_MAX);
	cm_assert(pthread_mutex_init(&l->head_lock, NULL) == 0);
}

void log_close(struct log *l)
{
	pthread_mutex_destroy(&l->head_lock);
	arena_release(&l->group_arena);
	arena_release(&l->dump_arena);
	arena_release(&l->tree_arena);
	arena_release(&l->arena);
}

/* Leaf hashes from the level file. They prove nothing by themselves: the commit's root does. */
static bool leaves_load(struct log *l, const struct commit *c)
{
	while (l->tree.size < c->size) {
		uint64_t left = c->size - l->tree.size;
		uint32_t count = left < HASHES_AT_ONCE ? (uint32_t)left : HASHES_AT_ONCE;
		if (!l->store.ops->hashes_get(l->store.ctx, 0, l->tree.size, count, l->hashes))
			return false;
		for (uint32_t i = 0; i < count; i++)
			tree_push(&l->tree, &l->hashes[i]);
	}
	struct hash root;
	tree_root(&l->tree, 0, c->size, &root);
	return hash_eq(&root, &c->root);
}

static enum rc leaves_of(struct log *l, struct str framed, struct err *err)
{
	while (framed.n > 0) {
		size_t n = framed.n < 2 ? 0 : get_u16be((const uint8_t *)framed.p);
		if (n == 0 || n > framed.n - 2)
			return cm_fail(err, RC_CORRUPT, "E_BUNDLE: entry %llu",
			    (unsigned long long)l->tree.size);
		struct hash leaf;
		merkle_leaf(&leaf, str_sub(framed, 2, 2 + n));
		tree_push(&l->tree, &leaf);
		framed = str_sub(framed, 2 + n, framed.n);
	}
	return RC_OK;
}

static enum rc leaves_rebuild(struct log *l, const struct commit *c, struct err *err)
{
	SCOPE_ARENA(scratch, SIZE_MAX / 2);
	struct buf framed;
	buf_init(&framed, &scratch, (size_t)ENTRIES_AT_ONCE * 65537);
	tree_init(&l->tree, &l->arena);
	while (l->tree.size < c->size) {
		uint64_t left = c->size - l->tree.size;
		uint32_t count = left < ENTRIES_AT_ONCE ? (uint32_t)left : ENTRIES_AT_ONCE;
		buf_clear(&framed);
		enum rc rc =
		    l->store.ops->entries(l->store.ctx, l->tree.size, count, &framed, err);
		if (rc == RC_OK)
			rc = leaves_of(l, buf_str(&framed), err);
		if (rc != RC_OK)
			return rc;
	}
	struct hash root;
	tree_root(&l->tree, 0, c->size, &root);
	if (l->tree.size != c->size || !hash_eq(&root, &c->root))
		return cm_fail(err, RC_CORRUPT,
		    "E_ROOT: the entries do not lead to the root that was committed for %llu",
		    (unsigned long long)c->size);
	return RC_OK;
}

/* Level files are derived: what is missing or wrong in them, from `level` on, is written again. */
static void hashes_mend(struct log *l, unsigned level)
{
	SCOPE_ARENA(scratch, HASHES_AT_ONCE * sizeof(struct hash) + 64);
	struct hash *stored = arena_array(&scratch, struct hash, HASHES_AT_ONCE);
	for (; level * 8 < TREE_HEIGHTS; level++) {
		uint64_t end = l->tree.size >> level * 8;
		for (uint64_t at = 0; at < end;) {
			uint64_t left = end - at;
			uint32_t count = left < HASHES_AT_ONCE ? (uint32_t)left : HASHES_AT_ONCE;
			cm_assert(tree_hashes(&l->tree, level, at, count, l->hashes));
			if (!l->store.ops->hashes_get(l->store.ctx, level, at, count, stored) ||
			    memcmp(stored, l->hashes, count * sizeof *stored) != 0)
				l->store.ops->hashes_put(l->store.ctx, level, at, count, l->hashes);
			at += count;
		}
	}
}

static void frontier_of_tree(struct log *l)
{
	uint64_t size = l->tree.size;
	l->frontier.size = size;
	for (unsigned h = 0; h < TREE_HEIGHTS; h++)
		if ((size >> h & 1) != 0)
			l->frontier.at[h] = *(const struct hash *)column_at(&l->tree.at[h], (size >> h) - 1);
}

static enum rc tree_load(struct log *l, const struct commit *c, struct err *err)
{
	bool is_loaded = leaves_load(l, c);
	if (!is_loaded) {
		enum rc rc = leaves_rebuild(l, c, err);
		if (rc != RC_OK)
			return rc;
	}
	if (!l->options.is_reader) /* a tree of the leaves that the file has needs no look at them */
		hashes_mend(l, is_loaded ? 1 : 0);
	frontier_of_tree(l);
	l->bytes = c->bytes;
	return RC_OK;
}

/* Steps 1 and 3: what was signed is there, and is the same. */
static enum rc slot_check(struct log *l, uint64_t size, struct err *err)
{
	SCOPE_ARENA(scratch, (size_t)256 * 1024);
	struct buf b;
	buf_init(&b, &scratch, NOTE_BYTES_MAX);
	enum rc rc = l->store.ops->slot_get(l->store.ctx, &b, err);
	if (rc == RC_NOT_FOUND && size == 0)
		return RC_OK;
	if (rc != RC_OK)
		return cm_fail(err, RC_CORRUPT, "E_SLOT: the slot of the last checkpoint cannot be read");
	struct note note;
	struct checkpoint c;
	enum fault_id id = checkpoint_verify(&c, &note, buf_str(&b), &l->options.log_key);
	if (id != FAULT_NONE || b.n > sizeof l->head.checkpoint)
		return cm_fail(err, RC_CORRUPT, "E_SLOT: the slot's checkpoint does not hold: %s",
		    fault_name(id));
	if (c.size > size)
		return cm_fail(err, RC_CORRUPT,
		    "E_SLOT: %llu entries were signed, %llu are there%s", (unsigned long long)c.size,
		    (unsigned long long)size,
		    l->options.is_reader ? " (or the record grew just now: try again)" : "");
	struct hash root;
	tree_root(&l->tree, 0, c.size, &root);
	if (!hash_eq(&root, &c.root))
		return cm_fail(err, RC_CORRUPT,
		    "E_SLOT: the root signed for %llu entries is not that of the entries",
		    (unsigned long long)c.size);
	l->slot_size = c.size;
	log_head_set(l, &c, buf_str(&b));
	return RC_OK;
}

static enum rc store_next(void *ctx, uint64_t from, struct buf *out, struct err *err)
{
	const struct start *s = ctx;
	uint64_t left = s->size - from;
	uint32_t count = left < ENTRIES_AT_ONCE ? (uint32_t)left : ENTRIES_AT_ONCE;
	if (count == 0)
		return RC_OK;
	return s->log->store.ops->entries(s->log->store.ctx, from, count, out, err);
}

static void entry_applied(void *ctx, const struct fold_act *act)
{
	const struct start *s = ctx;
	log_root_note(s->log, act->index);
}

static void entries_replayed(void *ctx, uint64_t done)
{
	const struct start *s = ctx;
	if (s->log->options.progress != NULL)
		s->log->options.progress(s->log->options.progress_ctx, done, s->size);
}

static enum rc tail_fold(struct log *l, const struct commit *c, struct err *err)
{
	struct start s = { l, c->size };
	uint64_t tail = c->size - l->ids.rows.count;
	struct replay_source source = { .next = store_next, .ctx = &s };
	struct replay_options options = {
		.origin = l->options.origin,
		.fold = l->options.fold,
		.threads = tail < TAIL_FOR_THREADS ? 1 : 0,
		.is_trusted = true,
		.upto = c->size,
		.progress = entries_replayed,
		.progress_ctx = &s,
		.applied = entry_applied,
		.applied_ctx = &s,
	};
	struct replay_result result;
	enum rc rc = replay_past(&result, &source, &options, &l->past, err);
	if (rc != RC_OK)
		return rc;
	if (result.size != c->size || l->past.last.ms != c->received.ms)
		return cm_fail(err, RC_CORRUPT, "E_TIME: the entries are not those that were committed");
	return RC_OK;
}

static void tree_start(void *ctx)
{
	struct tree_start *t = ctx;
	t->rc = tree_load(t->log, t->commit, &t->err);
	if (t->rc == RC_OK)
		t->rc = slot_check(t->log, t->commit->size, &t->err);
}

static enum rc parts_load(struct log *l, const struct commit *c, struct err *err)
{
	struct tree_start t = { .log = l, .commit = c };
	struct beside tree;
	beside_begin(&tree, tree_start, &t);
	enum rc rc = log_snapshot_load(l, c->size, &tree, err);
	beside_end(&tree);
	if (t.rc != RC_OK) { /* what came of the snapshot says nothing then */
		*err = t.err;
		return t.rc;
	}
	return rc == RC_OK ? tail_fold(l, c, err) : rc;
}

static enum rc log_start(struct log *l, struct err *err)
{
	static const struct commit nothing;
	const struct commit *c = l->store.ops->last(l->store.ctx);
	if (c == NULL)
		c = &nothing;
	enum rc rc = c->size > 0 ? parts_load(l, c, err) : slot_check(l, 0, err);
	if (rc != RC_OK)
		return rc;
	atomic_store(&l->roots_durable, l->roots.count);
	atomic_store(&l->durable, c->size);
	if (l->options.is_reader)
		return RC_OK;
	/* The first slot is that of the empty tree, so that entries without a slot are a loss. Any other
	 * is published again: the last process may have ended between the two. */
	if (l->head.checkpoint_bytes == 0)
		log_sign_size(l, 0);
	l->published_size = UINT64_MAX;
	log_publish(l);
	return RC_OK;
}

enum rc log_open(struct log **out, struct arena *a, const struct log_store *store,
    const struct log_options *options, struct err *err)
{
	cm_assert(store->version == 1 && (options->is_reader || options->sign != NULL));
	struct log *l = arena_new(a, struct log);
	l->store = *store;
	log_init(l, a, options);
	enum rc rc = log_start(l, err);
	if (rc != RC_OK) {
		log_close(l);
		return rc;
	}
	*out = l;
	return RC_OK;
}
