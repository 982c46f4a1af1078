#include "view/model/forms.h"

#include "base/arena.h"
#include "base/map.h"
#include "view/api.h"
#include "view/collate.h"
#include "view/model/next.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(form_entry)
MODEL_DEFINE(return_cell)
MODEL_DEFINE(return_row)
MODEL_DEFINE(forms)
MODEL_DEFINE(field_item)
MODEL_DEFINE(form_version_item)
MODEL_DEFINE(form_year)
MODEL_DEFINE(form_full)
MODEL_DEFINE(form_due)

static const struct next_move reminding = { KIND_FORM_REMIND, NEXT_OFFICER, { NULL, 0 },
	MESSAGE_INEXT_REMIND };

/* Parties by columns: a form and a year each, of one form or of one year. */
struct column {
	const struct form *form;
	int64_t year; /* INTEGER_ABSENT: of a form that asks once */
};
struct tally {
	const struct filing *newest; /* no supplement */
	uint32_t returns, supplements;
};
struct grid {
	const struct site *s;
	moment now;
	uint32_t columns_count, parties_count;
	struct column *columns;
	struct map parties;
	struct tally *cells;
};

static int64_t year_now(const struct site *s)
{
	return moment_parts(next_now(s)).date.year;
}

static struct tally *cell_of(const struct grid *g, uint32_t party, uint32_t column)
{
	return &g->cells[(size_t)party * g->columns_count + column];
}

static bool is_in(const struct column *c, const struct filing *r)
{
	int64_t year = date_known(r->event) ? r->event.year : r->year;
	return str_eq(c->form->code, r->form) && (c->year == INTEGER_ABSENT || c->year == year);
}

static void filing_add(struct grid *g, const struct filing *r)
{
	uint32_t party = map_get(&g->parties, r->party);
	for (uint32_t i = 0; party != MAP_NONE && i < g->columns_count; i++) {
		struct tally *cell = cell_of(g, party, i);
		if (!is_in(&g->columns[i], r))
			continue;
		if (r->how == FILING_SUPPLEMENT) {
			cell->supplements++;
			continue;
		}
		cell->newest = r;
		cell->returns++;
	}
}

static void grid_fill(struct grid *g, const struct site *s, struct column *columns, uint32_t count)
{
	*g = (struct grid){ .s = s, .now = next_now(s), .columns = columns, .columns_count = count,
		.parties_count = party_count(s->forum) };
	map_init(&g->parties, s->scratch, 1);
	for (uint32_t i = 0; i < g->parties_count; i++)
		map_put(&g->parties, party_at(s->forum, i)->code, i);
	g->cells = arena_zero(s->scratch, (size_t)g->parties_count * count, sizeof *g->cells);
	for (uint32_t i = 0; i < filing_count(s->forum); i++)
		filing_add(g, filing_at(s->forum, i));
}

/* The last day of the column's year, or today. */
static int32_t column_day(const struct grid *g, const struct column *c)
{
	int32_t today = (int32_t)(g->now.ms / DAY_MS);
	if (c->year == INTEGER_ABSENT)
		return today;
	int32_t last = date_last_day((struct date){ (int16_t)c->year, 0, 0, -1 });
	return last < today ? last : today;
}

/* Had the party a say on that day? */
static bool is_on_roll(const struct grid *g, const struct party *p, int32_t day)
{
	const struct charter *c = forum_charter(g->s->forum);
	const struct party_status *status = party_status_on(p, day);
	const struct charter_category *category =
	    c != NULL && status != NULL ? charter_category(c, status->category) : NULL;
	return category != NULL &&
	    (category->rights & (1U << RIGHT_OBJECT | 1U << RIGHT_VOTE)) != 0;
}

/* May a return still come in time? Until it is due, or where nothing says when, until the year ends. */
static bool is_open(const struct grid *g, const struct column *c)
{
	moment due = form_due(c->form, c->year, DATE_NONE);
	int32_t today = (int32_t)(g->now.ms / DAY_MS);
	if (due.ms != MOMENT_ABSENT.ms)
		return g->now.ms < due.ms;
	return c->year == INTEGER_ABSENT || c->year >= date_of_days(today).year;
}

static struct return_cell cell_make(const struct grid *g, uint32_t party, uint32_t column)
{
	const struct column *c = &g->columns[column];
	const struct tally *t = cell_of(g, party, column);
	struct return_cell out = { .form = c->form->code, .year = c->year, .entry = INTEGER_ABSENT,
		.returns = t->returns, .supplements = t->supplements };
	if (t->newest != NULL) {
		out.state = filing_how_name(t->newest->how);
		out.is_late = t->newest->is_late;
		out.entry = (int64_t)t->newest->entry;
	} else if (c->form->period == FORM_EVENT) {
		out.state = S("no-event");
	} else {
		out.state = is_open(g, c) ? S("open") : S("none");
	}
	out.state_name = words_of_how(g->s, out.state);
	return out;
}

