#include "record/replay.h"

#include "base/encode.h"
#include "base/endian.h"
#include "record/replay_priv.h"

/* A source gives about a MiB a call, and whole entries. */
#define CHUNK_BYTES_MAX (8 * 1024 * 1024)

/* Cuts what the source gives into units. */
struct feed {
	const struct replay_source *source;
	uint64_t next;  /* index of the entry at `at` */
	uint64_t upto;
	struct arena arena;
	struct buf chunk;
	size_t at;
	bool is_ended;
	enum rc rc;     /* why it ended: the source failed */
	bool is_broken; /* or its framing did, at `next` */
};

struct replay {
	const struct replay_source *source;
	const struct replay_options *options;
	struct past *past;
	struct replay_result *result;
};

/* False when there is nothing more. */
static bool feed_read(struct feed *f, struct err *err)
{
	if (f->at < f->chunk.n)
		return true;
	buf_clear(&f->chunk);
	f->at = 0;
	f->rc = f->source->next(f->source->ctx, f->next, &f->chunk, err);
	if (f->rc == RC_OK && f->chunk.failed)
		f->rc = cm_fail(err, RC_LIMIT, "the source gave more than %d bytes", CHUNK_BYTES_MAX);
	return f->rc == RC_OK && f->chunk.n > 0;
}

/* The next entry in the chunk; false: no whole one stands there. */
static bool feed_entry(struct feed *f, struct str *out)
{
	size_t left = f->chunk.n - f->at;
	const char *p = f->chunk.p + f->at;
	if (left < 2)
		return false;
	size_t n = get_u16be((const uint8_t *)p);
	if (n == 0 || n > left - 2)
		return false;
	*out = (struct str){ p + 2, n };
	f->at += 2 + n;
	return true;
}

static void feed_fill(struct feed *f, struct unit *u, struct err *err)
{
	size_t bytes = 0;
	u->first = f->next;
	while (u->count < UNIT_ENTRIES && bytes < UNIT_BYTES && !f->is_ended) {
		if (f->next == f->upto || !feed_read(f, err)) {
			f->is_ended = true;
			return;
		}
		struct str entry;
		if (!feed_entry(f, &entry)) {
			f->is_ended = f->is_broken = true;
			return;
		}
		u->entries[u->count++] = str_copy(&u->arena, entry);
		bytes += entry.n;
		f->next++;
	}
}

static struct fault order_judge(const struct past *past, const struct admitted *act)
{
	if (act->entry.received.ms < past->last.ms)
		return fault_at(FAULT_TIME, 1, 0);
	if (ids_find(past->ids, &act->id) != IDS_NONE)
		return fault_at(FAULT_DUPLICATE, 0, 0);
	return FAULT_OK;
}

/* Does a tree that knew the entry before say otherwise? */
static bool leaf_differs(const struct past *past, const struct unit *u, uint32_t at)
{
	uint64_t index = u->first + at;
	return index < past->tree->size && !hash_eq(tree_leaf(past->tree, index), &u->leaves[at]);
}

static struct fault entry_replay(struct replay *r, const struct unit *u, uint32_t at)
{
	struct past *past = r->past;
	const struct admitted *act = &u->acts[at];
	struct fold_act fold_act = { act, u->first + at, act->entry.received };
	if (leaf_differs(past, u, at))
		return fault_at(FAULT_LEAF, 0, 0);
	struct fault f = order_judge(past, act);
	if (f.id == FAULT_NONE)
		f = past_judge(past, &r->options->fold, &fold_act, r->options->findings);
	if (f.id != FAULT_NONE)
		return f;
	const struct fold *fold = &r->options->fold;
	fold->ops->apply(fold->ctx, &fold_act);
	ids_add(past->ids, &act->id, fold_act.received);
	if (fold_act.index == past->tree->size)
		tree_push(past->tree, &u->leaves[at]);
	past->last = fold_act.received;
	if (r->options->applied != NULL)
		r->options->applied(r->options->applied_ctx, &fold_act);
	return FAULT_OK;
}

