/*
 * A disk that fails. The n-th system call of the store goes wrong in one of several ways; what was
 * written and not yet synced may then be on the disk in any mixture of old and new sectors.
 */
#ifndef TESTS_STORE_FAULTY_H
#define TESTS_STORE_FAULTY_H

#include "store/files_sys.h"

enum fault_kind {
	FAULTY_FAIL,      /* the call fails with EIO; after a failed sync what was written may be lost */
	FAULTY_SHORT,     /* a write writes half */
	FAULTY_INTERRUPT, /* EINTR, once */
	FAULTY_KILL,      /* the process ends before the call; the page cache survives */
	FAULTY_CRASH,     /* the machine does: sectors and renames that were not synced may be lost */
	FAULTY__COUNT
};
#define FAULTY_EXIT 99 /* status after FAULTY_KILL and FAULTY_CRASH */

#define IMAGES_MAX 16
#define IMAGE_BYTES_MAX ((size_t)3 * 1024 * 1024)
#define IMAGE_PATH_MAX 600

/* What the disk has of a file that was written since its last sync. It outlives the process that
 * wrote: the next one meets the page cache, not the disk. */
struct image {
	ino_t file; /* 0: free */
	size_t n;
	char path[IMAGE_PATH_MAX];
	char bytes[IMAGE_BYTES_MAX];
};
struct faulty {
	enum fault_kind kind;
	unsigned at; /* which of the calls that can go wrong so, from 1 */
	uint64_t seed; /* what is lost */
	/* Results. */
	unsigned calls;
	bool is_fired;    /* the call was reached */
	bool is_of_truth; /* it was one that must end the process */
	struct image images[IMAGES_MAX];
};

/* Starts counting. `f` is shared with the process that looks at the results. */
void faulty_begin(struct faulty *f);
extern const struct files_sys files_sys_faulty;

#endif
