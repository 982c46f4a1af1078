#include "view/model/measures.h"

#include "base/arena.h"
#include "base/map.h"

MODEL_DEFINE(role_item)
MODEL_DEFINE(cell_item)
MODEL_DEFINE(matrix_row)
MODEL_DEFINE(matrix_group)
MODEL_DEFINE(edition_item)
MODEL_DEFINE(review_item)
MODEL_DEFINE(measures)
MODEL_DEFINE(area_full)

/* Counts of rows by year. Rows: the areas, then the dimensions for what is of no area, then one for what
 * is of no dimension; and behind them the parties. */
struct counts {
	uint32_t planned, held, reported;
};
struct grid {
	const struct site *s;
	const struct measures_query *q;
	struct map areas, parties;
	uint32_t areas_count, dimensions_count, parties_count;
	int32_t first; /* year of the first column */
	uint32_t years;
	struct counts *cells;
};

static uint32_t rows_of(const struct grid *g)
{
	return g->areas_count + g->dimensions_count + 1 + g->parties_count;
}

/* The row of a subject, which stands before those of parties. */
static uint32_t subject_row(const struct grid *g, struct str area, struct str dimension)
{
	const struct charter *c = forum_charter(g->s->forum);
	uint32_t at = area.n > 0 ? map_get(&g->areas, area) : MAP_NONE;
	if (at != MAP_NONE)
		return at;
	for (uint32_t i = 0; i < g->dimensions_count; i++) {
		if (str_eq(c->measures.dimensions[i].id, dimension))
			return g->areas_count + i;
	}
	return g->areas_count + g->dimensions_count;
}

static struct counts *cell_at(const struct grid *g, uint32_t row, int32_t year)
{
	if (row == MAP_NONE || year < g->first || year - g->first >= (int32_t)g->years)
		return NULL;
	return &g->cells[(size_t)row * g->years + (uint32_t)(year - g->first)];
}

static uint32_t party_row_of(const struct grid *g, struct str party)
{
	uint32_t at = party.n > 0 ? map_get(&g->parties, party) : MAP_NONE;
	return at == MAP_NONE ? MAP_NONE : g->areas_count + g->dimensions_count + 1 + at;
}

static bool is_asked(const struct grid *g, struct str dimension, struct str party)
{
	return (g->q->dimension.n == 0 || str_eq(dimension, g->q->dimension)) &&
	    (g->q->party.n == 0 || str_eq(party, g->q->party));
}

static void activity_add(struct grid *g, const struct activity *a)
{
	if (!is_asked(g, a->dimension, a->host))
		return;
	bool is_reported = report_of_activity(g->s->forum, a->code) != NULL;
	const uint32_t rows[2] = { subject_row(g, a->area, a->dimension), party_row_of(g, a->host) };
	for (size_t i = 0; i < CM_COUNT(rows); i++) {
		struct counts *cell = cell_at(g, rows[i], activity_year(a));
		if (cell == NULL)
			continue;
		cell->planned++;
		cell->held += a->state == ACTIVITY_HELD;
		cell->reported += is_reported;
	}
}

/* Reports on years; those on activities are counted with them. */
static void report_add(struct grid *g, const struct report *r)
{
	if (r->activity.n > 0 || r->of != UINT64_MAX || !is_asked(g, r->dimension, r->party))
		return;
	const uint32_t rows[2] = { subject_row(g, r->area, r->dimension), party_row_of(g, r->party) };
	for (size_t i = 0; i < CM_COUNT(rows); i++) {
		struct counts *cell = cell_at(g, rows[i], (int32_t)r->year);
		if (cell != NULL)
			cell->reported++;
	}
}

static void years_find(struct grid *g)
{
	const struct forum *f = g->s->forum;
	int32_t first = INT32_MAX, last = INT32_MIN;
	for (uint32_t i = 0; i < activity_count(f); i++) {
		int32_t year = activity_year(activity_at(f, i));
		if (year == 0)
			continue;
		first = year < first ? year : first;
		last = year > last ? year : last;
	}
	for (uint32_t i = 0; i < report_count(f); i++) {
		const struct report *r = report_at(f, i);
		if (r->activity.n > 0 || r->year == INTEGER_ABSENT)
			continue;
		first = r->year < first ? (int32_t)r->year : first;
		last = r->year > last ? (int32_t)r->year : last;
	}
	if (first > last)
		return;
	if (last - first >= MATRIX_YEARS_MAX)
		first = last - MATRIX_YEARS_MAX + 1;
	g->first = first;
	g->years = (uint32_t)(last - first + 1);
}

