#include "cli/audit.h"

#include <stdio.h>
#include <time.h>

#include "base/encode.h"
#include "base/endian.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/textfile.h"
#include "service/proofs.h"

#define LEVELS 8
#define ENTRIES_AT_ONCE 256
#define SEGMENT_ENTRIES (UINT64_C(1) << 20)
#define PATH_BYTES 4200
#define SLOT_HALF 8192
#define SLOT_SUM_AT (SLOT_HALF - HASH_BYTES)
#define SLOT_HEAD 20
#define SLOT_TRIES 5 /* a writer may be in the middle of a half */
#define REMADE "it is derived, and made again when it is removed before a start"

struct derived {
	FILE *levels[LEVELS], *offsets; /* NULL: not there, or read to its end */
	uint32_t counts[LEVELS];
	struct hash tiles[LEVELS][TILE_WIDTH];
	struct frontier frontier;
	uint64_t at;  /* entries so far */
	uint64_t pos; /* in the file of entries */
	struct checkpoint published; /* size 0: none */
};

static FILE *file_open(struct str dir, const char *name)
{
	char path[PATH_BYTES];
	(void)fmt_into(path, sizeof path, "%.*s/%s", STR_ARG(dir), name);
	return fopen(path, "re");
}

static void file_end(FILE **f)
{
	if (*f != NULL)
		(void)fclose(*f); /* opened for reading: nothing can be lost */
	*f = NULL;
}

/* The next bytes of the file, unless it ends. */
static bool file_next(FILE **f, void *out, size_t n)
{
	if (*f != NULL && fread(out, 1, n, *f) == n)
		return true;
	file_end(f);
	return false;
}

static void derived_open(struct derived *d, struct str dir)
{
	char name[32];
	for (unsigned level = 0; level < LEVELS; level++) {
		(void)fmt_into(name, sizeof name, "level%u.dat", level);
		d->levels[level] = file_open(dir, name);
	}
	d->offsets = file_open(dir, "offsets.dat");
	frontier_init(&d->frontier);
}

static void derived_close(struct derived *d)
{
	for (unsigned level = 0; level < LEVELS; level++)
		file_end(&d->levels[level]);
	file_end(&d->offsets);
}

static void tile_fold(struct hash *out, struct hash tile[TILE_WIDTH])
{
	for (unsigned n = TILE_WIDTH / 2; n > 0; n /= 2) {
		for (unsigned i = 0; i < n; i++)
			merkle_node(&tile[i], &tile[(size_t)2 * i], &tile[(size_t)2 * i + 1]);
	}
	*out = tile[0];
}

/* One leaf more: its hash, and those of the subtrees that it completes, against their files. */
static enum rc leaf_add(struct derived *d, struct str entry, struct err *err)
{
	struct hash h, stored;
	merkle_leaf(&h, entry);
	frontier_push(&d->frontier, &h);
	uint64_t index = d->at;
	for (unsigned level = 0; level < LEVELS; level++) {
		if (file_next(&d->levels[level], &stored, sizeof stored) && !hash_eq(&stored, &h))
			return cm_fail(err, RC_CORRUPT,
			    "E_LEAF: level%u.dat: hash %llu is not that of the entries (section 16); "
			    REMADE,
			    level, (unsigned long long)index);
		d->tiles[level][d->counts[level]++] = h;
		if (d->counts[level] < TILE_WIDTH)
			break;
		d->counts[level] = 0;
		tile_fold(&h, d->tiles[level]);
		index /= TILE_WIDTH;
	}
	return RC_OK;
}

static enum rc entry_add(struct derived *d, struct str entry, struct err *err)
{
	uint8_t mark[8];
	if (d->at % SEGMENT_ENTRIES == 0)
		d->pos = 0;
	if (d->at % TILE_WIDTH == 0 && file_next(&d->offsets, mark, sizeof mark) &&
	    get_u64be(mark) != d->pos)
		return cm_fail(err, RC_CORRUPT,
		    "E_BUNDLE: offsets.dat: mark %llu is not where its entry begins (section 20); " REMADE,
		    (unsigned long long)(d->at / TILE_WIDTH));
	enum rc rc = leaf_add(d, entry, err);
	d->pos += 2 + entry.n;
	d->at++;
	struct hash root;
	if (rc != RC_OK || d->at != d->published.size)
		return rc;
	frontier_root(&d->frontier, &root);
	if (hash_eq(&root, &d->published.root))
		return RC_OK;
	return cm_fail(err, RC_CORRUPT, "E_ROOT: checkpoint: its root is not that of the entries");
}

