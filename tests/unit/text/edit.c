/* Edits, their normal form, and words. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/scope.h"
#include "lib/text_edits.h"
#include "text/sort.h"
#include "unit/text/picks.h"

#include <cmocka.h>

#define MEMORY ((size_t)64 * 1024 * 1024)
#ifndef CASES /* fewer are enough to find a mutant */
#define CASES 100000
#endif

#define WORDS(...)                                                                                 \
	((struct words){ (const uint32_t[]){ __VA_ARGS__ },                                        \
	    sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t) })
#define EDITS(...)                                                                                 \
	((struct edits){ (const struct edit[]){ __VA_ARGS__ },                                     \
	    sizeof((const struct edit[]){ __VA_ARGS__ }) / sizeof(struct edit) })

static const struct words none = { NULL, 0 };

/* The edits that were sent, one after the other from the last to the first, each on the whole text. */
static struct words applied_singly(struct arena *a, struct words base, struct edits sent)
{
	struct words now = base;

	for (uint32_t i = sent.count; i-- > 0;) {
		const struct edit *e = &sent.at[i];
		uint32_t n = now.count - (e->hi - e->lo) + e->text.count;
		uint32_t *at = arena_array(a, uint32_t, n);

		for (uint32_t k = 0; k < n; k++)
			if (k < e->lo)
				at[k] = now.at[k];
			else if (k < e->lo + e->text.count)
				at[k] = e->text.at[k - e->lo];
			else
				at[k] = now.at[k - e->text.count + (e->hi - e->lo)];
		now = (struct words){ at, n };
	}
	return now;
}

static void the_normal_form_reads_as_what_was_sent_and_is_stable(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);

	for (unsigned i = 0; i < gen_cases(CASES); i++) {
		struct gen g;
		struct drawn_unit u;

		gen_init_case(&g, i);
		arena_reset(&a);
		text_unit_draw(&g, &a, &u);
		for (uint32_t k = 0; k < u.proposals.count; k++) {
			struct edits normal = u.proposals.at[k].edits, twice;

			assert_true(edits_are_normal(u.base, normal));
			assert_true(words_eq(edits_apply(&a, u.base, normal),
			    applied_singly(&a, u.base, u.sent[k])));
			assert_int_equal(edits_normal(&a, u.base, normal, &twice, NULL), RC_OK);
			assert_true(edits_eq(normal, twice));
		}
	}
}

static void touching_edits_are_one_and_what_changes_nothing_goes(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	struct words base = WORDS(1, 2, 3, 4);
	struct edits out;

	assert_int_equal(edits_normal(&a, base,
			     EDITS({ 0, 1, WORDS(9) }, { 1, 1, WORDS(8) }, { 1, 2, none },
				 { 3, 4, WORDS(4) }),
			     &out, NULL),
	    RC_OK);
	assert_int_equal(out.count, 1);
	assert_true(out.at[0].lo == 0 && out.at[0].hi == 2);
	assert_true(words_eq(out.at[0].text, WORDS(9, 8)));
	/* A word taken out and put in again beside it. */
	assert_int_equal(
	    edits_normal(&a, base, EDITS({ 0, 1, none }, { 1, 1, WORDS(1) }), &out, NULL), RC_OK);
	assert_int_equal(out.count, 0);
	assert_int_equal(edits_normal(&a, none, EDITS({ 0, 0, none }), &out, NULL), RC_OK);
	assert_int_equal(out.count, 0);
}

static void refuses(struct edits sent, const char *why)
{
	SCOPE_ARENA(a, MEMORY);
	struct edits out = { NULL, 7 };
	struct err err;

	assert_int_equal(edits_normal(&a, WORDS(1, 2, 3), sent, &out, &err), RC_INVALID);
	assert_string_equal(err.text, why);
	assert_int_equal(out.count, 7);
}

static void edits_outside_the_text_or_out_of_order_are_refused_by_position(void **state)
{
	(void)state;
	refuses(EDITS({ 0, 1, none }, { 2, 4, none }),
	    "edit 2: words 2 to 4 are not in a text of 3 words");
	refuses(EDITS({ 2, 1, none }), "edit 1: words 2 to 1 are not in a text of 3 words");
	refuses(EDITS({ 0, 2, none }, { 1, 3, none }),
	    "edit 2 begins before the one above it ends");
	refuses(EDITS({ 2, 3, none }, { 0, 1, none }),
	    "edit 2 begins before the one above it ends");
}

static void ten_thousand_touching_edits_join_in_one_go(void **state)
{
	(void)state;
	SCOPE_ARENA(a, (size_t)4 * 1024 * 1024); /* far below the square */
	uint32_t n = 10000, *words = arena_array(&a, uint32_t, n);
	struct edit *sent = arena_array(&a, struct edit, n);
	struct edits out;

	for (uint32_t i = 0; i < n; i++)
		sent[i] = (struct edit){ i, i + 1, WORDS(5) };
	assert_int_equal(edits_normal(&a, (struct words){ words, n }, (struct edits){ sent, n },
			     &out, NULL),
	    RC_OK);
	assert_int_equal(out.count, 1);
	assert_int_equal(out.at[0].text.count, n);
}

static void words_compare_by_number_and_a_shorter_text_comes_first(void **state)
{
	(void)state;
	assert_true(words_eq(none, none));
	assert_true(words_eq(WORDS(1, 2), WORDS(1, 2)));
	assert_false(words_eq(WORDS(1, 2), WORDS(1, 3)));
	assert_false(words_eq(WORDS(1), WORDS(1, 2)));
	assert_int_equal(words_cmp(WORDS(1, 2), WORDS(1, 2)), 0);
	assert_true(words_cmp(WORDS(1), WORDS(1, 0)) < 0);
	assert_true(words_cmp(WORDS(2), WORDS(1, 9)) > 0);
	assert_true(words_cmp(WORDS(1), WORDS(256)) < 0);
	assert_true(words_cmp(none, WORDS(0)) < 0);
}

static int keys_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const uint32_t *key = ctx;

	return key[a] == key[b] ? 0 : key[a] < key[b] ? -1 : 1;
}

static void numbers_are_sorted_and_equal_ones_stay_in_order(void **state)
{
	(void)state;
	uint32_t key[300], at[300], spare[300];

	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;

		gen_init_case(&g, i);
		uint32_t n = (uint32_t)gen_below(&g, 301), keys = 1 + (uint32_t)gen_below(&g, 300);

		for (uint32_t k = 0; k < n; k++) {
			key[k] = (uint32_t)gen_below(&g, keys);
			at[k] = k;
		}
		ranks_sort(at, spare, n, keys_compare, key);
		for (uint32_t k = 1; k < n; k++)
			assert_true(key[at[k - 1]] < key[at[k]] ||
			    (key[at[k - 1]] == key[at[k]] && at[k - 1] < at[k]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_normal_form_reads_as_what_was_sent_and_is_stable),
		cmocka_unit_test(touching_edits_are_one_and_what_changes_nothing_goes),
		cmocka_unit_test(edits_outside_the_text_or_out_of_order_are_refused_by_position),
		cmocka_unit_test(ten_thousand_touching_edits_join_in_one_go),
		cmocka_unit_test(words_compare_by_number_and_a_shorter_text_comes_first),
		cmocka_unit_test(numbers_are_sorted_and_equal_ones_stay_in_order),
	};
	return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
