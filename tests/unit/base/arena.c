#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 22)
#define PIECES_MAX 200

struct piece {
	uint8_t *p;
	size_t n;
	uint8_t fill;
};

static void pieces_never_overlap_and_are_aligned(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(40); i++) {
		struct gen g;
		struct piece pieces[PIECES_MAX];
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		unsigned count = 1 + (unsigned)gen_below(&g, PIECES_MAX);
		for (unsigned k = 0; k < count; k++) {
			size_t align = (size_t)1 << gen_below(&g, 5);
			size_t most = gen_chance(&g, 1, 20) ? 20000 : 300;
			struct piece *piece = &pieces[k];
			piece->n = gen_below(&g, most);
			piece->fill = (uint8_t)k;
			piece->p = arena_alloc(&a, piece->n, align);
			assert_int_equal((uintptr_t)piece->p % align, 0);
			memset(piece->p, piece->fill, piece->n);
		}
		for (unsigned k = 0; k < count; k++) {
			for (size_t at = 0; at < pieces[k].n; at++)
				assert_int_equal(pieces[k].p[at], pieces[k].fill);
		}
		assert_true(a.held_bytes <= CAP);
	}
}

static void over_the_cap_try_refuses_and_what_fits_still_fits(void **state)
{
	(void)state;
	SCOPE_ARENA(a, 1000);
	assert_null(arena_try(&a, 1001, 1));
	assert_non_null(arena_try(&a, 1000, 1));
	assert_null(arena_try(&a, 1, 1));
	assert_int_equal(a.held_bytes, 1000);
}

static void the_cap_holds_for_any_sequence(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(40); i++) {
		struct gen g;
		gen_init_case(&g, i);
		size_t cap = 1 + gen_below(&g, 100000);
		SCOPE_ARENA(a, cap);
		size_t given = 0;
		for (unsigned k = 0; k < 100; k++) {
			size_t n = gen_below(&g, 5000);
			given += arena_try(&a, n, 1) != NULL ? n : 0;
			assert_true(a.held_bytes <= cap);
			assert_true(given <= cap);
		}
	}
}

static void alloc_over_the_cap(void *ctx)
{
	(void)arena_alloc(ctx, 65, 1);
}

static void align_to_three(void *ctx)
{
	(void)arena_alloc(ctx, 8, 3);
}

static void zero_too_many(void *ctx)
{
	(void)arena_zero(ctx, SIZE_MAX / 2, 3);
}

static void broken_invariants_panic(void **state)
{
	(void)state;
	SCOPE_ARENA(a, 64);
	assert_true(panics(alloc_over_the_cap, &a, "p != NULL"));
	assert_true(panics(align_to_three, &a, "align"));
	assert_true(panics(zero_too_many, &a, "overflow"));
}

static void zeroed_memory_is_zero_after_a_reset(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	memset(arena_alloc(&a, 4000, 1), 0xff, 4000);
	arena_reset(&a);
	const uint8_t *p = arena_zero(&a, 1000, 4);
	for (size_t i = 0; i < 4000; i++)
		assert_int_equal(p[i], 0);
}

static void reset_keeps_the_first_chunk_and_gives_the_rest_back(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	void *first = arena_alloc(&a, 16, 16);
	size_t held = a.held_bytes;
	for (unsigned i = 0; i < 100; i++)
		(void)arena_alloc(&a, 4096, 1);
	assert_true(a.held_bytes > held);
	arena_reset(&a);
	assert_int_equal(a.held_bytes, held);
	assert_ptr_equal(arena_alloc(&a, 16, 16), first);
}

static void a_released_arena_can_be_used_again(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned i = 0; i < 3; i++) {
		memset(arena_alloc(&a, 50000, 1), 1, 50000);
		arena_release(&a);
		assert_int_equal(a.held_bytes, 0);
		assert_null(a.chunks);
	}
}

static void only_the_newest_piece_grows_in_place(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	char *old = arena_alloc(&a, 100, 1);
	char *newest = arena_alloc(&a, 100, 1);
	assert_false(arena_extend(&a, old, 100, 200));
	assert_false(arena_extend(&a, newest, 99, 200));
	assert_false(arena_extend(&a, newest, 100, 50));
	assert_true(arena_extend(&a, newest, 100, 200));
	char *next = arena_alloc(&a, 1, 1);
	assert_true(next >= newest + 200);
	assert_false(arena_extend(&a, next, 1, CAP));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_never_overlap_and_are_aligned),
		cmocka_unit_test(over_the_cap_try_refuses_and_what_fits_still_fits),
		cmocka_unit_test(the_cap_holds_for_any_sequence),
		cmocka_unit_test(broken_invariants_panic),
		cmocka_unit_test(zeroed_memory_is_zero_after_a_reset),
		cmocka_unit_test(reset_keeps_the_first_chunk_and_gives_the_rest_back),
		cmocka_unit_test(a_released_arena_can_be_used_again),
		cmocka_unit_test(only_the_newest_piece_grows_in_place),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
