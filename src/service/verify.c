#include "service/verify.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/endian.h"
#include "base/scope.h"
#include "record/replay.h"
#include "service/fold.h"
#include "service/remote.h"

#define STATE_BYTES_MAX ((size_t)64 * 1024 * 1024 * 1024)
#define ENTRIES_AT_ONCE 1024
#define BUNDLE_BYTES_MAX ((size_t)TILE_WIDTH * (ENTRY_BYTES_MAX + 2))

struct verify {
	const struct verify_options *options;
	struct verify_report *report;
	struct arena *arena;
	struct remote_address address; /* when there is no store */
	struct checkpoint checkpoint;
	uint64_t tile_index; /* of the hashes below */
	uint32_t tile_width; /* 0: none are there */
	struct hash tile[TILE_WIDTH];
};

/* A bundle of exactly `width` entries, cut at the front: where the replay stands in it. */
static enum rc bundle_from(struct buf *out, struct str bundle, uint64_t skip, unsigned width,
    struct err *err)
{
	size_t at = 0, from = 0;
	for (unsigned i = 0; i < width; i++) {
		size_t n = bundle.n - at < 2 ? 0 : get_u16be((const uint8_t *)bundle.p + at);
		if (n == 0 || bundle.n - at - 2 < n)
			return cm_fail(err, RC_IO, "E_BUNDLE: a bundle of entries breaks off");
		at += 2 + n;
		from = i + 1 == skip ? at : from;
	}
	if (at != bundle.n)
		return cm_fail(err, RC_IO, "E_BUNDLE: a bundle holds more than its %u entries", width);
	buf_put(out, str_sub(bundle, from, bundle.n));
	return RC_OK;
}

static enum rc entries_next(void *ctx, uint64_t from, struct buf *out, struct err *err)
{
	struct verify *v = ctx;
	uint64_t left = v->checkpoint.size - from;
	if (left == 0)
		return RC_OK;
	if (v->options->store != NULL) {
		uint32_t count = left < ENTRIES_AT_ONCE ? (uint32_t)left : ENTRIES_AT_ONCE;
		return v->options->store->ops->entries(v->options->store->ctx, from, count, out, err);
	}
	SCOPE_ARENA(scratch, BUNDLE_BYTES_MAX * 2);
	struct buf bundle;
	buf_init(&bundle, &scratch, BUNDLE_BYTES_MAX);
	uint64_t index = from / TILE_WIDTH;
	struct tile tile = { TILE_LEVEL_ENTRIES, index,
		tile_width_at(v->checkpoint.size, 0, index) };
	enum rc rc = remote_tile(&v->address, tile, &bundle, err);
	return rc == RC_OK ? bundle_from(out, buf_str(&bundle), from % TILE_WIDTH, tile.width, err)
	                   : rc;
}

static enum rc tile_load(struct verify *v, uint64_t index, struct err *err)
{
	SCOPE_ARENA(scratch, 65536);
	struct buf bytes;
	buf_init(&bytes, &scratch, TILE_WIDTH * HASH_BYTES + 1);
	unsigned width = tile_width_at(v->checkpoint.size, 0, index);
	enum rc rc = remote_tile(&v->address, (struct tile){ 0, index, width }, &bytes, err);
	if (rc != RC_OK)
		return rc;
	if (bytes.n != (size_t)width * HASH_BYTES)
		return cm_fail(err, RC_IO, "E_BUNDLE: tile %llu has %zu bytes, not %u",
		    (unsigned long long)index, bytes.n, width * HASH_BYTES);
	memcpy(v->tile, bytes.p, bytes.n);
	v->tile_index = index;
	v->tile_width = width;
	return RC_OK;
}

static enum rc leaves_read(void *ctx, uint64_t from, uint32_t count, struct hash *out,
    struct err *err)
{
	struct verify *v = ctx;
	if (v->options->store != NULL) {
		if (!v->options->store->ops->hashes_get(v->options->store->ctx, 0, from, count, out))
			return cm_fail(err, RC_IO, "the stored hashes could not be read");
		return RC_OK;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint64_t index = (from + i) / TILE_WIDTH, at = (from + i) % TILE_WIDTH;
		if (v->tile_width == 0 || v->tile_index != index) {
			enum rc rc = tile_load(v, index, err);
			if (rc != RC_OK)
				return rc;
		}
		out[i] = v->tile[at];
	}
	return RC_OK;
}

