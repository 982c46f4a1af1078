/* The journal of a day shows that day: its agenda, its counts, its speakers in the order of the calls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/view/small.h"
#include "view/model/journal.h"

#include <cmocka.h>

#define OFFICER S("secretariat/officer-1")
#define CHAIR S("kz/chair")
#define DAY_MS INT64_C(86400000)

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

static void propose(struct small *w, const char *second)
{
	struct agenda_item *items = arena_array(&w->arena, struct agenda_item, 2);
	items[0] = (struct agenda_item){ .is_present = true, .id = S("one"), .number = S("7"),
		.title = small_names(w, "An item, renumbered", NULL) };
	items[1] = (struct agenda_item){ .is_present = true, .id = str_c(second),
		.title = small_names(w, second, NULL) };
	union content c = { .agenda_propose = { .is_present = true, .items = { 2, items },
		.meeting = S("now") } };
	small_act(w, KIND_AGENDA_PROPOSE, &c, OFFICER, nobody);
}

static void adopt(struct small *w)
{
	union content c = { .agenda_adopt = { .is_present = true, .meeting = S("now") } };
	small_act(w, KIND_AGENDA_ADOPT, &c, CHAIR, nobody);
}

static void count(struct small *w)
{
	union content c = { .meeting_count = { .is_present = true, .meeting = S("now"),
		.present = small_strs(w, (const char *const[]){ "kz", "tr", NULL }) } };
	small_act(w, KIND_MEETING_COUNT, &c, CHAIR, nobody);
}

/* As web/ hands it over. */
static struct journal journal_on(struct small *w, struct date day)
{
	static struct act_view acts[JOURNAL_ACTS_MAX], agenda[JOURNAL_AGENDAS_MAX];
	uint64_t entries[JOURNAL_ACTS_MAX];
	const struct conduct *c = conduct_find(w->forum, S("now"));
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/meetings/now/journal"));
	struct journal_query q = { .meeting = S("now"), .day = day };
	q.acts_count = journal_entries(w->forum, c, day, entries);
	for (uint32_t i = 0; i < q.acts_count; i++)
		acts[i] = w->acts[entries[i]];
	q.acts = acts;
	q.agenda_count = journal_agenda_entries(c, day, entries);
	for (uint32_t i = 0; i < q.agenda_count; i++)
		agenda[i] = w->acts[entries[i]];
	q.agenda = agenda;
	struct journal m;
	assert_true(journal_fill(&m, &s, &q));
	return m;
}

static bool item_is(const struct journal_item *item, const char *id, const char *number, bool adopted)
{
	return str_eq(item->id, str_c(id)) && str_eq(item->number, str_c(number)) &&
	    item->is_adopted == adopted;
}

static void the_agenda_is_that_of_the_end_of_the_day(void **state)
{
	(void)state;
	struct small *w = world_new();
	const struct date first = date_of_days((int32_t)(w->now.ms / DAY_MS));
	const struct date second = date_of_days((int32_t)(w->now.ms / DAY_MS) + 1);
	const struct date third = date_of_days((int32_t)(w->now.ms / DAY_MS) + 2);
	w->now.ms += DAY_MS;
	propose(w, "three");
	propose(w, "four"); /* instead of what was proposed before */
	w->now.ms += DAY_MS;
	adopt(w);
	struct journal m = journal_on(w, first);
	assert_int_equal(m.agenda.count, 2);
	assert_true(item_is(&m.agenda.at[0], "one", "1", true));
	assert_true(item_is(&m.agenda.at[1], "two", "", true));
	m = journal_on(w, second);
	assert_int_equal(m.agenda.count, 4);
	assert_true(item_is(&m.agenda.at[1], "two", "", true));
	assert_true(item_is(&m.agenda.at[2], "one", "7", false));
	assert_true(item_is(&m.agenda.at[3], "four", "", false));
	m = journal_on(w, third);
	assert_int_equal(m.agenda.count, 2);
	assert_true(item_is(&m.agenda.at[0], "one", "7", true));
	assert_true(item_is(&m.agenda.at[1], "four", "", true));
	const struct conduct *c = conduct_find(w->forum, S("now")); /* as the state has it today */
	assert_int_equal(c->items_count, m.agenda.count);
	for (uint32_t i = 0; i < c->items_count; i++)
		assert_true(str_eq(c->items[i].id, m.agenda.at[i].id));
	world_free(w);
}

