/*
 * How far notices were mailed: a file with the number of the first entry that is not done. It is replaced
 * as a whole and synced, so that after a crash it says an older number or the newer one. Effects: the file.
 */
#ifndef MAIL_MARK_H
#define MAIL_MARK_H

#include "base/err.h"

/* RC_NOT_FOUND: there is none yet. RC_CORRUPT: it holds something else. */
CM_MUST_USE enum rc mark_read(const char *path, uint64_t *next, struct err *err);
CM_MUST_USE enum rc mark_write(const char *path, uint64_t next, struct err *err);

#endif
