/* One negotiated text with its brackets, and one of its units. */
#include "base/arena.h"
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/silence_pieces.h"
#include "view/model/text_changes.h"
#include "view/text_page.h"
#include "view/text_terms.h"

static void put_facts(struct html *h, const struct site *s, const struct text_full *m)
{
	const struct text_item *t = m->text;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_SILENCE_STATE);
	html_element(h, "b", ATTRS({ "lang", t->state_name.lang }), t->state_name.text);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_SILENCE_BODY);
	html_link_words(h, url_of(s, S("bodies"), t->body), t->body_name);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_TEXT_LANG);
	html_text(h, lang_own_name(t->lang));
	page_fact_close(h);
	if (t->symbol.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
		html_element(h, "code", ATTRS_NONE, t->symbol);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_TEXT_AGREED_UNITS);
	html_say(h, MESSAGE_TEXT_AGREED_OF, PARTS(part_number(t->agreed), part_number(t->units)));
	page_fact_close(h);
	text_languages_fact_render(h, m->terms);
	text_order_fact_render(h, s, m->terms);
	html_close(h, "dl");
}

static void put_revisions(struct html *h, const struct site *s, const struct text_full *m)
{
	if (m->revisions.count == 0)
		return;
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_TEXT_REVISIONS);
	html_open(h, "ol", CLASS("spans"));
	for (uint32_t i = 0; i < m->revisions.count; i++) {
		const struct revision_item *r = &m->revisions.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_element(h, "b", ATTRS_NONE, r->symbol);
		html_open(h, "span", CLASS("more"));
		html_instant(h, r->at);
		html_text(h, S(" · "));
		act_link_render(h, s, r->entry);
		if (r->is_adopted) {
			html_text(h, S(" "));
			html_message_element(h, "em", CLASS("tag"), MESSAGE_TEXT_ADOPTED);
		}
		html_close(h, "span");
		html_element(h, "code", CLASS("long"), hash_text(s, &r->hash));
		html_close(h, "li");
	}
	html_close(h, "ol");
}

static void put_puts(struct html *h, const struct site *s, const struct text_full *m)
{
	if (m->puts.count == 0)
		return;
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_TEXT_PUTS);
	html_open(h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < m->puts.count; i++) {
		const struct put_item *p = &m->puts.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, p->section, p->code), p->title);
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_TEXT_PUT_REVISION, PARTS(part_number(p->revision)));
		html_text(h, S(" · "));
		html_words(h, p->state_name);
		html_close(h, "span");
		if (p->hold.n > 0) {
			html_text(h, S(" "));
			html_message_element(h, "em", CLASS("tag"), MESSAGE_TEXT_HOLDS);
		}
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_filters(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct buf since;
	text_select_open(h, S("show"), MESSAGE_TEXT_SHOWN);
	text_option(h, S(""), q->show, page_title(s, MESSAGE_TEXT_SHOWN_ALL));
	text_option(h, S("open"), q->show, page_title(s, MESSAGE_TEXT_SHOWN_OPEN));
	if (q->events != NULL)
		text_option(h, S("changed"), q->show, page_title(s, MESSAGE_TEXT_SHOWN_CHANGED));
	text_select_close(h);
	text_parties_render(h, s, &(struct text_party_choice){ S("mine"), q->mine, MESSAGE_TEXT_MINE,
	    MESSAGE_TEXT_MINE_ALL }, d);
	if (q->events == NULL)
		return;
	buf_init(&since, s->scratch, 24);
	buf_dec(&since, (int64_t)q->events->since);
	html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("since") },
	    { "value", buf_str(&since) }));
}

static void put_form(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct str action = q->unit.n > 0 ? url_with(s, text_section(s, d->code, S("unit")), NULL)
					  : url_of(s, S("texts"), d->code);
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", action }));
	if (q->unit.n > 0)
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("id") },
		    { "value", q->unit }));
	else
		put_filters(h, s, q, d);
	text_parties_render(h, s, &(struct text_party_choice){ S("as"), q->as, MESSAGE_TEXT_AS,
	    MESSAGE_TEXT_AS_ALL }, d);
	text_select_open(h, S("view"), MESSAGE_TEXT_MODE);
	text_option(h, S(""), q->view, page_title(s, MESSAGE_TEXT_MODE_BRACKETS));
	text_option(h, S("linear"), q->view, page_title(s, MESSAGE_TEXT_MODE_LINEAR));
	text_option(h, S("skip"), q->view, page_title(s, MESSAGE_TEXT_MODE_SKIP));
	text_select_close(h);
	text_languages_render(h, s, q, d);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_TEXT_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

static struct str since_url(const struct site *s, const struct text_query *q, uint64_t since)
{
	struct buf b;
	buf_init(&b, s->scratch, 24);
	buf_dec(&b, (int64_t)since);
	return url_with(s, text_section(s, q->code, STR_NONE), PAIRS({ "since", buf_str(&b) }));
}

/* Each revision, and up to where the reader marks the text as read: the script keeps that, and puts a link
 * to it here when the reader comes back. */
