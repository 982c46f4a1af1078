#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/str.h"
#include "lib/gen.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 20)

/* A short text over three letters, so that finds and ties are frequent. */
static struct str letters_draw(struct gen *g, struct arena *a, size_t max)
{
	size_t n = gen_below(g, max + 1);
	char *p = arena_alloc(a, n + 1, 1);
	for (size_t i = 0; i < n; i++)
		p[i] = (char)('a' + gen_below(g, 3));
	return (struct str){ p, n };
}

static void order_is_total_and_agrees_with_equality(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct str x = letters_draw(&g, &a, 4), y = letters_draw(&g, &a, 4),
			   z = letters_draw(&g, &a, 4);
		assert_int_equal(str_cmp(x, y) == 0, str_eq(x, y));
		assert_int_equal(str_cmp(x, y) < 0, str_cmp(y, x) > 0);
		if (str_cmp(x, y) <= 0 && str_cmp(y, z) <= 0)
			assert_true(str_cmp(x, z) <= 0);
	}
}

static void order_is_by_unsigned_bytes_and_the_shorter_first(void **state)
{
	(void)state;
	assert_true(str_cmp(S("a"), S("ab")) < 0);
	assert_true(str_cmp(S(""), S("a")) < 0);
	assert_true(str_cmp(S("z"), S("\xd0\xb0")) < 0);
	assert_int_equal(str_cmp(STR_NONE, S("")), 0);
	assert_true(str_eq(STR_NONE, S("")));
}

static void the_first_needle_is_found_or_none(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct str s = letters_draw(&g, &a, 20), needle = letters_draw(&g, &a, 3);
		size_t expected = s.n;
		for (size_t at = s.n + 1; at-- > 0;) {
			if (str_starts(str_sub(s, at, s.n), needle))
				expected = at;
		}
		assert_int_equal(str_find_str(s, needle), expected);
	}
}

static void starts_and_ends_are_what_sub_cuts(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct str s = letters_draw(&g, &a, 5), part = letters_draw(&g, &a, 3);
		bool fits = part.n <= s.n;
		assert_int_equal(str_starts(s, part), fits && str_eq(str_sub(s, 0, part.n), part));
		assert_int_equal(
		    str_ends(s, part), fits && str_eq(str_sub(s, s.n - part.n, s.n), part));
	}
}

static void sub_clamps_its_bounds(void **state)
{
	(void)state;
	struct str s = S("silence");
	assert_true(str_eq(str_sub(s, 2, 4), S("le")));
	assert_true(str_eq(str_sub(s, 0, 99), s));
	assert_true(str_eq(str_sub(s, 5, 2), S("")));
	assert_true(str_eq(str_sub(s, 99, 100), S("")));
	assert_true(str_eq(str_sub(STR_NONE, 1, 2), S("")));
}

static void find_begins_at_from(void **state)
{
	(void)state;
	struct str s = S("a,b,c");
	assert_int_equal(str_find(s, ',', 0), 1);
	assert_int_equal(str_find(s, ',', 1), 1);
	assert_int_equal(str_find(s, ',', 2), 3);
	assert_int_equal(str_find(s, ',', 4), s.n);
	assert_int_equal(str_find(s, ',', 99), s.n);
	assert_int_equal(str_find(STR_NONE, ',', 0), 0);
}

static void cutting_gives_every_part_in_order(void **state)
{
	(void)state;
	struct str rest = S("kz,,ru");
	assert_true(str_eq(str_cut(&rest, ','), S("kz")));
	assert_true(str_eq(str_cut(&rest, ','), S("")));
	assert_true(str_eq(rest, S("ru")));
	assert_true(str_eq(str_cut(&rest, ','), S("ru")));
	assert_int_equal(rest.n, 0);
	assert_true(str_eq(str_cut(&rest, ','), S("")));
}

static void a_copy_is_equal_terminated_and_its_own(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	char original[] = "consensus";
	struct str copy = str_copy(&a, str_c(original));
	original[0] = 'x';
	assert_string_equal(copy.p, "consensus");
	assert_int_equal(copy.n, 9);
	assert_string_equal(str_copy(&a, STR_NONE).p, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_is_total_and_agrees_with_equality),
		cmocka_unit_test(order_is_by_unsigned_bytes_and_the_shorter_first),
		cmocka_unit_test(the_first_needle_is_found_or_none),
		cmocka_unit_test(starts_and_ends_are_what_sub_cuts),
		cmocka_unit_test(sub_clamps_its_bounds),
		cmocka_unit_test(find_begins_at_from),
		cmocka_unit_test(cutting_gives_every_part_in_order),
		cmocka_unit_test(a_copy_is_equal_terminated_and_its_own),
	};
	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
