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

void guard_words(struct judge *j, struct str words, struct str place)
{
	struct words cut;
	struct lexicon l;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	lexicon_init(&l, &a, 1);
	if (words_cut(&l, &a, words, &cut, NULL) != RC_OK)
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
		guard_words(j, u->text, u->id);
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

void instrument_unit_add(struct forum *f, struct instrument *of, uint32_t place,
    const struct instrument_unit *row)
{
	struct instrument_unit *u = table_add(&f->text_units);
	*u = *row;
	(void)ROWS_ADD(f, of, order);
	for (uint32_t i = of->order_count - 1; i > place; i--)
		of->order[i] = of->order[i - 1];
	of->order[place] = f->text_units.count - 1;
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
