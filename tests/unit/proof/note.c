#include <setjmp.h>
#include <stdarg.h>
#include "base/encode.h"
#include "base/endian.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "proof/note.h"
#include "proof/sshsig.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

#define CAP (16 << 20)
#define GO_KEY S("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")

static int set_up(void **state)
{
	(void)state;
	return crypto_ready() ? 0 : 1;
}

static struct vkey key_read(struct arena *a, const char *path)
{
	struct str text = vector_read(a, path);
	struct vkey key;
	assert_int_equal(vkey_parse(&key, str_cut(&text, '\n')), FAULT_NONE);
	return key;
}

static void the_example_of_signed_note_verifies(void **state)
{
	(void)state;
	struct vkey key;
	struct note n;
	assert_int_equal(vkey_parse(&key, GO_KEY), FAULT_NONE);
	assert_int_equal(note_parse(&n, S("This is an example message.\n\n\xe2\x80\x94 "
	    "example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjO"
	    "BH3mFXmRKuwHjG1Yu72IneyaQM=\n")), FAULT_NONE);
	assert_true(str_eq(n.text, S("This is an example message.\n")));
	assert_int_equal(note_verify(&n, &key, NULL), FAULT_NONE);
	key.key[0] ^= 1;
	assert_int_equal(note_verify(&n, &key, NULL), FAULT_LOG_SIG);
}

