/*
 * Corrections of a finished text (docs/rules.md section 14): for some languages, with edits and changes of
 * structure; what it said before stays readable. The Paris Agreement of 12 December 2015 becomes, word for
 * word, that of 29 January 2016.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"
#include "proof/sha.h"
#include "text/compare.h"
#include "text/import.h"
#include "unit/text/support.h"

#include <cmocka.h>

#define TEXT S("draft-1")
#define RUSSIAN "Государства-члены сотрудничают тесно и регулярно."

static const struct instrument *text(const struct sim *s)
{
	return instrument_find(s->forum, TEXT);
}

static const struct instrument_unit *unit(const struct sim *s, const char *id)
{
	return instrument_unit_find(s->forum, TEXT, str_c(id));
}

static void assert_says(struct str have, const char *want)
{
	if (!str_eq(have, str_c(want)))
		print_error("# have: %.*s\n# want: %s\n", STR_ARG(have), want);
	assert_true(str_eq(have, str_c(want)));
}

/* Finished; op1 is in Russian too. */
static void begin(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_text_open(s);
	sim_do(s, sim_text_act(s, KIND_TEXT_TRANSLATE, TEXT));
	sim_text_finish(s);
}

static struct sim_act correct(struct sim *s)
{
	return sim_text_act(s, KIND_TEXT_CORRECT, TEXT);
}

/* In this language only, with these edits. */
static void in_language(struct sim *s, struct sim_act *a, const char *lang, struct text_edit_list edits)
{
	struct text_corrected *at = arena_array(&s->scratch, struct text_corrected, 1);
	at[0] = (struct text_corrected){ .is_present = true, .edits = edits, .lang = str_c(lang) };
	a->content.text_correct.languages = (struct text_corrected_list){ 1, at };
}

static struct text_edit_list one(struct sim *s, struct text_edit edit)
{
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 1);
	at[0] = edit;
	return (struct text_edit_list){ 1, at };
}

static struct text_edit_list none(void)
{
	return (struct text_edit_list){ 0, NULL };
}

static bool says(struct sim *s, struct sim_act a, enum finding_id id)
{
	struct sim_result r = sim_judge(s, &a);
	return sim_has(&r, id);
}

static void what_it_said_before_stays_readable(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct hash before = unit(&s, "op1")->hash;
	sim_do(&s, correct(&s));
	const struct instrument_unit *op1 = unit(&s, "op1");
	assert_says(op1->words, "Member States should cooperate closely and regularly.");
	assert_int_equal(op1->status, UNIT_AGREED);
	assert_memory_equal(op1->translations[0].from.bytes, op1->hash.bytes, HASH_BYTES);
	assert_memory_not_equal(before.bytes, op1->hash.bytes, HASH_BYTES);
	struct sim_act again = correct(&s);
	in_language(&s, &again, "en", one(&s, sim_text_edit(op1, 2, 3, S(" must"))));
	sim_do(&s, again);
	assert_says(instrument_wording(text(&s), 0, unit(&s, "op1"), S("en")).words,
	    "Member States shall cooperate closely and regularly.");
	assert_says(instrument_wording(text(&s), 1, unit(&s, "op1"), S("en")).words,
	    "Member States should cooperate closely and regularly.");
	assert_says(instrument_wording(text(&s), 2, unit(&s, "op1"), S("en")).words,
	    "Member States must cooperate closely and regularly.");
	assert_says(instrument_wording(text(&s), 0, unit(&s, "pp1"), S("en")).words,
	    "Recalling that states meet,");
	sim_release(&s);
}

/* In Russian only: "сотрудничают" has the number 3. */
static struct sim_act correct_russian(struct sim *s)
{
	struct sim_act a = correct(s);
	struct text_edit edit = sim_text_edit(unit(s, "op1"), 3, 4, S(" взаимодействуют"));
	sha256(&edit.hash, RUSSIAN, sizeof RUSSIAN - 1);
	in_language(s, &a, "ru", one(s, edit));
	return a;
}

