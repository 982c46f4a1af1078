/*
 * The edits of all proposals on one unit, made ready for consolidation: deletions that cross a range
 * are cut wherever a range begins or ends in them, so that what they share with others can be shown
 * once; equal ranges are one range; and what still crosses is clustered.
 */
#ifndef TEXT_PIECES_H
#define TEXT_PIECES_H

#include "text/choice.h"
#include "text/crossing.h"

struct piece {
	uint32_t lo, hi;
	uint32_t owner; /* position in the proposals, which are in the order of their ids */
	struct words text;
};

struct pieces {
	struct proposals proposals; /* ascending, each id once */
	struct piece *inserts;      /* by (lo, owner) */
	uint32_t insert_count;
	struct piece *pieces; /* of ranges, by (lo, longest first, owner) */
	uint32_t piece_count;
	struct range *ranges; /* in the same order, each with its pieces */
	uint32_t range_count;
	struct crossing crossing;
	struct cluster *clusters; /* room for one a range */
	uint32_t cluster_count;
};

/* All in the arena. RC_LIMIT over the limits of base/limits.h or the arena's. */
CM_MUST_USE enum rc pieces_make(struct arena *a, struct words base, struct proposals proposals,
    struct pieces *out, struct err *err);

/* Room in the arena for input that may be hostile: NULL over its cap. Not zeroed. */
void *pieces_room(struct arena *a, size_t count, size_t bytes);

#endif
