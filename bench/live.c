/*
 * Readers who listen to /events while acts are recorded. Each of ROUNDS acts is sent alone; the time
 * is from its first byte to the event, for every reader. With PATH each reader then does what
 * web/static/live.js does: up to a quarter of a second later it fetches that page on a connection of
 * its own; the time is to the page's last byte. The server must run on a record of bench-engine.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/scope.h"
#include "bench/forum.h"
#include "proof/sshsig.h"

#define APART_S 0.25 /* FIRST_MS of live.js */
#define PAUSE_S 0.5  /* between two acts */
#define TEXT_BYTES 1024
#define PATIENCE_S 30

enum phase { LISTENING, TOLD, FETCHING, DONE };
struct reader {
	enum phase phase;
	int stream, page;
	size_t got, page_bytes;
	double start;           /* of its fetch */
	char text[TEXT_BYTES];  /* since the last event */
};
struct live {
	struct reader *readers;
	uint32_t count, done;
	struct sockaddr_in to;
	int epoll, poster;
	const char *path;       /* NULL: events only */
	double began;
	float *told, *shown;    /* ms, of one round after the other */
	uint32_t told_count, shown_count;
};

static void request_send(int fd, const char *before, const char *what, const char *after)
{
	char text[1024];
	int n = snprintf(text, sizeof text, "%s%s%s", before, what, after);
	if (n <= 0 || (size_t)n >= sizeof text || send(fd, text, (size_t)n, MSG_NOSIGNAL) != n)
		bench_fail("a request cannot be sent", NULL);
}

static int peer_open(const struct live *l, int flags)
{
	int fd = socket(AF_INET, SOCK_STREAM | flags, 0);
	if (fd < 0 || (connect(fd, (const struct sockaddr *)&l->to, sizeof l->to) != 0 &&
	    errno != EINPROGRESS))
		bench_fail(strerror(errno), NULL);
	return fd;
}

/* data.u64: twice the reader's number, and one more for the connection of its page. */
static void watch(const struct live *l, int fd, uint32_t reader, bool is_page)
{
	struct epoll_event e = { .events = is_page ? EPOLLIN | EPOLLOUT | EPOLLET : EPOLLIN,
		.data.u64 = (uint64_t)reader * 2 + is_page };
	if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &e) != 0)
		bench_fail(strerror(errno), NULL);
}

static void reader_open(struct live *l, uint32_t number)
{
	struct reader *r = &l->readers[number];
	r->stream = peer_open(l, 0);
	request_send(r->stream, "GET /events", "", " HTTP/1.1\r\nHost: bench\r\n\r\n");
	while (r->got < TEXT_BYTES || memmem(r->text, r->got, "\nid: ", 5) == NULL) {
		if (r->got == TEXT_BYTES) { /* what it began with is longer: security headers */
			memmove(r->text, r->text + TEXT_BYTES / 2, TEXT_BYTES / 2);
			r->got = TEXT_BYTES / 2;
		}
		ssize_t n = recv(r->stream, r->text + r->got, TEXT_BYTES - r->got, 0);
		if (n <= 0 || (r->got == 0 && memcmp(r->text, "HTTP/1.1 200", 12) != 0))
			bench_fail("a stream is refused", NULL);
		r->got += (size_t)n;
		if (memmem(r->text, r->got, "\nid: ", 5) != NULL)
			break;
	}
	r->got = 0;
	watch(l, r->stream, number, false);
}

static void reader_done(struct live *l, struct reader *r)
{
	r->phase = DONE;
	l->done++;
}

static void event_read(struct live *l, struct reader *r)
{
	ssize_t n = recv(r->stream, r->text + r->got, TEXT_BYTES - r->got, 0);
	if (n <= 0)
		bench_fail("a stream ended", NULL);
	r->got += (size_t)n;
	if (memmem(r->text, r->got, "event: change\n", 14) == NULL || r->text[r->got - 1] != '\n')
		return;
	r->got = 0;
	if (r->phase != LISTENING)
		return;
	double now = bench_now();
	l->told[l->told_count++] = (float)((now - l->began) * 1e3);
	r->phase = TOLD;
	r->start = now + APART_S * (double)(random() % 1000) / 1000;
	if (l->path == NULL)
		reader_done(l, r);
}

static void page_read(struct live *l, struct reader *r, uint32_t events)
{
	static char bytes[65536];
	ssize_t n;
	if (r->page_bytes == 0 && (events & EPOLLOUT) != 0 && r->start > 0) {
		r->start = 0;
		request_send(r->page, "GET ", l->path,
		    " HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n");
	}
	while ((n = recv(r->page, bytes, sizeof bytes, MSG_DONTWAIT)) > 0) {
		if (r->page_bytes == 0 && memcmp(bytes, "HTTP/1.1 200", 12) != 0)
			bench_fail("a page is refused", NULL);
		r->page_bytes += (size_t)n;
	}
	if (n < 0 && errno == EAGAIN)
		return;
	if (n < 0 || r->page_bytes == 0)
		bench_fail("a page broke off", NULL);
	(void)close(r->page);
	l->shown[l->shown_count++] = (float)((bench_now() - l->began) * 1e3);
	reader_done(l, r);
}

