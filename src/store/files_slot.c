/*
 * signed.slot: the last checkpoint ever signed, in one of two halves, the older one being the other.
 * A half is written in place and made durable before the signature may leave the process; a torn
 * half leaves the other. The file is made with half 0 valid and empty, so that a slot that was never
 * used differs from one that is lost.
 */
#define _GNU_SOURCE
#include "store/files_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>

#include "base/encode.h"
#include "base/endian.h"

#define SLOT_MAGIC "CMSLOT1\n"
#define SLOT_HEAD_BYTES 20
#define SLOT_SUM_AT (SLOT_BYTES - HASH_BYTES)
#define EVIDENCE_NAME_MAX 80

static void half_encode(uint8_t out[SLOT_BYTES], uint64_t sequence, struct str note)
{
	cm_assert(note.n <= SLOT_NOTE_MAX);
	memset(out, 0, SLOT_BYTES);
	memcpy(out, SLOT_MAGIC, 8);
	put_u64be(out + 8, sequence);
	put_u32be(out + 16, (uint32_t)note.n);
	if (note.n > 0)
		memcpy(out + SLOT_HEAD_BYTES, note.p, note.n);
	(void)crypto_hash_sha256(out + SLOT_SUM_AT, out, SLOT_SUM_AT);
}

static bool half_decode(const uint8_t half[SLOT_BYTES], uint64_t *sequence, struct str *note)
{
	uint8_t sum[HASH_BYTES];
	(void)crypto_hash_sha256(sum, half, SLOT_SUM_AT);
	uint32_t n = get_u32be(half + 16);
	if (memcmp(half, SLOT_MAGIC, 8) != 0 || memcmp(sum, half + SLOT_SUM_AT, sizeof sum) != 0 ||
	    n > SLOT_NOTE_MAX)
		return false;
	*sequence = get_u64be(half + 8);
	*note = (struct str){ (const char *)half + SLOT_HEAD_BYTES, n };
	return true;
}

/* The valid half with the higher sequence, borrowed from `file`. */
static enum rc slot_read(struct files *f, uint8_t file[2 * SLOT_BYTES], uint64_t *sequence,
    struct str *note, struct err *err)
{
	errno = 0;
	if (!files_read(f->sys, f->slot_fd, file, (size_t)2 * SLOT_BYTES, 0))
		return cm_fail(err, errno == 0 ? RC_CORRUPT : RC_IO, "E_SLOT: signed.slot: %s",
		    errno == 0 ? "too short" : strerrordesc_np(errno));
	bool is_found = false;
	for (unsigned k = 0; k < 2; k++) {
		uint64_t number;
		struct str text;
		if (!half_decode(file + (size_t)k * SLOT_BYTES, &number, &text) || number % 2 != k)
			continue;
		if (is_found && number < *sequence)
			continue;
		*sequence = number;
		*note = text;
		is_found = true;
	}
	if (!is_found)
		return cm_fail(err, RC_CORRUPT, "E_SLOT: signed.slot: no half is whole");
	return RC_OK;
}

/* The size in the second line of a checkpoint. */
static uint64_t note_size(struct str note)
{
	uint64_t size = 0;
	(void)str_cut(&note, '\n');
	return dec_decode(&size, str_cut(&note, '\n')) ? size : 0;
}

/* A copy for reading has no slot, which must never be restored: the checkpoint that was published with the
 * entries is the last that this copy knows of. */
static enum rc copy_read(struct files *f, char room[SLOT_NOTE_MAX], struct str *note, struct err *err)
{
	struct stat info;
	int fd = files_openat(f->sys, f->dir, "checkpoint", O_RDONLY);
	if (fd < 0)
		return cm_fail(err, RC_CORRUPT, "E_SLOT: neither signed.slot nor checkpoint: %s",
		    strerrordesc_np(errno));
	bool is_read = f->sys->fstat(fd, &info) == 0 && info.st_size > 0 && info.st_size <= SLOT_NOTE_MAX &&
	    files_read(f->sys, fd, room, (size_t)info.st_size, 0);
	(void)f->sys->close(fd);
	if (!is_read)
		return cm_fail(err, RC_CORRUPT, "E_SLOT: checkpoint: it cannot be read");
	*note = (struct str){ room, (size_t)info.st_size };
	return RC_OK;
}

