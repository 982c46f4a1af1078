#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "base/vec.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include <cmocka.h>

#define VALUES_MAX 300

static void insertion_anywhere_equals_insertion_into_an_array(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(50); i++) {
		struct gen g;
		gen_init_case(&g, i);
		struct arena a;
		arena_init(&a, 1 << 20);
		struct vec v = { 0 };
		uint32_t model[VALUES_MAX];
		uint32_t count = 1 + (uint32_t)gen_below(&g, VALUES_MAX);
		for (uint32_t k = 0; k < count; k++) {
			uint32_t before = (uint32_t)gen_below(&g, (uint64_t)k + 1);
			uint32_t value = (uint32_t)gen_u64(&g);
			memmove(model + before + 1, model + before, (k - before) * sizeof *model);
			model[before] = value;
			vec_insert(&v, &a, before, value);
		}
		assert_int_equal(v.count, count);
		assert_memory_equal(v.at, model, count * sizeof *model);
		assert_true(v.cap < 2 * count + 4);
		arena_release(&a);
	}
}

static void push_keeps_the_order_of_arrival(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 1 << 20);
	struct vec v = { 0 };
	for (uint32_t i = 0; i < 1000; i++)
		vec_push(&v, &a, i * 7);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(v.at[i], i * 7);
	arena_release(&a);
}

static void insert_past_the_end(void *ctx)
{
	struct vec v = { 0 };
	vec_insert(&v, ctx, 1, 5);
}

static void inserting_past_the_end_panics(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 1 << 20);
	assert_true(panics(insert_past_the_end, &a, "before <= v->count"));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(insertion_anywhere_equals_insertion_into_an_array),
		cmocka_unit_test(push_keeps_the_order_of_arrival),
		cmocka_unit_test(inserting_past_the_end_panics),
	};
	return cmocka_run_group_tests_name("vec", tests, NULL, NULL);
}
