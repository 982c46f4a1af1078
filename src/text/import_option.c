#include "text/import_option.h"

#include "text/token.h"

/* As the official languages call it. */
static const struct str option_words[] = {
	{ "option", 6 }, { "alternative", 11 }, { "вариант", 14 }, { "альтернатива", 24 },
	{ "备选案文", 12 }, { "备选方案", 12 }, { "选项", 6 }, { "الخيار", 12 }, { "opción", 7 },
};
static const struct str han_digits[] = {
	{ "一", 3 }, { "二", 3 }, { "三", 3 }, { "四", 3 }, { "五", 3 },
	{ "六", 3 }, { "七", 3 }, { "八", 3 }, { "九", 3 }, { "十", 3 },
};
static const struct str cyrillic_letters[] = {
	{ "а", 2 }, { "б", 2 }, { "в", 2 }, { "г", 2 }, { "д", 2 },
	{ "е", 2 }, { "ж", 2 }, { "з", 2 }, { "и", 2 }, { "к", 2 },
};
static const struct str colons[] = { { ":", 1 }, { "：", 3 } };
static const struct str stops[] = { { ".", 1 }, { "–", 3 }, { "—", 3 }, { "-", 1 } };

static struct str core_at(const struct lexicon *l, struct words w, uint32_t at)
{
	return at < w.count ? token_core(lexicon_word(l, w.at[at])) : STR_NONE;
}

static bool is_one_of(struct str s, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(s, list[i]))
			return true;
	return false;
}

/* Without regard to case, of Latin and the Russian letters. */
static bool starts_folded(struct str s, struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		uint8_t c, x = (uint8_t)word.p[i];
		if (i >= s.n)
			return false;
		c = (uint8_t)s.p[i];
		if (c == x || (c >= 'A' && c <= 'Z' && c + 32 == x))
			continue;
		/* U+0410.. to U+0430..: D0 90-9F to D0 B0-BF, D0 A0-AF to D1 80-8F */
		if (i % 2 == 1 && (uint8_t)s.p[i - 1] == 0xd0 && c >= 0x90 && c <= 0x9f && c + 0x20 == x)
			continue;
		if (i % 2 == 1 && (uint8_t)s.p[i - 1] == 0xd0 && c >= 0xa0 && c <= 0xaf && c - 0x20 == x)
			continue;
		if (i % 2 == 0 && c == 0xd0 && x == 0xd1)
			continue;
		return false;
	}
	return true;
}

/* How many words say "option" from here on; 0: none. */
static uint32_t option_word(const struct lexicon *l, struct words w, uint32_t at)
{
	for (size_t i = 0; i < CM_COUNT(option_words); i++) {
		struct str left = option_words[i];
		uint32_t n = 0;
		while (left.n > 0) {
			struct str core = core_at(l, w, at + n);
			if (core.n == 0 || core.n > left.n || !starts_folded(core, str_sub(left, 0, core.n)))
				break;
			left = str_sub(left, core.n, left.n);
			n++;
		}
		if (left.n == 0)
			return n;
	}
	return 0;
}

static uint32_t roman_of(struct str s)
{
	uint32_t value = 0, last = 0;
	for (size_t i = s.n; i-- > 0;) {
		char c = (char)(s.p[i] & ~0x20);
		uint32_t digit = c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
		if (digit == 0)
			return 0;
		value = digit < last ? value - digit : value + digit;
		last = digit > last ? digit : last;
	}
	return value;
}

static uint32_t place_in(struct str s, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(s, list[i]))
			return (uint32_t)i + 1;
	return 0;
}

static uint32_t digits_of(struct str s)
{
	uint32_t value = 0;
	for (size_t i = 0; i < s.n && i < 6 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		value = value * 10 + (uint32_t)(s.p[i] - '0');
	return value;
}

/* Is this word a number of options? */
static bool number_read(struct str s, struct option *out)
{
	if (s.n == 0 || s.n > 16)
		return false;
	out->style = OPTION_DIGITS;
	if (token_class(s) == WORD_NUMBER) {
		out->ordinal = digits_of(s);
		return true;
	}
	out->ordinal = place_in(s, han_digits, CM_COUNT(han_digits));
	if (out->ordinal > 0)
		return true;
	out->style = OPTION_ROMAN;
	out->ordinal = s.n <= 5 ? roman_of(s) : 0;
	if (out->ordinal > 0)
		return true;
	out->style = OPTION_LETTERS;
	out->ordinal = place_in(s, cyrillic_letters, CM_COUNT(cyrillic_letters));
	if (out->ordinal == 0 && s.n == 1 && token_class(s) == WORD_LETTERS)
		out->ordinal = (uint32_t)((s.p[0] & ~0x20) - 'A') + 1;
	return out->ordinal > 0;
}

bool option_at(
    const struct lexicon *l, struct words w, uint32_t at, bool is_first, struct option *out)
{
	uint32_t n = option_word(l, w, at);
	struct str next;
	bool is_inside;

	if (n == 0)
		return false;
	is_inside = str_eq(core_at(l, w, at + n), S("("));
	n += is_inside;
	if (!number_read(core_at(l, w, at + n), out))
		return false;
	n++;
	if (is_inside && !str_eq(core_at(l, w, at + n), S(")")))
		return false;
	n += is_inside;
	next = core_at(l, w, at + n);
	out->words = n;
	if (is_one_of(next, colons, CM_COUNT(colons))) {
		out->words++;
		return true;
	}
	if (is_first && is_one_of(next, stops, CM_COUNT(stops)))
		out->words++;
	return is_first;
}
