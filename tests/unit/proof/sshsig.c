#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/encode.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "proof/sshsig.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

#define CAP (32 << 20)
#define LINES_MAX 20

/* The message and the signatures of a submission, without looking at what the lines mean. */
struct submission {
	uint8_t tbs[SSHSIG_TBS_BYTES];
	struct str message;
	struct str blobs[LINES_MAX];
	uint32_t count;
};

static struct str blob_decode(struct arena *a, struct str text)
{
	uint8_t *bytes = arena_alloc(a, SSHSIG_BYTES_MAX, 1);
	size_t n;
	assert_true(b64_decode(bytes, SSHSIG_BYTES_MAX, &n, text));
	return str_copy(a, (struct str){ (const char *)bytes, n });
}

static void submission_read(struct submission *s, struct arena *a, const char *folder,
    struct str name)
{
	struct str whole = vector_read_in(a, folder, name), rest = whole;
	for (int i = 0; i < 3; i++)
		(void)str_cut(&rest, '\n');
	s->message = str_sub(whole, 0, whole.n - rest.n);
	s->count = 0;
	sshsig_tbs(s->tbs, s->message);
	(void)str_cut(&rest, '\n');
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		(void)str_cut(&line, ' ');
		assert_true(s->count < LINES_MAX);
		s->blobs[s->count++] = blob_decode(a, line);
	}
}

static const struct str acts[] = {
	S("00.submission"), S("01.submission"), S("02.submission"), S("03.submission"),
	S("03.other-s.submission"), S("04.submission"), S("05.submission"), S("06.submission"),
	S("07.submission"), S("08.submission"), S("09.submission"),
};

static int set_up(void **state)
{
	(void)state;
	return crypto_ready() ? 0 : 1;
}

static void every_signature_of_every_act_verifies(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	unsigned by_type[KEY__COUNT] = { 0 };
	for (size_t i = 0; i < CM_COUNT(acts); i++) {
		struct submission s;
		submission_read(&s, &a, "acts", acts[i]);
		for (uint32_t k = 0; k < s.count; k++) {
			struct sshsig sig;
			assert_int_equal(sshsig_verify(&sig, s.blobs[k], s.tbs), FAULT_NONE);
			by_type[sig.key.type]++;
		}
	}
	for (int t = 0; t < KEY__COUNT; t++)
		assert_true(by_type[t] > 0);
}

static void what_is_signed_is_what_the_vectors_say(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const char *const files[] = { "acts/00", "acts/05", "acts/09" };
	for (size_t i = 0; i < CM_COUNT(files); i++) {
		uint8_t tbs[SSHSIG_TBS_BYTES];
		struct str name = str_c(files[i] + 5);
		struct buf b;
		buf_init(&b, &a, 64);
		buf_put(&b, name);
		buf_put(&b, S(".msg"));
		sshsig_tbs(tbs, vector_read_in(&a, "acts", buf_str(&b)));
		b.n = name.n;
		buf_put(&b, S(".tbs"));
		struct str want = vector_read_in(&a, "acts", buf_str(&b));
		assert_true(str_eq(want, (struct str){ (const char *)tbs, sizeof(tbs) }));
	}
}

static void passkeys_and_tokens_say_how_they_were_used(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct submission s;
	struct sshsig sig;
	submission_read(&s, &a, "acts", S("06.submission"));
	assert_int_equal(sshsig_verify(&sig, s.blobs[0], s.tbs), FAULT_NONE);
	assert_true(sig.is_webauthn && sig.user_verified && sig.backup_eligible);
	assert_true(str_eq(sig.origin, S("http://localhost:18443")));
	submission_read(&s, &a, "acts", S("08.submission"));
	assert_int_equal(sshsig_verify(&sig, s.blobs[0], s.tbs), FAULT_NONE);
	assert_false(sig.is_webauthn || sig.user_verified);
	assert_int_equal(sig.origin.n, 0);
	submission_read(&s, &a, "acts", S("07.submission"));
	assert_int_equal(sshsig_verify(&sig, s.blobs[0], s.tbs), FAULT_NONE);
	assert_true(sig.user_verified && sig.counter > 0);
	assert_true(sig.key.application.n > 0);
}

/* Stage B's errors; the others of the table need the frame or the record. */
static bool is_of_signatures(struct str fault)
{
	static const struct str names[] = { S("E_SSHSIG_FORMAT"), S("E_SSHSIG_VERSION"),
		S("E_KEY_TYPE"), S("E_KEY"), S("E_NAMESPACE"), S("E_RESERVED"), S("E_HASHALG"),
		S("E_SIG_TYPE"), S("E_SIG_FORMAT"), S("E_FLAGS"), S("E_UP"), S("E_UV"),
		S("E_CHALLENGE"), S("E_CROSS_ORIGIN"), S("E_SIG") };
	for (size_t i = 0; i < CM_COUNT(names); i++)
		if (str_eq(fault, names[i]))
			return true;
	return false;
}

