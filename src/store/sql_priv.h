/* Inside of store/ only: what the writer's and the readers' side of sql.h share. */
#ifndef STORE_SQL_PRIV_H
#define STORE_SQL_PRIV_H

#include <sqlite3.h>

#include "store/sql.h"

#define SQL_PATH_BYTES_MAX 4096

/* Opens a connection with the tokenizer and `weight`. */
CM_MUST_USE enum rc sql_connect(sqlite3 **out, const char *path, int flags, struct err *err);
CM_MUST_USE enum rc sql_run(sqlite3 *db, const char *text, struct err *err);
/* RC_IO, RC_LIMIT (full), RC_CORRUPT by SQLite's own status and text. */
enum rc sql_fail(sqlite3 *db, struct err *err);
CM_MUST_USE enum rc sql_prepare(sqlite3_stmt **out, sqlite3 *db, struct str text, struct err *err);
struct str sql_column(sqlite3_stmt *s, int column);
/* CREATE statements of every table, with comments, of the view and of the index. */
void sql_schema_put(struct buf *out);

/* The readers' side (sql_index.c): connections, READERS_MAX at most. */
#define READERS_MAX 4
struct sql_index;
struct sql_index *sql_index_new(struct str path);
void sql_index_free(struct sql_index *i);
/* The file is another one: connections go as soon as nobody uses them. */
void sql_index_reopen(struct sql_index *i);
struct search_index sql_index_search(struct sql_index *i);

/* A connection with what is asked of it. */
struct sql_reader {
	sqlite3 *db;
	unsigned generation; /* of the file */
	sqlite3_stmt *find, *hit, *size;
};
/* sql_find.c */
CM_MUST_USE enum rc sql_find(struct sql_reader *r, const struct search_query *q, struct arena *a,
    struct search_result *out, struct err *err);

/* rank.c: `weight(search, N)`, greater for what fits better by the first N strings of the query. */
int weight_register(sqlite3 *db);

#endif
