/* A silence from its proposal to its circulation, and what follows its expiry (docs/rules.md section 7). */
#include "rules/silence_step.h"

static void guard_predecessor(struct judge *j, const struct silence_propose *c)
{
	if (c->predecessor.n == 0)
		return;
	const struct silence *before = silence_find(j->f, c->predecessor);
	if (before == NULL) {
		finding_add_at(j->found, FINDING_SILENCE_UNKNOWN, S("predecessor"));
		return;
	}
	if (silence_is_open(before) || silence_is_over(before) || before->state == SILENCE_VOTE)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("predecessor"));
	if (before->state != SILENCE_BROKEN && before->state != SILENCE_NOT_ADOPTED)
		return; /* withdrawn or void: the same text may be put again */
	struct hash hash;
	put_hash(&hash, &c->texts, &c->negotiated);
	if (hash_eq(&hash, &before->hash))
		finding_add_at(j->found, FINDING_TEXT_UNCHANGED, S("texts"));
}

/* What is under silence does not move, so it is complete from the first. */
static void guard_negotiated(struct judge *j, const struct silence_propose *c)
{
	const struct named_revision *named = &c->negotiated;
	const struct instrument *of = named->is_present ? instrument_find(j->f, named->text) : NULL;
	if (of == NULL)
		return;
	guard_adoptable(j, &(struct put){ .hash = named->hash, .text = named->text,
	    .revision = (uint32_t)named->revision });
	guard_free(j, of);
}