/* Level files are derived: a record that lacks them is whole. */
static bool has_leaves(const struct verify *v)
{
	struct hash first;
	const struct log_store *store = v->options->store;
	return store == NULL ||
	    store->ops->hashes_get(store->ctx, 0, v->checkpoint.size - 1, 1, &first);
}

static enum rc fault_say(struct verify *v, enum fault_id id, const char *what, struct err *err)
{
	v->report->fault = fault_at(id, 0, 0);
	return cm_fail(err, RC_CORRUPT, "%s: %s (section %s)", fault_name(id), what,
	    fault_section(id));
}

static enum rc checkpoint_read(struct verify *v, struct str *out, struct err *err)
{
	struct buf note;
	buf_init(&note, v->arena, NOTE_BYTES_MAX);
	enum rc rc;
	if (v->options->store != NULL)
		rc = v->options->store->ops->slot_get(v->options->store->ctx, &note, err);
	else
		rc = remote_get(&v->address, S("/checkpoint"), &note, err);
	if (rc != RC_OK)
		return rc;
	return buf_done(&note, out, err);
}

/* The key that the founding act names, for those who were given none. */
static enum rc own_key(struct verify *v, struct str origin, struct str *vkey, struct err *err)
{
	struct buf bytes;
	buf_init(&bytes, v->arena, BUNDLE_BYTES_MAX);
	enum rc rc = entries_next(v, 0, &bytes, err);
	if (rc != RC_OK)
		return rc;
	if (bytes.n < 2 || bytes.n - 2 < get_u16be((const uint8_t *)bytes.p))
		return fault_say(v, FAULT_BUNDLE, "the first entry breaks off", err);
	struct str first = { bytes.p + 2, get_u16be((const uint8_t *)bytes.p) };
	struct entry *e = arena_new(v->arena, struct entry);
	union content *c = arena_new(v->arena, union content);
	struct fault f = entry_parse(e, v->arena, first, origin);
	if (f.id == FAULT_NONE && !str_eq(e->act.kind, S("forum.found")))
		return fault_say(v, FAULT_RULES, "the record does not begin with a founding", err);
	if (f.id == FAULT_NONE)
		f = content_read(c, KIND_FORUM_FOUND, &e->act, v->arena);
	if (f.id != FAULT_NONE) {
		v->report->of_entry = true;
		return fault_say(v, f.id, "the first entry", err);
	}
	*vkey = c->forum_found.log;
	return RC_OK;
}

static enum rc checkpoint_judge(struct verify *v, struct err *err)
{
	struct str text;
	struct note note;
	enum rc rc = checkpoint_read(v, &text, err);
	if (rc != RC_OK)
		return rc;
	/* Unverified so far: only what is needed to find the key. */
	if (note_parse(&note, text) != FAULT_NONE)
		return fault_say(v, FAULT_NOTE, "the checkpoint is no signed note", err);
	if (checkpoint_parse(&v->checkpoint, note.text) != FAULT_NONE)
		return fault_say(v, FAULT_CHECKPOINT, "the note is no checkpoint", err);
	struct str vkey = v->options->vkey;
	if (vkey.n == 0 && v->checkpoint.size > 0) {
		v->report->key_is_own = true;
		rc = own_key(v, v->checkpoint.origin, &vkey, err);
	}
	struct vkey key;
	if (rc != RC_OK)
		return rc;
	if (vkey_parse(&key, vkey) != FAULT_NONE)
		return fault_say(v, FAULT_NOTE, "the log's key is none", err);
	enum fault_id id = checkpoint_verify(&v->checkpoint, &note, text, &key);
	if (id != FAULT_NONE)
		return fault_say(v, id, "the checkpoint does not hold under the log's key", err);
	v->report->origin = v->checkpoint.origin;
	v->report->vkey = vkey;
	v->report->signed_size = v->checkpoint.size;
	return RC_OK;
}

static void replay_progress(void *ctx, uint64_t done)
{
	const struct verify *v = ctx;
	if (v->options->progress != NULL)
		v->options->progress(v->options->progress_ctx, done, v->checkpoint.size);
}

