#define _GNU_SOURCE /* accept4 */
#include "web/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "web/peers.h"
#include "web/server_priv.h"

#define EVENTS_A_ROUND 128
#define ACCEPTS_A_ROUND 64
#define TICK_MS 500
#define BACKLOG 4096

struct server {
	struct server_options options;
	struct peers peers;
	int listen_fd, stop_fd;
	uint16_t port;
	bool is_listening; /* the listener is in loop 0's set: it is not while descriptors are short */
	struct loop *loops;
	_Atomic uint64_t connections, overloaded;
	_Atomic bool is_stopping;
};

/* What epoll's data.ptr says when it is no connection. */
static char listener_mark, event_mark, stop_mark;

static int64_t clock_ms(clockid_t clock)
{
	struct timespec at;
	clock_gettime(clock, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* IMF-fixdate (RFC 9110 section 5.6.7). */
static void date_line_make(struct loop *l)
{
	static const char days[] = "ThuFriSatSunMonTueWed"; /* 1970-01-01 was a Thursday */
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char line[] = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
	struct clock_parts at = moment_parts(l->now);
	int numbers[] = { at.date.day, at.hour, at.minute, at.second };
	static const uint8_t places[] = { 11, 23, 26, 29 };
	memcpy(line + 6, days + date_first_day(at.date) % 7 * 3, 3);
	memcpy(line + 14, months + (at.date.month - 1) * 3, 3);
	for (size_t i = 0; i < CM_COUNT(places); i++) {
		line[places[i]] = (char)('0' + numbers[i] / 10);
		line[places[i] + 1] = (char)('0' + numbers[i] % 10);
	}
	for (int i = 0, year = at.date.year; i < 4; i++, year /= 10)
		line[21 - i] = (char)('0' + year % 10);
	cm_assert(sizeof line == sizeof l->date_line);
	memcpy(l->date_line, line, sizeof line);
}

struct str loop_date_line(struct loop *l)
{
	int64_t second = l->now.ms / 1000;
	if (second != l->date_second) {
		date_line_make(l);
		l->date_second = second;
	}
	return (struct str){ l->date_line, DATE_LINE_BYTES };
}

static void ring(int fd)
{
	uint64_t one = 1;
	int before = errno; /* server_stop may run in a signal handler */
	ssize_t n;
	do {
		n = write(fd, &one, sizeof one);
	} while (n < 0 && errno == EINTR);
	errno = before;
}

void loop_post(struct loop *l, struct post *p)
{
	struct post *first = atomic_load_explicit(&l->inbox, memory_order_relaxed);
	do {
		p->next = first;
	} while (!atomic_compare_exchange_weak_explicit(
	    &l->inbox, &first, p, memory_order_release, memory_order_relaxed));
	if (first == NULL)
		ring(l->event_fd);
}

/* Oldest first. */
static void inbox_run(struct loop *l)
{
	uint64_t rings;
	if (read(l->event_fd, &rings, sizeof rings) < 0)
		cm_assert(errno == EAGAIN || errno == EINTR);
	struct post *newest = atomic_exchange_explicit(&l->inbox, NULL, memory_order_acquire);
	struct post *oldest = NULL;
	while (newest != NULL) {
		struct post *p = newest;
		newest = p->next;
		p->next = oldest;
		oldest = p;
	}
	while (oldest != NULL) {
		struct post *p = oldest;
		oldest = p->next;
		p->run(p);
	}
}

/* A connection on its way to another loop. */
struct arrival {
	struct post post; /* first */
	struct loop *loop;
	int fd;
	uint32_t peer;
};

static void arrival_run(struct post *p)
{
	struct arrival *a = (struct arrival *)(void *)p;
	if (a->loop->is_draining) { /* it came too late: nothing was read from it */
		close(a->fd);
		server_left(a->loop->server, a->peer);
		atomic_fetch_sub(&a->loop->open, 1);
	} else {
		struct conn *c = conn_new(a->fd, a->peer);
		conn_start(c, a->loop);
		conn_run(c);
	}
	free(a);
}

static struct loop *loop_least(struct server *s)
{
	struct loop *least = &s->loops[0];
	for (unsigned i = 1; i < s->options.threads; i++) {
		if (atomic_load(&s->loops[i].open) < atomic_load(&least->open))
			least = &s->loops[i];
	}
	return least;
}

static uint32_t open_count(const struct server *s)
{
	uint32_t count = 0;
	for (unsigned i = 0; i < s->options.threads; i++)
		count += atomic_load_explicit(&s->loops[i].open, memory_order_relaxed);
	return count;
}

#define TURNED_AWAY "\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

static void turn_away(struct server *s, int fd, struct str answer)
{
	atomic_fetch_add(&s->overloaded, 1);
	send(fd, answer.p, answer.n, MSG_NOSIGNAL | MSG_DONTWAIT); /* as far as it goes */
	close(fd);
}

void server_left(struct server *s, uint32_t peer)
{
	peers_leave(&s->peers, peer);
}

static void arrive(struct server *s, struct loop *here, int fd, const struct sockaddr_storage *from)
{
	int on = 1;
	uint32_t peer;
	if (open_count(s) >= s->options.connections_max) {
		turn_away(s, fd, S("HTTP/1.1 503 Service Unavailable" TURNED_AWAY));
		return;
	}
	if (!peers_enter(&s->peers, from, &peer)) {
		turn_away(s, fd, S("HTTP/1.1 429 Too Many Requests" TURNED_AWAY));
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	struct loop *l = loop_least(s);
	atomic_fetch_add(&l->open, 1);
	atomic_fetch_add(&s->connections, 1);
	if (l == here) {
		struct conn *c = conn_new(fd, peer);
		conn_start(c, l);
		conn_run(c);
		return;
	}
	struct arrival *a = malloc(sizeof *a);
	cm_assert(a != NULL);
	*a = (struct arrival){ .post.run = arrival_run, .loop = l, .fd = fd, .peer = peer };
	loop_post(l, &a->post);
}

static void listener_set(struct server *s, bool is_listening)
{
	struct epoll_event ev = { .events = is_listening ? EPOLLIN : 0, .data.ptr = &listener_mark };
	if (s->is_listening == is_listening)
		return;
	s->is_listening = is_listening;
	int failed = epoll_ctl(s->loops[0].epoll_fd, EPOLL_CTL_MOD, s->listen_fd, &ev);
	cm_assert(failed == 0);
}

static void accept_some(struct server *s, struct loop *l)
{
	for (unsigned i = 0; i < ACCEPTS_A_ROUND; i++) {
		struct sockaddr_storage from = { .ss_family = AF_UNSPEC };
		socklen_t bytes = sizeof from;
		int fd = accept4(s->listen_fd, (struct sockaddr *)&from, &bytes,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd >= 0) {
			arrive(s, l, fd, &from);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
			listener_set(s, false); /* until the next tick */
		if (errno != ECONNABORTED && errno != EINTR)
			return;
	}
}

static void each_conn(struct loop *l, void (*act)(struct conn *c))
{
	struct conn *following;
	for (struct conn *c = l->conns; c != NULL; c = following) {
		following = c->next;
		act(c);
	}
}

static void expire_late(struct conn *c)
{
	if (c->deadline_ms <= c->loop->now_ms)
		conn_expire(c);
}

static void clock_read(struct loop *l)
{
	l->now_ms = clock_ms(CLOCK_MONOTONIC_COARSE);
	l->now.ms = clock_ms(CLOCK_REALTIME_COARSE);
}

static void again_run(struct loop *l)
{
	struct conn *c = l->again;
	l->again = NULL;
	while (c != NULL) {
		struct conn *following = c->next_again;
		c->is_again = false;
		conn_run(c);
		c = following;
	}
}

static void event_run(struct loop *l, const struct epoll_event *ev)
{
	if (ev->data.ptr == &listener_mark)
		accept_some(l->server, l);
	else if (ev->data.ptr == &event_mark)
		inbox_run(l);
	else if (ev->data.ptr != &stop_mark)
		conn_event(ev->data.ptr, ev->events);
}

static void drain_begin(struct loop *l, int64_t *until_ms)
{
	struct server *s = l->server;
	l->is_draining = true;
	*until_ms = l->now_ms + HTTP_DRAIN_MS;
	epoll_ctl(l->epoll_fd, EPOLL_CTL_DEL, s->stop_fd, NULL);
	if (l->number == 0)
		epoll_ctl(l->epoll_fd, EPOLL_CTL_DEL, s->listen_fd, NULL);
	each_conn(l, conn_drain);
}

static void tick(struct loop *l)
{
	each_conn(l, expire_late);
	if (l->number == 0 && !l->is_draining)
		listener_set(l->server, true);
	if (l->is_draining)
		each_conn(l, conn_drain);
}

static void work_do(struct loop *l)
{
	l->work_ms = INT64_MAX;
	if (l->options->work != NULL && !l->is_draining)
		l->work_ms = l->options->work(l->ctx, l->now_ms);
}

static void work_posted(struct post *p)
{
	struct loop *l = (struct loop *)(void *)((char *)p - offsetof(struct loop, work));
	atomic_store(&l->is_work_posted, false); /* before: what happens from here on posts again */
	l->work_ms = l->now_ms;
}

void server_wake(struct server *s)
{
	for (unsigned i = 0; i < s->options.threads; i++) {
		struct loop *l = &s->loops[i];
		if (!atomic_exchange(&l->is_work_posted, true))
			loop_post(l, &l->work);
	}
}

/* How long the loop may sleep. */
static int patience_ms(const struct loop *l)
{
	if (l->again != NULL || l->work_ms <= l->now_ms)
		return 0;
	return l->work_ms - l->now_ms < TICK_MS ? (int)(l->work_ms - l->now_ms) : TICK_MS;
}

static void loop_run(struct loop *l)
{
	struct epoll_event events[EVENTS_A_ROUND];
	int64_t tick_ms = 0, until_ms = INT64_MAX;
	clock_read(l);
	while (!l->is_draining || l->conns != NULL || l->deferred > 0) {
		int count = epoll_wait(l->epoll_fd, events, EVENTS_A_ROUND, patience_ms(l));
		cm_assert(count >= 0 || errno == EINTR);
		clock_read(l);
		again_run(l);
		for (int i = 0; i < count; i++)
			event_run(l, &events[i]);
		if (!l->is_draining && atomic_load_explicit(&l->server->is_stopping, memory_order_relaxed))
			drain_begin(l, &until_ms);
		if (l->now_ms >= tick_ms) {
			tick(l);
			tick_ms = l->now_ms + TICK_MS;
			l->work_ms = l->now_ms;
		}
		if (l->now_ms >= l->work_ms)
			work_do(l);
		if (l->now_ms >= until_ms)
			each_conn(l, conn_kill);
		conn_bury(l);
	}
}

static void *loop_main(void *arg)
{
	loop_run(arg);
	return NULL;
}

static enum rc watch(int epoll_fd, int fd, void *mark, struct err *err)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = mark };
	if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &ev) != 0)
		return cm_fail(err, RC_IO, "epoll_ctl: %s", strerror(errno));
	return RC_OK;
}

