/*
 * A disk made again from a recording (shim.h): what it may hold when the machine stops at an event.
 * What was synced is there. Of what was not, each sector, cut and change of a name may be, or not.
 */
#ifndef TESTS_FAULT_IMAGE_H
#define TESTS_FAULT_IMAGE_H

#include "fault/lib.h"
#include "fault/shim.h"

#define INODES_MAX 4096
#define NAMES_MAX 64
#define NAME_BYTES 200

struct event {
	struct shim_record r;
	const char *path, *bytes; /* not ended by zeros */
	uint32_t inode;           /* of write, cut, create, rename, unlink */
	uint64_t offset;          /* in the log */
	uint64_t durable_at;      /* the event whose sync covers this one; UINT64_MAX: none */
};
struct recording {
	char *log;
	struct event *events;
	uint64_t count, told;
};
void recording_read(struct recording *r, const char *folder, const char *made);
void recording_release(struct recording *r);
/* Makes DIR/record as it may be before event `at`; of 16 unsynced sectors about `keep` are kept. */
void image_make(const struct recording *r, const char *made, const char *dir, uint64_t at,
    unsigned keep);

#endif
