#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/encode.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "lib/panics.h"
#include "proof/sha.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

#define CAP (64 << 20)
#define ACCUMULATED 131 /* leaf i is the byte i */

static struct hash *leaves_of_numbers(struct arena *a, uint32_t count)
{
	struct hash *at = arena_array(a, struct hash, count);
	for (uint32_t i = 0; i < count; i++) {
		char bytes[2] = { (char)(i & 0xff), (char)(i >> 8) };
		merkle_leaf(&at[i], (struct str){ bytes, i < 256 ? 1 : 2 });
	}
	return at;
}

static void roots_and_leaves_are_those_of_rfc_6962(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "rfc6962.tsv");
	struct hash leaves[8], h, root;
	struct frontier f;
	struct row row;
	uint32_t count = 0;
	frontier_init(&f);
	while (vector_row(&row, &rest)) {
		if (!str_eq(row.field[1], S("-"))) {
			uint8_t entry[64];
			size_t n = row.field[1].n / 2;
			assert_true(hex_decode(entry, n, row.field[1]));
			merkle_leaf(&leaves[count], (struct str){ (const char *)entry, n });
			h = vector_hash_hex(row.field[2]);
			assert_true(hash_eq(&leaves[count], &h));
			frontier_push(&f, &leaves[count++]);
		}
		struct tree t;
		tree_init(&t, &a, leaves, count);
		h = vector_hash_hex(row.field[3]);
		root = tree_root(&t, count);
		assert_true(hash_eq(&root, &h));
		frontier_root(&f, &root);
		assert_true(hash_eq(&root, &h));
	}
	assert_int_equal(count, 8);
}

/* Lines of one kind, hashed as they come. */
struct lines {
	struct sha256_run run;
	struct arena *arena;
	const struct tree *tree;
	struct hash root; /* of the tree's first root_size leaves */
	uint64_t root_size;
};

static void line_add(struct lines *l, struct buf *b)
{
	buf_byte(b, '\n');
	sha256_add(&l->run, b->p, b->n);
}

static void range_put(struct buf *b, uint64_t s, uint64_t e)
{
	buf_byte(b, '[');
	buf_dec(b, (int64_t)s);
	buf_put(b, S(", "));
	buf_dec(b, (int64_t)e);
	buf_put(b, S(") "));
}

/* The hashes of the proof of [s, e) in n, which must also verify. */
static void proof_add(struct lines *l, struct buf *b, uint64_t s, uint64_t e, uint64_t n)
{
	struct merkle_proof proof;
	struct hash part;
	if (l->root_size != n)
		l->root = tree_root(l->tree, n);
	l->root_size = n;
	assert_true(merkle_prove(&l->tree->source, s, e, n, &proof));
	assert_true(merkle_root(&l->tree->source, s, e - s, &part));
	assert_true(merkle_verify(s, e, n, &proof, &part, &l->root));
	for (uint32_t i = 0; i < proof.count; i++) {
		buf_byte(b, ' ');
		buf_hex(b, proof.at[i].bytes, HASH_BYTES);
	}
	line_add(l, b);
}

static void root_add(struct lines *l, struct buf *b, uint64_t s, uint64_t e)
{
	struct hash h;
	assert_true(merkle_root(&l->tree->source, s, e - s, &h));
	buf_hex(b, h.bytes, HASH_BYTES);
	line_add(l, b);
}

static void roots_lines(struct lines *l, struct buf *b)
{
	for (uint32_t n = 0; n < ACCUMULATED; n++) {
		buf_clear(b);
		buf_dec(b, n);
		buf_byte(b, ' ');
		root_add(l, b, 0, n);
	}
}

static void numbers_put(struct buf *b, uint32_t x, uint32_t y)
{
	buf_clear(b);
	buf_dec(b, x);
	buf_byte(b, ' ');
	buf_dec(b, y);
}

static void inclusion_lines(struct lines *l, struct buf *b)
{
	for (uint32_t n = 1; n < ACCUMULATED; n++)
		for (uint32_t i = 0; i < n; i++) {
			numbers_put(b, i, n);
			proof_add(l, b, i, i + 1, n);
		}
}

static void consistency_lines(struct lines *l, struct buf *b)
{
	for (uint32_t n = 1; n < ACCUMULATED; n++)
		for (uint32_t m = 1; m <= n; m++) {
			numbers_put(b, m, n);
			proof_add(l, b, 0, m, n);
		}
}

static void subtree_roots_lines(struct lines *l, struct buf *b)
{
	for (uint32_t e = 0; e < ACCUMULATED; e++)
		for (uint32_t s = 0; s <= e; s++) {
			if (!merkle_is_subtree(s, e))
				continue;
			buf_clear(b);
			range_put(b, s, e);
			root_add(l, b, s, e);
		}
}

