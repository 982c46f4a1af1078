/* Acts that give the findings of forms and returns. */
#include "unit/rules/finding_cases.h"

static struct sim_act due(struct sim *s, enum kind k)
{
	sim_envoys(s);
	return sim_form_due(s, k);
}

/* One of the fields or values of an act that is being made, to be changed. */
static struct form_field *field(struct sim *s, struct sim_act *a, uint32_t at)
{
	struct form_field_list *list = &a->content.form_adopt.fields;
	struct form_field *own = arena_array(&s->scratch, struct form_field, list->count);
	memcpy(own, list->at, list->count * sizeof *own);
	list->at = own;
	return &own[at];
}

static struct return_value *value(struct sim *s, struct sim_act *a, uint32_t at)
{
	struct return_value_list *list = &a->content.return_file.values;
	struct return_value *own = arena_array(&s->scratch, struct return_value, list->count);
	memcpy(own, list->at, list->count * sizeof *own);
	list->at = own;
	return &own[at];
}

static struct sim_act form_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_NIL);
	a.content.return_nil.form = S("none");
	return a;
}

static struct sim_act version_before(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	sim_do(s, sim_form_adopt(s, S("year")));
	return a;
}

static struct sim_act version_again(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	a = sim_form_adopt(s, S("year"));
	a.content.form_adopt.version = 1;
	return a;
}

/* What is carried forward was made on another version. */
static struct sim_act version_of_forward(struct sim *s)
{
	(void)due(s, KIND_RETURN_FORWARD);
	sim_do(s, sim_form_adopt(s, S("year")));
	return sim_form_act(s, KIND_RETURN_FORWARD);
}

static struct sim_act field_twice(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	field(s, &a, 1)->code = S("f-0");
	return a;
}

static struct sim_act choice_without_answers(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	field(s, &a, 4)->items.count = 0;
	return a;
}

static struct sim_act named_nobody(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	field(s, &a, 8)->parties.count = 0;
	return a;
}

static struct sim_act kind_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	field(s, &a, 0)->kind = S("colour");
	return a;
}

static struct sim_act day_of_leap_years(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	a.content.form_adopt.due_month = 2;
	a.content.form_adopt.due_day = 29;
	return a;
}

static struct sim_act due_of_another_period(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	a.content.form_adopt.due_s = 1;
	return a;
}

static struct sim_act field_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	value(s, &a, 2)->code = S("none");
	return a;
}

static struct sim_act answered_twice(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	struct return_value *second = value(s, &a, 1);
	second[1] = second[0];
	return a;
}

static struct sim_act field_missing(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	a.content.return_file.values.at++;
	a.content.return_file.values.count--;
	return a;
}

static struct sim_act typed(struct sim *s, uint32_t at, struct str text)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	value(s, &a, at)->text = text;
	return a;
}

static struct sim_act no_number(struct sim *s)
{
	return typed(s, 1, S("1e3"));
}

static struct sim_act padded_number(struct sim *s)
{
	return typed(s, 1, S("007"));
}

static struct sim_act no_day(struct sim *s)
{
	return typed(s, 2, S("2023-02-29"));
}

static struct sim_act neither_yes_nor_no(struct sim *s)
{
	return typed(s, 3, S("maybe"));
}

static struct sim_act no_answer_of_it(struct sim *s)
{
	return typed(s, 4, S("three"));
}

static struct sim_act a_cell_too_few(struct sim *s)
{
	return typed(s, 5, S("a\tb\nc"));
}

static struct sim_act document_in_words(struct sim *s)
{
	return typed(s, 6, S("words"));
}

static struct sim_act committed_in_the_open(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FILE);
	struct return_value *open = value(s, &a, 0);
	open->content = open[7].content;
	return a;
}

static struct sim_act members_in_clear(struct sim *s)
{
	return typed(s, 7, S("words"));
}

static struct sim_act named_in_clear(struct sim *s)
{
	return typed(s, 8, S("1"));
}

static struct sim_act year_to_come(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_NIL);
	a.content.return_nil.year++;
	return a;
}

static struct sim_act event_of_a_year(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_NIL);
	a.content.return_nil.event = (struct date){ 2023, 1, 1, -1 };
	return a;
}

static struct sim_act forward_of_nothing(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FORWARD);
	a.content.return_forward.of--;
	return a;
}

