/*
 * Acceptance: properties over small units (T11, T16), for choices at the top and in others, and the
 * worked example.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/scope.h"
#include "lib/text_edits.h"
#include "text/accept.h"
#include "text/reading.h"
#include "unit/text/cases.h"
#include "unit/text/picks.h"

#include <cmocka.h>

#define MEMORY ((size_t)256 * 1024 * 1024)
#ifndef CASES /* fewer are enough to find a mutant */
#define CASES 100000
#endif

static struct choices made(struct arena *a, struct words base, struct proposals proposals)
{
	struct choices out = { NULL, 0 };
	struct err err;

	assert_int_equal(consolidate(a, base, proposals, &out, &err), RC_OK);
	return out;
}

static struct proposals carried(struct arena *a, const struct accepted *x)
{
	struct proposal *list = arena_array(a, struct proposal, x->count);

	for (uint32_t i = 0; i < x->count; i++)
		list[i] = x->at[i].proposal;
	return (struct proposals){ list, x->count };
}

struct trial {
	struct arena *a;
	const struct drawn_unit *u;
	struct choices choices;
	struct accept_order order;
	struct accepted x;
};

static void accept(
    const struct trial *t, const struct accept_order *order, struct accepted *out)
{
	assert_int_equal(choice_accept(t->a, order, out, NULL), RC_OK);
}

/* Has the proposal an alternative at a choice around the one that is made? */
static bool is_encloser(const struct trial *t, uint32_t id)
{
	for (const struct choice *c = t->order.at->up; c != NULL; c = c->up)
		if (choice_names(c, id))
			return true;
	return false;
}

/* The text of a proposal where the choice is made as the room made it. */
static struct words read_as_made(const struct trial *t, uint32_t id)
{
	struct pick_made pick = { id, t->order.at, t->order.alt };

	return choices_resolve(t->a, t->u->base, t->choices, pick_made, &pick);
}

/* The text of a proposal whose insertion stands beside the accepted one: both, in their order. */
static struct words read_beside(const struct trial *t, const struct proposal *p)
{
	const struct choice *n = t->order.at;
	struct edit *edits = arena_array(t->a, struct edit, p->edits.count);
	struct words accepted = n->alts[t->order.alt].text;
	bool is_first = choice_alt_of(n, p->id) < t->order.alt;

	for (uint32_t i = 0; i < p->edits.count; i++) {
		const struct edit *e = &p->edits.at[i];
		uint32_t count = e->text.count + accepted.count, at_own = is_first ? 0 : accepted.count;
		uint32_t *at = arena_array(t->a, uint32_t, count);

		edits[i] = *e;
		if (e->lo != n->lo || e->hi != n->lo)
			continue;
		memcpy(at + at_own, e->text.at, e->text.count * sizeof(*at));
		memcpy(is_first ? at + e->text.count : at, accepted.at,
		    accepted.count * sizeof(*at));
		edits[i].text = (struct words){ at, count };
	}
	return edits_apply(t->a, t->u->base, (struct edits){ edits, p->edits.count });
}

static void fate_is(
    const struct trial *t, const struct accept_carried *c, const struct proposal *old)
{
	const struct choice *n = t->order.at;
	uint32_t id = old->id;
	bool is_keep = t->order.alt == CHOICE_KEEP;
	bool is_closing = t->order.others == ACCEPT_CLOSES_OTHERS;
	bool is_in = choice_names(n, id) || (!is_keep && choices_name(n->kids, id));
	struct words before = edits_apply(t->a, t->u->base, old->edits);
	struct words after = edits_apply(t->a, t->x.base, c->proposal.edits);

	assert_true(edits_are_normal(t->x.base, c->proposal.edits));
	if (is_keep && (!is_closing || !is_in)) {
		assert_int_equal(c->fate, ACCEPT_FOLLOWS);
		assert_true(words_eq(after, before));
	} else if (is_encloser(t, id)) {
		assert_true(c->fate == ACCEPT_CONFIRM || c->fate == ACCEPT_SATISFIED);
		assert_true(words_eq(after, before));
	} else if (!is_in) {
		assert_int_equal(c->fate, ACCEPT_FOLLOWS);
		assert_true(words_eq(after, read_as_made(t, id)));
	} else if (c->fate == ACCEPT_SATISFIED) {
		assert_true(words_eq(after, before));
		assert_true(words_eq(after, read_as_made(t, id)));
	} else if (t->order.others == ACCEPT_BESIDE_OTHERS) {
		assert_int_equal(c->fate, ACCEPT_FOLLOWS);
		assert_true(words_eq(after, read_beside(t, old)));
	} else if (is_closing) {
		assert_int_equal(c->fate, ACCEPT_CLOSED);
		assert_true(words_eq(after, read_as_made(t, id)));
	} else {
		assert_int_equal(c->fate, ACCEPT_CONFIRM);
		assert_true(words_eq(after, before));
	}
}

