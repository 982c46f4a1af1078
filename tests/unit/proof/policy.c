#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "lib/gen.h"
#include "proof/policy.h"
#include "proof/sshsig.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

#define CAP (64 << 20)

static int set_up(void **state)
{
	(void)state;
	return crypto_ready() ? 0 : 1;
}

static void the_published_notes_hold_under_their_policies(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct {
		const char *policy, *note;
		uint64_t newest_s;
		enum fault_id want;
	} cases[] = {
		{ "log/policy", "log/checkpoint", 1461832301, FAULT_NONE },
		{ "log/policy", "log/checkpoint.bare", 0, FAULT_WITNESS },
		{ "log/policy", "log/checkpoint-4", 0, FAULT_WITNESS },
		{ "log/policy", "testlog/cosigned-7", 0, FAULT_LOG_SIG },
		{ "testlog/policy", "testlog/cosigned-7", 1, FAULT_NONE },
		{ "testlog/policy", "testlog/checkpoint-7", 0, FAULT_WITNESS },
		{ "testlog/policy", "testlog/mldsa-cosigned-7", 1, FAULT_NONE },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct policy *p = vector_policy(&a, cases[i].policy);
		struct checkpoint c = { .size = 0 };
		uint64_t newest_s = 0;
		assert_int_equal(policy_verify(p, &c, vector_read(&a, cases[i].note), &newest_s),
		    cases[i].want);
		assert_int_equal(c.size > 0, cases[i].want == FAULT_NONE);
		assert_true(newest_s >= cases[i].newest_s);
	}
}

static void every_malformed_policy_and_quorum_gives_its_error(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "malformed/index.tsv");
	struct policy *p = vector_policy(&a, "log/policy");
	struct row row;
	unsigned judged = 0;
	while (vector_row(&row, &rest)) {
		struct str want = str_copy(&a, row.field[2]);
		struct policy *other;
		struct checkpoint c;
		if (str_eq(row.field[1], S("policy"))) {
			struct str text = vector_read_in(&a, "malformed", row.field[0]);
			assert_string_equal(fault_name(policy_parse(&other, &a, text).id), want.p);
		} else if (str_eq(row.field[1], S("witnessed")) ||
		    str_eq(row.field[1], S("checkpoint"))) {
			struct str text = vector_read_in(&a, "malformed", row.field[0]);
			assert_string_equal(fault_name(policy_verify(p, &c, text, NULL)), want.p);
		} else {
			continue;
		}
		judged++;
	}
	assert_int_equal(judged, 20);
}

/* A policy of `count` witnesses called w0, w1 ..., each with the key that its number gives. */
static void seed_of(uint8_t seed[32], unsigned number)
{
	memset(seed, 0, 32);
	seed[0] = (uint8_t)number;
	seed[1] = (uint8_t)(number >> 8);
}

static void key_of(struct vkey *key, unsigned number, enum note_type type)
{
	uint8_t seed[32], public[32];
	seed_of(seed, number);
	ed25519_public(public, seed);
	vkey_init(key, type == NOTE_ED25519 ? S("log") : S("witness"), type, public);
}

static void witness_put(struct buf *b, unsigned number)
{
	struct vkey key;
	key_of(&key, number, NOTE_COSIGNATURE);
	buf_put(b, S("witness w"));
	buf_dec(b, number);
	buf_byte(b, ' ');
	vkey_put(b, &key);
	buf_byte(b, '\n');
}

static void log_put(struct buf *b)
{
	struct vkey key;
	key_of(&key, 999, NOTE_ED25519);
	buf_put(b, S("log "));
	vkey_put(b, &key);
	buf_byte(b, '\n');
}

#define CHECKPOINT_TEXT S("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")

/* A checkpoint with the lines of the witnesses in the mask. */
static void checkpoint_make(struct buf *b, unsigned mask)
{
	uint8_t seed[32];
	struct vkey key;
	seed_of(seed, 999);
	key_of(&key, 999, NOTE_ED25519);
	note_sign(b, CHECKPOINT_TEXT, &key, seed);
	for (unsigned i = 0; mask >> i != 0; i++) {
		if ((mask >> i & 1) == 0)
			continue;
		seed_of(seed, i);
		key_of(&key, i, NOTE_COSIGNATURE);
		note_cosign_line(b, CHECKPOINT_TEXT, &key, seed, 100 + i);
	}
}

static bool inner_holds(unsigned mask, unsigned needed)
{
	return (mask & 1) + (mask >> 1 & 1) + (mask >> 2 & 1) >= needed;
}

