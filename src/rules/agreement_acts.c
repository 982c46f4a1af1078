/* Agreements through their life (docs/rules.md section 17). */
#include "rules/measure_step.h"

/* What a step may be called: states, and what leaves the state. */
static const struct str AMENDED = S("amended");
static const struct str KINDS_OF_DEPOSIT[] = { S("ratification"), S("acceptance"), S("approval"),
	S("accession") };

static struct measure_ground ground_of(struct str decision, const struct strs *sources)
{
	return (struct measure_ground){ decision, STR_NONE, sources };
}

void agreement_record_check(struct judge *j, const struct agreement_record *c)
{
	guard_recorder(j, ground_of(c->decision, &c->sources));
	if (agreement_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (c->party.n > 0)
		(void)guard_party(j, c->party);
	if (c->delay_days != INTEGER_ABSENT && c->needs == INTEGER_ABSENT)
		finding_add_at(j->found, FINDING_DEPOSITS_MISSING, S("needs"));
	if (c->needs == 0)
		finding_add_at(j->found, FINDING_DEPOSITS_MISSING, S("needs"));
}

void agreement_record_apply(struct forum *f, const struct judged *act,
    const struct agreement_record *c)
{
	struct agreement *row = table_add(&f->agreements);
	*row = (struct agreement){ .code = keep_str(f, c->code),
		.kind = keep_str(f, c->kind),
		.party = keep_str(f, c->party),
		.decision = keep_str(f, c->decision),
		.counterpart = keep_names(f, &c->counterpart),
		.title = keep_names(f, &c->title),
		.needs = c->needs,
		.delay_days = c->delay_days,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources }) };
	derive_agreement(f, f->agreements.count - 1);
	f->versions[NOUN_AGREEMENT]++;
}

/* A step is not before the one before it, and was not seen before it, as far as days are known. */
static void guard_step_date(struct judge *j, const struct agreement *of,
    const struct agreement_step *c)
{
	for (uint32_t i = of->steps_count; i-- > 0;) {
		if (!date_known(of->steps[i].on))
			continue;
		guard_dates(j, of->steps[i].on, c->on, S("on"));
		guard_dates(j, of->steps[i].on, c->seen_by, S("seen_by"));
		return;
	}
}

static void guard_step_order(struct judge *j, const struct agreement *of, struct str to)
{
	enum agreement_state state = agreement_state_of(to);
	bool is_amendment = str_eq(to, AMENDED);
	if (state == AGREEMENT_NONE && !is_amendment)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("to"));
	else if (is_amendment ? !agreement_may_amend(of->state)
			      : !agreement_may_follow(of->state, state))
		finding_add_at(j->found, FINDING_AGREEMENT_STEP_ORDER, S("to"));
	else if (state == AGREEMENT_IN_FORCE && of->needs != INTEGER_ABSENT &&
	    of->deposits_count < of->needs)
		finding_add_at(j->found, FINDING_DEPOSITS_MISSING, S("agreement"));
}

static void guard_step_text(struct judge *j, const struct agreement_step *c)
{
	const struct instrument *text = c->text.n > 0 ? instrument_find(j->f, c->text) : NULL;
	if (c->text.n > 0 && text == NULL)
		finding_add_at(j->found, FINDING_TEXT_UNKNOWN, S("text"));
	if (c->revision == INTEGER_ABSENT)
		return;
	bool is_there = text != NULL && c->revision > 0 && c->revision <= text->revisions_count;
	if (!is_there)
		finding_add_at(j->found, FINDING_TEXT_UNKNOWN, S("revision"));
}

void agreement_step_check(struct judge *j, const struct agreement_step *c)
{
	const struct agreement *of = agreement_find(j->f, c->agreement);
	guard_recorder(j, ground_of(c->decision, &c->sources));
	if (of == NULL) {
		finding_add_at(j->found, FINDING_AGREEMENT_UNKNOWN, S("agreement"));
		return;
	}
	guard_step_order(j, of, c->to);
	guard_step_date(j, of, c);
	guard_dates(j, c->on, c->seen_by, S("seen_by"));
	bool is_other = c->by_agreement.n == 0 || (!str_eq(c->by_agreement, c->agreement) &&
	    agreement_find(j->f, c->by_agreement) != NULL);
	if (!is_other)
		finding_add_at(j->found, FINDING_AGREEMENT_UNKNOWN, S("by_agreement"));
	guard_body_known(j, c->body);
	guard_meeting_known(j, c->meeting);
	guard_step_text(j, c);
}

