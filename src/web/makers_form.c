/* Makers of the pages of forms and returns: see makers.c. */
#include "web/call.h"

#include "base/arena.h"
#include "view/model/form_fill.h"

#define PAGES_MAX 1000000
#define NUMBER_MAX 9999 /* of a year, a version */

/* INTEGER_ABSENT where it is not there. */
static bool number_read(const struct call *c, struct str name, int64_t *out)
{
	uint64_t number = NUMBER_MAX + 1;
	if (!query_number(&c->query, name, &number, NUMBER_MAX))
		return false;
	*out = number > NUMBER_MAX ? INTEGER_ABSENT : (int64_t)number;
	return true;
}

static void acts_read(struct site *s, const struct call *c, const uint64_t *entries, uint32_t count,
    const struct act_view **out)
{
	struct act_view *acts = arena_array(s->scratch, struct act_view, count);
	for (uint32_t i = 0; i < count; i++)
		act_read(&acts[i], s, c, entries[i]);
	*out = acts;
}

enum view_status forms_make(struct buf *out, struct site *s, const struct call *c)
{
	int64_t year;
	if (!number_read(c, S("year"), &year) || year == 0)
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	return forms_page(out, s, year);
}

enum view_status form_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t entries[INQUIRY_ACTS_MAX];
	struct form_query q = { .code = c->code };
	if (!number_read(c, S("version"), &q.version))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	q.acts_count = form_entries(s->forum, c->code, entries);
	acts_read(s, c, entries, q.acts_count, &q.acts);
	return form_page(out, s, &q);
}

/* What stands in a form's body is of one request alone. */
enum view_status form_fill_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct query *p = &c->query;
	struct fill_value *values = arena_array(s->scratch, struct fill_value, p->count);
	struct fill_query q = { .form = c->code, .op = query_value(p, S("op")),
		.party = query_value(p, S("for")), .year = query_value(p, S("year")),
		.event = query_value(p, S("event")), .of = query_value(p, S("of")),
		.is_taken = query_has(p, S("take")), .values = values };
	for (uint32_t i = 0; i < p->count; i++) {
		if (str_starts(p->at[i].name, S("f.")))
			values[q.values_count++] = (struct fill_value){
				str_sub(p->at[i].name, 2, p->at[i].name.n), p->at[i].value };
	}
	return form_fill_page(out, s, &q);
}

enum view_status returns_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t page = 1;
	struct returns_query q = { .form = query_value(&c->query, S("form")),
		.party = query_value(&c->query, S("party")) };
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX) ||
	    !number_read(c, S("year"), &q.year) || q.year == 0)
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	q.page = (uint32_t)page;
	return returns_page(out, s, &q);
}

enum view_status return_make(struct buf *out, struct site *s, const struct call *c)
{
	struct return_query q = { .code = c->code };
	uint64_t entries[RETURN_PAGE_ACTS_MAX];
	q.acts_count = return_entries(s->forum, c->code, entries);
	acts_read(s, c, entries, q.acts_count, &q.acts);
	return return_page(out, s, &q);
}
