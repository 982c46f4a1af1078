#include "view/timeline.h"

#include "base/arena.h"
#include "view/api.h"

/* Units of the drawing; a page shows it about one to one. */
#define LABELS 210
#define WIDTH 960
#define ROW 34
#define BAR 18
#define TOP 30
#define TICKS_MAX 12

struct scale {
	int32_t first, last; /* days; last > first */
	const struct site *s;
};

static int64_t position(const struct scale *c, int32_t day)
{
	int32_t within = day < c->first ? c->first : day > c->last ? c->last : day;
	return LABELS + (int64_t)(within - c->first) * (WIDTH - LABELS) / (c->last - c->first);
}

static struct date start_of(const struct timeline_bar *bar)
{
	return date_or(bar->span.from, bar->span.seen_by);
}

static struct date end_of(const struct timeline_bar *bar)
{
	return date_known(bar->span.until) ? bar->span.until : bar->span.gone_by;
}

static int32_t last_of(const struct timeline_bar *bar)
{
	int32_t day = date_known(end_of(bar)) ? date_last_day(end_of(bar)) : bar->end;
	if (date_known(bar->planned) && date_last_day(bar->planned) > day)
		return date_last_day(bar->planned);
	return day;
}

static int32_t new_year(int16_t year)
{
	return date_first_day((struct date){ year, 1, 1, -1 });
}

/* From the new year before the first bar to the one after the last. */
static bool scale_init(struct scale *c, const struct site *s, const struct timeline_bar *bars,
    uint32_t count)
{
	bool is_known = false;
	*c = (struct scale){ INT32_MAX, INT32_MIN, s };
	for (uint32_t i = 0; i < count; i++) {
		if (!date_known(start_of(&bars[i])))
			continue;
		int32_t first = date_first_day(start_of(&bars[i])), last = last_of(&bars[i]);
		is_known = true;
		c->first = first < c->first ? first : c->first;
		c->last = last > c->last ? last : c->last;
		c->last = first > c->last ? first : c->last;
	}
	if (!is_known)
		return false;
	c->first = new_year(date_of_days(c->first).year);
	c->last = new_year((int16_t)(date_of_days(c->last).year + 1));
	return true;
}

static void put_rect(struct html *h, const struct scale *c, const char *class, const int64_t at[4])
{
	html_void(h, "rect", ATTRS({ "class", str_c(class) }, { "x", integer_text(c->s, at[0]) },
	    { "y", integer_text(c->s, at[1]) }, { "width", integer_text(c->s, at[2]) },
	    { "height", integer_text(c->s, at[3]) }));
}

static void put_stretch(struct html *h, const struct scale *c, const char *class,
    const int64_t at[3])
{
	if (at[1] <= at[0])
		return;
	put_rect(h, c, class, (const int64_t[4]){ at[0], at[2], at[1] - at[0], BAR });
}

static void put_line(struct html *h, const struct scale *c, const char *class,
    const int64_t at[3])
{
	html_void(h, "line", ATTRS({ "class", str_c(class) }, { "x1", integer_text(c->s, at[0]) },
	    { "x2", integer_text(c->s, at[0]) }, { "y1", integer_text(c->s, at[1]) },
	    { "y2", integer_text(c->s, at[2]) }));
}

static void put_years(struct html *h, const struct scale *c, int64_t bottom)
{
	int16_t first = date_of_days(c->first).year, last = date_of_days(c->last).year;
	int step = 1;
	while ((last - first) / step > TICKS_MAX)
		step = step == 1 ? 2 : step == 2 ? 5 : step * 2;
	for (int year = first; year <= last; year++) {
		if (year % step != 0)
			continue;
		int64_t x = position(c, new_year((int16_t)year));
		put_line(h, c, "tick", (const int64_t[3]){ x, TOP - 6, bottom });
		html_element(h, "text", ATTRS({ "class", S("year") }, { "x", integer_text(c->s, x) },
		    { "y", integer_text(c->s, TOP - 12) }, { "text-anchor", S("middle") }),
		    integer_text(c->s, year));
	}
}

static void put_bar(struct html *h, const struct scale *c, const struct timeline_bar *bar,
    int64_t y)
{
	struct date from = start_of(bar), until = end_of(bar);
	bool has_end = date_known(until);
	int64_t lightly = position(c, date_first_day(from));
	/* Of a list that shows it first, nothing before that list is claimed. */
	int64_t begin = position(c, date_known(bar->span.from) ? date_last_day(from)
	                                                       : date_first_day(from));
	int64_t end = position(c, has_end ? date_first_day(until) : bar->end);
	int64_t after = has_end ? position(c, date_last_day(until)) : end;
	if (begin > end)
		begin = lightly;
	put_stretch(h, c, "about", (const int64_t[3]){ lightly, begin, y });
	put_stretch(h, c, bar->is_current ? "bar current" : "bar", (const int64_t[3]){ begin, end, y });
	put_stretch(h, c, "about", (const int64_t[3]){ end, after, y });
	if (date_known(bar->planned))
		put_stretch(h, c, "planned",
		    (const int64_t[3]){ after, position(c, date_last_day(bar->planned)), y });
}

static void put_row(struct html *h, const struct scale *c, const struct timeline_bar *bar,
    int64_t y)
{
	bool is_link = bar->href.n > 0;
	if (is_link)
		html_open(h, "a", ATTRS({ "href", bar->href }));
	html_element(h, "text", ATTRS({ "class", S("label") }, { "x", S("0") },
	    { "y", integer_text(c->s, y + BAR - 4) }, { "lang", bar->label.lang }), bar->label.text);
	if (is_link)
		html_close(h, "a");
	if (date_known(start_of(bar)))
		put_bar(h, c, bar, y);
}

void timeline_render(struct html *h, const struct site *s, enum message label,
    const struct timeline_bar *bars, uint32_t count)
{
	struct scale c;
	struct str name = message_text(s->lang, label, 1);
	struct buf box;
	if (!scale_init(&c, s, bars, count))
		return;
	int64_t bottom = TOP + (int64_t)count * ROW;
	buf_init(&box, s->scratch, 64);
	buf_put(&box, S("0 0 970 "));
	buf_dec(&box, bottom + 4);
	html_open(h, "figure", CLASS("timeline"));
	scroll_open(h, name);
	html_open(h, "svg", ATTRS({ "viewBox", buf_str(&box) }, { "role", S("group") },
	    { "aria-label", name }));
	put_years(h, &c, bottom);
	if (s->day >= c.first && s->day <= c.last)
		put_line(h, &c, "now", (const int64_t[3]){ position(&c, s->day), TOP - 6, bottom });
	for (uint32_t i = 0; i < count; i++)
		put_row(h, &c, &bars[i], TOP + (int64_t)i * ROW + (ROW - BAR) / 2);
	html_close(h, "svg");
	html_close(h, "div");
	html_message_element(h, "figcaption", ATTRS_NONE, MESSAGE_TIMELINE_NOTE);
	html_close(h, "figure");
}
