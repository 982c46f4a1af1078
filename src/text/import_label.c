#include "text/import_label.h"

#include "base/utf8.h"
#include "text/token.h"

/* Styles: what stands around the number, and what the number is made of. */
#define STYLE_DOT 1u
#define STYLE_CLOSES 2u /* a) */
#define STYLE_INSIDE 3u /* (a) */
#define STYLE_COMMA 4u  /* 一、 */
#define STYLE_BARE 5u   /* 3.1 */
#define STYLE_DIGITS 0x10u
#define STYLE_SMALL 0x20u
#define STYLE_CAPITAL 0x30u
#define STYLE_HAN 0x40u
#define STYLE_ROMAN 0x100u

/* Reading goes on at `at`. */
struct reader {
	struct str text;
	size_t at;
};
typedef bool label_reading(struct reader r, struct label *out);

static const struct str suffixes[] = {
	{ "quinquies", 9 }, { "quater", 6 }, { "quat", 4 }, { "bis", 3 }, { "ter", 3 }, { "alt", 3 },
	{ "sexies", 6 }, { "septies", 7 }, { "octies", 6 }, { "бис", 6 }, { "тер", 6 },
};
static const struct str bullets[] = {
	{ "-", 1 }, { "–", 3 }, { "—", 3 }, { "•", 3 }, { "*", 1 }, { "+", 1 }, { "·", 2 },
	{ "○", 3 }, { "▪", 3 }, { "●", 3 },
};
static const struct str articles[] = {
	{ "Article", 7 }, { "ARTICLE", 7 }, { "Part", 4 }, { "PART", 4 }, { "Chapter", 7 },
	{ "CHAPTER", 7 }, { "Section", 7 }, { "SECTION", 7 }, { "Статья", 12 }, { "СТАТЬЯ", 12 },
	{ "Часть", 10 }, { "ЧАСТЬ", 10 }, { "Глава", 10 }, { "ГЛАВА", 10 }, { "Раздел", 12 },
	{ "РАЗДЕЛ", 12 }, { "المادة", 12 }, { "الجزء", 10 }, { "الباب", 10 },
};
static const struct str annexes[] = {
	{ "Annex", 5 }, { "ANNEX", 5 }, { "Appendix", 8 }, { "APPENDIX", 8 }, { "Attachment", 10 },
	{ "Приложение", 20 }, { "ПРИЛОЖЕНИЕ", 20 }, { "Добавление", 20 }, { "ДОБАВЛЕНИЕ", 20 },
	{ "附件", 6 }, { "附录", 6 }, { "المرفق", 12 }, { "مرفق", 8 },
};
static const struct str ordinal_words[] = {
	{ "one", 3 }, { "two", 3 }, { "three", 5 }, { "four", 4 }, { "five", 4 }, { "One", 3 },
	{ "Two", 3 }, { "Three", 5 }, { "Four", 4 }, { "Five", 4 }, { "ONE", 3 }, { "TWO", 3 },
	{ "первая", 12 }, { "вторая", 12 }, { "третья", 12 }, { "الأول", 10 }, { "الثاني", 12 },
	{ "الأولى", 12 },
};
static const struct str han_units[] = { { "部分", 6 }, { "条", 3 }, { "章", 3 }, { "节", 3 } };
static const struct str han_numbers[] = {
	{ "一", 3 }, { "二", 3 }, { "三", 3 }, { "四", 3 }, { "五", 3 }, { "六", 3 },
	{ "七", 3 }, { "八", 3 }, { "九", 3 }, { "十", 3 }, { "百", 3 }, { "〇", 3 },
};

/* ---- pieces ------------------------------------------------------------------------------------- */

static struct str rest_of(const struct reader *r)
{
	return str_sub(r->text, r->at, r->text.n);
}

static char byte_of(const struct reader *r)
{
	return r->at < r->text.n ? r->text.p[r->at] : '\0';
}

static bool take(struct reader *r, struct str s)
{
	if (!str_starts(rest_of(r), s))
		return false;
	r->at += s.n;
	return true;
}

