#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "base/encode.h"
#include "lib/gen.h"
#include "record/log_tree.h"
#include <cmocka.h>

#define SIZE_SMALL 70

static void leaf_of(uint64_t i, struct hash *out)
{
	merkle_leaf(out, (struct str){ (const char *)&i, sizeof i });
}

static void tree_of(struct tree *t, struct arena *a, uint64_t size)
{
	tree_init(t, a);
	for (uint64_t i = 0; i < size; i++) {
		struct hash leaf;
		leaf_of(i, &leaf);
		tree_push(t, &leaf);
	}
}

static void roots_of_all_sizes_are_those_of_the_frontier(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct tree t;
	tree_of(&t, &a, 3000);
	struct frontier f;
	frontier_init(&f);
	for (uint64_t size = 0; size <= 3000; size++) {
		struct hash by_frontier, by_tree;
		frontier_root(&f, &by_frontier);
		tree_root(&t, 0, size, &by_tree);
		assert_true(hash_eq(&by_frontier, &by_tree));
		if (size < 3000)
			frontier_push(&f, tree_leaf(&t, size));
	}
	arena_release(&a);
}

static bool source_read(void *ctx, unsigned level, uint64_t index, uint32_t count,
    struct hash *out)
{
	return tree_hashes(ctx, level, index, count, out);
}

static void assert_proof(struct tree *t, uint64_t start, uint64_t end, uint64_t n)
{
	struct merkle_source source = { source_read, t };
	struct merkle_proof ours, theirs;
	assert_true(tree_prove(t, start, end, n, &ours));
	assert_true(merkle_prove(&source, start, end, n, &theirs));
	assert_int_equal(ours.count, theirs.count);
	assert_memory_equal(ours.at, theirs.at, ours.count * sizeof ours.at[0]);
	struct hash root, part;
	tree_root(t, 0, n, &root);
	tree_root(t, start, end - start, &part);
	assert_true(merkle_verify(start, end, n, &ours, &part, &root));
	part.bytes[5] ^= 1;
	assert_false(merkle_verify(start, end, n, &ours, &part, &root) && end > start);
}

/* How many of [start, end) are subtrees, each proven; of the others there is no proof. */
static unsigned prove_all_ending_at(struct tree *t, uint64_t end, uint64_t n)
{
	unsigned proven = 0;
	for (uint64_t start = 0; start <= end; start++) {
		struct merkle_proof p;
		if (merkle_is_subtree(start, end)) {
			assert_proof(t, start, end, n);
			proven++;
		} else {
			assert_false(tree_prove(t, start, end, n, &p));
		}
	}
	return proven;
}

static void every_subtree_of_every_small_size_is_proven(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct tree t;
	tree_of(&t, &a, SIZE_SMALL);
	unsigned proven = 0;
	for (uint64_t n = 0; n <= SIZE_SMALL; n++)
		for (uint64_t end = 0; end <= n; end++)
			proven += prove_all_ending_at(&t, end, n);
	assert_true(proven > SIZE_SMALL * SIZE_SMALL);
	arena_release(&a);
}

static void proofs_of_a_larger_tree_are_those_of_its_tiles(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct tree t;
	tree_of(&t, &a, 70000);
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		gen_init_case(&g, i);
		uint64_t n = 1 + gen_below(&g, 70000);
		uint64_t at = gen_below(&g, n);
		assert_proof(&t, at, at + 1, n);
		assert_proof(&t, 0, at + 1, n);
	}
	arena_release(&a);
}

static void nothing_is_proven_of_entries_beyond_the_size(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct tree t;
	tree_of(&t, &a, 10);
	struct merkle_proof p;
	assert_false(tree_prove(&t, 5, 6, 5, &p));
	assert_false(tree_prove(&t, 0, 6, 5, &p));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roots_of_all_sizes_are_those_of_the_frontier),
		cmocka_unit_test(every_subtree_of_every_small_size_is_proven),
		cmocka_unit_test(proofs_of_a_larger_tree_are_those_of_its_tiles),
		cmocka_unit_test(nothing_is_proven_of_entries_beyond_the_size),
	};
	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