static uint32_t nested_tried, tried;

/* Whoever proposed what is accepted has it, and it is nobody's to confirm. */
static void acceptors_are_satisfied(const struct trial *t)
{
	const struct choice_alt *alt = &t->order.at->alts[t->order.alt];

	for (uint32_t i = 0; i < t->x.count; i++)
		for (uint32_t k = 0; k < alt->by_count; k++)
			if (t->x.at[i].proposal.id == alt->by[k])
				assert_int_equal(t->x.at[i].fate, ACCEPT_SATISFIED);
}

static void accept_holds(const struct trial *t)
{
	struct choices after;

	assert_true(words_eq(t->x.base, read_as_made(t, 0)));
	assert_int_equal(t->x.count, t->u->proposals.count);
	for (uint32_t i = 0; i < t->x.count; i++) {
		const struct proposal *p = &t->u->proposals.at[i];

		assert_int_equal(t->x.at[i].proposal.id, p->id);
		fate_is(t, &t->x.at[i], p);
	}
	if (t->order.alt != CHOICE_KEEP)
		acceptors_are_satisfied(t);
	after = made(t->a, t->x.base, carried(t->a, &t->x));
	assert_true(words_eq(
	    choices_resolve(t->a, t->x.base, after, pick_keep, NULL), t->x.base));
	tried++;
	nested_tried += t->order.at->up != NULL;
}

static struct accept_order order_draw(
    struct gen *g, const struct drawn_unit *u, const struct choice *at)
{
	uint32_t alt = (uint32_t)gen_below(g, (uint64_t)at->alt_count + 1);

	return (struct accept_order){ u->base, u->proposals, at, alt == at->alt_count ? CHOICE_KEEP : alt,
		(enum accept_others)gen_below(g, at->lo == at->hi ? 3 : 2) };
}

static void any_choice_can_be_made_and_everybody_keeps_its_meaning(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);

	tried = nested_tried = 0;
	for (unsigned i = 0; i < gen_cases_dear(CASES); i++) {
		struct gen g;
		struct drawn_unit u;
		uint32_t count;

		gen_init_case(&g, i);
		arena_reset(&a);
		text_unit_draw(&g, &a, &u);
		struct trial t = { .a = &a, .u = &u, .choices = made(&a, u.base, u.proposals) };
		const struct choice **list = choices_list(&a, t.choices, &count);

		for (uint32_t n = 0; n < count; n++) {
			t.order = order_draw(&g, &u, list[n]);
			accept(&t, &t.order, &t.x);
			accept_holds(&t);
		}
	}
	assert_true(tried > gen_cases_dear(CASES));
	assert_true(nested_tried > gen_cases_dear(CASES) / 10);
}

static bool alts_are_same(const struct choice *a, const struct choice *b)
{
	bool is_same = a->alt_count == b->alt_count;

	for (uint32_t i = 0; is_same && i < a->alt_count; i++)
		is_same = words_eq(a->alts[i].text, b->alts[i].text) &&
		    words_eq((struct words){ a->alts[i].by, a->alts[i].by_count },
			(struct words){ b->alts[i].by, b->alts[i].by_count });
	return is_same;
}

