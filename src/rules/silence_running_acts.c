/* What happens while a silence runs: breaks, statements, its clock (docs/rules.md section 7). */
#include "rules/silence_step.h"

/*
 * S-4, S-4b, S-15. A break counts from the consent on; a late one is kept once the silence ran, for
 * what must be told. After a break others are recorded beside it: the first may prove void.
 */
static bool may_be_broken(const struct silence *s, bool is_late)
{
	if (s->state == SILENCE_CONSENTED)
		return !is_late;
	return s->state == SILENCE_RUNNING || s->state == SILENCE_HELD ||
	    s->state == SILENCE_BROKEN || s->state == SILENCE_VOTE || silence_is_over(s);
}

/* The party's break that stands: in time, or late. */
static struct silence_voice *break_of(const struct silence *s, struct str party, bool is_late)
{
	for (uint32_t i = 0; i < s->breaks_count; i++) {
		struct silence_voice *b = &s->breaks[i];
		if (b->is_late == is_late && b->retracted == UINT64_MAX && str_eq(b->party, party))
			return b;
	}
	return NULL;
}

void silence_break_check(struct judge *j, const struct silence_break *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = guard_objector(j, &c->paper, s);
	if (!strs_has(&j->f->charter.silence.breaks_on, c->kind))
		finding_add_at(j->found, FINDING_BREAK_KIND, S("kind"));
	if (!hash_eq(&c->hash, &s->hash))
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
	bool is_late = silence_is_past(s, v.at);
	if (!may_be_broken(s, is_late))
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	else if (is_late)
		finding_add_at(j->found, FINDING_OBJECTION_LATE, S("silence"));
	if (break_of(s, v.party, is_late) != NULL)
		finding_add_at(j->found, FINDING_OBJECTION_DUPLICATE, S("silence"));
}

static struct silence_voice voice_keep(struct forum *f, const struct judged *act,
    const struct paper *paper, struct str kind)
{
	return (struct silence_voice){
		.party = voice_party(f, act, paper),
		.by = act_author(f, act)->handle,
		.kind = keep_str(f, kind),
		.at = voice_at(act, paper),
		.entry = act->index,
		.retracted = UINT64_MAX,
		.is_paper = paper->is_present };
}

void silence_break_apply(struct forum *f, const struct judged *act, const struct silence_break *c)
{
	struct silence *s = silence_touch(f, c->silence);
	struct silence_voice voice = voice_keep(f, act, &c->paper, c->kind);
	voice.is_late = silence_is_past(s, voice.at);
	if (break_of(s, voice.party, voice.is_late) != NULL)
		return; /* the same will again */
	bool is_first = silence_breaks_in_time(s) == 0;
	*ROWS_ADD(f, s, breaks) = voice;
	if (voice.is_late)
		return;
	if (silence_is_open(s))
		silence_step_add(f, s, act, SILENCE_BROKEN);
	else if (silence_is_over(s) && is_first)
		s->is_contested = true; /* nothing is reversed; the body rules */
}

/* S-6: the chair agrees. Where the silence stood before the break it stands again. */
void silence_retract_check(struct judge *j, const struct silence_retract *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = guard_objector(j, &c->paper, s);
	guard_silence_chair(j, s);
	if (!j->f->charter.silence.break_withdrawable)
		finding_add_at(j->found, FINDING_BREAK_NOT_WITHDRAWABLE, S("silence"));
	if (s->state != SILENCE_BROKEN || break_of(s, v.party, false) == NULL)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
	guard_goes_on_with(j, s);
}

void silence_retract_apply(struct forum *f, const struct judged *act,
    const struct silence_retract *c)
{
	struct silence *s = silence_touch(f, c->silence);
	break_of(s, voice_party(f, act, &c->paper), false)->retracted = act->index;
	if (silence_breaks_in_time(s) == 0)
		silence_step_add(f, s, act, s->steps[s->steps_count - 2].to);
}