static void a_correction_may_apply_to_one_language(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct hash before = unit(&s, "op1")->hash;
	sim_do(&s, correct_russian(&s));
	const struct instrument_unit *op1 = unit(&s, "op1");
	assert_memory_equal(op1->hash.bytes, before.bytes, HASH_BYTES);
	assert_says(op1->translations[0].text, "Государства-члены взаимодействуют тесно и регулярно.");
	assert_says(instrument_wording(text(&s), 0, op1, S("ru")).words, RUSSIAN);
	assert_int_equal(text(&s)->corrections[0].langs.count, 1);
	struct sim_act french = correct(&s);
	in_language(&s, &french, "fr", none());
	assert_true(says(&s, french, FINDING_WORD_UNKNOWN));
	assert_true(says(&s, french, FINDING_EDIT_EMPTY));
	sim_release(&s);
}

static struct sim_act restructure(struct sim *s)
{
	static struct text_change list[3];
	struct sim_act a = correct(s);
	list[0] = (struct text_change){ .is_present = true, .op = S("new"), .unit = S("b"),
		.after = S("a"), .kind = S("point"), .label = S("(b)"), .parent = S("op1"),
		.text = S("in time.") };
	list[1] = (struct text_change){ .is_present = true, .op = S("relabel"), .unit = S("a"),
		.kind = S("paragraph"), .label = S("2.") };
	list[2] = (struct text_change){ .is_present = true, .op = S("move"), .unit = S("pp1"),
		.after = S("b") };
	a.content.text_correct.changes = (struct text_change_list){ 3, list };
	in_language(s, &a, "en", none());
	return a;
}

static void structure_is_corrected_too_and_readable_as_it_was(void **state)
{
	(void)state;
	struct sim s;
	uint32_t count;
	begin(&s);
	struct sim_act a = restructure(&s);
	sim_do(&s, a);
	assert_int_equal(text(&s)->order_count, 5);
	const struct instrument_unit *b = unit(&s, "b");
	assert_true(b->status == UNIT_AGREED && b->kind == UNIT_POINT);
	assert_ptr_equal(instrument_unit_at(s.forum, text(&s), 4), unit(&s, "pp1"));
	assert_says(unit(&s, "a")->label, "2.");
	assert_int_equal(unit(&s, "a")->parent.n, 0);
	struct unit_wording was = instrument_wording(text(&s), 0, unit(&s, "a"), S("en"));
	assert_says(was.label, "(a)");
	assert_says(was.parent, "op1");
	assert_int_equal(was.kind, UNIT_POINT);
	const uint32_t *order = instrument_order(text(&s), 0, &count);
	assert_int_equal(count, 4);
	assert_ptr_equal(instrument_unit_row(s.forum, order[1]), unit(&s, "pp1"));
	(void)instrument_order(text(&s), 1, &count);
	assert_int_equal(count, 5);
	assert_true(says(&s, a, FINDING_SYMBOL_USED));
	assert_true(says(&s, restructure(&s), FINDING_CODE_USED));
	sim_reload(&s);
	(void)instrument_order(text(&s), 0, &count);
	assert_int_equal(count, 4);
	sim_release(&s);
}

static void what_a_change_names_must_be_there_when_it_is_made(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act a = restructure(&s);
	struct text_change list[3];
	memcpy(list, a.content.text_correct.changes.at, sizeof list);
	a.content.text_correct.changes.at = list;
	list[2].after = S("c");
	assert_true(says(&s, a, FINDING_UNIT_UNKNOWN));
	list[2].op = S("delete");
	list[2].unit = S("b");
	list[2].after = STR_NONE;
	assert_false(says(&s, a, FINDING_UNIT_UNKNOWN));
	list[1].op = S("delete");
	list[1].unit = S("b");
	assert_true(says(&s, a, FINDING_UNIT_UNKNOWN));
	list[1].op = S("rename");
	assert_true(says(&s, a, FINDING_WORD_UNKNOWN));
	in_language(&s, &a, "ru", none());
	assert_true(says(&s, a, FINDING_STEP_DOES_NOT_FOLLOW));
	sim_release(&s);
}