static enum rc loop_open(struct server *s, struct loop *l, unsigned number, struct err *err)
{
	l->server = s;
	l->number = number;
	l->options = &s->options;
	l->date_second = -1;
	l->work.run = work_posted;
	pool_init(&l->pool);
	arena_init(&l->scratch, LOOP_SCRATCH_BYTES_MAX);
	l->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	l->event_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (l->epoll_fd < 0 || l->event_fd < 0)
		return cm_fail(err, RC_IO, "no event loop: %s", strerror(errno));
	enum rc rc = watch(l->epoll_fd, l->event_fd, &event_mark, err);
	if (rc == RC_OK)
		rc = watch(l->epoll_fd, s->stop_fd, &stop_mark, err);
	if (rc == RC_OK && number == 0)
		rc = watch(l->epoll_fd, s->listen_fd, &listener_mark, err);
	if (rc == RC_OK && s->options.loop_new != NULL)
		l->ctx = s->options.loop_new(s->options.ctx, number);
	return rc;
}

static void loop_close(struct server *s, struct loop *l)
{
	if (s->options.loop_free != NULL && l->ctx != NULL)
		s->options.loop_free(l->ctx);
	if (l->epoll_fd >= 0)
		close(l->epoll_fd);
	if (l->event_fd >= 0)
		close(l->event_fd);
	pool_release(&l->pool);
	arena_release(&l->scratch);
}