/* Is the party in the table: on the roll for a column, or with something in one? */
static bool has_row(const struct grid *g, uint32_t party)
{
	for (uint32_t i = 0; i < g->columns_count; i++) {
		if (cell_of(g, party, i)->returns > 0 ||
		    is_on_roll(g, party_at(g->s->forum, party), column_day(g, &g->columns[i])))
			return true;
	}
	return false;
}

/* A party that had no say then and told nothing has an empty cell: nothing was asked of it. */
static struct return_row row_make(const struct grid *g, uint32_t party)
{
	const struct party *p = party_at(g->s->forum, party);
	struct return_cell *cells = arena_array(g->s->scratch, struct return_cell, g->columns_count);
	for (uint32_t i = 0; i < g->columns_count; i++) {
		const struct column *c = &g->columns[i];
		cells[i] = cell_make(g, party, i);
		if (cells[i].returns == 0 && !is_on_roll(g, p, column_day(g, c)))
			cells[i] = (struct return_cell){ .form = c->form->code, .year = c->year,
				.entry = INTEGER_ABSENT };
	}
	return (struct return_row){ p->code,
		words_of_party(g->s, p->code, (int32_t)(g->now.ms / DAY_MS)),
		{ g->columns_count, cells } };
}

/* By name, by insertion: the list is short, and the order must not depend on a library's sort. */
static struct return_row_list rows_fill(const struct grid *g, int64_t *total)
{
	struct return_row *rows = arena_array(g->s->scratch, struct return_row, FORM_ROWS_MAX);
	uint32_t n = 0;
	*total = 0;
	for (uint32_t i = 0; g->columns_count > 0 && i < g->parties_count; i++) {
		if (!has_row(g, i) || (*total)++ >= FORM_ROWS_MAX)
			continue;
		struct return_row row = row_make(g, i);
		uint32_t at = n++;
		while (at > 0 && collate(row.party_name.text, rows[at - 1].party_name.text) < 0) {
			rows[at] = rows[at - 1];
			at--;
		}
		rows[at] = row;
	}
	return (struct return_row_list){ n, rows };
}

static struct form_entry form_item_of(const struct grid *g, uint32_t column)
{
	const struct site *s = g->s;
	const struct column *c = &g->columns[column];
	const struct form *form = c->form;
	struct form_entry item = { .code = form->code, .title = words_of(s, &form->title),
		.version = form->version, .period = form_period_name(form->period),
		.period_name = words_under(s, S("form-period."), form_period_name(form->period)),
		.area = form->area, .dimension = form->dimension,
		.area_name = words_of_subject(s, form->area, form->dimension),
		.fields = form->lines_count, .due = form_last_day(form, c->year, DATE_NONE),
		.due_s = form->due_s, .awaited = form->period == FORM_EVENT ? INTEGER_ABSENT : 0 };
	for (uint32_t i = 0; i < g->parties_count; i++) {
		bool has_told = cell_of(g, i, column)->returns > 0;
		item.received += has_told;
		if (!has_told && form->period != FORM_EVENT)
			item.awaited += is_on_roll(g, party_at(s->forum, i), column_day(g, c));
	}
	return item;
}

static struct column column_of(const struct form *form, int64_t year)
{
	return (struct column){ form, form->period == FORM_ONCE ? INTEGER_ABSENT : year };
}

/* The earliest year of which anything came, of one form or (NULL) of any. */
static int64_t first_year_of(const struct site *s, const struct form *form)
{
	int64_t first = year_now(s);
	for (uint32_t i = 0; i < filing_count(s->forum); i++) {
		const struct filing *r = filing_at(s->forum, i);
		int64_t year = date_known(r->event) ? r->event.year : r->year;
		if (year != INTEGER_ABSENT && year < first && (form == NULL || str_eq(form->code, r->form)))
			first = year;
	}
	return first;
}

