/*
 * What holds for every consolidation, tried on units of few words (tests/lib/text_edits.h), and that
 * it is the one of the definition (oracle.h). T numbers are those of the model's properties.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/scope.h"
#include "lib/text_edits.h"
#include "text/brackets.h"
#include "text/reading.h"
#include "unit/text/oracle.h"
#include "unit/text/picks.h"

#include <cmocka.h>

#define MEMORY ((size_t)64 * 1024 * 1024)
#ifndef CASES /* fewer are enough to find a mutant */
#define CASES 100000
#endif

typedef void property(struct gen *g, struct arena *a, const struct drawn_unit *u);

static void for_all(property *holds)
{
	SCOPE_ARENA(a, MEMORY);

	for (unsigned i = 0; i < gen_cases_dear(CASES); i++) {
		struct gen g;
		struct drawn_unit u;

		gen_init_case(&g, i);
		arena_reset(&a);
		text_unit_draw(&g, &a, &u);
		holds(&g, &a, &u);
	}
}

static struct choices made(struct arena *a, struct words base, struct proposals proposals)
{
	struct choices out = { NULL, 0 };
	struct err err;

	assert_int_equal(consolidate(a, base, proposals, &out, &err), RC_OK);
	return out;
}

static struct str dump(struct arena *a, struct choices choices)
{
	struct buf b;

	buf_init(&b, a, 1 << 20);
	choices_put(&b, choices);
	assert_false(b.failed);
	return buf_str(&b);
}

static void says_the_definition(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	struct proposal *list = arena_array(a, struct proposal, u->proposals.count);
	const struct proposals ranked = { list, u->proposals.count };
	struct buf b;

	for (uint32_t i = 0; i < ranked.count; i++) {
		list[i] = u->proposals.at[i];
		list[i].rank = (uint32_t)gen_below(g, 3);
	}
	struct str have = dump(a, made(a, u->base, ranked));
	buf_init(&b, a, 1 << 20);
	oracle_put(&b, a, u->base, ranked);
	if (!str_eq(have, buf_str(&b)))
		print_message("# have     %.*s\n# expected %.*s\n", STR_ARG(have),
		    STR_ARG(buf_str(&b)));
	assert_true(str_eq(have, buf_str(&b)));
}

static void every_node_is_the_one_of_the_definition(void **state)
{
	(void)state;
	for_all(says_the_definition);
}

/* T4 */
static void reads_faithfully(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	struct choices c = made(a, u->base, u->proposals);

	(void)g;
	assert_true(words_eq(picked_of(a, u->base, c, 0), u->base));
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		const struct proposal *p = &u->proposals.at[i];

		assert_true(words_eq(
		    picked_of(a, u->base, c, p->id), edits_apply(a, u->base, p->edits)));
	}
}

static void kept_is_the_base_and_each_proposal_reads_as_it_was_made(void **state)
{
	(void)state;
	for_all(reads_faithfully);
}

/* T1, T2, T8: the same proposals in any order and any of them twice. */
static void order_does_not_matter(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	uint32_t n = u->proposals.count, order[2 * MADE_PROPOSALS_MAX];
	struct proposal *list = arena_array(a, struct proposal, 2 * n + 1);
	struct str before = dump(a, made(a, u->base, u->proposals));

	gen_order(g, order, 2 * n);
	for (uint32_t i = 0; i < 2 * n; i++)
		list[i] = u->proposals.at[order[i] % n];
	assert_true(
	    str_eq(before, dump(a, made(a, u->base, (struct proposals){ list, 2 * n }))));
}

static void neither_order_nor_repetition_matters(void **state)
{
	(void)state;
	for_all(order_does_not_matter);
}

/* T3, T6 */
static void names_who_changes(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	struct proposal *list = arena_array(a, struct proposal, MADE_PROPOSALS_MAX);
	struct choices c = made(a, u->base, u->proposals);
	uint32_t n = 0, gone = (uint32_t)gen_below(g, MADE_PROPOSALS_MAX);

	for (uint32_t i = 0; i < u->proposals.count; i++) {
		const struct proposal *p = &u->proposals.at[i];

		assert_int_equal(choices_name(c, p->id), p->edits.count > 0);
		if (i != gone)
			list[n++] = *p;
	}
	c = made(a, u->base, (struct proposals){ list, n });
	for (uint32_t id = 0; id < 4 * MADE_PROPOSALS_MAX; id++) {
		bool is_there = false;

		for (uint32_t i = 0; i < n; i++)
			is_there = is_there || (list[i].id == id && list[i].edits.count > 0);
		assert_int_equal(choices_name(c, id), is_there);
	}
}