/* A socket address from numbers; 0 when it is none. */
static socklen_t address_read(struct sockaddr_storage *out, const char *host, uint16_t port)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons(port) };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
	memset(out, 0, sizeof *out);
	if (inet_pton(AF_INET, host, &v4.sin_addr) == 1) {
		memcpy(out, &v4, sizeof v4);
		return sizeof v4;
	}
	if (inet_pton(AF_INET6, host, &v6.sin6_addr) == 1) {
		memcpy(out, &v6, sizeof v6);
		return sizeof v6;
	}
	return 0;
}

static uint16_t port_of(const struct sockaddr_storage *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	memcpy(&v4, address, sizeof v4);
	memcpy(&v6, address, sizeof v6);
	return ntohs(address->ss_family == AF_INET ? v4.sin_port : v6.sin6_port);
}

static enum rc listen_open(struct server *s, struct err *err)
{
	struct sockaddr_storage address;
	int on = 1;
	socklen_t n = address_read(&address, s->options.host, s->options.port);
	if (n == 0)
		return cm_fail(err, RC_INVALID, "%s: not an address in numbers", s->options.host);
	s->listen_fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (s->listen_fd < 0)
		return cm_fail(err, RC_IO, "socket: %s", strerror(errno));
	setsockopt(s->listen_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(s->listen_fd, (struct sockaddr *)&address, n) != 0) {
		return cm_fail(err, errno == EADDRINUSE ? RC_CONFLICT : RC_IO, "%s port %u: %s",
		    s->options.host, s->options.port, strerror(errno));
	}
	if (listen(s->listen_fd, BACKLOG) != 0 ||
	    getsockname(s->listen_fd, (struct sockaddr *)&address, &n) != 0)
		return cm_fail(err, RC_IO, "listen: %s", strerror(errno));
	s->port = port_of(&address);
	return RC_OK;
}