static void the_symbol_follows_and_the_text_is_finished(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act a = correct(&s);
	a.content.text_correct.symbol = S("TEXT/Corr.0");
	assert_true(says(&s, a, FINDING_SYMBOL_OUT_OF_SERIES));
	a.content.text_correct.symbol = S("TEXT/Corr.x");
	assert_true(says(&s, a, FINDING_SYMBOL_OUT_OF_SERIES));
	a.content.text_correct.symbol = S("TEXT/Corr.5");
	sim_do(&s, a);
	struct sim_act next = restructure(&s);
	next.content.text_correct.symbol = S("OTHER/Corr.5");
	assert_true(says(&s, next, FINDING_SYMBOL_OUT_OF_SERIES));
	next.content.text_correct.symbol = S("OTHER/Corr.6");
	assert_false(says(&s, next, FINDING_SYMBOL_OUT_OF_SERIES));
	sim_release(&s);
	sim_init(&s, false);
	sim_world(&s);
	sim_envoys(&s);
	sim_text_open(&s);
	assert_true(says(&s, correct(&s), FINDING_STEP_DOES_NOT_FOLLOW));
	sim_release(&s);
}

static void it_is_the_secretariats_and_has_an_end_or_as_the_charter_says(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act a = correct(&s);
	s.now.ms = text(&s)->ended_at.ms + 86400 * INT64_C(1000) - 1;
	assert_false(says(&s, a, FINDING_CORRECTION_LATE));
	s.now.ms++;
	assert_true(says(&s, a, FINDING_CORRECTION_LATE));
	sim_unsign(&a);
	sim_sign_as(&s, &a, S("aa/envoy"));
	assert_true(says(&s, a, FINDING_OFFICER_ONLY));
	sim_release(&s);
	sim_init(&s, false);
	sim_charter_replace(&s, "\"records\":{", "\"records\":{\"correction_by\":\"chair\",");
	sim_world(&s);
	sim_envoys(&s);
	sim_text_open(&s);
	sim_text_finish(&s);
	a = correct(&s);
	assert_true(says(&s, a, FINDING_NOT_THE_CHAIR));
	sim_unsign(&a);
	sim_sign_as(&s, &a, S("aa/envoy"));
	sim_do(&s, a);
	sim_release(&s);
}

/* The Paris Agreement. An act has no room for all of it. */
#define UNITS_AT_ONCE 64
struct paris {
	struct arena arena;
	struct lexicon words;
	struct imported before, after;
	struct comparison rows;
	struct str *ids; /* of the units after */
};

static void paris_import(struct paris *p, const char *file, struct imported *out, struct draft *draft)
{
	const struct import_order order = { &p->words, test_file(&p->arena, file), IMPORT_MARKDOWN, S("en") };
	assert_int_equal(draft_import(&p->arena, &order, out, NULL), RC_OK);
	*draft = imported_draft(out, &order);
}

static void paris_init(struct paris *p, struct sim *s)
{
	struct draft before, after;
	arena_init(&p->arena, (size_t)512 * 1024 * 1024);
	lexicon_init(&p->words, &p->arena, 1);
	paris_import(p, "corpus/text/unfccc-2015-12-12-paris-agreement.md", &p->before, &before);
	paris_import(p, "corpus/text/paris-2016-01-29.md", &p->after, &after);
	assert_int_equal(compare_documents(&p->arena, &before, &after, &p->rows, NULL), RC_OK);
	p->ids = arena_array(&p->arena, struct str, p->after.units_count);
	for (uint32_t i = 0; i < p->rows.count; i++) {
		const struct compare_row *row = &p->rows.at[i];
		if (row->new_at != DRAFT_NONE)
			p->ids[row->new_at] = row->old_at == DRAFT_NONE
			    ? sim_str(s, "n%u", row->new_at)
			    : p->before.units[row->old_at].id;
	}
}