static void fetches_start(struct live *l)
{
	double now = bench_now();
	for (uint32_t i = 0; i < l->count; i++) {
		struct reader *r = &l->readers[i];
		if (r->phase != TOLD || r->start > now)
			continue;
		r->phase = FETCHING;
		r->page_bytes = 0;
		r->page = peer_open(l, SOCK_NONBLOCK);
		watch(l, r->page, i, true);
	}
}

static void events_take(struct live *l)
{
	struct epoll_event events[256];
	int n = epoll_wait(l->epoll, events, 256, 1);
	for (int i = 0; i < n; i++) {
		struct reader *r = &l->readers[events[i].data.u64 / 2];
		if (events[i].data.u64 % 2 == 0)
			event_read(l, r);
		else if (r->phase == FETCHING)
			page_read(l, r, events[i].events);
	}
}

static void act_send(struct live *l, struct str submission)
{
	char length[24];
	(void)snprintf(length, sizeof length, "%zu", submission.n);
	request_send(l->poster, "POST /acts?wait=durable HTTP/1.1\r\nHost: bench\r\nContent-Type: "
			     "text/plain; charset=utf-8\r\nContent-Length: ", length, "\r\n\r\n");
	if (send(l->poster, submission.p, submission.n, MSG_NOSIGNAL) != (ssize_t)submission.n)
		bench_fail("the act cannot be sent", NULL);
}

static void answer_take(const struct live *l)
{
	char answer[4096];
	ssize_t n = recv(l->poster, answer, sizeof answer, 0);
	if (n < 12 || memcmp(answer, "HTTP/1.1 200", 12) != 0)
		bench_fail("the act is refused", NULL);
}

/* One act; returns when every reader has what it is after. */
static void round_run(struct live *l, struct str submission)
{
	for (uint32_t i = 0; i < l->count; i++)
		l->readers[i].phase = LISTENING;
	l->done = 0;
	l->began = bench_now();
	act_send(l, submission);
	while (l->done < l->count) {
		events_take(l);
		if (l->path != NULL)
			fetches_start(l);
		if (bench_now() - l->began > PATIENCE_S)
			bench_fail("some reader heard nothing", NULL);
	}
	answer_take(l);
	for (double until = bench_now() + PAUSE_S; bench_now() < until;)
		events_take(l); /* heartbeats */
}

static int float_compare(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

static void times_say(const char *what, float *times, uint32_t count)
{
	if (count == 0)
		return;
	qsort(times, count, sizeof *times, float_compare);
	(void)printf("%s: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms\n", what, (double)times[count / 2],
	    (double)times[(uint64_t)count * 99 / 100], (double)times[count - 1]);
}

static void descriptors_raise(uint32_t wanted)
{
	struct rlimit most;
	if (getrlimit(RLIMIT_NOFILE, &most) != 0)
		bench_fail(strerror(errno), NULL);
	most.rlim_cur = wanted < most.rlim_max ? wanted : most.rlim_max;
	if (most.rlim_cur < wanted || setrlimit(RLIMIT_NOFILE, &most) != 0)
		bench_fail("the system gives too few descriptors", NULL);
}

int main(int argc, char **argv)
{
	if (argc < 5 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-live PORT FIRST READERS ROUNDS [PATH]\n");
		return 2;
	}
	SCOPE_ARENA(a, (size_t)1024 * 1024 * 1024);
	struct bench_acts acts;
	uint64_t first = strtoull(argv[2], NULL, 10), rounds = strtoull(argv[4], NULL, 10);
	struct live l = { .count = (uint32_t)strtoul(argv[3], NULL, 10),
		.path = argc > 5 ? argv[5] : NULL };
	descriptors_raise(l.count * 2 + 100);
	l.to.sin_family = AF_INET;
	l.to.sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10));
	l.to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	l.readers = calloc(l.count, sizeof *l.readers);
	l.told = calloc(l.count * rounds, sizeof *l.told);
	l.shown = calloc(l.count * rounds, sizeof *l.shown);
	l.epoll = epoll_create1(0);
	for (uint32_t i = 0; i < l.count; i++)
		reader_open(&l, i);
	l.poster = peer_open(&l, 0);
	bench_acts_init(&acts);
	for (uint64_t i = 0; i < rounds; i++) {
		struct buf b;
		buf_init(&b, &a, SUBMISSION_BYTES_MAX);
		bench_submission(&acts, first + i, &a, &b);
		round_run(&l, buf_str(&b));
	}
	(void)printf("%u readers, %llu acts, each alone\n", l.count, (unsigned long long)rounds);
	times_say("  the event", l.told, l.told_count);
	times_say("  the page", l.shown, l.shown_count);
	return 0;
}