void silence_propose_check(struct judge *j, const struct silence_propose *c)
{
	const struct charter *charter = &j->f->charter;
	const struct matter m = { c->body, c->meeting, S("body"), j->now };
	bool is_chair = chair_signed(j, &m);
	if (!cast_officer(j) && !is_chair)
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
	if (charter_body(charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
	else if (!charter_decides(charter, c->body, c->matter, S("silence")))
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("matter"));
	if (silence_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	guard_expiry(j, c->expires);
	int64_t left_ms = c->expires.ms - j->now.ms;
	if (left_ms <= 0 || left_ms < charter->silence.min_s * 1000)
		finding_add_at(j->found, FINDING_SILENCE_TOO_SHORT, S("expires"));
	guard_put(j, &c->texts, &c->negotiated, c->body);
	guard_negotiated(j, c);
	guard_predecessor(j, c);
}

void silence_propose_apply(struct forum *f, const struct judged *act,
    const struct silence_propose *c)
{
	const struct put put = put_keep(f, &c->texts, &c->negotiated);
	struct silence *s = table_add(&f->silences);
	*s = (struct silence){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.matter = keep_str(f, c->matter),
		.meeting = keep_str(f, c->meeting),
		.predecessor = keep_str(f, c->predecessor),
		.title = keep_names(f, &c->title),
		.hash = put.hash,
		.languages = put.languages,
		.text = put.text,
		.revision = put.revision,
		.proposed = act->index,
		.internal = UINT64_MAX };
	silence_expiry_add(f, s, c->expires);
	silence_step_add(f, s, act, SILENCE_PROPOSED);
	derive_silence(f, f->silences.count - 1);
	f->versions[NOUN_SILENCE]++;
	f->versions[NOUN_TEXT] += s->text.n > 0;
}

/* S-2 */
void silence_consent_check(struct judge *j, const struct silence_consent *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (s->state != SILENCE_PROPOSED || !j->f->charter.silence.start_needs_consent)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
}

void silence_consent_apply(struct forum *f, const struct judged *act,
    const struct silence_consent *c)
{
	silence_step_add(f, silence_touch(f, c->silence), act, SILENCE_CONSENTED);
}

/* S-2b */
void silence_decline_check(struct judge *j, const struct silence_decline *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	(void)guard_objector(j, &c->paper, s);
	if (s->state != SILENCE_PROPOSED || !j->f->charter.silence.start_needs_consent)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_decline_apply(struct forum *f, const struct judged *act,
    const struct silence_decline *c)
{
	struct silence *s = silence_touch(f, c->silence);
	s->is_declined = true;
	silence_step_add(f, s, act, SILENCE_WITHDRAWN);
}

/* S-3 */
void silence_circulate_check(struct judge *j, const struct silence_circulate *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (s == NULL)
		return;
	bool may_start = s->state == SILENCE_CONSENTED ||
	    (s->state == SILENCE_PROPOSED && !j->f->charter.silence.start_needs_consent);
	if (!may_start)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
	guard_deliveries(j, &c->sent, S("sent"));
	guard_deliveries(j, &c->undelivered, S("undelivered"));
	for (uint32_t i = 0; i < j->f->parties.count; i++) {
		const struct party *p = table_at(&j->f->parties, i);
		if (party_may_object(j->f, p->code) && !is_sent_to(&c->sent, &c->undelivered, p->code))
			finding_add_at(j->found, FINDING_RECIPIENT_MISSING, p->code);
	}
}

void silence_circulate_apply(struct forum *f, const struct judged *act,
    const struct silence_circulate *c)
{
	struct silence *s = silence_touch(f, c->silence);
	s->recipients = deliveries_keep(f, &c->sent);
	s->undelivered = deliveries_keep(f, &c->undelivered);
	silence_step_add(f, s, act, SILENCE_RUNNING);
}

/* S-7 */
void silence_attest_check(struct judge *j, const struct silence_attest *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	guard_officers(j, 2, FINDING_CHANNELS_NOT_ATTESTED);
	if (s == NULL)
		return;
	if (s->state == SILENCE_BROKEN)
		finding_add_at(j->found, FINDING_BREAK_ON_RECORD, S("silence"));
	else if (s->state != SILENCE_RUNNING)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	if (j->now.ms < s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_RUNNING, S("silence"));
	else if (j->now.ms - s->expires.ms >= j->f->charter.attest_within_s * 1000)
		finding_add_at(j->found, FINDING_ATTEST_LATE, S("silence"));
	for (uint32_t i = 0; i < j->f->parties.count && s->state == SILENCE_RUNNING; i++) {
		const struct party *p = table_at(&j->f->parties, i);
		if (party_may_object(j->f, p->code) && !strs_has(&s->recipients, p->code) &&
		    !strs_has(&s->undelivered, p->code))
			finding_add_at(j->found, FINDING_RECIPIENT_MISSING, p->code); /* came later */
	}
}

void silence_attest_apply(struct forum *f, const struct judged *act,
    const struct silence_attest *c)
{
	silence_step_add(f, silence_touch(f, c->silence), act, SILENCE_EXPIRED);
}

/* S-5, S-8 */
void silence_notify_check(struct judge *j, const struct silence_notify *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (str_eq(c->outcome, S("adopted"))) {
		if (s->state == SILENCE_BROKEN)
			finding_add_at(j->found, FINDING_BREAK_ON_RECORD, S("silence"));
		else if (silence_is_open(s))
			finding_add_at(j->found, FINDING_SILENCE_NOT_EXPIRED, S("silence"));
		else if (s->state != SILENCE_EXPIRED)
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
	} else if (str_eq(c->outcome, S("not-adopted"))) {
		guard_silence_state(j, s, SILENCE_BROKEN);
		if (j->f->charter.silence.on_break == ON_BREAK_VOTE)
			finding_add_at(j->found, FINDING_VOTE_DECIDES, S("outcome"));
	} else {
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("outcome"));
	}
}

void silence_notify_apply(struct forum *f, const struct judged *act,
    const struct silence_notify *c)
{
	bool is_adopted = str_eq(c->outcome, S("adopted"));
	silence_step_add(f, silence_touch(f, c->silence), act,
	    is_adopted ? SILENCE_ADOPTED : SILENCE_NOT_ADOPTED);
}

/* S-10b */
void silence_internal_check(struct judge *j, const struct silence_internal *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (!j->f->charter.silence.internal_use)
		finding_add_at(j->found, FINDING_INTERNAL_USE_NOT_ALLOWED, S("silence"));
	bool is_due = s->state == SILENCE_ADOPTED || s->state == SILENCE_ANNOUNCED;
	if (!is_due || s->internal != UINT64_MAX)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_internal_apply(struct forum *f, const struct judged *act,
    const struct silence_internal *c)
{
	silence_touch(f, c->silence)->internal = act->index;
}

/* S-9 */
void silence_announce_check(struct judge *j, const struct silence_announce *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	guard_silence_state(j, s, SILENCE_ADOPTED);
}

void silence_announce_apply(struct forum *f, const struct judged *act,
    const struct silence_announce *c)
{
	silence_step_add(f, silence_touch(f, c->silence), act, SILENCE_ANNOUNCED);
}

/* S-10: a number is given once, and only now */
void silence_issue_check(struct judge *j, const struct silence_issue *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (symbol_is_used(j->f, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
	if (s == NULL)
		return;
	bool may_issue = s->state == SILENCE_ANNOUNCED ||
	    (s->state == SILENCE_ADOPTED && j->f->charter.silence.issue_now);
	if (!may_issue)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_issue_apply(struct forum *f, const struct judged *act, const struct silence_issue *c)
{
	struct silence *s = silence_touch(f, c->silence);
	s->symbol = keep_str(f, c->symbol);
	silence_step_add(f, s, act, SILENCE_ISSUED);
	derive_symbol(f, s->symbol);
}

/* S-14 */
void silence_void_check(struct judge *j, const struct silence_void *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (s->state == SILENCE_VOID || s->state == SILENCE_WITHDRAWN)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

/* A vote on it is void too. */
void silence_void_apply(struct forum *f, const struct judged *act, const struct silence_void *c)
{
	struct silence *s = silence_touch(f, c->silence);
	ballot_abandon(f, act, ballot_open_silence(f, c->silence));
	for (uint32_t i = 0; i < s->steps_count && s->text.n > 0; i++) {
		if (s->steps[i].to == SILENCE_ADOPTED)
			put_release(f, s->text, s->steps[i].entry);
	}
	silence_step_add(f, s, act, SILENCE_VOID);
}
