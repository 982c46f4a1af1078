/* c2sp.org/tlog-proof@v1, our receipts (record-formats section 10). Pure. */
#ifndef PROOF_RECEIPT_H
#define PROOF_RECEIPT_H

#include "proof/merkle.h"
#include "proof/policy.h"

struct receipt {
	uint64_t index;
	struct merkle_proof proof;
	struct str checkpoint; /* the note, borrowed */
};
/* Form: E_TLOG_PROOF. */
CM_MUST_USE enum fault_id receipt_parse(struct receipt *out, struct str text);
void receipt_put(struct buf *b, const struct receipt *r);
/* The checkpoint under the policy, index < size, inclusion of the entry: E_PROOF and the note's. */
CM_MUST_USE enum fault_id receipt_verify(const struct receipt *r, const struct policy *p,
    const struct hash *leaf);

#endif