/* With the same alternatives of the same proposals, inside too, `shift` words further on. */
static bool is_same_choice(const struct choice *a, const struct choice *b, uint32_t shift)
{
	bool is_same = a->lo + shift == b->lo && a->hi + shift == b->hi && alts_are_same(a, b) &&
	    a->kids.count == b->kids.count;

	for (uint32_t i = 0; is_same && i < a->kids.count; i++)
		is_same = is_same_choice(&a->kids.at[i], &b->kids.at[i], shift);
	return is_same;
}

/* And in the same choices? */
static bool is_around_same(const struct choice *a, const struct choice *b)
{
	for (a = a->up, b = b->up; a != NULL && b != NULL; a = a->up, b = b->up)
		if (!alts_are_same(a, b))
			return false;
	return a == b;
}

static const struct choice *again(
    struct arena *a, struct choices after, const struct choice *old, uint32_t shift)
{
	uint32_t count;
	const struct choice **list = choices_list(a, after, &count);

	for (uint32_t i = 0; i < count; i++)
		if (is_same_choice(old, list[i], shift) && is_around_same(old, list[i]))
			return list[i];
	return NULL;
}

/* First one choice, then another; false when the other is not there any more as it was. */
static bool accept_both(const struct trial *t, struct accept_order first,
    struct accept_order second, struct accepted *out)
{
	struct accepted x;
	struct proposals proposals;
	const struct choice *n = second.at;
	uint32_t shift = 0;

	accept(t, &first, &x);
	proposals = carried(t->a, &x);
	if (first.at < n)
		shift = x.base.count - t->u->base.count;
	n = again(t->a, made(t->a, x.base, proposals), n, shift);
	if (n == NULL)
		return false;
	second.base = x.base;
	second.proposals = proposals;
	second.at = n;
	accept(t, &second, out);
	return true;
}

/* Words go between the two, and with them the order of what is inserted before and behind them. */
static bool leaves_nothing_between(struct accept_order gone, struct accept_order other)
{
	return gone.alt != CHOICE_KEEP && gone.at->alts[gone.alt].text.count == 0 &&
	    (gone.at->hi == other.at->lo || other.at->hi == gone.at->lo);
}

static uint32_t pairs_tried, pairs_gone;

static void pair_commutes(const struct trial *t, struct accept_order one, struct accept_order two)
{
	struct accepted x, y;

	if (!accept_both(t, one, two, &x) || !accept_both(t, two, one, &y)) {
		pairs_gone++;
		return;
	}
	pairs_tried++;
	assert_true(words_eq(x.base, y.base));
	for (uint32_t i = 0; i < x.count; i++)
		assert_true(edits_eq(x.at[i].proposal.edits, y.at[i].proposal.edits));
}

static void choices_side_by_side_can_be_made_in_either_order(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);

	pairs_tried = pairs_gone = 0;
	for (unsigned i = 0; i < gen_cases_dear(CASES); i++) {
		struct gen g;
		struct drawn_unit u;
		uint32_t count;

		gen_init_case(&g, i);
		arena_reset(&a);
		text_unit_draw(&g, &a, &u);
		struct trial t = { .a = &a, .u = &u, .choices = made(&a, u.base, u.proposals) };
		const struct choice **list = choices_list(&a, t.choices, &count);

		if (count < 2)
			continue;
		struct accept_order one = order_draw(&g, &u, list[gen_below(&g, count)]);
		struct accept_order two = order_draw(&g, &u, list[gen_below(&g, count)]);

		if (one.at->up == two.at->up && one.at != two.at &&
		    !leaves_nothing_between(one, two) && !leaves_nothing_between(two, one))
			pair_commutes(&t, one, two);
	}
	print_message("# %u pairs, %u no longer apart\n", pairs_tried, pairs_gone);
	assert_true(pairs_tried > gen_cases_dear(CASES) / 10);
	assert_true(pairs_tried > pairs_gone);
}

