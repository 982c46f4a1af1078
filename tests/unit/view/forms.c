#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/view/small.h"
#include "view/model/form_fill.h"

#include <cmocka.h>

#define HASH "00000000000000000000000000000000000000000000000000000000000000ff"
#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"
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
	const struct form_query q = { .code = str_c(code), .version = INTEGER_ABSENT };
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
	assert_int_equal(m.acts.count, 3 + 5); /* and what was asked and acknowledged */
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

static void a_question_stands_with_its_answers_on_the_page_of_its_return(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct return_full m = return_of(w, &s, filed(w)->entry);
	(void)state;
	assert_int_equal(m.acknowledged.count, 1);
	assert_text(m.acknowledged.at[0].code, "tr");
	assert_int_equal(m.inquiries.count, 1);
	const struct inquiry_item *q = &m.inquiries.at[0];
	assert_text(q->question->party, "tr");
	assert_true(str_starts(q->question->words.text, S("Is it so?")));
	assert_int_equal(q->awaited, 0);
	assert_true(q->to.count == 1 && q->to.at[0].has_answered);
	assert_int_equal(q->words.count, 2);
	assert_text(q->words.at[0].step, "clarification");
	assert_true(q->words.at[0].content != NULL && q->words.at[0].words.text.n == 0);
	assert_text(q->words.at[1].step, "answer");
	assert_int_equal(q->words.at[1].acknowledged.count, 1);
	for (uint32_t i = 0; i < filing_count(w->forum); i++) { /* no other return has any of it */
		const struct filing *r = filing_at(w->forum, i);
		if (r->how != FILING_SUPPLEMENT && r->entry != filed(w)->entry)
			assert_int_equal(return_of(w, &s, r->entry).inquiries.count, 0);
	}
	world_free(w);
}

static void what_is_asked_about_a_form_and_reminders_stand_on_its_page(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct form_full m;
	const struct form_query q = small_form_query(w, S("year"));
	(void)state;
	assert_true(form_fill(&m, &s, &q));
	assert_int_equal(m.inquiries.count, 1);
	assert_text(m.inquiries.at[0].question->party, "kz");
	assert_int_equal(m.inquiries.at[0].awaited, 2);
	assert_int_equal(m.reminders.count, 1);
	assert_int_equal(m.reminders.at[0].to.count, 2);
	assert_true(str_starts(m.reminders.at[0].note, S("Is it on its way?")));
	assert_int_equal(form_of(&s, "once").inquiries.count, 0);
	assert_int_equal(form_of(&s, "once").reminders.count, 0);
	world_free(w);
}

static void a_question_waits_on_the_desk_of_whom_it_was_put_to(void **state)
{
	static const struct {
		const char *party;
		uint32_t count;
	} desks[] = { { "cn", 1 }, { "tr", 1 }, { "kz", 0 }, { "", 1 } };
	struct small *w = world_new();
	struct site s = site_of(w);
	(void)state;
	for (size_t i = 0; i < CM_COUNT(desks); i++) {
		struct inquiry_item_list list = inquiries_waiting(&s, str_c(desks[i].party));
		assert_int_equal(list.count, desks[i].count);
		bool has_next = list.count > 0 && list.at[0].next.count > 0;
		assert_int_equal(has_next, desks[i].count > 0 && desks[i].party[0] != 0);
	}
	world_free(w);
}

static void what_is_due_is_what_has_not_come(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	struct forms table;
	(void)state;
	forms_fill(&table, &s, INTEGER_ABSENT);
	struct form_due_list all = forms_due(&s, STR_NONE), own = forms_due(&s, S("kz")),
			     none = forms_due(&s, S("xx"));
	assert_int_equal(all.count, 2); /* of events nothing is due */
	assert_int_equal(own.count, 2);
	assert_int_equal(none.count, 0); /* a watcher is not asked */
	assert_text(all.at[0].form, "year");
	assert_text(all.at[0].state, "none");
	assert_text(all.at[1].state, "open");
	for (uint32_t i = 0; i < 2; i++) {
		assert_int_equal(all.at[i].awaited_total, table.forms.at[i].awaited);
		assert_int_equal(own.at[i].awaited_total, 1);
		assert_int_equal(all.at[i].next.count, 1);
		assert_int_equal(own.at[i].next.count, 0);
	}
	union content nil = { .return_nil = { .is_present = true, .event = DATE_NONE, .form = S("year"),
		.version = 2, .year = 2016 } };
	int64_t before = table.forms.at[0].awaited; /* site_of begins anew with what pages are made of */
	small_act(w, KIND_RETURN_NIL, &nil, S("kz/delegate-1"), (struct strs){ 0, NULL });
	s = site_of(w);
	assert_int_equal(forms_due(&s, S("kz")).count, 1);
	assert_int_equal(forms_due(&s, STR_NONE).at[0].awaited_total, before - 1);
	world_free(w);
}

