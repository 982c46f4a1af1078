/* Acts that give the findings of agreements, relations and institutions. */
#include "unit/rules/finding_cases.h"

static struct sim_act agreement_unknown(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_STEP);
	a.content.agreement_step.agreement = S("none");
	return a;
}

static struct sim_act superseded_by_itself(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_STEP);
	a.content.agreement_step.by_agreement = a.content.agreement_step.agreement;
	return a;
}

static struct sim_act step(struct sim *s, struct str to)
{
	struct sim_act a = sim_agreement_act(s, KIND_AGREEMENT_STEP);
	a.content.agreement_step.to = to;
	return a;
}

/* What is signed is not studied any more. */
static struct sim_act step_back(struct sim *s)
{
	sim_agreement_signed(s);
	return step(s, S("studied"));
}

static struct sim_act amended_before_signature(struct sim *s)
{
	(void)sim_agreement_due(s, KIND_AGREEMENT_STEP);
	return step(s, S("amended"));
}

static struct sim_act step_after_the_end(struct sim *s)
{
	sim_agreement_signed(s);
	sim_do(s, step(s, S("ended")));
	return step(s, S("ended"));
}

static struct sim_act step_of_no_name(struct sim *s)
{
	(void)sim_agreement_due(s, KIND_AGREEMENT_STEP);
	return step(s, S("sealed"));
}

static struct sim_act step_before_the_last(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_STEP);
	a.content.agreement_step.on = (struct date){ 2016, 4, 0, -1 };
	sim_do(s, a);
	a = step(s, S("signed"));
	a.content.agreement_step.on = (struct date){ 2016, 3, 31, -1 };
	a.content.agreement_step.seen_by = DATE_NONE;
	return a;
}

static struct sim_act seen_before_it_was(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_STEP);
	a.content.agreement_step.on = (struct date){ 2016, 4, 28, -1 };
	return a;
}

static struct sim_act revision_that_is_none(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_STEP);
	a.content.agreement_step.revision = 1;
	return a;
}

/* Two must deposit; nobody has. */
static struct sim_act deposits_missing(struct sim *s)
{
	sim_agreement_signed(s);
	return step(s, S("in-force"));
}

static struct sim_act deposits_of_none(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_RECORD);
	a.content.agreement_record.needs = 0;
	return a;
}

static struct sim_act deposit_before_signature(struct sim *s)
{
	(void)sim_agreement_due(s, KIND_AGREEMENT_STEP);
	return sim_agreement_act(s, KIND_AGREEMENT_DEPOSIT);
}

static struct sim_act deposit_twice(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_DEPOSIT);
	sim_do(s, a);
	return sim_agreement_act(s, KIND_AGREEMENT_DEPOSIT);
}

static struct sim_act deposit_for_another(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_DEPOSIT);
	a.content.agreement_deposit.party = S("cc");
	return a;
}

static struct sim_act deposit_without_source(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_AGREEMENT_DEPOSIT);
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	return a;
}

static struct sim_act counterpart_missing(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_RELATION_RECORD);
	a.content.relation_record.counterpart = (struct names){ 0, NULL };
	return a;
}

static struct sim_act direction_of_no_name(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_RELATION_RECORD);
	a.content.relation_record.direction = S("up");
	return a;
}

static struct sim_act relation_unknown(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_RELATION_END);
	a.content.relation_end.relation = S("none");
	return a;
}

static struct sim_act relation_ended_twice(struct sim *s)
{
	sim_do(s, sim_agreement_due(s, KIND_RELATION_END));
	return sim_agreement_act(s, KIND_RELATION_END);
}

static struct sim_act institution_unknown(struct sim *s)
{
	struct sim_act a = sim_agreement_due(s, KIND_INSTITUTION_TEXT);
	a.content.institution_text.institution = S("none");
	return a;
}

static struct sim_act seat_taken(struct sim *s)
{
	sim_do(s, sim_agreement_due(s, KIND_INSTITUTION_SEAT));
	return sim_agreement_act(s, KIND_INSTITUTION_SEAT);
}

static struct sim_act seat_of_nobody(struct sim *s)
{
	sim_do(s, sim_agreement_due(s, KIND_INSTITUTION_VACATE));
	return sim_agreement_act(s, KIND_INSTITUTION_VACATE);
}

const struct finding_case AGREEMENT_CASES[] = {
	{ FINDING_AGREEMENT_UNKNOWN, agreement_unknown, "agreement" },
	{ FINDING_AGREEMENT_UNKNOWN, superseded_by_itself, "by_agreement" },
	{ FINDING_AGREEMENT_STEP_ORDER, step_back, "to" },
	{ FINDING_AGREEMENT_STEP_ORDER, amended_before_signature, "to" },
	{ FINDING_AGREEMENT_STEP_ORDER, step_after_the_end, "to" },
	{ FINDING_AGREEMENT_STEP_ORDER, deposit_before_signature, "agreement" },
	{ FINDING_WORD_UNKNOWN, step_of_no_name, "to" },
	{ FINDING_DATE_ORDER, step_before_the_last, "on" },
	{ FINDING_DATE_ORDER, seen_before_it_was, "seen_by" },
	{ FINDING_TEXT_UNKNOWN, revision_that_is_none, "revision" },
	{ FINDING_DEPOSITS_MISSING, deposits_missing, "agreement" },
	{ FINDING_DEPOSITS_MISSING, deposits_of_none, "needs" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, deposit_twice, "party" },
	{ FINDING_COORDINATOR_ONLY, deposit_for_another, "party" },
	{ FINDING_SOURCE_MISSING, deposit_without_source, "sources" },
	{ FINDING_COUNTERPART_MISSING, counterpart_missing, "counterpart" },
	{ FINDING_WORD_UNKNOWN, direction_of_no_name, "direction" },
	{ FINDING_RELATION_UNKNOWN, relation_unknown, "relation" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, relation_ended_twice, "relation" },
	{ FINDING_INSTITUTION_UNKNOWN, institution_unknown, "institution" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, seat_taken, "party" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, seat_of_nobody, "party" },
};
const size_t AGREEMENT_CASES_COUNT = CM_COUNT(AGREEMENT_CASES);