/* Kind and author of the entry at fault, for people; whatever can be read of it. */
static void entry_name(struct verify *v)
{
	struct verify_report *r = v->report;
	struct buf bytes;
	struct err ignored;
	buf_init(&bytes, v->arena, BUNDLE_BYTES_MAX * 2);
	if (entries_next(v, r->size, &bytes, &ignored) != RC_OK || bytes.n < 2)
		return;
	size_t n = get_u16be((const uint8_t *)bytes.p);
	struct entry *e = arena_new(v->arena, struct entry);
	if (n > bytes.n - 2)
		return;
	struct str entry = { bytes.p + 2, n };
	if (entry_parse_stored(e, v->arena, entry, v->checkpoint.origin).id != FAULT_NONE)
		return;
	r->kind = e->act.kind;
	r->by = e->act.by;
}

static enum rc entries_judge(struct verify *v, struct forum_fold *ff, struct err *err)
{
	struct verify_report *r = v->report;
	struct replay_source source = { .next = entries_next,
		.leaves = has_leaves(v) ? leaves_read : NULL, .ctx = v };
	struct replay_options options = { .origin = v->checkpoint.origin,
		.fold = forum_fold(ff),
		.threads = v->options->threads,
		.upto = v->checkpoint.size,
		.hash_key = v->options->hash_key,
		.progress = replay_progress,
		.progress_ctx = v,
		.findings = &r->findings };
	struct replay_result result;
	ff->places = arena_alloc(v->arena, FINDINGS_ROOM, 1);
	enum rc rc = replay_run(&result, &source, &options, err);
	r->size = result.size;
	r->root = result.root;
	r->state = result.state;
	r->last = result.last;
	r->fault = result.fault;
	if (forum_is_founded(ff->forum))
		r->forum_id = *forum_id(ff->forum);
	if (rc == RC_CORRUPT) {
		r->of_entry = true;
		if (r->fault.id == FAULT_AUTH) { /* nothing was checked; what stands there is older */
			r->findings.count = r->findings.refused = 0;
			finding_add(&r->findings, ff->why);
		}
		entry_name(v);
	}
	if (rc == RC_OK && result.size != v->checkpoint.size)
		return fault_say(v, FAULT_BUNDLE, "the entries end before the signed size", err);
	if (rc == RC_OK && !hash_eq(&result.root, &v->checkpoint.root))
		return fault_say(v, FAULT_ROOT, "the signed root is not that of the entries", err);
	return rc;
}

static enum rc forum_pinned(struct verify *v, struct err *err)
{
	char id[2 * HASH_BYTES];
	hex_encode(id, v->report->forum_id.bytes, HASH_BYTES);
	if (v->options->forum_id.n == 0 ||
	    str_eq(v->options->forum_id, (struct str){ id, sizeof id }))
		return RC_OK;
	return fault_say(v, FAULT_LOG_ORIGIN, "this is another forum than the one expected", err);
}

enum rc verify_run(struct verify_report *report, struct arena *a,
    const struct verify_options *options, struct err *err)
{
	struct verify v = { .options = options, .report = report, .arena = a,
		.address = { options->fetch, options->url, options->vkey } };
	*report = (struct verify_report){ .size = 0 };
	enum rc rc = checkpoint_judge(&v, err);
	if (rc != RC_OK || v.checkpoint.size == 0)
		return rc;
	if (options->store != NULL) {
		const struct commit *last = options->store->ops->last(options->store->ctx);
		uint64_t size = last == NULL ? 0 : last->size;
		if (size < v.checkpoint.size)
			return fault_say(&v, FAULT_SLOT, "more entries were signed than are there", err);
		report->waiting = size - v.checkpoint.size;
	}
	SCOPE_ARENA(state, STATE_BYTES_MAX);
	struct forum_fold *ff = arena_new(&state, struct forum_fold);
	forum_fold_init(ff, &state, v.checkpoint.origin, options->hash_key);
	rc = entries_judge(&v, ff, err);
	if (rc == RC_OK)
		rc = forum_pinned(&v, err);
	if (rc == RC_OK && options->holds != NULL)
		rc = options->holds(options->holds_ctx, ff->forum, err);
	forum_fold_release(ff);
	return rc;
}
