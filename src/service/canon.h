/* JSON as people write it (indented, in any order), turned into the canonical form of acts. */
#ifndef SERVICE_CANON_H
#define SERVICE_CANON_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* `text` must be a JSON object; `file` is for errors, which say line and column of what is no JSON
 * and the JSON pointer of what the canonical form does not have: null, fractions, other keys. */
CM_MUST_USE enum rc canon_json(struct str *out, struct arena *a, const char *file, struct str text,
    struct err *err);

#endif
