#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit/view/json_judge.h"
#include "unit/view/small.h"
#include "rules/register.h"
#include "view/feeds.h"

#include <cmocka.h>

#define DEPTH_MAX 64

static struct small *world_new(void)
{
	struct small *w = malloc(sizeof(*w));
	assert_non_null(w);
	small_init(w);
	small_fill(w);
	return w;
}

static void world_free(struct small *w)
{
	small_release(w);
	free(w);
}

/* The pages of one language and format, each handed to `judge`. */
static void each_page(struct small *w, enum view_lang lang, enum view_format format,
    void (*judge)(const struct small_page *at, struct str page))
{
	struct arena a;
	struct buf out;
	arena_init(&a, 64 << 20);
	buf_init(&out, &a, PAGE_BYTES_MAX);
	struct small_page at = { .number = 0 };
	while (small_page_next(w, &at, &out, lang, format)) {
		struct str page;
		assert_int_equal(buf_done(&out, &page, NULL), RC_OK);
		judge(&at, page);
	}
	arena_release(&a);
}

static bool is_void(struct str name)
{
	static const char *const names[] = { "meta", "link", "input", "br", "img", "!doctype",
		"?xml" };
	for (size_t i = 0; i < CM_COUNT(names); i++) {
		if (str_eq(name, str_c(names[i])))
			return true;
	}
	return false;
}

/* End of the tag that begins at `at`: quotes are balanced and hold no "<". */
static size_t tag_end(struct str page, size_t at)
{
	bool in_quotes = false;
	for (size_t i = at + 1; i < page.n; i++) {
		if (page.p[i] == '"')
			in_quotes = !in_quotes;
		else if (page.p[i] == '<')
			fail_msg("a tag inside a tag: %.60s", page.p + at);
		else if (page.p[i] == '>' && !in_quotes)
			return i;
	}
	fail_msg("a tag without an end: %.60s", page.p + at);
	return page.n;
}

static void judge_html(const struct small_page *at, struct str page)
{
	struct str open[DEPTH_MAX];
	size_t depth = 0;
	for (size_t i = 0; i < page.n; i++) {
		if (page.p[i] != '<')
			continue;
		size_t end = tag_end(page, i);
		bool is_end = page.p[i + 1] == '/', is_empty = page.p[end - 1] == '/';
		struct str name = str_sub(page, i + 1 + is_end, end);
		name = str_sub(name, 0, str_find(name, ' ', 0));
		if (is_end) {
			assert_true(depth > 0);
			depth--;
			if (!str_eq(open[depth], name))
				fail_msg("%s: %.*s closed by %.*s", at->path, STR_ARG(open[depth]),
				    STR_ARG(name));
		} else if (!is_empty && !is_void(name)) {
			assert_true(depth < DEPTH_MAX);
			open[depth++] = name;
		}
		i = end;
	}
	assert_int_equal(depth, 0);
}

static uint32_t occurrences(struct str page, const char *needle)
{
	uint32_t n = 0;
	for (size_t at = 0;; n++) {
		struct str rest = str_sub(page, at, page.n);
		size_t found = str_find_str(rest, str_c(needle));
		if (found == rest.n)
			return n;
		at += found + 1;
	}
}

static void judge_hostile(const struct small_page *at, struct str page)
{
	(void)at;
	assert_int_equal(occurrences(page, "<script>"), 0);
	assert_true(occurrences(page, "<script ") <= 2); /* each of them ours: never with text */
	assert_int_equal(occurrences(page, "</title>"), occurrences(page, "<title"));
	assert_int_equal(occurrences(page, "<b>\""), 0);
	assert_int_equal(occurrences(page, "href=\"javascript:"), 0);
	assert_int_equal(occurrences(page, "style=\""), 0);
	assert_int_equal(occurrences(page, " onload=\"y"), 0);
}

