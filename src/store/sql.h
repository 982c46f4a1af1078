/*
 * The projection on SQLite: implements project/sink.h and, for readers, project/search.h. One file, with
 * documented tables (docs/sql.md), which can be deleted and built again at will.
 *
 * Building goes to "PATH.new", without a journal, and takes the place of PATH when it is whole. Following
 * is in write-ahead mode: readers see what was committed last and never wait.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "project/tables.h"

struct sql_store;

/* The writer's side of an existing file. RC_NOT_FOUND: there is none. */
CM_MUST_USE enum rc sql_open(struct sql_store **out, struct str path, struct err *err);
/* An empty one under "PATH.new"; what was left there goes. */
CM_MUST_USE enum rc sql_build(struct sql_store **out, struct str path, struct err *err);
/* After the first commit: makes it whole and durable, and puts it in the place of PATH. Then it is open as
 * by sql_open. */
CM_MUST_USE enum rc sql_built(struct sql_store *s, struct err *err);
struct row_sink sql_sink(struct sql_store *s);
void sql_close(struct sql_store *s);

/* Every row of every table as text, sorted, but for `projection`: to compare what was followed with what was
 * built. The index is checked against the items too. Only for tests and `comity rebuild --check`. */
CM_MUST_USE enum rc sql_digest(struct str path, struct hash *out, struct err *err);

/* All of it behind project/tables.h: "PATH", beside it "PATH.lock" while a process writes, and connections
 * for readers, which are opened when they are needed. Never NULL; tables_store.free gives it back. */
CM_MUST_USE struct tables_store sql_tables(struct str path);

#endif
