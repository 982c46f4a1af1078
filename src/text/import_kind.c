#include "text/import_kind.h"

#include "base/utf8.h"
#include "text/import_line.h"
#include "text/token.h"

#define CLOSINGS_MAX 32 /* brackets at one end */

static const struct str recital_words[] = {
	{ "Accordingly", 11 }, { "Alarmed", 7 }, { "Also", 4 }, { "Anxious", 7 }, { "Appalled", 8 },
	{ "Aware", 5 }, { "Cognizant", 9 }, { "Concerned", 9 }, { "Confident", 9 },
	{ "Conscious", 9 }, { "Convinced", 9 }, { "Deeply", 6 }, { "Determined", 10 },
	{ "Disturbed", 9 }, { "Encouraged", 10 }, { "Firmly", 6 }, { "Fully", 5 }, { "Further", 7 },
	{ "Gravely", 7 }, { "Greatly", 7 }, { "Guided", 6 }, { "In", 2 }, { "Inspired", 8 },
	{ "Mindful", 7 }, { "Profoundly", 10 }, { "Pursuant", 8 }, { "Reaffirmed", 10 },
	{ "Resolved", 8 }, { "Seriously", 9 }, { "Strongly", 8 }, { "With", 4 },
};
static const struct str recital_ends_ru[] = { { "ая", 4 }, { "яя", 4 }, { "уя", 4 }, { "ия", 4 },
	{ "ея", 4 }, { "ляя", 6 }, { "ясь", 6 }, { "вшись", 10 }, { "дучи", 8 }, { "ходя", 8 },
	{ "тя", 4 }, { "дя", 4 }, { "вив", 6 }, { "трев", 8 }, { "нимая", 10 } };
static const struct str enacting_words[] = {
	{ "Have", 4 }, { "Has", 3 }, { "Hereby", 6 }, { "Decides", 7 }, { "Decide", 6 },
	{ "Agrees", 6 }, { "Agree", 5 }, { "Declares", 8 }, { "Declare", 7 }, { "Adopts", 6 },
	{ "Adopt", 5 }, { "Proclaims", 9 }, { "Recommends", 10 }, { "Requests", 8 },
	{ "DECIDES", 7 }, { "HAVE", 4 }, { "Постановляет", 24 }, { "Постановляем", 24 },
	{ "Решает", 12 }, { "Решили", 12 }, { "Договорились", 24 }, { "договорились", 24 },
	{ "Согласились", 22 }, { "согласились", 22 }, { "Принимает", 18 }, { "Заявляем", 16 },
	{ "заявляем", 16 }, { "Провозглашает", 26 }, { "Рекомендует", 22 },
};
static const struct str commas[] = { { ",", 1 }, { ";", 1 }, { "，", 3 }, { "；", 3 },
	{ "、", 3 }, { "،", 2 }, { "؛", 2 } };
static const struct str colons[] = { { ":", 1 }, { "：", 3 } };
static const struct str stops[] = { { ".", 1 }, { "。", 3 }, { "!", 1 }, { "?", 1 }, { "؟", 2 },
	{ "।", 3 } };
static const struct str closings[] = { { "]", 1 }, { ")", 1 }, { "\"", 1 }, { "”", 3 },
	{ "»", 2 }, { "］", 3 }, { "】", 3 } };
static const struct str openings[] = { { "[", 1 }, { "]", 1 }, { "(", 1 }, { "\"", 1 },
	{ "“", 3 }, { "«", 2 }, { "［", 3 }, { "【", 3 } };

static bool ends_in(struct str s, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ends(s, list[i]))
			return true;
	return false;
}

static bool is_in(struct str s, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(s, list[i]))
			return true;
	return false;
}

static struct str openings_skip(struct str text)
{
	for (size_t i = 0, left = CLOSINGS_MAX; i < CM_COUNT(openings) && left > 0; i++) {
		if (str_starts(text, openings[i])) {
			text = token_core(str_sub(text, openings[i].n, text.n));
			i = SIZE_MAX;
			left--;
		}
	}
	return text;
}

/* The text from its first word on. */
static struct str subject_of(struct str text)
{
	static const struct str options[] = { { "Option ", 7 }, { "Вариант ", 15 } };
	text = openings_skip(text);
	for (size_t i = 0; i < CM_COUNT(options); i++) {
		size_t colon = str_find(str_sub(text, 0, options[i].n + 8), ':', 0);
		if (str_starts(text, options[i]) && colon < options[i].n + 8 && colon < text.n)
			return openings_skip(token_core(str_sub(text, colon + 1, text.n)));
	}
	return text;
}

/* The text to its last word or mark. */
static struct str tail_of(struct str text)
{
	for (size_t i = 0, left = CLOSINGS_MAX; i < CM_COUNT(closings) && left > 0; i++) {
		if (text.n > 0 && str_ends(text, closings[i])) {
			size_t open = text.n;
			while (open > 0 && text.n - open < 8 && text.p[open - 1] != '[')
				open--;
			/* "[^12]" */
			if (open > 0 && text.p[open - 1] == '[' && text.p[open] == '^')
				text.n = open - 1;
			else
				text.n -= closings[i].n;
			while (str_ends(text, S(" ")))
				text.n--;
			i = SIZE_MAX;
			left--;
		}
	}
	return text;
}

static struct str first_word(struct str s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] != ' ' && s.p[n] != ',' && s.p[n] != ':' && s.p[n] != ']')
		n++;
	return str_sub(s, 0, n);
}

bool recital_begins(struct str text)
{
	struct str subject = subject_of(text), word = first_word(subject);
	if (str_starts(word, S("وإذ")) || str_starts(word, S("إذ")))
		return true;
	if (word.n >= 5 && str_ends(word, S("ing")))
		return true;
	if (word.n >= 8 && ends_in(word, recital_ends_ru, CM_COUNT(recital_ends_ru)))
		return true;
	return is_in(word, recital_words, CM_COUNT(recital_words));
}

bool enacting_begins(struct str text)
{
	return is_in(first_word(subject_of(text)), enacting_words, CM_COUNT(enacting_words));
}

bool comma_ends(struct str text)
{
	return ends_in(tail_of(text), commas, CM_COUNT(commas));
}

bool colon_ends(struct str text)
{
	return ends_in(tail_of(text), colons, CM_COUNT(colons));
}

bool stop_ends(struct str text)
{
	struct str tail = tail_of(text);
	return ends_in(tail, stops, CM_COUNT(stops)) || ends_in(tail, commas, CM_COUNT(commas)) ||
	       ends_in(tail, colons, CM_COUNT(colons));
}

bool is_title(struct str text, size_t points_max)
{
	return text.n > 0 && text.n <= points_max * 4 && utf8_count(text) <= points_max &&
	       !stop_ends(text);
}

bool has_no_small_letter(struct str text)
{
	bool has_capital = false;
	size_t n;
	for (size_t at = 0; at < text.n; at += n) {
		uint32_t c = utf8_get(text, at, &n);
		has_capital = has_capital || (c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42f);
		if (small_begins(str_sub(text, at, text.n)))
			return false;
	}
	return has_capital;
}

bool is_brief(struct str text, unsigned max)
{
	unsigned words = 1;
	for (size_t i = 0; i < text.n && words <= max; i++)
		words += text.p[i] == ' ';
	return words <= max;
}
