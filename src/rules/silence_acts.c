/* Machine S of the rules, transition by transition (docs/rules.md section 7). */
#include "base/encode.h"
#include "rules/judge.h"

#define DAY_MS INT64_C(86400000)

static const struct silence *guard_silence(struct judge *j, struct str code)
{
	const struct silence *s = silence_find(j->f, code);
	if (s == NULL)
		finding_add_at(j->found, FINDING_SILENCE_UNKNOWN, S("silence"));
	return s;
}

static struct matter matter_of(const struct silence *s)
{
	return (struct matter){ s->body, s->meeting, S("silence"), s->steps[0].at };
}

static void guard_silence_chair(struct judge *j, const struct silence *s)
{
	const struct matter m = matter_of(s);
	guard_chair(j, &m);
}

static struct voice silence_voice_of(struct judge *j, const struct paper *paper, struct str power,
    const struct silence *s)
{
	const struct matter m = matter_of(s);
	return voice_of(j, paper, power, &m);
}

static void guard_may_object(struct judge *j, struct str party)
{
	if (party.n > 0 && !party_may_object(j->f, party))
		finding_add(j->found, FINDING_OBJECTION_NO_RIGHT);
}

static bool is_open(const struct silence *s)
{
	return s->state == SILENCE_PROPOSED || s->state == SILENCE_CONSENTED ||
	    s->state == SILENCE_RUNNING;
}

static bool is_adopted(const struct silence *s)
{
	return s->state == SILENCE_EXPIRED || s->state == SILENCE_ADOPTED ||
	    s->state == SILENCE_ANNOUNCED || s->state == SILENCE_ISSUED;
}

/* S-1, S-5c. A silence without end decides nothing and ties the body for ever. */
static void guard_expiry(struct judge *j, moment expires)
{
	if (expires.ms - j->now.ms > SILENCE_DAYS_MAX * DAY_MS)
		finding_add_at(j->found, FINDING_SILENCE_TOO_LONG, S("expires"));
}

static void guard_predecessor(struct judge *j, const struct silence_propose *c)
{
	if (c->predecessor.n == 0)
		return;
	const struct silence *before = silence_find(j->f, c->predecessor);
	if (before == NULL) {
		finding_add_at(j->found, FINDING_SILENCE_UNKNOWN, S("predecessor"));
		return;
	}
	if (is_open(before) || is_adopted(before))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("predecessor"));
	if (before->state != SILENCE_BROKEN && before->state != SILENCE_NOT_ADOPTED)
		return; /* withdrawn or void: the same text may be put again */
	struct hash hash;
	frozen_hash(&hash, &c->texts);
	if (hash_eq(&hash, &before->hash))
		finding_add_at(j->found, FINDING_TEXT_UNCHANGED, S("texts"));
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
	guard_frozen(j, &c->texts);
	guard_predecessor(j, c);
}

static void step_add(struct forum *f, struct silence *s, const struct judged *act,
    enum silence_state to)
{
	*ROWS_ADD(f, s, steps) = (struct silence_step){ to, act->index, act->received };
	s->state = to;
	f->versions[NOUN_SILENCE]++;
}

static void expiry_add(struct forum *f, struct silence *s, moment expires)
{
	*ROWS_ADD(f, s, expiries) = expires;
	s->expires = expires;
}

static struct silence *silence_touch(struct forum *f, struct str code)
{
	f->versions[NOUN_SILENCE]++;
	return table_touch(&f->silences, map_get(&f->silence_by_code, code));
}

void silence_propose_apply(struct forum *f, const struct judged *act,
    const struct silence_propose *c)
{
	struct silence *s = table_add(&f->silences);
	*s = (struct silence){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.matter = keep_str(f, c->matter),
		.meeting = keep_str(f, c->meeting),
		.predecessor = keep_str(f, c->predecessor),
		.title = keep_names(f, &c->title),
		.languages = frozen_languages(f, &c->texts),
		.proposed = act->index };
	frozen_hash(&s->hash, &c->texts);
	expiry_add(f, s, c->expires);
	step_add(f, s, act, SILENCE_PROPOSED);
	derive_silence(f, f->silences.count - 1);
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
	step_add(f, silence_touch(f, c->silence), act, SILENCE_CONSENTED);
}