/* A unit of a label alone has that as its words. */
static struct str words_of_unit(const struct draft_unit *u)
{
	return u->texts[0].text.n > 0 ? u->texts[0].text : u->label;
}

static struct str label_of_unit(const struct draft_unit *u)
{
	return u->texts[0].text.n > 0 ? u->label : STR_NONE;
}

/* The adopted text, tabled as it was imported, agreed and closed. */
static void paris_table(struct paris *p, struct sim *s)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_TABLE, TEXT);
	struct text_unit *at = arena_array(&p->arena, struct text_unit, p->before.units_count);
	for (uint32_t i = 0; i < p->before.units_count; i++) {
		const struct draft_unit *u = &p->before.units[i];
		at[i] = (struct text_unit){ .is_present = true, .id = u->id,
			.kind = unit_kind_name(u->kind), .label = label_of_unit(u),
			.parent = u->parent == DRAFT_NONE ? STR_NONE : p->before.units[u->parent].id,
			.text = words_of_unit(u) };
	}
	a.content.text_table.units = (struct text_unit_list){ 0, NULL };
	sim_do(s, a);
	for (uint32_t from = 0; from < p->before.units_count; from += UNITS_AT_ONCE) {
		uint32_t left = p->before.units_count - from;
		struct sim_act more = sim_text_act(s, KIND_TEXT_ADD, TEXT);
		more.content.text_add.units =
		    (struct text_unit_list){ left < UNITS_AT_ONCE ? left : UNITS_AT_ONCE, at + from };
		sim_do(s, more);
	}
	sim_do(s, sim_text_act(s, KIND_TEXT_OPEN, TEXT));
	sim_text_finish(s);
}

static struct text_edit edit_of(struct paris *p, const struct instrument_unit *u, const struct edit *e)
{
	struct buf b;
	buf_init(&b, &p->arena, UNIT_BYTES_MAX);
	words_piece(&p->words, &b, e->text);
	return sim_text_edit(u, e->lo, e->hi, buf_str(&b));
}

static struct str id_before(const struct paris *p, uint32_t new_at)
{
	return new_at == 0 ? STR_NONE : p->ids[new_at - 1];
}

static struct text_change change_of(const struct paris *p, const char *op, uint32_t new_at)
{
	const struct draft_unit *u = &p->after.units[new_at];
	return (struct text_change){ .is_present = true, .op = str_c(op), .unit = p->ids[new_at],
		.kind = unit_kind_name(u->kind), .label = label_of_unit(u),
		.parent = u->parent == DRAFT_NONE ? STR_NONE : p->ids[u->parent] };
}

static struct str parent_id(const struct draft_unit *units, const struct draft_unit *u)
{
	return u->parent == DRAFT_NONE ? STR_NONE : units[u->parent].id;
}

/* What a row needs beside edits: up to two changes. */
static uint32_t changes_of(const struct paris *p, const struct compare_row *row, struct text_change *at)
{
	uint32_t n = 0;
	if (row->kind == COMPARE_GONE) {
		at[n++] = (struct text_change){ .is_present = true, .op = S("delete"),
			.unit = p->before.units[row->old_at].id };
		return n;
	}
	if (row->kind == COMPARE_AWAY)
		return 0;
	if (row->kind == COMPARE_NEW) {
		at[n] = change_of(p, "new", row->new_at);
		at[n].after = id_before(p, row->new_at);
		at[n++].text = words_of_unit(&p->after.units[row->new_at]);
		return n;
	}
	const struct draft_unit *old_unit = &p->before.units[row->old_at];
	const struct text_change now = change_of(p, "relabel", row->new_at);
	if (row->is_moved)
		at[n++] = (struct text_change){ .is_present = true, .op = S("move"), .unit = now.unit,
			.after = id_before(p, row->new_at) };
	bool is_same = str_eq(now.label, label_of_unit(old_unit)) &&
	    str_eq(now.kind, unit_kind_name(old_unit->kind)) &&
	    str_eq(now.parent, parent_id(p->before.units, old_unit));
	if (!is_same)
		at[n++] = now;
	return n;
}

