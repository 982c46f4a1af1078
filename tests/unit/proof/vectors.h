/*
 * What the tests of proof/ share: the files of tests/vectors, and a tree in memory to read hashes
 * from. A file that cannot be read ends the test.
 */
#ifndef TESTS_UNIT_PROOF_VECTORS_H
#define TESTS_UNIT_PROOF_VECTORS_H

#include "proof/merkle.h"
#include "proof/policy.h"

struct arena;

/* A file below tests/vectors, in the arena. */
struct str vector_read(struct arena *a, const char *path);
/* The same for folder/name. */
struct str vector_read_in(struct arena *a, const char *folder, struct str name);

#define VECTOR_FIELDS_MAX 8
struct row {
	struct str field[VECTOR_FIELDS_MAX]; /* missing ones are empty */
};
/* The next line of a table that is no comment; false at the end. Takes it off *rest. */
bool vector_row(struct row *out, struct str *rest);

struct hash vector_hash_hex(struct str text);
struct hash vector_hash_b64(struct str text);
/* The policy in a file, which must be good. */
struct policy *vector_policy(struct arena *a, const char *path);
/* The key called `name` in log/seeds or testlog/seeds. */
void vector_key(struct vkey *key, uint8_t seed[32], struct str seeds, struct str name);

#define TREE_LEVELS 4 /* up to 256^3 leaves */

/* All complete hashes of all levels. */
struct tree {
	struct hash *level[TREE_LEVELS];
	uint32_t count[TREE_LEVELS];
	struct merkle_source source;
};
/* Of the leaf hashes at[0..count), which are borrowed. */
void tree_init(struct tree *t, struct arena *a, struct hash *at, uint32_t count);
/* The root of the first n leaves. */
struct hash tree_root(const struct tree *t, uint64_t n);
/* The leaf hashes of the log in log/. */
struct hash *vector_log_leaves(struct arena *a, uint32_t *count);

#endif
