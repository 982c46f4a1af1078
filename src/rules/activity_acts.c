/* Activities: proposed, planned, moved, merged, cancelled, held (docs/rules.md section 15). */
#include "rules/measure_step.h"

static void guard_parts(struct judge *j, const struct activity_propose *c)
{
	guard_subject(j, (struct measure_subject){ c->area, c->dimension }, false);
	if (c->institution.n > 0 && institution_find(j->f, c->institution) == NULL)
		finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("institution"));
	if (c->host.n > 0 && party_find(j->f, c->host) == NULL)
		finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("host"));
	GUARD_CODES(j, c->plans, plan_find, FINDING_PLAN_UNKNOWN, S("plans"))
	GUARD_CODES(j, c->measures, measure_find, FINDING_MEASURE_UNKNOWN, S("measures"))
}

void activity_propose_check(struct judge *j, const struct activity_propose *c)
{
	guard_speaker(j, (struct measure_speaker){ c->host, S("propose"), &PAPER_NONE,
	    { STR_NONE, STR_NONE, &c->sources }, FINDING_ACTS_FOR_OTHER_PARTY });
	guard_parts(j, c);
	if (activity_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	guard_time(j, (struct measure_time){ c->from, c->until, c->offset });
}

void activity_propose_apply(struct forum *f, const struct judged *act,
    const struct activity_propose *c)
{
	struct activity *row = table_add(&f->activities);
	const struct actor *by = act_author(f, act);
	bool is_own = c->host.n == 0 && by->role == ACTOR_DELEGATE;
	*row = (struct activity){ .code = keep_str(f, c->code),
		.dimension = subject_dimension(f, (struct measure_subject){ c->area, c->dimension }),
		.area = keep_str(f, c->area),
		.institution = keep_str(f, c->institution),
		.host = is_own ? by->party : keep_str(f, c->host),
		.role = keep_str(f, c->role),
		.mode = keep_str(f, c->mode),
		.offset = keep_str(f, c->offset),
		.plans = keep_strs(f, &c->plans),
		.measures = keep_strs(f, &c->measures),
		.languages = keep_strs(f, &c->languages),
		.title = keep_names(f, &c->title),
		.host_body = keep_names(f, &c->host_body),
		.place = keep_names(f, &c->place),
		.audience = keep_names(f, &c->audience),
		.from = c->from,
		.until = c->until,
		.year = c->year,
		.is_tentative = c->tentative,
		.state = ACTIVITY_PROPOSED,
		.at = act->received,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources }) };
	derive_activity(f, f->activities.count - 1);
	f->versions[NOUN_MEASURE]++;
}

/* The activity, still to come; its host speaks, or an officer who has it from sources. */
static const struct activity *guard_activity(struct judge *j, struct str code,
    const struct strs *sources)
{
	const struct activity *of = activity_find(j->f, code);
	if (of == NULL) {
		finding_add_at(j->found, FINDING_ACTIVITY_UNKNOWN, S("activity"));
		return NULL;
	}
	guard_speaker(j, (struct measure_speaker){ of->host, S("propose"), &PAPER_NONE,
	    { STR_NONE, STR_NONE, sources }, FINDING_ACTS_FOR_OTHER_PARTY });
	if (!activity_is_open(of))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("activity"));
	return of;
}

/* A step that is filled in as it was before; the caller says what changes. */
static struct activity_step *step_add(struct forum *f, const struct judged *act, struct activity *of,
    enum activity_what what)
{
	struct activity_step *step = ROWS_ADD(f, of, steps);
	*step = (struct activity_step){ .what = what,
		.to = of->state,
		.was_from = of->from,
		.was_until = of->until,
		.from = of->from,
		.until = of->until,
		.offset = of->offset,
		.was_place = of->place,
		.at = act->received };
	f->versions[NOUN_MEASURE]++;
	return step;
}

static struct activity *activity_touch(struct forum *f, struct str code)
{
	return table_touch(&f->activities, measure_row(f, 'v', code));
}

static struct evidence step_evidence(struct forum *f, const struct judged *act, struct str basis,
    const struct strs *sources)
{
	return measure_evidence(f, act,
	    (struct measure_said){ basis, STR_NONE, STR_NONE, sources });
}

/* The Secretariat enters what is proposed into a plan, or tells that it was announced. */
void activity_plan_check(struct judge *j, const struct activity_plan *c)
{
	const struct activity *of = activity_find(j->f, c->activity);
	bool is_planned = str_eq(c->stage, S("planned"));
	if (of == NULL) {
		finding_add_at(j->found, FINDING_ACTIVITY_UNKNOWN, S("activity"));
		return;
	}
	if (!cast_officer(j))
		guard_speaker(j, (struct measure_speaker){ of->host, S("propose"), &PAPER_NONE,
		    { STR_NONE, STR_NONE, &c->sources }, FINDING_ACTS_FOR_OTHER_PARTY });
	if (!is_planned && !str_eq(c->stage, S("announced")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("stage"));
	if (c->plan.n > 0 && plan_find(j->f, c->plan) == NULL)
		finding_add_at(j->found, FINDING_PLAN_UNKNOWN, S("plan"));
	if (!activity_is_open(of))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("activity"));
}

