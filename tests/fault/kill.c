/*
 * kill DIR KILLS: `comity serve` under a load of acts, killed at random moments, during starts too.
 * Everything acknowledged must be there after each, the same act must keep its index and time, and no
 * size may ever have two roots.
 */
#define _GNU_SOURCE
#include "fault/lib.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "proof/sshsig.h"

#define CLIENTS 8
#define LOAD_MS_MAX 120
#define START_MS_MAX 25 /* a start that is killed before it is ready */

struct load {
	struct ledger ledger;
	struct client clients[CLIENTS];
	uint64_t next;      /* act never sent yet */
	uint64_t unsure[CLIENTS], unsure_count; /* sent, no answer */
	uint64_t sent, again, forbidden, killed_starting;
};

/* Next request of an idle connection: acts whose answer was lost, acts acknowledged long ago, acts that
 * nobody may do, and new ones. */
static bool next_send(struct load *l, struct client *c)
{
	char body[BODY_BYTES];
	size_t n;
	uint64_t dice = random_below(16);
	if (l->unsure_count > 0) {
		c->act = l->unsure[--l->unsure_count];
	} else if (dice == 0 && l->next > 0) {
		c->act = random_below(l->next);
		l->again++;
	} else if (dice == 1) {
		c->act = NOT_AN_ACT;
	} else {
		c->act = l->next++;
	}
	if (c->act == NOT_AN_ACT)
		n = forum_forbidden(l->forbidden++, body);
	else
		n = forum_act(c->act, body);
	l->sent++;
	return client_send(c, body, n, dice % 2 == 0);
}

static void answer_take(struct load *l, const struct client *c, const struct answer *a)
{
	if (c->act == NOT_AN_ACT) {
		if (a->status < 400 || a->status > 499)
			ledger_wrong(&l->ledger, "an act without the power: %d", a->status);
	} else if (a->status == 200) {
		ledger_take(&l->ledger, c->act, a);
	} else {
		ledger_wrong(&l->ledger, "a good act: %.300s", c->text);
	}
}

/* False: the connection ended. */
static bool client_turn(struct load *l, struct client *c)
{
	struct answer a;
	int got = client_read(c, &a);
	if (got > 0)
		answer_take(l, c, &a);
	return got >= 0;
}

static void load_run(struct load *l, double until)
{
	struct pollfd polls[CLIENTS];
	while (bench_now() < until) {
		for (unsigned i = 0; i < CLIENTS; i++) {
			struct client *c = &l->clients[i];
			if (!c->is_busy && !next_send(l, c))
				return;
			polls[i] = (struct pollfd){ .fd = c->fd, .events = POLLIN };
		}
		if (poll(polls, CLIENTS, 1) <= 0)
			continue;
		for (unsigned i = 0; i < CLIENTS; i++) {
			if (polls[i].revents != 0 && !client_turn(l, &l->clients[i]))
				return;
		}
	}
}

/* The server is dead; what it had sent still arrives, and was acknowledged. */
static void load_drain(struct load *l)
{
	for (unsigned i = 0; i < CLIENTS; i++) {
		struct client *c = &l->clients[i];
		struct pollfd p = { .fd = c->fd, .events = POLLIN };
		while (c->is_busy && poll(&p, 1, 1000) > 0 && client_turn(l, c))
			;
		if (c->is_busy && c->act != NOT_AN_ACT)
			l->unsure[l->unsure_count++] = c->act;
		client_close(c);
	}
}

static bool one_kill(struct load *l, const char *dir, bool is_last)
{
	struct server s;
	server_spawn(&s, dir, NULL);
	if (!is_last && random_below(6) == 0) {
		wait_ms((unsigned)random_below(START_MS_MAX));
		(void)server_end(&s, SIGKILL);
		l->killed_starting++;
		return true;
	}
	if (!server_ready(&s, 20000)) {
		(void)server_end(&s, SIGKILL);
		ledger_wrong(&l->ledger, "no start: %s", s.said);
		return false;
	}
	ledger_check(&l->ledger, dir, is_last);
	for (unsigned i = 0; i < CLIENTS; i++) {
		if (!client_open(&l->clients[i], s.port))
			fault_end("no connection");
	}
	load_run(l, bench_now() + (double)random_below(LOAD_MS_MAX * 1000) / 1e6);
	int status = server_end(&s, is_last ? SIGTERM : SIGKILL);
	load_drain(l);
	if (is_last && (status == -1 || !WIFEXITED(status) || WEXITSTATUS(status) != 0))
		ledger_wrong(&l->ledger, "the regular end: %s", s.said);
	return true;
}

int main(int argc, char **argv)
{
	static struct load l;
	struct server s;
	if (argc != 3 || !crypto_ready())
		fault_end("usage: kill DIR KILLS");
	(void)signal(SIGPIPE, SIG_IGN);
	unsigned kills = (unsigned)atoi(argv[2]);
	double began = bench_now();
	ledger_init(&l.ledger);
	forum_make(argv[1]);
	for (unsigned i = 0; i <= kills; i++) {
		if (!one_kill(&l, argv[1], i == kills))
			break;
	}
	ledger_check(&l.ledger, argv[1], true);
	case_say(l.ledger.wrong == 0, "nothing acknowledged is lost, changed or forked by kills");
	case_say(l.ledger.given > kills && l.forbidden > 0 && l.again > 0,
	    "acts were acknowledged, repeated and refused meanwhile");
	int status = comity_run(&s, "verify", argv[1], NULL);
	if (status != 0)
		remark_say("%s", s.said);
	case_say(status == 0, "the record verifies after the kills");
	remark_say("%u kills (%" PRIu64 " while starting) in %.0f s: %" PRIu64 " requests, %" PRIu64
		     " acts acknowledged, %" PRIu64 " receipts, %" PRIu64 " sent again, %" PRIu64
		     " forbidden, %" PRIu64 " entries",
	    kills, l.killed_starting, bench_now() - began, l.sent, l.ledger.given, l.ledger.receipts,
	    l.again, l.forbidden, l.ledger.tree.size);
	ledger_release(&l.ledger);
	return case_end();
}
