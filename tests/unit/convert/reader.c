/* What the reading process answers, and what is believed of it. */
#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/limits.h"
#include "base/scope.h"
#include "convert/docx_read.h"
#include "convert/docx_write.h"
#include "convert/reader.h"
#include "convert/zip.h"
#include "text/errand.h"
#include "unit/convert/made.h"
#include "view/akn.h"
#include "view/text_plain.h"
#include "view/xliff.h"
#include <cmocka.h>

static const moment NOON = { 1480000000000 };

static struct str copy_write(struct made *m, struct str party)
{
	struct docx_copy copy = { &m->draft, party, NOON };
	struct buf b;
	struct err err;
	buf_init(&b, m->arena, ZIP_FILE_BYTES_MAX);
	if (docx_copy_write(m->arena, &copy, &b, NULL, &err) != RC_OK)
		fail_msg("%s", err.text);
	return buf_str(&b);
}

static struct str answer_of(struct made *m, enum errand_kind kind, struct str file)
{
	const struct errand e = { kind, m->draft, file };
	struct buf errand, out;
	buf_init(&errand, m->arena, ERRAND_BYTES_MAX);
	buf_init(&out, m->arena, ERRAND_ANSWER_BYTES_MAX);
	errand_put(&errand, &e);
	assert_false(errand.failed);
	reader_answer(m->arena, buf_str(&errand), &out);
	assert_false(out.failed);
	return buf_str(&out);
}

static enum rc returned_read(struct made *m, struct str answer, struct returned *r, struct err *err)
{
	const struct errand_asked of = { &m->draft, &m->words, answer };
	return errand_returned_read(r, m->arena, &of, err);
}

static void edits_equal(struct edits a, struct edits b)
{
	assert_int_equal(a.count, b.count);
	for (uint32_t i = 0; i < a.count; i++) {
		assert_int_equal(a.at[i].lo, b.at[i].lo);
		assert_int_equal(a.at[i].hi, b.at[i].hi);
		assert_true(words_eq(a.at[i].text, b.at[i].text));
	}
}

static void returned_equal(const struct made *m, const struct returned *a, const struct returned *b)
{
	for (uint32_t i = 0; i < m->draft.units_count; i++) {
		const struct returned_unit *x = &a->units[i], *y = &b->units[i];
		edits_equal(x->edits, y->edits);
		edits_equal(x->untracked, y->untracked);
		assert_int_equal(x->state, y->state);
		assert_int_equal(x->is_untracked, y->is_untracked);
		assert_int_equal(x->by_bookmark, y->by_bookmark);
		assert_int_equal(x->by_marks, y->by_marks);
		assert_int_equal(x->noise, y->noise);
		assert_int_equal(x->after, y->after);
	}
	assert_int_equal(a->added_count, b->added_count);
	for (uint32_t i = 0; i < a->added_count; i++) {
		assert_true(str_eq(a->added[i].text, b->added[i].text));
		assert_int_equal(a->added[i].after, b->added[i].after);
		assert_int_equal(a->added[i].is_tracked, b->added[i].is_tracked);
	}
	assert_int_equal(a->comments_count, b->comments_count);
	for (uint32_t i = 0; i < a->comments_count; i++)
		assert_true(str_eq(a->comments[i].text, b->comments[i].text));
	assert_int_equal(a->origin.same_base, b->origin.same_base);
}

static struct returned direct_read(struct made *m, struct str file)
{
	const struct docx_order order = { &m->draft, &m->words, file };
	struct returned r;
	struct err err;
	if (docx_read(m->arena, &order, &r, &err) != RC_OK)
		fail_msg("%s", err.text);
	return r;
}

static void an_answer_says_what_the_reader_found(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(150); i++) {
		struct gen g;
		struct made m;
		struct err err;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_small(&m, &g, &a);
		made_changes(&m, &g);
		for (uint32_t id = 1; id < 10; id += 3) {
			struct str file = copy_write(&m, id == 1 ? S("W") : made_party(&a, id));
			struct returned direct = direct_read(&m, file), answered;
			struct str answer = answer_of(&m, ERRAND_RETURN, file);
			if (returned_read(&m, answer, &answered, &err) != RC_OK)
				fail_msg("%s", err.text);
			returned_equal(&m, &direct, &answered);
		}
	}
}

/* A copy that nobody has touched proposes nothing of its own party's, and everything to somebody else. */
static void what_is_proposed_already_is_not_proposed_again(void **state)
{
	(void)state;
	uint32_t sets = 0;
	for (unsigned i = 0; i < gen_cases(150); i++) {
		struct gen g;
		struct made m;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_small(&m, &g, &a);
		made_changes(&m, &g);
		for (uint32_t id = 0; id < 10; id++) {
			struct str party = id == 0 ? S("W") : made_party(&a, id);
			struct returned r = direct_read(&m, copy_write(&m, party));
			struct returned_chosen own, other;
			returned_choose(&a, &m.draft, &r, &(struct returned_wish){ party, true }, &own);
			returned_choose(&a, &m.draft, &r, &(struct returned_wish){ S("nobody"), true },
			    &other);
			if (id > 0)
				assert_false(returned_has_changes(&m.draft, &own.left));
			assert_int_equal(other.known, 0);
			assert_int_equal(returned_has_changes(&m.draft, &other.left),
			    returned_has_changes(&m.draft, &r));
			sets += own.known > 0;
		}
	}
	assert_true(sets > 20);
}

