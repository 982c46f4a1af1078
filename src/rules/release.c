/* The archive of releases: by date, by code, by facet. */
#include "rules/state.h"

#define COUNT_MAX 10000 /* hits are counted no further: nobody pages through more */

uint32_t release_count(const struct forum *f)
{
	return f->releases.count;
}

static const struct release *release_row(const struct forum *f, uint32_t at)
{
	return table_at(&f->releases, at);
}

/* Orders stand oldest first; people read newest first. */
static const struct release *newest(const struct forum *f, const struct order *o, uint32_t rank)
{
	return release_row(f, order_at(o, o->count - 1 - rank));
}

const struct release *release_by_date(const struct forum *f, uint32_t rank)
{
	return newest(f, &f->release_order, rank);
}

const struct release *release_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->release_by_code, code);
	return at == MAP_NONE ? NULL : release_row(f, at);
}

static bool has_facet(const struct release_facet *at, uint32_t count, struct str code)
{
	for (uint32_t i = 0; i < count; i++) {
		if (str_eq(at[i].code, code))
			return true;
	}
	return false;
}

static bool has_lang(const struct release *r, struct str lang)
{
	for (uint32_t i = 0; i < r->versions_count; i++) {
		if (str_eq(r->versions[i].lang, lang))
			return true;
	}
	return false;
}

static bool fits(const struct release *r, const struct release_filter *q)
{
	if (q->kind.n > 0 && !str_eq(r->kind, q->kind))
		return false;
	if (q->party.n > 0 && !str_eq(r->party, q->party))
		return false;
	if (q->meeting.n > 0 && !str_eq(r->meeting, q->meeting))
		return false;
	if (q->topic.n > 0 && !has_facet(r->topics, r->topics_count, q->topic))
		return false;
	if (q->organisation.n > 0 &&
	    !has_facet(r->organisations, r->organisations_count, q->organisation))
		return false;
	return q->lang.n == 0 || has_lang(r, q->lang);
}

/* The shortest list that holds all hits; NULL when one of the facets has no release. */
static const struct order *shortest(const struct forum *f, const struct release_filter *q,
    uint32_t *facets)
{
	const struct {
		char letter;
		struct str value;
	} asked[] = { { 't', q->topic }, { 'o', q->organisation }, { 'l', q->lang },
		{ 'k', q->kind }, { 'p', q->party }, { 'm', q->meeting } };
	const struct order *best = &f->release_order;
	*facets = 0;
	for (size_t i = 0; i < CM_COUNT(asked); i++) {
		if (asked[i].value.n == 0)
			continue;
		const struct posting *list =
		    posting_find(&f->release_facets, asked[i].letter, asked[i].value);
		if (list == NULL)
			return NULL;
		(*facets)++;
		if (list->order.count < best->count)
			best = &list->order;
	}
	return best;
}

/* Number of releases of the order that were issued after `day`: where newest-first reading starts. */
static uint32_t rank_after(const struct forum *f, const struct order *o, int32_t day)
{
	uint32_t low = 0, high = o->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (date_first_day(newest(f, o, middle)->issued) > day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t release_search(const struct forum *f, const struct release_filter *q,
    const struct release **out, uint32_t *total)
{
	uint32_t facets, filled = 0, hits = 0;
	*total = 0;
	const struct order *o = shortest(f, q, &facets);
	if (o == NULL || o->count == 0)
		return 0;
	uint32_t first = rank_after(f, o, q->until_day);
	uint32_t end = q->from_day == INT32_MIN ? o->count : rank_after(f, o, q->from_day - 1);
	if (facets <= 1) { /* every row of the list is a hit */
		for (uint32_t i = first + q->skip; i < end && filled < q->max && i >= first; i++)
			out[filled++] = newest(f, o, i);
		*total = end > first ? end - first : 0;
		return filled;
	}
	for (uint32_t i = first; i < end && hits < COUNT_MAX; i++) {
		const struct release *r = newest(f, o, i);
		if (!fits(r, q))
			continue;
		if (hits >= q->skip && filled < q->max)
			out[filled++] = r;
		hits++;
	}
	*total = hits;
	return filled;
}

static void facet_insert(struct facet_count *out, uint32_t *n, uint32_t max,
    struct facet_count fresh)
{
	uint32_t at = *n < max ? (*n)++ : max;
	for (; at > 0; at--) {
		const struct facet_count *before = &out[at - 1];
		if (before->count > fresh.count ||
		    (before->count == fresh.count && str_cmp(before->code, fresh.code) < 0))
			break;
		if (at < max)
			out[at] = *before;
	}
	if (at < max)
		out[at] = fresh;
}

uint32_t release_facets(const struct forum *f, int what, struct facet_count *out, uint32_t max)
{
	static const char letters[] = { 't', 'o', 'l', 'k' };
	cm_assert(what >= 0 && what < (int)sizeof letters);
	uint32_t n = 0;
	for (uint32_t i = 0; i < f->release_facets.lists.count; i++) {
		const struct posting *list = table_at(&f->release_facets.lists, i);
		if (list->key.p[0] != letters[what])
			continue;
		struct facet_count fresh = { str_sub(list->key, 1, list->key.n),
			list->facet == NULL ? NULL : &list->facet->names, list->order.count };
		facet_insert(out, &n, max, fresh);
	}
	return n;
}
