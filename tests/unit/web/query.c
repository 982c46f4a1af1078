#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/utf8.h"
#include "lib/gen.h"
#include "web/query.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 20)

static bool decodes(const char *text, const char *expected)
{
	SCOPE_ARENA(a, CAP);
	struct str out = S("untouched");
	bool done = url_decode(&out, &a, str_c(text), false);
	if (!done)
		assert_true(str_eq(out, S("untouched")));
	return done && str_eq(out, str_c(expected));
}

static void encoded_characters_are_read_and_nothing_else_is_touched(void **state)
{
	(void)state;
	assert_true(decodes("", ""));
	assert_true(decodes("%41%62c+", "Abc+"));
	assert_true(decodes("%D0%B4%d0%b0", "\xd0\xb4\xd0\xb0"));
	assert_true(decodes("%2525", "%25"));
	assert_false(decodes("%", ""));
	assert_false(decodes("%4", ""));
	assert_false(decodes("%4g", ""));
	assert_false(decodes("%00", ""));
	assert_false(decodes("%0A", ""));
	assert_false(decodes("%7f", ""));
	assert_false(decodes("%c2%85", ""));
	assert_false(decodes("%ff", ""));
	assert_false(decodes("%ed%a0%80", ""));
}

static bool parses(struct query *q, struct arena *a, const char *text)
{
	return query_parse(q, a, str_c(text));
}

static void parameters_are_found_by_name(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct query q;
	assert_true(parses(&q, &a, "on=2014-05-21&&topic=a+b%26c&empty=&flag"));
	assert_int_equal(q.count, 4);
	assert_true(str_eq(query_value(&q, S("on")), S("2014-05-21")));
	assert_true(str_eq(query_value(&q, S("topic")), S("a b&c")));
	assert_true(query_has(&q, S("empty")) && query_has(&q, S("flag")));
	assert_int_equal(query_value(&q, S("flag")).n, 0);
	assert_false(query_has(&q, S("none")));
}

static void a_parameter_that_stands_twice_is_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct query q;
	assert_false(parses(&q, &a, "a=1&b=2&a=1"));
	assert_false(parses(&q, &a, "a=1&%61=1"));
	assert_false(parses(&q, &a, "a=%zz"));
	assert_false(parses(&q, &a, "%zz=a"));
}

static void there_is_room_for_so_many_parameters_and_no_more(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct query q;
	char text[4 * (QUERY_PAIRS_MAX + 1)];
	for (unsigned i = 0; i <= QUERY_PAIRS_MAX; i++)
		memcpy(text + 4 * i, (char[]){ (char)('a' + i / 16), (char)('A' + i % 16), '=', '&' }, 4);
	assert_true(query_parse(&q, &a, (struct str){ text, 4 * QUERY_PAIRS_MAX }));
	assert_int_equal(q.count, QUERY_PAIRS_MAX);
	assert_false(query_parse(&q, &a, (struct str){ text, sizeof text }));
}

static void a_form_keeps_its_lines_and_an_address_has_none(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct query q;
	assert_true(query_parse_form(&q, &a, S("a=1%0D%0A2%0a%0a3%094&b=x")));
	assert_true(str_eq(query_value(&q, S("a")), S("1\n2\n\n3\t4")));
	assert_true(str_eq(query_flat(&a, query_value(&q, S("a"))), S("1 2  3 4")));
	assert_true(query_flat(&a, query_value(&q, S("b"))).p == query_value(&q, S("b")).p);
	assert_false(query_parse_form(&q, &a, S("a=1%0D2"))); /* no line break of any system of today */
	assert_false(query_parse_form(&q, &a, S("a=%00")));
	assert_false(query_parse_form(&q, &a, S("a%0A=1")));
	assert_false(query_parse(&q, &a, S("a=1%0A2")));
	assert_false(query_parse(&q, &a, S("a=1%092")));
}

static void numbers_are_decimal_and_within_their_bounds(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct query q;
	uint64_t number = 77;
	assert_true(parses(&q, &a, "a=5&zero=0&neg=-1&lead=05&big=101&text=x&none="));
	assert_true(query_number(&q, S("absent"), &number, 100) && number == 77);
	assert_true(query_number(&q, S("none"), &number, 100) && number == 77);
	assert_true(query_number(&q, S("a"), &number, 100) && number == 5);
	assert_false(query_number(&q, S("zero"), &number, 100));
	assert_false(query_number(&q, S("neg"), &number, 100));
	assert_false(query_number(&q, S("lead"), &number, 100));
	assert_false(query_number(&q, S("big"), &number, 100));
	assert_false(query_number(&q, S("text"), &number, 100));
	assert_int_equal(number, 5);
}

static void what_is_read_is_text_whatever_was_sent(void **state)
{
	(void)state;
	unsigned read = 0;
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		static const char *const pieces[] = { "%", "%d0%b0", "%41", "a", "&", "=", "+", "%0", "b",
			"c" };
		char text[128];
		size_t n = 0;
		for (uint64_t j = gen_below(&g, 12); j > 0; j--) {
			const char *piece = pieces[gen_below(&g, CM_COUNT(pieces))];
			memcpy(text + n, piece, strlen(piece));
			n += strlen(piece);
		}
		struct query q;
		if (!query_parse(&q, &a, (struct str){ text, n }))
			continue;
		read++;
		for (uint32_t j = 0; j < q.count; j++) {
			assert_int_equal(utf8_invalid_at(q.at[j].value), q.at[j].value.n);
			assert_true(query_has(&q, q.at[j].name));
			assert_int_equal(str_find(q.at[j].name, '&', 0), q.at[j].name.n);
		}
	}
	assert_true(read > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encoded_characters_are_read_and_nothing_else_is_touched),
		cmocka_unit_test(parameters_are_found_by_name),
		cmocka_unit_test(a_parameter_that_stands_twice_is_refused),
		cmocka_unit_test(there_is_room_for_so_many_parameters_and_no_more),
		cmocka_unit_test(a_form_keeps_its_lines_and_an_address_has_none),
		cmocka_unit_test(numbers_are_decimal_and_within_their_bounds),
		cmocka_unit_test(what_is_read_is_text_whatever_was_sent),
	};
	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
