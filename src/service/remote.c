#include "service/remote.h"

#include "base/endian.h"
#include "base/scope.h"

#define URL_BYTES_MAX 2000
#define BUNDLE_BYTES_MAX ((size_t)TILE_WIDTH * (ENTRY_BYTES_MAX + 2))

enum rc remote_get(const struct remote_address *from, struct str path, struct buf *out,
    struct err *err)
{
	SCOPE_ARENA(scratch, 65536);
	struct buf url;
	struct str whole;
	buf_init(&url, &scratch, URL_BYTES_MAX);
	buf_put(&url, from->url);
	buf_put(&url, path);
	buf_byte(&url, 0);
	enum rc rc = buf_done(&url, &whole, err);
	return rc == RC_OK ? from->fetch->get(from->fetch->ctx, whole.p, out, err) : rc;
}

enum rc remote_tile(const struct remote_address *from, struct tile tile, struct buf *out,
    struct err *err)
{
	SCOPE_ARENA(scratch, 65536);
	struct buf path;
	buf_init(&path, &scratch, TILE_PATH_BYTES_MAX + 10);
	buf_put(&path, S("/tile/"));
	tile_put(&path, tile);
	return remote_get(from, buf_str(&path), out, err);
}

static enum rc get(const struct remote *r, struct str path, size_t max, struct str *out,
    struct err *err)
{
	struct buf body;
	buf_init(&body, r->arena, max);
	enum rc rc = remote_get(&r->address, path, &body, err);
	return rc == RC_OK ? buf_done(&body, out, err) : rc;
}

static enum rc tile_fetch(const struct remote *r, struct tile tile, size_t max, struct str *out,
    struct err *err)
{
	struct buf body;
	buf_init(&body, r->arena, max);
	enum rc rc = remote_tile(&r->address, tile, &body, err);
	return rc == RC_OK ? buf_done(&body, out, err) : rc;
}

enum rc remote_open(struct remote *out, struct arena *a, const struct remote_address *address,
    struct err *err)
{
	struct str vkey = address->vkey;
	struct remote r = { .address = *address, .arena = a };
	struct note note;
	enum rc rc = RC_OK;
	if (vkey.n == 0) {
		rc = get(&r, S("/key"), 1024, &vkey, err);
		vkey = str_cut(&vkey, '\n');
	}
	if (rc == RC_OK)
		rc = get(&r, S("/checkpoint"), NOTE_BYTES_MAX, &r.note, err);
	if (rc != RC_OK)
		return rc;
	if (vkey_parse(&r.log_key, vkey) != FAULT_NONE)
		return cm_fail(err, RC_INVALID, "\"%.*s\" is no verifier key", STR_ARG(vkey));
	enum fault_id id = checkpoint_verify(&r.checkpoint, &note, r.note, &r.log_key);
	if (id != FAULT_NONE)
		return cm_fail(err, RC_DENIED, "%s: the server's checkpoint does not hold (section %s)",
		    fault_name(id), fault_section(id));
	*out = r;
	return RC_OK;
}

enum rc remote_entry(const struct remote *r, uint64_t index, struct str *out, struct err *err)
{
	if (index >= r->checkpoint.size)
		return cm_fail(err, RC_NOT_FOUND, "the record has %llu entries",
		    (unsigned long long)r->checkpoint.size);
	struct str bundle;
	uint64_t at = index / TILE_WIDTH;
	struct tile tile = { TILE_LEVEL_ENTRIES, at, tile_width_at(r->checkpoint.size, 0, at) };
	enum rc rc = tile_fetch(r, tile, BUNDLE_BYTES_MAX, &bundle, err);
	if (rc != RC_OK)
		return rc;
	size_t skip = 0;
	for (uint64_t i = 0; i <= index % TILE_WIDTH; i++) {
		size_t n = bundle.n - skip < 2 ? 0 : get_u16be((const uint8_t *)bundle.p + skip);
		if (n == 0 || bundle.n - skip - 2 < n)
			return cm_fail(err, RC_CORRUPT, "E_BUNDLE: the bundle breaks off (section 3)");
		*out = (struct str){ bundle.p + skip + 2, n };
		skip += 2 + n;
	}
	return RC_OK;
}

/* Stored hashes over the network, for merkle_prove. */
static bool hashes_read(void *ctx, unsigned level, uint64_t index, uint32_t count,
    struct hash *out)
{
	const struct remote *r = ctx;
	for (uint32_t i = 0; i < count; i++) {
		struct str bytes;
		struct err err;
		uint64_t at = (index + i) / TILE_WIDTH, in = (index + i) % TILE_WIDTH;
		struct tile tile = { level, at, tile_width_at(r->checkpoint.size, level, at) };
		if (tile.width <= in ||
		    tile_fetch(r, tile, TILE_WIDTH * HASH_BYTES, &bytes, &err) != RC_OK)
			return false;
		uint32_t take = 0;
		while (i + take < count && in + take < tile.width &&
		    (in + take + 1) * HASH_BYTES <= bytes.n)
			take++;
		if (take == 0)
			return false;
		memcpy(out + i, bytes.p + in * HASH_BYTES, (size_t)take * HASH_BYTES);
		i += take - 1;
	}
	return true;
}

enum rc remote_receipt(const struct remote *r, uint64_t index, struct str entry, struct buf *out,
    struct err *err)
{
	struct remote copy = *r;
	struct merkle_source source = { hashes_read, &copy };
	struct receipt receipt = { .index = index, .checkpoint = r->note };
	if (!merkle_prove(&source, index, index + 1, r->checkpoint.size, &receipt.proof))
		return cm_fail(err, RC_IO, "the log's tiles could not be read");
	struct hash leaf;
	merkle_leaf(&leaf, entry);
	enum fault_id id =
	    receipt_verify(&receipt, policy_of_log(r->arena, &r->log_key), &leaf);
	if (id != FAULT_NONE)
		return cm_fail(err, RC_DENIED, "%s: the entry is not under the checkpoint (section %s)",
		    fault_name(id), fault_section(id));
	receipt_put(out, &receipt);
	return RC_OK;
}