/* S-2b */
void silence_decline_check(struct judge *j, const struct silence_decline *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = silence_voice_of(j, &c->paper, S("object"), s);
	guard_may_object(j, v.party);
	if (s->state != SILENCE_PROPOSED || !j->f->charter.silence.start_needs_consent)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_decline_apply(struct forum *f, const struct judged *act,
    const struct silence_decline *c)
{
	struct silence *s = silence_touch(f, c->silence);
	s->is_declined = true;
	step_add(f, s, act, SILENCE_WITHDRAWN);
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
	step_add(f, s, act, SILENCE_RUNNING);
}

/*
 * S-4, S-4b, S-15. A break counts from the consent on; a late one is kept once the silence ran, for
 * what must be told. After a break others are recorded beside it: the first may prove void.
 */
static bool may_be_broken(const struct silence *s, bool is_late)
{
	if (s->state == SILENCE_CONSENTED)
		return !is_late;
	return s->state == SILENCE_RUNNING || s->state == SILENCE_BROKEN || is_adopted(s);
}

static bool has_broken(const struct silence *s, struct str party, bool is_late)
{
	for (uint32_t i = 0; i < s->breaks_count; i++) {
		if (s->breaks[i].is_late == is_late && str_eq(s->breaks[i].party, party))
			return true;
	}
	return false;
}

void silence_break_check(struct judge *j, const struct silence_break *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = silence_voice_of(j, &c->paper, S("object"), s);
	guard_may_object(j, v.party);
	if (!strs_has(&j->f->charter.silence.breaks_on, c->kind))
		finding_add_at(j->found, FINDING_BREAK_KIND, S("kind"));
	if (!hash_eq(&c->hash, &s->hash))
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
	bool is_late = v.at.ms >= s->expires.ms;
	if (!may_be_broken(s, is_late))
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	else if (is_late)
		finding_add_at(j->found, FINDING_OBJECTION_LATE, S("silence"));
	if (has_broken(s, v.party, is_late))
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
		.is_paper = paper->is_present };
}

void silence_break_apply(struct forum *f, const struct judged *act, const struct silence_break *c)
{
	struct silence *s = silence_touch(f, c->silence);
	struct silence_voice voice = voice_keep(f, act, &c->paper, c->kind);
	voice.is_late = voice.at.ms >= s->expires.ms;
	if (has_broken(s, voice.party, voice.is_late))
		return; /* the same will again */
	*ROWS_ADD(f, s, breaks) = voice;
	if (voice.is_late)
		return;
	if (s->state == SILENCE_CONSENTED || s->state == SILENCE_RUNNING)
		step_add(f, s, act, SILENCE_BROKEN);
	else if (s->state != SILENCE_BROKEN)
		s->is_contested = true; /* nothing is reversed; the body rules */
}

/* S-4c, and statements attached until the text is issued */
void silence_attach_check(struct judge *j, const struct silence_attach *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = silence_voice_of(j, &c->paper, S("speak"), s);
	guard_may(j, v.party, RIGHT_SPEAK, FINDING_POWER_MISSING);
	guard_frozen(j, &c->texts);
	if (!hash_eq(&c->hash, &s->hash))
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
	if (!str_eq(c->kind, S("reservation")) && !str_eq(c->kind, S("interpretation")) &&
	    !str_eq(c->kind, S("statement")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("kind"));
	if (s->state == SILENCE_PROPOSED || s->state == SILENCE_CONSENTED)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	else if (s->state != SILENCE_RUNNING && (s->state == SILENCE_ISSUED || !is_adopted(s)))
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
	expiry_add(f, silence_touch(f, c->silence), c->expires);
}

/* S-11 */
void silence_withdraw_check(struct judge *j, const struct silence_withdraw *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (!is_open(s))
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
}

void silence_withdraw_apply(struct forum *f, const struct judged *act,
    const struct silence_withdraw *c)
{
	step_add(f, silence_touch(f, c->silence), act, SILENCE_WITHDRAWN);
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
	step_add(f, silence_touch(f, c->silence), act, SILENCE_EXPIRED);
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
		else if (is_open(s))
			finding_add_at(j->found, FINDING_SILENCE_NOT_EXPIRED, S("silence"));
		else if (s->state != SILENCE_EXPIRED)
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
	} else if (str_eq(c->outcome, S("not-adopted"))) {
		if (s->state != SILENCE_BROKEN)
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
	} else {
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("outcome"));
	}
}

void silence_notify_apply(struct forum *f, const struct judged *act,
    const struct silence_notify *c)
{
	bool is_adopted = str_eq(c->outcome, S("adopted"));
	step_add(f, silence_touch(f, c->silence), act,
	    is_adopted ? SILENCE_ADOPTED : SILENCE_NOT_ADOPTED);
}

/* S-9 */
void silence_announce_check(struct judge *j, const struct silence_announce *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_silence_chair(j, s);
	if (s->state != SILENCE_ADOPTED)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_announce_apply(struct forum *f, const struct judged *act,
    const struct silence_announce *c)
{
	step_add(f, silence_touch(f, c->silence), act, SILENCE_ANNOUNCED);
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
	step_add(f, s, act, SILENCE_ISSUED);
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

void silence_void_apply(struct forum *f, const struct judged *act, const struct silence_void *c)
{
	step_add(f, silence_touch(f, c->silence), act, SILENCE_VOID);
}
