/*
 * The whole edge over a service in memory: acts are lodged by several peers at once while others read
 * pages, and what everybody is told must fit together. Made for the thread sanitizer, too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "base/encode.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "lib/forum_sim.h"
#include "lib/gen.h"
#include "lib/memstore.h"
#include "service/service.h"
#include "sys/clock.h"
#include "web/web.h"
#include <cmocka.h>

#define CAP ((size_t)64 << 20)
#define LODGERS 4
#define ACTS_EACH 40
#define READERS 3

static struct memstore store;
static struct service *service;
static pthread_t server_thread;
static _Atomic uint32_t port;
static struct sim sim; /* makes acts; one thread at a time */
static struct str submissions[LODGERS * ACTS_EACH];
static struct arena made;

static enum rc store_open(void *ctx, struct str dir, bool is_reader, struct log_store *out,
    struct err *err)
{
	(void)ctx, (void)dir, (void)is_reader, (void)err;
	*out = memstore_store(&store);
	return RC_OK;
}

static void store_close(void *ctx)
{
	(void)ctx;
}

static void ready(void *ctx, uint16_t number)
{
	(void)ctx;
	atomic_store(&port, number);
}

static void *serve(void *arg)
{
	struct err err;
	const struct web_options options = { .service = service, .host = "127.0.0.1", .threads = 2,
		.is_demo = true, .ready = ready, .security_contact = S("mailto:a@example.org") };
	(void)arg;
	assert_int_equal(web_serve(&options, &err), RC_OK);
	return NULL;
}

static int peer_open(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atomic_load(&port)) };
	struct timeval patience = { .tv_sec = 20 };
	inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

/* All that is said until the server closes. */
static struct str said(struct arena *a, struct str request)
{
	struct buf b;
	int fd = peer_open();
	buf_init(&b, a, CAP / 2);
	assert_int_equal(send(fd, request.p, request.n, MSG_NOSIGNAL), (ssize_t)request.n);
	shutdown(fd, SHUT_WR);
	for (;;) {
		char *room = buf_room(&b, 65536);
		assert_non_null(room);
		ssize_t n = recv(fd, room, 65536, 0);
		assert_true(n >= 0);
		if (n == 0)
			break;
		buf_commit(&b, (size_t)n);
	}
	close(fd);
	return buf_str(&b);
}

static struct str got(struct arena *a, struct str path, struct str more)
{
	struct buf b;
	buf_init(&b, a, 8192);
	buf_put(&b, S("GET "));
	buf_put(&b, path);
	buf_put(&b, S(" HTTP/1.1\r\nHost: a\r\n"));
	buf_put(&b, more);
	buf_put(&b, S("\r\n"));
	return said(a, buf_str(&b));
}

static struct str posted(struct arena *a, struct str type, struct str body)
{
	struct buf b;
	buf_init(&b, a, CAP / 4);
	buf_fmt(&b, "POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: %.*s\r\nContent-Length: %zu\r\n\r\n",
	    STR_ARG(type), body.n);
	buf_put(&b, body);
	return said(a, buf_str(&b));
}

static struct str body_of(struct str answer)
{
	return str_sub(answer, str_find_str(answer, S("\r\n\r\n")) + 4, answer.n);
}

static bool has_status(struct str answer, struct str status)
{
	return str_starts(answer, S("HTTP/1.1 ")) && str_starts(str_sub(answer, 9, answer.n), status);
}

static bool has(struct str text, struct str part)
{
	return str_find_str(text, part) < text.n;
}

/* The digits after `"name":` in an answer; UINT64_MAX when it is not there. */
static uint64_t number_in(struct str text, struct str name)
{
	size_t at = str_find_str(text, name);
	uint64_t number;
	struct str rest = str_sub(text, at + name.n, text.n);
	size_t n = 0;
	while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9')
		n++;
	return at < text.n && dec_decode(&number, str_sub(rest, 0, n)) ? number : UINT64_MAX;
}

static struct str act_make(struct sim_act act)
{
	struct str bytes = str_copy(&made, sim_submission(&sim, &act));
	sim_do(&sim, act);
	return bytes;
}

