#include <setjmp.h>
#include <stdarg.h>
#include "base/err.h"
#include "base/fmt.h"
#include "lib/panics.h"
#include <string.h>
#include <cmocka.h>

static void an_error_knows_its_code_its_place_and_its_words(void **state)
{
	(void)state;
	struct err err;
	memset(&err, 0xff, sizeof err);
	int here = __LINE__ + 1;
	assert_int_equal(cm_fail(&err, RC_IO, "write of %d bytes to %s", 12, "log"), RC_IO);
	assert_int_equal(err.rc, RC_IO);
	assert_int_equal(err.line, here);
	assert_string_equal(err.file, __FILE__);
	assert_string_equal(err.text, "write of 12 bytes to log");
}

static void wrapping_puts_words_before_and_keeps_code_and_place(void **state)
{
	(void)state;
	struct err err;
	int here = __LINE__ + 1;
	(void)cm_fail(&err, RC_CORRUPT, "bad length");
	assert_int_equal(err_wrap(&err, "entry %d", 7), RC_CORRUPT);
	assert_string_equal(err.text, "entry 7: bad length");
	assert_int_equal(err.line, here);
}

static void whoever_does_not_want_the_words_still_gets_the_code(void **state)
{
	(void)state;
	assert_int_equal(cm_fail(NULL, RC_LIMIT, "%s", "nobody reads this"), RC_LIMIT);
}

static void long_words_are_cut_and_terminated(void **state)
{
	(void)state;
	char words[1000];
	memset(words, 'x', sizeof words);
	words[sizeof words - 1] = '\0';
	struct err err;
	(void)cm_fail(&err, RC_INVALID, "%s", words);
	assert_int_equal(strlen(err.text), sizeof err.text - 1);
	for (unsigned i = 0; i < 5; i++)
		(void)err_wrap(&err, "%s", words);
	assert_true(strlen(err.text) < sizeof err.text);
	assert_non_null(strstr(err.text, ": "));
}

static void formatting_into_too_little_room_cuts(void **state)
{
	(void)state;
	char out[6];
	assert_int_equal(fmt_into(out, sizeof out, "%s", "abc"), 3);
	assert_string_equal(out, "abc");
	assert_int_equal(fmt_into(out, sizeof out, "%s", "abcdefgh"), 5);
	assert_string_equal(out, "abcde");
}

static void fail_with_success(void *ctx)
{
	(void)cm_fail(ctx, RC_OK, "all is well");
}

static void an_error_that_is_none_panics(void **state)
{
	(void)state;
	struct err err;
	assert_true(panics(fail_with_success, &err, "rc != RC_OK"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_knows_its_code_its_place_and_its_words),
		cmocka_unit_test(wrapping_puts_words_before_and_keeps_code_and_place),
		cmocka_unit_test(whoever_does_not_want_the_words_still_gets_the_code),
		cmocka_unit_test(long_words_are_cut_and_terminated),
		cmocka_unit_test(formatting_into_too_little_room_cuts),
		cmocka_unit_test(an_error_that_is_none_panics),
	};
	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
