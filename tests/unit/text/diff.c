#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/diff.h"
#include "text/token.h"
#include "unit/text/support.h"
#include <cmocka.h>

#define SHORT_MAX 16 /* words of a text that the slow way compares */

struct world {
	struct arena arena;
	struct lexicon lexicon;
};

static void world_init(struct world *w)
{
	arena_init(&w->arena, ARENA_BYTES);
	lexicon_init(&w->lexicon, &w->arena, 1);
}

/* Words of a small alphabet, of which none is short: nothing is joined but what touches. */
static struct words letters_make(struct gen *g, struct world *w, unsigned letters, unsigned count)
{
	static const char *const words[] = { " alpha", " beta", " gamma", " delta" };
	uint32_t *at = arena_array(&w->arena, uint32_t, count + 1);
	for (unsigned i = 0; i < count; i++)
		assert_int_equal(lexicon_put(&w->lexicon, str_c(words[gen_below(g, letters)]),
				     &at[i], NULL),
		    RC_OK);
	return (struct words){ at, count };
}

static bool gap_is_short(const struct lexicon *l, struct words base, uint32_t lo, uint32_t hi)
{
	if (hi - lo > DIFF_GAP_WORDS)
		return false;
	for (; lo < hi; lo++) {
		struct str word = lexicon_word(l, base.at[lo]);
		enum word_class class = token_class(word);
		if (class == WORD_NUMBER || class == WORD_REFERENCE)
			return false;
		if (class == WORD_LETTERS && utf8_count(token_core(word)) > DIFF_SHORT_POINTS)
			return false;
	}
	return true;
}

/* All that the header promises of any two texts, but how few the edits are. */
static void edits_check(struct world *w, struct words base, struct words changed, struct edits e)
{
	struct edits normal;
	struct err err;
	assert_true(words_eq(edits_apply(&w->arena, base, e), changed));
	assert_int_equal(edits_normal(&w->arena, base, e, &normal, &err), RC_OK);
	assert_int_equal(normal.count, e.count);
	for (uint32_t i = 0; i < e.count; i++) {
		const struct edit *a = &e.at[i];
		assert_int_equal(normal.at[i].lo, a->lo);
		assert_int_equal(normal.at[i].hi, a->hi);
		if (a->lo < a->hi && a->text.count > 0) {
			assert_true(base.at[a->lo] != a->text.at[0]);
			assert_true(base.at[a->hi - 1] != a->text.at[a->text.count - 1]);
		}
		if (i > 0)
			assert_false(gap_is_short(&w->lexicon, base, e.at[i - 1].hi, a->lo));
	}
}

static struct edits promises_check(struct world *w, struct words base, struct words changed)
{
	struct edits e = edits_between(&w->arena, &w->lexicon, base, changed);
	edits_check(w, base, changed, e);
	return e;
}

/* Words deleted and inserted by the longest common subsequence, from its definition. */
static uint32_t cost_slowly(struct words a, struct words b)
{
	uint32_t longest[SHORT_MAX + 1][SHORT_MAX + 1] = { { 0 } };
	for (uint32_t i = 1; i <= a.count; i++)
		for (uint32_t j = 1; j <= b.count; j++) {
			uint32_t up = longest[i - 1][j], left = longest[i][j - 1];
			longest[i][j] = a.at[i - 1] == b.at[j - 1] ? longest[i - 1][j - 1] + 1
			    : up > left                             ? up
								    : left;
		}
	return a.count + b.count - 2 * longest[a.count][b.count];
}

static uint32_t cost_of(struct edits e)
{
	uint32_t cost = 0;
	for (uint32_t i = 0; i < e.count; i++)
		cost += e.at[i].hi - e.at[i].lo + e.at[i].text.count;
	return cost;
}

static void letters_check(struct world *w, struct words base, struct words changed)
{
	struct edits e = promises_check(w, base, changed);
	assert_int_equal(cost_of(e), cost_slowly(base, changed));
	for (uint32_t i = 0; i < e.count; i++) { /* none could stand later */
		const struct edit *a = &e.at[i];
		if (a->hi == base.count)
			continue;
		if (a->text.count == 0)
			assert_true(base.at[a->hi] != base.at[a->lo]);
		if (a->lo == a->hi)
			assert_true(base.at[a->hi] != a->text.at[0]);
	}
}

