/*
 * The embedded store: flat append-only files (docs/format/storage.md). Implements record/store.h.
 *
 * System calls go through a table, so that tests can make the n-th fail, cut it short or lose it.
 * Any write, fdatasync, fsync, rename or ftruncate that fails or is short ends the process with
 * status 70 and no retry: after a failed sync the kernel may have dropped what it held.
 */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include "record/store.h"

struct arena;
struct files;
struct files_sys;

struct files_options {
	struct str dir;
	bool is_reader; /* no lock, nothing is created, cut or written */
	bool create;    /* make the directory and empty files when there are none */
	const struct files_sys *sys; /* NULL: the real system calls (store/files_sys.h) */
};
/* Locks, finds the end by the commit records, cuts a torn tail (writers). RC_CONFLICT: another writer.
 * RC_NOT_FOUND: no record there. RC_CORRUPT: what cannot be explained by a torn tail. */
CM_MUST_USE enum rc files_open(struct files **out, struct arena *a,
    const struct files_options *options, struct err *err);
struct log_store files_store(struct files *f);
void files_close(struct files *f);

#endif
