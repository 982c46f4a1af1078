#include "proof/verify.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include "base/endian.h"
#include "proof/sha.h"
#include "proof/sshsig.h"

#define RSA_BYTES_MAX 1024

/* Ed25519 */

bool point_is_ed25519(const uint8_t key[ED25519_KEY_BYTES])
{
	/* Values of y, little-endian and without the sign bit, that must not be. */
	static const uint8_t order_8[2][ED25519_KEY_BYTES] = {
		{ 0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2,
		    0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38,
		    0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05 },
		{ 0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d,
		    0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7,
		    0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a },
	};
	uint8_t low = key[0], top = key[31] & 0x7f;
	uint8_t any = 0, all = 0xff;
	for (int i = 1; i < 31; i++) {
		any |= key[i];
		all &= key[i];
	}
	if (any == 0 && top == 0 && low <= 1)
		return false;
	/* p - 1 is ec ff .. ff 7f; from there on y = p - 1 or y >= p. */
	if (all == 0xff && top == 0x7f && low >= 0xec)
		return false;
	for (int i = 0; i < 2; i++)
		if (memcmp(key, order_8[i], 31) == 0 && top == order_8[i][31])
			return false;
	return true;
}

bool verify_ed25519(const uint8_t key[ED25519_KEY_BYTES],
    const uint8_t signature[ED25519_SIGNATURE_BYTES], struct str message)
{
	return crypto_sign_verify_detached(signature, (const uint8_t *)message.p, message.n, key) == 0;
}

/* The field of P-256, four limbs, the lowest first, in Montgomery form. Only public values pass
 * through here, so nothing needs to take constant time. */
struct field {
	uint64_t limb[4];
};

static const struct field p256_p = { { UINT64_C(0xffffffffffffffff), UINT64_C(0x00000000ffffffff),
	0, UINT64_C(0xffffffff00000001) } };
static const struct field p256_b = { { UINT64_C(0x3bce3c3e27d2604b), UINT64_C(0x651d06b0cc53b0f6),
	UINT64_C(0xb3ebbd55769886bc), UINT64_C(0x5ac635d8aa3a93e7) } };
/* 2^512 mod p */
static const struct field p256_rr = { { 3, UINT64_C(0xfffffffbffffffff),
	UINT64_C(0xfffffffffffffffe), UINT64_C(0x00000004fffffffd) } };

__extension__ typedef unsigned __int128 wide;

/* a - b; true when it goes below zero, the result then being 2^256 more. */
static bool field_borrow(struct field *out, const struct field *a, const struct field *b)
{
	uint64_t borrow = 0;
	for (int i = 0; i < 4; i++) {
		wide d = (wide)a->limb[i] - b->limb[i] - borrow;
		out->limb[i] = (uint64_t)d;
		borrow = (uint64_t)(d >> 64) & 1;
	}
	return borrow != 0;
}

static bool field_is_reduced(const struct field *a)
{
	struct field rest;
	return field_borrow(&rest, a, &p256_p);
}

static struct field field_sub(struct field a, struct field b)
{
	struct field out;
	if (!field_borrow(&out, &a, &b))
		return out;
	uint64_t carry = 0;
	for (int i = 0; i < 4; i++) {
		wide s = (wide)out.limb[i] + p256_p.limb[i] + carry;
		out.limb[i] = (uint64_t)s;
		carry = (uint64_t)(s >> 64);
	}
	return out;
}

/* a * b / 2^256 mod p. The lowest limb of p is 2^64 - 1, so that -1/p mod 2^64 is 1. */
static struct field field_mul(struct field a, struct field b)
{
	uint64_t t[6] = { 0 };
	for (int i = 0; i < 4; i++) {
		uint64_t carry = 0;
		for (int j = 0; j < 4; j++) {
			wide v = (wide)a.limb[i] * b.limb[j] + t[j] + carry;
			t[j] = (uint64_t)v;
			carry = (uint64_t)(v >> 64);
		}
		wide top = (wide)t[4] + carry;
		t[4] = (uint64_t)top;
		t[5] = (uint64_t)(top >> 64);
		uint64_t m = t[0];
		carry = (uint64_t)(((wide)m * p256_p.limb[0] + t[0]) >> 64);
		for (int j = 1; j < 4; j++) {
			wide v = (wide)m * p256_p.limb[j] + t[j] + carry;
			t[j - 1] = (uint64_t)v;
			carry = (uint64_t)(v >> 64);
		}
		top = (wide)t[4] + carry;
		t[3] = (uint64_t)top;
		t[4] = t[5] + (uint64_t)(top >> 64);
	}
	struct field out = { { t[0], t[1], t[2], t[3] } }, less;
	bool is_below = field_borrow(&less, &out, &p256_p);
	return t[4] != 0 || !is_below ? less : out;
}

static struct field field_read(const uint8_t bytes[32])
{
	return (struct field){ { get_u64be(bytes + 24), get_u64be(bytes + 16), get_u64be(bytes + 8),
		get_u64be(bytes) } };
}

bool point_is_p256(const uint8_t point[P256_POINT_BYTES])
{
	struct field x = field_read(point + 1), y = field_read(point + 33);
	if (point[0] != 0x04 || !field_is_reduced(&x) || !field_is_reduced(&y))
		return false;
	x = field_mul(x, p256_rr);
	y = field_mul(y, p256_rr);
	/* y^2 - (x^3 - 3x + b) */
	struct field rest = field_sub(field_mul(y, y), field_mul(field_mul(x, x), x));
	rest = field_sub(rest, field_mul(p256_b, p256_rr));
	/* + 3x, as - (-3x) */
	struct field minus_x = field_sub((struct field){ { 0 } }, x);
	for (int i = 0; i < 3; i++)
		rest = field_sub(rest, minus_x);
	return (rest.limb[0] | rest.limb[1] | rest.limb[2] | rest.limb[3]) == 0;
}