static struct sim_act paris_correct(struct paris *p, struct sim *s)
{
	struct sim_act a = correct(s);
	struct text_edit *edits = arena_array(&p->arena, struct text_edit, TEXT_EDITS_MAX);
	struct text_change *changes = arena_array(&p->arena, struct text_change, 3 * p->rows.count);
	uint32_t n = 0, k = 0;
	for (uint32_t i = 0; i < p->rows.count; i++) {
		const struct compare_row *row = &p->rows.at[i];
		k += changes_of(p, row, changes + k);
		for (uint32_t e = 0; row->kind == COMPARE_CHANGED && e < row->edits.count; e++)
			edits[n++] = edit_of(p, instrument_unit_at(s->forum, text(s), row->old_at),
			    &row->edits.at[e]);
	}
	in_language(s, &a, "en", (struct text_edit_list){ n, edits });
	a.content.text_correct.changes = (struct text_change_list){ k, changes };
	a.content.text_correct.symbol = S("FCCC/CP/2015/L.9/Rev.1/Corr.1");
	print_message("# %u rows: %u changed, %u new, %u gone; %u edits, %u changes of units\n",
	    p->rows.count, p->rows.counts[COMPARE_CHANGED], p->rows.counts[COMPARE_NEW],
	    p->rows.counts[COMPARE_GONE], n, k);
	return a;
}

/* Every unit of the text with so many corrections is one of the imported ones, in their order. */
static void paris_reads(struct sim *s, const struct imported *as, const struct str *ids,
    uint32_t corrections)
{
	uint32_t count;
	const uint32_t *order = instrument_order(text(s), corrections, &count);
	assert_int_equal(count, as->units_count);
	for (uint32_t i = 0; i < count; i++) {
		const struct instrument_unit *u = instrument_unit_row(s->forum, order[i]);
		const struct draft_unit *want = &as->units[i];
		struct unit_wording have = instrument_wording(text(s), corrections, u, S("en"));
		assert_true(str_eq(u->id, ids != NULL ? ids[i] : want->id));
		assert_true(str_eq(have.words, words_of_unit(want)));
		assert_true(str_eq(have.label, label_of_unit(want)));
		assert_int_equal(have.kind, want->kind);
		struct str parent = want->parent == DRAFT_NONE ? STR_NONE
		    : ids != NULL                              ? ids[want->parent]
							       : as->units[want->parent].id;
		assert_true(str_eq(have.parent, parent));
	}
}

static void paris_is_corrected_word_for_word(void **state)
{
	(void)state;
	struct sim s;
	struct paris p;
	sim_init(&s, false);
	sim_world(&s);
	sim_envoys(&s);
	paris_init(&p, &s);
	paris_table(&p, &s);
	struct sim_act a = paris_correct(&p, &s);
	assert_true(sim_submission(&s, &a).n < ENTRY_BYTES_MAX);
	sim_do(&s, a);
	paris_reads(&s, &p.before, NULL, 0);
	paris_reads(&s, &p.after, p.ids, 1);
	sim_reload(&s);
	paris_reads(&s, &p.before, NULL, 0);
	paris_reads(&s, &p.after, p.ids, 1);
	sim_release(&s);
	arena_release(&p.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_said_before_stays_readable),
		cmocka_unit_test(a_correction_may_apply_to_one_language),
		cmocka_unit_test(structure_is_corrected_too_and_readable_as_it_was),
		cmocka_unit_test(what_a_change_names_must_be_there_when_it_is_made),
		cmocka_unit_test(the_symbol_follows_and_the_text_is_finished),
		cmocka_unit_test(it_is_the_secretariats_and_has_an_end_or_as_the_charter_says),
		cmocka_unit_test(paris_is_corrected_word_for_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