void agreement_step_apply(struct forum *f, const struct judged *act, const struct agreement_step *c)
{
	struct agreement *of = table_touch(&f->agreements, map_get(&f->agreement_by_code, c->agreement));
	bool is_amendment = str_eq(c->to, AMENDED);
	const struct agreement_step_row step = {
		.to = is_amendment ? of->state : agreement_state_of(c->to),
		.is_amendment = is_amendment,
		.on = c->on,
		.seen_by = c->seen_by,
		.body = body_keep(f, c->body, c->decision),
		.decision = keep_str(f, c->decision),
		.by = keep_str(f, c->by_agreement),
		.text = keep_str(f, c->text),
		.revision = c->revision,
		.place = keep_names(f, &c->place),
		.signatories = keep_names(f, &c->signatories),
		.documents = c->documents.count,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	*ROWS_ADD(f, of, steps) = step;
	of->state = step.to;
	f->versions[NOUN_AGREEMENT]++;
}

/* The member's own coordinator, or an officer from sources. */
static void guard_depositor(struct judge *j, const struct agreement_deposit *c)
{
	if (cast_officer(j)) {
		guard_recorder(j, ground_of(c->decision, &c->sources));
		return;
	}
	guard_ground(j, ground_of(c->decision, &c->sources));
	if (!cast_coordinator(j, c->party, 0))
		finding_add_at(j->found, FINDING_COORDINATOR_ONLY, S("party"));
}

static bool has_deposited(const struct agreement *of, struct str party)
{
	for (uint32_t i = 0; i < of->deposits_count; i++) {
		if (str_eq(of->deposits[i].party, party))
			return true;
	}
	return false;
}

/* The day of the signature, for an order of dates. */
static struct date signed_on(const struct agreement *of)
{
	for (uint32_t i = of->steps_count; i-- > 0;) {
		if (of->steps[i].to == AGREEMENT_SIGNED && !of->steps[i].is_amendment)
			return of->steps[i].on;
	}
	return DATE_NONE;
}

void agreement_deposit_check(struct judge *j, const struct agreement_deposit *c)
{
	const struct agreement *of = agreement_find(j->f, c->agreement);
	if (guard_party(j, c->party) == NULL)
		return;
	guard_depositor(j, c);
	guard_may(j, c->party, RIGHT_PROPOSE, FINDING_RIGHT_PROPOSE);
	if (of == NULL) {
		finding_add_at(j->found, FINDING_AGREEMENT_UNKNOWN, S("agreement"));
		return;
	}
	guard_word(j, WORDS_OF_ARRAY(KINDS_OF_DEPOSIT), c->kind, S("kind"));
	if (!agreement_stands(of->state))
		finding_add_at(j->found, FINDING_AGREEMENT_STEP_ORDER, S("agreement"));
	if (has_deposited(of, c->party))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("party"));
	guard_dates(j, signed_on(of), c->on, S("on"));
}

/* The day on which the last of the deposits that are needed is certain to have been made, and the delay
 * more. Unknown where one of them has no day. */
static struct date entry_into_force(const struct agreement *of)
{
	int32_t last = INT32_MIN;
	for (uint32_t i = 0; i < of->deposits_count; i++) {
		if (!date_known(of->deposits[i].on))
			return DATE_NONE;
		int32_t day = date_last_day(of->deposits[i].on);
		last = day > last ? day : last;
	}
	int64_t delay = of->delay_days == INTEGER_ABSENT ? 0 : of->delay_days;
	const int64_t last_of_all = date_last_day((struct date){ 9999, 12, 31, -1 });
	return last + delay > last_of_all ? DATE_NONE : date_of_days((int32_t)(last + delay));
}

void agreement_deposit_apply(struct forum *f, const struct judged *act,
    const struct agreement_deposit *c)
{
	struct agreement *of = table_touch(&f->agreements, map_get(&f->agreement_by_code, c->agreement));
	struct date on = c->on;
	if (!date_known(on) && c->sources.count == 0)
		on = date_of_days((int32_t)(act->received.ms / 86400000));
	const struct evidence evidence = measure_evidence(f, act,
	    (struct measure_said){ c->basis, STR_NONE, STR_NONE, &c->sources });
	const struct agreement_deposit_row deposit = { keep_str(f, c->party), keep_str(f, c->kind),
		keep_str(f, c->decision), on, c->documents.count, evidence };
	*ROWS_ADD(f, of, deposits) = deposit;
	if (of->deposits_count == of->needs && of->state == AGREEMENT_SIGNED) {
		const struct agreement_step_row step = { .to = AGREEMENT_IN_FORCE,
			.on = entry_into_force(of), .seen_by = DATE_NONE, .revision = INTEGER_ABSENT,
			.evidence = evidence };
		*ROWS_ADD(f, of, steps) = step;
		of->state = AGREEMENT_IN_FORCE;
	}
	f->versions[NOUN_AGREEMENT]++;
}
