/* The texts of the Paris Agreement (tests/corpus/text/README.md), paragraph by paragraph. */
#ifndef TESTS_UNIT_TEXT_PARIS_H
#define TESTS_UNIT_TEXT_PARIS_H

#include "text/pairing.h"

enum paris_text { PARIS_OCTOBER, PARIS_9_DECEMBER, PARIS_ADOPTED, PARIS_CORRECTED };

struct paragraphs paris_read(struct lexicon *l, struct arena *a, enum paris_text text);

#endif
