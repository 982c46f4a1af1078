/*
 * Where a command reads a record: a forum's folder, a record's, one that `comity export` made, or the
 * address of a server.
 */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "cli/cli.h"
#include "service/proofs.h"
#include "service/remote.h"

/* "http://host:port", with or without "/log", becomes the log's address. */
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
/* Is it a log, served or exported? Then *out is how to read it; else it is the folder of a record. */
bool source_is_log(struct remote_address *out, struct arena *a, const struct cli_source *from);
/* An entry and its receipt, from any. */
struct found_entry {
	struct str entry;
	struct str receipt;
	struct str origin;
};
CM_MUST_USE enum rc source_entry(struct found_entry *out, struct arena *a,
    const struct cli_source *from, uint64_t index, struct err *err);

#endif
