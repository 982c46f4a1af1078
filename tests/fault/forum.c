#define _GNU_SOURCE
#include "fault/lib.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"
#include "proof/note.h"
#include "proof/sha.h"
#include "proof/sshsig.h"

static struct bench_acts acts;

static size_t submission(uint64_t number, char out[BODY_BYTES])
{
	SCOPE_ARENA(a, (size_t)4 * 1024 * 1024);
	struct buf b;
	if (acts.origin.n == 0)
		bench_acts_init(&acts);
	buf_init(&b, &a, BODY_BYTES);
	bench_submission(&acts, number, &a, &b);
	if (b.failed)
		fault_end("an act is too long");
	memcpy(out, b.p, b.n);
	return b.n;
}

/* The numbers that bench/acts.c gives the acts of the first eight parties. */
static uint64_t number_of_setup(uint64_t i)
{
	return i <= FORUM_PARTIES ? i : BENCH_PARTIES + i - FORUM_PARTIES;
}

/* Releases only: of every 200 acts those of parties 3 to 7. */
static uint64_t number_of(uint64_t i)
{
	return (BENCH_SETUP_ACTS / BENCH_PARTIES + 1 + i / 5) * BENCH_PARTIES + 3 + i % 5;
}

size_t forum_act(uint64_t i, char out[BODY_BYTES])
{
	return submission(number_of(i), out);
}

#define HANDLE_BYTES 15 /* of a delegate */

static void seed_of(struct hash *out, struct str handle)
{
	sha256_two(out, "comity benchmark key ", 21, handle.p, handle.n);
}

static struct signature sign_by(struct arena *a, struct str message, struct str handle)
{
	struct hash seed;
	struct buf blob;
	seed_of(&seed, handle);
	buf_init(&blob, a, SSHSIG_BYTES_MAX);
	sshsig_sign_ed25519(&blob, message, seed.bytes);
	return (struct signature){ handle, buf_str(&blob) };
}

/* A delegate's act that was changed is signed by its author, as it is now. */
static size_t sign_again(char out[BODY_BYTES], size_t n)
{
	SCOPE_ARENA(a, (size_t)1024 * 1024);
	char *end = out;
	for (int line = 0; line < 3 && end != NULL; line++) {
		end = memchr(end, '\n', n - (size_t)(end - out));
		end = end == NULL ? NULL : end + 1;
	}
	const char *by = memmem(out, n, "\"by\":\"", 6);
	if (end == NULL || by == NULL)
		fault_end("not three lines");
	struct buf whole;
	buf_init(&whole, &a, BODY_BYTES);
	struct str message = str_copy(&a, (struct str){ out, (size_t)(end - out) });
	struct signature one = sign_by(&a, message,
	    str_copy(&a, (struct str){ by + 6, HANDLE_BYTES }));
	submission_put(&whole, message, &one, 1);
	if (whole.failed)
		fault_end("an act is too long");
	memcpy(out, whole.p, whole.n);
	return whole.n;
}

size_t forum_forbidden(uint64_t i, char out[BODY_BYTES])
{
	if (i % 3 == 0) /* party 100 was never admitted */
		return submission(number_of(i) + 100, out);
	size_t n = submission(number_of(i), out);
	if (i % 3 == 1) { /* the signature is of other bytes: the text is changed after it */
		char *at = memmem(out, n, "Statement number", 16);
		if (at == NULL)
			fault_end("no text to change");
		at[0] = 's';
		return n;
	}
	/* Signed well, by a delegate of another party. */
	char *at = memmem(out, n, "\"party\":\"p", 10);
	if (at == NULL)
		fault_end("no party to change");
	at[12] = at[12] == '3' ? '4' : '3';
	return sign_again(out, n);
}

size_t forum_release_by(uint64_t i, unsigned delegate, char out[BODY_BYTES])
{
	size_t n = submission(number_of(i), out);
	char *by = memmem(out, n, "\"by\":\"", 6);
	if (by == NULL)
		fault_end("an act without an author");
	by[6 + HANDLE_BYTES - 1] = (char)('0' + delegate);
	return sign_again(out, n);
}

