/* Readers' connections, and whole tables for whoever takes them row by row. */
#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/sql_priv.h"

#define READ_PRAGMAS "PRAGMA query_only = 1; PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824;" \
	"PRAGMA temp_store = MEMORY;"
#define STATEMENT_BYTES_MAX 4096

struct sql_index {
	char path[SQL_PATH_BYTES_MAX];
	pthread_mutex_t lock;
	pthread_cond_t given_back;
	unsigned generation, used; /* used: readers that are away */
	unsigned idle_count;
	struct sql_reader *idle[READERS_MAX];
};

struct sql_index *sql_index_new(struct str path)
{
	struct sql_index *i = calloc(1, sizeof *i);
	cm_assert(i != NULL && path.n < sizeof i->path);
	memcpy(i->path, path.p, path.n);
	(void)pthread_mutex_init(&i->lock, NULL);
	(void)pthread_cond_init(&i->given_back, NULL);
	return i;
}

static void reader_close(struct sql_reader *r)
{
	if (r == NULL)
		return;
	(void)sqlite3_finalize(r->find);
	(void)sqlite3_finalize(r->hit);
	(void)sqlite3_finalize(r->size);
	(void)sqlite3_close(r->db);
	free(r);
}

void sql_index_reopen(struct sql_index *i)
{
	(void)pthread_mutex_lock(&i->lock);
	i->generation++;
	while (i->idle_count > 0)
		reader_close(i->idle[--i->idle_count]);
	(void)pthread_mutex_unlock(&i->lock);
}

void sql_index_free(struct sql_index *i)
{
	sql_index_reopen(i);
	cm_assert(i->used == 0);
	(void)pthread_cond_destroy(&i->given_back);
	(void)pthread_mutex_destroy(&i->lock);
	free(i);
}

/* Does the file hold what this program knows? One that is being built is not there yet. */
static enum rc version_check(struct sql_reader *r, struct err *err)
{
	sqlite3_stmt *s = NULL;
	enum rc rc = sql_prepare(&s, r->db, S("SELECT schema_version FROM projection"), err);
	bool is_ours = rc == RC_OK && sqlite3_step(s) == SQLITE_ROW &&
	    sqlite3_column_int64(s, 0) == SCHEMA_VERSION;
	(void)sqlite3_finalize(s);
	return is_ours ? RC_OK : cm_fail(err, RC_NOT_FOUND, "the tables are being built");
}

static enum rc reader_open(struct sql_reader **out, const char *path, unsigned generation,
    struct err *err)
{
	struct sql_reader *r = calloc(1, sizeof *r);
	cm_assert(r != NULL);
	r->generation = generation;
	enum rc rc = sql_connect(&r->db, path, SQLITE_OPEN_READWRITE, err);
	if (rc == RC_OK)
		rc = sql_run(r->db, READ_PRAGMAS, err);
	if (rc == RC_OK)
		rc = version_check(r, err);
	if (rc != RC_OK)
		reader_close(r);
	else
		*out = r;
	return rc;
}

static enum rc reader_take(struct sql_index *i, struct sql_reader **out, struct err *err)
{
	*out = NULL;
	(void)pthread_mutex_lock(&i->lock);
	while (i->used == READERS_MAX)
		(void)pthread_cond_wait(&i->given_back, &i->lock);
	i->used++;
	unsigned generation = i->generation;
	if (i->idle_count > 0)
		*out = i->idle[--i->idle_count];
	(void)pthread_mutex_unlock(&i->lock);
	enum rc rc = *out != NULL ? RC_OK : reader_open(out, i->path, generation, err);
	if (rc == RC_OK)
		return RC_OK;
	(void)pthread_mutex_lock(&i->lock);
	i->used--;
	(void)pthread_cond_signal(&i->given_back);
	(void)pthread_mutex_unlock(&i->lock);
	return rc;
}

static void reader_give(struct sql_index *i, struct sql_reader *r)
{
	(void)pthread_mutex_lock(&i->lock);
	if (r->generation == i->generation) {
		i->idle[i->idle_count++] = r;
		r = NULL;
	}
	i->used--;
	(void)pthread_cond_signal(&i->given_back);
	(void)pthread_mutex_unlock(&i->lock);
	reader_close(r);
}

