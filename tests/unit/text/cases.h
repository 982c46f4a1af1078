/* Consolidation cases in JSON (tests/corpus/text), whose words become numbers. */
#ifndef TESTS_UNIT_TEXT_CASES_H
#define TESTS_UNIT_TEXT_CASES_H

#include "text/brackets.h"

struct text_case {
	struct str name, separator, rendered, keep_all;
	struct words base;
	struct proposals proposals; /* as they stand in the file */
	struct str *by, *readings;  /* one a proposal */
	struct str *lexicon;        /* a word's number is its place */
	uint32_t lexicon_count;
};

struct text_cases {
	struct text_case *at;
	uint32_t count;
};

/* All in the arena; panics when the file is not as it should be. */
struct text_cases text_cases_load(struct arena *a);
/* Names for brackets_put; ctx is the case. */
struct brackets_names text_case_names(const struct text_case *c);
/* The words joined by the separator, in the arena. */
struct str text_case_join(struct arena *a, const struct text_case *c, struct words words);

#endif
