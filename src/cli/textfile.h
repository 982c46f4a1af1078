/* Whole files into an arena, with a maximum. */
#ifndef CLI_TEXTFILE_H
#define CLI_TEXTFILE_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* RC_NOT_FOUND, RC_LIMIT or RC_IO, with the path in the text. The copy ends with a NUL that its
 * length does not count. */
CM_MUST_USE enum rc textfile_read(struct str *out, struct arena *a, const char *path, size_t max,
    struct err *err);

#endif
