/*
 * One act of a log behind HTTP, with its receipt made here from tiles: what a client needs who has no
 * copy of the record. Nothing is believed: the receipt is verified before it is given out.
 */
#ifndef SERVICE_REMOTE_H
#define SERVICE_REMOTE_H

#include "proof/receipt.h"
#include "proof/tile.h"
#include "service/fetch.h"

struct remote_address {
	const struct fetcher *fetch;
	struct str url;  /* of the log: ".../log" */
	struct str vkey; /* of the log; empty: not known */
};
/* What stands at a path below the address ("/checkpoint"), or at a tile's. Appends to out. */
CM_MUST_USE enum rc remote_get(const struct remote_address *from, struct str path, struct buf *out,
    struct err *err);
CM_MUST_USE enum rc remote_tile(const struct remote_address *from, struct tile tile,
    struct buf *out, struct err *err);

struct remote {
	struct remote_address address;
	struct vkey log_key;
	struct str note;     /* the checkpoint, verified */
	struct checkpoint checkpoint;
	struct arena *arena;
};
/* Fetches and verifies the checkpoint. `vkey` empty: the server's own (/log/key), which proves
 * nothing by itself. RC_DENIED: it does not hold. */
CM_MUST_USE enum rc remote_open(struct remote *out, struct arena *a,
    const struct remote_address *address, struct err *err);
/* An entry's bytes. RC_NOT_FOUND: not below the checkpoint. */
CM_MUST_USE enum rc remote_entry(const struct remote *r, uint64_t index, struct str *out,
    struct err *err);
/* Its receipt, verified for these bytes. */
CM_MUST_USE enum rc remote_receipt(const struct remote *r, uint64_t index, struct str entry,
    struct buf *out, struct err *err);

#endif
