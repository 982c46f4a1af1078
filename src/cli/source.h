/* Where a command reads a record: a folder on this machine, or the address of a server. */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "cli/cli.h"
#include "service/proofs.h"

/* "http://host:port", with or without "/log", becomes the log's address; anything else is a folder. */
bool source_is_url(const char *name);
struct str source_log_url(struct arena *a, const char *name);
/* The folder of the record: DIR/record when DIR is a forum's folder, else DIR. */
struct str source_record_dir(struct arena *a, const char *name);
/* The log's verifier key of a forum's folder: from its log.key, else empty. */
struct str source_vkey(struct arena *a, const char *name);
/* A record that somebody named: DIR or URL; `vkey` is what she knows the log's key to be, or empty. */
struct cli_source {
	const struct cli_env *env;
	const char *name;
	struct str vkey;
};
/* An entry and its receipt, from either. */
struct found_entry {
	struct str entry;
	struct str receipt;
	struct str origin;
};
CM_MUST_USE enum rc source_entry(struct found_entry *out, struct arena *a,
    const struct cli_source *from, uint64_t index, struct err *err);

#endif
