#include "view/model/parties.h"

#include "base/arena.h"
#include "view/collate.h"
#include "view/model/front.h"
#include "view/places.h"

MODEL_DEFINE(party_group)
MODEL_DEFINE(parties)

struct party_item party_item_of(const struct site *s, const struct party *p)
{
	const struct party_status *status = party_status_on(p, s->day);
	const struct place *place = str_eq(p->kind, S("state")) ? place_find(p->code) : NULL;
	struct party_item item = { .code = p->code, .kind = p->kind,
		.name = words_of(s, party_names_on(p, s->day)), .lat = INTEGER_ABSENT,
		.lon = INTEGER_ABSENT, .is_suspended = party_suspended_on(p, s->day) };
	if (place != NULL) {
		item.lat = place->lat;
		item.lon = place->lon;
	}
	if (status != NULL) {
		item.category = status->category;
		item.from = status->span.from;
		item.seen_by = status->span.seen_by;
		item.evidence = evidence_of(s, &status->evidence);
	}
	return item;
}

/* Insertion by name: lists are short, and the order must not depend on a library's sort. */
static void insert_by_name(struct party_item *items, uint32_t count, struct party_item item)
{
	uint32_t at = count;
	while (at > 0 && collate(item.name.text, items[at - 1].name.text) < 0) {
		items[at] = items[at - 1];
		at--;
	}
	items[at] = item;
}

static void group_fill(struct party_group *group, const struct site *s,
    const struct category_count *row)
{
	uint32_t max = row->count < PARTIES_SHOWN_MAX ? (uint32_t)row->count : PARTIES_SHOWN_MAX;
	const struct party **found = arena_array(s->scratch, const struct party *, max);
	struct party_item *items = arena_array(s->scratch, struct party_item, max);
	uint32_t n = party_list_on(s->forum,
	    &(struct party_filter){ s->day, row->category, row->kind }, found, max);
	for (uint32_t i = 0; i < n && i < max; i++)
		insert_by_name(items, i, party_item_of(s, found[i]));
	*group = (struct party_group){ .category = row->category, .name = row->name,
		.kind = row->kind, .total = row->count, .parties = { n < max ? n : max, items } };
	const struct charter *c = forum_charter(s->forum);
	for (uint32_t i = 0; i < c->categories_count; i++) {
		if (str_eq(c->categories[i].id, row->category))
			group->shape = i;
	}
}

void parties_fill(struct parties *m, const struct site *s)
{
	struct category_count_list counts;
	category_counts_fill(&counts, s, s->day);
	struct party_group *groups = arena_array(s->scratch, struct party_group, counts.count);
	for (uint32_t i = 0; i < counts.count; i++)
		group_fill(&groups[i], s, &counts.at[i]);
	uint32_t all = party_count(s->forum), n = 0, total = 0;
	struct party_item *without = arena_array(s->scratch, struct party_item, PARTIES_SHOWN_MAX);
	for (uint32_t i = 0; i < all; i++) {
		const struct party *p = party_at(s->forum, i);
		if (party_status_on(p, s->day) != NULL)
			continue;
		if (total++ < PARTIES_SHOWN_MAX)
			insert_by_name(without, n++, party_item_of(s, p));
	}
	*m = (struct parties){ .on = date_of_days(s->day), .groups = { counts.count, groups },
		.without = { n, without }, .without_total = total };
}
