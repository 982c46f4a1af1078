#include "view/html.h"

static void put_escaped(struct buf *out, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i < text.n; i++) {
		struct str entity;
		switch (text.p[i]) {
		case '&': entity = S("&amp;"); break;
		case '<': entity = S("&lt;"); break;
		case '>': entity = S("&gt;"); break;
		case '"': entity = S("&quot;"); break;
		case '\'': entity = S("&#39;"); break;
		default: continue;
		}
		buf_bytes(out, text.p + from, i - from);
		buf_put(out, entity);
		from = i + 1;
	}
	buf_bytes(out, text.p + from, text.n - from);
}

bool html_url_is_safe(struct str url)
{
	/* A browser drops white space and controls inside schemes; none may be there. A backslash is a
	 * slash to it. */
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		if (c <= 0x20 || c == 0x7f || c == '\\')
			return false;
	}
	if (str_starts(url, S("//")))
		return false;
	return str_starts(url, S("/")) || str_starts(url, S("?")) || str_starts(url, S("#")) ||
	    str_starts(url, S("https://")) || str_starts(url, S("http://"));
}

static bool is_name(struct str name, const char *literal)
{
	return str_eq(name, str_c(literal));
}

static void put_attr(struct html *h, const struct attr *a)
{
	struct str name = str_c(a->name);
	cm_assert(name.n > 0);
	/* No inline script or style: the policy refuses them, so writing one is a mistake. */
	cm_assert(!str_starts(name, S("on")) && !is_name(name, "style"));
	bool is_url = is_name(name, "href") || is_name(name, "src") || is_name(name, "action") ||
	    is_name(name, "formaction");
	if (a->value.p == NULL || (is_url && !html_url_is_safe(a->value)))
		return;
	buf_byte(h->out, ' ');
	buf_put(h->out, name);
	if (a->value.n == 0 && !is_name(name, "value") && !is_name(name, "alt"))
		return;
	buf_put(h->out, S("=\""));
	put_escaped(h->out, a->value);
	buf_byte(h->out, '"');
}

static void put_lang(struct html *h, struct str lang)
{
	struct str around = h->lang_at[h->depth];
	if (lang.n == 0 || str_eq(lang, around))
		return;
	struct attr attr = { "lang", lang };
	put_attr(h, &attr);
	struct str direction = lang_direction(lang);
	if (h->depth == 0 || !str_eq(direction, lang_direction(around))) {
		struct attr dir = { "dir", direction };
		put_attr(h, &dir);
	}
}

/* Writes "<name attrs" and returns the language inside the element. */
static struct str put_tag(struct html *h, const char *name, const struct attr *attrs)
{
	struct str inside = h->lang_at[h->depth];
	buf_byte(h->out, '<');
	buf_put(h->out, str_c(name));
	for (const struct attr *a = attrs; a != NULL && a->name != NULL; a++) {
		if (!is_name(str_c(a->name), "lang")) {
			put_attr(h, a);
			continue;
		}
		put_lang(h, a->value);
		if (a->value.n > 0)
			inside = a->value;
	}
	return inside;
}

void html_begin(struct html *h, struct buf *out, enum view_lang lang)
{
	*h = (struct html){ .out = out, .lang = lang };
	buf_put(out, S("<!doctype html>\n"));
}

void html_end(struct html *h)
{
	cm_assert(h->depth == 0);
	buf_byte(h->out, '\n');
}

void html_open(struct html *h, const char *name, const struct attr *attrs)
{
	cm_assert(h->depth < HTML_DEPTH_MAX);
	cm_assert(!is_name(str_c(name), "script") && !is_name(str_c(name), "style"));
	struct str inside = put_tag(h, name, attrs);
	buf_byte(h->out, '>');
	h->open[h->depth] = name;
	h->depth++;
	h->lang_at[h->depth] = inside;
}

void html_close(struct html *h, const char *name)
{
	cm_assert(h->depth > 0);
	h->depth--;
	cm_assert(str_eq(str_c(h->open[h->depth]), str_c(name)));
	buf_put(h->out, S("</"));
	buf_put(h->out, str_c(name));
	buf_byte(h->out, '>');
}

void html_void(struct html *h, const char *name, const struct attr *attrs)
{
	static const char svg[] = " circle path line rect image ";
	struct str quoted = str_c(name);
	(void)put_tag(h, name, attrs);
	/* HTML's void elements take no slash; those of SVG need it. */
	size_t at = str_find_str(str_c(svg), quoted);
	bool is_svg = at < sizeof(svg) - 1 && svg[at + quoted.n] == ' ' && svg[at - 1] == ' ';
	buf_put(h->out, is_svg ? S("/>") : S(">"));
}

