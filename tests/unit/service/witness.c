#include "unit/service/witness.h"

#include "base/encode.h"

#define WINDOW_LEAST_S 30 /* docs/rules.md C8, where the charter has none */
#define PARTIES 5

static const char *const PARTY[PARTIES] = { "aa", "bb", "cc", "dd", "oo" };

#define HOLDS(w, what) witness_note(w, what, __LINE__)

static void witness_note(struct witness *w, bool holds, uint32_t line)
{
	if (holds || w->wrong++ > 0)
		return;
	w->line = line;
	w->wrong_entry = forum_size(w->sim.forum);
}

void witness_init(struct witness *w)
{
	memset(w, 0, sizeof *w);
	sim_init(&w->sim, true);
	w->sim.is_for_log = true;
	arena_init(&w->arena, (size_t)64 * 1024 * 1024);
}

void witness_release(struct witness *w)
{
	sim_release(&w->sim);
	arena_release(&w->arena);
}

/* An act on record. */
struct said {
	struct judged j;
	enum kind kind;
	union content content;
};

static struct str signer(const struct said *a)
{
	return a->j.entry->act.by;
}

static bool is_officers(const struct said *a)
{
	return str_starts(signer(a), S("secretariat/"));
}

/* The bit of the party that speaks: on paper the one that two officers name. */
static uint32_t speaker(const struct said *a, const struct paper *paper)
{
	struct str code = paper->is_present ? paper->party : handle_party(signer(a));
	for (unsigned i = 0; i < PARTIES; i++) {
		if (str_eq(code, str_c(PARTY[i])))
			return 1U << i;
	}
	return 1U << PARTIES;
}

static moment time_of(const struct said *a, const struct paper *paper)
{
	return paper->is_present ? paper->arrived : a->j.received;
}

static uint32_t text_place(const struct witness *w, struct str code)
{
	for (uint32_t i = 0; i < decision_count(w->sim.forum); i++) {
		if (str_eq(decision_at(w->sim.forum, i)->code, code))
			return i;
	}
	return WITNESS_TEXTS_MAX;
}

/* What is known of a decision, NULL when no such one was tabled. */
static struct witness_text *text_of(struct witness *w, struct str code)
{
	uint32_t at = text_place(w, code);
	HOLDS(w, at < w->texts_count);
	return at < w->texts_count ? &w->texts[at] : NULL;
}

static struct witness_silence *silence_of(struct witness *w, struct str code)
{
	for (uint32_t i = 0; i < w->silences_count; i++) {
		if (str_eq(silence_at(w->sim.forum, i)->code, code))
			return &w->silences[i];
	}
	HOLDS(w, false);
	return NULL;
}

static void text_tabled(struct witness *w, const struct frozen_text_list *texts)
{
	HOLDS(w, w->texts_count < WITNESS_TEXTS_MAX);
	struct witness_text *t = &w->texts[w->texts_count++];
	*t = (struct witness_text){ .is_called = false };
	frozen_hash(&t->frozen, texts);
}

static void call_see(struct witness *w, const struct said *a)
{
	const struct decision_call *c = &a->content.decision_call;
	struct witness_text *t = text_of(w, c->decision);
	if (t == NULL)
		return;
	HOLDS(w, !t->is_adopted && hash_eq(&c->hash, &t->frozen));
	t->is_called = true;
	t->standing = 0;
	t->called = c->hash;
	t->put_at = a->j.received;
	t->window_s = c->window_s > WINDOW_LEAST_S ? c->window_s : WINDOW_LEAST_S;
}

