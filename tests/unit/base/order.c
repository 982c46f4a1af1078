#include <setjmp.h>
#include <stdarg.h>
#include "base/order.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include <stdlib.h>
#include <cmocka.h>

#define CAP ((size_t)1 << 24)
#define ROWS 6000

static int by_weight(const void *ctx, uint32_t a, uint32_t b)
{
	const uint32_t *weight = ctx;
	if (weight[a] != weight[b])
		return weight[a] < weight[b] ? -1 : 1;
	return (a > b) - (a < b);
}

static void assert_sorted(const struct order *o, const uint32_t *weight, uint32_t count)
{
	static uint8_t seen[ROWS];
	memset(seen, 0, sizeof seen);
	assert_int_equal(o->count, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t value = order_at(o, i);
		assert_int_equal(seen[value], 0);
		seen[value] = 1;
		if (i > 0)
			assert_true(by_weight(weight, order_at(o, i - 1), value) < 0);
	}
}

static void any_order_of_arrival_ends_sorted(void **state)
{
	(void)state;
	static uint32_t weight[ROWS], arrival[ROWS];
	for (unsigned i = 0; i < gen_cases(8); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct order o;
		uint32_t span = gen_bool(&g) ? 10 : 1000000; /* with many ties, or few */
		for (uint32_t k = 0; k < ROWS; k++)
			weight[k] = (uint32_t)gen_below(&g, span);
		gen_order(&g, arrival, ROWS);
		order_init(&o, &a, by_weight, weight);
		for (uint32_t k = 0; k < ROWS; k++)
			order_insert(&o, arrival[k]);
		assert_sorted(&o, weight, ROWS);
	}
}

static void ascending_and_descending_arrival_end_sorted(void **state)
{
	(void)state;
	static uint32_t weight[ROWS];
	SCOPE_ARENA(a, CAP);
	struct order up, down;
	order_init(&up, &a, by_weight, weight);
	order_init(&down, &a, by_weight, weight);
	for (uint32_t i = 0; i < ROWS; i++)
		weight[i] = i;
	for (uint32_t i = 0; i < ROWS; i++) {
		order_insert(&up, i);
		order_insert(&down, ROWS - 1 - i);
	}
	assert_sorted(&up, weight, ROWS);
	assert_sorted(&down, weight, ROWS);
	assert_true(up.blocks_count <= ROWS / 511 + 1); /* ascending arrival fills its blocks */
}

static void ask_after_the_last(void *ctx)
{
	const struct order *o = ctx;
	(void)order_at(o, o->count);
}

static void a_rank_that_does_not_exist_panics(void **state)
{
	(void)state;
	static const uint32_t weight[1];
	SCOPE_ARENA(a, CAP);
	struct order o;
	order_init(&o, &a, by_weight, weight);
	assert_true(panics(ask_after_the_last, &o, "at < o->count"));
	order_insert(&o, 0);
	assert_int_equal(order_at(&o, 0), 0);
	assert_true(panics(ask_after_the_last, &o, "at < o->count"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_of_arrival_ends_sorted),
		cmocka_unit_test(ascending_and_descending_arrival_end_sorted),
		cmocka_unit_test(a_rank_that_does_not_exist_panics),
	};
	return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
