#include "view/actors.h"
#include "view/api.h"
#include "view/model/institutions.h"
#include "view/pages.h"

static void put_institution(struct html *h, const struct site *s, const struct institution_item *i)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of(s, S("institutions"), i->code), i->name);
	html_open(h, "span", CLASS("more"));
	html_words(h, words_of_code(s, i->kind));
	if (date_known(i->founded)) {
		html_text(h, S(" · "));
		html_date(h, i->founded, false);
	}
	html_close(h, "span");
	html_close(h, "li");
}

enum view_status institutions_page(struct buf *out, const struct site *s)
{
	struct institutions m;
	struct html h;
	institutions_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &institutions_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){
	    .title = page_title(s, MESSAGE_NAV_INSTITUTIONS), .nav = NAV_INSTITUTIONS,
	    .is_list = true });
	if (m.institutions.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_INSTITUTION_NONE);
	html_open(&h, "ul", CLASS("ranks"));
	for (uint32_t i = 0; i < m.institutions.count; i++)
		put_institution(&h, s, &m.institutions.at[i]);
	html_close(&h, "ul");
	page_more(&h, m.total - m.institutions.count);
	page_end(&h, s);
	return VIEW_OK;
}

static void put_facts(struct html *h, const struct site *s, const struct institution_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_INSTITUTION_KIND);
	html_words(h, words_of_code(s, m->institution->kind));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_INSTITUTION_FOUNDED);
	page_dates(h, m->institution->founded, DATE_NONE);
	page_fact_close(h);
	if (m->initiated_by.n > 0) {
		page_fact_open(h, MESSAGE_INSTITUTION_INITIATED_BY);
		html_link_words(h, url_of(s, S("parties"), m->initiated_by), m->initiator_name);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_PARTY_NAMES);
	for (uint32_t i = 0; i < m->names.count; i++) {
		html_text(h, i > 0 ? S(" · ") : S(""));
		html_element(h, "span", ATTRS({ "lang", m->names.at[i].lang }), m->names.at[i].text);
	}
	page_fact_close(h);
	html_close(h, "dl");
	page_evidence(h, s, m->evidence);
}

static bool is_received(const struct institution_text_item *t)
{
	return str_eq(t->kind, S("report")) || str_eq(t->kind, S("recommendation"));
}

static void put_text(struct html *h, const struct site *s, const struct institution_text_item *t)
{
	html_open(h, "li", ATTRS_NONE);
	html_words(h, t->title);
	state_tag(h, t->kind_name);
	html_open(h, "span", CLASS("more"));
	page_dates(h, t->on, DATE_NONE);
	if (t->body.n > 0) {
		html_text(h, S(" · "));
		html_link_words(h, url_of(s, S("bodies"), t->body), t->body_name);
	}
	if (t->meeting != NULL) {
		html_text(h, S(" · "));
		html_link_words(h, url_of(s, S("meetings"), t->meeting->code), t->meeting->title);
	}
	if (t->decision.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("decisions"), t->decision), t->decision);
	}
	html_close(h, "span");
	page_evidence(h, s, t->evidence);
	html_close(h, "li");
}

/* What it rests on, and what bodies had from it: of the latter it is said when there is none. */
static void put_texts(struct html *h, const struct site *s, const struct institution_text_item_list *list,
    bool of_received)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < list->count; i++)
		count += is_received(&list->at[i]) == of_received;
	if (count == 0 && !of_received)
		return;
	section_open(h, of_received ? MESSAGE_INSTITUTION_REPORTS : MESSAGE_INSTITUTION_TEXTS);
	if (count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_INSTITUTION_NO_REPORTS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		if (is_received(&list->at[i]) == of_received)
			put_text(h, s, &list->at[i]);
	}
	html_close(h, "ul");
	section_close(h);
}

static void put_seats(struct html *h, const struct site *s, const struct board_seat_item_list *list)
{
	if (list->count == 0)
		return;
	section_open(h, MESSAGE_INSTITUTION_SEATS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct board_seat_item *t = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, S("parties"), t->party), t->party_name);
		state_tag(h, t->role_name);
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ t->from, t->seen_by, t->until, t->gone_by });
		html_close(h, "span");
		page_evidence(h, s, t->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

enum view_status institution_page(struct buf *out, const struct site *s, struct str code)
{
	struct institution_full m;
	struct html h;
	if (!institution_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &institution_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.institution->name,
	    .nav = NAV_INSTITUTIONS });
	put_facts(&h, s, &m);
	put_texts(&h, s, &m.texts, false);
	put_seats(&h, s, &m.seats);
	if (m.meetings.count > 0) {
		html_open(&h, "section", ATTRS_NONE);
		html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_BODY_MEETINGS);
		page_meetings(&h, s, &m.meetings);
		html_close(&h, "section");
	}
	put_texts(&h, s, &m.texts, true);
	if (m.actors.count > 0)
		actors_render(&h, s, &m.actors, m.actors_total);
	page_end(&h, s);
	return VIEW_OK;
}
