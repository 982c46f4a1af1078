/* Plans: concept papers, action plans, the plan of the year (docs/rules.md section 15). */
#include "rules/measure_step.h"

static const struct str KINDS_OF_PLAN[] = { S("concept"), S("action"), S("year") };
static const struct str STEPS_OF_PLAN[] = { S("supported"), S("approved"), S("adopted"),
	S("returned"), S("withdrawn"), S("ended") };

/* A delegation proposes for what it coordinates; the Secretariat puts plans together for all. */
static void guard_drafter(struct judge *j, const struct plan_propose *c)
{
	const struct measure_subject of = { c->area, c->dimension };
	unsigned before = j->found->refused;
	guard_subject(j, of, !str_eq(c->kind, S("year")));
	bool is_known = j->found->refused == before;
	if (cast_officer(j))
		return;
	guard_speaker(j, (struct measure_speaker){ c->drafted_by, S("propose"), &PAPER_NONE,
	    { STR_NONE, STR_NONE, &c->sources }, FINDING_ACTS_FOR_OTHER_PARTY });
	const struct actor *by = actor_find(j->f, j->act->entry->act.by);
	if (is_known && (by == NULL || !coordinates(j->f, by->party, of)))
		finding_add_at(j->found, FINDING_NOT_THE_COORDINATOR, S("area"));
}

void plan_propose_check(struct judge *j, const struct plan_propose *c)
{
	guard_drafter(j, c);
	guard_word(j, WORDS_OF_ARRAY(KINDS_OF_PLAN), c->kind, S("kind"));
	if (plan_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (c->under.n > 0 && plan_find(j->f, c->under) == NULL)
		finding_add_at(j->found, FINDING_PLAN_UNKNOWN, S("under"));
	if (c->catalogue.n > 0 && catalogue_find(j->f, c->catalogue) == NULL)
		finding_add_at(j->found, FINDING_MEASURE_UNKNOWN, S("catalogue"));
	if (c->drafted_by.n > 0 && party_find(j->f, c->drafted_by) == NULL)
		finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("drafted_by"));
	guard_dates(j, c->from, c->until, S("until"));
}

void plan_propose_apply(struct forum *f, const struct judged *act, const struct plan_propose *c)
{
	struct plan *row = table_add(&f->plans);
	const struct actor *by = act_author(f, act);
	bool is_own = c->drafted_by.n == 0 && by->role == ACTOR_DELEGATE;
	*row = (struct plan){ .code = keep_str(f, c->code),
		.kind = keep_str(f, c->kind),
		.dimension = subject_dimension(f, (struct measure_subject){ c->area, c->dimension }),
		.area = keep_str(f, c->area),
		.drafted_by = is_own ? by->party : keep_str(f, c->drafted_by),
		.under = keep_str(f, c->under),
		.catalogue = keep_str(f, c->catalogue),
		.title = keep_names(f, &c->title),
		.from = c->from,
		.until = c->until,
		.state = S("proposed"),
		.at = act->received,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources }) };
	derive_plan(f, f->plans.count - 1);
	f->versions[NOUN_MEASURE]++;
}

static bool is_over(const struct plan *p)
{
	return str_eq(p->state, S("withdrawn")) || str_eq(p->state, S("ended"));
}

/* Approval and adoption rest on a decision or on sources; who drafted a plan may withdraw it. */
static void guard_step(struct judge *j, const struct plan_step *c, const struct plan *of)
{
	bool is_approval = str_eq(c->to, S("approved"));
	struct measure_ground ground = { c->decision, STR_NONE, &c->sources };
	if (is_approval)
		ground.body = j->f->charter.measures.plan_body;
	if (is_approval || str_eq(c->to, S("adopted"))) {
		guard_recorder(j, ground);
		return;
	}
	guard_ground(j, ground);
	if (cast_officer(j))
		return;
	if (!str_eq(c->to, S("withdrawn")) || of->drafted_by.n == 0)
		finding_add(j->found, FINDING_OFFICER_ONLY);
	else
		guard_speaker(j, (struct measure_speaker){ of->drafted_by, S("propose"), &PAPER_NONE,
		    ground, FINDING_ACTS_FOR_OTHER_PARTY });
}

void plan_step_check(struct judge *j, const struct plan_step *c)
{
	const struct plan *of = plan_find(j->f, c->plan);
	if (of == NULL) {
		finding_add_at(j->found, FINDING_PLAN_UNKNOWN, S("plan"));
		return;
	}
	guard_step(j, c, of);
	guard_word(j, WORDS_OF_ARRAY(STEPS_OF_PLAN), c->to, S("to"));
	if (is_over(of))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("plan"));
	guard_body_known(j, c->body);
	guard_meeting_known(j, c->meeting);
}

void plan_step_apply(struct forum *f, const struct judged *act, const struct plan_step *c)
{
	struct plan *of = table_touch(&f->plans, measure_row(f, 'p', c->plan));
	const struct plan_fact fact = { .to = keep_str(f, c->to),
		.body = body_keep(f, c->body, c->decision),
		.decision = keep_str(f, c->decision),
		.on = c->on,
		.at = act->received,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	*ROWS_ADD(f, of, facts) = fact;
	of->state = fact.to;
	f->versions[NOUN_MEASURE]++;
}
