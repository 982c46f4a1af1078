/* Units that the chair splits or joins (docs/rules.md section 14, T-15). Every proposal that lives is carried
 * over; it reads what it read, and confirms where that could have been meant otherwise. */
#include "base/scope.h"
#include "rules/put.h"
#include "rules/text_step.h"

/* A proposal's edits of what was one unit, or will be. */
struct carried {
	uint32_t number;
	struct edits first, second; /* of a join: all are first */
	bool must_confirm;
};
struct parting {
	struct lexicon lexicon;
	struct text_desk desk;
	struct words first, second; /* of a join: all are first */
	struct str first_text, second_text;
	struct carried *at;
	uint32_t count;
};

static void parting_init(struct parting *p, struct arena *a, const struct forum *f,
    const struct instrument *of)
{
	*p = (struct parting){ .count = 0 };
	lexicon_init(&p->lexicon, a, 1);
	p->desk = (struct text_desk){ a, &p->lexicon, f, of };
}

static struct words words_part(struct words w, uint32_t from, uint32_t to)
{
	return (struct words){ w.at + from, to - from };
}

static bool reads_stably(const struct text_desk *d, struct words base, struct edits edits)
{
	struct str text;
	return words_are_stable(d->lexicon, d->arena, edits_apply(d->arena, base, edits), &text);
}

/* Ends a list of pieces: normal, on this base, and its reading stable. */
static bool edits_end(const struct text_desk *d, struct words base, struct edits pieces, struct edits *out)
{
	return edits_normal(d->arena, base, pieces, out, NULL) == RC_OK && reads_stably(d, base, *out);
}

/* An edit across the cut leaves its words on the first side, and its deletion on both. What is put in at
 * the very cut could be meant for either: it ends the first. */
static bool edits_split(struct parting *p, struct edits edits, uint32_t at, struct carried *out)
{
	struct arena *a = p->desk.arena;
	struct edit *first = arena_array(a, struct edit, edits.count + 1);
	struct edit *second = arena_array(a, struct edit, edits.count + 1);
	uint32_t n = 0, m = 0;
	for (uint32_t i = 0; i < edits.count; i++) {
		const struct edit *e = &edits.at[i];
		bool is_at_cut = e->lo == at && e->hi == at;
		bool crosses = e->lo < at && at < e->hi;
		if (e->hi <= at)
			first[n++] = *e;
		else if (e->lo >= at)
			second[m++] = (struct edit){ e->lo - at, e->hi - at, e->text };
		if (crosses) {
			first[n++] = (struct edit){ e->lo, at, e->text };
			second[m++] = (struct edit){ 0, e->hi - at, { e->text.at, 0 } };
		}
		out->must_confirm = out->must_confirm || is_at_cut || (crosses && e->text.count > 0);
	}
	return edits_end(&p->desk, p->first, (struct edits){ first, n }, &out->first) &&
	    edits_end(&p->desk, p->second, (struct edits){ second, m }, &out->second);
}

/* Its words as a unit of its own: the white space before the first is one space. */
static bool second_cut(struct parting *p, struct words w)
{
	struct buf b;
	buf_init(&b, p->desk.arena, UNIT_BYTES_MAX);
	words_text(&p->lexicon, &b, w);
	p->second_text = buf_str(&b);
	return words_cut(&p->lexicon, p->desk.arena, p->second_text, &p->second, NULL) == RC_OK &&
	    p->second.count == w.count &&
	    words_eq(words_part(p->second, 1, w.count), words_part(w, 1, w.count));
}

