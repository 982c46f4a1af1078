#include <setjmp.h>
#include <stdarg.h>
#include "base/encode.h"
#include "base/scope.h"
#include "lib/gen.h"
#include <cmocka.h>

#define BYTES_MAX 100

static void hex_decodes_what_it_encodes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		gen_init_case(&g, i);
		uint8_t bytes[BYTES_MAX], back[BYTES_MAX];
		char text[2 * BYTES_MAX];
		size_t n = gen_below(&g, BYTES_MAX + 1);
		gen_bytes(&g, bytes, n);
		hex_encode(text, bytes, n);
		assert_true(hex_decode(back, n, (struct str){ text, 2 * n }));
		assert_memory_equal(back, bytes, n);
	}
}

static void hex_refuses_capitals_other_lengths_and_other_characters(void **state)
{
	(void)state;
	uint8_t out[2];
	assert_true(hex_decode(out, 2, S("09af")));
	assert_false(hex_decode(out, 2, S("09aF")));
	assert_false(hex_decode(out, 2, S("09a")));
	assert_false(hex_decode(out, 2, S("09af0")));
	assert_false(hex_decode(out, 2, S("09ag")));
	assert_false(hex_decode(out, 2, S("09a/")));
	assert_false(hex_decode(out, 2, S("09a:")));
	assert_false(hex_decode(out, 2, S("09a`")));
}

static void base64_matches_the_vectors_of_rfc_4648(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *text;
	} vectors[] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
	};
	for (size_t i = 0; i < CM_COUNT(vectors); i++) {
		char text[16] = { 0 };
		size_t n = strlen(vectors[i].bytes);
		b64_encode(text, (const uint8_t *)vectors[i].bytes, n);
		assert_string_equal(text, vectors[i].text);
		assert_int_equal(b64_encoded_bytes(n), strlen(text));
	}
}

static void base64_decodes_what_it_encodes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		gen_init_case(&g, i);
		uint8_t bytes[BYTES_MAX], back[BYTES_MAX];
		char text[2 * BYTES_MAX];
		size_t n = gen_below(&g, BYTES_MAX + 1), got = 0;
		gen_bytes(&g, bytes, n);
		b64_encode(text, bytes, n);
		struct str s = { text, b64_encoded_bytes(n) };
		assert_true(b64_decode(back, n, &got, s));
		assert_int_equal(got, n);
		assert_memory_equal(back, bytes, n);
		if (n > 0)
			assert_false(b64_decode(back, n - 1, &got, s));
	}
}

/* Whatever is accepted is exactly what the encoder writes: one text for each string of bytes. */
static void base64_accepts_canonical_text_only(void **state)
{
	(void)state;
	static const char some[] = "ABCDQRgw019+/=-_ \n";
	for (unsigned i = 0; i < gen_cases(5000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		char text[9], again[16];
		uint8_t bytes[8];
		size_t n = gen_below(&g, 9), got = 0;
		for (size_t k = 0; k < n; k++)
			text[k] = some[gen_below(&g, sizeof some - 1)];
		if (!b64_decode(bytes, sizeof bytes, &got, (struct str){ text, n }))
			continue;
		b64_encode(again, bytes, got);
		assert_int_equal(b64_encoded_bytes(got), n);
		assert_memory_equal(again, text, n);
	}
}

static void base64_refuses_every_known_looseness(void **state)
{
	(void)state;
	uint8_t out[16];
	size_t n;
	static const char *const loose[] = { "Zg",
		"Zg=", "Zh==", "Zm9=", "Zg==Zg==", "====", "Z===", "=Zg=", "Zm 9", "Zm9\n", "Zm-_",
		"Zg==\n" };
	for (size_t i = 0; i < CM_COUNT(loose); i++)
		assert_false(b64_decode(out, sizeof out, &n, str_c(loose[i])));
}

static void base64url_has_its_own_alphabet_and_no_padding(void **state)
{
	(void)state;
	char text[8] = { 0 };
	b64url_encode(text, (const uint8_t *)"\xfb\xff\xfe\xff", 4);
	assert_string_equal(text, "-__-_w");
	for (size_t n = 0; n < 50; n++) {
		size_t pads = (3 - n % 3) % 3;
		assert_int_equal(b64url_encoded_bytes(n), b64_encoded_bytes(n) - pads);
	}
}

static void decimal_has_one_form_for_a_number(void **state)
{
	(void)state;
	uint64_t v = 0;
	assert_true(dec_decode(&v, S("0")) && v == 0);
	assert_true(dec_decode(&v, S("9223372036854775807")) && v == INT64_MAX);
	static const char *const refused[] = { "", "00", "01", "+1", "-1", " 1", "1 ", "1.0", "1e3",
		"9223372036854775808", "18446744073709551616", "99999999999999999999", "0x1" };
	for (size_t i = 0; i < CM_COUNT(refused); i++)
		assert_false(dec_decode(&v, str_c(refused[i])));
	assert_true(v == INT64_MAX);
}

static void hashes_are_compared_over_all_their_bytes(void **state)
{
	(void)state;
	struct hash a = { { 0 } };
	for (size_t i = 0; i < HASH_BYTES; i++) {
		struct hash b = a;
		assert_true(hash_eq(&a, &b));
		b.bytes[i] = 1;
		assert_false(hash_eq(&a, &b));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hex_decodes_what_it_encodes),
		cmocka_unit_test(hex_refuses_capitals_other_lengths_and_other_characters),
		cmocka_unit_test(base64_matches_the_vectors_of_rfc_4648),
		cmocka_unit_test(base64_decodes_what_it_encodes),
		cmocka_unit_test(base64_accepts_canonical_text_only),
		cmocka_unit_test(base64_refuses_every_known_looseness),
		cmocka_unit_test(base64url_has_its_own_alphabet_and_no_padding),
		cmocka_unit_test(decimal_has_one_form_for_a_number),
		cmocka_unit_test(hashes_are_compared_over_all_their_bytes),
	};
	return cmocka_run_group_tests_name("encode", tests, NULL, NULL);
}