static bool take_one_of(struct reader *r, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take(r, list[i]))
			return true;
	return false;
}

/* Bytes of white space here. */
static size_t space_bytes(const struct reader *r)
{
	struct str rest = rest_of(r);
	return rest.n - token_core(rest).n;
}

/* Does it begin with a letter or digit? */
static bool is_letter(struct str s)
{
	return s.n > 0 && token_core(s).n == s.n &&
	       (token_class(s) == WORD_LETTERS || token_class(s) == WORD_NUMBER);
}

/* ".5" */
static bool number_follows(const struct reader *r)
{
	char c = r->at + 1 < r->text.n ? r->text.p[r->at + 1] : '\0';
	return byte_of(r) == '.' && c >= '0' && c <= '9';
}

/* White space, or the end. */
static bool ends_here(const struct reader *r)
{
	return r->at == r->text.n || space_bytes(r) > 0;
}

/* Can a text begin right here? "1.各国", "(a)[Take" can, "1.5" and "1.x" cannot. */
static bool text_can_begin(const struct reader *r)
{
	struct str rest = rest_of(r);
	char c = byte_of(r);
	return ends_here(r) || c == '[' || c == '"' || (c >= 'A' && c <= 'Z') ||
	       (((uint8_t)c & 0x80) != 0 && !str_starts(rest, S("–")));
}

static uint32_t take_digits(struct reader *r, size_t max)
{
	uint32_t value = 0;
	size_t from = r->at;
	while (byte_of(r) >= '0' && byte_of(r) <= '9' && r->at - from < max)
		value = value * 10 + (uint32_t)(r->text.p[r->at++] - '0');
	if (byte_of(r) >= '0' && byte_of(r) <= '9')
		r->at = from;
	return value;
}

static uint32_t take_roman(struct reader *r)
{
	uint32_t value = 0, last = UINT32_MAX;
	for (size_t n = 0; n < 8; n++, r->at++) {
		char c = (char)(byte_of(r) & ~0x20);
		uint32_t d = c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : c == 'L' ? 50 : 0;
		if (d == 0)
			break;
		value += d > last ? d - 2 * last : d;
		last = d;
	}
	return value;
}

/* " bis", ".bis", "bis alt": more of the number. */
static void take_suffixes(struct reader *r)
{
	for (;;) {
		struct reader next = *r;
		size_t space = space_bytes(&next);
		next.at += space > 0 ? space : 0;
		if (space == 0 && (byte_of(&next) == '.' || byte_of(&next) == '-'))
			next.at++;
		if (!take_one_of(&next, suffixes, CM_COUNT(suffixes)) || is_letter(rest_of(&next)))
			return;
		*r = next;
	}
}

/* A letter of the Latin or Russian alphabet, at most twice: "a", "bb", "д". */
static bool take_letter(struct reader *r, uint32_t *ordinal, uint32_t *style)
{
	size_t n;
	uint32_t c = r->at < r->text.n ? utf8_get(r->text, r->at, &n) : 0;
	struct str one;

	if (c >= 'a' && c <= 'z') {
		*style = STYLE_SMALL;
		*ordinal = c - 'a' + 1;
	} else if (c >= 'A' && c <= 'Z') {
		*style = STYLE_CAPITAL;
		*ordinal = c - 'A' + 1;
	} else if (c >= 0x430 && c <= 0x44f) {
		*style = STYLE_SMALL;
		*ordinal = c - 0x430 + 1;
	} else if (c >= 0x410 && c <= 0x42f) {
		*style = STYLE_CAPITAL;
		*ordinal = c - 0x410 + 1;
	} else {
		return false;
	}
	one = str_sub(r->text, r->at, r->at + n);
	r->at += n;
	if (take(r, one))
		*ordinal += 26;
	return true;
}

static bool finish(const struct reader *r, enum label_kind kind, struct label *out)
{
	out->kind = kind;
	out->bytes = r->at;
	return true;
}

