/* Policies of logs and witnesses (tlog-policy, record-formats section 9). Pure. */
#ifndef PROOF_POLICY_H
#define PROOF_POLICY_H

#include "proof/note.h"

struct arena;
struct policy;

/* E_POLICY and the line. The policy borrows from the text. */
CM_MUST_USE struct fault policy_parse(struct policy **out, struct arena *a, struct str text);
/* Any listed log signed, origin is its name, the quorum holds, no listed witness's line fails.
 * E_NOTE, E_LOG_SIG, E_CHECKPOINT, E_LOG_ORIGIN, E_WITNESS, in this order. *newest_s, which may be
 * NULL, gets the time of the newest valid cosignature, 0 without one. */
CM_MUST_USE enum fault_id policy_verify(const struct policy *p, struct checkpoint *out,
    struct str note, uint64_t *newest_s);
/* A policy of one log without witnesses. */
struct policy *policy_of_log(struct arena *a, const struct vkey *log_key);

#endif
