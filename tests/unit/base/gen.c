/* The generator of choices itself: what every other property rests on. */
#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/utf8.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include <cmocka.h>

static void equal_seeds_make_equal_choices(void **state)
{
	(void)state;
	struct gen a, b, c;
	gen_init_seed(&a, 7);
	gen_init_seed(&b, 7);
	gen_init_seed(&c, 8);
	unsigned differ = 0;
	for (unsigned i = 0; i < 100; i++) {
		uint64_t v = gen_u64(&a);
		assert_true(v == gen_u64(&b));
		differ += v != gen_u64(&c);
	}
	assert_true(differ > 90);
}

static void choices_stay_below_their_bound_and_reach_all_of_it(void **state)
{
	(void)state;
	struct gen g;
	unsigned seen[7] = { 0 };
	gen_init_seed(&g, 1);
	for (unsigned i = 0; i < 7000; i++)
		seen[gen_below(&g, 7)]++;
	for (unsigned i = 0; i < 7; i++)
		assert_true(seen[i] > 800 && seen[i] < 1200);
	for (unsigned i = 0; i < 1000; i++)
		assert_in_range(gen_between(&g, -3, 3) + 3, 0, 6);
	(void)gen_between(&g, INT64_MIN, INT64_MAX);
}

static void bytes_that_ran_out_choose_the_simplest(void **state)
{
	(void)state;
	struct gen g;
	gen_init_bytes(&g, (const uint8_t *)"\x05", 1);
	assert_int_equal(gen_below(&g, 10), 5);
	assert_true(gen_done(&g));
	assert_int_equal(gen_below(&g, 10), 0);
	assert_false(gen_bool(&g));
	assert_false(gen_chance(&g, 1, 3));
}

/* Every history of three steps, where the second step's choices depend on the first. */
static void enumeration_meets_every_combination_once(void **state)
{
	(void)state;
	struct gen g;
	unsigned seen[3][3][2] = { 0 };
	unsigned runs = 0;
	gen_init_all(&g);
	do {
		uint64_t a = gen_below(&g, 3);
		uint64_t b = gen_below(&g, a + 1);
		uint64_t c = a == 2 ? gen_below(&g, 2) : 0;
		seen[a][b][c]++;
		runs++;
	} while (gen_next(&g));
	assert_int_equal(runs, 1 + 2 + 3 * 2);
	for (unsigned a = 0; a < 3; a++) {
		for (unsigned b = 0; b <= a; b++)
			assert_int_equal(seen[a][b][0], 1);
	}
	assert_int_equal(seen[2][1][1], 1);
}

static void an_order_holds_each_number_once(void **state)
{
	(void)state;
	struct gen g;
	uint32_t order[50];
	gen_init_seed(&g, 3);
	for (unsigned i = 0; i < 100; i++) {
		uint64_t seen = 0;
		gen_order(&g, order, 50);
		for (unsigned k = 0; k < 50; k++)
			seen |= UINT64_C(1) << order[k];
		assert_true(seen == (UINT64_C(1) << 50) - 1);
	}
}

static void text_is_valid_utf8_of_bounded_length(void **state)
{
	(void)state;
	struct gen g;
	gen_init_seed(&g, 4);
	for (unsigned i = 0; i < 500; i++) {
		SCOPE_ARENA(a, 10000);
		struct str s = gen_text(&g, &a, 100);
		assert_true(s.n <= 100);
		assert_int_equal(utf8_invalid_at(s), s.n);
	}
}

static void return_quietly(void *ctx)
{
	(void)ctx;
}

static void crash(void *ctx)
{
	volatile int *nowhere = ctx;
	*nowhere = 1;
}

static void another_end_than_a_panic_is_not_taken_for_one(void **state)
{
	(void)state;
	assert_false(panics(return_quietly, NULL, ""));
	assert_false(panics(crash, NULL, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_seeds_make_equal_choices),
		cmocka_unit_test(choices_stay_below_their_bound_and_reach_all_of_it),
		cmocka_unit_test(bytes_that_ran_out_choose_the_simplest),
		cmocka_unit_test(enumeration_meets_every_combination_once),
		cmocka_unit_test(an_order_holds_each_number_once),
		cmocka_unit_test(text_is_valid_utf8_of_bounded_length),
		cmocka_unit_test(another_end_than_a_panic_is_not_taken_for_one),
	};
	return cmocka_run_group_tests_name("gen", tests, NULL, NULL);
}