static void a_quorum_of_groups_holds_for_exactly_the_right_sets(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const char digits[] = "0123";
	for (unsigned needed = 1; needed <= 3; needed++) {
		for (unsigned mask = 0; mask < 32; mask++) {
			struct buf b, note;
			struct policy *p;
			struct checkpoint c;
			uint64_t newest_s = 1;
			arena_reset(&a);
			buf_init(&b, &a, POLICY_BYTES_MAX);
			buf_init(&note, &a, NOTE_BYTES_MAX);
			log_put(&b);
			for (unsigned i = 0; i < 5; i++)
				witness_put(&b, i);
			buf_put(&b, S("group inner "));
			buf_byte(&b, (uint8_t)digits[needed]);
			buf_put(&b, S(" w0 w1\tw2\n\n# w4 is listed and in no group\n"
			    "group outer all inner w3\nquorum outer\n"));
			assert_int_equal(policy_parse(&p, &a, buf_str(&b)).id, FAULT_NONE);
			checkpoint_make(&note, mask);
			bool holds = inner_holds(mask, needed) && (mask & 8) != 0;
			assert_int_equal(policy_verify(p, &c, buf_str(&note), &newest_s),
			    holds ? FAULT_NONE : FAULT_WITNESS);
			if (holds)
				assert_true(newest_s == (mask & 16 ? 104 : 103));
		}
	}
}

static void a_listed_witness_whose_line_fails_refuses_the_note(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b, note;
	struct policy *p;
	struct checkpoint c;
	struct vkey key;
	uint8_t seed[32];
	buf_init(&b, &a, POLICY_BYTES_MAX);
	buf_init(&note, &a, NOTE_BYTES_MAX);
	log_put(&b);
	witness_put(&b, 0);
	buf_put(&b, S("quorum none\n"));
	assert_int_equal(policy_parse(&p, &a, buf_str(&b)).id, FAULT_NONE);
	checkpoint_make(&note, 0);
	size_t bare = note.n;
	assert_int_equal(policy_verify(p, &c, buf_str(&note), NULL), FAULT_NONE);
	seed_of(seed, 0);
	key_of(&key, 0, NOTE_COSIGNATURE);
	note_cosign_line(&note, S("other\n"), &key, seed, 100);
	assert_int_equal(policy_verify(p, &c, buf_str(&note), NULL), FAULT_WITNESS);
	/* Of a witness that nobody listed, nothing is known. */
	note.n = bare;
	seed_of(seed, 1);
	key_of(&key, 1, NOTE_COSIGNATURE);
	note_cosign_line(&note, S("other\n"), &key, seed, 100);
	assert_int_equal(policy_verify(p, &c, buf_str(&note), NULL), FAULT_NONE);
}

static void a_policy_of_one_log_needs_no_witness_but_that_log(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct vkey key;
	struct checkpoint c;
	struct str text = vector_read(&a, "log/vkey");
	assert_int_equal(vkey_parse(&key, str_cut(&text, '\n')), FAULT_NONE);
	struct policy *p = policy_of_log(&a, &key);
	assert_int_equal(policy_verify(p, &c, vector_read(&a, "log/checkpoint.bare"), NULL),
	    FAULT_NONE);
	assert_int_equal(policy_verify(p, &c, vector_read(&a, "testlog/checkpoint-7"), NULL),
	    FAULT_LOG_SIG);
}

static void the_line_of_a_bad_policy_is_named(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct {
		struct str text;
		uint32_t line, offset;
	} bad[] = {
		{ S(""), 1, 0 }, { S("# nothing\n\n"), 3, 0 }, { S("quorum none"), 1, 11 },
		{ S("quorum none\nquorum none\n"), 2, 0 }, { S("quorum\n"), 1, 0 },
		{ S("quorum none x\n"), 1, 0 }, { S("quorum none\n#\x7f\n"), 2, 1 },
		{ S("quorum none\n\x01\n"), 2, 0 }, { S("Quorum none\n"), 1, 0 },
		{ S("group g any\nquorum g\n"), 1, 0 }, { S("group g any g\nquorum g\n"), 1, 0 },
		{ S("\nlog x\nquorum none\n"), 2, 0 }, { S("witness none x\n"), 1, 0 },
	};
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		struct policy *p;
		struct fault fault = policy_parse(&p, &a, bad[i].text);
		assert_int_equal(fault.id, FAULT_POLICY);
		assert_int_equal(fault.line, bad[i].line);
		assert_int_equal(fault.offset, bad[i].offset);
	}
}

static void a_policy_holds_256_witnesses_and_no_more(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned count = POLICY_ITEMS_MAX; count <= POLICY_ITEMS_MAX + 1; count++) {
		struct buf b;
		struct policy *p;
		buf_init(&b, &a, POLICY_BYTES_MAX);
		log_put(&b);
		for (unsigned i = 0; i < count; i++)
			witness_put(&b, i);
		buf_put(&b, S("quorum w3\n"));
		assert_false(b.failed);
		assert_int_equal(policy_parse(&p, &a, buf_str(&b)).id,
		    count <= POLICY_ITEMS_MAX ? FAULT_NONE : FAULT_POLICY);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_notes_hold_under_their_policies),
		cmocka_unit_test(every_malformed_policy_and_quorum_gives_its_error),
		cmocka_unit_test(a_quorum_of_groups_holds_for_exactly_the_right_sets),
		cmocka_unit_test(a_listed_witness_whose_line_fails_refuses_the_note),
		cmocka_unit_test(a_policy_of_one_log_needs_no_witness_but_that_log),
		cmocka_unit_test(the_line_of_a_bad_policy_is_named),
		cmocka_unit_test(a_policy_holds_256_witnesses_and_no_more),
	};
	return cmocka_run_group_tests_name("policy", tests, set_up, NULL);
}
