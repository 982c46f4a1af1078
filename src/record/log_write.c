#include "record/log_priv.h"

#include "base/encode.h"
#include "base/endian.h"
#include "base/scope.h"
#include "record/crc.h"

#define EVIDENCE_NAME_BYTES_MAX 80

static moment received_at(const struct log *l, moment now)
{
	/* An entry's time has at least one digit that is not 0, whatever the clock says. */
	int64_t ms = now.ms > l->past.last.ms ? now.ms : l->past.last.ms;
	return (moment){ ms > 0 ? ms : 1 };
}

/* A base that this log does not have proves a fork or a lie: the signer is known by now. */
static void base_keep(struct log *l, const struct admitted *act)
{
	SCOPE_ARENA(scratch, 4096);
	struct buf name;
	buf_init(&name, &scratch, EVIDENCE_NAME_BYTES_MAX);
	buf_put(&name, S("base-"));
	buf_hex(&name, act->id.bytes, sizeof act->id.bytes);
	l->store.ops->evidence(l->store.ctx, buf_str(&name), act->entry.bytes);
}

static void group_add(struct group *g, const struct fold_act *act)
{
	struct str submission = act->admitted->entry.bytes;
	cm_assert(submission.n <= SUBMISSION_BYTES_MAX && g->count < GROUP_ACTS_MAX);
	size_t at = g->bytes.n;
	buf_u16be(&g->bytes, 0);
	entry_put(&g->bytes, act->received, submission);
	cm_assert(!g->bytes.failed);
	put_u16be((uint8_t *)g->bytes.p + at, (uint16_t)(g->bytes.n - at - 2));
	g->ends[g->count++] = (uint32_t)g->bytes.n;
}

void log_root_note(struct log *l, uint64_t index)
{
	if ((index + 1) % STATE_ROOT_EVERY != 0)
		return;
	struct state_root *root = column_add(&l->roots);
	root->size = index + 1;
	l->options.fold.ops->root(l->options.fold.ctx, &root->root);
}

void log_sequence(struct log *l, const struct admitted *act, moment now, struct sequenced *out,
    void *findings)
{
	cm_assert(!l->options.is_reader && act->entry.received.ms == 0);
	*out = (struct sequenced){ .index = ids_find(&l->ids, &act->id) };
	if (out->index != IDS_NONE) {
		out->is_duplicate = true;
		out->received = ids_at(&l->ids, out->index)->received;
		return;
	}
	struct fold_act fold_act = { act, l->ids.rows.count, received_at(l, now) };
	out->index = fold_act.index;
	out->received = fold_act.received;
	/* A base that is not durable was never signed: nobody can know it. */
	l->past.known = atomic_load_explicit(&l->durable, memory_order_acquire);
	out->fault = past_judge(&l->past, &l->options.fold, &fold_act, findings);
	if (out->fault.id == FAULT_BASE)
		base_keep(l, act);
	if (out->fault.id != FAULT_NONE)
		return;
	group_add(&l->groups[l->open], &fold_act);
	l->options.fold.ops->apply(l->options.fold.ctx, &fold_act);
	ids_add(&l->ids, &act->id, fold_act.received);
	l->past.last = fold_act.received;
	log_root_note(l, fold_act.index);
}

void log_foresee(const struct log *l, const struct admitted *act)
{
	ids_prefetch(&l->ids, &act->id);
	admitted_prefetch(act);
}

uint32_t log_group_count(const struct log *l)
{
	return l->groups[l->open].count;
}

static struct group *group_cut(struct log *l)
{
	return &l->groups[1 - l->open];
}

void log_cut(struct log *l)
{
	struct group *g = &l->groups[l->open];
	cm_assert(group_cut(l)->count == 0);
	if (g->count == 0)
		return;
	g->last = l->past.last;
	g->roots_count = l->roots.count;
	l->open = 1 - l->open;
}

bool log_has_room(struct log *l)
{
	return l->store.ops->has_room(l->store.ctx, group_cut(l)->bytes.n + GROUP_BYTES_MAX);
}

void log_hashes_put(struct log *l, uint64_t from, uint64_t to)
{
	for (unsigned level = 0; to >> level * 8 != 0 && level * 8 < TREE_HEIGHTS; level++) {
		uint64_t at = from >> level * 8, end = to >> level * 8;
		while (at < end) {
			uint64_t left = end - at;
			uint32_t count = left < HASHES_AT_ONCE ? (uint32_t)left : HASHES_AT_ONCE;
			cm_assert(tree_hashes(&l->tree, level, at, count, l->hashes));
			l->store.ops->hashes_put(l->store.ctx, level, at, count, l->hashes);
			at += count;
		}
	}
}

