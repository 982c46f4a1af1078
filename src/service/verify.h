/*
 * Verification of a whole record, trusting nobody: the checkpoint under its key, every signature,
 * every hash, every rule, and the root. What `comity verify` does, on a folder or over the network.
 */
#ifndef SERVICE_VERIFY_H
#define SERVICE_VERIFY_H

#include "proof/policy.h"
#include "record/store.h"
#include "rules/finding.h"
#include "rules/forum.h"
#include "service/fetch.h"

struct verify_options {
	const struct log_store *store; /* a record on this machine, or NULL: */
	const struct fetcher *fetch;   /* one behind `url`, the address of its log ("http://.../log") */
	struct str url;
	struct str vkey;      /* of the log; empty: the one that the founding act names */
	struct str forum_id;  /* expected id of the founding act, hexadecimal; empty: any */
	uint32_t threads;     /* 0: as many as cores */
	uint64_t hash_key;
	void (*progress)(void *ctx, uint64_t done, uint64_t all);
	void *progress_ctx;
	/* Called with the state when all holds; what it says instead of RC_OK is the verdict. May be NULL. */
	enum rc (*holds)(void *ctx, const struct forum *f, struct err *err);
	void *holds_ctx;
};
struct verify_report {
	struct str origin, vkey;
	bool key_is_own;      /* nobody gave the key: it is what the record says of itself */
	struct hash forum_id;
	uint64_t size;        /* entries that hold */
	uint64_t signed_size; /* what the checkpoint covers */
	uint64_t waiting;     /* entries on disk that no checkpoint covers yet; they were not looked at */
	struct hash root, state;
	moment last;
	struct fault fault;   /* what is wrong, of entry `size` when `of_entry` */
	bool of_entry;
	struct str kind, by;  /* of that entry, as far as it can be read */
	struct findings findings; /* when the fault is FAULT_RULES */
};
/* RC_OK: all holds. RC_CORRUPT: report->fault, and a sentence in err. Else the source failed. Texts of
 * the report live in the arena. */
CM_MUST_USE enum rc verify_run(struct verify_report *report, struct arena *a,
    const struct verify_options *options, struct err *err);

#endif
