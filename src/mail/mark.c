#define _GNU_SOURCE
#include "mail/mark.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/encode.h"
#include "base/fmt.h"

#define PATH_BYTES_MAX 4096
#define MARK_BYTES_MAX 32

enum rc mark_read(const char *path, uint64_t *next, struct err *err)
{
	char bytes[MARK_BYTES_MAX];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return cm_fail(err, RC_NOT_FOUND, "%s: not there", path);
	if (fd < 0)
		return cm_fail(err, RC_IO, "%s: %s", path, strerrordesc_np(errno));
	ssize_t n = read(fd, bytes, sizeof bytes);
	(void)close(fd);
	if (n < 0)
		return cm_fail(err, RC_IO, "%s: cannot be read", path);
	struct str text = { bytes, (size_t)n };
	if (!str_ends(text, S("\n")) || !dec_decode(next, str_sub(text, 0, text.n - 1)))
		return cm_fail(err, RC_CORRUPT, "%s holds no number of an entry", path);
	return RC_OK;
}

/* The folder's entry for the file. */
static bool folder_sync(const char *path)
{
	char folder[PATH_BYTES_MAX];
	size_t slash = str_c(path).n;
	while (slash > 0 && path[slash - 1] != '/')
		slash--;
	(void)fmt_into(folder, sizeof folder, "%.*s.", (int)slash, path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool is_synced = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		(void)close(fd);
	return is_synced;
}

enum rc mark_write(const char *path, uint64_t next, struct err *err)
{
	char part[PATH_BYTES_MAX], text[MARK_BYTES_MAX];
	(void)fmt_into(part, sizeof part, "%s.new", path);
	size_t n = fmt_into(text, sizeof text, "%llu\n", (unsigned long long)next);
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool is_written = fd >= 0 && write(fd, text, n) == (ssize_t)n && fsync(fd) == 0;
	if (fd >= 0 && close(fd) != 0)
		is_written = false;
	if (!is_written || rename(part, path) != 0 || !folder_sync(path))
		return cm_fail(err, RC_IO, "%s cannot be written", path);
	return RC_OK;
}
