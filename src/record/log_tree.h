/*
 * The Merkle tree of a log in memory: the root of every complete subtree of every height, so that a
 * root of any size and any proof costs one look-up a level. One writer pushes; readers ask for
 * sizes that the writer has published. Two hashes an entry.
 */
#ifndef RECORD_LOG_TREE_H
#define RECORD_LOG_TREE_H

#include "proof/merkle.h"
#include "record/log_column.h"

/* More entries than this need more memory than one machine has. */
#define TREE_HEIGHTS 33

struct tree {
	uint64_t size; /* the writer's */
	struct column at[TREE_HEIGHTS]; /* at[h], row i: MTH(D[i * 2^h : (i + 1) * 2^h]) */
};

void tree_init(struct tree *t, struct arena *a);
/* The writer only. Readers do not see it before its size is published to them. */
void tree_push(struct tree *t, const struct hash *leaf);
static inline const struct hash *tree_leaf(const struct tree *t, uint64_t index)
{
	return column_at(&t->at[0], index);
}
/* MTH(D[start : start + n]); start is a multiple of the least power of two >= n. */
void tree_root(const struct tree *t, uint64_t start, uint64_t n, struct hash *out);
/* As merkle_prove, for n up to the published size. */
CM_MUST_USE bool tree_prove(const struct tree *t, uint64_t start, uint64_t end, uint64_t n,
    struct merkle_proof *out);
/* Hashes of level `level` as tiles have them, [index, index + count): all complete at `size`. */
CM_MUST_USE bool tree_hashes(const struct tree *t, unsigned level, uint64_t index, uint32_t count,
    struct hash *out);

#endif