static void every_malformed_signature_gives_its_error(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "malformed/index.tsv");
	struct row row;
	unsigned judged = 0;
	while (vector_row(&row, &rest)) {
		if (!str_eq(row.field[1], S("submission")) || !is_of_signatures(row.field[2]))
			continue;
		struct submission s;
		struct sshsig sig;
		enum fault_id fault = FAULT_NONE;
		submission_read(&s, &a, "malformed", row.field[0]);
		for (uint32_t k = 0; k < s.count && fault == FAULT_NONE; k++)
			fault = sshsig_verify(&sig, s.blobs[k], s.tbs);
		/* A plain token without UV is refused by its registration only. */
		if (str_eq(row.field[0], S("056-no-uv.submission"))) {
			assert_int_equal(fault, FAULT_NONE);
			assert_false(sig.user_verified);
		} else {
			assert_string_equal(fault_name(fault), str_copy(&a, row.field[2]).p);
		}
		judged++;
	}
	assert_true(judged >= 27);
}

/* One of the signatures of the acts, in a copy that may be changed. */
static struct str act_pick(struct gen *g, struct arena *a, uint8_t tbs[SSHSIG_TBS_BYTES])
{
	struct submission s;
	submission_read(&s, a, "acts", acts[gen_below(g, CM_COUNT(acts))]);
	memcpy(tbs, s.tbs, SSHSIG_TBS_BYTES);
	return s.blobs[gen_below(g, s.count)];
}

static void no_bit_of_a_signature_or_of_the_message_can_change(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		struct sshsig sig, form;
		uint8_t tbs[SSHSIG_TBS_BYTES];
		gen_init_case(&g, i);
		arena_reset(&a);
		struct str blob = act_pick(&g, &a, tbs);
		uint8_t *bytes = arena_alloc(&a, blob.n, 1);
		memcpy(bytes, blob.p, blob.n);
		uint8_t bit = (uint8_t)(1 << gen_below(&g, 8));
		if (gen_chance(&g, 1, 8))
			tbs[41 + gen_below(&g, 64)] ^= bit;
		else
			bytes[gen_below(&g, blob.n)] ^= bit;
		blob.p = (const char *)bytes;
		enum fault_id fault = sshsig_verify(&sig, blob, tbs);
		assert_true(fault != FAULT_NONE && fault != FAULT_INTERNAL);
		/* Without the mathematics the verdict is the same, or nothing. */
		enum fault_id of_form = sshsig_parse(&form, blob, tbs);
		assert_int_equal(of_form, fault == FAULT_SIG ? FAULT_NONE : fault);
	}
}

static void no_signature_can_be_cut_or_extended(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (size_t i = 0; i < CM_COUNT(acts); i++) {
		struct submission s;
		struct sshsig sig;
		submission_read(&s, &a, "acts", acts[i]);
		char *longer = arena_alloc(&a, s.blobs[0].n + 1, 1);
		memcpy(longer, s.blobs[0].p, s.blobs[0].n);
		longer[s.blobs[0].n] = 0;
		for (size_t n = 0; n <= s.blobs[0].n + 1; n++)
			if (n != s.blobs[0].n)
				assert_int_equal(sshsig_verify(&sig, (struct str){ longer, n },
				    s.tbs), FAULT_SSHSIG_FORMAT);
	}
}

static void keys_are_read_whole_and_by_their_name(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "keys/registry.tsv");
	struct row row;
	unsigned count = 0;
	for (; vector_row(&row, &rest); count++) {
		struct ssh_key key;
		struct str blob = blob_decode(&a, row.field[2]);
		assert_int_equal(ssh_key_parse(&key, blob), FAULT_NONE);
		assert_true(str_eq(key_type_name(key.type), row.field[1]));
		assert_true(str_eq(key.blob, blob));
		for (size_t n = 0; n < blob.n; n++)
			assert_int_not_equal(ssh_key_parse(&key, str_sub(blob, 0, n)),
			    FAULT_NONE);
		char *longer = arena_alloc(&a, blob.n + 1, 1);
		memcpy(longer, blob.p, blob.n);
		longer[blob.n] = 0;
		assert_int_equal(ssh_key_parse(&key, (struct str){ longer, blob.n + 1 }),
		    FAULT_KEY);
	}
	assert_int_equal(count, 10);
}

