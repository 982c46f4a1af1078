/*
 * The Merkle tree of RFC 6962 (record-formats section 2): appending, roots of any size, and one
 * generator and one verifier for inclusion, consistency and subtree proofs. Pure. Stored hashes are
 * read through a function that the caller gives.
 */
#ifndef PROOF_MERKLE_H
#define PROOF_MERKLE_H

#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

void merkle_leaf(struct hash *out, struct str entry);
void merkle_node(struct hash *out, const struct hash *left, const struct hash *right);
/* Root of the empty tree: SHA256(""). */
void merkle_empty(struct hash *out);

/* The roots of the perfect subtrees of a growing tree; nothing else is needed to append. */
struct frontier {
	uint64_t size;
	struct hash at[64]; /* at[i]: valid while bit i of size is set */
};
void frontier_init(struct frontier *f);
void frontier_push(struct frontier *f, const struct hash *leaf);
void frontier_root(const struct frontier *f, struct hash *out);

/*
 * Stored hashes: those of level L, index i cover leaves [i * 256^L, (i+1) * 256^L), complete ones
 * only (section 3). `read` fills out[0..count) and returns false when they are not there.
 */
struct merkle_source {
	bool (*read)(void *ctx, unsigned level, uint64_t index, uint32_t count, struct hash *out);
	void *ctx;
};
/* MTH(D[start : start + n]); start is a multiple of the least power of two >= n. */
CM_MUST_USE bool merkle_root(const struct merkle_source *s, uint64_t start, uint64_t n,
    struct hash *out);

/* Is [start, end) a subtree as proofs know it? */
bool merkle_is_subtree(uint64_t start, uint64_t end);

struct merkle_proof {
	uint32_t count; /* at most PROOF_HASHES_MAX */
	struct hash at[PROOF_HASHES_MAX];
};
/* Proof of the subtree [start, end) in the tree of n leaves. False: not a subtree, end > n, or a
 * hash could not be read, or (above 2^62 leaves) 63 hashes do not suffice. Inclusion of i is
 * [i, i+1); consistency of m is [0, m). */
CM_MUST_USE bool merkle_prove(const struct merkle_source *s, uint64_t start, uint64_t end,
    uint64_t n, struct merkle_proof *out);
/* Does the proof lead from `hash`, that of [start, end), to `root`, that of n leaves? */
CM_MUST_USE bool merkle_verify(uint64_t start, uint64_t end, uint64_t n,
    const struct merkle_proof *proof, const struct hash *hash, const struct hash *root);

#endif
