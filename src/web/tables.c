/* Files of tables, straight from the projection. */
#include "base/arena.h"
#include "base/buf.h"
#include "view/sheet.h"
#include "web/call.h"

#define ROWS_MAX 10000                        /* of one file: a loop makes it at once */
#define ROWS_BYTES_MAX ((size_t)8 << 20)      /* further rows are in the next file */
#define FILE_BYTES_MAX ((size_t)64 << 20)
#define HEAD_BYTES_MAX 1024

enum file_type { FILE_CSV, FILE_XLSX };
struct writing {
	enum file_type type;
	struct buf *out;
	struct sheet sheet;
	uint64_t rows;
};

static bool row_take(void *ctx, const struct cell *cells, uint32_t count)
{
	struct writing *w = ctx;
	if (w->rows == ROWS_MAX || w->out->n >= ROWS_BYTES_MAX || w->out->failed)
		return false;
	if (w->type == FILE_CSV)
		csv_row_put(w->out, cells, count);
	else
		sheet_row_put(&w->sheet, cells, count);
	w->rows++;
	return true;
}

/* "parties.csv" */
static bool name_read(struct str name, enum sql_table *table, enum file_type *type)
{
	size_t dot = str_find(name, '.', 0);
	struct str end = str_sub(name, dot, name.n);
	*table = table_of_name(str_sub(name, 0, dot));
	*type = str_eq(end, S(".csv")) ? FILE_CSV : FILE_XLSX;
	return *table != SQL_TABLE__COUNT && (*type == FILE_CSV || str_eq(end, S(".xlsx")));
}

static enum rc rows_write(struct writing *w, struct call *c, enum sql_table table, uint64_t skip,
    struct err *err)
{
	const struct search_index *index = c->loop->web->options->index;
	const struct row_taker to = { row_take, w };
	const struct row_span span = { skip, ROWS_MAX + 1 };
	if (index == NULL)
		return cm_fail(err, RC_NOT_FOUND, "there are no tables");
	if (w->type == FILE_CSV)
		csv_head_put(w->out, table_info(table));
	else
		sheet_begin(&w->sheet, w->out, table_info(table));
	enum rc rc = index->rows(index->ctx, table, &span, &to, err);
	if (w->type == FILE_XLSX)
		sheet_end(&w->sheet);
	return rc;
}

/* The sheet as a workbook; of CSV the rows themselves. */
static enum rc file_make(struct str *out, struct writing *w, struct call *c, enum sql_table table,
    struct err *err)
{
	struct book_part parts[BOOK_PARTS];
	struct buf file;
	if (w->out->failed)
		return cm_fail(err, RC_LIMIT, "the file is too large");
	*out = buf_str(w->out);
	if (w->type == FILE_CSV)
		return RC_OK;
	book_parts(parts, c->x->scratch, table_info(table), *out);
	buf_init(&file, c->x->scratch, FILE_BYTES_MAX);
	enum rc rc = c->loop->web->options->pack(&file, parts, BOOK_PARTS, err);
	*out = buf_str(&file);
	return rc;
}

/* Where the rows go on: "</tables/acts.csv?skip=10000>; rel=next". */
static void next_put(struct buf *lines, struct call *c, uint64_t skip)
{
	buf_put(lines, S("Link: <"));
	buf_put(lines, c->x->path);
	buf_put(lines, S("?skip="));
	buf_dec(lines, (int64_t)skip);
	buf_put(lines, S(">; rel=\"next\"\r\n"));
}

void table_answer(struct call *c)
{
	enum sql_table table;
	struct writing *w = arena_new(c->x->scratch, struct writing);
	struct query all;
	struct err err;
	struct buf rows, lines;
	struct str file;
	uint64_t skip = 0, count = 0;
	if (!name_read(c->code, &table, &w->type)) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	if (!query_parse(&all, c->x->scratch, c->x->query) ||
	    !query_number(&all, S("skip"), &skip, INT64_MAX)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	buf_init(&rows, c->x->scratch, FILE_BYTES_MAX);
	buf_init(&lines, c->x->scratch, HEAD_BYTES_MAX);
	w->out = &rows;
	enum rc rc = rows_write(w, c, table, skip, &err);
	if (rc == RC_OK)
		rc = file_make(&file, w, c, table, &err);
	const struct search_index *index = c->loop->web->options->index;
	if (rc == RC_OK)
		rc = index->count(index->ctx, table, &count, &err);
	if (rc != RC_OK) {
		problem_answer(c, rc == RC_LIMIT ? PROBLEM_TOO_LONG : PROBLEM_BUSY);
		return;
	}
	buf_put(&lines, w->type == FILE_CSV ? S("Content-Type: text/csv; charset=utf-8; header=present\r\n")
	    : S("Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n"));
	buf_put(&lines, S(HEAD_FRESH HEAD_OPEN));
	if (skip + w->rows < count)
		next_put(&lines, c, skip + w->rows);
	struct reply r = { .status = 200, .head = buf_str(&lines), .body = file };
	exchange_reply(c->x, &r);
}

void tables_redirect_answer(struct call *c)
{
	redirect_answer(c, 302, c->lang == VIEW_RU ? S("/ru/tables") : S("/en/tables"));
}

enum view_status tables_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return tables_page(out, s);
}
