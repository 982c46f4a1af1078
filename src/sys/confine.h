/*
 * What the serving process gives up before it listens to anybody. In two steps, because the system binds
 * the one to a thread and the other to all of them: files first, while there is but one thread; then, once
 * the socket listens, the calls.
 *
 * Afterwards a fault in it reaches the forum's folder and the connections that come in, and nothing else of
 * the machine: it opens no other file, makes no socket, connects to nobody, starts no program (that ends
 * it at once, as tracing another process does) and makes no memory that can be executed. What it needs of
 * other programs it asks sys/starter.h for.
 */
#ifndef SYS_CONFINE_H
#define SYS_CONFINE_H

#include "base/err.h"

/* How far the system went along. */
struct confinement {
	int landlock;    /* version of Landlock's interface; 0: the system has none, files are not confined */
	bool has_filter; /* system calls are filtered */
};

struct confine_paths {
	const char *const *write; /* folders below which everything is done; NULL at the end */
	const char *const *read;  /* folders below which files are read; NULL at the end */
};
/* No new privileges, no core dump, no reading by others of the user; and Landlock where the system has it.
 * Before the first thread. Folders that are not there are left out. RC_IO: the system refused.
 * Where filters are not possible (sys/filter.h), neither step does anything. */
CM_MUST_USE enum rc confine_files(struct confinement *c, const struct confine_paths *paths,
    struct err *err);
/* The filter of system calls, for every thread there is and will be. RC_NOT_FOUND: the system has none. */
CM_MUST_USE enum rc confine_calls(struct confinement *c, struct err *err);
#endif