/* C2, C4: of a right holder, before the gavel, and in the register under its entry. */
static void objection_see(struct witness *w, const struct said *a)
{
	const struct objection_file *c = &a->content.objection_file;
	struct witness_text *t = text_of(w, c->decision);
	if (t == NULL)
		return;
	uint32_t who = speaker(a, &c->paper);
	HOLDS(w, t->is_called && !t->is_adopted && who < 1U << (PARTIES - 1));
	HOLDS(w, hash_eq(&c->hash, &t->called));
	bool is_new = (t->standing & who) == 0;
	t->standing |= who;
	w->objections++;
	w->paper += c->paper.is_present;
	const struct decision *d = decision_find(w->sim.forum, c->decision);
	const struct objection *row = &d->objections[d->objections_count - 1];
	HOLDS(w, d->objections_count > 0 && (!is_new || row->entry == a->j.index));
}

static void withdrawal_see(struct witness *w, const struct said *a)
{
	const struct objection_withdraw *c = &a->content.objection_withdraw;
	struct witness_text *t = text_of(w, c->decision);
	if (t == NULL)
		return;
	uint32_t who = speaker(a, &c->paper);
	HOLDS(w, (t->standing & who) != 0);
	t->standing &= ~who;
}

/* Under minus-n the party that the code names: "dd.suspension-1". */
static uint32_t left_out(struct str code, enum method method)
{
	for (unsigned i = 0; i < PARTIES && method == METHOD_MINUS_N; i++) {
		if (str_starts(code, str_c(PARTY[i])))
			return 1U << i;
	}
	return 0;
}

/* Before it is applied. C1, C3, C5: one text, nobody's objection, the window over, one person's act. */
static void gavel_see(struct witness *w, const struct said *a)
{
	const struct decision_gavel *c = &a->content.decision_gavel;
	struct witness_text *t = text_of(w, c->decision);
	if (t == NULL)
		return;
	const struct decision *d = decision_find(w->sim.forum, c->decision);
	const struct charter_step *step = decision_ladder_step(w->sim.forum, d);
	enum method method = step != NULL ? step->method : METHOD_NO_OBJECTION;
	bool is_over = (t->standing & ~left_out(d->code, method)) != 0;
	HOLDS(w, t->is_called && !t->is_adopted);
	HOLDS(w, hash_eq(&c->hash, &t->called) && hash_eq(&t->frozen, &t->called));
	HOLDS(w, !is_over || (method == METHOD_CHAIR_SENSE && c->ground.n > 0));
	HOLDS(w, a->j.received.ms >= t->put_at.ms + t->window_s * 1000);
	HOLDS(w, a->j.entry->signatures_count == 1 && !is_officers(a));
	w->gavels++;
	w->over_objections += is_over;
	t->is_called = false;
	t->standing = 0;
	t->is_adopted = true;
	t->adopted = a->j.index;
}

/* A vote that carried: the text, or an amendment whose text then takes its place. */
static void close_see(struct witness *w, const struct said *a)
{
	const struct ballot *b = ballot_find(w->sim.forum, (uint64_t)a->content.vote_close.vote);
	struct witness_text *t = b != NULL && b->decision.n > 0 ? text_of(w, b->decision) : NULL;
	if (t == NULL || b->state != BALLOT_CARRIED)
		return;
	const struct decision *d = decision_find(w->sim.forum, b->decision);
	if (b->amendment == UINT64_MAX) {
		HOLDS(w, !t->is_adopted && hash_eq(&b->hash, &t->frozen));
		t->is_adopted = true;
		t->adopted = a->j.index;
		w->votes_carried++;
		return;
	}
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		if (d->amendments[i].entry == b->amendment)
			t->frozen = d->amendments[i].hash;
	}
}

/* C7: never two under one number. */
static void number_see(struct witness *w, const struct said *a)
{
	const struct decision_register *c = &a->content.decision_register;
	struct witness_text *t = text_of(w, c->decision);
	if (t == NULL)
		return;
	HOLDS(w, t->is_adopted && t->symbol.n == 0);
	for (uint32_t i = 0; i < w->texts_count; i++)
		HOLDS(w, !str_eq(w->texts[i].symbol, c->symbol));
	t->symbol = decision_find(w->sim.forum, c->decision)->symbol;
}

