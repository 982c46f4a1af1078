/* How far a text has come: units by status, how the proposals on it grew and went, what waits for what. */
#include "base/arena.h"
#include "view/api.h"
#include "view/model/text_progress.h"
#include "view/silence_pieces.h"
#include "view/text_page.h"

#define CHART_WIDTH 960
#define CHART_HEIGHT 200
#define CHART_EDGE 10
#define POINTS_SHOWN_MAX 100 /* rows of the table beside the drawing, the newest */

struct chart {
	struct html *h;
	const struct site *s;
	const struct progress_point_list *points;
	int64_t most; /* at the top */
};

static int64_t across(const struct chart *c, uint32_t i)
{
	uint32_t last = c->points->count - 1;
	int64_t room = CHART_WIDTH - 2 * CHART_EDGE;
	return CHART_EDGE + (last > 0 ? (int64_t)i * room / last : 0);
}

static int64_t down(const struct chart *c, int64_t value)
{
	return CHART_HEIGHT - CHART_EDGE - value * (CHART_HEIGHT - 2 * CHART_EDGE) / c->most;
}

static void put_to(struct buf *b, char letter, int64_t number)
{
	buf_byte(b, (uint8_t)letter);
	buf_dec(b, number);
}

/* In steps: between two acts nothing changes. */
static void put_line(const struct chart *c, struct str class, bool is_agreed)
{
	struct buf b;
	buf_init(&b, c->s->scratch, 64 + 48 * (size_t)c->points->count);
	for (uint32_t i = 0; i < c->points->count; i++) {
		const struct progress_point *p = &c->points->at[i];
		int64_t y = down(c, is_agreed ? p->agreed : p->proposals);
		put_to(&b, i == 0 ? 'M' : 'H', across(c, i));
		put_to(&b, i == 0 ? ' ' : 'V', y);
	}
	put_to(&b, 'H', CHART_WIDTH);
	html_void(c->h, "path", ATTRS({ "class", class }, { "d", buf_str(&b) }));
}

static void put_chart(struct html *h, const struct site *s, const struct text_progress *m)
{
	struct chart c = { h, s, &m->points, 1 };
	struct buf box;
	for (uint32_t i = 0; i < m->points.count; i++) {
		const struct progress_point *p = &m->points.at[i];
		c.most = p->proposals > c.most ? p->proposals : c.most;
		c.most = p->agreed > c.most ? p->agreed : c.most;
	}
	buf_init(&box, s->scratch, 64);
	buf_put(&box, S("0 0 "));
	buf_dec(&box, CHART_WIDTH);
	buf_byte(&box, ' ');
	buf_dec(&box, CHART_HEIGHT);
	html_open(h, "figure", CLASS("chart"));
	html_open(h, "svg", ATTRS({ "viewBox", buf_str(&box) }, { "role", S("img") },
	    { "aria-label", message_text(h->lang, MESSAGE_PROGRESS_CHART, 1) }));
	put_line(&c, S("proposals"), false);
	put_line(&c, S("agreed"), true);
	html_close(h, "svg");
	html_message_element(h, "figcaption", ATTRS_NONE, MESSAGE_PROGRESS_CHART_KEY);
	html_close(h, "figure");
}

static void put_number(struct html *h, int64_t number)
{
	html_open(h, "td", ATTRS_NONE);
	html_number(h, number);
	html_close(h, "td");
}

static void put_column(struct html *h, enum message name)
{
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), name);
}

static void put_points(struct html *h, const struct site *s, const struct text_progress *m)
{
	uint32_t from = m->points.count > POINTS_SHOWN_MAX ? m->points.count - POINTS_SHOWN_MAX : 0;
	scroll_open(h, message_text(h->lang, MESSAGE_PROGRESS_CHART, 1));
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	put_column(h, MESSAGE_PROGRESS_AFTER);
	put_column(h, MESSAGE_PROGRESS_PROPOSALS);
	put_column(h, MESSAGE_PROGRESS_AGREED);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = m->points.count; i > from; i--) {
		const struct progress_point *p = &m->points.at[i - 1];
		html_open(h, "tr", ATTRS_NONE);
		html_open(h, "th", ATTRS({ "scope", S("row") }));
		html_open(h, "a", ATTRS({ "href", url_of_entry(s, (uint64_t)p->entry) }));
		html_time(h, p->at);
		html_close(h, "a");
		html_close(h, "th");
		put_number(h, p->proposals);
		put_number(h, p->agreed);
		html_close(h, "tr");
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	page_more(h, from);
}

