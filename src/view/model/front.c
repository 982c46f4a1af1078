#include "view/model/front.h"

#include "base/arena.h"

MODEL_DEFINE(category_count)
MODEL_DEFINE(front)

#define ROWS_OF_FRONT 4
#define KINDS_MAX 8

/* Rank of the first meeting that begins on the day or after it, or has no date. */
static uint32_t rank_of_day(const struct forum *f, int32_t day)
{
	uint32_t low = 0, high = meeting_count(f);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct meeting *m = meeting_by_date(f, middle);
		if (date_known(m->from) && date_first_day(m->from) < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* One that is under way on the day counts as next, not as past. */
static uint32_t rank_of_next(const struct forum *f, int32_t day)
{
	uint32_t rank = rank_of_day(f, day);
	while (rank > 0) {
		const struct meeting *m = meeting_by_date(f, rank - 1);
		struct date last = date_known(m->until) ? m->until : m->from;
		if (last.day == 0 || date_last_day(last) < day)
			break;
		rank--;
	}
	return rank;
}

static void meetings_fill(struct front *m, const struct site *s)
{
	struct meeting_item *next = arena_array(s->scratch, struct meeting_item, ROWS_OF_FRONT);
	struct meeting_item *last = arena_array(s->scratch, struct meeting_item, ROWS_OF_FRONT);
	uint32_t rank = rank_of_next(s->forum, s->day), count = meeting_count(s->forum), n = 0;
	for (uint32_t i = rank; i < count && n < ROWS_OF_FRONT; i++) {
		const struct meeting *found = meeting_by_date(s->forum, i);
		if (!date_known(found->from))
			break;
		next[n++] = meeting_item_of(s, found);
	}
	m->next_meetings = (struct meeting_item_list){ n, next };
	for (n = 0; n < ROWS_OF_FRONT && n < rank; n++)
		last[n] = meeting_item_of(s, meeting_by_date(s->forum, rank - 1 - n));
	m->last_meetings = (struct meeting_item_list){ n, last };
}

static void chairs_fill(struct front *m, const struct site *s, const struct charter *c)
{
	struct term_item *rows = arena_array(s->scratch, struct term_item, c->offices_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->offices_count; i++) {
		const struct term *t = term_on(s->forum, c->offices[i].id, s->day);
		if (t != NULL)
			rows[n++] = term_item_of(s, t);
	}
	m->chairs = (struct term_item_list){ n, rows };
}

/* The rows of one category: a count for each kind, in order of first appearance by code. */
static uint32_t category_fill(struct category_count *rows, const struct site *s,
    const struct charter_category *category, int32_t day)
{
	uint32_t max = party_count(s->forum), n = 0;
	const struct party **parties = arena_array(s->scratch, const struct party *, max);
	uint32_t found = party_list_on(s->forum, &(struct party_filter){ day, category->id, STR_NONE },
	    parties, max);
	for (uint32_t i = 0; i < found && i < max; i++) {
		uint32_t at = 0;
		while (at < n && !str_eq(rows[at].kind, parties[i]->kind))
			at++;
		if (at == KINDS_MAX)
			continue;
		if (at == n) {
			rows[n++] = (struct category_count){ .category = category->id,
				.name = words_of(s, &category->name), .kind = parties[i]->kind };
		}
		rows[at].count++;
	}
	return n;
}

void category_counts_fill(struct category_count_list *out, const struct site *s, int32_t day)
{
	const struct charter *c = forum_charter(s->forum);
	*out = (struct category_count_list){ 0, NULL };
	if (c == NULL)
		return;
	struct category_count *rows =
	    arena_array(s->scratch, struct category_count, (size_t)c->categories_count * KINDS_MAX);
	for (uint32_t i = 0; i < c->categories_count; i++)
		out->count += category_fill(rows + out->count, s, &c->categories[i], day);
	out->at = rows;
}

static void releases_fill(struct front *m, const struct site *s)
{
	const struct release *found[ROWS_OF_FRONT];
	struct release_item *rows = arena_array(s->scratch, struct release_item, ROWS_OF_FRONT);
	struct release_filter filter = { .from_day = INT32_MIN, .until_day = s->day,
		.max = ROWS_OF_FRONT };
	uint32_t total = 0;
	uint32_t n = release_search(s->forum, &filter, found, &total);
	for (uint32_t i = 0; i < n; i++)
		rows[i] = release_item_of(s, found[i]);
	m->releases = (struct release_item_list){ n, rows };
}

void front_fill(struct front *m, const struct site *s)
{
	*m = (struct front){ .on = date_of_days(s->day), .record_origin = s->origin,
		.record_size = (int64_t)s->size, .record_root = s->root, .record_key = s->log_vkey };
	const struct charter *c = forum_charter(s->forum);
	if (c == NULL)
		return;
	m->title = words_of(s, &c->title);
	m->full_name = words_of(s, &c->full_name);
	m->description = words_of(s, &c->description);
	m->charter_status = c->status;
	m->founded = c->founded;
	chairs_fill(m, s, c);
	category_counts_fill(&m->counts, s, s->day);
	m->silences = silences_running(s);
	meetings_fill(m, s);
	releases_fill(m, s);
}
