#include "view/model/meetings.h"

#include "base/arena.h"

MODEL_DEFINE(meetings)
MODEL_DEFINE(paper_item)
MODEL_DEFINE(meeting_full)

/* All meetings or those of one body, by date; those without a date stand last. */
struct row_of_meetings {
	const struct forum *forum;
	struct str body;
	uint32_t count;
};

static struct row_of_meetings row_of(const struct forum *f, struct str body)
{
	return (struct row_of_meetings){ f, body,
		body.n > 0 ? meeting_of_body_count(f, body) : meeting_count(f) };
}

static const struct meeting *row_at(const struct row_of_meetings *row, uint32_t rank)
{
	return row->body.n > 0 ? meeting_of_body(row->forum, row->body, rank)
	                       : meeting_by_date(row->forum, rank);
}

static uint32_t row_dated(const struct row_of_meetings *row)
{
	uint32_t low = 0, high = row->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (date_known(row_at(row, middle)->from))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The charter's bodies that met, for the filter. */
static void bodies_fill(struct meetings *m, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	uint32_t count = c != NULL ? c->bodies_count : 0, n = 0;
	struct code_item *items = arena_array(s->scratch, struct code_item, count);
	for (uint32_t i = 0; i < count; i++) {
		struct str code = c->bodies[i].id;
		uint32_t met = meeting_of_body_count(s->forum, code);
		if (met > 0)
			items[n++] = (struct code_item){ code, words_of_body(s, code, s->day), met };
	}
	m->bodies = (struct code_item_list){ n, items };
}

void meetings_fill(struct meetings *m, const struct site *s, const struct meetings_query *q)
{
	struct row_of_meetings row = row_of(s->forum, q->body);
	uint32_t pages = (row.count + MEETINGS_PER_PAGE - 1) / MEETINGS_PER_PAGE, n = 0;
	uint32_t page = q->page == 0 ? 1 : q->page, dated = row_dated(&row);
	struct meeting_item *items = arena_array(s->scratch, struct meeting_item, MEETINGS_PER_PAGE);
	uint32_t from = page <= pages ? (page - 1) * MEETINGS_PER_PAGE : row.count;
	for (uint32_t i = from; i < row.count && n < MEETINGS_PER_PAGE; i++)
		items[n++] = meeting_item_of(s, row_at(&row, i < dated ? dated - 1 - i : i));
	*m = (struct meetings){ .body = q->body, .total = row.count, .page = page, .pages = pages,
		.meetings = { n, items } };
	bodies_fill(m, s);
}

static void documents_fill(struct meeting_full *m, const struct site *s, const struct meeting *met)
{
	struct paper_item *items = arena_array(s->scratch, struct paper_item, met->documents_count);
	for (uint32_t i = 0; i < met->documents_count; i++) {
		const struct meeting_paper *paper = &met->documents[i];
		items[i] = (struct paper_item){ .kind = paper->kind, .symbol = paper->symbol,
			.title = words_of(s, &paper->title), .content_bytes = INTEGER_ABSENT };
		if (!paper->content.is_present)
			continue;
		struct buf hash;
		buf_init(&hash, s->scratch, 2 * HASH_BYTES);
		buf_hex(&hash, paper->content.sha256.bytes, HASH_BYTES);
		items[i].content_bytes = paper->content.len;
		items[i].content_sha256 = buf_str(&hash);
	}
	m->documents = (struct paper_item_list){ met->documents_count, items };
}

static void releases_fill(struct meeting_full *m, const struct site *s, struct str code)
{
	const struct release **found = arena_array(s->scratch, const struct release *, LIST_ROWS_MAX);
	struct release_item *items = arena_array(s->scratch, struct release_item, LIST_ROWS_MAX);
	struct release_filter filter = { .from_day = INT32_MIN, .until_day = INT32_MAX,
		.meeting = code, .max = LIST_ROWS_MAX };
	uint32_t total = 0;
	uint32_t n = release_search(s->forum, &filter, found, &total);
	for (uint32_t i = 0; i < n; i++)
		items[i] = release_item_of(s, found[i]);
	m->releases = (struct release_item_list){ n, items };
}

static const struct meeting_item *item_new(const struct site *s, const struct meeting *met)
{
	struct meeting_item *item = arena_new(s->scratch, struct meeting_item);
	*item = meeting_item_of(s, met);
	return item;
}

/* Rank of the first of the dated meetings that begins no earlier. */
static uint32_t row_rank(const struct row_of_meetings *row, uint32_t dated, struct date from)
{
	uint32_t low = 0, high = dated;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (date_cmp(row_at(row, middle)->from, from) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void neighbours_fill(struct meeting_full *m, const struct site *s, const struct meeting *met)
{
	if (met->body.n == 0 || !date_known(met->from))
		return;
	struct row_of_meetings row = row_of(s->forum, met->body);
	uint32_t dated = row_dated(&row), at = row_rank(&row, dated, met->from);
	while (at < dated && row_at(&row, at) != met)
		at++;
	if (at == dated)
		return;
	m->previous = at > 0 ? item_new(s, row_at(&row, at - 1)) : NULL;
	m->next = at + 1 < dated ? item_new(s, row_at(&row, at + 1)) : NULL;
}

bool meeting_fill(struct meeting_full *m, const struct site *s, struct str code)
{
	const struct meeting *met = meeting_find(s->forum, code);
	if (met == NULL)
		return false;
	*m = (struct meeting_full){ .meeting = item_new(s, met), .number = met->number,
		.date_basis = met->date_basis, .chair = met->chair,
		.evidence = evidence_of(s, &met->evidence) };
	if (met->chair.n > 0)
		m->chair_name = words_of_party(s, met->chair, day_or(met->from, s->day));
	struct conduct_full *conduct = arena_new(s->scratch, struct conduct_full);
	if (conduct_fill(conduct, s, met->code))
		m->conduct = conduct;
	documents_fill(m, s, met);
	releases_fill(m, s, met->code);
	neighbours_fill(m, s, met);
	return true;
}
