/*
 * The folder of a forum on this machine: `log.key` (the seed of the log key, readable by its owner
 * only, with the record's origin as its name), `record/` (docs/format/storage.md), `tables.sqlite`
 * (docs/sql.md, beside it what SQLite keeps), `content/` (record/blobs.h) and, where notices are
 * mailed, `mail.next` (mail/mark.h).
 */
#ifndef CLI_HOME_H
#define CLI_HOME_H

#include "cli/cli.h"
#include "service/proofs.h"

struct home {
	struct str dir;
	struct str record;   /* dir/record */
	struct vkey log_key; /* its name is the origin */
	uint8_t seed[32];
};
bool home_exists(const char *dir);
#define HOME_TABLES "tables.sqlite" /* in the folder */
#define HOME_CONTENT "content"
/* Makes the folder and a log key from the system's entropy. RC_CONFLICT: there is one already. */
struct home_wish {
	const char *dir, *origin;
};
CM_MUST_USE enum rc home_make(struct home *out, struct arena *a, const struct cli_env *env,
    const struct home_wish *wish, struct err *err);
CM_MUST_USE enum rc home_read(struct home *out, struct arena *a, const char *dir,
    struct err *err);
/* The service on it. */
CM_MUST_USE enum rc home_open(struct service **out, const struct cli_env *env,
    const struct home *home, struct cli_progress *progress, struct err *err);
/* The same for reading: no lock, nothing is written. The folder may also be a copy without log.key, or
 * the record alone: then the log's key is the one that the founding act names. */
CM_MUST_USE enum rc home_open_reader(struct service **out, struct arena *a,
    const struct cli_env *env, const char *dir, struct err *err);

#endif
