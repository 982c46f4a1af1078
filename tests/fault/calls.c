/*
 * calls FOLDER AT_ONCE: the n-th write, sync, rename or cut of the record in a server's whole life fails,
 * or is cut short, for n = 1, 2, ... until a life passes without it. The server must end with status 70
 * (or refuse to start), and what it acknowledged must be there.
 */
#define _GNU_SOURCE
#include "fault/lib.h"
#include "fault/shim.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "proof/sshsig.h"

#define EXIT_STORE 70

/* A life in which a call went wrong ended as it must. */
static void end_check(struct session *s, uint64_t at)
{
	bool ended = s->status != -1 && WIFEXITED(s->status);
	int code = ended ? WEXITSTATUS(s->status) : -1;
	bool said = strstr(s->said, "comity: ") != NULL;
	if (code == EXIT_STORE && said)
		return;
	if (!s->was_ready && code == 1 && said)
		return;
	ledger_wrong(&s->ledger, "call %" PRIu64 ": status %x, and it said: %s", at,
	    (unsigned)s->status, s->said);
}

/* All calls of a mode; the number of them. */
static uint64_t calls_fail(struct session *s, const char *made, enum shim_mode mode)
{
	for (uint64_t at = 1;; at++) {
		ledger_release(&s->ledger);
		unsigned wrong = s->ledger.wrong;
		ledger_init(&s->ledger);
		s->ledger.wrong = wrong;
		forum_copy(made, s->dir);
		atomic_store(&s->shim->mode, mode);
		atomic_store(&s->shim->error, at % 2 == 0 ? EIO : ENOSPC);
		atomic_store(&s->shim->at, at);
		session_live(s, 0);
		bool was_fired = atomic_load(&s->shim->fired) > 0;
		if (was_fired)
			end_check(s, at);
		else if (s->status != 0 || s->answered != s->acts)
			ledger_wrong(&s->ledger, "a life without a fault: status %x, %u answered: %s",
			    (unsigned)s->status, s->answered, s->said);
		session_heal(s, 0);
		if (!was_fired)
			return at - 1;
	}
}

int main(int argc, char **argv)
{
	static struct session s;
	char made[4096], dir[4096];
	if (argc != 3 || !crypto_ready())
		fault_end("usage: calls FOLDER AT_ONCE");
	(void)snprintf(made, sizeof made, "%s/made", argv[1]);
	(void)snprintf(dir, sizeof dir, "%s/forum", argv[1]);
	forum_make(made);
	session_init(&s, argv[1], dir);
	s.at_once = (unsigned)atoi(argv[2]);
	uint64_t failing = calls_fail(&s, made, SHIM_FAIL);
	case_say(s.ledger.wrong == 0 && failing > 50,
	    "each write, sync, rename and cut may fail: the server ends, nothing acknowledged is lost");
	s.ledger.wrong = 0;
	uint64_t cut = calls_fail(&s, made, SHIM_SHORT);
	case_say(s.ledger.wrong == 0 && cut > 20, "each write may be short");
	remark_say("%" PRIu64 " calls failed, %" PRIu64 " writes were short", failing, cut);
	return case_end();
}