/* The finding that refuses it, or FINDING__COUNT. */
static enum finding_id split(struct parting *p, const struct instrument_unit *u, int64_t at)
{
	struct unit_work work;
	if (unit_work_make(&work, &p->desk, u, NULL) != RC_OK)
		return FINDING_TEXT_TOO_LARGE;
	if (at < 1 || at >= work.base.count)
		return FINDING_EDIT_WRONG;
	uint32_t cut = (uint32_t)at;
	if (unit_locks_meet(u, cut, cut))
		return FINDING_WORDS_LOCKED;
	p->first = words_part(work.base, 0, cut);
	bool is_stable = words_are_stable(&p->lexicon, p->desk.arena, p->first, &p->first_text) &&
	    second_cut(p, words_part(work.base, cut, work.base.count));
	p->at = arena_array(p->desk.arena, struct carried, work.proposals.count);
	for (uint32_t i = 0; i < work.proposals.count && is_stable; i++) {
		p->at[p->count] = (struct carried){ .number = work.proposals.at[i].id };
		is_stable = edits_split(p, work.proposals.at[i].edits, cut, &p->at[p->count++]);
	}
	return is_stable ? FINDING__COUNT : FINDING_WORDS_JOIN;
}

/* The unit, when the chair may work on its structure, with words as the act knows them: else NULL. */
static const struct instrument_unit *guard_whole(struct judge *j, const struct instrument *of,
    struct str id, const struct hash *hash)
{
	const struct instrument_unit *u = guard_unit(j, of, id, id);
	if (u == NULL)
		return NULL;
	if (u->status == UNIT_AGREED)
		finding_add_at(j->found, FINDING_UNIT_IS_AGREED, u->id);
	if (hash_eq(&u->hash, hash))
		return u;
	finding_add_at(j->found, FINDING_BASE_STALE, u->id);
	return NULL;
}

void text_split_check(struct judge *j, const struct text_split *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_free(j, of);
	if (instrument_unit_find(j->f, of->code, c->into) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("into"));
	if (of->order_count >= TEXT_UNITS_MAX)
		finding_add_at(j->found, FINDING_TEXT_TOO_LARGE, S("text"));
	const struct instrument_unit *u = guard_whole(j, of, c->unit, &c->hash);
	if (u == NULL)
		return;
	struct parting p;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	parting_init(&p, &a, j->f, of);
	enum finding_id why = split(&p, u, c->at);
	if (why != FINDING__COUNT)
		finding_add_at(j->found, why, S("at"));
}

static void edits_put(struct forum *f, const struct parting *p, struct instrument_proposal *row,
    const struct instrument_unit *u, struct edits edits)
{
	for (uint32_t i = 0; i < edits.count; i++) {
		struct buf words;
		buf_init(&words, f->arena, UNIT_BYTES_MAX);
		words_piece(&p->lexicon, &words, edits.at[i].text);
		*ROWS_ADD(f, row, edits) = (struct instrument_edit){ u->id, u->hash, edits.at[i].lo,
			edits.at[i].hi, buf_str(&words) };
	}
}

/* Instead of its edits of `u` and `other` (the same, or NULL: there is one unit less or more), at the place
 * of the first of these: those that were carried. */
static void edits_replace(struct forum *f, const struct parting *p, struct instrument_proposal *row,
    const struct instrument_unit *u, const struct instrument_unit *other)
{
	const struct instrument_edit *old = row->edits;
	uint32_t count = row->edits_count;
	const struct carried *c = p->at;
	bool is_put = false;
	while (c->number != row->number)
		c++;
	row->edits = NULL;
	row->edits_count = row->edits_cap = 0;
	for (uint32_t i = 0; i < count; i++) {
		bool is_theirs = str_eq(old[i].unit, u->id) || str_eq(old[i].unit, other->id);
		if (!is_theirs)
			*ROWS_ADD(f, row, edits) = old[i];
		if (!is_theirs || is_put)
			continue;
		edits_put(f, p, row, u, c->first);
		edits_put(f, p, row, other, c->second);
		is_put = true;
	}
	row->must_confirm = row->must_confirm || c->must_confirm;
}

/* What stood behind the unit stands behind `last`; a change of the unit itself is of something else now. */
static void changes_carry(struct instrument_proposal *row, struct str unit, struct str behind,
    struct str last)
{
	for (uint32_t i = 0; i < row->changes_count; i++) {
		struct instrument_change *c = &row->changes[i];
		if (c->state != CHANGE_OPEN || row->state != PROPOSAL_LIVE)
			continue;
		if (c->op != OP_NEW && str_eq(c->unit, unit))
			row->must_confirm = true;
		if (str_eq(c->after, behind))
			c->after = last;
	}
}

