#include "view/model/releases.h"

#include "base/arena.h"

MODEL_DEFINE(releases)
MODEL_DEFINE(version_item)
MODEL_DEFINE(facet_item)
MODEL_DEFINE(release_full)

#define FACETS_MAX 40

static struct code_item_list facets_of(const struct site *s, int what)
{
	struct facet_count found[FACETS_MAX];
	struct code_item *items = arena_array(s->scratch, struct code_item, FACETS_MAX);
	uint32_t n = release_facets(s->forum, what, found, FACETS_MAX);
	for (uint32_t i = 0; i < n; i++) {
		struct lang_text name = found[i].names != NULL ? words_of(s, found[i].names)
		                                               : words_of_code(s, found[i].code);
		items[i] = (struct code_item){ found[i].code, name, found[i].count };
	}
	return (struct code_item_list){ n, items };
}

void releases_fill(struct releases *m, const struct site *s, const struct releases_query *q)
{
	const struct release *found[RELEASES_PER_PAGE];
	struct release_item *items = arena_array(s->scratch, struct release_item, RELEASES_PER_PAGE);
	struct release_filter filter = {
		.from_day = date_known(q->from) ? date_first_day(q->from) : INT32_MIN,
		.until_day = date_known(q->until) ? date_last_day(q->until) : INT32_MAX,
		.topic = q->topic, .organisation = q->organisation, .lang = q->language,
		.kind = q->kind, .party = q->party, .max = RELEASES_PER_PAGE };
	uint32_t page = q->page > 0 && q->page <= RELEASES_COUNT_MAX ? q->page : 1;
	uint32_t total = 0;
	filter.skip = (page - 1) * RELEASES_PER_PAGE;
	uint32_t n = release_search(s->forum, &filter, found, &total);
	for (uint32_t i = 0; i < n; i++)
		items[i] = release_item_of(s, found[i]);
	*m = (struct releases){ .total = total, .page = page,
		.pages = (total + RELEASES_PER_PAGE - 1) / RELEASES_PER_PAGE,
		.releases = { n, items }, .topics = facets_of(s, 0),
		.organisations = facets_of(s, 1), .languages = facets_of(s, 2),
		.kinds = facets_of(s, 3), .problem = q->problem };
}

static struct facet_item_list facet_items(const struct site *s, const struct release_facet *facets,
    uint32_t count)
{
	struct facet_item *items = arena_array(s->scratch, struct facet_item, count);
	for (uint32_t i = 0; i < count; i++) {
		items[i] = (struct facet_item){ facets[i].code, words_of(s, &facets[i].names),
			facets[i].party, facets[i].printed };
	}
	return (struct facet_item_list){ count, items };
}

static struct version_item_list versions_of(const struct site *s, const struct release *r,
    const struct release_query *q)
{
	struct version_item *items = arena_array(s->scratch, struct version_item, r->versions_count);
	for (uint32_t i = 0; i < r->versions_count; i++) {
		const struct release_lang *v = &r->versions[i];
		struct str text = i < q->texts_count ? q->texts[i] : STR_NONE;
		items[i] = (struct version_item){ v->lang, v->title, v->has_text, text,
			(int64_t)v->entry };
	}
	return (struct version_item_list){ r->versions_count, items };
}

bool release_fill(struct release_full *m, const struct site *s, const struct release_query *q)
{
	const struct release *r = release_find(s->forum, q->code);
	if (r == NULL)
		return false;
	struct release_item item = release_item_of(s, r);
	*m = (struct release_full){ .code = r->code, .kind = r->kind, .issued = r->issued,
		.title = item.title, .issuer = item.issuer, .party = r->party,
		.versions = versions_of(s, r, q),
		.organisations = facet_items(s, r->organisations, r->organisations_count),
		.topics = facet_items(s, r->topics, r->topics_count), .note = q->note,
		.sources = q->sources, .entry = (int64_t)r->entry };
	if (r->party.n > 0)
		m->party_name = words_of_party(s, r->party, date_first_day(r->issued));
	const struct meeting *met = r->meeting.n > 0 ? meeting_find(s->forum, r->meeting) : NULL;
	if (met != NULL) {
		struct meeting_item *meeting = arena_new(s->scratch, struct meeting_item);
		*meeting = meeting_item_of(s, met);
		m->meeting = meeting;
	}
	return true;
}