/* Lodges the founding, then makes as many institutions as there are acts to lodge. */
static int begin(void **state)
{
	struct err err = { 0 };
	struct service_options options = { .dir = S("memory"), .origin = SIM_ORIGIN, .env = sys_env(),
		.open_store = store_open, .close_store = store_close };
	(void)state;
	if (!crypto_ready())
		return -1;
	memstore_init(&store);
	arena_init(&made, CAP);
	memset(options.seed, 5, sizeof options.seed);
	if (service_open(&service, &options, &err) != RC_OK)
		return -1;
	if (pthread_create(&server_thread, NULL, serve, NULL) != 0)
		return -1;
	while (atomic_load(&port) == 0)
		usleep(1000);
	sim_init(&sim, true);
	sim.is_for_log = true;
	struct str founding = act_make(sim_found(&sim));
	for (uint32_t i = 0; i < CM_COUNT(submissions); i++) {
		submissions[i] =
		    act_make(sim_make(&sim, KIND_INSTITUTION_RECORD, sim_str(&sim, "place-%u", i)));
	}
	SCOPE_ARENA(a, CAP);
	return has_status(posted(&a, S("text/plain"), founding), S("200")) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	web_stop();
	pthread_join(server_thread, NULL);
	service_close(service);
	sim_release(&sim);
	memstore_release(&store);
	arena_release(&made);
	return 0;
}

struct lodger {
	unsigned number;
	uint64_t indexes[ACTS_EACH];
};
static atomic_bool is_lodged;

static void *lodge(void *arg)
{
	struct lodger *l = arg;
	for (unsigned i = 0; i < ACTS_EACH; i++) {
		SCOPE_ARENA(a, CAP);
		struct str answer = posted(&a, S("text/plain; charset=UTF-8"),
		    submissions[l->number * ACTS_EACH + i]);
		assert_true(has_status(answer, S("200")));
		assert_true(has(answer, S("c2sp.org/tlog-proof@v1\\n")));
		l->indexes[i] = number_in(answer, S("\"index\":"));
		/* What is acknowledged is on the pages. */
		char path[64];
		struct str page = got(&a, (struct str){ path, fmt_into(path, sizeof path,
		    "/en/institutions/place-%u", l->number * ACTS_EACH + i) }, S(""));
		assert_true(has_status(page, S("200")));
	}
	return NULL;
}

static void *read_pages(void *arg)
{
	static const char *const paths[] = { "/en/", "/ru/institutions", "/en/record", "/api/en/record/0",
		"/log/checkpoint", "/metrics", "/en/record/1", "/openapi.json", "/allowed_signers" };
	uint64_t last = 0;
	(void)arg;
	for (unsigned i = 0; !atomic_load(&is_lodged); i++) {
		SCOPE_ARENA(a, CAP);
		struct str path = str_c(paths[i % CM_COUNT(paths)]);
		struct str answer = got(&a, path, S(""));
		assert_true(has_status(answer, S("200")) || str_eq(path, S("/en/record/1")));
		struct str list = got(&a, S("/api/en/record"), S(""));
		uint64_t size = number_in(list, S("\"size\":"));
		assert_true(size != UINT64_MAX && size >= last);
		last = size;
	}
	return NULL;
}

static void acts_lodged_at_once_each_have_their_place_and_are_shown(void **state)
{
	(void)state;
	static struct lodger lodgers[LODGERS];
	pthread_t lodging[LODGERS], reading[READERS];
	bool taken[LODGERS * ACTS_EACH + 1] = { true }; /* 0 is the founding */
	for (unsigned i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&reading[i], NULL, read_pages, NULL), 0);
	for (unsigned i = 0; i < LODGERS; i++) {
		lodgers[i].number = i;
		assert_int_equal(pthread_create(&lodging[i], NULL, lodge, &lodgers[i]), 0);
	}
	for (unsigned i = 0; i < LODGERS; i++)
		pthread_join(lodging[i], NULL);
	atomic_store(&is_lodged, true);
	for (unsigned i = 0; i < READERS; i++)
		pthread_join(reading[i], NULL);
	for (unsigned i = 0; i < LODGERS * ACTS_EACH; i++) {
		uint64_t index = lodgers[i / ACTS_EACH].indexes[i % ACTS_EACH];
		assert_true(index < CM_COUNT(taken) && !taken[index]);
		taken[index] = true;
	}
	assert_int_equal(service_published(service), CM_COUNT(taken));
}

