/* Whole files: into an arena, with a maximum, and back. */
#ifndef CLI_TEXTFILE_H
#define CLI_TEXTFILE_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* RC_NOT_FOUND, RC_LIMIT or RC_IO, with the path in the text. The copy ends with a NUL that its
 * length does not count. */
CM_MUST_USE enum rc textfile_read(struct str *out, struct arena *a, const char *path, size_t max,
    struct err *err);
/* Makes or replaces the file. RC_IO, with the path in the text. */
CM_MUST_USE enum rc textfile_write(const char *path, struct str bytes, struct err *err);

#endif