static void fingerprints_are_those_of_ssh_keygen(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct {
		const char *file;
		struct str want;
	} keys[] = {
		{ "keys/xa-delegate-1.pub",
		    S("SHA256:Mv3LNf/KEgHtm3E9pYipcsQFY/nZBGUP3zWSIZKQQ6Y") },
		{ "keys/xc-delegate-1.pub",
		    S("SHA256:OgEMY7VawkWwR1veLjUpV+9CBkwfmJePB6FA3r9IlXY") },
	};
	for (size_t i = 0; i < CM_COUNT(keys); i++) {
		struct str rest = vector_read(&a, keys[i].file);
		struct buf b;
		buf_init(&b, &a, 64);
		(void)str_cut(&rest, ' ');
		ssh_key_fingerprint(&b, blob_decode(&a, str_cut(&rest, ' ')));
		assert_true(str_eq(buf_str(&b), keys[i].want));
	}
}

static void armour_is_that_of_ssh_keygen_and_comes_off_again(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct submission s;
	struct buf text, back;
	buf_init(&text, &a, 2 * SSHSIG_BYTES_MAX);
	buf_init(&back, &a, SSHSIG_BYTES_MAX);
	submission_read(&s, &a, "acts", S("02.submission"));
	sshsig_armour(&text, s.blobs[0]);
	assert_true(str_eq(buf_str(&text), vector_read(&a, "acts/02.1.xa-delegate-1.sig")));
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		gen_init_case(&g, i);
		struct str blob = gen_any(&g, &a, 300);
		buf_clear(&text);
		buf_clear(&back);
		sshsig_armour(&text, blob);
		assert_int_equal(sshsig_unarmour(&back, buf_str(&text)), FAULT_NONE);
		assert_true(str_eq(buf_str(&back), blob));
	}
	buf_clear(&back);
	assert_int_equal(sshsig_unarmour(&back, S(" \r\n-----BEGIN SSH SIGNATURE-----\r\nU1\r\nNI"
	    "\r\n-----END SSH SIGNATURE-----\r\n\r\n")), FAULT_NONE);
	assert_true(str_eq(buf_str(&back), S("SSH")));
}

static void what_is_no_armour_is_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct str bad[] = {
		S(""), S("U1NI"), S("-----BEGIN SSH SIGNATURE-----"),
		S("-----BEGIN SSH SIGNATURE-----\nU1NI\n"),
		S("U1NI\n-----END SSH SIGNATURE-----\n"),
		S("-----BEGIN SSH SIGNATURE-----\nU1N\n-----END SSH SIGNATURE-----\n"),
		S("-----BEGIN SSH SIGNATURE-----\nU1N!\n-----END SSH SIGNATURE-----\n"),
		S("-----BEGIN SSH SIGNATURE-----END SSH SIGNATURE-----"),
	};
	struct buf out;
	buf_init(&out, &a, 100);
	for (size_t i = 0; i < CM_COUNT(bad); i++)
		assert_int_equal(sshsig_unarmour(&out, bad[i]), FAULT_SSHSIG_FORMAT);
	assert_int_equal(out.n, 0);
}

static void our_own_signatures_verify_and_fit_no_other_message(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned i = 0; i < gen_cases(100); i++) {
		struct gen g;
		struct sshsig sig;
		struct buf b, key;
		uint8_t seed[32], public[32], tbs[SSHSIG_TBS_BYTES];
		gen_init_case(&g, i);
		arena_reset(&a);
		buf_init(&b, &a, SSHSIG_BYTES_MAX);
		buf_init(&key, &a, KEY_BLOB_BYTES_MAX);
		gen_bytes(&g, seed, sizeof(seed));
		struct str message = gen_text(&g, &a, 200);
		sshsig_sign_ed25519(&b, message, seed);
		sshsig_tbs(tbs, message);
		assert_int_equal(sshsig_verify(&sig, buf_str(&b), tbs), FAULT_NONE);
		ed25519_public(public, seed);
		ssh_key_ed25519_put(&key, public);
		assert_true(str_eq(sig.key.blob, buf_str(&key)));
		tbs[104] ^= 1;
		assert_int_equal(sshsig_verify(&sig, buf_str(&b), tbs), FAULT_SIG);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_signature_of_every_act_verifies),
		cmocka_unit_test(what_is_signed_is_what_the_vectors_say),
		cmocka_unit_test(passkeys_and_tokens_say_how_they_were_used),
		cmocka_unit_test(every_malformed_signature_gives_its_error),
		cmocka_unit_test(no_bit_of_a_signature_or_of_the_message_can_change),
		cmocka_unit_test(no_signature_can_be_cut_or_extended),
		cmocka_unit_test(keys_are_read_whole_and_by_their_name),
		cmocka_unit_test(fingerprints_are_those_of_ssh_keygen),
		cmocka_unit_test(armour_is_that_of_ssh_keygen_and_comes_off_again),
		cmocka_unit_test(what_is_no_armour_is_refused),
		cmocka_unit_test(our_own_signatures_verify_and_fit_no_other_message),
	};
	return cmocka_run_group_tests_name("sshsig", tests, set_up, NULL);
}
