#include "record/past.h"

#include "base/arena.h"
#include "base/encode.h"

/* Lines of a submission, from 1; those of an entry come one later. */
#define LINE_JSON 3
#define LINE_SIGNATURES 5

struct past_root {
	uint64_t size; /* plus one; 0: nothing remembered here */
	struct hash root;
};

void past_init(struct past *p, struct arena *a, struct tree *tree, struct ids *ids)
{
	*p = (struct past){ .tree = tree, .ids = ids, .known = UINT64_MAX };
	p->roots = arena_array(a, struct past_root, PAST_ROOTS);
}

static const struct hash *root_of(struct past *p, uint64_t size)
{
	struct past_root *r = &p->roots[size % PAST_ROOTS];
	if (r->size != size + 1) {
		r->size = size + 1;
		tree_root(p->tree, 0, size, &r->root);
	}
	return &r->root;
}

static bool base_holds(struct past *p, const struct fold_act *act)
{
	const struct act_base *base = &act->admitted->entry.act.base;
	/* Of the tree only what stands before the entry: when a start folds, it holds all of it. */
	uint64_t before = act->index < p->known ? act->index : p->known;
	return base->size <= before && hash_eq(&base->root, root_of(p, base->size));
}

static struct fault fault_of_base(const struct json *j, uint32_t line)
{
	uint32_t at = json_member(j, 0, S("base"));
	return fault_at(FAULT_BASE, line, at == 0 ? 0 : j->nodes[at].at);
}

struct fault past_judge(struct past *p, const struct fold *fold, const struct fold_act *act,
    void *findings)
{
	const struct entry *e = &act->admitted->entry;
	uint32_t more = e->received.ms != 0 ? 1 : 0;
	uint32_t line = 0;
	enum fault_id id = fold->ops->authorise(fold->ctx, act, &line);
	if (id != FAULT_NONE)
		return fault_at(id, LINE_SIGNATURES + more + line, 0);
	if (!base_holds(p, act))
		return fault_of_base(&e->act.json, LINE_JSON + more);
	return fold->ops->check(fold->ctx, act, findings);
}
