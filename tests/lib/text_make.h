/*
 * Texts for tests of what is done with words: nonsense of characters that are hard to cut, and
 * prose in the scripts of the forum's languages and others. With them an oracle of grapheme
 * clusters that shares nothing with src/text: each character states its own class.
 */
#ifndef TESTS_LIB_TEXT_MAKE_H
#define TESTS_LIB_TEXT_MAKE_H

#include "lib/gen.h"

/* Grapheme_Cluster_Break of Unicode 15.0, with Extended_Pictographic. */
enum cluster {
	CLUSTER_OTHER,
	CLUSTER_CR,
	CLUSTER_LF,
	CLUSTER_CONTROL,
	CLUSTER_EXTEND,
	CLUSTER_JOINER,
	CLUSTER_FLAG,
	CLUSTER_PREPEND,
	CLUSTER_SPACING,
	CLUSTER_L,
	CLUSTER_V,
	CLUSTER_T,
	CLUSTER_LV,
	CLUSTER_LVT,
	CLUSTER_PICTURE
};

/* Up to max bytes of characters from a list of hard ones, in any order. */
struct str text_make_signs(struct gen *g, struct arena *a, size_t max);
/* Up to `words` words, punctuation and symbols, mostly in one script; trimmed; may be empty. */
struct str text_make_prose(struct gen *g, struct arena *a, unsigned words);
/* The same text with some words changed, put in or left out; no space at its ends if none was. */
struct str text_make_change(struct gen *g, struct arena *a, struct str text);

/* May a grapheme cluster end before byte `at` of a text of text_make_signs? (UAX 29, GB1 to GB13)
 */
bool text_cluster_ends(struct str text, size_t at);

#endif
