#include "cli/csv.h"

#include "base/arena.h"
#include "base/utf8.h"

struct reader {
	struct arena *arena;
	struct str file, text;
	size_t at, line_at; /* here; where the present line began */
	uint32_t line;
	struct err *err;
};

static enum rc refuse(const struct reader *r, size_t at, const char *what)
{
	return cm_fail(r->err, RC_INVALID, "%.*s:%u:%zu: %s", STR_ARG(r->file), r->line,
	    at - r->line_at + 1, what);
}

/* A CR counts as part of the line's end only before LF. */
static size_t line_end_bytes(const struct reader *r, size_t at)
{
	if (at < r->text.n && r->text.p[at] == '\n')
		return 1;
	if (at + 1 < r->text.n && r->text.p[at] == '\r' && r->text.p[at + 1] == '\n')
		return 2;
	return 0;
}

static void step_line(struct reader *r, size_t at)
{
	r->line++;
	r->line_at = at;
}

static struct str undouble(struct reader *r, struct str quoted, size_t doubled)
{
	if (doubled == 0)
		return quoted;
	char *p = arena_alloc(r->arena, quoted.n - doubled + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < quoted.n; i++) {
		p[n++] = quoted.p[i];
		if (quoted.p[i] == '"')
			i++;
	}
	return (struct str){ p, n };
}

static enum rc quoted_field(struct reader *r, struct str *out)
{
	size_t from = ++r->at;
	size_t doubled = 0;
	for (; r->at < r->text.n; r->at++) {
		char c = r->text.p[r->at];
		if (c == '\n')
			step_line(r, r->at + 1);
		if (c != '"')
			continue;
		if (r->at + 1 >= r->text.n || r->text.p[r->at + 1] != '"')
			break;
		doubled++;
		r->at++;
	}
	if (r->at >= r->text.n)
		return refuse(r, r->at, "the quotes are not closed");
	*out = undouble(r, str_sub(r->text, from, r->at), doubled);
	r->at++;
	if (r->at < r->text.n && r->text.p[r->at] != ',' && line_end_bytes(r, r->at) == 0)
		return refuse(r, r->at, "nothing may follow the closing quote of a field");
	return RC_OK;
}

static enum rc plain_field(struct reader *r, struct str *out)
{
	size_t from = r->at;
	while (r->at < r->text.n && r->text.p[r->at] != ',' && line_end_bytes(r, r->at) == 0) {
		if (r->text.p[r->at] == '"' || r->text.p[r->at] == '\r')
			return refuse(r, r->at, "a quote or carriage return outside a quoted field");
		r->at++;
	}
	*out = str_sub(r->text, from, r->at);
	return RC_OK;
}

/* One record with its line's end; fields[CSV_COLUMNS_MAX]. */
static enum rc read_record(struct reader *r, struct str *fields, uint32_t *count)
{
	*count = 0;
	for (;;) {
		if (*count == CSV_COLUMNS_MAX)
			return refuse(r, r->at, "more columns than a table may have");
		bool is_quoted = r->at < r->text.n && r->text.p[r->at] == '"';
		enum rc rc = is_quoted ? quoted_field(r, &fields[*count]) : plain_field(r, &fields[*count]);
		if (rc != RC_OK)
			return rc;
		(*count)++;
		if (r->at >= r->text.n || r->text.p[r->at] != ',')
			break;
		r->at++;
	}
	size_t end = line_end_bytes(r, r->at);
	r->at += end;
	if (end > 0)
		step_line(r, r->at);
	return RC_OK;
}

static enum rc read_header(struct reader *r, struct csv *out)
{
	struct str fields[CSV_COLUMNS_MAX];
	enum rc rc = read_record(r, fields, &out->columns_count);
	if (rc != RC_OK)
		return rc;
	struct str *columns = arena_array(r->arena, struct str, out->columns_count);
	for (uint32_t i = 0; i < out->columns_count; i++) {
		if (fields[i].n == 0)
			return cm_fail(r->err, RC_INVALID, "%.*s:1: column %u has no name", STR_ARG(r->file),
			    i + 1);
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(columns[k], fields[i]))
				return cm_fail(r->err, RC_INVALID, "%.*s:1: two columns are named '%.*s'",
				    STR_ARG(r->file), STR_ARG(fields[i]));
		}
		columns[i] = fields[i];
	}
	out->columns = columns;
	return RC_OK;
}

static enum rc read_row(struct reader *r, const struct csv *table, struct csv_row *row)
{
	struct str fields[CSV_COLUMNS_MAX];
	uint32_t count;
	row->line = r->line;
	enum rc rc = read_record(r, fields, &count);
	if (rc != RC_OK)
		return rc;
	if (count != table->columns_count)
		return cm_fail(r->err, RC_INVALID, "%.*s:%u: %u fields, but the header has %u",
		    STR_ARG(r->file), row->line, count, table->columns_count);
	struct str *kept = arena_array(r->arena, struct str, count);
	memcpy(kept, fields, count * sizeof(*kept));
	row->fields = kept;
	return RC_OK;
}

static enum rc check_text(struct reader *r)
{
	if (r->text.n > CSV_BYTES_MAX)
		return cm_fail(r->err, RC_LIMIT, "%.*s: longer than a table may be", STR_ARG(r->file));
	size_t bad = utf8_invalid_at(r->text);
	if (bad == r->text.n)
		return RC_OK;
	for (size_t i = 0; i < bad; i++) {
		if (r->text.p[i] == '\n')
			step_line(r, i + 1);
	}
	return refuse(r, bad, "this is not UTF-8");
}

enum rc csv_parse(struct csv *out, struct arena *a, struct str file, struct str text,
    struct err *err)
{
	struct reader r = { .arena = a, .file = file, .text = text, .line = 1, .err = err };
	*out = (struct csv){ .file = file };
	enum rc rc = check_text(&r);
	if (rc == RC_OK)
		rc = read_header(&r, out);
	if (rc != RC_OK)
		return rc;
	uint32_t lines = 1;
	for (size_t at = r.at; at < text.n; at++)
		lines += text.p[at] == '\n' ? 1u : 0u;
	struct csv_row *rows = arena_array(a, struct csv_row, lines);
	while (rc == RC_OK && r.at < text.n)
		rc = read_row(&r, out, &rows[out->rows_count++]);
	out->rows = rows;
	return rc;
}

uint32_t csv_column(const struct csv *c, struct str name)
{
	for (uint32_t i = 0; i < c->columns_count; i++) {
		if (str_eq(c->columns[i], name))
			return i;
	}
	return CSV_COLUMNS_MAX;
}

struct str csv_field(const struct csv *c, uint32_t row, struct str column)
{
	uint32_t at = csv_column(c, column);
	cm_assert(row < c->rows_count);
	return at < c->columns_count ? c->rows[row].fields[at] : STR_NONE;
}
