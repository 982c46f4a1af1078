#include "rules/text_step.h"

#include "base/scope.h"
#include "proof/sha.h"

const struct instrument *guard_text(struct judge *j, struct str code)
{
	const struct instrument *of = instrument_find(j->f, code);
	if (of == NULL)
		finding_add_at(j->found, FINDING_TEXT_UNKNOWN, S("text"));
	return of;
}

const struct instrument_unit *guard_unit(struct judge *j, const struct instrument *of, struct str id,
    struct str place)
{
	const struct instrument_unit *u = instrument_unit_find(j->f, of->code, id);
	if (u != NULL && !u->is_gone)
		return u;
	finding_add_at(j->found, FINDING_UNIT_UNKNOWN, place);
	return NULL;
}

const struct instrument_proposal *guard_number(struct judge *j, const struct instrument *of,
    int64_t number)
{
	const struct instrument_proposal *p = instrument_proposal_find(j->f, of, number);
	if (p == NULL)
		finding_add_at(j->found, FINDING_PROPOSAL_UNKNOWN, S("proposal"));
	return p;
}

const struct instrument_proposal *guard_proposal(struct judge *j, struct str text, int64_t number,
    const struct instrument **of)
{
	*of = guard_text(j, text);
	return *of == NULL ? NULL : guard_number(j, *of, number);
}

void guard_text_state(struct judge *j, const struct instrument *of, enum instrument_state state)
{
	if (of->state != state)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("text"));
}

struct matter text_matter(const struct instrument *of)
{
	return (struct matter){ of->body, of->meeting, S("text"), (moment){ INT64_MIN } };
}

void guard_text_chair(struct judge *j, const struct instrument *of)
{
	const struct matter m = text_matter(of);
	guard_chair(j, &m);
}

void guard_words(struct judge *j, const struct text_desk *desk, struct str words, struct str place)
{
	struct words cut;
	if (words_cut(desk->lexicon, desk->arena, words, &cut, NULL) != RC_OK)
		finding_add_at(j->found, FINDING_WORDS_MALFORMED, place);
}

bool words_are_stable(struct lexicon *l, struct arena *a, struct words w, struct str *text)
{
	struct buf out;
	struct words again;
	buf_init(&out, a, UNIT_BYTES_MAX);
	words_text(l, &out, w);
	*text = buf_str(&out);
	return !out.failed && words_cut(l, a, *text, &again, NULL) == RC_OK && words_eq(w, again);
}

void guard_amender(struct judge *j, const struct instrument *of, struct str party,
    enum finding_id missing)
{
	const struct matter m = text_matter(of);
	if (!delegate_signed(j, party, S("amend"), &m))
		finding_add(j->found, missing);
}

static bool id_is_before(const struct text_unit_list *units, uint32_t count, struct str id)
{
	for (uint32_t i = 0; i < count; i++) {
		if (str_eq(units->at[i].id, id))
			return true;
	}
	return false;
}

void guard_units(struct judge *j, const struct instrument *of, const struct text_unit_list *units)
{
	uint32_t before = of == NULL ? 0 : of->order_count;
	struct lexicon l;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, j->f, of };
	if (units->count > TEXT_UNITS_MAX - before)
		finding_add_at(j->found, FINDING_TEXT_TOO_LARGE, S("units"));
	for (uint32_t i = 0; i < units->count; i++) {
		const struct text_unit *u = &units->at[i];
		bool is_used = of != NULL && instrument_unit_find(j->f, of->code, u->id) != NULL;
		bool has_parent = u->parent.n == 0 || id_is_before(units, i, u->parent) ||
		    (of != NULL && instrument_unit_find(j->f, of->code, u->parent) != NULL);
		if (is_used || id_is_before(units, i, u->id))
			finding_add_at(j->found, FINDING_CODE_USED, u->id);
		if (!has_parent)
			finding_add_at(j->found, FINDING_UNIT_UNKNOWN, u->id);
		if (unit_kind_of(u->kind) == UNIT_KIND__COUNT)
			finding_add_at(j->found, FINDING_WORD_UNKNOWN, u->id);
		guard_words(j, &desk, u->text, u->id);
	}
}

