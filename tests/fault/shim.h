/*
 * The shim is preloaded into the server (LD_PRELOAD) and told by a file, named in FAULT_SHARED and
 * mapped by both, what to do and what it saw.
 */
#ifndef TESTS_FAULT_SHIM_H
#define TESTS_FAULT_SHIM_H

#include <stdatomic.h>
#include <stdint.h>

enum shim_mode {
	SHIM_NONE,
	SHIM_FAIL,   /* the at-th write, sync, rename or cut fails with `error` */
	SHIM_SHORT,  /* the at-th write writes half */
	SHIM_MEMORY, /* the at-th allocation fails; with `is_for_ever` every later one too */
};
struct shim {
	_Atomic uint32_t mode;
	_Atomic uint32_t error;
	_Atomic uint32_t is_for_ever;
	_Atomic uint64_t at;    /* from 1; 0: only counts */
	_Atomic uint64_t calls; /* of this mode, so far */
	_Atomic uint64_t fired;
	/* The clock: `clock_ms` plus rate times what passed since the real moment `clock_since_ms`. */
	_Atomic uint32_t clock_is_set;
	_Atomic int64_t clock_ms, clock_since_ms, clock_rate;
	/* Recording, where FAULT_LOG names a file. */
	_Atomic uint32_t is_syncless; /* syncs are swallowed: for the control */
};

/* One record of the log: this, then the path below the record's folder, then the bytes. */
enum shim_event {
	EVENT_WRITE,  /* at; without bytes: so many zeros */
	EVENT_CUT,    /* to size `at` */
	EVENT_SYNCED, /* the file, or the folder when empty, as it was when the log had `at` bytes */
	EVENT_CREATE, /* a name appears, or is emptied (`at` 1) */
	EVENT_RENAME, /* path, then bytes: the new one */
	EVENT_UNLINK,
	EVENT_TOLD    /* by the client: struct told follows */
};
struct shim_record {
	uint32_t event, path_bytes;
	uint64_t at, n, bytes;
};
struct told {
	uint64_t act, index;
	int64_t received;
	uint64_t size;
	char id[65], root[64];
};

#endif
