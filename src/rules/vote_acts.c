/* Machine V: a vote where the ladder, or a broken silence, has come to one (docs/rules.md section 8). */
#include "rules/decision_step.h"
#include "rules/silence_step.h"
#include "rules/text_adoption.h"
#include "rules/text_step.h"

static const struct ballot *guard_ballot(struct judge *j, int64_t entry)
{
	const struct ballot *b = ballot_find(j->f, (uint64_t)entry);
	if (b == NULL)
		finding_add_at(j->found, FINDING_VOTE_NOT_OPEN, S("vote"));
	return b;
}

static struct matter ballot_matter(const struct forum *f, const struct ballot *b)
{
	if (b->silence.n > 0) {
		const struct silence *s = silence_find(f, b->silence);
		cm_assert(s != NULL);
		return (struct matter){ s->body, s->meeting, S("vote"), b->opened };
	}
	const struct decision *d = decision_find(f, b->decision);
	cm_assert(d != NULL);
	return (struct matter){ d->body, d->meeting, S("vote"), b->opened };
}

/* Was an amendment to the decision, made at this entry, voted on, and that vote not void? */
static bool is_voted_in(const struct forum *f, struct str decision, uint64_t entry)
{
	for (uint32_t i = 0; i < f->ballots.count; i++) {
		const struct ballot *b = table_at(&f->ballots, i);
		if (b->amendment == entry && b->state != BALLOT_VOID && str_eq(b->decision, decision))
			return true;
	}
	return false;
}

/* The entry from which on the text reads as it does: its own act, or the vote that carried it. */
static uint64_t text_since(const struct forum *f, const struct decision *d)
{
	uint64_t since = d->text_entry;
	for (uint32_t i = 0; i < f->ballots.count; i++) {
		const struct ballot *b = table_at(&f->ballots, i);
		bool is_carried = b->state == BALLOT_CARRIED && b->amendment != UINT64_MAX;
		if (is_carried && str_eq(b->decision, d->code) && b->closed > since)
			since = b->closed;
	}
	return since;
}

/* An amendment is about the text that it was made on: once that changes, what depends on it falls. */
static bool is_live(const struct forum *f, const struct decision *d, const struct amendment *a)
{
	return !a->is_taken && a->entry > text_since(f, d) && !is_voted_in(f, d->code, a->entry);
}

static const struct amendment *amendment_find(const struct decision *d, int64_t entry)
{
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		if (d->amendments[i].entry == (uint64_t)entry)
			return &d->amendments[i];
	}
	return NULL;
}

/* Of a negotiated text amendments are the proposals that live on it. */
static bool is_proposal_live(const struct forum *f, const struct decision *d,
    const struct instrument_proposal *p)
{
	return p != NULL && p->state == PROPOSAL_LIVE && p->carried == UINT64_MAX &&
	    !is_voted_in(f, d->code, p->entry);
}

static void guard_proposal_voted(struct judge *j, const struct decision *d, const struct vote_call *c)
{
	const struct instrument *of = decision_text(j->f, d);
	if (!hash_eq(&d->hash, &c->hash) || !text_revision_is_newest(j->f, of, d->revision))
		finding_add_at(j->found, FINDING_TEXT_NOT_FROZEN, S("hash"));
	guard_not_fixed(j, of);
	const struct instrument_proposal *p = put_proposal(j->f, of, (uint64_t)c->amendment);
	if (!is_proposal_live(j->f, d, p)) {
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("amendment"));
		return;
	}
	for (uint32_t i = 1; i <= of->proposals.count; i++) {
		const struct instrument_proposal *other = instrument_proposal_find(j->f, of, i);
		bool is_before = other->entry < p->entry && is_proposal_live(j->f, d, other);
		if (other->state == PROPOSAL_LIVE && other->carried != UINT64_MAX)
			finding_add_at(j->found, FINDING_AMENDMENT_CARRIED, S("amendment"));
		else if (is_before && j->f->charter.voting.amendments_by_submission)
			finding_add_at(j->found, FINDING_AMENDMENT_ORDER, S("amendment"));
	}
}

