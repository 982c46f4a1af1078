#include <setjmp.h>
#include <stdarg.h>
#include "base/fmt.h"
#include "base/map.h"
#include "base/scope.h"
#include "lib/gen.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 24)
#define KEYS_MAX_HERE 64

/* Few keys, so that most puts meet one that is there. */
static void a_map_is_the_last_value_put_for_each_key(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(50); i++) {
		char names[KEYS_MAX_HERE][8];
		uint32_t model[KEYS_MAX_HERE];
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct map m;
		map_init(&m, &a, gen_u64(&g));
		for (uint32_t k = 0; k < KEYS_MAX_HERE; k++) {
			(void)fmt_into(names[k], sizeof names[k], "k%u", k);
			model[k] = MAP_NONE;
		}
		uint32_t distinct = 0;
		for (unsigned step = 0; step < 200; step++) {
			uint32_t k = (uint32_t)gen_below(&g, KEYS_MAX_HERE);
			distinct += model[k] == MAP_NONE;
			model[k] = (uint32_t)gen_below(&g, 1000);
			map_put(&m, str_c(names[k]), model[k]);
		}
		assert_int_equal(m.count, distinct);
		for (uint32_t k = 0; k < KEYS_MAX_HERE; k++)
			assert_int_equal(map_get(&m, str_c(names[k])), model[k]);
	}
}

static void many_keys_are_all_found_whatever_the_hash_key(void **state)
{
	(void)state;
	static char names[20000][8];
	for (uint64_t hash_key = 0; hash_key < 3; hash_key++) {
		SCOPE_ARENA(a, CAP);
		struct map m;
		map_init(&m, &a, hash_key * UINT64_C(0x123456789abcdef));
		for (uint32_t i = 0; i < CM_COUNT(names); i++) {
			(void)fmt_into(names[i], sizeof names[i], "%u", i);
			map_put(&m, str_c(names[i]), i);
		}
		for (uint32_t i = 0; i < CM_COUNT(names); i++)
			assert_int_equal(map_get(&m, str_c(names[i])), i);
		assert_int_equal(map_get(&m, S("20000")), MAP_NONE);
	}
}

static void keys_are_bytes_a_nul_and_the_length_matter(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct map m;
	map_init(&m, &a, 1);
	map_put(&m, S("a"), 1);
	map_put(&m, S("a\0"), 2);
	map_put(&m, S("a\0b"), 3);
	map_put(&m, S(""), 4);
	assert_int_equal(map_get(&m, S("a")), 1);
	assert_int_equal(map_get(&m, S("a\0")), 2);
	assert_int_equal(map_get(&m, S("a\0b")), 3);
	assert_int_equal(map_get(&m, STR_NONE), 4);
	assert_int_equal(map_get(&m, S("a\0c")), MAP_NONE);
	map_put(&m, STR_NONE, 5);
	assert_int_equal(map_get(&m, S("")), 5);
	assert_int_equal(m.count, 4);
}

static void an_empty_map_has_nothing(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct map m;
	map_init(&m, &a, 0);
	assert_int_equal(map_get(&m, S("kz")), MAP_NONE);
	assert_int_equal(map_get(&m, STR_NONE), MAP_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_map_is_the_last_value_put_for_each_key),
		cmocka_unit_test(many_keys_are_all_found_whatever_the_hash_key),
		cmocka_unit_test(keys_are_bytes_a_nul_and_the_length_matter),
		cmocka_unit_test(an_empty_map_has_nothing),
	};
	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
