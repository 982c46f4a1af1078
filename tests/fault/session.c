#define _GNU_SOURCE
#include "fault/lib.h"
#include "fault/shim.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define READY_MS 20000
#define ANSWER_MS 5000

void session_init(struct session *s, const char *folder, const char *dir)
{
	const char *library = getenv("FAULT_SHIM");
	if (library == NULL)
		fault_end("FAULT_SHIM is not set");
	*s = (struct session){ .dir = dir, .acts = 30, .at_once = 6, .end_signal = SIGTERM,
		.log_fd = -1 };
	(void)snprintf(s->room[0], sizeof s->room[0], "LD_PRELOAD=%s", library);
	(void)snprintf(s->room[1], sizeof s->room[1], "FAULT_SHARED=%s/shared", folder);
	s->env[0] = s->room[0];
	s->env[1] = s->room[1];
	int fd = open(s->room[1] + strlen("FAULT_SHARED="), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0 || ftruncate(fd, sizeof *s->shim) != 0)
		fault_end("the shim's file");
	s->shim = mmap(NULL, sizeof *s->shim, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (s->shim == MAP_FAILED)
		fault_end("the shim's file");
	(void)close(fd);
	ledger_init(&s->ledger);
	(void)signal(SIGPIPE, SIG_IGN);
}

void session_record(struct session *s, const char *folder)
{
	(void)snprintf(s->room[2], sizeof s->room[2], "FAULT_LOG=%s/log", folder);
	s->env[2] = s->room[2];
	s->log_fd = open(s->room[2] + strlen("FAULT_LOG="),
	    O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
	if (s->log_fd < 0)
		fault_end("the log of the recording");
}

/* Into the same log as the server's calls: in the order in which things happened. */
static void answer_note(const struct session *s, uint64_t act, const struct answer *a)
{
	struct {
		struct shim_record record;
		struct told told;
	} out = { .record = { .event = EVENT_TOLD, .bytes = sizeof(struct told) },
		.told = { act, a->index, a->received, a->size, "", "" } };
	memcpy(out.told.id, a->id, sizeof out.told.id);
	memcpy(out.told.root, a->root, sizeof out.told.root);
	if (write(s->log_fd, &out, sizeof out) != sizeof out)
		fault_end("the log of the recording");
}

static void answer_count(struct session *s, const struct client *c, const struct answer *a)
{
	if (a->status == 200) {
		s->answered++;
		ledger_take(&s->ledger, c->act, a);
		if (s->log_fd >= 0)
			answer_note(s, c->act, a);
	} else if (a->status >= 500) {
		s->unavailable++;
	} else {
		s->refused++;
		ledger_wrong(&s->ledger, "a good act: %.400s", c->text);
	}
}

/* The answer of a connection, until it ends; false: neither came in time. */
static bool answer_wait(struct session *s, struct client *c)
{
	double until = bench_now() + ANSWER_MS / 1e3;
	while (c->is_busy && bench_now() < until) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };
		struct answer a;
		if (poll(&p, 1, 100) <= 0)
			continue;
		int got = client_read(c, &a);
		if (got > 0)
			answer_count(s, c, &a);
		if (got < 0 || (p.revents & (POLLHUP | POLLERR)) != 0)
			client_close(c);
	}
	return !c->is_busy;
}

/* One act on each connection. */
static void round_run(struct session *s, struct client *clients, uint16_t port, uint64_t from)
{
	for (unsigned i = 0; i < s->at_once; i++) {
		char body[BODY_BYTES];
		struct client *c = &clients[i];
		if (c->fd < 0 && !client_open(c, port))
			continue;
		c->act = from + i;
		size_t n = forum_act(c->act, body);
		if (!client_send(c, body, n, i % 2 == 0))
			client_close(c);
	}
	for (unsigned i = 0; i < s->at_once; i++) {
		if (clients[i].fd >= 0 && !answer_wait(s, &clients[i])) {
			ledger_wrong(&s->ledger, "neither an answer nor an end for %d ms", ANSWER_MS);
			client_close(&clients[i]);
		}
	}
}

static void life(struct session *s, uint64_t from, const char *const *env)
{
	static struct client clients[CLIENTS_MAX];
	struct server server;
	s->answered = s->unavailable = s->refused = 0;
	server_spawn(&server, s->dir, env);
	s->was_ready = server_ready(&server, READY_MS);
	if (env != NULL)
		s->ready_calls = atomic_load(&s->shim->calls);
	for (unsigned i = 0; i < CLIENTS_MAX; i++)
		clients[i].fd = -1;
	for (unsigned at = 0; s->was_ready && at < s->acts; at += s->at_once)
		round_run(s, clients, server.port, from + at);
	s->status = server_end(&server, s->was_ready ? s->end_signal : 0);
	for (unsigned i = 0; i < CLIENTS_MAX; i++)
		client_close(&clients[i]);
	if (s->status == -1)
		ledger_wrong(&s->ledger, "the server does not end: %s", server.said);
	memcpy(s->said, server.said, sizeof s->said);
}

void session_live(struct session *s, uint64_t from)
{
	atomic_store(&s->shim->calls, 0);
	atomic_store(&s->shim->fired, 0);
	life(s, from, s->env);
}

void session_heal(struct session *s, uint64_t from)
{
	struct server server;
	int status = s->status;
	bool was_ready = s->was_ready;
	unsigned answered = s->answered, unavailable = s->unavailable;
	char said[sizeof s->said];
	memcpy(said, s->said, sizeof said);
	life(s, from, NULL);
	if (!s->was_ready || s->status != 0 || s->answered < s->acts)
		ledger_wrong(&s->ledger, "afterwards: status %x, %u of %u answered: %s",
		    (unsigned)s->status, s->answered, s->acts, s->said);
	ledger_check(&s->ledger, s->dir, true);
	if (comity_run(&server, "verify", s->dir, NULL) != 0)
		ledger_wrong(&s->ledger, "afterwards: %s", server.said);
	s->status = status;
	s->was_ready = was_ready;
	s->answered = answered;
	s->unavailable = unavailable;
	memcpy(s->said, said, sizeof said);
}
