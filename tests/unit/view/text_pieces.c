/* Texts under negotiation as HTML, from drafts made by hand and drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "lib/gen.h"
#include "lib/text_edits.h"
#include "text/brackets.h"
#include "text/token.h"
#include "view/text_pieces.h"

#include <cmocka.h>

#define ROOM ((size_t)256 * 1024 * 1024)
#define OUT_MAX ((size_t)4 * 1024 * 1024)
#define MAX 32

struct world {
	struct arena arena;
	struct lexicon words;
	struct draft_proposal who[MAX];
	struct proposal proposals[MAX];
	struct edit edits[MAX];
	uint32_t count;
	struct unit_text texts[2];
	struct draft_unit unit;
	struct draft draft;
	struct text_view view;
};

static void world_begin(struct world *w, const char *lang, const char *text)
{
	*w = (struct world){ .count = 0 };
	arena_init(&w->arena, ROOM);
	lexicon_init(&w->words, &w->arena, 7);
	struct unit_text own = { .lang = str_c(lang), .text = str_c(text) };
	w->texts[0] = own;
	w->unit = (struct draft_unit){ .id = S("u"), .kind = UNIT_PARAGRAPH, .parent = DRAFT_NONE,
		.label = S("OP3"), .texts = w->texts, .texts_count = 1 };
	assert_int_equal(words_cut(&w->words, &w->arena, str_c(text), &w->unit.base, NULL), RC_OK);
	w->draft = (struct draft){ .code = S("d"), .lang = str_c(lang), .words = &w->words,
		.units = &w->unit, .units_count = 1, .proposals = w->who };
	w->view = (struct text_view){ .draft = &w->draft, .scratch = &w->arena };
}

/* One edit, as the next proposal. */
static void propose(struct world *w, const char *party, uint32_t lo, uint32_t hi, const char *text)
{
	uint32_t i = w->count++;
	assert_true(i < MAX);
	w->edits[i] = (struct edit){ .lo = lo, .hi = hi };
	if (text[0] != 0)
		assert_int_equal(words_cut_piece(&w->words, &w->arena, str_c(text), &w->edits[i].text,
		    NULL), RC_OK);
	w->proposals[i] = (struct proposal){ i + 1, { &w->edits[i], 1 }, 0 };
	w->who[i] = (struct draft_proposal){ .id = i + 1, .code = S("p"), .party = str_c(party),
		.short_name = str_c(party), .lang = w->draft.lang };
	w->unit.proposals = (struct proposals){ w->proposals, w->count };
	w->draft.proposals_count = w->count;
}

static void settle(struct world *w)
{
	assert_int_equal(consolidate(&w->arena, w->unit.base, w->unit.proposals, &w->unit.choices,
	    NULL), RC_OK);
}

static struct str page_of(struct world *w, void (*render)(struct html *h, struct world *w))
{
	struct buf out;
	struct html h;
	struct str page;
	buf_init(&out, &w->arena, OUT_MAX);
	html_begin(&h, &out, VIEW_EN);
	html_open(&h, "html", ATTRS({ "lang", S("en") }));
	render(&h, w);
	html_close(&h, "html");
	html_end(&h);
	assert_int_equal(buf_done(&out, &page, NULL), RC_OK);
	return page;
}

static void only_words(struct html *h, struct world *w)
{
	html_open(h, "p", ATTRS({ "lang", w->draft.lang }));
	text_words_render(h, &w->view, &w->unit);
	html_close(h, "p");
}

static void all_units(struct html *h, struct world *w)
{
	text_units_render(h, &w->view);
}

static void put_plain(struct buf *b, struct str text)
{
	static const struct { struct str entity; char is; } known[] = { { S("&lt;"), '<' },
		{ S("&gt;"), '>' }, { S("&amp;"), '&' }, { S("&quot;"), '"' }, { S("&#39;"), '\'' } };
	for (size_t i = 0; i < text.n;) {
		size_t k = 0;
		while (k < CM_COUNT(known) && !str_starts(str_sub(text, i, text.n), known[k].entity))
			k++;
		buf_byte(b, k < CM_COUNT(known) ? (uint8_t)known[k].is : (uint8_t)text.p[i]);
		i += k < CM_COUNT(known) ? known[k].entity.n : 1;
	}
}

