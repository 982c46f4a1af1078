#include "view/model/agreements.h"

#include "base/arena.h"
#include "view/model/activities.h"

MODEL_DEFINE(agreement_item)
MODEL_DEFINE(relation_item)
MODEL_DEFINE(partner_item)
MODEL_DEFINE(agreements)
MODEL_DEFINE(agreement_step_item)
MODEL_DEFINE(deposit_item)
MODEL_DEFINE(agreement_full)
MODEL_DEFINE(relations)

static struct lang_text words_of_state(const struct site *s, struct str state)
{
	return words_under(s, S("agreement-state."), state);
}

/* As the fact itself names the other, else as the party is called. */
static struct lang_text words_of_other(const struct site *s, const struct names *counterpart,
    struct str party)
{
	if (counterpart->count > 0)
		return words_of(s, counterpart);
	return party.n > 0 ? words_of_party(s, party, s->day) : (struct lang_text){ STR_NONE, STR_NONE };
}

struct agreement_item agreement_item_of(const struct site *s, const struct agreement *a)
{
	struct agreement_day on = agreement_on(a, s->day);
	struct agreement_item item = { .code = a->code, .kind = a->kind,
		.kind_name = words_of_code(s, a->kind), .title = words_of(s, &a->title),
		.party = a->party, .counterpart = words_of_other(s, &a->counterpart, a->party),
		.state = agreement_state_name(on.state), .stands = agreement_stands(on.state),
		.since = DATE_NONE, .seen_by = DATE_NONE };
	item.state_name = words_of_state(s, item.state);
	if (on.step != NULL) {
		item.since = on.step->on;
		item.seen_by = on.step->seen_by;
	}
	if (on.maybe != NULL) {
		item.maybe = on.maybe->is_amendment ? S("amended") : agreement_state_name(on.maybe->to);
		item.maybe_name = words_of_state(s, item.maybe);
	}
	return item;
}

static struct relation_item relation_item_of(const struct site *s, const struct relation *r)
{
	return (struct relation_item){ .code = r->code, .kind = r->kind,
		.kind_name = words_of_code(s, r->kind), .direction = r->direction, .party = r->party,
		.counterpart = words_of_other(s, &r->counterpart, r->party), .agreement = r->agreement,
		.from = r->span.from, .seen_by = r->span.seen_by, .until = r->span.until,
		.gone_by = r->span.gone_by, .is_current = relation_on(r, s->day),
		.evidence = evidence_of(s, &r->evidence) };
}

/* What an organisation is of the forum. */
static struct relation_item status_item_of(const struct site *s, const struct party *p,
    const struct party_status *status)
{
	return (struct relation_item){ .kind = status->category,
		.kind_name = words_of_category(s, status->category), .direction = S("in"),
		.party = p->code, .counterpart = words_of(s, party_names_on(p, s->day)),
		.from = status->span.from, .seen_by = status->span.seen_by,
		.until = status->span.until, .gone_by = status->span.gone_by,
		.is_current = party_status_on(p, s->day) == status,
		.evidence = evidence_of(s, &status->evidence) };
}

struct relation_rows {
	uint32_t count;
	struct relation_item *at;
};

static struct relation_rows relation_rows_new(const struct site *s)
{
	return (struct relation_rows){ 0,
		arena_array(s->scratch, struct relation_item, AGREEMENTS_ROWS_MAX) };
}

static void row_add(struct relation_rows *rows, struct relation_item item)
{
	if (rows->count < AGREEMENTS_ROWS_MAX)
		rows->at[rows->count++] = item;
}

static struct relation_item_list list_of(const struct relation_rows *rows)
{
	return (struct relation_item_list){ rows->count, rows->at };
}

/* States take part; what is here are those that the forum has relations with. */
static void statuses_add(struct relation_rows *rows, const struct site *s)
{
	for (uint32_t i = 0; i < party_count(s->forum); i++) {
		const struct party *p = party_at(s->forum, i);
		if (str_eq(p->kind, S("state")))
			continue;
		for (uint32_t k = 0; k < p->statuses_count; k++) {
			const struct party_status *status = &p->statuses[k];
			if (!status->is_suspension && !str_eq(status->category, S("none")))
				row_add(rows, status_item_of(s, p, status));
		}
	}
}

