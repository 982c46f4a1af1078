#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/utf8.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 20)

/* Written from the table 3-7 of the Unicode Standard, by another way than the code. */
static size_t point_encode_strict(uint8_t *out, uint32_t c)
{
	static const uint8_t leads[5] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	if (c < 0x80) {
		out[0] = (uint8_t)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (uint8_t)(0x80 | (c & 63));
	out[0] = (uint8_t)(leads[n] | c);
	return n;
}

static void every_code_point_is_read_back_and_surrogates_are_not_valid(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110000; c++) {
		uint8_t bytes[4];
		struct str s = { (const char *)bytes, point_encode_strict(bytes, c) };
		if (c >= 0xd800 && c <= 0xdfff) {
			assert_int_equal(utf8_invalid_at(s), 0);
			continue;
		}
		size_t n = 0;
		assert_int_equal(utf8_invalid_at(s), s.n);
		assert_int_equal(utf8_get(s, 0, &n), c);
		assert_int_equal(n, s.n);
	}
}

/* All strings of two bytes and three: what is valid reads back to the same bytes. */
static void short_strings_are_valid_exactly_when_they_are_an_encoding(void **state)
{
	(void)state;
	for (uint32_t v = 0; v < 0x1000000; v += 1 + v % 3) {
		uint8_t bytes[3] = { (uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v };
		struct str s = { (const char *)bytes, 3 };
		if (utf8_invalid_at(s) != 3)
			continue;
		uint8_t again[12];
		size_t at = 0, written = 0, n = 0;
		while (at < 3) {
			written += point_encode_strict(again + written, utf8_get(s, at, &n));
			at += n;
		}
		assert_int_equal(written, 3);
		assert_memory_equal(again, bytes, 3);
	}
}

static void the_first_bad_byte_is_named_wherever_it_stands(void **state)
{
	(void)state;
	static const char *const bad[] = { "\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf",
		"\xed\xa0\x80", "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
		"\xd0", "\xe2\x82", "\xf0\x9f\x98" };
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		for (size_t before = 0; before < 20; before++) {
			char text[32];
			memset(text, 'a', sizeof text);
			memcpy(text + before, bad[i], strlen(bad[i]));
			struct str cut = { text, before + strlen(bad[i]) };
			struct str whole = { text, sizeof text };
			assert_int_equal(utf8_invalid_at(cut), before);
			assert_int_equal(utf8_invalid_at(whole), before);
		}
	}
}

static void counting_counts_code_points(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(S("")), 0);
	assert_int_equal(utf8_count(S("Азия")), 4);
	assert_int_equal(utf8_count(S("a\xf0\x9f\x98\x80z")), 3);
	for (unsigned i = 0; i < gen_cases(200); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct str s = gen_text(&g, &a, 200);
		size_t count = 0, n = 0;
		assert_int_equal(utf8_invalid_at(s), s.n);
		for (size_t at = 0; at < s.n; at += n) {
			(void)utf8_get(s, at, &n);
			count++;
		}
		assert_int_equal(utf8_count(s), count);
	}
}

static void controls_and_directional_marks_are_not_allowed(void **state)
{
	(void)state;
	static const uint32_t refused[] = { 0, 0x0d, 0x1b, 0x1f, 0x7f, 0x85, 0x9f, 0x2028, 0x2029,
		0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xfdd0, 0xfdef, 0xfffe, 0xffff, 0x1fffe,
		0x10ffff, 0xd800, 0xdfff, 0x110000 };
	static const uint32_t allowed[] = { '\n', '\t', ' ', '~', 0xa0, 0x2027, 0x202f, 0x2065,
		0x206a, 0x430, 0xfdcf, 0xfdf0, 0xfffd, 0x1f600, 0x10fffd };
	for (size_t i = 0; i < CM_COUNT(refused); i++)
		assert_false(utf8_allowed(refused[i]));
	for (size_t i = 0; i < CM_COUNT(allowed); i++)
		assert_true(utf8_allowed(allowed[i]));
}

static void read_past_the_end(void *ctx)
{
	size_t n;
	(void)ctx;
	(void)utf8_get(S("a"), 1, &n);
}

static void reading_past_the_end_panics(void **state)
{
	(void)state;
	assert_true(panics(read_past_the_end, NULL, "at < s.n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_is_read_back_and_surrogates_are_not_valid),
		cmocka_unit_test(short_strings_are_valid_exactly_when_they_are_an_encoding),
		cmocka_unit_test(the_first_bad_byte_is_named_wherever_it_stands),
		cmocka_unit_test(counting_counts_code_points),
		cmocka_unit_test(controls_and_directional_marks_are_not_allowed),
		cmocka_unit_test(reading_past_the_end_panics),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
