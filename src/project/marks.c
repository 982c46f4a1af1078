#include "project/marks.h"

#include "base/buf.h"

#define MARK "\xee\x80\x80" /* U+E000; what follows stands for what no word of the index may have */

static void code_put(struct buf *out, char c)
{
	static const struct str stops = S("._-/");
	size_t stop = str_find(stops, c, 0);
	if (stop < stops.n) {
		const char bytes[] = { '\xee', '\x80', (char)(0x81 + stop) };
		buf_bytes(out, bytes, sizeof bytes);
	} else {
		buf_byte(out, (uint8_t)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
	}
}

void mark_put(struct buf *out, char letter, struct str code)
{
	if (code.n == 0)
		return;
	buf_put(out, S(MARK));
	buf_byte(out, (uint8_t)letter);
	for (size_t i = 0; i < code.n; i++)
		code_put(out, code.p[i]);
}

/* Spans of days, the longest first. */
enum day_span { SPAN_CENTURY, SPAN_DECADE, SPAN_YEAR, SPAN_MONTH, SPAN_DAY, SPAN__COUNT };

static void digits_put(struct buf *out, int number, int digits)
{
	for (int unit = digits == 4 ? 1000 : digits == 3 ? 100 : 10; unit > 0; unit /= 10)
		buf_byte(out, (uint8_t)('0' + number / unit % 10));
}

static void span_put(struct buf *out, enum day_span span, struct date d)
{
	static const char letters[SPAN__COUNT] = { 'c', 't', 'y', 'm', 'd' };
	buf_put(out, S(MARK));
	buf_byte(out, (uint8_t)letters[span]);
	if (span == SPAN_CENTURY)
		digits_put(out, d.year / 100, 2);
	else if (span == SPAN_DECADE)
		digits_put(out, d.year / 10, 3);
	else
		digits_put(out, d.year, 4);
	if (span >= SPAN_MONTH)
		digits_put(out, d.month, 2);
	if (span == SPAN_DAY)
		digits_put(out, d.day, 2);
}

void item_marks_put(struct buf *out, const struct item *item)
{
	const struct {
		char letter;
		struct str code;
	} codes[] = { { MARK_NOUN, item->noun }, { MARK_KIND, item->kind }, { MARK_PARTY, item->party },
		{ MARK_BODY, item->body }, { MARK_LANG, item->lang } };
	for (size_t i = 0; i < CM_COUNT(codes); i++) {
		mark_put(out, codes[i].letter, codes[i].code);
		buf_byte(out, ' ');
	}
	if (!date_known(item->day))
		return;
	struct date first = date_of_days(date_first_day(item->day));
	for (enum day_span span = 0; span < SPAN__COUNT; span++) {
		span_put(out, span, first);
		buf_byte(out, ' ');
	}
}

/* The first day of the span that holds the date, and the first day after it. */
static int32_t span_begin(enum day_span span, struct date d)
{
	if (span <= SPAN_YEAR) {
		int size = span == SPAN_CENTURY ? 100 : span == SPAN_DECADE ? 10 : 1;
		int year = d.year / size * size;
		d = (struct date){ (int16_t)(year == 0 ? 1 : year), 0, 0, -1 }; /* there is no year 0 */
	} else if (span == SPAN_MONTH) {
		d.day = 0;
	}
	return date_first_day(d);
}

static int32_t span_end(enum day_span span, struct date d)
{
	if (span <= SPAN_YEAR) {
		int size = span == SPAN_CENTURY ? 100 : span == SPAN_DECADE ? 10 : 1;
		d = (struct date){ (int16_t)(d.year / size * size + size - 1), 0, 0, -1 };
	} else if (span == SPAN_MONTH) {
		d.day = 0;
	}
	return date_last_day(d) + 1;
}

void marks_of_days(struct buf *out, int32_t from, int32_t until, struct str before, struct str after)
{
	while (from <= until) {
		struct date d = date_of_days(from);
		enum day_span span = SPAN_CENTURY;
		while (span < SPAN_DAY &&
		    (span_begin(span, d) != from || span_end(span, d) - 1 > until))
			span++;
		buf_put(out, before);
		span_put(out, span, d);
		buf_put(out, after);
		from = span == SPAN_DAY ? from + 1 : span_end(span, d);
	}
}
