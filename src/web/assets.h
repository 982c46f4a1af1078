/*
 * The files of web/static (style, script, drawings), as they were when the program was built: so one
 * binary is the whole program. Made into a table by tools/embed.py. Pure.
 */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "base/str.h"

struct asset {
	struct str name, type, etag, bytes; /* etag: with its quotes */
};

/* NULL when there is none of this name. */
const struct asset *asset_find(struct str name);
/* Changes when any of them does: for "?v=". */
struct str assets_version(void);

#endif
