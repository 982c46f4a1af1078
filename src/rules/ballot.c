/* Votes and their tallies (docs/rules.md section 8). */
#include "base/fmt.h"
#include "proof/sha.h"
#include "rules/judge.h"

struct str ballot_state_name(enum ballot_state s)
{
	static const struct str names[BALLOT_STATE__COUNT] = {
		[BALLOT_OPEN] = { "open", 4 },
		[BALLOT_CARRIED] = { "carried", 7 },
		[BALLOT_LOST] = { "lost", 4 },
		[BALLOT_VOID] = { "void", 4 },
	};
	cm_assert(s < BALLOT_STATE__COUNT);
	return names[s];
}

struct str choice_name(enum ballot_choice c)
{
	static const struct str names[CHOICE__COUNT] = {
		[CHOICE_YES] = { "yes", 3 },
		[CHOICE_NO] = { "no", 2 },
		[CHOICE_ABSTAIN] = { "abstain", 7 },
		[CHOICE_SEALED] = { "sealed", 6 },
	};
	cm_assert(c < CHOICE__COUNT);
	return names[c];
}

uint32_t ballot_count(const struct forum *f)
{
	return f->ballots.count;
}

const struct ballot *ballot_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->ballots, at);
}

const struct ballot *ballot_find(const struct forum *f, uint64_t entry)
{
	uint32_t at = map_get(&f->ballot_by_entry, mark_key(&entry));
	return at == MAP_NONE ? NULL : table_at(&f->ballots, at);
}

/* One of the two is named, the other is empty. */
static const struct ballot *open_on(const struct forum *f, struct str decision, struct str silence)
{
	for (uint32_t i = 0; i < f->ballots.count; i++) {
		const struct ballot *b = table_at(&f->ballots, i);
		if (b->state == BALLOT_OPEN && str_eq(b->decision, decision) &&
		    str_eq(b->silence, silence))
			return b;
	}
	return NULL;
}

const struct ballot *ballot_open(const struct forum *f, struct str decision)
{
	return open_on(f, decision, STR_NONE);
}

const struct ballot *ballot_open_silence(const struct forum *f, struct str silence)
{
	return open_on(f, STR_NONE, silence);
}

bool ballot_has_amended(const struct forum *f, struct str decision)
{
	for (uint32_t i = 0; i < f->ballots.count; i++) {
		const struct ballot *b = table_at(&f->ballots, i);
		if (b->state == BALLOT_CARRIED && b->amendment != UINT64_MAX &&
		    str_eq(b->decision, decision))
			return true;
	}
	return false;
}

void vote_seal(struct hash *out, const struct hash *salt, uint64_t vote, struct str party,
    struct str choice)
{
	char number[24];
	struct sha256_run run;
	sha256_begin(&run);
	sha256_add(&run, salt->bytes, sizeof salt->bytes);
	sha256_add(&run, number, fmt_into(number, sizeof number, "%llu", (unsigned long long)vote));
	sha256_add(&run, " ", 1);
	sha256_add(&run, party.p, party.n);
	sha256_add(&run, " ", 1);
	sha256_add(&run, choice.p, choice.n);
	sha256_end(&run, out);
}

bool majority_holds(struct fraction part, uint32_t yes, uint32_t no, uint32_t base)
{
	if (part.den == 0)
		return yes > no;
	int64_t have = (int64_t)yes * part.den, need = (int64_t)base * part.num;
	return 2 * part.num == part.den ? have > need : have >= need; /* a half is more than half */
}

static uint32_t voters(const struct forum *f)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->parties.count; i++)
		count += party_may(f, ((const struct party *)table_at(&f->parties, i))->code, RIGHT_VOTE);
	return count;
}

/* Body, matter and meeting of what a ballot is on. */
static struct voted {
	struct str body, matter, meeting;
} voted_of(const struct forum *f, const struct ballot *b)
{
	const struct decision *d = b->decision.n > 0 ? decision_find(f, b->decision) : NULL;
	const struct silence *s = b->silence.n > 0 ? silence_find(f, b->silence) : NULL;
	if (d != NULL)
		return (struct voted){ d->body, d->matter, d->meeting };
	cm_assert(s != NULL);
	return (struct voted){ s->body, s->matter, s->meeting };
}

/* The ladder's step of a vote: of a decision where it stands, after a silence the ladder's own. */
static const struct charter_step *vote_step(const struct forum *f, const struct ballot *b)
{
	const struct decision *d = b->decision.n > 0 ? decision_find(f, b->decision) : NULL;
	if (d != NULL)
		return decision_ladder_step(f, d);
	const struct voted v = voted_of(f, b);
	const struct charter_decision *ladder = charter_ladder(&f->charter, v.body, v.matter);
	for (uint32_t i = 0; ladder != NULL && i < ladder->steps_count; i++) {
		if (ladder->steps[i].method == METHOD_VOTE)
			return &ladder->steps[i];
	}
	return NULL;
}

static uint32_t voters_present(const struct forum *f, struct str meeting)
{
	const struct conduct *c = meeting.n > 0 ? conduct_find(f, meeting) : NULL;
	uint32_t count = 0;
	for (uint32_t i = 0; c != NULL && i < c->present.count; i++)
		count += party_may(f, c->present.at[i], RIGHT_VOTE);
	return count;
}

static uint32_t base_of(const struct forum *f, const struct vote_tally *t)
{
	switch (f->charter.voting.base) {
	case BASE_MEMBERS:
		return t->members;
	case BASE_PRESENT: { /* who votes is there, whatever the last count says */
		uint32_t cast = t->yes + t->no + t->abstain;
		return t->present > cast ? t->present : cast;
	}
	case BASE_PRESENT_VOTING:
		break;
	}
	return t->yes + t->no;
}

struct fraction ballot_majority(const struct forum *f, const struct ballot *b)
{
	if (b->closed != UINT64_MAX)
		return b->tally.majority;
	const struct charter_step *step = vote_step(f, b);
	bool has_own = step != NULL && step->method == METHOD_VOTE && step->majority.den > 0;
	return has_own ? step->majority : f->charter.voting.majority;
}

struct vote_tally ballot_tally(const struct forum *f, const struct ballot *b)
{
	if (b->closed != UINT64_MAX)
		return b->tally;
	struct vote_tally t = { .members = voters(f),
		.present = voters_present(f, voted_of(f, b).meeting),
		.majority = ballot_majority(f, b) };
	for (uint32_t i = 0; i < b->votes_count; i++) {
		t.yes += b->votes[i].choice == CHOICE_YES;
		t.no += b->votes[i].choice == CHOICE_NO;
		t.abstain += b->votes[i].choice == CHOICE_ABSTAIN;
		t.sealed += b->votes[i].choice == CHOICE_SEALED;
	}
	const uint32_t cast = t.yes + t.no + t.abstain;
	t.base = base_of(f, &t);
	t.is_valid = !f->charter.voting.needs_majority_taking_part || 2 * cast > t.members;
	t.is_carried = t.is_valid && t.yes > t.no && majority_holds(t.majority, t.yes, t.no, t.base);
	return t;
}
