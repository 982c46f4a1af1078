#include <setjmp.h>
#include <stdarg.h>
#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/encode.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "web/server.h"
#include <cmocka.h>

#define CAP ((size_t)8 << 20)
#define BODY_MAX 200000
#define LARGE 150000

static struct server *server;
static pthread_t server_thread;

/*
 * The handler under test: /echo gives the body back, /later does so from another thread, /large is a
 * body of LARGE bytes, everything else names its path and query.
 */
static void reply_text(struct exchange *x, struct str body)
{
	struct reply r = { .status = 200, .head = S("Content-Type: text/plain\r\n"), .body = body };
	exchange_reply(x, &r);
}

static _Atomic unsigned laters; /* that were put off */
static atomic_bool is_held;     /* they wait until it is false */

static void later_finish(struct exchange *x)
{
	reply_text(x, x->body);
}

static void *later_main(void *arg)
{
	do
		usleep(2000);
	while (is_held);
	exchange_post(arg);
	return NULL;
}

/*
 * /stream begins with "first" and goes on at each wake of its loop with PIECE bytes, as long as it
 * takes them. One stream at a time; its loop is the only one that touches it.
 */
#define PIECE 100000
static struct stream stream;
static _Atomic unsigned streams_open, streams_closed, pieces, pieces_refused;
static char piece[PIECE];
static struct shared piece_owner = { .refs = 1 };

static void stream_closed(struct stream *s)
{
	assert_ptr_equal(s, &stream);
	assert_null(s->conn);
	streams_open--;
	streams_closed++;
}

static void stream_answer(struct exchange *x)
{
	stream = (struct stream){ .closed = stream_closed };
	streams_open++;
	struct reply r = { .status = 200, .body = S("first"), .stream = &stream };
	exchange_reply(x, &r);
}

static void *loop_new(void *ctx, unsigned number)
{
	(void)ctx;
	return (void *)(uintptr_t)(number + 1);
}

static void loop_free(void *loop_ctx)
{
	(void)loop_ctx;
}

static atomic_bool is_told;
static int64_t work(void *loop_ctx, int64_t now_ms)
{
	(void)now_ms;
	/* Connections go to the loop with the fewest: the first one to the first loop. */
	if ((uintptr_t)loop_ctx != 1 || streams_open == 0 || !atomic_exchange(&is_told, false))
		return INT64_MAX;
	if (stream_send(&stream, (struct str){ piece, PIECE }, &piece_owner))
		pieces++;
	else
		pieces_refused++;
	return INT64_MAX;
}

/* /made and /ready are the same answer, put together anew and lying there. */
static char ready_bytes[1024];
static struct ready ready;
static struct shared ready_owner = { .refs = 1 };

static void ready_answer(struct exchange *x)
{
	const struct str head = S("Content-Type: text/plain\r\n"), body = S("there it lies");
	struct reply r = { .status = 200, .head = head, .body = body, .shared = &ready_owner };
	if (ready.bytes == NULL) {
		assert_true(ready_bytes_max(S("X-Fixed: yes\r\n"), head) + body.n <= sizeof ready_bytes);
		ready_make(&ready, ready_bytes, S("X-Fixed: yes\r\n"), &r);
		memcpy(ready.bytes + ready.n - body.n, body.p, body.n);
	}
	if (str_eq(x->path, S("/ready")))
		r.ready = &ready;
	exchange_reply(x, &r);
}

static void handle(struct exchange *x)
{
	if (str_eq(x->path, S("/ready")) || str_eq(x->path, S("/made"))) {
		ready_answer(x);
		return;
	}
	if (str_eq(x->path, S("/stream"))) {
		stream_answer(x);
		return;
	}
	if (str_eq(x->path, S("/echo"))) {
		reply_text(x, x->body);
		return;
	}
	if (str_eq(x->path, S("/large"))) {
		char *p = arena_alloc(x->scratch, LARGE, 1);
		memset(p, 'L', LARGE);
		reply_text(x, (struct str){ p, LARGE });
		return;
	}
	if (str_eq(x->path, S("/later"))) {
		pthread_t thread;
		x->finish = later_finish;
		exchange_defer(x);
		laters++;
		assert_int_equal(pthread_create(&thread, NULL, later_main, x), 0);
		pthread_detach(thread);
		return;
	}
	struct buf b;
	buf_init(&b, x->scratch, 8192);
	buf_put(&b, x->path);
	buf_byte(&b, '|');
	buf_put(&b, x->query);
	reply_text(x, buf_str(&b));
}

