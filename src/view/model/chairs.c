#include "view/model/chairs.h"

#include "base/arena.h"
#include "rules/conduct.h"
#include "view/meeting_words.h"
#include "view/messages.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(bureau_row)
MODEL_DEFINE(chair_row)

/* What happened: a term, or an act about one. */
struct event {
	const struct term *term;     /* or */
	const struct tenure *tenure;
	int32_t day;
	uint64_t entry;
};

static const struct charter_office *office_find(const struct forum *f, struct str id)
{
	const struct charter *c = forum_charter(f);
	for (uint32_t i = 0; c != NULL && i < c->offices_count; i++) {
		if (str_eq(c->offices[i].id, id))
			return &c->offices[i];
	}
	return NULL;
}

static bool is_of_body(const struct forum *f, struct str office, struct str meeting, struct str body)
{
	const struct charter_office *of = office_find(f, office);
	const struct meeting *m = meeting.n > 0 ? meeting_find(f, meeting) : NULL;
	return (of != NULL && str_eq(of->body, body)) || (m != NULL && str_eq(m->body, body));
}

/* Newest day first, then what was recorded later; the oldest fall off the end. */
static uint32_t event_add(struct event *events, uint32_t n, struct event e)
{
	uint32_t at = n < CHAIR_ROWS_MAX ? n : CHAIR_ROWS_MAX;
	while (at > 0 && (events[at - 1].day < e.day ||
			     (events[at - 1].day == e.day && events[at - 1].entry < e.entry)))
		at--;
	if (at == CHAIR_ROWS_MAX)
		return n;
	uint32_t last = n < CHAIR_ROWS_MAX ? n : CHAIR_ROWS_MAX - 1;
	for (uint32_t i = last; i > at; i--)
		events[i] = events[i - 1];
	events[at] = e;
	return last + 1;
}

static uint32_t events_of(const struct forum *f, struct str body, struct event *events)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < term_count(f); i++) {
		const struct term *t = term_at(f, i);
		if (is_of_body(f, t->office, STR_NONE, body))
			n = event_add(events, n, (struct event){ .term = t, .entry = t->evidence.entry,
			    .day = date_known(t->from) ? date_first_day(t->from) : INT32_MIN });
	}
	for (uint32_t i = 0; i < tenure_count(f); i++) {
		const struct tenure *t = tenure_at(f, i);
		if (is_of_body(f, t->office, t->meeting, body))
			n = event_add(events, n, (struct event){ .tenure = t, .entry = t->entry,
			    .day = (int32_t)(t->at.ms / DAY_MS) });
	}
	return n;
}

uint32_t chair_entries(const struct forum *f, struct str body, uint64_t *entries)
{
	struct event events[CHAIR_ROWS_MAX];
	uint32_t n = events_of(f, body, events);
	for (uint32_t i = 0; i < n; i++)
		entries[i] = events[i].entry;
	return n;
}

static struct chair_row term_row(const struct site *s, const struct term *t)
{
	return (struct chair_row){ .how = S("scheduled"),
		.how_name = { site_lang(s), message_text(s->lang, MESSAGE_TENURE_SCHEDULED, 1) },
		.office = t->office, .office_name = words_of_office(s, t->office), .party = t->party,
		.party_name = words_of_party(s, t->party, day_or(t->from, s->day)), .from = t->from,
		.until = date_known(t->until) ? t->until : t->planned_until, .at = MOMENT_ABSENT };
}

static struct chair_row tenure_row(const struct site *s, const struct tenure *t, int32_t day)
{
	struct chair_row row = { .how = tenure_how_name(t->how), .how_name = words_of_tenure(s, t->how),
		.office = t->office, .party = t->party, .party_name = words_of_party(s, t->party, day),
		.from = DATE_NONE, .until = DATE_NONE, .at = t->at, .meeting = t->meeting };
	const struct meeting *m = t->meeting.n > 0 ? meeting_find(s->forum, t->meeting) : NULL;
	if (t->office.n > 0)
		row.office_name = words_of_office(s, t->office);
	if (m != NULL)
		row.meeting_title = meeting_item_of(s, m).title;
	return row;
}

struct chair_row_list chairs_of(const struct site *s, const struct body_query *q)
{
	struct event events[CHAIR_ROWS_MAX];
	uint32_t n = events_of(s->forum, q->code, events);
	struct chair_row *rows = arena_array(s->scratch, struct chair_row, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct event *e = &events[i];
		rows[i] = e->term != NULL ? term_row(s, e->term) : tenure_row(s, e->tenure, e->day);
		rows[i].entry = (int64_t)e->entry;
		for (uint32_t k = 0; k < q->acts_count && rows[i].by.n == 0; k++) {
			if (q->acts[k].index == e->entry)
				rows[i].by = q->acts[k].entry->act.by;
		}
	}
	return (struct chair_row_list){ n, rows };
}

/* At the end of the day: what was done on it counts. */
struct bureau_row_list bureau_of(const struct site *s, struct str body)
{
	const struct charter *c = forum_charter(s->forum);
	const moment end = { ((int64_t)s->day + 1) * DAY_MS - 1 };
	uint32_t count = c == NULL ? 0 : c->offices_count, n = 0;
	struct bureau_row *rows = arena_array(s->scratch, struct bureau_row, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct charter_office *office = &c->offices[i];
		if (!str_eq(office->body, body))
			continue;
		struct bureau_row *row = &rows[n++];
		*row = (struct bureau_row){ .office = office->id,
			.office_name = words_of(s, &office->name),
			.party = office_holder_at(s->forum, office->id, end) };
		if (row->party.n > 0)
			row->party_name = words_of_party(s, row->party, s->day);
	}
	return (struct bureau_row_list){ n, rows };
}