/* The whole text: no proposal lives, and what stands is the revision that is put. */
static void guard_negotiated_voted(struct judge *j, const struct decision *d, const struct vote_call *c)
{
	const struct instrument *of = decision_text(j->f, d);
	if (c->amendment != INTEGER_ABSENT) {
		guard_proposal_voted(j, d, c);
		return;
	}
	if (!hash_eq(&d->hash, &c->hash))
		finding_add_at(j->found, FINDING_TEXT_NOT_FROZEN, S("hash"));
	guard_not_fixed(j, of);
	guard_decision_adoptable(j, d);
	for (uint32_t i = 1; i <= of->proposals.count; i++) {
		if (instrument_proposal_find(j->f, of, i)->state == PROPOSAL_LIVE) {
			finding_add_at(j->found, FINDING_AMENDMENTS_FIRST, S("decision"));
			return;
		}
	}
}

static void guard_order(struct judge *j, const struct decision *d, uint64_t entry)
{
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		const struct amendment *a = &d->amendments[i];
		if (j->f->charter.voting.amendments_by_submission && a->entry < entry &&
		    is_live(j->f, d, a)) {
			finding_add_at(j->found, FINDING_AMENDMENT_ORDER, S("amendment"));
			return;
		}
	}
}

/* The text voted on: the decision's, when no amendment waits, or that of a live amendment. */
static void guard_subject(struct judge *j, const struct decision *d, const struct vote_call *c)
{
	const struct hash *hash = &d->hash;
	if (c->amendment != INTEGER_ABSENT) {
		const struct amendment *a = amendment_find(d, c->amendment);
		if (a == NULL || !is_live(j->f, d, a)) {
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("amendment"));
			return;
		}
		hash = &a->hash;
		guard_order(j, d, a->entry);
	}
	for (uint32_t i = 0; i < d->amendments_count && c->amendment == INTEGER_ABSENT; i++) {
		if (is_live(j->f, d, &d->amendments[i])) {
			finding_add_at(j->found, FINDING_AMENDMENTS_FIRST, S("decision"));
			break;
		}
	}
	if (!hash_eq(hash, &c->hash))
		finding_add_at(j->found, FINDING_TEXT_NOT_FROZEN, S("hash"));
}

static void guard_closes(struct judge *j, moment closes)
{
	int64_t least_s = j->f->charter.voting.window_s;
	int64_t span_ms = closes.ms - j->now.ms;
	if (span_ms <= 0 || (least_s != INTEGER_ABSENT && span_ms < least_s * 1000) ||
	    span_ms > SILENCE_DAYS_MAX * INT64_C(86400000))
		finding_add_at(j->found, FINDING_DATE_ORDER, S("closes"));
}

/* V-1, V-2, V-4 */
void vote_call_check(struct judge *j, const struct vote_call *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	guard_state(j, d, BIT(DECISION_VOTE));
	const struct conduct *meeting = guard_meeting(j, d->meeting, S("decision"));
	if (meeting != NULL &&
	    (meeting->is_quorum_asked ||
		!conduct_has_quorum(j->f, meeting, j->f->charter.conduct.quorum_decide)))
		finding_add_at(j->found, FINDING_QUORUM_DECIDE, S("decision"));
	if (d->text.n > 0)
		guard_negotiated_voted(j, d, c);
	else
		guard_subject(j, d, c);
	guard_closes(j, c->closes);
	if (ballot_open(j->f, c->decision) != NULL)
		finding_add_at(j->found, FINDING_VOTE_RUNNING, S("decision"));
}

static struct ballot *ballot_add(struct forum *f, const struct judged *act, moment closes)
{
	int64_t shown_s = f->charter.voting.visible_s;
	struct ballot *b = table_add(&f->ballots);
	*b = (struct ballot){ .entry = act->index,
		.amendment = UINT64_MAX,
		.closed = UINT64_MAX,
		.opened = act->received,
		.closes = closes,
		.shown = MOMENT_ABSENT,
		.state = BALLOT_OPEN };
	if (shown_s != INTEGER_ABSENT)
		b->shown.ms = closes.ms - shown_s * 1000;
	derive_ballot(f, f->ballots.count - 1);
	return b;
}

void vote_call_apply(struct forum *f, const struct judged *act, const struct vote_call *c)
{
	struct ballot *b = ballot_add(f, act, c->closes);
	b->decision = keep_str(f, c->decision);
	b->hash = c->hash;
	if (c->amendment != INTEGER_ABSENT)
		b->amendment = (uint64_t)c->amendment;
	f->versions[NOUN_DECISION]++;
}