static void call_over(struct witness *w, struct str code)
{
	struct witness_text *t = text_of(w, code);
	if (t == NULL)
		return;
	t->is_called = false;
	t->standing = 0;
}

/* After it was applied. */
static void decision_see(struct witness *w, const struct said *a)
{
	struct witness_text *t;
	switch ((int)a->kind) {
	case KIND_DECISION_TABLE:
		text_tabled(w, &a->content.decision_table.texts);
		break;
	case KIND_DECISION_REVISE:
		t = text_of(w, a->content.decision_revise.decision);
		if (t == NULL)
			return;
		HOLDS(w, !t->is_called && !t->is_adopted);
		frozen_hash(&t->frozen, &a->content.decision_revise.texts);
		break;
	case KIND_DECISION_CALL:
		call_see(w, a);
		break;
	case KIND_OBJECTION_FILE:
		objection_see(w, a);
		break;
	case KIND_OBJECTION_WITHDRAW:
		withdrawal_see(w, a);
		break;
	case KIND_DECISION_NEXT:
		call_over(w, a->content.decision_next.decision);
		break;
	case KIND_DECISION_WITHDRAW:
		call_over(w, a->content.decision_withdraw.decision);
		break;
	case KIND_DECISION_SETTLE:
		t = text_of(w, a->content.decision_settle.decision);
		if (t != NULL && a->content.decision_settle.reopen)
			t->is_adopted = false;
		break;
	case KIND_VOTE_CLOSE:
		close_see(w, a);
		break;
	case KIND_DECISION_REGISTER:
		number_see(w, a);
		break;
	default:
		break;
	}
}

static void silence_proposed(struct witness *w, const struct silence_propose *c)
{
	HOLDS(w, w->silences_count < WITNESS_TEXTS_MAX);
	struct witness_silence *s = &w->silences[w->silences_count++];
	*s = (struct witness_silence){ .expires = c->expires, .held = MOMENT_ABSENT };
	frozen_hash(&s->frozen, &c->texts);
}

static uint32_t bits_count(uint32_t bits)
{
	uint32_t count = 0;
	for (; bits > 0; bits &= bits - 1)
		count++;
	return count;
}

/* S3, S4, S10: before the expiry it breaks, if it was filed or had arrived; from it on it does not. */
static void break_see(struct witness *w, const struct said *a)
{
	const struct silence_break *c = &a->content.silence_break;
	struct witness_silence *s = silence_of(w, c->silence);
	if (s == NULL)
		return;
	HOLDS(w, speaker(a, &c->paper) < 1U << (PARTIES - 1) && hash_eq(&c->hash, &s->frozen));
	enum silence_state state = silence_find(w->sim.forum, c->silence)->state;
	bool is_held = s->held.ms != MOMENT_ABSENT.ms;
	s->held = MOMENT_ABSENT;
	if (!is_held && time_of(a, &c->paper).ms >= s->expires.ms) {
		w->breaks_late++;
		HOLDS(w, state != SILENCE_BROKEN || s->breakers > 0);
	} else if (s->is_attested) {
		HOLDS(w, silence_find(w->sim.forum, c->silence)->is_contested);
		s->is_later = true;
	} else {
		HOLDS(w, state == SILENCE_BROKEN || state == SILENCE_NOT_ADOPTED ||
			state == SILENCE_VOTE || s->is_carried);
		s->breakers |= speaker(a, &c->paper);
		w->breaks++;
	}
}

/* S4, S7: two officers, at or after the expiry, and nobody broke it. */
static void attest_see(struct witness *w, const struct said *a)
{
	struct witness_silence *s = silence_of(w, a->content.silence_attest.silence);
	if (s == NULL)
		return;
	HOLDS(w, a->j.received.ms >= s->expires.ms && s->breakers == 0 && !s->is_attested);
	HOLDS(w, a->j.entry->signatures_count >= 2 && is_officers(a));
	s->is_attested = true;
	w->attested++;
}

