/*
 * Which ranges of words belong together because they cross: they overlap and neither contains the
 * other. A cluster is what crossing connects, directly or through others; its hull runs from the
 * first to the last of its words. Clusters never cross one another.
 */
#ifndef TEXT_CROSSING_H
#define TEXT_CROSSING_H

#include "base/defs.h"

/* Not empty; no two ranges of a set are the same. */
struct range {
	uint32_t lo, hi;
	uint32_t pieces, pieces_end; /* the caller's */
};

#define RANGE_NONE UINT32_MAX

struct cluster {
	uint32_t lo, hi;
	uint32_t first; /* range; the others follow through crossing.next */
	uint32_t count; /* of its ranges */
};

struct crossing_block {
	uint32_t range, open; /* one of its ranges; how many of them are not closed */
};

/* Borrowed room, each for as many as there are ranges. */
struct crossing {
	const struct range *ranges;
	uint32_t *opens; /* the caller's question */
	uint32_t *next;  /* of the same cluster, as in opens; or RANGE_NONE */
	uint32_t *parent, *closes, *spare;
	struct crossing_block *blocks;
};

/*
 * Clusters the `count` ranges whose numbers stand in c->opens, which it sorts by (lo ascending, hi
 * descending), and writes the clusters in the order of their first range. Returns how many.
 */
uint32_t ranges_cluster(struct crossing *c, uint32_t count, struct cluster *out);

#endif
