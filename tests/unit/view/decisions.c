/* The evidence of one decision, when it is long: every row is on one page, and no page is long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/gen.h"
#include "rules/state.h"
#include "unit/view/small.h"
#include "view/model/decisions.h"

#include <cmocka.h>

static void each_row_is_on_one_page_in_order_and_the_newest_on_the_first(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		uint32_t most = 1 + (uint32_t)gen_below(&g, 300), total = (uint32_t)gen_below(&g, 2000);
		uint32_t end = total, page = 1;
		for (; end > 0; page++) {
			struct rows_shown rows = decision_shown(total, most, page);
			assert_true(rows.count > 0 && rows.count <= most);
			assert_int_equal(rows.from + rows.count, end);
			assert_true(rows.from == 0 || rows.count == most);
			end = rows.from;
		}
		assert_int_equal(decision_shown(total, most, page).count, 0);
		assert_int_equal(decision_shown(total, most, UINT32_MAX).count, 0);
		assert_int_equal(decision_shown(total, most, 0).count,
		    decision_shown(total, most, 1).count);
	}
}

static enum view_status page_of(struct small *w, uint32_t page, struct buf *out)
{
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/decisions/text-1"));
	struct decision_query q = { .code = S("text-1"), .page = page };
	buf_init(out, &w->scratch, PAGE_BYTES_MAX);
	return decision_page(out, &s, &q);
}

/* Objections of several calls, as many as there are: of the newest call all are on the first page. */
static void objections_set(struct small *w, uint32_t count)
{
	struct decision *d = arena_new(&w->arena, struct decision);
	const struct decision *of = decision_find(w->forum, S("text-1"));
	*d = *of;
	d->objections = arena_array(&w->arena, struct objection, count);
	d->objections_count = count;
	for (uint32_t i = 0; i < count; i++) {
		d->objections[i] = of->objections[0];
		d->objections[i].entry = 1000000 + i;
	}
	struct decision *row = table_touch(&w->forum->decisions,
	    map_get(&w->forum->decision_by_code, S("text-1")));
	*row = *d;
}

static bool has_entry(const struct buf *page, uint32_t i)
{
	char url[40];
	(void)snprintf(url, sizeof url, "/record/%u#receipt", 1000000 + i);
	return str_find_str(buf_str(page), str_c(url)) < page->n;
}

static void a_long_register_is_cut_into_pages(void **state)
{
	(void)state;
	struct small *w = malloc(sizeof *w);
	assert_non_null(w);
	small_init(w);
	small_fill(w);
	struct buf page;
	const uint32_t counts[] = { OBJECTIONS_SHOWN_MAX, OBJECTIONS_SHOWN_MAX + 1, 700 };
	for (size_t i = 0; i < CM_COUNT(counts); i++) {
		uint32_t count = counts[i];
		uint32_t pages = (count + OBJECTIONS_SHOWN_MAX - 1) / OBJECTIONS_SHOWN_MAX;
		objections_set(w, count);
		assert_int_equal(decision_pages(w->forum, decision_find(w->forum, S("text-1"))), pages);
		assert_int_equal(page_of(w, 1, &page), VIEW_OK);
		assert_true(has_entry(&page, count - 1));
		assert_int_equal(has_entry(&page, 0), pages == 1);
		assert_int_equal(str_find_str(buf_str(&page), S("text-1?page=2")) < page.n, pages > 1);
		assert_int_equal(page_of(w, pages, &page), VIEW_OK);
		assert_true(has_entry(&page, 0));
		assert_int_equal(page_of(w, pages + 1, &page), VIEW_NOT_FOUND);
	}
	small_release(w);
	free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_is_on_one_page_in_order_and_the_newest_on_the_first),
		cmocka_unit_test(a_long_register_is_cut_into_pages),
	};
	return cmocka_run_group_tests_name("decisions", tests, NULL, NULL);
}
