#include "web/http_parse.h"

/* Classes of bytes: 1 token, 2 may stand in a request target, 4 may stand in a field's value,
 * 8 may stand in an authority. */
#define TOKEN 1
#define TARGET 2
#define VALUE 4
#define HOST 8

#define ALL_FOUR (TOKEN | TARGET | VALUE | HOST)

/* By byte; RFC 3986 wants ^ ` | encoded in a target, so they only stand in tokens. */
static const uint8_t classes[256] = {
	['\t'] = VALUE, [' '] = VALUE, ['"'] = VALUE, ['<'] = VALUE, ['>'] = VALUE, ['\\'] = VALUE,
	['{'] = VALUE, ['}'] = VALUE, [0x80 ... 0xff] = VALUE,
	['0' ... '9'] = ALL_FOUR, ['A' ... 'Z'] = ALL_FOUR, ['a' ... 'z'] = ALL_FOUR,
	['-'] = ALL_FOUR, ['.'] = ALL_FOUR, ['_'] = ALL_FOUR,
	['!'] = TOKEN | TARGET | VALUE, ['$'] = TOKEN | TARGET | VALUE, ['%'] = TOKEN | TARGET | VALUE,
	['&'] = TOKEN | TARGET | VALUE, ['\''] = TOKEN | TARGET | VALUE, ['*'] = TOKEN | TARGET | VALUE,
	['+'] = TOKEN | TARGET | VALUE, ['~'] = TOKEN | TARGET | VALUE,
	['#'] = TOKEN | VALUE, ['^'] = TOKEN | VALUE, ['`'] = TOKEN | VALUE, ['|'] = TOKEN | VALUE,
	[':'] = TARGET | VALUE | HOST, ['['] = TARGET | VALUE | HOST, [']'] = TARGET | VALUE | HOST,
	['/'] = TARGET | VALUE, ['?'] = TARGET | VALUE, ['@'] = TARGET | VALUE, ['('] = TARGET | VALUE,
	[')'] = TARGET | VALUE, [','] = TARGET | VALUE, [';'] = TARGET | VALUE, ['='] = TARGET | VALUE,
};

static bool all_of(struct str s, uint8_t class)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((classes[(unsigned char)s.p[i]] & class) == 0)
			return false;
	}
	return true;
}

static char lower_of(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool http_is_word(struct str text, struct str lower)
{
	if (text.n != lower.n)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (lower_of(text.p[i]) != lower.p[i])
			return false;
	}
	return true;
}

