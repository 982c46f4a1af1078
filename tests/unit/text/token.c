#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/utf8.h"
#include "text/token.h"
#include "unit/text/support.h"
#include <cmocka.h>

#define ENDS_MAX 4096

/* Where the words of a text end, in order; the beginning is no end. */
struct ends {
	size_t at[ENDS_MAX];
	unsigned count;
};

static void ends_of(struct ends *e, struct str text)
{
	struct token_cutter t;
	struct str word;
	e->count = 0;
	token_begin(&t, text);
	while (token_next(&t, &word)) {
		assert_true(e->count < ENDS_MAX && word.n > 0);
		assert_ptr_equal(word.p, text.p + (e->count == 0 ? 0 : e->at[e->count - 1]));
		e->at[e->count++] = (size_t)(word.p - text.p) + word.n;
	}
	assert_true(text.n == 0 ? e->count == 0 : e->at[e->count - 1] == text.n);
}

static bool ends_have(const struct ends *e, size_t at)
{
	for (unsigned i = 0; i < e->count; i++)
		if (e->at[i] == at)
			return true;
	return false;
}

/* Any text: nonsense more often, because prose is tame. */
static struct str some_text(struct gen *g, struct arena *a, size_t max)
{
	return gen_chance(g, 1, 4) ? text_make_prose(g, a, (unsigned)max / 16)
				   : text_make_signs(g, a, max);
}

