/* Statutes, reports and boards of institutions (docs/rules.md section 17). Their sessions are meetings. */
#include "rules/measure_step.h"

static void guard_institution(struct judge *j, struct str code)
{
	if (institution_find(j->f, code) == NULL)
		finding_add_at(j->found, FINDING_INSTITUTION_UNKNOWN, S("institution"));
}

void institution_text_check(struct judge *j, const struct institution_text *c)
{
	guard_recorder(j, (struct measure_ground){ c->decision, STR_NONE, &c->sources });
	guard_institution(j, c->institution);
	guard_body_known(j, c->body);
	guard_meeting_known(j, c->meeting);
}

void institution_text_apply(struct forum *f, const struct judged *act,
    const struct institution_text *c)
{
	struct institution_text_row *row = table_add(&f->institution_texts);
	*row = (struct institution_text_row){ .institution = keep_str(f, c->institution),
		.kind = keep_str(f, c->kind),
		.body = body_keep(f, c->body, c->decision),
		.decision = keep_str(f, c->decision),
		.title = keep_names(f, &c->title),
		.on = c->on,
		.documents = c->documents.count,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	f->versions[NOUN_INSTITUTION]++;
}

/* The seat that the party has now in this role, or MAP_NONE. */
static uint32_t board_seat_open(const struct forum *f, struct str institution, struct str party,
    struct str role)
{
	for (uint32_t i = f->institution_seats.count; i-- > 0;) {
		const struct board_seat *s = board_seat_at(f, i);
		bool is_open = !date_known(s->span.until) && !date_known(s->span.gone_by);
		if (is_open && str_eq(s->institution, institution) && str_eq(s->party, party) &&
		    str_eq(s->role, role))
			return i;
	}
	return MAP_NONE;
}

void institution_seat_check(struct judge *j, const struct institution_seat *c)
{
	guard_recorder(j, (struct measure_ground){ c->decision, STR_NONE, &c->sources });
	guard_institution(j, c->institution);
	(void)guard_party(j, c->party);
	guard_span(j, (struct span){ c->from, c->seen_by, c->until, c->gone_by });
	if (board_seat_open(j->f, c->institution, c->party, c->role) != MAP_NONE)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("party"));
}

void institution_seat_apply(struct forum *f, const struct judged *act,
    const struct institution_seat *c)
{
	struct board_seat *row = table_add(&f->institution_seats);
	*row = (struct board_seat){ .institution = keep_str(f, c->institution),
		.party = keep_str(f, c->party),
		.role = keep_str(f, c->role),
		.decision = keep_str(f, c->decision),
		.span = { c->from, c->seen_by, c->until, c->gone_by },
		.vacated = UINT64_MAX,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, STR_NONE, STR_NONE, &c->sources }),
		.ending = { .entry = UINT64_MAX } };
	f->versions[NOUN_INSTITUTION]++;
}

void institution_vacate_check(struct judge *j, const struct institution_vacate *c)
{
	guard_recorder(j, (struct measure_ground){ c->decision, STR_NONE, &c->sources });
	guard_institution(j, c->institution);
	uint32_t at = board_seat_open(j->f, c->institution, c->party, c->role);
	if (at == MAP_NONE || (!date_known(c->until) && !date_known(c->gone_by))) {
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("party"));
		return;
	}
	const struct span *has = &board_seat_at(j->f, at)->span;
	guard_span(j, (struct span){ has->from, has->seen_by, c->until, c->gone_by });
}

void institution_vacate_apply(struct forum *f, const struct judged *act,
    const struct institution_vacate *c)
{
	struct board_seat *row = table_touch(&f->institution_seats,
	    board_seat_open(f, c->institution, c->party, c->role));
	row->span.until = c->until;
	row->span.gone_by = c->gone_by;
	row->vacated = act->index;
	row->ending = measure_evidence(f, act,
	    (struct measure_said){ c->basis, STR_NONE, STR_NONE, &c->sources });
	f->versions[NOUN_INSTITUTION]++;
}
