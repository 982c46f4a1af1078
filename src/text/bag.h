/* Bags of words: how alike paragraphs are, whatever the order of their words (text/pairing.h). */
#ifndef TEXT_BAG_H
#define TEXT_BAG_H

#include "base/map.h"
#include "text/lexicon.h"

struct bag_entry {
	uint32_t core; /* of the word, without white space */
	uint32_t count;
};

struct bag {
	const struct bag_entry *at;
	uint32_t count; /* of different words */
	uint32_t words;
	uint32_t same;  /* equal numbers, equal paragraphs */
};

struct bags {
	struct arena *arena;
	const struct lexicon *words;
	struct map cores, sames;
	uint32_t *core_of; /* one a word of the lexicon, its core from 1, or 0 */
	uint32_t *counts;  /* scratch, one a core */
	uint32_t cores_count;
};

void bags_init(struct bags *b, struct arena *a, const struct lexicon *l);
struct bag bag_make(struct bags *b, struct words w);
/*
 * The first bag is opened, others are compared with it, each at the cost of its different words, and it
 * is closed again.
 */
void bag_open(struct bags *b, const struct bag *bag);
uint32_t bag_alike(const struct bags *b, const struct bag *opened, const struct bag *other);
void bag_close(struct bags *b, const struct bag *bag);

#endif
