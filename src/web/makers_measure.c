/* Makers of the pages of confidence-building measures: see makers.c. */
#include "web/call.h"

#include "base/arena.h"
#include "view/model/measures.h"

#define PAGES_MAX 1000000
#define REPORTS_READ_MAX 30 /* of one activity, with what they say */

enum view_status measures_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct measures_query q = { query_value(&c->query, S("dimension")),
		query_value(&c->query, S("party")) };
	return measures_page(out, s, &q);
}

enum view_status area_make(struct buf *out, struct site *s, const struct call *c)
{
	return area_page(out, s, c->code);
}

enum view_status plans_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return plans_page(out, s);
}

enum view_status plan_make(struct buf *out, struct site *s, const struct call *c)
{
	return plan_page(out, s, c->code);
}

enum view_status activities_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t page = 1, year = 0;
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX) ||
	    !query_number(&c->query, S("year"), &year, 9999))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	const struct activities_query q = { .area = query_value(&c->query, S("area")),
		.dimension = query_value(&c->query, S("dimension")),
		.party = query_value(&c->query, S("party")),
		.state = query_value(&c->query, S("state")),
		.year = year == 0 ? INTEGER_ABSENT : (int64_t)year,
		.page = (uint32_t)page };
	return activities_page(out, s, &q);
}

enum view_status activity_make(struct buf *out, struct site *s, const struct call *c)
{
	struct activity_query q = { .code = c->code };
	struct act_view *acts = arena_array(s->scratch, struct act_view, REPORTS_READ_MAX);
	uint32_t all = c->code.n > 0 ? report_count(s->forum) : 0;
	for (uint32_t i = 0; i < all && q.acts_count < REPORTS_READ_MAX; i++) {
		const struct report *r = report_at(s->forum, i);
		if (str_eq(r->activity, c->code))
			act_read(&acts[q.acts_count++], s, c, r->evidence.entry);
	}
	q.acts = acts;
	return activity_page(out, s, &q);
}

enum view_status undertakings_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return undertakings_page(out, s);
}
