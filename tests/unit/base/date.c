#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/date.h"
#include "base/scope.h"
#include "lib/gen.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 16)

static struct date date_draw(struct gen *g)
{
	/* Few years and days, so that equal beginnings are frequent. */
	struct date d = { (int16_t)gen_between(g, 2015, 2016), 0, 0, -1 };
	if (gen_bool(g))
		d.month = (uint8_t)gen_between(g, 1, 2);
	if (d.month != 0 && gen_bool(g))
		d.day = (uint8_t)gen_between(g, 1, 2);
	if (d.day != 0 && gen_bool(g))
		d.minute = (int16_t)gen_between(g, 0, 2);
	return gen_chance(g, 1, 20) ? DATE_NONE : d;
}

static void every_day_of_four_centuries_and_more_follows_the_day_before(void **state)
{
	(void)state;
	struct date before = date_of_days(-719162 + 1); /* 0001-01-02 */
	assert_int_equal(before.year, 1);
	assert_int_equal(before.day, 2);
	for (int32_t days = -719162 + 2; days < 2932897; days++) {
		struct date d = date_of_days(days);
		assert_int_equal(date_first_day(d), days);
		assert_int_equal(date_last_day(d), days);
		bool same_month = d.year == before.year && d.month == before.month;
		int months = (d.year * 12 + d.month) - (before.year * 12 + before.month);
		bool next_month = d.day == 1 && months == 1;
		assert_true(same_month ? d.day == before.day + 1 : next_month);
		before = d;
	}
	assert_int_equal(before.year, 9999);
	assert_int_equal(before.month, 12);
	assert_int_equal(before.day, 31);
}

static void known_days_have_their_numbers(void **state)
{
	(void)state;
	struct date d;
	assert_true(date_parse(&d, S("1970-01-01")));
	assert_int_equal(date_first_day(d), 0);
	assert_true(date_parse(&d, S("2000-02-29")));
	assert_int_equal(date_first_day(d), 11016);
	assert_true(date_parse(&d, S("2016-04-27")));
	assert_int_equal(date_first_day(d), 16918);
}

static void a_cut_date_is_its_whole_span(void **state)
{
	(void)state;
	struct date d;
	assert_true(date_parse(&d, S("2016")));
	assert_int_equal(date_last_day(d) - date_first_day(d) + 1, 366);
	assert_true(date_parse(&d, S("2016-02")));
	assert_int_equal(date_last_day(d) - date_first_day(d) + 1, 29);
	assert_true(date_parse(&d, S("1900-02")));
	assert_int_equal(date_last_day(d) - date_first_day(d) + 1, 28);
}

static void what_is_written_is_what_was_read(void **state)
{
	(void)state;
	static const char *const forms[] = { "2016-04-27T10:03", "2016-04-27", "2014-05", "2011",
		"0001", "9999-12-31T23:59", "2000-02-29", "2016-01-01T00:00" };
	SCOPE_ARENA(a, CAP);
	for (size_t i = 0; i < CM_COUNT(forms); i++) {
		struct date d;
		struct buf b;
		buf_init(&b, &a, 40);
		assert_true(date_parse(&d, str_c(forms[i])));
		date_put(&b, d);
		assert_true(str_eq(buf_str(&b), str_c(forms[i])));
	}
	struct buf none;
	buf_init(&none, &a, 40);
	date_put(&none, DATE_NONE);
	assert_int_equal(none.n, 0);
}

static void days_that_do_not_exist_and_other_forms_are_refused(void **state)
{
	(void)state;
	static const char *const refused[] = { "", "0000", "201", "20160", "2016-", "2016-4",
		"2016-00", "2016-13", "2016-04-00", "2016-04-31", "2015-02-29", "1900-02-29",
		"2016-04-27T", "2016-4-27", "2016/04/27", "2016-04-27 10:03", "2016-04-27T24:00",
		"2016-04-27T10:60", "2016-04-27T10:3", "2016-04-27T10:03Z", "2016-04-27T10:03:00",
		"+016", "-001", " 2016", "2016-04-2x", "2016-04-27T10-03" };
	for (size_t i = 0; i < CM_COUNT(refused); i++) {
		struct date d = { 1234, 5, 6, 7 };
		assert_false(date_parse(&d, str_c(refused[i])));
		assert_int_equal(d.year, 1234); /* untouched */
	}
}

static void order_is_total_and_agrees_with_equality(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		struct date x = date_draw(&g), y = date_draw(&g), z = date_draw(&g);
		assert_int_equal(date_cmp(x, y) == 0, date_eq(x, y));
		assert_int_equal(date_cmp(x, y) < 0, date_cmp(y, x) > 0);
		if (date_cmp(x, y) <= 0 && date_cmp(y, z) <= 0)
			assert_true(date_cmp(x, z) <= 0);
	}
}

static void the_shorter_span_comes_before_the_longer(void **state)
{
	(void)state;
	static const char *const in_order[] = { "2015-12-31", "2016-01-01", "2016-01-01T00:00",
		"2016-01-01T00:01", "2016-01", "2016", "2016-01-02", "2016-02-01" };
	for (size_t i = 0; i + 1 < CM_COUNT(in_order); i++) {
		struct date x, y;
		assert_true(date_parse(&x, str_c(in_order[i])));
		assert_true(date_parse(&y, str_c(in_order[i + 1])));
		assert_true(date_cmp(x, y) < 0);
	}
}

static void instants_are_written_in_utc(void **state)
{
	(void)state;
	static const struct {
		int64_t ms;
		bool with_ms;
		const char *text;
	} cases[] = {
		{ 0, false, "1970-01-01T00:00:00Z" },
		{ -1, true, "1969-12-31T23:59:59.999Z" },
		{ INT64_C(1461751380123), true, "2016-04-27T10:03:00.123Z" },
		{ INT64_C(253402300799999), true, "9999-12-31T23:59:59.999Z" },
		{ INT64_C(951782400000), false, "2000-02-29T00:00:00Z" },
	};
	SCOPE_ARENA(a, CAP);
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct buf b;
		buf_init(&b, &a, 40);
		moment_put(&b, (moment){ cases[i].ms }, cases[i].with_ms);
		assert_true(str_eq(buf_str(&b), str_c(cases[i].text)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_four_centuries_and_more_follows_the_day_before),
		cmocka_unit_test(known_days_have_their_numbers),
		cmocka_unit_test(a_cut_date_is_its_whole_span),
		cmocka_unit_test(what_is_written_is_what_was_read),
		cmocka_unit_test(days_that_do_not_exist_and_other_forms_are_refused),
		cmocka_unit_test(order_is_total_and_agrees_with_equality),
		cmocka_unit_test(the_shorter_span_comes_before_the_longer),
		cmocka_unit_test(instants_are_written_in_utc),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
