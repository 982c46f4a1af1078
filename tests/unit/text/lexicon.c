#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/limits.h"
#include "lib/panics.h"
#include "text/token.h"
#include "unit/text/support.h"
#include <cmocka.h>

static struct str any_text(struct gen *g, struct arena *a)
{
	return token_trim(
	    gen_bool(g) ? text_make_prose(g, a, 40) : text_make_signs(g, a, 200));
}

static void the_words_of_a_text_are_that_text(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct lexicon l;
		lexicon_init(&l, &a, gen_u64(&g));
		struct str text = any_text(&g, &a);
		struct words w = text_words(&l, &a, text), again = text_words(&l, &a, text);
		assert_true(str_eq(words_str(&l, &a, w), text));
		assert_true(words_eq(w, again));
		assert_true((w.count == 0) == (text.n == 0));
	}
}

static void a_word_has_one_number_and_a_number_one_word(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct lexicon l;
	lexicon_init(&l, &a, 7);
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		gen_init_case(&g, i);
		(void)text_words(&l, &a, any_text(&g, &a));
	}
	assert_true(l.words.count > 300);
	for (uint32_t i = 0; i < l.words.count; i++) {
		uint32_t number;
		assert_int_equal(lexicon_put(&l, lexicon_word(&l, i), &number, NULL), RC_OK);
		assert_int_equal(number, i);
	}
}

/* The first word is as if a space stood before it, wherever it came from. */
static void the_first_word_can_be_taken_away_and_put_back(void **state)
{
	(void)state;
	unsigned compared = 0;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct lexicon l;
		lexicon_init(&l, &a, 1);
		struct words w = text_words(&l, &a, text_make_prose(&g, &a, 40));
		if (w.count < 2)
			continue;
		struct str second = lexicon_word(&l, w.at[1]);
		if (second.p[0] != ' ' || token_core(second).n != second.n - 1)
			continue; /* its own white space is not one space */
		struct words rest = { w.at + 1, w.count - 1 };
		struct str text = words_str(&l, &a, rest);
		compared++;
		assert_true(words_eq(text_words(&l, &a, text), rest));
	}
	assert_true(compared > 500);
	SCOPE_ARENA(a, ARENA_BYTES);
	struct lexicon l;
	lexicon_init(&l, &a, 1);
	struct words all = text_words(&l, &a, S("All Member States"));
	struct words some = text_words(&l, &a, S("Member States"));
	assert_true(words_eq((struct words){ all.at + 1, 2 }, some));
	assert_true(str_eq(words_show(&l, &a, all), S("< All>< Member>< States>")));
}

static void a_piece_keeps_the_white_space_it_begins_with(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct lexicon l;
	struct words w;
	struct buf b;
	lexicon_init(&l, &a, 1);
	assert_int_equal(words_cut_piece(&l, &a, S(""), &w, NULL), RC_OK);
	assert_int_equal(w.count, 0);
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		struct err err;
		gen_init_case(&g, i);
		struct str text = text_make_signs(&g, &a, 60);
		size_t end = (size_t)(token_trim(text).p - text.p) + token_trim(text).n;
		enum rc rc = words_cut_piece(&l, &a, text, &w, &err);
		bool is_whole = end == text.n && (text.n == 0 || token_core(text).n > 0);
		assert_int_equal(rc, is_whole ? RC_OK : RC_INVALID);
		if (rc != RC_OK)
			continue;
		buf_init(&b, &a, 100);
		words_piece(&l, &b, w);
		assert_true(str_eq(buf_str(&b), text));
	}
}

static void what_is_no_text_is_refused_and_leaves_the_result_alone(void **state)
{
	(void)state;
	static const char *const bad[] = { " a", "a ", "\u00a0a", "a\n", " ", "a\xff", "\xe2\x82",
		"a \xed\xa0\x80" };
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct lexicon l;
		struct words w = { NULL, 77 };
		struct err err;
		lexicon_init(&l, &a, 1);
		assert_int_equal(words_cut(&l, &a, str_c(bad[i]), &w, &err), RC_INVALID);
		assert_int_equal(err.rc, RC_INVALID);
		assert_int_equal(w.count, 77);
	}
}

static void limits_are_refused_and_the_lexicon_goes_on(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct lexicon l;
	struct words w = { NULL, 77 };
	struct err err;
	char *big = arena_alloc(&a, UNIT_BYTES_MAX + 1, 1);
	memset(big, 'a', UNIT_BYTES_MAX + 1);
	lexicon_init(&l, &a, 1);
	assert_int_equal(
	    words_cut(&l, &a, (struct str){ big, UNIT_BYTES_MAX + 1 }, &w, &err), RC_LIMIT);
	assert_int_equal(words_cut(&l, &a, (struct str){ big, UNIT_BYTES_MAX }, &w, &err), RC_OK);
	assert_int_equal(w.count, 1);
	memset(big, '!', UNIT_WORDS_MAX + 1);
	assert_int_equal(
	    words_cut(&l, &a, (struct str){ big, UNIT_WORDS_MAX + 1 }, &w, &err), RC_LIMIT);
	assert_int_equal(w.count, 1);
	assert_int_equal(words_cut(&l, &a, (struct str){ big, UNIT_WORDS_MAX }, &w, &err), RC_OK);
	assert_int_equal(w.count, UNIT_WORDS_MAX);

	uint32_t words = l.words.count;
	l.words_max = words + 2;
	assert_int_equal(words_cut(&l, &a, S("one two three"), &w, &err), RC_LIMIT);
	assert_int_equal(l.words.count, words + 2);
	assert_int_equal(words_cut(&l, &a, S("two one"), &w, &err), RC_OK);
	l.words_max = words + 9;
	l.bytes_max = l.bytes + 3;
	assert_int_equal(words_cut(&l, &a, S("four"), &w, &err), RC_LIMIT);
	assert_int_equal(words_cut(&l, &a, S("xy"), &w, &err), RC_OK);
	assert_int_equal(words_cut(&l, &a, S("z"), &w, &err), RC_LIMIT);
}

static void ask_for_nothing(void *ctx)
{
	(void)lexicon_word(ctx, 0);
}

static void asking_for_a_word_that_is_not_there_panics(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct lexicon l;
	lexicon_init(&l, &a, 1);
	assert_true(panics(ask_for_nothing, &l, "at < t->count"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_of_a_text_are_that_text),
		cmocka_unit_test(a_word_has_one_number_and_a_number_one_word),
		cmocka_unit_test(the_first_word_can_be_taken_away_and_put_back),
		cmocka_unit_test(a_piece_keeps_the_white_space_it_begins_with),
		cmocka_unit_test(what_is_no_text_is_refused_and_leaves_the_result_alone),
		cmocka_unit_test(limits_are_refused_and_the_lexicon_goes_on),
		cmocka_unit_test(asking_for_a_word_that_is_not_there_panics),
	};
	return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
