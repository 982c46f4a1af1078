#define _GNU_SOURCE
#include "unit/store/faulty.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "lib/gen.h"

#define RENAMES_MAX 8
#define NAME_BYTES 64
#define SECTOR 512

/* A rename that the directory's sync has not reached. */
struct renamed {
	int dir;
	char from[NAME_BYTES], to[NAME_BYTES], saved[NAME_BYTES];
	bool had_old;
};

static struct {
	pthread_mutex_t lock;
	struct faulty *plan;
	struct gen gen;
	struct renamed renames[RENAMES_MAX];
	unsigned renames_count, renames_seen;
} disk = { .lock = PTHREAD_MUTEX_INITIALIZER };

void faulty_begin(struct faulty *f)
{
	disk.plan = f;
	gen_init_seed(&disk.gen, f->seed);
}

static ino_t file_of(int fd)
{
	struct stat info;
	cm_assert(fstat(fd, &info) == 0);
	return info.st_ino;
}

static struct image *image_find(ino_t file)
{
	for (unsigned i = 0; i < IMAGES_MAX; i++) {
		if (disk.plan->images[i].file == file)
			return &disk.plan->images[i];
	}
	return NULL;
}

/* Ours: the descriptor at hand may be for writing only, and goes with its process. */
static int image_open(const struct image *image)
{
	int fd = open(image->path, O_RDWR | O_CLOEXEC);
	if (fd < 0 || file_of(fd) == image->file)
		return fd;
	(void)close(fd); /* another of the same name */
	return -1;
}

static void image_take(int fd)
{
	struct stat info;
	cm_assert(fstat(fd, &info) == 0);
	if (image_find(info.st_ino) != NULL)
		return;
	struct image *image = image_find(0);
	char link[40];
	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	cm_assert(image != NULL && (size_t)info.st_size <= sizeof image->bytes);
	ssize_t n = readlink(link, image->path, sizeof image->path - 1);
	cm_assert(n > 0);
	image->path[n] = '\0';
	image->n = (size_t)info.st_size;
	image->file = info.st_ino;
	int own = image_open(image);
	cm_assert(own >= 0 && pread(own, image->bytes, image->n, 0) == (ssize_t)image->n);
	(void)close(own);
}

