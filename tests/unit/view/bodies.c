/* When a body is due, who sits in its bureau, and the record of its chairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/view/small.h"
#include "view/model/bodies.h"

#include <cmocka.h>

#define OFFICER S("secretariat/officer-1")

static const struct strs nobody = { 0, NULL };

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

static void record(struct small *w, const char *code, const char *from, const char *status,
    const char *mode)
{
	union content c = { .meeting_record = { .is_present = true, .body = S("council"),
		.code = str_c(code), .date_basis = S("stated"), .from = small_date(from),
		.until = DATE_NONE, .mode = str_c(mode), .number = INTEGER_ABSENT,
		.status = str_c(status), .title = small_names(w, code, NULL) } };
	small_act(w, KIND_MEETING_RECORD, &c, OFFICER, nobody);
}

/* Of the council, which meets every two years, on a day. */
static struct body_due due_on(struct small *w, const char *day)
{
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/bodies/council"));
	return body_due_of(&s, charter_body(forum_charter(w->forum), S("council")),
	    date_first_day(small_date(day)));
}

static bool is_due(const struct body_due *due, const char *state, const char *on)
{
	return str_eq(due->state, str_c(state)) && date_eq(due->due, small_date(on));
}

static void nothing_is_due_where_the_record_or_the_charter_says_nothing(void **state)
{
	(void)state;
	struct small *w = world_new();
	struct body_due due = due_on(w, "1999-01-01");
	assert_true(str_eq(due.state, S("unknown")) && str_eq(due.unknown, S("no-meeting")));
	assert_true(!date_known(due.due) && due.days == INTEGER_ABSENT && due.last == NULL);
	assert_true(str_eq(due.next->code, S("council-1")));
	due = due_on(w, "2000-01-01"); /* it was planned, and nothing says that it was held */
	assert_true(str_eq(due.unknown, S("no-meeting")));
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/bodies/summit"));
	due = body_due_of(&s, charter_body(forum_charter(w->forum), S("summit")), s.today);
	assert_true(str_eq(due.state, S("unknown")) && str_eq(due.unknown, S("no-period")));
	world_free(w);
}

static void a_due_day_is_as_exact_as_the_last_meeting(void **state)
{
	(void)state;
	struct small *w = world_new();
	struct body_due due = due_on(w, "2005-01-01"); /* after October 2004 */
	assert_true(is_due(&due, "later", "2006-10"));
	assert_true(str_eq(due.last->code, S("council-2")));
	assert_true(str_eq(due.next->code, S("council-3")));
	due = due_on(w, "2006-05-01"); /* 183 days before the end of the month, then 182 */
	assert_true(is_due(&due, "later", "2006-10") && due.days == 183);
	due = due_on(w, "2006-05-02");
	assert_true(is_due(&due, "soon", "2006-10") && due.days == 182);
	due = due_on(w, "2006-10-31");
	assert_true(is_due(&due, "soon", "2006-10") && due.days == 0);
	due = due_on(w, "2006-11-01");
	assert_true(is_due(&due, "overdue", "2006-10") && due.days == -1);
	world_free(w);
}

static void what_was_not_held_does_not_count_as_the_last(void **state)
{
	(void)state;
	struct small *w = world_new();
	record(w, "put-off", "2018-04-27", "cancelled", "in-person");
	record(w, "by-letter", "2018-04-28", "held", "silence");
	struct body_due due = due_on(w, "2018-05-01");
	assert_true(is_due(&due, "overdue", "2018-04-28")); /* two years after the one in progress */
	assert_true(date_eq(due.last->from, small_date("2016-04-28")));
	record(w, "leap", "2020-02-29", "held", "in-person");
	due = due_on(w, "2020-03-01");
	assert_true(is_due(&due, "later", "2022-02-28"));
	due = due_on(w, "2020-02-29");
	assert_true(str_eq(due.last->code, S("leap")));
	due = due_on(w, "2020-02-28");
	assert_true(str_eq(due.next->code, S("leap")));
	world_free(w);
}