static void every_pair_of_small_texts_differs_as_little_as_it_can(void **state)
{
	(void)state;
	struct gen g;
	struct world w;
	unsigned pairs = 0;
	world_init(&w);
	gen_init_all(&g);
	do {
		struct words base = letters_make(&g, &w, 3, (unsigned)gen_below(&g, 5));
		struct words changed = letters_make(&g, &w, 3, (unsigned)gen_below(&g, 5));
		letters_check(&w, base, changed);
		if (++pairs % 1000 == 0) {
			arena_release(&w.arena);
			world_init(&w);
		}
	} while (gen_next(&g));
	assert_int_equal(pairs, 121 * 121);
	arena_release(&w.arena);
}

static void larger_texts_differ_as_little_as_they_can(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(5000); i++) {
		struct gen g;
		struct world w;
		gen_init_case(&g, i);
		world_init(&w);
		unsigned letters = 2 + (unsigned)gen_below(&g, 3);
		struct words base =
		    letters_make(&g, &w, letters, (unsigned)gen_below(&g, SHORT_MAX + 1));
		struct words changed =
		    letters_make(&g, &w, letters, (unsigned)gen_below(&g, SHORT_MAX + 1));
		letters_check(&w, base, changed);
		arena_release(&w.arena);
	}
}

static void edits_of_prose_hold_what_is_promised(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		struct world w;
		gen_init_case(&g, i);
		world_init(&w);
		struct str text = gen_chance(&g, 1, 4)
		    ? token_trim(text_make_signs(&g, &w.arena, 200))
		    : text_make_prose(&g, &w.arena, 60);
		struct str other = gen_chance(&g, 1, 4)
		    ? token_trim(text_make_signs(&g, &w.arena, 200))
		    : text_make_change(&g, &w.arena, text);
		struct words base = text_words(&w.lexicon, &w.arena, text);
		struct words changed = text_words(&w.lexicon, &w.arena, token_trim(other));
		struct edits e = promises_check(&w, base, changed);
		assert_true((e.count == 0) == words_eq(base, changed));
		assert_int_equal(promises_check(&w, base, base).count, 0);
		assert_true(str_eq(
		    words_str(&w.lexicon, &w.arena, edits_apply(&w.arena, base, e)),
		    token_trim(other)));
		arena_release(&w.arena);
	}
}

/* Numbers depend on what was read before; edits do not. */
static void edits_do_not_depend_on_the_numbers_of_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct gen g;
		struct world w;
		struct lexicon other;
		gen_init_case(&g, i);
		world_init(&w);
		lexicon_init(&other, &w.arena, 99);
		struct str text = text_make_prose(&g, &w.arena, 60);
		struct str changed = token_trim(text_make_change(&g, &w.arena, text));
		struct words b1 = text_words(&w.lexicon, &w.arena, text);
		struct words c1 = text_words(&w.lexicon, &w.arena, changed);
		struct words c2 = text_words(&other, &w.arena, changed);
		struct words b2 = text_words(&other, &w.arena, text);
		struct edits e1 = edits_between(&w.arena, &w.lexicon, b1, c1);
		struct edits e2 = edits_between(&w.arena, &other, b2, c2);
		assert_int_equal(e1.count, e2.count);
		for (uint32_t k = 0; k < e1.count; k++) {
			assert_int_equal(e1.at[k].lo, e2.at[k].lo);
			assert_int_equal(e1.at[k].hi, e2.at[k].hi);
			assert_int_equal(e1.at[k].text.at - c1.at, e2.at[k].text.at - c2.at);
			assert_int_equal(e1.at[k].text.count, e2.at[k].text.count);
		}
		arena_release(&w.arena);
	}
}

