/*
 * The page of a decision with much evidence: a text that was put again and again, 200 members objecting
 * each time, with as many amendments before each call; or one that was voted on again and again by all.
 * After each new act of the record the page is asked for, so that it is made anew; the time is from the
 * first byte sent to the last of the answer. Beside it stands what the server's threads used of a
 * processor for the page, and how long they waited for one: where others use the machine too, it is that
 * which makes the slowest pages slow.
 *
 *     bench-evidence COMITY DIR PORT objections|votes TIMES [PATH [QUERY]]   50 times are 10,000
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "bench/forum.h"
#include "bench/meeting.h"

#define ASKED 200
#define ANSWER_BYTES ((size_t)8 * 1024 * 1024)

static struct bench_meeting m;

/* Tabled and taken up. */
static void text_consider(struct str code)
{
	struct sim *s = &m.sim;
	meeting_add(&m, sim_decision(s, KIND_DECISION_TABLE, code));
	meeting_add(&m, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 2 * 3600 * 1000;
	meeting_add(&m, sim_decision(s, KIND_DECISION_CONSIDER, code));
	s->step_ms = 10;
}

/* What every member does, each by its envoy. */
static void all_do(struct sim_act (*make)(struct sim *s, enum kind k, struct str code), enum kind k,
    struct str code)
{
	struct sim *s = &m.sim;
	for (uint32_t i = 0; i < MEETING_MEMBERS; i++) {
		struct sim_act a = make(s, k, code);
		sim_unsign(&a);
		sim_sign_as(s, &a, sim_str(s, "%.*s/envoy", STR_ARG(m.members[i])));
		meeting_add(&m, a);
	}
	meeting_rebase(&m);
}

static void votes_add(struct str code, uint32_t times)
{
	struct sim *s = &m.sim;
	text_consider(code);
	meeting_add(&m, sim_decision(s, KIND_DECISION_CALL, code));
	meeting_add(&m, sim_decision(s, KIND_OBJECTION_FILE, code));
	meeting_add(&m, sim_decision(s, KIND_DECISION_NEXT, code));
	s->now = decision_find(s->forum, code)->until;
	meeting_add(&m, sim_decision(s, KIND_DECISION_RESUME, code));
	for (uint32_t i = 0; i < times; i++) {
		meeting_add(&m, sim_vote(s, KIND_VOTE_CALL, code));
		all_do(sim_vote, KIND_VOTE_CAST, code);
		if (i + 1 < times)
			meeting_add(&m, sim_vote(s, KIND_VOTE_VOID, code));
	}
}

static void objections_add(struct str code, uint32_t times)
{
	struct sim *s = &m.sim;
	text_consider(code);
	for (uint32_t i = 0; i < times; i++) {
		for (uint32_t k = 0; k < MEETING_MEMBERS; k++) {
			struct sim_act a = sim_decision(s, KIND_DECISION_AMEND, code);
			a.content.decision_amend.texts = sim_text(s, sim_str(s, "Text %u.", s->made++));
			meeting_add(&m, a);
		}
		meeting_add(&m, sim_decision(s, KIND_DECISION_REVISE, code));
		meeting_add(&m, sim_decision(s, KIND_DECISION_CALL, code));
		all_do(sim_decision, KIND_OBJECTION_FILE, code);
		if (i + 1 < times)
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

/* Of all threads of the server so far, in milliseconds; both 0 where the kernel does not tell. */
struct used {
	double ran, waited;
};

static void used_add(struct used *u, const char *path)
{
	unsigned long long ran, waited;
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return; /* a thread that ended */
	if (fscanf(f, "%llu %llu", &ran, &waited) == 2) {
		u->ran += (double)ran / 1e6;
		u->waited += (double)waited / 1e6;
	}
	(void)fclose(f);
}

static struct used server_used(pid_t server)
{
	char path[320];
	struct used u = { 0, 0 };
	(void)snprintf(path, sizeof path, "/proc/%d/task", (int)server);
	DIR *tasks = opendir(path);
	for (struct dirent *e; tasks != NULL && (e = readdir(tasks)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", (int)server, e->d_name);
		used_add(&u, path);
	}
	if (tasks != NULL)
		(void)closedir(tasks);
	return u;
}

static void percentiles_print(const char *what, float *ms)
{
	qsort(ms, ASKED, sizeof *ms, float_compare);
	(void)printf("%s p50 %.2f ms, p99 %.2f ms, slowest %.2f ms\n", what, (double)ms[ASKED / 2],
	    (double)ms[ASKED * 99 / 100], (double)ms[ASKED - 1]);
}

int main(int argc, char **argv)
{
	if (argc < 6 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-evidence COMITY DIR PORT objections|votes TIMES "
				     "[PATH [QUERY]]\n");
		return 2;
	}
	struct sockaddr_in to;
	static float ms[ASKED], ran[ASKED], waited[ASKED];
	char *answer = malloc(ANSWER_BYTES);
	bool are_votes = strcmp(argv[4], "votes") == 0;
	struct str code = are_votes ? S("budget-1") : S("procedural-1");
	uint32_t times = (uint32_t)strtoul(argv[5], NULL, 10);
	meeting_open(&m, argv[2]);
	meeting_found(&m, (moment){ ((int64_t)time(NULL) * 1000) - 20 * SIM_DAY_MS });
	if (are_votes)
		votes_add(code, times);
	else
		objections_add(code, times);
	meeting_close(&m);
	pid_t server = server_start(argv[1], argv[2], argv[3], &to);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		bench_fail(strerror(errno), NULL);
	struct str page = sim_str(&m.sim, "GET %s%.*s%s HTTP/1.1\r\nHost: bench\r\n\r\n",
	    argc > 6 ? argv[6] : "/en/decisions/", STR_ARG(code), argc > 7 ? argv[7] : "");
	size_t bytes = 0;
	for (unsigned i = 0; i < ASKED; i++) {
		request_send(fd, act_request());
		(void)answer_take(fd, answer);
		struct used before = server_used(server);
		double began = bench_now();
		request_send(fd, page);
		bytes = answer_take(fd, answer);
		ms[i] = (float)((bench_now() - began) * 1e3);
		struct used after = server_used(server);
		ran[i] = (float)(after.ran - before.ran);
		waited[i] = (float)(after.waited - before.waited);
	}
	server_kill(server);
	(void)printf("%u %s: a page of %zu bytes anew:\n", times * MEETING_MEMBERS,
	    are_votes ? "votes" : "objections and amendments", bytes);
	percentiles_print("  from request to answer", ms);
	percentiles_print("  the server ran", ran);
	percentiles_print("  and waited for a processor", waited);
	return 0;
}
