#include "rules/register.h"

#include "rules/state.h"

const struct names *body_names_on(const struct forum *f, struct str body, int32_t day)
{
	for (uint32_t i = f->body_names.count; i-- > 0;) {
		const struct body_name *n = table_at(&f->body_names, i);
		if (str_eq(n->body, body) && span_holds(&n->span, day))
			return &n->names;
	}
	const struct charter_body *b = charter_body(&f->charter, body);
	return b == NULL ? NULL : &b->name;
}

uint32_t body_names_count(const struct forum *f)
{
	return f->body_names.count;
}

const struct body_name *body_name_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->body_names, at);
}

uint32_t term_count(const struct forum *f)
{
	return f->terms.count;
}

const struct term *term_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->terms, order_at(&f->term_order, at));
}

const struct term *term_on(const struct forum *f, struct str office, int32_t day)
{
	const struct term *held = NULL;
	for (uint32_t i = 0; i < f->terms.count; i++) {
		const struct term *t = term_at(f, i);
		if (str_eq(t->office, office) && date_last_day(t->from) <= day)
			held = t;
	}
	if (held == NULL || (date_known(held->until) && date_first_day(held->until) <= day &&
				day != FORUM_TODAY))
		return NULL;
	return held;
}

uint32_t meeting_count(const struct forum *f)
{
	return f->meetings.count;
}

const struct meeting *meeting_by_date(const struct forum *f, uint32_t rank)
{
	return table_at(&f->meetings, order_at(&f->meeting_order, rank));
}

const struct meeting *meeting_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->meeting_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->meetings, at);
}

uint32_t meeting_of_body_count(const struct forum *f, struct str body)
{
	const struct posting *list = posting_find(&f->meeting_bodies, 'b', body);
	return list == NULL ? 0 : list->order.count;
}

const struct meeting *meeting_of_body(const struct forum *f, struct str body, uint32_t rank)
{
	const struct posting *list = posting_find(&f->meeting_bodies, 'b', body);
	cm_assert(list != NULL);
	return table_at(&f->meetings, order_at(&list->order, rank));
}

uint32_t institution_count(const struct forum *f)
{
	return f->institutions.count;
}

const struct institution *institution_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->institutions, at);
}

const struct institution *institution_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->institution_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->institutions, at);
}
