#include "text/token.h"

#include "base/utf8.h"

/* The characters a symbol may go on from: a letter or digit, a stroke or full stop after one, or a
 * hyphen after one, which only a digit may follow (A/RES/ES-11/1, but not and/or-like). */
enum link { LINK_NONE, LINK_ATOM, LINK_JOINT, LINK_HYPHEN };

struct taken {
	uint32_t point;
	uint8_t sign;
	enum sign kind;
	size_t bytes;
};

/* What the word has come to. Marks do not count, except to be the last. */
struct word_end {
	uint8_t sign;     /* of the last character */
	enum sign kind;   /* of the last that is no mark */
	enum sign before; /* of the one before that, in this word */
	unsigned marks;   /* since then */
};

static struct taken sign_at(struct token_cutter *t, size_t at)
{
	struct taken c;
	c.point = utf8_get(t->text, at, &c.bytes);
	c.sign = sign_look(&t->range, c.point);
	c.kind = sign_kind(c.sign);
	return c;
}

static bool is_mark(enum sign kind)
{
	return kind == SIGN_MARK || kind == SIGN_JOINER;
}

static bool is_letter(enum sign kind)
{
	return kind == SIGN_LETTER || kind == SIGN_HEBREW;
}

static bool is_run(enum sign kind)
{
	return is_letter(kind) || kind == SIGN_DIGIT;
}

static bool is_between_letters(enum sign kind)
{
	return kind == SIGN_MID_LETTERS || kind == SIGN_MID_BOTH || kind == SIGN_QUOTE;
}

static bool is_between_digits(enum sign kind)
{
	return kind == SIGN_MID_DIGITS || kind == SIGN_MID_BOTH || kind == SIGN_QUOTE;
}

static bool is_atom(const struct taken *c)
{
	return is_run(c->kind) && (c->sign & SIGN_PREPEND) == 0;
}

static bool link_holds(enum link link, const struct taken *c)
{
	return is_atom(c) && (link == LINK_ATOM || link == LINK_JOINT ||
				 (link == LINK_HYPHEN && c->kind == SIGN_DIGIT));
}

static enum link link_after(enum link link, const struct taken *c)
{
	if (is_atom(c))
		return LINK_ATOM;
	if (link != LINK_ATOM)
		return LINK_NONE;
	if (c->point == '/' || c->point == '.')
		return LINK_JOINT;
	return c->point == '-' ? LINK_HYPHEN : LINK_NONE;
}

/* Is there a symbol from `at`, where atoms begin? It holds a stroke between atoms and a digit. */
static void symbol_look(struct token_cutter *t, size_t at)
{
	enum link link = LINK_ATOM;
	bool has_slash = false, has_digit = false, is_after_slash = false;
	size_t end = at;

	if (t->slash_at < at)
		t->slash_at = str_find(t->text, '/', at);
	if (t->slash_at == t->text.n || t->slash_at - at >= TOKEN_SYMBOL_BYTES_MAX)
		return;
	for (size_t i = at; i < t->text.n;) {
		struct taken c = sign_at(t, i);
		if (is_atom(&c) && !link_holds(link, &c))
			break;
		link = link_after(link, &c);
		if (link == LINK_NONE)
			break;
		i += c.bytes;
		if (link != LINK_ATOM) {
			is_after_slash = c.point == '/';
			continue;
		}
		end = i;
		if (end - at > TOKEN_SYMBOL_BYTES_MAX)
			return;
		has_slash = has_slash || is_after_slash;
		has_digit = has_digit || c.kind == SIGN_DIGIT;
	}
	if (has_slash && has_digit)
		t->symbol_to = end;
}

/* The kind of what follows the character at `at`, over its marks; SIGN_OTHER at the end or when
 * they are too many. */
static enum sign kind_after(struct token_cutter *t, size_t at, size_t bytes)
{
	unsigned marks = 0;

	for (size_t i = at + bytes; i < t->text.n && marks <= TOKEN_MARKS_MAX; marks++) {
		struct taken c = sign_at(t, i);
		if (!is_mark(c.kind))
			return c.kind;
		i += c.bytes;
	}
	return SIGN_OTHER;
}

/* The rules WB6 to WB12 for a character between: it holds when the same kind goes on after it. */
static bool between_holds(
    struct token_cutter *t, const struct word_end *w, size_t at, const struct taken *c)
{
	if (w->kind == SIGN_HEBREW && c->kind == SIGN_QUOTE)
		return true; /* WB7a */
	if (w->kind == SIGN_HEBREW && c->kind == SIGN_DOUBLE_QUOTE)
		return kind_after(t, at, c->bytes) == SIGN_HEBREW;
	if (is_letter(w->kind) && is_between_letters(c->kind))
		return is_letter(kind_after(t, at, c->bytes));
	if (w->kind == SIGN_DIGIT && is_between_digits(c->kind))
		return kind_after(t, at, c->bytes) == SIGN_DIGIT;
	return false;
}