/* Text without tags and, unless wanted, without what is only said; every tag must be closed in order. */
static struct str seen(struct world *w, struct str page, bool with_said)
{
	struct buf b;
	struct str open[64];
	uint32_t depth = 0, said_at = UINT32_MAX;
	buf_init(&b, &w->arena, OUT_MAX);
	page = str_sub(page, sizeof("<!doctype html>\n") - 1, page.n);
	for (size_t i = 0; i < page.n;) {
		size_t next = str_find(page, '<', i);
		if (next > i && (with_said || said_at == UINT32_MAX))
			put_plain(&b, str_sub(page, i, next));
		if (next == page.n)
			break;
		size_t end = str_find(page, '>', next);
		struct str tag = str_sub(page, next + 1, end);
		if (tag.p[0] == '/') {
			assert_true(depth > 0);
			depth--;
			struct str name = str_sub(open[depth], 0, str_find(open[depth], ' ', 0));
			assert_true(str_eq(name, str_sub(tag, 1, tag.n)));
			said_at = said_at == depth ? UINT32_MAX : said_at;
		} else {
			assert_true(depth < 64);
			if (str_find_str(tag, S("class=\"unseen\"")) < tag.n && said_at == UINT32_MAX)
				said_at = depth;
			open[depth++] = tag;
		}
		i = end + 1;
	}
	assert_int_equal(depth, 0);
	return token_trim(buf_str(&b));
}

static void expect(struct world *w, const char *line)
{
	struct str got;
	settle(w);
	got = seen(w, page_of(w, only_words), false);
	if (!str_eq(got, str_c(line)))
		fail_msg("%.*s\nwanted %s", STR_ARG(got), line);
	arena_release(&w->arena);
}

#define BASE "Member States shall cooperate closely and regularly"

static void the_worked_examples_look_as_negotiators_write_them(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 2, 3, " should");
	propose(&w, "KOR", 2, 3, " should");
	propose(&w, "IRN", 2, 3, " may");
	expect(&w, "Member States [shall] [should]{KAZ, KOR} [may]{IRN} cooperate closely and regularly");
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 4, 4, " in good faith");
	propose(&w, "IND", 4, 4, " as appropriate");
	expect(&w, "Member States shall cooperate [in good faith]{KAZ} [as appropriate]{IND} closely and "
	    "regularly");
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 4, 7, "");
	propose(&w, "KOR", 6, 7, " frequently");
	expect(&w, "Member States shall cooperate [closely and [regularly] [frequently]{KOR}]{del: KAZ}");
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 2, 5, " undertake to cooperate closely");
	propose(&w, "KOR", 2, 5, " shall consult");
	expect(&w, "Member States [shall cooperate closely] [undertake to cooperate closely]{KAZ} [shall "
	    "consult]{KOR} and regularly");
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 3, 5, "");
	propose(&w, "KOR", 4, 7, "");
	expect(&w, "Member States shall [cooperate]{del: KAZ} [closely]{del: KAZ, KOR} [and regularly]{del: "
	    "KOR}");
}

static void other_scripts_keep_their_order_and_direction(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, "zh", "各缔约方应酌情促进合作");
	propose(&w, "KAZ", 4, 5, "应当");
	propose(&w, "CHN", 4, 5, "可");
	expect(&w, "各缔约方[应][应当]{KAZ}[可]{CHN}酌情促进合作");
	world_begin(&w, "ar", "تتعاون الدول الأعضاء");
	propose(&w, "EGY", 0, 1, "ستتعاون");
	settle(&w);
	struct str page = page_of(&w, only_words);
	assert_true(str_find_str(page, S("<p lang=\"ar\" dir=\"rtl\">")) < page.n);
	assert_true(str_find_str(page, S("<ins dir=\"rtl\">")) < page.n);
	assert_true(str_find_str(page, S("<bdi class=\"by\" lang=\"en\" dir=\"ltr\"")) < page.n);
	expect(&w, "[تتعاون][ستتعاون]{EGY} الدول الأعضاء");
}

