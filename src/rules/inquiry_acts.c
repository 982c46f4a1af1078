/* Questions about forms and returns, answers, acknowledgements, reminders (docs/rules.md section 16). */
#include "rules/inquiry.h"

#include "rules/measure_step.h"

/* Who speaks: a delegation, or two officers for it on paper. */
static struct voice inquirer_of(struct judge *j, const struct paper *paper)
{
	const struct matter m = { j->f->charter.measures.plan_body, STR_NONE, S("by"),
		(moment){ INT64_MIN } };
	return voice_of(j, paper, S("publish"), &m);
}

static moment heard_at(const struct judge *j, const struct paper *paper)
{
	return paper->is_present ? paper->arrived : j->now;
}

/* Words in the open, or the commitment to words for some. */
static void guard_words(struct judge *j, const struct names *text, const struct commitment *content)
{
	if ((text->count > 0) == content->is_present)
		finding_add_at(j->found, FINDING_INQUIRY_EMPTY, S("text"));
}

static void guard_to(struct judge *j, const struct strs *to, struct str own)
{
	for (uint32_t i = 0; i < to->count; i++) {
		if (party_find(j->f, to->at[i]) == NULL)
			finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("to"));
		else if (own.n > 0 && str_eq(to->at[i], own))
			finding_add_at(j->found, FINDING_INQUIRY_OWN, S("to"));
	}
}

static void inquiry_add(struct forum *f, const struct inquiry *row)
{
	*(struct inquiry *)table_add(&f->inquiries) = *row;
	f->versions[NOUN_MEASURE]++;
}

/* What all have that a party says. */
static struct inquiry row_of(struct forum *f, const struct judged *act, enum inquiry_step step,
    const struct paper *paper)
{
	return (struct inquiry){ .step = step, .party = voice_party(f, act, paper), .of = UINT64_MAX,
		.year = INTEGER_ABSENT, .due = MOMENT_ABSENT, .is_paper = paper->is_present,
		.at = voice_at(act, paper), .entry = act->index };
}

void inquiry_ask_check(struct judge *j, const struct inquiry_ask *c)
{
	struct voice v = inquirer_of(j, &c->paper);
	const struct filing *r =
	    c->of == INTEGER_ABSENT ? NULL : filing_of_entry(j->f, (uint64_t)c->of);
	if (form_find(j->f, c->form) == NULL)
		finding_add_at(j->found, FINDING_FORM_UNKNOWN, S("form"));
	if (c->of != INTEGER_ABSENT && (r == NULL || !str_eq(r->form, c->form)))
		finding_add_at(j->found, FINDING_RETURN_UNKNOWN, S("return"));
	guard_to(j, &c->to, v.party);
	guard_words(j, &c->text, &c->content);
	if (c->due.ms != MOMENT_ABSENT.ms && c->due.ms <= heard_at(j, &c->paper).ms)
		finding_add_at(j->found, FINDING_INQUIRY_DUE, S("due"));
}

void inquiry_ask_apply(struct forum *f, const struct judged *act, const struct inquiry_ask *c)
{
	struct inquiry row = row_of(f, act, INQUIRY_ASK, &c->paper);
	row.form = form_find(f, c->form)->code;
	row.to = keep_strs(f, &c->to);
	row.due = c->due;
	row.is_open = c->text.count > 0;
	if (c->of != INTEGER_ABSENT)
		row.of = (uint64_t)c->of;
	inquiry_add(f, &row);
}

/* The question, or NULL. */
static const struct inquiry *question_at(const struct forum *f, int64_t entry)
{
	const struct inquiry *q = inquiry_of_entry(f, (uint64_t)entry);
	return q != NULL && q->step == INQUIRY_ASK ? q : NULL;
}

static const struct inquiry *guard_question(struct judge *j, int64_t entry)
{
	const struct inquiry *q = question_at(j->f, entry);
	if (q == NULL)
		finding_add_at(j->found, FINDING_INQUIRY_UNKNOWN, S("inquiry"));
	return q;
}

void inquiry_clarify_check(struct judge *j, const struct inquiry_clarify *c)
{
	struct voice v = inquirer_of(j, &c->paper);
	const struct inquiry *q = guard_question(j, c->inquiry);
	guard_words(j, &c->text, &c->content);
	if (q != NULL && v.party.n > 0 && !str_eq(q->party, v.party) && !strs_has(&q->to, v.party))
		finding_add_at(j->found, FINDING_INQUIRY_OF_OTHERS, S("inquiry"));
}

