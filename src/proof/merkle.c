#include "proof/merkle.h"

#include "base/encode.h"
#include "proof/sha.h"

#define LEVEL_BITS 8 /* a stored level covers 2^8 hashes of the one below */

void merkle_leaf(struct hash *out, struct str entry)
{
	static const uint8_t mark = 0x00;
	sha256_two(out, &mark, 1, entry.p, entry.n);
}

void merkle_node(struct hash *out, const struct hash *left, const struct hash *right)
{
	uint8_t bytes[1 + 2 * HASH_BYTES];
	bytes[0] = 0x01;
	memcpy(bytes + 1, left->bytes, HASH_BYTES);
	memcpy(bytes + 1 + HASH_BYTES, right->bytes, HASH_BYTES);
	sha256(out, bytes, sizeof(bytes));
}

void merkle_empty(struct hash *out)
{
	sha256(out, NULL, 0);
}

void frontier_init(struct frontier *f)
{
	*f = (struct frontier){ .size = 0 };
}

void frontier_push(struct frontier *f, const struct hash *leaf)
{
	cm_assert(f->size < INT64_MAX);
	struct hash h = *leaf;
	unsigned i = 0;
	for (; (f->size >> i & 1) != 0; i++)
		merkle_node(&h, &f->at[i], &h);
	f->at[i] = h;
	f->size++;
}

void frontier_root(const struct frontier *f, struct hash *out)
{
	bool is_empty = true;
	struct hash h;
	for (unsigned i = 0; i < 64; i++) {
		if ((f->size >> i & 1) == 0)
			continue;
		if (is_empty)
			h = f->at[i];
		else
			merkle_node(&h, &f->at[i], &h);
		is_empty = false;
	}
	if (is_empty)
		merkle_empty(&h);
	*out = h;
}

/* Root of the 2^height leaves from `start`, a multiple of 2^height. */
static bool perfect_root(const struct merkle_source *s, uint64_t start, unsigned height,
    struct hash *out)
{
	unsigned level = height / LEVEL_BITS;
	uint32_t count = UINT32_C(1) << height % LEVEL_BITS;
	struct hash at[1 << (LEVEL_BITS - 1)];
	if (!s->read(s->ctx, level, start >> level * LEVEL_BITS, count, at))
		return false;
	for (; count > 1; count /= 2)
		for (uint32_t i = 0; i < count / 2; i++)
			merkle_node(&at[i], &at[2 * i], &at[2 * i + 1]);
	*out = at[0];
	return true;
}

bool merkle_root(const struct merkle_source *s, uint64_t start, uint64_t n, struct hash *out)
{
	cm_assert(n <= INT64_MAX && merkle_is_subtree(start, start + n));
	struct hash h;
	if (n == 0)
		merkle_empty(&h);
	/* The perfect subtrees of n from right to left, the smallest first. */
	uint64_t end = start + n;
	for (uint64_t left = n; left > 0; left &= left - 1) {
		unsigned height = (unsigned)__builtin_ctzll(left);
		struct hash part;
		end -= UINT64_C(1) << height;
		if (!perfect_root(s, end, height, &part))
			return false;
		if (left == n)
			h = part;
		else
			merkle_node(&h, &part, &h);
	}
	*out = h;
	return true;
}

/* Least power of two >= n; 1 for 0. n <= 2^63. */
static uint64_t power_not_below(uint64_t n)
{
	return n <= 1 ? 1 : UINT64_C(1) << (64 - __builtin_clzll(n - 1));
}

bool merkle_is_subtree(uint64_t start, uint64_t end)
{
	return start <= end && end <= INT64_MAX &&
	    (start & (power_not_below(end - start) - 1)) == 0;
}

/* What a step of the walk to the subtree leaves beside it: MTH(D[start : start + n]). */
struct sibling {
	uint64_t start, n;
};

bool merkle_prove(const struct merkle_source *s, uint64_t start, uint64_t end, uint64_t n,
    struct merkle_proof *out)
{
	if (!merkle_is_subtree(start, end) || end > n || n > INT64_MAX)
		return false;
	*out = (struct merkle_proof){ .count = 0 };
	if (start == end)
		return true;
	/* gen() of the reference, from the root down; its output is this list read backwards. */
	struct sibling steps[PROOF_HASHES_MAX + 1];
	unsigned count = 0;
	uint64_t from = start, to = end, offset = 0;
	bool is_whole = true;
	while (from != 0 || to != n) {
		uint64_t k = power_not_below(n) / 2;
		cm_assert(count < PROOF_HASHES_MAX);
		if (to <= k) {
			steps[count++] = (struct sibling){ offset + k, n - k };
			n = k;
			continue;
		}
		steps[count++] = (struct sibling){ offset, k };
		if (from < k)
			is_whole = false;
		from = from < k ? 0 : from - k;
		to -= k;
		offset += k;
		n -= k;
	}
	if (!is_whole)
		steps[count++] = (struct sibling){ offset, n };
	/* Possible above 2^62 leaves only, where no proof of this length may be written. */
	if (count > PROOF_HASHES_MAX)
		return false;
	while (count > 0) {
		count--;
		if (!merkle_root(s, steps[count].start, steps[count].n, &out->at[out->count++]))
			return false;
	}
	return true;
}

/* The walk of a proof: first and last leaf of the subtree and last leaf of the tree, as positions
 * on the height reached. */
struct climb {
	uint64_t first, last, tree;
};

static void climb_up(struct climb *c)
{
	c->first >>= 1;
	c->last >>= 1;
	c->tree >>= 1;
}

static struct climb climb_begin(uint64_t start, uint64_t end, uint64_t n)
{
	struct climb c = { start, end - 1, n - 1 };
	if (c.last == c.tree)
		while (c.first != c.last)
			climb_up(&c);
	else
		while (c.first != c.last && (c.last & 1) != 0)
			climb_up(&c);
	return c;
}

/* tidy:allow parameters: a claim is three numbers and two hashes, and the proof */
bool merkle_verify(uint64_t start, uint64_t end, uint64_t n, const struct merkle_proof *proof,
    const struct hash *hash, const struct hash *root)
{
	struct hash of_subtree, of_tree;
	uint32_t at = 0;
	if (!merkle_is_subtree(start, end) || end > n || n > INT64_MAX ||
	    proof->count > PROOF_HASHES_MAX)
		return false;
	if (start == end) {
		merkle_empty(&of_subtree);
		return proof->count == 0 && hash_eq(hash, &of_subtree);
	}
	struct climb c = climb_begin(start, end, n);
	of_subtree = *hash;
	if (c.first != c.last) {
		if (proof->count == 0)
			return false;
		of_subtree = proof->at[at++];
	}
	of_tree = of_subtree;
	for (; at < proof->count; at++) {
		if (c.tree == 0)
			return false;
		if ((c.last & 1) == 0 && c.last != c.tree) {
			merkle_node(&of_tree, &of_tree, &proof->at[at]);
			climb_up(&c);
			continue;
		}
		if (c.first < c.last)
			merkle_node(&of_subtree, &proof->at[at], &of_subtree);
		merkle_node(&of_tree, &proof->at[at], &of_tree);
		while ((c.last & 1) == 0)
			climb_up(&c);
		climb_up(&c);
	}
	return c.tree == 0 && hash_eq(&of_subtree, hash) && hash_eq(&of_tree, root);
}