static enum rc index_find(void *ctx, const struct search_query *q, struct arena *a,
    struct search_result *out, struct err *err)
{
	struct sql_reader *r;
	enum rc rc = reader_take(ctx, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = sql_find(r, q, a, out, err);
	reader_give(ctx, r);
	return rc;
}

/* "SELECT * FROM t ORDER BY its key LIMIT ?1 OFFSET ?2", or its count. */
static enum rc table_ask(sqlite3_stmt **out, struct sql_reader *r, enum sql_table t, bool is_count,
    struct err *err)
{
	struct arena a;
	struct buf b;
	const struct table_info *info = table_info(t);
	arena_init(&a, (size_t)64 * 1024);
	buf_init(&b, &a, STATEMENT_BYTES_MAX);
	buf_put(&b, is_count ? S("SELECT count(*) FROM ") : S("SELECT * FROM "));
	buf_put(&b, info->name);
	for (uint32_t i = 0; !is_count && i < table_key_columns(info); i++) {
		buf_put(&b, i == 0 ? S(" ORDER BY ") : S(", "));
		buf_put(&b, info->columns[i].name);
	}
	if (!is_count)
		buf_put(&b, S(" LIMIT ?1 OFFSET ?2"));
	enum rc rc = sql_prepare(out, r->db, buf_str(&b), err);
	arena_release(&a);
	return rc;
}

static bool row_take(sqlite3_stmt *s, const struct row_taker *to)
{
	struct cell cells[TABLE_COLUMNS_MAX];
	int count = sqlite3_column_count(s);
	cm_assert(count <= TABLE_COLUMNS_MAX);
	for (int i = 0; i < count; i++) {
		int type = sqlite3_column_type(s, i);
		cells[i] = (struct cell){ CELL_NULL, 0, STR_NONE };
		if (type == SQLITE_INTEGER)
			cells[i] = (struct cell){ CELL_NUMBER, sqlite3_column_int64(s, i), STR_NONE };
		else if (type != SQLITE_NULL)
			cells[i] = (struct cell){ CELL_TEXT, 0, sql_column(s, i) };
	}
	return to->take(to->ctx, cells, (uint32_t)count);
}

static enum rc index_rows(void *ctx, enum sql_table t, const struct row_span *span,
    const struct row_taker *to, struct err *err)
{
	struct sql_reader *r;
	sqlite3_stmt *s = NULL;
	enum rc rc = reader_take(ctx, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = table_ask(&s, r, t, false, err);
	if (rc == RC_OK) {
		int status;
		(void)sqlite3_bind_int64(s, 1, (int64_t)span->max);
		(void)sqlite3_bind_int64(s, 2, (int64_t)span->skip);
		while ((status = sqlite3_step(s)) == SQLITE_ROW && row_take(s, to))
			continue;
		if (status != SQLITE_ROW && status != SQLITE_DONE)
			rc = sql_fail(r->db, err);
	}
	(void)sqlite3_finalize(s);
	reader_give(ctx, r);
	return rc;
}

static enum rc index_count(void *ctx, enum sql_table t, uint64_t *out, struct err *err)
{
	struct sql_reader *r;
	sqlite3_stmt *s = NULL;
	enum rc rc = reader_take(ctx, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = table_ask(&s, r, t, true, err);
	if (rc == RC_OK && sqlite3_step(s) == SQLITE_ROW)
		*out = (uint64_t)sqlite3_column_int64(s, 0);
	else if (rc == RC_OK)
		rc = sql_fail(r->db, err);
	(void)sqlite3_finalize(s);
	reader_give(ctx, r);
	return rc;
}

static enum rc index_signed_by(void *ctx, struct str party, uint32_t max, struct signed_list *out,
    struct err *err)
{
	struct sql_reader *r;
	sqlite3_stmt *s = NULL;
	int status = SQLITE_DONE;
	enum rc rc = reader_take(ctx, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = sql_prepare(&s, r->db, S("SELECT DISTINCT state_row FROM act_signers WHERE party = ?1 "
	    "ORDER BY state_row DESC LIMIT ?2"), err);
	out->count = 0;
	if (rc == RC_OK) {
		(void)sqlite3_bind_text(s, 1, party.p, (int)party.n, SQLITE_STATIC);
		(void)sqlite3_bind_int64(s, 2, max);
		while ((status = sqlite3_step(s)) == SQLITE_ROW && out->count < max)
			out->at[out->count++] = (uint64_t)sqlite3_column_int64(s, 0);
		if (status != SQLITE_ROW && status != SQLITE_DONE)
			rc = sql_fail(r->db, err);
	}
	(void)sqlite3_finalize(s);
	reader_give(ctx, r);
	return rc;
}

struct search_index sql_index_search(struct sql_index *i)
{
	return (struct search_index){ i, index_find, index_rows, index_count, index_signed_by };
}
