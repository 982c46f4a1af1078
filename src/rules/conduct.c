#include "rules/conduct.h"

#include "rules/judge.h"

#define NAME(array, value, count)                                                                  \
	do {                                                                                       \
		cm_assert((value) < (count));                                                      \
		return (array)[value];                                                             \
	} while (0)

struct str conduct_state_name(enum conduct_state s)
{
	static const struct str names[CONDUCT_STATE__COUNT] = {
		[CONDUCT_CONVENED] = { "convened", 8 },
		[CONDUCT_OPEN] = { "open", 4 },
		[CONDUCT_SUSPENDED] = { "suspended", 9 },
		[CONDUCT_CLOSED] = { "closed", 6 },
		[CONDUCT_CANCELLED] = { "cancelled", 9 },
	};
	NAME(names, s, CONDUCT_STATE__COUNT);
}

struct str credentials_state_name(enum credentials_state s)
{
	static const struct str names[CREDENTIALS_STATE__COUNT] = {
		[CREDENTIALS_ANNOUNCED] = { "announced", 9 },
		[CREDENTIALS_SUBMITTED] = { "submitted", 9 },
		[CREDENTIALS_PROVISIONAL] = { "provisional", 11 },
		[CREDENTIALS_ACCEPTED] = { "accepted", 8 },
		[CREDENTIALS_CONTESTED] = { "contested", 9 },
		[CREDENTIALS_REFUSED] = { "refused", 7 },
		[CREDENTIALS_DEFERRED] = { "deferred", 8 },
	};
	NAME(names, s, CREDENTIALS_STATE__COUNT);
}

struct str speaker_state_name(enum speaker_state s)
{
	static const struct str names[SPEAKER_STATE__COUNT] = {
		[SPEAKER_ASKED] = { "asked", 5 },
		[SPEAKER_SPEAKING] = { "speaking", 8 },
		[SPEAKER_SPOKE] = { "spoke", 5 },
		[SPEAKER_PASSED] = { "passed", 6 },
		[SPEAKER_WITHDRAWN] = { "withdrawn", 9 },
	};
	NAME(names, s, SPEAKER_STATE__COUNT);
}

struct str point_state_name(enum point_state s)
{
	static const struct str names[POINT_STATE__COUNT] = {
		[POINT_RAISED] = { "raised", 6 },
		[POINT_RULED] = { "ruled", 5 },
		[POINT_APPEALED] = { "appealed", 8 },
		[POINT_UPHELD] = { "upheld", 6 },
		[POINT_OVERRULED] = { "overruled", 9 },
	};
	NAME(names, s, POINT_STATE__COUNT);
}

struct str tenure_how_name(enum tenure_how how)
{
	static const struct str names[TENURE__COUNT] = {
		[TENURE_ASSUMED] = { "assumed", 7 },
		[TENURE_HANDED] = { "handed", 6 },
		[TENURE_CONTESTED] = { "contested", 9 },
		[TENURE_ACTING] = { "acting", 6 },
	};
	NAME(names, how, TENURE__COUNT);
}

uint32_t tenure_count(const struct forum *f)
{
	return f->tenures.count;
}

const struct tenure *tenure_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->tenures, at);
}

uint32_t conduct_count(const struct forum *f)
{
	return f->conducts.count;
}

const struct conduct *conduct_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->conducts, at);
}

const struct conduct *conduct_find(const struct forum *f, struct str meeting)
{
	uint32_t at = meeting.n == 0 ? MAP_NONE : map_get(&f->conduct_by_meeting, meeting);
	return at == MAP_NONE ? NULL : table_at(&f->conducts, at);
}

const struct conduct_item *conduct_item(const struct conduct *c, struct str id)
{
	for (uint32_t i = 0; i < c->items_count; i++) {
		if (str_eq(c->items[i].id, id))
			return &c->items[i];
	}
	return NULL;
}

const struct conduct_delegation *conduct_delegation(const struct conduct *c, struct str party)
{
	for (uint32_t i = 0; i < c->delegations_count; i++) {
		if (str_eq(c->delegations[i].party, party))
			return &c->delegations[i];
	}
	return NULL;
}

const struct conduct_point *conduct_point(const struct conduct *c, uint64_t entry)
{
	for (uint32_t i = 0; i < c->points_count; i++) {
		if (c->points[i].entry == entry)
			return &c->points[i];
	}
	return NULL;
}

const struct conduct_speaker *conduct_speaking(const struct conduct *c)
{
	for (uint32_t i = c->speakers_count; i > 0; i--) {
		if (c->speakers[i - 1].state == SPEAKER_SPEAKING)
			return &c->speakers[i - 1];
	}
	return NULL;
}

const struct conduct_speaker *conduct_next(const struct conduct *c, struct str item, bool is_reply)
{
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		const struct conduct_speaker *s = &c->speakers[i];
		if (s->state == SPEAKER_ASKED && s->is_reply == is_reply && str_eq(s->item, item))
			return s;
	}
	return NULL;
}

