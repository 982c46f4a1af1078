/*
 * Units that are split and joined (docs/rules.md section 14): the whole text, and what each proposal makes of
 * it, read as before; what could be meant otherwise has to be confirmed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/scope.h"
#include "lib/forum_sim.h"

#include <cmocka.h>

#define TEXT S("draft-1")
#define WORK_BYTES ((size_t)64 * 1024 * 1024)

static void begin(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_text_open(s);
}

static const struct instrument_unit *unit(const struct sim *s, const char *id)
{
	return instrument_unit_find(s->forum, TEXT, str_c(id));
}

static const struct instrument_proposal *proposal(const struct sim *s, int64_t number)
{
	return instrument_proposal_find(s->forum, instrument_find(s->forum, TEXT), number);
}

static void assert_says(struct str have, const char *want)
{
	if (!str_eq(have, str_c(want)))
		print_error("# have: %.*s\n# want: %s\n", STR_ARG(have), want);
	assert_true(str_eq(have, str_c(want)));
}

static struct sim_act propose(struct sim *s, const char *of, uint32_t from, uint32_t to,
    const char *words)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_PROPOSE, TEXT);
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 1);
	at[0] = sim_text_edit(unit(s, of), from, to, str_c(words));
	a.content.text_propose.edits = (struct text_edit_list){ 1, at };
	return a;
}

/* Member States shall | cooperate closely and regularly. */
static struct sim_act split(struct sim *s, int64_t at)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_SPLIT, TEXT);
	a.content.text_split.at = at;
	a.content.text_split.into = S("op2");
	a.content.text_split.label = S("OP2");
	return a;
}

static struct sim_act join(struct sim *s, const char *one, const char *other)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_JOIN, TEXT);
	a.content.text_join = (struct text_join){ .is_present = true, .hash = unit(s, one)->hash,
		.other = str_c(other), .other_hash = unit(s, other)->hash, .text = TEXT,
		.unit = str_c(one) };
	return a;
}

static bool says(struct sim *s, struct sim_act a, enum finding_id id)
{
	struct sim_result r = sim_judge(s, &a);
	return sim_has(&r, id);
}

static void assert_edit(const struct instrument_proposal *p, uint32_t at, const char *of, uint32_t from,
    uint32_t to)
{
	assert_true(at < p->edits_count);
	assert_says(p->edits[at].unit, of);
	assert_int_equal(p->edits[at].from, from);
	assert_int_equal(p->edits[at].to, to);
}

static void a_split_leaves_every_proposal_where_its_words_are(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, sim_text_act(&s, KIND_TEXT_TRANSLATE, TEXT));
	sim_do(&s, propose(&s, "op1", 2, 3, " should"));
	sim_do(&s, propose(&s, "op1", 4, 5, ""));
	sim_do(&s, propose(&s, "op1", 2, 4, " shall act"));
	sim_do(&s, propose(&s, "op1", 3, 3, " always"));
	sim_do(&s, propose(&s, "op1", 2, 5, ""));
	sim_do(&s, split(&s, 3));
	assert_says(unit(&s, "op1")->words, "Member States shall");
	assert_says(unit(&s, "op2")->words, "cooperate closely and regularly.");
	assert_says(unit(&s, "op2")->label, "OP2");
	assert_says(unit(&s, "a")->parent, "op2");
	assert_memory_not_equal(unit(&s, "op1")->translations[0].from.bytes,
	    unit(&s, "op1")->hash.bytes, HASH_BYTES); /* stale */
	assert_int_equal(unit(&s, "op2")->translations_count, 0);
	assert_edit(proposal(&s, 1), 0, "op1", 2, 3);
	assert_edit(proposal(&s, 2), 0, "op2", 1, 2);
	assert_edit(proposal(&s, 3), 0, "op1", 2, 3);
	assert_edit(proposal(&s, 3), 1, "op2", 0, 1);
	assert_says(proposal(&s, 3)->edits[0].words, " shall act");
	assert_edit(proposal(&s, 4), 0, "op1", 3, 3);
	assert_edit(proposal(&s, 5), 0, "op1", 2, 3);
	assert_edit(proposal(&s, 5), 1, "op2", 0, 2);
	const bool confirm[] = { false, false, true, true, false };
	for (uint32_t i = 0; i < 5; i++)
		assert_int_equal(proposal(&s, i + 1)->must_confirm, confirm[i]);
	sim_release(&s);
}

