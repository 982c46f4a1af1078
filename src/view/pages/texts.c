/* Negotiated texts: those on the table, and one of them with its brackets. */
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/model/texts.h"
#include "view/silence_pieces.h"

enum view_status texts_page(struct buf *out, const struct site *s)
{
	struct texts m;
	struct html h;
	texts_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &texts_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_TEXTS_TITLE),
	    .nav = NAV_TEXTS, .is_list = true, .live = LIVE(TEXT) });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_TEXTS_LEAD);
	live_open(&h, S("texts"));
	if (m.texts.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_TEXTS_NONE);
	else
		html_open(&h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < m.texts.count; i++) {
		const struct text_item *t = &m.texts.at[i];
		html_open(&h, "li", ATTRS_NONE);
		html_element(&h, "a", ATTRS({ "href", url_of(s, S("texts"), t->code) },
		    { "lang", t->title.lang }), t->title.text);
		html_open(&h, "span", CLASS("more"));
		html_words(&h, t->body_name);
		html_text(&h, S(" · "));
		html_words(&h, t->state_name);
		html_text(&h, S(" · "));
		html_count(&h, MESSAGE_TEXT_PROPOSALS, t->proposals);
		html_close(&h, "span");
		html_close(&h, "li");
	}
	if (m.texts.count > 0)
		html_close(&h, "ul");
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}

static void put_facts(struct html *h, const struct site *s, const struct text_item *t)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_SILENCE_STATE);
	html_element(h, "b", ATTRS({ "lang", t->state_name.lang }), t->state_name.text);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_SILENCE_BODY);
	html_element(h, "a", ATTRS({ "href", url_of(s, S("bodies"), t->body) },
	    { "lang", t->body_name.lang }), t->body_name.text);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_TEXT_LANG);
	html_text(h, lang_own_name(t->lang));
	page_fact_close(h);
	if (t->symbol.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
		html_element(h, "code", ATTRS_NONE, t->symbol);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_TEXT_PROGRESS);
	html_say(h, MESSAGE_TEXT_AGREED_OF, PARTS(part_number(t->agreed), part_number(t->units)));
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_unit(struct html *h, const struct text_full *m, const struct unit_item *u)
{
	html_open(h, "section", ATTRS({ "class", S("unit") }, { "data-status", u->status }));
	html_open(h, "p", CLASS("more"));
	html_text(h, u->label.n > 0 ? u->label : u->id);
	html_text(h, S(" · "));
	html_words(h, u->status_name);
	html_close(h, "p");
	html_element(h, "p", ATTRS({ "lang", m->text->lang }, { "class", S("words") }),
	    u->reading.n > 0 ? u->reading : u->brackets);
	for (uint32_t i = 0; i < u->translations.count; i++) {
		const struct translation_item *t = &u->translations.at[i];
		html_element(h, "p", ATTRS({ "lang", t->lang },
		    { "class", S("words translation") }), t->text);
		if (t->is_stale)
			html_message_element(h, "p", CLASS("more"), MESSAGE_TEXT_STALE);
	}
	html_close(h, "section");
}

static void put_proposal(struct html *h, const struct site *s, const struct proposal_item *p)
{
	html_open(h, "li", ATTRS_NONE);
	html_say(h, MESSAGE_PROPOSAL_NUMBER, PARTS(part_number(p->number)));
	html_text(h, S(" "));
	html_element(h, "a", ATTRS({ "href", url_of(s, S("parties"), p->party) },
	    { "lang", p->party_name.lang }), p->party_name.text);
	for (uint32_t i = 0; i < p->cosponsors.count; i++) {
		html_text(h, S(", "));
		html_words(h, p->cosponsors.at[i].name);
	}
	html_open(h, "span", CLASS("more"));
	html_words(h, p->state_name);
	html_text(h, S(" · "));
	html_text(h, p->units);
	html_text(h, S(" · "));
	act_link_render(h, s, p->entry);
	if (p->must_confirm) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PROPOSAL_CONFIRM);
	}
	html_close(h, "span");
	if (p->rationale.n > 0) {
		html_open(h, "p", ATTRS_NONE);
		html_words(h, words_guess(p->rationale));
		html_close(h, "p");
	}
	html_close(h, "li");
}

static void put_proposals(struct html *h, const struct site *s, const struct text_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_TEXT_PROPOSALS_TITLE);
	if (m->proposals.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_TEXT_NO_PROPOSALS);
	} else {
		html_open(h, "ul", CLASS("spans"));
		for (uint32_t i = 0; i < m->proposals.count; i++)
			put_proposal(h, s, &m->proposals.at[i]);
		html_close(h, "ul");
	}
	html_close(h, "section");
}

enum view_status text_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct text_full m;
	struct html h;
	if (q->as.n > 0 && party_find(s->forum, q->as) == NULL)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (!text_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &text_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.text->title, .nav = NAV_TEXTS,
	    .live = LIVE(TEXT) });
	live_open(&h, S("state"));
	put_facts(&h, s, m.text);
	if (q->as.n > 0) {
		html_open(&h, "p", CLASS("lead"));
		html_say(&h, MESSAGE_TEXT_READ_AS,
		    PARTS(part_words(words_of_party(s, q->as, FORUM_TODAY))));
		html_close(&h, "p");
	}
	live_close(&h);
	live_open(&h, S("units"));
	html_open(&h, "section", ATTRS_NONE);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_ROLLING);
	for (uint32_t i = 0; i < m.units.count; i++)
		put_unit(&h, &m, &m.units.at[i]);
	html_close(&h, "section");
	live_close(&h);
	live_open(&h, S("proposals"));
	put_proposals(&h, s, &m);
	live_close(&h);
	live_open(&h, S("next"));
	next_render(&h, &m.next);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
