#include <setjmp.h>
#include <stdarg.h>
#include "base/encode.h"
#include "base/scope.h"
#include "codec/act.h"
#include "unit/codec/support.h"
#include <cmocka.h>

#define JSON_LINE                                                                                  \
	"{\"act\":\"test.one\",\"base\":{\"root\":"                                                \
	"\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"size\":0},"        \
	"\"by\":\"xa/b\"}"
#define HEAD "comity/act/v1\nforum.example/log\n"

static struct str entry_again(const struct entry *e, bool has_received, struct arena *a)
{
	struct signature signatures[SIGNATURES_MAX];
	struct json_writer w;
	struct buf json, message, submission, entry;
	buf_init(&json, a, ACT_JSON_BYTES_MAX);
	json_begin(&w, &json);
	json_put_again(&w, &e->act.json, 0, a);
	buf_init(&message, a, ENTRY_BYTES_MAX);
	act_message_put(&message, VECTOR_ORIGIN, buf_str(&json));
	assert_true(str_eq(buf_str(&message), e->act.message));
	for (uint32_t i = 0; i < e->signatures_count; i++)
		signatures[i] =
		    (struct signature){ e->signatures[i].handle, e->signatures[i].blob };
	buf_init(&submission, a, ENTRY_BYTES_MAX);
	submission_put(&submission, buf_str(&message), signatures, e->signatures_count);
	if (!has_received)
		return buf_str(&submission);
	buf_init(&entry, a, ENTRY_BYTES_MAX);
	entry_put(&entry, e->received, buf_str(&submission));
	return buf_str(&entry);
}

static struct fault any_parse(struct entry *out, struct arena *a, struct str bytes, bool is_entry)
{
	return is_entry ? entry_parse(out, a, bytes, VECTOR_ORIGIN)
			: submission_parse(out, a, bytes, VECTOR_ORIGIN);
}

/* Stages B and C come later: their vectors are in good form. */
static bool is_of_form(struct str name)
{
	static const char *const names[] = { "E_SIZE", "E_BYTES", "E_LAYOUT", "E_SIG_COUNT",
		"E_RECEIVED", "E_ACT_VERSION", "E_ACT_ORIGIN", "E_ACT_MEMBER", "E_SIG_LINE",
		"E_SIGNERS" };
	for (size_t i = 0; i < CM_COUNT(names); i++) {
		if (str_eq(name, str_c(names[i])))
			return true;
	}
	return str_starts(name, S("E_JSON_"));
}

static void malformed_vectors_are_refused_with_their_error(void **state)
{
	(void)state;
	SCOPE_ARENA(tables, SUPPORT_ARENA_BYTES);
	struct str rest = vector_read(&tables, "malformed", S("index.tsv"));
	struct str cells[ROW_CELLS_MAX];
	unsigned refused = 0, passed = 0;
	while (table_row(&rest, cells)) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		bool is_entry = str_eq(cells[1], S("entry"));
		struct entry e = { .signatures_count = 77 };
		if (!is_entry && !str_eq(cells[1], S("submission")))
			continue;
		struct str bytes = vector_read(&a, "malformed", cells[0]);
		struct fault f = any_parse(&e, &a, bytes, is_entry);
		assert_true(fault_is(f, is_of_form(cells[2]) ? cells[2] : S("OK")));
		refused += f.id != FAULT_NONE;
		passed += f.id == FAULT_NONE;
		if (f.id != FAULT_NONE)
			assert_int_equal(e.signatures_count, 77); /* untouched on failure */
		else
			assert_true(str_eq(entry_again(&e, is_entry, &a), bytes));
	}
	assert_int_equal(refused, 38);
	assert_int_equal(passed, 36);
}

