#include "view/feeds.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "view/model/common.h"
#include "view/page.h"

#define LINE_BYTES_MAX 75 /* of a calendar: RFC 5545 section 3.1 */
#define PROPERTY_BYTES_MAX 4096

/* Text of an element or a quoted value. Controls never reach the record (record-formats section 12). */
static void put_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '&': buf_put(out, S("&amp;")); break;
		case '<': buf_put(out, S("&lt;")); break;
		case '>': buf_put(out, S("&gt;")); break;
		case '"': buf_put(out, S("&quot;")); break;
		default: buf_byte(out, (uint8_t)text.p[i]);
		}
	}
}

static void put_element(struct buf *out, const char *name, struct str text)
{
	buf_byte(out, '<');
	buf_put(out, str_c(name));
	buf_byte(out, '>');
	put_escaped(out, text);
	buf_put(out, S("</"));
	buf_put(out, str_c(name));
	buf_put(out, S(">\n"));
}

/* A date as an instant, which Atom wants: of a day, a month or a year its beginning, in UTC. */
static struct str instant(const struct site *s, struct date d)
{
	struct buf b;
	int64_t minute = d.minute >= 0 ? d.minute : 0;
	buf_init(&b, s->scratch, 32);
	moment_put(&b, (moment){ (date_first_day(d) * INT64_C(1440) + minute) * 60000 }, false);
	return buf_str(&b);
}

/* A name that stays when the server moves: the forum's own id, and the code. */
static struct str entry_name(const struct site *s, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, ORIGIN_BYTES_MAX + CODE_BYTES_MAX + 64);
	buf_put(&b, S("urn:comity:"));
	if (forum_is_founded(s->forum))
		buf_hex(&b, forum_id(s->forum)->bytes, HASH_BYTES);
	buf_byte(&b, ':');
	buf_put(&b, code);
	return buf_str(&b);
}

static void put_link(struct buf *out, const char *rel, struct str href)
{
	buf_put(out, S("<link rel=\""));
	buf_put(out, str_c(rel));
	buf_put(out, S("\" href=\""));
	put_escaped(out, href);
	buf_put(out, S("\"/>\n"));
}

static void put_release(struct buf *out, const struct site *s, const struct release *r)
{
	struct release_item item = release_item_of(s, r);
	struct str title = item.title.text.n > 0
	                       ? item.title.text : message_text(s->lang, MESSAGE_RELEASE_UNTITLED, 1);
	buf_put(out, S("<entry"));
	if (item.title.lang.n > 0) {
		buf_put(out, S(" xml:lang=\""));
		put_escaped(out, item.title.lang);
		buf_byte(out, '"');
	}
	buf_put(out, S(">\n"));
	put_element(out, "title", title);
	put_element(out, "id", entry_name(s, r->code));
	put_link(out, "alternate", url_of(s, S("releases"), r->code));
	put_element(out, "updated", instant(s, r->issued));
	put_element(out, "published", instant(s, r->issued));
	buf_put(out, S("<author>"));
	put_element(out, "name", item.issuer.text);
	buf_put(out, S("</author>\n"));
	for (uint32_t i = 0; i < r->topics_count; i++) {
		buf_put(out, S("<category term=\""));
		put_escaped(out, r->topics[i].code);
		buf_put(out, S("\"/>\n"));
	}
	buf_put(out, S("</entry>\n"));
}