/* ---- labels ------------------------------------------------------------------------------------- */

/* PP3, Pp1, OP4 bis alt */
static bool read_negotiator(struct reader r, struct label *out)
{
	static const struct str names[] = { { "PP", 2 }, { "Pp", 2 }, { "OP", 2 }, { "Op", 2 },
		{ "ПП", 4 }, { "ОП", 4 } };
	bool is_recital = str_starts(r.text, S("P")) || str_starts(r.text, S("П"));
	size_t from;

	if (!take_one_of(&r, names, CM_COUNT(names)))
		return false;
	r.at += space_bytes(&r) == 1;
	from = r.at;
	out->ordinal = take_digits(&r, 4);
	if (r.at == from)
		return false;
	while (number_follows(&r)) {
		r.at++;
		(void)take_digits(&r, 4);
	}
	take_suffixes(&r);
	if (byte_of(&r) == '.' || byte_of(&r) == ':' || byte_of(&r) == ')')
		r.at++;
	out->style = is_recital ? LABEL_RECITAL : LABEL_OPERATIVE;
	return text_can_begin(&r) && finish(&r, is_recital ? LABEL_RECITAL : LABEL_OPERATIVE, out);
}

/* 3.1  3.3bis:  after the first number and its full stop */
static bool read_decimal(struct reader r, struct label *out)
{
	do {
		size_t from = ++r.at;
		(void)take_digits(&r, 3);
		if (r.at == from)
			return false;
	} while (number_follows(&r));
	take_suffixes(&r);
	if (byte_of(&r) == '.' || byte_of(&r) == ':' || byte_of(&r) == ')')
		r.at++;
	out->style = STYLE_BARE | STYLE_DIGITS;
	return ends_here(&r) && finish(&r, LABEL_DECIMAL, out);
}

/* 1.  1)  1 bis.  53.bis: */
static bool read_number(struct reader r, struct label *out)
{
	size_t number;

	out->ordinal = take_digits(&r, 3);
	if (r.at == 0)
		return false;
	if (number_follows(&r))
		return read_decimal(r, out);
	number = r.at;
	take_suffixes(&r);
	out->style = STYLE_DIGITS | (byte_of(&r) == ')' ? STYLE_CLOSES : STYLE_DOT);
	if (byte_of(&r) == '.' || byte_of(&r) == ')' || (byte_of(&r) == ':' && r.at > number))
		r.at++;
	else if (r.at == number)
		return false;
	return text_can_begin(&r) && finish(&r, LABEL_NUMBER, out);
}

/* (1)  (a)  (i)  （一） */
static bool read_inside(struct reader r, struct label *out)
{
	bool is_wide = take(&r, S("（"));
	enum label_kind kind = LABEL_POINT;
	size_t from;

	if (!is_wide && !take(&r, S("(")))
		return false;
	from = r.at;
	out->ordinal = take_digits(&r, 3);
	if (r.at > from) {
		out->style = STYLE_DIGITS;
		kind = LABEL_NUMBER;
	} else if (take_one_of(&r, han_numbers, CM_COUNT(han_numbers))) {
		while (take_one_of(&r, han_numbers, CM_COUNT(han_numbers)))
			continue;
		out->style = STYLE_HAN;
	} else {
		struct reader roman = r;
		out->roman = take_roman(&roman);
		if (byte_of(&roman) != ')')
			out->roman = 0;
		if (!take_letter(&r, &out->ordinal, &out->style))
			return false;
		if (out->roman > 0)
			r = roman;
	}
	take_suffixes(&r);
	if (!take(&r, is_wide ? S("）") : S(")")))
		return false;
	out->style |= STYLE_INSIDE;
	return finish(&r, kind, out);
}

