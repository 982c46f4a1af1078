/* The rows of agreements, relations and institutions in the dump: as rows.c, for the tables from 30 on. */
#include "rules/state.h"

static enum agreement_state dump_state(struct dump *d, enum agreement_state s)
{
	return (enum agreement_state)dump_word(d, (uint32_t)s, AGREEMENT_STATE__COUNT);
}

static void dump_steps(struct dump *d, struct agreement *a)
{
	a->steps = dump_list(d, &a->steps_count, a->steps, sizeof *a->steps);
	for (uint32_t i = 0; i < a->steps_count; i++) {
		struct agreement_step_row *s = &a->steps[i];
		s->to = dump_state(d, s->to);
		dump_bool(d, &s->is_amendment);
		dump_date(d, &s->on);
		dump_date(d, &s->seen_by);
		dump_str(d, &s->body);
		dump_str(d, &s->decision);
		dump_str(d, &s->by);
		dump_str(d, &s->text);
		dump_i64(d, &s->revision);
		dump_names(d, &s->place);
		dump_names(d, &s->signatories);
		dump_u32(d, &s->documents);
		dump_evidence(d, &s->evidence);
	}
	if (d->out == NULL)
		a->steps_cap = a->steps_count;
}

static void dump_deposits(struct dump *d, struct agreement *a)
{
	a->deposits = dump_list(d, &a->deposits_count, a->deposits, sizeof *a->deposits);
	for (uint32_t i = 0; i < a->deposits_count; i++) {
		struct agreement_deposit_row *p = &a->deposits[i];
		dump_str(d, &p->party);
		dump_str(d, &p->kind);
		dump_str(d, &p->decision);
		dump_date(d, &p->on);
		dump_u32(d, &p->documents);
		dump_evidence(d, &p->evidence);
	}
	if (d->out == NULL)
		a->deposits_cap = a->deposits_count;
}

void dump_agreement(struct dump *d, struct agreement *a)
{
	dump_str(d, &a->code);
	dump_str(d, &a->kind);
	dump_str(d, &a->party);
	dump_str(d, &a->decision);
	dump_names(d, &a->counterpart);
	dump_names(d, &a->title);
	dump_i64(d, &a->needs);
	dump_i64(d, &a->delay_days);
	a->state = dump_state(d, a->state);
	dump_evidence(d, &a->evidence);
	dump_steps(d, a);
	dump_deposits(d, a);
}

void dump_relation(struct dump *d, struct relation *r)
{
	dump_str(d, &r->code);
	dump_str(d, &r->kind);
	dump_str(d, &r->direction);
	dump_str(d, &r->party);
	dump_str(d, &r->agreement);
	dump_str(d, &r->decision);
	dump_names(d, &r->counterpart);
	dump_names(d, &r->title);
	dump_span(d, &r->span);
	dump_u64(d, &r->ended);
	dump_evidence(d, &r->evidence);
	dump_evidence(d, &r->ending);
}

void dump_institution_text(struct dump *d, struct institution_text_row *t)
{
	dump_str(d, &t->institution);
	dump_str(d, &t->kind);
	dump_str(d, &t->body);
	dump_str(d, &t->decision);
	dump_names(d, &t->title);
	dump_date(d, &t->on);
	dump_u32(d, &t->documents);
	dump_evidence(d, &t->evidence);
}

void dump_institution_seat(struct dump *d, struct board_seat *s)
{
	dump_str(d, &s->institution);
	dump_str(d, &s->party);
	dump_str(d, &s->role);
	dump_str(d, &s->decision);
	dump_span(d, &s->span);
	dump_u64(d, &s->vacated);
	dump_evidence(d, &s->evidence);
	dump_evidence(d, &s->ending);
}
