/* Corrections of a finished text (docs/rules.md section 14, T-17): what was printed wrongly reads
 * otherwise from then on, and what it said before stays readable. */
#include "base/scope.h"
#include "rules/put.h"
#include "rules/text_step.h"

enum correct_op { CORRECT_NEW, CORRECT_DELETE, CORRECT_MOVE, CORRECT_RELABEL, CORRECT__COUNT };

static enum correct_op correct_op_of(struct str name)
{
	static const struct str names[CORRECT__COUNT] = { [CORRECT_NEW] = { "new", 3 },
		[CORRECT_DELETE] = { "delete", 6 }, [CORRECT_MOVE] = { "move", 4 },
		[CORRECT_RELABEL] = { "relabel", 7 } };
	unsigned op = 0;
	while (op < CORRECT__COUNT && !str_eq(names[op], name))
		op++;
	return (enum correct_op)op;
}

struct unit_wording instrument_wording(const struct instrument *of, uint32_t corrections,
    const struct instrument_unit *unit, struct str lang)
{
	for (uint32_t i = corrections; i < of->corrections_count; i++) {
		const struct instrument_correction *c = &of->corrections[i];
		for (uint32_t k = 0; k < c->parts_count; k++) {
			const struct instrument_before *b = &c->parts[k];
			if (str_eq(b->unit, unit->id) && str_eq(b->lang, lang))
				return (struct unit_wording){ b->words, b->label, b->parent, b->kind };
		}
	}
	const struct instrument_translation *t = unit_translation(unit, lang);
	struct str words = str_eq(lang, of->lang) ? unit->words : t != NULL ? t->text : STR_NONE;
	return (struct unit_wording){ words, unit->label, unit->parent, unit->kind };
}

const uint32_t *instrument_order(const struct instrument *of, uint32_t corrections, uint32_t *count)
{
	for (uint32_t i = corrections; i < of->corrections_count; i++) {
		const struct instrument_correction *c = &of->corrections[i];
		if (c->order_count == 0)
			continue;
		*count = c->order_count;
		return c->order;
	}
	*count = of->order_count;
	return of->order;
}

/* "STEM/Corr.3" is number 3; 0: it is no such symbol. */
static uint64_t correction_number(struct str symbol)
{
	size_t at = symbol.n;
	uint64_t n = 0;
	while (at > 0 && symbol.p[at - 1] >= '0' && symbol.p[at - 1] <= '9')
		at--;
	bool is_one = str_ends(str_sub(symbol, 0, at), S("/Corr.")) &&
	    dec_decode(&n, str_sub(symbol, at, symbol.n));
	return is_one ? n : 0;
}

static void guard_corrector(struct judge *j, const struct instrument *of)
{
	if (str_eq(j->f->charter.records.correction_by, S("chair")))
		guard_text_chair(j, of);
	else
		guard_officers(j, 1, FINDING_OFFICER_ONLY);
}

/* Is the unit in the text after so many changes of the act? */
static bool is_there(const struct judge *j, const struct instrument *of,
    const struct text_change_list *changes, uint32_t count, struct str id)
{
	for (uint32_t i = count; i > 0; i--) {
		enum correct_op op = correct_op_of(changes->at[i - 1].op);
		bool decides = op == CORRECT_NEW || op == CORRECT_DELETE;
		if (decides && str_eq(changes->at[i - 1].unit, id))
			return op == CORRECT_NEW;
	}
	const struct instrument_unit *u = instrument_unit_find(j->f, of->code, id);
	return u != NULL && !u->is_gone;
}

