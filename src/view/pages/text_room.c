/* The screen of the room for a text: one paragraph, large, between its neighbours. It follows the record; its
 * settings are under it, closed. */
#include "base/arena.h"
#include "base/encode.h"
#include "view/api.h"
#include "view/model/text_now.h"
#include "view/text_page.h"
#include "view/text_room.h"

struct wall {
	const struct site *s;
	const struct text_query *q;
	const struct draft *d;
	struct text_view v;
	struct text_now now;
	bool is_followed;
};

static void put_units(struct html *h, const struct wall *w)
{
	html_open(h, "div", ATTRS({ "id", S("wall") }, { "class", S("wall") }, { "data-live", S("") },
	    { "aria-live", S("polite") }));
	if (w->now.unit > 0)
		text_room_neighbour_render(h, &w->v, w->now.unit - 1);
	text_room_unit_render(h, &w->v, w->now.unit);
	if (w->now.unit + 1 < w->d->units_count)
		text_room_neighbour_render(h, &w->v, w->now.unit + 1);
	html_close(h, "div");
}

/* What the clock and the connection say, in words that the script fills in. */
static void put_clock(struct html *h)
{
	html_open(h, "p", ATTRS({ "id", S("clock") }, { "class", S("clock") }, { "hidden", S("") },
	    { "data-lost", message_text(h->lang, MESSAGE_ROOM_LOST, 1) }));
	html_open(h, "time", ATTRS_NONE);
	html_close(h, "time");
	html_text(h, S(" "));
	html_element(h, "b", ATTRS({ "role", S("status") }), S(""));
	html_close(h, "p");
}

static void put_unit_choice(struct html *h, const struct wall *w)
{
	struct str chosen = w->is_followed ? S("") : w->q->unit;
	text_select_open(h, S("id"), MESSAGE_ROOM_PARAGRAPH);
	text_option(h, S(""), chosen, page_title(w->s, MESSAGE_ROOM_FOLLOW));
	for (uint32_t i = 0; i < w->d->units_count; i++)
		text_option(h, w->d->units[i].id, chosen,
		    (struct lang_text){ STR_NONE, text_unit_label(h, &w->d->units[i]) });
	text_select_close(h);
}

static void put_settings(struct html *h, const struct wall *w)
{
	html_open(h, "details", CLASS("settings"));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_ROOM_SETTINGS);
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_with(w->s, text_section(w->s, w->d->code, S("room")), NULL) }));
	put_unit_choice(h, w);
	text_languages_render(h, w->s, w->q, w->d);
	text_select_open(h, S("names"), MESSAGE_ROOM_NAMES);
	text_option(h, S(""), w->q->names, page_title(w->s, MESSAGE_ROOM_NAMES_ALL));
	text_option(h, S("none"), w->q->names, page_title(w->s, MESSAGE_ROOM_NAMES_NONE));
	text_select_close(h);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_TEXT_SHOW);
	html_close(h, "p");
	html_close(h, "form");
	text_links_render(h, w->s, w->q, TEXT_SCREEN_ROOM);
	html_close(h, "details");
}

static enum view_status json_put(struct buf *out, const struct wall *w)
{
	struct text_room m = { .brackets = text_choices_count(&w->d->units[w->now.unit]),
		.proposal = w->now.proposal, .is_followed = w->is_followed };
	struct text_item *text = arena_new(w->s->scratch, struct text_item);
	struct unit_item *unit = arena_new(w->s->scratch, struct unit_item);
	*text = text_item_of(w->s, instrument_find(w->s->forum, w->q->code));
	*unit = unit_item_of(w->s, w->q, w->d, w->now.unit);
	m.text = text;
	m.unit = unit;
	return api_put(out, w->s, &text_room_model, &m, VIEW_OK);
}

/* What the address names, else what the newest act is about. False: it names what is not there. */
static bool now_find(struct wall *w)
{
	uint64_t number;
	w->is_followed = w->q->unit.n == 0;
	w->now = text_now_of(w->s, instrument_find(w->s->forum, w->q->code), w->d);
	if (!w->is_followed) {
		uint32_t unit = draft_place_of(w->d, w->q->unit);
		/* A discussion of another paragraph is none of this one's. */
		w->now = (struct text_now){ unit, unit == w->now.unit ? w->now.proposal : 0 };
	}
	if (w->q->proposal.n > 0 && dec_decode(&number, w->q->proposal) && number < UINT32_MAX)
		w->now.proposal = (uint32_t)number;
	return w->now.unit != DRAFT_NONE;
}

enum view_status text_room_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct html h;
	struct wall w = { .s = s, .q = q, .d = text_draft_of(s, q, NULL) };
	if (w.d == NULL || w.d->units_count == 0 || !now_find(&w))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return json_put(out, &w);
	struct text_place place = { s, w.d, NULL };
	w.v = text_view_of(&place, q);
	w.v.unit_url = NULL;
	w.v.outlined = w.now.proposal;
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS, .live = LIVE(TEXT),
	    .script = S("room.js"), .is_screen = true,
	    .title = text_title_of(s, q->code, MESSAGE_ROOM_TEXT_TITLE) });
	put_units(&h, &w);
	text_hold_render(&h, s, q->code);
	put_clock(&h);
	put_settings(&h, &w);
	page_screen_end(&h, s);
	return VIEW_OK;
}