void relations_fill(struct relations *m, const struct site *s)
{
	struct relation_rows out = relation_rows_new(s), in = relation_rows_new(s);
	for (uint32_t i = 0; i < relation_count(s->forum); i++) {
		const struct relation *r = relation_at(s->forum, i);
		if (!str_eq(r->direction, S("in")))
			row_add(&out, relation_item_of(s, r));
		if (!str_eq(r->direction, S("out")))
			row_add(&in, relation_item_of(s, r));
	}
	statuses_add(&in, s);
	*m = (struct relations){ list_of(&out), list_of(&in), 0 };
	for (uint32_t i = 0; i < m->out.count; i++)
		m->current += m->out.at[i].is_current;
	for (uint32_t i = 0; i < m->in.count; i++)
		m->current += m->in.at[i].is_current;
}

/* One party, or one name, is one point. */
static bool is_same_other(struct str party, struct lang_text name, const struct partner_item *p)
{
	if (party.n > 0 || p->party.n > 0)
		return str_eq(party, p->party);
	return str_eq(name.text, p->name.text);
}

struct network {
	const struct site *s;
	const struct agreements *m;
	const struct relations *relations;
	uint32_t count;
	struct partner_item *at;
};

static void partner_add(struct network *n, struct str party, struct lang_text name)
{
	for (uint32_t i = 0; i < n->count; i++) {
		if (is_same_other(party, name, &n->at[i]))
			return;
	}
	if (n->count < AGREEMENTS_ROWS_MAX)
		n->at[n->count++] = (struct partner_item){ .party = party, .name = name };
}

/* Known of on the day: something is certain, and it is not among the members themselves. */
static bool is_drawn(const struct agreement_item *a)
{
	return a->counterpart.text.n > 0 && !str_eq(a->state, S("none"));
}

static void partner_agreements(struct network *n, struct partner_item *p)
{
	struct agreement_item *items =
	    arena_array(n->s->scratch, struct agreement_item, n->m->agreements.count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < n->m->agreements.count; i++) {
		const struct agreement_item *a = &n->m->agreements.at[i];
		if (is_drawn(a) && is_same_other(a->party, a->counterpart, p))
			items[count++] = *a;
	}
	p->agreements = (struct agreement_item_list){ count, items };
}

static void partner_relations(struct network *n, struct partner_item *p)
{
	const struct relation_item_list *lists[] = { &n->relations->out, &n->relations->in };
	struct relation_rows rows = { 0, arena_array(n->s->scratch, struct relation_item,
	    n->relations->out.count + n->relations->in.count) };
	for (size_t k = 0; k < CM_COUNT(lists); k++) {
		for (uint32_t i = 0; i < lists[k]->count; i++) {
			const struct relation_item *r = &lists[k]->at[i];
			bool is_twice = k == 1 && str_eq(r->direction, S("both"));
			if (r->is_current && !is_twice && is_same_other(r->party, r->counterpart, p))
				rows.at[rows.count++] = *r;
		}
	}
	p->relations = list_of(&rows);
}

static struct partner_item_list network_of(const struct site *s, const struct agreements *m)
{
	struct relations relations;
	relations_fill(&relations, s);
	struct network n = { s, m, &relations, 0,
		arena_array(s->scratch, struct partner_item, AGREEMENTS_ROWS_MAX) };
	for (uint32_t i = 0; i < m->agreements.count; i++) {
		if (is_drawn(&m->agreements.at[i]))
			partner_add(&n, m->agreements.at[i].party, m->agreements.at[i].counterpart);
	}
	const struct relation_item_list *lists[] = { &relations.out, &relations.in };
	for (size_t k = 0; k < CM_COUNT(lists); k++) {
		for (uint32_t i = 0; i < lists[k]->count; i++) {
			if (lists[k]->at[i].is_current)
				partner_add(&n, lists[k]->at[i].party, lists[k]->at[i].counterpart);
		}
	}
	for (uint32_t i = 0; i < n.count; i++) {
		partner_agreements(&n, &n.at[i]);
		partner_relations(&n, &n.at[i]);
	}
	return (struct partner_item_list){ n.count, n.at };
}

