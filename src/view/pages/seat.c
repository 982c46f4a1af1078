/* The seat of a delegation: it follows the chair, and shows what the delegation may do now. */
#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/silence_pieces.h"

static struct lang_text title_of(const struct site *s, struct lang_text whose,
    const struct conduct_full *m)
{
	struct buf title;
	buf_init(&title, s->scratch, 4 * NAME_BYTES_MAX);
	message_put(&title, s->lang, MESSAGE_SEAT_TITLE,
	    PARTS(part_words(whose), part_words(m->meeting->title)));
	return (struct lang_text){ site_lang(s), buf_str(&title) };
}

static void put_now(struct html *h, const struct site *s, const struct conduct_full *m)
{
	live_section_open(h, S("put"), MESSAGE_CONSOLE_PUT);
	conduct_put_render(h, s, m);
	conduct_alert_render(h, m);
	html_close(h, "section");
	html_open(h, "section", ATTRS({ "id", S("now") }, { "class", S("now") },
	    { "data-live", S("") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SEAT_NOW);
	if (m->next.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_NEXT);
	else
		silence_next_render(h, s, &m->next);
	html_close(h, "section");
}

static void put_objections(struct html *h, const struct site *s, const struct seat *m)
{
	live_section_open(h, S("objections"), MESSAGE_SEAT_OBJECTIONS);
	if (m->objections.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_SEAT_NO_OBJECTIONS);
	else
		objections_render(h, s, &m->objections, false);
	html_close(h, "section");
}

static enum view_status choice_page(struct buf *out, const struct site *s, struct str meeting)
{
	struct html h;
	struct conduct_full m;
	if (!conduct_fill(&m, s, meeting))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	m.next = (struct next_item_list){ 0, NULL };
	if (s->format == VIEW_JSON)
		return api_put(out, s, &seat_model, &(struct seat){ .conduct = &m }, VIEW_OK);
	page_begin(&h, out, s,
	    &(struct page_head){ .title = title_of(s, page_title(s, MESSAGE_CONDUCT_VIEW_SEAT), &m),
	    .nav = NAV_MEETINGS });
	conduct_links_render(&h, s, &m);
	conduct_choice_render(&h, s, meeting);
	page_end(&h, s);
	return VIEW_OK;
}

enum view_status seat_page(struct buf *out, const struct site *s, struct str meeting,
    struct str party)
{
	struct seat m;
	struct html h;
	if (party.n == 0)
		return choice_page(out, s, meeting);
	if (!seat_fill(&m, s, meeting, party))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &seat_model, &m, VIEW_OK);
	page_begin(&h, out, s,
	    &(struct page_head){ .title = title_of(s, m.party_name, m.conduct), .nav = NAV_MEETINGS,
	    .live = LIVE(CONDUCT) | LIVE(DECISION) });
	conduct_links_render(&h, s, m.conduct);
	put_now(&h, s, m.conduct);
	put_objections(&h, s, &m);
	live_open(&h, S("floor"));
	conduct_floor_render(&h, s, m.conduct);
	live_close(&h);
	html_open(&h, "section", ATTRS({ "id", S("state") }, { "data-live", S("") }));
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_CONDUCT_TITLE);
	conduct_state_render(&h, s, m.conduct);
	html_close(&h, "section");
	page_end(&h, s);
	return VIEW_OK;
}
