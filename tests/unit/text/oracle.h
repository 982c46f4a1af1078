/*
 * Consolidation once more: slow, and written straight from its definition. Both sides are compared
 * as lines of text, node by node.
 */
#ifndef TESTS_UNIT_TEXT_ORACLE_H
#define TESTS_UNIT_TEXT_ORACLE_H

#include "base/buf.h"
#include "text/choice.h"

void oracle_put(struct buf *b, struct arena *a, struct words base, struct proposals proposals);
/* The same of what consolidate made. Recursive: for small units. */
void choices_put(struct buf *b, struct choices choices);

#endif
