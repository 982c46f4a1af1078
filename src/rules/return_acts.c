/* Returns on forms, and what supplements them (docs/rules.md section 16). */
#include "rules/measure_step.h"

#include "rules/filing.h"

/* What identifies a return. */
struct return_of {
	struct str form;
	int64_t version, year;
	struct date event;
	const struct paper *paper;
};

/* Who speaks: a delegation, or two officers for it on paper. */
static struct voice returner_of(struct judge *j, const struct paper *paper)
{
	const struct matter m = { j->f->charter.measures.plan_body, STR_NONE, S("by"),
		(moment){ INT64_MIN } };
	return voice_of(j, paper, S("publish"), &m);
}

static moment heard_at(const struct judge *j, const struct paper *paper)
{
	return paper->is_present ? paper->arrived : j->now;
}

static bool is_late(const struct form *form, const struct return_of *of, moment at)
{
	moment due = form_due(form, of->year, of->event);
	return due.ms != MOMENT_ABSENT.ms && at.ms >= due.ms;
}

/* The version in force, or NULL; says what is wrong with either. */
static const struct form *guard_form(struct judge *j, const struct return_of *of)
{
	const struct form *form = form_find(j->f, of->form);
	if (form == NULL)
		finding_add_at(j->found, FINDING_FORM_UNKNOWN, S("form"));
	else if (form->version != of->version) {
		finding_add_at(j->found, FINDING_FORM_VERSION, S("version"));
		return NULL;
	}
	return form;
}

static void guard_period(struct judge *j, const struct form *form, const struct return_of *of)
{
	bool has_year = of->year != INTEGER_ABSENT, has_event = date_known(of->event);
	int32_t today = (int32_t)(j->now.ms / 86400000);
	if (has_year != (form->period == FORM_YEAR) ||
	    (has_year && (of->year < 1 || of->year > moment_parts(j->now).date.year)))
		finding_add_at(j->found, FINDING_RETURN_PERIOD, S("year"));
	if (has_event != (form->period == FORM_EVENT) ||
	    (has_event && date_first_day(of->event) > today + 1))
		finding_add_at(j->found, FINDING_RETURN_PERIOD, S("event"));
}

/* A party, its own; a first return; and whether it is late. NULL: it was refused. */
static const struct form *guard_return(struct judge *j, const struct return_of *of)
{
	struct voice v = returner_of(j, of->paper);
	const struct form *form = guard_form(j, of);
	if (form == NULL)
		return NULL;
	guard_period(j, form, of);
	if (form->period != FORM_EVENT && filing_of(j->f, of->form, v.party, of->year) != NULL)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("form"));
	if (is_late(form, of, heard_at(j, of->paper)))
		finding_add(j->found, FINDING_RETURN_LATE);
	return form;
}

static void guard_value(struct judge *j, const struct form *form, const struct return_value *value)
{
	const struct form_line *line = form_line(form, value->code);
	if (line == NULL) {
		finding_add_at(j->found, FINDING_FIELD_UNKNOWN, value->code);
		return;
	}
	bool is_open = line->visibility == FORM_PUBLIC && line->kind != FORM_DOCUMENT;
	if (line->visibility != FORM_PUBLIC && value->text.n > 0)
		finding_add_at(j->found, FINDING_FIELD_VISIBILITY, value->code);
	else if ((value->text.n > 0) != is_open || value->content.is_present == is_open ||
	    (is_open && !form_line_takes(line, value->text)))
		finding_add_at(j->found, FINDING_FIELD_TYPE, value->code);
}

static void guard_values(struct judge *j, const struct form *form,
    const struct return_value_list *values)
{
	for (uint32_t i = 0; i < values->count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(values->at[k].code, values->at[i].code))
				finding_add_at(j->found, FINDING_FIELD_UNKNOWN, values->at[i].code);
		}
		guard_value(j, form, &values->at[i]);
	}
}

static void guard_complete(struct judge *j, const struct form *form,
    const struct return_value_list *values)
{
	for (uint32_t i = 0; i < form->lines_count; i++) {
		bool is_answered = !form->lines[i].is_required;
		for (uint32_t k = 0; k < values->count; k++)
			is_answered = is_answered || str_eq(values->at[k].code, form->lines[i].code);
		if (!is_answered)
			finding_add_at(j->found, FINDING_FIELD_MISSING, form->lines[i].code);
	}
}

static struct strs fields_of(struct forum *f, const struct return_value_list *values)
{
	struct str *at = arena_array(f->arena, struct str, values->count);
	for (uint32_t i = 0; i < values->count; i++)
		at[i] = keep_str(f, values->at[i].code);
	return (struct strs){ values->count, at };
}

