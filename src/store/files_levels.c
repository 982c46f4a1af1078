/*
 * levelL.dat: the hash of each full subtree of 256^L entries, in order. Derived, and written without
 * sync; levels_sync makes them durable before a snapshot gets its name, so that what a snapshot
 * covers may be believed at the next start, and what comes after is computed anew.
 */
#define _GNU_SOURCE
#include "store/files_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "base/fmt.h"

#define NAME_BYTES 32
#define LEVEL_BITS 8

static void level_name(char out[NAME_BYTES], unsigned at)
{
	(void)fmt_into(out, NAME_BYTES, "level%u.dat", at);
}

static enum rc level_open(struct files *f, unsigned at, bool *is_short, struct err *err)
{
	struct level *l = &f->levels[at];
	char name[NAME_BYTES];
	level_name(name, at);
	int fd = files_openat(f->sys, f->dir, name, f->is_reader ? O_RDONLY : O_RDWR);
	struct stat info = { 0 };
	if (fd < 0 && errno != ENOENT)
		return cm_fail(err, RC_IO, "%s: %s", name, strerrordesc_np(errno));
	if (fd >= 0 && f->sys->fstat(fd, &info) != 0) {
		(void)f->sys->close(fd);
		return cm_fail(err, RC_IO, "%s: %s", name, strerrordesc_np(errno));
	}
	uint64_t there = (uint64_t)info.st_size / HASH_BYTES;
	uint64_t wanted = f->trusted >> (LEVEL_BITS * at);
	uint64_t count = there < wanted ? there : wanted;
	*is_short |= there < wanted;
	atomic_store_explicit(&l->count, count, memory_order_release);
	if (!f->is_reader) {
		l->fd = fd;
		return RC_OK;
	}
	l->base = count;
	l->base_fd = fd;
	l->fd = memfd_create(name, MFD_CLOEXEC);
	if (l->fd < 0)
		return cm_fail(err, RC_IO, "no memory for hashes: %s", strerrordesc_np(errno));
	return RC_OK;
}

enum rc levels_open(struct files *f, struct err *err)
{
	bool is_short = false;
	for (unsigned at = 0; at < LEVELS_MAX; at++) {
		enum rc rc = level_open(f, at, &is_short, err);
		if (rc != RC_OK)
			return rc;
	}
	if (f->is_reader)
		return RC_OK;
	if (is_short) {
		/* Somebody removed them. What is written again is not durable before the next
		 * snapshot, so the old ones must not vouch for it: with them the trust goes. */
		snapshot_prune(f, 0);
		f->trusted = 0;
	}
	for (unsigned at = 0; at < LEVELS_MAX; at++) {
		struct level *l = &f->levels[at];
		uint64_t count = f->trusted >> (LEVEL_BITS * at);
		char name[NAME_BYTES];
		level_name(name, at);
		if (l->fd < 0)
			continue;
		atomic_store_explicit(&l->count, count, memory_order_release);
		file_shorten(f, l->fd, name, count * HASH_BYTES);
	}
	return RC_OK;
}

void levels_close(struct files *f)
{
	for (unsigned at = 0; at < LEVELS_MAX; at++) {
		if (f->levels[at].fd >= 0)
			(void)f->sys->close(f->levels[at].fd);
		if (f->levels[at].base_fd >= 0)
			(void)f->sys->close(f->levels[at].base_fd);
	}
}

void levels_sync(struct files *f)
{
	for (unsigned at = 0; at < LEVELS_MAX; at++) {
		char name[NAME_BYTES];
		level_name(name, at);
		if (f->levels[at].fd < 0)
			continue;
		files_sync(f->sys, f->levels[at].fd, name);
	}
	files_sync(f->sys, f->offsets_fd, "offsets.dat");
}

void levels_put(void *ctx, unsigned level, uint64_t index, uint32_t count, const struct hash *hashes)
{
	struct files *f = ctx;
	cm_assert(level < LEVELS_MAX);
	struct level *l = &f->levels[level];
	uint64_t have = atomic_load_explicit(&l->count, memory_order_relaxed);
	cm_assert(index <= have);
	if (index < l->base) { /* a reader folds again what it already has */
		uint64_t skip = l->base - index < count ? l->base - index : count;
		index += skip;
		hashes += skip;
		count -= (uint32_t)skip;
	}
	if (count == 0)
		return;
	char name[NAME_BYTES];
	level_name(name, level);
	if (l->fd < 0)
		l->fd = files_openat(f->sys, f->dir, name, O_RDWR | O_CREAT | O_TRUNC);
	if (l->fd < 0)
		files_die("creation", name, errno);
	struct str bytes = { (const char *)hashes, (size_t)count * HASH_BYTES };
	files_write(f->sys, l->fd, name, bytes, index * HASH_BYTES);
	if (index + count > have)
		atomic_store_explicit(&l->count, index + count, memory_order_release);
}

bool levels_get(void *ctx, unsigned level, uint64_t index, uint32_t count, struct hash *out)
{
	struct files *f = ctx;
	if (level >= LEVELS_MAX)
		return false;
	struct level *l = &f->levels[level];
	uint64_t have = atomic_load_explicit(&l->count, memory_order_acquire);
	if (index > have || count > have - index)
		return false;
	uint64_t below = index >= l->base ? 0 : l->base - index < count ? l->base - index : count;
	if (below > 0 && !files_read(f->sys, l->base_fd, out, below * HASH_BYTES, index * HASH_BYTES))
		return false;
	uint64_t above = count - below;
	return above == 0 || files_read(f->sys, l->fd, out + below, above * HASH_BYTES,
	                         (index + below) * HASH_BYTES);
}
