#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/fmt.h"
#include "base/limits.h"
#include "text/import.h"
#include "text/token.h"
#include "unit/text/support.h"
#include <cmocka.h>

#define IMPORT_ARENA_BYTES ((size_t)256 * 1024 * 1024)

struct world {
	struct arena arena;
	struct lexicon words;
	struct import_order order;
	struct imported got;
};

static void world_init(struct world *w, enum import_format format)
{
	memset(w, 0, sizeof *w);
	arena_init(&w->arena, IMPORT_ARENA_BYTES);
	lexicon_init(&w->words, &w->arena, 1);
	w->order = (struct import_order){ &w->words, STR_NONE, format, S("en") };
}

static enum rc import(struct world *w, struct str source, struct err *err)
{
	w->order.source = source;
	return draft_import(&w->arena, &w->order, &w->got, err);
}

static void import_file(struct world *w, const char *path)
{
	struct err err;
	world_init(w, str_ends(str_c(path), S(".md")) ? IMPORT_MARKDOWN : IMPORT_PLAIN);
	if (import(w, test_file(&w->arena, path), &err) != RC_OK)
		fail_msg("%s: %s", path, err.text);
}

/* One line a unit: kind, parent, label, text. */
static struct str shown(struct world *w)
{
	struct buf b;
	buf_init(&b, &w->arena, UNIT_BYTES_MAX);
	for (uint32_t i = 0; i < w->got.units_count; i++) {
		const struct draft_unit *u = &w->got.units[i];
		buf_fmt(&b, "%.*s", STR_ARG(unit_kind_name(u->kind)));
		if (u->parent != DRAFT_NONE)
			buf_fmt(&b, "^%u", u->parent);
		buf_fmt(&b, " <%.*s> %.*s\n", STR_ARG(u->label), STR_ARG(u->texts[0].text));
	}
	return buf_str(&b);
}

static void gives(enum import_format format, const char *source, const char *units)
{
	struct world w;
	struct err err;
	world_init(&w, format);
	assert_int_equal(import(&w, str_c(source), &err), RC_OK);
	struct str got = str_copy(&w.arena, shown(&w));
	assert_string_equal(got.p, units);
	arena_release(&w.arena);
}

/* ---- words --------------------------------------------------------------------------------------- */

/* All that is no white space, and none of the marks that a format may lose. */
static struct str bare(struct arena *a, struct str s, const char *lost)
{
	struct token_cutter t;
	struct str word;
	struct buf b;
	buf_init(&b, a, 2 * IMPORT_BYTES_MAX);
	token_begin(&t, s);
	while (token_next(&t, &word)) {
		struct str core = token_core(word);
		for (size_t i = 0; i < core.n; i++)
			if (str_find(str_c(lost), core.p[i], 0) == strlen(lost))
				buf_byte(&b, (uint8_t)core.p[i]);
	}
	assert_false(b.failed);
	return buf_str(&b);
}

/* The draft with everything kept: labels, and the words of the bases. */
static struct str rendered(struct world *w)
{
	struct buf b;
	buf_init(&b, &w->arena, 2 * IMPORT_BYTES_MAX);
	for (uint32_t i = 0; i < w->got.units_count; i++) {
		const struct draft_unit *u = &w->got.units[i];
		buf_fmt(&b, "%.*s ", STR_ARG(u->label));
		words_text(&w->words, &b, u->base);
		buf_byte(&b, '\n');
	}
	assert_false(b.failed);
	return buf_str(&b);
}

static void check_words(struct world *w, struct str source)
{
	const char *lost = w->order.format == IMPORT_MARKDOWN ? "*_\\#|-=:" : "|-: ";
	struct str is = bare(&w->arena, rendered(w), lost),
		   was = bare(&w->arena, source, lost);
	if (!str_eq(is, was)) {
		size_t at = 0;
		while (at < is.n && at < was.n && is.p[at] == was.p[at])
			at++;
		fail_msg("words differ: \"%.*s\" for \"%.*s\"", STR_ARG(str_sub(is, at, at + 60)),
		    STR_ARG(str_sub(was, at, at + 60)));
	}
}