void agreements_fill(struct agreements *m, const struct site *s)
{
	uint32_t all = agreement_count(s->forum);
	uint32_t count = all < AGREEMENTS_ROWS_MAX ? all : AGREEMENTS_ROWS_MAX;
	struct agreement_item *items = arena_array(s->scratch, struct agreement_item, count);
	*m = (struct agreements){ { count, items }, 0, all, { 0, NULL } };
	for (uint32_t i = 0; i < count; i++)
		items[i] = agreement_item_of(s, agreement_at(s->forum, i));
	for (uint32_t i = 0; i < all; i++)
		m->standing += agreement_stands(agreement_on(agreement_at(s->forum, i), s->day).state);
	m->network = network_of(s, m);
}

static struct agreement_step_item step_item_of(const struct site *s,
    const struct agreement_step_row *row)
{
	struct date told = date_or(row->on, row->seen_by);
	const struct agreement *by = row->by.n > 0 ? agreement_find(s->forum, row->by) : NULL;
	struct agreement_step_item item = {
		.to = row->is_amendment ? S("amended") : agreement_state_name(row->to),
		.on = row->on, .seen_by = row->seen_by,
		.is_certain = s->day == FORUM_TODAY || (date_known(told) && date_last_day(told) <= s->day),
		.body = row->body, .decision = row->decision, .by = row->by, .text = row->text,
		.revision = row->revision, .documents = row->documents,
		.evidence = evidence_of(s, &row->evidence) };
	item.to_name = words_of_state(s, item.to);
	if (row->body.n > 0)
		item.body_name = words_of_body(s, row->body, day_or(told, s->day));
	if (by != NULL)
		item.by_title = words_of(s, &by->title);
	if (row->place.count > 0)
		item.place = words_of(s, &row->place);
	if (row->signatories.count > 0)
		item.signatories = words_of(s, &row->signatories);
	return item;
}

static struct deposit_item_list deposits_of(const struct site *s, const struct agreement *a)
{
	uint32_t count = a->deposits_count < AGREEMENTS_ROWS_MAX ? a->deposits_count
								 : AGREEMENTS_ROWS_MAX;
	struct deposit_item *items = arena_array(s->scratch, struct deposit_item, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct agreement_deposit_row *d = &a->deposits[i];
		items[i] = (struct deposit_item){ .party = d->party,
			.party_name = words_of_party(s, d->party, day_or(d->on, s->day)),
			.kind = d->kind, .kind_name = words_of_code(s, d->kind), .on = d->on,
			.evidence = evidence_of(s, &d->evidence) };
	}
	return (struct deposit_item_list){ count, items };
}

bool agreement_fill(struct agreement_full *m, const struct site *s, struct str code)
{
	const struct agreement *a = agreement_find(s->forum, code);
	if (a == NULL)
		return false;
	struct agreement_item *item = arena_new(s->scratch, struct agreement_item);
	*item = agreement_item_of(s, a);
	uint32_t count = a->steps_count < AGREEMENTS_ROWS_MAX ? a->steps_count : AGREEMENTS_ROWS_MAX;
	struct agreement_step_item *steps =
	    arena_array(s->scratch, struct agreement_step_item, count);
	for (uint32_t i = 0; i < count; i++)
		steps[i] = step_item_of(s, &a->steps[i]);
	struct relation_rows rows = relation_rows_new(s);
	for (uint32_t i = 0; i < relation_count(s->forum); i++) {
		if (str_eq(relation_at(s->forum, i)->agreement, code))
			row_add(&rows, relation_item_of(s, relation_at(s->forum, i)));
	}
	*m = (struct agreement_full){ .agreement = item, .needs = a->needs,
		.delay_days = a->delay_days, .steps = { count, steps },
		.deposits = deposits_of(s, a), .relations = list_of(&rows),
		.evidence = evidence_of(s, &a->evidence) };
	return true;
}
