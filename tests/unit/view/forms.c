#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/view/small.h"
#include "view/model/forms.h"

#include <cmocka.h>

#define DAY_OF_WORLD 16919 /* 28 April 2016 */

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

static struct site site_of(struct small *w)
{
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/forms"));
	s.today = DAY_OF_WORLD;
	return s;
}

static void assert_text(struct str is, const char *wanted)
{
	if (!str_eq(is, str_c(wanted)))
		fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(is), wanted);
}

static const struct return_row *row_of(const struct return_row_list *rows, const char *party)
{
	for (uint32_t i = 0; i < rows->count; i++) {
		if (str_eq(rows->at[i].party, str_c(party)))
			return &rows->at[i];
	}
	return NULL;
}

static struct form_full form_of(const struct site *s, const char *code)
{
	struct form_full m;
	const struct form_query q = { str_c(code), INTEGER_ABSENT };
	assert_true(form_fill(&m, s, &q));
	return m;
}

static void a_year_without_a_return_is_no_information_received(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct form_full m = form_of(&s, "year");
	(void)state;
	assert_int_equal(m.years.count, 4);
	assert_int_equal(m.years.at[0].year, 2013);
	const struct return_row *kz = row_of(&m.rows, "kz"), *tr = row_of(&m.rows, "tr");
	assert_text(kz->cells.at[0].state, "nil");
	assert_text(kz->cells.at[1].state, "filed");
	assert_text(kz->cells.at[2].state, "rolled-forward");
	assert_text(kz->cells.at[3].state, "none");
	for (uint32_t i = 0; i < 4; i++)
		assert_text(tr->cells.at[i].state_name.text, "no information received");
	assert_int_equal(kz->cells.at[1].supplements, 2);
	assert_int_equal(kz->cells.at[2].supplements, 0);
	world_free(w);
}

static void before_it_is_due_nothing_is_missing(void **state)
{
	static const struct {
		int32_t day;
		const char *state;
	} days[] = { { 17186, "open" }, { 17187, "none" } }; /* due is the end of 20 January 2017 */
	struct small *w = world_new();
	(void)state;
	for (size_t i = 0; i < CM_COUNT(days); i++) {
		struct site s = site_of(w);
		s.today = days[i].day;
		struct form_full m = form_of(&s, "year");
		const struct return_row *tr = row_of(&m.rows, "tr");
		assert_text(tr->cells.at[m.years.count - 1].state, days[i].state);
		assert_text(tr->cells.at[m.years.count - 2].state, "none");
		assert_int_equal(m.form->due.day, 20);
		assert_int_equal(m.form->due.year, 2017);
	}
	struct site s = site_of(w);
	/* Nothing says when: it stays open. */
	struct form_full once = form_of(&s, "once");
	assert_text(row_of(&once.rows, "tr")->cells.at[0].state, "open");
	world_free(w);
}

static void who_has_no_say_is_not_asked_for(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct forms m;
	(void)state;
	forms_fill(&m, &s, 2014);
	assert_int_equal(m.forms.count, 3);
	assert_non_null(row_of(&m.rows, "cn"));
	assert_null(row_of(&m.rows, "xx")); /* a watcher */
	const struct form_entry *year = &m.forms.at[0];
	assert_text(year->code, "year");
	assert_int_equal(year->version, 2);
	assert_int_equal(year->received, 1);
	assert_int_equal(year->received + year->awaited, m.rows.count);
	assert_int_equal(m.forms.at[2].awaited, INTEGER_ABSENT); /* of events nothing is awaited */
	world_free(w);
}

static void several_returns_of_events_are_counted(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct form_full m = form_of(&s, "event");
	(void)state;
	const struct return_row *kz = row_of(&m.rows, "kz");
	assert_int_equal(kz->cells.at[kz->cells.count - 1].returns, 2);
	assert_int_equal(m.returns_total, 2);
	assert_int_equal(m.form->received, 1);
	world_free(w);
}

/* The return of 2014, which has two supplements. */
static const struct filing *filed(const struct small *w)
{
	for (uint32_t i = 0; i < filing_count(w->forum); i++) {
		if (filing_at(w->forum, i)->year == 2014)
			return filing_at(w->forum, i);
	}
	return NULL;
}

