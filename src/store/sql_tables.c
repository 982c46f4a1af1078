#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/sql.h"
#include "store/sql_priv.h"

struct sql_tables {
	char path[SQL_PATH_BYTES_MAX], lock_path[SQL_PATH_BYTES_MAX + 8];
	int lock; /* file descriptor, or -1 */
	struct sql_store *store;
	struct sql_index *index;
};

/* Of two processes that write one would take away the other's file. */
static enum rc lock_take(struct sql_tables *t, struct err *err)
{
	if (t->lock >= 0)
		return RC_OK;
	t->lock = open(t->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (t->lock < 0)
		return cm_fail(err, RC_IO, "%s cannot be opened", t->lock_path);
	if (flock(t->lock, LOCK_EX | LOCK_NB) == 0)
		return RC_OK;
	bool is_held = errno == EWOULDBLOCK;
	(void)close(t->lock);
	t->lock = -1;
	return cm_fail(err, is_held ? RC_CONFLICT : RC_IO, "%s: another process keeps these tables",
	    t->path);
}

static void store_drop(struct sql_tables *t)
{
	sql_close(t->store);
	t->store = NULL;
}

static enum rc tables_open(void *ctx, struct row_sink *out, struct err *err)
{
	struct sql_tables *t = ctx;
	enum rc rc = lock_take(t, err);
	if (rc == RC_OK)
		rc = sql_open(&t->store, str_c(t->path), err);
	if (rc == RC_OK)
		*out = sql_sink(t->store);
	return rc;
}

static enum rc tables_build(void *ctx, struct row_sink *out, struct err *err)
{
	struct sql_tables *t = ctx;
	store_drop(t);
	enum rc rc = lock_take(t, err);
	if (rc == RC_OK)
		rc = sql_build(&t->store, str_c(t->path), err);
	if (rc == RC_OK)
		*out = sql_sink(t->store);
	return rc;
}

static enum rc tables_built(void *ctx, struct err *err)
{
	struct sql_tables *t = ctx;
	enum rc rc = sql_built(t->store, err);
	sql_index_reopen(t->index);
	return rc;
}

static void tables_close(void *ctx)
{
	struct sql_tables *t = ctx;
	store_drop(t);
	if (t->lock >= 0)
		(void)close(t->lock);
	t->lock = -1;
}

static void tables_free(void *ctx)
{
	struct sql_tables *t = ctx;
	tables_close(t);
	sql_index_free(t->index);
	free(t);
}

struct tables_store sql_tables(struct str path)
{
	struct sql_tables *t = calloc(1, sizeof *t);
	cm_assert(t != NULL && path.n < SQL_PATH_BYTES_MAX);
	memcpy(t->path, path.p, path.n);
	memcpy(t->lock_path, path.p, path.n);
	memcpy(t->lock_path + path.n, ".lock", 6);
	t->lock = -1;
	t->index = sql_index_new(path);
	return (struct tables_store){ t, tables_open, tables_build, tables_built, tables_close,
		tables_free, sql_index_search(t->index) };
}
