/* The rows of confidence-building measures in the dump: as rows.c, for the tables from 21 on. */
#include "rules/state.h"

void dump_catalogue(struct dump *d, struct catalogue *c)
{
	dump_str(d, &c->code);
	dump_str(d, &c->kind);
	dump_str(d, &c->decision);
	dump_names(d, &c->title);
	dump_date(d, &c->from);
	dump_strs(d, &c->replaces);
	dump_evidence(d, &c->evidence);
}

void dump_area(struct dump *d, struct area *a)
{
	dump_str(d, &a->code);
	dump_str(d, &a->dimension);
	dump_str(d, &a->catalogue);
	dump_names(d, &a->names);
	dump_date(d, &a->from);
	dump_evidence(d, &a->evidence);
}

void dump_measure(struct dump *d, struct measure *m)
{
	dump_str(d, &m->code);
	dump_str(d, &m->catalogue);
	dump_str(d, &m->dimension);
	dump_str(d, &m->area);
	dump_str(d, &m->section);
	dump_str(d, &m->label);
	dump_names(d, &m->text);
	dump_evidence(d, &m->evidence);
}

void dump_coordination(struct dump *d, struct coordination *c)
{
	dump_str(d, &c->area);
	dump_str(d, &c->dimension);
	dump_str(d, &c->party);
	dump_str(d, &c->role);
	dump_span(d, &c->span);
	dump_u64(d, &c->released);
	dump_evidence(d, &c->evidence);
	dump_evidence(d, &c->ending);
}

void dump_plan(struct dump *d, struct plan *p)
{
	dump_str(d, &p->code);
	dump_str(d, &p->kind);
	dump_str(d, &p->dimension);
	dump_str(d, &p->area);
	dump_str(d, &p->drafted_by);
	dump_str(d, &p->under);
	dump_str(d, &p->catalogue);
	dump_names(d, &p->title);
	dump_date(d, &p->from);
	dump_date(d, &p->until);
	dump_str(d, &p->state);
	dump_moment(d, &p->at);
	dump_evidence(d, &p->evidence);
	p->facts = dump_list(d, &p->facts_count, p->facts, sizeof *p->facts);
	for (uint32_t i = 0; i < p->facts_count; i++) {
		dump_str(d, &p->facts[i].to);
		dump_str(d, &p->facts[i].body);
		dump_str(d, &p->facts[i].decision);
		dump_date(d, &p->facts[i].on);
		dump_moment(d, &p->facts[i].at);
		dump_evidence(d, &p->facts[i].evidence);
	}
	if (d->out == NULL)
		p->facts_cap = p->facts_count;
}

static void dump_activity_steps(struct dump *d, struct activity *a)
{
	a->steps = dump_list(d, &a->steps_count, a->steps, sizeof *a->steps);
	for (uint32_t i = 0; i < a->steps_count; i++) {
		struct activity_step *s = &a->steps[i];
		s->what = (enum activity_what)dump_word(d, s->what, ACTIVITY_WHAT__COUNT);
		s->to = (enum activity_state)dump_word(d, s->to, ACTIVITY_STATE__COUNT);
		dump_date(d, &s->was_from);
		dump_date(d, &s->was_until);
		dump_date(d, &s->from);
		dump_date(d, &s->until);
		dump_str(d, &s->offset);
		dump_str(d, &s->plan);
		dump_str(d, &s->into);
		dump_names(d, &s->was_place);
		dump_moment(d, &s->at);
		dump_evidence(d, &s->evidence);
	}
	if (d->out == NULL)
		a->steps_cap = a->steps_count;
}

void dump_activity(struct dump *d, struct activity *a)
{
	dump_str(d, &a->code);
	dump_str(d, &a->dimension);
	dump_str(d, &a->area);
	dump_str(d, &a->institution);
	dump_str(d, &a->host);
	dump_str(d, &a->role);
	dump_str(d, &a->mode);
	dump_str(d, &a->offset);
	dump_str(d, &a->into);
	dump_strs(d, &a->plans);
	dump_strs(d, &a->measures);
	dump_strs(d, &a->languages);
	dump_names(d, &a->title);
	dump_names(d, &a->host_body);
	dump_names(d, &a->place);
	dump_names(d, &a->audience);
	dump_names(d, &a->participation);
	dump_date(d, &a->from);
	dump_date(d, &a->until);
	dump_i64(d, &a->year);
	dump_bool(d, &a->is_tentative);
	a->state = (enum activity_state)dump_word(d, a->state, ACTIVITY_STATE__COUNT);
	dump_moment(d, &a->at);
	dump_evidence(d, &a->evidence);
	dump_activity_steps(d, a);
}

void dump_report(struct dump *d, struct report *r)
{
	dump_str(d, &r->activity);
	dump_str(d, &r->area);
	dump_str(d, &r->dimension);
	dump_str(d, &r->party);
	dump_i64(d, &r->year);
	dump_bool(d, &r->is_nil);
	dump_bool(d, &r->is_late);
	dump_bool(d, &r->is_paper);
	dump_u64(d, &r->of);
	dump_moment(d, &r->at);
	dump_u32(d, &r->documents);
	dump_strs(d, &r->languages);
	dump_evidence(d, &r->evidence);
}

void dump_review(struct dump *d, struct review *r)
{
	dump_str(d, &r->code);
	dump_str(d, &r->dimension);
	dump_str(d, &r->body);
	dump_date(d, &r->from);
	dump_date(d, &r->until);
	dump_u64(d, &r->closed);
	dump_names(d, &r->outcome);
	dump_evidence(d, &r->evidence);
	dump_evidence(d, &r->ending);
}

void dump_undertaking(struct dump *d, struct undertaking *u)
{
	dump_str(d, &u->code);
	dump_str(d, &u->text);
	dump_str(d, &u->unit);
	dump_str(d, &u->release);
	dump_str(d, &u->document);
	dump_str(d, &u->paragraph);
	dump_str(d, &u->area);
	dump_str(d, &u->dimension);
	dump_names(d, &u->words);
	dump_date(d, &u->on);
	dump_evidence(d, &u->evidence);
	u->fulfilments = dump_list(d, &u->fulfilments_count, u->fulfilments, sizeof *u->fulfilments);
	for (uint32_t i = 0; i < u->fulfilments_count; i++) {
		dump_str(d, &u->fulfilments[i].plan);
		dump_str(d, &u->fulfilments[i].activity);
		dump_date(d, &u->fulfilments[i].on);
		dump_evidence(d, &u->fulfilments[i].evidence);
	}
	if (d->out == NULL)
		u->fulfilments_cap = u->fulfilments_count;
}