/* "from=>to" of each edit, one after the other in bars. */
static struct str edits_show(struct world *w, struct str text, struct str changed)
{
	struct words base = text_words(&w->lexicon, &w->arena, text);
	struct words now = text_words(&w->lexicon, &w->arena, changed);
	struct edits e = promises_check(w, base, now);
	struct buf b;
	buf_init(&b, &w->arena, 4096);
	for (uint32_t i = 0; i < e.count; i++) {
		const struct edit *a = &e.at[i];
		words_piece(&w->lexicon, &b, (struct words){ base.at + a->lo, a->hi - a->lo });
		buf_put(&b, S("=>"));
		words_piece(&w->lexicon, &b, a->text);
		buf_byte(&b, '|');
	}
	return buf_str(&b);
}

static void edits_read_as_a_drafter_would_say_them(void **state)
{
	(void)state;
	static const struct {
		const char *base, *changed, *edits;
	} rows[] = {
		{ "", "", "" },
		{ "", "Decides to meet", "=> Decides to meet|" },
		{ "Decides to meet", "", " Decides to meet=>|" },
		{ "Member States shall act", "All Member States shall act", "=> All|" },
		{ "All Member States shall act", "Member States shall act", " All=>|" },
		{ "Member States shall act", "Member States should act", " shall=> should|" },
		/* Words changed side by side, or with little between, are one proposal. */
		{ "States shall act on the report", "States should decide on a report",
		    " shall act on the=> should decide on a|" },
		{ "shall cooperate closely and regularly", "should cooperate closely and often",
		    " shall=> should| regularly=> often|" },
		{ "measures of trust and safety", "steps of faith and security",
		    " measures of trust and safety=> steps of faith and security|" },
		/* A number between is never taken in; nor are more than two words. */
		{ "first 5 members", "last 5 parties", " first=> last| members=> parties|" },
		{ "see A/RES/78/272 here", "recall A/RES/78/272 now",
		    " see=> recall| here=> now|" },
		{ "open to one of them", "held to one of those",
		    " open=> held| them=> those|" },
		{ "open to all of us now", "held to all of us soon", " open=> held| now=> soon|" },
		/* What could stand in two places stands in the later. */
		{ "peace. Security.", "peace. Trust. Security.", "=> Trust.|" },
		{ "peace, security", "peace, trust, security", "=> trust,|" },
		{ "peace, trust, security", "peace, security", " trust,=>|" },
		{ "the members", "the the members", "=> the|" },
		/* Only the symbol changes, whole. */
		{ "recalling A/RES/78/272, decides", "recalling A/RES/79/1, decides",
		    " A/RES/78/272=> A/RES/79/1|" },
		{ "мирное развитие региона", "мирного развития региона",
		    " мирное развитие=> мирного развития|" },
		{ "устойчивое развитие", "устойчивое развития", " развитие=> развития|" },
		{ "государства-члены решили", "государства-участники решили", "члены=>участники|" },
		{ "缔约方应合作保护海洋", "缔约方应密切合作保护海洋", "=>密切|" },
		{ "缔约方应合作", "缔约国可合作", "方应=>国可|" },
		{ "和平与安全合作组织会议", "和睦与安定合作组织大会",
		    "平与安全=>睦与安定|会议=>大会|" },
		{ "تتعاون الدول الأعضاء في المنطقة", "تتعاون الدول في المنطقة", " الأعضاء=>|" },
	};
	for (size_t i = 0; i < CM_COUNT(rows); i++) {
		struct world w;
		world_init(&w);
		struct str shown = edits_show(&w, str_c(rows[i].base), str_c(rows[i].changed));
		if (!str_eq(shown, str_c(rows[i].edits)))
			fail_msg("%s\n%.*s", rows[i].edits, STR_ARG(shown));
		arena_release(&w.arena);
	}
}

