/*
 * A log store in memory, with a disk that can be lost. While the process lives it sees its own
 * writes; what stands on the disk after a loss of power is what was written until the write that
 * `die_at` names, of which a part at will. memstore_restart is what a new process then finds.
 */
#ifndef TESTS_LIB_MEMSTORE_H
#define TESTS_LIB_MEMSTORE_H

#include <pthread.h>

#include "base/arena.h"
#include "record/store.h"

#define MEMSTORE_LEVELS 5
#define MEMSTORE_EVIDENCE_MAX 64
#define MEMSTORE_SNAPSHOTS 2

struct memstore_snapshot {
	uint64_t size; /* 0: none */
	struct str bytes;
};
/* What is there. Bytes beyond are leftovers. */
struct memstore_view {
	size_t bytes;
	uint64_t entries, commits;
	struct str slot, published; /* p NULL: never written */
	uint64_t hashes[MEMSTORE_LEVELS];
	struct memstore_snapshot snapshots[MEMSTORE_SNAPSHOTS]; /* newest first */
};
struct memstore_evidence {
	struct str name, bytes;
};
struct memstore {
	struct arena arena;
	pthread_mutex_t lock;
	struct memstore_view now, disk; /* disk: once it is dead */
	char *bytes;
	size_t bytes_cap;
	size_t *ends; /* of each entry in bytes */
	struct commit *commits;
	uint64_t entries_cap, commits_cap, hashes_cap[MEMSTORE_LEVELS];
	struct hash *hashes[MEMSTORE_LEVELS];
	struct commit last;
	struct memstore_evidence evidence[MEMSTORE_EVIDENCE_MAX];
	uint32_t evidence_count;

	/* Switches. Writes count from 1. */
	uint64_t writes;
	uint64_t die_at;     /* the write during which the power goes; 0: it stays on */
	uint32_t torn_part;  /* of 256: how much of that write reaches the disk */
	bool is_dead;
	bool is_full;        /* has_room says no */
	bool has_lost_hashes; /* hashes_get finds nothing */
};

void memstore_init(struct memstore *m);
void memstore_release(struct memstore *m);
struct log_store memstore_store(struct memstore *m);
/* A new process on what the disk holds; the switches are off again. */
void memstore_restart(struct memstore *m);

#endif
