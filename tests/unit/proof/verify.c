#include <setjmp.h>
#include <stdarg.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <sodium.h>
#include "base/encode.h"
#include "lib/gen.h"
#include "proof/sshsig.h"
#include "proof/verify.h"
#include <cmocka.h>

static int set_up(void **state)
{
	(void)state;
	return crypto_ready() ? 0 : 1;
}

/* number * G as libcrypto has it. */
static void multiple_of_generator(uint8_t out[P256_POINT_BYTES], uint64_t number)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	EC_POINT *point = EC_POINT_new(group);
	BIGNUM *n = BN_new();
	assert_int_equal(BN_set_word(n, number), 1);
	assert_int_equal(EC_POINT_mul(group, point, n, NULL, NULL, NULL), 1);
	assert_int_equal(EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, out,
	    P256_POINT_BYTES, NULL), P256_POINT_BYTES);
	BN_free(n);
	EC_POINT_free(point);
	EC_GROUP_free(group);
}

/* Does libcrypto find these 65 bytes on the curve? */
static bool libcrypto_accepts(const uint8_t bytes[P256_POINT_BYTES])
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	EC_POINT *point = EC_POINT_new(group);
	bool is_good = EC_POINT_oct2point(group, point, bytes, P256_POINT_BYTES, NULL) == 1;
	EC_POINT_free(point);
	EC_GROUP_free(group);
	return is_good;
}

static void points_are_judged_as_libcrypto_judges_them(void **state)
{
	(void)state;
	unsigned good = 0, bad = 0;
	for (unsigned i = 0; i < gen_cases(1500); i++) {
		struct gen g;
		uint8_t point[P256_POINT_BYTES];
		gen_init_case(&g, i);
		multiple_of_generator(point, 1 + (gen_u64(&g) >> gen_below(&g, 63)) % (UINT64_MAX - 1));
		if (gen_bool(&g))
			point[1 + gen_below(&g, 64)] ^= (uint8_t)(1 << gen_below(&g, 8));
		if (gen_chance(&g, 1, 20))
			memset(point + (gen_bool(&g) ? 1 : 33), gen_bool(&g) ? 0xff : 0, 32);
		bool is_good = libcrypto_accepts(point);
		assert_int_equal(point_is_p256(point), is_good);
		good += is_good;
		bad += !is_good;
		point[0] = (uint8_t)gen_below(&g, 256);
		if (point[0] != 4)
			assert_false(point_is_p256(point));
	}
	assert_true(good > 100 && bad > 100);
}

/* y and p + y name one point; only the first is a key. Little-endian, as keys are. */
static void a_coordinate_has_one_form(void **state)
{
	(void)state;
	/* (0, sqrt b) is on P-256, and p + 0 fits 32 bytes. */
	static const struct str x_zero = S(
	    "0400000000000000000000000000000000000000000000000000000000000000"
	    "0066485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4");
	static const struct str x_p = S(
	    "04ffffffff00000001000000000000000000000000ffffffffffffffffffffff"
	    "ff66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4");
	uint8_t point[P256_POINT_BYTES];
	assert_true(hex_decode(point, sizeof(point), x_zero));
	assert_true(libcrypto_accepts(point));
	assert_true(point_is_p256(point));
	assert_true(hex_decode(point, sizeof(point), x_p));
	assert_false(point_is_p256(point));
}

/* y of the points that no key may have, and what encodes a y above p. */
static const struct str bad_y[] = {
	S("0000000000000000000000000000000000000000000000000000000000000000"),
	S("0100000000000000000000000000000000000000000000000000000000000000"),
	S("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	S("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	S("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	S("f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	S("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	S("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
	S("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
};

static void keys_of_small_order_or_not_reduced_are_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < CM_COUNT(bad_y); i++) {
		uint8_t key[ED25519_KEY_BYTES];
		assert_true(hex_decode(key, sizeof(key), bad_y[i]));
		assert_false(point_is_ed25519(key));
		key[31] |= 0x80;
		assert_false(point_is_ed25519(key));
		/* Neighbours are none of these. */
		key[15] ^= 0x10;
		assert_true(point_is_ed25519(key));
	}
	static const struct str good = S(
	    "ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
	uint8_t key[ED25519_KEY_BYTES];
	assert_true(hex_decode(key, sizeof(key), good));
	assert_true(point_is_ed25519(key));
}

static void every_key_that_is_made_is_a_key(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		uint8_t seed[32], key[32], secret[64], signature[64];
		gen_init_case(&g, i);
		gen_bytes(&g, seed, sizeof(seed));
		crypto_sign_seed_keypair(key, secret, seed);
		assert_true(point_is_ed25519(key));
		crypto_sign_detached(signature, NULL, seed, sizeof(seed), secret);
		struct str message = { (const char *)seed, sizeof(seed) };
		assert_true(verify_ed25519(key, signature, message));
		signature[gen_below(&g, 64)] ^= (uint8_t)(1 << gen_below(&g, 8));
		assert_false(verify_ed25519(key, signature, message));
	}
}

/* With A of order 1, R = identity and S = 0 fit the plain equation for every message. */
static void a_signature_of_nobody_is_none(void **state)
{
	(void)state;
	uint8_t signature[64] = { 1 }, key[32] = { 1 };
	assert_false(verify_ed25519(key, signature, S("any message")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_judged_as_libcrypto_judges_them),
		cmocka_unit_test(a_coordinate_has_one_form),
		cmocka_unit_test(keys_of_small_order_or_not_reduced_are_none),
		cmocka_unit_test(every_key_that_is_made_is_a_key),
		cmocka_unit_test(a_signature_of_nobody_is_none),
	};
	return cmocka_run_group_tests_name("verify", tests, set_up, NULL);
}
