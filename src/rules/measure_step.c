#include "rules/measure_step.h"

const struct paper PAPER_NONE = { .is_present = false };

void guard_subject(struct judge *j, struct measure_subject of, bool is_needed)
{
	const struct area *area = of.area.n > 0 ? area_find(j->f, of.area) : NULL;
	if (of.area.n > 0 && area == NULL)
		finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("area"));
	if (of.dimension.n > 0 && charter_dimension(&j->f->charter, of.dimension) == NULL)
		finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("dimension"));
	else if (of.dimension.n > 0 && area != NULL && !str_eq(area->dimension, of.dimension))
		finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("area"));
	if (is_needed && of.area.n == 0 && of.dimension.n == 0)
		finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("area"));
}

struct str subject_dimension(struct forum *f, struct measure_subject of)
{
	return of.area.n > 0 ? area_find(f, of.area)->dimension : keep_str(f, of.dimension);
}

void guard_ground(struct judge *j, struct measure_ground ground)
{
	if (ground.decision.n == 0)
		return;
	const struct decision *d = decision_find(j->f, ground.decision);
	if (d == NULL)
		finding_add_at(j->found, FINDING_DECISION_UNKNOWN, S("decision"));
	else if (!decision_is_adopted(d))
		finding_add_at(j->found, FINDING_DECISION_NOT_ADOPTED, S("decision"));
	else if (ground.body.n > 0 && !str_eq(d->body, ground.body))
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("decision"));
}

void guard_recorder(struct judge *j, struct measure_ground ground)
{
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_ground(j, ground);
	if (ground.decision.n == 0 && ground.sources->count == 0)
		finding_add_at(j->found, FINDING_SOURCE_MISSING, S("sources"));
}

void guard_speaker(struct judge *j, struct measure_speaker of)
{
	const struct matter m = { j->f->charter.measures.plan_body, STR_NONE, S("by"),
		(moment){ INT64_MIN } };
	if (!of.paper->is_present && cast_officer(j)) {
		guard_recorder(j, of.ground);
		return;
	}
	guard_ground(j, of.ground);
	struct voice v = voice_of(j, of.paper, of.power, &m);
	if (v.party.n > 0 && of.party.n > 0 && !str_eq(v.party, of.party))
		finding_add(j->found, of.other);
	if (str_eq(of.power, S("propose")))
		guard_may(j, v.party, RIGHT_PROPOSE, FINDING_RIGHT_PROPOSE);
}

void guard_meeting_known(struct judge *j, struct str meeting)
{
	if (meeting.n > 0 && meeting_find(j->f, meeting) == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
}

void guard_body_known(struct judge *j, struct str body)
{
	if (body.n > 0 && charter_body(&j->f->charter, body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
}

struct str body_keep(struct forum *f, struct str body, struct str decision)
{
	const struct decision *d = decision.n > 0 ? decision_find(f, decision) : NULL;
	return body.n == 0 && d != NULL ? d->body : keep_str(f, body);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "+06:00", "-03:30": up to fourteen hours. */
static bool offset_is_valid(struct str s)
{
	if (s.n != OFFSET_BYTES || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':')
		return false;
	if (!is_digit(s.p[1]) || !is_digit(s.p[2]) || !is_digit(s.p[4]) || !is_digit(s.p[5]))
		return false;
	int minutes = (10 * (s.p[1] - '0') + s.p[2] - '0') * 60 + 10 * (s.p[4] - '0') + s.p[5] - '0';
	return s.p[4] < '6' && minutes <= 14 * 60;
}

void guard_time(struct judge *j, struct measure_time t)
{
	guard_dates(j, t.from, t.until, S("until"));
	bool is_one_day = t.from.day > 0 && t.from.minute >= 0 && t.until.minute >= 0 &&
	    date_first_day(t.from) == date_first_day(t.until);
	if (is_one_day && t.until.minute < t.from.minute)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("until"));
	if (date_known(t.until) && !date_known(t.from))
		finding_add_at(j->found, FINDING_DATE_ORDER, S("from"));
	if (t.offset.n > 0 && (!offset_is_valid(t.offset) || t.from.minute < 0))
		finding_add_at(j->found, FINDING_OFFSET_IMPOSSIBLE, S("offset"));
}

struct evidence measure_evidence(struct forum *f, const struct judged *act, struct measure_said said)
{
	struct evidence e = keep_evidence(f, act->index, said.basis, said.sources);
	e.note = keep_str(f, said.note);
	e.meeting = keep_str(f, said.meeting);
	return e;
}
