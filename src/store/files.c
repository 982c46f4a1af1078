#define _GNU_SOURCE
#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>

#include "base/arena.h"
#include "base/fmt.h"
#include "store/files_priv.h"

#define PATH_BYTES_MAX 4000
#define MODE_DIR 0755

static enum rc entries_read(struct files *f, uint64_t index, uint64_t last, struct buf *out,
    struct err *err)
{
	uint64_t pos, end;
	uint32_t first_bytes, last_bytes;
	if (!index_find(f, index, &pos, &first_bytes) || !index_find(f, last, &end, &last_bytes))
		return cm_fail(err, RC_CORRUPT, "entry %ju cannot be found", (uintmax_t)index);
	size_t n = (size_t)(end + last_bytes - pos);
	char *room = buf_room(out, n);
	if (room == NULL)
		return cm_fail(err, RC_LIMIT, "%zu bytes of entries are too many", n);
	errno = 0;
	if (!files_read(f->sys, f->segments[index >> SEGMENT_ENTRIES_LOG].fd, room, n, pos))
		return cm_fail(err, RC_IO, "entry %ju: %s", (uintmax_t)index,
		    errno == 0 ? "the file ends" : strerrordesc_np(errno));
	buf_commit(out, n);
	return RC_OK;
}

static enum rc files_entries(void *ctx, uint64_t index, uint32_t count, struct buf *out,
    struct err *err)
{
	struct files *f = ctx;
	uint64_t size = atomic_load_explicit(&f->size, memory_order_acquire);
	if (index > size || count > size - index)
		return cm_fail(err, RC_NOT_FOUND, "entries %ju to %ju of %ju", (uintmax_t)index,
		    (uintmax_t)(index + count), (uintmax_t)size);
	uint64_t end = index + count;
	while (index < end) {
		uint64_t stop = ((index >> SEGMENT_ENTRIES_LOG) + 1) << SEGMENT_ENTRIES_LOG;
		if (stop > end)
			stop = end;
		enum rc rc = entries_read(f, index, stop - 1, out, err);
		if (rc != RC_OK)
			return rc;
		index = stop;
	}
	return RC_OK;
}

static const struct commit *files_last(void *ctx)
{
	const struct files *f = ctx;
	return &f->last;
}

static const struct log_store_ops files_ops = {
	.append = append_run,
	.entries = files_entries,
	.last = files_last,
	.hashes_put = levels_put,
	.hashes_get = levels_get,
	.slot_get = slot_get,
	.slot_put = slot_put,
	.publish = slot_publish,
	.snapshot_get = snapshot_get,
	.snapshot_put = snapshot_put,
	.evidence = slot_evidence,
	.has_room = append_has_room,
};

struct log_store files_store(struct files *f)
{
	return (struct log_store){ .version = 1, .ops = &files_ops, .ctx = f };
}

static enum rc dir_open(struct files *f, const struct files_options *options, struct err *err)
{
	char path[PATH_BYTES_MAX + 1];
	if (options->dir.n == 0 || options->dir.n > PATH_BYTES_MAX)
		return cm_fail(err, RC_INVALID, "a path of %zu bytes", options->dir.n);
	memcpy(path, options->dir.p, options->dir.n);
	path[options->dir.n] = '\0';
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	f->dir = f->sys->openat(AT_FDCWD, path, flags, 0);
	if (f->dir < 0 && errno == ENOENT && options->create) {
		if (f->sys->mkdirat(AT_FDCWD, path, MODE_DIR) != 0)
			return cm_fail(err, RC_IO, "%s: %s", path, strerrordesc_np(errno));
		f->dir = f->sys->openat(AT_FDCWD, path, flags, 0);
	}
	if (f->dir < 0)
		return cm_fail(err, errno == ENOENT ? RC_NOT_FOUND : RC_IO, "%s: %s", path,
		    strerrordesc_np(errno));
	return RC_OK;
}

static enum rc dir_lock(struct files *f, struct err *err)
{
	if (f->sys->flock(f->dir, LOCK_EX | LOCK_NB) == 0)
		return RC_OK;
	if (errno == EWOULDBLOCK)
		return cm_fail(err, RC_CONFLICT, "another process writes this record");
	return cm_fail(err, RC_IO, "lock: %s", strerrordesc_np(errno));
}

static bool name_exists(struct files *f, const char *name)
{
	int fd = files_openat(f->sys, f->dir, name, O_RDONLY);
	if (fd >= 0)
		(void)f->sys->close(fd);
	return fd >= 0 || errno != ENOENT;
}

/* commit.log comes last: with it the record is there, without it there was none yet. A directory
 * that has entries all the same has lost it, and nothing may be made over them. */