static void grid_fill(struct grid *g, const struct site *s, const struct measures_query *q)
{
	const struct charter *c = forum_charter(s->forum);
	*g = (struct grid){ .s = s, .q = q, .areas_count = area_count(s->forum),
		.dimensions_count = c != NULL ? c->measures.dimensions_count : 0,
		.parties_count = party_count(s->forum) };
	map_init(&g->areas, s->scratch, 1);
	map_init(&g->parties, s->scratch, 1);
	for (uint32_t i = 0; i < g->areas_count; i++)
		map_put(&g->areas, area_at(s->forum, i)->code, i);
	for (uint32_t i = 0; i < g->parties_count; i++)
		map_put(&g->parties, party_at(s->forum, i)->code, i);
	years_find(g);
	g->cells = arena_zero(s->scratch, (size_t)rows_of(g) * g->years, sizeof *g->cells);
	for (uint32_t i = 0; i < activity_count(s->forum); i++)
		activity_add(g, activity_at(s->forum, i));
	for (uint32_t i = 0; i < report_count(s->forum); i++)
		report_add(g, report_at(s->forum, i));
}

static void row_fill(struct matrix_row *out, const struct grid *g, uint32_t row)
{
	struct cell_item *cells = arena_array(g->s->scratch, struct cell_item, g->years);
	uint32_t count = 0;
	for (uint32_t i = 0; i < g->years; i++) {
		const struct counts *c = &g->cells[(size_t)row * g->years + i];
		if (c->planned == 0 && c->reported == 0)
			continue;
		cells[count++] = (struct cell_item){ g->first + (int32_t)i, c->planned, c->held,
			c->reported };
		out->planned += c->planned;
		out->held += c->held;
		out->reported += c->reported;
	}
	out->cells = (struct cell_item_list){ count, cells };
}

static struct role_item role_item_of(const struct site *s, const struct coordination *c)
{
	const struct span *span = &c->span;
	int32_t day = date_known(span->from) || date_known(span->seen_by)
	    ? date_last_day(date_or(span->from, span->seen_by))
	    : s->day;
	struct role_item item = { .area = c->area, .dimension = c->dimension,
		.dimension_name = words_of_dimension(s, c->dimension), .party = c->party,
		.party_name = words_of_party(s, c->party, day), .role = c->role,
		.role_name = words_of_code(s, c->role), .from = span->from, .seen_by = span->seen_by,
		.until = span->until, .gone_by = span->gone_by,
		.is_current = coordination_on(c, s->day),
		.evidence = evidence_of(s, &c->evidence) };
	if (c->area.n > 0)
		item.area_name = words_of_subject(s, c->area, c->dimension);
	return item;
}

/* Which roles a list is of. Empty area: those for whole dimensions, unless a party is asked for. */
struct role_filter {
	struct str area, dimension, party;
	bool is_on_day;
};

static struct role_item_list roles_pick(const struct site *s, const struct role_filter *f)
{
	uint32_t all = coordination_count(s->forum), count = 0;
	struct role_item *items = arena_array(s->scratch, struct role_item, MEASURES_ROWS_MAX);
	for (uint32_t i = 0; i < all && count < MEASURES_ROWS_MAX; i++) {
		const struct coordination *c = coordination_at(s->forum, i);
		bool fits = f->party.n > 0 ? str_eq(c->party, f->party)
					   : str_eq(c->area, f->area) &&
			(f->area.n > 0 || str_eq(c->dimension, f->dimension));
		if (fits && (!f->is_on_day || coordination_on(c, s->day)))
			items[count++] = role_item_of(s, c);
	}
	return (struct role_item_list){ count, items };
}

struct role_item_list roles_of_party(const struct site *s, struct str party)
{
	return roles_pick(s, &(struct role_filter){ .party = party });
}

/* Who has a role for the area on the day, by code, coordinators as recorded. */
static struct strs coordinators_on(const struct site *s, struct str area)
{
	uint32_t all = coordination_count(s->forum), count = 0;
	struct str *at = arena_array(s->scratch, struct str, all);
	for (uint32_t i = 0; i < all; i++) {
		const struct coordination *c = coordination_at(s->forum, i);
		if (str_eq(c->area, area) && coordination_on(c, s->day))
			at[count++] = c->party;
	}
	return (struct strs){ count, at };
}

