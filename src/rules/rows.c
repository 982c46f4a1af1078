#include "rules/state.h"

void dump_evidence(struct dump *d, struct evidence *e)
{
	dump_u64(d, &e->entry);
	dump_str(d, &e->basis);
	dump_str(d, &e->note);
	dump_strs(d, &e->sources);
	dump_str(d, &e->meeting);
}

void dump_span(struct dump *d, struct span *s)
{
	dump_date(d, &s->from);
	dump_date(d, &s->seen_by);
	dump_date(d, &s->until);
	dump_date(d, &s->gone_by);
}

void dump_party(struct dump *d, struct party *p)
{
	dump_str(d, &p->code);
	dump_str(d, &p->kind);
	dump_str(d, &p->category);
	dump_bool(d, &p->is_suspended);
	dump_bool(d, &p->is_contested);
	dump_u64(d, &p->admitted_entry);
	p->statuses = dump_list(d, &p->statuses_count, p->statuses, sizeof *p->statuses);
	for (uint32_t i = 0; i < p->statuses_count; i++) {
		struct party_status *s = &p->statuses[i];
		dump_str(d, &s->category);
		dump_span(d, &s->span);
		dump_evidence(d, &s->evidence);
		dump_bool(d, &s->is_suspension);
	}
	p->names = dump_list(d, &p->names_count, p->names, sizeof *p->names);
	for (uint32_t i = 0; i < p->names_count; i++) {
		struct party_name *n = &p->names[i];
		dump_names(d, &n->names);
		dump_bool(d, &n->is_variant);
		dump_span(d, &n->span);
		dump_evidence(d, &n->evidence);
	}
	if (d->out == NULL) {
		p->statuses_cap = p->statuses_count;
		p->names_cap = p->names_count;
	}
}

static void dump_key(struct dump *d, struct actor_key *k)
{
	uint32_t type = k->type;
	dump_str(d, &k->blob);
	dump_u32(d, &type);
	dump_str(d, &k->origin);
	dump_bool(d, &k->must_verify);
	dump_u64(d, &k->since);
	dump_u64(d, &k->ended);
	if (type >= KEY__COUNT)
		d->failed = true;
	else
		k->type = (enum key_type)type;
}

static struct actor_key *dump_keys(struct dump *d, uint32_t *count, struct actor_key *keys)
{
	struct actor_key *at = dump_list(d, count, keys, sizeof *keys);
	for (uint32_t i = 0; i < *count; i++)
		dump_key(d, &at[i]);
	return at;
}

void dump_actor(struct dump *d, struct actor *a)
{
	uint32_t role = a->role;
	dump_str(d, &a->handle);
	dump_str(d, &a->party);
	dump_u32(d, &role);
	dump_bool(d, &a->is_ended);
	dump_moment(d, &a->ended_at);
	dump_moment(d, &a->challenged_since);
	dump_moment(d, &a->from);
	dump_moment(d, &a->until);
	dump_strs(d, &a->powers);
	dump_strs(d, &a->bodies);
	dump_strs(d, &a->meetings);
	dump_str(d, &a->rank);
	dump_u64(d, &a->accredited_entry);
	dump_u64(d, &a->ended_entry);
	a->keys = dump_keys(d, &a->keys_count, a->keys);
	dump_u32(d, &a->threshold);
	dump_hashes(d, &a->next);
	if (role > ACTOR_DELEGATE)
		d->failed = true;
	if (d->out == NULL && !d->failed) {
		a->role = (enum actor_role)role;
		a->keys_cap = a->keys_count;
	}
}

void dump_recovery(struct dump *d, struct recovery_row *r)
{
	dump_str(d, &r->recovery.party);
	dump_u64(d, &r->recovery.entry);
	dump_moment(d, &r->recovery.ripens_at);
	dump_bool(d, &r->recovery.is_contested);
	dump_bool(d, &r->is_open);
	dump_u32(d, &r->threshold);
	r->keys = dump_keys(d, &r->keys_count, r->keys);
	dump_hashes(d, &r->next);
}

void dump_waiting(struct dump *d, struct waiting_row *w)
{
	dump_hash(d, &w->pending.id);
	dump_u64(d, &w->pending.entry);
	dump_u32(d, &w->pending.have);
	dump_u32(d, &w->pending.need);
	dump_bool(d, &w->pending.is_done);
	dump_str(d, &w->line);
	w->signers = dump_list(d, &w->signers_count, w->signers, sizeof *w->signers);
	for (uint32_t i = 0; i < w->signers_count; i++) {
		dump_str(d, &w->signers[i].handle);
		dump_str(d, &w->signers[i].blob);
	}
}

void dump_delegate_act(struct dump *d, struct delegate_act *a)
{
	dump_u64(d, &a->entry);
	dump_moment(d, &a->received);
	dump_hash(d, &a->id);
	dump_u32(d, &a->actor);
}

void dump_mark(struct dump *d, struct act_mark *m)
{
	dump_u64(d, &m->entry);
	dump_bool(d, &m->is_disavowed);
	dump_bool(d, &m->is_confirmed);
	dump_bool(d, &m->is_challenged);
	dump_u64(d, &m->by_entry);
}

void dump_body_name(struct dump *d, struct body_name *n)
{
	dump_str(d, &n->body);
	dump_names(d, &n->names);
	dump_span(d, &n->span);
	dump_evidence(d, &n->evidence);
}

void dump_term(struct dump *d, struct term *t)
{
	dump_str(d, &t->office);
	dump_str(d, &t->party);
	dump_date(d, &t->from);
	dump_date(d, &t->until);
	dump_date(d, &t->planned_until);
	dump_evidence(d, &t->evidence);
}

