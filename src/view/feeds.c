#include "view/feeds.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "view/model/common.h"
#include "view/model/silences.h"
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

static bool is_adopted(const struct silence *of)
{
	return of->state == SILENCE_ADOPTED || of->state == SILENCE_ANNOUNCED ||
	    of->state == SILENCE_ISSUED;
}

/* "silence:env-2026": so that a release of the same code has another name. */
static struct str silence_name(const struct site *s, const struct silence *of)
{
	struct buf b;
	buf_init(&b, s->scratch, CODE_BYTES_MAX + 16);
	buf_put(&b, S("silence:"));
	buf_put(&b, of->code);
	return entry_name(s, buf_str(&b));
}

static struct str moment_text(const struct site *s, moment at)
{
	struct buf b;
	buf_init(&b, s->scratch, 32);
	moment_put(&b, at, false);
	return buf_str(&b);
}

/* Adopted at the instant of expiry; what was done since then updates it. */
static void put_adopted(struct buf *out, const struct site *s, const struct silence *of)
{
	const struct charter *c = forum_charter(s->forum);
	struct lang_text title = words_of(s, &of->title);
	buf_put(out, S("<entry xml:lang=\""));
	put_escaped(out, title.lang);
	buf_put(out, S("\">\n"));
	put_element(out, "title", title.text);
	put_element(out, "id", silence_name(s, of));
	put_link(out, "alternate", url_of(s, S("silences"), of->code));
	put_element(out, "updated", moment_text(s, of->steps[of->steps_count - 1].at));
	put_element(out, "published", moment_text(s, of->expires));
	buf_put(out, S("<author>"));
	put_element(out, "name", c != NULL ? words_of(s, &c->title).text : S("Comity"));
	buf_put(out, S("</author>\n<category term=\"silence\"/>\n</entry>\n"));
}

/* The adopted ones, the last to expire first. */
static uint32_t adopted_find(const struct site *s, const struct silence *found[FEED_ENTRIES])
{
	uint32_t n = 0;
	for (uint32_t i = silence_count(s->forum); i > 0; i--) {
		const struct silence *of = silence_at(s->forum, i - 1);
		if (!is_adopted(of) || (n == FEED_ENTRIES && found[n - 1]->expires.ms >= of->expires.ms))
			continue;
		uint32_t at = n < FEED_ENTRIES ? n++ : n - 1;
		for (; at > 0 && found[at - 1]->expires.ms < of->expires.ms; at--)
			found[at] = found[at - 1];
		found[at] = of;
	}
	return n;
}

#define DAY_MS INT64_C(86400000)

/* Both, newest first; of a day what was adopted comes first. */
static void put_entries(struct buf *out, const struct site *s, const struct silence *const *adopted,
    uint32_t adopted_count)
{
	uint32_t releases = release_count(s->forum), r = 0, a = 0;
	while (r + a < FEED_ENTRIES && (r < releases || a < adopted_count)) {
		const struct release *next = r < releases ? release_by_date(s->forum, r) : NULL;
		bool is_release = next != NULL && (a == adopted_count ||
		    date_first_day(next->issued) > adopted[a]->expires.ms / DAY_MS);
		if (is_release) {
			put_release(out, s, next);
			r++;
		} else {
			put_adopted(out, s, adopted[a++]);
		}
	}
}

/* When something in the feed changed last. */
static struct str feed_updated(const struct site *s, const struct silence *const *adopted,
    uint32_t count)
{
	struct date newest = release_count(s->forum) > 0 ? release_by_date(s->forum, 0)->issued
	                                                 : date_of_days(s->today);
	moment last = { INT64_MIN };
	for (uint32_t i = 0; i < count; i++) {
		moment at = adopted[i]->steps[adopted[i]->steps_count - 1].at;
		last = at.ms > last.ms ? at : last;
	}
	return last.ms / DAY_MS >= date_first_day(newest) ? moment_text(s, last) : instant(s, newest);
}

void feed_document(struct buf *out, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	struct str forum = c != NULL ? words_of(s, &c->title).text : S("Comity");
	const struct silence *adopted[FEED_ENTRIES];
	uint32_t count = adopted_find(s, adopted);
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
	put_element(out, "updated", feed_updated(s, adopted, count));
	put_entries(out, s, adopted, count);
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
static struct str stamp(const struct site *s, moment at)
{
	struct buf whole, b;
	buf_init(&whole, s->scratch, 32);
	moment_put(&whole, at, false);
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
	put_property(out, s->scratch, S("DTSTAMP:"), stamp(s, forum_now(s->forum)));
	put_day(out, S("DTSTART"), date_first_day(m->from));
	put_day(out, S("DTEND"), date_first_day(last) + 1);
	put_property(out, s->scratch, S("SUMMARY:"), words_of(s, &m->title).text);
	if (m->place.count > 0)
		put_property(out, s->scratch, S("LOCATION:"), words_of(s, &m->place).text);
	if (str_eq(m->status, S("planned")))
		buf_put(out, S("STATUS:TENTATIVE\r\n"));
	buf_put(out, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

/* An event without a length: the instant. A calendar knows seconds; a part of one is left off, so that
 * it reminds too early rather than too late. */
static void put_expiry(struct buf *out, const struct site *s, const struct silence *of)
{
	struct buf summary;
	buf_init(&summary, s->scratch, NAME_BYTES_MAX + 256);
	message_put(&summary, s->lang, MESSAGE_SILENCES_EXPIRY,
	    PARTS(part_words(words_of(s, &of->title))));
	buf_put(out, S("BEGIN:VEVENT\r\n"));
	put_property(out, s->scratch, S("UID:"), silence_name(s, of));
	put_property(out, s->scratch, S("DTSTAMP:"), stamp(s, forum_now(s->forum)));
	put_property(out, s->scratch, S("DTSTART:"), stamp(s, of->expires));
	put_property(out, s->scratch, S("SUMMARY:"), buf_str(&summary));
	if (of->state != SILENCE_RUNNING)
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
	for (uint32_t i = 0; i < silence_count(s->forum); i++) {
		if (silence_at(s->forum, i)->state <= SILENCE_RUNNING)
			put_expiry(out, s, silence_at(s->forum, i));
	}
	buf_put(out, S("END:VCALENDAR\r\n"));
}