static void judge_shape(const struct small_page *at, struct str page)
{
	(void)at;
	assert_true(str_starts(page, S("<!doctype html>\n<html lang=\"")));
	assert_int_equal(occurrences(page, "<h1"), 1);
	assert_int_equal(occurrences(page, "<main "), 1);
	assert_int_equal(occurrences(page, " id=\"main\""), 1);
	/* The demonstration says so in both languages, wherever one lands. */
	assert_int_equal(occurrences(page, "class=\"demo\""), 1);
}

static void judge_json(const struct small_page *at, struct str page)
{
	if (!json_is_answer(page))
		fail_msg("%s", at->path);
}

static void every_page_is_balanced_in_both_languages(void **state)
{
	struct small *w = *state;
	each_page(w, VIEW_EN, VIEW_HTML, judge_html);
	each_page(w, VIEW_RU, VIEW_HTML, judge_html);
}

static void hostile_texts_stay_text_on_every_page(void **state)
{
	struct small *w = *state;
	each_page(w, VIEW_EN, VIEW_HTML, judge_hostile);
	each_page(w, VIEW_RU, VIEW_HTML, judge_hostile);
}

static void every_page_has_one_heading_and_the_banner(void **state)
{
	struct small *w = *state;
	each_page(w, VIEW_EN, VIEW_HTML, judge_shape);
	each_page(w, VIEW_RU, VIEW_HTML, judge_shape);
}

static void every_page_is_json_without_a_key_twice(void **state)
{
	struct small *w = *state;
	each_page(w, VIEW_EN, VIEW_JSON, judge_json);
	each_page(w, VIEW_RU, VIEW_JSON, judge_json);
}

static void the_same_page_is_the_same_bytes(void **state)
{
	struct small *w = *state;
	struct arena a;
	struct buf one, two;
	arena_init(&a, 64 << 20);
	buf_init(&one, &a, PAGE_BYTES_MAX);
	buf_init(&two, &a, PAGE_BYTES_MAX);
	struct small_page first = { .number = 0 }, second = { .number = 0 };
	while (small_page_next(w, &first, &one, VIEW_RU, VIEW_HTML)) {
		assert_true(small_page_next(w, &second, &two, VIEW_RU, VIEW_HTML));
		assert_true(str_eq(buf_str(&one), buf_str(&two)));
	}
	arena_release(&a);
}

static void the_description_of_the_api_is_whole(void **state)
{
	struct small *w = *state;
	struct arena a;
	struct buf out;
	arena_init(&a, 64 << 20);
	buf_init(&out, &a, PAGE_BYTES_MAX);
	struct site s = small_site(w, VIEW_EN, VIEW_JSON, S("/openapi.json"));
	openapi_document(&out, &s);
	assert_true(json_is_description(buf_str(&out), 20 + 4));
	arena_release(&a);
}

static void allowed_signers_has_a_line_for_every_key(void **state)
{
	struct small *w = *state;
	struct buf out;
	small_site(w, VIEW_EN, VIEW_HTML, S("/"));
	buf_init(&out, &w->scratch, 65536);
	allowed_signers_text(&out, w->forum);
	struct str text = buf_str(&out);
	/* Two officers, two coordinators with keys, four delegates. */
	assert_int_equal(occurrences(text, "\n"), 8);
	assert_int_equal(occurrences(text, " namespaces=\"comity-act-v1\" ssh-ed25519 AAAA"), 8);
	assert_true(str_starts(text, S("secretariat/officer-1 ")));
}

static void a_meeting_under_way_is_not_past(void **state)
{
	struct small *w = *state;
	struct buf out;
	struct site s = small_site(w, VIEW_EN, VIEW_JSON, S("/en/")); /* 28 April 2016 */
	buf_init(&out, &w->scratch, PAGE_BYTES_MAX);
	assert_int_equal(front_page(&out, &s), VIEW_OK);
	struct str page = buf_str(&out);
	size_t next = str_find_str(page, S("\"next_meetings\"")), past = str_find_str(page,
	    S("\"last_meetings\""));
	size_t held = str_find_str(page, S("\"council-3\""));
	assert_true(next < held && held < past && past < page.n);
}

