/*
 * The channel for "the world was wrong": disk, network, malformed files, limits. What a participant
 * is told is a finding (rules/finding.h); what the record refuses is a fault (base/fault.h).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/defs.h"

enum rc { RC_OK, RC_INVALID, RC_NOT_FOUND, RC_CONFLICT, RC_DENIED, RC_LIMIT, RC_CORRUPT, RC_IO };

struct err {
	enum rc rc;
	int line; /* where it was born; wrapping prefixes the text and keeps this */
	const char *file;
	char text[240]; /* for operators and logs */
};

/* Fills *err (which may be NULL) and returns rc. The only way to make an error: one breakpoint. */
CM_PRINTF(5, 6)
enum rc err_born(struct err *err, enum rc rc, const char *file, int line, const char *fmt, ...);
#define cm_fail(err, rc, ...) err_born((err), (rc), __FILE__, __LINE__, __VA_ARGS__)

/* Puts "<prefix>: " before the text of *err and returns its rc. */
CM_PRINTF(2, 3)
enum rc err_wrap(struct err *err, const char *fmt, ...);

#endif
