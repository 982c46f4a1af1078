/*
 * Everybody at once: 200 member delegations object to a text that was put in a meeting, or break a
 * silence, within the same second or all in the same instant, each over a connection of its own. Each
 * waits for its receipt, which must verify. Then the chair gavels: over objections that stand it must
 * be refused, and by the sense of the meeting its entry must come after all of them. Then the server is
 * killed, and the record is read again: each objection must be where its receipt says.
 *
 *     bench-objections COMITY DIR PORT ROUNDS      makes the record in DIR, runs `COMITY serve` on it
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/scope.h"
#include "bench/forum.h"
#include "bench/meeting.h"
#include "proof/receipt.h"

#define ALL ((uint32_t)MEETING_MEMBERS)
#define ANSWER_BYTES 16384
#define ROUNDS_MAX 50

enum way { CONSENSUS, SENSE, SILENCE, WAY__COUNT };
/* One delegation's act on its way. */
struct voice {
	int fd;
	struct str submission, request;
	double due, took; /* took: since it was due, whatever held it up; s */
	size_t got;
	bool is_sent, is_done;
	char answer[ANSWER_BYTES];
	uint64_t index; /* that the receipt proves */
};
struct round {
	enum way way;
	struct str code;
	uint64_t index[ALL], gavel; /* 0: it was refused */
};
struct bench {
	struct bench_meeting m;
	struct policy *policy;
	struct sockaddr_in to;
	pid_t server;
	struct voice voices[ALL], chair;
	struct round rounds[ROUNDS_MAX * WAY__COUNT];
	uint32_t rounds_count;
	float *ms; /* of one line of the report */
	uint32_t ms_count;
};

