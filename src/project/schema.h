/*
 * The tables of the projection as data: names, columns, and what each holds. The SQL of a store, the page
 * of tables and docs/sql.md follow from it. Pure.
 */
#ifndef PROJECT_SCHEMA_H
#define PROJECT_SCHEMA_H

#include "base/str.h"

/* Raised whenever a table, a column or what is put into one changes: older projections are built anew. */
#define SCHEMA_VERSION 6

enum sql_table {
#define TABLE(name, source, row, child, key, what) SQL_##name,
#define COLUMN(type, name, value, what)
#define END
#include "project/tables.def"
	SQL_TABLE__COUNT
};
#undef TABLE
#undef COLUMN
#undef END

/* The columns that come first, and the primary key that they are. */
enum table_key {
	KEY_HEAD,   /* none: one row */
	KEY_ROW,    /* state_row */
	KEY_LIST,   /* state_row, nth */
	KEY_SHARED, /* source, state_row, nth */
	KEY_ITEM,   /* id is the key; source, state_row */
	KEY_WORDS,  /* id */
	KEY_DIGEST, /* source, state_row */
};
enum column_type {
	COLUMN_TEXT,
	COLUMN_NUMBER,
	COLUMN_ENTRY,
	COLUMN_FLAG,
	COLUMN_DATE,
	COLUMN_MOMENT,
	COLUMN_HASH,
	COLUMN_LIST,
	COLUMN_BLOB,
};
#define TABLE_COLUMNS_MAX 32
struct column_info {
	struct str name;
	enum column_type type;
	struct str what;
};
struct table_info {
	struct str name;
	uint32_t source; /* enum row_source, or a table of the state (project/sink.h) */
	enum table_key key;
	struct str what;
	const struct column_info *columns; /* those of the key included */
	uint32_t columns_count;
};
/* How many of its columns come from the key. */
uint32_t table_key_columns(const struct table_info *t);
const struct table_info *table_info(enum sql_table t);
/* SQL_TABLE__COUNT when there is none of this name. */
enum sql_table table_of_name(struct str name);

/* A value of a row. Text is borrowed. */
struct cell {
	enum cell_type { CELL_NULL, CELL_NUMBER, CELL_TEXT } type;
	int64_t number;
	struct str text;
};

#endif