static void put_area_row(struct matrix_row *out, const struct grid *g, uint32_t row)
{
	const struct area *a = area_at(g->s->forum, row);
	*out = (struct matrix_row){ .code = a->code, .name = words_of(g->s, &a->names),
		.coordinators = coordinators_on(g->s, a->code) };
	row_fill(out, g, row);
}

static void group_fill(struct matrix_group *out, const struct grid *g, uint32_t dimension)
{
	const struct charter *c = forum_charter(g->s->forum);
	const struct charter_facet *d = &c->measures.dimensions[dimension];
	struct matrix_row *rows = arena_array(g->s->scratch, struct matrix_row, g->areas_count + 1);
	uint32_t count = 0;
	for (uint32_t i = 0; i < g->areas_count; i++) {
		if (str_eq(area_at(g->s->forum, i)->dimension, d->id))
			put_area_row(&rows[count++], g, i);
	}
	struct matrix_row other = { .code = d->id };
	row_fill(&other, g, g->areas_count + dimension);
	if (other.cells.count > 0)
		rows[count++] = other;
	*out = (struct matrix_group){ .code = d->id, .name = words_of(g->s, &d->name),
		.roles = roles_pick(g->s, &(struct role_filter){ .dimension = d->id, .is_on_day = true }),
		.rows = { count, rows } };
}

static void groups_fill(struct measures *m, const struct grid *g)
{
	const struct charter *c = forum_charter(g->s->forum);
	struct matrix_group *groups =
	    arena_array(g->s->scratch, struct matrix_group, g->dimensions_count + 1);
	uint32_t count = 0;
	for (uint32_t i = 0; i < g->dimensions_count; i++) {
		bool is_wanted = g->q->dimension.n == 0 ||
		    str_eq(c->measures.dimensions[i].id, g->q->dimension);
		if (is_wanted)
			group_fill(&groups[count++], g, i);
	}
	struct matrix_row *beside = arena_zero(g->s->scratch, 1, sizeof *beside);
	row_fill(beside, g, g->areas_count + g->dimensions_count);
	if (beside->cells.count > 0)
		groups[count++] = (struct matrix_group){ .rows = { 1, beside } };
	m->groups = (struct matrix_group_list){ count, groups };
}

static void parties_fill_rows(struct measures *m, const struct grid *g)
{
	struct matrix_row *rows = arena_array(g->s->scratch, struct matrix_row, g->parties_count);
	uint32_t count = 0, before = g->areas_count + g->dimensions_count + 1;
	for (uint32_t i = 0; i < g->parties_count; i++) {
		struct matrix_row row = { .code = party_at(g->s->forum, i)->code };
		row_fill(&row, g, before + i);
		if (row.cells.count == 0)
			continue;
		row.name = words_of_party(g->s, row.code, g->s->day);
		rows[count++] = row;
	}
	m->parties = (struct matrix_row_list){ count, rows };
}

static struct edition_item edition_item_of(const struct site *s, const struct catalogue *c)
{
	int32_t end = catalogue_end(s->forum, c);
	struct edition_item item = { .code = c->code, .kind = c->kind,
		.kind_name = words_under(s, S("edition."), c->kind), .title = words_of(s, &c->title),
		.from = c->from, .until = DATE_NONE, .decision = c->decision,
		.evidence = evidence_of(s, &c->evidence) };
	if (end != INT32_MAX) {
		item.until = date_of_days(end);
		item.until.minute = -1;
	}
	for (uint32_t i = 0; i < measure_count(s->forum); i++)
		item.measures += str_eq(measure_at(s->forum, i)->catalogue, c->code);
	return item;
}

