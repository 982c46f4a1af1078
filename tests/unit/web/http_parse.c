#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/buf.h"
#include "lib/gen.h"
#include "web/http_parse.h"
#include <cmocka.h>

#define CAP ((size_t)4 << 20)

static enum http_result parse_whole(struct http_head *h, struct str bytes)
{
	http_head_init(h);
	return http_head_parse(h, bytes);
}

/* The same bytes a piece at a time, each time in another place of memory. */
static enum http_result parse_pieces(struct http_head *h, struct gen *g, struct str bytes)
{
	enum http_result result = HTTP_MORE;
	size_t n = 0;
	http_head_init(h);
	while (result == HTTP_MORE && n < bytes.n) {
		n += 1 + gen_below(g, gen_bool(g) ? 3 : 40);
		n = n < bytes.n ? n : bytes.n;
		SCOPE_ARENA(a, CAP);
		result = http_head_parse(h, str_copy(&a, str_sub(bytes, 0, n)));
	}
	return result;
}

static int status_of(struct str bytes)
{
	struct http_head h;
	enum http_result result = parse_whole(&h, bytes);
	if (result == HTTP_REFUSED)
		return h.status;
	return result == HTTP_COMPLETE ? 200 : 0;
}

/* Requests from pieces that are mostly right, so that every branch is reached. */
static struct str request_draw(struct gen *g, struct arena *a)
{
	static const char *const pieces[] = { "GET", "POST", "HEAD", "BREW", " ", " ", "/", "/en/parties",
		"?on=2014-05-21", "http://a.example/", " HTTP/1.1", " HTTP/1.0", " HTTP/2.0", "\r\n", "\r\n",
		"\r\n", "\n", "\r", "Host: a\r\n", "Host: a", "Content-Length: 5\r\n", "content-length:",
		"Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Connection: keep-alive, x\r\n",
		"Expect: 100-continue\r\n", " folded\r\n", "X: \x01", "X : y\r\n", "0", "\t", "%00",
		"\xd0\xb0",
		"If-None-Match: \"x\"\r\n", "Accept-Language: ru, en;q=0.5\r\n" };
	struct buf b;
	buf_init(&b, a, CAP / 4);
	if (gen_chance(g, 3, 4))
		buf_put(&b, S("GET /en/ HTTP/1.1\r\nHost: forum.example\r\n"));
	for (uint64_t i = gen_below(g, 12); i > 0; i--)
		buf_put(&b, str_c(pieces[gen_below(g, CM_COUNT(pieces))]));
	if (gen_chance(g, 3, 4))
		buf_put(&b, S("\r\n\r\n"));
	if (gen_chance(g, 1, 20)) {
		for (uint64_t i = gen_below(g, 900); i > 0; i--)
			buf_put(&b, S("A-header-of-some-length: and its value\r\n"));
	}
	return buf_str(&b);
}

static void any_split_of_the_bytes_gives_the_same_parse(void **state)
{
	(void)state;
	unsigned complete = 0, refused = 0;
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct str bytes = request_draw(&g, &a);
		struct http_head whole, pieces;
		enum http_result result = parse_whole(&whole, bytes);
		assert_int_equal(parse_pieces(&pieces, &g, bytes), bytes.n == 0 ? HTTP_MORE : result);
		complete += result == HTTP_COMPLETE;
		refused += result == HTTP_REFUSED;
		assert_int_equal(whole.status, pieces.status);
		assert_ptr_equal(whole.reason, pieces.reason);
		if (result != HTTP_COMPLETE)
			continue;
		assert_int_equal(whole.bytes, pieces.bytes);
		assert_memory_equal(&whole.fields, &pieces.fields, sizeof whole.fields);
		assert_memory_equal(&whole.path, &pieces.path, sizeof whole.path);
		assert_memory_equal(&whole.query, &pieces.query, sizeof whole.query);
		assert_int_equal(whole.length, pieces.length);
		assert_int_equal(whole.is_kept, pieces.is_kept);
	}
	assert_true(complete > 100 && refused > 100);
}