/* S-5b: what was under silence, unchanged. */
void silence_vote_check(struct judge *j, const struct silence_vote *c)
{
	const struct silence *s = guard_silence(j, c->silence);
	if (s == NULL)
		return;
	const struct matter m = silence_matter(s);
	bool is_chair = chair_signed(j, &m);
	if (!cast_officer(j) && !is_chair)
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
	if (j->f->charter.silence.on_break != ON_BREAK_VOTE)
		finding_add_at(j->found, FINDING_NO_VOTE_ON_BREAK, S("silence"));
	guard_silence_state(j, s, SILENCE_BROKEN);
	if (!hash_eq(&s->hash, &c->hash))
		finding_add_at(j->found, FINDING_TEXT_NOT_FROZEN, S("hash"));
	guard_closes(j, c->closes);
	guard_goes_on_with(j, s);
}

void silence_vote_apply(struct forum *f, const struct judged *act, const struct silence_vote *c)
{
	struct silence *s = silence_touch(f, c->silence);
	struct ballot *b = ballot_add(f, act, c->closes);
	b->silence = s->code;
	b->hash = s->hash;
	silence_step_add(f, s, act, SILENCE_VOTE);
}

static enum ballot_choice choice_of(struct str word)
{
	unsigned c = 0;
	while (c < CHOICE_SEALED && !str_eq(choice_name((enum ballot_choice)c), word))
		c++;
	return (enum ballot_choice)c;
}

static struct ballot_vote *vote_of(const struct ballot *b, struct str party)
{
	for (uint32_t i = 0; i < b->votes_count; i++) {
		if (str_eq(b->votes[i].party, party))
			return &b->votes[i];
	}
	return NULL;
}

static const struct hash UNSEALED;

/* Is the roll of a ballot shown at this instant? */
static bool is_shown(const struct ballot *b, moment at)
{
	return b->shown.ms == MOMENT_ABSENT.ms || at.ms >= b->shown.ms;
}

/* V-5 */
void vote_cast_check(struct judge *j, const struct vote_cast *c)
{
	const struct ballot *b = guard_ballot(j, c->vote);
	bool is_sealed = !hash_eq(&c->seal, &UNSEALED);
	if (!is_sealed && choice_of(c->choice) == CHOICE_SEALED)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("choice"));
	if (b == NULL)
		return;
	const struct matter m = ballot_matter(j->f, b);
	struct voice v = voice_of(j, &c->paper, S("vote"), &m);
	guard_may(j, v.party, RIGHT_VOTE, FINDING_RIGHT_VOTE);
	const struct conduct *meeting = conduct_find(j->f, m.meeting);
	if (meeting != NULL)
		guard_credentials(j, meeting, v.party);
	if (b->state != BALLOT_OPEN || v.at.ms >= b->closes.ms)
		finding_add_at(j->found, FINDING_VOTE_NOT_OPEN, S("vote"));
	if (is_sealed == is_shown(b, j->now) || (is_sealed && c->choice.n > 0))
		finding_add_at(j->found, FINDING_VOTE_SEAL, S("vote"));
	if (vote_of(b, v.party) != NULL && !j->f->charter.voting.is_changeable)
		finding_add_at(j->found, FINDING_VOTE_UNCHANGEABLE, S("vote"));
}

static struct ballot *ballot_touch(struct forum *f, int64_t entry)
{
	const uint64_t key = (uint64_t)entry;
	struct ballot *b = table_touch(&f->ballots, map_get(&f->ballot_by_entry, mark_key(&key)));
	f->versions[b->silence.n > 0 ? NOUN_SILENCE : NOUN_DECISION]++;
	return b;
}

void vote_cast_apply(struct forum *f, const struct judged *act, const struct vote_cast *c)
{
	struct ballot *b = ballot_touch(f, c->vote);
	struct ballot_vote vote = { .party = voice_party(f, act, &c->paper),
		.by = act_author(f, act)->handle,
		.choice = choice_of(c->choice),
		.seal = c->seal,
		.entry = act->index,
		.at = voice_at(act, &c->paper),
		.is_paper = c->paper.is_present };
	struct ballot_vote *before = vote_of(b, vote.party);
	if (before != NULL && before->at.ms > vote.at.ms)
		return; /* a paper that arrived before the party voted again */
	if (before != NULL)
		*before = vote;
	else
		*ROWS_ADD(f, b, votes) = vote;
}

