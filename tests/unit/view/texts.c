/* Pages of texts under negotiation, from a draft made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit/view/json_judge.h"
#include "unit/view/small.h"
#include "view/text_pages.h"

#include <cmocka.h>

#define UNITS 6

struct hand {
	struct small *w;
	struct arena arena;
	struct lexicon words;
	struct draft_unit units[UNITS];
	struct unit_text texts[UNITS][2];
	struct proposal proposals[4];
	struct edit edits[4];
	struct draft_proposal who[4];
	struct unit_change changes[4];
	struct text_position positions[2];
	struct str cosponsor;
	struct draft draft;
};

static struct words piece(struct hand *hand, const char *text)
{
	struct words w = { NULL, 0 };
	if (text[0] != 0)
		assert_int_equal(words_cut_piece(&hand->words, &hand->arena, str_c(text), &w, NULL), RC_OK);
	return w;
}

static void unit_put(struct hand *hand, uint32_t i, enum unit_kind kind, const char *label, const char *text)
{
	static const char *const ids[UNITS] = { "u1", "u2", "u3", "u4", "u5", "u6" };
	hand->texts[i][0] = (struct unit_text){ .lang = S("en"), .text = str_c(text) };
	hand->texts[i][1] = (struct unit_text){ .lang = S("ar"), .text = S("تتعاون الدول الأعضاء"),
		.is_stale = i == 1, .state = TRANSLATION_DRAFT };
	hand->units[i] = (struct draft_unit){ .id = str_c(ids[i]), .kind = kind, .parent = DRAFT_NONE,
		.label = str_c(label), .texts = hand->texts[i], .texts_count = i == 3 ? 1 : 2,
		.status = i == 4 ? UNIT_AGREED : i == 3 ? UNIT_AD_REF : UNIT_OPEN };
	assert_int_equal(words_cut(&hand->words, &hand->arena, str_c(text), &hand->units[i].base, NULL),
	    RC_OK);
}

static void propose(struct hand *hand, uint32_t i, const char *party, struct edit e, const char *text)
{
	static const char *const names[] = { "KAZ", "TUR", "IND", "<b>" };
	hand->edits[i] = e;
	hand->edits[i].text = piece(hand, text);
	hand->proposals[i] = (struct proposal){ i + 1, { &hand->edits[i], 1 } };
	hand->who[i] = (struct draft_proposal){ .id = i + 1, .code = str_c(names[i]), .party = str_c(party),
		.short_name = str_c(names[i]), .lang = S("en"), .rationale = S("because <i>"),
		.must_confirm = i == 2 };
}

static int hand_up(void **state)
{
	struct hand *hand = calloc(1, sizeof(*hand));
	assert_non_null(hand);
	hand->w = calloc(1, sizeof(*hand->w));
	small_init(hand->w);
	small_fill(hand->w);
	arena_init(&hand->arena, (size_t)64 << 20);
	lexicon_init(&hand->words, &hand->arena, 3);
	unit_put(hand, 0, UNIT_TITLE, "", "Draft decision <on> cooperation");
	unit_put(hand, 1, UNIT_PARAGRAPH, "OP1", "Member States shall cooperate closely and regularly");
	unit_put(hand, 2, UNIT_HEADING, "", "Follow-up");
	unit_put(hand, 3, UNIT_PARAGRAPH, "OP2", "The Secretariat reports every year");
	unit_put(hand, 4, UNIT_POINT, "(a)", "to the Council");
	unit_put(hand, 5, UNIT_NOTE, "1", "See the record.");
	hand->units[4].parent = 3;
	propose(hand, 0, "kz", (struct edit){ .lo = 2, .hi = 3 }, " should");
	propose(hand, 1, "tr", (struct edit){ .lo = 2, .hi = 3 }, " may");
	propose(hand, 2, "in", (struct edit){ .lo = 4, .hi = 7 }, "");
	propose(hand, 3, "xx", (struct edit){ .lo = 4, .hi = 4 }, " in <good> faith");
	hand->cosponsor = S("tr");
	hand->who[0].cosponsors = &hand->cosponsor;
	hand->who[0].cosponsors_count = 1;
	hand->units[1].proposals = (struct proposals){ hand->proposals, 4 };
	assert_int_equal(consolidate(&hand->arena, hand->units[1].base, hand->units[1].proposals,
	    &hand->units[1].choices, NULL), RC_OK);
	hand->changes[0] = (struct unit_change){ .proposal = 1, .op = OP_MOVE, .unit = 3, .after = 4 };
	hand->changes[1] = (struct unit_change){ .proposal = 2, .op = OP_DELETE, .unit = 3 };
	hand->changes[2] = (struct unit_change){ .proposal = 3, .op = OP_ALTERNATIVE, .unit = 1,
		.text = S("States may <cooperate>") };
	hand->changes[3] = (struct unit_change){ .proposal = 4, .op = OP_NEW, .unit = 1,
		.kind = UNIT_PARAGRAPH, .text = S("A new one") };
	hand->positions[0] = (struct text_position){ S("in"), 1, STANCE_OPPOSES };
	hand->positions[1] = (struct text_position){ S("in"), 0, STANCE_RESERVES };
	hand->draft = (struct draft){ .code = S("accord"), .symbol = S("CICA/L.1"), .lang = S("en"),
		.words = &hand->words, .units = hand->units, .units_count = UNITS, .proposals = hand->who,
		.proposals_count = 4, .changes = hand->changes, .changes_count = 4 };
	*state = hand;
	return 0;
}

static int hand_down(void **state)
{
	struct hand *hand = *state;
	arena_release(&hand->arena);
	small_release(hand->w);
	free(hand->w);
	free(hand);
	return 0;
}

static enum view_status show(struct hand *hand, unsigned which, struct buf *out, const struct site *s)
{
	const struct draft *drafts[] = { &hand->draft };
	static const char *const views[] = { "", "linear", "skip" };
	struct text_query q = { .draft = &hand->draft, .unit = S("u2"), .second = which % 2 ? S("ar") : S(""),
		.view = str_c(views[which % 3]), .as = which == 5 ? S("kz") : S(""),
		.positions = { hand->positions, 2 } };
	if (which == 0)
		return texts_page(out, s, &(struct texts_query){ drafts, 1 });
	return which < 7 ? text_page(out, s, &q) : unit_page(out, s, &q);
}

/* A folder named in COMITY_PAGES takes the pages, to be looked at. */
static void page_keep(struct str page, unsigned which, unsigned lang)
{
	char path[1024];
	if (getenv("COMITY_PAGES") == NULL)
		return;
	(void)snprintf(path, sizeof(path), "%s/%u-%u.html", getenv("COMITY_PAGES"), which, lang);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(page.p, 1, page.n, f), page.n);
	(void)fclose(f);
}

