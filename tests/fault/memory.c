/*
 * memory FOLDER LIVES: the n-th allocation of a server's whole life fails, once, or from then on, in
 * about so many lives (0: for each n, both ways). The server may end with an error, or answer that it
 * cannot; it may not lose what it acknowledged, and not answer wrongly.
 */
#define _GNU_SOURCE
#include "fault/lib.h"
#include "fault/shim.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "proof/sshsig.h"

struct memory {
	struct session s;
	const char *made;
	uint64_t lives, ended, unavailable, unmoved;
};

/* One life with a failing allocation; false: it was not reached. */
static bool memory_life(struct memory *m, uint64_t at, bool is_for_ever)
{
	struct session *s = &m->s;
	unsigned wrong = s->ledger.wrong;
	ledger_release(&s->ledger);
	ledger_init(&s->ledger);
	forum_copy(m->made, s->dir);
	atomic_store(&s->shim->mode, SHIM_MEMORY);
	atomic_store(&s->shim->at, at);
	atomic_store(&s->shim->is_for_ever, is_for_ever);
	session_live(s, 0);
	bool was_fired = atomic_load(&s->shim->fired) > 0;
	if (!was_fired && (s->status != 0 || s->answered != s->acts))
		ledger_wrong(&s->ledger, "a life without a fault: status %x, %u answered: %s",
		    (unsigned)s->status, s->answered, s->said);
	if (!s->was_ready && s->status == 0)
		ledger_wrong(&s->ledger, "no service, but a regular end: %s", s->said);
	session_heal(s, 0);
	if (s->ledger.wrong > 0)
		remark_say("that was allocation %" PRIu64 "%s; status %x, and it said: %s", at,
		    is_for_ever ? " and all after it" : "", (unsigned)s->status, s->said);
	s->ledger.wrong += wrong;
	m->lives++;
	m->ended += s->status != 0;
	m->unavailable += s->unavailable;
	m->unmoved += s->status == 0 && s->answered == s->acts;
	return was_fired;
}

/* Allocations from `at` on, each `step`-th (0: each, both ways), up to one that is not reached. */
static void memory_lives(struct memory *m, uint64_t at, uint64_t end, uint64_t step)
{
	bool was_fired = true, is_for_ever = false;
	if (step > 1)
		at += random_below(step);
	while (was_fired && at <= end) {
		was_fired = memory_life(m, at, is_for_ever);
		if (step == 0 && was_fired)
			was_fired = memory_life(m, at, true);
		is_for_ever = step != 0 && !is_for_ever;
		at += step == 0 ? 1 : step;
	}
}

int main(int argc, char **argv)
{
	static struct memory m;
	char made[4096], dir[4096];
	if (argc != 3 || !crypto_ready())
		fault_end("usage: memory FOLDER LIVES");
	(void)snprintf(made, sizeof made, "%s/made", argv[1]);
	(void)snprintf(dir, sizeof dir, "%s/forum", argv[1]);
	forum_make(made);
	m.made = made;
	session_init(&m.s, argv[1], dir);
	(void)memory_life(&m, 0, false);
	uint64_t count = atomic_load(&m.s.shim->calls), ready = m.s.ready_calls;
	uint64_t lives = strtoull(argv[2], NULL, 10);
	/* Few of them are made while serving: these have half of the lives. */
	memory_lives(&m, 1, ready, lives == 0 ? 0 : ready / (lives / 2) + 1);
	memory_lives(&m, ready + 1, UINT64_MAX, lives == 0 ? 0 : (count - ready) / (lives / 2) + 1);
	case_say(m.s.ledger.wrong == 0 && m.ended > 0 && count > 50,
	    "an allocation may fail: nothing acknowledged is lost, no answer is wrong");
	remark_say("%" PRIu64 " allocations, %" PRIu64 " before it serves; of %" PRIu64 " lives %" PRIu64
		   " ended early, %" PRIu64 " were not moved by it; %" PRIu64 " answers said that it "
		   "could not", count, ready, m.lives, m.ended, m.unmoved, m.unavailable);
	return case_end();
}
