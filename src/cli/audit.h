/*
 * The files of a record that a verification of its entries does not read, because they are derived or
 * redundant: level files, offsets.dat, the published checkpoint, both halves of signed.slot
 * (docs/format/storage.md). What is missing may be missing; what is there must be right.
 */
#ifndef CLI_AUDIT_H
#define CLI_AUDIT_H

#include "base/fault.h"
#include "service/service.h"

struct arena;

struct audit_of {
	struct str dir; /* of the record */
	const struct log_store *store;
	uint64_t size; /* entries that were verified */
	struct str vkey;
};
/* RC_CORRUPT: *fault, and a text that names the file. */
CM_MUST_USE enum rc audit_run(enum fault_id *fault, struct arena *a, const struct audit_of *of,
    struct err *err);

#endif
