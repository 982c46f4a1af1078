#define _GNU_SOURCE
#include "store/blobs.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/limits.h"

#define PATH_BYTES_MAX 4096
#define NAME_BYTES (2 * HASH_BYTES + 1)
#define ZEROS_BYTES 65536

struct blobs {
	char dir[PATH_BYTES_MAX];
	pthread_mutex_t lock; /* one writes at a time: the disk is one */
};

static void name_of(char out[NAME_BYTES], const struct hash *name)
{
	hex_encode(out, name->bytes, HASH_BYTES);
	out[2 * HASH_BYTES] = 0;
}

static enum rc failed(const char *what, const char *name, struct err *err)
{
	enum rc rc = errno == ENOSPC || errno == EDQUOT ? RC_LIMIT : RC_IO;
	return cm_fail(err, rc, "content %s: %s: %s", name, what, strerror(errno));
}

static int folder_open(const struct blobs *b, bool is_made)
{
	if (is_made && mkdir(b->dir, 0700) != 0 && errno != EEXIST)
		return -1;
	return open(b->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool write_all(int fd, struct str bytes)
{
	for (size_t at = 0; at < bytes.n;) {
		ssize_t n = pwrite(fd, bytes.p + at, bytes.n - at, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += (size_t)n;
	}
	return true;
}

/* The file without a name gets one. What was linked meanwhile by another is the same. */
static enum rc link_into(int dir, int fd, const char *name, struct err *err)
{
	char path[64];
	(void)fmt_into(path, sizeof path, "/proc/self/fd/%d", fd);
	if (linkat(AT_FDCWD, path, dir, name, AT_SYMLINK_FOLLOW) != 0 && errno != EEXIST)
		return failed("linkat", name, err);
	return fsync(dir) == 0 ? RC_OK : failed("fsync", name, err);
}

static enum rc put_into(int dir, const char *name, struct str salted, struct err *err)
{
	int fd = openat(dir, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0)
		return failed("a file without a name", name, err);
	enum rc rc = write_all(fd, salted) && fsync(fd) == 0 ? RC_OK : failed("write", name, err);
	if (rc == RC_OK)
		rc = link_into(dir, fd, name, err);
	(void)close(fd);
	return rc;
}

static enum rc blobs_put(void *ctx, const struct hash *name, struct str salted, struct err *err)
{
	struct blobs *b = ctx;
	char text[NAME_BYTES];
	struct hash is;
	(void)crypto_hash_sha256(is.bytes, (const uint8_t *)salted.p, salted.n);
	cm_assert(hash_eq(&is, name) && salted.n >= BLOB_SALT_BYTES);
	name_of(text, name);
	(void)pthread_mutex_lock(&b->lock);
	int dir = folder_open(b, true);
	enum rc rc = dir >= 0 ? RC_OK : failed("its folder", text, err);
	if (rc == RC_OK && faccessat(dir, text, F_OK, 0) != 0)
		rc = put_into(dir, text, salted, err);
	if (dir >= 0)
		(void)close(dir);
	(void)pthread_mutex_unlock(&b->lock);
	return rc;
}

/* Opens a blob; -1 with the reason in *rc. */
static int blob_open(struct blobs *b, const char *name, int flags, enum rc *rc, struct err *err)
{
	int dir = folder_open(b, false);
	int fd = dir < 0 ? -1 : openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC);
	int error = errno;
	if (dir >= 0)
		(void)close(dir);
	errno = error;
	if (fd < 0)
		*rc = error == ENOENT ? cm_fail(err, RC_NOT_FOUND, "content %s is not here", name)
		                      : failed("open", name, err);
	return fd;
}

static enum rc read_all(int fd, const char *name, struct buf *out, struct err *err)
{
	char bytes[8192];
	ssize_t n;
	while ((n = read(fd, bytes, sizeof bytes)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return failed("read", name, err);
		buf_bytes(out, bytes, (size_t)n);
	}
	return out->failed ? cm_fail(err, RC_LIMIT, "content %s is too long", name) : RC_OK;
}

static enum rc blobs_get(void *ctx, const struct hash *name, struct buf *out, struct err *err)
{
	char text[NAME_BYTES];
	struct hash is;
	enum rc rc = RC_OK;
	size_t before = out->n;
	name_of(text, name);
	int fd = blob_open(ctx, text, O_RDONLY, &rc, err);
	if (fd < 0)
		return rc;
	rc = read_all(fd, text, out, err);
	(void)close(fd);
	if (rc != RC_OK)
		return rc;
	struct str salted = str_sub(buf_str(out), before, out->n);
	(void)crypto_hash_sha256(is.bytes, (const uint8_t *)salted.p, salted.n);
	if (!hash_eq(&is, name) || salted.n < BLOB_SALT_BYTES)
		return cm_fail(err, RC_CORRUPT, "E_CONTENT: content %s: these are other bytes", text);
	return RC_OK;
}

static bool blobs_has(void *ctx, const struct hash *name)
{
	char text[NAME_BYTES];
	struct err err;
	enum rc rc = RC_OK;
	name_of(text, name);
	int fd = blob_open(ctx, text, O_RDONLY, &rc, &err);
	if (fd >= 0)
		(void)close(fd);
	return fd >= 0;
}

/* Zeros in the place of all of it: deleting alone leaves the bytes on the disk. */
static bool overwrite(int fd)
{
	static const char zeros[ZEROS_BYTES];
	struct stat is;
	if (fstat(fd, &is) != 0)
		return false;
	for (off_t at = 0; at < is.st_size;) {
		off_t left = is.st_size - at;
		ssize_t n = pwrite(fd, zeros, left < ZEROS_BYTES ? (size_t)left : ZEROS_BYTES, at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
	}
	return fsync(fd) == 0;
}

static enum rc erase_from(const struct blobs *b, int fd, const char *name, struct err *err)
{
	int dir = folder_open(b, false);
	bool is_gone = overwrite(fd) && dir >= 0 && unlinkat(dir, name, 0) == 0 && fsync(dir) == 0;
	enum rc rc = is_gone ? RC_OK : failed("erase", name, err);
	if (dir >= 0)
		(void)close(dir);
	return rc;
}

static enum rc blobs_erase(void *ctx, const struct hash *name, struct err *err)
{
	struct blobs *b = ctx;
	char text[NAME_BYTES];
	enum rc rc = RC_OK;
	name_of(text, name);
	(void)pthread_mutex_lock(&b->lock);
	int fd = blob_open(b, text, O_RDWR, &rc, err);
	if (fd >= 0) {
		rc = erase_from(b, fd, text, err);
		(void)close(fd);
	}
	(void)pthread_mutex_unlock(&b->lock);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

struct blob_store blobs_open(struct str dir)
{
	struct blobs *b = calloc(1, sizeof *b);
	cm_assert(b != NULL && dir.n < sizeof b->dir);
	memcpy(b->dir, dir.p, dir.n);
	(void)pthread_mutex_init(&b->lock, NULL);
	return (struct blob_store){ blobs_put, blobs_get, blobs_has, blobs_erase, b };
}

void blobs_close(struct blob_store *b)
{
	struct blobs *own = b->ctx;
	if (own == NULL)
		return;
	(void)pthread_mutex_destroy(&own->lock);
	free(own);
	b->ctx = NULL;
}
