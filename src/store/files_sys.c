#define _GNU_SOURCE
#include "store/files_sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fmt.h"

#define EXIT_STORE 70
#define NAME_BYTES 96
#define ZERO_BYTES (256 * 1024)

static int real_openat(int dir, const char *name, int flags, mode_t mode)
{
	return openat(dir, name, flags, mode);
}

const struct files_sys files_sys_real = {
	.openat = real_openat,
	.mkdirat = mkdirat,
	.fstat = fstat,
	.fstatvfs = fstatvfs,
	.flock = flock,
	.pread = pread,
	.pwrite = pwrite,
	.fdatasync = fdatasync,
	.fsync = fsync,
	.ftruncate = ftruncate,
	.renameat = renameat,
	.unlinkat = unlinkat,
	.fadvise = posix_fadvise,
	.close = close,
};

_Noreturn void files_die(const char *what, const char *name, int error)
{
	char text[256];
	const char *why = error == 0 ? "short write" : strerrordesc_np(error);
	size_t n = fmt_into(text, sizeof text,
	    "comity: the record cannot be made durable: %s of %s: %s; the process ends\n", what, name,
	    why == NULL ? "unknown error" : why);
	/* Nothing can be done if this fails too. */
	if (write(STDERR_FILENO, text, n) < 0)
		_exit(EXIT_STORE);
	_exit(EXIT_STORE);
}

void files_write(const struct files_sys *sys, int fd, const char *name, struct str bytes, uint64_t at)
{
	ssize_t n;
	do
		n = sys->pwrite(fd, bytes.p, bytes.n, (off_t)at);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		files_die("write", name, errno);
	if ((size_t)n != bytes.n)
		files_die("write", name, 0);
}

void files_zero(const struct files_sys *sys, int fd, const char *name, uint64_t from, uint64_t to)
{
	static const char zeros[ZERO_BYTES];
	while (from < to) {
		size_t n = to - from < sizeof zeros ? (size_t)(to - from) : sizeof zeros;
		files_write(sys, fd, name, (struct str){ zeros, n }, from);
		from += n;
	}
}

void files_sync(const struct files_sys *sys, int fd, const char *name)
{
	if (sys->fdatasync(fd) != 0)
		files_die("fdatasync", name, errno);
}

void files_cut(const struct files_sys *sys, int fd, const char *name, uint64_t size)
{
	if (sys->ftruncate(fd, (off_t)size) != 0)
		files_die("ftruncate", name, errno);
}

void files_sync_all(const struct files_sys *sys, int fd, const char *name)
{
	if (sys->fsync(fd) != 0)
		files_die("fsync", name, errno);
}

bool files_read(const struct files_sys *sys, int fd, void *out, size_t n, uint64_t at)
{
	char *p = out;
	while (n > 0) {
		ssize_t got = sys->pread(fd, p, n, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = 0;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
		at += (uint64_t)got;
	}
	return true;
}

int files_openat(const struct files_sys *sys, int dir, const char *name, int flags)
{
	int fd;
	do
		fd = sys->openat(dir, name, flags | O_CLOEXEC | O_NOFOLLOW, 0644);
	while (fd < 0 && errno == EINTR);
	return fd;
}

void files_replace(const struct files_sys *sys, int dir, const char *name, struct str bytes)
{
	char temporary[NAME_BYTES];
	size_t n = fmt_into(temporary, sizeof temporary, "%s.new", name);
	cm_assert(n + 1 < sizeof temporary);
	int fd = files_openat(sys, dir, temporary, O_WRONLY | O_CREAT | O_TRUNC);
	if (fd < 0)
		files_die("creation", temporary, errno);
	if (bytes.n > 0)
		files_write(sys, fd, temporary, bytes, 0);
	files_sync_all(sys, fd, temporary);
	if (sys->close(fd) != 0)
		files_die("close", temporary, errno);
	if (sys->renameat(dir, temporary, dir, name) != 0)
		files_die("rename", temporary, errno);
	files_sync_all(sys, dir, "the directory");
}
