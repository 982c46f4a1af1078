#include "rules/party.h"

#include "rules/judge.h"

uint32_t party_count(const struct forum *f)
{
	return f->parties.count;
}

const struct party *party_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->parties, at);
}

const struct party *party_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->party_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->parties, at);
}

uint32_t party_row(const struct forum *f, const struct party *p)
{
	return map_get(&f->party_by_code, p->code);
}

/* First day on which a span counts: the last one on which it may have begun. */
static int32_t span_start(const struct span *s)
{
	if (date_known(s->from))
		return date_last_day(s->from);
	return date_known(s->seen_by) ? date_last_day(s->seen_by) : INT32_MIN;
}

/* First day on which it counts no more. */
static int32_t span_end(const struct span *s)
{
	if (date_known(s->until))
		return date_first_day(s->until);
	return date_known(s->gone_by) ? date_first_day(s->gone_by) : INT32_MAX;
}

bool span_holds(const struct span *s, int32_t day)
{
	int32_t end = span_end(s);
	return span_start(s) <= day && (end == INT32_MAX || day < end);
}

/* When a row takes over from those before it: an end without a new status by its own end. */
static int32_t status_takes_over(const struct party_status *s)
{
	if (!str_eq(s->category, S("none")))
		return span_start(&s->span);
	int32_t end = span_end(&s->span);
	return end != INT32_MAX ? end : span_start(&s->span);
}

const struct party_status *party_status_on(const struct party *p, int32_t day)
{
	const struct party_status *held = NULL;
	for (uint32_t i = 0; i < p->statuses_count; i++) {
		const struct party_status *s = &p->statuses[i];
		if (s->is_suspension)
			continue;
		if (day == FORUM_TODAY || status_takes_over(s) <= day)
			held = s;
	}
	if (held == NULL || str_eq(held->category, S("none")))
		return NULL;
	int32_t end = span_end(&held->span);
	return end == INT32_MAX || day < end ? held : NULL;
}

const struct names *party_names_on(const struct party *p, int32_t day)
{
	const struct names *held = NULL;
	for (uint32_t i = 0; i < p->names_count; i++) {
		const struct party_name *n = &p->names[i];
		if (n->is_variant)
			continue;
		if (span_holds(&n->span, day))
			held = &n->names;
	}
	return held != NULL ? held : &p->names[0].names;
}

bool party_suspended_on(const struct party *p, int32_t day)
{
	if (day == FORUM_TODAY)
		return p->is_suspended;
	for (uint32_t i = 0; i < p->statuses_count; i++) {
		const struct party_status *s = &p->statuses[i];
		if (s->is_suspension && span_holds(&s->span, day))
			return true;
	}
	return false;
}

uint32_t party_list_on(const struct forum *f, const struct party_filter *q,
    const struct party **out, uint32_t max)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->party_order.count; i++) {
		const struct party *p = table_at(&f->parties, order_at(&f->party_order, i));
		const struct party_status *s = party_status_on(p, q->day);
		if (s == NULL || (q->category.n > 0 && !str_eq(s->category, q->category)) ||
		    (q->kind.n > 0 && !str_eq(p->kind, q->kind)))
			continue;
		if (count < max)
			out[count] = p;
		count++;
	}
	return count;
}