void guard_new_unit(struct judge *j, const struct text_desk *desk, const struct text_change *c)
{
	const struct instrument *of = desk->of;
	if (instrument_unit_find(j->f, of->code, c->unit) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, c->unit);
	if (unit_kind_of(c->kind) == UNIT_KIND__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, c->unit);
	if (c->parent.n > 0)
		(void)guard_unit(j, of, c->parent, c->unit);
	guard_words(j, desk, c->text, c->unit);
}

bool change_replaces(const struct instrument_change *c)
{
	return c->op == OP_DELETE || c->op == OP_ALTERNATIVE;
}

struct instrument_translation *unit_translation(const struct instrument_unit *u, struct str lang)
{
	for (uint32_t i = 0; i < u->translations_count; i++) {
		if (str_eq(u->translations[i].lang, lang))
			return &u->translations[i];
	}
	return NULL;
}

uint32_t edits_run_end(const struct text_edit_list *edits, uint32_t from)
{
	uint32_t to = from;
	while (to < edits->count && str_eq(edits->at[to].unit, edits->at[from].unit))
		to++;
	return to;
}

static bool was_edited_before(const struct text_edit_list *edits, uint32_t from)
{
	for (uint32_t i = 0; i < from; i++) {
		if (str_eq(edits->at[i].unit, edits->at[from].unit))
			return true;
	}
	return false;
}

/* Edits as they were sent, and the words that they are of. */
struct run {
	struct words base;
	struct edits sent;
};

static bool run_cut(struct run *out, const struct text_desk *desk, struct str words,
    const struct text_edit *run, uint32_t count)
{
	struct edit *at = arena_array(desk->arena, struct edit, count);
	enum rc rc = words_cut(desk->lexicon, desk->arena, words, &out->base, NULL);
	for (uint32_t i = 0; i < count && rc == RC_OK; i++) {
		at[i] = (struct edit){ .lo = (uint32_t)run[i].from, .hi = (uint32_t)run[i].to };
		rc = words_cut_piece(desk->lexicon, desk->arena, run[i].words, &at[i].text, NULL);
	}
	out->sent = (struct edits){ at, count };
	return rc == RC_OK;
}

struct str edits_run_apply(const struct text_desk *desk, struct str words,
    const struct text_edit *run, uint32_t count)
{
	struct run r;
	struct edits normal;
	struct str after = STR_NONE;
	bool is_cut = run_cut(&r, desk, words, run, count);
	cm_assert(is_cut);
	enum rc rc = edits_normal(desk->arena, r.base, r.sent, &normal, NULL);
	cm_assert(rc == RC_OK);
	(void)words_are_stable(desk->lexicon, desk->arena,
	    edits_apply(desk->arena, r.base, normal), &after);
	return after;
}

/* T-4: ranges of the present words, apart and ascending, each changing something. */
static enum finding_id run_fault(const struct text_desk *desk, struct str words,
    const struct text_edit *run, uint32_t count)
{
	struct run r;
	struct edits normal;
	struct str after;
	if (!run_cut(&r, desk, words, run, count))
		return FINDING_WORDS_MALFORMED;
	if (edits_normal(desk->arena, r.base, r.sent, &normal, NULL) != RC_OK)
		return FINDING_EDIT_WRONG;
	if (normal.count != r.sent.count)
		return FINDING_EDIT_EMPTY;
	struct words out = edits_apply(desk->arena, r.base, normal);
	return words_are_stable(desk->lexicon, desk->arena, out, &after) ? FINDING__COUNT
									 : FINDING_WORDS_JOIN;
}

bool unit_locks_meet(const struct instrument_unit *u, uint32_t from, uint32_t to)
{
	for (uint32_t i = 0; i < u->locks_count; i++) {
		const struct instrument_lock *lock = &u->locks[i];
		bool meets = from == to ? lock->from < from && from < lock->to
					: from < lock->to && lock->from < to;
		if (meets)
			return true;
	}
	return false;
}

/* What a proposal must leave alone. */
static void guard_run_open(struct judge *j, const struct instrument_unit *u,
    const struct text_edit *run, uint32_t count)
{
	if (u->status == UNIT_AGREED)
		finding_add_at(j->found, FINDING_UNIT_IS_AGREED, u->id);
	for (uint32_t i = 0; i < count; i++) {
		if (unit_locks_meet(u, (uint32_t)run[i].from, (uint32_t)run[i].to))
			finding_add_at(j->found, FINDING_WORDS_LOCKED, u->id);
	}
}