static bool has_number(const struct parting *p, uint32_t number)
{
	for (uint32_t i = 0; i < p->count; i++) {
		if (p->at[i].number == number)
			return true;
	}
	return false;
}

static void words_put(struct forum *f, const struct judged *act, struct instrument_unit *u, struct str words)
{
	bool is_other = u->words.n > 0 && !str_eq(u->words, words); /* a unit that is new had none */
	if (is_other)
		*ROWS_ADD(f, u, past) = (struct instrument_past){ u->words, act->index };
	u->words = keep_str(f, words);
	u->hash = words_hash(u->words);
	u->entry = act->index;
	u->status = UNIT_OPEN; /* an agreement ad referendum was to other words */
	u->agreed = UINT64_MAX;
	u->pending = (struct strs){ 0, NULL };
	u->conditional = (struct strs){ 0, NULL };
}

/* Units below the one are below the other. */
static void children_move(struct forum *f, const struct instrument *of, struct str from, struct str to)
{
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(f, of, i);
		if (str_eq(u->parent, from))
			instrument_unit_touch(f, of->code, u->id)->parent = to;
	}
}

static void locks_split(struct forum *f, struct instrument_unit *u, struct instrument_unit *into,
    uint32_t at)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < u->locks_count; i++) {
		const struct instrument_lock lock = u->locks[i];
		if (lock.to <= at)
			u->locks[kept++] = lock;
		else
			*ROWS_ADD(f, into, locks) =
			    (struct instrument_lock){ lock.from - at, lock.to - at, lock.entry };
	}
	u->locks_count = kept;
}

static void proposals_carry(struct forum *f, const struct judged *act, const struct parting *p,
    const struct instrument_unit *u, const struct instrument_unit *other)
{
	const struct instrument *of = p->desk.of;
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		struct instrument_proposal *row = instrument_proposal_touch(f, of, i + 1);
		if (has_number(p, row->number))
			edits_replace(f, p, row, u, other);
		changes_carry(row, u->id, other->is_gone ? other->id : u->id,
		    other->is_gone ? u->id : other->id);
		proposal_settle(row, act);
	}
}

void text_split_apply(struct forum *f, const struct judged *act, const struct text_split *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	struct parting p;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	parting_init(&p, &a, f, of);
	const struct instrument_unit *old = instrument_unit_find(f, of->code, c->unit);
	enum finding_id why = split(&p, old, c->at);
	cm_assert(why == FINDING__COUNT);
	const struct str into_id = keep_str(f, c->into);
	children_move(f, of, old->id, into_id);
	const struct instrument_unit fresh = { .text = of->code, .id = into_id, .kind = old->kind,
		.label = keep_str(f, c->label), .parent = old->parent };
	instrument_unit_add(f, of, instrument_place_after(f, of, old->id), &fresh);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
	struct instrument_unit *into = instrument_unit_touch(f, of->code, into_id);
	words_put(f, act, u, p.first_text);
	words_put(f, act, into, p.second_text);
	locks_split(f, u, into, (uint32_t)c->at);
	proposals_carry(f, act, &p, u, into);
}

/* The edits of a proposal on one unit, or none. */
static struct edits edits_of(const struct proposals *list, uint32_t number)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->at[i].id == number)
			return list->at[i].edits;
	}
	return (struct edits){ NULL, 0 };
}

/* Where edits come to touch, at the seam, they are one. */
static bool edits_join(struct parting *p, uint32_t seam, struct edits one, struct edits two,
    struct carried *out)
{
	struct edit *at = arena_array(p->desk.arena, struct edit, one.count + two.count + 1);
	for (uint32_t i = 0; i < one.count; i++)
		at[i] = one.at[i];
	for (uint32_t i = 0; i < two.count; i++)
		at[one.count + i] =
		    (struct edit){ two.at[i].lo + seam, two.at[i].hi + seam, two.at[i].text };
	bool is_good = edits_end(&p->desk, p->first, (struct edits){ at, one.count + two.count },
	    &out->first);
	out->must_confirm = out->first.count != one.count + two.count;
	return is_good;
}

