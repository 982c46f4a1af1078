/* What the tests of text/ share. */
#ifndef TESTS_UNIT_TEXT_SUPPORT_H
#define TESTS_UNIT_TEXT_SUPPORT_H

#include "base/scope.h"
#include "lib/gen.h"
#include "lib/text_make.h"
#include "text/lexicon.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

/* A file of tests/vectors or tests/corpus, by its path below tests; the process ends without it. */
struct str test_file(struct arena *a, const char *path);
/* Words of a text that must be cut, and their text. */
struct words text_words(struct lexicon *l, struct arena *a, struct str text);
struct str words_str(const struct lexicon *l, struct arena *a, struct words w);
/* The same words in one string, each in angle brackets of their own: "<All>< States>". */
struct str words_show(const struct lexicon *l, struct arena *a, struct words w);

#endif
