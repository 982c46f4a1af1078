#include "view/model/text_after.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "text/accept.h"

struct after {
	struct draft *out;
	struct lexicon *l;
	const struct text_next_act *act;
	struct draft_unit *units; /* of `out`, its own */
	struct draft_unit *u;
};

static void proposal_add(struct after *at, struct str lang)
{
	struct draft *d = at->out;
	struct draft_proposal *all =
	    arena_array(at->act->arena, struct draft_proposal, d->proposals_count + 1);
	for (uint32_t i = 0; i < d->proposals_count; i++)
		all[i] = d->proposals[i];
	all[d->proposals_count] = (struct draft_proposal){ .id = at->act->proposal,
		.party = at->act->party,
		.short_name = draft_short_name(at->act->arena, d, at->act->party,
		    at->act->proposal),
		.lang = lang };
	d->proposals = all;
	d->proposals_count++;
}

static bool consolidated(struct after *at, struct draft_unit *u)
{
	return consolidate(at->act->arena, u->base, u->proposals, &u->choices, NULL) == RC_OK;
}

static bool edits_add(struct after *at, const struct text_edit_list *list)
{
	struct draft_unit *u = at->u;
	struct arena *a = at->act->arena;
	struct edit *edits = arena_array(a, struct edit, list->count);
	struct edits normal;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct text_edit *e = &list->at[i];
		edits[i] = (struct edit){ .lo = (uint32_t)e->from, .hi = (uint32_t)e->to };
		if (words_cut_piece(at->l, a, e->words, &edits[i].text, NULL) != RC_OK)
			return false;
	}
	if (edits_normal(a, u->base, (struct edits){ edits, list->count }, &normal, NULL) != RC_OK)
		return false;
	struct proposal *all = arena_array(a, struct proposal, u->proposals.count + 1);
	for (uint32_t i = 0; i < u->proposals.count; i++)
		all[i] = u->proposals.at[i];
	all[u->proposals.count] = (struct proposal){ at->act->proposal, normal,
		draft_rank(at->out->order, at->out->order_count, at->act->party) };
	u->proposals = (struct proposals){ all, u->proposals.count + (normal.count > 0) };
	return consolidated(at, u);
}

static enum unit_op op_of(struct str word)
{
	unsigned op = 0;
	while (op < UNIT_OP__COUNT && !str_eq(unit_op_name((enum unit_op)op), word))
		op++;
	return (enum unit_op)op;
}

static void changes_add(struct after *at, const struct text_change_list *list)
{
	struct draft *d = at->out;
	uint32_t n = d->changes_count;
	struct unit_change *all = arena_array(at->act->arena, struct unit_change, n + list->count);
	for (uint32_t i = 0; i < n; i++)
		all[i] = d->changes[i];
	for (uint32_t i = 0; i < list->count; i++) {
		const struct text_change *c = &list->at[i];
		enum unit_op op = op_of(c->op);
		uint32_t after = draft_place_of(d, c->after);
		all[n++] = (struct unit_change){ at->act->proposal, op,
			op == OP_NEW ? after : draft_place_of(d, c->unit), after,
			unit_kind_of(c->kind), c->text, op == OP_NEW ? c->unit : STR_NONE, c->label,
			c->parent };
	}
	d->changes = all;
	d->changes_count = n;
}

static bool propose(struct after *at)
{
	const struct text_propose *c = &at->act->content->text_propose;
	proposal_add(at, c->lang);
	changes_add(at, &c->changes);
	return c->edits.count == 0 || edits_add(at, &c->edits);
}

static bool withdraw(struct after *at)
{
	struct draft *d = at->out;
	struct unit_change *changes = arena_array(at->act->arena, struct unit_change, d->changes_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->changes_count; i++) {
		if (d->changes[i].proposal != at->act->proposal)
			changes[n++] = d->changes[i];
	}
	d->changes = changes;
	d->changes_count = n;
	for (uint32_t i = 0; i < d->units_count; i++) {
		struct draft_unit *u = &at->units[i];
		struct proposal *kept = arena_array(at->act->arena, struct proposal, u->proposals.count);
		uint32_t k = 0;
		for (uint32_t p = 0; p < u->proposals.count; p++) {
			if (u->proposals.at[p].id != at->act->proposal)
				kept[k++] = u->proposals.at[p];
		}
		bool has_it = k < u->proposals.count;
		u->proposals = (struct proposals){ kept, k };
		if (has_it && !consolidated(at, u))
			return false;
	}
	return true;
}

