/*
 * An act on its way: a file with the message M, then, after an empty line, those signature lines that
 * there are so far, in the order of `by` and `with`. Complete, it is a submission. It travels from
 * whoever composed it to whoever signs and to whoever sends it.
 */
#ifndef CLI_ACTFILE_H
#define CLI_ACTFILE_H

#include "codec/act.h"
#include "service/proofs.h"

struct actfile {
	struct str message; /* M, three lines */
	struct act act;
	uint32_t signers_count; /* by, then with */
	struct str signers[SIGNATURES_MAX];
	struct str signatures[SIGNATURES_MAX]; /* base64; empty: not there yet */
};
CM_MUST_USE enum rc actfile_read(struct actfile *out, struct arena *a, const char *path,
    struct err *err);
/* Writes it beside the path and renames, so that no signature is ever lost. */
CM_MUST_USE enum rc actfile_write(const struct actfile *f, struct arena *a, const char *path,
    struct err *err);
/* The first signer of this handle without a signature, or SIGNATURES_MAX. */
uint32_t actfile_slot(const struct actfile *f, struct str handle);
/* Is it author or co-signer of the act? */
bool actfile_signs(const struct actfile *f, struct str handle);
uint32_t actfile_missing(const struct actfile *f);
/* The submission; only when nothing is missing. */
void actfile_submission(const struct actfile *f, struct buf *out);

#endif