void forms_fill(struct forms *m, const struct site *s, int64_t year)
{
	struct column *columns = arena_array(s->scratch, struct column, FORMS_SHOWN_MAX);
	struct form_entry *items = arena_array(s->scratch, struct form_entry, FORMS_SHOWN_MAX);
	struct grid g;
	uint32_t n = 0;
	*m = (struct forms){ .year = year == INTEGER_ABSENT ? year_now(s) : year,
		.first_year = first_year_of(s, NULL), .last_year = year_now(s) };
	for (uint32_t i = 0; i < form_count(s->forum) && n < FORMS_SHOWN_MAX; i++) {
		const struct form *form = form_at(s->forum, i);
		if (form_in_force(s->forum, form))
			columns[n++] = column_of(form, m->year);
	}
	grid_fill(&g, s, columns, n);
	for (uint32_t i = 0; i < n; i++)
		items[i] = form_item_of(&g, i);
	m->forms = (struct form_entry_list){ n, items };
	m->rows = rows_fill(&g, &m->rows_total);
}

struct field_item_list form_fields_of(const struct site *s, const struct form *form)
{
	struct field_item *items = arena_array(s->scratch, struct field_item, form->lines_count);
	for (uint32_t i = 0; i < form->lines_count; i++) {
		const struct form_line *line = &form->lines[i];
		items[i] = (struct field_item){ .code = line->code, .label = words_of(s, &line->label),
			.field_kind = form_kind_name(line->kind),
			.kind_name = words_under(s, S("form-kind."), form_kind_name(line->kind)),
			.unit = line->unit, .is_required = line->is_required,
			.visibility = form_visibility_name(line->visibility), .parties = line->parties,
			.visible_to = words_of_visibility(s, line), .options = options_of(s, line),
			.basis = line->basis };
	}
	return (struct field_item_list){ form->lines_count, items };
}

static void versions_fill(struct form_full *m, const struct site *s, struct str code)
{
	uint32_t all = form_count(s->forum), n = 0;
	struct form_version_item *items = arena_array(s->scratch, struct form_version_item, all);
	for (uint32_t i = 0; i < all; i++) {
		const struct form *form = form_at(s->forum, i);
		if (str_eq(form->code, code))
			items[n++] = (struct form_version_item){ form->version,
				words_of(s, &form->title), form_in_force(s->forum, form),
				form->decision, evidence_of(s, &form->evidence) };
	}
	m->versions = (struct form_version_item_list){ n, items };
}

static void measures_fill_of(struct form_full *m, const struct site *s, const struct form *form)
{
	struct measure_item *items = arena_array(s->scratch, struct measure_item, form->measures.count);
	for (uint32_t i = 0; i < form->measures.count; i++)
		items[i] = measure_item_of(s, measure_find(s->forum, form->measures.at[i]));
	m->measures = (struct measure_item_list){ form->measures.count, items };
}

/* Columns of one form: its years, the newest last; one where it asks once. */
static void years_fill(struct form_full *m, const struct site *s, const struct form *form)
{
	struct column columns[FORM_YEARS_MAX];
	struct form_year *heads = arena_array(s->scratch, struct form_year, FORM_YEARS_MAX);
	struct form_entry *item = arena_new(s->scratch, struct form_entry);
	struct grid g;
	int64_t last = year_now(s), first = first_year_of(s, form);
	uint32_t count = 1;
	if (form->period != FORM_ONCE)
		count = last - first + 1 < FORM_YEARS_MAX ? (uint32_t)(last - first + 1) : FORM_YEARS_MAX;
	for (uint32_t i = 0; i < count; i++) {
		columns[i] = column_of(form, last - (int64_t)(count - 1 - i));
		heads[i] = (struct form_year){ columns[i].year,
			form_last_day(form, columns[i].year, DATE_NONE) };
	}
	grid_fill(&g, s, columns, count);
	*item = form_item_of(&g, count - 1);
	m->form = item;
	m->years = (struct form_year_list){ count, heads };
	m->rows = rows_fill(&g, &m->rows_total);
}

uint32_t form_entries(const struct forum *f, struct str code, uint64_t entries[INQUIRY_ACTS_MAX])
{
	return inquiry_entries(f, &(struct inquiry_of){ .form = code, .entry = UINT64_MAX }, entries,
	    INQUIRY_ACTS_MAX);
}

/* "a","b","c" */
static struct str codes_text(const struct site *s, const struct code_item_list *list)
{
	struct buf b;
	buf_init(&b, s->scratch, NEXT_CONTENT_BYTES_MAX);
	for (uint32_t i = 0; i < list->count; i++) {
		buf_put(&b, i > 0 ? S("\",\"") : STR_NONE);
		buf_put(&b, list->at[i].code);
	}
	return buf_str(&b);
}