static void guard_run(struct judge *j, const struct text_desk *desk, const struct text_edit_list *run,
    struct str lang)
{
	const struct str id = run->at[0].unit;
	const struct instrument_unit *u = guard_unit(j, desk->of, id, id);
	if (u == NULL)
		return;
	if (lang.n == 0)
		guard_run_open(j, u, run->at, run->count);
	bool is_base = lang.n == 0 || str_eq(lang, desk->of->lang);
	const struct instrument_translation *t = is_base ? NULL : unit_translation(u, lang);
	if (!is_base && t == NULL) {
		finding_add_at(j->found, FINDING_TRANSLATION_MISSING, id);
		return;
	}
	const struct hash hash = is_base ? u->hash : words_hash(t->text);
	bool is_stale = false;
	for (uint32_t i = 0; i < run->count; i++)
		is_stale = is_stale || !hash_eq(&run->at[i].hash, &hash);
	enum finding_id why = is_stale ? FINDING_BASE_STALE
				       : run_fault(desk, is_base ? u->words : t->text, run->at, run->count);
	if (why != FINDING__COUNT)
		finding_add_at(j->found, why, id);
}

void guard_edits(struct judge *j, const struct text_desk *desk, const struct text_edit_list *edits,
    struct str lang)
{
	for (uint32_t from = 0, to; from < edits->count; from = to) {
		to = edits_run_end(edits, from);
		const struct text_edit_list run = { to - from, &edits->at[from] };
		if (was_edited_before(edits, from))
			finding_add_at(j->found, FINDING_EDIT_WRONG, run.at[0].unit);
		guard_run(j, desk, &run, lang);
	}
}

struct hash words_hash(struct str words)
{
	struct hash hash;
	sha256(&hash, words.p, words.n);
	return hash;
}

struct instrument *instrument_touch(struct forum *f, struct str code)
{
	f->versions[NOUN_TEXT]++;
	return table_touch(&f->instruments, map_get(&f->instrument_by_code, code));
}

struct instrument_unit *instrument_unit_touch(struct forum *f, struct str text, struct str id)
{
	char room[UNIT_KEY_BYTES];
	return table_touch(&f->text_units, map_get(&f->unit_by_key, unit_key(room, text, id)));
}

struct instrument_proposal *instrument_proposal_touch(struct forum *f, const struct instrument *of,
    int64_t number)
{
	f->versions[NOUN_TEXT]++;
	return table_touch(&f->text_proposals, of->proposals.at[number - 1]);
}

uint32_t instrument_place_after(const struct forum *f, const struct instrument *of, struct str after)
{
	for (uint32_t i = 0; i < of->order_count; i++) {
		if (str_eq(instrument_unit_at(f, of, i)->id, after))
			return i + 1;
	}
	return 0;
}

uint32_t instrument_order_remove(const struct forum *f, struct instrument *of, struct str id)
{
	uint32_t at = instrument_place_after(f, of, id) - 1, row = of->order[at];
	for (uint32_t i = at; i + 1 < of->order_count; i++)
		of->order[i] = of->order[i + 1];
	of->order_count--;
	return row;
}

void instrument_order_insert(struct forum *f, struct instrument *of, uint32_t place, uint32_t row)
{
	(void)ROWS_ADD(f, of, order);
	for (uint32_t i = of->order_count - 1; i > place; i--)
		of->order[i] = of->order[i - 1];
	of->order[place] = row;
}

void instrument_unit_add(struct forum *f, struct instrument *of, uint32_t place,
    const struct instrument_unit *row)
{
	struct instrument_unit *u = table_add(&f->text_units);
	*u = *row;
	instrument_order_insert(f, of, place, f->text_units.count - 1);
	derive_instrument_unit(f, f->text_units.count - 1);
}

void proposal_settle(struct instrument_proposal *p, const struct judged *act)
{
	bool is_open = p->edits_count > 0;
	for (uint32_t i = 0; i < p->changes_count; i++)
		is_open = is_open || p->changes[i].state == CHANGE_OPEN;
	if (is_open || p->state != PROPOSAL_LIVE)
		return;
	p->state = PROPOSAL_DONE;
	p->ended = act->index;
}
