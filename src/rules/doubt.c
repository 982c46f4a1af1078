/* What a party doubts: acts of a delegate that are challenged by its dismissal, or disavowed (docs/rules.md
 * 13.3). They stay in the record. A consent or a gavel among them does not count until the body settles it;
 * an objection counts. Doubt fails towards not adopting. */
#include "rules/decision_step.h"
#include "rules/silence_step.h"

struct doubt {
	struct forum *f;
	const struct judged *act;
	struct str party;
	bool disavows;
};

/* Did this act mark the entry, which the party had not confirmed or disavowed before? */
static bool is_doubted(const struct doubt *x, uint64_t entry)
{
	const struct act_mark *mark = entry == UINT64_MAX ? NULL : act_mark_find(x->f, entry);
	if (mark == NULL || mark->by_entry != x->act->index || mark->is_confirmed)
		return false;
	return x->disavows || !mark->is_disavowed;
}

/* The first objection that is its party's newest to this call and whose withdrawal is doubted, or the
 * number of them. */
static uint32_t withdrawal_doubted(const struct doubt *x, const struct decision *d)
{
	uint32_t i = 0;
	while (i < d->objections_count && (!is_doubted(x, d->objections[i].withdrawn) ||
	    decision_objection_of(d, d->objections[i].party) != &d->objections[i]))
		i++;
	return i;
}

/* Who withdrew it may not have: it stands again. */
static void objections_restore(const struct doubt *x, const struct decision *d)
{
	for (uint32_t i; (i = withdrawal_doubted(x, d)) < d->objections_count;) {
		struct decision *now = decision_touch(x->f, d->code);
		now->objections[i].withdrawn = UINT64_MAX;
		if (decision_is_put(now))
			decision_state_follow(x->f, now, x->act);
		d = now;
	}
}

static void decision_doubt(const struct doubt *x, const struct decision *d)
{
	if (decision_is_open(d)) {
		objections_restore(x, d);
		return;
	}
	if (!decision_is_adopted(d))
		return;
	bool is_doubtful = is_doubted(x, d->adopted);
	for (uint32_t i = 0; i < d->objections_count; i++)
		is_doubtful = is_doubtful || is_doubted(x, d->objections[i].withdrawn);
	if (is_doubtful)
		decision_contest_add(x->f, decision_touch(x->f, d->code), x->act, x->party);
}

/* A step that somebody consented to, notified, or by which a break was taken back. */
static bool is_towards(enum silence_state to)
{
	return to == SILENCE_CONSENTED || to == SILENCE_RUNNING || to == SILENCE_EXPIRED ||
	    to == SILENCE_ADOPTED || to == SILENCE_ANNOUNCED;
}

static bool may_come_to_adoption(enum silence_state s)
{
	return s == SILENCE_HELD || is_towards(s) || s == SILENCE_ISSUED;
}

static void silence_doubt(const struct doubt *x, const struct silence *s)
{
	bool is_doubtful = false;
	for (uint32_t i = 0; i < s->steps_count; i++)
		is_doubtful = is_doubtful || (is_towards(s->steps[i].to) && is_doubted(x, s->steps[i].entry));
	if (!is_doubtful || !may_come_to_adoption(s->state))
		return;
	struct silence *now = silence_touch(x->f, s->code);
	if (now->state == SILENCE_CONSENTED)
		silence_step_add(x->f, now, x->act, SILENCE_PROPOSED); /* it has to be consented to anew */
	else
		now->is_contested = true;
}

void doubt_take_effect(struct forum *f, const struct judged *act, struct str party, bool disavows)
{
	const struct doubt x = { f, act, party, disavows };
	for (uint32_t i = 0; i < f->decisions.count; i++)
		decision_doubt(&x, table_at(&f->decisions, i));
	for (uint32_t i = 0; i < f->silences.count; i++)
		silence_doubt(&x, table_at(&f->silences, i));
}