/* a)  a.  A.  IV. */
static bool read_letter(struct reader r, struct label *out)
{
	struct reader roman = r;
	bool is_capital;

	out->roman = take_roman(&roman);
	if (byte_of(&roman) != '.' && byte_of(&roman) != ')')
		out->roman = 0;
	if (!take_letter(&r, &out->ordinal, &out->style))
		return false;
	is_capital = out->style == STYLE_CAPITAL;
	if (out->roman > 0)
		r = roman;
	if (byte_of(&r) != '.' && byte_of(&r) != ')')
		return false;
	out->style |= byte_of(&r) == '.' ? STYLE_DOT : STYLE_CLOSES;
	r.at++;
	return ends_here(&r) && finish(&r, is_capital ? LABEL_SECTION : LABEL_POINT, out);
}

static bool read_bullet(struct reader r, struct label *out)
{
	if (!take_one_of(&r, bullets, CM_COUNT(bullets)) || r.at == r.text.n || !ends_here(&r))
		return false;
	out->style = 0x80u + (uint8_t)r.text.p[0];
	return finish(&r, LABEL_BULLET, out);
}

/* The number of an article or annex, with what belongs to it. */
static bool take_heading_number(struct reader *r)
{
	size_t from = r->at;
	uint32_t ordinal, style;

	(void)take_digits(r, 3);
	if (r->at == from)
		(void)take_roman(r);
	if (r->at == from)
		(void)take_one_of(r, ordinal_words, CM_COUNT(ordinal_words));
	if (r->at == from && !take_letter(r, &ordinal, &style))
		return false;
	take_suffixes(r);
	if (is_letter(rest_of(r)))
		return false;
	if (byte_of(r) == '.' || byte_of(r) == ':')
		r->at++;
	return true;
}

/* Not "Article 2 of the Convention", nor "Article 4, paragraph 2": what follows is a title or text. */
static bool title_can_begin(const struct reader *r)
{
	struct str rest = token_core(rest_of(r));
	size_t n;
	uint32_t c = rest.n == 0 ? 0 : utf8_get(rest, 0, &n);
	bool is_small = (c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x45f);
	return !is_small && c != ',' && c != ';' && c != ')' && c != 0x60c;
}

static bool read_article(struct reader r, struct label *out)
{
	if (!take_one_of(&r, articles, CM_COUNT(articles)) || space_bytes(&r) == 0)
		return false;
	r.at += space_bytes(&r);
	return take_heading_number(&r) && title_can_begin(&r) && finish(&r, LABEL_ARTICLE, out);
}

/* 第一条  第二部分 */
static bool read_han(struct reader r, struct label *out)
{
	bool is_article = take(&r, S("第"));
	size_t from = r.at;

	while (take_one_of(&r, han_numbers, CM_COUNT(han_numbers)))
		continue;
	if (r.at == from)
		return false;
	if (is_article)
		return take_one_of(&r, han_units, CM_COUNT(han_units)) && finish(&r, LABEL_ARTICLE, out);
	out->style = STYLE_HAN | STYLE_COMMA;
	return take(&r, S("、")) && finish(&r, LABEL_NUMBER, out);
}

static bool read_annex(struct reader r, struct label *out)
{
	struct reader number;

	if (!take_one_of(&r, annexes, CM_COUNT(annexes)))
		return false;
	number = r;
	number.at += space_bytes(&r);
	if (take_one_of(&number, han_numbers, CM_COUNT(han_numbers)))
		r = number;
	else if (number.at > r.at && take_heading_number(&number))
		r = number;
	else if (is_letter(rest_of(&r)))
		return false;
	return title_can_begin(&r) && finish(&r, LABEL_ANNEX, out);
}

bool label_read(struct str text, struct label *out)
{
	struct reader r = { text, 0 };
	static label_reading *const readings[] = { read_negotiator, read_number, read_inside, read_article,
		read_han, read_annex, read_letter, read_bullet };

	for (size_t i = 0; i < CM_COUNT(readings); i++) {
		*out = (struct label){ .kind = LABEL_KIND__COUNT };
		if (readings[i](r, out))
			return true;
	}
	return false;
}

uint32_t label_style_roman(uint32_t style)
{
	return style | STYLE_ROMAN;
}
