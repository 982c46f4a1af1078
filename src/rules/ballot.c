/* Votes and their tallies (docs/rules.md section 8). */
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

struct str choice_name(enum choice c)
{
	static const struct str names[CHOICE__COUNT] = {
		[CHOICE_YES] = { "yes", 3 },
		[CHOICE_NO] = { "no", 2 },
		[CHOICE_ABSTAIN] = { "abstain", 7 },
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

const struct ballot *ballot_open(const struct forum *f, struct str decision)
{
	for (uint32_t i = 0; i < f->ballots.count; i++) {
		const struct ballot *b = table_at(&f->ballots, i);
		if (b->state == BALLOT_OPEN && str_eq(b->decision, decision))
			return b;
	}
	return NULL;
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

static uint32_t voters_present(const struct forum *f, const struct decision *d)
{
	const struct conduct *c = conduct_find(f, d->meeting);
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

static struct fraction majority_of(const struct forum *f, const struct decision *d)
{
	const struct charter_step *step = d == NULL ? NULL : decision_ladder_step(f, d);
	bool is_own = step != NULL && step->method == METHOD_VOTE && step->majority.den > 0;
	return is_own ? step->majority : f->charter.voting.majority;
}

struct vote_tally ballot_tally(const struct forum *f, const struct ballot *b)
{
	if (b->closed != UINT64_MAX)
		return b->tally;
	const struct decision *d = decision_find(f, b->decision);
	struct vote_tally t = { .members = voters(f),
		.present = d == NULL ? 0 : voters_present(f, d),
		.majority = majority_of(f, d) };
	for (uint32_t i = 0; i < b->votes_count; i++) {
		t.yes += b->votes[i].choice == CHOICE_YES;
		t.no += b->votes[i].choice == CHOICE_NO;
		t.abstain += b->votes[i].choice == CHOICE_ABSTAIN;
	}
	t.base = base_of(f, &t);
	t.is_valid =
	    !f->charter.voting.needs_majority_taking_part || 2 * b->votes_count > t.members;
	t.is_carried = t.is_valid && t.yes > t.no && majority_holds(t.majority, t.yes, t.no, t.base);
	return t;
}
