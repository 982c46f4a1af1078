#include "view/api.h"
#include "view/offices.h"
#include "view/pages.h"

static void put_facts(struct html *h, const struct site *s, const struct body_full *m)
{
	const struct body_item *b = m->body;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_BODY_LEVEL);
	html_words(h, words_of_code(s, b->level));
	page_fact_close(h);
	if (b->period.text.n > 0) {
		page_fact_open(h, MESSAGE_BODY_PERIOD);
		html_words(h, b->period);
		page_fact_close(h);
	}
	if (m->parent_name.text.n > 0) {
		page_fact_open(h, MESSAGE_BODY_PARENT);
		html_element(h, "a", ATTRS({ "href", url_of(s, S("bodies"), b->parent) },
		    { "lang", m->parent_name.lang }), m->parent_name.text);
		page_fact_close(h);
	}
	if (m->basis.n > 0 || m->sources.count > 0) {
		page_fact_open(h, MESSAGE_BODY_BASIS);
		html_words(h, words_guess(m->basis));
		page_sources(h, m->sources);
		page_fact_close(h);
	}
	html_close(h, "dl");
}

static void put_names(struct html *h, const struct site *s, const struct body_name_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_BODY_NAMES);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct body_name_item *item = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		for (uint32_t j = 0; j < item->names.count; j++) {
			html_text(h, j > 0 ? S(" · ") : S(""));
			html_element(h, "b", ATTRS({ "lang", item->names.at[j].lang }),
			    item->names.at[j].text);
		}
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ item->from, DATE_NONE, item->until, DATE_NONE });
		html_close(h, "span");
		page_evidence(h, s, item->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_meetings(struct html *h, const struct site *s, const struct body_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_BODY_MEETINGS);
	if (m->meetings.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_BODY_NO_MEETINGS);
	else
		page_meetings(h, s, &m->meetings);
	if (m->meetings.count < m->body->meetings) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, url_with(s, S("meetings"), PAIRS({ "body", m->body->code })),
		    message_text(s->lang, MESSAGE_BODY_ALL_MEETINGS, 1));
		html_close(h, "p");
	}
	html_open(h, "p", CLASS("more"));
	html_link(h, url_with(s, S("calendar.ics"), PAIRS({ "body", m->body->code })),
	    message_text(s->lang, MESSAGE_BODY_CALENDAR, 1));
	html_text(h, S(" · "));
	html_link(h, url_with(s, S("decisions.atom"), PAIRS({ "body", m->body->code })),
	    message_text(s->lang, MESSAGE_BODY_FEED, 1));
	html_close(h, "p");
	html_close(h, "section");
}

enum view_status body_page(struct buf *out, const struct site *s, struct str code)
{
	struct body_full m;
	struct html h;
	if (!body_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &body_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.body->name, .nav = NAV_BODIES,
	    .has_day = true, .has_decisions_feed = true, .has_calendar = true,
	    .feed_body = m.body->code });
	put_facts(&h, s, &m);
	put_meetings(&h, s, &m);
	offices_render(&h, s, &m.offices, false);
	put_names(&h, s, &m.names);
	page_end(&h, s);
	return VIEW_OK;
}
