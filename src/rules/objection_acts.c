/* Objections to a text that is put (docs/rules.md section 6, C9 and C9d). */
#include "rules/decision_step.h"

/* What arrived on paper before the text was put speaks of another putting. */
static struct voice objector_of(struct judge *j, const struct paper *paper,
    const struct decision *d)
{
	const struct matter m = { d->body, d->meeting, S("decision"),
		d->called.ms == MOMENT_ABSENT.ms ? d->steps[0].at : d->called };
	return voice_of(j, paper, S("object"), &m);
}

/*
 * Under minus-n a party may be left out: the one that the charter names, or "party-concerned": the
 * party whose code is the decision's code up to its first point.
 */
static bool is_left_out(const struct forum *f, const struct decision *d, struct str party)
{
	const struct charter_step *step = decision_ladder_step(f, d);
	if (step == NULL || step->method != METHOD_MINUS_N || party.n == 0)
		return false;
	if (!str_eq(step->excluded, S("party-concerned")))
		return str_eq(step->excluded, party);
	struct str concerned = { d->code.p, 0 };
	while (concerned.n < d->code.n && d->code.p[concerned.n] != '.')
		concerned.n++;
	return str_eq(concerned, party);
}

static bool has_standing(const struct decision *d, struct str party)
{
	const struct objection *o = decision_objection_of(d, party);
	return o != NULL && o->withdrawn == UINT64_MAX;
}

static void guard_objector(struct judge *j, const struct decision *d, struct str party)
{
	guard_may(j, party, RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
	if (has_standing(d, party))
		finding_add_at(j->found, FINDING_OBJECTION_DUPLICATE, S("decision"));
	if (is_left_out(j->f, d, party))
		finding_add_at(j->found, FINDING_OBJECTION_WITHOUT_EFFECT, S("decision"));
}

void objection_file_check(struct judge *j, const struct objection_file *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	struct voice v = objector_of(j, &c->paper, d);
	const struct conduct *meeting = conduct_find(j->f, d->meeting);
	if (meeting != NULL)
		guard_credentials(j, meeting, v.party);
	guard_objector(j, d, v.party);
	for (uint32_t i = 0; i < c->on_behalf.count; i++) {
		if (guard_party(j, c->on_behalf.at[i]) != NULL)
			guard_objector(j, d, c->on_behalf.at[i]);
	}
	if (!decision_is_put(d))
		finding_add_at(j->found, FINDING_CALLED_NOT_OPEN, S("decision"));
	if (!hash_eq(&c->hash, &d->hash))
		finding_add_at(j->found, FINDING_OBJECTION_OTHER_TEXT, S("hash"));
}

static void objection_add(struct forum *f, struct decision *d, const struct objection *row)
{
	if (!has_standing(d, row->party))
		*ROWS_ADD(f, d, objections) = *row;
}

void objection_file_apply(struct forum *f, const struct judged *act, const struct objection_file *c)
{
	struct decision *d = decision_touch(f, c->decision);
	struct objection row = { .by = act_author(f, act)->handle,
		.party = voice_party(f, act, &c->paper),
		.at = voice_at(act, &c->paper),
		.entry = act->index,
		.withdrawn = UINT64_MAX,
		.hash = d->hash,
		.is_paper = c->paper.is_present };
	struct str via = row.party;
	row.has_effect = !is_left_out(f, d, row.party);
	objection_add(f, d, &row);
	row.via = via;
	for (uint32_t i = 0; i < c->on_behalf.count; i++) {
		row.party = keep_str(f, c->on_behalf.at[i]);
		row.has_effect = !is_left_out(f, d, row.party);
		objection_add(f, d, &row);
	}
	decision_state_follow(f, d, act);
}

void objection_withdraw_check(struct judge *j, const struct objection_withdraw *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	struct voice v = objector_of(j, &c->paper, d);
	guard_may(j, v.party, RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
	if (!decision_is_put(d))
		finding_add_at(j->found, FINDING_CALLED_NOT_OPEN, S("decision"));
	if (v.party.n > 0 && !has_standing(d, v.party))
		finding_add_at(j->found, FINDING_NOT_YOUR_OBJECTION, S("decision"));
}

void objection_withdraw_apply(struct forum *f, const struct judged *act,
    const struct objection_withdraw *c)
{
	struct decision *d = decision_touch(f, c->decision);
	const struct str party = voice_party(f, act, &c->paper);
	const struct objection *standing = decision_objection_of(d, party);
	cm_assert(standing != NULL);
	d->objections[standing - d->objections].withdrawn = act->index;
	decision_state_follow(f, d, act);
}
