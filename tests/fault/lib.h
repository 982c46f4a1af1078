/*
 * What the fault tests share: a small forum whose acts anybody can make again (bench/acts.h), `comity
 * serve` as a child with the environment of the shim (shim.c), connections that lodge acts, and the
 * ledger: everything that was ever acknowledged, kept outside the server, and the record read by other
 * code than the server's.
 *
 * What cannot be (no memory, no server) ends the program; what must not be is told to the ledger.
 */
#ifndef TESTS_FAULT_LIB_H
#define TESTS_FAULT_LIB_H

#include <stdarg.h>
#include <sys/types.h>

#include "bench/forum.h"
#include "proof/merkle.h"

#define FORUM_PARTIES 8
#define FORUM_ACTS (1 + FORUM_PARTIES + FORUM_PARTIES * BENCH_DELEGATES) /* of the new record */
#define BODY_BYTES 4096
#define ANSWER_BYTES 16384

_Noreturn void fault_end(const char *what);
uint64_t random_below(uint64_t n); /* seeded by COMITY_SEED, or by the clock; says so at the end */
uint64_t random_seed(void);
void wait_ms(unsigned ms);
/* TAP. Remarks explain the next case, and follow it. */
void remark_say(const char *format, ...) CM_PRINTF(1, 2);
void remark_args(const char *format, va_list args) CM_PRINTF(1, 0);
void case_say(bool holds, const char *sentence);
int case_end(void); /* the program's status */

/* forum.c: makes the folder with its record; act number i of those after it. */
void forum_make(const char *dir);
void forum_snapshot(const char *dir);
void forum_copy(const char *from, const char *to);
void forum_remove(const char *dir);
size_t forum_act(uint64_t i, char out[BODY_BYTES]);
/* Acts that nobody has the power for: of a party in another's name, of a party never admitted, with a
 * signature of other bytes. */
size_t forum_forbidden(uint64_t i, char out[BODY_BYTES]);
/* A delegate (1 to 9) is accredited for a time, by the party's coordinator; a release by a delegate of
 * that number, whoever would have made act i. Parties 3 to 7: i modulo 5 and 3. */
struct forum_term {
	moment from, until; /* MOMENT_ABSENT */
};
size_t forum_accredit(unsigned party, unsigned delegate, const struct forum_term *term,
    char out[BODY_BYTES]);
size_t forum_release_by(uint64_t i, unsigned delegate, char out[BODY_BYTES]);

/* server.c: `comity serve` and other commands of the program; `env` is NULL-ended "NAME=value" pairs
 * for the child alone. */
struct server {
	pid_t pid;
	int out;
	uint16_t port; /* 0: it has not said so */
	char said[2048]; /* on stdout and stderr */
	size_t n;
};
void server_spawn(struct server *s, const char *dir, const char *const *env);
/* Waits for the port; false: the process ended, or said nothing in this time. */
bool server_ready(struct server *s, unsigned ms);
/* Sends the signal (0: none) and waits; the status as of waitpid, -1: it had to be killed after 10 s. */
int server_end(struct server *s, int signal);
/* Runs `comity COMMAND DIR`; its exit status, its output in s->said. */
int comity_run(struct server *s, const char *command, const char *dir, const char *const *env);

/* client.c: one request at a time on a connection. */
struct answer {
	int status; /* 0: none came */
	char id[65];
	uint64_t index;
	int64_t received;
	uint64_t size; /* of the checkpoint in the receipt; 0: no receipt */
	char root[64];
};
struct client {
	int fd;
	bool is_busy;
	uint64_t act; /* under way; NOT_AN_ACT: a forbidden one */
	size_t got;
	char text[ANSWER_BYTES];
};
#define NOT_AN_ACT UINT64_MAX
bool client_open(struct client *c, uint16_t port);
void client_close(struct client *c);
bool client_send(struct client *c, const char *body, size_t n, bool is_signed);
/* Reads what is there: 1 a whole answer, 0 not yet, -1 the connection ended. */
int client_read(struct client *c, struct answer *out);
/* Waits for the answer, at most so long; false and status 0 when none came. */
bool client_ask(struct client *c, uint64_t act, bool is_signed, struct answer *out);
/* The same with a body that is sent already. */
bool client_wait(struct client *c, struct answer *out);

/* ledger.c */
struct promise { /* of one act */
	bool is_given;
	uint64_t index;
	int64_t received;
	char id[65];
};
struct ledger {
	struct promise *acts;
	uint64_t acts_cap, given;
	char (*roots)[64]; /* of each size of which one was seen signed */
	uint64_t roots_cap, receipts;
	/* The record as it was read last. */
	struct frontier tree;
	char (*ids)[65];
	int64_t *received;
	uint64_t ids_cap, pos;
	unsigned wrong; /* what must not be, each said on stdout as a comment */
	bool is_quiet;
};
void ledger_init(struct ledger *l);
void ledger_release(struct ledger *l);
void ledger_wrong(struct ledger *l, const char *format, ...) CM_PRINTF(2, 3);
/* An answer to the act: takes down what it promises, compares with what was promised before. */
void ledger_take(struct ledger *l, uint64_t act, const struct answer *a);
void ledger_take_root(struct ledger *l, uint64_t size, const char *root);
/* Reads the record's files in DIR from where it stopped last time, and compares each promise. When
 * `again`, from the beginning. */
void ledger_check(struct ledger *l, const char *dir, bool again);

/* session.c: whole lives of a server under the shim. */
struct shim;
struct session {
	struct shim *shim; /* mapped, also into the server */
	const char *env[4];
	char room[3][4096];
	int end_signal;
	int log_fd;        /* of a recording; -1: none */
	const char *dir;   /* of the forum */
	unsigned acts, at_once; /* lodged in one life; at most CLIENTS_MAX at once */
	struct ledger ledger;
	/* Results of the last life. */
	bool was_ready;
	uint64_t ready_calls; /* of the shim's mode, until it was */
	int status;        /* as of waitpid */
	unsigned answered, unavailable, refused; /* 200, 5xx, anything else */
	char said[2048];
};
#define CLIENTS_MAX 8
/* FOLDER holds the file of the shim; FAULT_SHIM in the environment names the library. */
void session_init(struct session *s, const char *folder, const char *dir);
/* Records from now on into FOLDER/log. */
void session_record(struct session *s, const char *folder);
/* Starts, lodges acts [from, from + acts), stops. */
void session_live(struct session *s, uint64_t from);
/* A life without faults afterwards: it starts, everything acknowledged is there, the same acts get
 * the same answers, it ends well, and the record verifies. */
void session_heal(struct session *s, uint64_t from);

#endif