/* libcrypto */

/* A public key from its parameters; NULL when the library could not. */
static EVP_PKEY *key_make(const char *type, OSSL_PARAM *params)
{
	EVP_PKEY *key = NULL;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	if (ctx == NULL)
		return NULL;
	if (EVP_PKEY_fromdata_init(ctx) == 1)
		(void)EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

/* Of a call that said no: was it for want of memory? Empties the thread's error queue. */
static enum fault_id refusal_reason(void)
{
	enum fault_id fault = FAULT_SIG;
	for (unsigned long code = ERR_get_error(); code != 0; code = ERR_get_error())
		if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE)
			fault = FAULT_INTERNAL;
	return fault;
}

/* Takes the key over. `padded`: RSA with PKCS#1 v1.5 over SHA-512. */
static enum fault_id key_verify(EVP_PKEY *key, bool is_padded, struct str signature,
    struct str digest)
{
	enum fault_id fault = FAULT_INTERNAL;
	EVP_PKEY_CTX *ctx = key != NULL ? EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL) : NULL;
	if (ctx != NULL && EVP_PKEY_verify_init(ctx) == 1 &&
	    (!is_padded || (EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha512()) == 1))) {
		int rc = EVP_PKEY_verify(ctx, (const uint8_t *)signature.p, signature.n,
		    (const uint8_t *)digest.p, digest.n);
		if (rc == 1)
			fault = FAULT_NONE;
		else if (rc == 0)
			fault = refusal_reason();
	}
	if (fault == FAULT_INTERNAL)
		ERR_clear_error();
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(key);
	return fault;
}

static size_t der_integer_put(uint8_t *out, struct str mpint)
{
	cm_assert(mpint.n <= P256_MPINT_BYTES_MAX);
	out[0] = 0x02;
	out[1] = (uint8_t)mpint.n;
	memcpy(out + 2, mpint.p, mpint.n);
	return 2 + mpint.n;
}

enum fault_id verify_p256(const uint8_t point[P256_POINT_BYTES],
    const struct p256_signature *signature, const struct hash *digest)
{
	char group[] = "prime256v1";
	uint8_t bytes[P256_POINT_BYTES];
	memcpy(bytes, point, sizeof(bytes));
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes, sizeof(bytes)),
		OSSL_PARAM_construct_end(),
	};
	/* A minimal positive mpint is the content of a DER integer. */
	uint8_t der[2 + 2 * (2 + P256_MPINT_BYTES_MAX)];
	size_t n = 2;
	n += der_integer_put(der + n, signature->r);
	n += der_integer_put(der + n, signature->s);
	der[0] = 0x30;
	der[1] = (uint8_t)(n - 2);
	return key_verify(key_make("EC", params), false, (struct str){ (const char *)der, n },
	    (struct str){ (const char *)digest->bytes, HASH_BYTES });
}

enum fault_id verify_rsa(struct str modulus, struct str signature, const uint8_t digest[64])
{
	cm_assert(modulus.n <= RSA_BYTES_MAX && signature.n == modulus.n);
	/* libcrypto takes integers in the byte order of the machine. */
	uint8_t n[RSA_BYTES_MAX];
	for (size_t i = 0; i < modulus.n; i++)
		n[i] = (uint8_t)modulus.p[modulus.n - 1 - i];
	unsigned e = 65537;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_N, n, modulus.n),
		OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_E, &e),
		OSSL_PARAM_construct_end(),
	};
	return key_verify(key_make("RSA", params), true, signature,
	    (struct str){ (const char *)digest, SHA512_BYTES });
}

/* With the generator as public key (d = 1) and k = 1, the digest 1 has the signature (r, r + 1),
 * r being the generator's x: a known answer that explains itself. */
static bool p256_answers(void)
{
	static const uint8_t generator[P256_POINT_BYTES] = { 0x04, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c,
		0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81,
		0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x4f, 0xe3,
		0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16,
		0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf,
		0x51, 0xf5 };
	uint8_t s[32];
	memcpy(s, generator + 1, sizeof(s));
	s[31]++;
	struct hash digest = { { 0 } };
	digest.bytes[31] = 1;
	struct p256_signature signature = { { (const char *)generator + 1, 32 },
		{ (const char *)s, 32 } };
	if (!point_is_p256(generator) || verify_p256(generator, &signature, &digest) != FAULT_NONE)
		return false;
	digest.bytes[0] ^= 1;
	return verify_p256(generator, &signature, &digest) == FAULT_SIG;
}

/* A run through everything that RSA needs; no signature fits this modulus. */
static bool rsa_answers(void)
{
	uint8_t modulus[256], signature[256] = { 0 }, digest[SHA512_BYTES] = { 0 };
	memset(modulus, 0xff, sizeof(modulus));
	signature[255] = 2;
	return verify_rsa((struct str){ (const char *)modulus, sizeof(modulus) },
	    (struct str){ (const char *)signature, sizeof(signature) }, digest) == FAULT_SIG;
}

bool crypto_ready(void)
{
	/* No configuration file decides how acts are verified. The answers make libcrypto fetch and
	 * keep what it needs: its lazy set-up does not survive failing allocations. */
	if (sodium_init() < 0 || OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
		return false;
	return p256_answers() && rsa_answers();
}
