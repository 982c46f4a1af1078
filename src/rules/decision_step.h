/* Inside of rules/ only: what the acts of decisions share. */
#ifndef RULES_DECISION_STEP_H
#define RULES_DECISION_STEP_H

#include "base/encode.h"
#include "rules/judge.h"
#include "rules/put.h"

#define BIT(state) (1U << (state))

/* The decision, or NULL with its finding. */
static inline const struct decision *guard_decision(struct judge *j, struct str code)
{
	const struct decision *d = decision_find(j->f, code);
	if (d == NULL)
		finding_add_at(j->found, FINDING_DECISION_UNKNOWN, S("decision"));
	return d;
}

static inline struct matter decision_matter(const struct decision *d)
{
	return (struct matter){ d->body, d->meeting, S("decision"), d->steps[0].at };
}

/* Is its state one of these bits? */
static inline void guard_state(struct judge *j, const struct decision *d, unsigned states)
{
	if ((BIT(d->state) & states) == 0)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("decision"));
}

static inline void guard_decision_chair(struct judge *j, const struct decision *d)
{
	const struct matter m = decision_matter(d);
	guard_chair(j, &m);
}

/* Of a decision that puts a negotiated text: may that be adopted as it stands? */
static inline void guard_decision_adoptable(struct judge *j, const struct decision *d)
{
	guard_adoptable(j, &(struct put){ .hash = d->hash, .text = d->text, .revision = d->revision });
}

static inline const struct instrument *decision_text(const struct forum *f, const struct decision *d)
{
	return d->text.n > 0 ? instrument_find(f, d->text) : NULL;
}

static inline struct decision *decision_touch(struct forum *f, struct str code)
{
	struct decision *d = table_touch(&f->decisions, map_get(&f->decision_by_code, code));
	f->versions[NOUN_DECISION]++;
	if (d->text.n > 0) /* pages of the text show it too */
		f->versions[NOUN_TEXT]++;
	return d;
}

static inline void decision_step_add(struct forum *f, struct decision *d, const struct judged *act,
    enum decision_state to)
{
	*ROWS_ADD(f, d, steps) = (struct decision_step){ to, act->index, act->received };
	d->state = to;
}

/* While it is held, the state to which it goes back follows the objections. */
static inline void decision_state_follow(struct forum *f, struct decision *d, const struct judged *act)
{
	enum decision_state to = decision_objections_standing(d) > 0 ? DECISION_OBJECTED : DECISION_CALLED;
	if (d->state == DECISION_HELD)
		d->held_from = to;
	else if (d->state != to)
		decision_step_add(f, d, act, to);
}

static inline void decision_contest_add(struct forum *f, struct decision *d, const struct judged *act,
    struct str party)
{
	*ROWS_ADD(f, d, contests) = (struct contestation){ party, act->index, UINT64_MAX };
	d->is_contested = true;
}

static inline void decision_adopt(struct forum *f, struct decision *d, const struct judged *act)
{
	d->adopted = act->index;
	d->adopted_at = act->received;
	if (d->text.n > 0)
		put_adopt(f, act, d->text, d->revision);
	decision_step_add(f, d, act, DECISION_GAVELLED);
}

#endif