static struct sim_act forward_of_the_same_year(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FORWARD);
	a.content.return_forward.year--;
	return a;
}

static struct sim_act forward_of_another(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_FORWARD);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("cc/envoy"));
	return a;
}

static struct sim_act supplement_of_another(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_SUPPLEMENT);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("cc/envoy"));
	return a;
}

static struct sim_act supplement_of_nothing(struct sim *s)
{
	struct sim_act a = due(s, KIND_RETURN_SUPPLEMENT);
	a.content.return_supplement.of--;
	return a;
}

static struct sim_act returned_already(struct sim *s)
{
	(void)due(s, KIND_RETURN_SUPPLEMENT);
	return sim_form_act(s, KIND_RETURN_FILE);
}

static struct sim_act form_without_source(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_ADOPT);
	a.content.form_adopt.sources = (struct strs){ 0, NULL };
	return a;
}

/* Last year's: it was due on the 20th of November. */
static struct sim_act return_late(struct sim *s)
{
	(void)due(s, KIND_RETURN_NIL);
	return sim_form_act(s, KIND_RETURN_NIL);
}

static struct sim_act inquiry_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ANSWER);
	a.content.inquiry_answer.inquiry--;
	return a;
}

/* What is an answer can be acknowledged, and is no question to be answered. */
static struct sim_act answer_of_an_answer(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ANSWER);
	a.content.inquiry_answer.inquiry = (int64_t)sim_do(s, a).index;
	return a;
}

static struct sim_act acknowledged_nothing(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ACKNOWLEDGE);
	a.content.inquiry_acknowledge.of--;
	return a;
}

static struct sim_act acknowledged_acknowledgement(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ACKNOWLEDGE);
	a.content.inquiry_acknowledge.of = (int64_t)sim_do(s, a).index;
	return a;
}

static struct sim_act acknowledged_twice(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ACKNOWLEDGE);
	sim_do(s, a);
	return a;
}

static struct sim_act acknowledged_own(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ACKNOWLEDGE);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("bb/envoy"));
	return a;
}

static struct sim_act asked_itself(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ASK);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("dd/envoy"));
	return a;
}

static struct sim_act asked_nobody_known(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ASK);
	a.content.inquiry_ask.to = sim_strs(s, S("nobody"));
	return a;
}

static struct sim_act asked_about_no_return(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ASK);
	a.content.inquiry_ask.of = 0;
	return a;
}

static struct sim_act asked_without_words(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ASK);
	a.content.inquiry_ask.text.count = 0;
	return a;
}

static struct sim_act answered_in_two_ways(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ANSWER);
	a.content.inquiry_answer.content = (struct commitment){ .is_present = true, .len = 3,
		.sha256 = sim_key(S("bytes"))->digest, .type = S("text/plain") };
	return a;
}

static struct sim_act answered_unasked(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ANSWER);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("aa/envoy"));
	return a;
}

/* Who asked does not answer; it may clarify, and so may nobody else. */
static struct sim_act answered_own(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ANSWER);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("cc/envoy"));
	return a;
}

static struct sim_act clarified_of_others(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_CLARIFY);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("aa/envoy"));
	return a;
}

static struct sim_act due_at_once(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ASK);
	a.content.inquiry_ask.due = s->now;
	return a;
}

static struct sim_act answered_late(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ANSWER);
	s->now.ms += 60001;
	return a;
}

static struct sim_act reminded_of_what_came(struct sim *s)
{
	struct sim_act a = due(s, KIND_INQUIRY_ACKNOWLEDGE);
	a = sim_form_act(s, KIND_FORM_REMIND);
	a.content.form_remind.to = sim_strs(s, S("bb"));
	return a;
}

static struct sim_act reminded_by_a_party(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_REMIND);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("bb/envoy"));
	return a;
}

static struct sim_act reminded_of_a_year_to_come(struct sim *s)
{
	struct sim_act a = due(s, KIND_FORM_REMIND);
	a.content.form_remind.year++;
	return a;
}

static struct sim_act reminded_of_an_event(struct sim *s)
{
	(void)due(s, KIND_FORM_REMIND);
	sim_do(s, sim_form_adopt(s, S("event")));
	return sim_form_act(s, KIND_FORM_REMIND);
}

