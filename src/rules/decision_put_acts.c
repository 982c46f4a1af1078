/* A text is considered, put, and adopted by the chair alone (docs/rules.md section 6, C4 to C11). */
#include "rules/decision_step.h"

#define CALL_WINDOW_S_LEAST INT64_C(30)

static void guard_hash(struct judge *j, const struct decision *d, const struct hash *hash)
{
	if (!hash_eq(hash, &d->hash))
		finding_add_at(j->found, FINDING_TEXT_NOT_FROZEN, S("hash"));
}

/* The quorum to decide, in the meeting that is open; a count that was asked for must be there. */
static void guard_decides(struct judge *j, const struct decision *d)
{
	const struct conduct *meeting = guard_meeting(j, d->meeting, S("decision"));
	if (meeting == NULL)
		return;
	if (meeting->is_quorum_asked ||
	    !conduct_has_quorum(j->f, meeting, j->f->charter.conduct.quorum_decide))
		finding_add_at(j->found, FINDING_QUORUM_DECIDE, S("decision"));
}

/* C4, C20 */
void decision_consider_check(struct judge *j, const struct decision_consider *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = { d->body, c->meeting, S("decision"), d->steps[0].at };
	guard_chair(j, &m);
	if (!decision_is_lapsed(j->f, d))
		guard_state(j, d, BIT(DECISION_CIRCULATED) | BIT(DECISION_ELIGIBLE));
	if (d->state == DECISION_CIRCULATED && !decision_is_eligible(j->f, d, j->now))
		finding_add_at(j->found, FINDING_NOTICE_RUNNING, S("decision"));
	const struct conduct *meeting = guard_meeting(j, c->meeting, S("meeting"));
	if (meeting == NULL)
		return;
	if (!str_eq(meeting->body, d->body))
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("meeting"));
	const struct conduct_item *item = conduct_item(meeting, c->item);
	if (item == NULL || !item->is_adopted)
		finding_add_at(j->found, FINDING_ITEM_NOT_ON_AGENDA, S("item"));
	if (!conduct_has_quorum(j->f, meeting, j->f->charter.conduct.quorum_open))
		finding_add_at(j->found, FINDING_QUORUM_OPEN, S("meeting"));
}

void decision_consider_apply(struct forum *f, const struct judged *act,
    const struct decision_consider *c)
{
	struct decision *d = decision_touch(f, c->decision);
	/* A vote that its meeting did not come to goes on as one. */
	enum decision_state was = d->state == DECISION_LAPSED ? d->held_from : d->state;
	enum decision_state to = was == DECISION_VOTE ? DECISION_VOTE : DECISION_CONSIDERED;
	d->meeting = keep_str(f, c->meeting);
	d->item = keep_str(f, c->item);
	decision_step_add(f, d, act, to);
}

static bool sponsor_signed(struct judge *j, const struct decision *d)
{
	const struct matter m = decision_matter(d);
	bool is_signed = false;
	for (uint32_t i = 0; i < d->sponsors.count; i++)
		is_signed = delegate_signed(j, d->sponsors.at[i], S("propose"), &m) || is_signed;
	return is_signed;
}

/* What is put goes on as what it is: words, or later revisions of the same text. */
static void guard_goes_on(struct judge *j, const struct decision *d, const struct named_revision *named)
{
	bool is_same = str_eq(d->text, named->text);
	bool is_later = !named->is_present || (uint64_t)named->revision > d->revision;
	if (!is_same || !is_later)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("negotiated"));
}

void decision_revise_check(struct judge *j, const struct decision_revise *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	if (!sponsor_signed(j, d) && !chair_signed(j, &m))
		finding_add(j->found, FINDING_SPONSOR_MISSING);
	bool is_between = d->text.n > 0 && ballot_open(j->f, d->code) == NULL;
	guard_state(j, d, BIT(DECISION_CONSIDERED) | (is_between ? BIT(DECISION_VOTE) : 0));
	guard_put(j, &c->texts, &c->negotiated, d->body);
	guard_hash(j, d, &c->hash);
	guard_goes_on(j, d, &c->negotiated);
	struct hash hash;
	put_hash(&hash, &c->texts, &c->negotiated);
	if (hash_eq(&hash, &d->hash))
		finding_add_at(j->found, FINDING_TEXT_UNCHANGED, S("texts"));
}

void decision_revise_apply(struct forum *f, const struct judged *act, const struct decision_revise *c)
{
	const struct put put = put_keep(f, &c->texts, &c->negotiated);
	struct decision *d = decision_touch(f, c->decision);
	d->hash = put.hash;
	d->text_entry = act->index;
	d->languages = put.languages;
	d->revision = put.revision;
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		if (hash_eq(&d->amendments[i].hash, &d->hash))
			d->amendments[i].is_taken = true;
	}
	for (uint32_t i = 0; i < d->adrefs_count; i++) { /* what was agreed was another text */
		if (d->adrefs[i].ended == UINT64_MAX)
			d->adrefs[i].ended = act->index;
	}
}