static void a_key_is_read_and_written_alike(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct vkey key;
	struct buf b;
	buf_init(&b, &a, 200);
	assert_int_equal(vkey_parse(&key, GO_KEY), FAULT_NONE);
	vkey_put(&b, &key);
	assert_true(str_eq(buf_str(&b), GO_KEY));
	static const struct str bad[] = {
		S(""), S("+"), S("example.com/foo"), S("example.com/foo+530d903a"),
		S("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
		S("example.com/foo+530D903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
		S("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
		S("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k="),
		S("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv"),
		S("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
		S("example.com/foo+530d903a+AOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
	};
	for (size_t i = 0; i < CM_COUNT(bad); i++)
		assert_int_equal(vkey_parse(&key, bad[i]), FAULT_NOTE);
	/* A type that we do not verify. */
	struct str mldsa = vector_read(&a, "testlog/mldsa-vkey");
	assert_int_equal(vkey_parse(&key, str_cut(&mldsa, '\n')), FAULT_NOTE);
}

static void seeds_are_written_as_the_tools_of_go_read_them(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	uint8_t seed[32], back[32];
	struct vkey key, again;
	struct buf b;
	buf_init(&b, &a, 300);
	vector_key(&key, seed, vector_read(&a, "log/seeds"), S("forum.example/log"));
	note_seed_put(&b, &key, seed);
	assert_true(str_starts(buf_str(&b), S("PRIVATE+KEY+forum.example/log+821431f3+")));
	assert_int_equal(note_seed_parse(&again, back, buf_str(&b)), FAULT_NONE);
	assert_memory_equal(back, seed, sizeof(seed));
	assert_memory_equal(again.key, key.key, sizeof(key.key));
	for (size_t i = 0; i < b.n; i++) {
		struct str text = str_copy(&a, buf_str(&b));
		char *at = arena_alloc(&a, text.n, 1);
		memcpy(at, text.p, text.n);
		at[i] = at[i] == 'b' ? 'c' : 'b';
		assert_int_equal(note_seed_parse(&again, back, (struct str){ at, text.n }),
		    FAULT_NOTE);
	}
}

static void the_published_checkpoints_verify_and_say_size_and_root(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct {
		const char *note, *key;
		uint64_t size;
	} files[] = {
		{ "log/checkpoint", "log/vkey", 10 },
		{ "log/checkpoint.bare", "log/vkey", 10 },
		{ "log/checkpoint-4", "log/vkey", 4 },
		{ "testlog/checkpoint-7", "testlog/vkey", 7 },
		{ "testlog/checkpoint-70000", "testlog/vkey", 70000 },
		{ "testlog/cosigned-7", "testlog/vkey", 7 },
		{ "testlog/mldsa-cosigned-7", "testlog/vkey", 7 },
	};
	for (size_t i = 0; i < CM_COUNT(files); i++) {
		struct vkey key = key_read(&a, files[i].key);
		struct str whole = vector_read(&a, files[i].note);
		struct checkpoint c;
		struct note n;
		struct buf b;
		assert_int_equal(checkpoint_verify(&c, &n, whole, &key), FAULT_NONE);
		assert_true(c.size == files[i].size);
		assert_true(str_eq(c.origin, key.name));
		buf_init(&b, &a, 500);
		checkpoint_put(&b, &c);
		assert_true(str_eq(buf_str(&b), n.text));
		for (uint32_t k = 0; k < n.lines_count; k++)
			assert_true(n.lines[k].bytes_count >= 64);
	}
}

static void every_malformed_checkpoint_gives_its_error(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct vkey key = key_read(&a, "log/vkey");
	struct str rest = vector_read(&a, "malformed/index.tsv");
	struct row row;
	unsigned judged = 0;
	while (vector_row(&row, &rest)) {
		if (!str_eq(row.field[1], S("checkpoint")))
			continue;
		struct checkpoint c;
		struct note n;
		struct str whole = vector_read_in(&a, "malformed", row.field[0]);
		assert_string_equal(fault_name(checkpoint_verify(&c, &n, whole, &key)),
		    str_copy(&a, row.field[2]).p);
		judged++;
	}
	assert_int_equal(judged, 9);
}

/* Bytes of published files that nothing but their own maker could make again. */
static void our_signatures_are_the_published_ones_byte_for_byte(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	uint8_t seed[32];
	struct vkey key;
	struct note n;
	struct buf b;
	uint64_t time_s = 0;
	struct str seeds = vector_read(&a, "log/seeds");
	struct str whole = vector_read(&a, "log/checkpoint");
	assert_int_equal(note_parse(&n, whole), FAULT_NONE);
	buf_init(&b, &a, 4096);
	vector_key(&key, seed, seeds, S("forum.example/log"));
	note_sign(&b, n.text, &key, seed);
	assert_true(str_eq(buf_str(&b), vector_read(&a, "log/checkpoint.bare")));
	static const struct str witnesses[] = { S("witness.xa.example/w1"),
		S("witness.xb.example/w1") };
	for (size_t i = 0; i < CM_COUNT(witnesses); i++) {
		vector_key(&key, seed, seeds, witnesses[i]);
		assert_int_equal(note_verify(&n, &key, &time_s), FAULT_NONE);
		note_cosign_line(&b, n.text, &key, seed, time_s);
	}
	assert_true(str_eq(buf_str(&b), whole));
}

static void no_bit_of_a_signed_text_or_of_its_signature_can_change(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct vkey keys[2];
	uint8_t seed[32];
	struct str seeds = vector_read(&a, "log/seeds");
	vector_key(&keys[0], seed, seeds, S("forum.example/log"));
	vector_key(&keys[1], seed, seeds, S("witness.xa.example/w1"));
	struct str whole = vector_read(&a, "log/checkpoint");
	char *bytes = arena_alloc(&a, whole.n, 1);
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		struct note n;
		gen_init_case(&g, i);
		memcpy(bytes, whole.p, whole.n);
		size_t at = gen_below(&g, whole.n);
		bytes[at] = (char)(bytes[at] ^ (1 << gen_below(&g, 8)));
		if (note_parse(&n, (struct str){ bytes, whole.n }) != FAULT_NONE)
			continue;
		/* A changed text fits no key; a changed line is not that of the text's key. */
		bool text_is_same = str_eq(n.text, str_sub(whole, 0, n.text.n));
		for (size_t k = 0; k < CM_COUNT(keys); k++)
			if (note_verify(&n, &keys[k], NULL) == FAULT_NONE)
				assert_true(text_is_same);
	}
}

static void notes_are_strict(void **state)
{
	(void)state;
#define LINE "\xe2\x80\x94 a AAAAAAA=\n"
	static const struct str good[] = {
		S("text\n\n" LINE), S("\n\n" LINE), S("a\n\nb\n\n" LINE LINE), S("\n\n\n" LINE),
		S("text\n\n\xe2\x80\x94 \xd1\x8f AAAAAAA=\n"),
	};
	static const struct str bad[] = {
		S(""), S("\n"), S("text\n"), S("text\n\n"), S(LINE), S("\n" LINE),
		S("text\n\n" LINE "\n"), S("text\n\n\xe2\x80\x94 a AAAAAAA="),
		S("text\n\n- a AAAAAAA=\n"), S("text\n\n\xe2\x80\x94  AAAAAAA=\n"),
		S("text\n\n\xe2\x80\x94 a+b AAAAAAA=\n"), S("text\n\n\xe2\x80\x94 a AAAAAA==\n"),
		S("text\n\n\xe2\x80\x94 a AAAAAAB=\n"), S("text\n\n\xe2\x80\x94 a  AAAAAAA=\n"),
		S("text\n\n\xe2\x80\x94 a AAAAAAA= \n"), S("text\r\n\n" LINE), S("t\text\n\n" LINE),
		S("t\xffxt\n\n" LINE), S("text\n\n\xe2\x80\x94 a\xc2\xa0z AAAAAAA=\n"),
		S("text\n\n\xe2\x80\x94 a\xe3\x80\x80z AAAAAAA=\n"), S("text\n\n\xe2\x80\x94 a \n"),
		S("text\n\n" LINE "text\n"),
	};
	struct note n;
	for (size_t i = 0; i < CM_COUNT(good); i++)
		assert_int_equal(note_parse(&n, good[i]), FAULT_NONE);
	for (size_t i = 0; i < CM_COUNT(bad); i++)
		assert_int_equal(note_parse(&n, bad[i]), FAULT_NOTE);
}

static void a_note_has_at_most_100_lines_and_64_kibibytes(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct note n;
	struct buf b;
	buf_init(&b, &a, 2 * NOTE_BYTES_MAX);
	buf_put(&b, S("text\n\n"));
	for (unsigned i = 1; i <= NOTE_SIGNATURES_MAX + 1; i++) {
		buf_put(&b, S(LINE));
		assert_int_equal(note_parse(&n, buf_str(&b)),
		    i <= NOTE_SIGNATURES_MAX ? FAULT_NONE : FAULT_NOTE);
	}
	size_t line = S("\n" LINE).n;
	for (size_t size = NOTE_BYTES_MAX; size <= NOTE_BYTES_MAX + 1; size++) {
		buf_clear(&b);
		while (b.n < size - line - 1)
			buf_byte(&b, 'x');
		buf_put(&b, S("\n\n" LINE));
		assert_int_equal(b.n, size);
		assert_int_equal(note_parse(&n, buf_str(&b)),
		    size <= NOTE_BYTES_MAX ? FAULT_NONE : FAULT_NOTE);
	}
}

static void the_longest_text_can_be_cosigned_and_verified(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	uint8_t seed[32], public[32];
	struct vkey key;
	struct note n;
	struct buf b, line;
	memset(seed, 7, sizeof(seed));
	ed25519_public(public, seed);
	vkey_init(&key, S("w"), NOTE_COSIGNATURE, public);
	buf_init(&b, &a, NOTE_BYTES_MAX);
	buf_init(&line, &a, 1000);
	while (b.n < NOTE_BYTES_MAX - 113)
		buf_byte(&b, b.n % 100 == 99 ? '\n' : 'x');
	buf_byte(&b, '\n');
	note_cosign_line(&line, buf_str(&b), &key, seed, INT64_MAX);
	buf_byte(&b, '\n');
	buf_put(&b, buf_str(&line));
	assert_false(b.failed);
	uint64_t time_s = 0;
	assert_int_equal(note_parse(&n, buf_str(&b)), FAULT_NONE);
	assert_int_equal(note_verify(&n, &key, &time_s), FAULT_NONE);
	assert_true(time_s == INT64_MAX);
}

static void of_two_lines_of_one_key_the_first_counts(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct vkey key = key_read(&a, "log/vkey");
	struct str whole = vector_read(&a, "log/checkpoint.bare");
	size_t at = str_find_str(whole, S("\xe2\x80\x94"));
	struct str line = str_sub(whole, at, whole.n);
	struct note n;
	struct buf b;
	for (int is_first = 0; is_first < 2; is_first++) {
		uint8_t bytes[68] = { 0 };
		put_u32be(bytes, key.id);
		buf_init(&b, &a, 4096);
		buf_put(&b, str_sub(whole, 0, at));
		if (is_first)
			buf_put(&b, line);
		buf_put(&b, S("\xe2\x80\x94 forum.example/log "));
		buf_b64(&b, bytes, sizeof(bytes));
		buf_byte(&b, '\n');
		if (!is_first)
			buf_put(&b, line);
		assert_int_equal(note_parse(&n, buf_str(&b)), FAULT_NONE);
		assert_int_equal(n.lines_count, 2);
		assert_int_equal(note_verify(&n, &key, NULL),
		    is_first ? FAULT_NONE : FAULT_LOG_SIG);
	}
}

static void checkpoints_are_strict(void **state)
{
	(void)state;
#define EMPTY "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	static const struct str good[] = { S("o\n0\n" EMPTY), S("o\n9223372036854775807\n" EMPTY),
		S("o\n1\n" EMPTY "extension\nmore\n") };
	static const struct str bad[] = { S(""), S("\n"), S("o\n"), S("o\n1\n"), S("o\n1\n\n"),
		S("\n1\n" EMPTY), S("o\n01\n" EMPTY), S("o\n-1\n" EMPTY), S("o\n1 \n" EMPTY),
		S("o\n9223372036854775808\n" EMPTY), S("o\n1\n" EMPTY "\n"),
		S("o\n1\n" EMPTY "\nmore\n"), S("o\n1\nAAAA\n"),
		S("o\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"),
		S("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU") };
	struct checkpoint c;
	for (size_t i = 0; i < CM_COUNT(good); i++)
		assert_int_equal(checkpoint_parse(&c, good[i]), FAULT_NONE);
	for (size_t i = 0; i < CM_COUNT(bad); i++)
		assert_int_equal(checkpoint_parse(&c, bad[i]), FAULT_CHECKPOINT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_signed_note_verifies),
		cmocka_unit_test(a_key_is_read_and_written_alike),
		cmocka_unit_test(seeds_are_written_as_the_tools_of_go_read_them),
		cmocka_unit_test(the_published_checkpoints_verify_and_say_size_and_root),
		cmocka_unit_test(every_malformed_checkpoint_gives_its_error),
		cmocka_unit_test(our_signatures_are_the_published_ones_byte_for_byte),
		cmocka_unit_test(no_bit_of_a_signed_text_or_of_its_signature_can_change),
		cmocka_unit_test(notes_are_strict),
		cmocka_unit_test(a_note_has_at_most_100_lines_and_64_kibibytes),
		cmocka_unit_test(the_longest_text_can_be_cosigned_and_verified),
		cmocka_unit_test(of_two_lines_of_one_key_the_first_counts),
		cmocka_unit_test(checkpoints_are_strict),
	};
	return cmocka_run_group_tests_name("note", tests, set_up, NULL);
}