static void a_cut_needs_words_on_both_sides_and_no_lock_across(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	assert_true(says(&s, split(&s, 0), FINDING_EDIT_WRONG));
	assert_true(says(&s, split(&s, 8), FINDING_EDIT_WRONG));
	assert_false(says(&s, split(&s, 7), FINDING_EDIT_WRONG));
	struct sim_act used = split(&s, 3);
	used.content.text_split.into = S("pp1");
	assert_true(says(&s, used, FINDING_CODE_USED));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_LOCK, TEXT)); /* words 3 and 4 */
	assert_true(says(&s, split(&s, 4), FINDING_WORDS_LOCKED));
	sim_do(&s, split(&s, 3));
	assert_int_equal(unit(&s, "op1")->locks_count, 0);
	assert_int_equal(unit(&s, "op2")->locks[0].from, 0);
	assert_int_equal(unit(&s, "op2")->locks[0].to, 2);
	sim_do(&s, join(&s, "op1", "op2"));
	assert_int_equal(unit(&s, "op1")->locks[0].from, 3);
	assert_int_equal(unit(&s, "op1")->locks[0].to, 5);
	sim_release(&s);
}

static void neighbours_are_joined_and_edits_that_meet_are_one(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act both = propose(&s, "op1", 7, 8, ",");
	struct text_edit *at = arena_array(&s.scratch, struct text_edit, 2);
	at[0] = both.content.text_propose.edits.at[0];
	at[1] = sim_text_edit(unit(&s, "a"), 0, 1, S(" with"));
	both.content.text_propose.edits = (struct text_edit_list){ 2, at };
	sim_do(&s, both);
	sim_do(&s, propose(&s, "a", 1, 2, " full"));
	assert_true(says(&s, join(&s, "pp1", "a"), FINDING_STEP_DOES_NOT_FOLLOW));
	assert_true(says(&s, join(&s, "a", "op1"), FINDING_STEP_DOES_NOT_FOLLOW));
	struct sim_act stale = join(&s, "op1", "a");
	stale.content.text_join.other_hash = unit(&s, "op1")->hash;
	assert_true(says(&s, stale, FINDING_BASE_STALE));
	sim_do(&s, join(&s, "op1", "a"));
	assert_says(unit(&s, "op1")->words,
	    "Member States shall cooperate closely and regularly. in good faith;");
	assert_true(unit(&s, "a")->is_gone);
	assert_int_equal(proposal(&s, 1)->edits_count, 1);
	assert_edit(proposal(&s, 1), 0, "op1", 7, 9);
	assert_says(proposal(&s, 1)->edits[0].words, ", with");
	assert_true(proposal(&s, 1)->must_confirm);
	assert_edit(proposal(&s, 2), 0, "op1", 9, 10);
	assert_false(proposal(&s, 2)->must_confirm);
	sim_release(&s);
}

static struct sim_act of_text(struct sim *s, enum kind kind, int64_t proposal)
{
	struct sim_act a = sim_text_act(s, kind, TEXT);
	if (kind == KIND_TEXT_WITHDRAW)
		a.content.text_withdraw.proposal = proposal;
	else
		a.content.text_take.proposal = proposal;
	return a;
}

/* A unit that nobody would move any more is joined; the withdrawn move has nothing left to move. */
static void a_withdrawn_change_of_a_unit_that_is_gone_is_not_taken_over(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act moves = sim_text_propose_change(&s, S("move"));
	struct text_change *at = arena_array(&s.scratch, struct text_change, 1);
	*at = moves.content.text_propose.changes.at[0];
	at->unit = S("a");
	at->after = S("pp1");
	moves.content.text_propose.changes.at = at;
	sim_do(&s, moves);
	sim_do(&s, of_text(&s, KIND_TEXT_WITHDRAW, 1));
	assert_false(says(&s, of_text(&s, KIND_TEXT_TAKE, 1), FINDING_BASE_STALE));
	sim_do(&s, join(&s, "op1", "a"));
	assert_true(says(&s, of_text(&s, KIND_TEXT_TAKE, 1), FINDING_BASE_STALE));
	sim_release(&s);
}

