/* Inside of rules/ only: what the acts of silences share. */
#ifndef RULES_SILENCE_STEP_H
#define RULES_SILENCE_STEP_H

#include "base/encode.h"
#include "rules/judge.h"
#include "rules/put.h"

/* The silence, or NULL with its finding. */
static inline const struct silence *guard_silence(struct judge *j, struct str code)
{
	const struct silence *s = silence_find(j->f, code);
	if (s == NULL)
		finding_add_at(j->found, FINDING_SILENCE_UNKNOWN, S("silence"));
	return s;
}

static inline struct matter silence_matter(const struct silence *s)
{
	return (struct matter){ s->body, s->meeting, S("silence"), s->steps[0].at };
}

static inline void guard_silence_chair(struct judge *j, const struct silence *s)
{
	const struct matter m = silence_matter(s);
	guard_chair(j, &m);
}

static inline void guard_silence_state(struct judge *j, const struct silence *s,
    enum silence_state state)
{
	if (s->state != state)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

/* May it still run out without a break? */
static inline bool silence_is_open(const struct silence *s)
{
	return s->state == SILENCE_PROPOSED || s->state == SILENCE_CONSENTED ||
	    s->state == SILENCE_RUNNING || s->state == SILENCE_HELD;
}

/* Has it run out, and what follows? Also adopted by the vote after a break. */
static inline bool silence_is_over(const struct silence *s)
{
	return s->state == SILENCE_EXPIRED || s->state == SILENCE_ADOPTED ||
	    s->state == SILENCE_ANNOUNCED || s->state == SILENCE_ISSUED;
}

/* While it is held the clock stands: nothing is late then. */
static inline bool silence_is_past(const struct silence *s, moment at)
{
	return s->state != SILENCE_HELD && at.ms >= s->expires.ms;
}

/* Before it goes on after a break: a negotiated text may have moved meanwhile, or be put elsewhere. */
static inline void guard_goes_on_with(struct judge *j, const struct silence *s)
{
	if (s->text.n == 0)
		return;
	guard_adoptable(j, &(struct put){ .hash = s->hash, .text = s->text, .revision = s->revision });
	guard_held_by(j, instrument_find(j->f, s->text), s);
}

static inline struct silence *silence_touch(struct forum *f, struct str code)
{
	struct silence *s = table_touch(&f->silences, map_get(&f->silence_by_code, code));
	f->versions[NOUN_SILENCE]++;
	if (s->text.n > 0) /* pages of the text show it too */
		f->versions[NOUN_TEXT]++;
	return s;
}

static inline void silence_step_add(struct forum *f, struct silence *s, const struct judged *act,
    enum silence_state to)
{
	if (to == SILENCE_ADOPTED && s->text.n > 0)
		put_adopt(f, act, s->text, s->revision);
	*ROWS_ADD(f, s, steps) = (struct silence_step){ to, act->index, act->received };
	s->state = to;
}

static inline void silence_expiry_add(struct forum *f, struct silence *s, moment expires)
{
	*ROWS_ADD(f, s, expiries) = expires;
	s->expires = expires;
}

/* vote_acts.c: the vote that was open, if there was one, is void. */
void ballot_abandon(struct forum *f, const struct judged *act, const struct ballot *open);

/* A silence without end decides nothing and ties the body for ever. */
static inline void guard_expiry(struct judge *j, moment expires)
{
	if (expires.ms - j->now.ms > SILENCE_DAYS_MAX * INT64_C(86400000))
		finding_add_at(j->found, FINDING_SILENCE_TOO_LONG, S("expires"));
}

/* Whose voice it is under a silence, and that it has the right to object. */
static inline struct voice guard_objector(struct judge *j, const struct paper *paper,
    const struct silence *s)
{
	const struct matter m = silence_matter(s);
	struct voice v = voice_of(j, paper, S("object"), &m);
	if (v.party.n > 0 && !party_may_object(j->f, v.party))
		finding_add(j->found, FINDING_OBJECTION_NO_RIGHT);
	return v;
}

#endif