static void subtree_consistency_of(struct lines *l, struct buf *b, uint32_t n, uint32_t e)
{
	for (uint32_t s = 0; s <= e; s++) {
		if (!merkle_is_subtree(s, e))
			continue;
		buf_clear(b);
		range_put(b, s, e);
		buf_dec(b, n);
		proof_add(l, b, s, e, n);
	}
}

static void subtree_consistency_lines(struct lines *l, struct buf *b)
{
	for (uint32_t n = 0; n < ACCUMULATED; n++)
		for (uint32_t e = 0; e <= n; e++)
			subtree_consistency_of(l, b, n, e);
}

/* Inclusion in a subtree is inclusion in the tree of its leaves alone. */
static void subtree_inclusion_of(struct lines *l, struct buf *b, uint32_t s, uint32_t e)
{
	struct tree inner;
	const struct tree *outer = l->tree;
	if (s == e || !merkle_is_subtree(s, e))
		return;
	tree_init(&inner, l->arena, outer->level[0] + s, e - s);
	l->tree = &inner;
	l->root_size = UINT64_MAX;
	for (uint32_t i = s; i < e; i++) {
		buf_clear(b);
		buf_dec(b, i);
		buf_byte(b, ' ');
		range_put(b, s, e);
		b->n--; /* the hashes bring their own space */
		proof_add(l, b, i - s, i - s + 1, e - s);
	}
	l->tree = outer;
}

static void subtree_inclusion_lines(struct lines *l, struct buf *b)
{
	for (uint32_t e = 0; e < ACCUMULATED; e++)
		for (uint32_t s = 0; s <= e; s++)
			subtree_inclusion_of(l, b, s, e);
}

static void accumulated_lines_have_the_published_hashes(void **state)
{
	(void)state;
	static const struct {
		struct str name;
		void (*lines)(struct lines *l, struct buf *b);
	} kinds[] = {
		{ S("roots"), roots_lines },
		{ S("inclusion"), inclusion_lines },
		{ S("consistency"), consistency_lines },
		{ S("subtree-roots"), subtree_roots_lines },
		{ S("subtree-consistency"), subtree_consistency_lines },
		{ S("subtree-inclusion"), subtree_inclusion_lines },
	};
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "accumulated.tsv");
	struct row row;
	struct tree t;
	struct buf b;
	size_t at = 0;
	tree_init(&t, &a, leaves_of_numbers(&a, ACCUMULATED), ACCUMULATED);
	buf_init(&b, &a, 8192);
	for (; vector_row(&row, &rest); at++) {
		struct lines l = { .arena = &a, .tree = &t, .root_size = UINT64_MAX };
		struct hash got, want = vector_hash_hex(row.field[1]);
		assert_true(at < CM_COUNT(kinds) && str_eq(row.field[0], kinds[at].name));
		sha256_begin(&l.run);
		kinds[at].lines(&l, &b);
		sha256_end(&l.run, &got);
		assert_false(b.failed);
		assert_true(hash_eq(&got, &want));
	}
	assert_int_equal(at, CM_COUNT(kinds));
}

#define SIZES 300

static void every_inclusion_and_consistency_proof_verifies(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct tree t;
	struct merkle_proof proof;
	struct hash roots[SIZES + 1];
	tree_init(&t, &a, leaves_of_numbers(&a, SIZES), SIZES);
	for (uint32_t n = 0; n <= SIZES; n++)
		roots[n] = tree_root(&t, n);
	for (uint32_t n = 1; n <= SIZES; n++) {
		for (uint32_t i = 0; i < n; i++) {
			assert_true(merkle_prove(&t.source, i, i + 1, n, &proof));
			assert_true(merkle_verify(i, i + 1, n, &proof, &t.level[0][i], &roots[n]));
			assert_true(merkle_prove(&t.source, 0, i + 1, n, &proof));
			assert_true(merkle_verify(0, i + 1, n, &proof, &roots[i + 1], &roots[n]));
		}
	}
}

/* Spoils one thing of a right proof. */
static void spoil(struct gen *g, struct merkle_proof *proof, struct hash *part, struct hash *root)
{
	struct hash *h = gen_bool(g) ? part : root;
	uint64_t way = gen_below(g, 4);
	if (way == 0 && proof->count > 0) {
		h = &proof->at[gen_below(g, proof->count)];
	} else if (way == 1 && proof->count > 0) {
		proof->count--;
		return;
	} else if (way == 2) {
		gen_bytes(g, proof->at[proof->count++].bytes, HASH_BYTES);
		return;
	} else if (way == 3 && proof->count > 1) {
		struct hash first = proof->at[0];
		memmove(proof->at, proof->at + 1, (proof->count - 1) * sizeof(first));
		proof->at[proof->count - 1] = first;
		return;
	}
	h->bytes[gen_below(g, HASH_BYTES)] ^= (uint8_t)(1 << gen_below(g, 8));
}

