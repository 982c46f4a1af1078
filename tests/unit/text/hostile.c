/* Units that somebody made to be slow, deep or large. What is quadratic ends in the test's timeout. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/scope.h"
#include "lib/text_edits.h"
#include "text/accept.h"
#include "text/brackets.h"
#include "text/reading.h"
#include "unit/text/picks.h"

#include <cmocka.h>

#define MEMORY ((size_t)1024 * 1024 * 1024)

static const struct words nothing = { NULL, 0 };

static struct words base_of(struct arena *a, uint32_t count)
{
	uint32_t *at = arena_array(a, uint32_t, count);

	for (uint32_t i = 0; i < count; i++)
		at[i] = i;
	return (struct words){ at, count };
}

/* `count` proposals with ids from 1, without edits yet. */
static struct proposal *proposals_of(struct arena *a, uint32_t count)
{
	struct proposal *list = arena_array(a, struct proposal, count);

	for (uint32_t i = 0; i < count; i++)
		list[i].id = i + 1;
	return list;
}

static void edit_put(struct arena *a, struct proposal *p, uint32_t lo, uint32_t hi, struct words text)
{
	struct edit *list = arena_array(a, struct edit, p->edits.count + 1);

	if (p->edits.count > 0)
		memcpy(list, p->edits.at, p->edits.count * sizeof(*list));
	list[p->edits.count] = (struct edit){ lo, hi, text };
	p->edits = (struct edits){ list, p->edits.count + 1 };
}

static struct words number(struct arena *a, uint32_t word)
{
	uint32_t *at = arena_new(a, uint32_t);

	*at = word;
	return (struct words){ at, 1 };
}

static struct choices made(struct arena *a, struct words base, struct proposals proposals)
{
	struct choices out = { NULL, 0 };
	struct err err = { .text = "" };

	if (consolidate(a, base, proposals, &out, &err) != RC_OK)
		fail_msg("%s", err.text);
	return out;
}

static void refuses(
    struct arena *a, struct words base, struct proposals proposals, const char *why)
{
	struct choices out = { NULL, 7 };
	struct err err = { .text = "" };

	assert_int_equal(consolidate(a, base, proposals, &out, &err), RC_LIMIT);
	assert_string_equal(err.text, why);
	assert_int_equal(out.count, 7);
}

static struct str word_x(const void *ctx, uint32_t word)
{
	(void)ctx;
	(void)word;
	return S("x");
}

#define DEEP 100000

static void a_hundred_thousand_choices_in_each_other_are_walked_and_made(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	const struct brackets_names names = { NULL, word_x, word_x, S("") };
	struct words base = base_of(&a, 2 * DEEP + 1);
	struct proposal *list = proposals_of(&a, DEEP);
	struct proposals all = { list, DEEP };
	const struct choice *c;
	struct accepted x;
	struct asks asks;
	struct buf b;
	uint32_t depth = 1;

	for (uint32_t i = 0; i < DEEP; i++)
		edit_put(&a, &list[i], i, base.count - i, i % 2 == 0 ? number(&a, i) : nothing);
	struct choices choices = made(&a, base, all);

	for (c = choices.at; c->kids.count == 1; c = c->kids.at)
		depth++;
	assert_int_equal(depth, DEEP);
	assert_true(words_eq(picked_of(&a, base, choices, 0), base));
	assert_int_equal(picked_of(&a, base, choices, DEEP).count, 2 * DEEP + 1 - 3);
	buf_init(&b, &a, (size_t)8 * 1024 * 1024);
	brackets_put(&b, base, choices, &names);
	assert_false(b.failed);
	(void)reading_of(&a, base, choices, (struct backing){ &list[DEEP - 1].id, 1 }, &asks);
	assert_int_equal(asks.count, 0);
	struct accept_order order = { base, all, c, 0, ACCEPT_LEAVES_OTHERS };

	assert_int_equal(choice_accept(&a, &order, &x, NULL), RC_OK);
	assert_int_equal(x.base.count, base.count - 3);
	for (uint32_t i = 0; i < DEEP; i++)
		assert_int_equal(
		    x.at[i].fate, i + 1 == DEEP ? ACCEPT_SATISFIED : ACCEPT_CONFIRM);
}

/*
 * A core of crossing ranges, one of each proposal, in hulls that lie in each other; each hull takes
 * one proposal's range out of the core.
 */
