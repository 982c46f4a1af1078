/* Machine S of the rules, transition by transition (docs/rules.md section 7). */
#include "rules/judge.h"

#define ARRIVAL_WINDOW_MS INT64_C(86400000)

static bool is_among(struct str word, const struct strs *words)
{
	for (uint32_t i = 0; i < words->count; i++) {
		if (str_eq(words->at[i], word))
			return true;
	}
	return false;
}

static const struct silence *guard_silence(struct judge *j, struct str code)
{
	const struct silence *s = silence_find(j->f, code);
	if (s == NULL)
		finding_add_at(j->found, FINDING_SILENCE_UNKNOWN, S("silence"));
	return s;
}

/* A delegate with the power "chair" of the party that presides. */
static bool chair_signed(struct judge *j, struct str body)
{
	struct str chair = chair_party(j->f, body, j->now);
	for (uint32_t i = 0; i < j->cast.count; i++) {
		struct signer *s = &j->cast.at[i];
		if (s->is_introduced || s->actor == NULL || s->actor->role != ACTOR_DELEGATE)
			continue;
		if (!str_eq(s->actor->party, chair) || !is_among(S("chair"), &s->actor->powers))
			continue;
		s->has_part = true;
		return true;
	}
	return false;
}

static void guard_chair(struct judge *j, struct str body)
{
	if (!chair_signed(j, body))
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
}

static void guard_officers(struct judge *j, uint32_t need, enum finding_id missing)
{
	struct quorum q = quorum_of(j, AUTHORITY_OFFICER, STR_NONE);
	if (q.have < need)
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
	if (paper->arrived.ms > j->now.ms)
		finding_add_at(j->found, FINDING_PAPER_FUTURE, S("paper"));
	if (paper->arrived.ms < j->now.ms - ARRIVAL_WINDOW_MS || paper->arrived.ms < proposed.ms)
		finding_add_at(j->found, FINDING_PAPER_TOO_OLD, S("paper"));
}

static struct voice voice_of(struct judge *j, const struct paper *paper, struct str power,
    moment proposed)
{
	if (paper->is_present) {
		guard_paper(j, paper, proposed);
		return (struct voice){ paper->party, paper->arrived };
	}
	struct signer *by = &j->cast.at[0];
	if (by->is_introduced || by->actor == NULL || by->actor->role != ACTOR_DELEGATE) {
		finding_add(j->found, FINDING_POWER_MISSING);
		return (struct voice){ STR_NONE, j->now };
	}
	by->has_part = true;
	if (!is_among(power, &by->actor->powers))
		finding_add(j->found, FINDING_POWER_MISSING);
	return (struct voice){ by->actor->party, j->now };
}

static moment proposed_at(const struct silence *s)
{
	return s->steps[0].at;
}

static bool is_open(const struct silence *s)
{
	return s->state == SILENCE_PROPOSED || s->state == SILENCE_CONSENTED ||
	    s->state == SILENCE_RUNNING;
}

/* S-1 */
static void guard_frozen(struct judge *j, const struct frozen_text_list *texts)
{
	for (uint32_t i = 1; i < texts->count; i++) {
		if (str_cmp(texts->at[i - 1].lang, texts->at[i].lang) >= 0)
			finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("texts"));
	}
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
	struct hash hash;
	frozen_hash(&hash, &c->texts);
	if (memcmp(hash.bytes, before->hash.bytes, HASH_BYTES) == 0)
		finding_add_at(j->found, FINDING_TEXT_UNCHANGED, S("texts"));
}

