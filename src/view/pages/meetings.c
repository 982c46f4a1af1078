#include "view/api.h"
#include "view/model/meetings.h"
#include "view/page.h"

static void put_filter(struct html *h, const struct site *s, const struct meetings *m)
{
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_of(s, S("meetings"), STR_NONE) }));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("body") }), MESSAGE_FILTER_BODY);
	html_open(h, "select", ATTRS({ "id", S("body") }, { "name", S("body") }));
	html_message_element(h, "option", ATTRS({ "value", S("") }), MESSAGE_FILTER_ANY);
	for (uint32_t i = 0; i < m->bodies.count; i++) {
		const struct code_item *item = &m->bodies.at[i];
		html_open(h, "option", ATTRS({ "value", item->code }, { "lang", item->name.lang },
		    { "selected", str_eq(item->code, m->body) ? S("") : STR_NONE }));
		html_text(h, item->name.text);
		html_text(h, S(" ("));
		html_number(h, item->count);
		html_text(h, S(")"));
		html_close(h, "option");
	}
	html_close(h, "select");
	html_close(h, "p");
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_DAY_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

/* One list for each year, so that a reader who scans by heading finds the year. */
static void put_years(struct html *h, const struct site *s, const struct meeting_item_list *list)
{
	for (uint32_t i = 0; i < list->count;) {
		int16_t year = list->at[i].from.year;
		uint32_t end = i + 1;
		while (end < list->count && list->at[end].from.year == year)
			end++;
		html_open(h, "section", CLASS("year"));
		if (year == 0)
			html_message_element(h, "h2", ATTRS_NONE, MESSAGE_MEETINGS_UNDATED);
		else
			html_element(h, "h2", ATTRS_NONE, number_text(s, (uint64_t)year));
		page_meetings(h, s, &(struct meeting_item_list){ end - i, list->at + i });
		html_close(h, "section");
		i = end;
	}
}

enum view_status meetings_page(struct buf *out, const struct site *s,
    const struct meetings_query *q)
{
	struct meetings m;
	struct html h;
	meetings_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &meetings_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_MEETINGS),
	    .nav = NAV_MEETINGS, .is_list = true, .has_calendar = true, .feed_body = q->body });
	put_filter(&h, s, &m);
	html_open(&h, "p", ATTRS_NONE);
	html_count(&h, MESSAGE_MEETINGS_COUNT, m.total);
	html_close(&h, "p");
	put_years(&h, s, &m.meetings);
	page_pager(&h, s, &(struct page_of){ S("meetings"), PAIRS({ "body", q->body }),
	    (uint32_t)m.page, (uint32_t)m.pages });
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_of(s, S("documents"), STR_NONE),
	    message_text(s->lang, MESSAGE_DOCUMENTS_TITLE, 1));
	html_text(&h, S(" · "));
	html_link(&h, url_with(s, S("calendar.ics"), PAIRS({ "body", q->body })),
	    message_text(s->lang, MESSAGE_CALENDAR_LINK, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return VIEW_OK;
}