static const char *const files[] = {
	"corpus/text/unfccc-2015-10-23-draft-agreement.md",
	"corpus/text/unfccc-2015-12-09-draft-agreement.md",
	"corpus/text/unfccc-2015-12-12-paris-agreement.md",
	"corpus/text/cica-declarations-excerpts.md",
	"corpus/text/unfccc-2015-10-05-cochairs-nonpaper.txt",
	"corpus/text/unfccc-2014-lima-1cp20-elements-with-options.txt",
	"corpus/text/unga-A-RES-77-321.txt",
	"corpus/bbnj-en.txt",
	"corpus/bbnj-ru.txt",
	"corpus/bbnj-ar.txt",
	"corpus/bbnj-zh.txt",
};

static void no_word_of_a_real_text_is_lost_or_moved(void **state)
{
	(void)state;
	for (size_t i = 0; i < CM_COUNT(files); i++) {
		struct world w;
		import_file(&w, files[i]);
		check_words(&w, w.order.source);
		assert_true(w.got.units_count > 2);
		arena_release(&w.arena);
	}
}

/* In plain text without tables nothing but white space may go, and words begin and end as they did. */
static void plain_text_keeps_every_token(void **state)
{
	(void)state;
	for (size_t i = 4; i < CM_COUNT(files); i++) {
		struct token_cutter source, draft;
		struct str was, is;
		struct world w;
		import_file(&w, files[i]);
		if (w.got.report.kinds[UNIT_CELL] == 0) {
			token_begin(&source, token_trim(w.order.source));
			token_begin(&draft, token_trim(rendered(&w)));
			while (token_next(&source, &was)) {
				assert_true(token_next(&draft, &is));
				assert_true(str_eq(token_core(was), token_core(is)));
			}
			assert_false(token_next(&draft, &is));
		}
		arena_release(&w.arena);
	}
}

/* Texts of any characters and breaks, with marks of structure strewn in. */
static void no_word_of_any_text_is_lost(void **state)
{
	static const char *const strewn[] = { "\n", "\n\n", "\n1. ", "\n(a) ", "[", "]", "][", "*", "**",
		"| x |", "\n| a | b |\n", "\n## ", "\n- ", "Option 1: ", "\nArticle 2\n", "\nAnnex I\n",
		"\nPP3 ", ":", ",\n", "\\", "[^1]", "\n[^1]: ", "\n[x]: y\n", "\n---\n", "_", "\t", "\r\n" };
	(void)state;
	for (unsigned i = 0; i < gen_cases(4000); i++) {
		struct world w;
		struct buf b;
		struct err err;
		struct gen g;
		gen_init_case(&g, i);
		world_init(&w, gen_bool(&g) ? IMPORT_PLAIN : IMPORT_MARKDOWN);
		buf_init(&b, &w.arena, UNIT_BYTES_MAX);
		for (uint64_t n = gen_below(&g, 30); n > 0; n--) {
			buf_put(&b, text_make_prose(&g, &w.arena, 6));
			buf_put(&b, str_c(strewn[gen_below(&g, CM_COUNT(strewn))]));
		}
		if (import(&w, buf_str(&b), &err) != RC_OK)
			fail_msg("case %u: %s", i, err.text);
		check_words(&w, buf_str(&b));
		for (uint32_t u = 0; u < w.got.units_count; u++) {
			uint32_t parent = w.got.units[u].parent;
			assert_true(parent == DRAFT_NONE || parent < u);
			assert_true(u == 0 || w.got.lines[u] >= w.got.lines[u - 1]);
		}
		arena_release(&w.arena);
	}
}

/* ---- structure ----------------------------------------------------------------------------------- */

static void a_resolution_is_read_as_drafters_write_it(void **state)
{
	(void)state;
	gives(IMPORT_PLAIN,
	    "Draft decision on cooperation\n\nThe Council,\n\nRecalling its decision 4,\n"
	    "Having met in Almaty,\n\nDecides:\n\n1. To cooperate:\n(a) closely;\n(i) daily; and\n"
	    "(ii) weekly;\n"
	    "(b) regularly.\n2 bis. To meet.\n\nAnnex I\n\nArticle 2 bis\n1. Each Party shall act.\n",
	    "title <> Draft decision on cooperation\nformula <> The Council,\n"
	    "recital <> Recalling its decision 4,\nrecital <> Having met in Almaty,\nformula <> Decides:\n"
	    "paragraph <1.> To cooperate:\npoint^5 <(a)> closely;\npoint^6 <(i)> daily; and\n"
	    "point^6 <(ii)> weekly;\npoint^5 <(b)> regularly.\nparagraph <2 bis.> To meet.\n"
	    "annex <Annex I> \nheading^11 <Article 2 bis> \nparagraph^11 <1.> Each Party shall act.\n");
}

