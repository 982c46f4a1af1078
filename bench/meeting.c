#define _GNU_SOURCE
#include "bench/meeting.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/forum.h"
#include "proof/note.h"

#define ARENA_BYTES ((size_t)16 * 1024 * 1024 * 1024)
#define SIMULATED 4 /* aa, bb, cc and dd are members of every simulated forum */

static const uint8_t *seed(void)
{
	return sim_key(S("log"))->seed;
}

static void sign(void *ctx, struct str text, struct buf *note)
{
	const struct bench_meeting *m = ctx;
	note_sign(note, text, &m->log_key, seed());
}

static void key_file_write(struct bench_meeting *m, const char *dir)
{
	char path[4096];
	struct buf text;
	(void)mkdir(dir, 0755);
	(void)snprintf(path, sizeof path, "%s/log.key", dir);
	buf_init(&text, &m->arena, 1024);
	note_seed_put(&text, &m->log_key, seed());
	buf_put(&text, S("\n"));
	FILE *f = fopen(path, "we");
	if (f == NULL || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0)
		bench_fail(path, NULL);
}

void meeting_open(struct bench_meeting *m, const char *dir)
{
	struct err err;
	uint8_t key[32];
	char record[4096];
	arena_init(&m->arena, ARENA_BYTES);
	ed25519_public(key, seed());
	vkey_init(&m->log_key, SIM_ORIGIN, NOTE_ED25519, key);
	key_file_write(m, dir);
	(void)snprintf(record, sizeof record, "%s/record", dir);
	struct files_options files = { .dir = str_c(record), .create = true };
	if (files_open(&m->files, &m->arena, &files, &err) != RC_OK)
		bench_fail(dir, &err);
	m->store = files_store(m->files);
	m->fold = calloc(1, sizeof *m->fold);
	if (m->fold == NULL)
		bench_fail("memory", NULL);
	forum_fold_init(m->fold, &m->arena, SIM_ORIGIN, 42);
	struct log_options log = { .origin = SIM_ORIGIN, .fold = forum_fold(m->fold), .sign = sign,
		.sign_ctx = m, .log_key = m->log_key, .hash_key = 42 };
	if (log_open(&m->log, &m->arena, &m->store, &log, &err) != RC_OK)
		bench_fail(dir, &err);
}

void meeting_close(struct bench_meeting *m)
{
	log_commit(m->log);
	log_sign(m->log);
	log_publish(m->log);
	log_close(m->log);
	files_close(m->files);
	forum_fold_release(m->fold);
	free(m->fold);
	arena_release(&m->arena);
	m->log = NULL;
}

void meeting_add(struct bench_meeting *m, struct sim_act a)
{
	struct sim *s = &m->sim;
	struct sequenced done;
	struct findings found = { .count = 0 };
	s->is_signed = true;
	log_sequence(m->log, sim_admit(s, &a), s->now, &done, &found);
	s->is_signed = false; /* the simulation looks at no signature */
	if (done.fault.id != FAULT_NONE) {
		struct str why = found.count > 0 ? finding_name(found.at[0].id) : STR_NONE;
		(void)fprintf(stderr, "%.*s: %.*s\n", STR_ARG(kind_name(a.kind)), STR_ARG(why));
		bench_fail(fault_name(done.fault.id), NULL);
	}
	if (done.is_duplicate)
		bench_fail("an act is there already", NULL);
	sim_do(s, a);
	if (log_group_count(m->log) == GROUP_ACTS_MAX / 2)
		log_commit(m->log);
}

/* The next acts are on what is durable now, so that an act like an earlier one is another one. */
void meeting_rebase(struct bench_meeting *m)
{
	log_commit(m->log);
	m->sim.base.size = log_durable(m->log);
	if (!log_root_at(m->log, m->sim.base.size, &m->sim.base.root))
		bench_fail("no root", NULL);
}