static struct adref *adref_open(const struct decision *d, struct str party)
{
	for (uint32_t i = 0; i < d->adrefs_count; i++) {
		if (d->adrefs[i].ended == UINT64_MAX && str_eq(d->adrefs[i].party, party))
			return &d->adrefs[i];
	}
	return NULL;
}

/* C6, C7 */
void decision_adref_check(struct judge *j, const struct decision_adref *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	struct voice v = voice_of(j, &c->paper, S("object"), &m);
	guard_may(j, v.party, RIGHT_OBJECT, FINDING_OBJECTION_NO_RIGHT);
	guard_hash(j, d, &c->hash);
	unsigned put = BIT(DECISION_CALLED) | BIT(DECISION_OBJECTED);
	guard_state(j, d, BIT(DECISION_CONSIDERED) | (c->ends ? put : 0));
	if (v.party.n > 0 && (adref_open(d, v.party) != NULL) != c->ends)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("ends"));
}

void decision_adref_apply(struct forum *f, const struct judged *act, const struct decision_adref *c)
{
	const struct str party = voice_party(f, act, &c->paper);
	struct decision *d = decision_touch(f, c->decision);
	if (c->ends)
		adref_open(d, party)->ended = act->index;
	else
		*ROWS_ADD(f, d, adrefs) =
		    (struct adref){ party, act->index, UINT64_MAX };
}

static bool is_put_by(const struct charter_step *step)
{
	return step != NULL &&
	    (step->method == METHOD_NO_OBJECTION || step->method == METHOD_CHAIR_SENSE ||
		step->method == METHOD_EVERY_EFFORT || step->method == METHOD_MINUS_N ||
		step->method == METHOD_UNANIMITY);
}

/* C8 */
void decision_call_check(struct judge *j, const struct decision_call *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	guard_state(j, d, BIT(DECISION_CONSIDERED));
	if (!is_put_by(decision_ladder_step(j->f, d)))
		finding_add_at(j->found, FINDING_LADDER_HAS_NO_SUCH_STEP, S("decision"));
	guard_decides(j, d);
	guard_hash(j, d, &c->hash);
	const struct strs *all = &j->f->charter.languages;
	bool is_bound = j->f->charter.languages_before_action && c->languages_waiver.n == 0;
	if (c->languages_waiver.n > 0 && str_eq(j->f->charter.languages_waiver, S("none")))
		finding_add_at(j->found, FINDING_WAIVER_NOT_ALLOWED, S("languages_waiver"));
	for (uint32_t i = 0; i < all->count && is_bound; i++) {
		if (!decision_is_in(j->f, d, all->at[i]))
			finding_add_at(j->found, FINDING_LANGUAGES_MISSING, all->at[i]);
	}
	guard_decision_adoptable(j, d);
	if (decision_text(j->f, d) != NULL) /* nothing else puts it now */
		guard_free(j, decision_text(j->f, d));
}

void decision_call_apply(struct forum *f, const struct judged *act, const struct decision_call *c)
{
	struct decision *d = decision_touch(f, c->decision);
	const struct charter_step *step = decision_ladder_step(f, d);
	d->window_s = CALL_WINDOW_S_LEAST; /* what is absent is less than anything */
	if (c->window_s > d->window_s)
		d->window_s = c->window_s;
	if (step != NULL && step->call_min_s > d->window_s)
		d->window_s = step->call_min_s;
	d->called = act->received;
	decision_step_add(f, d, act, DECISION_CALLED);
}

/* C11: nobody adopts with the chair. */
static void guard_chair_alone(struct judge *j)
{
	if (j->cast.count != 1)
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
}

void decision_gavel_check(struct judge *j, const struct decision_gavel *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	guard_chair_alone(j);
	guard_state(j, d, BIT(DECISION_CALLED) | BIT(DECISION_OBJECTED));
	guard_hash(j, d, &c->hash);
	moment over = decision_window_over(d);
	if (over.ms != MOMENT_ABSENT.ms && j->now.ms < over.ms)
		finding_add_at(j->found, FINDING_WINDOW_RUNNING, S("decision"));
	const struct charter_step *step = decision_ladder_step(j->f, d);
	bool is_sense = step != NULL && step->method == METHOD_CHAIR_SENSE;
	if (decision_objections_standing(d) > 0 && !is_sense)
		finding_add_at(j->found, FINDING_OBJECTION_STANDS, S("decision"));
	else if (decision_objections_standing(d) > 0 && c->ground.n == 0)
		finding_add_at(j->found, FINDING_GROUND_MISSING, S("ground"));
	guard_decides(j, d);
	const struct conduct *meeting = conduct_find(j->f, d->meeting);
	if (meeting != NULL && c->ground.n == 0 && conduct_points_open(meeting, STR_NONE) > 0)
		finding_add_at(j->found, FINDING_POINT_OF_ORDER_OPEN, S("decision"));
}

void decision_gavel_apply(struct forum *f, const struct judged *act, const struct decision_gavel *c)
{
	decision_adopt(f, decision_touch(f, c->decision), act);
}