static void words_in_order_are_the_text_and_end_with_clusters(void **state)
{
	(void)state;
	static struct ends e;
	for (unsigned i = 0; i < gen_cases(4000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct str text = text_make_signs(&g, &a, 200);
		ends_of(&e, text);
		for (unsigned k = 0; k < e.count; k++)
			assert_true(text_cluster_ends(text, e.at[k]));
	}
}

static struct str splice(struct arena *a, struct str text, size_t from, size_t to, struct str put)
{
	struct buf b;
	buf_init(&b, a, text.n + put.n + 1);
	buf_put(&b, str_sub(text, 0, from));
	buf_put(&b, put);
	buf_put(&b, str_sub(text, to, text.n));
	return buf_str(&b);
}

static size_t point_start(struct gen *g, struct str text)
{
	size_t at = (size_t)gen_below(g, text.n + 1);
	while (at > 0 && at < text.n && ((uint8_t)text.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* Texts of one letter and many marks, strokes and full stops: what reaches farthest. */
static struct str far_text(struct gen *g, struct arena *a)
{
	static const char *const parts[] = { "a", "\xf0\x9e\xa4\x80", "7", "/", ".", "-", "'", " ",
		"\xd7\x90" };
	struct buf b;
	buf_init(&b, a, 8192);
	for (uint64_t n = gen_below(g, 24); n > 0; n--) {
		uint64_t marks = gen_chance(g, 1, 3) ? gen_below(g, TOKEN_MARKS_MAX + 3) : 0;
		uint64_t times = gen_chance(g, 1, 4) ? 1 + gen_below(g, 40) : 1;
		for (struct str part = str_c(parts[gen_below(g, CM_COUNT(parts))]); times > 0; times--)
			buf_put(&b, part);
		for (; marks > 0; marks--)
			buf_put(&b, S("\xf3\xa0\x84\x80"));
	}
	return buf_str(&b);
}

static void a_change_moves_ends_only_near_it(void **state)
{
	(void)state;
	static struct ends before, after;
	size_t farthest = 0;
	for (unsigned i = 0; i < gen_cases(6000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct str text = gen_bool(&g) ? far_text(&g, &a) : some_text(&g, &a, 600);
		struct str put = gen_bool(&g) ? some_text(&g, &a, 8) : STR_NONE;
		size_t from = point_start(&g, text), to = point_start(&g, text);
		if (from > to || gen_bool(&g))
			to = from;
		struct str changed = splice(&a, text, from, to, put);
		ends_of(&before, text);
		ends_of(&after, changed);
		for (size_t at = 1; at < text.n; at++) {
			size_t then = at <= from ? at : at - to + from + put.n;
			if (at > from && at < to)
				continue;
			if (ends_have(&before, at) == ends_have(&after, then) || then == changed.n)
				continue;
			size_t far = at <= from ? from - at : at - to;
			farthest = far > farthest ? far : farthest;
		}
	}
	assert_in_range(farthest, 60, TOKEN_WINDOW_BYTES);
}

/* One sample of Unicode's test data: its text, and where it says that something ends. */
static struct str sample_read(struct arena *a, struct str line, struct ends *e)
{
	struct buf b;
	buf_init(&b, a, 256);
	e->count = 0;
	while (line.n > 0) {
		struct str item = str_cut(&line, ' ');
		uint32_t c = 0;
		if (str_eq(item, S("÷")) && b.n > 0)
			e->at[e->count++] = b.n;
		if (str_eq(item, S("÷")) || str_eq(item, S("×")))
			continue;
		for (size_t i = 0; i < item.n; i++) {
			char h = item.p[i];
			c = c << 4 | (uint32_t)(h <= '9' ? h - '0' : h - 'A' + 10);
		}
		for (int shift = c < 0x80 ? 0 : c < 0x800 ? 6 : c < 0x10000 ? 12 : 18, lead = 1;
		     shift >= 0; shift -= 6, lead = 0) {
			uint32_t mark = c < 0x80 ? 0 : !lead ? 0x80 : c < 0x800 ? 0xc0
				      : c < 0x10000 ? 0xe0 : 0xf0;
			buf_byte(&b, (uint8_t)(mark | (c >> shift & (lead ? 0xff : 0x3f))));
		}
	}
	return buf_str(&b);
}

static bool sample_next(struct str *file, struct str *line)
{
	do
		*line = str_cut(file, '\n');
	while (file->n > 0 && str_starts(*line, S("#")));
	return line->n > 0 && !str_starts(*line, S("#"));
}

static void clusters_of_unicodes_own_test_are_not_cut(void **state)
{
	(void)state;
	static struct ends clusters, e;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str file = test_file(&a, "vectors/unicode/GraphemeBreakTest.txt"), line;
	unsigned samples = 0;
	for (; sample_next(&file, &line); samples++) {
		struct str text = sample_read(&a, line, &clusters);
		assert_int_equal(utf8_invalid_at(text), text.n);
		ends_of(&e, text);
		for (unsigned i = 0; i < e.count; i++)
			assert_true(ends_have(&clusters, e.at[i]));
	}
	assert_int_equal(samples, 602);
}

static size_t point_before(struct str text, size_t at)
{
	do
		at--;
	while (((uint8_t)text.p[at] & 0xc0) == 0x80);
	return at;
}

/* Where ours ends though Unicode's does not, or the other way round, and why. */
static bool differs_knowingly(struct str text, size_t at)
{
	struct sign_range r = { 0, 0, 0 };
	size_t n, last = point_before(text, at);
	enum sign after = sign_kind(sign_look(&r, utf8_get(text, at, &n)));
	enum sign before = sign_kind(sign_look(&r, utf8_get(text, last, &n)));
	if (before == SIGN_SPACE) /* white space belongs to what follows it */
		return true;
	while (last > 0 && (before == SIGN_MARK || before == SIGN_JOINER)) {
		last = point_before(text, last);
		before = sign_kind(sign_look(&r, utf8_get(text, last, &n)));
	}
	/* Each kana is alone, a low line beside it too; flags are not cut into pairs. */
	return before == SIGN_ALONE || after == SIGN_ALONE || after == SIGN_FLAG;
}

static void words_of_unicodes_own_test_are_ours_but_for_known_rules(void **state)
{
	(void)state;
	static struct ends words, e;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str file = test_file(&a, "vectors/unicode/WordBreakTest.txt"), line;
	unsigned samples = 0, compared = 0;
	for (; sample_next(&file, &line); samples++) {
		struct str text = sample_read(&a, line, &words);
		ends_of(&e, text);
		for (size_t at = 1; at < text.n; at++) {
			if (((uint8_t)text.p[at] & 0xc0) == 0x80 || differs_knowingly(text, at))
				continue;
			compared++;
			assert_int_equal(ends_have(&e, at), ends_have(&words, at));
		}
	}
	assert_int_equal(samples, 1823);
	assert_true(compared > 3000);
}

/* tests/vectors/words.tsv: each line a text, a tab where a word ends. They are part of the format. */
static void the_vectors_of_the_format_are_cut_as_they_say(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str file = test_file(&a, "vectors/words.tsv"), line;
	unsigned lines = 0;
	assert_int_equal(TEXT_TOKENISER, 1);
	for (; sample_next(&file, &line); lines++) {
		struct token_cutter t;
		struct buf text;
		struct str word, rest = line;
		buf_init(&text, &a, line.n + 1);
		while (rest.n > 0)
			buf_put(&text, str_cut(&rest, '\t'));
		token_begin(&t, buf_str(&text));
		for (rest = line; token_next(&t, &word);) {
			struct str said = str_cut(&rest, '\t');
			assert_int_equal(word.n, said.n);
			assert_memory_equal(word.p, said.p, said.n);
		}
		assert_int_equal(rest.n, 0);
	}
	assert_true(lines >= 30);
}

static void the_table_never_changes(void **state)
{
	(void)state;
	struct sign_range r = { 0, 0, 0 };
	uint64_t sum = 0, counts[SIGN__COUNT] = { 0 };
	for (uint32_t c = 0; c < 0x110000; c++) {
		struct sign_range none = { 0, 0, 0 };
		uint8_t sign = sign_look(&r, c);
		if (c % 31 == 0) /* the remembered range changes nothing */
			assert_int_equal(sign_look(&none, c), sign);
		assert_true(sign_kind(sign) < SIGN__COUNT);
		counts[sign_kind(sign)]++;
		sum = (sum ^ sign) * UINT64_C(0x100000001b3); /* FNV */
	}
	assert_int_equal(counts[SIGN_SPACE], 25);
	assert_int_equal(counts[SIGN_FLAG], 26);
	assert_int_equal(sum, UINT64_C(0xa4ce2b523bb98b59));
}

static void classes_are_those_of_the_tokens(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		enum word_class class;
	} rows[] = {
		{ " States", WORD_LETTERS }, { "развития", WORD_LETTERS }, { "_x", WORD_LETTERS },
		{ " 10,000.5", WORD_NUMBER }, { "2nd", WORD_NUMBER }, { "约", WORD_ALONE },
		{ " น้", WORD_ALONE }, { ",", WORD_PUNCT }, { " /", WORD_PUNCT }, { "🇰🇿", WORD_PUNCT },
		{ "__", WORD_PUNCT }, { "", WORD_PUNCT }, { " A/RES/78/272", WORD_REFERENCE },
		{ "1/CP.21", WORD_REFERENCE },
	};
	for (size_t i = 0; i < CM_COUNT(rows); i++)
		assert_int_equal(token_class(str_c(rows[i].word)), rows[i].class);
}

static void trimming_takes_white_space_of_every_kind_and_nothing_else(void **state)
{
	(void)state;
	assert_true(str_eq(token_trim(S(" \t\n\xc2\xa0\xe3\x80\x80")), STR_NONE));
	assert_true(str_eq(token_trim(S("\xe2\x80\xaf" "a b\xc2\xa0")), S("a b")));
	for (unsigned i = 0; i < gen_cases(1000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct str text = text_make_signs(&g, &a, 60), once = token_trim(text);
		assert_true(str_eq(token_trim(once), once));
		assert_true(str_eq(token_core(once), once));
		struct str before = { text.p, (size_t)(once.p - text.p) };
		struct str after = str_sub(text, before.n + once.n, text.n);
		assert_int_equal(token_core(before).n + token_core(after).n, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_in_order_are_the_text_and_end_with_clusters),
		cmocka_unit_test(a_change_moves_ends_only_near_it),
		cmocka_unit_test(clusters_of_unicodes_own_test_are_not_cut),
		cmocka_unit_test(words_of_unicodes_own_test_are_ours_but_for_known_rules),
		cmocka_unit_test(the_vectors_of_the_format_are_cut_as_they_say),
		cmocka_unit_test(the_table_never_changes),
		cmocka_unit_test(classes_are_those_of_the_tokens),
		cmocka_unit_test(trimming_takes_white_space_of_every_kind_and_nothing_else),
	};
	return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