void inquiry_clarify_apply(struct forum *f, const struct judged *act, const struct inquiry_clarify *c)
{
	struct inquiry row = row_of(f, act, INQUIRY_CLARIFICATION, &c->paper);
	row.form = question_at(f, c->inquiry)->form;
	row.of = (uint64_t)c->inquiry;
	row.is_open = c->text.count > 0;
	inquiry_add(f, &row);
}

static bool is_answer_late(const struct inquiry *q, moment at)
{
	return q->due.ms != MOMENT_ABSENT.ms && at.ms > q->due.ms;
}

void inquiry_answer_check(struct judge *j, const struct inquiry_answer *c)
{
	struct voice v = inquirer_of(j, &c->paper);
	const struct inquiry *q = guard_question(j, c->inquiry);
	guard_words(j, &c->text, &c->content);
	if (q == NULL)
		return;
	if (v.party.n > 0 && !strs_has(&q->to, v.party))
		finding_add_at(j->found, FINDING_INQUIRY_OF_OTHERS, S("inquiry"));
	if (is_answer_late(q, heard_at(j, &c->paper)))
		finding_add(j->found, FINDING_INQUIRY_LATE);
}

void inquiry_answer_apply(struct forum *f, const struct judged *act, const struct inquiry_answer *c)
{
	struct inquiry row = row_of(f, act, INQUIRY_ANSWER, &c->paper);
	const struct inquiry *q = question_at(f, c->inquiry);
	row.form = q->form;
	row.of = (uint64_t)c->inquiry;
	row.is_open = c->text.count > 0;
	row.is_late = is_answer_late(q, row.at);
	inquiry_add(f, &row);
}

static bool is_acknowledged(const struct forum *f, uint64_t entry, struct str party)
{
	for (uint32_t i = f->inquiries.count; i > 0; i--) {
		const struct inquiry *q = inquiry_at(f, i - 1);
		if (q->entry <= entry)
			return false;
		if (q->step == INQUIRY_ACKNOWLEDGEMENT && q->of == entry && str_eq(q->party, party))
			return true;
	}
	return false;
}

void inquiry_acknowledge_check(struct judge *j, const struct inquiry_acknowledge *c)
{
	struct voice v = inquirer_of(j, &c->paper);
	struct str author = inquiry_author_at(j->f, (uint64_t)c->of);
	if (author.n == 0)
		finding_add_at(j->found, FINDING_INQUIRY_UNKNOWN, S("entry"));
	else if (v.party.n > 0 && str_eq(author, v.party))
		finding_add_at(j->found, FINDING_INQUIRY_OWN, S("entry"));
	else if (v.party.n > 0 && is_acknowledged(j->f, (uint64_t)c->of, v.party))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("entry"));
}

void inquiry_acknowledge_apply(struct forum *f, const struct judged *act,
    const struct inquiry_acknowledge *c)
{
	struct inquiry row = row_of(f, act, INQUIRY_ACKNOWLEDGEMENT, &c->paper);
	row.of = (uint64_t)c->of;
	inquiry_add(f, &row);
}

void form_remind_check(struct judge *j, const struct form_remind *c)
{
	const struct form *form = form_find(j->f, c->form);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_to(j, &c->to, STR_NONE);
	if (form == NULL) {
		finding_add_at(j->found, FINDING_FORM_UNKNOWN, S("form"));
		return;
	}
	bool has_year = c->year != INTEGER_ABSENT;
	if (form->period == FORM_EVENT || has_year != (form->period == FORM_YEAR) ||
	    (has_year && (c->year < 1 || c->year > moment_parts(j->now).date.year)))
		finding_add_at(j->found, FINDING_RETURN_PERIOD, S("year"));
	for (uint32_t i = 0; i < c->to.count; i++) {
		if (filing_of(j->f, c->form, c->to.at[i], c->year) != NULL)
			finding_add_at(j->found, FINDING_REMINDER_NEEDLESS, c->to.at[i]);
	}
}

void form_remind_apply(struct forum *f, const struct judged *act, const struct form_remind *c)
{
	const struct inquiry row = { .step = INQUIRY_REMINDER, .form = form_find(f, c->form)->code,
		.to = keep_strs(f, &c->to), .of = UINT64_MAX, .year = c->year, .due = MOMENT_ABSENT,
		.is_open = true, .at = act->received, .entry = act->index };
	inquiry_add(f, &row);
}
