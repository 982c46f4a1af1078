#include "view/network.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "rules/charter.h"
#include "view/api.h"

#define WIDTH 970
#define HEIGHT 560
#define REACH_X 250 /* of the ellipse on which the others stand */
#define REACH_Y 235
#define LABEL_LETTERS 34

/* Sines of a quarter, in thousandths, by 15 degrees. */
static const int16_t QUARTER[] = { 0, 259, 500, 707, 866, 966, 1000 };

/* Of so many 24ths of a turn. */
static int64_t sine(uint32_t at)
{
	uint32_t in_half = at % 12;
	int64_t value = QUARTER[in_half <= 6 ? in_half : 12 - in_half];
	return at % 24 < 12 ? value : -value;
}

struct point {
	int64_t x, y;
	bool is_left;
};

static struct point point_of(uint32_t at, uint32_t count)
{
	uint32_t turn = at * 24 / count;
	int64_t cosine = sine(turn + 6);
	return (struct point){ WIDTH / 2 + cosine * REACH_X / 1000,
		HEIGHT / 2 + sine(turn) * REACH_Y / 1000, cosine < 0 };
}

static struct str label_of(const struct site *s, struct str text)
{
	struct buf b;
	size_t at = 0, n = 0;
	for (uint32_t i = 0; i < LABEL_LETTERS && at < text.n; i++, at += n)
		(void)utf8_get(text, at, &n);
	if (at >= text.n)
		return text;
	buf_init(&b, s->scratch, at + 8);
	buf_put(&b, str_sub(text, 0, at));
	buf_put(&b, S("…"));
	return buf_str(&b);
}

/* The strongest of what there is: what stands, then what is under way, then what is over. */
static const char *line_of(const struct partner_item *p)
{
	bool is_way = false;
	for (uint32_t i = 0; i < p->agreements.count; i++) {
		const struct agreement_item *a = &p->agreements.at[i];
		if (a->stands)
			return "tie stands";
		is_way = is_way || !agreement_is_over(agreement_state_of(a->state));
	}
	if (is_way)
		return "tie way";
	return p->agreements.count > 0 ? "tie over" : "tie status";
}

static void put_tie(struct html *h, const struct site *s, const struct partner_item *p,
    struct point to)
{
	html_void(h, "line", ATTRS({ "class", str_c(line_of(p)) }, { "x1", integer_text(s, WIDTH / 2) },
	    { "y1", integer_text(s, HEIGHT / 2) }, { "x2", integer_text(s, to.x) },
	    { "y2", integer_text(s, to.y) }));
}

/* An arrow's sign beside the name: out of the forum, into it, both ways. */
static struct str arrows_of(const struct partner_item *p)
{
	bool is_out = false, is_in = false;
	for (uint32_t i = 0; i < p->relations.count; i++) {
		is_out = is_out || !str_eq(p->relations.at[i].direction, S("in"));
		is_in = is_in || !str_eq(p->relations.at[i].direction, S("out"));
	}
	return is_out && is_in ? S(" ⇄") : is_out ? S(" ↗") : is_in ? S(" ↙") : S("");
}

static void put_point(struct html *h, const struct site *s, const struct partner_item *p,
    struct point at)
{
	struct buf text;
	struct str label = label_of(s, p->name.text);
	bool is_link = p->party.n > 0;
	buf_init(&text, s->scratch, label.n + 8);
	buf_put(&text, label);
	buf_put(&text, arrows_of(p));
	html_void(h, "circle", ATTRS({ "class", S("point") }, { "cx", integer_text(s, at.x) },
	    { "cy", integer_text(s, at.y) }, { "r", S("6") }));
	if (is_link)
		html_open(h, "a", ATTRS({ "href", url_of(s, S("parties"), p->party) }));
	html_element(h, "text", ATTRS({ "x", integer_text(s, at.x + (at.is_left ? -12 : 12)) },
	    { "y", integer_text(s, at.y + 4) }, { "text-anchor", at.is_left ? S("end") : S("start") },
	    { "lang", p->name.lang }), buf_str(&text));
	if (is_link)
		html_close(h, "a");
}

