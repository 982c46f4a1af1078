#include "service/pointer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/gen.h"

#include <cmocka.h>

static const char TEXT[] = "\n{\n"
			   "  \"a\": [1, {\"x]\": \"}\\\"\"},\n"
			   "    {\n"
			   "      \"b\": true } ],\n"
			   "  \"c\": {}\n"
			   ",\"d\"\n:\n7}\n";

static void a_pointer_leads_to_the_line_on_which_its_member_begins(void **state)
{
	(void)state;
	static const struct {
		const char *pointer;
		uint32_t line;
	} cases[] = { { "", 2 }, { "/a", 3 }, { "/a/0", 3 }, { "/a/1", 3 }, { "/a/1/x]", 3 },
		{ "/a/2", 4 }, { "/a/2/b", 5 }, { "/c", 6 }, { "/d", 7 } };
	for (size_t i = 0; i < CM_COUNT(cases); i++)
		assert_int_equal(pointer_line(str_c(TEXT), str_c(cases[i].pointer)), cases[i].line);
}

static void what_is_missing_has_the_line_of_what_should_hold_it(void **state)
{
	(void)state;
	assert_int_equal(pointer_line(str_c(TEXT), S("/none")), 2);
	assert_int_equal(pointer_line(str_c(TEXT), S("/c/none/at/all")), 6);
	assert_int_equal(pointer_line(str_c(TEXT), S("/a/2/none")), 4);
	assert_int_equal(pointer_line(str_c(TEXT), S("/a/9")), 3);
	assert_int_equal(pointer_line(str_c(TEXT), S("/a/b")), 3);
	assert_int_equal(pointer_line(str_c(TEXT), S("/d/0")), 7);
}

static void no_text_and_no_pointer_leads_outside(void **state)
{
	(void)state;
	static const char alphabet[] = "{}[]\",:\\a0 \n/";
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		char bytes[40];
		gen_init_case(&g, i);
		for (size_t k = 0; k < sizeof bytes; k++)
			bytes[k] = alphabet[gen_below(&g, sizeof alphabet - 1)];
		struct str all = { bytes, sizeof bytes };
		size_t cut = gen_below(&g, sizeof bytes);
		struct str text = str_sub(all, 0, cut);
		uint32_t lines = 1, line = pointer_line(text, str_sub(all, cut, all.n));
		for (size_t k = 0; k < text.n; k++)
			lines += text.p[k] == '\n' ? 1U : 0U;
		assert_in_range(line, 1, lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pointer_leads_to_the_line_on_which_its_member_begins),
		cmocka_unit_test(what_is_missing_has_the_line_of_what_should_hold_it),
		cmocka_unit_test(no_text_and_no_pointer_leads_outside),
	};
	return cmocka_run_group_tests_name("pointer", tests, NULL, NULL);
}