/* What was sealed is opened as it was sealed, by whoever sealed it or by an officer. */
void vote_open_check(struct judge *j, const struct vote_open *c)
{
	const struct ballot *b = guard_ballot(j, c->vote);
	if (b == NULL)
		return;
	const struct matter m = ballot_matter(j->f, b);
	bool is_officer = cast_officer(j);
	if (b->state != BALLOT_OPEN)
		finding_add_at(j->found, FINDING_VOTE_NOT_OPEN, S("vote"));
	if (!is_shown(b, j->now))
		finding_add_at(j->found, FINDING_OPENING_NOT_DUE, S("vote"));
	for (uint32_t i = 0; i < c->openings.count; i++) {
		const struct vote_opening *o = &c->openings.at[i];
		const struct ballot_vote *v = vote_of(b, o->party);
		struct hash seal;
		vote_seal(&seal, &o->salt, b->entry, o->party, o->choice);
		if (!is_officer && !delegate_signed(j, o->party, S("vote"), &m))
			finding_add_at(j->found, FINDING_OPENING_NOT_YOURS, o->party);
		if (v == NULL || v->choice != CHOICE_SEALED || !hash_eq(&v->seal, &seal) ||
		    choice_of(o->choice) == CHOICE_SEALED)
			finding_add_at(j->found, FINDING_OPENING_WRONG, o->party);
	}
}

void vote_open_apply(struct forum *f, const struct judged *act, const struct vote_open *c)
{
	struct ballot *b = ballot_touch(f, c->vote);
	(void)act;
	for (uint32_t i = 0; i < c->openings.count; i++)
		vote_of(b, c->openings.at[i].party)->choice = choice_of(c->openings.at[i].choice);
}

static bool have_all_voted(const struct forum *f, const struct ballot *b)
{
	for (uint32_t i = 0; i < f->parties.count; i++) {
		const struct party *p = table_at(&f->parties, i);
		const struct ballot_vote *v = vote_of(b, p->code);
		if (party_may(f, p->code, RIGHT_VOTE) && (v == NULL || v->choice == CHOICE_SEALED))
			return false;
	}
	return true;
}

/* V-6, V-7 */
void vote_close_check(struct judge *j, const struct vote_close *c)
{
	const struct ballot *b = guard_ballot(j, c->vote);
	if (b == NULL)
		return;
	const struct matter m = ballot_matter(j->f, b);
	bool is_chair = chair_signed(j, &m);
	if (!cast_officer(j) && !is_chair)
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
	if (b->state != BALLOT_OPEN)
		finding_add_at(j->found, FINDING_VOTE_NOT_OPEN, S("vote"));
	else if (j->now.ms < b->closes.ms && !have_all_voted(j->f, b))
		finding_add_at(j->found, FINDING_VOTE_RUNNING, S("vote"));
}

/* V-3: the text becomes the amendment's. */
static void amendment_take(struct decision *d, uint64_t entry)
{
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		struct amendment *a = &d->amendments[i];
		if (a->entry != entry)
			continue;
		a->is_taken = true;
		d->hash = a->hash;
		d->languages = a->languages;
		d->text_entry = a->entry;
	}
}

/* Carried, it is for the chair to take into the text; lost, it is out of it. */
static void proposal_decide(struct forum *f, const struct judged *act, const struct decision *d,
    const struct ballot *b)
{
	const struct instrument *of = decision_text(f, d);
	struct instrument_proposal *p =
	    instrument_proposal_touch(f, of, put_proposal(f, of, b->amendment)->number);
	if (b->state == BALLOT_CARRIED) {
		p->carried = act->index;
		return;
	}
	p->state = PROPOSAL_LOST;
	p->ended = act->index;
}

void vote_close_apply(struct forum *f, const struct judged *act, const struct vote_close *c)
{
	struct ballot *b = ballot_touch(f, c->vote);
	const struct vote_tally tally = ballot_tally(f, b);
	b->tally = tally;
	b->closed = act->index;
	b->state = tally.is_carried ? BALLOT_CARRIED : BALLOT_LOST;
	if (b->silence.n > 0) {
		struct silence *s = silence_touch(f, b->silence);
		if (s->state == SILENCE_VOTE)
			silence_step_add(f, s, act,
			    tally.is_carried ? SILENCE_ADOPTED : SILENCE_NOT_ADOPTED);
		return;
	}
	struct decision *d = decision_touch(f, b->decision);
	b->text_before = d->text_entry;
	b->hash_before = d->hash;
	b->languages_before = d->languages;
	if (b->amendment != UINT64_MAX) {
		if (d->text.n > 0)
			proposal_decide(f, act, d, b);
		else if (tally.is_carried)
			amendment_take(d, b->amendment);
		return;
	}
	if (d->state != DECISION_VOTE)
		return;
	if (tally.is_carried)
		decision_adopt(f, d, act);
	else
		decision_step_add(f, d, act, DECISION_NOT_ADOPTED);
}