static void each_count_stands_on_its_day(void **state)
{
	(void)state;
	struct small *w = world_new();
	const struct date first = date_of_days((int32_t)(w->now.ms / DAY_MS));
	const struct date second = date_of_days((int32_t)(w->now.ms / DAY_MS) + 1);
	w->now.ms += DAY_MS;
	count(w);
	struct journal m = journal_on(w, first);
	assert_int_equal(m.counts.count, 1);
	assert_int_equal(m.counts.at[0].delegations, 3);
	assert_true(str_eq(m.counts.at[0].present.at[0].party, S("cn")));
	m = journal_on(w, second);
	assert_int_equal(m.counts.count, 1);
	assert_int_equal(m.counts.at[0].delegations, 2);
	assert_int_equal(m.counts.at[0].entry, (int64_t)w->count - 1);
	bool is_listed = false;
	for (uint32_t i = 0; i < m.acts.count; i++)
		is_listed = is_listed || m.acts.at[i].index == m.counts.at[0].entry;
	assert_true(is_listed);
	world_free(w);
}

/* In the world tr has spoken, kz speaks, and tr asked again; then kz asks last and is called first. */
static void speakers_stand_in_the_order_of_the_calls(void **state)
{
	(void)state;
	struct small *w = world_new();
	const struct date first = date_of_days((int32_t)(w->now.ms / DAY_MS));
	struct journal m = journal_on(w, first);
	assert_int_equal(m.speakers.count, 2);
	assert_true(str_eq(m.speakers.at[0].party, S("tr")));
	assert_true(str_eq(m.speakers.at[1].party, S("kz")));
	assert_true(str_eq(m.speakers.at[1].state, S("speaking")));
	union content end = { .speaker_end = { .is_present = true, .meeting = S("now") } };
	union content ask = { .speaker_ask = { .is_present = true, .item = S("one"),
		.list = S("speakers"), .meeting = S("now"), .to = INTEGER_ABSENT } };
	union content call = { .speaker_call = { .is_present = true, .item = S("one"),
		.list = S("speakers"), .meeting = S("now"), .party = S("kz"),
		.ground = S("The chair's own statement.") } };
	small_act(w, KIND_SPEAKER_END, &end, CHAIR, nobody);
	small_act(w, KIND_SPEAKER_ASK, &ask, CHAIR, nobody);
	small_act(w, KIND_SPEAKER_CALL, &call, CHAIR, nobody);
	small_act(w, KIND_SPEAKER_END, &end, CHAIR, nobody);
	call.speaker_call.party = S("tr");
	w->now.ms += DAY_MS;
	small_act(w, KIND_SPEAKER_CALL, &call, CHAIR, nobody);
	m = journal_on(w, first);
	assert_int_equal(m.speakers.count, 3);
	assert_true(str_eq(m.speakers.at[2].party, S("kz")));
	m = journal_on(w, date_of_days(date_first_day(first) + 1));
	assert_int_equal(m.speakers.count, 1);
	assert_true(str_eq(m.speakers.at[0].party, S("tr")));
	world_free(w);
}

static void the_chair_is_who_presided_that_day(void **state)
{
	(void)state;
	struct small *w = world_new();
	const struct date first = date_of_days((int32_t)(w->now.ms / DAY_MS));
	struct date later = date_of_days(date_first_day(first) + 10);
	union content term = { .office_term = { .is_present = true, .office = S("chair"),
		.party = S("cn"), .from = later, .until = DATE_NONE, .planned_until = DATE_NONE } };
	small_act(w, KIND_OFFICE_TERM, &term, OFFICER, nobody);
	struct journal m = journal_on(w, first);
	assert_true(str_eq(m.chair, S("kz")));
	m = journal_on(w, later);
	assert_true(str_eq(m.chair, S("cn")));
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_agenda_is_that_of_the_end_of_the_day),
		cmocka_unit_test(each_count_stands_on_its_day),
		cmocka_unit_test(speakers_stand_in_the_order_of_the_calls),
		cmocka_unit_test(the_chair_is_who_presided_that_day),
	};
	return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