static void what_is_said_stands_in_the_order_of_reading(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, "en", BASE);
	propose(&w, "Kazakhstan", 2, 3, " should");
	propose(&w, "Korea", 2, 3, " should");
	propose(&w, "Iran", 2, 3, "");
	settle(&w);
	w.view.mode = TEXT_LINEAR;
	struct str page = page_of(&w, only_words), line = seen(&w, page, true);
	assert_true(str_eq(line, S("Member States open bracket: shall; deletion by Iran; alternative by "
	    "Kazakhstan, Korea: should; end cooperate closely and regularly")));
	assert_true(str_find_str(page, S("aria-label=\"open text, 3 alternatives\"")) < page.n);
	assert_true(str_find_str(page, S("class=\"unseen\"")) == page.n);
	w.view.mode = TEXT_SKIP;
	assert_true(str_eq(seen(&w, page_of(&w, only_words), true), S(BASE)));
	w.view = (struct text_view){ .draft = &w.draft, .scratch = &w.arena, .as = S("Korea") };
	page = page_of(&w, all_units);
	assert_true(str_find_str(page, S("Member States should cooperate closely")) < page.n);
	arena_release(&w.arena);
}

static void choices_deeper_than_the_elements_are_still_all_there(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, "en", "a b c d e f g h i j k l m n o p q r s t u v w x y z");
	for (uint32_t i = 0; i < 13; i++)
		propose(&w, "KAZ", i, 26 - i, "");
	expect(&w, "[a [b [c [d [e [f [g [h [i [j [k [l [m n]{del: KAZ} o]{del: KAZ} p]{del: KAZ} q]{del: "
	    "KAZ} r]{del: KAZ} s]{del: KAZ} t]{del: KAZ} u]{del: KAZ} v]{del: KAZ} w]{del: KAZ} x]{del: "
	    "KAZ} y]{del: KAZ} z]{del: KAZ}");
}

static void six_readings_are_a_list_of_wholes_and_five_are_not(void **state)
{
	(void)state;
	static const char *const texts[] = { " a", " b", " c", " d", " e", " f" };
	for (uint32_t count = 5; count <= 6; count++) {
		struct world w;
		world_begin(&w, "en", BASE);
		for (uint32_t i = 0; i < count; i++)
			propose(&w, "KAZ", 2, 3, texts[i]);
		settle(&w);
		struct str page = page_of(&w, only_words);
		assert_int_equal(str_find_str(page, S("class=\"whole\"")) < page.n, count == 6);
		arena_release(&w.arena);
	}
}

static void whole_units_say_in_words_what_is_proposed_with_them(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 4, 4, " gladly");
	settle(&w);
	w.who[0].lang = S("ru");
	struct unit_change changes[] = {
		{ .proposal = 1, .op = OP_NEW, .unit = 0, .kind = UNIT_PARAGRAPH,
		    .text = S("Новый <b> пункт") },
		{ .proposal = 1, .op = OP_DELETE, .unit = 0 },
		{ .proposal = 1, .op = OP_MOVE, .unit = 0, .after = DRAFT_NONE },
	};
	w.draft.changes = changes;
	w.draft.changes_count = 3;
	w.unit.status = UNIT_AD_REF;
	w.view.second = S("fr");
	struct str text = seen(&w, page_of(&w, all_units), false);
	const char *const wanted[] = { "[OP3 here: {KAZ}]",
		"[Member States shall cooperate [gladly]{KAZ} closely and regularly]{del: KAZ}",
		"[move to the beginning: {KAZ}]",
		"OP3 bis proposed by KAZ",
		"[KAZ: text in русский, translation pending]", "[Новый <b> пункт]{KAZ}",
		"agreed ad referendum", "1 open bracket", "Not translated into" };
	for (size_t i = 0; i < CM_COUNT(wanted); i++) {
		if (str_find_str(text, str_c(wanted[i])) == text.n)
			fail_msg("%s is not in %.*s", wanted[i], STR_ARG(text));
	}
	arena_release(&w.arena);
}

static void a_stale_translation_says_so(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, "en", BASE);
	w.texts[1] = (struct unit_text){ .lang = S("ru"), .text = S("Государства сотрудничают"),
		.is_stale = true, .state = TRANSLATION_REVISED };
	w.unit.texts_count = 2;
	w.view.second = S("ru");
	struct str text = seen(&w, page_of(&w, all_units), false);
	assert_true(str_find_str(text, S("out of date")) < text.n);
	w.texts[1].is_stale = false;
	text = seen(&w, page_of(&w, all_units), false);
	assert_true(str_find_str(text, S("out of date")) == text.n);
	arena_release(&w.arena);
}

