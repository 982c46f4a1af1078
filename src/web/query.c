#include "web/query.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/utf8.h"

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool has_control(struct str s, bool has_lines)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (has_lines && (c == '\n' || c == '\t'))
			continue;
		/* C1 controls are C2 80 to C2 9F. */
		bool is_c1 = c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0;
		if (c < 0x20 || c == 0x7f || is_c1)
			return true;
	}
	return false;
}

static bool decode(struct str *out, struct arena *a, struct str text, const bool form_lines[2])
{
	char *p = arena_alloc(a, text.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '%') {
			int high = i + 2 < text.n ? digit_of(text.p[i + 1]) : -1;
			int low = i + 2 < text.n ? digit_of(text.p[i + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && form_lines[0]) {
			c = ' ';
		}
		if (form_lines[1] && c == '\n' && n > 0 && p[n - 1] == '\r')
			n--;
		p[n++] = c;
	}
	struct str decoded = { p, n };
	if (utf8_invalid_at(decoded) < n || has_control(decoded, form_lines[1]))
		return false;
	*out = decoded;
	return true;
}

bool url_decode(struct str *out, struct arena *a, struct str text, bool is_form)
{
	return decode(out, a, text, (const bool[2]){ is_form, false });
}

struct str query_flat(struct arena *a, struct str value)
{
	if (str_find(value, '\n', 0) == value.n && str_find(value, '\t', 0) == value.n)
		return value;
	char *p = arena_alloc(a, value.n, 1);
	for (size_t i = 0; i < value.n; i++)
		p[i] = (char)(value.p[i] == '\n' || value.p[i] == '\t' ? ' ' : value.p[i]);
	return (struct str){ p, value.n };
}

bool query_has(const struct query *q, struct str name)
{
	for (uint32_t i = 0; i < q->count; i++) {
		if (str_eq(q->at[i].name, name))
			return true;
	}
	return false;
}

static bool parse(struct query *out, struct arena *a, struct str text, bool has_lines)
{
	*out = (struct query){ 0 };
	while (text.n > 0) {
		struct str value = str_cut(&text, '&');
		struct str name = str_cut(&value, '=');
		if (name.n == 0 && value.n == 0)
			continue;
		if (out->count == QUERY_PAIRS_MAX)
			return false;
		struct query_param *at = &out->at[out->count];
		if (!url_decode(&at->name, a, name, true) ||
		    !decode(&at->value, a, value, (const bool[2]){ true, has_lines }) ||
		    query_has(out, at->name))
			return false;
		out->count++;
	}
	return true;
}

bool query_parse_form(struct query *out, struct arena *a, struct str text)
{
	return parse(out, a, text, true);
}

bool query_parse(struct query *out, struct arena *a, struct str text)
{
	return parse(out, a, text, false);
}

struct str query_value(const struct query *q, struct str name)
{
	for (uint32_t i = 0; i < q->count; i++) {
		if (str_eq(q->at[i].name, name))
			return q->at[i].value;
	}
	return STR_NONE;
}

bool query_number(const struct query *q, struct str name, uint64_t *out, uint64_t max)
{
	struct str text = query_value(q, name);
	uint64_t number;
	if (text.n == 0)
		return true;
	if (!dec_decode(&number, text) || number == 0 || number > max)
		return false;
	*out = number;
	return true;
}