/* With what a page leaves to be written filled in by what is so in the small world. */
static bool is_admitted(struct small *w, const struct next_item *item)
{
	static const struct str who[] = { { "tr/delegate-2", 13 }, { "kz/delegate-1", 13 } };
	enum kind kind = kind_of(item->act_kind);
	union content c;
	struct act act = { .kind = STR_NONE };
	struct str text = item->content;
	struct buf b;
	buf_init(&b, &w->arena, text.n + 1);
	size_t at = str_find_str(text, S("PARTY"));
	buf_put(&b, str_sub(text, 0, at));
	if (at < text.n) {
		buf_put(&b, S("kz"));
		buf_put(&b, str_sub(text, at + 5, text.n));
	}
	if (json_parse(&act.json, &w->arena, buf_str(&b)).id != FAULT_NONE ||
	    content_read(&c, kind, &act, &w->arena).id != FAULT_NONE)
		return false;
	if (handle_is_valid(item->by))
		return small_is_admitted(w, kind, &c, item->by, (struct strs){ 0, NULL });
	return small_is_admitted(w, kind, &c, who[0], (struct strs){ 0, NULL }) ||
	    small_is_admitted(w, kind, &c, who[1], (struct strs){ 0, NULL });
}

static uint32_t all_admitted(struct small *w, const struct next_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (!is_admitted(w, &list->at[i]))
			fail_msg("%.*s %.*s", STR_ARG(list->at[i].act_kind), STR_ARG(list->at[i].content));
	}
	return list->count;
}

static void what_threads_and_due_lists_offer_is_admitted(void **state)
{
	struct small *w = world_new();
	struct site s = site_of(w);
	uint32_t offered = 0;
	(void)state;
	s.today = DAY_OF_WORLD;
	const struct inquiry_item_list waiting = inquiries_waiting(&s, S("tr"));
	offered += all_admitted(w, &waiting.at[0].next);
	const struct form_due_list due = forms_due(&s, STR_NONE);
	for (uint32_t i = 0; i < due.count; i++)
		offered += all_admitted(w, &due.at[i].next);
	struct form_full form = form_of(&s, "year");
	offered += all_admitted(w, &form.next);
	struct return_full asked = return_of(w, &s, filed(w)->entry);
	offered += all_admitted(w, &asked.inquiries.at[0].next);
	for (uint32_t i = 0; i < filing_count(w->forum); i++) {
		const struct filing *r = filing_at(w->forum, i);
		struct return_full other = return_of(w, &s, r->entry);
		if (r->how != FILING_SUPPLEMENT && r->entry != filed(w)->entry)
			offered += all_admitted(w, &other.next);
	}
	assert_int_equal(offered, 3 + 2 + 1 + 2 + 2 * 4);
	world_free(w);
}

static struct form_filling filled(const struct site *s, const struct fill_query *q)
{
	struct form_filling m;
	assert_true(form_filling_fill(&m, s, q));
	return m;
}

static bool has_finding(const struct form_filling *m, const char *place, const char *id)
{
	for (uint32_t i = 0; i < m->findings.count; i++) {
		const struct fill_finding *f = &m->findings.at[i];
		if (str_eq(f->place, str_c(place)) && str_eq(f->id, str_c(id)))
			return true;
	}
	return false;
}

static void what_is_filled_in_becomes_an_act_that_the_rules_admit(void **state)
{
	static const struct fill_value values[] = { { S("words"), S(" It is so.\n\nYes. ") },
		{ S("count"), S("-3.5 ") }, { S("list"), S("a | b\n\n c\t\n|\n") },
		{ S("inner"),
		  S("content  {\"len\":256,\"sha256\":\"" HASH "\",\"type\":\"text/plain\"}\n") } };
	struct small *w = world_new();
	struct site s = site_of(w);
	const struct fill_query q = { .form = S("year"), .op = S("file"), .party = S("kz"),
		.year = S("2016"), .values = values, .values_count = CM_COUNT(values) };
	struct form_filling m = filled(&s, &q);
	(void)state;
	assert_non_null(m.staged);
	assert_text(m.staged->by, "kz/delegate-1");
	assert_text(m.staged->act_kind, "return.file");
	assert_int_equal(m.findings.count, 1);
	assert_true(has_finding(&m, "", "return-late"));
	assert_text(m.staged->content, "{\"form\":\"year\",\"values\":["
	    "{\"code\":\"words\",\"text\":\"It is so.\\n\\nYes.\"},"
	    "{\"code\":\"count\",\"text\":\"-3.5\"},"
	    "{\"code\":\"list\",\"text\":\"a\\tb\\nc\\t\\n\\t\"},"
	    "{\"code\":\"inner\",\"content\":{\"len\":256,\"sha256\":\"" HASH "\",\"type\":\"text/plain\"}}],"
	    "\"version\":2,\"year\":2016}");
	world_free(w);
}

