/* Acts of agreements, relations and institutions in plain words. */
#include "rules/agreement.h"
#include "view/model/activities.h"
#include "view/page.h"
#include "view/sentence_priv.h"

static struct part link_agreement(const struct site *s, struct str code)
{
	const struct agreement *a = agreement_find(s->forum, code);
	return link_to(s, S("agreements"), code, a != NULL ? &a->title : NULL);
}

static struct part link_institution(const struct site *s, struct str code)
{
	const struct institution *i = institution_find(s->forum, code);
	return link_to(s, S("institutions"), code, i != NULL ? &i->names : NULL);
}

/* A party by its name, or the other by the name that the act gives. */
static struct part link_other(const struct site *s, struct str party, const struct names *counterpart)
{
	if (party.n > 0)
		return link_party(s, party);
	return counterpart->count > 0 ? part_words(words_of(s, counterpart)) : part_code(S("?"));
}

static void say_seat(struct sentence *out, const struct site *s, enum message id,
    const struct institution_seat *c)
{
	say(out, id, link_party(s, c->party), link_institution(s, c->institution));
	out->parts[3] = part_words(words_of_code(s, c->role));
}

static bool say_relation(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	const struct relation *r;
	switch ((unsigned)kind) {
	case KIND_RELATION_RECORD:
		say(out, MESSAGE_ACT_RELATION_RECORD,
		    link_other(s, c->relation_record.party, &c->relation_record.counterpart),
		    part_words(words_of_code(s, c->relation_record.kind)));
		return true;
	case KIND_RELATION_END:
		r = relation_find(s->forum, c->relation_end.relation);
		say(out, MESSAGE_ACT_RELATION_END, r != NULL ? link_other(s, r->party, &r->counterpart)
							     : part_code(c->relation_end.relation),
		    NOTHING);
		return true;
	default: return false;
	}
}

bool say_agreement(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_AGREEMENT_RECORD:
		say(out, MESSAGE_ACT_AGREEMENT_RECORD, link_to(s, S("agreements"),
		    c->agreement_record.code, &c->agreement_record.title), NOTHING);
		return true;
	case KIND_AGREEMENT_STEP:
		say(out, MESSAGE_ACT_AGREEMENT_STEP, link_agreement(s, c->agreement_step.agreement),
		    part_words(words_under(s, S("agreement-state."), c->agreement_step.to)));
		return true;
	case KIND_AGREEMENT_DEPOSIT:
		say(out, MESSAGE_ACT_AGREEMENT_DEPOSIT, link_party(s, c->agreement_deposit.party),
		    link_agreement(s, c->agreement_deposit.agreement));
		out->parts[3] = part_words(words_of_code(s, c->agreement_deposit.kind));
		return true;
	case KIND_INSTITUTION_TEXT:
		say(out, MESSAGE_ACT_INSTITUTION_TEXT,
		    link_institution(s, c->institution_text.institution),
		    part_words(words_of(s, &c->institution_text.title)));
		return true;
	case KIND_INSTITUTION_SEAT:
		say_seat(out, s, MESSAGE_ACT_INSTITUTION_SEAT, &c->institution_seat);
		return true;
	case KIND_INSTITUTION_VACATE:
		say_seat(out, s, MESSAGE_ACT_INSTITUTION_VACATE, &(struct institution_seat){
		    .institution = c->institution_vacate.institution,
		    .party = c->institution_vacate.party, .role = c->institution_vacate.role });
		return true;
	default: return say_relation(out, s, kind, c);
	}
}