/* From the bytes that were meant, into the tree. */
static void tree_integrate(struct tree *t, const struct group *g)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < g->count; i++) {
		struct hash leaf;
		merkle_leaf(&leaf, str_sub(buf_str(&g->bytes), at + 2, g->ends[i]));
		tree_push(t, &leaf);
		at = g->ends[i];
	}
}

/* From the bytes that the store gives back, into the frontier: another buffer, another code path, so
 * that a flipped bit in either is seen before anything is signed. Runs while the disk syncs. */
static void frontier_integrate(void *ctx)
{
	struct log *l = ctx;
	uint64_t from = atomic_load(&l->durable);
	uint32_t count = group_cut(l)->count;
	buf_clear(&l->again);
	struct err err;
	enum rc rc = l->store.ops->entries(l->store.ctx, from, count, &l->again, &err);
	if (rc != RC_OK)
		cm_panic(__FILE__, __LINE__, err.text);
	size_t at = 0;
	for (uint32_t i = 0; i < count; i++) {
		cm_assert(l->again.n - at >= 2);
		size_t n = get_u16be((const uint8_t *)l->again.p + at);
		cm_assert(l->again.n - at - 2 >= n);
		struct hash leaf;
		merkle_leaf(&leaf, (struct str){ l->again.p + at + 2, n });
		frontier_push(&l->frontier, &leaf);
		at += 2 + n;
	}
	cm_assert(at == l->again.n);
}

void log_settle(struct log *l)
{
	struct group *g = group_cut(l);
	if (g->count == 0)
		return;
	uint64_t from = atomic_load(&l->durable);
	cm_assert(l->tree.size == from);
	tree_integrate(&l->tree, g);
	struct commit c = { .size = from + g->count, .bytes = l->bytes + g->bytes.n };
	tree_root(&l->tree, 0, c.size, &c.root);
	c.crc = crc_add(0, g->bytes.p, g->bytes.n);
	c.received = g->last;
	struct log_group group = { .bytes = buf_str(&g->bytes), .ends = g->ends, .count = g->count,
		.commit = &c, .meanwhile = frontier_integrate, .meanwhile_ctx = l };
	l->store.ops->append(l->store.ctx, &group);

	struct hash root;
	frontier_root(&l->frontier, &root);
	cm_assert(hash_eq(&root, &c.root));
	log_hashes_put(l, from, c.size);
	l->bytes = c.bytes;
	atomic_store_explicit(&l->roots_durable, g->roots_count, memory_order_release);
	atomic_store_explicit(&l->durable, c.size, memory_order_release);
	g->count = 0;
	buf_clear(&g->bytes);
}

void log_commit(struct log *l)
{
	log_cut(l);
	log_settle(l);
}

void log_head_set(struct log *l, const struct checkpoint *c, struct str note)
{
	cm_assert(note.n <= sizeof l->head.checkpoint);
	pthread_mutex_lock(&l->head_lock);
	l->head.size = c->size;
	l->head.root = c->root;
	memcpy(l->head.checkpoint, note.p, note.n);
	l->head.checkpoint_bytes = (uint32_t)note.n;
	pthread_mutex_unlock(&l->head_lock);
}

void log_sign_size(struct log *l, uint64_t size)
{
	SCOPE_ARENA(scratch, (size_t)64 * 1024);
	struct checkpoint c = { .origin = l->options.origin, .size = size };
	tree_root(&l->tree, 0, size, &c.root);
	struct buf text, note;
	buf_init(&text, &scratch, sizeof l->head.checkpoint);
	buf_init(&note, &scratch, sizeof l->head.checkpoint);
	checkpoint_put(&text, &c);
	l->options.sign(l->options.sign_ctx, buf_str(&text), &note);
	cm_assert(!text.failed && !note.failed && note.n > text.n);
	l->store.ops->slot_put(l->store.ctx, buf_str(&note));
	l->slot_size = size;
	log_head_set(l, &c, buf_str(&note));
}

/* The head's own note is immutable once it is set; only the settler sets it. */
void log_publish(struct log *l)
{
	if (l->published_size == l->head.size)
		return;
	struct str note = { l->head.checkpoint, l->head.checkpoint_bytes };
	l->store.ops->publish(l->store.ctx, note);
	l->published_size = l->head.size;
}

void log_sign(struct log *l)
{
	uint64_t size = atomic_load(&l->durable);
	if (size > l->slot_size)
		log_sign_size(l, size);
}
