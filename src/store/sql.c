#include "store/sql.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "store/sql_priv.h"
#include "store/tokens.h"

#define SCHEMA_BYTES_MAX ((size_t)256 * 1024)
#define BUSY_MS 10000
/* Memory of a connection for pages of the file, in KiB, as SQLite wants it. */
#define BUILD_PRAGMAS                                                                              \
	"PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"            \
	"PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -131072;"
#define FOLLOW_PRAGMAS                                                                             \
	"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;"      \
	"PRAGMA wal_autocheckpoint = 2000;"

enum statement {
	ITEM_FIND = 2 * SQL_TABLE__COUNT,
	ITEM_FORGET, /* in the index */
	ITEM_INDEX,
	WORDS_DROP,
	BEGIN,
	COMMIT,
	ABANDON,
	STATEMENT__COUNT
};
struct sql_store {
	struct arena arena;
	sqlite3 *db;
	char path[SQL_PATH_BYTES_MAX], now[SQL_PATH_BYTES_MAX + 8]; /* now: where it is open */
	bool is_building;
	sqlite3_stmt *statements[STATEMENT__COUNT]; /* [table] puts a row, [tables + table] drops rows */
};

enum rc sql_fail(sqlite3 *db, struct err *err)
{
	int status = sqlite3_errcode(db) & 0xff;
	enum rc rc = status == SQLITE_CORRUPT || status == SQLITE_NOTADB || status == SQLITE_ERROR
	    ? RC_CORRUPT
	    : status == SQLITE_FULL || status == SQLITE_NOMEM ? RC_LIMIT : RC_IO;
	return cm_fail(err, rc, "the tables: %s", sqlite3_errmsg(db));
}

enum rc sql_run(sqlite3 *db, const char *text, struct err *err)
{
	return sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK ? RC_OK : sql_fail(db, err);
}

enum rc sql_prepare(sqlite3_stmt **out, sqlite3 *db, struct str text, struct err *err)
{
	int status = sqlite3_prepare_v3(db, text.p, (int)text.n, SQLITE_PREPARE_PERSISTENT, out, NULL);
	return status == SQLITE_OK ? RC_OK : sql_fail(db, err);
}

struct str sql_column(sqlite3_stmt *s, int column)
{
	const char *p = (const char *)sqlite3_column_text(s, column);
	return p == NULL ? STR_NONE : (struct str){ p, (size_t)sqlite3_column_bytes(s, column) };
}

enum rc sql_connect(sqlite3 **out, const char *path, int flags, struct err *err)
{
	*out = NULL;
	int status = sqlite3_open_v2(path, out, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (status == SQLITE_OK)
		status = sqlite3_busy_timeout(*out, BUSY_MS);
	if (status == SQLITE_OK)
		status = tokens_register(*out);
	if (status == SQLITE_OK)
		status = weight_register(*out);
	if (status == SQLITE_OK)
		return RC_OK;
	enum rc rc = status == SQLITE_CANTOPEN ? cm_fail(err, RC_NOT_FOUND, "no tables at %s", path)
	                                       : sql_fail(*out, err);
	(void)sqlite3_close(*out);
	*out = NULL;
	return rc;
}

/* "INSERT INTO t VALUES (?,?)" and "DELETE FROM t WHERE source = ?2 AND state_row = ?1" */
static enum rc table_prepare(struct sql_store *s, enum sql_table t, struct err *err)
{
	struct buf b;
	const struct table_info *info = table_info(t);
	bool is_shared = info->key == KEY_SHARED || info->key == KEY_ITEM;
	buf_init(&b, &s->arena, 4096);
	buf_put(&b, info->key == KEY_DIGEST ? S("INSERT OR REPLACE INTO ") : S("INSERT INTO "));
	buf_put(&b, info->name);
	for (uint32_t i = 0; i < info->columns_count; i++)
		buf_put(&b, i == 0 ? S(" VALUES (?") : S(",?"));
	buf_byte(&b, ')');
	enum rc rc = sql_prepare(&s->statements[t], s->db, buf_str(&b), err);
	if (rc != RC_OK || info->key == KEY_WORDS || info->key == KEY_DIGEST)
		return rc;
	buf_clear(&b);
	buf_put(&b, S("DELETE FROM "));
	buf_put(&b, info->name);
	if (info->key != KEY_HEAD)
		buf_put(&b, S(" WHERE state_row = ?1"));
	if (is_shared)
		buf_put(&b, S(" AND source = ?2"));
	return sql_prepare(&s->statements[SQL_TABLE__COUNT + t], s->db, buf_str(&b), err);
}

static enum rc statements_prepare(struct sql_store *s, struct err *err)
{
	static const struct str texts[STATEMENT__COUNT] = {
		[ITEM_FIND] = S("SELECT i.id, i.title, w.words, w.marks FROM items i "
		                "JOIN item_words w ON w.id = i.id WHERE i.source = ?1 AND i.state_row = ?2"),
		[ITEM_FORGET] = S("INSERT INTO search (search, rowid, title, words, marks) "
		                  "VALUES ('delete', ?, ?, ?, ?)"),
		[ITEM_INDEX] = S("INSERT INTO search (rowid, title, words, marks) VALUES (?, ?, ?, ?)"),
		[WORDS_DROP] = S("DELETE FROM item_words WHERE id = ?"),
		[BEGIN] = S("BEGIN IMMEDIATE"),
		[COMMIT] = S("COMMIT"),
		[ABANDON] = S("ROLLBACK"),
	};
	enum rc rc = RC_OK;
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT && rc == RC_OK; t++)
		rc = table_prepare(s, t, err);
	for (uint32_t i = ITEM_FIND; i < STATEMENT__COUNT && rc == RC_OK; i++)
		rc = sql_prepare(&s->statements[i], s->db, texts[i], err);
	return rc;
}

