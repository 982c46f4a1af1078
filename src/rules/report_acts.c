/* Reports and their supplements, reviews, and what texts promised (docs/rules.md section 15). */
#include "rules/measure_step.h"

/* A nil report has nothing to say, any other has words or a document. */
static void guard_content(struct judge *j, const struct names *text,
    const struct meeting_document_list *documents, bool is_nil)
{
	bool is_empty = text->count == 0 && documents->count == 0;
	if (is_empty != is_nil)
		finding_add_at(j->found, FINDING_REPORT_EMPTY, S("text"));
}

static void guard_activity_report(struct judge *j, const struct report_file *c)
{
	const struct activity *of = activity_find(j->f, c->activity);
	if (c->area.n > 0 || c->dimension.n > 0 || c->year != INTEGER_ABSENT)
		finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("area"));
	if (of == NULL) {
		finding_add_at(j->found, FINDING_ACTIVITY_UNKNOWN, S("activity"));
		return;
	}
	guard_speaker(j, (struct measure_speaker){ of->host, S("publish"), &c->paper,
	    { STR_NONE, STR_NONE, &c->sources }, FINDING_RETURN_OF_OTHER_PARTY });
	bool is_due = of->state == ACTIVITY_HELD || (c->nil && of->state != ACTIVITY_MERGED);
	if (!is_due || report_of_activity(j->f, c->activity) != NULL)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("activity"));
}

/* A party's year: it says so itself, or on paper. */
static void guard_year_report(struct judge *j, const struct report_file *c)
{
	const struct matter m = { j->f->charter.measures.plan_body, STR_NONE, S("by"),
		(moment){ INT64_MIN } };
	guard_subject(j, (struct measure_subject){ c->area, c->dimension }, true);
	if (c->year < 1 || c->year > moment_parts(j->now).date.year)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("year"));
	struct voice v = voice_of(j, &c->paper, S("publish"), &m);
	for (uint32_t i = 0; i < report_count(j->f); i++) {
		const struct report *r = report_at(j->f, i);
		bool is_same = r->activity.n == 0 && r->of == UINT64_MAX && r->year == c->year &&
		    str_eq(r->party, v.party) && str_eq(r->area, c->area) &&
		    (c->area.n > 0 || str_eq(r->dimension, c->dimension));
		if (is_same)
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("year"));
	}
}

/* When the report is due, whatever became of the activity. */
static moment report_due(const struct forum *f, const struct report_file *c)
{
	if (c->activity.n == 0)
		return c->year < 1
		    ? MOMENT_ABSENT
		    : measure_due(f, (struct date){ (int16_t)c->year, 0, 0, -1 });
	const struct activity *of = activity_find(f, c->activity);
	return of == NULL ? MOMENT_ABSENT : activity_report_due(f, of);
}

static bool is_after(moment due, moment at)
{
	return due.ms != MOMENT_ABSENT.ms && at.ms >= due.ms;
}

static moment heard_at(moment now, const struct paper *paper)
{
	return paper->is_present ? paper->arrived : now;
}

void report_file_check(struct judge *j, const struct report_file *c)
{
	if (c->activity.n > 0)
		guard_activity_report(j, c);
	else
		guard_year_report(j, c);
	guard_content(j, &c->text, &c->documents, c->nil);
	if (is_after(report_due(j->f, c), heard_at(j->now, &c->paper)))
		finding_add(j->found, FINDING_REPORT_LATE);
}

static struct strs languages_of(struct forum *f, const struct names *text)
{
	struct str *at = arena_array(f->arena, struct str, text->count);
	for (uint32_t i = 0; i < text->count; i++)
		at[i] = keep_str(f, text->at[i].lang);
	return (struct strs){ text->count, at };
}

static void report_add(struct forum *f, const struct report *row)
{
	*(struct report *)table_add(&f->reports) = *row;
	derive_report(f, f->reports.count - 1);
	f->versions[NOUN_MEASURE]++;
}

void report_file_apply(struct forum *f, const struct judged *act, const struct report_file *c)
{
	const struct activity *of = c->activity.n > 0 ? activity_find(f, c->activity) : NULL;
	const struct measure_subject subject = { c->area, c->dimension };
	moment at = voice_at(act, &c->paper);
	const struct report row = { .activity = of != NULL ? of->code : STR_NONE,
		.area = of != NULL ? of->area : keep_str(f, c->area),
		.dimension = of != NULL ? of->dimension : subject_dimension(f, subject),
		.party = of != NULL ? of->host : voice_party(f, act, &c->paper),
		.year = c->year,
		.is_nil = c->nil,
		.is_late = is_after(report_due(f, c), at),
		.is_paper = c->paper.is_present,
		.of = UINT64_MAX,
		.at = at,
		.documents = c->documents.count,
		.languages = languages_of(f, &c->text),
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ STR_NONE, STR_NONE, STR_NONE, &c->sources }) };
	report_add(f, &row);
}

void report_supplement_check(struct judge *j, const struct report_supplement *c)
{
	const struct report *of = report_of_entry(j->f, (uint64_t)c->report);
	guard_content(j, &c->text, &c->documents, false);
	if (of == NULL || of->of != UINT64_MAX) {
		finding_add_at(j->found, FINDING_SUPPLEMENT_WITHOUT_RETURN, S("report"));
		return;
	}
	guard_speaker(j, (struct measure_speaker){ of->party, S("publish"), &c->paper,
	    { STR_NONE, STR_NONE, &c->sources }, FINDING_RETURN_OF_OTHER_PARTY });
}

