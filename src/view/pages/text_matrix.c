/* Who supports what: of one unit, or of every unit on which something was said. */
#include "base/arena.h"
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/model/text_matrix.h"
#include "view/text_page.h"

#define UNITS_SHOWN_MAX 100 /* tables on one page; one unit is always there by its id */

static void put_form(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_with(s, text_section(s, q->code, S("matrix")), NULL) }));
	text_select_open(h, S("id"), MESSAGE_ROOM_PARAGRAPH);
	text_option(h, S(""), q->unit, page_title(s, MESSAGE_TEXT_SHOWN_ALL));
	for (uint32_t i = 0; i < d->units_count; i++)
		text_option(h, d->units[i].id, q->unit,
		    (struct lang_text){ STR_NONE, text_unit_label(h, &d->units[i]) });
	text_select_close(h);
	text_select_open(h, S("only"), MESSAGE_TEXT_ONLY);
	text_option(h, S(""), q->only, page_title(s, MESSAGE_TEXT_ONLY_ALL));
	text_option(h, S("blocking"), q->only, page_title(s, MESSAGE_TEXT_ONLY_BLOCKING));
	text_select_close(h);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_TEXT_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

static void put_entered(struct html *h, const struct site *s, const struct position_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "details", CLASS("why"));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_TEXT_ENTERED);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct position_item *p = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_words(h, p->party_name);
		html_text(h, S(": "));
		html_words(h, words_of_code(s, p->stance));
		if (p->proposal != INTEGER_ABSENT) {
			html_text(h, S(" · "));
			html_say(h, MESSAGE_PROPOSAL_NUMBER, PARTS(part_number(p->proposal)));
		}
		html_open(h, "span", CLASS("more"));
		html_message(h, str_eq(p->entered, S("paper")) ? MESSAGE_TEXT_ENTERED_PAPER
							       : MESSAGE_TEXT_ENTERED_DELEGATE);
		html_text(h, S(" · "));
		html_time(h, p->at);
		html_text(h, S(" · "));
		act_link_render(h, s, p->entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "details");
}

static bool put_unit(struct html *h, const struct text_view *v, const struct text_query *q,
    uint32_t unit)
{
	const struct text_place *at = v->ctx;
	struct text_query one = *q;
	one.unit = v->draft->units[unit].id;
	const struct matrix_order order = { text_positions_of(at->site, v->draft, unit),
		str_eq(q->only, S("blocking")) };
	if (!text_matrix_has(v, unit, &order) && q->unit.n == 0)
		return false;
	html_open(h, "h2", ATTRS_NONE);
	html_link(h, v->unit_url(v->ctx, &v->draft->units[unit]),
	    text_unit_label(h, &v->draft->units[unit]));
	html_close(h, "h2");
	text_matrix_render(h, v, unit, &order);
	struct position_item_list entered = positions_about(at->site, &one, v->draft);
	put_entered(h, at->site, &entered);
	return true;
}

enum view_status text_matrix_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct html h;
	struct text_matrix m;
	const struct draft *d = text_draft_of(s, q, NULL);
	bool is_there = d != NULL && (q->unit.n == 0 || draft_place_of(d, q->unit) != DRAFT_NONE);
	if (!is_there)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON) {
		text_matrix_fill(&m, s, q);
		return api_put(out, s, &text_matrix_model, &m, VIEW_OK);
	}
	struct text_place place = { s, d, NULL };
	struct text_view v = text_view_of(&place, q);
	uint32_t shown = 0, more = 0;
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS, .live = LIVE(TEXT),
	    .title = text_title_of(s, q->code, MESSAGE_TEXT_MATRIX_TITLE) });
	text_links_render(&h, s, q, TEXT_SCREEN_MATRIX);
	put_form(&h, s, q, d);
	live_open(&h, S("matrix"));
	for (uint32_t i = 0; i < d->units_count; i++) {
		if (q->unit.n > 0 && !str_eq(q->unit, d->units[i].id))
			continue;
		if (shown < UNITS_SHOWN_MAX)
			shown += put_unit(&h, &v, q, i);
		else
			more += d->units[i].proposals.count > 0;
	}
	page_more(&h, more);
	if (shown == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_TEXT_MATRIX_NONE);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
