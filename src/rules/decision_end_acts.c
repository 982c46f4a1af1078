/* Where a proposal goes when it is not adopted, and what follows adoption (docs/rules.md section 6). */
#include "rules/decision_step.h"

/* The steps of `decision.next` are the charter's words of `else`. */
static unsigned else_of(struct str word)
{
	unsigned e = 0;
	while (e < ELSE__COUNT && !str_eq(ladder_else_name((enum ladder_else)e), word))
		e++;
	return e;
}

static const struct charter_step *step_after(const struct forum *f, const struct decision *d)
{
	const struct charter_decision *ladder = charter_ladder(&f->charter, d->body, d->matter);
	return ladder == NULL || d->step + 1 >= ladder->steps_count ? NULL
								    : &ladder->steps[d->step + 1];
}

static struct str body_above(const struct forum *f, const struct decision *d)
{
	const struct charter_body *b = charter_body(&f->charter, d->body);
	return b == NULL ? STR_NONE : b->parent;
}

/* C10 */
void decision_next_check(struct judge *j, const struct decision_next *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	guard_state(j, d,
	    BIT(DECISION_CONSIDERED) | BIT(DECISION_CALLED) | BIT(DECISION_OBJECTED));
	(void)guard_meeting(j, d->meeting, S("decision"));
	if (c->to.n > 0 && charter_body(&j->f->charter, c->to) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("to"));
	const struct charter_step *step = decision_ladder_step(j->f, d);
	const struct charter_step *after = step_after(j->f, d);
	unsigned to = else_of(c->step);
	bool is_dead = to == ELSE_NEXT && after == NULL;
	bool refers = to == ELSE_REFER_UP ||
	    (to == ELSE_NEXT && after != NULL && after->method == METHOD_REFER_UP);
	bool has_nowhere = refers && c->to.n == 0 && body_above(j->f, d).n == 0;
	if (step == NULL || to == ELSE__COUNT || (unsigned)step->otherwise != to || is_dead ||
	    has_nowhere)
		finding_add_at(j->found, FINDING_LADDER_HAS_NO_SUCH_STEP, S("step"));
}

static void defer(struct decision *d, const struct judged *act, const struct charter_step *step)
{
	int64_t wait_s = step == NULL || step->wait_s == INTEGER_ABSENT ? 0 : step->wait_s;
	d->until = (moment){ act->received.ms + wait_s * 1000 };
}

/* The state in which the next step of the ladder is taken; no rows are added here. */
static enum decision_state state_of_method(enum method m)
{
	if (m == METHOD_VOTE)
		return DECISION_VOTE;
	if (m == METHOD_DEFER)
		return DECISION_DEFERRED;
	return m == METHOD_REFER_UP ? DECISION_REFERRED : DECISION_CONSIDERED;
}

/* The ladder's step whose majority and whose end the vote has: the next one from here on, else the first. */
static uint32_t step_of_vote(const struct forum *f, const struct decision *d)
{
	const struct charter_decision *ladder = charter_ladder(&f->charter, d->body, d->matter);
	for (uint32_t i = 0; i < ladder->steps_count; i++) {
		uint32_t at = (d->step + i) % ladder->steps_count;
		if (ladder->steps[at].method == METHOD_VOTE)
			return at;
	}
	return d->step;
}

static enum decision_state next_state(struct forum *f, struct decision *d, unsigned to)
{
	switch ((enum ladder_else)to) {
	case ELSE_NEXT:
		d->step++;
		return state_of_method(decision_ladder_step(f, d)->method);
	case ELSE_RETURN:
		d->step = 0;
		return DECISION_CONSIDERED;
	case ELSE_DEFER:
		return DECISION_DEFERRED;
	case ELSE_REFER_UP:
		return DECISION_REFERRED;
	case ELSE_VOTE:
		d->step = step_of_vote(f, d);
		return DECISION_VOTE;
	case ELSE_NOT_ADOPTED:
	case ELSE__COUNT:
		break;
	}
	return DECISION_NOT_ADOPTED;
}

void decision_next_apply(struct forum *f, const struct judged *act, const struct decision_next *c)
{
	struct decision *d = decision_touch(f, c->decision);
	enum decision_state to = next_state(f, d, else_of(c->step));
	if (to == DECISION_DEFERRED)
		defer(d, act, decision_ladder_step(f, d));
	if (to == DECISION_REFERRED)
		d->referred_to = keep_str(f, c->to.n > 0 ? c->to : body_above(f, d));
	decision_step_add(f, d, act, to);
}