static void statements_end(struct sql_store *s)
{
	for (uint32_t i = 0; i < STATEMENT__COUNT; i++) {
		(void)sqlite3_finalize(s->statements[i]);
		s->statements[i] = NULL;
	}
}

static enum rc step_done(struct sql_store *s, sqlite3_stmt *statement, struct err *err)
{
	int status = sqlite3_step(statement);
	enum rc rc = status == SQLITE_DONE ? RC_OK : sql_fail(s->db, err);
	(void)sqlite3_reset(statement);
	return rc;
}

static void bind_str(sqlite3_stmt *statement, int at, struct str text)
{
	if (text.n == 0)
		(void)sqlite3_bind_null(statement, at);
	else
		(void)sqlite3_bind_text(statement, at, text.p, (int)text.n, SQLITE_STATIC);
}

static enum rc put(void *ctx, enum sql_table t, const struct cell *cells, struct err *err)
{
	struct sql_store *s = ctx;
	sqlite3_stmt *statement = s->statements[t];
	uint32_t count = table_info(t)->columns_count;
	for (uint32_t i = 0; i < count; i++) {
		if (cells[i].type == CELL_NUMBER)
			(void)sqlite3_bind_int64(statement, (int)i + 1, cells[i].number);
		else
			bind_str(statement, (int)i + 1, cells[i].text);
	}
	return step_done(s, statement, err);
}

static enum rc item_index(struct sql_store *s, enum statement which, int64_t id,
    const struct str texts[3], struct err *err)
{
	sqlite3_stmt *statement = s->statements[which];
	(void)sqlite3_bind_int64(statement, 1, id);
	for (int i = 0; i < 3; i++)
		bind_str(statement, 2 + i, texts[i]);
	return step_done(s, statement, err);
}

static enum rc item(void *ctx, const struct cell *cells, const struct item *item, struct err *err)
{
	struct sql_store *s = ctx;
	const struct cell words[] = { { CELL_NUMBER, item->id, STR_NONE },
		{ CELL_TEXT, 0, item->words }, { CELL_TEXT, 0, item->marks } };
	const struct str texts[] = { item->title, item->words, item->marks };
	enum rc rc = put(s, SQL_items, cells, err);
	if (rc == RC_OK)
		rc = put(s, SQL_item_words, words, err);
	return rc == RC_OK ? item_index(s, ITEM_INDEX, item->id, texts, err) : rc;
}

/* Out of the index, by what it was indexed with; then its words. */
static enum rc items_clear(struct sql_store *s, uint32_t source, uint64_t row, struct err *err)
{
	sqlite3_stmt *find = s->statements[ITEM_FIND], *drop = s->statements[WORDS_DROP];
	enum rc rc = RC_OK;
	int status;
	bind_str(find, 1, source_name(source));
	(void)sqlite3_bind_int64(find, 2, (int64_t)row);
	while (rc == RC_OK && (status = sqlite3_step(find)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(find, 0);
		const struct str texts[] = { sql_column(find, 1), sql_column(find, 2),
			sql_column(find, 3) };
		rc = item_index(s, ITEM_FORGET, id, texts, err);
		(void)sqlite3_bind_int64(drop, 1, id);
		if (rc == RC_OK)
			rc = step_done(s, drop, err);
	}
	if (rc == RC_OK && status != SQLITE_DONE)
		rc = sql_fail(s->db, err);
	(void)sqlite3_reset(find);
	return rc;
}

static enum rc clear(void *ctx, uint32_t source, uint64_t row, struct err *err)
{
	struct sql_store *s = ctx;
	enum rc rc = items_clear(s, source, row, err);
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT && rc == RC_OK; t++) {
		const struct table_info *info = table_info(t);
		bool is_shared = info->key == KEY_SHARED || info->key == KEY_ITEM;
		sqlite3_stmt *drop = s->statements[SQL_TABLE__COUNT + t];
		if (drop == NULL || (!is_shared && info->source != source))
			continue;
		(void)sqlite3_bind_int64(drop, 1, (int64_t)row);
		if (is_shared)
			bind_str(drop, 2, source_name(source));
		rc = step_done(s, drop, err);
	}
	return rc;
}

