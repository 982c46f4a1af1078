/*
 * Rows of a table as CSV (RFC 4180) and as the parts of a workbook (ISO/IEC 29500, SpreadsheetML): numbers
 * are numbers, days and instants are dates; a date that is known to its month only stays text. Texts are
 * texts, whatever they begin with, in the workbook. CSV has no types, and spreadsheets that open it take a
 * text for a formula that begins with = + - @ (of full width too), a tab or a line's end: an apostrophe is
 * put before it, and before one that begins with an apostrophe, so that whoever drops the first apostrophe
 * has every text as it was. Pure.
 */
#ifndef VIEW_SHEET_H
#define VIEW_SHEET_H

#include "project/schema.h"
#include "view/docx_xml.h"

/* The names of the columns; then row by row, one cell a column. */
void csv_head_put(struct buf *out, const struct table_info *t);
void csv_row_put(struct buf *out, const struct cell *cells, uint32_t count);

struct sheet {
	struct xml x;
	const struct table_info *table;
	uint32_t rows;
};
void sheet_begin(struct sheet *s, struct buf *out, const struct table_info *t);
void sheet_row_put(struct sheet *s, const struct cell *cells, uint32_t count);
void sheet_end(struct sheet *s);

/* The workbook around a sheet: its other parts, the sheet's own last. */
#define BOOK_PARTS 6
struct book_part {
	struct str name, bytes;
};
void book_parts(struct book_part out[BOOK_PARTS], struct arena *a, const struct table_info *t,
    struct str sheet);

#endif
