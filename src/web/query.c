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

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		/* C1 controls are C2 80 to C2 9F. */
		bool is_c1 = c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0;
		if (c < 0x20 || c == 0x7f || is_c1)
			return true;
	}
	return false;
}

bool url_decode(struct str *out, struct arena *a, struct str text, bool is_form)
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
		} else if (c == '+' && is_form) {
			c = ' ';
		}
		p[n++] = c;
	}
	struct str decoded = { p, n };
	if (utf8_invalid_at(decoded) < n || has_control(decoded))
		return false;
	*out = decoded;
	return true;
}

bool query_has(const struct query *q, struct str name)
{
	for (uint32_t i = 0; i < q->count; i++) {
		if (str_eq(q->at[i].name, name))
			return true;
	}
	return false;
}

bool query_parse_form(struct query *out, struct arena *a, struct str text)
{
	static const struct str breaks[] = { { "%0D%0A", 6 }, { "%0d%0a", 6 }, { "%0A", 3 }, { "%0a", 3 } };
	char *p = arena_alloc(a, text.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < text.n;) {
		size_t k = 0;
		while (k < CM_COUNT(breaks) && !str_starts(str_sub(text, i, text.n), breaks[k]))
			k++;
		p[n++] = k < CM_COUNT(breaks) ? '+' : text.p[i];
		i += k < CM_COUNT(breaks) ? breaks[k].n : 1;
	}
	return query_parse(out, a, (struct str){ p, n });
}

bool query_parse(struct query *out, struct arena *a, struct str text)
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
		if (!url_decode(&at->name, a, name, true) || !url_decode(&at->value, a, value, true) ||
		    query_has(out, at->name))
			return false;
		out->count++;
	}
	return true;
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