static void changes_of_real_texts_are_found_again(void **state)
{
	(void)state;
	static const char *const files[] = { "corpus/bbnj-en.txt", "corpus/bbnj-ru.txt",
		"corpus/bbnj-ar.txt", "corpus/bbnj-zh.txt" };
	for (unsigned i = 0; i < gen_cases(10) * CM_COUNT(files); i++) {
		struct gen g;
		struct world w;
		gen_init_case(&g, i);
		world_init(&w);
		struct str text = token_trim(test_file(&w.arena, files[i % CM_COUNT(files)]));
		struct str changed = token_trim(text_make_change(&g, &w.arena, text));
		struct words base = text_words(&w.lexicon, &w.arena, text);
		struct words now = text_words(&w.lexicon, &w.arena, changed);
		assert_true(base.count > 500);
		struct edits e = promises_check(&w, base, now);
		assert_true(e.count > 1 && cost_of(e) < base.count + now.count);
		assert_true(str_eq(words_str(&w.lexicon, &w.arena, edits_apply(&w.arena, base, e)),
		    changed));
		arena_release(&w.arena);
	}
}

/* Random words of which few recur in order: the dearest there is. */
static struct words noise_make(struct gen *g, struct world *w, uint32_t count)
{
	uint32_t *at = arena_array(&w->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) {
		char word[5] = { ' ', 'q', 0, 0, 'z' };
		word[2] = (char)('a' + gen_below(g, 26));
		word[3] = (char)('a' + gen_below(g, 26));
		assert_int_equal(lexicon_put(&w->lexicon, (struct str){ word, sizeof word }, &at[i],
				     NULL),
		    RC_OK);
	}
	return (struct words){ at, count };
}

static void texts_with_little_in_common_are_compared_in_pieces(void **state)
{
	(void)state;
	struct gen g;
	struct world w;
	world_init(&w);
	gen_init_case(&g, 0);
	struct words base = noise_make(&g, &w, UNIT_WORDS_MAX);
	struct words changed = noise_make(&g, &w, UNIT_WORDS_MAX);
	struct edits e = promises_check(&w, base, changed);
	assert_true(e.count > 1000);
	base.count = changed.count = 2000;
	uint32_t fewest = cost_of(promises_check(&w, base, changed)), before = 4001;
	for (uint32_t steps = 8000; steps <= UINT32_C(1) << 24; steps *= 8) {
		e = edits_between_within(&w.arena, &w.lexicon, base, changed, steps);
		edits_check(&w, base, changed, e);
		assert_in_range(cost_of(e), fewest, before);
		before = cost_of(e) + cost_of(e) / 20; /* more steps help, but for chance */
	}
	arena_release(&w.arena);
}

/* Pieces meet inside words that are equal on both sides, and what is left is still right. */
static void pieces_of_any_size_are_right(void **state)
{
	(void)state;
	unsigned dearer = 0;
	for (unsigned i = 0; i < gen_cases(4000); i++) {
		struct gen g;
		struct world w;
		gen_init_case(&g, i);
		world_init(&w);
		unsigned letters = 2 + (unsigned)gen_below(&g, 3);
		struct words base = letters_make(&g, &w, letters, (unsigned)gen_below(&g, 40));
		struct words changed = letters_make(&g, &w, letters, (unsigned)gen_below(&g, 40));
		struct edits fewest = promises_check(&w, base, changed);
		struct edits e = edits_between_within(
		    &w.arena, &w.lexicon, base, changed, (uint32_t)gen_below(&g, 2000));
		edits_check(&w, base, changed, e);
		assert_true(cost_of(e) >= cost_of(fewest));
		dearer += cost_of(e) > cost_of(fewest);
		arena_release(&w.arena);
	}
	assert_true(dearer > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_of_small_texts_differs_as_little_as_it_can),
		cmocka_unit_test(larger_texts_differ_as_little_as_they_can),
		cmocka_unit_test(edits_of_prose_hold_what_is_promised),
		cmocka_unit_test(edits_do_not_depend_on_the_numbers_of_words),
		cmocka_unit_test(edits_read_as_a_drafter_would_say_them),
		cmocka_unit_test(changes_of_real_texts_are_found_again),
		cmocka_unit_test(texts_with_little_in_common_are_compared_in_pieces),
		cmocka_unit_test(pieces_of_any_size_are_right),
	};
	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