/* C17 */
void decision_resume_check(struct judge *j, const struct decision_resume *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	guard_state(j, d, BIT(DECISION_DEFERRED));
	if (d->state != DECISION_DEFERRED)
		return;
	if (j->now.ms < d->until.ms)
		finding_add_at(j->found, FINDING_DEFERRAL_RUNNING, S("decision"));
	const struct charter_step *step = decision_ladder_step(j->f, d);
	if (step != NULL && step->must_report && c->report.n == 0)
		finding_add_at(j->found, FINDING_REPORT_MISSING, S("report"));
}

/* Past the last step the text is considered on the same one. */
void decision_resume_apply(struct forum *f, const struct judged *act, const struct decision_resume *c)
{
	struct decision *d = decision_touch(f, c->decision);
	const struct charter_step *after = step_after(f, d);
	d->until = MOMENT_ABSENT;
	d->step += after != NULL;
	bool is_vote = after != NULL && after->method == METHOD_VOTE;
	decision_step_add(f, d, act, is_vote ? DECISION_VOTE : DECISION_CONSIDERED);
}

/* C20: who says so changes nothing. What was to come to a vote still is. */
void decision_lapse_check(struct judge *j, const struct decision_lapse *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	guard_clock(j);
	if (d == NULL)
		return;
	guard_state(j, d, BIT(DECISION_CONSIDERED) | BIT(DECISION_HELD) | BIT(DECISION_VOTE));
	if (!decision_is_lapsed(j->f, d))
		finding_add_at(j->found, FINDING_MEETING_RUNNING, S("decision"));
}

void decision_lapse_apply(struct forum *f, const struct judged *act, const struct decision_lapse *c)
{
	struct decision *d = decision_touch(f, c->decision);
	d->held_from = d->state == DECISION_VOTE ? DECISION_VOTE : DECISION_CONSIDERED;
	decision_step_add(f, d, act, DECISION_LAPSED);
}

/* C12 */
void decision_contest_check(struct judge *j, const struct decision_contest *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	struct voice v = voice_of(j, &c->paper, S("object"), &m);
	guard_may(j, v.party, RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
	guard_state(j, d, BIT(DECISION_GAVELLED) | BIT(DECISION_REGISTERED) | BIT(DECISION_ISSUED));
	if (!decision_is_adopted(d))
		return;
	int64_t contest_s = j->f->charter.records.contest_s;
	const struct conduct *meeting = conduct_find(j->f, d->meeting);
	bool is_late = contest_s == INTEGER_ABSENT
			   ? meeting == NULL || meeting->state == CONDUCT_CLOSED
			   : v.at.ms - d->adopted_at.ms >= contest_s * 1000;
	if (is_late)
		finding_add_at(j->found, FINDING_CONTEST_LATE, S("decision"));
}

void decision_contest_apply(struct forum *f, const struct judged *act,
    const struct decision_contest *c)
{
	decision_contest_add(f, decision_touch(f, c->decision), act, voice_party(f, act, &c->paper));
}

/* C13 */
void decision_settle_check(struct judge *j, const struct decision_settle *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	if (decision_contests_open(d) == 0)
		finding_add_at(j->found, FINDING_NOTHING_TO_RULE, S("decision"));
	if (c->reopen && !j->f->charter.conduct.contest_reopens)
		finding_add_at(j->found, FINDING_REOPENING_NOT_ALLOWED, S("reopen"));
	if (c->reopen && d->state != DECISION_GAVELLED) /* a number is given once */
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("reopen"));
}

void decision_settle_apply(struct forum *f, const struct judged *act, const struct decision_settle *c)
{
	struct decision *d = decision_touch(f, c->decision);
	for (uint32_t i = 0; i < d->contests_count; i++) {
		if (d->contests[i].settled == UINT64_MAX)
			d->contests[i].settled = act->index;
	}
	d->is_contested = false;
	if (!c->reopen)
		return;
	if (d->text.n > 0)
		put_release(f, d->text, d->adopted);
	d->adopted = UINT64_MAX;
	d->adopted_at = MOMENT_ABSENT;
	decision_step_add(f, d, act, DECISION_CONSIDERED);
}