static struct next_item_list remind_of(const struct site *s, const struct form_due *due,
    const struct code_item_list *codes)
{
	struct next_item *item = arena_new(s->scratch, struct next_item);
	struct next_for n = { .s = s, .now = next_now(s) };
	struct str content = next_content(s, due->year == INTEGER_ABSENT
	    ? S("{\"form\":\"@f\",\"note\":\"NOTE\",\"to\":[\"@t\"]}")
	    : S("{\"form\":\"@f\",\"note\":\"NOTE\",\"to\":[\"@t\"],\"year\":@y}"),
	    PAIRS({ "f", due->form }, { "t", codes_text(s, codes) },
	    { "y", due->year == INTEGER_ABSENT ? STR_NONE : integer_text(s, due->year) }));
	*item = next_make(&n, &reminding, content, PARTS(part_text(STR_NONE)));
	return (struct next_item_list){ 1, item };
}

/* In the order of their codes, in which an act names them. */
static struct code_item_list awaited_of(const struct grid *g, uint32_t column, struct str party,
    int64_t *total)
{
	struct code_item *items = arena_array(g->s->scratch, struct code_item, FORM_ROWS_MAX);
	int32_t day = column_day(g, &g->columns[column]);
	uint32_t n = 0;
	*total = 0;
	for (uint32_t i = 0; i < g->parties_count; i++) {
		const struct party *p = party_at(g->s->forum, i);
		bool is_asked = party.n == 0 || str_eq(p->code, party);
		if (!is_asked || cell_of(g, i, column)->returns > 0 || !is_on_roll(g, p, day))
			continue;
		if ((*total)++ >= FORM_ROWS_MAX)
			continue;
		uint32_t at = n++;
		for (; at > 0 && str_cmp(p->code, items[at - 1].code) < 0; at--)
			items[at] = items[at - 1];
		items[at] = (struct code_item){ p->code, words_of_party(g->s, p->code, FORUM_TODAY),
			INTEGER_ABSENT };
	}
	return (struct code_item_list){ n, items };
}

struct form_due_list forms_due(const struct site *s, struct str party)
{
	struct column *columns = arena_array(s->scratch, struct column, FORMS_SHOWN_MAX);
	struct form_due *items = arena_array(s->scratch, struct form_due, FORMS_SHOWN_MAX);
	struct grid g;
	uint32_t count = 0, n = 0;
	for (uint32_t i = 0; i < form_count(s->forum) && count < FORMS_SHOWN_MAX; i++) {
		const struct form *form = form_at(s->forum, i);
		if (form_in_force(s->forum, form) && form->period != FORM_EVENT)
			columns[count++] = column_of(form, year_now(s));
	}
	grid_fill(&g, s, columns, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct form *form = columns[i].form;
		struct str state = is_open(&g, &columns[i]) ? S("open") : S("none");
		struct form_due due = { .form = form->code, .title = words_of(s, &form->title),
			.year = columns[i].year, .due = form_last_day(form, columns[i].year, DATE_NONE),
			.state = state, .state_name = words_of_how(s, state) };
		due.awaited = awaited_of(&g, i, party, &due.awaited_total);
		if (due.awaited_total == 0)
			continue;
		if (party.n == 0 && due.awaited_total == due.awaited.count)
			due.next = remind_of(s, &due, &due.awaited);
		items[n++] = due;
	}
	return (struct form_due_list){ n, items };
}

static void inquiries_fill(struct form_full *m, const struct site *s, const struct form_query *q)
{
	const struct inquiry_of of = { .form = q->code, .entry = UINT64_MAX,
		.acts_count = q->acts_count, .acts = q->acts };
	m->inquiries = inquiries_of(s, &of);
	m->reminders = reminders_of(s, &of);
	m->next = inquiries_begin(s, &of, NULL);
}

bool form_fill(struct form_full *m, const struct site *s, const struct form_query *q)
{
	const struct form *form = form_find(s->forum, q->code);
	const struct form *shown = form == NULL || q->version == INTEGER_ABSENT
	    ? form : form_version(s->forum, q->code, q->version);
	uint32_t total;
	if (shown == NULL)
		return false;
	const struct returns_query of = { .form = form->code, .year = INTEGER_ABSENT, .page = 1 };
	*m = (struct form_full){ .version = shown->version };
	m->returns = returns_pick(s, &of, (const uint32_t[2]){ 0, RETURNS_A_PAGE }, &total);
	m->returns_total = total;
	m->fields = form_fields_of(s, shown);
	versions_fill(m, s, form->code);
	measures_fill_of(m, s, shown);
	years_fill(m, s, form);
	inquiries_fill(m, s, q);
	return true;
}
