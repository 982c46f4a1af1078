#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "lib/gen.h"
#include "proof/receipt.h"
#include "proof/sshsig.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

#define CAP (16 << 20)

static int set_up(void **state)
{
	(void)state;
	return crypto_ready() ? 0 : 1;
}

static enum fault_id receipt_judge(struct str text, const struct policy *p,
    const struct hash *leaf)
{
	struct receipt r;
	enum fault_id fault = receipt_parse(&r, text);
	return fault != FAULT_NONE ? fault : receipt_verify(&r, p, leaf);
}

static void the_published_receipts_verify_and_are_written_alike(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const char *const files[2][2] = { { "log/policy", "log/entry-6.tlog-proof" },
		{ "testlog/policy", "testlog/entry-4.tlog-proof" } };
	struct hash leaves[2];
	merkle_leaf(&leaves[0], vector_read(&a, "acts/06.entry"));
	merkle_leaf(&leaves[1], S("act 4"));
	for (int i = 0; i < 2; i++) {
		struct policy *p = vector_policy(&a, files[i][0]);
		struct str text = vector_read(&a, files[i][1]);
		struct receipt r;
		struct buf b;
		assert_int_equal(receipt_parse(&r, text), FAULT_NONE);
		assert_int_equal(receipt_verify(&r, p, &leaves[i]), FAULT_NONE);
		assert_int_equal(receipt_verify(&r, p, &leaves[1 - i]), FAULT_PROOF);
		buf_init(&b, &a, NOTE_BYTES_MAX);
		receipt_put(&b, &r);
		assert_true(str_eq(buf_str(&b), text));
	}
}

static void every_malformed_receipt_gives_its_error(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "malformed/index.tsv");
	struct policy *p = vector_policy(&a, "log/policy");
	struct hash leaf;
	struct row row;
	unsigned judged = 0;
	merkle_leaf(&leaf, vector_read(&a, "acts/06.entry"));
	while (vector_row(&row, &rest)) {
		if (!str_eq(row.field[1], S("proof")))
			continue;
		struct str text = vector_read_in(&a, "malformed", row.field[0]);
		assert_string_equal(fault_name(receipt_judge(text, p, &leaf)),
		    str_copy(&a, row.field[2]).p);
		judged++;
	}
	assert_int_equal(judged, 5);
}

static void every_entry_of_the_log_has_a_receipt_and_no_other_entry_fits(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct policy *p = vector_policy(&a, "log/policy");
	struct tree t;
	uint32_t count;
	struct hash *leaves = vector_log_leaves(&a, &count);
	tree_init(&t, &a, leaves, count);
	for (uint32_t i = 0; i < count; i++) {
		struct receipt r = { .index = i, .checkpoint = vector_read(&a, "log/checkpoint") };
		struct buf b;
		buf_init(&b, &a, NOTE_BYTES_MAX);
		assert_true(merkle_prove(&t.source, i, i + 1, count, &r.proof));
		receipt_put(&b, &r);
		for (uint32_t k = 0; k < count; k++)
			assert_int_equal(receipt_judge(buf_str(&b), p, &leaves[k]),
			    k == i ? FAULT_NONE : FAULT_PROOF);
	}
}

static void no_byte_of_a_receipt_can_change(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct policy *p = vector_policy(&a, "log/policy");
	struct str text = vector_read(&a, "log/entry-6.tlog-proof");
	struct hash leaf;
	char *bytes = arena_alloc(&a, text.n, 1);
	merkle_leaf(&leaf, vector_read(&a, "acts/06.entry"));
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		memcpy(bytes, text.p, text.n);
		size_t at = gen_below(&g, text.n);
		bytes[at] = (char)(bytes[at] ^ (1 << gen_below(&g, 8)));
		assert_int_not_equal(receipt_judge((struct str){ bytes, text.n }, p, &leaf),
		    FAULT_NONE);
	}
}

#define HEAD "c2sp.org/tlog-proof@v1\n"
#define HASH_LINE "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"

static void receipts_are_strict(void **state)
{
	(void)state;
	static const struct str good[] = {
		S(HEAD "index 0\n\nnote"), S(HEAD "extra \nindex 0\n\nnote"),
		S(HEAD "extra AAAA\nindex 9223372036854775807\n" HASH_LINE "\nnote"),
	};
	static const struct str bad[] = {
		S(""), S(HEAD), S("\n\n"), S(HEAD "\nnote"), S(HEAD "index 0\n"),
		S(HEAD "index 00\n\nnote"), S(HEAD "index \n\nnote"), S(HEAD "index 0 \n\nnote"),
		S(HEAD "index 9223372036854775808\n\nnote"), S(HEAD "extra A\nindex 0\n\nnote"),
		S(HEAD "extra AAAA\nextra AAAA\nindex 0\n\nnote"), S(HEAD "extra AAAA\n\nnote"),
		S(HEAD "index 0\nindex 0\n\nnote"), S(HEAD "index 0\nAAAA\n\nnote"),
		S(HEAD "index 0\nextra AAAA\n\nnote"), S(HEAD "index 0\r\n\r\nnote"),
		S("c2sp.org/tlog-proof@v2\nindex 0\n\nnote"), S(" " HEAD "index 0\n\nnote"),
	};
	struct receipt r;
	for (size_t i = 0; i < CM_COUNT(good); i++) {
		assert_int_equal(receipt_parse(&r, good[i]), FAULT_NONE);
		assert_true(str_eq(r.checkpoint, S("note")));
	}
	for (size_t i = 0; i < CM_COUNT(bad); i++)
		assert_int_equal(receipt_parse(&r, bad[i]), FAULT_TLOG_PROOF);
}

static void a_receipt_has_at_most_63_hashes(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned count = PROOF_HASHES_MAX; count <= PROOF_HASHES_MAX + 1; count++) {
		struct receipt r;
		struct buf b;
		buf_init(&b, &a, NOTE_BYTES_MAX);
		buf_put(&b, S(HEAD "index 1\n"));
		for (unsigned i = 0; i < count; i++)
			buf_put(&b, S(HASH_LINE));
		buf_put(&b, S("\nnote"));
		assert_int_equal(receipt_parse(&r, buf_str(&b)),
		    count <= PROOF_HASHES_MAX ? FAULT_NONE : FAULT_TLOG_PROOF);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_receipts_verify_and_are_written_alike),
		cmocka_unit_test(every_malformed_receipt_gives_its_error),
		cmocka_unit_test(every_entry_of_the_log_has_a_receipt_and_no_other_entry_fits),
		cmocka_unit_test(no_byte_of_a_receipt_can_change),
		cmocka_unit_test(receipts_are_strict),
		cmocka_unit_test(a_receipt_has_at_most_63_hashes),
	};
	return cmocka_run_group_tests_name("receipt", tests, set_up, NULL);
}
