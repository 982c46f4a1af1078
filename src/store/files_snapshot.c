/*
 * snapshot.SIZE: what the log made, which ends in its own CRC. The newest two are kept: if the newest
 * is damaged, the one before still spares most of the fold.
 */
#define _GNU_SOURCE
#include "store/files_priv.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>

#include "base/encode.h"
#include "base/fmt.h"

#define NAME_BYTES 32

static void snapshot_name(char out[NAME_BYTES], uint64_t size)
{
	(void)fmt_into(out, NAME_BYTES, "snapshot.%ju", (uintmax_t)size);
}

/* A stream of the directory's names; NULL and errno. */
static DIR *dir_list(struct files *f)
{
	int fd = files_openat(f->sys, f->dir, ".", O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		return NULL;
	DIR *list = fdopendir(fd);
	if (list == NULL)
		(void)f->sys->close(fd);
	return list;
}

static bool name_decode(const char *name, uint64_t *size)
{
	struct str text = str_c(name);
	struct str prefix = S("snapshot.");
	return str_starts(text, prefix) && dec_decode(size, str_sub(text, prefix.n, text.n));
}

uint64_t snapshot_newest(struct files *f, uint64_t size)
{
	uint64_t newest = 0;
	DIR *list = dir_list(f);
	if (list == NULL)
		return 0;
	const struct dirent *entry;
	while ((entry = readdir(list)) != NULL) {
		uint64_t at;
		if (name_decode(entry->d_name, &at) && at <= size && at > newest)
			newest = at;
	}
	(void)closedir(list);
	return newest;
}

static void name_remove(struct files *f, const char *name)
{
	if (f->sys->unlinkat(f->dir, name, 0) != 0 && errno != ENOENT)
		files_die("removal", name, errno);
}

void snapshot_prune(struct files *f, unsigned keep)
{
	uint64_t floor = UINT64_MAX;
	for (unsigned i = 0; i < keep && floor > 0; i++)
		floor = snapshot_newest(f, floor - 1);
	DIR *list = dir_list(f);
	if (list == NULL)
		return;
	const struct dirent *entry;
	while ((entry = readdir(list)) != NULL) {
		uint64_t at;
		bool is_old = name_decode(entry->d_name, &at) && at < floor;
		if (is_old || str_ends(str_c(entry->d_name), S(".new")))
			name_remove(f, entry->d_name);
	}
	(void)closedir(list);
	files_sync_all(f->sys, f->dir, "the directory");
}

static enum rc snapshot_read(struct files *f, int fd, struct buf *out, struct err *err)
{
	struct stat info;
	if (f->sys->fstat(fd, &info) != 0)
		return cm_fail(err, RC_IO, "snapshot: %s", strerrordesc_np(errno));
	size_t n = (size_t)info.st_size;
	char *room = buf_room(out, n);
	if (room == NULL)
		return cm_fail(err, RC_LIMIT, "snapshot: longer than is allowed");
	errno = 0;
	if (!files_read(f->sys, fd, room, n, 0))
		return cm_fail(err, RC_IO, "snapshot: %s", strerrordesc_np(errno));
	buf_commit(out, n);
	return RC_OK;
}

enum rc snapshot_get(void *ctx, uint64_t size, struct buf *out, uint64_t *found, struct err *err)
{
	struct files *f = ctx;
	uint64_t at = size == UINT64_MAX ? size : size + 1;
	while (at > 0) {
		at = snapshot_newest(f, at - 1);
		if (at == 0)
			break;
		char name[NAME_BYTES];
		snapshot_name(name, at);
		int fd = files_openat(f->sys, f->dir, name, O_RDONLY);
		if (fd < 0)
			continue;
		enum rc rc = snapshot_read(f, fd, out, err);
		(void)f->sys->close(fd);
		if (rc == RC_OK)
			*found = at;
		if (rc == RC_OK || rc == RC_LIMIT)
			return rc;
	}
	return cm_fail(err, RC_NOT_FOUND, "no snapshot");
}

enum rc snapshot_put(void *ctx, uint64_t size, struct str bytes, struct err *err)
{
	struct files *f = ctx;
	cm_assert(!f->is_reader && size > 0 && size <= f->end.size);
	for (unsigned i = 0; i < LEVELS_MAX; i++) {
		if (atomic_load_explicit(&f->levels[i].count, memory_order_relaxed) < size >> (8 * i))
			return cm_fail(err, RC_INVALID, "a snapshot before the hashes it covers");
	}
	if (!append_has_room(f, bytes.n))
		return cm_fail(err, RC_LIMIT, "no room on the disk for a snapshot");
	char name[NAME_BYTES];
	snapshot_name(name, size);
	levels_sync(f);
	files_replace(f->sys, f->dir, name, bytes);
	snapshot_prune(f, SNAPSHOTS_KEPT);
	return RC_OK;
}
