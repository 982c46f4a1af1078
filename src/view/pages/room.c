/* The screen of the room: large, and nothing to do on it. It follows the record. */
#include "view/api.h"
#include "view/conduct_pieces.h"

static void put_fact(struct html *h, enum message label)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, label);
}

static void put_item(struct html *h, const struct conduct_full *m)
{
	if (m->item.n == 0)
		return;
	put_fact(h, MESSAGE_CONSOLE_ITEM);
	html_open(h, "p", ATTRS_NONE);
	conduct_item_render(h, m, m->item);
	html_close(h, "p");
	html_close(h, "section");
}

static void put_speaker(struct html *h, const struct conduct_full *m)
{
	put_fact(h, MESSAGE_CONDUCT_FLOOR);
	html_open(h, "p", ATTRS_NONE);
	if (m->speaking != NULL)
		html_words(h, m->speaking->party_name);
	else
		html_message(h, MESSAGE_CONDUCT_NO_SPEAKER);
	html_close(h, "p");
	if (m->waiting.count > 0) {
		html_open(h, "p", CLASS("more"));
		html_say(h, MESSAGE_ROOM_NEXT, PARTS(part_words(m->waiting.at[0].party_name)));
		html_close(h, "p");
	}
	html_close(h, "section");
}

static void put_text(struct html *h, const struct conduct_full *m)
{
	if (m->put == NULL)
		return;
	put_fact(h, MESSAGE_CONSOLE_PUT);
	html_open(h, "p", ATTRS_NONE);
	html_words(h, m->put->title);
	html_close(h, "p");
	conduct_alert_render(h, m);
	html_close(h, "section");
}

enum view_status room_page(struct buf *out, const struct site *s, struct str meeting)
{
	struct conduct_full m;
	struct html h;
	if (!conduct_fill(&m, s, meeting))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	m.next = (struct next_item_list){ 0, NULL };
	if (s->format == VIEW_JSON)
		return api_put(out, s, &conduct_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.meeting->title, .nav = NAV_MEETINGS,
	    .live = LIVE(CONDUCT) | LIVE(DECISION) });
	html_open(&h, "div", ATTRS({ "id", S("room") }, { "class", S("room") },
	    { "data-live", S("") }));
	html_open(&h, "p", CLASS("state"));
	html_words(&h, m.state_name);
	html_text(&h, S(" · "));
	html_say(&h, MESSAGE_ROOM_PRESENT, PARTS(part_number(m.present), part_number(m.members)));
	html_close(&h, "p");
	put_item(&h, &m);
	put_speaker(&h, &m);
	put_text(&h, &m);
	html_close(&h, "div");
	page_end(&h, s);
	return VIEW_OK;
}