static void put_since(struct html *h, const struct site *s, const struct text_query *q)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	html_open(h, "p", ATTRS({ "id", S("since") }, { "class", S("more") },
	    { "data-live", S("") }, { "data-text", q->code },
	    { "data-again", message_text(s->lang, MESSAGE_TEXT_SINCE_LOOKED, 1) }));
	html_message(h, MESSAGE_TEXT_SINCE);
	html_text(h, S(" "));
	html_link(h, since_url(s, q, of->entry), message_text(s->lang, MESSAGE_TEXT_SINCE_TABLED, 1));
	for (uint32_t i = 0; i < of->revisions_count; i++) {
		html_text(h, S(" · "));
		html_link(h, since_url(s, q, of->revisions[i].entry + 1), of->revisions[i].symbol);
	}
	html_text(h, S(" · "));
	html_element(h, "a", ATTRS({ "href", since_url(s, q, forum_size(s->forum)) },
	    { "data-mark", S("") }), message_text(s->lang, MESSAGE_TEXT_MARK, 1));
	html_close(h, "p");
}

static void put_changed(struct html *h, const struct site *s, const struct text_full *m)
{
	html_open(h, "section", ATTRS({ "id", S("changed") }, { "data-live", S("") }));
	html_open(h, "h2", ATTRS_NONE);
	html_say(h, MESSAGE_TEXT_CHANGED_TITLE, PARTS(part_number(m->since)));
	html_close(h, "h2");
	if (m->changed.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_TEXT_CHANGED_NONE);
	if (m->is_cut)
		html_message_element(h, "p", CLASS("stale"), MESSAGE_TEXT_CHANGED_CUT);
	for (uint32_t i = 0; i < m->changed.count; i++) {
		const struct changed_item *c = &m->changed.at[i];
		html_open(h, "h3", ATTRS_NONE);
		if (c->unit.n > 0)
			text_unit_link_render(h, s, m->text->code, c->unit, c->label);
		else
			html_message(h, MESSAGE_TEXT_CHANGED_WHOLE);
		html_close(h, "h3");
		acts_render(h, s, &c->acts);
	}
	html_close(h, "section");
}

static void put_proposal(struct html *h, const struct site *s, const struct proposal_item *p)
{
	html_open(h, "li", ATTRS_NONE);
	html_say(h, MESSAGE_PROPOSAL_NUMBER, PARTS(part_number(p->number)));
	html_text(h, S(" "));
	html_link_words(h, url_of(s, S("parties"), p->party), p->party_name);
	for (uint32_t i = 0; i < p->cosponsors.count; i++) {
		html_text(h, S(", "));
		html_words(h, p->cosponsors.at[i].name);
	}
	html_open(h, "span", CLASS("more"));
	html_words(h, p->state_name);
	html_text(h, S(" · "));
	if (p->units.n > 0) {
		html_text(h, p->units);
		html_text(h, S(" · "));
	}
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

static void put_as(struct html *h, const struct site *s, struct str as)
{
	if (as.n == 0)
		return;
	html_open(h, "p", CLASS("lead"));
	html_say(h, MESSAGE_TEXT_READ_AS, PARTS(part_words(words_of_party(s, as, FORUM_TODAY))));
	html_close(h, "p");
}

enum view_status text_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct text_full m;
	struct html h;
	const struct draft *d = text_draft_of(s, q, NULL);
	if (d == NULL)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	text_fill(&m, s, q, d);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &text_full_model, &m, VIEW_OK);
	struct text_place at = { s, d, q };
	struct text_view v = text_view_of(&at, q);
	page_begin(&h, out, s, &(struct page_head){ .title = m.text->title, .nav = NAV_TEXTS,
	    .live = LIVE(TEXT), .script = S("text.js") });
	text_links_render(&h, s, q, TEXT_SCREEN_TEXT);
	live_open(&h, S("state"));
	put_facts(&h, s, &m);
	live_close(&h);
	put_form(&h, s, q, d);
	put_since(&h, s, q);
	put_as(&h, s, q->as);
	if (q->events != NULL)
		put_changed(&h, s, &m);
	live_open(&h, S("units"));
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_ROLLING);
	text_units_render(&h, &v);
	live_close(&h);
	live_open(&h, S("proposals"));
	put_proposals(&h, s, &m);
	text_packages_render(&h, s, m.text->code, m.terms);
	text_locks_render(&h, s, m.text->code, m.terms);
	live_close(&h);
	live_open(&h, S("puts"));
	put_revisions(&h, s, &m);
	text_corrections_render(&h, s, m.text->code, m.terms);
	put_puts(&h, s, &m);
	live_close(&h);
	live_open(&h, S("next"));
	next_render(&h, s, &m.next);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}

enum view_status unit_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct html h;
	const struct draft *d = text_draft_of(s, q, NULL);
	uint32_t unit = d != NULL ? draft_place_of(d, q->unit) : DRAFT_NONE;
	if (unit == DRAFT_NONE)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON) {
		struct unit_item m = unit_item_of(s, q, d, unit);
		return api_put(out, s, &unit_item_model, &m, VIEW_OK);
	}
	struct text_place at = { s, d, NULL };
	struct text_view v = text_view_of(&at, q);
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS, .live = LIVE(TEXT),
	    .title = words_of(s, &instrument_find(s->forum, q->code)->title) });
	text_links_render(&h, s, q, TEXT_SCREEN__COUNT);
	put_form(&h, s, q, d);
	put_as(&h, s, q->as);
	live_open(&h, S("unit"));
	html_open(&h, "ol", CLASS("units"));
	text_unit_render(&h, &v, unit);
	html_close(&h, "ol");
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_MATRIX);
	text_matrix_render(&h, &v, unit, &(struct matrix_order){
	    .positions = text_positions_of(s, d, unit) });
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