static enum rc digest(void *ctx, uint32_t source, uint64_t row, const struct digest *d,
    struct err *err)
{
	char hex[2 * DIGEST_BYTES];
	hex_encode(hex, d->bytes, DIGEST_BYTES);
	const struct cell cells[] = { { CELL_TEXT, 0, source_name(source) },
		{ CELL_NUMBER, (int64_t)row, STR_NONE }, { CELL_TEXT, 0, { hex, sizeof hex } } };
	return put(ctx, SQL_state_digests, cells, err);
}

static enum rc begin(void *ctx, struct err *err)
{
	struct sql_store *s = ctx;
	return step_done(s, s->statements[BEGIN], err);
}

static enum rc commit(void *ctx, const struct projection_head *head, struct err *err)
{
	struct sql_store *s = ctx;
	char root[2 * HASH_BYTES];
	hex_encode(root, head->root.bytes, HASH_BYTES);
	const struct cell cells[] = { { CELL_NUMBER, SCHEMA_VERSION, STR_NONE },
		{ CELL_TEXT, 0, head->origin }, { CELL_NUMBER, (int64_t)head->size, STR_NONE },
		{ CELL_TEXT, 0, { root, sizeof root } } };
	enum rc rc = step_done(s, s->statements[SQL_TABLE__COUNT + SQL_projection], err);
	if (rc == RC_OK)
		rc = put(s, SQL_projection, cells, err);
	return rc == RC_OK ? step_done(s, s->statements[COMMIT], err) : rc;
}

static void abandon(void *ctx)
{
	struct sql_store *s = ctx;
	(void)sqlite3_step(s->statements[ABANDON]);
	(void)sqlite3_reset(s->statements[ABANDON]);
}

static enum rc head(void *ctx, struct arena *a, struct projection_head *out, struct err *err)
{
	struct sql_store *s = ctx;
	sqlite3_stmt *read = NULL;
	enum rc rc = sql_prepare(&read, s->db,
	    S("SELECT schema_version, origin, size, root FROM projection"), err);
	if (rc != RC_OK || sqlite3_step(read) != SQLITE_ROW ||
	    sqlite3_column_int64(read, 0) != SCHEMA_VERSION ||
	    !hex_decode(out->root.bytes, HASH_BYTES, sql_column(read, 3))) {
		rc = cm_fail(err, RC_NOT_FOUND, "no tables of this version");
	} else {
		out->origin = str_copy(a, sql_column(read, 1));
		out->size = (uint64_t)sqlite3_column_int64(read, 2);
	}
	(void)sqlite3_finalize(read);
	return rc;
}

static uint32_t source_of(struct str name)
{
	uint32_t source = 0;
	while (source < SOURCE__COUNT && !str_eq(source_name(source), name))
		source++;
	return source;
}

static enum rc digest_counts(struct sql_store *s, struct arena *a,
    struct digest *given[SOURCE__COUNT], uint32_t counts[SOURCE__COUNT], struct err *err)
{
	sqlite3_stmt *read = NULL;
	enum rc rc = sql_prepare(&read, s->db,
	    S("SELECT source, count(*), max(state_row) FROM state_digests GROUP BY source"), err);
	while (rc == RC_OK && sqlite3_step(read) == SQLITE_ROW) {
		uint32_t source = source_of(sql_column(read, 0));
		int64_t count = sqlite3_column_int64(read, 1);
		if (source == SOURCE__COUNT || count != sqlite3_column_int64(read, 2) + 1 ||
		    count > UINT32_MAX) {
			rc = cm_fail(err, RC_CORRUPT, "the tables: digests are missing");
			break;
		}
		counts[source] = (uint32_t)count;
		given[source] = arena_array(a, struct digest, counts[source]);
	}
	(void)sqlite3_finalize(read);
	return rc;
}