/* Cut anywhere, or with a byte changed, it is refused or says something that holds. */
static void no_answer_is_believed_unchecked(void **state)
{
	(void)state;
	uint32_t refused = 0, taken = 0;
	for (unsigned i = 0; i < gen_cases(20); i++) {
		struct gen g;
		struct made m;
		struct returned r;
		struct err err;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_small(&m, &g, &a);
		struct str answer = answer_of(&m, ERRAND_RETURN, copy_write(&m, made_party(&a, 1)));
		for (size_t n = 0; n < answer.n; n += 1 + n / 40)
			assert_int_not_equal(returned_read(&m, str_sub(answer, 0, n), &r, &err), RC_OK);
		for (unsigned k = 0; k < 200; k++) {
			struct str bad = str_copy(&a, answer);
			char *bytes = memcpy(arena_alloc(&a, bad.n + 1, 1), bad.p, bad.n);
			bytes[gen_below(&g, bad.n)] ^= (char)(1 + gen_below(&g, 255));
			if (returned_read(&m, (struct str){ bytes, bad.n }, &r, &err) != RC_OK) {
				refused++;
				continue;
			}
			taken++;
			for (uint32_t u = 0; u < m.draft.units_count; u++) {
				struct edits normal;
				assert_int_equal(edits_normal(&a, m.draft.units[u].base, r.units[u].edits,
						     &normal, &err),
				    RC_OK);
			}
		}
	}
	assert_true(refused > 100 && taken > 100);
}

static void a_refusal_arrives_as_one(void **state)
{
	(void)state;
	struct gen g;
	struct made m;
	struct returned r;
	struct err err;
	gen_init_case(&g, 1);
	SCOPE_ARENA(a, MADE_ARENA_BYTES);
	made_small(&m, &g, &a);
	struct str answer = answer_of(&m, ERRAND_RETURN, S("this is no package"));
	assert_int_not_equal(returned_read(&m, answer, &r, &err), RC_OK);
	assert_int_not_equal(err.rc, RC_OK);
	assert_true(strlen(err.text) > 10);
	assert_int_equal(returned_read(&m, STR_NONE, &r, &err), RC_CORRUPT);
}

static void akoma_ntoso_and_word_give_their_units_and_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(40); i++) {
		struct gen g;
		struct made m;
		struct errand_units units;
		struct str words;
		struct err err;
		struct buf akn;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_prose(&m, &g, &a);
		const struct akn_order order = { m.draft.lang, S("forum"), S("The forum"), S("2026-01-01") };
		buf_init(&akn, &a, (size_t)16 << 20);
		akn_put(&akn, &a, &m.draft, &order);
		struct str answer = answer_of(&m, ERRAND_UNITS, buf_str(&akn));
		if (errand_units_read(&units, &a, answer, &err) != RC_OK)
			fail_msg("%s", err.text);
		assert_true(units.is_own);
		assert_int_equal(units.count, m.draft.units_count);
		for (uint32_t u = 0; u < units.count; u++) {
			assert_true(str_eq(units.units[u].id, m.draft.units[u].id));
			assert_true(str_eq(units.units[u].texts[0].text, m.draft.units[u].texts[0].text));
		}
		answer = answer_of(&m, ERRAND_WORDS, copy_write(&m, STR_NONE));
		if (errand_words_read(&words, answer, &err) != RC_OK)
			fail_msg("%s", err.text);
		for (uint32_t u = 0; u < units.count; u++) {
			struct str text = m.draft.units[u].texts[0].text;
			bool is_one_line =
			    str_find(text, '\n', 0) == text.n && str_find(text, '\t', 0) == text.n;
			assert_true(!is_one_line || str_find_str(words, text) < words.n || text.n == 0);
		}
	}
}

static void translations_arrive_with_what_they_translate(void **state)
{
	(void)state;
	struct gen g;
	struct made m;
	struct errand_translations all;
	struct err err;
	struct buf xliff, filled;
	gen_init_case(&g, 3);
	SCOPE_ARENA(a, MADE_ARENA_BYTES);
	made_prose(&m, &g, &a);
	buf_init(&xliff, &a, (size_t)16 << 20);
	buf_init(&filled, &a, (size_t)32 << 20);
	xliff_put(&xliff, &a, &m.draft, S("tlh"));
	struct str rest = buf_str(&xliff);
	/* Every segment without a translation gets one. */
	for (size_t at; (at = str_find_str(rest, S("</source>"))) < rest.n;) {
		buf_put(&filled, str_sub(rest, 0, at));
		rest = str_sub(rest, at + sizeof "</source>" - 1, rest.n);
		buf_put(&filled, str_starts(rest, S("<target>")) ? S("</source>")
								  : S("</source><target>tlhIngan</target>"));
	}
	buf_put(&filled, rest);
	const struct errand_asked of = { &m.draft, &m.words,
		answer_of(&m, ERRAND_TRANSLATIONS, buf_str(&filled)) };
	if (errand_translations_read(&all, &a, &of, &err) != RC_OK)
		fail_msg("%s", err.text);
	uint32_t base = 0;
	assert_true(str_eq(all.lang, S("tlh")));
	for (uint32_t i = 0; i < all.count; i++) {
		assert_false(all.at[i].is_altered);
		if (!all.at[i].is_base)
			continue;
		base++;
		assert_true(str_eq(all.at[i].source, m.draft.units[all.at[i].unit].texts[0].text));
	}
	assert_true(base > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_says_what_the_reader_found),
		cmocka_unit_test(what_is_proposed_already_is_not_proposed_again),
		cmocka_unit_test(no_answer_is_believed_unchecked),
		cmocka_unit_test(a_refusal_arrives_as_one),
		cmocka_unit_test(akoma_ntoso_and_word_give_their_units_and_words),
		cmocka_unit_test(translations_arrive_with_what_they_translate),
	};
	return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
