/*
 * Replay of entries from anywhere through the one verifying path: stages A and B on all cores, then
 * time, duplicate, stage C and rules in order, tree and checkpoint. What `comity verify` runs on a
 * directory, a URL or an export. Nothing here trusts the source.
 */
#ifndef RECORD_REPLAY_H
#define RECORD_REPLAY_H

#include "proof/policy.h"
#include "record/fold.h"

/* Where entries come from, in order. `next` appends whole entries as `u16be length || entry` to out
 * (at most about a MiB a call); no more: returns RC_OK with nothing appended. */
struct replay_source {
	enum rc (*next)(void *ctx, uint64_t from, struct buf *out, struct err *err);
	/* Hashes of stored level-0 tiles [from, from+count) to compare with; NULL: not stored there. */
	enum rc (*leaves)(void *ctx, uint64_t from, uint32_t count, struct hash *out, struct err *err);
	void *ctx;
};
struct replay_options {
	struct str origin;
	struct fold fold;
	uint32_t threads;        /* for stages A and B; 0: as many as cores; 1: the caller's alone */
	/* Of our own store, verified when it was admitted: all but the mathematics of signatures. For a
	 * start and its benchmark; never for what came from elsewhere. */
	bool is_trusted;
	uint64_t upto;           /* stop after so many entries; UINT64_MAX: all */
	uint64_t hash_key;
	void (*progress)(void *ctx, uint64_t done);
	void *progress_ctx;
	void *findings;          /* handed to the fold's check */
	/* Called after each entry was applied; may be NULL. For state roots, simulation, debugging. */
	void (*applied)(void *ctx, const struct fold_act *act);
	void *applied_ctx;
};
struct replay_result {
	uint64_t size;        /* entries that hold */
	struct hash root;     /* of the tree of those */
	struct hash state;    /* state root after them */
	moment last;          /* received of the last one */
	struct fault fault;   /* of entry `size`, the first that does not hold */
};
/* RC_OK: all entries hold. RC_CORRUPT: result->fault says what is wrong with entry result->size. Other
 * codes: the source failed. The tree's root is for the caller to compare with its checkpoint. */
CM_MUST_USE enum rc replay_run(struct replay_result *result, const struct replay_source *source,
    const struct replay_options *options, struct err *err);

#endif