static void guard_change(struct judge *j, const struct text_desk *desk,
    const struct text_change_list *changes, uint32_t at)
{
	const struct text_change *c = &changes->at[at];
	enum correct_op op = correct_op_of(c->op);
	bool is_new = op == CORRECT_NEW;
	if (op == CORRECT__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, c->unit);
	bool was_there = is_there(j, desk->of, changes, at, c->unit);
	bool is_used = was_there || instrument_unit_find(j->f, desk->of->code, c->unit) != NULL;
	if (is_new && is_used)
		finding_add_at(j->found, FINDING_CODE_USED, c->unit);
	bool lacks = (!is_new && !was_there) ||
	    (c->after.n > 0 && !is_there(j, desk->of, changes, at, c->after)) ||
	    (c->parent.n > 0 && !is_there(j, desk->of, changes, at, c->parent));
	if (lacks)
		finding_add_at(j->found, FINDING_UNIT_UNKNOWN, c->unit);
	bool has_kind = is_new || op == CORRECT_RELABEL;
	if (has_kind && unit_kind_of(c->kind) == UNIT_KIND__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, c->unit);
	if (op == CORRECT_MOVE && str_eq(c->after, c->unit))
		finding_add_at(j->found, FINDING_EDIT_EMPTY, c->unit);
	if (is_new)
		guard_words(j, desk, c->text, c->unit);
}

static void guard_corrected_changes(struct judge *j, const struct text_desk *desk,
    const struct text_change_list *changes)
{
	uint32_t left = desk->of->order_count;
	for (uint32_t i = 0; i < changes->count; i++) {
		enum correct_op op = correct_op_of(changes->at[i].op);
		guard_change(j, desk, changes, i);
		left += op == CORRECT_NEW;
		left -= op == CORRECT_DELETE && left > 0;
	}
	if (left == 0)
		finding_add_at(j->found, FINDING_TEXT_EMPTY, S("changes"));
	if (left > TEXT_UNITS_MAX)
		finding_add_at(j->found, FINDING_TEXT_TOO_LARGE, S("changes"));
}

/* Each language once, of the text; the units' structure is that of the language of negotiation. */
static void guard_languages(struct judge *j, const struct text_desk *desk, const struct text_correct *c)
{
	const struct instrument *of = desk->of;
	bool has_base = false, is_empty = c->changes.count == 0;
	for (uint32_t i = 0; i < c->languages.count; i++) {
		const struct text_corrected *in = &c->languages.at[i];
		bool is_base = str_eq(in->lang, of->lang);
		has_base = has_base || is_base;
		is_empty = is_empty && in->edits.count == 0;
		if (i > 0 && str_cmp(c->languages.at[i - 1].lang, in->lang) >= 0)
			finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("languages"));
		if (!is_base && in->edits.count == 0 && !strs_has(&of->authentic, in->lang))
			finding_add_at(j->found, FINDING_WORD_UNKNOWN, in->lang);
		guard_edits(j, desk, &in->edits, in->lang);
	}
	if (is_empty)
		finding_add_at(j->found, FINDING_EDIT_EMPTY, S("languages"));
	if (c->changes.count > 0 && !has_base)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("languages"));
}

/* T-17 */
void text_correct_check(struct judge *j, const struct text_correct *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (symbol_is_used(j->f, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
	if (of == NULL)
		return;
	guard_corrector(j, of);
	guard_text_state(j, of, INSTRUMENT_FINISHED);
	guard_free(j, of);
	uint64_t before = of->corrections_count == 0
	    ? 0
	    : correction_number(of->corrections[of->corrections_count - 1].symbol);
	if (correction_number(c->symbol) <= before)
		finding_add_at(j->found, FINDING_SYMBOL_OUT_OF_SERIES, S("symbol"));
	int64_t correction_s = j->f->charter.records.correction_s;
	bool has_end = correction_s != INTEGER_ABSENT && of->state == INSTRUMENT_FINISHED;
	if (has_end && j->now.ms - of->ended_at.ms >= correction_s * 1000)
		finding_add_at(j->found, FINDING_CORRECTION_LATE, S("text"));
	struct lexicon l;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, j->f, of };
	guard_languages(j, &desk, c);
	guard_corrected_changes(j, &desk, &c->changes);
}

/* Keeps what the unit says in the language, once. */
static void before_keep(struct forum *f, const struct instrument *of, struct instrument_correction *row,
    const struct instrument_unit *u, struct str lang)
{
	for (uint32_t i = 0; i < row->parts_count; i++) {
		if (str_eq(row->parts[i].unit, u->id) && str_eq(row->parts[i].lang, lang))
			return;
	}
	const struct unit_wording w = instrument_wording(of, of->corrections_count, u, lang);
	*ROWS_ADD(f, row, parts) =
	    (struct instrument_before){ u->id, lang, w.words, w.label, w.parent, w.kind };
}

/* A correction is of print, not of meaning: translations that were current are so of what stands now. */
static void words_correct(struct forum *f, struct instrument_unit *u, struct str words, uint64_t entry)
{
	const struct hash before = u->hash;
	*ROWS_ADD(f, u, past) = (struct instrument_past){ u->words, entry };
	u->words = keep_str(f, words);
	u->hash = words_hash(u->words);
	u->entry = entry;
	u->locks_count = 0; /* nothing is negotiated any more */
	for (uint32_t i = 0; i < u->translations_count; i++) {
		struct instrument_translation *t = &u->translations[i];
		if (hash_eq(&t->from, &before))
			t->from = u->hash;
	}
}

static void edits_correct(struct forum *f, const struct instrument *of,
    struct instrument_correction *row, const struct text_corrected *in)
{
	struct lexicon l;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, f, of };
	for (uint32_t from = 0, to; from < in->edits.count; from = to) {
		to = edits_run_end(&in->edits, from);
		const struct text_edit *run = &in->edits.at[from];
		struct instrument_unit *u = instrument_unit_touch(f, of->code, run->unit);
		struct instrument_translation *t =
		    str_eq(in->lang, of->lang) ? NULL : unit_translation(u, in->lang);
		struct str lang = t == NULL ? of->lang : t->lang;
		before_keep(f, of, row, u, lang);
		struct str words =
		    edits_run_apply(&desk, t == NULL ? u->words : t->text, run, to - from);
		if (t == NULL)
			words_correct(f, u, words, row->entry);
		else
			t->text = keep_str(f, words);
	}
}