static void a_proof_with_one_thing_spoiled_does_not_verify(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct tree t;
	tree_init(&t, &a, leaves_of_numbers(&a, SIZES), SIZES);
	for (unsigned i = 0; i < gen_cases(5000); i++) {
		struct gen g;
		struct merkle_proof proof;
		struct hash part, root;
		gen_init_case(&g, i);
		uint64_t n = 1 + gen_below(&g, SIZES), e = 1 + gen_below(&g, n), s = gen_below(&g, e);
		while (!merkle_is_subtree(s, e))
			s &= s - 1;
		assert_true(merkle_prove(&t.source, s, e, n, &proof));
		assert_true(merkle_root(&t.source, s, e - s, &part));
		root = tree_root(&t, n);
		assert_true(merkle_verify(s, e, n, &proof, &part, &root));
		spoil(&g, &proof, &part, &root);
		assert_false(merkle_verify(s, e, n, &proof, &part, &root));
	}
}

/* The proof of leaf i in n must fit that leaf and that size alone. */
static void proof_fits_nothing_else(const struct tree *t, const struct hash *roots, uint32_t i,
    uint32_t n)
{
	struct merkle_proof proof;
	struct hash leaf = t->level[0][i];
	assert_true(merkle_prove(&t->source, i, i + 1, n, &proof));
	for (uint32_t j = 0; j < n; j++)
		assert_int_equal(merkle_verify(j, j + 1, n, &proof, &leaf, &roots[n]), j == i);
	for (uint32_t m = i + 1; m <= 64; m++)
		assert_int_equal(merkle_verify(i, i + 1, m, &proof, &leaf, &roots[m]), m == n);
}

static void a_proof_fits_no_other_leaf_and_no_other_size(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct tree t;
	struct hash roots[65];
	tree_init(&t, &a, leaves_of_numbers(&a, 64), 64);
	for (uint32_t n = 0; n <= 64; n++)
		roots[n] = tree_root(&t, n);
	for (uint32_t n = 1; n <= 64; n++)
		for (uint32_t i = 0; i < n; i++)
			proof_fits_nothing_else(&t, roots, i, n);
}

static void a_subtree_starts_at_a_multiple_of_its_width(void **state)
{
	(void)state;
	for (uint64_t s = 0; s < 70; s++)
		for (uint64_t e = 0; e < 70; e++) {
			uint64_t width = 1;
			while (s <= e && width < e - s)
				width *= 2;
			assert_int_equal(merkle_is_subtree(s, e), s <= e && s % width == 0);
		}
	assert_true(merkle_is_subtree(0, INT64_MAX));
	assert_false(merkle_is_subtree(0, (uint64_t)INT64_MAX + 1));
	assert_false(merkle_is_subtree(1, INT64_MAX));
	assert_false(merkle_is_subtree(UINT64_MAX, UINT64_MAX));
}

static void proofs_outside_of_the_tree_are_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct tree t;
	struct merkle_proof proof = { .count = 0 };
	tree_init(&t, &a, leaves_of_numbers(&a, 8), 8);
	struct hash root = tree_root(&t, 8), empty;
	merkle_empty(&empty);
	assert_false(merkle_prove(&t.source, 7, 9, 8, &proof));
	assert_false(merkle_prove(&t.source, 1, 3, 8, &proof));
	assert_false(merkle_prove(&t.source, 0, 1, 9, &proof)); /* leaf 8 is not there */
	proof.count = 0;
	assert_false(merkle_verify(8, 9, 8, &proof, &root, &root));
	assert_false(merkle_verify(0, 8, UINT64_MAX, &proof, &root, &root));
	assert_true(merkle_verify(0, 0, 8, &proof, &empty, &root));
	assert_false(merkle_verify(0, 0, 8, &proof, &root, &root));
	proof.count = 1;
	assert_false(merkle_verify(0, 0, 8, &proof, &empty, &root));
	proof.count = PROOF_HASHES_MAX + 1;
	assert_false(merkle_verify(0, 8, 8, &proof, &root, &root));
}

/* A source of any size: one hash for all. */
static bool same_read(void *ctx, unsigned level, uint64_t index, uint32_t count, struct hash *out)
{
	struct hash *of_level = ctx;
	(void)index;
	for (uint32_t i = 0; i < count; i++)
		out[i] = of_level[level];
	return true;
}