static void dump_commitment(struct dump *d, struct commitment *c)
{
	dump_bool(d, &c->is_present);
	if (!c->is_present)
		return;
	dump_i64(d, &c->len);
	dump_hash(d, &c->sha256);
	dump_str(d, &c->type);
}

void dump_meeting(struct dump *d, struct meeting *m)
{
	dump_str(d, &m->code);
	dump_str(d, &m->body);
	dump_str(d, &m->chair);
	dump_str(d, &m->date_basis);
	dump_str(d, &m->mode);
	dump_str(d, &m->status);
	dump_i64(d, &m->number);
	dump_names(d, &m->title);
	dump_names(d, &m->place);
	dump_date(d, &m->from);
	dump_date(d, &m->until);
	struct meeting_paper *papers =
	    dump_list(d, &m->documents_count, m->documents, sizeof *papers);
	for (uint32_t i = 0; i < m->documents_count; i++) {
		dump_str(d, &papers[i].kind);
		dump_str(d, &papers[i].symbol);
		dump_names(d, &papers[i].title);
		dump_commitment(d, &papers[i].content);
	}
	m->documents = papers;
	dump_evidence(d, &m->evidence);
}

void dump_institution(struct dump *d, struct institution *i)
{
	dump_str(d, &i->code);
	dump_str(d, &i->kind);
	dump_str(d, &i->initiated_by);
	dump_names(d, &i->names);
	dump_date(d, &i->founded);
	dump_evidence(d, &i->evidence);
}

static const struct release_facet *dump_facets(struct dump *d, uint32_t *count,
    const struct release_facet *facets)
{
	struct release_facet *at = dump_list(d, count, facets, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].code);
		dump_str(d, &at[i].party);
		dump_str(d, &at[i].printed);
		dump_names(d, &at[i].names);
	}
	return at;
}

void dump_release(struct dump *d, struct release *r)
{
	dump_str(d, &r->code);
	dump_str(d, &r->kind);
	dump_str(d, &r->meeting);
	dump_str(d, &r->party);
	dump_date(d, &r->issued);
	dump_names(d, &r->issuer);
	r->organisations = dump_facets(d, &r->organisations_count, r->organisations);
	r->topics = dump_facets(d, &r->topics_count, r->topics);
	struct release_lang *versions =
	    dump_list(d, &r->versions_count, r->versions, sizeof *versions);
	for (uint32_t i = 0; i < r->versions_count; i++) {
		dump_str(d, &versions[i].lang);
		dump_str(d, &versions[i].title);
		dump_bool(d, &versions[i].has_text);
		dump_u64(d, &versions[i].entry);
	}
	r->versions = versions;
	dump_u64(d, &r->entry);
}

static struct silence_voice *dump_voices(struct dump *d, uint32_t *count,
    struct silence_voice *voices)
{
	struct silence_voice *at = dump_list(d, count, voices, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].party);
		dump_str(d, &at[i].by);
		dump_str(d, &at[i].kind);
		dump_moment(d, &at[i].at);
		dump_u64(d, &at[i].entry);
		dump_u64(d, &at[i].retracted);
		dump_bool(d, &at[i].is_paper);
		dump_bool(d, &at[i].is_late);
	}
	return at;
}

static struct silence_step *dump_steps(struct dump *d, uint32_t *count,
    struct silence_step *steps)
{
	struct silence_step *at = dump_list(d, count, steps, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		uint32_t to = at[i].to;
		dump_u32(d, &to);
		dump_u64(d, &at[i].entry);
		dump_moment(d, &at[i].at);
		if (to >= SILENCE_STATE__COUNT)
			d->failed = true;
		if (d->out == NULL && !d->failed)
			at[i].to = (enum silence_state)to;
	}
	if (d->out == NULL && *count == 0)
		d->failed = true; /* the first step is the proposal */
	return at;
}

void dump_silence(struct dump *d, struct silence *s)
{
	uint32_t state = s->state;
	dump_str(d, &s->code);
	dump_str(d, &s->body);
	dump_str(d, &s->matter);
	dump_str(d, &s->meeting);
	dump_str(d, &s->predecessor);
	dump_names(d, &s->title);
	dump_hash(d, &s->hash);
	dump_strs(d, &s->languages);
	dump_str(d, &s->text);
	dump_u32(d, &s->revision);
	dump_u32(d, &state);
	dump_moment(d, &s->expires);
	dump_u64(d, &s->proposed);
	dump_u64(d, &s->internal);
	dump_strs(d, &s->recipients);
	dump_strs(d, &s->undelivered);
	dump_str(d, &s->symbol);
	dump_bool(d, &s->is_contested);
	dump_bool(d, &s->is_declined);
	s->steps = dump_steps(d, &s->steps_count, s->steps);
	s->breaks = dump_voices(d, &s->breaks_count, s->breaks);
	s->statements = dump_voices(d, &s->statements_count, s->statements);
	moment *expiries = dump_list(d, &s->expiries_count, s->expiries, sizeof *expiries);
	for (uint32_t i = 0; i < s->expiries_count; i++)
		dump_moment(d, &expiries[i]);
	s->expiries = expiries;
	if (state >= SILENCE_STATE__COUNT)
		d->failed = true;
	else
		s->state = (enum silence_state)state;
	if (d->out == NULL) {
		s->steps_cap = s->steps_count;
		s->breaks_cap = s->breaks_count;
		s->statements_cap = s->statements_count;
		s->expiries_cap = s->expiries_count;
	}
}
