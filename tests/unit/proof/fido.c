/* A token in software: every combination of flags, and client data as browsers do and must not
 * write it. All signatures here are mathematically right. */
#include <setjmp.h>
#include <stdarg.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include "base/buf.h"
#include "base/encode.h"
#include "base/scope.h"
#include "proof/sha.h"
#include "proof/sshsig.h"
#include <cmocka.h>

#define CAP (4 << 20)
#define ORIGIN "https://forum.example"
#define APPLICATION S("forum.example")
#define SK_NAME S("sk-ecdsa-sha2-nistp256@openssh.com")
#define WEBAUTHN_NAME S("webauthn-sk-ecdsa-sha2-nistp256@openssh.com")

struct token {
	EVP_PKEY *key;
	char point[65];
	uint8_t tbs[SSHSIG_TBS_BYTES];
	char challenge[140];
};

static struct token token;

static int set_up(void **state)
{
	(void)state;
	size_t n;
	if (!crypto_ready())
		return 1;
	token.key = EVP_EC_gen("P-256");
	sshsig_tbs(token.tbs, S("an act"));
	b64url_encode(token.challenge, token.tbs, sizeof(token.tbs));
	return token.key != NULL && EVP_PKEY_get_octet_string_param(token.key,
	    OSSL_PKEY_PARAM_PUB_KEY, (unsigned char *)token.point, sizeof(token.point), &n) == 1 &&
	    n == sizeof(token.point) ? 0 : 1;
}

static int tear_down(void **state)
{
	(void)state;
	EVP_PKEY_free(token.key);
	return 0;
}

/* One assertion: what the browser and the token are made to say. */
struct assertion {
	bool is_webauthn;
	uint8_t flags;
	struct str extensions;
	struct str origin;      /* in the container */
	struct str client_data; /* webauthn */
};

/* str(mpint r, mpint s) over the message. */
static void signature_put(struct buf *b, struct arena *a, struct str message)
{
	struct hash digest;
	uint8_t der[80];
	size_t n = sizeof(der);
	struct buf value;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(token.key, NULL);
	sha256(&digest, message.p, message.n);
	assert_int_equal(EVP_PKEY_sign_init(ctx), 1);
	assert_int_equal(EVP_PKEY_sign(ctx, der, &n, digest.bytes, HASH_BYTES), 1);
	EVP_PKEY_CTX_free(ctx);
	buf_init(&value, a, 100);
	buf_ssh(&value, (struct str){ (const char *)der + 4, der[3] });
	buf_ssh(&value, (struct str){ (const char *)der + 6 + der[3], der[5 + der[3]] });
	buf_ssh(b, buf_str(&value));
}

static struct str signature_make(struct arena *a, const struct assertion *as)
{
	struct buf message, signature;
	struct hash h;
	buf_init(&message, a, 4096);
	buf_init(&signature, a, 8192);
	sha256(&h, APPLICATION.p, APPLICATION.n);
	buf_bytes(&message, h.bytes, HASH_BYTES);
	buf_byte(&message, as->flags);
	buf_u32be(&message, 7);
	buf_put(&message, as->extensions);
	if (as->is_webauthn)
		sha256(&h, as->client_data.p, as->client_data.n);
	else
		sha256(&h, token.tbs, sizeof(token.tbs));
	buf_bytes(&message, h.bytes, HASH_BYTES);
	buf_ssh(&signature, as->is_webauthn ? WEBAUTHN_NAME : SK_NAME);
	signature_put(&signature, a, buf_str(&message));
	buf_byte(&signature, as->flags);
	buf_u32be(&signature, 7);
	if (as->is_webauthn) {
		buf_ssh(&signature, as->origin);
		buf_ssh(&signature, as->client_data);
		buf_ssh(&signature, as->extensions);
	}
	return buf_str(&signature);
}

static enum fault_id assertion_judge(struct arena *a, const struct assertion *as,
    struct sshsig *out)
{
	struct buf blob, key;
	buf_init(&blob, a, 16384);
	buf_init(&key, a, 1024);
	buf_ssh(&key, SK_NAME);
	buf_ssh(&key, S("nistp256"));
	buf_ssh(&key, (struct str){ token.point, sizeof(token.point) });
	buf_ssh(&key, APPLICATION);
	buf_put(&blob, S("SSHSIG"));
	buf_u32be(&blob, 1);
	buf_ssh(&blob, buf_str(&key));
	buf_ssh(&blob, S("comity-act-v1"));
	buf_ssh(&blob, S(""));
	buf_ssh(&blob, S("sha512"));
	buf_ssh(&blob, signature_make(a, as));
	assert_false(blob.failed);
	return sshsig_verify(out, buf_str(&blob), token.tbs);
}

/* What the beginning of client data must be, then `rest`. */
static struct str client_data_make(struct arena *a, struct str rest)
{
	struct buf b;
	buf_init(&b, a, 2048);
	buf_put(&b, S("{\"type\":\"webauthn.get\",\"challenge\":\""));
	buf_bytes(&b, token.challenge, sizeof(token.challenge));
	buf_put(&b, S("\",\"origin\":\"" ORIGIN "\""));
	buf_put(&b, rest);
	return buf_str(&b);
}

