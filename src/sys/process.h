/*
 * A program run once, as a list of words: no shell. It gets bytes on its standard input, and what it
 * writes to its standard output comes back within limits of size and time; then it is killed with all
 * that it started. It inherits no other file and no environment but what is given. From any thread.
 */
#ifndef SYS_PROCESS_H
#define SYS_PROCESS_H

#include "base/buf.h"

struct process {
	char *const *words;       /* the program, by path or name, and its arguments; NULL at the end */
	char *const *environment; /* NULL at the end */
	struct str input;
	int64_t limit_ms;
};

/* Appends its output, at most what the buffer takes. RC_NOT_FOUND: there is no such program. RC_LIMIT:
 * it took too long or wrote too much. RC_IO: it could not be run, or ended with another status than 0. */
CM_MUST_USE enum rc process_run(const struct process *p, struct buf *out, struct err *err);

#endif
