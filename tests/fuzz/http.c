/*
 * The head of a request: the first byte says where the bytes are cut in two. Both ways of feeding
 * them must end alike, and what was read must lie inside the head and hold what it may.
 */
#include "web/http_parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void span_check(const struct http_head *h, struct http_span span)
{
	cm_assert(span.n == 0 || (size_t)span.at + span.n < h->bytes);
}

static void head_check(const struct http_head *h, struct str bytes)
{
	cm_assert(h->bytes <= bytes.n && str_ends(str_sub(bytes, 0, h->bytes), S("\r\n")));
	cm_assert(h->bytes <= HTTP_LINE_BYTES_MAX + HTTP_FIELDS_BYTES_MAX);
	cm_assert(h->length <= (uint64_t)JSON_INTEGER_MAX && (h->has_length || h->length == 0));
	struct str path = http_span_of(bytes, h->path);
	cm_assert(path.n > 0 && path.p[0] == '/' && str_find(path, '?', 0) == path.n);
	span_check(h, h->path);
	span_check(h, h->query);
	for (unsigned i = 0; i < HTTP_FIELD__COUNT; i++) {
		struct str value = http_field_of(h, bytes, i);
		span_check(h, h->fields[i]);
		cm_assert(str_find(value, '\r', 0) == value.n && str_find(value, '\n', 0) == value.n);
		cm_assert(str_find(value, '\0', 0) == value.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || size > 32768)
		return 0;
	struct str bytes = { (const char *)data + 1, size - 1 };
	struct http_head whole, cut;
	http_head_init(&whole);
	http_head_init(&cut);
	enum http_result result = http_head_parse(&whole, bytes);
	enum http_result first = http_head_parse(&cut, str_sub(bytes, 0, data[0]));
	if (first == HTTP_MORE)
		first = http_head_parse(&cut, bytes);
	cm_assert(first == result && cut.status == whole.status && cut.bytes == whole.bytes);
	if (result == HTTP_COMPLETE)
		head_check(&whole, bytes);
	if (result == HTTP_REFUSED)
		cm_assert(whole.status >= 400 && whole.reason != NULL);
	return 0;
}