static enum rc digests(void *ctx, struct arena *a, struct digest *given[SOURCE__COUNT],
    uint32_t counts[SOURCE__COUNT], struct err *err)
{
	struct sql_store *s = ctx;
	sqlite3_stmt *read = NULL;
	enum rc rc = digest_counts(s, a, given, counts, err);
	if (rc == RC_OK)
		rc = sql_prepare(&read, s->db, S("SELECT source, state_row, digest FROM state_digests"), err);
	while (rc == RC_OK && sqlite3_step(read) == SQLITE_ROW) {
		uint32_t source = source_of(sql_column(read, 0));
		int64_t row = sqlite3_column_int64(read, 1);
		if (source == SOURCE__COUNT || row < 0 || row >= counts[source] ||
		    !hex_decode(given[source][row].bytes, DIGEST_BYTES, sql_column(read, 2)))
			rc = cm_fail(err, RC_CORRUPT, "the tables: a digest is damaged");
	}
	(void)sqlite3_finalize(read);
	return rc;
}

struct row_sink sql_sink(struct sql_store *s)
{
	return (struct row_sink){ s, head, digests, begin, clear, put, item, digest, commit, abandon };
}

void sql_close(struct sql_store *s)
{
	if (s == NULL)
		return;
	statements_end(s);
	(void)sqlite3_close(s->db);
	arena_release(&s->arena);
	free(s);
}

static struct sql_store *store_new(struct str path, bool is_building)
{
	struct sql_store *s = calloc(1, sizeof *s);
	cm_assert(s != NULL && path.n < SQL_PATH_BYTES_MAX);
	arena_init(&s->arena, (size_t)16 * 1024 * 1024);
	memcpy(s->path, path.p, path.n);
	memcpy(s->now, path.p, path.n);
	if (is_building)
		memcpy(s->now + path.n, ".new", 5);
	s->is_building = is_building;
	return s;
}

static enum rc store_start(struct sql_store *s, int flags, const char *pragmas, struct err *err)
{
	enum rc rc = sql_connect(&s->db, s->now, flags, err);
	return rc == RC_OK ? sql_run(s->db, pragmas, err) : rc;
}

enum rc sql_open(struct sql_store **out, struct str path, struct err *err)
{
	struct sql_store *s = store_new(path, false);
	enum rc rc = store_start(s, SQLITE_OPEN_READWRITE, FOLLOW_PRAGMAS, err);
	if (rc == RC_OK)
		rc = statements_prepare(s, err);
	if (rc != RC_OK)
		sql_close(s);
	else
		*out = s;
	return rc;
}

/* A file and what SQLite keeps beside it. */
static void file_drop(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	char name[SQL_PATH_BYTES_MAX + 32];
	for (size_t i = 0; i < CM_COUNT(ends); i++) {
		size_t n = strlen(path), more = strlen(ends[i]);
		memcpy(name, path, n);
		memcpy(name + n, ends[i], more + 1);
		(void)unlink(name);
	}
}

enum rc sql_build(struct sql_store **out, struct str path, struct err *err)
{
	struct buf schema;
	struct sql_store *s = store_new(path, true);
	file_drop(s->now);
	enum rc rc =
	    store_start(s, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, BUILD_PRAGMAS, err);
	buf_init(&schema, &s->arena, SCHEMA_BYTES_MAX);
	sql_schema_put(&schema);
	buf_byte(&schema, '\0');
	if (rc == RC_OK)
		rc = sql_run(s->db, schema.p, err);
	if (rc == RC_OK)
		rc = statements_prepare(s, err);
	if (rc != RC_OK) {
		file_drop(s->now);
		sql_close(s);
	} else {
		*out = s;
	}
	return rc;
}

/* A file, or the folder that names it. */
static enum rc sync_path(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool is_synced = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		(void)close(fd);
	return is_synced ? RC_OK : cm_fail(err, RC_IO, "%s cannot be made durable", path);
}

static enum rc folder_sync(const char *path, struct err *err)
{
	char folder[SQL_PATH_BYTES_MAX];
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return sync_path(".", err);
	size_t n = slash == path ? 1 : (size_t)(slash - path);
	memcpy(folder, path, n);
	folder[n] = '\0';
	return sync_path(folder, err);
}

enum rc sql_built(struct sql_store *s, struct err *err)
{
	cm_assert(s->is_building);
	enum rc rc = sql_run(s->db, "INSERT INTO search (search) VALUES ('optimize');"
	                            "PRAGMA optimize;", err);
	statements_end(s);
	(void)sqlite3_close(s->db);
	s->db = NULL;
	if (rc == RC_OK)
		rc = sync_path(s->now, err);
	if (rc != RC_OK)
		return rc;
	file_drop(s->path); /* what lies beside the old one must not be taken for the new one's */
	if (rename(s->now, s->path) != 0)
		return cm_fail(err, RC_IO, "%s cannot take its place", s->now);
	memcpy(s->now, s->path, sizeof s->path);
	s->is_building = false;
	rc = folder_sync(s->path, err);
	if (rc == RC_OK)
		rc = store_start(s, SQLITE_OPEN_READWRITE, FOLLOW_PRAGMAS, err);
	return rc == RC_OK ? statements_prepare(s, err) : rc;
}
