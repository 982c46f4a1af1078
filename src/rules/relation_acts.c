/* Who observes whom, and other relations with organisations (docs/rules.md section 17). */
#include "rules/measure_step.h"

static const struct str DIRECTIONS[] = { S("in"), S("out"), S("both") };

void relation_record_check(struct judge *j, const struct relation_record *c)
{
	guard_recorder(j, (struct measure_ground){ c->decision, STR_NONE, &c->sources });
	if (relation_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (c->party.n > 0)
		(void)guard_party(j, c->party);
	else if (c->counterpart.count == 0)
		finding_add_at(j->found, FINDING_COUNTERPART_MISSING, S("counterpart"));
	guard_word(j, WORDS_OF_ARRAY(DIRECTIONS), c->direction, S("direction"));
	if (c->agreement.n > 0 && agreement_find(j->f, c->agreement) == NULL)
		finding_add_at(j->found, FINDING_AGREEMENT_UNKNOWN, S("agreement"));
	guard_span(j, (struct span){ c->from, c->seen_by, c->until, c->gone_by });
}

void relation_record_apply(struct forum *f, const struct judged *act,
    const struct relation_record *c)
{
	struct relation *row = table_add(&f->relations);
	*row = (struct relation){ .code = keep_str(f, c->code),
		.kind = keep_str(f, c->kind),
		.direction = keep_str(f, c->direction),
		.party = keep_str(f, c->party),
		.agreement = keep_str(f, c->agreement),
		.decision = keep_str(f, c->decision),
		.counterpart = keep_names(f, &c->counterpart),
		.title = keep_names(f, &c->title),
		.span = { c->from, c->seen_by, c->until, c->gone_by },
		.ended = UINT64_MAX,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources }),
		.ending = { .entry = UINT64_MAX } };
	derive_relation(f, f->relations.count - 1);
	f->versions[NOUN_AGREEMENT]++;
}

void relation_end_check(struct judge *j, const struct relation_end *c)
{
	const struct relation *of = relation_find(j->f, c->relation);
	guard_recorder(j, (struct measure_ground){ c->decision, STR_NONE, &c->sources });
	if (of == NULL) {
		finding_add_at(j->found, FINDING_RELATION_UNKNOWN, S("relation"));
		return;
	}
	bool is_ended = date_known(of->span.until) || date_known(of->span.gone_by);
	if (is_ended || (!date_known(c->until) && !date_known(c->gone_by)))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("relation"));
	guard_span(j, (struct span){ of->span.from, of->span.seen_by, c->until, c->gone_by });
}

void relation_end_apply(struct forum *f, const struct judged *act, const struct relation_end *c)
{
	struct relation *row = table_touch(&f->relations, map_get(&f->relation_by_code, c->relation));
	row->span.until = c->until;
	row->span.gone_by = c->gone_by;
	row->ended = act->index;
	row->ending = measure_evidence(f, act,
	    (struct measure_said){ c->basis, STR_NONE, STR_NONE, &c->sources });
	f->versions[NOUN_AGREEMENT]++;
}
