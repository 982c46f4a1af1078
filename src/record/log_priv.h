/* The log in its parts: open, write, read, snapshot. */
#ifndef RECORD_LOG_PRIV_H
#define RECORD_LOG_PRIV_H

#include <pthread.h>

#include "base/arena.h"
#include "record/beside.h"
#include "record/log.h"
#include "record/past.h"

#define HASHES_AT_ONCE 2048

/* Acts that are sequenced and not durable yet. */
struct group {
	struct buf bytes; /* (u16be length || entry)* */
	uint32_t ends[GROUP_ACTS_MAX];
	uint32_t count;
	/* When it was cut: */
	moment last;          /* received of its last entry */
	uint64_t roots_count; /* of the column of state roots */
};

struct log {
	struct log_store store;
	struct log_options options; /* its texts in the opener's arena */
	struct arena arena;         /* what grows with the log and is the writer's */
	struct arena tree_arena;    /* and what is the settler's */
	struct arena dump_arena;    /* of the snapshot that the fold was loaded from, and borrows */

	/* What readers see lies below this; everything beyond it is the writer's. */
	_Atomic uint64_t durable;
	struct tree tree; /* holds as many entries as are durable, but within log_settle */
	struct ids ids;   /* those of the groups too */
	struct column roots; /* struct state_root */
	_Atomic uint64_t roots_durable;

	/* The writer's. */
	struct past past;
	struct arena group_arena;
	struct group groups[2];
	unsigned open; /* the writer's of the two; the other is cut and the settler's, or empty */

	/* The settler's. */
	struct frontier frontier; /* the second way to the root */
	uint64_t bytes;           /* of all durable entries with their lengths */
	uint64_t slot_size, snapshot_size, published_size;
	struct buf again; /* the group, as the store gives it back */
	struct hash hashes[HASHES_AT_ONCE];

	pthread_mutex_t head_lock;
	struct log_head head; /* under the lock */
};

/* Writes the complete subtrees between two sizes to the level files. */
void log_hashes_put(struct log *l, uint64_t from, uint64_t to);
/* Keeps the state root after entry `index`, if one is due there. */
void log_root_note(struct log *l, uint64_t index);
/* Makes the note the head. */
void log_head_set(struct log *l, const struct checkpoint *c, struct str note);
/* Signs a checkpoint of the tree at `size`: the slot first, then to the world. */
void log_sign_size(struct log *l, uint64_t size);

/* Loads the newest snapshot that fits the tree. Without one, RC_OK and nothing loaded. The tree and
 * what belongs to it is made `beside` meanwhile, for `size` entries; the caller looks how it went. */
CM_MUST_USE enum rc log_snapshot_load(struct log *l, uint64_t size, struct beside *tree,
    struct err *err);

#endif
