/* Delegations to a meeting and their credentials (docs/rules.md section 10). */
#include "rules/judge.h"

#define BIT(state) (1U << (state))

/* A meeting that is not over, or NULL with its finding. */
static const struct conduct *guard_ahead(struct judge *j, struct str meeting)
{
	const struct conduct *c = conduct_find(j->f, meeting);
	if (c == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
	else if (c->state == CONDUCT_CLOSED || c->state == CONDUCT_CANCELLED)
		finding_add_at(j->found, FINDING_MEETING_CLOSED, S("meeting"));
	else
		return c;
	return NULL;
}

/* The party's coordinator, or two officers for it on paper; credentials also by a delegate. */
static struct str party_speaks(struct judge *j, const struct conduct *c, const struct paper *paper,
    bool may_delegate)
{
	const struct matter m = conduct_matter(c, S("meeting"));
	const struct actor *by = actor_find(j->f, j->act->entry->act.by);
	if (!paper->is_present && by != NULL && by->role == ACTOR_COORDINATOR) {
		if (!cast_coordinator(j, by->party, 0))
			finding_add(j->found, FINDING_THRESHOLD_MISSING);
		return by->party;
	}
	if (!paper->is_present && !may_delegate) {
		finding_add(j->found, FINDING_COORDINATOR_ONLY);
		return STR_NONE;
	}
	return voice_of(j, paper, S("attend"), &m).party;
}

static void guard_members(struct judge *j, const struct delegation_member_list *members)
{
	static const struct str roles[] = { { "head", 4 }, { "alternate", 9 }, { "adviser", 7 },
		{ "expert", 6 } };
	uint32_t heads = 0;
	for (uint32_t i = 0; i < members->count; i++) {
		guard_word(j, WORDS_OF_ARRAY(roles), members->at[i].role, S("members"));
		heads += str_eq(members->at[i].role, S("head"));
	}
	if (heads != 1)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("members"));
}

void delegation_announce_check(struct judge *j, const struct delegation_announce *c)
{
	guard_members(j, &c->members);
	const struct conduct *of = guard_ahead(j, c->meeting);
	if (of == NULL)
		return;
	struct str party = party_speaks(j, of, &c->paper, false);
	guard_may(j, party, RIGHT_ATTEND, FINDING_PARTY_SUSPENDED);
	for (uint32_t i = 0; i < c->members.count && party.n > 0; i++) {
		struct str handle = c->members.at[i].handle;
		const struct actor *a = handle.n == 0 ? NULL : actor_find(j->f, handle);
		if (handle.n > 0 && a == NULL)
			finding_add_at(j->found, FINDING_HANDLE_UNKNOWN, S("members"));
		else if (a != NULL && !str_eq(a->party, party))
			finding_add_at(j->found, FINDING_ACTS_FOR_OTHER_PARTY, S("members"));
	}
}

/* The party's row, made when it has none. */
static struct conduct_delegation *row_touch(struct forum *f, struct conduct *c, struct str party,
    uint64_t entry)
{
	for (uint32_t i = 0; i < c->delegations_count; i++) {
		if (str_eq(c->delegations[i].party, party))
			return &c->delegations[i];
	}
	struct conduct_delegation *row = ROWS_ADD(f, c, delegations);
	*row = (struct conduct_delegation){ .party = keep_str(f, party), .entry = entry,
		.credentials_entry = entry };
	return row;
}

void delegation_announce_apply(struct forum *f, const struct judged *act,
    const struct delegation_announce *c)
{
	struct conduct_delegation *row = row_touch(f, conduct_touch(f, c->meeting),
	    voice_party(f, act, &c->paper), act->index);
	struct str *handles = arena_array(f->arena, struct str, c->members.count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->members.count; i++) {
		if (c->members.at[i].handle.n > 0)
			handles[count++] = keep_str(f, c->members.at[i].handle);
	}
	row->members = c->members.count;
	row->handles = (struct strs){ count, handles };
	row->entry = act->index;
}

