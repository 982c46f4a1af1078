/*
 * Tables of facts: CSV as RFC 4180, strictly. UTF-8, a header row of different column names, every
 * row as long as the header, quotes only around a whole field; lines end with LF or CRLF. Errors
 * begin with "file:line:column".
 */
#ifndef CLI_CSV_H
#define CLI_CSV_H

#include "base/err.h"
#include "base/str.h"

struct arena;

#define CSV_BYTES_MAX (8u * 1024 * 1024)
#define CSV_COLUMNS_MAX 64

struct csv_row {
	uint32_t line; /* on which it begins, from 1 */
	const struct str *fields;
};
struct csv {
	struct str file; /* for errors */
	uint32_t columns_count, rows_count;
	const struct str *columns;
	const struct csv_row *rows;
};

/* Fields borrow from `text`, or live in the arena where quotes were doubled. */
CM_MUST_USE enum rc csv_parse(struct csv *out, struct arena *a, struct str file, struct str text,
    struct err *err);
/* Number of a column, or CSV_COLUMNS_MAX when there is none. */
uint32_t csv_column(const struct csv *c, struct str name);
/* A field by its column's name; empty when the table has no such column. */
struct str csv_field(const struct csv *c, uint32_t row, struct str column);

#endif
