/*
 * Receipts: what is accepted is written again (but for `extra`, which is dropped), and no input
 * is a receipt of an entry under a key that signed nothing. Tile paths, which are as short, come
 * along: each has one form.
 */
#include <stdlib.h>

#include "base/scope.h"
#include "proof/receipt.h"
#include "proof/sshsig.h"
#include "proof/tile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tile_try(struct arena *a, struct str path)
{
	struct tile t;
	struct buf b;
	if (!tile_parse(&t, path))
		return;
	buf_init(&b, a, TILE_PATH_BYTES_MAX);
	tile_put(&b, t);
	cm_assert(str_eq(buf_str(&b), path));
}

static void receipt_try(struct arena *a, struct str text)
{
	static const uint8_t public[32] = { 0x58, 0x66 };
	struct receipt r;
	struct buf b;
	struct vkey key;
	struct hash leaf;
	if (receipt_parse(&r, text) != FAULT_NONE)
		return;
	buf_init(&b, a, text.n);
	receipt_put(&b, &r);
	cm_assert(!b.failed && b.n <= text.n);
	cm_assert(str_eq(buf_str(&b), text) || str_find_str(text, S("\nextra ")) < text.n);
	vkey_init(&key, S("log"), NOTE_ED25519, public);
	merkle_leaf(&leaf, text);
	cm_assert(receipt_verify(&r, policy_of_log(a, &key), &leaf) != FAULT_NONE);
	/* A path that leads anywhere leads to one root only. */
	for (uint64_t n = r.index + 1; n != 0 && n < r.index + 4; n++)
		cm_assert(!merkle_verify(r.index, r.index + 1, n, &r.proof, &leaf, &(struct hash){ 0 }));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_ready;
	if (!is_ready && !crypto_ready())
		abort();
	is_ready = true;
	SCOPE_ARENA(a, 4 << 20);
	struct str text = { (const char *)data, size };
	tile_try(&a, text);
	receipt_try(&a, text);
	return 0;
}
