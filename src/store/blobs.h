/*
 * Content beside the record as files: "DIR/HEX", the name being the SHA-256 of the file (record/blobs.h). A
 * file gets its name when it is whole and durable: an unnamed one is written, synced and linked. The folder
 * is made with the first.
 */
#ifndef STORE_BLOBS_H
#define STORE_BLOBS_H

#include "record/blobs.h"

/* Keeps a copy of the path. Never NULL; blobs_close gives it back. */
CM_MUST_USE struct blob_store blobs_open(struct str dir);
void blobs_close(struct blob_store *b);

#endif