static enum rc record_create(struct files *f, struct err *err)
{
	struct stat info;
	int fd = files_openat(f->sys, f->dir, "entries.0000.dat", O_RDWR | O_CREAT);
	if (fd < 0 || f->sys->fstat(fd, &info) != 0)
		return cm_fail(err, RC_IO, "entries.0000.dat: %s", strerrordesc_np(errno));
	if (info.st_size != 0) {
		(void)f->sys->close(fd);
		return cm_fail(err, RC_CORRUPT, "there are entries, but no commit.log");
	}
	files_sync_all(f->sys, fd, "entries.0000.dat");
	(void)f->sys->close(fd);
	if (f->sys->mkdirat(f->dir, "evidence", MODE_DIR) != 0 && errno != EEXIST)
		return cm_fail(err, RC_IO, "evidence: %s", strerrordesc_np(errno));
	if (name_exists(f, "signed.slot")) {
		enum rc rc = slot_open(f, err);
		if (rc != RC_OK)
			return rc;
		(void)f->sys->close(f->slot_fd);
		f->slot_fd = -1;
		if (f->slot_sequence != 0)
			return cm_fail(err, RC_CORRUPT, "E_SLOT: there was a record, and it is gone");
	} else {
		slot_create(f->sys, f->dir);
	}
	files_replace(f->sys, f->dir, "commit.log", STR_NONE);
	/* The directory itself may be new. */
	int parent = f->sys->openat(f->dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (parent < 0)
		return cm_fail(err, RC_IO, "..: %s", strerrordesc_np(errno));
	files_sync_all(f->sys, parent, "the directory above");
	(void)f->sys->close(parent);
	return RC_OK;
}

static enum rc commit_open(struct files *f, bool create, struct err *err)
{
	const int flags = f->is_reader ? O_RDONLY : O_RDWR;
	f->commit_fd = files_openat(f->sys, f->dir, "commit.log", flags);
	if (f->commit_fd < 0 && errno == ENOENT && create && !f->is_reader) {
		enum rc rc = record_create(f, err);
		if (rc != RC_OK)
			return rc;
		f->commit_fd = files_openat(f->sys, f->dir, "commit.log", flags);
	}
	if (f->commit_fd < 0)
		return cm_fail(err, errno == ENOENT ? RC_NOT_FOUND : RC_IO, "commit.log: %s",
		    strerrordesc_np(errno));
	return RC_OK;
}

/* What can be made anew from the truth. */
static enum rc derived_open(struct files *f, struct err *err)
{
	enum rc rc = levels_open(f, err);
	if (rc != RC_OK || f->is_reader)
		return rc;
	snapshot_prune(f, SNAPSHOTS_KEPT);
	index_save(f);
	file_shorten(f, f->offsets_fd, "offsets.dat", f->marks * sizeof(uint64_t));
	/* The snapshots that are there vouch for it at the next start. */
	files_sync(f->sys, f->offsets_fd, "offsets.dat");
	return syncers_start(f, err);
}

static enum rc record_open(struct files *f, const struct files_options *options, struct err *err)
{
	enum rc rc = dir_open(f, options, err);
	if (rc == RC_OK && !f->is_reader)
		rc = dir_lock(f, err);
	if (rc == RC_OK)
		rc = commit_open(f, options->create, err);
	if (rc == RC_OK)
		rc = slot_open(f, err);
	if (rc != RC_OK)
		return rc;
	f->offsets_fd = files_openat(f->sys, f->dir, "offsets.dat",
	    f->is_reader ? O_RDONLY : O_RDWR | O_CREAT);
	if (f->offsets_fd < 0 && !(f->is_reader && errno == ENOENT))
		return cm_fail(err, RC_IO, "offsets.dat: %s", strerrordesc_np(errno));
	rc = recover_run(f, err);
	return rc == RC_OK ? derived_open(f, err) : rc;
}

static void descriptors_close(struct files *f)
{
	levels_close(f);
	for (size_t i = 0; i < SEGMENTS_MAX; i++) {
		if (f->segments[i].fd >= 0)
			(void)f->sys->close(f->segments[i].fd);
	}
	const int others[] = { f->offsets_fd, f->slot_fd, f->commit_fd, f->dir };
	for (size_t i = 0; i < CM_COUNT(others); i++) { /* the directory last: it holds the lock */
		if (others[i] >= 0)
			(void)f->sys->close(others[i]);
	}
}

static void files_release(struct files *f)
{
	syncers_stop(f);
	descriptors_close(f);
	index_release(f);
}

enum rc files_open(struct files **out, struct arena *a, const struct files_options *options,
    struct err *err)
{
	struct files *f = arena_new(a, struct files);
	f->sys = options->sys == NULL ? &files_sys_real : options->sys;
	f->is_reader = options->is_reader;
	f->dir = f->commit_fd = f->slot_fd = f->offsets_fd = -1;
	for (size_t i = 0; i < SEGMENTS_MAX; i++)
		f->segments[i].fd = -1;
	for (size_t i = 0; i < LEVELS_MAX; i++)
		f->levels[i].fd = f->levels[i].base_fd = -1;
	enum rc rc = record_open(f, options, err);
	if (rc != RC_OK) {
		files_release(f);
		return rc;
	}
	*out = f;
	return RC_OK;
}

void files_close(struct files *f)
{
	syncers_stop(f);
	if (!f->is_reader)
		append_trim(f);
	files_release(f);
}
