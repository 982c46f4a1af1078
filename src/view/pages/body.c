#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/model/bodies.h"
#include "view/offices.h"
#include "view/pages.h"

static void put_meeting(struct html *h, const struct site *s, enum message label,
    const struct meeting_item *m)
{
	if (m == NULL)
		return;
	page_fact_open(h, label);
	page_dates(h, m->from, m->until);
	html_text(h, S(" · "));
	html_link_words(h, url_of(s, S("meetings"), m->code), m->title);
	page_fact_close(h);
}

/* What is computed says so; what is not known says why. */
static void put_due(struct html *h, const struct site *s, const struct body_due *due)
{
	put_meeting(h, s, MESSAGE_BODY_LAST, due->last);
	put_meeting(h, s, MESSAGE_BODY_NEXT, due->next);
	page_fact_open(h, MESSAGE_BODY_DUE);
	if (date_known(due->due)) {
		html_date(h, due->due, false);
		html_text(h, S(" "));
		html_element(h, "em", ATTRS({ "class", S("tag") }, { "lang", due->state_name.lang }),
		    due->state_name.text);
		html_message_element(h, "span", CLASS("more"), MESSAGE_BODY_DUE_COMPUTED);
	} else {
		html_message(h, str_eq(due->unknown, S("no-meeting")) ? MESSAGE_BODY_DUE_NO_MEETING
								      : MESSAGE_BODY_DUE_NO_PERIOD);
	}
	page_fact_close(h);
}

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
	put_due(h, s, b->due);
	if (m->parent_name.text.n > 0) {
		page_fact_open(h, MESSAGE_BODY_PARENT);
		html_link_words(h, url_of(s, S("bodies"), b->parent), m->parent_name);
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

static void put_party(struct html *h, const struct site *s, struct str party, struct lang_text name)
{
	html_link_words(h, url_of(s, S("parties"), party), name);
}

/* One office is no bureau: who holds it stands in its terms. */
static void put_bureau(struct html *h, const struct site *s, const struct bureau_row_list *list)
{
	if (list->count < 2)
		return;
	html_open(h, "section", ATTRS({ "id", S("bureau") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_BODY_BUREAU);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_BODY_BUREAU_LEAD);
	html_open(h, "dl", CLASS("facts"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct bureau_row *row = &list->at[i];
		html_open(h, "div", ATTRS_NONE);
		html_element(h, "dt", ATTRS({ "lang", row->office_name.lang }), row->office_name.text);
		html_open(h, "dd", ATTRS_NONE);
		if (row->party.n > 0)
			put_party(h, s, row->party, row->party_name);
		else
			html_message(h, MESSAGE_BODY_OFFICE_VACANT);
		html_close(h, "dd");
		html_close(h, "div");
	}
	html_close(h, "dl");
	html_close(h, "section");
}

static void put_chair_row(struct html *h, const struct site *s, const struct chair_row *row)
{
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "td", ATTRS_NONE);
	if (row->at.ms == MOMENT_ABSENT.ms)
		page_span(h, (struct span){ row->from, DATE_NONE, row->until, DATE_NONE });
	else
		html_time(h, row->at);
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	html_words(h, row->how_name);
	html_open(h, "span", CLASS("more"));
	if (row->meeting.n > 0)
		html_say(h, MESSAGE_BODY_AT_MEETING, PARTS(part_link(
		    url_of(s, S("meetings"), row->meeting), row->meeting_title)));
	else
		html_words(h, row->office_name);
	html_close(h, "span");
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	put_party(h, s, row->party, row->party_name);
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	html_element(h, "code", ATTRS_NONE, row->by);
	html_open(h, "span", CLASS("more"));
	act_link_render(h, s, row->entry);
	html_close(h, "span");
	html_close(h, "td");
	html_close(h, "tr");
}

static void put_chairs(struct html *h, const struct site *s, const struct chair_row_list *list)
{
	static const enum message columns[] = { MESSAGE_BODY_COLUMN_WHEN, MESSAGE_BODY_COLUMN_WHAT,
		MESSAGE_BODY_COLUMN_PARTY, MESSAGE_BODY_COLUMN_BY };
	if (list->count == 0)
		return;
	html_open(h, "section", ATTRS({ "id", S("chairs") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_BODY_CHAIR_RECORD);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_BODY_CHAIR_RECORD_LEAD);
	scroll_open(h, message_text(s->lang, MESSAGE_BODY_CHAIR_RECORD, 1));
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	for (size_t i = 0; i < CM_COUNT(columns); i++)
		html_message_element(h, "th", ATTRS({ "scope", S("col") }), columns[i]);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < list->count; i++)
		put_chair_row(h, s, &list->at[i]);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
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

enum view_status body_page(struct buf *out, const struct site *s, const struct body_query *q)
{
	struct body_full m;
	struct html h;
	if (!body_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &body_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.body->name, .nav = NAV_BODIES,
	    .has_day = true, .has_decisions_feed = true, .has_calendar = true,
	    .feed_body = m.body->code });
	put_facts(&h, s, &m);
	put_meetings(&h, s, &m);
	put_bureau(&h, s, &m.bureau);
	offices_render(&h, s, &m.offices, false);
	put_chairs(&h, s, &m.chairs);
	put_names(&h, s, &m.names);
	page_end(&h, s);
	return VIEW_OK;
}
