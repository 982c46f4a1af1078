/*
 * What stands between the server and the system. Everything goes by system calls of its own: the
 * functions it takes the place of must not be asked for.
 */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS /* the functions are named as the linker sees them */
#include "fault/shim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

static struct shim none, *_Atomic shared;
static int log_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct shim *shim(void)
{
	struct shim *s = atomic_load(&shared);
	if (s != NULL)
		return s;
	const char *file = getenv("FAULT_SHARED"), *log = getenv("FAULT_LOG");
	s = &none;
	long fd = file == NULL ? -1 : syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC, 0);
	if (fd >= 0) {
		long p = syscall(SYS_mmap, NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		if (p > 0)
			s = (struct shim *)(uintptr_t)p;
		(void)syscall(SYS_close, fd);
	}
	if (log != NULL)
		log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
	atomic_store(&shared, s);
	return s;
}

/* Does this call of the mode go wrong? */
static bool fires(struct shim *s, enum shim_mode mode)
{
	if (atomic_load(&s->mode) != mode)
		return false;
	uint64_t call = atomic_fetch_add(&s->calls, 1) + 1, at = atomic_load(&s->at);
	bool is_now = call == at || (at != 0 && call > at && atomic_load(&s->is_for_ever));
	if (is_now)
		atomic_fetch_add(&s->fired, 1);
	return is_now;
}

/* Path of the file below the record's folder; false: another file. */
static bool path_of(int fd, char out[PATH_MAX])
{
	char link[64] = "/proc/self/fd/", whole[PATH_MAX], digits[16];
	size_t n = 0, at = strlen(link);
	for (unsigned v = (unsigned)fd; n == 0 || v > 0; v /= 10)
		digits[n++] = (char)('0' + v % 10);
	while (n > 0)
		link[at++] = digits[--n];
	long got = syscall(SYS_readlinkat, AT_FDCWD, link, whole, sizeof whole - 1);
	if (got <= 0)
		return false;
	whole[got] = '\0';
	char *below = strstr(whole, "/record");
	if (below == NULL || (below[7] != '\0' && below[7] != '/'))
		return false;
	strcpy(out, below[7] == '/' ? below + 8 : "");
	return true;
}

/* Of the record's files only: what is derived may fail, and the server goes on. */
static bool call_goes_wrong(enum shim_mode mode, int fd)
{
	char path[PATH_MAX];
	struct shim *s = shim();
	return atomic_load(&s->mode) == mode && path_of(fd, path) && fires(s, mode);
}

static bool call_fails(int fd)
{
	if (!call_goes_wrong(SHIM_FAIL, fd))
		return false;
	errno = (int)atomic_load(&shim()->error);
	return true;
}

static bool path_at(int dir, const char *name, char out[PATH_MAX])
{
	if (dir == AT_FDCWD || !path_of(dir, out) || strlen(out) + strlen(name) + 2 > PATH_MAX)
		return false;
	if (out[0] != '\0')
		strcat(out, "/");
	strcat(out, name);
	return true;
}

static void event_put(const struct shim_record *r, const char *path, const void *bytes)
{
	struct iovec parts[3] = { { (void *)(uintptr_t)r, sizeof *r },
		{ (void *)(uintptr_t)path, r->path_bytes }, { (void *)(uintptr_t)bytes, r->bytes } };
	(void)syscall(SYS_writev, log_fd, parts, bytes == NULL ? 2 : 3);
}

static bool is_zeros(const char *p, size_t n)
{
	return n > 0 && p[0] == 0 && memcmp(p, p + 1, n - 1) == 0;
}

static bool is_recording(void)
{
	(void)shim();
	return log_fd >= 0;
}

EXPORT ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	char path[PATH_MAX];
	if (call_fails(fd))
		return -1;
	if (call_goes_wrong(SHIM_SHORT, fd))
		return syscall(SYS_pwrite64, fd, p, n / 2, at);
	if (!is_recording() || !path_of(fd, path))
		return syscall(SYS_pwrite64, fd, p, n, at);
	bool zeros = is_zeros(p, n);
	struct shim_record r = { .event = EVENT_WRITE, .path_bytes = (uint32_t)strlen(path),
		.at = (uint64_t)at, .n = n, .bytes = zeros ? 0 : n };
	(void)pthread_mutex_lock(&lock);
	event_put(&r, path, zeros ? NULL : p);
	ssize_t got = syscall(SYS_pwrite64, fd, p, n, at);
	(void)pthread_mutex_unlock(&lock);
	return got;
}

static int sync_do(long number, int fd)
{
	char path[PATH_MAX];
	if (call_fails(fd))
		return -1;
	if (atomic_load(&shim()->is_syncless))
		return 0;
	if (!is_recording() || !path_of(fd, path))
		return (int)syscall(number, fd);
	(void)pthread_mutex_lock(&lock);
	long before = syscall(SYS_lseek, log_fd, 0, SEEK_END);
	(void)pthread_mutex_unlock(&lock);
	int got = (int)syscall(number, fd);
	struct shim_record r = { .event = EVENT_SYNCED, .path_bytes = (uint32_t)strlen(path),
		.at = (uint64_t)before };
	(void)pthread_mutex_lock(&lock);
	event_put(&r, path, NULL);
	(void)pthread_mutex_unlock(&lock);
	return got;
}