static void what_is_agreed_or_about_to_go_is_not_joined(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act change = sim_text_propose_change(&s, S("delete")); /* of pp1 */
	sim_do(&s, change);
	assert_true(says(&s, join(&s, "title", "pp1"), FINDING_BRACKETS_OPEN));
	assert_false(proposal(&s, 1)->must_confirm);
	sim_do(&s, join(&s, "pp1", "op1"));
	assert_true(proposal(&s, 1)->must_confirm);
	struct sim_act agree = sim_text_act(&s, KIND_TEXT_AGREE, TEXT);
	agree.content.text_agree.units = sim_strs(&s, S("a"));
	sim_do(&s, agree);
	assert_true(says(&s, join(&s, "pp1", "a"), FINDING_UNIT_IS_AGREED));
	sim_release(&s);
}

/* The whole text as a proposal has it (0: as it stands), without white space, in `out`. */
static void document_put(struct buf *out, struct sim *s, const struct instrument *of, uint32_t number)
{
	SCOPE_ARENA(a, WORK_BYTES);
	struct lexicon l;
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, s->forum, of };
	for (uint32_t i = 0; i < of->order_count; i++) {
		struct unit_work w;
		struct buf b;
		assert_int_equal(
		    unit_work_make(&w, &desk, instrument_unit_at(s->forum, of, i), NULL), RC_OK);
		struct words read = w.base;
		for (uint32_t k = 0; k < w.proposals.count; k++) {
			if (w.proposals.at[k].id == number)
				read = edits_apply(&a, w.base, w.proposals.at[k].edits);
		}
		buf_init(&b, &a, UNIT_BYTES_MAX);
		words_text(&l, &b, read);
		for (size_t k = 0; k < b.n; k++) {
			if (b.p[k] != ' ')
				buf_byte(out, (uint8_t)b.p[k]);
		}
	}
}

static struct str documents(struct sim *s, const struct instrument *of, uint32_t count)
{
	struct buf b;
	buf_init(&b, &s->scratch, WORK_BYTES);
	for (uint32_t i = 0; i <= count; i++) {
		document_put(&b, s, of, i);
		buf_byte(&b, '\n');
	}
	return str_copy(&s->scratch, buf_str(&b));
}

static void whatever_is_split_or_joined_every_proposal_reads_the_same_text(void **state)
{
	(void)state;
	uint32_t splits = 0, joins = 0;
	for (unsigned i = 0; i < gen_cases_dear(60); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		begin(&s);
		for (unsigned n = 0; n < 80; n++) {
			struct sim_act a = sim_text_random(&s, &g);
			bool is_of_it = a.kind == KIND_TEXT_SPLIT || a.kind == KIND_TEXT_JOIN;
			const struct instrument *of =
			    instrument_at(s.forum, instrument_count(s.forum) - 1);
			uint32_t count = of->proposals.count;
			struct str before = is_of_it ? documents(&s, of, count) : STR_NONE;
			if (!sim_submit(&s, &a).is_admitted || !is_of_it)
				continue;
			of = instrument_at(s.forum, instrument_count(s.forum) - 1);
			assert_true(str_eq(documents(&s, of, count), before));
			splits += a.kind == KIND_TEXT_SPLIT;
			joins += a.kind == KIND_TEXT_JOIN;
		}
		sim_release(&s);
	}
	print_message("# %u split, %u joined\n", splits, joins);
	assert_true(splits > 20 / gen_stride() && joins > 10 / gen_stride());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_split_leaves_every_proposal_where_its_words_are),
		cmocka_unit_test(a_cut_needs_words_on_both_sides_and_no_lock_across),
		cmocka_unit_test(neighbours_are_joined_and_edits_that_meet_are_one),
		cmocka_unit_test(a_withdrawn_change_of_a_unit_that_is_gone_is_not_taken_over),
		cmocka_unit_test(what_is_agreed_or_about_to_go_is_not_joined),
		cmocka_unit_test(whatever_is_split_or_joined_every_proposal_reads_the_same_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