static void put_history(struct html *h, const struct site *s, const struct text_progress *m)
{
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PROGRESS_HISTORY);
	if (m->is_cut)
		html_message_element(h, "p", CLASS("more"), MESSAGE_TEXT_CHANGED_CUT);
	if (m->points.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_TEXT_CHANGED_NONE);
		return;
	}
	put_chart(h, s, m);
	put_points(h, s, m);
}

static const struct progress_unit *unit_find(const struct text_progress *m, struct str id)
{
	for (uint32_t i = 0; i < m->units.count; i++) {
		if (str_eq(m->units.at[i].id, id))
			return &m->units.at[i];
	}
	return NULL;
}

static void put_unit_link(struct html *h, const struct site *s, const struct text_progress *m,
    const struct progress_unit *u)
{
	html_link(h, url_with(s, text_section(s, m->text->code, S("unit")), PAIRS({ "id", u->id })),
	    u->label.n > 0 ? u->label : u->id);
}

/* "2. agreed ad referendum; waits for: 5., PP2; still to agree: Kazakhstan" */
static void put_waiting(struct html *h, const struct site *s, const struct text_progress *m,
    const struct progress_unit *u)
{
	html_open(h, "li", ATTRS_NONE);
	put_unit_link(h, s, m, u);
	html_text(h, S(" "));
	html_element(h, "em", ATTRS({ "class", S("tag") }, { "lang", u->status_name.lang }),
	    u->status_name.text);
	for (uint32_t i = 0; i < u->conditional.count; i++) {
		const struct progress_unit *on = unit_find(m, u->conditional.at[i]);
		html_text(h, i == 0 ? S(" ") : S(", "));
		if (i == 0) {
			html_message(h, MESSAGE_PROGRESS_WAITS);
			html_text(h, S(" "));
		}
		if (on != NULL)
			put_unit_link(h, s, m, on);
		else
			html_text(h, u->conditional.at[i]);
		if (on != NULL && !str_eq(on->status, S("agreed"))) {
			html_text(h, S(" ("));
			html_words(h, on->status_name);
			html_text(h, S(")"));
		}
	}
	for (uint32_t i = 0; i < u->pending.count; i++) {
		html_text(h, i == 0 ? S(" ") : S(", "));
		if (i == 0) {
			html_message(h, MESSAGE_PROGRESS_PENDING);
			html_text(h, S(" "));
		}
		html_words(h, u->pending.at[i].name);
	}
	html_close(h, "li");
}

static void put_conditions(struct html *h, const struct site *s, const struct text_progress *m)
{
	uint32_t n = 0;
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PROGRESS_CONDITIONS);
	for (uint32_t i = 0; i < m->units.count; i++) {
		const struct progress_unit *u = &m->units.at[i];
		if (u->conditional.count + u->pending.count == 0)
			continue;
		if (n++ == 0)
			html_open(h, "ul", CLASS("spans"));
		put_waiting(h, s, m, u);
	}
	if (n > 0)
		html_close(h, "ul");
	else
		html_message_element(h, "p", CLASS("none"), MESSAGE_PROGRESS_NO_CONDITIONS);
}

static void put_units(struct html *h, const struct site *s, const struct text_progress *m)
{
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PROGRESS_EACH);
	scroll_open(h, message_text(h->lang, MESSAGE_PROGRESS_EACH, 1));
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	put_column(h, MESSAGE_ROOM_PARAGRAPH);
	put_column(h, MESSAGE_TEXT_PROGRESS_STATUS);
	put_column(h, MESSAGE_TEXT_PROGRESS_BRACKETS);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < m->units.count; i++) {
		const struct progress_unit *u = &m->units.at[i];
		html_open(h, "tr", ATTRS_NONE);
		html_open(h, "th", ATTRS({ "scope", S("row") }));
		put_unit_link(h, s, m, u);
		html_close(h, "th");
		html_element(h, "td", ATTRS({ "lang", u->status_name.lang }), u->status_name.text);
		put_number(h, u->brackets);
		html_close(h, "tr");
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}

enum view_status text_progress_page(struct buf *out, const struct site *s,
    const struct text_query *q)
{
	struct html h;
	struct text_progress m;
	const struct draft *d = text_draft_of(s, q, NULL);
	if (d == NULL)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	text_progress_fill(&m, s, q, d);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &text_progress_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS, .live = LIVE(TEXT),
	    .title = text_title_of(s, q->code, MESSAGE_PROGRESS_TITLE) });
	text_links_render(&h, s, q, TEXT_SCREEN_PROGRESS);
	live_open(&h, S("progress"));
	text_progress_render(&h, d);
	put_history(&h, s, &m);
	put_conditions(&h, s, &m);
	put_units(&h, s, &m);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