/* Statements are heard while it runs, and when a vote decides. */
static bool is_heard(const struct silence *s)
{
	return s->state == SILENCE_RUNNING || s->state == SILENCE_HELD || s->state == SILENCE_VOTE;
}

/* S-4c, and statements attached until the text is issued */
void silence_attach_check(struct judge *j, const struct silence_attach *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	const struct matter m = silence_matter(s);
	struct voice v = voice_of(j, &c->paper, S("speak"), &m);
	guard_may(j, v.party, RIGHT_SPEAK, FINDING_POWER_MISSING);
	guard_frozen(j, &c->texts);
	if (!hash_eq(&c->hash, &s->hash))
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
	if (!str_eq(c->kind, S("reservation")) && !str_eq(c->kind, S("interpretation")) &&
	    !str_eq(c->kind, S("statement")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("kind"));
	if (s->state == SILENCE_PROPOSED || s->state == SILENCE_CONSENTED)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	else if (s->state == SILENCE_ISSUED || (!is_heard(s) && !silence_is_over(s)))
		finding_add_at(j->found, FINDING_DISSENT_LATE, S("silence"));
}

void silence_attach_apply(struct forum *f, const struct judged *act,
    const struct silence_attach *c)
{
	struct silence *s = silence_touch(f, c->silence);
	*ROWS_ADD(f, s, statements) = voice_keep(f, act, &c->paper, c->kind);
}

/* S-12 */
void silence_extend_check(struct judge *j, const struct silence_extend *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	int64_t left_s = j->f->charter.silence.extend_left_s;
	guard_silence_chair(j, s);
	if (s->state != SILENCE_RUNNING)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
	if (left_s == INTEGER_ABSENT || s->expires.ms - j->now.ms < left_s * 1000)
		finding_add_at(j->found, FINDING_EXTENSION_TOO_LATE, S("silence"));
	guard_expiry(j, c->expires);
	if (c->expires.ms <= s->expires.ms)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("expires"));
}

void silence_extend_apply(struct forum *f, const struct judged *act,
    const struct silence_extend *c)
{
	(void)act;
	silence_expiry_add(f, silence_touch(f, c->silence), c->expires);
}

/* S-13: only where the body has a rule that lets the clock stand, and before the expiry. */
void silence_hold_check(struct judge *j, const struct silence_hold *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (j->f->charter.silence.tolling_s == INTEGER_ABSENT)
		finding_add_at(j->found, FINDING_NO_TOLLING_RULE, S("silence"));
	if (s == NULL)
		return;
	if (s->state != SILENCE_RUNNING)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
}

void silence_hold_apply(struct forum *f, const struct judged *act, const struct silence_hold *c)
{
	silence_step_add(f, silence_touch(f, c->silence), act, SILENCE_HELD);
}

void silence_resume_check(struct judge *j, const struct silence_resume *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (s != NULL)
		guard_silence_state(j, s, SILENCE_HELD);
}

/* An outage that the rule does not count leaves the expiry where it was, if that is still to come. */
void silence_resume_apply(struct forum *f, const struct judged *act, const struct silence_resume *c)
{
	struct silence *s = silence_touch(f, c->silence);
	int64_t tolling_s = f->charter.silence.tolling_s;
	int64_t held_ms = act->received.ms - s->steps[s->steps_count - 1].at.ms;
	bool is_counted = tolling_s != INTEGER_ABSENT && held_ms >= tolling_s * 1000;
	if (is_counted || act->received.ms >= s->expires.ms)
		silence_expiry_add(f, s, (moment){ s->expires.ms + held_ms });
	silence_step_add(f, s, act, SILENCE_RUNNING);
}

/* S-11 */
void silence_withdraw_check(struct judge *j, const struct silence_withdraw *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (!silence_is_open(s))
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	if (silence_is_past(s, j->now))
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
}

void silence_withdraw_apply(struct forum *f, const struct judged *act,
    const struct silence_withdraw *c)
{
	silence_step_add(f, silence_touch(f, c->silence), act, SILENCE_WITHDRAWN);
}