static void the_ten_acts_are_read_and_written_the_same(void **state)
{
	(void)state;
	SCOPE_ARENA(tables, SUPPORT_ARENA_BYTES);
	struct str rest = vector_read(&tables, "acts", S("index.tsv"));
	struct str cells[ROW_CELLS_MAX];
	unsigned rows = 0;
	for (; table_row(&rest, cells); rows++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct entry e, stored, submitted;
		struct buf name;
		buf_init(&name, &a, 64);
		buf_put(&name, cells[0]);
		buf_put(&name, S(".entry"));
		struct str bytes = vector_read(&a, "acts", buf_str(&name));
		assert_true(fault_is(entry_parse(&e, &a, bytes, VECTOR_ORIGIN), S("OK")));
		assert_true(str_eq(entry_again(&e, true, &a), bytes));
		assert_true(
		    fault_is(entry_parse_stored(&stored, &a, bytes, VECTOR_ORIGIN), S("OK")));
		assert_true(str_eq(stored.act.message, e.act.message));
		assert_int_equal(stored.signatures[0].blob.n, 0);
		uint64_t received = 0;
		assert_true(dec_decode(&received, cells[1]));
		assert_int_equal(e.received.ms, received);
		struct str signers = cells[4];
		for (uint32_t i = 0; i < e.signatures_count; i++) {
			struct str signer = str_cut(&signers, ',');
			assert_true(str_eq(e.signatures[i].handle, signer));
			assert_true(str_eq(stored.signatures[i].handle, signer));
			assert_true(str_eq(stored.signatures[i].base64, e.signatures[i].base64));
		}
		assert_int_equal(signers.n, 0);
		buf_clear(&name);
		buf_put(&name, cells[0]);
		buf_put(&name, S(".submission"));
		bytes = vector_read(&a, "acts", buf_str(&name));
		assert_true(
		    fault_is(submission_parse(&submitted, &a, bytes, VECTOR_ORIGIN), S("OK")));
		assert_int_equal(submitted.received.ms, 0);
		assert_true(str_eq(submitted.act.message, e.act.message));
		buf_clear(&name);
		buf_put(&name, cells[0]);
		buf_put(&name, S(".msg"));
		assert_true(str_eq(e.act.message, vector_read(&a, "acts", buf_str(&name))));
	}
	assert_int_equal(rows, 10);
}

static void others_check(struct str bytes, bool is_entry, unsigned step)
{
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	SCOPE_ARENA(scratch, SUPPORT_ARENA_BYTES);
	char *p = arena_alloc(&a, bytes.n, 1);
	memcpy(p, bytes.p, bytes.n);
	for (size_t i = 0; i < bytes.n * 256; i += step) {
		struct entry e;
		struct str other = { p, bytes.n };
		size_t at = i / 256;
		p[at] = (char)(bytes.p[at] ^ (char)(i % 256));
		arena_reset(&scratch);
		if (any_parse(&e, &scratch, other, is_entry).id == FAULT_NONE)
			assert_true(str_eq(entry_again(&e, is_entry, &scratch), other));
		p[at] = bytes.p[at];
	}
}

static void an_entry_of_other_bytes_is_refused_or_is_another(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	others_check(vector_read(&a, "acts", S("02.entry")), true, 1);
	others_check(vector_read(&a, "acts", S("05.submission")), false, 7);
	others_check(vector_read(&a, "acts", S("01.entry")), true, 7);
}

static void an_entry_cut_anywhere_is_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	SCOPE_ARENA(scratch, SUPPORT_ARENA_BYTES);
	struct str bytes = vector_read(&a, "acts", S("01.entry")); /* three signatures */
	for (size_t n = 0; n < bytes.n; n++) {
		struct entry e;
		arena_reset(&scratch);
		char *exact = arena_alloc(&scratch, n, 1);
		memcpy(exact, bytes.p, n);
		struct fault f = any_parse(&e, &scratch, (struct str){ exact, n }, true);
		assert_int_not_equal(f.id, FAULT_NONE);
	}
}