static void each_mistake_is_said_at_its_field_and_nothing_is_lost(void **state)
{
	static const struct fill_value values[] = { { S("count"), S("twelve") }, { S("list"), S("a|b|c") },
		{ S("inner"), S("the answer itself") }, { S("which"), S("three") } };
	struct small *w = world_new();
	struct site s = site_of(w);
	const struct fill_query q = { .form = S("year"), .op = S("file"), .party = S("kz"),
		.year = S("2016"), .values = values, .values_count = CM_COUNT(values) };
	struct form_filling m = filled(&s, &q);
	(void)state;
	assert_null(m.staged);
	assert_true(has_finding(&m, "words", "field-missing"));
	assert_true(has_finding(&m, "count", "field-type"));
	assert_true(has_finding(&m, "list", "field-type"));
	assert_true(has_finding(&m, "which", "field-type"));
	assert_true(has_finding(&m, "inner", "")); /* no commitment */
	for (uint32_t i = 0; i < CM_COUNT(values); i++) {
		for (uint32_t k = 0; k < m.fields.count; k++) {
			if (str_eq(m.fields.at[k].field->code, values[i].code))
				assert_true(str_eq(m.fields.at[k].value, values[i].text));
		}
	}
	world_free(w);
}

/* Whatever is typed into a field that is not public: if it is no commitment, nothing of it is in an act. */
static void an_answer_that_is_not_for_everybody_never_gets_into_an_act(void **state)
{
	static const char *const tries[] = { "secret", "{\"len\":1}", "{}", "[]", "content",
		"{\"len\":1,\"sha256\":\"secret\",\"type\":\"text/plain\"}",
		"{\"len\":1,\"sha256\":\"" NO_HASH "\",\"type\":\"a\"}",
		"{\"len\":1,\"sha256\":\"" HASH "\",\"type\":\"a\",\"x\":1}",
		"{\"len\":-1,\"sha256\":\"" HASH "\",\"type\":\"a\"}",
		"{\"len\":1,\"sha256\":\"" HASH "\",\"type\":1}" };
	static const char *const fields[] = { "inner", "narrow", "paper" };
	struct small *w = world_new();
	(void)state;
	for (size_t i = 0; i < CM_COUNT(tries) * CM_COUNT(fields); i++) {
		struct site s = site_of(w);
		const struct fill_value values[] = { { S("words"), S("x") },
			{ str_c(fields[i % CM_COUNT(fields)]), str_c(tries[i / CM_COUNT(fields)]) } };
		const struct fill_query q = { .form = S("year"), .op = S("file"), .party = S("kz"),
			.year = S("2016"), .values = values, .values_count = 2 };
		struct form_filling m = filled(&s, &q);
		assert_null(m.staged);
		assert_true(has_finding(&m, fields[i % CM_COUNT(fields)], ""));
	}
	world_free(w);
}

static void nil_forward_and_supplement_are_filled_in_likewise(void **state)
{
	static const struct fill_value values[] = { { S("count"), S("1") } };
	struct small *w = world_new();
	struct site s = site_of(w);
	struct fill_query q = { .form = S("year"), .op = S("nil"), .party = S("kz"), .year = S("2016") };
	struct form_filling m = filled(&s, &q);
	struct buf first, wanted;
	(void)state;
	assert_text(m.staged->content, "{\"form\":\"year\",\"version\":2,\"year\":2016}");
	q.op = S("forward");
	m = filled(&s, &q);
	/* The newest of its own that is a return by itself: not the one that was rolled forward. */
	assert_int_equal(m.of->entry, filed(w)->entry);
	assert_text(m.staged->act_kind, "return.forward");
	buf_init(&first, &w->scratch, 24);
	buf_dec(&first, (int64_t)filed(w)->entry);
	buf_init(&wanted, &w->scratch, 256);
	buf_put(&wanted, S("{\"return\":"));
	buf_put(&wanted, buf_str(&first));
	buf_put(&wanted, S(",\"values\":[{\"code\":\"count\",\"text\":\"1\"}]}"));
	q = (struct fill_query){ .form = S("year"), .op = S("supplement"), .party = S("kz"),
		.of = buf_str(&first), .values = values, .values_count = 1 };
	m = filled(&s, &q);
	assert_true(str_eq(m.staged->content, buf_str(&wanted)));
	q.party = S("tr");
	m = filled(&s, &q);
	assert_true(has_finding(&m, "return", "return-of-other-party"));
	q.of = S("0");
	assert_null(filled(&s, &q).staged);
	q = (struct fill_query){ .form = S("year"), .op = S("file"), .party = S("kz"), .year = S("2016") };
	assert_null(filled(&s, &q).staged); /* nothing is answered */
	q.op = STR_NONE;
	m = filled(&s, &q);
	assert_true(m.staged == NULL && m.findings.count == 0);
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
		cmocka_unit_test(a_question_stands_with_its_answers_on_the_page_of_its_return),
		cmocka_unit_test(what_is_asked_about_a_form_and_reminders_stand_on_its_page),
		cmocka_unit_test(a_question_waits_on_the_desk_of_whom_it_was_put_to),
		cmocka_unit_test(what_is_due_is_what_has_not_come),
		cmocka_unit_test(what_threads_and_due_lists_offer_is_admitted),
		cmocka_unit_test(what_is_filled_in_becomes_an_act_that_the_rules_admit),
		cmocka_unit_test(each_mistake_is_said_at_its_field_and_nothing_is_lost),
		cmocka_unit_test(an_answer_that_is_not_for_everybody_never_gets_into_an_act),
		cmocka_unit_test(nil_forward_and_supplement_are_filled_in_likewise),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