/* The words of one proposal, or none of anybody's: of a piece of the base and another. */
static struct words other_words(struct arena *a, struct gen *g, const struct drawn_unit *u)
{
	uint32_t n = u->proposals.count, keep = (uint32_t)gen_below(g, (uint64_t)u->base.count + 1);

	if (n > 0 && gen_bool(g))
		return edits_apply(a, u->base, u->proposals.at[gen_below(g, n)].edits);
	return (struct words){ u->base.at, keep };
}

static void a_whole_base_gives_way_and_everybody_reads_as_before(void **state)
{
	(void)state;
	uint32_t satisfied = 0, confirmed = 0;
	SCOPE_ARENA(a, MEMORY);

	for (unsigned i = 0; i < gen_cases_dear(CASES); i++) {
		struct gen g;
		struct drawn_unit u;
		struct accepted x;

		gen_init_case(&g, i);
		arena_reset(&a);
		text_unit_draw(&g, &a, &u);
		struct words words = other_words(&a, &g, &u);
		struct unit_now now = { u.base, u.proposals };

		assert_int_equal(base_replace(&a, &now, words, &x, NULL), RC_OK);
		assert_true(words_eq(x.base, words));
		assert_int_equal(x.count, u.proposals.count);
		for (uint32_t k = 0; k < x.count; k++) {
			const struct proposal *old = &u.proposals.at[k], *new = &x.at[k].proposal;
			struct words before = edits_apply(&a, u.base, old->edits);

			assert_int_equal(new->id, old->id);
			assert_true(edits_are_normal(x.base, new->edits));
			assert_true(words_eq(edits_apply(&a, x.base, new->edits),
			    old->edits.count > 0 ? before : words));
			assert_true((x.at[k].fate == ACCEPT_SATISFIED) ==
			    (old->edits.count > 0 && words_eq(before, words)));
			satisfied += x.at[k].fate == ACCEPT_SATISFIED;
			confirmed += x.at[k].fate == ACCEPT_CONFIRM;
		}
	}
	assert_true(satisfied > gen_cases_dear(CASES) / 10 && confirmed > gen_cases_dear(CASES) / 10);
}

static const struct text_case *case_named(struct text_cases cases, struct str name)
{
	for (uint32_t i = 0; i < cases.count; i++)
		if (str_starts(cases.at[i].name, name))
			return &cases.at[i];
	fail_msg("no such case");
	return NULL;
}

static void should_is_accepted_as_in_the_worked_example(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	struct text_cases cases = text_cases_load(&a);
	const struct text_case *before = case_named(cases, S("W7 before"));
	const struct text_case *after = case_named(cases, S("W7 after"));
	struct brackets_names names = text_case_names(before);
	struct choices c = made(&a, before->base, before->proposals);
	struct accept_order order = { before->base, before->proposals, &c.at[0], 0,
		ACCEPT_LEAVES_OTHERS };
	struct accepted x;
	struct buf b;

	assert_int_equal(choice_accept(&a, &order, &x, NULL), RC_OK);
	buf_init(&b, &a, 4096);
	c = made(&a, x.base, carried(&a, &x));
	brackets_put(&b, x.base, c, &names);
	assert_true(str_eq(buf_str(&b), after->rendered));
	assert_int_equal(x.at[0].fate, ACCEPT_SATISFIED); /* KAZ */
	assert_int_equal(x.at[1].fate, ACCEPT_CONFIRM);   /* IRN */
	assert_int_equal(x.at[2].fate, ACCEPT_FOLLOWS);   /* KOR */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_choice_can_be_made_and_everybody_keeps_its_meaning),
		cmocka_unit_test(choices_side_by_side_can_be_made_in_either_order),
		cmocka_unit_test(a_whole_base_gives_way_and_everybody_reads_as_before),
		cmocka_unit_test(should_is_accepted_as_in_the_worked_example),
	};
	return cmocka_run_group_tests_name("accept", tests, NULL, NULL);
}