size_t forum_accredit(unsigned party, unsigned delegate, const struct forum_term *term,
    char out[BODY_BYTES])
{
	static const struct str powers[1] = { { "publish", 7 } };
	SCOPE_ARENA(a, (size_t)1024 * 1024);
	char handle[HANDLE_BYTES + 1], coordinator[32];
	(void)snprintf(handle, sizeof handle, "p%03u/delegate-%u", party % 1000, delegate % 10);
	(void)snprintf(coordinator, sizeof coordinator, "p%03u/coordinator", party % 1000);
	struct hash seed;
	uint8_t public[32];
	struct buf blob, line, message, whole;
	buf_init(&blob, &a, KEY_BLOB_BYTES_MAX);
	buf_init(&line, &a, BODY_BYTES);
	buf_init(&message, &a, BODY_BYTES);
	buf_init(&whole, &a, BODY_BYTES);
	seed_of(&seed, str_c(handle));
	ed25519_public(public, seed.bytes);
	ssh_key_ed25519_put(&blob, public);
	struct party_key key = { .is_present = true, .key = buf_str(&blob) };
	union content content = { .delegate_accredit = { .delegate = str_c(handle),
					  .from = term->from,
					  .keys = { 1, &key },
					  .powers = { 1, powers },
					  .until = term->until } };
	struct str with = str_c(handle);
	if (acts.origin.n == 0)
		bench_acts_init(&acts);
	struct act_envelope envelope = { .by = str_c(coordinator), .with = { 1, &with },
		.base = acts.base };
	content_write(&line, KIND_DELEGATE_ACCREDIT, &content, &envelope);
	act_message_put(&message, acts.origin, buf_str(&line));
	struct signature signatures[2];
	signatures[0] = sign_by(&a, buf_str(&message), str_c(coordinator));
	signatures[1] = sign_by(&a, buf_str(&message), str_c(handle));
	submission_put(&whole, buf_str(&message), signatures, 2);
	if (whole.failed)
		fault_end("an act is too long");
	memcpy(out, whole.p, whole.n);
	return whole.n;
}

void forum_make(const char *dir)
{
	static struct bench_record r;
	SCOPE_ARENA(a, (size_t)16 * 1024 * 1024);
	bench_open(&r, dir, false);
	for (uint64_t i = 0; i < FORUM_ACTS; i++) {
		char text[BODY_BYTES];
		struct admitted *act = arena_new(&a, struct admitted);
		struct sequenced done;
		struct findings found = { .count = 0 };
		size_t n = submission(number_of_setup(i), text);
		struct fault f = admit_submission(act, &a, (struct str){ text, n }, bench_origin());
		if (f.id != FAULT_NONE)
			fault_end(fault_name(f.id));
		log_sequence(r.log, act, (moment){ 1500000000000 + (int64_t)i }, &done, &found);
		if (done.fault.id != FAULT_NONE)
			fault_end(fault_name(done.fault.id));
		if (i % 16 == 15 || i + 1 == FORUM_ACTS) {
			log_commit(r.log);
			log_sign(r.log);
		}
	}
	log_publish(r.log);
	bench_close(&r);
}

void forum_snapshot(const char *dir)
{
	static struct bench_record r;
	struct err err;
	bench_open(&r, dir, false);
	if (log_snapshot(r.log, &err) != RC_OK)
		fault_end(err.text);
	bench_close(&r);
}

static void command_run(const char *const argv[])
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		(void)execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		fault_end(argv[0]);
}

void forum_remove(const char *dir)
{
	command_run((const char *const[]){ "rm", "-rf", dir, NULL });
}

void forum_copy(const char *from, const char *to)
{
	forum_remove(to);
	command_run((const char *const[]){ "cp", "-r", from, to, NULL });
}