enum rc slot_open(struct files *f, struct err *err)
{
	uint8_t file[2 * SLOT_BYTES];
	char room[SLOT_NOTE_MAX];
	struct str note;
	f->slot_fd = files_openat(f->sys, f->dir, "signed.slot", f->is_reader ? O_RDONLY : O_RDWR);
	if (f->slot_fd < 0 && errno == ENOENT && f->is_reader) {
		enum rc read = copy_read(f, room, &note, err);
		f->slot_size = read == RC_OK ? note_size(note) : 0;
		return read;
	}
	if (f->slot_fd < 0)
		return cm_fail(err, errno == ENOENT ? RC_CORRUPT : RC_IO, "E_SLOT: signed.slot: %s",
		    strerrordesc_np(errno));
	if (!f->is_reader) {
		files_sync_all(f->sys, f->slot_fd, "signed.slot");
		(void)f->sys->fadvise(f->slot_fd, 0, 0, POSIX_FADV_DONTNEED);
	}
	enum rc rc = slot_read(f, file, &f->slot_sequence, &note, err);
	if (rc == RC_OK)
		f->slot_size = note_size(note);
	return rc;
}

void slot_create(const struct files_sys *sys, int dir)
{
	uint8_t file[2 * SLOT_BYTES] = { 0 };
	half_encode(file, 0, STR_NONE);
	struct str bytes = { (const char *)file, sizeof file };
	files_replace(sys, dir, "signed.slot", bytes);
}

enum rc slot_get(void *ctx, struct buf *out, struct err *err)
{
	struct files *f = ctx;
	uint8_t file[2 * SLOT_BYTES];
	char room[SLOT_NOTE_MAX];
	uint64_t sequence;
	struct str note;
	enum rc rc = f->slot_fd < 0 ? copy_read(f, room, &note, err)
				    : slot_read(f, file, &sequence, &note, err);
	if (rc != RC_OK)
		return rc;
	if (note.n == 0)
		return cm_fail(err, RC_NOT_FOUND, "nothing was ever signed");
	buf_put(out, note);
	return out->failed ? cm_fail(err, RC_LIMIT, "the slot's note is too long") : RC_OK;
}

void slot_put(void *ctx, struct str note)
{
	struct files *f = ctx;
	uint8_t half[SLOT_BYTES];
	cm_assert(!f->is_reader && note.n > 0);
	f->slot_sequence++;
	half_encode(half, f->slot_sequence, note);
	files_write(f->sys, f->slot_fd, "signed.slot", (struct str){ (const char *)half, sizeof half },
	    f->slot_sequence % 2 * SLOT_BYTES);
	files_sync(f->sys, f->slot_fd, "signed.slot");
}

void slot_publish(void *ctx, struct str note)
{
	struct files *f = ctx;
	cm_assert(!f->is_reader);
	files_replace(f->sys, f->dir, "checkpoint", note);
}

/* A plain name, which cannot lead out of the folder or be taken for a temporary file. */
static void evidence_name(char out[EVIDENCE_NAME_MAX + 1], struct str name)
{
	cm_assert(name.n > 0 && name.n <= EVIDENCE_NAME_MAX && name.p[0] != '.');
	cm_assert(str_find(name, '/', 0) == name.n && str_find(name, '\0', 0) == name.n);
	cm_assert(!str_ends(name, S(".new")));
	memcpy(out, name.p, name.n);
	out[name.n] = '\0';
}

void slot_evidence(void *ctx, struct str name, struct str bytes)
{
	struct files *f = ctx;
	char file[EVIDENCE_NAME_MAX + 1];
	cm_assert(!f->is_reader);
	evidence_name(file, name);
	int dir = files_openat(f->sys, f->dir, "evidence", O_RDONLY | O_DIRECTORY);
	if (dir < 0)
		files_die("opening", "evidence", errno);
	int fd = files_openat(f->sys, dir, file, O_RDONLY);
	if (fd >= 0)
		(void)f->sys->close(fd);
	else
		files_replace(f->sys, dir, file, bytes);
	(void)f->sys->close(dir);
}