void silence_propose_check(struct judge *j, const struct silence_propose *c)
{
	const struct charter *charter = &j->f->charter;
	if (!chair_signed(j, c->body) && !cast_officer(j))
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
	if (charter_body(charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
	else if (!charter_decides(charter, c->body, c->matter, S("silence")))
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("matter"));
	if (silence_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (c->expires.ms - j->now.ms < charter->silence.min_s * 1000)
		finding_add_at(j->found, FINDING_SILENCE_TOO_SHORT, S("expires"));
	guard_frozen(j, &c->texts);
	guard_predecessor(j, c);
}

/* Grows an array that readers see as const; the old one stays to the arena. */
static void *grow(struct forum *f, const void *rows, uint32_t count, size_t row_bytes)
{
	char *at = arena_zero(f->arena, (size_t)count + 1, row_bytes);
	if (count > 0)
		memcpy(at, rows, count * row_bytes);
	return at;
}

static void step_add(struct forum *f, struct silence *s, const struct judged *act,
    enum silence_state to)
{
	struct silence_step *steps = grow(f, s->steps, s->steps_count, sizeof *steps);
	steps[s->steps_count++] = (struct silence_step){ to, act->index, act->received };
	s->steps = steps;
	s->state = to;
	f->versions[NOUN_SILENCE]++;
}

static void expiry_add(struct forum *f, struct silence *s, moment expires)
{
	moment *expiries = grow(f, s->expiries, s->expiries_count, sizeof *expiries);
	expiries[s->expiries_count++] = expires;
	s->expiries = expiries;
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
	guard_chair(j, s->body);
	if (s->state != SILENCE_PROPOSED)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
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
	struct voice v = voice_of(j, &c->paper, S("object"), proposed_at(s));
	if (v.party.n > 0 && !party_may_object(j->f, v.party))
		finding_add(j->found, FINDING_OBJECTION_NO_RIGHT);
	if (s->state != SILENCE_PROPOSED || !j->f->charter.silence.start_needs_consent)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_decline_apply(struct forum *f, const struct judged *act,
    const struct silence_decline *c)
{
	step_add(f, silence_touch(f, c->silence), act, SILENCE_WITHDRAWN);
}

/* S-3 */
static bool is_sent_to(const struct silence_circulate *c, struct str party)
{
	for (uint32_t i = 0; i < c->sent.count; i++) {
		if (str_eq(c->sent.at[i].party, party))
			return true;
	}
	for (uint32_t i = 0; i < c->undelivered.count; i++) {
		if (str_eq(c->undelivered.at[i].party, party))
			return true;
	}
	return false;
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
	for (uint32_t i = 0; i < j->f->parties.count; i++) {
		const struct party *p = table_at(&j->f->parties, i);
		if (party_may_object(j->f, p->code) && !is_sent_to(c, p->code))
			finding_add_at(j->found, FINDING_RECIPIENT_MISSING, p->code);
	}
}

void silence_circulate_apply(struct forum *f, const struct judged *act,
    const struct silence_circulate *c)
{
	struct silence *s = silence_touch(f, c->silence);
	struct str *at = arena_array(f->arena, struct str, c->sent.count);
	for (uint32_t i = 0; i < c->sent.count; i++)
		at[i] = keep_str(f, c->sent.at[i].party);
	s->recipients = (struct strs){ c->sent.count, at };
	step_add(f, s, act, SILENCE_RUNNING);
}

/* S-4, S-4b, S-15 */
void silence_break_check(struct judge *j, const struct silence_break *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	struct voice v = voice_of(j, &c->paper, S("object"), proposed_at(s));
	if (v.party.n > 0 && !party_may_object(j->f, v.party))
		finding_add(j->found, FINDING_OBJECTION_NO_RIGHT);
	if (!is_among(c->kind, &j->f->charter.silence.breaks_on))
		finding_add_at(j->found, FINDING_BREAK_KIND, S("kind"));
	if (memcmp(c->hash.bytes, s->hash.bytes, HASH_BYTES) != 0)
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
	bool is_over = s->state == SILENCE_WITHDRAWN || s->state == SILENCE_VOID ||
	    s->state == SILENCE_NOT_ADOPTED || s->state == SILENCE_PROPOSED;
	if (is_over)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	else if (v.at.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_OBJECTION_LATE, S("silence"));
	for (uint32_t i = 0; i < s->breaks_count; i++) {
		if (str_eq(s->breaks[i].party, v.party) && !s->breaks[i].is_late)
			finding_add_at(j->found, FINDING_OBJECTION_DUPLICATE, S("silence"));
	}
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
	struct silence_voice *breaks = grow(f, s->breaks, s->breaks_count, sizeof *breaks);
	breaks[s->breaks_count++] = voice;
	s->breaks = breaks;
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
	(void)voice_of(j, &c->paper, S("speak"), proposed_at(s));
	guard_frozen(j, &c->texts);
	if (memcmp(c->hash.bytes, s->hash.bytes, HASH_BYTES) != 0)
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
	if (!str_eq(c->kind, S("reservation")) && !str_eq(c->kind, S("interpretation")) &&
	    !str_eq(c->kind, S("statement")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("kind"));
	bool is_late = s->state == SILENCE_ISSUED || s->state == SILENCE_WITHDRAWN ||
	    s->state == SILENCE_VOID || s->state == SILENCE_NOT_ADOPTED;
	if (is_late)
		finding_add_at(j->found, FINDING_DISSENT_LATE, S("silence"));
}

void silence_attach_apply(struct forum *f, const struct judged *act,
    const struct silence_attach *c)
{
	struct silence *s = silence_touch(f, c->silence);
	struct silence_voice *at = grow(f, s->statements, s->statements_count, sizeof *at);
	at[s->statements_count++] = voice_keep(f, act, &c->paper, c->kind);
	s->statements = at;
}

/* S-12 */
void silence_extend_check(struct judge *j, const struct silence_extend *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	int64_t left_s = j->f->charter.silence.extend_left_s;
	guard_chair(j, s->body);
	if (s->state != SILENCE_RUNNING)
		finding_add_at(j->found, FINDING_SILENCE_NOT_RUNNING, S("silence"));
	if (j->now.ms >= s->expires.ms)
		finding_add_at(j->found, FINDING_SILENCE_EXPIRED, S("silence"));
	if (left_s == INTEGER_ABSENT || s->expires.ms - j->now.ms < left_s * 1000)
		finding_add_at(j->found, FINDING_EXTENSION_TOO_LATE, S("silence"));
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
	guard_chair(j, s->body);
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
	guard_chair(j, s->body);
	if (str_eq(c->outcome, S("adopted"))) {
		if (s->state == SILENCE_BROKEN)
			finding_add_at(j->found, FINDING_BREAK_ON_RECORD, S("silence"));
		else if (s->state != SILENCE_EXPIRED)
			finding_add_at(j->found, FINDING_SILENCE_NOT_EXPIRED, S("silence"));
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
	guard_chair(j, s->body);
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
	guard_chair(j, s->body);
	if (s->state == SILENCE_VOID || s->state == SILENCE_WITHDRAWN)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("silence"));
}

void silence_void_apply(struct forum *f, const struct judged *act, const struct silence_void *c)
{
	step_add(f, silence_touch(f, c->silence), act, SILENCE_VOID);
}
