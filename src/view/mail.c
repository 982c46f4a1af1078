#include "view/mail.h"

#include "base/arena.h"
#include "base/utf8.h"

#define LINE_BYTES_MAX 76     /* RFC 2045 section 6.7 */
#define WORD_BYTES_MAX 36     /* of text in an encoded word: 48 characters of base64, 60 with its frame */
#define PLAIN_BYTES_MAX 60    /* a subject up to here needs no folding */
#define OFFSET_MINUTES_MAX 840

static bool is_plain(struct str text)
{
	if (text.n > PLAIN_BYTES_MAX || str_find_str(text, S("=?")) < text.n ||
	    str_starts(text, S(" ")) || str_ends(text, S(" ")))
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] < 0x20 || (unsigned char)text.p[i] > 0x7e)
			return false;
	}
	return true;
}

/* What of the text goes into the next encoded word: no character is cut. */
static size_t word_take(struct str text, size_t at)
{
	size_t end = at, n = 0;
	while (end < text.n) {
		(void)utf8_get(text, end, &n);
		if (end + n - at > WORD_BYTES_MAX)
			break;
		end += n;
	}
	return end - at;
}

/* Text of a field: as it stands, or as encoded words, one a line. */
static void put_words(struct buf *out, struct str text)
{
	size_t n = 0;
	if (is_plain(text)) {
		buf_put(out, text);
		return;
	}
	for (size_t at = 0; at < text.n; at += n) {
		n = word_take(text, at);
		if (at > 0)
			buf_put(out, S("\n "));
		buf_put(out, S("=?UTF-8?B?"));
		buf_b64(out, (const uint8_t *)text.p + at, n);
		buf_put(out, S("?="));
	}
}

static void put_two(struct buf *out, int number)
{
	buf_byte(out, (uint8_t)('0' + number / 10 % 10));
	buf_byte(out, (uint8_t)('0' + number % 10));
}

/* "Wed, 25 Nov 2026 15:10:13 +0000" */
static void put_date(struct buf *out, moment at)
{
	static const char days[] = "ThuFriSatSunMonTueWed"; /* 1970-01-01 was a Thursday */
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct clock_parts c = moment_parts(at);
	int64_t day = date_first_day(c.date);
	buf_bytes(out, days + (day % 7 + 7) % 7 * 3, 3);
	buf_put(out, S(", "));
	buf_dec(out, c.date.day);
	buf_byte(out, ' ');
	buf_bytes(out, months + (c.date.month - 1) * 3, 3);
	buf_byte(out, ' ');
	buf_dec(out, c.date.year);
	buf_byte(out, ' ');
	put_two(out, c.hour);
	buf_byte(out, ':');
	put_two(out, c.minute);
	buf_byte(out, ':');
	put_two(out, c.second);
	buf_put(out, S(" +0000\n"));
}

/* One byte of a line that already has `column` characters: 1 or 3 of them. */
static size_t quoted_bytes(struct str text, size_t at, size_t column)
{
	unsigned char c = (unsigned char)text.p[at];
	bool is_last = at + 1 == text.n || text.p[at + 1] == '\n';
	if (c == ' ' || c == '\t')
		return is_last ? 3 : 1;
	/* A line of one dot ends a message for some commands, and "From " begins one for others. */
	if (column == 0 && (c == '.' || c == 'F'))
		return 3;
	return c < 0x21 || c > 0x7e || c == '=' ? 3 : 1;
}

static void put_quoted(struct buf *out, struct str text)
{
	size_t column = 0;
	for (size_t at = 0; at < text.n; at++) {
		if (text.p[at] == '\n') {
			buf_byte(out, '\n');
			column = 0;
			continue;
		}
		size_t n = quoted_bytes(text, at, column);
		if (column + n > LINE_BYTES_MAX - 1) {
			buf_put(out, S("=\n"));
			column = 0;
			n = quoted_bytes(text, at, column);
		}
		if (n == 1) {
			buf_byte(out, (uint8_t)text.p[at]);
		} else {
			static const char digits[] = "0123456789ABCDEF";
			unsigned char c = (unsigned char)text.p[at];
			buf_byte(out, '=');
			buf_byte(out, (uint8_t)digits[c >> 4]);
			buf_byte(out, (uint8_t)digits[c & 15]);
		}
		column += n;
	}
	if (column > 0)
		buf_byte(out, '\n');
}

static void put_address(struct buf *out, struct str name, struct str address)
{
	if (name.n > 0) {
		/* Always encoded: a plain name would need the quotes of its own grammar. */
		buf_put(out, S("=?UTF-8?B?"));
		buf_b64(out, (const uint8_t *)name.p, word_take(name, 0));
		buf_put(out, S("?=\n "));
	}
	buf_byte(out, '<');
	buf_put(out, address);
	buf_put(out, S(">\n"));
}

