#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 20)

static void assert_text(const struct buf *b, const char *expected)
{
	struct str text = STR_NONE;
	assert_int_equal(buf_done(b, &text, NULL), RC_OK);
	assert_int_equal(text.n, strlen(expected));
	if (text.n > 0)
		assert_memory_equal(text.p, expected, text.n);
}

/* Two builders grow in one arena, so that growth in place and by copying both happen. */
static void builders_that_share_an_arena_keep_what_they_were_given(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(60); i++) {
		static char model[2][8192];
		size_t n[2] = { 0, 0 };
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct buf b[2];
		buf_init(&b[0], &a, sizeof model[0]);
		buf_init(&b[1], &a, sizeof model[1]);
		for (unsigned k = 0; k < 100; k++) {
			unsigned which = (unsigned)gen_below(&g, 2);
			uint8_t bytes[80];
			size_t take = gen_below(&g, sizeof bytes);
			gen_bytes(&g, bytes, take);
			memcpy(model[which] + n[which], bytes, take);
			n[which] += take;
			buf_bytes(&b[which], bytes, take);
		}
		for (unsigned which = 0; which < 2; which++) {
			struct str text = STR_NONE;
			assert_int_equal(buf_done(&b[which], &text, NULL), RC_OK);
			assert_int_equal(text.n, n[which]);
			assert_memory_equal(text.p, model[which], text.n);
		}
	}
}

static void the_maximum_can_be_reached_and_not_passed(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, 5);
	buf_put(&b, S("12345"));
	assert_text(&b, "12345");
	buf_put(&b, S(""));
	assert_text(&b, "12345");
	buf_byte(&b, '6');
	struct str text = S("untouched");
	struct err err;
	assert_int_equal(buf_done(&b, &text, &err), RC_LIMIT);
	assert_int_equal(err.rc, RC_LIMIT);
	assert_string_equal(text.p, "untouched");
}

static void a_failure_is_remembered_until_cleared(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	struct str text;
	buf_init(&b, &a, 4);
	buf_put(&b, S("12345"));
	buf_put(&b, S("1"));
	assert_int_equal(buf_done(&b, &text, NULL), RC_LIMIT);
	assert_null(buf_room(&b, 1));
	buf_clear(&b);
	buf_put(&b, S("1"));
	assert_text(&b, "1");
}

static void running_into_the_arenas_cap_is_a_failure_of_the_builder(void **state)
{
	(void)state;
	SCOPE_ARENA(a, 256);
	struct buf b;
	struct str text;
	buf_init(&b, &a, 100000);
	for (unsigned i = 0; i < 300; i++)
		buf_byte(&b, 'x');
	assert_int_equal(buf_done(&b, &text, NULL), RC_LIMIT);
}

static void an_enormous_request_fails_without_overflow(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, 1000);
	buf_put(&b, S("abc"));
	assert_null(buf_room(&b, SIZE_MAX));
	assert_true(b.failed);
	buf_init(&b, &a, 1000);
	volatile size_t enormous = SIZE_MAX - 1; /* what the compiler sees it warns of */
	buf_bytes(&b, "abc", enormous);
	assert_true(b.failed);
}

static void numbers_are_decimal_over_the_whole_range(void **state)
{
	(void)state;
	static const struct {
		int64_t number;
		const char *text;
	} cases[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ -1, "-1" },
		{ 1234567890123, "1234567890123" },
		{ INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	SCOPE_ARENA(a, CAP);
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct buf b;
		buf_init(&b, &a, 30);
		buf_dec(&b, cases[i].number);
		assert_text(&b, cases[i].text);
	}
}

static void integers_of_formats_are_big_endian(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, 100);
	buf_u16be(&b, 0x0102);
	buf_u32be(&b, 0x03040506);
	buf_u64be(&b, UINT64_C(0x0708090a0b0c0d0e));
	for (size_t i = 0; i < 14; i++)
		assert_int_equal(b.p[i], i + 1);
	buf_clear(&b);
	buf_ssh(&b, S("abc"));
	assert_int_equal(b.n, 7);
	assert_memory_equal(b.p, "\0\0\0\3abc", 7);
}

static void formats_longer_than_the_room_fail_and_others_fit_exactly(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, 6);
	buf_fmt(&b, "%s-%02u", "abc", 7U);
	assert_text(&b, "abc-07");
	buf_init(&b, &a, 5);
	buf_fmt(&b, "%s-%02u", "abc", 7U);
	assert_true(b.failed);
}

static void encodings_of_nothing_are_nothing(void **state)
{
	(void)state;
	static const uint8_t none[1];
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, 10);
	buf_hex(&b, none, 0);
	buf_b64(&b, none, 0);
	buf_put(&b, STR_NONE);
	assert_text(&b, "");
	buf_hex(&b, (const uint8_t *)"\x01\xfe", 2);
	buf_b64(&b, (const uint8_t *)"a", 1);
	assert_text(&b, "01feYQ==");
}

static void commit_more_than_the_room(void *ctx)
{
	struct buf *b = ctx;
	buf_commit(b, b->cap + 1);
}

static void committing_more_than_the_room_panics(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, 10);
	assert_non_null(buf_room(&b, 3));
	assert_true(panics(commit_more_than_the_room, &b, "n <= b->cap - b->n"));
}

/* Every byte: itself when it is unreserved, else three characters that say it. */
static void percent_encoding_keeps_the_unreserved_and_only_those(void **state)
{
	(void)state;
	static const char unreserved[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	for (unsigned byte = 0; byte < 256; byte++) {
		SCOPE_ARENA(a, CAP);
		struct buf b;
		char c = (char)(uint8_t)byte, want[4];
		buf_init(&b, &a, 10);
		buf_percent(&b, (struct str){ &c, 1 });
		bool is_kept = byte != 0 && strchr(unreserved, c) != NULL;
		size_t n = is_kept ? 1 : 3;
		if (is_kept)
			want[0] = c;
		else
			(void)fmt_into(want, sizeof want, "%%%02X", byte);
		assert_int_equal(b.n, n);
		assert_memory_equal(b.p, want, n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(builders_that_share_an_arena_keep_what_they_were_given),
		cmocka_unit_test(the_maximum_can_be_reached_and_not_passed),
		cmocka_unit_test(a_failure_is_remembered_until_cleared),
		cmocka_unit_test(running_into_the_arenas_cap_is_a_failure_of_the_builder),
		cmocka_unit_test(an_enormous_request_fails_without_overflow),
		cmocka_unit_test(numbers_are_decimal_over_the_whole_range),
		cmocka_unit_test(integers_of_formats_are_big_endian),
		cmocka_unit_test(formats_longer_than_the_room_fail_and_others_fit_exactly),
		cmocka_unit_test(encodings_of_nothing_are_nothing),
		cmocka_unit_test(committing_more_than_the_room_panics),
		cmocka_unit_test(percent_encoding_keeps_the_unreserved_and_only_those),
	};
	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