static void order_keep(struct forum *f, const struct instrument *of, struct instrument_correction *row)
{
	for (uint32_t i = 0; i < of->order_count && row->order_count < of->order_count; i++)
		*ROWS_ADD(f, row, order) = of->order[i];
}

static void change_correct(struct forum *f, struct instrument *of, struct instrument_correction *row,
    const struct text_change *c)
{
	enum correct_op op = correct_op_of(c->op);
	if (op == CORRECT_RELABEL) {
		struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
		before_keep(f, of, row, u, of->lang);
		u->kind = unit_kind_of(c->kind);
		u->label = keep_str(f, c->label);
		u->parent = keep_str(f, c->parent);
		return;
	}
	if (op == CORRECT_NEW) {
		const struct instrument_unit fresh = { .text = of->code, .id = keep_str(f, c->unit),
			.label = keep_str(f, c->label), .parent = keep_str(f, c->parent),
			.kind = unit_kind_of(c->kind), .words = keep_str(f, c->text),
			.hash = words_hash(c->text), .status = UNIT_AGREED, .entry = row->entry,
			.agreed = row->entry };
		instrument_unit_add(f, of, instrument_place_after(f, of, c->after), &fresh);
		return;
	}
	uint32_t unit = instrument_order_remove(f, of, c->unit);
	if (op == CORRECT_DELETE)
		instrument_unit_touch(f, of->code, c->unit)->is_gone = true;
	else
		instrument_order_insert(f, of, instrument_place_after(f, of, c->after), unit);
}

static bool changes_order(const struct text_change_list *changes)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		if (correct_op_of(changes->at[i].op) != CORRECT_RELABEL)
			return true;
	}
	return false;
}

void text_correct_apply(struct forum *f, const struct judged *act, const struct text_correct *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	struct instrument_correction row = { .symbol = keep_str(f, c->symbol),
		.hash = instrument_hash(f, of), .entry = act->index, .at = act->received };
	struct str *langs = arena_array(f->arena, struct str, c->languages.count);
	if (changes_order(&c->changes))
		order_keep(f, of, &row);
	for (uint32_t i = 0; i < c->languages.count; i++) {
		langs[i] = keep_str(f, c->languages.at[i].lang);
		edits_correct(f, of, &row, &c->languages.at[i]);
	}
	row.langs = (struct strs){ c->languages.count, langs };
	for (uint32_t i = 0; i < c->changes.count; i++)
		change_correct(f, of, &row, &c->changes.at[i]);
	*ROWS_ADD(f, of, corrections) = row;
	derive_symbol(f, row.symbol);
}
