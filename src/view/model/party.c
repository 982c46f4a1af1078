#include "view/model/party.h"

#include "base/arena.h"
#include "rules/filing.h"
#include "view/model/parties.h"

MODEL_DEFINE(status_item)
MODEL_DEFINE(name_item)
MODEL_DEFINE(party_full)

/* Rows of the record that are too old for a page. */
static uint32_t rows_skipped(uint32_t count)
{
	return count > PARTY_ROWS_MAX ? count - PARTY_ROWS_MAX : 0;
}

static void statuses_fill(struct party_full *m, const struct site *s, const struct party *p)
{
	uint32_t skipped = rows_skipped(p->statuses_count), count = p->statuses_count - skipped;
	struct status_item *items = arena_array(s->scratch, struct status_item, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct party_status *from = &p->statuses[skipped + i];
		items[i] = (struct status_item){ .category = from->category,
			.is_suspension = from->is_suspension, .from = from->span.from,
			.seen_by = from->span.seen_by, .until = from->span.until,
			.gone_by = from->span.gone_by, .evidence = evidence_of(s, &from->evidence) };
		if (!from->is_suspension)
			items[i].name = words_of_category(s, from->category);
	}
	m->statuses = (struct status_item_list){ count, items };
	m->statuses_total = p->statuses_count;
}

static void names_fill(struct party_full *m, const struct site *s, const struct party *p)
{
	uint32_t skipped = rows_skipped(p->names_count), count = p->names_count - skipped;
	struct name_item *items = arena_array(s->scratch, struct name_item, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct party_name *from = &p->names[skipped + i];
		items[i] = (struct name_item){ .names = from->names, .is_variant = from->is_variant,
			.from = from->span.from, .until = from->span.until,
			.evidence = evidence_of(s, &from->evidence) };
	}
	m->names = (struct name_item_list){ count, items };
	m->names_total = p->names_count;
}

static void terms_fill(struct party_full *m, const struct site *s, struct str code)
{
	uint32_t all = term_count(s->forum), n = 0;
	struct term_item *items = arena_array(s->scratch, struct term_item, PARTY_ROWS_MAX);
	for (uint32_t i = 0; i < all && n < PARTY_ROWS_MAX; i++) {
		const struct term *t = term_at(s->forum, i);
		if (str_eq(t->party, code))
			items[n++] = term_item_of(s, t);
	}
	m->terms = (struct term_item_list){ n, items };
}

static void chaired_fill(struct party_full *m, const struct site *s, struct str code)
{
	uint32_t all = meeting_count(s->forum), n = 0;
	uint32_t end = all > PARTY_MEETINGS_SEEN ? all - PARTY_MEETINGS_SEEN : 0;
	struct meeting_item *items = arena_array(s->scratch, struct meeting_item, PARTY_ROWS_MAX);
	for (uint32_t i = all; i > end && n < PARTY_ROWS_MAX; i--) {
		const struct meeting *met = meeting_by_date(s->forum, i - 1);
		if (str_eq(met->chair, code))
			items[n++] = meeting_item_of(s, met);
	}
	m->chaired = (struct meeting_item_list){ n, items };
}

static void releases_fill(struct party_full *m, const struct site *s, struct str code)
{
	const struct release **found = arena_array(s->scratch, const struct release *, PARTY_ROWS_MAX);
	struct release_item *items = arena_array(s->scratch, struct release_item, PARTY_ROWS_MAX);
	struct release_filter filter = { .from_day = INT32_MIN, .until_day = INT32_MAX,
		.party = code, .max = PARTY_ROWS_MAX };
	uint32_t total = 0;
	uint32_t n = release_search(s->forum, &filter, found, &total);
	for (uint32_t i = 0; i < n; i++)
		items[i] = release_item_of(s, found[i]);
	m->releases = (struct release_item_list){ n, items };
	m->releases_total = total;
}

static void measures_of_party(struct party_full *m, const struct site *s, struct str code)
{
	const struct activities_query of = { .party = code, .year = INTEGER_ABSENT };
	uint32_t total = 0;
	m->roles = roles_of_party(s, code);
	m->hosted = activities_pick(s, &of, (const uint32_t[2]){ 0, PARTY_ROWS_MAX }, &total);
	m->hosted_total = total;
}

bool party_fill(struct party_full *m, const struct site *s, struct str code)
{
	const struct party *p = party_find(s->forum, code);
	if (p == NULL)
		return false;
	struct party_item *item = arena_new(s->scratch, struct party_item);
	*item = party_item_of(s, p);
	*m = (struct party_full){ .party = item, .is_contested = p->is_contested,
		.admitted_entry = (int64_t)p->admitted_entry };
	if (item->category.n > 0)
		m->category_name = words_of_category(s, item->category);
	statuses_fill(m, s, p);
	names_fill(m, s, p);
	terms_fill(m, s, p->code);
	m->actors_total = actors_fill(&m->actors, s, p->code);
	chaired_fill(m, s, p->code);
	releases_fill(m, s, p->code);
	measures_of_party(m, s, p->code);
	m->forms_total = form_count(s->forum);
	for (uint32_t i = 0; i < filing_count(s->forum); i++)
		m->returns_total += str_eq(filing_at(s->forum, i)->party, p->code);
	return true;
}
