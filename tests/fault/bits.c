/*
 * bits FOLDER FLIPS: one bit of one file of the record is flipped. A start refuses it, or what is
 * served, folded and left on the disk afterwards is what it was before. So do `comity verify` and
 * `comity state`, which change nothing.
 */
#define _GNU_SOURCE
#include "fault/lib.h"
#include "fault/shim.h"

#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "proof/sshsig.h"

#define FILES_MAX 64
#define ACTS_BEFORE 320 /* a full tile and more below the snapshot */
#define ACTS_AFTER 35
#define WRONG_SAID_MAX 12

struct bits {
	char made[4000], dir[4000];
	char names[FILES_MAX][64];
	unsigned files;
	uint64_t refused[FILES_MAX], healed[FILES_MAX];
	struct server state, verify; /* what they said of the whole record */
	unsigned wrong;
	uint64_t seen; /* flips that a start did not look at, but verify does */
};

static char *file_read(const char *dir, const char *name, size_t *n)
{
	char path[4300];
	struct stat s;
	(void)snprintf(path, sizeof path, "%s/record/%s", dir, name);
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return NULL;
	if (fstat(fileno(f), &s) != 0)
		fault_end(path);
	*n = (size_t)s.st_size;
	char *p = malloc(*n + 1);
	if (p == NULL || fread(p, 1, *n, f) != *n)
		fault_end(path);
	(void)fclose(f);
	return p;
}

static void files_find(struct bits *b)
{
	char path[4100];
	struct dirent **found;
	(void)snprintf(path, sizeof path, "%s/record", b->made);
	int count = scandir(path, &found, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		if (found[i]->d_type == DT_REG && b->files < FILES_MAX)
			(void)snprintf(b->names[b->files++], 64, "%.60s", found[i]->d_name);
		free(found[i]);
	}
	free(found);
}

/* The bit that was flipped. */
static uint64_t bit_flip(struct bits *b, const char *name)
{
	char path[4300];
	size_t n;
	char *bytes = file_read(b->dir, name, &n);
	if (bytes == NULL || n == 0)
		fault_end(name);
	/* Long files are interesting at their ends. */
	uint64_t bits = n * 8, bit = random_below(bits);
	if (random_below(4) == 0 && bits > 4096)
		bit = bits - 1 - random_below(4096);
	bytes[bit / 8] ^= (char)(1 << bit % 8);
	(void)snprintf(path, sizeof path, "%s/record/%s", b->dir, name);
	FILE *f = fopen(path, "r+e");
	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		fault_end(path);
	free(bytes);
	return bit;
}

static void bits_wrong(struct bits *b, const char *name, uint64_t bit, const char *what)
{
	if (b->wrong++ >= WRONG_SAID_MAX)
		return;
	remark_say("%s, bit %" PRIu64 " (byte %" PRIu64 "): %s", name, bit, bit / 8, what);
}

/* Do the two say the same root and state? */
static bool said_same(const struct server *a, const struct server *b)
{
	static const char *const lines[] = { "\n  root ", "\n  state ", "\nroot ", "\nsize ", "\nstate " };
	for (unsigned i = 0; i < CM_COUNT(lines); i++) {
		const char *x = strstr(a->said, lines[i]), *y = strstr(b->said, lines[i]);
		size_t n = x == NULL ? 0 : strcspn(x + 1, "\n") + 1;
		if ((x == NULL) != (y == NULL) || (x != NULL && strncmp(x, y, n + 1) != 0))
			return false;
	}
	return true;
}

/* Those that change nothing: they refuse, or say what they said before. True: `comity verify` refuses,
 * which reads everything; entries below a snapshot are not read by a start. */
static bool readers_check(struct bits *b, const char *name, uint64_t bit)
{
	struct server s;
	int status = comity_run(&s, "state", b->dir, NULL);
	if (status != 1 && (status != 0 || !said_same(&s, &b->state)))
		bits_wrong(b, name, bit, s.said);
	status = comity_run(&s, "verify", b->dir, NULL);
	if (strncmp(name, "entries.", 8) == 0 && status != 1)
		bits_wrong(b, name, bit, "not seen by verify");
	if (status != 1 && (status != 0 || !said_same(&s, &b->verify)))
		bits_wrong(b, name, bit, s.said);
	return status == 1;
}