void feed_document(struct buf *out, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	struct str forum = c != NULL ? words_of(s, &c->title).text : S("Comity");
	uint32_t count = release_count(s->forum);
	struct date newest = count > 0 ? release_by_date(s->forum, 0)->issued : date_of_days(s->today);
	struct buf title;
	buf_init(&title, s->scratch, NAME_BYTES_MAX + 256);
	buf_put(&title, forum);
	buf_put(&title, S(": "));
	buf_put(&title, message_text(s->lang, MESSAGE_NAV_RELEASES, 1));
	buf_put(out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	               "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""));
	buf_put(out, site_lang(s));
	buf_put(out, S("\">\n"));
	put_element(out, "title", buf_str(&title));
	put_element(out, "id", entry_name(s, site_lang(s)));
	put_link(out, "self", url_of(s, S("feed.atom"), STR_NONE));
	put_link(out, "alternate", url_of(s, S("releases"), STR_NONE));
	put_element(out, "updated", instant(s, newest));
	for (uint32_t i = 0; i < count && i < FEED_ENTRIES; i++)
		put_release(out, s, release_by_date(s->forum, i));
	buf_put(out, S("</feed>\n"));
}

/* A property's line, folded without cutting a character; TEXT values are escaped. */
static void put_property(struct buf *out, struct arena *a, struct str name, struct str value)
{
	struct buf line;
	size_t column = 0, n = 0;
	buf_init(&line, a, PROPERTY_BYTES_MAX);
	buf_put(&line, name);
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (c == '\\' || c == ';' || c == ',')
			buf_byte(&line, '\\');
		buf_put(&line, c == '\n' ? S("\\n") : str_sub(value, i, i + 1));
	}
	struct str text = buf_str(&line);
	for (size_t at = 0; at < text.n; at += n) {
		(void)utf8_get(text, at, &n);
		if (column + n > LINE_BYTES_MAX) {
			buf_put(out, S("\r\n "));
			column = 1;
		}
		buf_bytes(out, text.p + at, n);
		column += n;
	}
	buf_put(out, S("\r\n"));
}

static void put_day(struct buf *out, struct str name, int32_t day)
{
	struct date d = date_of_days(day);
	buf_put(out, name);
	buf_put(out, S(";VALUE=DATE:"));
	int number = d.year * 10000 + d.month * 100 + d.day;
	for (int unit = 10000000; unit > 0; unit /= 10)
		buf_byte(out, (uint8_t)('0' + number / unit % 10));
	buf_put(out, S("\r\n"));
}

/* "20160428T100000Z" */
static struct str stamp(const struct site *s)
{
	struct buf whole, b;
	buf_init(&whole, s->scratch, 32);
	moment_put(&whole, forum_now(s->forum), false);
	buf_init(&b, s->scratch, 32);
	for (size_t i = 0; i < whole.n; i++) {
		if (whole.p[i] != '-' && whole.p[i] != ':')
			buf_byte(&b, (uint8_t)whole.p[i]);
	}
	return buf_str(&b);
}

static void put_meeting(struct buf *out, const struct site *s, const struct meeting *m)
{
	struct date last = date_known(m->until) ? m->until : m->from;
	if (m->from.day == 0 || last.day == 0)
		return;
	buf_put(out, S("BEGIN:VEVENT\r\n"));
	put_property(out, s->scratch, S("UID:"), entry_name(s, m->code));
	put_property(out, s->scratch, S("DTSTAMP:"), stamp(s));
	put_day(out, S("DTSTART"), date_first_day(m->from));
	put_day(out, S("DTEND"), date_first_day(last) + 1);
	put_property(out, s->scratch, S("SUMMARY:"), words_of(s, &m->title).text);
	if (m->place.count > 0)
		put_property(out, s->scratch, S("LOCATION:"), words_of(s, &m->place).text);
	if (str_eq(m->status, S("planned")))
		buf_put(out, S("STATUS:TENTATIVE\r\n"));
	buf_put(out, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

void calendar_document(struct buf *out, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	uint32_t count = meeting_count(s->forum);
	buf_put(out, S("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Comity//Forum//EN\r\n"));
	if (c != NULL)
		put_property(out, s->scratch, S("X-WR-CALNAME:"), words_of(s, &c->title).text);
	for (uint32_t i = 0; i < count; i++)
		put_meeting(out, s, meeting_by_date(s->forum, i));
	buf_put(out, S("END:VCALENDAR\r\n"));
}
