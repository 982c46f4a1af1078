/*
 * The page of a decision with much evidence: a text that was put again and again, 200 members objecting
 * each time, with amendments before each call. After each new act of the record the page is asked for,
 * so that it is made anew; the time is from the first byte sent to the last of the answer.
 *
 *     bench-evidence COMITY DIR PORT CALLS [PATH]   50 calls are 10,000 objections
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "bench/forum.h"
#include "bench/meeting.h"

#define CODE "procedural-1"
#define AMENDMENTS 20 /* before each call */
#define ASKED 200
#define ANSWER_BYTES ((size_t)8 * 1024 * 1024)

static struct bench_meeting m;

static void evidence_add(uint32_t calls)
{
	struct sim *s = &m.sim;
	struct str code = S(CODE);
	meeting_add(&m, sim_decision(s, KIND_DECISION_TABLE, code));
	meeting_add(&m, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 2 * 3600 * 1000;
	meeting_add(&m, sim_decision(s, KIND_DECISION_CONSIDER, code));
	s->step_ms = 10;
	for (uint32_t i = 0; i < calls; i++) {
		for (uint32_t k = 0; k < AMENDMENTS; k++) {
			struct sim_act a = sim_decision(s, KIND_DECISION_AMEND, code);
			a.content.decision_amend.texts = sim_text(s, sim_str(s, "Text %u.", s->made++));
			meeting_add(&m, a);
		}
		meeting_add(&m, sim_decision(s, KIND_DECISION_REVISE, code));
		meeting_add(&m, sim_decision(s, KIND_DECISION_CALL, code));
		for (uint32_t k = 0; k < MEETING_MEMBERS; k++) {
			struct sim_act a = sim_decision(s, KIND_OBJECTION_FILE, code);
			sim_unsign(&a);
			sim_sign_as(s, &a, sim_str(s, "%.*s/envoy", STR_ARG(m.members[k])));
			meeting_add(&m, a);
		}
		meeting_rebase(&m);
		if (i + 1 < calls)
			meeting_add(&m, sim_decision(s, KIND_DECISION_NEXT, code));
	}
}

static void request_send(int fd, struct str request)
{
	if (send(fd, request.p, request.n, MSG_NOSIGNAL) != (ssize_t)request.n)
		bench_fail("a request cannot be sent", NULL);
}

/* The body's bytes. */
static size_t answer_take(int fd, char *answer)
{
	size_t got = 0;
	for (;;) {
		ssize_t n = recv(fd, answer + got, ANSWER_BYTES - got, 0);
		if (n <= 0)
			bench_fail("the server closed a connection", NULL);
		got += (size_t)n;
		const char *end = memmem(answer, got, "\r\n\r\n", 4);
		const char *field = end == NULL ? NULL
		    : memmem(answer, (size_t)(end - answer), "ontent-Length: ", 15);
		size_t bytes = field == NULL ? SIZE_MAX / 2 : strtoull(field + 15, NULL, 10);
		if (end == NULL || got < (size_t)(end + 4 - answer) + bytes)
			continue;
		if (memcmp(answer, "HTTP/1.1 200", 12) != 0)
			bench_fail(answer, NULL);
		return bytes;
	}
}

/* An act that is not about the decision, so that every page is made anew. */
static struct str act_request(void)
{
	struct sim *s = &m.sim;
	struct sim_act a =
	    sim_make(s, KIND_INSTITUTION_RECORD, sim_str(s, "c-%u", s->made++));
	struct str body = sim_submission(s, &a);
	return sim_str(s, "POST /acts HTTP/1.1\r\nHost: bench\r\nContent-Type: text/plain; "
			  "charset=utf-8\r\nContent-Length: %zu\r\n\r\n%.*s", body.n, STR_ARG(body));
}

static int float_compare(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	if (argc < 5 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-evidence COMITY DIR PORT CALLS [PATH]\n");
		return 2;
	}
	struct sockaddr_in to;
	static float ms[ASKED];
	char *answer = malloc(ANSWER_BYTES);
	uint32_t calls = (uint32_t)strtoul(argv[4], NULL, 10);
	meeting_open(&m, argv[2]);
	meeting_found(&m, (moment){ ((int64_t)time(NULL) * 1000) - 20 * SIM_DAY_MS });
	evidence_add(calls);
	meeting_close(&m);
	pid_t server = server_start(argv[1], argv[2], argv[3], &to);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		bench_fail(strerror(errno), NULL);
	struct str page = sim_str(&m.sim, "GET %s HTTP/1.1\r\nHost: bench\r\n\r\n",
	    argc > 5 ? argv[5] : "/en/decisions/" CODE);
	size_t bytes = 0;
	for (unsigned i = 0; i < ASKED; i++) {
		request_send(fd, act_request());
		(void)answer_take(fd, answer);
		double began = bench_now();
		request_send(fd, page);
		bytes = answer_take(fd, answer);
		ms[i] = (float)((bench_now() - began) * 1e3);
	}
	server_kill(server);
	qsort(ms, ASKED, sizeof *ms, float_compare);
	(void)printf("%u objections, %u amendments: a page of %zu bytes anew: p50 %.2f ms, "
		     "p99 %.2f ms, slowest %.2f ms\n",
	    calls * MEETING_MEMBERS, calls * AMENDMENTS, bytes, (double)ms[ASKED / 2],
	    (double)ms[ASKED * 99 / 100], (double)ms[ASKED - 1]);
	return 0;
}
