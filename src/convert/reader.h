/*
 * All that the process for files of others does (text/errand.h): bytes of an errand in, bytes of an
 * answer out. It holds nothing else of ours, and may fail or be taken over without harm.
 */
#ifndef CONVERT_READER_H
#define CONVERT_READER_H

#include "base/buf.h"

struct arena;

/* Appends the answer, of which a refusal is one, to `out`. */
void reader_answer(struct arena *a, struct str errand, struct buf *out);

#endif
