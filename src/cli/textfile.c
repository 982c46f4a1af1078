#include "cli/textfile.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"

static void close_file(FILE **f)
{
	if (*f != NULL)
		(void)fclose(*f); /* opened for reading: nothing can be lost */
}

enum rc textfile_read(struct str *out, struct arena *a, const char *path, size_t max,
    struct err *err)
{
	FILE *f __attribute__((cleanup(close_file))) = fopen(path, "re");
	if (f == NULL)
		return cm_fail(err, errno == ENOENT ? RC_NOT_FOUND : RC_IO, "%s: %s", path,
		    strerror(errno));
	size_t cap = 4096, n = 0;
	char *p = arena_alloc(a, cap, 1);
	for (;;) {
		n += fread(p + n, 1, cap - n, f);
		if (n < cap)
			break;
		if (cap > max)
			return cm_fail(err, RC_LIMIT, "%s: longer than %zu bytes", path, max);
		if (!arena_extend(a, p, cap, cap * 2))
			p = memcpy(arena_alloc(a, cap * 2, 1), p, n);
		cap *= 2;
	}
	if (ferror(f))
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	if (n > max)
		return cm_fail(err, RC_LIMIT, "%s: longer than %zu bytes", path, max);
	p[n] = '\0';
	*out = (struct str){ p, n };
	return RC_OK;
}

enum rc textfile_write(const char *path, struct str bytes, struct err *err)
{
	FILE *f = fopen(path, "we");
	if (f == NULL)
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	bool is_written = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	if (fclose(f) != 0 || !is_written)
		return cm_fail(err, RC_IO, "%s could not be written: %s", path, strerror(errno));
	return RC_OK;
}
