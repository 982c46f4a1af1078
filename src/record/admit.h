/*
 * Stages A and B of verification (record-formats section 16): what needs no state and runs on any
 * thread. One function for live admission, replay, `comity verify` and fuzzing.
 */
#ifndef RECORD_ADMIT_H
#define RECORD_ADMIT_H

#include "codec/act.h"
#include "proof/sshsig.h"

/* An act that passed stages A and B. Lives in the arena it was admitted into. */
struct admitted {
	struct entry entry; /* of a submission: received 0 */
	struct hash id;     /* SHA-256 of the three lines */
	struct sshsig signatures[SIGNATURES_MAX];
};

/* Of a submission. `out` is large: keep it in the arena or on the heap of the request. */
CM_MUST_USE struct fault admit_submission(struct admitted *out, struct arena *a, struct str bytes,
    struct str origin);
/* Of an entry: the same, with its first line. */
CM_MUST_USE struct fault admit_entry(struct admitted *out, struct arena *a, struct str bytes,
    struct str origin);
/* Of an entry of our own store, verified when it was admitted: form and facts, no mathematics. */
CM_MUST_USE struct fault admit_stored(struct admitted *out, struct arena *a, struct str bytes,
    struct str origin);
/* Asks the processor for what stage C reads of it: most often another one has judged its form. */
void admitted_prefetch(const struct admitted *act);

#endif
