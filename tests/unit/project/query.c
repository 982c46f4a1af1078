/* What people type, as an expression of the index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "project/query.h"

static struct arena arena;

static enum query_fault fault_of(const struct search_query *q, struct str *out)
{
	struct buf b;
	buf_init(&b, &arena, 65536);
	uint32_t phrases;
	enum query_fault fault = query_expression(&b, q, &phrases);
	*out = buf_str(&b);
	return fault;
}

static void gives(const char *text, const char *expression)
{
	struct str got;
	const struct search_query q = { .text = str_c(text) };
	assert_int_equal(fault_of(&q, &got), QUERY_OK);
	if (!str_eq(got, str_c(expression)))
		fail_msg("%s\n\tgives %.*s\n\tnot   %s", text, STR_ARG(got), expression);
}

static void refuses(const char *text, enum query_fault fault)
{
	struct str got;
	const struct search_query q = { .text = str_c(text) };
	assert_int_equal(fault_of(&q, &got), fault);
}

static void all_words_must_be_there(void **state)
{
	(void)state;
	gives("confidence", "({title words} : ((\"confidence\")))");
	gives("  меры   доверия ", "({title words} : ((\"меры\") AND (\"доверия\")))");
	gives("a AND b и c И d",
	    "({title words} : ((\"a\") AND (\"b\") AND (\"и\") AND (\"c\") AND (\"d\")))");
}

static void phrases_stand_in_quotation_marks_of_any_sort(void **state)
{
	(void)state;
	gives("\"press comment\" 2016", "({title words} : ((\"press comment\") AND (\"2016\")))");
	gives("«меры доверия»", "({title words} : ((\"меры доверия\")))");
	gives("“open", "({title words} : ((\"open\")))");
	gives("CICA/PC.DEC/3", "({title words} : ((\"CICA/PC.DEC/3\")))");
	gives("\"press com\"*", "({title words} : ((\"press com\"*)))");
}

static void beginnings_end_in_a_star(void **state)
{
	(void)state;
	gives("довер*", "({title words} : ((\"довер \"*)))");
	gives("a*", "({title words} : ((\"a \")))");
	gives("a*b", "({title words} : ((\"a b\")))");
}

static void some_words_may_be_excluded_or_chosen_between(void **state)
{
	(void)state;
	gives("a -b", "({title words} : ((\"a\"))) NOT ({title words} : (\"b\"))");
	gives("-b a -\"c d\"", "({title words} : ((\"a\"))) NOT ({title words} : (\"b\" OR \"c d\"))");
	gives("a OR b c", "({title words} : ((\"a\" OR \"b\") AND (\"c\")))");
	gives("a ИЛИ b | c", "({title words} : ((\"a\" OR \"b\" OR \"c\")))");
	gives("OR a", "({title words} : ((\"OR\") AND (\"a\")))");
	gives("a-b", "({title words} : ((\"a-b\")))");
}

static void nothing_that_is_typed_is_syntax(void **state)
{
	(void)state;
	gives("title:x NEAR(a b) ^c {d} +e (f",
	    "({title words} : ((\"title:x\") AND (\"NEAR(a\") AND (\"b)\") "
	    "AND (\"^c\") AND (\"{d}\") AND (\"+e\") AND (\"(f\")))");
	gives("x\xee\x80\x80nrelease", "({title words} : ((\"x nrelease\")))");
}

static void what_cannot_be_searched_for_is_said(void **state)
{
	(void)state;
	char text[SEARCH_TEXT_BYTES_MAX + 2];
	refuses("", QUERY_EMPTY);
	refuses(" *** \" — ", QUERY_EMPTY);
	refuses("-a", QUERY_ONLY_NOT);
	refuses("a\xff", QUERY_NO_TEXT);
	refuses("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", QUERY_TOO_LONG);
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	refuses(text, QUERY_TOO_LONG);
}

static void filters_are_marks(void **state)
{
	(void)state;
	struct str got;
	struct search_query q = { .noun = S("release"), .lang = S("ru") };
	assert_int_equal(fault_of(&q, &got), QUERY_OK);
	assert_true(str_eq(got,
	    S("({marks} : (\"\xee\x80\x80nrelease\") AND {marks} : (\"\xee\x80\x80lru\"))")));
	q = (struct search_query){ .from = { 2016, 4, 0, -1 }, .until = { 2016, 4, 0, -1 } };
	assert_int_equal(fault_of(&q, &got), QUERY_OK);
	assert_true(str_eq(got, S("({marks} : (\"\xee\x80\x80m201604\"))")));
	q.until = (struct date){ 2015, 0, 0, -1 };
	assert_int_equal(fault_of(&q, &got), QUERY_BAD_DATE);
	q = (struct search_query){ .party = S("k\"z") };
	assert_int_equal(fault_of(&q, &got), QUERY_NO_TEXT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_words_must_be_there),
		cmocka_unit_test(phrases_stand_in_quotation_marks_of_any_sort),
		cmocka_unit_test(beginnings_end_in_a_star),
		cmocka_unit_test(some_words_may_be_excluded_or_chosen_between),
		cmocka_unit_test(nothing_that_is_typed_is_syntax),
		cmocka_unit_test(what_cannot_be_searched_for_is_said),
		cmocka_unit_test(filters_are_marks),
	};
	arena_init(&arena, (size_t)4 * 1024 * 1024);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
