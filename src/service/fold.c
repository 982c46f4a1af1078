#include "service/fold.h"

#include "base/arena.h"

#define DUMP_BYTES_MAX ((size_t)16 * 1024 * 1024 * 1024)
#define SCRATCH_BYTES_MAX ((size_t)1024 * 1024 * 1024)
#define SCRATCH_FIRST ((size_t)256 * 1024) /* an ordinary act fits many times */

static struct judged judged_of(const struct admitted *a, uint64_t index, moment received)
{
	return (struct judged){ .entry = &a->entry, .signatures = a->signatures, .id = a->id,
		.index = index, .received = received };
}

static enum fault_id fold_authorise(void *ctx, const struct fold_act *act, uint32_t *line)
{
	struct forum_fold *ff = ctx;
	struct judged j = judged_of(act->admitted, act->index, act->received);
	enum fault_id fault = forum_authorise(ff->forum, &j, line);
	if (fault == FAULT_AUTH)
		ff->why = forum_why_not(ff->forum, &j, *line);
	return fault;
}

static struct fault fold_check(void *ctx, const struct fold_act *act, void *findings)
{
	struct forum_fold *ff = ctx;
	struct findings own, *found = findings == NULL ? &own : findings;
	found->count = found->refused = 0;
	struct judged j = judged_of(act->admitted, act->index, act->received);
	struct arena *scratch = &ff->groups[ff->open].scratch;
	if (ff->published == NULL) /* nobody applies it a second time: the same memory for each act */
		arena_reset(scratch);
	ff->content = arena_new(scratch, union content);
	struct fault fault = forum_check(ff->forum, &j, ff->content, scratch, found);
	if (ff->places != NULL)
		findings_keep(found, ff->places);
	if (fault.id == FAULT_ACT_MEMBER) /* it counts in the JSON line: the third of a submission */
		fault.line = j.entry->received.ms != 0 ? 4 : 3;
	return fault;
}

static void fold_apply(void *ctx, const struct fold_act *act)
{
	struct forum_fold *ff = ctx;
	struct judged j = judged_of(act->admitted, act->index, act->received);
	forum_apply(ff->forum, &j, ff->content);
	if (ff->published == NULL)
		return;
	struct fold_group *g = &ff->groups[ff->open];
	cm_assert(g->count < GROUP_ACTS_MAX);
	g->pending[g->count++] = (struct fold_pending){ act->admitted, ff->content, act->index,
		act->received };
}

static void fold_root(void *ctx, struct hash *out)
{
	struct forum_fold *ff = ctx;
	forum_root(ff->forum, out);
}

static bool fold_save(void *ctx, struct buf *out)
{
	const struct forum_fold *ff = ctx;
	return forum_save(ff->forum, out);
}

static enum rc fold_load(void *ctx, struct str dump, struct err *err)
{
	struct forum_fold *ff = ctx;
	enum rc rc = forum_load_lent(&ff->forum, ff->arena, dump, ff->hash_key, err);
	if (rc == RC_OK && !str_eq(forum_origin(ff->forum), ff->origin))
		rc = cm_fail(err, RC_CORRUPT, "the snapshot is of another record");
	return rc;
}

static const struct fold_ops FOLD_OPS = { .authorise = fold_authorise, .check = fold_check,
	.apply = fold_apply, .root = fold_root, .save = fold_save, .load = fold_load };

void forum_fold_init(struct forum_fold *ff, struct arena *a, struct str origin,
    uint64_t hash_key)
{
	*ff = (struct forum_fold){ .arena = a, .origin = origin, .hash_key = hash_key };
	for (unsigned i = 0; i < CM_COUNT(ff->groups); i++) {
		arena_init(&ff->groups[i].scratch, SCRATCH_BYTES_MAX);
		ff->groups[i].scratch.chunk_bytes = SCRATCH_FIRST;
	}
	ff->forum = forum_new(a, origin, hash_key);
}

enum rc forum_fold_split(struct forum_fold *ff, struct arena *copy_arena, struct err *err)
{
	struct arena scratch;
	struct forum *copy;
	struct buf dump;
	struct str bytes;
	arena_init(&scratch, DUMP_BYTES_MAX * 2);
	buf_init(&dump, &scratch, DUMP_BYTES_MAX);
	ff->published = ff->forum;
	enum rc rc = forum_save(ff->published, &dump)
	    ? buf_done(&dump, &bytes, err)
	    : cm_fail(err, RC_LIMIT, "the state is too large to be copied");
	if (rc == RC_OK)
		rc = forum_load(&copy, copy_arena, bytes, ff->hash_key, err);
	arena_release(&scratch);
	arena_reset(&ff->groups[ff->open].scratch);
	if (rc == RC_OK)
		ff->forum = copy;
	return rc;
}

struct fold forum_fold(struct forum_fold *ff)
{
	return (struct fold){ &FOLD_OPS, ff };
}

void forum_fold_cut(struct forum_fold *ff)
{
	ff->open = 1 - ff->open;
	cm_assert(ff->groups[ff->open].count == 0);
}

void forum_fold_publish(struct forum_fold *ff)
{
	struct fold_group *g = &ff->groups[1 - ff->open];
	for (uint32_t i = 0; i < g->count; i++) {
		const struct fold_pending *p = &g->pending[i];
		struct judged j = judged_of(p->admitted, p->index, p->received);
		forum_apply(ff->published, &j, p->content);
	}
	g->count = 0;
	arena_reset(&g->scratch);
}

void forum_fold_release(struct forum_fold *ff)
{
	for (unsigned i = 0; i < CM_COUNT(ff->groups); i++)
		arena_release(&ff->groups[i].scratch);
}
