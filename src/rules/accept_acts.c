/* What the chair takes into the text: a choice, or a change of a whole unit (docs/rules.md section 14,
 * T-8). Every proposal that lives is carried over. */
#include "base/scope.h"
#include "rules/put.h"
#include "rules/text_step.h"
#include "text/accept.h"

struct taking {
	struct lexicon lexicon;
	struct unit_work work;
	const struct choice *at;
	uint32_t alt;
	enum accept_others others;
	struct accepted accepted;
	struct str words; /* of the new base */
};

static bool others_of(enum accept_others *out, struct str word)
{
	static const struct str names[] = { [ACCEPT_LEAVES_OTHERS] = { "leave", 5 },
		[ACCEPT_CLOSES_OTHERS] = { "close", 5 }, [ACCEPT_BESIDE_OTHERS] = { "beside", 6 } };
	for (unsigned i = 0; i < CM_COUNT(names); i++) {
		if (str_eq(names[i], word)) {
			*out = (enum accept_others)i;
			return true;
		}
	}
	return false;
}

/* The choice over these words; where several stand there, the one with the proposal's alternative. */
static const struct choice *choice_find(const struct unit_work *w, const struct text_accept *c,
    uint32_t *alt)
{
	struct choice_walk walk;
	choice_walk_init(&walk, w->base, w->choices);
	for (enum choice_event e; (e = choice_walk_next(&walk)) != CHOICE_END;) {
		if (e != CHOICE_OPENS || walk.choice->lo != c->from || walk.choice->hi != c->to)
			continue;
		*alt = CHOICE_KEEP;
		if (c->proposal == INTEGER_ABSENT)
			return walk.choice;
		*alt = choice_alt_of(walk.choice, (uint32_t)c->proposal);
		if (*alt != CHOICE_KEEP)
			return walk.choice;
	}
	return NULL;
}

/* The finding that refuses it, or FINDING__COUNT. */
static enum finding_id take(struct taking *t, struct text_desk *desk,
    const struct instrument_unit *u, const struct text_accept *c)
{
	struct arena *a = desk->arena;
	lexicon_init(&t->lexicon, a, 1);
	desk->lexicon = &t->lexicon;
	if (unit_work_make(&t->work, desk, u, NULL) != RC_OK)
		return FINDING_TEXT_TOO_LARGE;
	t->at = choice_find(&t->work, c, &t->alt);
	if (t->at == NULL || !others_of(&t->others, c->others))
		return FINDING_CHOICE_UNKNOWN;
	bool is_insertion = t->at->lo == t->at->hi;
	if (t->others == ACCEPT_BESIDE_OTHERS && (!is_insertion || t->alt == CHOICE_KEEP))
		return FINDING_CHOICE_UNKNOWN;
	if (t->alt == CHOICE_KEEP && t->others == ACCEPT_LEAVES_OTHERS)
		return FINDING_EDIT_EMPTY;
	const struct accept_order order = { t->work.base, t->work.proposals, t->at, t->alt, t->others };
	if (choice_accept(a, &order, &t->accepted, NULL) != RC_OK)
		return FINDING_TEXT_TOO_LARGE;
	if (t->accepted.base.count == 0)
		return FINDING_TEXT_EMPTY;
	bool is_stable = words_are_stable(&t->lexicon, a, t->accepted.base, &t->words);
	return is_stable ? FINDING__COUNT : FINDING_WORDS_JOIN;
}

void text_accept_check(struct judge *j, const struct text_accept *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_taken(j, of, instrument_proposal_find(j->f, of, c->proposal), false);
	const struct instrument_unit *u = guard_unit(j, of, c->unit, S("unit"));
	if (u == NULL)
		return;
	if (u->status == UNIT_AGREED)
		finding_add_at(j->found, FINDING_UNIT_IS_AGREED, S("unit"));
	if (!hash_eq(&u->hash, &c->hash)) {
		finding_add_at(j->found, FINDING_BASE_STALE, S("hash"));
		return;
	}
	if (of->arrangement.is_exclusive && str_eq(c->others, S("beside")))
		finding_add_at(j->found, FINDING_INSERTIONS_EXCLUDE, S("others"));
	struct taking t;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	struct text_desk desk = { .arena = &a, .forum = j->f, .of = of };
	enum finding_id why = take(&t, &desk, u, c);
	if (why != FINDING__COUNT)
		finding_add_at(j->found, why, S("from"));
}

