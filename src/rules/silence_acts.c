/* Machine S of the rules, transition by transition (docs/rules.md section 7). */
#include "base/encode.h"
#include "rules/judge.h"

#define DAY_MS INT64_C(86400000)
#define ARRIVAL_WINDOW_MS DAY_MS

static const struct silence *guard_silence(struct judge *j, struct str code)
{
	const struct silence *s = silence_find(j->f, code);
	if (s == NULL)
		finding_add_at(j->found, FINDING_SILENCE_UNKNOWN, S("silence"));
	return s;
}

/* Does the accreditation cover a matter of this body, put in this meeting (or in none)? */
static bool covers_body(const struct actor *by, struct str body)
{
	return by->bodies.count == 0 || strs_has(&by->bodies, body);
}

static bool covers_meeting(const struct actor *by, struct str meeting)
{
	return by->meetings.count == 0 || strs_has(&by->meetings, meeting);
}

/* A delegate with the power "chair" of the party that presides. Doubt about the party fails towards
 * not adopting: while it is contested or suspended it does not preside. */
static bool chair_signed(struct judge *j, struct str body, struct str meeting)
{
	struct str chair = chair_party(j->f, body, j->now);
	const struct party *p = party_find(j->f, chair);
	if (p == NULL || p->is_contested || p->is_suspended)
		return false;
	for (uint32_t i = 0; i < j->cast.count; i++) {
		struct signer *s = &j->cast.at[i];
		if (s->is_introduced || s->actor == NULL || s->actor->role != ACTOR_DELEGATE)
			continue;
		if (!str_eq(s->actor->party, chair) || !strs_has(&s->actor->powers, S("chair")))
			continue;
		if (!covers_body(s->actor, body) || !covers_meeting(s->actor, meeting))
			continue;
		s->has_part = true;
		return true;
	}
	return false;
}

static void guard_chair(struct judge *j, const struct silence *s)
{
	if (!chair_signed(j, s->body, s->meeting))
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
}

/* Different people: an officer who signs with two keys is one. */
static void guard_officers(struct judge *j, uint32_t need, enum finding_id missing)
{
	uint32_t have = 0;
	(void)cast_officer(j); /* all of them have a part */
	for (uint32_t i = 0; i < j->cast.count; i++) {
		const struct signer *s = &j->cast.at[i];
		bool is_first = !s->is_introduced && s->actor != NULL && s->actor->role == ACTOR_OFFICER;
		for (uint32_t k = 0; k < i; k++)
			is_first = is_first && j->cast.at[k].actor != s->actor;
		have += is_first;
	}
	if (have < need)
		finding_add(j->found, missing);
}

/* Whose voice it is, and the time that counts; the guards of both. */
struct voice {
	struct str party;
	moment at;
};

static void guard_paper(struct judge *j, const struct paper *paper, moment proposed)
{
	guard_officers(j, 2, FINDING_PAPER_ONE_OFFICER);
	if (party_find(j->f, paper->party) == NULL)
		finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("paper"));
	if (paper->arrived.ms > j->now.ms)
		finding_add_at(j->found, FINDING_PAPER_FUTURE, S("paper"));
	if (paper->arrived.ms < j->now.ms - ARRIVAL_WINDOW_MS || paper->arrived.ms < proposed.ms)
		finding_add_at(j->found, FINDING_PAPER_TOO_OLD, S("paper"));
}

static struct voice voice_of(struct judge *j, const struct paper *paper, struct str power,
    const struct silence *silence)
{
	if (paper->is_present) {
		guard_paper(j, paper, silence->steps[0].at);
		return (struct voice){ paper->party, paper->arrived };
	}
	struct signer *by = &j->cast.at[0];
	if (by->is_introduced || by->actor == NULL || by->actor->role != ACTOR_DELEGATE) {
		finding_add(j->found, FINDING_POWER_MISSING);
		return (struct voice){ STR_NONE, j->now };
	}
	by->has_part = true;
	if (!strs_has(&by->actor->powers, power))
		finding_add(j->found, FINDING_POWER_MISSING);
	if (!covers_body(by->actor, silence->body))
		finding_add_at(j->found, FINDING_BODY_OUT_OF_SCOPE, S("silence"));
	if (!covers_meeting(by->actor, silence->meeting))
		finding_add_at(j->found, FINDING_MEETING_OUT_OF_SCOPE, S("silence"));
	return (struct voice){ by->actor->party, j->now };
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

/* S-1, S-5c */
static void guard_frozen(struct judge *j, const struct frozen_text_list *texts)
{
	for (uint32_t i = 1; i < texts->count; i++) {
		if (str_cmp(texts->at[i - 1].lang, texts->at[i].lang) >= 0)
			finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("texts"));
	}
}

/* A silence without end decides nothing and ties the body for ever. */
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
	bool is_chair = chair_signed(j, c->body, c->meeting);
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

/* The rows with room for one more; the rooms double, so that many voices cost what they are. */
static void *rows_room(struct forum *f, void *rows, uint32_t count, uint32_t *cap, size_t row_bytes)
{
	if (count < *cap)
		return rows;
	*cap = count == 0 ? 2 : 2 * count;
	char *at = arena_zero(f->arena, *cap, row_bytes);
	if (count > 0)
		memcpy(at, rows, count * row_bytes);
	return at;
}