void report_supplement_apply(struct forum *f, const struct judged *act,
    const struct report_supplement *c)
{
	struct report row = *report_of_entry(f, (uint64_t)c->report);
	row.is_nil = row.is_late = false;
	row.is_paper = c->paper.is_present;
	row.of = (uint64_t)c->report;
	row.at = voice_at(act, &c->paper);
	row.documents = c->documents.count;
	row.languages = languages_of(f, &c->text);
	row.evidence = measure_evidence(f, act,
	    (struct measure_said){ STR_NONE, STR_NONE, STR_NONE, &c->sources });
	report_add(f, &row);
}

void review_open_check(struct judge *j, const struct review_open *c)
{
	struct str body = j->f->charter.measures.review_body;
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_subject(j, (struct measure_subject){ STR_NONE, c->dimension }, true);
	guard_meeting_known(j, c->meeting);
	if (review_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (charter_body(&j->f->charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
	else if (!str_eq(c->body, body))
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("body"));
}

void review_open_apply(struct forum *f, const struct judged *act, const struct review_open *c)
{
	struct review *row = table_add(&f->reviews);
	*row = (struct review){ .code = keep_str(f, c->code),
		.dimension = keep_str(f, c->dimension),
		.body = keep_str(f, c->body),
		.from = c->from,
		.until = DATE_NONE,
		.closed = UINT64_MAX,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }),
		.ending = { .entry = UINT64_MAX } };
	derive_review(f, f->reviews.count - 1);
	f->versions[NOUN_MEASURE]++;
}

void review_close_check(struct judge *j, const struct review_close *c)
{
	const struct review *of = review_find(j->f, c->review);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (of == NULL) {
		finding_add_at(j->found, FINDING_REVIEW_UNKNOWN, S("review"));
		return;
	}
	if (of->closed != UINT64_MAX)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("review"));
	guard_dates(j, of->from, c->until, S("until"));
}

void review_close_apply(struct forum *f, const struct judged *act, const struct review_close *c)
{
	struct review *of = table_touch(&f->reviews, measure_row(f, 'r', c->review));
	of->until = c->until;
	of->closed = act->index;
	of->outcome = keep_names(f, &c->outcome);
	of->ending = measure_evidence(f, act,
	    (struct measure_said){ c->basis, STR_NONE, STR_NONE, &c->sources });
	f->versions[NOUN_MEASURE]++;
}

/* Where it stands: one text, one release, one document, or what one meeting adopted. */
static void guard_place(struct judge *j, const struct undertaking_record *c)
{
	const struct forum *f = j->f;
	int places = (c->text.n > 0) + (c->release.n > 0) + (c->document.n > 0) + (c->meeting.n > 0);
	if (places != 1)
		finding_add_at(j->found, FINDING_SOURCE_MISSING, S("text"));
	if (c->text.n > 0 && instrument_find(f, c->text) == NULL)
		finding_add_at(j->found, FINDING_TEXT_UNKNOWN, S("text"));
	else if ((c->text.n > 0) != (c->unit.n > 0) ||
	    (c->unit.n > 0 && instrument_unit_find(f, c->text, c->unit) == NULL))
		finding_add_at(j->found, FINDING_UNIT_UNKNOWN, S("unit"));
	if (c->release.n > 0 && release_find(f, c->release) == NULL)
		finding_add_at(j->found, FINDING_RELEASE_UNKNOWN, S("release"));
	if (c->document.n > 0 && !symbol_is_known(f, c->document))
		finding_add_at(j->found, FINDING_DOCUMENT_UNKNOWN, S("document"));
	guard_meeting_known(j, c->meeting);
}

void undertaking_record_check(struct judge *j, const struct undertaking_record *c)
{
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_place(j, c);
	guard_subject(j, (struct measure_subject){ c->area, c->dimension }, false);
	if (undertaking_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
}

void undertaking_record_apply(struct forum *f, const struct judged *act,
    const struct undertaking_record *c)
{
	struct undertaking *row = table_add(&f->undertakings);
	*row = (struct undertaking){ .code = keep_str(f, c->code),
		.text = keep_str(f, c->text),
		.unit = keep_str(f, c->unit),
		.release = keep_str(f, c->release),
		.document = keep_str(f, c->document),
		.paragraph = keep_str(f, c->paragraph),
		.area = keep_str(f, c->area),
		.dimension = subject_dimension(f, (struct measure_subject){ c->area, c->dimension }),
		.words = keep_names(f, &c->words),
		.on = c->on,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	derive_undertaking(f, f->undertakings.count - 1);
	f->versions[NOUN_MEASURE]++;
}

void undertaking_fulfil_check(struct judge *j, const struct undertaking_fulfil *c)
{
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (undertaking_find(j->f, c->undertaking) == NULL)
		finding_add_at(j->found, FINDING_UNDERTAKING_UNKNOWN, S("undertaking"));
	if (c->plan.n > 0 && plan_find(j->f, c->plan) == NULL)
		finding_add_at(j->found, FINDING_PLAN_UNKNOWN, S("plan"));
	if (c->activity.n > 0 && activity_find(j->f, c->activity) == NULL)
		finding_add_at(j->found, FINDING_ACTIVITY_UNKNOWN, S("activity"));
	if (c->plan.n == 0 && c->activity.n == 0)
		finding_add_at(j->found, FINDING_PLAN_UNKNOWN, S("plan"));
}

void undertaking_fulfil_apply(struct forum *f, const struct judged *act,
    const struct undertaking_fulfil *c)
{
	struct undertaking *of =
	    table_touch(&f->undertakings, measure_row(f, 'u', c->undertaking));
	*ROWS_ADD(f, of, fulfilments) = (struct fulfilment){ .plan = keep_str(f, c->plan),
		.activity = keep_str(f, c->activity),
		.on = c->on,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, STR_NONE, STR_NONE, &c->sources }) };
	f->versions[NOUN_MEASURE]++;
}