static void every_page_is_made_in_both_languages_and_as_json(void **state)
{
	struct hand *hand = *state;
	for (unsigned i = 0; i < 10 * VIEW_LANG__COUNT; i++) {
		unsigned which = i / VIEW_LANG__COUNT;
		struct buf out;
		struct str page;
		struct site s = small_site(hand->w, i % VIEW_LANG__COUNT, VIEW_HTML, S("/en/texts"));
		buf_init(&out, &hand->arena, PAGE_BYTES_MAX);
		assert_int_equal(show(hand, which, &out, &s), VIEW_OK);
		assert_int_equal(buf_done(&out, &page, NULL), RC_OK);
		assert_true(str_find_str(page, S("<good>")) == page.n);
		assert_true(str_find_str(page, S("<cooperate>")) == page.n);
		assert_true(str_find_str(page, S("<h1")) < page.n);
		page_keep(page, which, i % VIEW_LANG__COUNT);
		s.format = VIEW_JSON;
		buf_clear(&out);
		assert_int_equal(show(hand, which, &out, &s), VIEW_OK);
		assert_true(json_is_answer(buf_str(&out)));
	}
}

static void a_party_reads_its_own_text(void **state)
{
	struct hand *hand = *state;
	struct buf out;
	struct site s = small_site(hand->w, VIEW_EN, VIEW_HTML, S("/en/texts/accord"));
	struct text_query q = { .draft = &hand->draft, .as = S("kz") };
	buf_init(&out, &hand->arena, PAGE_BYTES_MAX);
	assert_int_equal(text_page(&out, &s, &q), VIEW_OK);
	assert_true(str_find_str(buf_str(&out), S("Member States should cooperate closely")) < out.n);
	assert_true(str_find_str(buf_str(&out), S("OP2 stands elsewhere.")) < out.n);
	buf_clear(&out);
	q.as = S("tr");
	assert_int_equal(text_page(&out, &s, &q), VIEW_OK);
	assert_true(str_find_str(buf_str(&out), S("Stands behind several alternatives")) < out.n);
	assert_true(str_find_str(buf_str(&out), S("OP2 is deleted.")) < out.n);
}

static void who_says_nothing_has_an_empty_cell(void **state)
{
	struct hand *hand = *state;
	struct buf out;
	struct html h;
	struct text_view v = { .draft = &hand->draft, .scratch = &hand->arena };
	buf_init(&out, &hand->arena, PAGE_BYTES_MAX);
	html_begin(&h, &out, VIEW_EN);
	html_open(&h, "html", ATTRS({ "lang", S("en") }));
	text_matrix_render(&h, &v, 1, (struct text_positions){ hand->positions, 2 });
	html_close(&h, "html");
	html_end(&h);
	/* Columns are kz, tr, in, xx. */
	assert_true(str_find_str(buf_str(&out), S("<th scope=\"row\">The text as it stands</th><td></td>"
	    "<td></td><td><span aria-hidden=\"true\">△ R</span><span class=\"unseen\">"
	    "reserves</span></td><td></td>")) < out.n);
	assert_true(str_find_str(buf_str(&out), S("◆ P</span><span class=\"unseen\">proposes</span></td><td>"
	    "<span aria-hidden=\"true\">✗ O")) < out.n);
}

static void a_text_or_a_unit_that_is_not_there_is_not_found(void **state)
{
	struct hand *hand = *state;
	struct buf out;
	struct site s = small_site(hand->w, VIEW_EN, VIEW_HTML, S("/en/texts/none"));
	buf_init(&out, &hand->arena, PAGE_BYTES_MAX);
	(void)text_page(&out, &s, &(struct text_query){ .draft = NULL });
	assert_true(str_find_str(buf_str(&out), S("<ol class=\"units\">")) == out.n);
	assert_int_equal(unit_page(&out, &s, &(struct text_query){ .draft = &hand->draft, .unit = S("no") }),
	    VIEW_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_is_made_in_both_languages_and_as_json),
		cmocka_unit_test(a_party_reads_its_own_text),
		cmocka_unit_test(who_says_nothing_has_an_empty_cell),
		cmocka_unit_test(a_text_or_a_unit_that_is_not_there_is_not_found),
	};
	return cmocka_run_group_tests_name("view/texts", tests, hand_up, hand_down);
}