static void the_feed_is_balanced_and_hostile_texts_stay_text(void **state)
{
	struct small *w = *state;
	for (unsigned lang = 0; lang < VIEW_LANG__COUNT; lang++) {
		struct buf out;
		struct site s = small_site(w, lang, VIEW_HTML, S("/en/feed.atom"));
		buf_init(&out, &w->scratch, PAGE_BYTES_MAX);
		feed_document(&out, &s);
		judge_html(&(struct small_page){ .path = "feed" }, buf_str(&out));
		/* Releases, and the one text that was adopted by silence. */
		assert_int_equal(occurrences(buf_str(&out), "<entry"), release_count(w->forum) + 1);
		assert_int_equal(occurrences(buf_str(&out), "<script"), 0);
		assert_int_equal(occurrences(buf_str(&out), "<id>"), 2 + release_count(w->forum));
		buf_clear(&out);
		decisions_feed(&out, &s, STR_NONE);
		documents_feed(&out, &s);
		judge_html(&(struct small_page){ .path = "feeds" }, buf_str(&out));
		assert_int_equal(occurrences(buf_str(&out), "<script"), 0);
	}
}

/* Of a party that names more delegates than a page holds: the newest, and how many more. */
static void a_long_list_is_cut_and_says_so(void **state)
{
	(void)state;
	struct small *w = world_new();
	struct buf out;
	for (int i = 2; i < 140; i++) {
		char handle[40];
		(void)snprintf(handle, sizeof(handle), "kz/delegate-%d", i);
		struct str name = str_copy(&w->arena, str_c(handle));
		union content c = { .delegate_accredit = { .is_present = true, .delegate = name,
			.keys = small_keys(w, name), .from = MOMENT_ABSENT, .until = MOMENT_ABSENT,
			.powers = small_strs(w, (const char *const[]){ "publish", NULL }) } };
		small_act(w, KIND_DELEGATE_ACCREDIT, &c, S("kz/coordinator"),
		    small_strs(w, (const char *const[]){ name.p, NULL }));
	}
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/parties/kz"));
	buf_init(&out, &w->scratch, PAGE_BYTES_MAX);
	assert_int_equal(party_page(&out, &s, S("kz")), VIEW_OK);
	struct str page = buf_str(&out);
	assert_int_equal(occurrences(page, "<code>kz/"), 100);
	assert_int_equal(occurrences(page, "<code>kz/coordinator</code>"), 1);
	assert_int_equal(occurrences(page, "<code>kz/delegate-139</code>"), 1);
	assert_int_equal(occurrences(page, "<code>kz/delegate-1</code>"), 0);
	assert_int_equal(occurrences(page, "41 more are not shown"), 1);
	world_free(w);
}

static int group_up(void **state)
{
	*state = world_new();
	return 0;
}

static int group_down(void **state)
{
	world_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_is_balanced_in_both_languages),
		cmocka_unit_test(hostile_texts_stay_text_on_every_page),
		cmocka_unit_test(every_page_has_one_heading_and_the_banner),
		cmocka_unit_test(every_page_is_json_without_a_key_twice),
		cmocka_unit_test(the_same_page_is_the_same_bytes),
		cmocka_unit_test(the_description_of_the_api_is_whole),
		cmocka_unit_test(a_meeting_under_way_is_not_past),
		cmocka_unit_test(the_feed_is_balanced_and_hostile_texts_stay_text),
		cmocka_unit_test(a_long_list_is_cut_and_says_so),
		cmocka_unit_test(allowed_signers_has_a_line_for_every_key),
	};
	return cmocka_run_group_tests_name("view/pages", tests, group_up, group_down);
}
