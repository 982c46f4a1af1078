#include "view/api.h"
#include "view/map.h"
#include "view/pages.h"

static struct str group_id(const struct site *s, const struct party_group *g)
{
	struct buf b;
	buf_init(&b, s->scratch, 2 * CODE_BYTES_MAX + 4);
	buf_put(&b, g->category);
	buf_byte(&b, '-');
	buf_put(&b, g->kind);
	return buf_str(&b);
}

static void put_party(struct html *h, const struct site *s, const struct party_item *p)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of(s, S("parties"), p->code), p->name);
	html_open(h, "span", CLASS("more"));
	page_span(h, (struct span){ p->from, p->seen_by, DATE_NONE, DATE_NONE });
	html_close(h, "span");
	if (p->is_suspended)
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PARTY_SUSPENDED);
	html_close(h, "li");
}

/* The kind is said where the category has parties of several. */
static bool has_sibling(const struct parties *m, const struct party_group *g)
{
	for (uint32_t i = 0; i < m->groups.count; i++) {
		if (&m->groups.at[i] != g && str_eq(m->groups.at[i].category, g->category))
			return true;
	}
	return false;
}

static void put_group(struct html *h, const struct site *s, const struct parties *m,
    const struct party_group *g)
{
	html_open(h, "section", ATTRS({ "id", group_id(s, g) }));
	html_open(h, "h2", ATTRS_NONE);
	map_mark(h, g->shape);
	html_text(h, S(" "));
	html_words(h, g->name);
	if (has_sibling(m, g)) {
		html_text(h, S(" · "));
		html_words(h, words_of_code(s, g->kind));
	}
	html_open(h, "span", CLASS("tally"));
	html_text(h, S(" "));
	html_number(h, g->total);
	html_close(h, "span");
	html_close(h, "h2");
	html_open(h, "ul", CLASS("parties"));
	for (uint32_t i = 0; i < g->parties.count; i++)
		put_party(h, s, &g->parties.at[i]);
	html_close(h, "ul");
	page_more(h, g->total - g->parties.count);
	html_close(h, "section");
}

static void put_without(struct html *h, const struct site *s, const struct parties *m)
{
	const struct party_item_list *list = &m->without;
	if (list->count == 0)
		return;
	html_open(h, "details", CLASS("without"));
	html_open(h, "summary", ATTRS_NONE);
	html_count(h, MESSAGE_PARTIES_WITHOUT, m->without_total);
	html_close(h, "summary");
	html_open(h, "ul", CLASS("parties"));
	for (uint32_t i = 0; i < list->count; i++)
		page_party_row(h, s, list->at[i].code, list->at[i].name);
	html_close(h, "ul");
	page_more(h, m->without_total - list->count);
	html_close(h, "details");
}

enum view_status parties_page(struct buf *out, const struct site *s)
{
	struct parties m;
	struct html h;
	parties_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &parties_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_PARTIES),
	    .nav = NAV_PARTIES, .is_list = true, .has_day = true });
	map_render(&h, s, &m);
	for (uint32_t i = 0; i < m.groups.count; i++)
		put_group(&h, s, &m, &m.groups.at[i]);
	put_without(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
