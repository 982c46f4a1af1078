/*
 * The store that the log needs; store/files.h implements it on flat files, another may on a database.
 * Writes end the process on any error (exit status 70, never a retry); reads report.
 */
#ifndef RECORD_STORE_H
#define RECORD_STORE_H

#include "base/buf.h"
#include "base/err.h"

/* The commit record of one group (record-formats section 20). */
struct commit {
	uint64_t size;    /* entries after the group */
	uint64_t bytes;   /* bytes of all `u16be length || entry` after it */
	struct hash root;
	uint32_t crc;     /* CRC-32C of the group's bytes */
	moment received;  /* of the last entry */
};

struct log_group {
	struct str bytes;     /* count times `u16be length || entry` */
	const uint32_t *ends; /* offsets in `bytes` after each entry */
	uint32_t count;
	const struct commit *commit;
	/* Called when the entries can be read back and are not durable yet: for work that may be done
	 * while the disk syncs. May be NULL. */
	void (*meanwhile)(void *ctx);
	void *meanwhile_ctx;
};
struct log_store_ops {
	/* Appends the group's bytes and its commit record, and returns when both are durable. */
	void (*append)(void *ctx, const struct log_group *group);
	/* Bytes of `count` whole entries from `index` on, as they lie. */
	enum rc (*entries)(void *ctx, uint64_t index, uint32_t count, struct buf *out, struct err *err);
	/* What recovery found: the last commit that holds (size 0: none). */
	const struct commit *(*last)(void *ctx);
	/* Derived level files: appended lazily, rebuilt when missing, never trusted by recovery. */
	void (*hashes_put)(void *ctx, unsigned level, uint64_t index, uint32_t count,
	    const struct hash *hashes);
	bool (*hashes_get)(void *ctx, unsigned level, uint64_t index, uint32_t count,
	    struct hash *out);
	/* The slot: the last checkpoint ever signed. Read: RC_NOT_FOUND when there never was one. */
	enum rc (*slot_get)(void *ctx, struct buf *note, struct err *err);
	void (*slot_put)(void *ctx, struct str note);
	/* The published checkpoint file: temporary file, fsync, rename, fsync of the directory. */
	void (*publish)(void *ctx, struct str note);
	/* Snapshots: newest not above `size`. The newest two are kept. */
	enum rc (*snapshot_get)(void *ctx, uint64_t size, struct buf *out, uint64_t *found,
	    struct err *err);
	enum rc (*snapshot_put)(void *ctx, uint64_t size, struct str bytes, struct err *err);
	/* A note or submission that proves a fault: written once, never deleted. */
	void (*evidence)(void *ctx, struct str name, struct str bytes);
	/* Room for `bytes` more and the reserve? */
	bool (*has_room)(void *ctx, uint64_t bytes);
};
struct log_store {
	unsigned version; /* 1 */
	const struct log_store_ops *ops;
	void *ctx;
};

#endif