static void cosponsor(struct after *at)
{
	struct draft *d = at->out;
	struct draft_proposal *all =
	    arena_array(at->act->arena, struct draft_proposal, d->proposals_count);
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		struct draft_proposal *p = &all[i];
		*p = d->proposals[i];
		if (p->id != at->act->proposal)
			continue;
		struct str *codes = arena_array(at->act->arena, struct str, p->cosponsors_count + 1);
		for (uint32_t k = 0; k < p->cosponsors_count; k++)
			codes[k] = p->cosponsors[k];
		codes[p->cosponsors_count] = at->act->party;
		p->cosponsors = codes;
		p->cosponsors_count++;
	}
	d->proposals = all;
}

static const struct choice *choice_find(const struct draft_unit *u, const struct text_accept *c,
    uint32_t *alt)
{
	struct choice_walk w;
	choice_walk_init(&w, u->base, u->choices);
	for (enum choice_event e; (e = choice_walk_next(&w)) != CHOICE_END;) {
		if (e != CHOICE_OPENS || w.choice->lo != c->from || w.choice->hi != c->to)
			continue;
		*alt = c->proposal == INTEGER_ABSENT ? CHOICE_KEEP
						     : choice_alt_of(w.choice, (uint32_t)c->proposal);
		if (c->proposal == INTEGER_ABSENT || *alt != CHOICE_KEEP)
			return w.choice;
	}
	return NULL;
}

/* The unit says what is in its base now; translations are of what it said before. */
static void words_renew(struct after *at)
{
	struct draft_unit *u = at->u;
	struct arena *a = at->act->arena;
	struct unit_text *texts = arena_array(a, struct unit_text, u->texts_count);
	struct buf b;
	buf_init(&b, a, UNIT_BYTES_MAX + 1);
	words_text(at->l, &b, u->base);
	for (uint32_t i = 0; i < u->texts_count; i++) {
		texts[i] = u->texts[i];
		texts[i].is_stale = i > 0;
	}
	texts[0].text = buf_str(&b);
	u->texts = texts;
}

/* The unit says `accepted` now, with what of its proposals is left. */
static bool words_take(struct after *at, const struct accepted *accepted)
{
	struct draft_unit *u = at->u;
	struct proposal *left = arena_array(at->act->arena, struct proposal, accepted->count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < accepted->count; i++) {
		if (accepted->at[i].proposal.edits.count > 0)
			left[n++] = accepted->at[i].proposal;
	}
	u->base = accepted->base;
	u->proposals = (struct proposals){ left, n };
	u->status = UNIT_OPEN;
	words_renew(at);
	return consolidated(at, u);
}

static bool accept(struct after *at)
{
	const struct text_accept *c = &at->act->content->text_accept;
	const struct draft_unit *u = at->u;
	struct arena *a = at->act->arena;
	struct accepted accepted;
	uint32_t alt;
	const struct choice *choice = choice_find(u, c, &alt);
	if (choice == NULL)
		return false;
	const struct accept_order order = { u->base, u->proposals, choice, alt,
		str_eq(c->others, S("close")) ? ACCEPT_CLOSES_OTHERS : ACCEPT_LEAVES_OTHERS };
	if (choice_accept(a, &order, &accepted, NULL) != RC_OK)
		return false;
	return words_take(at, &accepted);
}

static bool alternative_make(struct after *at, const struct unit_change *change)
{
	struct arena *a = at->act->arena;
	struct accepted accepted;
	struct words made;
	at->u = &at->units[change->unit];
	const struct unit_now now = { at->u->base, at->u->proposals };
	return words_cut(at->l, a, change->text, &made, NULL) == RC_OK &&
	    base_replace(a, &now, made, &accepted, NULL) == RC_OK && words_take(at, &accepted);
}

/* The order of units after a change: their places before it; DRAFT_NONE is the new one's. */
struct reordered {
	uint32_t *places, count;
	uint32_t *now; /* of each place before, the one it is now, or DRAFT_NONE */
};

static void places_put(struct reordered *r, uint32_t after, uint32_t place)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < r->count && after != DRAFT_NONE; i++)
		at = r->places[i] == after ? i + 1 : at;
	for (uint32_t i = r->count++; i > at; i--)
		r->places[i] = r->places[i - 1];
	r->places[at] = place;
}

static struct reordered reorder(const struct after *at, const struct unit_change *change)
{
	uint32_t n = at->out->units_count;
	struct reordered r = { arena_array(at->act->arena, uint32_t, n + 1), 0,
		arena_array(at->act->arena, uint32_t, n) };
	for (uint32_t i = 0; i < n; i++) {
		r.now[i] = DRAFT_NONE;
		if (change->op == OP_NEW || i != change->unit)
			r.places[r.count++] = i;
	}
	if (change->op == OP_NEW)
		places_put(&r, change->unit, DRAFT_NONE);
	else if (change->op == OP_MOVE)
		places_put(&r, change->after, change->unit);
	for (uint32_t i = 0; i < r.count; i++) {
		if (r.places[i] != DRAFT_NONE)
			r.now[r.places[i]] = i;
	}
	return r;
}

