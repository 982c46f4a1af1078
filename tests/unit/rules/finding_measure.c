/* Acts that give the findings of confidence-building measures. */
#include "unit/rules/finding_cases.h"

#define DAY_MS INT64_C(86400000)

static struct sim_act due(struct sim *s, enum kind k)
{
	sim_envoys(s);
	return sim_measure_due(s, k);
}

static struct sim_act by(struct sim *s, struct sim_act a, struct str handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, handle);
	return a;
}

static struct sim_act area_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_PROPOSE);
	a.content.activity_propose.area = S("sea-1");
	return a;
}

/* The area is there, and is not of that dimension. */
static struct sim_act area_of_another(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_PROPOSE);
	a.content.activity_propose.dimension = S("human");
	return a;
}

static struct sim_act measure_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_PROPOSE);
	a.content.activity_propose.measures = sim_strs(s, S("2.1.9"));
	return a;
}

static struct sim_act plan_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_PLAN);
	a.content.activity_plan.plan = S("year-2016");
	return a;
}

static struct sim_act activity_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_CANCEL);
	a.content.activity_cancel.activity = S("none");
	return a;
}

static struct sim_act review_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_REVIEW_CLOSE);
	a.content.review_close.review = S("none");
	return a;
}

static struct sim_act undertaking_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_UNDERTAKING_FULFIL);
	a.content.undertaking_fulfil.undertaking = S("none");
	return a;
}

static struct sim_act source_missing(struct sim *s)
{
	struct sim_act a = due(s, KIND_PLAN_STEP);
	a.content.plan_step.sources = (struct strs){ 0, NULL };
	return a;
}

static struct sim_act decision_not_adopted(struct sim *s)
{
	sim_envoys(s);
	struct str code = sim_decision_reach(s, DECISION_TABLED);
	struct sim_act a = sim_measure_due(s, KIND_PLAN_STEP);
	a.content.plan_step.decision = code;
	return a;
}

static struct sim_act not_the_coordinator(struct sim *s)
{
	return by(s, due(s, KIND_PLAN_PROPOSE), S("cc/envoy"));
}

static struct sim_act offset_impossible(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_MOVE);
	a.content.activity_move.offset = S("+14:01");
	return a;
}

/* There is no time of day that the offset could be of. */
static struct sim_act offset_of_no_time(struct sim *s)
{
	struct sim_act a = due(s, KIND_ACTIVITY_MOVE);
	a.content.activity_move.from.minute = -1;
	return a;
}

static struct sim_act return_of_other_party(struct sim *s)
{
	return by(s, due(s, KIND_REPORT_FILE), S("cc/envoy"));
}

static struct sim_act report_empty(struct sim *s)
{
	struct sim_act a = due(s, KIND_REPORT_FILE);
	a.content.report_file.nil = true;
	return a;
}

static struct sim_act supplement_without_return(struct sim *s)
{
	struct sim_act a = due(s, KIND_REPORT_SUPPLEMENT);
	a.content.report_supplement.report--;
	return a;
}

static struct sim_act report_late(struct sim *s)
{
	struct sim_act a = due(s, KIND_REPORT_FILE);
	s->now.ms = (s->now.ms / DAY_MS + 2) * DAY_MS;
	return a;
}

const struct finding_case MEASURE_CASES[] = {
	{ FINDING_AREA_UNKNOWN, area_unknown, "area" },
	{ FINDING_AREA_UNKNOWN, area_of_another, "area" },
	{ FINDING_MEASURE_UNKNOWN, measure_unknown, "measures" },
	{ FINDING_PLAN_UNKNOWN, plan_unknown, "plan" },
	{ FINDING_ACTIVITY_UNKNOWN, activity_unknown, "activity" },
	{ FINDING_REVIEW_UNKNOWN, review_unknown, "review" },
	{ FINDING_UNDERTAKING_UNKNOWN, undertaking_unknown, "undertaking" },
	{ FINDING_SOURCE_MISSING, source_missing, "sources" },
	{ FINDING_DECISION_NOT_ADOPTED, decision_not_adopted, "decision" },
	{ FINDING_NOT_THE_COORDINATOR, not_the_coordinator, "area" },
	{ FINDING_OFFSET_IMPOSSIBLE, offset_impossible, "offset" },
	{ FINDING_OFFSET_IMPOSSIBLE, offset_of_no_time, "offset" },
	{ FINDING_RETURN_OF_OTHER_PARTY, return_of_other_party, "" },
	{ FINDING_REPORT_EMPTY, report_empty, "text" },
	{ FINDING_SUPPLEMENT_WITHOUT_RETURN, supplement_without_return, "report" },
	{ FINDING_REPORT_LATE, report_late, "" },
};
const size_t MEASURE_CASES_COUNT = CM_COUNT(MEASURE_CASES);