EXPORT int fdatasync(int fd)
{
	return sync_do(SYS_fdatasync, fd);
}

EXPORT int fsync(int fd)
{
	return sync_do(SYS_fsync, fd);
}

EXPORT int ftruncate64(int fd, off64_t size)
{
	char path[PATH_MAX];
	if (call_fails(fd))
		return -1;
	if (!is_recording() || !path_of(fd, path))
		return (int)syscall(SYS_ftruncate, fd, size);
	struct shim_record r = { .event = EVENT_CUT, .path_bytes = (uint32_t)strlen(path),
		.at = (uint64_t)size };
	(void)pthread_mutex_lock(&lock);
	event_put(&r, path, NULL);
	int got = (int)syscall(SYS_ftruncate, fd, size);
	(void)pthread_mutex_unlock(&lock);
	return got;
}

EXPORT int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	char path[PATH_MAX], other[PATH_MAX];
	if (call_fails(to_dir))
		return -1;
	if (!is_recording() || !path_at(from_dir, from, path) || !path_at(to_dir, to, other))
		return (int)syscall(SYS_renameat, from_dir, from, to_dir, to);
	struct shim_record r = { .event = EVENT_RENAME, .path_bytes = (uint32_t)strlen(path),
		.n = strlen(other), .bytes = strlen(other) };
	(void)pthread_mutex_lock(&lock);
	event_put(&r, path, other);
	int got = (int)syscall(SYS_renameat, from_dir, from, to_dir, to);
	(void)pthread_mutex_unlock(&lock);
	return got;
}

EXPORT int unlinkat(int dir, const char *name, int flags)
{
	char path[PATH_MAX];
	if (!is_recording() || !path_at(dir, name, path))
		return (int)syscall(SYS_unlinkat, dir, name, flags);
	struct shim_record r = { .event = EVENT_UNLINK, .path_bytes = (uint32_t)strlen(path) };
	(void)pthread_mutex_lock(&lock);
	event_put(&r, path, NULL);
	int got = (int)syscall(SYS_unlinkat, dir, name, flags);
	(void)pthread_mutex_unlock(&lock);
	return got;
}

EXPORT int openat64(int dir, const char *name, int flags, ...)
{
	char path[PATH_MAX];
	struct stat was;
	va_list args;
	va_start(args, flags);
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
	va_end(args);
	if ((flags & O_CREAT) == 0 || !is_recording() || !path_at(dir, name, path))
		return (int)syscall(SYS_openat, dir, name, flags, mode);
	(void)pthread_mutex_lock(&lock);
	bool is_there = syscall(SYS_newfstatat, dir, name, &was, AT_SYMLINK_NOFOLLOW) == 0;
	struct shim_record r = { .event = EVENT_CREATE, .path_bytes = (uint32_t)strlen(path),
		.at = is_there };
	if (!is_there || (flags & O_TRUNC) != 0)
		event_put(&r, path, NULL);
	int got = (int)syscall(SYS_openat, dir, name, flags, mode);
	(void)pthread_mutex_unlock(&lock);
	return got;
}

EXPORT int clock_gettime(clockid_t clock, struct timespec *out)
{
	struct shim *s = shim();
	int got = (int)syscall(SYS_clock_gettime, clock, out);
	if (clock != CLOCK_REALTIME || !atomic_load(&s->clock_is_set))
		return got;
	int64_t ms = (int64_t)out->tv_sec * 1000 + out->tv_nsec / 1000000;
	ms = atomic_load(&s->clock_ms) + (ms - atomic_load(&s->clock_since_ms)) * atomic_load(&s->clock_rate);
	*out = (struct timespec){ ms / 1000, ms % 1000 * 1000000 };
	return 0;
}

static bool memory_fails(void)
{
	if (!fires(shim(), SHIM_MEMORY))
		return false;
	errno = ENOMEM;
	return true;
}

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t n);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t align, size_t n);

EXPORT void *malloc(size_t n)
{
	return memory_fails() ? NULL : __libc_malloc(n);
}

EXPORT void *calloc(size_t count, size_t n)
{
	return memory_fails() ? NULL : __libc_calloc(count, n);
}

EXPORT void *realloc(void *p, size_t n)
{
	return memory_fails() ? NULL : __libc_realloc(p, n);
}

EXPORT void *aligned_alloc(size_t align, size_t n)
{
	return memory_fails() ? NULL : __libc_memalign(align, n);
}

/* tidy:allow parameters: the system's own */
EXPORT void *mmap64(void *at, size_t n, int protection, int flags, int fd, off64_t offset)
{
	if (memory_fails())
		return MAP_FAILED;
	long p = syscall(SYS_mmap, at, n, protection, flags, fd, offset);
	return p == -1 ? MAP_FAILED : (void *)(uintptr_t)p;
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
    __attribute__((alias("mmap64"), visibility("default")));