static void the_desk_lists_who_is_due_and_has_no_meeting_ahead(void **state)
{
	(void)state;
	struct small *w = world_new();
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/secretariat"));
	const int32_t held = date_first_day(small_date("2016-04-27"));
	s.today = held + 2 * 366;
	s.day = held; /* the day shown elsewhere is nothing to the desk */
	bool is_ahead = body_due_of(&s, charter_body(forum_charter(w->forum), S("council")), s.today)
	                    .next != NULL;
	assert_int_equal(bodies_due(&s).count, !is_ahead);
	record(w, "arranged", "2100-01-01", "planned", "in-person");
	s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/secretariat"));
	s.today = date_first_day(small_date("2099-01-01"));
	assert_int_equal(bodies_due(&s).count, 0);
	s.today = date_first_day(small_date("2100-01-02"));
	struct body_item_list due = bodies_due(&s);
	assert_int_equal(due.count, 1);
	assert_true(str_eq(due.at[0].code, S("council")));
	world_free(w);
}

static void the_chairs_are_listed_newest_first_with_who_recorded_them(void **state)
{
	(void)state;
	struct small *w = world_new();
	union content c = { .office_contest = { .is_present = true, .ground = S("Not agreed."),
		.office = S("chair") } };
	small_act(w, KIND_OFFICE_CONTEST, &c, S("tr/delegate-1"), nobody);
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/bodies/council"));
	uint64_t entries[CHAIR_ROWS_MAX];
	uint32_t count = chair_entries(w->forum, S("council"), entries);
	struct act_view *acts = arena_array(s.scratch, struct act_view, count);
	for (uint32_t i = 0; i < count; i++)
		acts[i] = w->acts[entries[i]];
	struct chair_row_list rows = chairs_of(&s,
	    &(struct body_query){ .code = S("council"), .acts_count = count, .acts = acts });
	assert_int_equal(rows.count, 4);
	assert_int_equal(rows.count, count);
	bool seen_contest = false;
	for (uint32_t i = 0; i < rows.count; i++) {
		bool is_contest = str_eq(rows.at[i].how, S("contested"));
		seen_contest = seen_contest || is_contest;
		assert_true(str_eq(rows.at[i].by, is_contest ? S("tr/delegate-1") : OFFICER));
		assert_true(str_eq(rows.at[i].office, S("chair")));
		assert_int_equal(date_known(rows.at[i].from), !is_contest);
		assert_int_equal(rows.at[i].entry, (int64_t)entries[i]);
	}
	assert_true(seen_contest);
	const struct chair_row *last = &rows.at[rows.count - 1];
	assert_true(str_eq(last->party, S("kz")) && last->from.year == 2002);
	assert_int_equal(chair_entries(w->forum, S("summit"), entries), 0);
	world_free(w);
}

static void a_bureau_is_who_holds_the_offices_on_the_day(void **state)
{
	(void)state;
	struct small *w = world_new();
	static const struct {
		const char *day, *party;
	} days[] = { { "2001-06-01", "" }, { "2005-01-01", "kz" }, { "2012-01-01", "" },
		{ "2015-01-01", "tr" }, { "2020-01-01", "kz" } };
	for (size_t i = 0; i < CM_COUNT(days); i++) {
		struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/bodies/council"));
		s.day = date_first_day(small_date(days[i].day));
		struct bureau_row_list rows = bureau_of(&s, S("council"));
		assert_int_equal(rows.count, 1);
		assert_true(str_eq(rows.at[0].party, str_c(days[i].party)));
		assert_int_equal(bureau_of(&s, S("summit")).count, 0);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_due_where_the_record_or_the_charter_says_nothing),
		cmocka_unit_test(a_due_day_is_as_exact_as_the_last_meeting),
		cmocka_unit_test(what_was_not_held_does_not_count_as_the_last),
		cmocka_unit_test(the_desk_lists_who_is_due_and_has_no_meeting_ahead),
		cmocka_unit_test(the_chairs_are_listed_newest_first_with_who_recorded_them),
		cmocka_unit_test(a_bureau_is_who_holds_the_offices_on_the_day),
	};
	return cmocka_run_group_tests_name("bodies", tests, NULL, NULL);
}