const struct finding_case FORM_CASES[] = {
	{ FINDING_FORM_UNKNOWN, form_unknown, "form" },
	{ FINDING_FORM_VERSION, version_before, "version" },
	{ FINDING_FORM_VERSION, version_again, "version" },
	{ FINDING_FORM_VERSION, version_of_forward, "return" },
	{ FINDING_FORM_FIELDS, field_twice, "f-0" },
	{ FINDING_FORM_FIELDS, choice_without_answers, "f-4" },
	{ FINDING_FORM_FIELDS, named_nobody, "f-8" },
	{ FINDING_FORM_FIELDS, kind_unknown, "f-0" },
	{ FINDING_FORM_DUE, day_of_leap_years, "due_day" },
	{ FINDING_FORM_DUE, due_of_another_period, "due_s" },
	{ FINDING_FIELD_UNKNOWN, field_unknown, "none" },
	{ FINDING_FIELD_UNKNOWN, answered_twice, "f-1" },
	{ FINDING_FIELD_MISSING, field_missing, "f-0" },
	{ FINDING_FIELD_TYPE, no_number, "f-1" },
	{ FINDING_FIELD_TYPE, padded_number, "f-1" },
	{ FINDING_FIELD_TYPE, no_day, "f-2" },
	{ FINDING_FIELD_TYPE, neither_yes_nor_no, "f-3" },
	{ FINDING_FIELD_TYPE, no_answer_of_it, "f-4" },
	{ FINDING_FIELD_TYPE, a_cell_too_few, "f-5" },
	{ FINDING_FIELD_TYPE, document_in_words, "f-6" },
	{ FINDING_FIELD_TYPE, committed_in_the_open, "f-0" },
	{ FINDING_FIELD_VISIBILITY, members_in_clear, "f-7" },
	{ FINDING_FIELD_VISIBILITY, named_in_clear, "f-8" },
	{ FINDING_RETURN_PERIOD, year_to_come, "year" },
	{ FINDING_RETURN_PERIOD, event_of_a_year, "event" },
	{ FINDING_RETURN_UNKNOWN, forward_of_nothing, "return" },
	{ FINDING_RETURN_UNKNOWN, forward_of_the_same_year, "return" },
	{ FINDING_RETURN_OF_OTHER_PARTY, forward_of_another, "return" },
	{ FINDING_RETURN_OF_OTHER_PARTY, supplement_of_another, "return" },
	{ FINDING_SUPPLEMENT_WITHOUT_RETURN, supplement_of_nothing, "return" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, returned_already, "form" },
	{ FINDING_SOURCE_MISSING, form_without_source, "sources" },
	{ FINDING_RETURN_LATE, return_late, "" },
	{ FINDING_INQUIRY_UNKNOWN, inquiry_unknown, "inquiry" },
	{ FINDING_INQUIRY_UNKNOWN, answer_of_an_answer, "inquiry" },
	{ FINDING_INQUIRY_UNKNOWN, acknowledged_nothing, "entry" },
	{ FINDING_INQUIRY_UNKNOWN, acknowledged_acknowledgement, "entry" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, acknowledged_twice, "entry" },
	{ FINDING_INQUIRY_OWN, acknowledged_own, "entry" },
	{ FINDING_INQUIRY_OWN, asked_itself, "to" },
	{ FINDING_PARTY_UNKNOWN, asked_nobody_known, "to" },
	{ FINDING_RETURN_UNKNOWN, asked_about_no_return, "return" },
	{ FINDING_INQUIRY_EMPTY, asked_without_words, "text" },
	{ FINDING_INQUIRY_EMPTY, answered_in_two_ways, "text" },
	{ FINDING_INQUIRY_OF_OTHERS, answered_unasked, "inquiry" },
	{ FINDING_INQUIRY_OF_OTHERS, answered_own, "inquiry" },
	{ FINDING_INQUIRY_OF_OTHERS, clarified_of_others, "inquiry" },
	{ FINDING_INQUIRY_DUE, due_at_once, "due" },
	{ FINDING_INQUIRY_LATE, answered_late, "" },
	{ FINDING_REMINDER_NEEDLESS, reminded_of_what_came, "bb" },
	{ FINDING_OFFICER_ONLY, reminded_by_a_party, "" },
	{ FINDING_RETURN_PERIOD, reminded_of_a_year_to_come, "year" },
	{ FINDING_RETURN_PERIOD, reminded_of_an_event, "year" },
};
const size_t FORM_CASES_COUNT = CM_COUNT(FORM_CASES);