void credentials_submit_check(struct judge *j, const struct credentials_submit *c)
{
	static const struct str issuers[] = { { "head-of-state", 13 }, { "head-of-government", 18 },
		{ "foreign-minister", 16 }, { "other", 5 } };
	guard_word(j, WORDS_OF_ARRAY(issuers), c->issuer, S("issuer"));
	if (!str_eq(c->form, S("original")) && !str_eq(c->form, S("copy")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("form"));
	const struct conduct *of = guard_ahead(j, c->meeting);
	if (of == NULL)
		return;
	struct str party = party_speaks(j, of, &c->paper, true);
	guard_may(j, party, RIGHT_ATTEND, FINDING_PARTY_SUSPENDED);
	const struct conduct_delegation *row = conduct_delegation(of, party);
	if (row != NULL && row->credentials > CREDENTIALS_SUBMITTED)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("meeting"));
}

void credentials_submit_apply(struct forum *f, const struct judged *act,
    const struct credentials_submit *c)
{
	struct conduct_delegation *row = row_touch(f, conduct_touch(f, c->meeting),
	    voice_party(f, act, &c->paper), act->index);
	row->credentials = CREDENTIALS_SUBMITTED;
	row->credentials_entry = act->index;
	row->has_letter = true;
}

void credentials_contest_check(struct judge *j, const struct credentials_contest *c)
{
	const struct conduct *of = guard_ahead(j, c->meeting);
	const struct paper none = { .is_present = false };
	(void)guard_party(j, c->party);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	struct voice v = voice_of(j, &none, S("object"), &m);
	guard_may(j, v.party, RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
	const struct conduct_delegation *row = conduct_delegation(of, c->party);
	if (row == NULL)
		finding_add_at(j->found, FINDING_CREDENTIALS_MISSING, S("party"));
	else if (row->credentials == CREDENTIALS_REFUSED || row->credentials == CREDENTIALS_CONTESTED)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("party"));
}

void credentials_contest_apply(struct forum *f, const struct judged *act,
    const struct credentials_contest *c)
{
	struct conduct_delegation *row =
	    row_touch(f, conduct_touch(f, c->meeting), c->party, act->index);
	row->credentials = CREDENTIALS_CONTESTED;
	row->credentials_entry = act->index;
}

/* CREDENTIALS_STATE__COUNT: no outcome has this name. From: bits of states, and whether a party without
 * a row may have it. */
static const struct {
	struct str name;
	enum credentials_state to;
	unsigned from;
	bool is_of_nobody;
} outcomes[] = {
	{ { "provisional", 11 }, CREDENTIALS_PROVISIONAL,
	    BIT(CREDENTIALS_ANNOUNCED) | BIT(CREDENTIALS_SUBMITTED), true },
	{ { "accepted", 8 }, CREDENTIALS_ACCEPTED,
	    BIT(CREDENTIALS_SUBMITTED) | BIT(CREDENTIALS_PROVISIONAL) |
	    BIT(CREDENTIALS_CONTESTED) | BIT(CREDENTIALS_DEFERRED), false },
	{ { "refused", 7 }, CREDENTIALS_REFUSED,
	    BIT(CREDENTIALS_CONTESTED) | BIT(CREDENTIALS_SUBMITTED) | BIT(CREDENTIALS_DEFERRED),
	    false },
	{ { "deferred", 8 }, CREDENTIALS_DEFERRED, BIT(CREDENTIALS_CONTESTED), false },
};

static size_t outcome_of(struct str name)
{
	size_t i = 0;
	while (i < CM_COUNT(outcomes) && !str_eq(outcomes[i].name, name))
		i++;
	return i;
}

void credentials_decide_check(struct judge *j, const struct credentials_decide *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	size_t outcome = outcome_of(c->outcome);
	if (outcome == CM_COUNT(outcomes))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("outcome"));
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
	for (uint32_t i = 0; i < c->parties.count && outcome < CM_COUNT(outcomes); i++) {
		if (guard_party(j, c->parties.at[i]) == NULL)
			continue;
		const struct conduct_delegation *row = conduct_delegation(of, c->parties.at[i]);
		bool follows = row == NULL ? outcomes[outcome].is_of_nobody
					   : (outcomes[outcome].from & BIT(row->credentials)) != 0;
		if (!follows)
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, c->parties.at[i]);
	}
}

void credentials_decide_apply(struct forum *f, const struct judged *act,
    const struct credentials_decide *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	for (uint32_t i = 0; i < c->parties.count; i++) {
		struct conduct_delegation *row = row_touch(f, of, c->parties.at[i], act->index);
		row->credentials = outcomes[outcome_of(c->outcome)].to;
		row->was_accepted = row->was_accepted || row->credentials == CREDENTIALS_ACCEPTED;
		row->credentials_entry = act->index;
	}
}
