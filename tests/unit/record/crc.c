#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "lib/gen.h"
#include "record/crc.h"
#include <cmocka.h>

static void the_values_that_rfc_3720_prints(void **state)
{
	(void)state;
	uint8_t bytes[32] = { 0 };
	assert_int_equal(crc_add(0, bytes, 32), 0x8a9136aa);
	memset(bytes, 0xff, 32);
	assert_int_equal(crc_add(0, bytes, 32), 0x62a8ab43);
	for (uint8_t i = 0; i < 32; i++)
		bytes[i] = i;
	assert_int_equal(crc_add(0, bytes, 32), 0x46dd794e);
	assert_int_equal(crc_add(0, "123456789", 9), 0xe3069283);
}

static void bits_of(uint32_t *crc, const uint8_t *p, size_t n)
{
	*crc = ~*crc;
	for (size_t i = 0; i < n; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			uint32_t low = (*crc ^ (uint32_t)p[i] >> bit) & 1;
			*crc = *crc >> 1 ^ (low != 0 ? 0x82f63b78u : 0);
		}
	*crc = ~*crc;
}

static void any_cut_of_any_bytes_gives_what_the_polynomial_gives(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(200); i++) {
		struct gen g;
		gen_init_case(&g, i);
		struct arena a;
		arena_init(&a, 1 << 16);
		struct str s = gen_any(&g, &a, 300);
		size_t cut = (size_t)gen_below(&g, s.n + 1);
		uint32_t expected = 0;
		bits_of(&expected, (const uint8_t *)s.p, s.n);
		assert_int_equal(crc_add(crc_add(0, s.p, cut), s.p + cut, s.n - cut), expected);
		arena_release(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_values_that_rfc_3720_prints),
		cmocka_unit_test(any_cut_of_any_bytes_gives_what_the_polynomial_gives),
	};
	return cmocka_run_group_tests_name("crc", tests, NULL, NULL);
}