/* As many descriptors as the system lets us have; fewer connections where that is too few. */
static void descriptors_raise(struct server *s)
{
	struct rlimit most;
	if (getrlimit(RLIMIT_NOFILE, &most) != 0)
		return;
	rlim_t wanted = (rlim_t)s->options.connections_max + 256;
	if (most.rlim_cur < wanted) {
		most.rlim_cur = most.rlim_max < wanted ? most.rlim_max : wanted;
		if (setrlimit(RLIMIT_NOFILE, &most) != 0 || getrlimit(RLIMIT_NOFILE, &most) != 0)
			return;
	}
	if (most.rlim_cur < wanted && most.rlim_cur > 512)
		s->options.connections_max = (uint32_t)most.rlim_cur - 256;
}

enum rc server_new(struct server **out, const struct server_options *options, struct err *err)
{
	cm_assert(options->threads >= 1 && options->threads <= SERVER_LOOPS_MAX);
	struct server *s = calloc(1, sizeof *s);
	cm_assert(s != NULL);
	s->options = *options;
	s->peers.most = options->address_connections_max;
	memcpy(s->peers.key, options->hash_key, sizeof s->peers.key);
	s->listen_fd = -1;
	s->is_listening = true;
	s->loops = calloc(options->threads, sizeof *s->loops);
	cm_assert(s->loops != NULL);
	for (unsigned i = 0; i < options->threads; i++)
		s->loops[i].epoll_fd = s->loops[i].event_fd = -1;
	s->stop_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	enum rc rc = RC_OK;
	if (s->stop_fd < 0)
		rc = cm_fail(err, RC_IO, "eventfd: %s", strerror(errno));
	if (rc == RC_OK)
		rc = listen_open(s, err);
	descriptors_raise(s);
	for (unsigned i = 0; rc == RC_OK && i < options->threads; i++)
		rc = loop_open(s, &s->loops[i], i, err);
	if (rc != RC_OK) {
		server_free(s);
		return rc;
	}
	*out = s;
	return RC_OK;
}

uint32_t server_connections_max(const struct server *s)
{
	return s->options.connections_max;
}

uint16_t server_port(const struct server *s)
{
	return s->port;
}

enum rc server_run(struct server *s, struct err *err)
{
	pthread_t threads[SERVER_LOOPS_MAX];
	sigset_t all, before;
	unsigned started = 1;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are for the thread that called */
	for (; started < s->options.threads; started++) {
		if (pthread_create(&threads[started], NULL, loop_main, &s->loops[started]) != 0)
			break;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	bool has_all = started == s->options.threads;
	if (!has_all)
		server_stop(s);
	loop_run(&s->loops[0]);
	for (unsigned i = 1; i < started; i++) {
		pthread_join(threads[i], NULL);
		inbox_run(&s->loops[i]); /* what the first loop sent to one that had ended */
	}
	return has_all ? RC_OK : cm_fail(err, RC_LIMIT, "the system gives no more threads");
}

void server_stop(struct server *s)
{
	atomic_store(&s->is_stopping, true);
	ring(s->stop_fd);
}

void server_free(struct server *s)
{
	for (unsigned i = 0; i < s->options.threads; i++)
		loop_close(s, &s->loops[i]);
	if (s->listen_fd >= 0)
		close(s->listen_fd);
	if (s->stop_fd >= 0)
		close(s->stop_fd);
	free(s->loops);
	free(s);
}

void server_counters(const struct server *s, struct server_counters *out)
{
	*out = (struct server_counters){
		.connections = atomic_load(&s->connections),
		.overloaded = atomic_load(&s->overloaded),
		.open = open_count(s),
	};
	for (unsigned i = 0; i < s->options.threads; i++) {
		out->requests += atomic_load_explicit(&s->loops[i].requests, memory_order_relaxed);
		out->refused += atomic_load_explicit(&s->loops[i].refused, memory_order_relaxed);
	}
}