/* Its edits on this unit are those that were carried; what it does elsewhere stays. */
static void edits_carry(struct forum *f, struct instrument_proposal *p, const struct lexicon *l,
    const struct instrument_unit *u, const struct edits *carried)
{
	uint32_t all = 0, place = UINT32_MAX;
	struct instrument_edit *old = p->edits;
	uint32_t old_count = p->edits_count;
	for (uint32_t i = 0; i < old_count; i++) {
		if (!str_eq(old[i].unit, u->id))
			all++;
		else if (place == UINT32_MAX)
			place = i;
	}
	struct instrument_edit *fresh =
	    arena_array(f->arena, struct instrument_edit, all + carried->count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < old_count; i++) {
		for (uint32_t k = 0; k < carried->count && i == place; k++) {
			const struct edit *e = &carried->at[k];
			struct buf words;
			buf_init(&words, f->arena, UNIT_BYTES_MAX);
			words_piece(l, &words, e->text);
			fresh[n++] = (struct instrument_edit){ u->id, u->hash, e->lo, e->hi,
				buf_str(&words) };
		}
		if (!str_eq(old[i].unit, u->id))
			fresh[n++] = old[i];
	}
	p->edits = fresh;
	p->edits_count = p->edits_cap = n;
}

/* Locked words lie beside every choice: behind this one they are counted anew. */
static void locks_carry(struct instrument_unit *u, const struct choice *at, uint32_t words_before,
    uint32_t words_after)
{
	for (uint32_t i = 0; i < u->locks_count; i++) {
		struct instrument_lock *lock = &u->locks[i];
		if (lock->from < at->hi)
			continue;
		lock->from = lock->from - words_before + words_after;
		lock->to = lock->to - words_before + words_after;
	}
}

/* An agreement ad referendum was to other words. */
static void unit_reword(struct forum *f, const struct judged *act, struct instrument_unit *u,
    struct str words)
{
	*ROWS_ADD(f, u, past) = (struct instrument_past){ u->words, act->index };
	u->words = words;
	u->hash = words_hash(words);
	u->entry = act->index;
	u->status = UNIT_OPEN;
	u->agreed = UINT64_MAX;
	u->pending = (struct strs){ 0, NULL };
	u->conditional = (struct strs){ 0, NULL };
}

struct carrying {
	const struct instrument *of;
	const struct lexicon *lexicon;
	const struct accepted *accepted;
};

static void proposals_carry(struct forum *f, const struct judged *act, const struct instrument_unit *u,
    const struct carrying *x)
{
	for (uint32_t i = 0; i < x->accepted->count; i++) {
		const struct accept_carried *carried = &x->accepted->at[i];
		struct instrument_proposal *p = instrument_proposal_touch(f, x->of, carried->proposal.id);
		edits_carry(f, p, x->lexicon, u, &carried->proposal.edits);
		p->must_confirm = p->must_confirm || carried->fate == ACCEPT_CONFIRM;
		proposal_settle(p, act);
	}
}

void text_accept_apply(struct forum *f, const struct judged *act, const struct text_accept *c)
{
	struct taking t;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	const struct instrument *of = instrument_touch(f, c->text);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
	struct text_desk desk = { .arena = &a, .forum = f, .of = of };
	enum finding_id why = take(&t, &desk, u, c);
	cm_assert(why == FINDING__COUNT);
	unit_reword(f, act, u, keep_str(f, t.words));
	locks_carry(u, t.at, t.work.base.count, t.accepted.base.count);
	proposals_carry(f, act, u, &(struct carrying){ of, &t.lexicon, &t.accepted });
}

static const struct instrument_change *guard_change(struct judge *j,
    const struct instrument_proposal *p, int64_t number)
{
	if (number < 1 || number > p->changes_count || p->state != PROPOSAL_LIVE ||
	    p->changes[number - 1].state != CHANGE_OPEN) {
		finding_add_at(j->found, FINDING_CHOICE_UNKNOWN, S("change"));
		return NULL;
	}
	return &p->changes[number - 1];
}

/* An alternative over all words of its unit. */
struct replacing {
	struct lexicon lexicon;
	struct unit_work work;
	struct accepted accepted;
};

/* The finding that refuses it, or FINDING__COUNT. */
static enum finding_id replace_with(struct replacing *r, struct text_desk *desk,
    const struct instrument_unit *u, struct str text)
{
	struct words made;
	lexicon_init(&r->lexicon, desk->arena, 1);
	desk->lexicon = &r->lexicon;
	if (unit_work_make(&r->work, desk, u, NULL) != RC_OK ||
	    words_cut(&r->lexicon, desk->arena, text, &made, NULL) != RC_OK)
		return FINDING_TEXT_TOO_LARGE;
	if (words_eq(made, r->work.base))
		return FINDING_EDIT_EMPTY;
	const struct unit_now now = { r->work.base, r->work.proposals };
	return base_replace(desk->arena, &now, made, &r->accepted, NULL) == RC_OK ? FINDING__COUNT
										 : FINDING_TEXT_TOO_LARGE;
}

static void guard_replacing(struct judge *j, const struct instrument *of,
    const struct instrument_unit *u, const struct instrument_change *change)
{
	struct replacing r;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	struct text_desk desk = { .arena = &a, .forum = j->f, .of = of };
	enum finding_id why = replace_with(&r, &desk, u, change->words);
	if (why != FINDING__COUNT)
		finding_add_at(j->found, why, S("change"));
}