static void every_change_is_seen_and_a_withdrawal_leaves_no_trace(void **state)
{
	(void)state;
	for_all(names_who_changes);
}

static bool is_end(const struct drawn_unit *u, uint32_t gap)
{
	for (uint32_t i = 0; i < u->proposals.count; i++)
		for (uint32_t k = 0; k < u->proposals.at[i].edits.count; k++) {
			const struct edit *e = &u->proposals.at[i].edits.at[k];

			if (e->lo == gap || e->hi == gap)
				return true;
		}
	return false;
}

static struct edits edits_of(const struct drawn_unit *u, uint32_t id)
{
	for (uint32_t i = 0; i < u->proposals.count; i++)
		if (u->proposals.at[i].id == id)
			return u->proposals.at[i].edits;
	fail_msg("proposal %u is not there", id);
	return (struct edits){ NULL, 0 };
}

static void alts_are_sound(struct arena *a, const struct drawn_unit *u, const struct choice *n)
{
	for (uint32_t k = 0; k < n->alt_count; k++) {
		const struct choice_alt *alt = &n->alts[k];

		assert_true(alt->by_count > 0);
		assert_true(k == 0 || n->alts[k - 1].by[0] < alt->by[0]);
		for (uint32_t m = 0; m < k; m++)
			assert_false(words_eq(n->alts[m].text, alt->text));
		for (uint32_t m = 0; m < alt->by_count; m++) {
			assert_true(m == 0 || alt->by[m - 1] < alt->by[m]);
			assert_true(words_eq(alt->text,
			    reading_over(a, u->base, edits_of(u, alt->by[m]), n->lo, n->hi)));
		}
	}
}

/* T5, T15: inside the node around, ascending, apart; texts are readings, in order, none twice. */
static void nodes_are_sound(
    struct arena *a, const struct drawn_unit *u, struct choices c, const struct choice *up)
{
	for (uint32_t i = 0; i < c.count; i++) {
		const struct choice *n = &c.at[i], *before = i > 0 ? n - 1 : NULL;

		assert_ptr_equal(n->up, up);
		assert_true(n->lo <= n->hi && n->hi <= u->base.count && n->alt_count > 0);
		assert_true(is_end(u, n->lo) && is_end(u, n->hi));
		if (up != NULL && n->lo == n->hi)
			assert_true(up->lo < n->lo && n->hi < up->hi);
		if (up != NULL)
			assert_true(up->lo <= n->lo && n->hi <= up->hi);
		if (up != NULL && n->hi - n->lo == up->hi - up->lo) /* joined pieces of deletions */
			assert_true(n->kids.count == 0 && n->alts[0].text.count == 0);
		if (before != NULL)
			assert_true(before->hi <= n->lo && before->lo < n->hi);
		alts_are_sound(a, u, n);
		nodes_are_sound(a, u, n->kids, n);
	}
}

static void invents_nothing(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	(void)g;
	nodes_are_sound(a, u, made(a, u->base, u->proposals), NULL);
}

static void nodes_lie_in_each_other_and_hold_only_what_somebody_wrote(void **state)
{
	(void)state;
	for_all(invents_nothing);
}

static struct str word_letter(const void *ctx, uint32_t word)
{
	(void)ctx;
	cm_assert(word < 26);
	return str_sub(S("abcdefghijklmnopqrstuvwxyz"), word, word + 1);
}

static struct str proposal_star(const void *ctx, uint32_t id)
{
	(void)ctx;
	(void)id;
	return S("*");
}

static uint32_t deepest(struct choices c)
{
	uint32_t depth = 0;

	for (uint32_t i = 0; i < c.count; i++) {
		uint32_t below = 1 + deepest(c.at[i].kids);

		depth = below > depth ? below : depth;
	}
	return depth;
}

/* T9 */
static void brackets_balance(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	const struct brackets_names names = { NULL, word_letter, proposal_star, S("") };
	struct choices c = made(a, u->base, u->proposals);
	uint32_t open = 0, most = 0;
	struct buf b;

	(void)g;
	buf_init(&b, a, 1 << 20);
	brackets_put(&b, u->base, c, &names);
	for (size_t i = 0; i < b.n; i++) {
		open += b.p[i] == '[';
		most = open > most ? open : most;
		assert_true(b.p[i] != ']' || open > 0);
		open -= b.p[i] == ']';
	}
	assert_int_equal(open, 0);
	assert_int_equal(most, deepest(c));
}

static void brackets_are_as_deep_as_the_choices_and_balance(void **state)
{
	(void)state;
	for_all(brackets_balance);
}