/* Section 15, in the words of its table of flags. */
static enum fault_id flags_model(const struct assertion *as)
{
	bool up = as->flags & 0x01, uv = as->flags & 0x04, be = as->flags & 0x08;
	bool bs = as->flags & 0x10, at = as->flags & 0x40, ed = as->flags & 0x80;
	bool is_extended = as->is_webauthn && as->extensions.n > 0;
	if (at || (as->flags & 0x22) != 0 || (bs && !be) || ed != is_extended)
		return FAULT_FLAGS;
	if (!up)
		return FAULT_UP;
	return as->is_webauthn && !uv ? FAULT_UV : FAULT_NONE;
}

static void every_combination_of_flags_is_judged_by_the_table(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned i = 0; i < 3 * 256; i++) {
		struct sshsig sig;
		struct assertion as = { .is_webauthn = i >= 256, .flags = (uint8_t)i };
		arena_reset(&a);
		if (as.is_webauthn) {
			as.origin = S(ORIGIN);
			as.client_data = client_data_make(&a, S(",\"crossOrigin\":false}"));
			as.extensions = i >= 512 ? S("\xa1\x61x\x01") : STR_NONE;
		}
		enum fault_id want = flags_model(&as);
		assert_int_equal(assertion_judge(&a, &as, &sig), want);
		if (want != FAULT_NONE)
			continue;
		assert_int_equal(sig.user_verified, (i & 0x04) != 0);
		assert_int_equal(sig.backup_eligible, (i & 0x08) != 0);
		assert_int_equal(sig.counter, 7);
		assert_int_equal(sig.is_webauthn, as.is_webauthn);
		assert_true(str_eq(sig.origin, as.origin));
	}
}

static void client_data_may_end_as_browsers_write_it_only(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct {
		struct str rest;
		enum fault_id want;
	} ends[] = {
		{ S("}"), FAULT_NONE },
		{ S(",\"crossOrigin\":false}"), FAULT_NONE },
		{ S(",\"crossOrigin\":false,\"other_keys_can_be_added_here\":\"x\"}"), FAULT_NONE },
		{ S(",\"more\":1}"), FAULT_NONE },
		{ S(""), FAULT_CHALLENGE },
		{ S(" }"), FAULT_CHALLENGE },
		{ S(":"), FAULT_CHALLENGE },
		{ S(",\"crossOrigin\":true}"), FAULT_CROSS_ORIGIN },
		{ S(",\"crossOrigin\":falsey}"), FAULT_CROSS_ORIGIN },
		{ S(",\"crossOrigin\":false"), FAULT_CROSS_ORIGIN },
		{ S(",\"crossOrigin\": false}"), FAULT_CROSS_ORIGIN },
		{ S(",\"crossOrigin\":false,\"crossOrigin\":true}"), FAULT_CROSS_ORIGIN },
		{ S(",\"x\":1,\"crossOrigin\":false}"), FAULT_CROSS_ORIGIN },
		{ S(",\"crossOrigin\":false,\"topOrigin\":\"https://other.example\"}"),
		    FAULT_CROSS_ORIGIN },
		{ S(",\"topOrigin\":\"https://other.example\"}"), FAULT_CROSS_ORIGIN },
	};
	for (size_t i = 0; i < CM_COUNT(ends); i++) {
		struct sshsig sig;
		struct assertion as = { .is_webauthn = true, .flags = 0x05, .origin = S(ORIGIN) };
		as.client_data = client_data_make(&a, ends[i].rest);
		assert_int_equal(assertion_judge(&a, &as, &sig), ends[i].want);
	}
}

static void the_origin_is_that_of_the_client_data_and_is_plain(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	char longest[256];
	memset(longest, 'o', sizeof(longest));
	const struct {
		struct str origin;
		enum fault_id want;
	} origins[] = {
		{ S("https://forum.example.evil"), FAULT_CHALLENGE },
		{ S("https://forum.exampl"), FAULT_CHALLENGE },
		{ S(""), FAULT_SIG_FORMAT },
		{ S("https://forum example"), FAULT_SIG_FORMAT },
		{ S("https://forum\\example"), FAULT_SIG_FORMAT },
		{ S("https://forum.example\",\"x\":\""), FAULT_SIG_FORMAT },
		{ S("https://f\xd1\x8f.example"), FAULT_SIG_FORMAT },
		{ { longest, 255 }, FAULT_CHALLENGE },
		{ { longest, 256 }, FAULT_SIG_FORMAT },
	};
	for (size_t i = 0; i < CM_COUNT(origins); i++) {
		struct sshsig sig;
		struct assertion as = { .is_webauthn = true, .flags = 0x05 };
		as.origin = origins[i].origin;
		as.client_data = client_data_make(&a, S("}"));
		assert_int_equal(assertion_judge(&a, &as, &sig), origins[i].want);
	}
}

static void extensions_have_at_most_1024_bytes(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	char bytes[1025];
	memset(bytes, 0, sizeof(bytes));
	for (size_t n = 1024; n <= 1025; n++) {
		struct sshsig sig;
		struct assertion as = { .is_webauthn = true, .flags = 0x85, .origin = S(ORIGIN) };
		as.extensions = (struct str){ bytes, n };
		as.client_data = client_data_make(&a, S("}"));
		assert_int_equal(assertion_judge(&a, &as, &sig),
		    n <= 1024 ? FAULT_NONE : FAULT_SIG_FORMAT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_combination_of_flags_is_judged_by_the_table),
		cmocka_unit_test(client_data_may_end_as_browsers_write_it_only),
		cmocka_unit_test(the_origin_is_that_of_the_client_data_and_is_plain),
		cmocka_unit_test(extensions_have_at_most_1024_bytes),
	};
	return cmocka_run_group_tests_name("fido", tests, set_up, tear_down);
}