static struct str core_of(const void *ctx, uint32_t word)
{
	return token_core(lexicon_word(ctx, word));
}

static struct str name_of(const void *ctx, uint32_t id)
{
	static const struct str names[] = { S("A"), S("B"), S("C"), S("D"), S("E"), S("F"), S("G") };
	(void)ctx;
	return names[id % CM_COUNT(names)];
}

static struct str unspaced(struct world *w, struct str text)
{
	struct buf b;
	buf_init(&b, &w->arena, OUT_MAX);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != ' ')
			buf_byte(&b, (uint8_t)text.p[i]);
	}
	return buf_str(&b);
}

/* Words of the drawn units are small numbers; here they are words. */
static void words_name(struct world *w)
{
	for (uint32_t i = 0; i < 64; i++) {
		char word[3] = { ' ', (char)('a' + i % 26), (char)('a' + i / 26) };
		uint32_t number;
		assert_int_equal(lexicon_put(&w->words, (struct str){ word, 3 }, &number, NULL), RC_OK);
		assert_int_equal(number, i);
	}
}

static void what_is_seen_is_what_brackets_say(void **state)
{
	(void)state;
	struct world w;
	for (uint64_t seed = 0; seed < 2000; seed++) {
		struct gen g;
		struct drawn_unit u;
		struct buf b;
		world_begin(&w, "en", "x");
		lexicon_init(&w.words, &w.arena, 7);
		words_name(&w);
		gen_init_seed(&g, seed);
		text_unit_draw(&g, &w.arena, &u);
		w.unit.base = u.base;
		w.unit.proposals = u.proposals;
		for (uint32_t i = 0; i < u.proposals.count; i++) {
			uint32_t id = u.proposals.at[i].id;
			w.who[i] = (struct draft_proposal){ .id = id, .short_name = name_of(NULL, id),
				.party = name_of(NULL, id) };
		}
		w.draft.proposals_count = u.proposals.count;
		settle(&w);
		struct brackets_names names = { &w.words, core_of, name_of, S("") };
		buf_init(&b, &w.arena, OUT_MAX);
		brackets_put(&b, w.unit.base, w.unit.choices, &names);
		struct str got = unspaced(&w, seen(&w, page_of(&w, only_words), false));
		struct str want = unspaced(&w, buf_str(&b));
		if (!str_eq(got, want))
			fail_msg("%d: %.*s is not %.*s", (int)seed, STR_ARG(got), STR_ARG(want));
		arena_release(&w.arena);
	}
}

static void two_versions_are_one_text_with_insertions_and_deletions(void **state)
{
	(void)state;
	struct world w;
	struct buf out;
	struct html h;
	world_begin(&w, "en", BASE);
	propose(&w, "KAZ", 2, 3, " should");
	buf_init(&out, &w.arena, OUT_MAX);
	html_begin(&h, &out, VIEW_EN);
	text_compare_render(&h, &w.words, w.unit.base, (struct edits){ w.edits, 1 });
	html_end(&h);
	assert_true(str_find_str(buf_str(&out), S("Member States<del><span class=\"unseen\" lang=\"en\">"
	    "deleted: </span> shall</del><ins><span class=\"unseen\" lang=\"en\">"
	    "inserted: </span> should</ins> "
	    "cooperate")) < out.n);
	arena_release(&w.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_examples_look_as_negotiators_write_them),
		cmocka_unit_test(other_scripts_keep_their_order_and_direction),
		cmocka_unit_test(what_is_said_stands_in_the_order_of_reading),
		cmocka_unit_test(choices_deeper_than_the_elements_are_still_all_there),
		cmocka_unit_test(six_readings_are_a_list_of_wholes_and_five_are_not),
		cmocka_unit_test(whole_units_say_in_words_what_is_proposed_with_them),
		cmocka_unit_test(a_stale_translation_says_so),
		cmocka_unit_test(what_is_seen_is_what_brackets_say),
		cmocka_unit_test(two_versions_are_one_text_with_insertions_and_deletions),
	};
	return cmocka_run_group_tests_name("view/text_pieces", tests, NULL, NULL);
}