static void what_follows_a_head_does_not_change_it(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(1000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct http_head alone, followed;
		struct str bytes = request_draw(&g, &a);
		if (parse_whole(&alone, bytes) != HTTP_COMPLETE)
			continue;
		struct buf b;
		buf_init(&b, &a, CAP / 4);
		buf_put(&b, str_sub(bytes, 0, alone.bytes));
		buf_put(&b, gen_any(&g, &a, 60));
		assert_int_equal(parse_whole(&followed, buf_str(&b)), HTTP_COMPLETE);
		assert_int_equal(followed.bytes, alone.bytes);
	}
}

static void a_request_is_read_in_all_its_parts(void **state)
{
	(void)state;
	struct http_head h;
	struct str bytes = S("POST /acts?wait=durable HTTP/1.1\r\nhost: forum.example:8080\r\n"
			     "CONTENT-length:  12 \r\nContent-Type: text/plain; charset=utf-8\r\n"
			     "Expect: 100-Continue\r\nX-Other: \xd0\xb4\xd0\xb0\r\n\r\nbody");
	assert_int_equal(parse_whole(&h, bytes), HTTP_COMPLETE);
	assert_int_equal(h.method, HTTP_POST);
	assert_true(str_eq(http_span_of(bytes, h.path), S("/acts")));
	assert_true(str_eq(http_span_of(bytes, h.query), S("wait=durable")));
	assert_true(str_eq(http_field_of(&h, bytes, HTTP_FIELD_HOST), S("forum.example:8080")));
	assert_true(str_eq(http_field_of(&h, bytes, HTTP_FIELD_CONTENT_TYPE),
	    S("text/plain; charset=utf-8")));
	assert_int_equal(h.length, 12);
	assert_true(h.is_kept && h.has_expect && h.has_length);
	assert_int_equal(h.bytes, bytes.n - 4);
}