static void a_russian_text_and_labels_of_negotiators_are_read(void **state)
{
	(void)state;
	gives(IMPORT_PLAIN,
	    "Проект решения\n\nСовет,\n\nНапоминая о своем решении,\n\nпостановляет:\n\n"
	    "1. Сотрудничать:\nа) тесно;\nб) регулярно.\n",
	    "title <> Проект решения\nformula <> Совет,\nrecital <> Напоминая о своем решении,\n"
	    "formula <> постановляет:\nparagraph <1.> Сотрудничать:\npoint^4 <а)> тесно;\n"
	    "point^4 <б)> регулярно.\n");
	gives(IMPORT_PLAIN, "PP3 bis Recalling,\nOP4 alt. Shall act.\nOP5\nText of five.\n",
	    "recital <PP3 bis> Recalling,\nparagraph <OP4 alt.> Shall act.\n"
	    "paragraph <OP5> Text of five.\n");
}

static void markdown_loses_its_marks_and_keeps_its_notes_and_cells(void **state)
{
	(void)state;
	gives(IMPORT_MARKDOWN,
	    "# A *bold* title\n\n*Recalling* X_y_z and\nmore\\*,[^1]\n\n| a | |\n|---|---|\n| b | c |\n\n"
	    "1. One\n   1. inner\n2. Two\n\n[^1]: A note.\n",
	    "title <> A bold title\nrecital <> Recalling X_y_z and more*,[^1]\ncell <> a\ncell^2 <> \n"
	    "cell <> b\ncell^4 <> c\nparagraph <1.> One\npoint^6 <1.> inner\nparagraph <2.> Two\n"
	    "note^1 <[^1]:> A note.\n");
}

static void a_label_inside_a_broken_line_is_a_reference(void **state)
{
	(void)state;
	gives(IMPORT_PLAIN,
	    "1. Parties shall cooperate in the manner that has been described in great detail in paragraph\n"
	    "3. above and they shall do so every year, unless it is decided otherwise by the governing\n"
	    "body of this agreement.\n2. Next.\n",
	    "paragraph <1.> Parties shall cooperate in the manner that has been described in great detail "
	    "in paragraph 3. above and they shall do so every year, unless it is decided otherwise by the "
	    "governing body of this agreement.\nparagraph <2.> Next.\n");
}

/* ---- brackets ------------------------------------------------------------------------------------ */

static struct str marks_shown(struct world *w)
{
	struct buf b;
	buf_init(&b, &w->arena, UNIT_BYTES_MAX);
	for (uint32_t i = 0; i < w->got.marks.count; i++) {
		const struct import_mark *m = &w->got.marks.at[i];
		buf_fmt(&b, "%.*s d%u f%u %u.%u-%u.%u\n", STR_ARG(import_mark_name(m->kind)), m->depth,
		    m->first, m->at.unit, m->at.word, m->end.unit, m->end.word);
	}
	return str_copy(&w->arena, buf_str(&b));
}

static void marks(enum import_format format, const char *source, const char *expected)
{
	struct world w;
	struct err err;
	world_init(&w, format);
	assert_int_equal(import(&w, str_c(source), &err), RC_OK);
	assert_string_equal(marks_shown(&w).p, expected);
	check_words(&w, str_c(source));
	arena_release(&w.arena);
}

static void brackets_say_what_they_leave_open(void **state)
{
	(void)state;
	marks(IMPORT_PLAIN, "We [shall][should] act [closely [and often]] by [X] or [ ].",
	    "alternative d1 f0 0.1-0.3\nalternative d1 f0 0.4-0.6\ncontested d1 f2 0.8-0.14\n"
	    "contested d2 f3 0.10-0.13\nplaceholder d1 f4 0.16-0.18\nempty d1 f5 0.20-0.21\n");
	marks(IMPORT_PLAIN, "Стороны ［будут］［должны］.",
	    "alternative d1 f0 0.1-0.3\nalternative d1 f0 0.4-0.6\n");
	marks(IMPORT_PLAIN, "Option 1: Yes.\n\nOption 2: See Option 1.\n\nArticle 3\n\nOption 2: No.",
	    "option d0 f0 0.0-0.2\noption d0 f0 1.0-1.2\noption d0 f2 3.0-3.2\n");
}

