#include <setjmp.h>
#include <stdarg.h>

#include "base/arena.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include "view/html.h"

#include <cmocka.h>

static struct arena arena;
static struct buf out;
static struct html h;

static void page_new(enum view_lang lang)
{
	arena_reset(&arena);
	buf_init(&out, &arena, 1 << 20);
	html_begin(&h, &out, lang);
	buf_clear(&out);
}

/* What a browser makes of text or of a quoted value: entities become characters. */
static struct str unescape(struct str text)
{
	static const struct {
		struct str entity;
		char c;
	} known[] = { { S("&amp;"), '&' }, { S("&lt;"), '<' }, { S("&gt;"), '>' },
		{ S("&quot;"), '"' }, { S("&#39;"), '\'' } };
	char *p = arena_alloc(&arena, text.n + 1, 1);
	size_t n = 0;
	for (size_t at = 0; at < text.n;) {
		size_t i = 0;
		while (i < CM_COUNT(known) && !str_starts(str_sub(text, at, text.n), known[i].entity))
			i++;
		assert_true(i < CM_COUNT(known) || text.p[at] != '&');
		p[n++] = i < CM_COUNT(known) ? known[i].c : text.p[at];
		at += i < CM_COUNT(known) ? known[i].entity.n : 1;
	}
	return (struct str){ p, n };
}

static bool has_any(struct str text, const char *bytes)
{
	for (; *bytes != '\0'; bytes++) {
		if (str_find(text, *bytes, 0) < text.n)
			return true;
	}
	return false;
}

static void any_text_comes_back_and_makes_no_markup(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		page_new(VIEW_EN);
		struct str text = gen_any(&g, &arena, 200);
		html_text(&h, text);
		assert_false(has_any(buf_str(&out), "<>\"'"));
		assert_true(str_eq(unescape(buf_str(&out)), text));
	}
}

static void any_value_stays_inside_its_attribute(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		page_new(VIEW_EN);
		struct str text = gen_any(&g, &arena, 200);
		if (text.n == 0)
			continue;
		html_void(&h, "input", ATTRS({ "value", text }));
		struct str tag = buf_str(&out), head = S("<input value=\"");
		assert_true(str_starts(tag, head) && str_ends(tag, S("\">")));
		struct str inside = str_sub(tag, head.n, tag.n - 2);
		assert_false(has_any(inside, "<>\"'"));
		assert_true(str_eq(unescape(inside), text));
	}
}

static void addresses_lead_nowhere_but_here_or_to_http(void **state)
{
	(void)state;
	static const char *const good[] = { "/en/parties", "?on=2016", "#main", "http://example.org/",
		"https://example.org/?a=b" };
	static const char *const bad[] = { "", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
		" javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "//evil.example/",
		"/\\evil.example", "https:\\\\evil.example", "vbscript:x", "file:///etc/passwd",
		"HTTP://example.org", "mailto:x@example.org", "relative", "\x01javascript:x" };
	for (size_t i = 0; i < CM_COUNT(good); i++)
		assert_true(html_url_is_safe(str_c(good[i])));
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		assert_false(html_url_is_safe(str_c(bad[i])));
		page_new(VIEW_EN);
		html_link(&h, str_c(bad[i]), S("x"));
		assert_true(str_eq(buf_str(&out), S("<a>x</a>")));
	}
}

static void a_language_is_said_where_it_changes_and_with_its_direction(void **state)
{
	(void)state;
	page_new(VIEW_EN);
	html_open(&h, "html", ATTRS({ "lang", S("en") }));
	html_words(&h, (struct lang_text){ S("en"), S("a") });
	html_words(&h, (struct lang_text){ S("ru"), S("b") });
	html_open(&h, "div", ATTRS({ "lang", S("fa") }));
	html_words(&h, (struct lang_text){ S("en"), S("c") });
	html_close(&h, "div");
	html_close(&h, "html");
	assert_true(str_eq(buf_str(&out), S("<html lang=\"en\" dir=\"ltr\">a<span lang=\"ru\">b</span>"
	    "<div lang=\"fa\" dir=\"rtl\"><span lang=\"en\" dir=\"ltr\">c</span></div></html>")));
}

static void absent_values_write_nothing_and_empty_ones_the_bare_name(void **state)
{
	(void)state;
	page_new(VIEW_EN);
	html_void(&h, "input", ATTRS({ "required", S("") }, { "value", S("") }, { "id", STR_NONE }));
	assert_true(str_eq(buf_str(&out), S("<input required value=\"\">")));
}

static void close_another(void *ctx)
{
	(void)ctx;
	page_new(VIEW_EN);
	html_open(&h, "p", ATTRS_NONE);
	html_close(&h, "div");
}

static void leave_open(void *ctx)
{
	(void)ctx;
	page_new(VIEW_EN);
	html_open(&h, "p", ATTRS_NONE);
	html_end(&h);
}

static void write_handler(void *ctx)
{
	(void)ctx;
	page_new(VIEW_EN);
	html_open(&h, "p", ATTRS({ "onclick", S("x") }));
}

static void open_script(void *ctx)
{
	(void)ctx;
	page_new(VIEW_EN);
	html_open(&h, "script", ATTRS_NONE);
}

static void unbalanced_elements_and_inline_code_panic(void **state)
{
	(void)state;
	assert_true(panics(close_another, NULL, "str_eq"));
	assert_true(panics(leave_open, NULL, "depth == 0"));
	assert_true(panics(write_handler, NULL, "on"));
	assert_true(panics(open_script, NULL, "script"));
}

static void a_page_over_its_maximum_fails_once_and_for_all(void **state)
{
	(void)state;
	struct str text;
	arena_reset(&arena);
	buf_init(&out, &arena, 64);
	html_begin(&h, &out, VIEW_EN);
	html_open(&h, "p", ATTRS_NONE);
	for (int i = 0; i < 20; i++)
		html_text(&h, S("&&&&"));
	html_close(&h, "p");
	html_end(&h);
	assert_int_equal(buf_done(&out, &text, NULL), RC_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_comes_back_and_makes_no_markup),
		cmocka_unit_test(any_value_stays_inside_its_attribute),
		cmocka_unit_test(addresses_lead_nowhere_but_here_or_to_http),
		cmocka_unit_test(a_language_is_said_where_it_changes_and_with_its_direction),
		cmocka_unit_test(absent_values_write_nothing_and_empty_ones_the_bare_name),
		cmocka_unit_test(unbalanced_elements_and_inline_code_panic),
		cmocka_unit_test(a_page_over_its_maximum_fails_once_and_for_all),
	};
	arena_init(&arena, 32 << 20);
	int failed = cmocka_run_group_tests_name("view/html", tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