/* The plans with one more among them, ascending. */
static struct strs plans_with(struct forum *f, const struct strs *plans, struct str plan)
{
	if (plan.n == 0 || strs_has(plans, plan))
		return *plans;
	struct str *at = arena_array(f->arena, struct str, plans->count + 1);
	uint32_t n = 0;
	while (n < plans->count && str_cmp(plans->at[n], plan) < 0) {
		at[n] = plans->at[n];
		n++;
	}
	at[n] = plan;
	for (uint32_t i = n; i < plans->count; i++)
		at[i + 1] = plans->at[i];
	return (struct strs){ plans->count + 1, at };
}

void activity_plan_apply(struct forum *f, const struct judged *act, const struct activity_plan *c)
{
	struct activity *of = activity_touch(f, c->activity);
	struct activity_step *step = step_add(f, act, of, ACTIVITY_PLAN);
	bool is_planned = str_eq(c->stage, S("planned"));
	step->plan = keep_str(f, c->plan);
	step->evidence = step_evidence(f, act, c->basis, &c->sources);
	step->to = of->state = is_planned ? ACTIVITY_PLANNED : ACTIVITY_ANNOUNCED;
	of->plans = plans_with(f, &of->plans, step->plan);
}

void activity_move_check(struct judge *j, const struct activity_move *c)
{
	(void)guard_activity(j, c->activity, &c->sources);
	guard_time(j, (struct measure_time){ c->from, c->until, c->offset });
}

/* Dates as they are from now on: unknown ones become unknown, a place that is not named stays. */
void activity_move_apply(struct forum *f, const struct judged *act, const struct activity_move *c)
{
	struct activity *of = activity_touch(f, c->activity);
	struct activity_step *step = step_add(f, act, of, ACTIVITY_MOVE);
	step->evidence = step_evidence(f, act, c->basis, &c->sources);
	step->from = of->from = c->from;
	step->until = of->until = c->until;
	step->offset = of->offset = keep_str(f, c->offset);
	if (c->place.count > 0)
		of->place = keep_names(f, &c->place);
	derive_activities_again(f);
}

void activity_merge_check(struct judge *j, const struct activity_merge *c)
{
	(void)guard_activity(j, c->activity, &c->sources);
	const struct activity *into = activity_find(j->f, c->into);
	if (into == NULL)
		finding_add_at(j->found, FINDING_ACTIVITY_UNKNOWN, S("into"));
	else if (str_eq(c->into, c->activity) || into->state >= ACTIVITY_CANCELLED)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("into"));
}

void activity_merge_apply(struct forum *f, const struct judged *act, const struct activity_merge *c)
{
	struct activity *of = activity_touch(f, c->activity);
	struct activity_step *step = step_add(f, act, of, ACTIVITY_MERGE);
	step->evidence = step_evidence(f, act, c->basis, &c->sources);
	step->into = of->into = keep_str(f, c->into);
	step->to = of->state = ACTIVITY_MERGED;
}

void activity_cancel_check(struct judge *j, const struct activity_cancel *c)
{
	(void)guard_activity(j, c->activity, &c->sources);
}

void activity_cancel_apply(struct forum *f, const struct judged *act, const struct activity_cancel *c)
{
	struct activity *of = activity_touch(f, c->activity);
	struct activity_step *step = step_add(f, act, of, ACTIVITY_CANCEL);
	step->evidence = step_evidence(f, act, c->basis, &c->sources);
	step->to = of->state = ACTIVITY_CANCELLED;
}

/* Nothing was held before it began. */
void activity_hold_check(struct judge *j, const struct activity_hold *c)
{
	const struct activity *of = guard_activity(j, c->activity, &c->sources);
	int32_t today = (int32_t)(j->now.ms / 86400000);
	guard_time(j, (struct measure_time){ c->from, c->until, c->offset });
	if (of == NULL)
		return;
	struct date from = date_known(c->from) ? c->from : of->from;
	/* Clocks east of Greenwich are ahead by up to fourteen hours. */
	if (date_known(from) && date_first_day(from) > today + 1)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("from"));
}

void activity_hold_apply(struct forum *f, const struct judged *act, const struct activity_hold *c)
{
	struct activity *of = activity_touch(f, c->activity);
	struct activity_step *step = step_add(f, act, of, ACTIVITY_HOLD);
	step->evidence = step_evidence(f, act, c->basis, &c->sources);
	if (date_known(c->from)) {
		step->from = of->from = c->from;
		step->until = of->until = c->until;
		step->offset = of->offset = keep_str(f, c->offset);
	}
	if (c->place.count > 0)
		of->place = keep_names(f, &c->place);
	of->participation = keep_names(f, &c->participation);
	step->to = of->state = ACTIVITY_HELD;
	if (date_known(c->from))
		derive_activities_again(f);
}
