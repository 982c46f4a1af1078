/* The chair's console: what the chair may do now comes first, an objection before all. */
#include "base/arena.h"
#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/silence_pieces.h"

static struct lang_text title_of(const struct site *s, enum message id, struct lang_text meeting)
{
	struct buf title;
	buf_init(&title, s->scratch, 4 * NAME_BYTES_MAX);
	message_put(&title, s->lang, id, PARTS(part_words(meeting)));
	return (struct lang_text){ site_lang(s), buf_str(&title) };
}

/* A part of its own: it is renewed also while the chair uses what stands below. */
static void put_alerts(struct html *h, const struct conduct_full *m)
{
	live_open(h, S("alerts"));
	conduct_alert_render(h, m);
	if (m->points.count > 0) {
		html_open(h, "p", ATTRS({ "class", S("alert") }, { "role", S("alert") }));
		html_count(h, MESSAGE_CONSOLE_POINTS, m->points.count);
		html_close(h, "p");
	}
	if (m->is_quorum_asked)
		html_message_element(h, "p", ATTRS({ "class", S("alert") }, { "role", S("alert") }),
		    MESSAGE_CONDUCT_QUORUM_ASKED);
	live_close(h);
}

static void put_now(struct html *h, const struct site *s, const struct conduct_full *m)
{
	html_open(h, "section", ATTRS({ "id", S("now") }, { "class", S("now") },
	    { "data-live", S("") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_CONSOLE_NOW);
	if (m->chair.n == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONSOLE_NO_CHAIR);
	else if (m->next.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_NEXT);
	else
		silence_next_render(h, s, &m->next);
	html_close(h, "section");
}

static void put_text(struct html *h, const struct site *s, const struct conduct_full *m)
{
	live_section_open(h, S("put"), MESSAGE_CONSOLE_PUT);
	conduct_put_render(h, s, m);
	if (m->objections.count > 0) {
		html_message_element(h, "h3", ATTRS_NONE, MESSAGE_DECISION_REGISTER);
		objections_render(h, s, &m->objections, true);
	}
	html_close(h, "section");
}

static void put_item(struct html *h, const struct conduct_full *m)
{
	live_section_open(h, S("item"), MESSAGE_CONSOLE_ITEM);
	html_open(h, "p", m->item.n > 0 ? ATTRS_NONE : CLASS("none"));
	if (m->item.n > 0)
		conduct_item_render(h, m, m->item);
	else
		html_message(h, MESSAGE_CONSOLE_NO_ITEM);
	html_close(h, "p");
	html_close(h, "section");
}

/* Of what the party that presides may do, that of the chair: what it may do as a delegation is at its
 * seat. */
static struct next_item_list chairs_of(const struct site *s, struct next_item_list all)
{
	struct next_item *kept = arena_array(s->scratch, struct next_item, all.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		if (str_eq(all.at[i].role, S("chair")))
			kept[n++] = all.at[i];
	}
	return (struct next_item_list){ n, kept };
}

enum view_status console_page(struct buf *out, const struct site *s, struct str meeting)
{
	struct conduct_full m;
	struct html h;
	if (!conduct_fill(&m, s, meeting))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	m.next = (struct next_item_list){ 0, NULL };
	if (m.chair.n > 0)
		m.next = chairs_of(s, conduct_next_with_put(s, conduct_find(s->forum, meeting),
		    conduct_put(s, meeting), m.chair));
	if (s->format == VIEW_JSON)
		return api_put(out, s, &conduct_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){
	    .title = title_of(s, MESSAGE_CONSOLE_TITLE, m.meeting->title), .nav = NAV_MEETINGS,
	    .live = LIVE(CONDUCT) | LIVE(DECISION) });
	conduct_links_render(&h, s, &m);
	put_alerts(&h, &m);
	put_now(&h, s, &m);
	put_text(&h, s, &m);
	put_item(&h, &m);
	live_open(&h, S("floor"));
	conduct_floor_render(&h, s, &m);
	live_close(&h);
	live_section_open(&h, S("points"), MESSAGE_CONDUCT_POINTS);
	if (m.points.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_CONSOLE_NO_POINTS);
	else
		conduct_points_render(&h, s, &m.points);
	html_close(&h, "section");
	live_section_open(&h, S("state"), MESSAGE_CONDUCT_TITLE);
	conduct_state_render(&h, s, &m);
	html_close(&h, "section");
	page_end(&h, s);
	return VIEW_OK;
}
