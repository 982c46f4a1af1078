#include "view/actors.h"
#include "view/api.h"
#include "view/model/institutions.h"
#include "view/pages.h"

static void put_institution(struct html *h, const struct site *s, const struct institution_item *i)
{
	html_open(h, "li", ATTRS_NONE);
	html_element(h, "a", ATTRS({ "href", url_of(s, S("institutions"), i->code) },
	    { "lang", i->name.lang }), i->name.text);
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
		html_element(h, "a", ATTRS({ "href", url_of(s, S("parties"), m->initiated_by) },
		    { "lang", m->initiator_name.lang }), m->initiator_name.text);
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
	if (m.meetings.count > 0) {
		html_open(&h, "section", ATTRS_NONE);
		html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_BODY_MEETINGS);
		page_meetings(&h, s, &m.meetings);
		html_close(&h, "section");
	}
	if (m.actors.count > 0)
		actors_render(&h, s, &m.actors, m.actors_total);
	page_end(&h, s);
	return VIEW_OK;
}
