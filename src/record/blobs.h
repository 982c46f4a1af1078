/*
 * The store of content that lies beside the record, declared here, given by store/. A blob is 32 bytes of
 * salt and the content; its name is the SHA-256 of both, which is the commitment that an act made. Nothing
 * of the record depends on it: what fails here is told, and ends nobody. Any thread.
 */
#ifndef RECORD_BLOBS_H
#define RECORD_BLOBS_H

#include "base/buf.h"
#include "base/err.h"

#define BLOB_SALT_BYTES 32

struct blob_store {
	/* Durable when it returns, whole or not at all; RC_OK also when it is there already. `salted` must
	 * have that name. RC_IO, RC_LIMIT (the disk is full). */
	enum rc (*put)(void *ctx, const struct hash *name, struct str salted, struct err *err);
	/* Appends salt and content. RC_NOT_FOUND; RC_CORRUPT: these are other bytes. */
	enum rc (*get)(void *ctx, const struct hash *name, struct buf *out, struct err *err);
	bool (*has)(void *ctx, const struct hash *name);
	/* Overwrites and deletes it, durably. RC_OK also when there is none. */
	enum rc (*erase)(void *ctx, const struct hash *name, struct err *err);
	void *ctx;
};

#endif