static void step_add(struct forum *f, struct silence *s, const struct judged *act,
    enum silence_state to)
{
	s->steps = rows_room(f, s->steps, s->steps_count, &s->steps_cap, sizeof *s->steps);
	s->steps[s->steps_count++] = (struct silence_step){ to, act->index, act->received };
	s->state = to;
	f->versions[NOUN_SILENCE]++;
}

static void expiry_add(struct forum *f, struct silence *s, moment expires)
{
	s->expiries =
	    rows_room(f, s->expiries, s->expiries_count, &s->expiries_cap, sizeof *s->expiries);
	s->expiries[s->expiries_count++] = expires;
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
	struct str *languages = arena_array(f->arena, struct str, c->texts.count);
	for (uint32_t i = 0; i < c->texts.count; i++)
		languages[i] = keep_str(f, c->texts.at[i].lang);
	struct silence *s = table_add(&f->silences);
	*s = (struct silence){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.matter = keep_str(f, c->matter),
		.meeting = keep_str(f, c->meeting),
		.predecessor = keep_str(f, c->predecessor),
		.title = keep_names(f, &c->title),
		.languages = { c->texts.count, languages },
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
	guard_chair(j, s);
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
	struct voice v = voice_of(j, &c->paper, S("object"), s);
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
static bool is_sent_to(const struct silence_circulate *c, struct str party)
{
	for (uint32_t i = 0; i < c->sent.count + c->undelivered.count; i++) {
		const struct delivery *d = i < c->sent.count ? &c->sent.at[i]
							     : &c->undelivered.at[i - c->sent.count];
		if (str_eq(d->party, party))
			return true;
	}
	return false;
}

static void guard_deliveries(struct judge *j, const struct delivery_list *list, struct str place)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (party_find(j->f, list->at[i].party) == NULL)
			finding_add_at(j->found, FINDING_PARTY_UNKNOWN, place);
	}
}

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
		if (party_may_object(j->f, p->code) && !is_sent_to(c, p->code))
			finding_add_at(j->found, FINDING_RECIPIENT_MISSING, p->code);
	}
}

static struct strs deliveries_keep(struct forum *f, const struct delivery_list *list)
{
	struct str *at = arena_array(f->arena, struct str, list->count);
	for (uint32_t i = 0; i < list->count; i++)
		at[i] = keep_str(f, list->at[i].party);
	return (struct strs){ list->count, at };
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
	struct voice v = voice_of(j, &c->paper, S("object"), s);
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
	const struct actor *by = actor_find(f, act->entry->act.by);
	cm_assert(by != NULL);
	return (struct silence_voice){
		.party = paper->is_present ? keep_str(f, paper->party) : by->party,
		.by = by->handle,
		.kind = keep_str(f, kind),
		.at = paper->is_present ? paper->arrived : act->received,
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
	s->breaks = rows_room(f, s->breaks, s->breaks_count, &s->breaks_cap, sizeof *s->breaks);
	s->breaks[s->breaks_count++] = voice;
	if (voice.is_late)
		return;
	if (s->state == SILENCE_CONSENTED || s->state == SILENCE_RUNNING)
		step_add(f, s, act, SILENCE_BROKEN);
	else if (s->state != SILENCE_BROKEN)
		s->is_contested = true; /* nothing is reversed; the body rules */
}

static void guard_may_speak(struct judge *j, struct str party)
{
	const struct party *p = party_find(j->f, party);
	if (p == NULL || party_may(j->f, party, RIGHT_SPEAK))
		return; /* who is none was told of it */
	if (p->is_suspended)
		finding_add(j->found, FINDING_PARTY_SUSPENDED);
	else
		finding_add(j->found, FINDING_POWER_MISSING);
}

/* S-4c, and statements attached until the text is issued */
void silence_attach_check(struct judge *j, const struct silence_attach *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = voice_of(j, &c->paper, S("speak"), s);
	guard_may_speak(j, v.party);
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
	s->statements = rows_room(f, s->statements, s->statements_count, &s->statements_cap,
	    sizeof *s->statements);
	s->statements[s->statements_count++] = voice_keep(f, act, &c->paper, c->kind);
}

/* S-12 */
void silence_extend_check(struct judge *j, const struct silence_extend *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	int64_t left_s = j->f->charter.silence.extend_left_s;
	guard_chair(j, s);
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
	guard_chair(j, s);
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
	guard_chair(j, s);
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
	guard_chair(j, s);
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
	if (map_get(&j->f->silence_by_symbol, c->symbol) != MAP_NONE)
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
	map_put(&f->silence_by_symbol, s->symbol, map_get(&f->silence_by_code, s->code));
}

/* S-14 */
void silence_void_check(struct judge *j, const struct silence_void *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	guard_chair(j, s);
	if (s->state == SILENCE_VOID || s->state == SILENCE_WITHDRAWN)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_void_apply(struct forum *f, const struct judged *act, const struct silence_void *c)
{
	step_add(f, silence_touch(f, c->silence), act, SILENCE_VOID);
}
