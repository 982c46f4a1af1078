/* The rows of negotiated texts in the dump: as rows.c, for the tables from 17 on. */
#include "rules/state.h"

/* Rows of the table of units. */
static uint32_t *dump_rows(struct dump *d, uint32_t *count, uint32_t *rows)
{
	rows = dump_list(d, count, rows, sizeof *rows);
	for (uint32_t i = 0; i < *count; i++)
		dump_u32(d, &rows[i]);
	return rows;
}

static void dump_waivers(struct dump *d, struct instrument *x)
{
	x->waivers = dump_list(d, &x->waivers_count, x->waivers, sizeof *x->waivers);
	for (uint32_t i = 0; i < x->waivers_count; i++) {
		dump_u32(d, &x->waivers[i].revision);
		dump_str(d, &x->waivers[i].lang);
		dump_u64(d, &x->waivers[i].entry);
	}
	if (d->out == NULL)
		x->waivers_cap = x->waivers_count;
}

static void dump_before(struct dump *d, struct instrument_before *b)
{
	dump_str(d, &b->unit);
	dump_str(d, &b->lang);
	dump_str(d, &b->words);
	dump_str(d, &b->label);
	dump_str(d, &b->parent);
	b->kind = (enum unit_kind)dump_word(d, b->kind, UNIT_KIND__COUNT);
}

static void dump_correction(struct dump *d, struct instrument_correction *c)
{
	dump_str(d, &c->symbol);
	dump_strs(d, &c->langs);
	dump_hash(d, &c->hash);
	dump_u64(d, &c->entry);
	dump_moment(d, &c->at);
	c->order = dump_rows(d, &c->order_count, c->order);
	c->parts = dump_list(d, &c->parts_count, c->parts, sizeof *c->parts);
	for (uint32_t i = 0; i < c->parts_count; i++)
		dump_before(d, &c->parts[i]);
	if (d->out == NULL) {
		c->order_cap = c->order_count;
		c->parts_cap = c->parts_count;
	}
}

static void dump_corrections(struct dump *d, struct instrument *x)
{
	x->corrections =
	    dump_list(d, &x->corrections_count, x->corrections, sizeof *x->corrections);
	for (uint32_t i = 0; i < x->corrections_count; i++)
		dump_correction(d, &x->corrections[i]);
	if (d->out == NULL)
		x->corrections_cap = x->corrections_count;
}

static void dump_packages(struct dump *d, struct instrument *x)
{
	x->packages = dump_list(d, &x->packages_count, x->packages, sizeof *x->packages);
	for (uint32_t i = 0; i < x->packages_count; i++) {
		struct instrument_package *p = &x->packages[i];
		dump_str(d, &p->code);
		dump_names(d, &p->title);
		dump_strs(d, &p->units);
		p->numbers = dump_list(d, &p->numbers_count, p->numbers, sizeof *p->numbers);
		for (uint32_t k = 0; k < p->numbers_count; k++)
			dump_u32(d, &p->numbers[k]);
		dump_u64(d, &p->entry);
		if (d->out == NULL)
			p->numbers_cap = p->numbers_count;
	}
	if (d->out == NULL)
		x->packages_cap = x->packages_count;
}

static void dump_arrangement(struct dump *d, struct arrangement *a)
{
	a->attribution = (enum draft_attribution)dump_word(d, a->attribution, ATTRIBUTION__COUNT);
	dump_bool(d, &a->is_exclusive);
	a->groups = dump_list(d, &a->groups_count, a->groups, sizeof *a->groups);
	for (uint32_t i = 0; i < a->groups_count; i++) {
		dump_str(d, &a->groups[i].name);
		dump_strs(d, &a->groups[i].parties);
	}
	dump_strs(d, &a->order);
	if (d->out == NULL)
		a->groups_cap = a->groups_count;
}

void dump_instrument(struct dump *d, struct instrument *x)
{
	dump_str(d, &x->code);
	dump_str(d, &x->body);
	dump_str(d, &x->meeting);
	dump_str(d, &x->lang);
	dump_str(d, &x->party);
	dump_names(d, &x->title);
	x->state = (enum instrument_state)dump_word(d, x->state, INSTRUMENT_STATE__COUNT);
	dump_u64(d, &x->entry);
	dump_u64(d, &x->ended);
	dump_moment(d, &x->ended_at);
	dump_u64(d, &x->adopted);
	dump_u32(d, &x->adopted_revision);
	x->order = dump_rows(d, &x->order_count, x->order);
	x->revisions = dump_list(d, &x->revisions_count, x->revisions, sizeof *x->revisions);
	for (uint32_t i = 0; i < x->revisions_count; i++) {
		dump_str(d, &x->revisions[i].symbol);
		dump_hash(d, &x->revisions[i].hash);
		dump_u64(d, &x->revisions[i].entry);
		dump_moment(d, &x->revisions[i].at);
		x->revisions[i].order = dump_rows(d, &x->revisions[i].order_count, x->revisions[i].order);
	}
	dump_u64(d, &x->opened);
	x->first = dump_rows(d, &x->first_count, x->first);
	dump_strs(d, &x->authentic);
	dump_waivers(d, x);
	dump_corrections(d, x);
	dump_packages(d, x);
	dump_arrangement(d, &x->arrangement);
	if (d->out == NULL) {
		x->order_cap = x->order_count;
		x->revisions_cap = x->revisions_count;
	}
}