/* S7: the system never adopts; the chair signs, after the attestation. */
static void notify_see(struct witness *w, const struct said *a)
{
	const struct silence_notify *c = &a->content.silence_notify;
	struct witness_silence *s = silence_of(w, c->silence);
	if (s == NULL)
		return;
	HOLDS(w, !is_officers(a) && a->j.entry->signatures_count == 1 && !s->is_adopted);
	if (!str_eq(c->outcome, S("adopted"))) {
		HOLDS(w, s->breakers > 0);
		return;
	}
	HOLDS(w, s->is_attested && s->breakers == 0 && a->j.received.ms >= s->expires.ms);
	s->is_adopted = true;
	w->silent_adoptions++;
}

/* S2, S13: an outage that the rule counts, or that hid the expiry, moves it by its length. */
static void resume_see(struct witness *w, const struct said *a)
{
	struct witness_silence *s = silence_of(w, a->content.silence_resume.silence);
	if (s == NULL)
		return;
	int64_t rule_s = forum_charter(w->sim.forum)->silence.tolling_s;
	int64_t held_ms = a->j.received.ms - s->held.ms;
	HOLDS(w, s->held.ms != MOMENT_ABSENT.ms && is_officers(a));
	bool is_counted = rule_s != INTEGER_ABSENT && held_ms >= rule_s * 1000;
	if (is_counted || a->j.received.ms >= s->expires.ms)
		s->expires.ms += held_ms;
	s->held = MOMENT_ABSENT;
}

/* S6: the breaker itself, with the chair, before the expiry. */
static void retract_see(struct witness *w, const struct said *a)
{
	const struct silence_retract *c = &a->content.silence_retract;
	struct witness_silence *s = silence_of(w, c->silence);
	if (s == NULL)
		return;
	HOLDS(w, (s->breakers & speaker(a, &c->paper)) != 0 && a->j.received.ms < s->expires.ms);
	HOLDS(w, a->j.entry->signatures_count >= 2);
	s->breakers &= ~speaker(a, &c->paper);
	const struct silence *of = silence_find(w->sim.forum, c->silence);
	if (of->state == SILENCE_HELD)
		s->held = of->steps[of->steps_count - 1].at;
}

/* S5b: a vote adopts only what was broken. */
static void silence_close_see(struct witness *w, const struct said *a)
{
	const struct ballot *b = ballot_find(w->sim.forum, (uint64_t)a->content.vote_close.vote);
	struct witness_silence *s =
	    b == NULL || b->silence.n == 0 ? NULL : silence_of(w, b->silence);
	if (s == NULL || b->state != BALLOT_CARRIED)
		return;
	HOLDS(w, s->breakers > 0 && !s->is_attested && hash_eq(&b->hash, &s->frozen));
	s->is_carried = silence_find(w->sim.forum, b->silence)->state == SILENCE_ADOPTED;
}

/* After it was applied. */
static void silence_see(struct witness *w, const struct said *a)
{
	struct witness_silence *s;
	switch ((int)a->kind) {
	case KIND_SILENCE_PROPOSE:
		silence_proposed(w, &a->content.silence_propose);
		break;
	case KIND_SILENCE_BREAK:
		break_see(w, a);
		break;
	case KIND_SILENCE_EXTEND: /* S2: before the old expiry */
		s = silence_of(w, a->content.silence_extend.silence);
		if (s == NULL)
			return;
		HOLDS(w, a->j.received.ms < s->expires.ms);
		s->expires = a->content.silence_extend.expires;
		break;
	case KIND_SILENCE_HOLD:
		s = silence_of(w, a->content.silence_hold.silence);
		if (s == NULL)
			return;
		HOLDS(w, a->j.received.ms < s->expires.ms && is_officers(a));
		s->held = a->j.received;
		break;
	case KIND_SILENCE_RESUME:
		resume_see(w, a);
		break;
	case KIND_SILENCE_RETRACT:
		retract_see(w, a);
		break;
	case KIND_VOTE_CLOSE:
		silence_close_see(w, a);
		break;
	case KIND_SILENCE_ATTEST:
		attest_see(w, a);
		break;
	case KIND_SILENCE_NOTIFY:
		notify_see(w, a);
		break;
	default:
		break;
	}
}