/* Its number may be given to another file. */
static int file_remove(int dir, const char *name, int flags)
{
	struct stat info;
	struct image *image = NULL;
	if (fstatat(dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && info.st_nlink == 1)
		image = image_find(info.st_ino);
	if (image != NULL)
		image->file = 0;
	return unlinkat(dir, name, flags);
}

/* Each sector as it was or as it is; where there was none, zeros may have come instead. */
static void image_mix(struct image *image)
{
	static const char zeros[SECTOR];
	struct stat info;
	int fd = image_open(image);
	if (fd < 0)
		return; /* removed */
	cm_assert(fstat(fd, &info) == 0);
	size_t size = (size_t)info.st_size;
	uint32_t kept = (uint32_t)gen_below(&disk.gen, 3); /* few, half, nearly all */
	if (size > image->n && gen_bool(&disk.gen)) {
		cm_assert(ftruncate(fd, (off_t)image->n) == 0);
		size = image->n;
	}
	for (size_t at = 0; at < size; at += SECTOR) {
		size_t n = size - at < SECTOR ? size - at : SECTOR;
		size_t old = at >= image->n ? 0 : image->n - at < n ? image->n - at : n;
		if (gen_chance(&disk.gen, 1 + 9 * kept, 20))
			continue;
		cm_assert(pwrite(fd, image->bytes + at, old, (off_t)at) == (ssize_t)old);
		cm_assert(pwrite(fd, zeros, n - old, (off_t)(at + old)) == (ssize_t)(n - old));
	}
	(void)close(fd);
	image->file = 0;
}

static void disk_lose(void)
{
	while (disk.renames_count > 0) {
		struct renamed *r = &disk.renames[--disk.renames_count];
		if (gen_bool(&disk.gen))
			continue;
		cm_assert(renameat(r->dir, r->to, r->dir, r->from) == 0);
		if (r->had_old)
			cm_assert(renameat(r->dir, r->saved, r->dir, r->to) == 0);
	}
	for (unsigned i = 0; i < IMAGES_MAX; i++) {
		if (disk.plan->images[i].file != 0)
			image_mix(&disk.plan->images[i]);
	}
}

/* Counts a call. True: it fails, with errno set. */
static bool call_fails(bool is_of_truth, bool is_write, bool is_sync)
{
	struct faulty *p = disk.plan;
	bool is_of_kind = is_write || (p->kind != FAULTY_SHORT && p->kind != FAULTY_INTERRUPT);
	if (!is_of_kind || ++p->calls != p->at)
		return false;
	p->is_fired = true;
	p->is_of_truth = is_of_truth;
	if (p->kind == FAULTY_CRASH || (p->kind == FAULTY_FAIL && is_sync))
		disk_lose();
	if (p->kind == FAULTY_CRASH || p->kind == FAULTY_KILL)
		_exit(FAULTY_EXIT);
	errno = p->kind == FAULTY_INTERRUPT ? EINTR : EIO;
	return true;
}

static void enter(void)
{
	cm_assert(pthread_mutex_lock(&disk.lock) == 0);
}

static int leave(int result)
{
	int error = errno;
	cm_assert(pthread_mutex_unlock(&disk.lock) == 0);
	errno = error;
	return result;
}

static int faulty_openat(int dir, const char *name, int flags, mode_t mode)
{
	enter();
	return leave(call_fails(false, false, false) ? -1 : openat(dir, name, flags, mode));
}

static int faulty_mkdirat(int dir, const char *name, mode_t mode)
{
	enter();
	return leave(call_fails(false, false, false) ? -1 : mkdirat(dir, name, mode));
}

static int faulty_fstat(int fd, struct stat *out)
{
	enter();
	return leave(call_fails(false, false, false) ? -1 : fstat(fd, out));
}

static int faulty_fstatvfs(int fd, struct statvfs *out)
{
	enter();
	return leave(call_fails(false, false, false) ? -1 : fstatvfs(fd, out));
}

static int faulty_flock(int fd, int operation)
{
	enter();
	return leave(call_fails(false, false, false) ? -1 : flock(fd, operation));
}

static ssize_t faulty_pread(int fd, void *out, size_t n, off_t at)
{
	enter();
	ssize_t got = call_fails(false, false, false) ? -1 : pread(fd, out, n, at);
	(void)leave(0);
	return got;
}

static ssize_t faulty_pwrite(int fd, const void *p, size_t n, off_t at)
{
	enter();
	image_take(fd);
	ssize_t done;
	if (!call_fails(true, true, false))
		done = pwrite(fd, p, n, at);
	else if (disk.plan->kind == FAULTY_SHORT)
		done = pwrite(fd, p, n / 2, at);
	else
		done = -1;
	(void)leave(0);
	return done;
}

static int faulty_sync(int fd)
{
	enter();
	if (call_fails(true, false, true))
		return leave(-1);
	ino_t file = file_of(fd);
	struct image *image = image_find(file);
	if (image != NULL)
		image->file = 0;
	unsigned kept = 0;
	for (unsigned i = 0; i < disk.renames_count; i++) {
		struct renamed *r = &disk.renames[i];
		if (file_of(r->dir) != file)
			disk.renames[kept++] = *r;
		else if (r->had_old)
			(void)file_remove(r->dir, r->saved, 0);
	}
	disk.renames_count = kept;
	return leave(0);
}

static int faulty_ftruncate(int fd, off_t size)
{
	enter();
	return leave(call_fails(true, false, false) ? -1 : ftruncate(fd, size));
}

static int faulty_renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	enter();
	if (call_fails(true, false, false))
		return leave(-1);
	cm_assert(disk.renames_count < RENAMES_MAX);
	struct renamed *r = &disk.renames[disk.renames_count++];
	r->dir = to_dir;
	(void)snprintf(r->from, sizeof r->from, "%s", from);
	(void)snprintf(r->to, sizeof r->to, "%s", to);
	(void)snprintf(r->saved, sizeof r->saved, "saved.%u", disk.renames_seen++);
	(void)file_remove(to_dir, r->saved, 0); /* of a process that was killed */
	r->had_old = linkat(to_dir, to, to_dir, r->saved, 0) == 0;
	int fd = openat(from_dir, from, O_RDONLY | O_CLOEXEC);
	struct image *image = fd < 0 ? NULL : image_find(file_of(fd));
	if (image != NULL) /* renamed before it was synced */
		image->path[strlen(image->path) - strlen(from) + strlen(to)] = '\0';
	(void)close(fd);
	return leave(renameat(from_dir, from, to_dir, to));
}

static int faulty_unlinkat(int dir, const char *name, int flags)
{
	enter();
	return leave(call_fails(true, false, false) ? -1 : file_remove(dir, name, flags));
}

static int faulty_fadvise(int fd, off_t at, off_t n, int advice)
{
	enter();
	(void)fd, (void)at, (void)n, (void)advice;
	return leave(call_fails(false, false, false) ? EIO : 0);
}

static int faulty_close(int fd)
{
	enter();
	bool fails = call_fails(false, false, false);
	int result = close(fd);
	return leave(fails ? -1 : result);
}

const struct files_sys files_sys_faulty = {
	.openat = faulty_openat,
	.mkdirat = faulty_mkdirat,
	.fstat = faulty_fstat,
	.fstatvfs = faulty_fstatvfs,
	.flock = faulty_flock,
	.pread = faulty_pread,
	.pwrite = faulty_pwrite,
	.fdatasync = faulty_sync,
	.fsync = faulty_sync,
	.ftruncate = faulty_ftruncate,
	.renameat = faulty_renameat,
	.unlinkat = faulty_unlinkat,
	.fadvise = faulty_fadvise,
	.close = faulty_close,
};