static enum rc entries_add(struct derived *d, const struct audit_of *of, struct err *err)
{
	while (d->at < of->size) {
		SCOPE_ARENA(a, (size_t)4 * ENTRIES_AT_ONCE * ENTRY_BYTES_MAX);
		uint64_t left = of->size - d->at;
		uint32_t count = left < ENTRIES_AT_ONCE ? (uint32_t)left : ENTRIES_AT_ONCE;
		struct buf bytes;
		buf_init(&bytes, &a, (size_t)ENTRIES_AT_ONCE * (ENTRY_BYTES_MAX + 2));
		enum rc rc = of->store->ops->entries(of->store->ctx, d->at, count, &bytes, err);
		struct str rest = buf_str(&bytes);
		while (rc == RC_OK && rest.n >= 2) {
			size_t n = get_u16be((const uint8_t *)rest.p);
			rc = entry_add(d, str_sub(rest, 2, 2 + n), err);
			rest = str_sub(rest, 2 + n, rest.n);
		}
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* Neither half may be damaged; *size is that of the newest checkpoint in them. */
static bool slot_holds(struct str bytes, uint64_t *size)
{
	*size = 0;
	if (bytes.n != (size_t)2 * SLOT_HALF)
		return false;
	for (unsigned k = 0; k < 2; k++) {
		const uint8_t *half = (const uint8_t *)bytes.p + (size_t)k * SLOT_HALF;
		struct hash sum;
		struct checkpoint c;
		struct note note;
		uint32_t n = get_u32be(half + 16);
		static const uint8_t never[SLOT_HALF];
		if (k == 1 && memcmp(half, never, SLOT_HALF) == 0)
			continue;
		sha256(&sum, half, SLOT_SUM_AT);
		if (memcmp(sum.bytes, half + SLOT_SUM_AT, HASH_BYTES) != 0 ||
		    memcmp(half, "CMSLOT1\n", 8) != 0 || n > SLOT_SUM_AT - SLOT_HEAD)
			return false;
		struct str text = { (const char *)half + SLOT_HEAD, n };
		if (n == 0)
			continue;
		if (note_parse(&note, text) != FAULT_NONE ||
		    checkpoint_parse(&c, note.text) != FAULT_NONE)
			return false;
		*size = c.size > *size ? c.size : *size;
	}
	return true;
}

static enum rc slot_audit(const struct audit_of *of, uint64_t published, struct err *err)
{
	char path[PATH_BYTES];
	uint64_t size = 0;
	bool holds = false;
	(void)fmt_into(path, sizeof path, "%.*s/signed.slot", STR_ARG(of->dir));
	for (unsigned i = 0; i < SLOT_TRIES && !holds; i++) {
		SCOPE_ARENA(a, (size_t)1024 * 1024);
		struct str bytes;
		enum rc rc = textfile_read(&bytes, &a, path, (size_t)4 * SLOT_HALF, err);
		if (rc == RC_NOT_FOUND && published > 0)
			return RC_OK; /* a copy, which was read by its checkpoint */
		if (rc != RC_OK)
			return rc;
		holds = slot_holds(bytes, &size);
		if (!holds)
			(void)nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
	}
	if (!holds)
		return cm_fail(err, RC_CORRUPT,
		    "E_SLOT: signed.slot: one half is damaged (section 20): a write that a crash tore, "
		    "which the next signatures mend, or the disk");
	if (size < published)
		return cm_fail(err, RC_CORRUPT,
		    "E_SLOT: signed.slot is older than the published checkpoint (section 21)");
	return RC_OK;
}

static enum rc published_read(struct checkpoint *out, struct arena *a, const struct audit_of *of,
    struct err *err)
{
	char path[PATH_BYTES];
	struct str text;
	struct note note;
	struct vkey vkey;
	*out = (struct checkpoint){ .size = 0 };
	(void)fmt_into(path, sizeof path, "%.*s/checkpoint", STR_ARG(of->dir));
	enum rc rc = textfile_read(&text, a, path, NOTE_BYTES_MAX, err);
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	enum fault_id id = rc != RC_OK ? FAULT_NOTE : vkey_parse(&vkey, of->vkey);
	if (id == FAULT_NONE)
		id = checkpoint_verify(out, &note, text, &vkey);
	if (id != FAULT_NONE)
		return cm_fail(err, RC_CORRUPT, "%s: checkpoint: the file does not hold (section %s); "
		    REMADE, fault_name(id), fault_section(id));
	return RC_OK;
}

enum rc audit_run(enum fault_id *fault, struct arena *a, const struct audit_of *of,
    struct err *err)
{
	struct derived *d = arena_new(a, struct derived);
	*fault = FAULT_CHECKPOINT;
	enum rc rc = published_read(&d->published, a, of, err);
	if (rc != RC_OK)
		return rc;
	*fault = FAULT_SLOT;
	rc = slot_audit(of, d->published.size, err);
	if (rc != RC_OK)
		return rc;
	*fault = FAULT_LEAF;
	derived_open(d, of->dir);
	rc = entries_add(d, of, err);
	derived_close(d);
	return rc;
}
