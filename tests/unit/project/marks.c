/* Spans of days as marks: exactly the days between two, for any two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "lib/gen.h"
#include "project/marks.h"

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)

/* Has an item of this day one of the marks? */
static bool is_marked(struct arena *a, int32_t day, struct str marks)
{
	struct buf b;
	struct item item = { .day = date_of_days(day) };
	buf_init(&b, a, 4096);
	item_marks_put(&b, &item);
	struct str own = buf_str(&b);
	while (own.n > 0) {
		struct str mark = str_cut(&own, ' ');
		struct str rest = marks;
		while (mark.n > 0 && rest.n > 0) {
			if (str_eq(str_cut(&rest, ' '), mark))
				return true;
		}
	}
	return false;
}

static void a_span_has_exactly_its_days(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		struct buf b;
		gen_init_case(&g, i);
		arena_reset(&a);
		buf_init(&b, &a, 1024 * 1024);
		int32_t least = date_first_day((struct date){ 1, 1, 1, -1 });
		int32_t most = date_last_day((struct date){ 9999, 12, 31, -1 });
		int64_t width = gen_bool(&g) ? 800 : 400000;
		int32_t from = (int32_t)gen_between(&g, least, most);
		int32_t until = (int32_t)gen_between(&g, from, from + width < most ? from + width : most);
		marks_of_days(&b, from, until, STR_NONE, S(" "));
		for (unsigned k = 0; k < 40; k++) {
			const int32_t near[] = { from - 1, from, from + 1, until - 1, until, until + 1 };
			int32_t day = k < CM_COUNT(near) ? near[k] : (int32_t)gen_between(&g, from - 900,
			                                                 until + 900);
			if (day < least || day > most)
				continue;
			assert_true(is_marked(&a, day, buf_str(&b)) == (day >= from && day <= until));
		}
	}
	arena_release(&a);
}

static void all_days_take_few_marks(void **state)
{
	(void)state;
	struct arena a;
	struct buf b;
	arena_init(&a, ARENA_BYTES);
	buf_init(&b, &a, 1024 * 1024);
	marks_of_days(&b, date_first_day((struct date){ 1, 1, 2, -1 }),
	    date_first_day((struct date){ 9999, 12, 30, -1 }), STR_NONE, S(" "));
	uint32_t count = 0;
	for (size_t i = 0; i < b.n; i++)
		count += b.p[i] == ' ';
	assert_true(count < 240);
	arena_release(&a);
}

static void codes_that_differ_have_other_marks(void **state)
{
	(void)state;
	static const char *const codes[] = { "a", "a.b", "a-b", "a_b", "ab", "a/b", "a.b.c", "b" };
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	for (size_t i = 0; i < CM_COUNT(codes); i++) {
		for (size_t k = 0; k < i; k++) {
			struct buf one, other;
			buf_init(&one, &a, 256);
			buf_init(&other, &a, 256);
			mark_put(&one, MARK_PARTY, str_c(codes[i]));
			mark_put(&other, MARK_PARTY, str_c(codes[k]));
			assert_false(str_eq(buf_str(&one), buf_str(&other)));
		}
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_span_has_exactly_its_days),
		cmocka_unit_test(all_days_take_few_marks),
		cmocka_unit_test(codes_that_differ_have_other_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
