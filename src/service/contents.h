/*
 * Content beside the record and what the record says of it (rules/contents.h): what may be brought, what
 * must be gone, and whether what is there is what was committed to.
 */
#ifndef SERVICE_CONTENTS_H
#define SERVICE_CONTENTS_H

#include "record/blobs.h"
#include "rules/contents.h"
#include "service/service.h"

/* May these bytes be kept: does an act commit to them, and are they as many as it says? RC_NOT_FOUND: no
 * act does; RC_DENIED: erased; RC_INVALID: of another length. */
CM_MUST_USE enum rc content_admit(const struct forum *f, const struct hash *name, size_t salted_bytes,
    struct err *err);

struct contents_report {
	uint32_t all, here, withheld, erased;
};
/* Every row against the store. RC_CORRUPT: other bytes than were committed to, or what was erased is still
 * there; err names the content and its entry. */
CM_MUST_USE enum rc contents_check(struct contents_report *out, const struct forum *f,
    const struct blob_store *blobs, struct arena *a, struct err *err);

/* Deletes what acts erase, on a thread of its own: what was erased before it began, and then at once. What
 * cannot be deleted is reported, and tried again when the record grows and at the next start. The service
 * and the store outlive it. */
struct eraser;
struct eraser_options {
	struct service *service;
	const struct blob_store *blobs;
	void (*report)(void *ctx, const struct err *err);
	void *report_ctx;
};
CM_MUST_USE enum rc eraser_start(struct eraser **out, const struct eraser_options *options,
    struct err *err);
/* NULL is nothing to stop. */
void eraser_stop(struct eraser *e);

#endif