void text_restructure_check(struct judge *j, const struct text_restructure *c)
{
	const struct instrument *of;
	const struct instrument_proposal *p = guard_proposal(j, c->text, c->proposal, &of);
	if (p == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_taken(j, of, p, c->closes);
	const struct instrument_change *change = guard_change(j, p, c->change);
	if (change == NULL || c->closes)
		return;
	if (change->after.n > 0)
		(void)guard_unit(j, of, change->after, S("change"));
	if (change->op == OP_NEW) {
		if (instrument_unit_find(j->f, of->code, change->unit) != NULL)
			finding_add_at(j->found, FINDING_CODE_USED, S("change"));
		if (change->parent.n > 0)
			(void)guard_unit(j, of, change->parent, S("change"));
		if (of->order_count >= TEXT_UNITS_MAX)
			finding_add_at(j->found, FINDING_TEXT_TOO_LARGE, S("text"));
		return;
	}
	const struct instrument_unit *u = guard_unit(j, of, change->unit, S("change"));
	if (u != NULL && u->status == UNIT_AGREED)
		finding_add_at(j->found, FINDING_UNIT_IS_AGREED, S("change"));
	if (u != NULL && change_replaces(change) && u->locks_count > 0)
		finding_add_at(j->found, FINDING_WORDS_LOCKED, S("change"));
	if (u != NULL && change->op == OP_ALTERNATIVE)
		guard_replacing(j, of, u, change);
	if (change->op == OP_DELETE && of->order_count == 1)
		finding_add_at(j->found, FINDING_TEXT_EMPTY, S("change"));
}

/* What lived on a unit that is gone is closed; its proposal must say what becomes of the rest. */
static void edits_orphan(struct forum *f, const struct instrument *of, const struct judged *act,
    struct str unit)
{
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		struct instrument_proposal *p = instrument_proposal_touch(f, of, i + 1);
		uint32_t kept = 0, before = p->edits_count;
		for (uint32_t k = 0; k < before; k++) {
			if (!str_eq(p->edits[k].unit, unit))
				p->edits[kept++] = p->edits[k];
		}
		p->edits_count = kept;
		for (uint32_t k = 0; k < p->changes_count; k++) {
			struct instrument_change *change = &p->changes[k];
			if (change->state == CHANGE_OPEN && change->op != OP_NEW &&
			    str_eq(change->unit, unit))
				change->state = CHANGE_CLOSED;
		}
		p->must_confirm = p->must_confirm || (kept < before && kept > 0);
		proposal_settle(p, act);
	}
}

/* Alternatives with the words that stand now are made with it. */
static void alternatives_made(struct forum *f, const struct instrument *of, const struct judged *act,
    const struct instrument_unit *u)
{
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		struct instrument_proposal *p = instrument_proposal_touch(f, of, i + 1);
		for (uint32_t k = 0; k < p->changes_count && p->state == PROPOSAL_LIVE; k++) {
			struct instrument_change *change = &p->changes[k];
			if (change->state == CHANGE_OPEN && change->op == OP_ALTERNATIVE &&
			    str_eq(change->unit, u->id) && str_eq(change->words, u->words))
				change->state = CHANGE_MADE;
		}
		proposal_settle(p, act);
	}
}

static void alternative_make(struct forum *f, const struct instrument *of, const struct judged *act,
    const struct instrument_change *change)
{
	struct replacing r;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, change->unit);
	struct text_desk desk = { .arena = &a, .forum = f, .of = of };
	enum finding_id why = replace_with(&r, &desk, u, change->words);
	cm_assert(why == FINDING__COUNT);
	unit_reword(f, act, u, change->words);
	proposals_carry(f, act, u, &(struct carrying){ of, &r.lexicon, &r.accepted });
	alternatives_made(f, of, act, u);
}

static void change_make(struct forum *f, struct instrument *of, const struct judged *act,
    const struct instrument_change *change)
{
	if (change->op == OP_NEW) {
		const struct instrument_unit row = { .text = of->code, .id = change->unit,
			.label = change->label, .parent = change->parent,
			.kind = change->kind, .words = change->words,
			.hash = words_hash(change->words), .entry = act->index, .agreed = UINT64_MAX };
		instrument_unit_add(f, of, instrument_place_after(f, of, change->after), &row);
		return;
	}
	if (change->op == OP_ALTERNATIVE) {
		alternative_make(f, of, act, change);
		return;
	}
	uint32_t row = instrument_order_remove(f, of, change->unit);
	if (change->op == OP_DELETE) {
		instrument_unit_touch(f, of->code, change->unit)->is_gone = true;
		edits_orphan(f, of, act, change->unit);
		return;
	}
	instrument_order_insert(f, of, instrument_place_after(f, of, change->after), row);
}

void text_restructure_apply(struct forum *f, const struct judged *act,
    const struct text_restructure *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	struct instrument_proposal *p = instrument_proposal_touch(f, of, c->proposal);
	struct instrument_change *change = &p->changes[c->change - 1];
	change->state = c->closes ? CHANGE_CLOSED : CHANGE_MADE;
	if (!c->closes)
		change_make(f, of, act, change);
	proposal_settle(p, act);
}
