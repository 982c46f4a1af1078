#include <setjmp.h>
#include <stdarg.h>
#include "base/endian.h"
#include "lib/gen.h"
#include <cmocka.h>

static void integers_are_read_back_whatever_their_value(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(1000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		uint8_t bytes[8];
		uint64_t v = gen_u64(&g);
		put_u64be(bytes, v);
		assert_true(get_u64be(bytes) == v);
		put_u32be(bytes, (uint32_t)v);
		assert_int_equal(get_u32be(bytes), (uint32_t)v);
		put_u16be(bytes, (uint16_t)v);
		assert_int_equal(get_u16be(bytes), (uint16_t)v);
	}
}

static void the_most_significant_byte_comes_first(void **state)
{
	(void)state;
	uint8_t bytes[8];
	put_u64be(bytes, UINT64_C(0xff02030405060708));
	assert_int_equal(bytes[0], 0xff);
	assert_int_equal(bytes[7], 8);
	assert_int_equal(get_u16be(bytes), 0xff02);
	assert_int_equal(get_u32be(bytes), 0xff020304);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_are_read_back_whatever_their_value),
		cmocka_unit_test(the_most_significant_byte_comes_first),
	};
	return cmocka_run_group_tests_name("endian", tests, NULL, NULL);
}