static void voice_open(const struct bench *b, struct voice *v)
{
	int yes = 1;
	v->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (v->fd < 0 || connect(v->fd, (const struct sockaddr *)&b->to, sizeof b->to) != 0)
		bench_fail(strerror(errno), NULL);
	(void)setsockopt(v->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

/* Signs it, as its author does at home: no part of the time. */
static void voice_load(struct bench *b, struct voice *v, struct sim_act *a)
{
	struct sim *s = &b->m.sim;
	v->submission = sim_submission(s, a);
	v->request = sim_str(s, "POST /acts HTTP/1.1\r\nHost: bench\r\nContent-Type: text/plain; "
				"charset=utf-8\r\nContent-Length: %zu\r\n\r\n%.*s",
	    v->submission.n, STR_ARG(v->submission));
	v->got = 0;
	v->is_sent = v->is_done = false;
}

static void voice_send(struct voice *v)
{
	if (send(v->fd, v->request.p, v->request.n, MSG_NOSIGNAL) != (ssize_t)v->request.n)
		bench_fail("a request cannot be sent", NULL);
	v->is_sent = true;
}

/* The answer's body once it is whole; else p is NULL. */
static struct str voice_body(const struct voice *v)
{
	const char *end = memmem(v->answer, v->got, "\r\n\r\n", 4);
	if (end == NULL)
		return (struct str){ NULL, 0 };
	const char *field = memmem(v->answer, (size_t)(end - v->answer), "ontent-Length: ", 15);
	if (field == NULL)
		bench_fail("an answer has no length", NULL);
	size_t n = strtoull(field + 15, NULL, 10), begin = (size_t)(end + 4 - v->answer);
	return (struct str){ v->got < begin + n ? NULL : end + 4, n };
}

static void voice_read(struct voice *v)
{
	ssize_t n = recv(v->fd, v->answer + v->got, ANSWER_BYTES - v->got, 0);
	if (n <= 0)
		bench_fail("the server closed a connection", NULL);
	v->got += (size_t)n;
	v->is_done = voice_body(v).p != NULL;
	v->took = bench_now() - v->due;
}

/* Reads the receipt and checks it by the log's key: nothing else is believed. */
static uint64_t receipt_check(const struct bench *b, const struct voice *v)
{
	SCOPE_ARENA(a, (size_t)1024 * 1024);
	struct json j;
	struct buf entry;
	struct receipt receipt;
	struct hash leaf;
	struct str body = voice_body(v);
	if (memcmp(v->answer, "HTTP/1.1 200", 12) != 0 ||
	    json_parse(&j, &a, str_sub(body, 0, body.n - 1)).id != FAULT_NONE)
		bench_fail(v->answer, NULL);
	uint32_t text = json_member(&j, 0, S("receipt")), at = json_member(&j, 0, S("received"));
	if (text == 0 || at == 0 ||
	    receipt_parse(&receipt, json_text(&j, text, &a)) != FAULT_NONE)
		bench_fail("an answer without a receipt", NULL);
	buf_init(&entry, &a, ENTRY_BYTES_MAX);
	entry_put(&entry, (moment){ j.nodes[at].integer }, v->submission);
	merkle_leaf(&leaf, buf_str(&entry));
	if (receipt_verify(&receipt, b->policy, &leaf) != FAULT_NONE)
		bench_fail("a receipt does not verify", NULL);
	return receipt.index;
}

static struct sim_act objection_make(struct bench *b, const struct round *r, struct str member)
{
	struct sim *s = &b->m.sim;
	struct sim_act a = r->way == SILENCE ? sim_silence(s, KIND_SILENCE_BREAK, r->code)
					     : sim_decision(s, KIND_OBJECTION_FILE, r->code);
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_str(s, "%.*s/envoy", STR_ARG(member)));
	return a;
}

/* Sends each when it is due, reads what comes; until all are answered. */
static void voices_run(struct voice *voices, uint32_t count)
{
	struct pollfd polls[ALL];
	for (uint32_t done = 0; done < count;) {
		double now = bench_now();
		for (uint32_t i = 0; i < count; i++) {
			if (!voices[i].is_sent && voices[i].due <= now)
				voice_send(&voices[i]);
			bool is_waiting = voices[i].is_sent && !voices[i].is_done;
			polls[i] = (struct pollfd){ is_waiting ? voices[i].fd : -1, POLLIN, 0 };
		}
		if (poll(polls, count, 1) < 0)
			bench_fail(strerror(errno), NULL);
		for (uint32_t i = 0; i < count; i++) {
			if (polls[i].revents == 0)
				continue;
			voice_read(&voices[i]);
			done += voices[i].is_done;
		}
		if (bench_now() - now > 30)
			bench_fail("no answer", NULL);
	}
}

/* The chair's gavel, after the last receipt. */
static void gavel_try(struct bench *b, struct round *r)
{
	struct sim *s = &b->m.sim;
	struct sim_act a = sim_decision(s, KIND_DECISION_GAVEL, r->code);
	if (r->way == SENSE)
		a.content.decision_gavel.ground = S("The sense of the meeting.");
	voice_load(b, &b->chair, &a);
	b->chair.due = 0;
	voices_run(&b->chair, 1);
	if (r->way == SENSE) {
		r->gavel = receipt_check(b, &b->chair);
		for (uint32_t i = 0; i < ALL; i++) {
			if (r->index[i] >= r->gavel)
				bench_fail("an objection stands after the gavel", NULL);
		}
		return;
	}
	struct str body = voice_body(&b->chair);
	if (memcmp(b->chair.answer, "HTTP/1.1 422", 12) != 0 ||
	    memmem(body.p, body.n, "objection-stands", 16) == NULL)
		bench_fail("the gavel fell over objections", NULL);
}

static void round_run(struct bench *b, struct round *r, double within_s)
{
	for (uint32_t i = 0; i < ALL; i++) {
		struct sim_act a = objection_make(b, r, b->m.members[i]);
		voice_load(b, &b->voices[i], &a);
	}
	double begin = bench_now();
	for (uint32_t i = 0; i < ALL; i++)
		b->voices[i].due = begin + within_s * (double)(random() % 100000) / 100000;
	voices_run(b->voices, ALL);
	for (uint32_t i = 0; i < ALL; i++) {
		r->index[i] = receipt_check(b, &b->voices[i]);
		b->ms[b->ms_count++] = (float)(b->voices[i].took * 1e3);
	}
	if (r->way != SILENCE)
		gavel_try(b, r);
}

static int float_compare(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

static void rounds_run(struct bench *b, enum way way, double within_s)
{
	static const char *const what[WAY__COUNT] = { "objections, consensus",
		"objections, sense of the meeting", "breaks of a silence" };
	uint32_t rounds = 0;
	b->ms_count = 0;
	for (uint32_t i = 0; i < b->rounds_count; i++) {
		struct round *r = &b->rounds[i];
		if (r->way != way || (i / WAY__COUNT % 2 == 0) != (within_s > 0))
			continue;
		round_run(b, r, within_s);
		rounds++;
	}
	if (rounds == 0)
		return;
	qsort(b->ms, b->ms_count, sizeof *b->ms, float_compare);
	(void)printf("%u times %u %s, %s: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms\n", rounds, ALL,
	    what[way], within_s > 0 ? "within a second" : "in one instant",
	    (double)b->ms[b->ms_count / 2], (double)b->ms[b->ms_count * 99 / 100],
	    (double)b->ms[b->ms_count - 1]);
}

/* What the record says after the kill: where each stands, in the register and in the log. */
static uint32_t round_lost(const struct bench *b, const struct round *r)
{
	const struct forum *f = b->m.fold->forum;
	uint32_t lost = 0;
	const struct silence *s = r->way == SILENCE ? silence_find(f, r->code) : NULL;
	const struct decision *d = r->way == SILENCE ? NULL : decision_find(f, r->code);
	uint32_t count = s != NULL ? s->breaks_count : d->objections_count;
	if (count != ALL)
		return ALL;
	for (uint32_t i = 0; i < ALL; i++) {
		bool is_there = false;
		for (uint32_t k = 0; k < ALL && !is_there; k++) {
			struct str party = s != NULL ? s->breaks[k].party : d->objections[k].party;
			uint64_t entry = s != NULL ? s->breaks[k].entry : d->objections[k].entry;
			is_there = str_eq(party, b->m.members[i]) && entry == r->index[i];
		}
		lost += !is_there;
	}
	bool is_as_gavelled = d == NULL || d->adopted == (r->gavel == 0 ? UINT64_MAX : r->gavel);
	return is_as_gavelled ? lost : ALL;
}

static void record_prepare(struct bench *b, const char *dir, uint32_t rounds)
{
	static const char *const code[WAY__COUNT] = { "text", "procedural", "silence" };
	struct timespec t;
	(void)clock_gettime(CLOCK_REALTIME, &t);
	moment now = { (int64_t)t.tv_sec * 1000 };
	meeting_open(&b->m, dir);
	meeting_found(&b->m, (moment){ now.ms - 20 * SIM_DAY_MS });
	b->policy = policy_of_log(&b->m.sim.state, &b->m.log_key);
	for (uint32_t i = 0; i < rounds * WAY__COUNT; i++) {
		struct round *r = &b->rounds[b->rounds_count++];
		r->way = (enum way)(i % WAY__COUNT);
		r->code = str_copy(&b->m.sim.state, sim_str(&b->m.sim, "%s-%u", code[r->way], i));
		if (r->way == SILENCE)
			meeting_silence(&b->m, r->code, (moment){ now.ms + SIM_DAY_MS });
		else
			meeting_put(&b->m, r->code);
	}
	if (b->m.sim.now.ms > now.ms)
		bench_fail("too many rounds", NULL);
	meeting_close(&b->m);
}

int main(int argc, char **argv)
{
	if (argc < 5 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-objections COMITY DIR PORT ROUNDS\n");
		return 2;
	}
	static struct bench b;
	uint32_t rounds = (uint32_t)strtoul(argv[4], NULL, 10), lost = 0;
	if (rounds == 0 || rounds > ROUNDS_MAX)
		bench_fail("a number of rounds from 1 to 50", NULL);
	b.ms = calloc((size_t)rounds * ALL, sizeof *b.ms);
	record_prepare(&b, argv[2], rounds);
	b.server = server_start(argv[1], argv[2], argv[3], &b.to);
	for (uint32_t i = 0; i < ALL; i++)
		voice_open(&b, &b.voices[i]);
	voice_open(&b, &b.chair);
	for (unsigned w = 0; w < WAY__COUNT; w++) {
		rounds_run(&b, (enum way)w, 1);
		rounds_run(&b, (enum way)w, 0);
	}
	server_kill(b.server);
	meeting_open(&b.m, argv[2]);
	for (uint32_t i = 0; i < b.rounds_count; i++)
		lost += round_lost(&b, &b.rounds[i]);
	(void)printf("every receipt verified; after SIGKILL %u of %u are lost\n", lost,
	    b.rounds_count * ALL);
	meeting_close(&b.m);
	return lost > 0;
}