static void a_fault_says_line_and_offset(void **state)
{
	(void)state;
	static const struct {
		struct str text;
		enum fault_id id;
		uint32_t line, offset;
	} cases[] = {
		{ S(""), FAULT_LAYOUT, 1, 0 },
		{ S("\n"), FAULT_LAYOUT, 1, 0 },
		{ S("comity/act/v1"), FAULT_LAYOUT, 1, 13 },
		{ S(HEAD JSON_LINE "\n"), FAULT_LAYOUT, 4, 0 },
		{ S(HEAD JSON_LINE "\nx\n"), FAULT_LAYOUT, 4, 0 },
		{ S(HEAD JSON_LINE "\n\n"), FAULT_SIG_COUNT, 5, 0 },
		{ S(HEAD JSON_LINE "\n\n\n"), FAULT_LAYOUT, 5, 0 },
		{ S(HEAD "\n\nxa/b AAAA\n"), FAULT_LAYOUT, 3, 0 },
		{ S(HEAD JSON_LINE "\n\nxa/b AA\x01\n"), FAULT_BYTES, 5, 7 },
		{ S(HEAD JSON_LINE "\n\nxa/b AA\xc3\n"), FAULT_BYTES, 5, 7 },
		{ S(HEAD JSON_LINE "\n\nxa/b AA\x7f\n"), FAULT_BYTES, 5, 7 },
		{ S("comity/act/v2\nforum.example/log\n{}\n\nx\n"), FAULT_ACT_VERSION, 1, 12 },
		{ S("comity/act/v1\nforum.example/log2\n{}\n\nx\n"), FAULT_ACT_ORIGIN, 2, 17 },
		{ S("comity/act/v1\nforum.example/lo\n{}\n\nx\n"), FAULT_ACT_ORIGIN, 2, 16 },
		{ S(HEAD "{\n\nx\n"), FAULT_JSON_SYNTAX, 3, 1 },
		{ S(HEAD "{}\n\nx\n"), FAULT_ACT_MEMBER, 3, 1 },
		{ S(HEAD "{\"act\":\"a\"}\n\nx\n"), FAULT_ACT_MEMBER, 3, 7 },
		{ S(HEAD "{\"act\":\"a.b\",\"by\":1}\n\nx\n"), FAULT_ACT_MEMBER, 3, 13 },
		{ S(HEAD "{\"act\":\"a.b\",\"base\":{}}\n\nx\n"), FAULT_ACT_MEMBER, 3, 20 },
		{ S(HEAD JSON_LINE "\n\nxa/b\n"), FAULT_SIG_LINE, 5, 0 },
		{ S(HEAD JSON_LINE "\n\nxa/b \n"), FAULT_SIG_LINE, 5, 5 },
		{ S(HEAD JSON_LINE "\n\nxa/b ====\n"), FAULT_SIG_LINE, 5, 5 },
		{ S(HEAD JSON_LINE "\n\nxa/b AAAA\nxa AAAA\n"), FAULT_SIG_LINE, 6, 0 },
		{ S(HEAD JSON_LINE "\n\nxa/c AAAA\n"), FAULT_SIGNERS, 5, 3 },
		{ S(HEAD JSON_LINE "\n\nxa/b AAAA\nxa/b AAAA\n"), FAULT_SIGNERS, 6, 0 },
		{ S(HEAD JSON_LINE "\n\nxa/b AAAA\n"), FAULT_NONE, 0, 0 },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct entry e;
		struct fault f = submission_parse(&e, &a, cases[i].text, VECTOR_ORIGIN);
		bool is_good = cases[i].id == FAULT_NONE;
		assert_true(fault_is(f, is_good ? S("OK") : str_c(fault_name(cases[i].id))));
		assert_int_equal(f.line, cases[i].line);
		assert_int_equal(f.offset, cases[i].offset);
	}
}

static void received_is_a_positive_number_of_milliseconds(void **state)
{
	(void)state;
	static const struct {
		struct str text;
		uint32_t offset;
		int64_t ms; /* 0: refused */
	} cases[] = {
		{ S("1"), 0, 1 },
		{ S("9007199254740991"), 0, JSON_INTEGER_MAX },
		{ S("0"), 0, 0 },
		{ S("01"), 0, 0 },
		{ S("-1"), 0, 0 },
		{ S("1 "), 1, 0 },
		{ S("9007199254740992"), 15, 0 },
		{ S("10000000000000000"), 16, 0 },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct entry e;
		struct buf b;
		buf_init(&b, &a, 1000);
		buf_put(&b, cases[i].text);
		buf_put(&b, S("\n" HEAD JSON_LINE "\n\nxa/b AAAA\n"));
		struct fault f = entry_parse(&e, &a, buf_str(&b), VECTOR_ORIGIN);
		if (cases[i].ms > 0) {
			assert_true(fault_is(f, S("OK")));
			assert_int_equal(e.received.ms, cases[i].ms);
		} else {
			assert_true(fault_is(f, S("E_RECEIVED")));
			assert_int_equal(f.line, 1);
			assert_int_equal(f.offset, cases[i].offset);
		}
	}
}

