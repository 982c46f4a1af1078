/*
 * The log: one writer appends groups of admitted acts; any number of readers see what is durable.
 *
 * In this order for each group (record-formats section 19):
 *     log_sequence ...   duplicate, stage C, check, apply to the writer's own state; index and time
 *     log_cut            the group ends here, and the next may begin
 *     log_settle         entries and commit record, durable; hashes integrated, root computed twice
 *     log_sign           slot durable, then the checkpoint is released and becomes the head
 * The first two are the writer's, the others the settler's. These may be two threads, so that a group is
 * sequenced while the one before it is on its way to the disk: nobody may be told anything of a group
 * before it is settled, and a process that ends before that takes both groups with it. One group at most
 * is cut and not settled, and who hands it over and back does so under a lock.
 * log_settle and log_sign never return on an input/output error: the process ends with status 70.
 * Readers: everything below log_head().size is immutable and may be read from any thread.
 */
#ifndef RECORD_LOG_H
#define RECORD_LOG_H

#include "proof/receipt.h"
#include "proof/tile.h"
#include "record/fold.h"
#include "record/store.h"

struct log;

struct log_options {
	struct str origin;
	struct fold fold;
	/* Signs a checkpoint's text: appends the whole note. The seed may live in another process. */
	void (*sign)(void *ctx, struct str text, struct buf *note);
	void *sign_ctx;
	struct vkey log_key;
	uint64_t hash_key;
	bool is_reader; /* no lock, no cutting of torn tails, no signing: for verify, proof, state */
	/* Called now and then while a start replays; may be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t all);
	void *progress_ctx;
};

/* Section 21: lock, slot, torn tail, derived files, newest snapshot that fits, fold of the tail.
 * RC_CORRUPT with E_SLOT and the like in the text; RC_CONFLICT when another writer holds the lock. */
CM_MUST_USE enum rc log_open(struct log **out, struct arena *a, const struct log_store *store,
    const struct log_options *options, struct err *err);
void log_close(struct log *l);

struct sequenced {
	uint64_t index;
	moment received;
	bool is_duplicate;  /* index and received are those of the first time; findings untouched */
	struct fault fault; /* FAULT_NONE: admitted and applied to the writer's state */
};
/* One act of the group. `now` is the operator's clock; received is max(last, now). A refused act
 * changes nothing. E_BASE keeps the submission in evidence/. */
void log_sequence(struct log *l, const struct admitted *act, moment now, struct sequenced *out,
    void *findings);
/* Asks the processor for what log_sequence will read of an act that comes soon. */
void log_foresee(const struct log *l, const struct admitted *act);
/* How many acts the writer's group holds: not yet cut. */
uint32_t log_group_count(const struct log *l);
/* Ends the writer's group; the one before it is settled. An empty group is none. */
void log_cut(struct log *l);
/* The settler: room for what was cut, a full group more and the reserve of DISK_RESERVE_BYTES? */
bool log_has_room(struct log *l);
/* Makes what was cut durable and visible to readers as log_durable. Nothing to do: nothing done. */
void log_settle(struct log *l);
/* Both at once, for those who are writer and settler on one thread. */
void log_commit(struct log *l);
/* Signs the durable size, if it is above the slot's. */
void log_sign(struct log *l);
/* Writes the head's note to the store's checkpoint file, if it has not that one yet. The file is for
 * mirrors that copy files; readers of the log get log_head. So not after each group, but soon. */
void log_publish(struct log *l);
/* Writes a snapshot of the writer's state at the durable size: when no group is on its way, seldom. */
CM_MUST_USE enum rc log_snapshot(struct log *l, struct err *err);
/* Entries that the newest snapshot covers; 0 without one. */
uint64_t log_snapshot_size(const struct log *l);

/* Readers. */
struct log_head {
	uint64_t size;
	struct hash root;
	char checkpoint[1024]; /* the note, its bytes below */
	uint32_t checkpoint_bytes;
};
/* The newest signed checkpoint. A new log signs that of size 0 when it is opened, so only readers of
 * a directory that was never written meet a head without a note. */
void log_head(const struct log *l, struct log_head *out);
/* Entries durable and readable; >= head.size. */
uint64_t log_durable(const struct log *l);
/* The entry's bytes, copied into the arena. RC_NOT_FOUND above log_durable. */
CM_MUST_USE enum rc log_entry(const struct log *l, uint64_t index, struct arena *a, struct str *out,
    struct err *err);
/* Index of an act id, or UINT64_MAX. *received may be NULL. */
uint64_t log_find(const struct log *l, const struct hash *id, moment *received);
/* Receipt of an entry below head.size, under the head given. */
CM_MUST_USE enum rc log_receipt(const struct log *l, const struct log_head *head, uint64_t index,
    struct buf *out, struct err *err);
CM_MUST_USE bool log_prove(const struct log *l, uint64_t start, uint64_t end, uint64_t n,
    struct merkle_proof *out);
/* Root of any size up to log_durable. */
CM_MUST_USE bool log_root_at(const struct log *l, uint64_t size, struct hash *out);
/* Bytes of a tile or of an entry bundle (`tile.level` TILE_LEVEL_ENTRIES) below head.size. */
CM_MUST_USE enum rc log_tile(const struct log *l, const struct tile *tile, struct buf *out,
    struct err *err);
/* The state roots noted while folding: after every STATE_ROOT_EVERY entries, newest last. */
struct state_root {
	uint64_t size;
	struct hash root;
};
uint32_t log_state_roots(const struct log *l, struct state_root *out, uint32_t max);

#endif
