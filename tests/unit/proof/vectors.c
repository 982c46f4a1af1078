#include "unit/proof/vectors.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/encode.h"

struct str vector_read(struct arena *a, const char *path)
{
	char whole[512];
	const char *tests = getenv("COMITY_TESTS");
	cm_assert(tests != NULL);
	int n = snprintf(whole, sizeof(whole), "%s/vectors/%s", tests, path);
	cm_assert(n > 0 && (size_t)n < sizeof(whole));
	FILE *f = fopen(whole, "rb");
	if (f == NULL)
		cm_panic(whole, 0, "cannot be read");
	cm_assert(fseek(f, 0, SEEK_END) == 0);
	long size = ftell(f);
	cm_assert(size >= 0 && fseek(f, 0, SEEK_SET) == 0);
	size_t count = (size_t)size;
	char *bytes = arena_alloc(a, count + 1, 1);
	cm_assert(fread(bytes, 1, count, f) == count);
	(void)fclose(f);
	return (struct str){ bytes, count };
}

struct str vector_read_in(struct arena *a, const char *folder, struct str name)
{
	char path[256];
	int n = snprintf(path, sizeof(path), "%s/%.*s", folder, STR_ARG(name));
	cm_assert(n > 0 && (size_t)n < sizeof(path));
	return vector_read(a, path);
}

bool vector_row(struct row *out, struct str *rest)
{
	struct str line;
	do {
		if (rest->n == 0)
			return false;
		line = str_cut(rest, '\n');
	} while (line.n == 0 || line.p[0] == '#');
	*out = (struct row){ 0 };
	for (size_t i = 0; i < VECTOR_FIELDS_MAX; i++)
		out->field[i] = str_cut(&line, '\t');
	return true;
}

struct hash vector_hash_hex(struct str text)
{
	struct hash h;
	cm_assert(hex_decode(h.bytes, HASH_BYTES, text));
	return h;
}

struct hash vector_hash_b64(struct str text)
{
	struct hash h;
	size_t n;
	cm_assert(b64_decode(h.bytes, HASH_BYTES, &n, text) && n == HASH_BYTES);
	return h;
}

struct policy *vector_policy(struct arena *a, const char *path)
{
	struct policy *p = NULL;
	cm_assert(policy_parse(&p, a, vector_read(a, path)).id == FAULT_NONE);
	return p;
}

void vector_key(struct vkey *key, uint8_t seed[32], struct str seeds, struct str name)
{
	struct row row;
	uint8_t public[32];
	while (vector_row(&row, &seeds))
		if (str_eq(row.field[0], name)) {
			cm_assert(hex_decode(seed, 32, row.field[2]));
			ed25519_public(public, seed);
			vkey_init(key, row.field[0],
			    str_eq(row.field[1], S("1")) ? NOTE_ED25519 : NOTE_COSIGNATURE, public);
			return;
		}
	cm_panic(__FILE__, __LINE__, "no such key");
}

static bool tree_read(void *ctx, unsigned level, uint64_t index, uint32_t count, struct hash *out)
{
	const struct tree *t = ctx;
	if (level >= TREE_LEVELS || index > t->count[level] || count > t->count[level] - index)
		return false;
	memcpy(out, t->level[level] + index, count * sizeof(*out));
	return true;
}

/* By the definition of MTH, apart from what merkle.c does. */
static struct hash hashes_fold(const struct hash at[256])
{
	struct hash pair[256];
	memcpy(pair, at, sizeof(pair));
	for (unsigned n = 128; n > 0; n /= 2)
		for (unsigned k = 0; k < n; k++)
			merkle_node(&pair[k], &pair[2 * k], &pair[2 * k + 1]);
	return pair[0];
}

void tree_init(struct tree *t, struct arena *a, struct hash *at, uint32_t count)
{
	*t = (struct tree){ .level = { at }, .count = { count } };
	t->source = (struct merkle_source){ tree_read, t };
	for (unsigned level = 1; level < TREE_LEVELS; level++) {
		t->count[level] = t->count[level - 1] / 256;
		t->level[level] = arena_array(a, struct hash, t->count[level] + 1);
		for (uint32_t i = 0; i < t->count[level]; i++)
			t->level[level][i] = hashes_fold(t->level[level - 1] + (size_t)i * 256);
	}
}

struct hash tree_root(const struct tree *t, uint64_t n)
{
	struct hash root;
	cm_assert(merkle_root(&t->source, 0, n, &root));
	return root;
}

struct hash *vector_log_leaves(struct arena *a, uint32_t *count)
{
	struct str rest = vector_read(a, "acts/index.tsv");
	struct hash *leaves = arena_array(a, struct hash, 16);
	struct row row;
	*count = 0;
	while (vector_row(&row, &rest)) {
		cm_assert(*count < 16);
		leaves[(*count)++] = vector_hash_hex(row.field[5]);
	}
	return leaves;
}