void mail_put(struct buf *out, const struct mail *m)
{
	cm_assert(mail_address_is_valid(m->from) && mail_address_is_valid(m->to));
	buf_put(out, S("From: "));
	put_address(out, m->from_name, m->from);
	buf_put(out, S("To: "));
	put_address(out, STR_NONE, m->to);
	buf_put(out, S("Subject: "));
	put_words(out, m->subject);
	buf_put(out, S("\nDate: "));
	put_date(out, m->date);
	/* The same notice has the same name, however often it is sent. */
	buf_put(out, S("Message-ID: <entry-"));
	buf_dec(out, (int64_t)m->entry);
	buf_byte(out, '.');
	buf_put(out, m->lang);
	buf_byte(out, '.');
	buf_hex(out, m->forum.bytes, 8);
	buf_put(out, str_sub(m->from, str_find(m->from, '@', 0), m->from.n));
	buf_put(out, S(">\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n"
	               "Content-Type: text/plain; charset=utf-8\nContent-Language: "));
	buf_put(out, m->lang);
	buf_put(out, S("\nContent-Transfer-Encoding: quoted-printable\n\n"));
	put_quoted(out, m->text);
}

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool mail_address_is_valid(struct str address)
{
	struct str others = S("!$%&'*+/=?^_`{|}~.-");
	size_t at = str_find(address, '@', 0);
	if (at == 0 || at + 1 >= address.n || address.n > MAIL_ADDRESS_BYTES_MAX || address.p[0] == '-')
		return false;
	for (size_t i = 0; i < address.n; i++) {
		char c = address.p[i];
		bool is_other = i < at ? str_find(others, c, 0) < others.n : c == '.' || c == '-';
		if (i != at && !is_letter_or_digit(c) && !is_other)
			return false;
	}
	return true;
}

/* "+06:00", "-03:30" */
static bool offset_parse(struct notice_clock *out, struct str text)
{
	if (text.n != 6 || (text.p[0] != '+' && text.p[0] != '-') || text.p[3] != ':')
		return false;
	for (size_t i = 1; i < 6; i++) {
		if (i != 3 && (text.p[i] < '0' || text.p[i] > '9'))
			return false;
	}
	int32_t hours = (text.p[1] - '0') * 10 + text.p[2] - '0';
	int32_t minutes = (text.p[4] - '0') * 10 + text.p[5] - '0';
	int32_t all = hours * 60 + minutes;
	if (minutes > 59 || all > OFFSET_MINUTES_MAX)
		return false;
	*out = (struct notice_clock){ true, text.p[0] == '-' ? -all : all };
	return true;
}

/* The next word of a line; blanks and tabs stand between. */
static struct str word_cut(struct str *line)
{
	size_t from = 0, to;
	while (from < line->n && (line->p[from] == ' ' || line->p[from] == '\t'))
		from++;
	for (to = from; to < line->n && line->p[to] != ' ' && line->p[to] != '\t'; to++)
		continue;
	struct str word = str_sub(*line, from, to);
	*line = str_sub(*line, to, line->n);
	return word;
}

static bool recipient_parse(struct mail_recipient *out, struct str line, struct str first)
{
	struct str word;
	*out = (struct mail_recipient){ .group = MAIL_PARTY, .party = first, .lang = VIEW_EN };
	if (str_eq(first, S("secretariat")))
		out->group = MAIL_SECRETARIAT;
	else if (str_eq(first, S("all")))
		out->group = MAIL_ALL;
	else if (!content_code_is_valid(first))
		return false;
	out->address = word_cut(&line);
	if (!mail_address_is_valid(out->address))
		return false;
	word = word_cut(&line);
	if (word.n > 0 && view_lang_of(word) != VIEW_LANG__COUNT) {
		out->lang = view_lang_of(word);
		word = word_cut(&line);
	}
	if (word.n > 0 && !offset_parse(&out->clock, word))
		return false;
	return word_cut(&line).n == 0;
}

bool mail_recipients_parse(struct mail_recipients *out, struct arena *a, struct str text,
    uint32_t *line)
{
	struct mail_recipient *list = arena_array(a, struct mail_recipient, MAIL_RECIPIENTS_MAX);
	*out = (struct mail_recipients){ 0, list };
	for (*line = 1; text.n > 0; ++*line) {
		struct str rest = str_cut(&text, '\n');
		if (str_ends(rest, S("\r")))
			rest.n--;
		rest = str_sub(rest, 0, str_find(rest, '#', 0));
		struct str first = word_cut(&rest);
		if (first.n == 0)
			continue;
		if (out->count == MAIL_RECIPIENTS_MAX || !recipient_parse(&list[out->count], rest, first))
			return false;
		out->count++;
	}
	return true;
}

bool mail_is_for(const struct mail_recipient *r, const struct notice *n)
{
	return r->group != MAIL_PARTY || n->parties.count == 0 || strs_has(&n->parties, r->party);
}