static void a_core_from_which_every_level_takes_a_range_is_read_right(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	uint32_t levels = 800, core = levels + 1, middle = 2 * levels;
	struct words base = base_of(&a, core + 4 * levels);
	struct proposal *list = proposals_of(&a, 2 * levels);

	/* Words: outwards to the left a word a level, the core, outwards to the right two a level. */
	for (uint32_t i = 0; i < levels; i++) {
		uint32_t end = middle + core + 2 * i;

		edit_put(&a, &list[i], middle + i, middle + i + 2, number(&a, i));
		edit_put(&a, &list[i], end, end + 2, number(&a, i));
		edit_put(&a, &list[levels + i], middle - 1 - i, end + 1, number(&a, 7 * i));
	}
	struct choices choices = made(&a, base, (struct proposals){ list, 2 * levels });
	const struct choice *c = choices.at;

	for (uint32_t i = 0; i < levels; i++, c = c->kids.at) {
		assert_int_equal(c->alt_count, 2);
		assert_true(choice_names(c, levels - i) && choice_names(c, 2 * levels - i));
		assert_int_equal(c->kids.count, i + 1 < levels ? 1 : 0);
	}
	for (uint32_t i = 0; i < 2 * levels; i += 100)
		assert_true(words_eq(picked_of(&a, base, choices, list[i].id),
		    edits_apply(&a, base, list[i].edits)));
}

static void readings_that_would_fill_the_memory_are_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	uint32_t n = 20000;
	struct words base = base_of(&a, n + 1);
	struct proposal *list = proposals_of(&a, n);

	for (uint32_t i = 0; i < n; i++)
		edit_put(&a, &list[i], i, i + 2, number(&a, i));
	refuses(&a, base, (struct proposals){ list, n },
	    "readings of crossing proposals are too long");
}

static void deletions_that_would_fall_into_millions_of_pieces_are_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	uint32_t n = 5000;
	struct words base = base_of(&a, 2 * n);
	struct proposal *list = proposals_of(&a, n);

	for (uint32_t i = 0; i < n; i++)
		edit_put(&a, &list[i], i, i + n, nothing);
	refuses(&a, base, (struct proposals){ list, n },
	    "deletions that cross others fall into too many pieces");
}

static void a_long_deletion_full_of_proposals_is_not_accepted_over_the_limit(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	uint32_t n = 4000;
	struct words base = base_of(&a, n);
	struct proposal *list = proposals_of(&a, n + 1);
	struct proposals all = { list, n + 1 };
	struct accepted x = { .count = 7 };
	struct err err;

	for (uint32_t i = 0; i < n; i++)
		edit_put(&a, &list[i], i, i + 1, number(&a, n));
	edit_put(&a, &list[n], 0, n, nothing);
	struct choices choices = made(&a, base, all);
	struct accept_order order = { base, all, choices.at, 0, ACCEPT_LEAVES_OTHERS };

	assert_int_equal(choices.at->kids.count, n);
	assert_int_equal(choice_accept(&a, &order, &x, &err), RC_LIMIT);
	assert_string_equal(err.text, "the readings that proposals keep are too long together");
	assert_int_equal(x.count, 7);
	order.at = choices.at->kids.at;
	assert_int_equal(choice_accept(&a, &order, &x, &err), RC_OK);
}

static void units_over_the_limits_are_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	static const char why[] = "too many words, proposals or edits in one unit";
	struct proposal one = { .id = 1 };
	struct edit *edits = arena_array(&a, struct edit, UNIT_EDITS_MAX + 1);

	refuses(&a, base_of(&a, UNIT_WORDS_MAX + 1), (struct proposals){ &one, 1 }, why);
	(void)made(&a, base_of(&a, UNIT_WORDS_MAX), (struct proposals){ &one, 1 });
	one.edits = (struct edits){ edits, UNIT_EDITS_MAX + 1 };
	refuses(&a, nothing, (struct proposals){ &one, 1 }, why);
	refuses(&a, nothing,
	    (struct proposals){ proposals_of(&a, UNIT_EDITS_MAX + 1), UNIT_EDITS_MAX + 1 }, why);
}

/* Whatever the arena can hold: refused, or made in full. */
static void too_little_memory_is_a_refusal_wherever_it_ends(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	uint32_t refused = 0, done = 0;

	for (unsigned i = 0; i < 40; i++) {
		struct gen g;
		struct drawn_unit u;

		gen_init_case(&g, i);
		text_unit_draw(&g, &a, &u);
		for (size_t cap = 16; cap < 16384; cap += 16 + cap / 64) {
			SCOPE_ARENA(small, cap);
			struct choices out = { NULL, 7 };
			enum rc rc = consolidate(&small, u.base, u.proposals, &out, NULL);

			assert_true(rc == RC_LIMIT || rc == RC_OK);
			assert_true(rc == RC_OK || out.count == 7);
			done += rc == RC_OK;
			refused += rc == RC_LIMIT;
		}
	}
	assert_true(done > 100 && refused > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hundred_thousand_choices_in_each_other_are_walked_and_made),
		cmocka_unit_test(a_core_from_which_every_level_takes_a_range_is_read_right),
		cmocka_unit_test(readings_that_would_fill_the_memory_are_refused),
		cmocka_unit_test(deletions_that_would_fall_into_millions_of_pieces_are_refused),
		cmocka_unit_test(a_long_deletion_full_of_proposals_is_not_accepted_over_the_limit),
		cmocka_unit_test(units_over_the_limits_are_refused),
		cmocka_unit_test(too_little_memory_is_a_refusal_wherever_it_ends),
	};
	return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
