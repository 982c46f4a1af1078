#include "view/calendar.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "rules/measure.h"
#include "rules/conduct.h"
#include "view/feeds.h"
#include "view/model/common.h"
#include "view/model/silences.h"
#include "view/page.h"

#define LINE_BYTES_MAX 75 /* RFC 5545 section 3.1 */
#define PROPERTY_BYTES_MAX (4 * NAME_BYTES_MAX + 4096)
#define DAY_MS INT64_C(86400000)

/* A property's line, folded without cutting a character. */
static void put_line(struct buf *out, struct str text)
{
	size_t column = 0, n = 0;
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

/* One whose value is TEXT: escaped (section 3.3.11). */
static void put_property(struct buf *out, struct arena *a, struct str name, struct str value)
{
	struct buf line;
	buf_init(&line, a, PROPERTY_BYTES_MAX);
	buf_put(&line, name);
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (c == '\\' || c == ';' || c == ',')
			buf_byte(&line, '\\');
		if (c == '\n')
			buf_put(&line, S("\\n"));
		else if (c != '\r')
			buf_byte(&line, (uint8_t)c);
	}
	put_line(out, buf_str(&line));
}

/* One whose value is an address or a number. */
static void put_plain(struct buf *out, struct arena *a, struct str name, struct str value)
{
	struct buf line;
	buf_init(&line, a, PROPERTY_BYTES_MAX);
	buf_put(&line, name);
	buf_put(&line, value);
	put_line(out, buf_str(&line));
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

/* "20160428T100000Z". A part of a second is left off: it reminds too early rather than too late. */
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

static void put_begin(struct buf *out, const struct site *s, struct str uid, moment changed)
{
	buf_put(out, S("BEGIN:VEVENT\r\n"));
	put_property(out, s->scratch, S("UID:"), uid);
	put_plain(out, s->scratch, S("DTSTAMP:"), stamp(s, changed));
}

/* Body, mode, and in words when it begins: for calendars that hide the zone. */
static struct str description(const struct site *s, const struct meeting *m, const struct conduct *c)
{
	struct buf b;
	buf_init(&b, s->scratch, 2 * NAME_BYTES_MAX + 256);
	buf_put(&b, words_of_body(s, m->body, day_or(m->from, s->day)).text);
	if (m->mode.n > 0) {
		buf_put(&b, b.n > 0 ? S(" · ") : S(""));
		buf_put(&b, words_of_code(s, m->mode).text);
	}
	if (c != NULL) {
		buf_put(&b, b.n > 0 ? S(" · ") : S(""));
		moment_put_words(&b, s->lang, c->opens);
	}
	return buf_str(&b);
}

/* What both kinds of meeting have. */
static void put_facts(struct buf *out, const struct site *s, const struct meeting *m,
    const struct conduct *c)
{
	struct str about = description(s, m, c);
	put_property(out, s->scratch, S("SUMMARY:"), words_of(s, &m->title).text);
	if (m->place.count > 0)
		put_property(out, s->scratch, S("LOCATION:"), words_of(s, &m->place).text);
	if (about.n > 0)
		put_property(out, s->scratch, S("DESCRIPTION:"), about);
	/* A calendar has no address that a relative one would be relative to. */
	if (s->base.n > 0)
		put_plain(out, s->scratch, S("URL:"),
		    url_whole(s, url_of(s, S("meetings"), m->code)));
}

static void put_recorded(struct buf *out, const struct site *s, const struct meeting *m)
{
	struct date last = date_known(m->until) ? m->until : m->from;
	if (m->from.day == 0 || last.day == 0)
		return;
	put_begin(out, s, lasting_name(s, STR_NONE, m->code), forum_now(s->forum));
	put_day(out, S("DTSTART"), date_first_day(m->from));
	put_day(out, S("DTEND"), date_first_day(last) + 1);
	put_facts(out, s, m, NULL);
	if (str_eq(m->status, S("planned")))
		buf_put(out, S("STATUS:TENTATIVE\r\n"));
	buf_put(out, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

/* Its end, as far as the record knows one; MOMENT_ABSENT. */
static moment end_of(const struct meeting *m, const struct conduct *c)
{
	const struct conduct_step *last = &c->steps[c->steps_count - 1];
	int64_t days = date_known(m->until) ? date_first_day(m->until) - date_first_day(m->from) : 0;
	if (c->state == CONDUCT_CLOSED && last->at.ms > c->opens.ms)
		return last->at;
	return days > 0 ? (moment){ c->opens.ms + days * DAY_MS } : MOMENT_ABSENT;
}

static void put_convened(struct buf *out, const struct site *s, const struct conduct *c,
    const struct meeting_change *change)
{
	const struct meeting *m = meeting_find(s->forum, c->meeting);
	bool is_cancelled = c->state == CONDUCT_CANCELLED;
	moment end = end_of(m, c), changed = c->steps[0].at;
	struct buf sequence;
	buf_init(&sequence, s->scratch, 24);
	buf_dec(&sequence, (int64_t)change->moves + is_cancelled);
	changed = change->at.ms > changed.ms ? change->at : changed;
	changed = is_cancelled ? c->steps[c->steps_count - 1].at : changed;
	put_begin(out, s, lasting_name(s, STR_NONE, m->code), changed);
	put_plain(out, s->scratch, S("SEQUENCE:"), buf_str(&sequence));
	put_plain(out, s->scratch, S("CREATED:"), stamp(s, c->steps[0].at));
	put_plain(out, s->scratch, S("LAST-MODIFIED:"), stamp(s, changed));
	put_plain(out, s->scratch, S("DTSTART:"), stamp(s, c->opens));
	if (end.ms != MOMENT_ABSENT.ms)
		put_plain(out, s->scratch, S("DTEND:"), stamp(s, end));
	put_facts(out, s, m, c);
	buf_put(out, is_cancelled ? S("STATUS:CANCELLED\r\n") : S("STATUS:CONFIRMED\r\n"));
	buf_put(out, S("END:VEVENT\r\n"));
}

static void put_meetings(struct buf *out, const struct site *s, const struct calendar_query *q)
{
	static const struct meeting_change never = { 0, { INT64_MIN } };
	for (uint32_t i = 0; i < meeting_count(s->forum); i++) {
		const struct meeting *m = meeting_by_date(s->forum, i);
		bool is_asked = q->body.n == 0 || str_eq(q->body, m->body);
		if (is_asked && conduct_find(s->forum, m->code) == NULL)
			put_recorded(out, s, m);
	}
	for (uint32_t i = 0; i < conduct_count(s->forum); i++) {
		const struct conduct *c = conduct_at(s->forum, i);
		if (q->body.n == 0 || str_eq(q->body, c->body))
			put_convened(out, s, c, i < q->changes_count ? &q->changes[i] : &never);
	}
}

/* Whole days, as a meeting of the register. One that was merged is the other's. */
static void put_activity(struct buf *out, const struct site *s, const struct activity *a)
{
	struct date last = date_known(a->until) ? a->until : a->from;
	if (a->from.day == 0 || last.day == 0 || a->state == ACTIVITY_MERGED)
		return;
	moment changed = a->steps_count > 0 ? a->steps[a->steps_count - 1].at : a->at;
	put_begin(out, s, lasting_name(s, S("activity"), a->code), changed);
	put_day(out, S("DTSTART"), date_first_day(a->from));
	put_day(out, S("DTEND"), date_first_day(last) + 1);
	put_property(out, s->scratch, S("SUMMARY:"), words_of(s, &a->title).text);
	if (a->place.count > 0)
		put_property(out, s->scratch, S("LOCATION:"), words_of(s, &a->place).text);
	if (s->base.n > 0)
		put_plain(out, s->scratch, S("URL:"),
		    url_whole(s, url_of(s, S("activities"), a->code)));
	struct buf sequence;
	buf_init(&sequence, s->scratch, 24);
	buf_dec(&sequence, a->steps_count);
	put_plain(out, s->scratch, S("SEQUENCE:"), buf_str(&sequence));
	if (a->state == ACTIVITY_CANCELLED)
		buf_put(out, S("STATUS:CANCELLED\r\n"));
	else if (a->is_tentative)
		buf_put(out, S("STATUS:TENTATIVE\r\n"));
	buf_put(out, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

/* An event without a length: the instant. */
static void put_expiry(struct buf *out, const struct site *s, const struct silence *of)
{
	struct buf summary;
	buf_init(&summary, s->scratch, NAME_BYTES_MAX + 256);
	message_put(&summary, s->lang, MESSAGE_SILENCES_EXPIRY,
	    PARTS(part_words(words_of(s, &of->title))));
	put_begin(out, s, lasting_name(s, S("silence"), of->code), forum_now(s->forum));
	put_plain(out, s->scratch, S("DTSTART:"), stamp(s, of->expires));
	/* An extension is a step of its own; a calendar compares the numbers only. */
	struct buf sequence;
	buf_init(&sequence, s->scratch, 24);
	buf_dec(&sequence, (int64_t)of->expiries_count - 1);
	put_plain(out, s->scratch, S("SEQUENCE:"), buf_str(&sequence));
	put_property(out, s->scratch, S("SUMMARY:"), buf_str(&summary));
	if (s->base.n > 0)
		put_plain(out, s->scratch, S("URL:"),
		    url_whole(s, url_of(s, S("silences"), of->code)));
	if (of->state != SILENCE_RUNNING)
		buf_put(out, S("STATUS:TENTATIVE\r\n"));
	buf_put(out, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

void calendar_document(struct buf *out, const struct site *s, const struct calendar_query *q)
{
	const struct charter *c = forum_charter(s->forum);
	struct buf name;
	buf_init(&name, s->scratch, 2 * NAME_BYTES_MAX + 16);
	if (c != NULL)
		buf_put(&name, words_of(s, &c->title).text);
	if (q->body.n > 0) {
		buf_put(&name, S(": "));
		buf_put(&name, words_of_body(s, q->body, s->day).text);
	}
	buf_put(out, S("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Comity//Forum//EN\r\n"));
	if (name.n > 0)
		put_property(out, s->scratch, S("X-WR-CALNAME:"), buf_str(&name));
	put_meetings(out, s, q);
	for (uint32_t i = 0; q->body.n == 0 && i < activity_count(s->forum); i++)
		put_activity(out, s, activity_by_date(s->forum, i));
	for (uint32_t i = 0; i < silence_count(s->forum); i++) {
		const struct silence *of = silence_at(s->forum, i);
		if (of->state <= SILENCE_RUNNING && (q->body.n == 0 || str_eq(q->body, of->body)))
			put_expiry(out, s, of);
	}
	buf_put(out, S("END:VCALENDAR\r\n"));
}
