/*
 * One generator of signed acts for all benchmarks: a forum of `parties` states with a coordinator
 * and five delegates each, then any number of acts as a forum files them: releases by delegates,
 * meetings by the Secretariat, delegates accredited and dismissed. Deterministic; keys are Ed25519
 * seeds made from the handles, so nothing needs to be kept.
 */
#ifndef BENCH_ACTS_H
#define BENCH_ACTS_H

#include "codec/content.h"

#define BENCH_PARTIES 200
#define BENCH_DELEGATES 5
/* The founding, the admissions and the accreditations. */
#define BENCH_SETUP_ACTS (1 + BENCH_PARTIES + BENCH_PARTIES * BENCH_DELEGATES)

struct bench_acts {
	struct str origin;
	struct str charter;  /* canonical JSON */
	struct str log_vkey;
	struct act_base base; /* written into the next acts; size 0 at the beginning */
	uint64_t signatures;  /* made so far */
};

/* Act number i, whole and signed, appended to out as a submission. Acts below BENCH_SETUP_ACTS must be
 * recorded first and in order. */
void bench_submission(struct bench_acts *b, uint64_t i, struct arena *scratch, struct buf *out);

#endif