static void a_connection_is_kept_as_its_version_says(void **state)
{
	(void)state;
	static const struct {
		struct str bytes;
		bool is_kept;
	} cases[] = {
#define H(text) { text, sizeof(text) - 1 }
		{ H("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), true },
		{ H("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n"), false },
		{ H("GET / HTTP/1.1\r\nHost: a\r\nConnection: x\r\nConnection: close\r\n\r\n"), false },
		{ H("GET / HTTP/1.0\r\n\r\n"), false },
		{ H("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"), true },
		{ H("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n"), false },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct http_head h;
		assert_int_equal(parse_whole(&h, cases[i].bytes), HTTP_COMPLETE);
		assert_int_equal(h.is_kept, cases[i].is_kept);
	}
}

#define BEGIN "POST /acts HTTP/1.1\r\nHost: a\r\n"

static void what_could_be_read_in_two_ways_is_refused(void **state)
{
	(void)state;
	assert_int_equal(status_of(S(BEGIN "Content-Length: 5\r\nContent-Length: 5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: 5\r\nContent-Length: 6\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: 5, 5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: +5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: 0x5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: 5 5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length:\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: 99999999999999999999\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length : 5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Transfer-Encoding: chunked\r\n\r\n")), 411);
	assert_int_equal(status_of(S(BEGIN "Transfer-Encoding: xchunked\r\n\r\n")), 501);
	assert_int_equal(status_of(S(BEGIN "Transfer-Encoding: gzip, chunked\r\n\r\n")), 501);
	assert_int_equal(status_of(S(BEGIN "Transfer-Encoding:\r\n\r\n")), 501);
	assert_int_equal(status_of(S(BEGIN "Transfer-Encoding: \x0b" "chunked\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "X: a\r\n b\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "X: a\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "X: a\rb\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "X: a\r\n\n")), 400);
	assert_int_equal(status_of(S(BEGIN "X\0: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "X: a\0b\r\n\r\n")), 400);
	assert_int_equal(status_of(S(BEGIN "Host: b\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET / HTTP/1.1\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")), 400);
}

static void only_one_form_of_request_line_is_read(void **state)
{
	(void)state;
	assert_int_equal(status_of(S("GET  / HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET / HTTP/1.1 \r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S(" GET / HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET /\r\n")), 400);
	assert_int_equal(status_of(S("GET / http/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET / HTTP/1.2\r\nHost: a\r\n\r\n")), 505);
	assert_int_equal(status_of(S("GET / HTTP/2.0\r\nHost: a\r\n\r\n")), 505);
	assert_int_equal(status_of(S("GET parties HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET /\xd0\xb0 HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n")), 400);
	assert_int_equal(status_of(S("GET HTTP://a:80/x HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
	assert_int_equal(status_of(S("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n")), 400);
	assert_int_equal(status_of(S("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
	assert_int_equal(status_of(S(BEGIN "Expect: a-miracle\r\n\r\n")), 417);
}

/* "GET /aaa... HTTP/1.1 CRLF" of exactly `bytes` bytes. */
static int line_status(size_t bytes)
{
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, CAP / 4);
	buf_put(&b, S("GET /"));
	while (b.n + 11 < bytes)
		buf_byte(&b, 'a');
	buf_put(&b, S(" HTTP/1.1\r\nHost: a\r\n\r\n"));
	return status_of(buf_str(&b));
}

/* Host and one more line: fields of exactly `bytes` bytes, the empty line included. */
static int fields_status(size_t bytes)
{
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, CAP / 4);
	buf_put(&b, S("GET / HTTP/1.1\r\n"));
	size_t begin = b.n;
	buf_put(&b, S("Host: a\r\nX: "));
	while (b.n - begin + 4 < bytes)
		buf_byte(&b, 'a');
	buf_put(&b, S("\r\n\r\n"));
	return status_of(buf_str(&b));
}

static int count_status(unsigned lines)
{
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, CAP / 4);
	buf_put(&b, S("GET / HTTP/1.1\r\nHost: a\r\n"));
	for (unsigned i = 1; i < lines; i++)
		buf_put(&b, S("X: y\r\n"));
	buf_put(&b, S("\r\n"));
	return status_of(buf_str(&b));
}

static void each_limit_is_met_exactly(void **state)
{
	(void)state;
	assert_int_equal(line_status(HTTP_LINE_BYTES_MAX), 200);
	assert_int_equal(line_status(HTTP_LINE_BYTES_MAX + 1), 414);
	assert_int_equal(fields_status(HTTP_FIELDS_BYTES_MAX), 200);
	assert_int_equal(fields_status(HTTP_FIELDS_BYTES_MAX + 1), 431);
	assert_int_equal(count_status(HTTP_FIELDS_MAX), 200);
	assert_int_equal(count_status(HTTP_FIELDS_MAX + 1), 431);
}

static void an_endless_line_is_refused_without_its_end(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, CAP / 4);
	for (size_t i = 0; i <= HTTP_LINE_BYTES_MAX; i++)
		buf_byte(&b, 'A');
	assert_int_equal(status_of(str_sub(buf_str(&b), 0, HTTP_LINE_BYTES_MAX)), 0);
	assert_int_equal(status_of(buf_str(&b)), 414);
}

static void lists_are_cut_at_commas_without_blanks(void **state)
{
	(void)state;
	struct str rest = S(" ,a , \tb;q=1,, c"), item;
	assert_true(http_list_next(&rest, &item) && str_eq(item, S("a")));
	assert_true(http_list_next(&rest, &item) && str_eq(item, S("b;q=1")));
	assert_true(http_list_next(&rest, &item) && str_eq(item, S("c")));
	assert_false(http_list_next(&rest, &item));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_split_of_the_bytes_gives_the_same_parse),
		cmocka_unit_test(what_follows_a_head_does_not_change_it),
		cmocka_unit_test(a_request_is_read_in_all_its_parts),
		cmocka_unit_test(a_connection_is_kept_as_its_version_says),
		cmocka_unit_test(what_could_be_read_in_two_ways_is_refused),
		cmocka_unit_test(only_one_form_of_request_line_is_read),
		cmocka_unit_test(each_limit_is_met_exactly),
		cmocka_unit_test(an_endless_line_is_refused_without_its_end),
		cmocka_unit_test(lists_are_cut_at_commas_without_blanks),
	};
	return cmocka_run_group_tests_name("http_parse", tests, NULL, NULL);
}