static size_t body_max(const struct exchange *x)
{
	return x->method == HTTP_POST ? BODY_MAX : 0;
}

static void *serve(void *arg)
{
	struct err err;
	assert_int_equal(server_run(arg, &err), RC_OK);
	return NULL;
}

static int begin(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct server_options options = { .host = "127.0.0.1", .threads = 2, .connections_max = 8,
		.fixed_head = S("X-Fixed: yes\r\n"), .handle = handle, .body_max = body_max,
		.loop_new = loop_new, .loop_free = loop_free, .work = work };
	if (server_new(&server, &options, &err) != RC_OK)
		return -1;
	return pthread_create(&server_thread, NULL, serve, server);
}

static int end(void **state)
{
	(void)state;
	server_stop(server);
	pthread_join(server_thread, NULL);
	server_free(server);
	return 0;
}

static int peer_open(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(server_port(server)) };
	struct timeval patience = { .tv_sec = 5 };
	inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

static void peer_send(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
		if (n <= 0)
			return; /* the server has closed: what it said is read by the caller */
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
}

/* All until the server closes; *was_closed tells that it did, cleanly. */
static struct str peer_read(int fd, struct arena *a, bool *was_closed)
{
	struct buf b;
	buf_init(&b, a, CAP / 2);
	ssize_t n;
	do {
		char *room = buf_room(&b, 4096);
		n = room == NULL ? -1 : recv(fd, room, 4096, 0);
		if (n > 0)
			buf_commit(&b, (size_t)n);
	} while (n > 0);
	*was_closed = n == 0;
	close(fd);
	return buf_str(&b);
}

/* What the server says to these bytes, the peer having sent its last. */
static struct str said(struct arena *a, struct str bytes)
{
	bool was_closed;
	int fd = peer_open();
	peer_send(fd, bytes);
	shutdown(fd, SHUT_WR);
	struct str text = peer_read(fd, a, &was_closed);
	assert_true(was_closed);
	return text;
}

static unsigned count_of(struct str text, struct str part)
{
	unsigned count = 0;
	for (size_t at = str_find_str(text, part); at < text.n; at = str_find_str(text, part)) {
		text = str_sub(text, at + part.n, text.n);
		count++;
	}
	return count;
}

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define POST(path, length, body)                                                                   \
	"POST " path " HTTP/1.1\r\nHost: a\r\nContent-Length: " length "\r\n\r\n" body

static void an_answer_has_its_length_its_date_and_the_fixed_head(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str text = said(&a, S(GET("/x?y=z")));
	assert_true(str_starts(text, S("HTTP/1.1 200 OK\r\nDate: ")));
	assert_int_equal(count_of(text, S("\r\nX-Fixed: yes\r\n")), 1);
	assert_int_equal(count_of(text, S("\r\nContent-Length: 6\r\n")), 1);
	assert_true(str_ends(text, S("\r\n\r\n/x|y=z")));
}

static void pipelined_requests_are_answered_in_their_order(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str text = said(&a, S(GET("/1") POST("/later", "3", "two") GET("/large") POST("/later", "4",
	    "four") "HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n" POST("/echo", "0", "") GET("/7")));
	assert_int_equal(count_of(text, S("HTTP/1.1 200 OK\r\n")), 7);
	assert_int_equal(count_of(text, S("Content-Length: 150000\r\n")), 2);
	size_t one = str_find_str(text, S("\r\n\r\n/1|HTTP")), two = str_find_str(text, S("\r\n\r\ntwoHTTP"));
	size_t four = str_find_str(text, S("\r\n\r\nfourHTTP"));
	assert_true(one < two && two + LARGE < four && four < text.n);
	assert_true(str_ends(text, S("\r\n\r\n/7|")));
}