/* T14 */
static void equal_is_together(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	struct choices c = made(a, u->base, u->proposals);
	uint32_t count;
	const struct choice **list = choices_list(a, c, &count);

	(void)g;
	for (uint32_t i = 0; i < u->proposals.count; i++)
		for (uint32_t k = 0; k < i; k++) {
			const struct proposal *p = &u->proposals.at[i], *q = &u->proposals.at[k];

			if (!edits_eq(p->edits, q->edits))
				continue;
			for (uint32_t n = 0; n < count; n++)
				assert_int_equal(choice_alt_of(list[n], p->id),
				    choice_alt_of(list[n], q->id));
		}
}

static void equal_proposals_share_every_alternative(void **state)
{
	(void)state;
	for_all(equal_is_together);
}

/* Two proposals reach one text over a hull in different ways: their union is not defined by words. */
static bool differs_within(const struct drawn_unit *u, const struct choice *c, struct backing d)
{
	for (uint32_t i = 0; i < d.count; i++)
		for (uint32_t k = 0; k < i; k++) {
			uint32_t alt = choice_alt_of(c, d.ids[i]);

			if (alt != CHOICE_KEEP && alt == choice_alt_of(c, d.ids[k]) &&
			    c->alts[alt].text.count > 0 && c->lo < c->hi &&
			    !edits_eq(edits_of(u, d.ids[i]), edits_of(u, d.ids[k])))
				return true;
		}
	return false;
}

/* All edits of the party on one text, gap by gap; equal edits count once. */
static struct words united(struct arena *a, const struct drawn_unit *u, struct backing d)
{
	uint32_t *at = arena_array(a, uint32_t, 4096), n = 0;

	for (uint32_t gap = 0; gap <= u->base.count; gap++) {
		struct words inserted = { NULL, 0 }, put = { NULL, 0 };
		bool is_kept = gap < u->base.count;

		for (uint32_t i = 0; i < d.count; i++) {
			struct edits of = edits_of(u, d.ids[i]);

			for (uint32_t k = 0; k < of.count; k++) {
				const struct edit *e = &of.at[k];
				bool begins = e->lo == gap && e->text.count > 0;

				inserted = begins && e->hi == gap ? e->text : inserted;
				put = begins && e->hi > gap ? e->text : put;
				is_kept = is_kept && !(e->lo <= gap && gap < e->hi);
			}
		}
		for (uint32_t i = 0; i < inserted.count; i++)
			at[n++] = inserted.at[i];
		for (uint32_t i = 0; i < put.count; i++)
			at[n++] = put.at[i];
		if (is_kept)
			at[n++] = u->base.at[gap];
	}
	return (struct words){ at, n };
}

static uint32_t unions_read;

/* T13 */
static void party_reads_all_its_own(struct gen *g, struct arena *a, const struct drawn_unit *u)
{
	struct choices c = made(a, u->base, u->proposals);
	uint32_t ids[MADE_PROPOSALS_MAX], n = 0, count;
	const struct choice **list = choices_list(a, c, &count);
	struct asks asks;
	struct words text;

	for (uint32_t i = 0; i < u->proposals.count; i++)
		if (gen_bool(g))
			ids[n++] = u->proposals.at[i].id;
	struct backing d = { ids, n };

	text = reading_of(a, u->base, c, d, &asks);
	for (uint32_t i = 0; i < asks.count; i++) {
		uint32_t named = 0;

		for (uint32_t k = 0; k < n; k++)
			named += choice_names(asks.at[i], ids[k]) ||
			    choices_name(asks.at[i]->kids, ids[k]);
		assert_true(named > 1);
	}
	for (uint32_t i = 0; i < count; i++)
		if (differs_within(u, list[i], d))
			return;
	if (asks.count > 0)
		return;
	unions_read += n > 1;
	assert_true(words_eq(text, united(a, u, d)));
}

static void a_party_reads_the_union_of_its_proposals_or_is_asked(void **state)
{
	(void)state;
	unions_read = 0;
	for_all(party_reads_all_its_own);
	assert_true(unions_read > gen_cases_dear(CASES) / 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_node_is_the_one_of_the_definition),
		cmocka_unit_test(kept_is_the_base_and_each_proposal_reads_as_it_was_made),
		cmocka_unit_test(neither_order_nor_repetition_matters),
		cmocka_unit_test(every_change_is_seen_and_a_withdrawal_leaves_no_trace),
		cmocka_unit_test(nodes_lie_in_each_other_and_hold_only_what_somebody_wrote),
		cmocka_unit_test(brackets_are_as_deep_as_the_choices_and_balance),
		cmocka_unit_test(equal_proposals_share_every_alternative),
		cmocka_unit_test(a_party_reads_the_union_of_its_proposals_or_is_asked),
	};
	return cmocka_run_group_tests_name("properties", tests, NULL, NULL);
}
