#include "text/returned.h"

#include "base/arena.h"

struct chooser {
	struct arena *arena;
	const struct draft *draft;
	const struct returned_wish *wish;
	struct returned_chosen *out;
};

static bool is_own(const struct chooser *c, uint32_t id)
{
	const struct draft_proposal *p = draft_proposal_of(c->draft, id);
	return p != NULL && c->wish->party.n > 0 && draft_stands(p, c->wish->party);
}

static bool has_edit(const struct chooser *c, const struct draft_unit *u, const struct edit *e)
{
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		const struct proposal *p = &u->proposals.at[i];
		if (!is_own(c, p->id))
			continue;
		for (uint32_t k = 0; k < p->edits.count; k++) {
			const struct edit *own = &p->edits.at[k];
			if (own->lo == e->lo && own->hi == e->hi && words_eq(own->text, e->text))
				return true;
		}
	}
	return false;
}

static bool has_change(const struct chooser *c, uint32_t unit, enum unit_op op, uint32_t after)
{
	for (uint32_t i = 0; i < c->draft->changes_count; i++) {
		const struct unit_change *own = &c->draft->changes[i];
		if (own->unit == unit && own->op == op && is_own(c, own->proposal) &&
		    (op != OP_MOVE || own->after == after))
			return true;
	}
	return false;
}

static bool has_new(const struct chooser *c, const struct returned_new *n)
{
	for (uint32_t i = 0; i < c->draft->changes_count; i++) {
		const struct unit_change *own = &c->draft->changes[i];
		if (own->op == OP_NEW && own->unit == n->after && is_own(c, own->proposal) &&
		    str_eq(own->text, n->text))
			return true;
	}
	return false;
}

static struct edits edits_choose(struct chooser *c, const struct draft_unit *u, struct edits from)
{
	struct edit *at = arena_array(c->arena, struct edit, from.count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < from.count; i++) {
		if (has_edit(c, u, &from.at[i]))
			c->out->known++;
		else
			at[count++] = from.at[i];
	}
	return (struct edits){ at, count };
}

static void unit_choose(struct chooser *c, uint32_t unit, struct returned_unit *out)
{
	bool is_moved = out->state == RETURNED_MOVED;
	if (out->is_untracked && !c->wish->takes_untracked) {
		c->out->untracked++;
		out->state = RETURNED_SAME;
		out->edits.count = 0;
		return;
	}
	if (out->state == RETURNED_MISSING) {
		if (has_change(c, unit, OP_DELETE, DRAFT_NONE)) {
			c->out->known++;
			out->state = RETURNED_SAME;
		}
		return;
	}
	out->edits = edits_choose(c, &c->draft->units[unit], out->edits);
	if (is_moved && has_change(c, unit, OP_MOVE, out->after)) {
		c->out->known++;
		is_moved = false;
	}
	if (!is_moved)
		out->state = out->edits.count > 0 ? RETURNED_CHANGED : RETURNED_SAME;
}

static void added_choose(struct chooser *c, const struct returned *from, struct returned *out)
{
	struct returned_new *at = arena_array(c->arena, struct returned_new, from->added_count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < from->added_count; i++) {
		const struct returned_new *n = &from->added[i];
		if (!n->is_tracked && !c->wish->takes_untracked)
			c->out->untracked++;
		else if (has_new(c, n))
			c->out->known++;
		else
			at[count++] = *n;
	}
	out->added = at;
	out->added_count = count;
}

void returned_choose(struct arena *a, const struct draft *d, const struct returned *from,
    const struct returned_wish *wish, struct returned_chosen *out)
{
	struct chooser c = { .arena = a, .draft = d, .wish = wish, .out = out };
	struct returned_unit *units = arena_array(a, struct returned_unit, d->units_count);
	*out = (struct returned_chosen){ .left = *from };
	for (uint32_t i = 0; i < d->units_count; i++) {
		units[i] = from->units[i];
		unit_choose(&c, i, &units[i]);
	}
	out->left.units = units;
	added_choose(&c, from, &out->left);
}

bool returned_has_changes(const struct draft *d, const struct returned *r)
{
	for (uint32_t i = 0; i < d->units_count; i++) {
		if (r->units[i].state != RETURNED_SAME)
			return true;
	}
	return r->added_count > 0;
}
