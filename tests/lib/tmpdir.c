#define _XOPEN_SOURCE 700
#include "lib/tmpdir.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/defs.h"

#define OPEN_DIRECTORIES_MAX 16

void tmpdir_new(struct tmpdir *t)
{
	const char *under = getenv("TMPDIR");
	int n = snprintf(t->path, sizeof t->path, "%s/comity-test-XXXXXX",
	    under != NULL && under[0] != '\0' ? under : "/tmp");
	cm_assert(n > 0 && (size_t)n < sizeof t->path);
	cm_assert(mkdtemp(t->path) != NULL);
}

static int entry_remove(const char *path, const struct stat *info, int type, struct FTW *where)
{
	(void)info;
	(void)type;
	(void)where;
	return remove(path);
}

void tmpdir_free(struct tmpdir *t)
{
	cm_assert(nftw(t->path, entry_remove, OPEN_DIRECTORIES_MAX, FTW_DEPTH | FTW_PHYS) == 0);
}

void tmpdir_join(const struct tmpdir *t, const char *name, char *out, unsigned out_bytes)
{
	int n = snprintf(out, out_bytes, "%s/%s", t->path, name);
	cm_assert(n > 0 && (unsigned)n < out_bytes);
}
