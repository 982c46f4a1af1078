/* Offices as they are assumed, handed over and contested; who acts for a chair (docs/rules.md section 13). */
#include "rules/judge.h"

static const struct charter_office *guard_office(struct judge *j, struct str id)
{
	const struct charter *c = &j->f->charter;
	for (uint32_t i = 0; i < c->offices_count; i++) {
		if (str_eq(c->offices[i].id, id))
			return &c->offices[i];
	}
	finding_add_at(j->found, FINDING_OFFICE_UNKNOWN, S("office"));
	return NULL;
}

static struct matter matter_of(const struct charter_office *office, moment now)
{
	return (struct matter){ office->body, STR_NONE, S("office"), now };
}

void office_assume_check(struct judge *j, const struct office_assume *c)
{
	const struct charter_office *office = guard_office(j, c->office);
	if (office == NULL)
		return;
	const struct matter m = matter_of(office, j->now);
	const struct term *term =
	    term_on(j->f, c->office, date_first_day(moment_parts(j->now).date));
	const struct paper none = { .is_present = false };
	struct voice v = voice_of(j, &none, S("chair"), &m);
	guard_may(j, v.party, RIGHT_ATTEND, FINDING_PARTY_SUSPENDED);
	if (term == NULL || !str_eq(term->party, v.party))
		finding_add_at(j->found, FINDING_OFFICE_NOT_DUE, S("office"));
	for (uint32_t i = 0; term != NULL && i < j->f->tenures.count; i++) {
		const struct tenure *t = table_at(&j->f->tenures, i);
		bool is_same = t->how == TENURE_ASSUMED && str_eq(t->office, c->office) &&
		    str_eq(t->party, v.party) &&
		    date_first_day(moment_parts(t->at).date) >= date_last_day(term->from);
		if (is_same) {
			finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("office"));
			return;
		}
	}
}

static void tenure_add(struct forum *f, const struct judged *act, const struct tenure *from)
{
	struct tenure *t = table_add(&f->tenures);
	*t = (struct tenure){ .office = keep_str(f, from->office),
		.party = keep_str(f, from->party),
		.meeting = keep_str(f, from->meeting),
		.how = from->how,
		.entry = act->index,
		.at = act->received };
	f->versions[NOUN_TERM]++;
}

void office_assume_apply(struct forum *f, const struct judged *act, const struct office_assume *c)
{
	tenure_add(f, act, &(struct tenure){ .office = c->office, .how = TENURE_ASSUMED,
	    .party = act_author(f, act)->party });
}

/* Does the record give the party this office, now or later? */
static bool has_term_ahead(const struct forum *f, struct str office, struct str party, moment now)
{
	int32_t today = date_first_day(moment_parts(now).date);
	for (uint32_t i = 0; i < f->terms.count; i++) {
		const struct term *t = table_at(&f->terms, i);
		if (str_eq(t->office, office) && str_eq(t->party, party) &&
		    date_last_day(t->from) >= today)
			return true;
	}
	return false;
}

void office_hand_check(struct judge *j, const struct office_hand *c)
{
	const struct charter_office *office = guard_office(j, c->office);
	(void)guard_party(j, c->party);
	if (office == NULL)
		return;
	const struct matter m = matter_of(office, j->now);
	if (!delegate_signed(j, office_holder_at(j->f, c->office, j->now), S("chair"), &m))
		finding_add_at(j->found, FINDING_OFFICE_NOT_YOURS, S("office"));
	if (!has_term_ahead(j->f, c->office, c->party, j->now))
		finding_add_at(j->found, FINDING_OFFICE_NOT_DUE, S("party"));
}

void office_hand_apply(struct forum *f, const struct judged *act, const struct office_hand *c)
{
	tenure_add(f, act, &(struct tenure){ .office = c->office, .how = TENURE_HANDED,
	    .party = c->party });
}

void office_contest_check(struct judge *j, const struct office_contest *c)
{
	const struct charter_office *office = guard_office(j, c->office);
	if (office == NULL)
		return;
	const struct matter m = matter_of(office, j->now);
	const struct paper none = { .is_present = false };
	struct voice v = voice_of(j, &none, S("object"), &m);
	guard_may(j, v.party, RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
}

void office_contest_apply(struct forum *f, const struct judged *act, const struct office_contest *c)
{
	tenure_add(f, act, &(struct tenure){ .office = c->office, .how = TENURE_CONTESTED,
	    .party = act_author(f, act)->party });
}

/* The office whose holder presides over a body: as chair_party finds it. */
static bool may_act_for(const struct forum *f, const struct conduct *c, struct str party, moment now)
{
	const struct meeting *meeting = meeting_find(f, c->meeting);
	const struct charter_office *office = chair_office(&f->charter, c->body);
	if (meeting != NULL && meeting->chair.n > 0 && str_eq(meeting->chair, party))
		return true; /* its host */
	for (uint32_t i = 0; office != NULL && i < office->acting.count; i++) {
		if (str_eq(office_holder_at(f, office->acting.at[i], now), party))
			return true;
	}
	return false;
}

/* Another presides: not by its own word alone. */
void office_act_check(struct judge *j, const struct office_act *c)
{
	const struct conduct *of = conduct_find(j->f, c->meeting);
	if (of == NULL) {
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
		return;
	}
	if (of->state == CONDUCT_CLOSED || of->state == CONDUCT_CANCELLED)
		finding_add_at(j->found, FINDING_MEETING_CLOSED, S("meeting"));
	const struct matter m = conduct_matter(of, S("meeting"));
	const struct paper none = { .is_present = false };
	struct voice v = voice_of(j, &none, S("chair"), &m);
	const struct party *party = party_find(j->f, v.party);
	if (party != NULL && party->is_contested)
		finding_add(j->found, FINDING_PARTY_CONTESTED);
	guard_may(j, v.party, RIGHT_ATTEND, FINDING_PARTY_SUSPENDED);
	if (v.party.n > 0 && !may_act_for(j->f, of, v.party, j->now))
		finding_add_at(j->found, FINDING_ACTING_NOT_PROVIDED, S("meeting"));
	bool is_agreed = cast_officer(j);
	is_agreed =
	    delegate_signed(j, chair_party(j->f, of->body, j->now), S("chair"), &m) || is_agreed;
	if (!is_agreed)
		finding_add(j->found, FINDING_OFFICER_ONLY);
}

void office_act_apply(struct forum *f, const struct judged *act, const struct office_act *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	of->acting = act_author(f, act)->party;
	tenure_add(f, act,
	    &(struct tenure){ .party = of->acting, .meeting = of->meeting, .how = TENURE_ACTING });
}
