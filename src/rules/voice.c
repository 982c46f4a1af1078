/* Whose voice an act is: of a delegation, on paper, of the chair (docs/rules.md sections 6, 7, 12). */
#include "rules/judge.h"

static bool covers_body(const struct actor *by, struct str body)
{
	return by->bodies.count == 0 || strs_has(&by->bodies, body);
}

static bool covers_meeting(const struct actor *by, struct str meeting)
{
	return by->meetings.count == 0 || strs_has(&by->meetings, meeting);
}

/* Doubt about the party fails towards not adopting: while it is contested or suspended it neither
 * presides nor agrees. */
bool delegate_signed(struct judge *j, struct str party, struct str power, const struct matter *m)
{
	const struct party *p = party_find(j->f, party);
	if (p == NULL || p->is_contested || p->is_suspended)
		return false;
	for (uint32_t i = 0; i < j->cast.count; i++) {
		struct signer *s = &j->cast.at[i];
		if (s->is_introduced || s->actor == NULL || s->actor->role != ACTOR_DELEGATE)
			continue;
		if (!str_eq(s->actor->party, party) || !strs_has(&s->actor->powers, power))
			continue;
		if (!covers_body(s->actor, m->body) || !covers_meeting(s->actor, m->meeting))
			continue;
		s->has_part = true;
		return true;
	}
	return false;
}

/* The party that presides over a matter; empty: nobody. */
static struct str matter_chair(const struct judge *j, const struct matter *m)
{
	const struct conduct *c = conduct_find(j->f, m->meeting);
	return c != NULL ? conduct_chair(j->f, c, j->now) : chair_party(j->f, m->body, j->now);
}

bool chair_signed(struct judge *j, const struct matter *m)
{
	return delegate_signed(j, matter_chair(j, m), S("chair"), m);
}

void guard_chair(struct judge *j, const struct matter *m)
{
	if (!chair_signed(j, m))
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
}

/* Different people: an officer who signs with two keys is one. */
uint32_t officers_different(struct judge *j)
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
	return have;
}

void guard_officers(struct judge *j, uint32_t need, enum finding_id missing)
{
	if (officers_different(j) < need)
		finding_add(j->found, missing);
}

void guard_clock(struct judge *j)
{
	struct signer *by = &j->cast.at[0];
	if (cast_officer(j))
		return;
	by->has_part = true;
	if (by->is_introduced || by->actor == NULL || by->actor->role != ACTOR_DELEGATE)
		finding_add(j->found, FINDING_POWER_MISSING);
}

static void guard_paper(struct judge *j, const struct paper *paper, const struct matter *m)
{
	guard_officers(j, 2, FINDING_PAPER_ONE_OFFICER);
	if (party_find(j->f, paper->party) == NULL)
		finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("paper"));
	if (str_eq(paper->party, matter_chair(j, m)))
		finding_add_at(j->found, FINDING_PAPER_OWN_CAUSE, S("paper"));
	if (paper->arrived.ms > j->now.ms)
		finding_add_at(j->found, FINDING_PAPER_FUTURE, S("paper"));
	int64_t window_ms = j->f->charter.arrival_window_s * 1000;
	if (paper->arrived.ms < j->now.ms - window_ms || paper->arrived.ms < m->since.ms)
		finding_add_at(j->found, FINDING_PAPER_TOO_OLD, S("paper"));
}

struct voice voice_of(struct judge *j, const struct paper *paper, struct str power,
    const struct matter *m)
{
	if (paper->is_present) {
		guard_paper(j, paper, m);
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
	if (!covers_body(by->actor, m->body))
		finding_add_at(j->found, FINDING_BODY_OUT_OF_SCOPE, m->place);
	if (!covers_meeting(by->actor, m->meeting))
		finding_add_at(j->found, FINDING_MEETING_OUT_OF_SCOPE, m->place);
	return (struct voice){ by->actor->party, j->now };
}

const struct actor *act_author(const struct forum *f, const struct judged *act)
{
	const struct actor *by = actor_find(f, act->entry->act.by);
	cm_assert(by != NULL);
	return by;
}

struct str voice_party(const struct forum *f, const struct judged *act, const struct paper *paper)
{
	if (!paper->is_present)
		return act_author(f, act)->party;
	const struct party *party = party_find(f, paper->party);
	cm_assert(party != NULL);
	return party->code;
}

moment voice_at(const struct judged *act, const struct paper *paper)
{
	return paper->is_present ? paper->arrived : act->received;
}

void guard_may(struct judge *j, struct str party, enum right right, enum finding_id missing)
{
	const struct party *p = party_find(j->f, party);
	if (p == NULL || party_may(j->f, party, right))
		return; /* who is none was told of it */
	finding_add(j->found, p->is_suspended ? FINDING_PARTY_SUSPENDED : missing);
}

struct voice decider_of(struct judge *j, const struct matter *m)
{
	static const struct paper none = { .is_present = false };
	const struct actor *by = actor_find(j->f, j->act->entry->act.by);
	bool votes = by != NULL && !strs_has(&by->powers, S("object")) &&
	    strs_has(&by->powers, S("vote"));
	struct voice v = voice_of(j, &none, votes ? S("vote") : S("object"), m);
	guard_may(j, v.party, votes ? RIGHT_VOTE : RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
	return v;
}

void guard_frozen(struct judge *j, const struct frozen_text_list *texts)
{
	for (uint32_t i = 1; i < texts->count; i++) {
		if (str_cmp(texts->at[i - 1].lang, texts->at[i].lang) >= 0)
			finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("texts"));
	}
}

void guard_document_texts(struct judge *j, const struct document_text_list *texts)
{
	for (uint32_t i = 1; i < texts->count; i++) {
		if (str_cmp(texts->at[i - 1].lang, texts->at[i].lang) >= 0)
			finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("texts"));
	}
}

struct strs frozen_languages(struct forum *f, const struct frozen_text_list *texts)
{
	struct str *at = arena_array(f->arena, struct str, texts->count);
	for (uint32_t i = 0; i < texts->count; i++)
		at[i] = keep_str(f, texts->at[i].lang);
	return (struct strs){ texts->count, at };
}

void guard_deliveries(struct judge *j, const struct delivery_list *list, struct str place)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (party_find(j->f, list->at[i].party) == NULL)
			finding_add_at(j->found, FINDING_PARTY_UNKNOWN, place);
	}
}

bool is_sent_to(const struct delivery_list *sent, const struct delivery_list *undelivered,
    struct str party)
{
	for (uint32_t i = 0; i < sent->count + undelivered->count; i++) {
		const struct delivery *d = i < sent->count ? &sent->at[i]
							   : &undelivered->at[i - sent->count];
		if (str_eq(d->party, party))
			return true;
	}
	return false;
}

struct strs deliveries_keep(struct forum *f, const struct delivery_list *list)
{
	struct str *at = arena_array(f->arena, struct str, list->count);
	for (uint32_t i = 0; i < list->count; i++)
		at[i] = keep_str(f, list->at[i].party);
	return (struct strs){ list->count, at };
}
