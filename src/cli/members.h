/* The members of a kind of act from canonical JSON (cli/canon.h makes that of what people write). */
#ifndef CLI_MEMBERS_H
#define CLI_MEMBERS_H

#include "base/err.h"
#include "codec/content.h"

struct members {
	enum kind kind;
	const char *file;
	struct str json; /* canonical */
};
/* Checked by the kind's list; `out` borrows from the JSON and the arena. RC_INVALID names the file, the
 * fault, and what stands at it. */
CM_MUST_USE enum rc members_read(union content *out, struct arena *a, const struct members *from,
    struct err *err);

#endif