/* Where the date of the first answer stands in it, and of the second: its text in both. */
static struct str dates_take(struct str text, struct str *second)
{
	size_t n = sizeof "Sun, 06 Nov 1994 08:49:37 GMT" - 1;
	size_t one = str_find_str(text, S("Date: ")) + 6;
	struct str rest = str_sub(text, one, text.n);
	*second = str_sub(rest, str_find_str(rest, S("Date: ")) + 6, rest.n);
	*second = str_sub(*second, 0, n);
	return str_sub(rest, 0, n);
}

static void an_answer_that_lies_ready_is_the_one_that_is_made(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	for (unsigned second = 0; second < 3; second++) {
		struct str made = said(&a, S(GET("/1") GET("/made") GET("/2") GET("/made") GET("/3")));
		struct str lies = said(&a, S(GET("/1") GET("/ready") GET("/2") GET("/ready") GET("/3")));
		struct str again, first = dates_take(lies, &again);
		assert_true(str_eq(first, again));
		if (str_eq(first, dates_take(made, &again))) /* else a second has passed between them */
			assert_true(str_eq(made, lies));
		else
			assert_int_equal(made.n, lies.n);
		usleep(700000);
	}
}

static void what_lies_ready_is_not_for_every_request(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str head = said(&a, S("HEAD /ready HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_true(str_ends(head, S("Content-Length: 13\r\n\r\n")));
	struct str last = said(&a, S("GET /ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
	assert_int_equal(count_of(last, S("\r\nConnection: close\r\n")), 1);
	assert_true(str_ends(last, S("\r\n\r\nthere it lies")));
	struct str old = said(&a, S("GET /ready HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
	assert_int_equal(count_of(old, S("\r\nConnection: keep-alive\r\n")), 1);
	assert_true(str_ends(old, S("\r\n\r\nthere it lies")));
}

static void more_pipelined_requests_than_a_turn_handles_are_all_answered(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, CAP / 4);
	for (unsigned i = 0; i < 1000; i++)
		buf_put(&b, S(GET("/many")));
	assert_int_equal(count_of(said(&a, buf_str(&b)), S("\r\n\r\n/many|")), 1000);
}

static void however_the_bytes_come_the_answers_are_the_same(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(40); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct str rest = S(GET("/a") POST("/echo", "10", "0123456789") POST("/later", "2", "hi"));
		int fd = peer_open();
		bool was_closed;
		while (rest.n > 0) {
			size_t n = 1 + gen_below(&g, 60);
			peer_send(fd, str_sub(rest, 0, n));
			rest = str_sub(rest, n, rest.n);
			if (gen_bool(&g))
				usleep((useconds_t)gen_below(&g, 300));
		}
		shutdown(fd, SHUT_WR);
		struct str text = peer_read(fd, &a, &was_closed);
		assert_int_equal(count_of(text, S("HTTP/1.1 200 OK")), 3);
		assert_int_equal(count_of(text, S("\r\n\r\n0123456789HTTP")), 1);
		assert_true(was_closed && str_ends(text, S("\r\n\r\nhi")));
	}
}

static void large_bodies_pass_both_ways(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, CAP / 4);
	buf_put(&b, S("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"));
	for (unsigned i = 0; i < BODY_MAX; i++)
		buf_byte(&b, (uint8_t)('a' + i % 26));
	struct str body = str_sub(buf_str(&b), b.n - BODY_MAX, b.n);
	assert_true(str_ends(said(&a, buf_str(&b)), body));
}

static void what_is_refused_is_answered_and_the_connection_closed(void **state)
{
	(void)state;
	static const struct {
		struct str bytes, answer;
	} cases[] = {
#define C(bytes, answer) { { bytes, sizeof(bytes) - 1 }, { answer, sizeof(answer) - 1 } }
		C("GET / HTTP/1.1\r\n\r\n" GET("/2"), "HTTP/1.1 400 "),
		C("nonsense\r\n\r\n" GET("/2"), "HTTP/1.1 400 "),
		C(POST("/echo", "200001", "x"), "HTTP/1.1 413 "),
		C("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx" GET("/2"), "HTTP/1.1 413 "),
		C("POST /echo HTTP/1.1\r\nHost: a\r\n\r\n" GET("/2"), "HTTP/1.1 411 "),
		C("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" GET("/2"), "HTTP/1.1 200 "),
		C("GET / HTTP/1.0\r\n\r\n" GET("/2"), "HTTP/1.1 200 "),
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct str text = said(&a, cases[i].bytes);
		assert_true(str_starts(text, cases[i].answer));
		assert_int_equal(count_of(text, S("\r\nConnection: close\r\n")), 1);
		assert_int_equal(count_of(text, S("HTTP/1.1 ")), 1);
	}
}

static void a_body_that_waits_for_leave_gets_it(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	bool was_closed;
	char interim[64];
	int fd = peer_open();
	peer_send(fd, S("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
			"Content-Length: 2\r\n\r\n"));
	ssize_t n = recv(fd, interim, sizeof interim, 0);
	assert_true(n > 0 && str_eq((struct str){ interim, (size_t)n }, S("HTTP/1.1 100 Continue\r\n\r\n")));
	peer_send(fd, S("ok"));
	shutdown(fd, SHUT_WR);
	assert_true(str_ends(peer_read(fd, &a, &was_closed), S("\r\n\r\nok")));
}

static void a_peer_that_leaves_before_its_answer_harms_nobody(void **state)
{
	(void)state;
	struct linger reset = { .l_onoff = 1 };
	for (unsigned i = 0; i < 50; i++) {
		int fd = peer_open();
		peer_send(fd, S(POST("/later", "3", "two") GET("/large")));
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
		if (i % 2 == 0)
			usleep(1000);
		close(fd);
		usleep(1000);
	}
	SCOPE_ARENA(a, CAP);
	assert_true(str_ends(said(&a, S(GET("/still"))), S("/still|")));
}

static void connections_over_the_limit_are_turned_away_and_the_others_live(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	int held[8];
	char first[32];
	for (unsigned i = 0; i < 8; i++) {
		held[i] = peer_open();
		peer_send(held[i], S(GET("/held")));
		assert_true(recv(held[i], first, sizeof first, 0) > 0);
	}
	bool was_closed;
	struct str text = peer_read(peer_open(), &a, &was_closed);
	assert_true(str_starts(text, S("HTTP/1.1 503 ")));
	for (unsigned i = 0; i < 8; i++)
		close(held[i]);
	for (unsigned i = 0; i < 100; i++) { /* until the loops have seen them go */
		struct server_counters counters;
		server_counters(server, &counters);
		if (counters.open == 0)
			break;
		usleep(10000);
	}
	assert_true(str_ends(said(&a, S(GET("/free"))), S("/free|")));
}

/* Waits until a number is reached. */
static void await(_Atomic unsigned *number, unsigned wanted)
{
	for (unsigned i = 0; i < 5000 && *number < wanted; i++)
		usleep(1000);
	assert_true(*number >= wanted);
}

static void wake(void)
{
	is_told = true;
	server_wake(server);
}

static int stream_begin(void)
{
	usleep(20000); /* connections of the cases before are gone: the first loop is the least busy */
	int fd = peer_open();
	peer_send(fd, S(GET("/stream") GET("/never-answered")));
	await(&streams_open, 1);
	return fd;
}

/* As many bytes as that, whatever they are. */
static struct str peer_take(int fd, struct arena *a, size_t n)
{
	char *p = arena_alloc(a, n, 1);
	size_t got = 0;
	while (got < n) {
		ssize_t now = recv(fd, p + got, n - got, 0);
		assert_true(now > 0);
		got += (size_t)now;
	}
	return (struct str){ p, n };
}

static void a_stream_goes_on_after_its_answer_until_the_peer_leaves(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	unsigned closed = streams_closed, before = pieces;
	memset(piece, 'p', PIECE);
	int fd = stream_begin();
	static const char head[] = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
				   "X-Fixed: yes\r\nConnection: close\r\n\r\nfirst";
	struct str said_first = peer_take(fd, &a, sizeof head - 1);
	assert_true(str_ends(said_first, S("Connection: close\r\n\r\nfirst")));
	assert_int_equal(count_of(said_first, S("Content-Length")), 0);
	for (unsigned i = 1; i <= 3; i++) {
		wake();
		await(&pieces, before + i);
		struct str got = peer_take(fd, &a, PIECE);
		assert_int_equal(got.p[0], 'p');
		assert_int_equal(got.p[PIECE - 1], 'p');
	}
	assert_int_equal(streams_closed, closed);
	close(fd);
	await(&streams_closed, closed + 1);
	assert_int_equal(piece_owner.refs, 1);
	assert_int_equal(streams_open, 0);
}

static void a_reader_that_takes_nothing_is_sent_nothing_more(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP * 4);
	unsigned closed = streams_closed, refused = pieces_refused, before = pieces;
	int fd = stream_begin();
	for (unsigned i = 0; i < 500 && pieces_refused == refused; i++) {
		unsigned tried = pieces + pieces_refused;
		wake();
		for (unsigned k = 0; k < 5000 && pieces + pieces_refused == tried; k++)
			usleep(1000);
	}
	assert_true(pieces_refused > refused);
	/* What it was sent comes whole once it reads. */
	for (unsigned i = before; i < pieces; i++)
		(void)peer_take(fd, &a, PIECE);
	close(fd);
	await(&streams_closed, closed + 1);
	assert_int_equal(piece_owner.refs, 1);
}

static void head_of_a_stream_is_a_head(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	unsigned closed = streams_closed;
	struct str text = said(&a, S("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_true(str_ends(text, S("Connection: close\r\n\r\n")));
	assert_int_equal(streams_closed, closed + 1);
}

static void stopping_ends_streams(void **state)
{
	SCOPE_ARENA(a, CAP);
	bool was_closed;
	unsigned closed = streams_closed;
	int fd = stream_begin();
	assert_int_equal(end(state), 0);
	struct str text = peer_read(fd, &a, &was_closed);
	assert_int_equal(begin(state), 0);
	assert_int_equal(streams_closed, closed + 1);
	assert_true(was_closed && str_ends(text, S("first")));
}

/* The answer is held back until both loops have begun to end: they let go of those who ask nothing. */
static void stopping_lets_what_is_under_way_be_answered(void **state)
{
	SCOPE_ARENA(a, CAP);
	bool was_closed;
	unsigned before = laters;
	int idle[4]; /* in both loops */
	for (size_t i = 0; i < CM_COUNT(idle); i++)
		idle[i] = peer_open();
	int fd = peer_open();
	is_held = true;
	peer_send(fd, S(POST("/later", "4", "last")));
	await(&laters, before + 1);
	server_stop(server);
	bool all_left = true;
	for (size_t i = 0; i < CM_COUNT(idle); i++)
		all_left = peer_read(idle[i], &a, &was_closed).n == 0 && was_closed && all_left;
	is_held = false;
	assert_int_equal(end(state), 0);
	struct str text = peer_read(fd, &a, &was_closed);
	assert_int_equal(begin(state), 0);
	assert_true(all_left);
	assert_true(was_closed && str_ends(text, S("\r\n\r\nlast")));
	assert_int_equal(count_of(text, S("Connection: close\r\n")), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_has_its_length_its_date_and_the_fixed_head),
		cmocka_unit_test(pipelined_requests_are_answered_in_their_order),
		cmocka_unit_test(an_answer_that_lies_ready_is_the_one_that_is_made),
		cmocka_unit_test(what_lies_ready_is_not_for_every_request),
		cmocka_unit_test(more_pipelined_requests_than_a_turn_handles_are_all_answered),
		cmocka_unit_test(however_the_bytes_come_the_answers_are_the_same),
		cmocka_unit_test(large_bodies_pass_both_ways),
		cmocka_unit_test(what_is_refused_is_answered_and_the_connection_closed),
		cmocka_unit_test(a_body_that_waits_for_leave_gets_it),
		cmocka_unit_test(a_peer_that_leaves_before_its_answer_harms_nobody),
		cmocka_unit_test(connections_over_the_limit_are_turned_away_and_the_others_live),
		cmocka_unit_test(a_stream_goes_on_after_its_answer_until_the_peer_leaves),
		cmocka_unit_test(a_reader_that_takes_nothing_is_sent_nothing_more),
		cmocka_unit_test(head_of_a_stream_is_a_head),
		cmocka_unit_test(stopping_ends_streams),
		cmocka_unit_test(stopping_lets_what_is_under_way_be_answered),
	};
	return cmocka_run_group_tests_name("server", tests, begin, end);
}
