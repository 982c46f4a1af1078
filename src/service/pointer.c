#include "service/pointer.h"

#include "base/encode.h"

/* Everything keeps within the text, whatever it is. */
struct scan {
	struct str text;
	size_t at;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char scan_peek(struct scan *s)
{
	while (s->at < s->text.n && is_space(s->text.p[s->at]))
		s->at++;
	return s->at < s->text.n ? s->text.p[s->at] : '\0';
}

/* The string at the present place, without its quotes; stands behind it afterwards. */
static struct str scan_string(struct scan *s)
{
	size_t begin = ++s->at;
	while (s->at < s->text.n && s->text.p[s->at] != '"')
		s->at += s->text.p[s->at] == '\\' ? 2 : 1;
	struct str inside = str_sub(s->text, begin, s->at);
	s->at = s->at < s->text.n ? s->at + 1 : s->text.n;
	return inside;
}

/* Behind the value at the present place. */
static void scan_pass(struct scan *s)
{
	size_t depth = 0;
	while (scan_peek(s) != '\0') {
		char c = s->text.p[s->at];
		bool is_open = c == '{' || c == '[', is_close = c == '}' || c == ']';
		if (depth == 0 && (c == ',' || is_close))
			return;
		if (c == '"')
			(void)scan_string(s);
		else
			s->at++;
		depth += is_open ? 1 : 0;
		depth -= is_close ? 1 : 0;
		if (depth == 0 && is_close)
			return;
	}
}

/* To the value of the member; *at is where its key begins. */
static bool scan_member(struct scan *s, struct str key, size_t *at)
{
	s->at++;
	while (scan_peek(s) == '"') {
		size_t begin = s->at;
		struct str found = scan_string(s);
		if (scan_peek(s) == ':')
			s->at++;
		if (str_eq(found, key)) {
			*at = begin;
			(void)scan_peek(s);
			return true;
		}
		scan_pass(s);
		if (scan_peek(s) == ',')
			s->at++;
	}
	return false;
}

static bool scan_item(struct scan *s, struct str number, size_t *at)
{
	uint64_t left;
	if (!dec_decode(&left, number))
		return false;
	s->at++;
	for (char c = scan_peek(s); c != '\0' && c != ']'; c = scan_peek(s)) {
		*at = left == 0 ? s->at : *at;
		if (left-- == 0)
			return true;
		scan_pass(s);
		if (scan_peek(s) == ',')
			s->at++;
	}
	return false;
}

uint32_t pointer_line(struct str text, struct str pointer)
{
	struct scan s = { text, 0 };
	(void)scan_peek(&s);
	size_t best = s.at;
	struct str rest = str_sub(pointer, 1, pointer.n);
	bool is_found = pointer.n > 0;
	while (is_found && rest.n > 0) {
		struct str part = str_cut(&rest, '/');
		char c = scan_peek(&s);
		is_found = (c == '{' && scan_member(&s, part, &best)) ||
		    (c == '[' && scan_item(&s, part, &best));
	}
	uint32_t line = 1;
	for (size_t i = 0; i < best && i < text.n; i++)
		line += text.p[i] == '\n' ? 1U : 0U;
	return line;
}
