#include "view/model/bodies.h"

#include "base/arena.h"

MODEL_DEFINE(body_item)
MODEL_DEFINE(office_item)
MODEL_DEFINE(bodies)
MODEL_DEFINE(body_name_item)
MODEL_DEFINE(body_full)
MODEL_DEFINE(presidency)

static struct body_item body_item_of(const struct site *s, const struct charter_body *b, int32_t day)
{
	struct body_due *due = arena_new(s->scratch, struct body_due);
	*due = body_due_of(s, b, day);
	return (struct body_item){ .code = b->id, .name = words_of_body(s, b->id, day),
		.level = b->level, .rank = b->rank, .parent = b->parent,
		.period_years = b->period_years, .period = words_of(s, &b->period_text),
		.meetings = meeting_of_body_count(s->forum, b->id), .due = due };
}

static struct term_item_list terms_of(const struct site *s, struct str office)
{
	uint32_t all = term_count(s->forum), n = 0;
	struct term_item *items = arena_array(s->scratch, struct term_item, TERMS_SHOWN_MAX);
	for (uint32_t i = 0; i < all && n < TERMS_SHOWN_MAX; i++) {
		const struct term *t = term_at(s->forum, i);
		if (str_eq(t->office, office))
			items[n++] = term_item_of(s, t);
	}
	return (struct term_item_list){ n, items };
}

void offices_fill(struct office_item_list *out, const struct site *s, struct str body)
{
	const struct charter *c = forum_charter(s->forum);
	uint32_t n = 0, count = c != NULL ? c->offices_count : 0;
	struct office_item *items = arena_array(s->scratch, struct office_item, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct charter_office *office = &c->offices[i];
		if (body.n > 0 && !str_eq(office->body, body))
			continue;
		items[n++] = (struct office_item){ office->id, words_of(s, &office->name),
			office->body, terms_of(s, office->id) };
	}
	*out = (struct office_item_list){ n, items };
}

void bodies_fill(struct bodies *m, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	uint32_t count = c != NULL ? c->bodies_count : 0;
	struct body_item *items = arena_array(s->scratch, struct body_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = body_item_of(s, &c->bodies[i], s->day);
	*m = (struct bodies){ .on = date_of_days(s->day), .bodies = { count, items } };
	offices_fill(&m->offices, s, STR_NONE);
}

struct body_item_list bodies_due(const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	uint32_t count = c != NULL ? c->bodies_count : 0, n = 0;
	struct body_item *items = arena_array(s->scratch, struct body_item, count);
	for (uint32_t i = 0; i < count; i++) {
		struct body_item item = body_item_of(s, &c->bodies[i], s->today);
		bool is_due = str_eq(item.due->state, S("soon")) || str_eq(item.due->state, S("overdue"));
		if (!is_due || item.due->next != NULL)
			continue;
		uint32_t at = n++;
		for (; at > 0 && items[at - 1].due->days > item.due->days; at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
	return (struct body_item_list){ n, items };
}

static void names_fill(struct body_full *m, const struct site *s, struct str code)
{
	uint32_t all = body_names_count(s->forum), n = 0;
	struct body_name_item *items = arena_array(s->scratch, struct body_name_item,
	    BODY_NAMES_SHOWN_MAX);
	for (uint32_t i = 0; i < all && n < BODY_NAMES_SHOWN_MAX; i++) {
		const struct body_name *name = body_name_at(s->forum, i);
		if (!str_eq(name->body, code))
			continue;
		items[n++] = (struct body_name_item){ name->names, name->span.from,
			name->span.until, evidence_of(s, &name->evidence) };
	}
	m->names = (struct body_name_item_list){ n, items };
}

static void meetings_fill(struct body_full *m, const struct site *s, struct str code)
{
	uint32_t all = meeting_of_body_count(s->forum, code);
	uint32_t count = all < LIST_ROWS_MAX ? all : LIST_ROWS_MAX;
	struct meeting_item *items = arena_array(s->scratch, struct meeting_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = meeting_item_of(s, meeting_of_body(s->forum, code, all - 1 - i));
	m->meetings = (struct meeting_item_list){ count, items };
}

bool body_fill(struct body_full *m, const struct site *s, const struct body_query *q)
{
	const struct charter *c = forum_charter(s->forum);
	const struct charter_body *b = c != NULL ? charter_body(c, q->code) : NULL;
	if (b == NULL)
		return false;
	struct body_item *item = arena_new(s->scratch, struct body_item);
	*item = body_item_of(s, b, s->day);
	*m = (struct body_full){ .body = item, .basis = b->basis, .sources = b->sources };
	if (b->parent.n > 0)
		m->parent_name = words_of_body(s, b->parent, s->day);
	names_fill(m, s, b->id);
	offices_fill(&m->offices, s, b->id);
	m->bureau = bureau_of(s, b->id);
	m->chairs = chairs_of(s, q);
	meetings_fill(m, s, b->id);
	return true;
}