static void proofs_of_2_to_the_62_leaves_have_at_most_63_hashes(void **state)
{
	(void)state;
	struct hash of_level[8];
	merkle_leaf(&of_level[0], S("same"));
	for (unsigned level = 1; level < 8; level++) {
		of_level[level] = of_level[level - 1];
		for (unsigned i = 0; i < 8; i++)
			merkle_node(&of_level[level], &of_level[level], &of_level[level]);
	}
	struct merkle_source source = { same_read, of_level };
	uint64_t n = UINT64_C(1) << 62;
	struct hash root, part;
	assert_true(merkle_root(&source, 0, n, &root));
	struct merkle_proof longest;
	assert_true(merkle_prove(&source, 0, n - 1, n, &longest));
	assert_int_equal(longest.count, PROOF_HASHES_MAX);
	assert_false(merkle_prove(&source, 0, (uint64_t)INT64_MAX - 2, INT64_MAX, &longest));
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		struct merkle_proof proof;
		gen_init_case(&g, i);
		uint64_t e = 1 + (gen_u64(&g) % n >> gen_below(&g, 63)), s = 0;
		if (gen_bool(&g))
			s = e - 1;
		assert_true(merkle_prove(&source, s, e, n, &proof));
		assert_true(proof.count <= PROOF_HASHES_MAX);
		assert_true(merkle_root(&source, s, e - s, &part));
		assert_true(merkle_verify(s, e, n, &proof, &part, &root));
		part.bytes[0] ^= 1;
		assert_false(merkle_verify(s, e, n, &proof, &part, &root));
	}
}

static void the_log_of_70000_entries_has_its_roots(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	uint32_t count = 70000;
	struct hash *leaves = arena_array(&a, struct hash, count);
	struct buf b;
	struct frontier f;
	buf_init(&b, &a, 64);
	frontier_init(&f);
	for (uint32_t i = 0; i < count; i++) {
		buf_clear(&b);
		buf_put(&b, S("act "));
		buf_dec(&b, i);
		merkle_leaf(&leaves[i], buf_str(&b));
	}
	struct tree t;
	struct row row;
	struct str rest = vector_read(&a, "testlog/roots.tsv");
	unsigned rows = 0;
	tree_init(&t, &a, leaves, count);
	for (; vector_row(&row, &rest); rows++) {
		uint64_t n;
		assert_true(dec_decode(&n, row.field[0]));
		struct hash want = vector_hash_b64(row.field[1]), root = tree_root(&t, n);
		assert_true(hash_eq(&root, &want));
		assert_true(f.size <= n);
		while (f.size < n)
			frontier_push(&f, &leaves[f.size]);
		frontier_root(&f, &root);
		assert_true(hash_eq(&root, &want));
	}
	assert_true(rows > 5);
}

static void consistency_of_the_acts_is_the_published_proof(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const struct {
		struct str file;
		bool is_good;
	} files[] = {
		{ S("log/consistency-4-10"), true },
		{ S("malformed/095-consistency-bit.consistency"), false },
		{ S("malformed/096-consistency-short.consistency"), false },
	};
	struct tree t;
	uint32_t count;
	struct hash *leaves = vector_log_leaves(&a, &count);
	tree_init(&t, &a, leaves, count);
	for (size_t i = 0; i < CM_COUNT(files); i++) {
		struct str rest = vector_read_in(&a, ".", files[i].file);
		struct merkle_proof proof = { .count = 0 };
		uint64_t m, n;
		assert_true(dec_decode(&m, str_cut(&rest, '\n')) &&
		    dec_decode(&n, str_cut(&rest, '\n')));
		while (rest.n > 0)
			proof.at[proof.count++] = vector_hash_b64(str_cut(&rest, '\n'));
		struct hash before = tree_root(&t, m), after = tree_root(&t, n);
		assert_int_equal(merkle_verify(0, m, n, &proof, &before, &after),
		    files[i].is_good);
	}
}

static void root_of_no_subtree(void *ctx)
{
	struct hash h;
	assert_true(merkle_root(ctx, 1, 2, &h));
}

static void the_root_of_what_is_no_subtree_panics(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct tree t;
	tree_init(&t, &a, leaves_of_numbers(&a, 8), 8);
	assert_true(panics(root_of_no_subtree, &t.source, "merkle_is_subtree"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roots_and_leaves_are_those_of_rfc_6962),
		cmocka_unit_test(accumulated_lines_have_the_published_hashes),
		cmocka_unit_test(every_inclusion_and_consistency_proof_verifies),
		cmocka_unit_test(a_proof_with_one_thing_spoiled_does_not_verify),
		cmocka_unit_test(a_proof_fits_no_other_leaf_and_no_other_size),
		cmocka_unit_test(a_subtree_starts_at_a_multiple_of_its_width),
		cmocka_unit_test(proofs_outside_of_the_tree_are_refused),
		cmocka_unit_test(proofs_of_2_to_the_62_leaves_have_at_most_63_hashes),
		cmocka_unit_test(the_log_of_70000_entries_has_its_roots),
		cmocka_unit_test(consistency_of_the_acts_is_the_published_proof),
		cmocka_unit_test(the_root_of_what_is_no_subtree_panics),
	};
	return cmocka_run_group_tests_name("merkle", tests, NULL, NULL);
}
