/*
 * The system calls of the embedded store, as a table: a test gives one whose n-th call fails, is cut
 * short, or never reaches the disk. Same arguments and results as the calls they are named after.
 */
#ifndef STORE_FILES_SYS_H
#define STORE_FILES_SYS_H

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>

#include "base/str.h"

struct files_sys {
	int (*openat)(int dir, const char *name, int flags, mode_t mode);
	int (*mkdirat)(int dir, const char *name, mode_t mode);
	int (*fstat)(int fd, struct stat *out);
	int (*fstatvfs)(int fd, struct statvfs *out);
	int (*flock)(int fd, int operation);
	ssize_t (*pread)(int fd, void *out, size_t n, off_t at);
	ssize_t (*pwrite)(int fd, const void *p, size_t n, off_t at);
	int (*fdatasync)(int fd);
	int (*fsync)(int fd);
	int (*ftruncate)(int fd, off_t size);
	int (*renameat)(int from_dir, const char *from, int to_dir, const char *to);
	int (*unlinkat)(int dir, const char *name, int flags);
	int (*fadvise)(int fd, off_t at, off_t n, int advice); /* posix_fadvise: returns the error */
	int (*close)(int fd);
};

extern const struct files_sys files_sys_real;

/* One line on stderr, then _exit(70): `what` is the call, `error` its errno, 0 for a short write. */
_Noreturn void files_die(const char *what, const char *name, int error);

/* Each ends the process when the call fails or is short. EINTR before anything was written is no
 * failure (record-formats section 19). */
void files_write(const struct files_sys *sys, int fd, const char *name, struct str bytes, uint64_t at);
void files_zero(const struct files_sys *sys, int fd, const char *name, uint64_t from, uint64_t to);
void files_sync(const struct files_sys *sys, int fd, const char *name);
void files_cut(const struct files_sys *sys, int fd, const char *name, uint64_t size);
/* Of a directory or a new file: with its metadata. */
void files_sync_all(const struct files_sys *sys, int fd, const char *name);
/* Exactly n bytes from `at`; false on an error or where the file ends, errno 0 for the latter. */
CM_MUST_USE bool files_read(const struct files_sys *sys, int fd, void *out, size_t n, uint64_t at);
/* Opens a file of the record, never through a symbolic link; -1 and errno. */
CM_MUST_USE int files_openat(const struct files_sys *sys, int dir, const char *name, int flags);
/* Temporary file "NAME.new", write, fsync, rename, fsync of the directory. */
void files_replace(const struct files_sys *sys, int dir, const char *name, struct str bytes);

#endif