static void with_is_ascending_and_may_repeat(void **state)
{
	(void)state;
	static const struct {
		const char *with;
		const char *lines;
		const char *fault;
	} cases[] = {
		{ "[\"xa/b\"]", "xa/b AAAA\nxa/b AAAA\n", "OK" },
		{ "[\"xa/b\",\"xa/b\"]", "xa/b AAAA\nxa/b AAAA\nxa/b AAAA\n", "OK" },
		{ "[\"xa/b\",\"xa/c\"]", "xa/b AAAA\nxa/b AAAA\nxa/c AAAA\n", "OK" },
		{ "[\"xa/b\",\"xa/c\"]", "xa/b AAAA\nxa/c AAAA\nxa/b AAAA\n", "E_SIGNERS" },
		{ "[\"xa/c\",\"xa/b\"]", "xa/b AAAA\nxa/c AAAA\nxa/b AAAA\n", "E_ACT_MEMBER" },
		{ "[]", "xa/b AAAA\n", "E_ACT_MEMBER" },
		{ "\"xa/b\"", "xa/b AAAA\nxa/b AAAA\n", "E_ACT_MEMBER" },
		{ "[1]", "xa/b AAAA\nxa/b AAAA\n", "E_ACT_MEMBER" },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct entry e;
		struct buf b;
		buf_init(&b, &a, 1000);
		buf_put(&b, S(HEAD));
		buf_put(&b, str_sub(S(JSON_LINE), 0, sizeof JSON_LINE - 2));
		buf_put(&b, S(",\"with\":"));
		buf_put(&b, str_c(cases[i].with));
		buf_put(&b, S("}\n\n"));
		buf_put(&b, str_c(cases[i].lines));
		struct fault f = submission_parse(&e, &a, buf_str(&b), VECTOR_ORIGIN);
		assert_true(fault_is(f, str_c(cases[i].fault)));
	}
}

static void handles_kinds_and_origins_have_their_grammar(void **state)
{
	(void)state;
	char part[80];
	memset(part, 'a', sizeof part);
	assert_true(handle_is_valid(S("kz/delegate-1")));
	assert_true(handle_is_valid(S("0/9")));
	static const struct str bad_handles[] = { { "", 0 }, { "a", 1 }, { "a/", 2 }, { "/a", 2 },
		{ "a/b/c", 5 }, { "-a/b", 4 }, { "a/b-", 4 }, { "A/b", 3 }, { "a/b_c", 5 },
		{ "a /b", 4 } };
	for (size_t i = 0; i < CM_COUNT(bad_handles); i++)
		assert_false(handle_is_valid(bad_handles[i]));
	part[32] = '/';
	assert_true(handle_is_valid((struct str){ part, 65 }));
	assert_false(handle_is_valid((struct str){ part, 66 }));
	part[32] = 'a';
	part[33] = '/';
	assert_false(handle_is_valid((struct str){ part, 60 }));
	assert_true(str_eq(handle_party(S("kz/delegate-1")), S("kz")));
	assert_true(str_eq(handle_actor(S("kz/delegate-1")), S("delegate-1")));

	assert_true(kind_is_valid(S("party.admit")));
	assert_true(kind_is_valid(S("a.b.c_9")));
	static const struct str bad_kinds[] = { { "", 0 }, { "a", 1 }, { "a.", 2 }, { ".a", 2 },
		{ "a..b", 4 }, { "a.9", 3 }, { "a._", 3 }, { "A.b", 3 }, { "a-b.c", 5 } };
	for (size_t i = 0; i < CM_COUNT(bad_kinds); i++)
		assert_false(kind_is_valid(bad_kinds[i]));
	memset(part, 'a', sizeof part);
	part[31] = '.';
	part[62] = '.';
	assert_true(kind_is_valid((struct str){ part, 62 }));
	assert_true(kind_is_valid((struct str){ part, 64 }));
	assert_false(kind_is_valid((struct str){ part, 65 }));
	part[31] = 'a';
	part[32] = '.';
	assert_false(kind_is_valid((struct str){ part, 40 }));

	char origin[ORIGIN_BYTES_MAX + 1];
	memset(origin, 'o', sizeof origin);
	assert_true(origin_is_valid((struct str){ origin, ORIGIN_BYTES_MAX }));
	assert_false(origin_is_valid((struct str){ origin, ORIGIN_BYTES_MAX + 1 }));
	assert_false(origin_is_valid(S("")));
	assert_false(origin_is_valid(S("a b")));
	assert_false(origin_is_valid(S("a+b")));
	assert_false(origin_is_valid(S("a\x7f")));
	assert_false(origin_is_valid(S("\xc3\xa9")));
	assert_true(origin_is_valid(S("forum.example/log!~")));
}