static void brackets_without_another_end_are_reported_where_they_are(void **state)
{
	(void)state;
	marks(IMPORT_PLAIN, "First ]one.\n\n[Second [two.\n\nThird] one.",
	    "unopened d0 f0 0.1-0.1\nunclosed d1 f1 1.0-1.0\ncontested d2 f2 1.2-2.1\n");
	marks(IMPORT_PLAIN, "a 【b] c】", "contested d1 f0 0.1-0.5\nunopened d0 f1 0.3-0.3\n");
	marks(IMPORT_MARKDOWN, "A [link][to] and [text](http://a/b) [to] [x].[^2]\n\n[to]: http://a\n",
	    "placeholder d1 f0 0.23-0.25\n");
}

/*
 * The counts of pairs, lone brackets, depth, "][" and options that were taken of these files as bytes:
 * 1,026, 1 + 2, 7, 399, 152 for 23 October 2015; 218, 1 + 2, 5, 79, 28 for 9 December. At the head of each
 * stands a link "[text][name]", which is one here: two pairs and one "][" less. Of the others of 23 October
 * one has a reference to a note between and one a bracket without another end: two less; emphasis ended
 * between four, and is gone here: 399 - 1 - 2 + 4.
 */
static void counts_are_those_of_the_texts(void **state)
{
	static const struct counts {
		uint32_t file, pairs, unclosed, unopened, depth, adjacent, options;
	} all[] = {
		{ 0, 1026 - 2, 1, 2, 7, 400, 152 },
		{ 1, 218 - 2, 1, 2, 5, 79 - 1, 28 },
		{ 2, 0, 0, 0, 0, 0, 0 },
		{ 4, 231, 0, 0, 3, 112, 8 },
		{ 5, 17, 0, 0, 1, 0, 261 },
	};
	(void)state;
	for (size_t i = 0; i < CM_COUNT(all); i++) {
		struct world w;
		import_file(&w, files[all[i].file]);
		const struct import_tally *t = &w.got.report.marks;
		assert_int_equal(t->pairs, all[i].pairs);
		assert_int_equal(t->kinds[MARK_UNCLOSED], all[i].unclosed);
		assert_int_equal(t->kinds[MARK_UNOPENED], all[i].unopened);
		assert_int_equal(t->depth_max, all[i].depth);
		assert_int_equal(t->adjacent, all[i].adjacent);
		assert_int_equal(t->kinds[MARK_OPTION], all[i].options);
		arena_release(&w.arena);
	}
}

/* ---- refusals ------------------------------------------------------------------------------------ */

static void refuses(struct str source, enum rc rc, const char *says)
{
	struct world w;
	struct err err;
	world_init(&w, IMPORT_PLAIN);
	assert_int_equal(import(&w, source, &err), rc);
	assert_non_null(strstr(err.text, says));
	assert_int_equal(w.got.units_count, 0);
	arena_release(&w.arena);
}

static void what_is_no_text_is_refused_with_its_line(void **state)
{
	(void)state;
	refuses(S("one\r\ntwo\n\xff"), RC_INVALID, "line 3 ");
	refuses(S("one\n\x01two"), RC_INVALID, "line 2 ");
	SCOPE_ARENA(a, ARENA_BYTES);
	char *p = arena_alloc(&a, IMPORT_BYTES_MAX + 1, 1);
	memset(p, 'x', IMPORT_BYTES_MAX + 1);
	refuses((struct str){ p, IMPORT_BYTES_MAX + 1 }, RC_LIMIT, "source");
	p[0] = '\n';
	refuses((struct str){ p, UNIT_BYTES_MAX + 2 }, RC_LIMIT, "line 2: ");
	memset(p, '[', IMPORT_MARKS_MAX + 2);
	refuses((struct str){ p, IMPORT_MARKS_MAX + 2 }, RC_LIMIT, "brackets");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_word_of_a_real_text_is_lost_or_moved),
		cmocka_unit_test(plain_text_keeps_every_token),
		cmocka_unit_test(no_word_of_any_text_is_lost),
		cmocka_unit_test(a_resolution_is_read_as_drafters_write_it),
		cmocka_unit_test(a_russian_text_and_labels_of_negotiators_are_read),
		cmocka_unit_test(markdown_loses_its_marks_and_keeps_its_notes_and_cells),
		cmocka_unit_test(a_label_inside_a_broken_line_is_a_reference),
		cmocka_unit_test(brackets_say_what_they_leave_open),
		cmocka_unit_test(brackets_without_another_end_are_reported_where_they_are),
		cmocka_unit_test(counts_are_those_of_the_texts),
		cmocka_unit_test(what_is_no_text_is_refused_with_its_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