static void editions_fill(struct measures *m, const struct site *s)
{
	uint32_t all = catalogue_count(s->forum);
	uint32_t count = all < MEASURES_ROWS_MAX ? all : MEASURES_ROWS_MAX;
	struct edition_item *items = arena_array(s->scratch, struct edition_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = edition_item_of(s, catalogue_at(s->forum, i));
	m->editions = (struct edition_item_list){ count, items };
}

static void reviews_fill(struct measures *m, const struct site *s, struct str dimension)
{
	struct review_item *items = arena_array(s->scratch, struct review_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = review_count(s->forum); i-- > 0 && count < MEASURES_ROWS_MAX;) {
		const struct review *r = review_at(s->forum, i);
		if (dimension.n > 0 && !str_eq(r->dimension, dimension))
			continue;
		items[count++] = (struct review_item){ .code = r->code, .dimension = r->dimension,
			.dimension_name = words_of_dimension(s, r->dimension), .body = r->body,
			.body_name = words_of_body(s, r->body, day_or(r->from, s->day)),
			.from = r->from, .until = r->until, .is_open = r->closed == UINT64_MAX,
			.outcome = words_of(s, &r->outcome),
			.evidence = evidence_of(s, &r->evidence) };
	}
	m->reviews = (struct review_item_list){ count, items };
}

void measures_fill(struct measures *m, const struct site *s, const struct measures_query *q)
{
	struct grid g;
	grid_fill(&g, s, q);
	*m = (struct measures){ .on = date_of_days(s->day), .dimension = q->dimension,
		.party = q->party,
		.first_year = g.years > 0 ? g.first : INTEGER_ABSENT,
		.last_year = g.years > 0 ? g.first + (int32_t)g.years - 1 : INTEGER_ABSENT };
	m->on.minute = -1;
	groups_fill(m, &g);
	parties_fill_rows(m, &g);
	editions_fill(m, s);
	reviews_fill(m, s, q->dimension);
}

static struct measure_item_list measures_of_area(const struct site *s, struct str area)
{
	struct measure_item *items = arena_array(s->scratch, struct measure_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = 0; i < measure_count(s->forum) && count < MEASURES_ROWS_MAX; i++) {
		const struct measure *m = measure_at(s->forum, i);
		if (str_eq(m->area, area))
			items[count++] = measure_item_of(s, m);
	}
	return (struct measure_item_list){ count, items };
}

/* The editions that the measures are of, in order of record. */
static struct edition_item_list editions_of(const struct site *s, const struct measure_item_list *of)
{
	uint32_t all = catalogue_count(s->forum), count = 0;
	struct edition_item *items = arena_array(s->scratch, struct edition_item, all);
	for (uint32_t i = 0; i < all; i++) {
		const struct catalogue *c = catalogue_at(s->forum, i);
		bool is_of_it = false;
		for (uint32_t k = 0; k < of->count; k++)
			is_of_it = is_of_it || str_eq(of->at[k].edition, c->code);
		if (is_of_it)
			items[count++] = edition_item_of(s, c);
	}
	return (struct edition_item_list){ count, items };
}

static struct plan_item_list plans_of_area(const struct site *s, struct str area)
{
	struct plan_item *items = arena_array(s->scratch, struct plan_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = 0; i < plan_count(s->forum) && count < MEASURES_ROWS_MAX; i++) {
		const struct plan *p = plan_at(s->forum, i);
		if (str_eq(p->area, area))
			items[count++] = plan_item_of(s, p);
	}
	return (struct plan_item_list){ count, items };
}

static struct report_item_list reports_of_area(const struct site *s, struct str area)
{
	struct report_item *items = arena_array(s->scratch, struct report_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = report_count(s->forum); i-- > 0 && count < MEASURES_ROWS_MAX;) {
		const struct report *r = report_at(s->forum, i);
		if (r->activity.n == 0 && str_eq(r->area, area))
			items[count++] = report_item_of(s, r);
	}
	return (struct report_item_list){ count, items };
}

static struct cell_item_list years_of(const struct site *s, const struct area *a)
{
	const struct measures_query all = { STR_NONE, STR_NONE };
	struct grid g;
	struct matrix_row row = { .code = a->code };
	grid_fill(&g, s, &all);
	row_fill(&row, &g, map_get(&g.areas, a->code));
	return row.cells;
}

bool area_fill(struct area_full *m, const struct site *s, struct str code)
{
	const struct area *a = area_find(s->forum, code);
	uint32_t total = 0;
	if (a == NULL)
		return false;
	const struct activities_query of = { .area = a->code, .year = INTEGER_ABSENT };
	struct measure_item_list measures = measures_of_area(s, a->code);
	*m = (struct area_full){ .code = a->code, .name = words_of(s, &a->names), .names = a->names,
		.on = date_of_days(s->day), .dimension = a->dimension,
		.dimension_name = words_of_dimension(s, a->dimension), .from = a->from,
		.roles = roles_pick(s, &(struct role_filter){ .area = a->code }),
		.dimension_roles = roles_pick(s, &(struct role_filter){ .dimension = a->dimension }),
		.years = years_of(s, a), .measures = measures, .editions = editions_of(s, &measures),
		.plans = plans_of_area(s, a->code),
		.activities =
		    activities_pick(s, &of, (const uint32_t[2]){ 0, MEASURES_ROWS_MAX }, &total),
		.reports = reports_of_area(s, a->code), .evidence = evidence_of(s, &a->evidence) };
	m->activities_total = total;
	m->on.minute = -1;
	return true;
}
