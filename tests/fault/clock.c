/*
 * clock FOLDER LIVES: the operator's clock runs backwards and jumps, within lives of the server and
 * between them. The time of an act never decreases, and what an act may do is judged by that time,
 * not by the clock.
 */
#define _GNU_SOURCE
#include "fault/lib.h"
#include "fault/shim.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "proof/sshsig.h"

#define YEAR_MS (INT64_C(366) * 86400 * 1000)
#define DAY_MS (INT64_C(86400) * 1000)
#define BEGIN_MS INT64_C(1830297600000) /* 2028-01-01 */
#define PARTY_OF_ZERO 3

struct clocked {
	struct session s;
	struct server server;
	struct client client;
	uint64_t next;
	int64_t last; /* received */
	uint64_t behind; /* acts received while the clock was behind the record */
	int64_t clock;
};

static void clock_set(struct clocked *c, int64_t ms, int64_t rate)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_REALTIME, &now);
	c->clock = ms;
	atomic_store(&c->s.shim->clock_since_ms, (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000);
	atomic_store(&c->s.shim->clock_rate, rate);
	atomic_store(&c->s.shim->clock_ms, ms);
	atomic_store(&c->s.shim->clock_is_set, 1);
}

static void life_begin(struct clocked *c)
{
	server_spawn(&c->server, c->s.dir, c->s.env);
	if (!server_ready(&c->server, 20000) || !client_open(&c->client, c->server.port))
		fault_end(c->server.said);
}

static void life_end(struct clocked *c)
{
	client_close(&c->client);
	int status = server_end(&c->server, SIGTERM);
	if (status != 0)
		ledger_wrong(&c->s.ledger, "status %x: %s", (unsigned)status, c->server.said);
}

/* Its time is not before that of any act before it. */
static void received_check(struct clocked *c, const struct answer *a)
{
	if (a->received < c->last)
		ledger_wrong(&c->s.ledger, "received %" PRId64 " after %" PRId64, a->received, c->last);
	c->behind += c->last > c->clock;
	c->last = a->received;
}

static void acts_lodge(struct clocked *c, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct answer a;
		if (!client_ask(&c->client, c->next, i % 2 == 0, &a) || a.status != 200) {
			ledger_wrong(&c->s.ledger, "a good act: %.300s", c->client.text);
			return;
		}
		ledger_take(&c->s.ledger, c->next++, &a);
		received_check(c, &a);
	}
}

/* The status that a body gets. */
static int body_lodge(struct clocked *c, const char *body, size_t n)
{
	struct answer a;
	if (!client_send(&c->client, body, n, true) || !client_wait(&c->client, &a))
		return 0;
	if (a.status == 200)
		received_check(c, &a);
	return a.status;
}

static int release_by(struct clocked *c, uint64_t i, unsigned delegate)
{
	char body[BODY_BYTES];
	size_t n = forum_release_by(i, delegate, body);
	return body_lodge(c, body, n);
}

static int accredit(struct clocked *c, unsigned delegate, const struct forum_term *term)
{
	char body[BODY_BYTES];
	size_t n = forum_accredit(PARTY_OF_ZERO, delegate, term, body);
	return body_lodge(c, body, n);
}

/* Delegate 9 until the next day, delegate 8 from then on. Acts 5 n are of their party. */
static void terms_run(struct clocked *c)
{
	const struct forum_term until = { MOMENT_ABSENT, { BEGIN_MS + DAY_MS } },
				from = { { BEGIN_MS + DAY_MS }, MOMENT_ABSENT };
	clock_set(c, BEGIN_MS, -1000);
	life_begin(c);
	bool holds = accredit(c, 9, &until) == 200 && accredit(c, 8, &from) == 200;
	acts_lodge(c, 10);
	case_say(holds && release_by(c, 100000, 9) == 200 && release_by(c, 100005, 8) == 403,
	    "a delegate acts within her term, with the clock running backwards");
	clock_set(c, BEGIN_MS + 2 * DAY_MS, -1000);
	acts_lodge(c, 1);
	clock_set(c, BEGIN_MS, -1000);
	holds = release_by(c, 100010, 9) == 403 && release_by(c, 100015, 8) == 200;
	case_say(holds, "a term that ended in the record does not come back with the clock");
	life_end(c);
	clock_set(c, BEGIN_MS - YEAR_MS, -100000);
	life_begin(c);
	holds = release_by(c, 100020, 9) == 403 && release_by(c, 100025, 8) == 200;
	acts_lodge(c, 10);
	life_end(c);
	case_say(holds, "nor in the next life of the server, a year earlier");
}

static void jumps_run(struct clocked *c, unsigned lives)
{
	for (unsigned i = 0; i < lives; i++) {
		for (unsigned at = 0; at < 12; at++) {
			int64_t around = (int64_t)random_below((uint64_t)YEAR_MS) - YEAR_MS / 2;
			clock_set(c, BEGIN_MS + around, (int64_t)random_below(200000) - 100000);
			if (at == 0)
				life_begin(c);
			acts_lodge(c, 2);
		}
		life_end(c);
	}
}

int main(int argc, char **argv)
{
	static struct clocked c;
	char dir[4096];
	if (argc != 3 || !crypto_ready())
		fault_end("usage: clock FOLDER LIVES");
	(void)snprintf(dir, sizeof dir, "%s/forum", argv[1]);
	forum_make(dir);
	session_init(&c.s, argv[1], dir);
	terms_run(&c);
	jumps_run(&c, (unsigned)atoi(argv[2]));
	clock_set(&c, 0, 1);
	life_begin(&c);
	acts_lodge(&c, 3);
	life_end(&c);
	ledger_check(&c.s.ledger, dir, true);
	case_say(c.s.ledger.wrong == 0 && c.behind > 10, "the time of acts never decreases");
	struct server verify;
	int status = comity_run(&verify, "verify", dir, NULL);
	if (status != 0)
		remark_say("%s", verify.said);
	case_say(status == 0, "the record verifies");
	remark_say("%" PRIu64 " acts, %" PRIu64 " of them with the clock behind the record", c.next,
	    c.behind);
	return case_end();
}
