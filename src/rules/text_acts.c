/* A text from its tabling to its end: units, revisions, agreement, translations (docs/rules.md
 * section 14). */
#include "base/scope.h"
#include "rules/put.h"
#include "rules/text_step.h"

/* T-1: a delegation's draft, or the Secretariat's. */
static void guard_tabler(struct judge *j, const struct matter *m)
{
	static const struct paper none = { .is_present = false };
	if (cast_officer(j))
		return;
	struct voice v = voice_of(j, &none, S("propose"), m);
	guard_may(j, v.party, RIGHT_PROPOSE, FINDING_RIGHT_PROPOSE);
}

void text_table_check(struct judge *j, const struct text_table *c)
{
	const struct matter m = { c->body, c->meeting, S("body"), (moment){ INT64_MIN } };
	guard_tabler(j, &m);
	if (charter_body(&j->f->charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
	if (instrument_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	guard_units(j, NULL, &c->units);
}

/* Those that the act names, else the charter's. */
static struct strs authentic_keep(struct forum *f, const struct strs *named)
{
	return keep_strs(f, named->count > 0 ? named : &f->charter.authentic);
}

static void units_keep(struct forum *f, struct instrument *of, const struct judged *act,
    const struct text_unit_list *units)
{
	for (uint32_t i = 0; i < units->count; i++) {
		const struct text_unit *from = &units->at[i];
		const struct instrument_unit row = { .text = of->code,
			.id = keep_str(f, from->id),
			.label = keep_str(f, from->label),
			.parent = keep_str(f, from->parent),
			.kind = unit_kind_of(from->kind),
			.words = keep_str(f, from->text),
			.hash = words_hash(from->text),
			.entry = act->index,
			.agreed = UINT64_MAX };
		instrument_unit_add(f, of, of->order_count, &row);
	}
}

void text_table_apply(struct forum *f, const struct judged *act, const struct text_table *c)
{
	struct instrument *of = table_add(&f->instruments);
	const struct actor *by = act_author(f, act);
	*of = (struct instrument){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.meeting = keep_str(f, c->meeting),
		.lang = keep_str(f, c->lang),
		.party = by->role == ACTOR_DELEGATE ? by->party : STR_NONE,
		.title = keep_names(f, &c->title),
		.state = INSTRUMENT_TABLED,
		.entry = act->index,
		.ended = UINT64_MAX,
		.opened = UINT64_MAX,
		.ended_at = MOMENT_ABSENT,
		.adopted = UINT64_MAX,
		.authentic = authentic_keep(f, &c->authentic) };
	derive_instrument(f, f->instruments.count - 1);
	units_keep(f, of, act, &c->units);
	f->versions[NOUN_TEXT]++;
}

/* Whoever tabled it goes on with it. */
void text_add_check(struct judge *j, const struct text_add *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	const struct matter m = text_matter(of);
	bool is_author = of->party.n == 0 ? cast_officer(j)
					  : delegate_signed(j, of->party, S("propose"), &m);
	if (!is_author)
		finding_add(j->found, FINDING_NOT_THE_AUTHOR);
	guard_text_state(j, of, INSTRUMENT_TABLED);
	guard_units(j, of, &c->units);
}

void text_add_apply(struct forum *f, const struct judged *act, const struct text_add *c)
{
	units_keep(f, instrument_touch(f, c->text), act, &c->units);
}

void text_open_check(struct judge *j, const struct text_open *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_TABLED);
	if (of->order_count == 0)
		finding_add_at(j->found, FINDING_TEXT_EMPTY, S("text"));
}

static uint32_t *order_keep(struct forum *f, const struct instrument *of)
{
	uint32_t *order = arena_array(f->arena, uint32_t, of->order_count);
	if (of->order_count > 0)
		memcpy(order, of->order, of->order_count * sizeof *order);
	return order;
}

void text_open_apply(struct forum *f, const struct judged *act, const struct text_open *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	of->state = INSTRUMENT_OPEN;
	of->opened = act->index;
	of->first = order_keep(f, of);
	of->first_count = of->order_count;
}

static enum unit_status status_of(struct str level)
{
	return str_eq(level, S("agreed")) ? UNIT_AGREED
	    : str_eq(level, S("ad-ref"))  ? UNIT_AD_REF
					  : UNIT_STATUS__COUNT;
}

/* T-9: levels only rise; pending are those who agree ad referendum. */
void text_agree_check(struct judge *j, const struct text_agree *c)
{
	const struct instrument *of = guard_text(j, c->text);
	enum unit_status level = status_of(c->level);
	if (level == UNIT_STATUS__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("level"));
	if (level == UNIT_AGREED && c->pending.count > 0)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("pending"));
	for (uint32_t i = 0; i < c->pending.count; i++)
		(void)guard_party(j, c->pending.at[i]);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	for (uint32_t i = 0; i < c->conditional.count; i++)
		(void)guard_unit(j, of, c->conditional.at[i], c->conditional.at[i]);
	for (uint32_t i = 0; i < c->units.count; i++) {
		const struct instrument_unit *u = guard_unit(j, of, c->units.at[i], c->units.at[i]);
		if (u == NULL)
			continue;
		if (u->status == UNIT_AGREED)
			finding_add_at(j->found, FINDING_UNIT_IS_AGREED, u->id);
		if (instrument_unit_is_contested(j->f, of, u->id))
			finding_add_at(j->found, FINDING_BRACKETS_OPEN, u->id);
	}
}

void text_agree_apply(struct forum *f, const struct judged *act, const struct text_agree *c)
{
	const struct instrument *of = instrument_touch(f, c->text);
	for (uint32_t i = 0; i < c->units.count; i++) {
		struct instrument_unit *u = instrument_unit_touch(f, of->code, c->units.at[i]);
		u->status = status_of(c->level);
		u->agreed = act->index;
		u->pending = keep_strs(f, &c->pending);
		u->conditional = keep_strs(f, &c->conditional);
	}
}

/* T-11 */
void text_revise_check(struct judge *j, const struct text_revise *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (symbol_is_used(j->f, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
	if (of == NULL)
		return;
	const struct matter m = text_matter(of);
	bool is_chair = chair_signed(j, &m);
	if (!cast_officer(j) && !is_chair)
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_not_fixed(j, of);
}

void text_revise_apply(struct forum *f, const struct judged *act, const struct text_revise *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	struct str symbol = keep_str(f, c->symbol);
	*ROWS_ADD(f, of, revisions) = (struct instrument_revision){ symbol, instrument_hash(f, of),
		act->index, act->received, of->order_count, order_keep(f, of) };
	derive_symbol(f, symbol);
}

/* T-12: of what the unit says now. */
void text_translate_check(struct judge *j, const struct text_translate *c)
{
	const struct instrument *of = guard_text(j, c->text);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	struct lexicon l;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, j->f, of };
	guard_words(j, &desk, c->words, S("words"));
	if (translation_state_of(c->state) == TRANSLATION_STATE__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("state"));
	if (of == NULL)
		return;
	if (str_eq(c->lang, of->lang))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("lang"));
	const struct instrument_unit *u = guard_unit(j, of, c->unit, S("unit"));
	if (u != NULL && !hash_eq(&u->hash, &c->from))
		finding_add_at(j->found, FINDING_BASE_STALE, S("from"));
	if (u != NULL)
		guard_translated(j, of, u, c->lang);
}

void text_translate_apply(struct forum *f, const struct judged *act, const struct text_translate *c)
{
	const struct instrument *of = instrument_touch(f, c->text);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
	uint32_t at = 0;
	while (at < u->translations_count && !str_eq(u->translations[at].lang, c->lang))
		at++;
	if (at == u->translations_count)
		(void)ROWS_ADD(f, u, translations);
	u->translations[at] = (struct instrument_translation){ keep_str(f, c->lang),
		keep_str(f, c->words), c->from, translation_state_of(c->state), act->index };
}

/* T-13: finished when all of it is agreed. */
void text_close_check(struct judge *j, const struct text_close *c)
{
	const struct instrument *of = guard_text(j, c->text);
	bool finishes = str_eq(c->outcome, S("finished"));
	if (!finishes && !str_eq(c->outcome, S("abandoned")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("outcome"));
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	if (of->state != INSTRUMENT_TABLED && of->state != INSTRUMENT_OPEN)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("text"));
	guard_free(j, of);
	for (uint32_t i = 0; i < of->order_count && finishes; i++) {
		const struct instrument_unit *u = instrument_unit_at(j->f, of, i);
		if (u->status != UNIT_AGREED)
			finding_add_at(j->found, FINDING_UNIT_NOT_AGREED, u->id);
	}
}

void text_close_apply(struct forum *f, const struct judged *act, const struct text_close *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	bool finishes = str_eq(c->outcome, S("finished"));
	of->state = finishes ? INSTRUMENT_FINISHED : INSTRUMENT_ABANDONED;
	of->ended = act->index;
	of->ended_at = act->received;
}
