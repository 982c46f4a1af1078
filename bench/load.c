/*
 * A load generator: acts signed beforehand, sent over kept-alive connections, one act a request or in
 * batches, every answer read and looked at. The server must run on a record that bench-engine made
 * (its log key and origin are those of bench/forum.c). Latency is from the first byte sent to the
 * last byte of the answer.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/endian.h"
#include "bench/forum.h"
#include "proof/sshsig.h"

#define ANSWER_BYTES ((size_t)1024 * 1024)

struct connection {
	int fd;
	uint32_t at;      /* request under way */
	double began;
	size_t sent, got;
	char *answer;
};
struct load {
	struct str *requests;
	uint32_t count, next, done, refused;
	uint32_t per_request; /* acts */
	float *latency; /* ms, one a request */
	struct sockaddr_in to;
	int epoll;
	const char *path;
};

struct signing {
	struct load *load;
	struct bench_acts acts;
	uint64_t first;
	uint32_t from, to;
	struct arena arena;
};

static struct str request_make(struct signing *s, uint32_t number)
{
	struct load *l = s->load;
	struct buf body, request;
	buf_init(&body, &s->arena, (size_t)BATCH_BYTES_MAX);
	for (uint32_t i = 0; i < l->per_request; i++) {
		size_t at = body.n;
		if (l->per_request > 1)
			buf_u16be(&body, 0);
		bench_submission(&s->acts, s->first + (uint64_t)number * l->per_request + i,
		    &s->arena, &body);
		if (l->per_request > 1)
			put_u16be((uint8_t *)body.p + at, (uint16_t)(body.n - at - 2));
	}
	buf_init(&request, &s->arena, (size_t)BATCH_BYTES_MAX + 1024);
	buf_put(&request, S("POST "));
	buf_put(&request, str_c(l->path));
	buf_put(&request, S(" HTTP/1.1\r\nHost: 127.0.0.1:8089\r\nContent-Type: "));
	buf_put(&request, l->per_request > 1 ? S("application/octet-stream")
					     : S("text/plain; charset=utf-8"));
	buf_put(&request, S("\r\nContent-Length: "));
	buf_dec(&request, (int64_t)body.n);
	buf_put(&request, S("\r\n\r\n"));
	buf_put(&request, buf_str(&body));
	if (request.failed)
		bench_fail("a request is too long", NULL);
	return buf_str(&request);
}

static void *requests_make(void *ctx)
{
	struct signing *s = ctx;
	arena_init(&s->arena, (size_t)16 * 1024 * 1024 * 1024);
	for (uint32_t i = s->from; i < s->to; i++)
		s->load->requests[i] = request_make(s, i);
	return NULL;
}

static void connection_start(struct load *l, struct connection *c)
{
	if (l->next == l->count)
		return;
	c->at = l->next++;
	c->sent = c->got = 0;
	c->began = bench_now();
	struct str r = l->requests[c->at];
	while (c->sent < r.n) {
		ssize_t n = send(c->fd, r.p + c->sent, r.n - c->sent, MSG_NOSIGNAL);
		if (n <= 0)
			bench_fail(strerror(errno), NULL);
		c->sent += (size_t)n;
	}
}

/* Is the answer whole? Only answers with a length are ours. */
static bool answer_is_whole(const struct connection *c)
{
	const char *end = memmem(c->answer, c->got, "\r\n\r\n", 4);
	if (end == NULL)
		return false;
	const char *field = memmem(c->answer, (size_t)(end - c->answer), "ontent-Length: ", 15);
	if (field == NULL)
		bench_fail("an answer has no length", NULL);
	size_t n = strtoull(field + 15, NULL, 10);
	return c->got >= (size_t)(end + 4 - c->answer) + n;
}

static void answer_take(struct load *l, struct connection *c)
{
	l->latency[c->at] = (float)((bench_now() - c->began) * 1e3);
	if (memcmp(c->answer, "HTTP/1.1 200", 12) != 0 ||
	    memmem(c->answer, c->got, "\"error\"", 7) != NULL) {
		if (l->refused++ == 0)
			(void)fprintf(stderr, "refused: %.*s\n", (int)(c->got < 600 ? c->got : 600),
			    c->answer);
	}
	l->done++;
	connection_start(l, c);
}

static void connection_read(struct load *l, struct connection *c)
{
	ssize_t n = recv(c->fd, c->answer + c->got, ANSWER_BYTES - c->got, 0);
	if (n <= 0)
		bench_fail(n == 0 ? "the server closed a connection" : strerror(errno), NULL);
	c->got += (size_t)n;
	if (answer_is_whole(c))
		answer_take(l, c);
}

static void connection_open(struct load *l, struct connection *c)
{
	int yes = 1;
	c->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&l->to, sizeof l->to) != 0)
		bench_fail(strerror(errno), NULL);
	(void)setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };
	if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &e) != 0)
		bench_fail(strerror(errno), NULL);
	c->answer = malloc(ANSWER_BYTES);
}

static int float_compare(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

static void load_run(struct load *l, uint32_t connections)
{
	struct connection *all = calloc(connections, sizeof *all);
	for (uint32_t i = 0; i < connections; i++)
		connection_open(l, &all[i]);
	double began = bench_now();
	for (uint32_t i = 0; i < connections; i++)
		connection_start(l, &all[i]);
	while (l->done < l->count) {
		struct epoll_event events[256];
		int n = epoll_wait(l->epoll, events, 256, 10000);
		if (n <= 0)
			bench_fail("no answer for 10 s", NULL);
		for (int i = 0; i < n; i++)
			connection_read(l, events[i].data.ptr);
	}
	double took = bench_now() - began;
	qsort(l->latency, l->count, sizeof *l->latency, float_compare);
	(void)printf("%u requests of %u acts on %u connections: %.0f acts/s, p50 %.1f ms, p99 %.1f ms, "
		     "slowest %.1f ms, %u refused\n",
	    l->count, l->per_request, connections, l->count * l->per_request / took,
	    (double)l->latency[l->count / 2], (double)l->latency[(uint64_t)l->count * 99 / 100],
	    (double)l->latency[l->count - 1], l->refused);
}

int main(int argc, char **argv)
{
	if (argc < 6 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-load PORT FIRST REQUESTS PER_REQUEST CONNECTIONS "
				     "[PATH]\n");
		return 2;
	}
	struct load l = { .count = (uint32_t)strtoul(argv[3], NULL, 10),
		.per_request = (uint32_t)strtoul(argv[4], NULL, 10),
		.path = argc > 6 ? argv[6] : "/acts" };
	l.to.sin_family = AF_INET;
	l.to.sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10));
	l.to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	l.requests = calloc(l.count, sizeof *l.requests);
	l.latency = calloc(l.count, sizeof *l.latency);
	l.epoll = epoll_create1(0);
	struct signing parts[2];
	pthread_t ids[2];
	for (uint32_t i = 0; i < 2; i++) {
		parts[i] = (struct signing){ .load = &l, .first = strtoull(argv[2], NULL, 10),
			.from = l.count * i / 2, .to = l.count * (i + 1) / 2 };
		bench_acts_init(&parts[i].acts);
		if (pthread_create(&ids[i], NULL, requests_make, &parts[i]) != 0)
			bench_fail("thread", NULL);
	}
	for (uint32_t i = 0; i < 2; i++)
		(void)pthread_join(ids[i], NULL);
	load_run(&l, (uint32_t)strtoul(argv[5], NULL, 10));
	return l.refused > 0;
}
