#include "record/log_tree.h"

void tree_init(struct tree *t, struct arena *a)
{
	t->size = 0;
	for (unsigned h = 0; h < TREE_HEIGHTS; h++)
		column_init(&t->at[h], a, sizeof(struct hash));
}

void tree_push(struct tree *t, const struct hash *leaf)
{
	cm_assert(t->size >> (TREE_HEIGHTS - 1) == 0);
	struct hash *at = column_add(&t->at[0]);
	*at = *leaf;
	for (unsigned h = 0; (t->size >> h & 1) != 0; h++) {
		const struct hash *left = column_at(&t->at[h], (t->size >> h) - 1);
		struct hash *up = column_add(&t->at[h + 1]);
		merkle_node(up, left, at);
		at = up;
	}
	t->size++;
}

void tree_root(const struct tree *t, uint64_t start, uint64_t n, struct hash *out)
{
	if (n == 0) {
		merkle_empty(out);
		return;
	}
	bool is_first = true;
	for (unsigned h = 0; n >> h != 0; h++) {
		if ((n >> h & 1) == 0)
			continue;
		/* The complete subtree of this bit begins where the bits above it end. */
		const struct hash *at = column_at(&t->at[h], (start + (n >> h << h) - (1ULL << h)) >> h);
		if (is_first)
			*out = *at;
		else
			merkle_node(out, at, out);
		is_first = false;
	}
}

static uint64_t split_at(uint64_t n)
{
	return 1ULL << (63 - __builtin_clzll(n - 1));
}

/* gen() of section 2 from the root down; its hashes come out last first. */
bool tree_prove(const struct tree *t, uint64_t start, uint64_t end, uint64_t n,
    struct merkle_proof *out)
{
	if (end > n || !merkle_is_subtree(start, end))
		return false;
	out->count = 0;
	if (start == end)
		return true;
	struct hash *at = out->at;
	uint64_t from = 0;
	bool is_whole = true;
	while (start != 0 || end != n) {
		cm_assert(out->count < PROOF_HASHES_MAX - 1);
		uint64_t k = split_at(n);
		if (end <= k) {
			tree_root(t, from + k, n - k, &at[out->count++]);
			n = k;
			continue;
		}
		tree_root(t, from, k, &at[out->count++]);
		is_whole = is_whole && start >= k;
		start = start >= k ? start - k : 0;
		end -= k;
		from += k;
		n -= k;
	}
	if (!is_whole)
		tree_root(t, from, n, &at[out->count++]);
	for (uint32_t i = 0; i < out->count / 2; i++) {
		struct hash swap = at[i];
		at[i] = at[out->count - 1 - i];
		at[out->count - 1 - i] = swap;
	}
	return true;
}

bool tree_hashes(const struct tree *t, unsigned level, uint64_t index, uint32_t count,
    struct hash *out)
{
	unsigned height = level * 8;
	if (height >= TREE_HEIGHTS)
		return count == 0;
	for (uint32_t i = 0; i < count; i++)
		out[i] = *(const struct hash *)column_at(&t->at[height], index + i);
	return true;
}