/* The rows say what was seen, of every decision, whatever the act was about. */
static void texts_hold(struct witness *w)
{
	HOLDS(w, decision_count(w->sim.forum) == w->texts_count);
	for (uint32_t i = 0; i < w->texts_count && w->wrong == 0; i++) {
		const struct decision *d = decision_at(w->sim.forum, i);
		const struct witness_text *t = &w->texts[i];
		HOLDS(w, hash_eq(&d->hash, &t->frozen));
		HOLDS(w, !t->is_called || hash_eq(&t->called, &t->frozen));
		HOLDS(w, decision_is_adopted(d) == t->is_adopted);
		HOLDS(w, !t->is_adopted || d->adopted == t->adopted);
		HOLDS(w, str_eq(d->symbol, t->symbol));
		for (uint32_t k = 0; k < d->objections_count; k++) {
			HOLDS(w, d->objections[k].entry < d->adopted || !t->is_adopted);
			HOLDS(w, !str_eq(d->objections[k].party, S("oo")));
		}
	}
}

static void silences_hold(struct witness *w)
{
	HOLDS(w, silence_count(w->sim.forum) == w->silences_count);
	for (uint32_t i = 0; i < w->silences_count && w->wrong == 0; i++) {
		const struct silence *s = silence_at(w->sim.forum, i);
		const struct witness_silence *seen = &w->silences[i];
		bool is_adopted = s->state == SILENCE_ADOPTED || s->state == SILENCE_ANNOUNCED ||
		    s->state == SILENCE_ISSUED;
		HOLDS(w, hash_eq(&s->hash, &seen->frozen));
		HOLDS(w, s->expires.ms == seen->expires.ms);
		HOLDS(w, is_adopted ==
			((seen->is_adopted || seen->is_carried) && s->state != SILENCE_VOID));
		HOLDS(w, !is_adopted || seen->breakers == 0 || seen->is_carried);
		HOLDS(w, !seen->is_later || s->is_contested);
		HOLDS(w, silence_breaks_in_time(s) >= bits_count(seen->breakers));
	}
}

static bool said_parse(struct witness *w, struct said *a, struct str entry)
{
	struct admitted *admitted = arena_new(&w->arena, struct admitted);
	struct findings found = { .count = 0 };
	uint32_t line;
	if (admit_entry(admitted, &w->arena, entry, SIM_ORIGIN).id != FAULT_NONE)
		return false;
	a->j = (struct judged){ &admitted->entry, admitted->signatures, admitted->id,
		forum_size(w->sim.forum), admitted->entry.received };
	a->kind = kind_of(admitted->entry.act.kind);
	return forum_authorise(w->sim.forum, &a->j, &line) == FAULT_NONE &&
	    forum_check(w->sim.forum, &a->j, &a->content, &w->arena, &found).id == FAULT_NONE;
}

void witness_see(struct witness *w, struct str entry)
{
	if (w->wrong > 0)
		return;
	arena_reset(&w->arena);
	struct said *a = arena_new(&w->arena, struct said);
	bool is_admitted = said_parse(w, a, entry);
	HOLDS(w, is_admitted);
	HOLDS(w, !is_admitted || a->j.received.ms >= w->last.ms); /* time stands or goes on */
	if (w->wrong > 0)
		return;
	w->last = a->j.received;
	if (a->kind == KIND_DECISION_GAVEL)
		gavel_see(w, a);
	forum_apply(w->sim.forum, &a->j, &a->content);
	decision_see(w, a);
	silence_see(w, a);
	texts_hold(w);
	silences_hold(w);
}