static uint32_t now_at(const struct reordered *r, uint32_t place)
{
	return place == DRAFT_NONE ? DRAFT_NONE : r->now[place];
}

static struct draft_unit unit_new(const struct after *at, const struct unit_change *change)
{
	struct unit_text *text = arena_new(at->act->arena, struct unit_text);
	*text = (struct unit_text){ .lang = at->out->lang, .text = change->text, .state = TRANSLATION_FINAL };
	return (struct draft_unit){ .id = change->id, .kind = change->kind, .label = change->label,
		.parent = draft_place_of(at->out, change->parent), .texts = text, .texts_count = 1 };
}

static bool structure_make(struct after *at, const struct unit_change *change)
{
	struct draft *d = at->out;
	const struct reordered r = reorder(at, change);
	struct draft_unit *units = arena_array(at->act->arena, struct draft_unit, r.count);
	for (uint32_t i = 0; i < r.count; i++) {
		units[i] = r.places[i] == DRAFT_NONE ? unit_new(at, change) : at->units[r.places[i]];
		units[i].parent = now_at(&r, units[i].parent);
		bool is_cut = r.places[i] != DRAFT_NONE ||
		    words_cut(at->l, at->act->arena, change->text, &units[i].base, NULL) == RC_OK;
		if (!is_cut || (r.places[i] == DRAFT_NONE && !consolidated(at, &units[i])))
			return false;
	}
	struct unit_change *changes = arena_array(at->act->arena, struct unit_change, d->changes_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->changes_count; i++) {
		struct unit_change c = d->changes[i];
		bool is_gone = c.op != OP_NEW && now_at(&r, c.unit) == DRAFT_NONE;
		c.unit = now_at(&r, c.unit);
		c.after = now_at(&r, c.after);
		if (!is_gone)
			changes[n++] = c;
	}
	d->units = at->units = units;
	d->units_count = r.count;
	d->changes = changes;
	d->changes_count = n;
	return true;
}

/* Without the change, and without alternatives of the same words when it is one that is made. */
static void changes_close(struct after *at, const struct unit_change *change, bool is_made)
{
	struct draft *d = at->out;
	struct unit_change *kept = arena_array(at->act->arena, struct unit_change, d->changes_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		bool says_so = is_made && change->op == OP_ALTERNATIVE && c->op == OP_ALTERNATIVE &&
		    c->unit == change->unit && str_eq(c->text, change->text);
		if (c != change && !says_so)
			kept[n++] = *c;
	}
	d->changes = kept;
	d->changes_count = n;
}

static bool restructure(struct after *at)
{
	const struct unit_change *change = &at->out->changes[at->act->change];
	bool closes = at->act->content->text_restructure.closes;
	changes_close(at, change, !closes);
	if (closes || (change->op == OP_DELETE && at->out->units_count == 1))
		return true;
	return change->op == OP_ALTERNATIVE ? alternative_make(at, change) : structure_make(at, change);
}

bool text_after(struct draft *out, const struct draft *d, struct lexicon *l,
    const struct text_next_act *act)
{
	*out = *d;
	struct after at = { .out = out, .l = l, .act = act,
		.units = arena_array(act->arena, struct draft_unit, d->units_count) };
	for (uint32_t i = 0; i < d->units_count; i++)
		at.units[i] = d->units[i];
	out->units = at.units;
	at.u = &at.units[act->unit];
	switch ((unsigned)act->kind) {
	case KIND_TEXT_PROPOSE: return propose(&at);
	case KIND_TEXT_WITHDRAW: return withdraw(&at);
	case KIND_TEXT_ACCEPT: return accept(&at);
	case KIND_TEXT_RESTRUCTURE: return restructure(&at);
	case KIND_TEXT_COSPONSOR: cosponsor(&at); break;
	case KIND_TEXT_AGREE:
		at.u->status = str_eq(act->content->text_agree.level, S("agreed")) ? UNIT_AGREED
										   : UNIT_AD_REF;
		break;
	case KIND_TEXT_REOPEN:
		if (act->content->text_reopen.from == INTEGER_ABSENT)
			at.u->status = UNIT_OPEN;
		break;
	default: break; /* positions change no text */
	}
	return true;
}