static struct words words_together(struct arena *a, struct words one, struct words two)
{
	uint32_t *at = arena_array(a, uint32_t, one.count + two.count + 1);
	for (uint32_t i = 0; i < one.count; i++)
		at[i] = one.at[i];
	for (uint32_t i = 0; i < two.count; i++)
		at[one.count + i] = two.at[i];
	return (struct words){ at, one.count + two.count };
}

static enum finding_id join(struct parting *p, const struct instrument_unit *u,
    const struct instrument_unit *other, uint32_t *seam)
{
	struct unit_work one, two;
	if (unit_work_make(&one, &p->desk, u, NULL) != RC_OK ||
	    unit_work_make(&two, &p->desk, other, NULL) != RC_OK)
		return FINDING_TEXT_TOO_LARGE;
	*seam = one.base.count;
	p->first = words_together(p->desk.arena, one.base, two.base);
	if (p->first.count > UNIT_WORDS_MAX)
		return FINDING_TEXT_TOO_LARGE;
	bool is_stable = words_are_stable(&p->lexicon, p->desk.arena, p->first, &p->first_text);
	const struct vec *all = &p->desk.of->proposals;
	p->at = arena_array(p->desk.arena, struct carried, all->count);
	for (uint32_t i = 1; i <= all->count && is_stable; i++) {
		struct edits a = edits_of(&one.proposals, i), b = edits_of(&two.proposals, i);
		if (a.count + b.count == 0)
			continue;
		p->at[p->count] = (struct carried){ .number = i };
		is_stable = edits_join(p, one.base.count, a, b, &p->at[p->count++]);
	}
	return is_stable ? FINDING__COUNT : FINDING_WORDS_JOIN;
}

/* Would a change that lives delete or move the unit? */
static bool is_changed(const struct forum *f, const struct instrument *of, struct str unit)
{
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(f, of, i + 1);
		for (uint32_t k = 0; k < p->changes_count && p->state == PROPOSAL_LIVE; k++) {
			const struct instrument_change *c = &p->changes[k];
			if (c->state == CHANGE_OPEN && c->op != OP_NEW && str_eq(c->unit, unit))
				return true;
		}
	}
	return false;
}

void text_join_check(struct judge *j, const struct text_join *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_free(j, of);
	const struct instrument_unit *u = guard_whole(j, of, c->unit, &c->hash);
	const struct instrument_unit *other = guard_whole(j, of, c->other, &c->other_hash);
	if (u == NULL || other == NULL)
		return;
	uint32_t place = instrument_place_after(j->f, of, u->id);
	if (place == of->order_count || instrument_unit_at(j->f, of, place) != other) {
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("other"));
		return;
	}
	if (is_changed(j->f, of, other->id))
		finding_add_at(j->found, FINDING_BRACKETS_OPEN, other->id);
	struct parting p;
	uint32_t seam;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	parting_init(&p, &a, j->f, of);
	enum finding_id why = join(&p, u, other, &seam);
	if (why != FINDING__COUNT)
		finding_add_at(j->found, why, S("other"));
}

void text_join_apply(struct forum *f, const struct judged *act, const struct text_join *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	struct parting p;
	uint32_t seam = 0;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	parting_init(&p, &a, f, of);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
	struct instrument_unit *other = instrument_unit_touch(f, of->code, c->other);
	enum finding_id why = join(&p, u, other, &seam);
	cm_assert(why == FINDING__COUNT);
	children_move(f, of, other->id, u->id);
	(void)instrument_order_remove(f, of, other->id);
	other->is_gone = true;
	words_put(f, act, u, p.first_text);
	for (uint32_t i = 0; i < other->locks_count; i++) {
		const struct instrument_lock lock = other->locks[i];
		*ROWS_ADD(f, u, locks) =
		    (struct instrument_lock){ lock.from + seam, lock.to + seam, lock.entry };
	}
	other->locks_count = 0;
	proposals_carry(f, act, &p, u, other);
}
