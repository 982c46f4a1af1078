/* Paths of tlog-tiles (record-formats section 3): one form and no other. Pure. */
#ifndef PROOF_TILE_H
#define PROOF_TILE_H

#include "base/buf.h"

#define TILE_WIDTH 256
#define TILE_LEVEL_ENTRIES 64 /* the "level" of entry bundles */
#define TILE_PATH_BYTES_MAX 64

struct tile {
	unsigned level; /* 0..63, or TILE_LEVEL_ENTRIES */
	uint64_t index;
	unsigned width; /* 1..256; 256 is the full tile, without ".p/" */
};

/* What stands after "tile/": "0/x001/234.p/5", "entries/000". False: anything else. */
CM_MUST_USE bool tile_parse(struct tile *out, struct str path);
void tile_put(struct buf *b, struct tile t);
/* Width of tile (level, index) in a log of `size` entries; 0 when there is none. For bundles level
 * counts as 0. */
unsigned tile_width_at(uint64_t size, unsigned level, uint64_t index);

#endif