static bool run_holds(const struct word_end *w, enum sign kind)
{
	if (kind == SIGN_FLAG)
		return w->kind == SIGN_FLAG;
	if (kind == SIGN_LOW_LINE || w->kind == SIGN_LOW_LINE)
		return (is_run(w->kind) || w->kind == SIGN_LOW_LINE) &&
		       (is_run(kind) || kind == SIGN_LOW_LINE);
	if (is_run(w->kind))
		return is_run(kind);
	if (is_letter(kind) && is_between_letters(w->kind) && is_letter(w->before))
		return true;
	if (kind == SIGN_HEBREW && w->kind == SIGN_DOUBLE_QUOTE)
		return w->before == SIGN_HEBREW;
	return kind == SIGN_DIGIT && is_between_digits(w->kind) && w->before == SIGN_DIGIT;
}

/* Does the character at `at` still belong to the word? */
static bool word_holds(
    struct token_cutter *t, const struct word_end *w, size_t at, const struct taken *c)
{
	enum sign last = sign_kind(w->sign);

	if ((w->sign & SIGN_PREPEND) != 0)
		return true;
	if (c->kind == SIGN_SPACE || last == SIGN_SPACE)
		return last == SIGN_SPACE;
	if (is_mark(c->kind))
		return true;
	if (last == SIGN_JOINER && (c->sign & SIGN_PICTURE) != 0)
		return true;
	if (w->marks > TOKEN_MARKS_MAX)
		return false;
	return at < t->symbol_to || run_holds(w, c->kind) || between_holds(t, w, at, c);
}

static void word_take(struct token_cutter *t, struct word_end *w, size_t at, const struct taken *c)
{
	enum link link = (enum link)t->link;

	if (is_atom(c) && !link_holds(link, c))
		symbol_look(t, at);
	t->link = (uint8_t)link_after(link, c);
	w->sign = c->sign;
	if (is_mark(c->kind)) {
		w->marks++;
		return;
	}
	w->before = w->kind;
	w->kind = c->kind;
	w->marks = 0;
}

void token_begin(struct token_cutter *t, struct str text)
{
	*t = (struct token_cutter){ .text = text, .slash_at = str_find(text, '/', 0) };
}

bool token_next(struct token_cutter *t, struct str *word)
{
	struct word_end w = { 0, SIGN_OTHER, SIGN_OTHER, 0 };
	size_t from = t->at, at = from;

	if (from == t->text.n)
		return false;
	while (at < t->text.n) {
		struct taken c = sign_at(t, at);
		if (at > from && !word_holds(t, &w, at, &c))
			break;
		word_take(t, &w, at, &c);
		at += c.bytes;
	}
	t->at = at;
	*word = str_sub(t->text, from, at);
	return true;
}

struct str token_core(struct str word)
{
	struct sign_range range = { 0, 0, 0 };
	size_t at = 0, n;

	while (at < word.n) {
		uint32_t c = utf8_get(word, at, &n);
		if (sign_kind(sign_look(&range, c)) != SIGN_SPACE)
			break;
		at += n;
	}
	return str_sub(word, at, word.n);
}

/* The beginning of the character that ends before `end`. */
static size_t point_before(struct str s, size_t end)
{
	do
		end--;
	while (end > 0 && ((uint8_t)s.p[end] & 0xc0) == 0x80);
	return end;
}

struct str token_trim(struct str text)
{
	struct sign_range range = { 0, 0, 0 };
	struct str s = token_core(text);

	while (s.n > 0) {
		size_t n, at = point_before(s, s.n);
		if (sign_kind(sign_look(&range, utf8_get(s, at, &n))) != SIGN_SPACE)
			break;
		s.n = at;
	}
	return s;
}

enum word_class token_class(struct str word)
{
	struct sign_range range = { 0, 0, 0 };
	struct str core = token_core(word);
	size_t n;

	for (size_t at = 0; at < core.n; at += n) {
		enum sign kind = sign_kind(sign_look(&range, utf8_get(core, at, &n)));
		bool is_reference = str_find(core, '/', at) < core.n;
		if (is_letter(kind))
			return is_reference ? WORD_REFERENCE : WORD_LETTERS;
		if (kind == SIGN_DIGIT)
			return is_reference ? WORD_REFERENCE : WORD_NUMBER;
		if (kind == SIGN_ALONE)
			return WORD_ALONE;
		if (kind != SIGN_LOW_LINE)
			break;
	}
	return WORD_PUNCT;
}