static void the_same_acts_in_a_batch_have_the_same_places(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf batch;
	buf_init(&batch, &a, CAP / 8);
	for (unsigned i = 0; i < 100; i++) {
		buf_u16be(&batch, (uint16_t)submissions[i].n);
		buf_put(&batch, submissions[i]);
	}
	struct str first = body_of(posted(&a, S("application/octet-stream"), buf_str(&batch)));
	struct str again = body_of(posted(&a, S("application/octet-stream"), buf_str(&batch)));
	for (unsigned i = 0; i < 100; i++) {
		struct str one = str_cut(&first, '\n'), two = str_cut(&again, '\n');
		assert_true(number_in(one, S("\"index\":")) < CM_COUNT(submissions) + 1);
		assert_int_equal(number_in(one, S("\"index\":")), number_in(two, S("\"index\":")));
		assert_int_equal(number_in(one, S("\"received\":")), number_in(two, S("\"received\":")));
	}
	assert_int_equal(first.n, 0);
	assert_int_equal(service_published(service), CM_COUNT(submissions) + 1);
}

static void an_unchanged_page_is_the_same_from_every_loop(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str first = got(&a, S("/en/institutions"), S(""));
	size_t at = str_find_str(first, S("\r\nETag: ")) + 8;
	struct str tag = str_sub(first, at, str_find(first, '\r', at));
	for (unsigned i = 0; i < 20; i++) {
		struct buf field;
		buf_init(&field, &a, 256);
		buf_put(&field, S("If-None-Match: "));
		buf_put(&field, tag);
		buf_put(&field, S("\r\n"));
		struct str answer = got(&a, S("/en/institutions"), buf_str(&field));
		assert_true(has_status(answer, S("304")) && body_of(answer).n == 0);
		assert_true(str_eq(body_of(got(&a, S("/en/institutions"), S(""))), body_of(first)));
	}
}

static void every_language_is_negotiated_by_its_weight(void **state)
{
	(void)state;
	static const struct {
		const char *field, *to;
	} cases[] = { { "", "/en/" }, { "ru", "/ru/" }, { "ru-KZ", "/ru/" }, { "de", "/en/" },
		{ "en;q=0.5, ru;q=0.501", "/ru/" }, { "ru;q=0, de", "/en/" }, { "en, ru", "/en/" },
		{ "ru, en", "/ru/" }, { "en;q=0.1,ru;q=1", "/ru/" }, { "ru;q=x", "/en/" } };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct buf field, to;
		buf_init(&field, &a, 256);
		buf_fmt(&field, "Accept-Language: %s\r\n", cases[i].field);
		buf_init(&to, &a, 256);
		buf_fmt(&to, "\r\nLocation: %s\r\n", cases[i].to);
		struct str answer = got(&a, S("/"), i == 0 ? S("") : buf_str(&field));
		assert_true(has_status(answer, S("302")) && has(answer, buf_str(&to)));
	}
}

/* Whatever is asked for, the answer is one of ours, and the server goes on. */
static void any_address_has_an_answer(void **state)
{
	(void)state;
	static const char *const pieces[] = { "/", "en", "ru", "api", "parties", "record", "releases", "0",
		"%2f", "%d0", "?", "&", "=", "on", "page", "from", "2014", "..", "static", "style.css", "log",
		"tile", "000", "+", "%00", "lang", "999999999999999999999" };
	for (unsigned i = 0; i < gen_cases(400); i++) {
		struct gen g;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		struct buf path;
		buf_init(&path, &a, 2048);
		buf_byte(&path, '/');
		for (uint64_t n = gen_below(&g, 9); n > 0; n--)
			buf_put(&path, str_c(pieces[gen_below(&g, CM_COUNT(pieces))]));
		struct str answer = got(&a, buf_str(&path), S(""));
		assert_true(has_status(answer, S("200")) || has_status(answer, S("301")) ||
		    has_status(answer, S("302")) || has_status(answer, S("400")) ||
		    has_status(answer, S("404")) || has_status(answer, S("405")));
		assert_true(has(answer, S("\r\nX-Content-Type-Options: nosniff\r\n")));
	}
}

static void a_contact_for_reports_is_served_with_its_expiry(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str answer = got(&a, S("/.well-known/security.txt"), S(""));
	assert_true(has_status(answer, S("200")) && has(answer, S("Contact: mailto:a@example.org\n")));
	assert_true(has(answer, S("\nExpires: 20")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(acts_lodged_at_once_each_have_their_place_and_are_shown),
		cmocka_unit_test(the_same_acts_in_a_batch_have_the_same_places),
		cmocka_unit_test(an_unchanged_page_is_the_same_from_every_loop),
		cmocka_unit_test(every_language_is_negotiated_by_its_weight),
		cmocka_unit_test(any_address_has_an_answer),
		cmocka_unit_test(a_contact_for_reports_is_served_with_its_expiry),
	};
	return cmocka_run_group_tests_name("site", tests, begin, end);
}