/* Snapshots may go, and the slot may be written anew; all else is what it was. */
static void files_check(struct bits *b, const char *name, uint64_t bit)
{
	for (unsigned i = 0; i < b->files; i++) {
		size_t n = 0, was_n = 0;
		if (strcmp(b->names[i], "signed.slot") == 0)
			continue;
		char *was = file_read(b->made, b->names[i], &was_n);
		char *is = file_read(b->dir, b->names[i], &n);
		bool is_snapshot = strncmp(b->names[i], "snapshot.", 9) == 0;
		if ((is == NULL && !is_snapshot) ||
		    (is != NULL && !is_snapshot && (n != was_n || memcmp(is, was, n) != 0)))
			bits_wrong(b, name, bit, b->names[i]);
		free(was);
		free(is);
	}
}

static void flip_run(struct bits *b, unsigned file)
{
	const char *name = b->names[file];
	struct server s, over;
	char url[64];
	forum_copy(b->made, b->dir);
	uint64_t bit = bit_flip(b, name);
	bool is_seen = readers_check(b, name, bit);
	server_spawn(&s, b->dir, NULL);
	if (!server_ready(&s, 20000)) {
		int status = server_end(&s, 0);
		if (status == -1 || !WIFEXITED(status) || WEXITSTATUS(status) != 1 ||
		    strstr(s.said, "comity: ") == NULL)
			bits_wrong(b, name, bit, s.said);
		b->refused[file]++;
		return;
	}
	if (is_seen && strncmp(name, "entries.", 8) == 0) {
		b->seen++;
		(void)server_end(&s, SIGTERM);
		if (comity_run(&s, "verify", b->dir, NULL) != 1)
			bits_wrong(b, name, bit, s.said);
		return;
	}
	b->healed[file]++;
	(void)snprintf(url, sizeof url, "http://127.0.0.1:%u", s.port);
	int status = comity_run(&over, "verify", url, NULL);
	if (status != 0 || !said_same(&over, &b->verify))
		bits_wrong(b, name, bit, over.said);
	if (server_end(&s, SIGTERM) != 0)
		bits_wrong(b, name, bit, s.said);
	if (comity_run(&s, "state", b->dir, NULL) != 0 || !said_same(&s, &b->state))
		bits_wrong(b, name, bit, s.said);
	files_check(b, name, bit);
}

int main(int argc, char **argv)
{
	static struct bits b;
	static struct session s;
	if (argc != 3 || !crypto_ready())
		fault_end("usage: bits FOLDER FLIPS");
	(void)snprintf(b.made, sizeof b.made, "%s/made", argv[1]);
	(void)snprintf(b.dir, sizeof b.dir, "%s/forum", argv[1]);
	forum_make(b.made);
	session_init(&s, argv[1], b.made);
	s.at_once = CLIENTS_MAX;
	s.acts = ACTS_BEFORE;
	session_live(&s, 0);
	forum_snapshot(b.made);
	s.at_once = 5;
	s.acts = ACTS_AFTER;
	session_live(&s, ACTS_BEFORE);
	if (s.status != 0 || s.answered != s.acts)
		fault_end("the record was not made");
	files_find(&b);
	if (comity_run(&b.state, "state", b.made, NULL) != 0 ||
	    comity_run(&b.verify, "verify", b.made, NULL) != 0)
		fault_end(b.verify.said);
	unsigned flips = (unsigned)atoi(argv[2]);
	for (unsigned i = 0; i < flips / 2; i++)
		flip_run(&b, i % b.files);
	forum_snapshot(b.made); /* now there is nothing after it */
	b.files = 0;
	files_find(&b);
	for (unsigned i = 0; i < flips / 2; i++)
		flip_run(&b, i % b.files);
	case_say(b.wrong == 0 && b.files >= 8,
	    "a flipped bit is refused, or what it was in is made again: never another record");
	for (unsigned i = 0; i < b.files; i++)
		remark_say("%-20s %" PRIu64 " refused, %" PRIu64 " made again or unseen", b.names[i],
		    b.refused[i], b.healed[i]);
	remark_say("%" PRIu64 " in entries below a snapshot were left to verify", b.seen);
	return case_end();
}
