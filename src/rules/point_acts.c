/* Points of order and motions (docs/rules.md section 9). */
#include "rules/judge.h"

/* The meeting that is open, with its point in `state`; NULL with its finding when it is not. */
static const struct conduct *guard_point(struct judge *j, struct str meeting, int64_t entry,
    enum point_state state)
{
	const struct conduct *c = guard_meeting(j, meeting, S("meeting"));
	if (c == NULL)
		return NULL;
	const struct conduct_point *p = conduct_point(c, (uint64_t)entry);
	if (p == NULL || p->state != state)
		finding_add_at(j->found, FINDING_NOTHING_TO_RULE, S("point"));
	return c;
}

static void guard_kind(struct judge *j, struct str kind)
{
	static const struct str motions[] = { { "suspend", 7 }, { "adjourn", 7 },
		{ "adjourn-debate", 14 }, { "close-debate", 12 } };
	const struct strs *known = &j->f->charter.conduct.motions;
	bool is_motion = false;
	if (str_eq(kind, S("order")) || str_eq(kind, S("floor")))
		return;
	for (size_t i = 0; i < CM_COUNT(motions); i++)
		is_motion = is_motion || str_eq(kind, motions[i]);
	if (!is_motion || (known->count > 0 && !strs_has(known, kind)))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("kind"));
}

void point_raise_check(struct judge *j, const struct point_raise *c)
{
	guard_kind(j, c->kind);
	if (c->decision.n > 0 && decision_find(j->f, c->decision) == NULL)
		finding_add_at(j->found, FINDING_DECISION_UNKNOWN, S("decision"));
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	struct voice v = voice_of(j, &c->paper, S("speak"), &m);
	guard_may(j, v.party, RIGHT_SPEAK, FINDING_RIGHT_SPEAK);
}

void point_raise_apply(struct forum *f, const struct judged *act, const struct point_raise *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	*ROWS_ADD(f, of, points) = (struct conduct_point){
		.party = voice_party(f, act, &c->paper),
		.kind = keep_str(f, c->kind),
		.decision = keep_str(f, c->decision),
		.state = POINT_RAISED,
		.entry = act->index,
		.ruling_entry = UINT64_MAX,
		.at = act->received };
}

static struct conduct_point *point_step(struct forum *f, struct str meeting, int64_t entry,
    enum point_state to)
{
	struct conduct *c = conduct_touch(f, meeting);
	struct conduct_point *p = &c->points[conduct_point(c, (uint64_t)entry) - c->points];
	p->state = to;
	return p;
}

void point_rule_check(struct judge *j, const struct point_rule *c)
{
	if (!str_eq(c->outcome, S("granted")) && !str_eq(c->outcome, S("refused")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("outcome"));
	const struct conduct *of = guard_point(j, c->meeting, c->point, POINT_RAISED);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
}

void point_rule_apply(struct forum *f, const struct judged *act, const struct point_rule *c)
{
	struct conduct_point *p = point_step(f, c->meeting, c->point, POINT_RULED);
	p->outcome = keep_str(f, c->outcome);
	p->ruling_entry = act->index;
}

void point_appeal_check(struct judge *j, const struct point_appeal *c)
{
	if (!j->f->charter.conduct.has_appeal)
		finding_add(j->found, FINDING_APPEAL_NOT_ALLOWED);
	const struct conduct *of = guard_point(j, c->meeting, c->point, POINT_RULED);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	(void)decider_of(j, &m);
}

void point_appeal_apply(struct forum *f, const struct judged *act, const struct point_appeal *c)
{
	(void)act;
	(void)point_step(f, c->meeting, c->point, POINT_APPEALED);
}

void point_decide_check(struct judge *j, const struct point_decide *c)
{
	const struct conduct *of = guard_point(j, c->meeting, c->point, POINT_APPEALED);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
}

/* The ruling stands unless a majority is against it. */
void point_decide_apply(struct forum *f, const struct judged *act, const struct point_decide *c)
{
	(void)act;
	bool is_overruled = c->in_favour > c->against;
	(void)point_step(f, c->meeting, c->point, is_overruled ? POINT_OVERRULED : POINT_UPHELD);
}
