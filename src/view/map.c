#include "view/map.h"

#include "base/arena.h"
#include "view/api.h"
#include "view/places.h"

/*
 * The land is drawn as one silhouette, without borders: some of them are disputed among the very
 * members of such forums, and a page that all of them read draws none. Markers stand near the seat of
 * government and are moved apart where they would cover each other.
 */

#define MARK 12 /* half the width of a mark, in the map's units */
#define MARKS_MAX 256

static struct str box(const struct site *s, int64_t x, int64_t y, int64_t width, int64_t height)
{
	const int64_t numbers[4] = { x, y, width, height };
	struct buf b;
	buf_init(&b, s->scratch, 96);
	for (size_t i = 0; i < CM_COUNT(numbers); i++) {
		if (i > 0)
			buf_byte(&b, ' ');
		buf_dec(&b, numbers[i]);
	}
	return buf_str(&b);
}

/* Circle, diamond, square, triangle: what differs in colour differs in shape. */
static void put_shape(struct html *h, struct arena *a, int64_t shape, struct map_point at)
{
	static const char *const classes[] = { "c0", "c1", "c2", "c3" };
	static const int8_t moves[4][8] = {
		{ 0, 0, 0, 0, 0, 0, 0, 0 },
		{ 0, -14, 14, 14, -14, 14, -14, -14 }, /* start, then relative lines */
		{ -11, -11, 22, 0, 0, 22, -22, 0 },
		{ 0, -14, 13, 24, -26, 0, 0, 0 },
	};
	int64_t kind = shape < 4 ? shape : 3;
	struct str class = str_c(classes[kind]);
	struct buf b;
	buf_init(&b, a, 128);
	if (kind == 0) {
		struct buf x;
		buf_init(&x, a, 24);
		buf_dec(&x, at.x);
		buf_dec(&b, at.y);
		html_void(h, "circle", ATTRS({ "class", class }, { "cx", buf_str(&x) },
		    { "cy", buf_str(&b) }, { "r", S("12") }));
		return;
	}
	buf_byte(&b, 'M');
	buf_dec(&b, at.x + moves[kind][0]);
	buf_byte(&b, ' ');
	buf_dec(&b, at.y + moves[kind][1]);
	for (int i = 2; i < 8; i += 2) {
		if (moves[kind][i] == 0 && moves[kind][i + 1] == 0)
			continue;
		buf_byte(&b, 'l');
		buf_dec(&b, moves[kind][i]);
		buf_byte(&b, ' ');
		buf_dec(&b, moves[kind][i + 1]);
	}
	buf_byte(&b, 'z');
	html_void(h, "path", ATTRS({ "class", class }, { "d", buf_str(&b) }));
}

void map_mark(struct html *h, int64_t shape)
{
	html_open(h, "svg", ATTRS({ "class", S("mark") }, { "viewBox", S("-16 -16 32 32") },
	    { "width", S("16") }, { "height", S("16") }, { "aria-hidden", S("true") }));
	put_shape(h, h->out->arena, shape, (struct map_point){ 0, 0 });
	html_close(h, "svg");
}

struct marker {
	const struct party_item *party;
	const struct party_group *group;
	struct map_point place;
};

static uint32_t markers_find(struct marker *markers, const struct parties *m)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->groups.count; i++) {
		const struct party_group *g = &m->groups.at[i];
		for (uint32_t j = 0; j < g->parties.count && n < MARKS_MAX; j++) {
			const struct party_item *p = &g->parties.at[j];
			if (p->lat == INTEGER_ABSENT)
				continue;
			struct place place = { p->code, (int32_t)p->lat, (int32_t)p->lon };
			markers[n++] = (struct marker){ p, g, map_project(&place) };
		}
	}
	return n;
}

static void put_leader(struct html *h, struct arena *a, struct map_point from, struct map_point to)
{
	struct buf b;
	if (from.x == to.x && from.y == to.y)
		return;
	buf_init(&b, a, 96);
	buf_byte(&b, 'M');
	buf_dec(&b, from.x);
	buf_byte(&b, ' ');
	buf_dec(&b, from.y);
	buf_byte(&b, 'L');
	buf_dec(&b, to.x);
	buf_byte(&b, ' ');
	buf_dec(&b, to.y);
	html_void(h, "path", ATTRS({ "class", S("leader") }, { "d", buf_str(&b) }));
}

static void put_marker(struct html *h, const struct site *s, const struct marker *m,
    struct map_point at)
{
	html_open(h, "a", ATTRS({ "href", url_of(s, S("parties"), m->party->code) }));
	html_open(h, "title", ATTRS_NONE);
	html_text(h, m->party->name.text);
	html_text(h, S(" · "));
	html_text(h, m->group->name.text);
	html_close(h, "title");
	put_shape(h, s->scratch, m->group->shape, at);
	html_close(h, "a");
}

static void put_legend(struct html *h, const struct parties *m)
{
	int64_t last = -1;
	html_open(h, "figcaption", ATTRS_NONE);
	for (uint32_t i = 0; i < m->groups.count; i++) {
		const struct party_group *g = &m->groups.at[i];
		if (!str_eq(g->kind, S("state")) || g->shape == last)
			continue;
		last = g->shape;
		html_open(h, "span", CLASS("key"));
		map_mark(h, g->shape);
		html_text(h, S(" "));
		html_words(h, g->name);
		html_close(h, "span");
		html_text(h, S(" "));
	}
	html_message_element(h, "span", CLASS("note"), MESSAGE_MAP_NOTE);
	html_close(h, "figcaption");
}

void map_render(struct html *h, const struct site *s, const struct parties *m)
{
	struct marker *markers = arena_array(s->scratch, struct marker, MARKS_MAX);
	struct map_point *points = arena_array(s->scratch, struct map_point, MARKS_MAX);
	uint32_t n = markers_find(markers, m);
	if (n == 0)
		return;
	for (uint32_t i = 0; i < n; i++)
		points[i] = markers[i].place;
	map_spread(points, n, 2 * MARK + 4);
	html_open(h, "figure", CLASS("map"));
	scroll_open(h, message_text(s->lang, MESSAGE_MAP_LABEL, 1));
	html_open(h, "svg", ATTRS({ "viewBox", box(s, 0, 0, MAP_WIDTH, MAP_HEIGHT) },
	    { "role", S("group") }, { "aria-label", message_text(s->lang, MESSAGE_MAP_LABEL, 1) }));
	html_void(h, "image", ATTRS({ "href", page_asset(s, S("land.svg")) },
	    { "width", number_text(s, MAP_WIDTH) }, { "height", number_text(s, MAP_HEIGHT) }));
	for (uint32_t i = 0; i < n; i++)
		put_leader(h, s->scratch, markers[i].place, points[i]);
	for (uint32_t i = 0; i < n; i++)
		put_marker(h, s, &markers[i], points[i]);
	html_close(h, "svg");
	html_close(h, "div");
	put_legend(h, m);
	html_close(h, "figure");
}