void html_script(struct html *h, struct str src)
{
	cm_assert(html_url_is_safe(src));
	(void)put_tag(h, "script", ATTRS({ "src", src }, { "defer", S("") }));
	buf_put(h->out, S("></script>"));
}

void html_text(struct html *h, struct str text)
{
	put_escaped(h->out, text);
}

void html_element(struct html *h, const char *name, const struct attr *attrs, struct str text)
{
	html_open(h, name, attrs);
	html_text(h, text);
	html_close(h, name);
}

void html_link(struct html *h, struct str href, struct str text)
{
	html_element(h, "a", ATTRS({ "href", href }), text);
}

void html_link_words(struct html *h, struct str href, struct lang_text words)
{
	html_element(h, "a", ATTRS({ "href", href }, { "lang", words.lang }), words.text);
}

void html_words(struct html *h, struct lang_text words)
{
	if (words.lang.n == 0 || str_eq(words.lang, h->lang_at[h->depth]))
		html_text(h, words.text);
	else
		html_element(h, "span", ATTRS({ "lang", words.lang }), words.text);
}

static void put_time_open(struct html *h, struct date d)
{
	buf_put(h->out, S("<time datetime=\""));
	date_put(h->out, d);
	buf_put(h->out, S("\">"));
}

void html_date(struct html *h, struct date d, bool is_genitive)
{
	cm_assert(date_known(d));
	put_time_open(h, d);
	date_put_words(h->out, h->lang, d, is_genitive);
	buf_put(h->out, S("</time>"));
}

void html_dates(struct html *h, struct date from, struct date until)
{
	cm_assert(date_known(from) && date_known(until));
	put_time_open(h, from);
	bool is_tight = range_first_put(h->out, h->lang, from, until);
	buf_put(h->out, is_tight ? S("</time>–") : S("</time> – "));
	put_time_open(h, until);
	range_last_put(h->out, h->lang, from, until);
	buf_put(h->out, S("</time>"));
}

static void put_instant_open(struct html *h, moment at)
{
	buf_put(h->out, S("<time datetime=\""));
	moment_put(h->out, at, true);
	buf_put(h->out, S("\">"));
}

void html_time(struct html *h, moment at)
{
	put_instant_open(h, at);
	moment_put_words(h->out, h->lang, at);
	buf_put(h->out, S("</time>"));
}

void html_instant(struct html *h, moment at)
{
	put_instant_open(h, at);
	instant_put_words(h->out, h->lang, at);
	buf_put(h->out, S("</time>"));
}

void html_expiry(struct html *h, moment at)
{
	put_instant_open(h, at);
	expiry_put_words(h->out, h->lang, at);
	buf_put(h->out, S("</time>"));
}

void html_number(struct html *h, int64_t number)
{
	number_put_words(h->out, h->lang, number);
}

void html_message(struct html *h, enum message id)
{
	html_text(h, message_text(h->lang, id, 1));
}

void html_message_element(struct html *h, const char *name, const struct attr *attrs,
    enum message id)
{
	html_element(h, name, attrs, message_text(h->lang, id, 1));
}

static void put_part(struct html *h, const struct part *p, bool is_genitive)
{
	switch (p->type) {
	case PART_TEXT: html_words(h, p->words); break;
	case PART_LINK:
		html_link_words(h, p->href, p->words);
		break;
	case PART_CODE: html_element(h, "code", ATTRS_NONE, p->words.text); break;
	case PART_DATE: html_date(h, p->date, is_genitive); break;
	case PART_MOMENT: html_time(h, p->at); break;
	case PART_NUMBER: html_number(h, p->number); break;
	case PART__END: cm_panic(__FILE__, __LINE__, "a message has more places than parts");
	}
}

static void say(struct html *h, struct str rest, const struct part *parts)
{
	struct str text;
	int place;
	bool is_genitive;
	while (message_next(&rest, &text, &place, &is_genitive)) {
		if (place < 0) {
			html_text(h, text);
			continue;
		}
		for (int i = 0; i < place; i++)
			cm_assert(parts[i].type != PART__END);
		put_part(h, &parts[place], is_genitive);
	}
}

void html_say(struct html *h, enum message id, const struct part *parts)
{
	say(h, message_text(h->lang, id, 1), parts);
}

void html_count(struct html *h, enum message id, int64_t count)
{
	say(h, message_text(h->lang, id, count), PARTS(part_number(count)));
}