void dump_instrument_unit(struct dump *d, struct instrument_unit *u)
{
	dump_str(d, &u->text);
	dump_str(d, &u->id);
	dump_str(d, &u->label);
	dump_str(d, &u->parent);
	u->kind = (enum unit_kind)dump_word(d, u->kind, UNIT_KIND__COUNT);
	dump_str(d, &u->words);
	dump_hash(d, &u->hash);
	u->status = (enum unit_status)dump_word(d, u->status, UNIT_STATUS__COUNT);
	dump_bool(d, &u->is_gone);
	dump_strs(d, &u->pending);
	dump_strs(d, &u->conditional);
	dump_u64(d, &u->entry);
	dump_u64(d, &u->agreed);
	u->translations = dump_list(d, &u->translations_count, u->translations,
	    sizeof *u->translations);
	for (uint32_t i = 0; i < u->translations_count; i++) {
		struct instrument_translation *t = &u->translations[i];
		dump_str(d, &t->lang);
		dump_str(d, &t->text);
		dump_hash(d, &t->from);
		t->state = (enum translation_state)dump_word(d, t->state, TRANSLATION_STATE__COUNT);
		dump_u64(d, &t->entry);
	}
	u->past = dump_list(d, &u->past_count, u->past, sizeof *u->past);
	for (uint32_t i = 0; i < u->past_count; i++) {
		dump_str(d, &u->past[i].words);
		dump_u64(d, &u->past[i].until);
	}
	u->locks = dump_list(d, &u->locks_count, u->locks, sizeof *u->locks);
	for (uint32_t i = 0; i < u->locks_count; i++) {
		dump_u32(d, &u->locks[i].from);
		dump_u32(d, &u->locks[i].to);
		dump_u64(d, &u->locks[i].entry);
	}
	if (d->out == NULL) {
		u->translations_cap = u->translations_count;
		u->locks_cap = u->locks_count;
		u->past_cap = u->past_count;
	}
}

static void dump_edits(struct dump *d, struct instrument_proposal *p)
{
	p->edits = dump_list(d, &p->edits_count, p->edits, sizeof *p->edits);
	for (uint32_t i = 0; i < p->edits_count; i++) {
		dump_str(d, &p->edits[i].unit);
		dump_hash(d, &p->edits[i].base);
		dump_u32(d, &p->edits[i].from);
		dump_u32(d, &p->edits[i].to);
		dump_str(d, &p->edits[i].words);
	}
}

static void dump_changes(struct dump *d, struct instrument_proposal *p)
{
	p->changes = dump_list(d, &p->changes_count, p->changes, sizeof *p->changes);
	for (uint32_t i = 0; i < p->changes_count; i++) {
		struct instrument_change *c = &p->changes[i];
		c->op = (enum unit_op)dump_word(d, c->op, UNIT_OP__COUNT);
		c->state = (enum change_state)dump_word(d, c->state, CHANGE_STATE__COUNT);
		c->kind = (enum unit_kind)dump_word(d, c->kind, UNIT_KIND__COUNT);
		dump_str(d, &c->unit);
		dump_str(d, &c->after);
		dump_str(d, &c->label);
		dump_str(d, &c->parent);
		dump_str(d, &c->words);
	}
}

void dump_instrument_proposal(struct dump *d, struct instrument_proposal *p)
{
	dump_str(d, &p->text);
	dump_str(d, &p->party);
	dump_str(d, &p->by);
	dump_str(d, &p->lang);
	dump_str(d, &p->rationale);
	dump_u32(d, &p->number);
	p->state = (enum proposal_state)dump_word(d, p->state, PROPOSAL_STATE__COUNT);
	dump_bool(d, &p->must_confirm);
	dump_u64(d, &p->entry);
	dump_u64(d, &p->ended);
	dump_u64(d, &p->carried);
	dump_strs(d, &p->cosponsors);
	dump_edits(d, p);
	dump_changes(d, p);
	if (d->out == NULL) {
		p->edits_cap = p->edits_count;
		p->changes_cap = p->changes_count;
	}
}

void dump_instrument_position(struct dump *d, struct instrument_position *p)
{
	dump_str(d, &p->text);
	dump_str(d, &p->party);
	dump_str(d, &p->unit);
	dump_str(d, &p->stance);
	dump_str(d, &p->package);
	dump_u32(d, &p->proposal);
	dump_strs(d, &p->conditional);
	dump_u64(d, &p->entry);
	dump_moment(d, &p->at);
	dump_bool(d, &p->is_paper);
}
