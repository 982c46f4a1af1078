#include <setjmp.h>
#include <stdarg.h>
#include "base/encode.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "proof/sha.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

static void sha_256_and_512_give_the_published_digests(void **state)
{
	(void)state;
	struct hash h, want;
	uint8_t long_hash[SHA512_BYTES], long_want[SHA512_BYTES];
	sha256(&h, "abc", 3);
	want = vector_hash_hex(S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	assert_true(hash_eq(&h, &want));
	sha256(&h, NULL, 0);
	want = vector_hash_hex(S("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	assert_true(hash_eq(&h, &want));
	sha512(long_hash, "abc", 3);
	assert_true(hex_decode(long_want, SHA512_BYTES,
	    S("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")));
	assert_memory_equal(long_hash, long_want, SHA512_BYTES);
}

static void a_digest_does_not_depend_on_how_the_input_is_cut(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct gen g;
		uint8_t bytes[300];
		struct sha256_run run;
		struct hash whole, two, parts;
		gen_init_case(&g, i);
		size_t n = gen_below(&g, sizeof(bytes) + 1), cut = gen_below(&g, n + 1);
		gen_bytes(&g, bytes, n);
		sha256(&whole, bytes, n);
		sha256_two(&two, bytes, cut, bytes + cut, n - cut);
		sha256_begin(&run);
		for (size_t at = 0; at < n;) {
			size_t step = 1 + gen_below(&g, n - at);
			sha256_add(&run, bytes + at, step);
			at += step;
		}
		sha256_end(&run, &parts);
		assert_true(hash_eq(&whole, &two));
		assert_true(hash_eq(&whole, &parts));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha_256_and_512_give_the_published_digests),
		cmocka_unit_test(a_digest_does_not_depend_on_how_the_input_is_cut),
	};
	return cmocka_run_group_tests_name("sha", tests, NULL, NULL);
}
