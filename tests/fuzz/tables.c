/* Tables: what is read, written again with every field quoted, reads the same. */
#include "base/buf.h"
#include "base/scope.h"
#include "cli/csv.h"

#define CAP ((size_t)1 << 24)

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void field_put(struct buf *b, struct str field)
{
	buf_byte(b, '"');
	for (size_t i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			buf_byte(b, '"');
		buf_byte(b, (uint8_t)field.p[i]);
	}
	buf_byte(b, '"');
}

static void row_put(struct buf *b, const struct str *fields, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			buf_byte(b, ',');
		field_put(b, fields[i]);
	}
	buf_put(b, S("\r\n"));
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	SCOPE_ARENA(a, CAP);
	struct csv first, again;
	struct err err;
	struct str text = { (const char *)p, n };
	if (n > 1 << 16 || csv_parse(&first, &a, S("t"), text, &err) != RC_OK)
		return 0;
	struct buf b;
	buf_init(&b, &a, CSV_BYTES_MAX);
	row_put(&b, first.columns, first.columns_count);
	for (uint32_t i = 0; i < first.rows_count; i++)
		row_put(&b, first.rows[i].fields, first.columns_count);
	cm_assert(csv_parse(&again, &a, S("t"), buf_str(&b), &err) == RC_OK);
	cm_assert(again.rows_count == first.rows_count);
	for (uint32_t i = 0; i < first.rows_count; i++) {
		for (uint32_t k = 0; k < first.columns_count; k++)
			cm_assert(str_eq(first.rows[i].fields[k], again.rows[i].fields[k]));
	}
	return 0;
}