/* Everything in order, until the first entry that does not hold. */
static struct fault unit_replay(struct replay *r, struct unit *u, enum rc *rc, struct err *err)
{
	struct hash stored[UNIT_ENTRIES];
	if (r->source->leaves != NULL && u->count > 0) {
		*rc = r->source->leaves(r->source->ctx, u->first, u->count, stored, err);
		if (*rc != RC_OK)
			return FAULT_OK;
	}
	for (uint32_t i = 0; i < u->judged; i++)
		ids_prefetch(r->past->ids, &u->acts[i].id);
	for (uint32_t i = 0; i < u->judged; i++) {
		if (r->source->leaves != NULL && !hash_eq(&stored[i], &u->leaves[i]))
			return fault_at(FAULT_LEAF, 0, 0);
		if (i + 1 < u->judged)
			admitted_prefetch(&u->acts[i + 1]);
		struct fault f = entry_replay(r, u, i);
		if (f.id != FAULT_NONE)
			return f;
		r->result->size++;
	}
	if (r->options->progress != NULL)
		r->options->progress(r->options->progress_ctx, r->result->size);
	/* Changed bytes of our own say little by how they are malformed. */
	if (u->fault.id != FAULT_NONE && leaf_differs(r->past, u, u->judged))
		return fault_at(FAULT_LEAF, 0, 0);
	return u->fault;
}

static struct fault units_replay(struct replay *r, struct crew *c, struct feed *f, struct err *err)
{
	struct fault fault = FAULT_OK;
	enum rc rc = RC_OK;
	for (;;) {
		struct unit *u = NULL;
		while (!f->is_ended && (u = crew_empty(c)) != NULL) {
			feed_fill(f, u, err);
			crew_put(c);
		}
		u = crew_next(c);
		if (u == NULL)
			break;
		fault = unit_replay(r, u, &rc, err);
		crew_drop(c);
		if (fault.id != FAULT_NONE || rc != RC_OK)
			break;
	}
	if (rc != RC_OK)
		f->rc = rc;
	if (fault.id == FAULT_NONE && f->rc == RC_OK && f->is_broken)
		fault = fault_at(FAULT_BUNDLE, 0, 0);
	return fault;
}

enum rc replay_past(struct replay_result *result, const struct replay_source *source,
    const struct replay_options *options, struct past *past, struct err *err)
{
	struct replay r = { source, options, past, result };
	struct feed f = { .source = source, .next = past->ids->rows.count, .upto = options->upto };
	*result = (struct replay_result){ .size = f.next };
	struct arena arena;
	arena_init(&arena, SIZE_MAX / 2);
	arena_init(&f.arena, (size_t)CHUNK_BYTES_MAX * 4);
	buf_init(&f.chunk, &f.arena, CHUNK_BYTES_MAX);
	struct crew *c = crew_new(&arena, options);
	struct fault fault = units_replay(&r, c, &f, err);
	crew_end(c);
	arena_release(&f.arena);
	arena_release(&arena);

	tree_root(past->tree, 0, result->size, &result->root);
	options->fold.ops->root(options->fold.ctx, &result->state);
	result->last = past->last;
	result->fault = fault;
	if (fault.id != FAULT_NONE)
		return cm_fail(err, RC_CORRUPT, "entry %llu: %s, line %u, byte %u (section %s)",
		    (unsigned long long)result->size, fault_name(fault.id), fault.line, fault.offset,
		    fault_section(fault.id));
	return f.rc;
}

enum rc replay_run(struct replay_result *result, const struct replay_source *source,
    const struct replay_options *options, struct err *err)
{
	struct arena arena;
	arena_init(&arena, SIZE_MAX / 2);
	struct tree tree;
	tree_init(&tree, &arena);
	struct ids ids;
	ids_init(&ids, &arena, options->hash_key);
	struct past past;
	past_init(&past, &arena, &tree, &ids);
	enum rc rc = replay_past(result, source, options, &past, err);
	arena_release(&arena);
	return rc;
}