static struct str trimmed(struct str s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

bool http_list_next(struct str *rest, struct str *item)
{
	while (rest->n > 0) {
		*item = trimmed(str_cut(rest, ','));
		if (item->n > 0)
			return true;
	}
	return false;
}

struct str http_span_of(struct str bytes, struct http_span span)
{
	return span.n == 0 ? STR_NONE : (struct str){ bytes.p + span.at, span.n };
}

struct str http_field_of(const struct http_head *h, struct str bytes, enum http_field field)
{
	return http_span_of(bytes, h->fields[field]);
}

static struct http_span span_in(struct str bytes, struct str part)
{
	return (struct http_span){ part.n == 0 ? 0 : (uint32_t)(part.p - bytes.p), (uint32_t)part.n };
}

static enum http_result refuse(struct http_head *h, int status, const char *reason)
{
	h->status = status;
	h->reason = reason;
	return HTTP_REFUSED;
}

void http_head_init(struct http_head *h)
{
	*h = (struct http_head){ 0 };
}

static enum http_method method_of(struct str word)
{
	if (str_eq(word, S("GET")))
		return HTTP_GET;
	if (str_eq(word, S("POST")))
		return HTTP_POST;
	return str_eq(word, S("HEAD")) ? HTTP_HEAD : HTTP_OTHER;
}

/* origin-form, or absolute-form as a proxy sends it, whose authority we take no notice of. */
static bool target_parse(struct http_head *h, struct str bytes, struct str target)
{
	if (!all_of(target, TARGET))
		return false;
	if (target.n > 7 && http_is_word(str_sub(target, 0, 7), S("http://"))) {
		size_t slash = str_find(target, '/', 7);
		struct str authority = str_sub(target, 7, slash);
		if (slash == target.n || authority.n == 0 || !all_of(authority, HOST))
			return false;
		target = str_sub(target, slash, target.n);
	}
	if (target.n == 0 || target.p[0] != '/')
		return false;
	size_t mark = str_find(target, '?', 0);
	h->path = span_in(bytes, str_sub(target, 0, mark));
	h->query = span_in(bytes, str_sub(target, mark + 1, target.n));
	return true;
}

static enum http_result line_parse(struct http_head *h, struct str bytes, struct str line)
{
	struct str rest = line;
	struct str method = str_cut(&rest, ' ');
	size_t space = str_find(rest, ' ', 0);
	struct str version = str_sub(rest, space + 1, rest.n);
	if (method.n == 0 || !all_of(method, TOKEN) || space == rest.n)
		return refuse(h, 400, "this is no request line");
	if (version.n != 8 || !str_starts(version, S("HTTP/")) || version.p[6] != '.')
		return refuse(h, 400, "this is no request line");
	if (version.p[5] != '1' || (version.p[7] != '0' && version.p[7] != '1'))
		return refuse(h, 505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
	h->minor = (uint8_t)(version.p[7] - '0');
	h->method = method_of(method);
	if (!target_parse(h, bytes, str_sub(rest, 0, space)))
		return refuse(h, 400, "the request target is malformed");
	return HTTP_MORE;
}

static const struct {
	struct str name;
	enum { ONCE, FIRST, EACH } often;
} known[HTTP_FIELD__COUNT] = {
#define X(id, name, often) [HTTP_FIELD_##id] = { { name, sizeof(name) - 1 }, often },
	HTTP_FIELDS(X)
#undef X
};

static enum http_field field_of(struct str name)
{
	unsigned at = 0;
	while (at < HTTP_FIELD__COUNT && !http_is_word(name, known[at].name))
		at++;
	return (enum http_field)at;
}

static void connection_read(struct http_head *h, struct str value)
{
	struct str word;
	while (http_list_next(&value, &word)) {
		h->is_closing = h->is_closing || http_is_word(word, S("close"));
		h->asks_keep = h->asks_keep || http_is_word(word, S("keep-alive"));
	}
}

static enum http_result field_parse(struct http_head *h, struct str bytes, struct str line)
{
	size_t colon = str_find(line, ':', 0);
	struct str name = str_sub(line, 0, colon);
	if (line.p[0] == ' ' || line.p[0] == '\t')
		return refuse(h, 400, "folded header lines are not accepted");
	if (colon == line.n || name.n == 0 || !all_of(name, TOKEN))
		return refuse(h, 400, "a header line is malformed");
	struct str value = trimmed(str_sub(line, colon + 1, line.n));
	if (!all_of(value, VALUE))
		return refuse(h, 400, "a header's value holds a control character");
	if (++h->fields_count > HTTP_FIELDS_MAX)
		return refuse(h, 431, "there are too many header lines");
	enum http_field field = field_of(name);
	if (field == HTTP_FIELD__COUNT)
		return HTTP_MORE;
	if (h->seen[field] && known[field].often == ONCE)
		return refuse(h, 400, "a header stands twice that may stand once");
	if (field == HTTP_FIELD_CONNECTION)
		connection_read(h, value);
	if (!h->seen[field])
		h->fields[field] = span_in(bytes, value);
	h->seen[field] = true;
	return HTTP_MORE;
}

/* Digits and nothing else, at most 2^53. */
static bool length_parse(uint64_t *out, struct str text)
{
	uint64_t number = 0;
	if (text.n == 0 || text.n > 16)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		number = number * 10 + (uint64_t)(text.p[i] - '0');
	}
	*out = number;
	return number <= (uint64_t)JSON_INTEGER_MAX;
}

static enum http_result head_finish(struct http_head *h, struct str bytes)
{
	struct str host = http_field_of(h, bytes, HTTP_FIELD_HOST);
	struct str expect = http_field_of(h, bytes, HTTP_FIELD_EXPECT);
	struct str coding = http_field_of(h, bytes, HTTP_FIELD_TRANSFER_ENCODING);
	h->has_length = h->seen[HTTP_FIELD_CONTENT_LENGTH];
	if (h->minor == 1 && !h->seen[HTTP_FIELD_HOST])
		return refuse(h, 400, "the Host header is missing");
	if (!all_of(host, HOST))
		return refuse(h, 400, "the Host header is malformed");
	if (h->seen[HTTP_FIELD_TRANSFER_ENCODING]) {
		if (h->has_length || h->minor == 0)
			return refuse(h, 400, "a length beside a transfer coding is ambiguous");
		if (!http_is_word(coding, S("chunked")))
			return refuse(h, 501, "this transfer coding is not known here");
		return refuse(h, 411, "send the body with a Content-Length, not in chunks");
	}
	if (h->has_length &&
	    !length_parse(&h->length, http_field_of(h, bytes, HTTP_FIELD_CONTENT_LENGTH)))
		return refuse(h, 400, "the Content-Length is malformed");
	if (h->seen[HTTP_FIELD_EXPECT] && !http_is_word(expect, S("100-continue")))
		return refuse(h, 417, "this expectation cannot be met");
	h->has_expect = expect.n > 0 && h->minor == 1;
	h->is_kept = !h->is_closing && (h->minor == 1 || h->asks_keep);
	return HTTP_COMPLETE;
}

/* Whether the line that begins at line_at, `n` bytes of it being there, is over a limit. */
static bool is_over(const struct http_head *h, size_t n)
{
	if (!h->has_line)
		return n > HTTP_LINE_BYTES_MAX;
	return h->line_at - h->fields_at + n > HTTP_FIELDS_BYTES_MAX;
}

static enum http_result refuse_over(struct http_head *h)
{
	if (!h->has_line)
		return refuse(h, 414, "the request line is too long");
	return refuse(h, 431, "the header lines are too long");
}

enum http_result http_head_parse(struct http_head *h, struct str bytes)
{
	for (;;) {
		size_t end = str_find(bytes, '\n', h->scanned);
		size_t n = end - h->line_at + (end < bytes.n ? 1 : 0);
		if (is_over(h, n))
			return refuse_over(h);
		if (end == bytes.n) {
			h->scanned = (uint32_t)end;
			return HTTP_MORE;
		}
		if (n < 2 || bytes.p[end - 1] != '\r')
			return refuse(h, 400, "a line ends without CR LF");
		struct str line = str_sub(bytes, h->line_at, end - 1);
		if (h->has_line && line.n == 0) {
			h->bytes = (uint32_t)end + 1;
			return head_finish(h, bytes);
		}
		enum http_result result = h->has_line ? field_parse(h, bytes, line) :
							line_parse(h, bytes, line);
		if (result != HTTP_MORE)
			return result;
		h->line_at = h->scanned = (uint32_t)end + 1;
		if (!h->has_line)
			h->fields_at = h->line_at;
		h->has_line = true;
	}
}
