#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include "base/limits.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include "web/pool.h"
#include <cmocka.h>

#define BUFFERS 100

static void what_a_buffer_holds_moves_with_it(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(100); i++) {
		struct gen g;
		struct pool pool;
		struct pool_buf held[BUFFERS] = { 0 };
		gen_init_case(&g, i);
		pool_init(&pool);
		for (unsigned j = 0; j < 500; j++) {
			size_t at = gen_below(&g, BUFFERS);
			struct pool_buf *b = &held[at];
			if (gen_chance(&g, 1, 4)) {
				pool_drop(&pool, b);
				assert_true(b->cap == 0 && b->n == 0);
				continue;
			}
			size_t cap = 1 + gen_below(&g, gen_bool(&g) ? 5000 : 90000);
			assert_true(pool_grow(&pool, b, cap));
			assert_true(b->cap >= cap);
			for (uint32_t k = 0; k < b->n; k += 97)
				assert_int_equal((uint8_t)b->p[k], at);
			memset(b->p, (int)at, b->cap);
			b->n = b->cap;
		}
		for (size_t at = 0; at < BUFFERS; at++)
			pool_drop(&pool, &held[at]);
		for (unsigned size = 0; size < POOL_SIZES; size++)
			assert_int_equal(pool.lent[size], 0);
		pool_release(&pool);
	}
}

static void only_so_many_of_the_largest_are_lent_and_each_comes_back(void **state)
{
	(void)state;
	struct pool pool;
	struct pool_buf held[BUFFERS] = { 0 };
	unsigned lent = 0;
	pool_init(&pool);
	while (lent < BUFFERS && pool_grow(&pool, &held[lent], BATCH_BYTES_MAX))
		lent++;
	assert_true(lent > 0 && lent < BUFFERS);
	struct pool_buf small = { 0 };
	assert_true(pool_grow(&pool, &small, 100));
	small.n = 3;
	memcpy(small.p, "abc", 3);
	assert_false(pool_grow(&pool, &small, BATCH_BYTES_MAX));
	assert_memory_equal(small.p, "abc", 3);
	pool_drop(&pool, &held[0]);
	assert_true(pool_grow(&pool, &small, BATCH_BYTES_MAX));
	assert_memory_equal(small.p, "abc", 3);
	assert_false(pool_grow(&pool, &held[0], (size_t)BATCH_BYTES_MAX * 2));
	pool_drop(&pool, &small);
	for (unsigned i = 1; i < lent; i++)
		pool_drop(&pool, &held[i]);
	pool_release(&pool);
}

static void drop_twice(void *ctx)
{
	struct pool pool;
	struct pool_buf b = { 0 }, copy;
	(void)ctx;
	pool_init(&pool);
	if (!pool_grow(&pool, &b, 1))
		return;
	copy = b;
	pool_drop(&pool, &b);
	pool_drop(&pool, &copy);
}

static void a_buffer_given_back_twice_is_a_broken_invariant(void **state)
{
	(void)state;
	assert_true(panics(drop_twice, NULL, "lent"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_buffer_holds_moves_with_it),
		cmocka_unit_test(only_so_many_of_the_largest_are_lent_and_each_comes_back),
		cmocka_unit_test(a_buffer_given_back_twice_is_a_broken_invariant),
	};
	return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