uint32_t conduct_points_open(const struct conduct *c, struct str decision)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->points_count; i++) {
		const struct conduct_point *p = &c->points[i];
		bool is_open = p->state == POINT_RAISED || p->state == POINT_APPEALED;
		bool is_about = decision.n == 0 || p->decision.n == 0 || str_eq(p->decision, decision);
		count += is_open && is_about;
	}
	return count;
}

struct str conduct_chair(const struct forum *f, const struct conduct *c, moment at)
{
	return c->acting.n > 0 ? c->acting : chair_party(f, c->body, at);
}

static bool is_counted(const struct forum *f, struct str party)
{
	return party_may(f, party, RIGHT_OBJECT) || party_may(f, party, RIGHT_VOTE);
}

uint32_t forum_members(const struct forum *f)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->parties.count; i++)
		count += is_counted(f, ((const struct party *)table_at(&f->parties, i))->code);
	return count;
}

uint32_t conduct_present(const struct forum *f, const struct conduct *c)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->present.count; i++)
		count += is_counted(f, c->present.at[i]);
	return count;
}

/* One half means more than half, as rules of procedure say "a majority". */
bool quorum_holds(struct fraction part, uint32_t present, uint32_t members)
{
	if (part.num == 0)
		return true;
	int64_t have = (int64_t)present * part.den, need = (int64_t)members * part.num;
	return 2 * part.num == part.den ? have > need : have >= need;
}

bool conduct_has_quorum(const struct forum *f, const struct conduct *c, struct fraction part)
{
	return quorum_holds(part, conduct_present(f, c), forum_members(f));
}

/* Did any term of the office begin after the day of `since`, by this day? */
static bool has_term_begun(const struct forum *f, struct str office, moment since, int32_t day)
{
	int32_t after = date_first_day(moment_parts(since).date);
	for (uint32_t i = 0; i < f->terms.count; i++) {
		const struct term *t = table_at(&f->terms, i);
		int32_t begins = date_last_day(t->from);
		if (str_eq(t->office, office) && begins > after && begins <= day)
			return true;
	}
	return false;
}

struct str office_holder_at(const struct forum *f, struct str office, moment at)
{
	int32_t day = date_first_day(moment_parts(at).date);
	const struct term *term = term_on(f, office, day);
	const struct tenure *newest = NULL;
	for (uint32_t i = 0; i < f->tenures.count; i++) {
		const struct tenure *t = table_at(&f->tenures, i);
		bool is_held = t->how == TENURE_ASSUMED || t->how == TENURE_HANDED;
		if (is_held && str_eq(t->office, office) && t->at.ms <= at.ms)
			newest = t;
	}
	/* A term that began after the act ends what the act said, and it does not come back. */
	if (newest != NULL && !has_term_begun(f, office, newest->at, day))
		return newest->party;
	return term == NULL ? STR_NONE : term->party;
}

const struct conduct *guard_meeting(struct judge *j, struct str meeting, struct str place)
{
	const struct conduct *c = conduct_find(j->f, meeting);
	if (c == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, place);
	else if (c->state == CONDUCT_CLOSED || c->state == CONDUCT_CANCELLED)
		finding_add_at(j->found, FINDING_MEETING_CLOSED, place);
	else if (c->state != CONDUCT_OPEN)
		finding_add_at(j->found, FINDING_MEETING_NOT_OPEN, place);
	else
		return c;
	return NULL;
}

struct matter conduct_matter(const struct conduct *c, struct str place)
{
	return (struct matter){ c->body, c->meeting, place, c->steps[0].at };
}

void guard_credentials(struct judge *j, const struct conduct *c, struct str party)
{
	const struct charter_credentials *rule = &j->f->charter.credentials;
	const struct conduct_delegation *d = conduct_delegation(c, party);
	if (!rule->is_required || party.n == 0)
		return;
	bool is_full = d != NULL && d->was_accepted;
	if (d != NULL && d->credentials == CREDENTIALS_REFUSED)
		finding_add(j->found, FINDING_CREDENTIALS_REFUSED);
	else if (!is_full && !str_eq(rule->provisional, S("full")))
		finding_add(j->found, FINDING_CREDENTIALS_MISSING);
}

struct conduct *conduct_touch(struct forum *f, struct str meeting)
{
	f->versions[NOUN_CONDUCT]++;
	return table_touch(&f->conducts, map_get(&f->conduct_by_meeting, meeting));
}

void conduct_step_add(struct forum *f, struct conduct *c, const struct judged *act,
    enum conduct_state to)
{
	*ROWS_ADD(f, c, steps) = (struct conduct_step){ to, act->index, act->received };
	c->state = to;
}

void conduct_mark_add(struct forum *f, struct conduct *c, const struct judged *act,
    enum conduct_mark_of of)
{
	*ROWS_ADD(f, c, marks) = (struct conduct_mark){ of, act->index, act->received };
}

bool conduct_item_in_use(const struct forum *f, const struct conduct *c, struct str id)
{
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		if (str_eq(c->speakers[i].item, id))
			return true;
	}
	for (uint32_t i = 0; i < c->statements_count; i++) {
		if (str_eq(c->statements[i].item, id))
			return true;
	}
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		if (str_eq(d->meeting, c->meeting) && str_eq(d->item, id))
			return true;
	}
	return false;
}