static struct filing row_of(struct forum *f, const struct judged *act, const struct return_of *of,
    enum filing_how how)
{
	const struct form *form = form_find(f, of->form);
	moment at = voice_at(act, of->paper);
	return (struct filing){ .form = form->code,
		.party = voice_party(f, act, of->paper),
		.version = of->version,
		.year = of->year,
		.event = of->event,
		.how = how,
		.is_late = is_late(form, of, at),
		.is_paper = of->paper->is_present,
		.of = UINT64_MAX,
		.at = at,
		.entry = act->index };
}

static void filing_add(struct forum *f, const struct filing *row)
{
	*(struct filing *)table_add(&f->filings) = *row;
	f->versions[NOUN_MEASURE]++;
}

void return_file_check(struct judge *j, const struct return_file *c)
{
	const struct return_of of = { c->form, c->version, c->year, c->event, &c->paper };
	const struct form *form = guard_return(j, &of);
	if (form == NULL)
		return;
	guard_values(j, form, &c->values);
	guard_complete(j, form, &c->values);
}

void return_file_apply(struct forum *f, const struct judged *act, const struct return_file *c)
{
	const struct return_of of = { c->form, c->version, c->year, c->event, &c->paper };
	struct filing row = row_of(f, act, &of, FILING_FILED);
	row.fields = fields_of(f, &c->values);
	filing_add(f, &row);
}

void return_nil_check(struct judge *j, const struct return_nil *c)
{
	const struct return_of of = { c->form, c->version, c->year, c->event, &c->paper };
	(void)guard_return(j, &of);
}

void return_nil_apply(struct forum *f, const struct judged *act, const struct return_nil *c)
{
	const struct return_of of = { c->form, c->version, c->year, c->event, &c->paper };
	const struct filing row = row_of(f, act, &of, FILING_NIL);
	filing_add(f, &row);
}

/* The author's party, or that of the paper. */
static struct str speaker_of(const struct judge *j, const struct paper *paper)
{
	const struct actor *by = actor_find(j->f, j->act->entry->act.by);
	if (paper->is_present)
		return paper->party;
	return by == NULL ? STR_NONE : by->party;
}

static void guard_own(struct judge *j, const struct filing *of, const struct paper *paper)
{
	struct str party = speaker_of(j, paper);
	if (party.n > 0 && !str_eq(party, of->party))
		finding_add_at(j->found, FINDING_RETURN_OF_OTHER_PARTY, S("return"));
}

void return_forward_check(struct judge *j, const struct return_forward *c)
{
	const struct return_of of = { c->form, c->version, c->year, DATE_NONE, &c->paper };
	const struct filing *first = filing_of_entry(j->f, (uint64_t)c->of);
	const struct form *form = guard_return(j, &of);
	if (form == NULL)
		return;
	if (first == NULL || first->how > FILING_NIL || !str_eq(first->form, c->form) ||
	    first->year >= c->year) {
		finding_add_at(j->found, FINDING_RETURN_UNKNOWN, S("return"));
		return;
	}
	guard_own(j, first, &c->paper);
	if (first->version != c->version)
		finding_add_at(j->found, FINDING_FORM_VERSION, S("return"));
}

void return_forward_apply(struct forum *f, const struct judged *act, const struct return_forward *c)
{
	const struct return_of of = { c->form, c->version, c->year, DATE_NONE, &c->paper };
	struct filing row = row_of(f, act, &of, FILING_FORWARD);
	row.of = (uint64_t)c->of;
	filing_add(f, &row);
}

void return_supplement_check(struct judge *j, const struct return_supplement *c)
{
	const struct filing *first = filing_of_entry(j->f, (uint64_t)c->of);
	const struct form *form =
	    first != NULL ? form_version(j->f, first->form, first->version) : NULL;
	(void)returner_of(j, &c->paper);
	if (form == NULL || first->how == FILING_SUPPLEMENT) {
		finding_add_at(j->found, FINDING_SUPPLEMENT_WITHOUT_RETURN, S("return"));
		return;
	}
	guard_own(j, first, &c->paper);
	guard_values(j, form, &c->values);
}

void return_supplement_apply(struct forum *f, const struct judged *act,
    const struct return_supplement *c)
{
	struct filing row = *filing_of_entry(f, (uint64_t)c->of);
	row.how = FILING_SUPPLEMENT;
	row.is_late = false;
	row.is_paper = c->paper.is_present;
	row.of = (uint64_t)c->of;
	row.at = voice_at(act, &c->paper);
	row.entry = act->index;
	row.fields = fields_of(f, &c->values);
	filing_add(f, &row);
}