static void a_blob_has_at_most_8192_bytes(void **state)
{
	(void)state;
	for (size_t n = SSHSIG_BYTES_MAX - 3; n < SSHSIG_BYTES_MAX + 4; n++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct entry e;
		struct buf b;
		char *blob = arena_alloc(&a, n, 1);
		memset(blob, 'x', n);
		struct signature signature = { S("xa/b"), { blob, n } };
		buf_init(&b, &a, ENTRY_BYTES_MAX);
		submission_put(&b, S(HEAD JSON_LINE "\n"), &signature, 1);
		struct fault f = submission_parse(&e, &a, buf_str(&b), VECTOR_ORIGIN);
		assert_true(fault_is(f, n <= SSHSIG_BYTES_MAX ? S("OK") : S("E_SIG_LINE")));
	}
}

/* As many values, and as much to sign, as an entry can hold. */
static void the_largest_entry_is_read_in_an_arena_of_4_mib(void **state)
{
	(void)state;
	SCOPE_ARENA(given, SUPPORT_ARENA_BYTES);
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	struct entry e;
	struct buf b;
	buf_init(&b, &given, ENTRY_BYTES_MAX);
	buf_put(&b, S("1\n" HEAD));
	buf_put(&b, str_sub(S(JSON_LINE), 0, sizeof JSON_LINE - 2));
	buf_put(&b, S(",\"c\":[\"\\n\""));
	size_t line_at = 2 + sizeof HEAD - 1;
	while (b.n - line_at + 7 <= ACT_JSON_BYTES_MAX)
		buf_put(&b, S(",\"\\n\""));
	buf_put(&b, S("]}\n\nxa/b "));
	while (b.n + 5 <= ENTRY_BYTES_MAX && b.n < line_at + ACT_JSON_BYTES_MAX + 10800)
		buf_put(&b, S("AAAA"));
	buf_byte(&b, '\n');
	assert_false(b.failed);
	assert_true(fault_is(entry_parse(&e, &a, buf_str(&b), VECTOR_ORIGIN), S("OK")));
	struct str too_long = { b.p, ENTRY_BYTES_MAX + 1 };
	assert_true(fault_is(entry_parse(&e, &a, too_long, VECTOR_ORIGIN), S("E_SIZE")));
	too_long.n = SUBMISSION_BYTES_MAX + 1;
	assert_true(fault_is(submission_parse(&e, &a, too_long, VECTOR_ORIGIN), S("E_SIZE")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(malformed_vectors_are_refused_with_their_error),
		cmocka_unit_test(the_ten_acts_are_read_and_written_the_same),
		cmocka_unit_test(an_entry_of_other_bytes_is_refused_or_is_another),
		cmocka_unit_test(an_entry_cut_anywhere_is_refused),
		cmocka_unit_test(a_fault_says_line_and_offset),
		cmocka_unit_test(received_is_a_positive_number_of_milliseconds),
		cmocka_unit_test(with_is_ascending_and_may_repeat),
		cmocka_unit_test(handles_kinds_and_origins_have_their_grammar),
		cmocka_unit_test(a_blob_has_at_most_8192_bytes),
		cmocka_unit_test(the_largest_entry_is_read_in_an_arena_of_4_mib),
	};
	return cmocka_run_group_tests_name("act", tests, NULL, NULL);
}