static void members_admit(struct bench_meeting *m)
{
	static const struct str powers[] = { { "attend", 6 }, { "object", 6 }, { "speak", 5 },
		{ "vote", 4 } };
	static const char simulated[SIMULATED][3] = { "aa", "bb", "cc", "dd" };
	struct sim *s = &m->sim;
	meeting_add(m, sim_found(s));
	for (uint32_t i = 0; i < MEETING_MEMBERS; i++) {
		char code[8];
		(void)snprintf(code, sizeof code, "p%03u", i);
		m->members[i] = str_copy(&s->state, str_c(i < SIMULATED ? simulated[i] : code));
		meeting_add(m, sim_make(s, KIND_PARTY_ADMIT, m->members[i]));
	}
	meeting_add(m, sim_make(s, KIND_PARTY_ADMIT, S("oo")));
	for (unsigned step = 0; step < SIM_ENVOY_STEPS; step++)
		meeting_add(m, sim_envoy(s, step));
	for (uint32_t i = SIMULATED; i < MEETING_MEMBERS; i++) {
		struct sim_act a = sim_make(s, KIND_DELEGATE_ACCREDIT,
		    sim_str(s, "%.*s/envoy", STR_ARG(m->members[i])));
		a.content.delegate_accredit.powers = (struct strs){ CM_COUNT(powers), powers };
		meeting_add(m, a);
	}
}

void meeting_found(struct bench_meeting *m, moment now)
{
	struct sim *s = &m->sim;
	sim_init(s, false);
	s->is_for_log = true;
	s->now = now;
	members_admit(m);
	meeting_add(m, sim_conduct(s, KIND_MEETING_CONVENE, S("m-1")));
	s->now.ms += 2 * 3600 * 1000;
	struct sim_act open = sim_conduct(s, KIND_MEETING_OPEN, STR_NONE);
	open.content.meeting_open.present = (struct strs){ MEETING_MEMBERS, m->members };
	meeting_add(m, open);
	meeting_add(m, sim_conduct(s, KIND_AGENDA_ADOPT, STR_NONE));
}

void meeting_put(struct bench_meeting *m, struct str code)
{
	struct sim *s = &m->sim;
	meeting_add(m, sim_decision(s, KIND_DECISION_TABLE, code));
	meeting_add(m, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 2 * 3600 * 1000; /* its notice */
	meeting_add(m, sim_decision(s, KIND_DECISION_CONSIDER, code));
	meeting_add(m, sim_decision(s, KIND_DECISION_CALL, code));
}

void meeting_silence(struct bench_meeting *m, struct str code, moment expires)
{
	struct sim *s = &m->sim;
	struct sim_act a = sim_silence(s, KIND_SILENCE_PROPOSE, code);
	a.content.silence_propose.expires = expires;
	meeting_add(m, a);
	meeting_add(m, sim_silence(s, KIND_SILENCE_CONSENT, code));
	meeting_add(m, sim_silence(s, KIND_SILENCE_CIRCULATE, code));
}

pid_t server_start(const char *comity, const char *dir, const char *port, struct sockaddr_in *to)
{
	*to = (struct sockaddr_in){ .sin_family = AF_INET,
		.sin_port = htons((uint16_t)strtoul(port, NULL, 10)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	pid_t server = fork();
	if (server == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* it ends with the benchmark */
		int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
		(void)dup2(nowhere, 1);
		(void)execl(comity, comity, "serve", dir, "--port", port, (char *)NULL);
		_exit(127);
	}
	for (unsigned i = 0; i < 200; i++) {
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		bool is_there = connect(fd, (struct sockaddr *)to, sizeof *to) == 0;
		(void)close(fd);
		if (is_there)
			return server;
		(void)nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
	}
	bench_fail("the server does not answer", NULL);
}

void server_kill(pid_t server)
{
	int status;
	(void)kill(server, SIGKILL);
	(void)waitpid(server, &status, 0);
}