static struct return_full return_of(struct small *w, const struct site *s, uint64_t entry)
{
	struct return_full m;
	struct buf code;
	buf_init(&code, &w->scratch, 24);
	buf_dec(&code, (int64_t)entry);
	struct return_query q = small_return_query(w, buf_str(&code));
	assert_true(return_fill(&m, s, &q));
	return m;
}

static void what_is_not_public_is_a_commitment_and_nothing_else(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct return_full m = return_of(w, &s, filed(w)->entry);
	(void)state;
	assert_int_equal(m.values.count, 9);
	for (uint32_t i = 0; i < m.values.count; i++) {
		const struct value_item *v = &m.values.at[i];
		bool is_open = str_eq(v->visibility, S("public")) && !str_eq(v->field_kind, S("document"));
		assert_true(v->is_answered);
		assert_int_equal(v->text.n > 0, is_open);
		assert_int_equal(v->content == NULL, is_open);
	}
	assert_text(m.values.at[3].words.text, "yes");
	assert_text(m.values.at[4].words.text, "Two");
	assert_text(m.values.at[7].visible_to.text, "For parties only");
	world_free(w);
}

static void supplements_stand_beside_their_return_in_order(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct return_full m = return_of(w, &s, filed(w)->entry);
	(void)state;
	assert_int_equal(m.supplements_total, 2);
	assert_int_equal(m.supplements.count, 2);
	assert_true(m.supplements.at[0].supplement->entry < m.supplements.at[1].supplement->entry);
	assert_int_equal(m.supplements.at[0].values.count, 4); /* only the fields that it has */
	assert_int_equal(m.acts.count, 3);
	/* The entry of a supplement leads to the same page. */
	struct return_full same = return_of(w, &s, (uint64_t)m.supplements.at[1].supplement->entry);
	assert_int_equal(same.filed->entry, m.filed->entry);
	assert_int_equal(same.supplements.count, 2);
	world_free(w);
}

static void a_return_says_whether_it_was_late_and_what_it_carries(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct return_full m = return_of(w, &s, filed(w)->entry);
	(void)state;
	assert_true(m.filed->is_late);
	assert_int_equal(m.due.year, 2014);
	assert_int_equal(m.due.month, 1);
	assert_null(m.carried);
	for (uint32_t i = 0; i < filing_count(w->forum); i++) {
		const struct filing *r = filing_at(w->forum, i);
		if (r->how == FILING_FORWARD)
			assert_int_equal(return_of(w, &s, r->entry).carried->entry, filed(w)->entry);
	}
	world_free(w);
}

static void a_list_is_narrowed(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct returns m;
	(void)state;
	const struct returns_query all = { .year = INTEGER_ABSENT, .page = 1 };
	const struct returns_query year = { .form = S("year"), .party = S("kz"), .year = 2014, .page = 1 };
	const struct returns_query day = { .year = 2016, .page = 1 };
	const struct returns_query none = { .party = S("tr"), .year = INTEGER_ABSENT, .page = 1 };
	returns_fill(&m, &s, &all);
	assert_int_equal(m.total, filing_count(w->forum));
	returns_fill(&m, &s, &year);
	assert_int_equal(m.total, 3);
	returns_fill(&m, &s, &day);
	assert_int_equal(m.total, 2); /* of events, by their day */
	returns_fill(&m, &s, &none);
	assert_int_equal(m.total, 0);
	assert_int_equal(m.pages, 1);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_without_a_return_is_no_information_received),
		cmocka_unit_test(before_it_is_due_nothing_is_missing),
		cmocka_unit_test(who_has_no_say_is_not_asked_for),
		cmocka_unit_test(several_returns_of_events_are_counted),
		cmocka_unit_test(what_is_not_public_is_a_commitment_and_nothing_else),
		cmocka_unit_test(supplements_stand_beside_their_return_in_order),
		cmocka_unit_test(a_return_says_whether_it_was_late_and_what_it_carries),
		cmocka_unit_test(a_list_is_narrowed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