static void put_drawing(struct html *h, const struct site *s, const struct partner_item_list *list)
{
	const struct charter *c = forum_charter(s->forum);
	struct str name = message_text(s->lang, MESSAGE_AGREEMENTS_NETWORK, 1);
	uint32_t count = list->count < NETWORK_POINTS_MAX ? list->count : NETWORK_POINTS_MAX;
	html_open(h, "figure", CLASS("network"));
	scroll_open(h, name);
	html_open(h, "svg", ATTRS({ "viewBox", S("0 0 970 560") }, { "role", S("group") },
	    { "aria-label", name }));
	for (uint32_t i = 0; i < count; i++)
		put_tie(h, s, &list->at[i], point_of(i, count));
	html_void(h, "circle", ATTRS({ "class", S("middle") }, { "cx", integer_text(s, WIDTH / 2) },
	    { "cy", integer_text(s, HEIGHT / 2) }, { "r", S("42") }));
	if (c != NULL) {
		struct lang_text title = words_of(s, &c->title);
		html_element(h, "text", ATTRS({ "class", S("forum") }, { "x", integer_text(s, WIDTH / 2) },
		    { "y", integer_text(s, HEIGHT / 2 + 5) }, { "text-anchor", S("middle") },
		    { "lang", title.lang }), label_of(s, title.text));
	}
	for (uint32_t i = 0; i < count; i++)
		put_point(h, s, &list->at[i], point_of(i, count));
	html_close(h, "svg");
	html_close(h, "div");
	html_message_element(h, "figcaption", ATTRS_NONE, MESSAGE_AGREEMENTS_NETWORK_NOTE);
	html_close(h, "figure");
}

static void put_head(struct html *h, enum message id)
{
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), id);
}

static void put_row(struct html *h, const struct site *s, const struct partner_item *p)
{
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	if (p->party.n > 0)
		html_link_words(h, url_of(s, S("parties"), p->party), p->name);
	else
		html_words(h, p->name);
	html_close(h, "th");
	html_open(h, "td", ATTRS_NONE);
	for (uint32_t i = 0; i < p->agreements.count; i++) {
		const struct agreement_item *a = &p->agreements.at[i];
		html_text(h, i > 0 ? S("; ") : S(""));
		html_link_words(h, url_of(s, S("agreements"), a->code), a->kind_name);
		html_text(h, S(": "));
		html_words(h, a->state_name);
	}
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	for (uint32_t i = 0; i < p->relations.count; i++) {
		const struct relation_item *r = &p->relations.at[i];
		html_text(h, i > 0 ? S("; ") : S(""));
		html_say(h, str_eq(r->direction, S("out")) ? MESSAGE_RELATION_OUT
			 : str_eq(r->direction, S("in")) ? MESSAGE_RELATION_IN
							 : MESSAGE_RELATION_BOTH,
		    PARTS(part_words(r->kind_name)));
	}
	html_close(h, "td");
	html_close(h, "tr");
}

void network_render(struct html *h, const struct site *s, const struct partner_item_list *list)
{
	if (list->count == 0)
		return;
	put_drawing(h, s, list);
	scroll_open(h, message_text(s->lang, MESSAGE_AGREEMENTS_NETWORK_TABLE, 1));
	html_open(h, "table", ATTRS_NONE);
	html_message_element(h, "caption", ATTRS_NONE, MESSAGE_AGREEMENTS_NETWORK_TABLE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	put_head(h, MESSAGE_AGREEMENT_COUNTERPART);
	put_head(h, MESSAGE_NAV_AGREEMENTS);
	put_head(h, MESSAGE_RELATIONS_TITLE);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < list->count; i++)
		put_row(h, s, &list->at[i]);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}