/* Were the words of the text not touched since the revision that is put? */
static bool has_stood(const struct forum *f, const struct decision *d)
{
	return text_revision_is_newest(f, decision_text(f, d), d->revision);
}

/* Is the result still the decision's newest? Nothing was done, voted on, moved or written since. */
static bool is_newest(const struct forum *f, const struct decision *d, const struct ballot *b)
{
	bool is_taken = b->amendment != UINT64_MAX && b->state == BALLOT_CARRIED && d->text.n == 0;
	if (d->text.n > 0 && !has_stood(f, d))
		return false;
	if (d->text_entry != (is_taken ? b->amendment : b->text_before) ||
	    d->steps[d->steps_count - 1].entry > b->closed)
		return false;
	for (uint32_t i = 0; i < f->ballots.count; i++) {
		const struct ballot *other = table_at(&f->ballots, i);
		if (other->entry > b->closed && str_eq(other->decision, b->decision))
			return false;
	}
	return d->amendments_count == 0 || d->amendments[d->amendments_count - 1].entry < b->closed;
}

/* What is adopted is contested (C12), not voted on again; what a silence came to is void with it (S-14).
 * Other results may be void until others rest on them, or the meeting is over. */
static void guard_result(struct judge *j, const struct ballot *b)
{
	const struct decision *d = b->decision.n > 0 ? decision_find(j->f, b->decision) : NULL;
	const struct conduct *meeting = d == NULL ? NULL : conduct_find(j->f, d->meeting);
	bool is_text = b->amendment == UINT64_MAX;
	const enum decision_state state = is_text ? DECISION_NOT_ADOPTED : DECISION_VOTE;
	if (d == NULL || d->state != state || !is_newest(j->f, d, b))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("vote"));
	else if (meeting == NULL || meeting->state >= CONDUCT_CLOSED)
		finding_add_at(j->found, FINDING_MEETING_CLOSED, S("vote"));
}

/* V-8 */
void vote_void_check(struct judge *j, const struct vote_void *c)
{
	const struct ballot *b = guard_ballot(j, c->vote);
	if (b == NULL)
		return;
	const struct matter m = ballot_matter(j->f, b);
	guard_chair(j, &m);
	if (b->state == BALLOT_VOID)
		finding_add_at(j->found, FINDING_VOTE_NOT_OPEN, S("vote"));
	else if (b->state != BALLOT_OPEN)
		guard_result(j, b);
}

/* The text is again what it was before the amendment was carried. */
static void amendment_return(struct decision *d, const struct ballot *b)
{
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		if (d->amendments[i].entry == b->amendment)
			d->amendments[i].is_taken = false;
	}
	d->hash = b->hash_before;
	d->languages = b->languages_before;
	d->text_entry = b->text_before;
}

static void proposal_return(struct forum *f, const struct decision *d, const struct ballot *b)
{
	const struct instrument *of = decision_text(f, d);
	struct instrument_proposal *p =
	    instrument_proposal_touch(f, of, put_proposal(f, of, b->amendment)->number);
	p->carried = UINT64_MAX;
	p->state = PROPOSAL_LIVE;
	p->ended = UINT64_MAX;
}

void ballot_abandon(struct forum *f, const struct judged *act, const struct ballot *open)
{
	if (open == NULL || open->state != BALLOT_OPEN)
		return;
	struct ballot *b = ballot_touch(f, (int64_t)open->entry);
	const struct vote_tally tally = ballot_tally(f, b);
	b->tally = tally;
	b->closed = act->index;
	b->state = BALLOT_VOID;
}

void vote_void_apply(struct forum *f, const struct judged *act, const struct vote_void *c)
{
	struct ballot *b = ballot_touch(f, c->vote);
	const enum ballot_state was = b->state;
	ballot_abandon(f, act, b);
	b->state = BALLOT_VOID;
	struct silence *s = b->silence.n > 0 ? silence_touch(f, b->silence) : NULL;
	if (s != NULL && s->state == SILENCE_VOTE)
		silence_step_add(f, s, act, SILENCE_BROKEN);
	if (s != NULL || was == BALLOT_OPEN)
		return;
	struct decision *d = decision_touch(f, b->decision);
	if (b->amendment == UINT64_MAX)
		decision_step_add(f, d, act, DECISION_VOTE);
	else if (d->text.n > 0)
		proposal_return(f, d, b);
	else if (was == BALLOT_CARRIED)
		amendment_return(d, b);
}
