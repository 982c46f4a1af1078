#include "view/sheet.h"

#include "base/date.h"

#define PART_BYTES_MAX 8192
#define EPOCH_DAYS 25569 /* 1970-01-01 as spreadsheets count days */
#define STYLE_DAY S("1")
#define STYLE_INSTANT S("2")
#define CELL_TEXT_MAX 32767 /* characters of a cell; bytes are no fewer */
#define MAIN_NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define SHEETML "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* What spreadsheets take for the beginning of a formula, of full width too, and the sign that guards. */
static bool is_guarded(struct str text)
{
	static const struct str begins[] = { S("="), S("+"), S("-"), S("@"), S("\t"), S("\r"), S("\n"),
		S("\xef\xbc\x9d"), S("\xef\xbc\x8b"), S("\xef\xbc\x8d"), S("\xef\xbc\xa0"), S("'") };
	for (size_t i = 0; i < CM_COUNT(begins); i++) {
		if (str_starts(text, begins[i]))
			return true;
	}
	return false;
}

static void csv_text_put(struct buf *out, struct str text)
{
	bool is_plain = true, has_guard = is_guarded(text);
	for (size_t i = 0; i < text.n && is_plain; i++) {
		char c = text.p[i];
		is_plain = c != ',' && c != '"' && c != '\n' && c != '\r';
	}
	if (!is_plain)
		buf_byte(out, '"');
	if (has_guard)
		buf_byte(out, '\'');
	if (is_plain) {
		buf_put(out, text);
		return;
	}
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, (uint8_t)text.p[i]);
	}
	buf_byte(out, '"');
}

void csv_head_put(struct buf *out, const struct table_info *t)
{
	for (uint32_t i = 0; i < t->columns_count; i++) {
		if (i > 0)
			buf_byte(out, ',');
		csv_text_put(out, t->columns[i].name);
	}
	buf_put(out, S("\r\n"));
}

void csv_row_put(struct buf *out, const struct cell *cells, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			buf_byte(out, ',');
		if (cells[i].type == CELL_NUMBER)
			buf_dec(out, cells[i].number);
		else if (cells[i].type == CELL_TEXT)
			csv_text_put(out, cells[i].text);
	}
	buf_put(out, S("\r\n"));
}

static void text_cell_put(struct sheet *s, struct str text)
{
	if (text.n > CELL_TEXT_MAX) { /* whole characters */
		size_t n = CELL_TEXT_MAX;
		while (n > 0 && ((uint8_t)text.p[n] & 0xc0) == 0x80)
			n--;
		text = str_sub(text, 0, n);
	}
	xml_open(&s->x, "c");
	xml_attr(&s->x, "t", S("inlineStr"));
	xml_open(&s->x, "is");
	xml_open(&s->x, "t");
	xml_attr(&s->x, "xml:space", S("preserve"));
	xml_text(&s->x, text);
	xml_close(&s->x);
	xml_close(&s->x);
	xml_close(&s->x);
}

static void number_cell_put(struct sheet *s, struct str style, struct str number)
{
	xml_open(&s->x, "c");
	if (style.n > 0)
		xml_attr(&s->x, "s", style);
	xml_open(&s->x, "v");
	xml_text(&s->x, number);
	xml_close(&s->x);
	xml_close(&s->x);
}

/* Days since the end of 1899, with the part of a day in billionths: to the tenth of a millisecond. */
static void serial_put(struct buf *out, int32_t days, int64_t ms)
{
	buf_dec(out, days + EPOCH_DAYS);
	if (ms == 0)
		return;
	int64_t part = ms * 1000000000 / 86400000;
	buf_byte(out, '.');
	for (int64_t unit = 100000000; unit > 0; unit /= 10)
		buf_byte(out, (uint8_t)('0' + part / unit % 10));
}

/* "2016-04-27T10:03:00.000Z": the day and the milliseconds in it. */
static bool moment_read(struct str text, int32_t *day, int64_t *ms)
{
	struct date d;
	if (text.n != 24 || !date_parse(&d, str_sub(text, 0, 16)))
		return false;
	for (size_t i = 17; i < 23; i++) {
		if (i != 19 && (text.p[i] < '0' || text.p[i] > '9'))
			return false;
	}
	*day = date_first_day(d);
	*ms = d.minute * INT64_C(60000) + ((text.p[17] - '0') * 10 + text.p[18] - '0') * INT64_C(1000) +
	    (text.p[20] - '0') * 100 + (text.p[21] - '0') * 10 + (text.p[22] - '0');
	return true;
}

/* Days before March 1900 are other days to some programs: they stay text. */
static bool date_cell_put(struct sheet *s, enum column_type type, struct str text)
{
	struct buf b;
	struct date d;
	int32_t day;
	int64_t ms = 0;
	buf_init(&b, s->x.out->arena, 64);
	if (type == COLUMN_MOMENT) {
		if (!moment_read(text, &day, &ms))
			return false;
	} else {
		if (!date_parse(&d, text) || d.day == 0)
			return false;
		day = date_first_day(d);
		ms = d.minute > 0 ? d.minute * INT64_C(60000) : 0;
	}
	if (day < -EPOCH_DAYS + 61)
		return false;
	serial_put(&b, day, ms);
	number_cell_put(s, ms != 0 || type == COLUMN_MOMENT ? STYLE_INSTANT : STYLE_DAY, buf_str(&b));
	return true;
}

static void cell_put(struct sheet *s, const struct column_info *column, const struct cell *cell)
{
	bool is_date = column->type == COLUMN_DATE || column->type == COLUMN_MOMENT;
	if (cell->type == CELL_NULL) {
		xml_empty(&s->x, "c");
	} else if (cell->type == CELL_NUMBER) {
		struct buf b;
		buf_init(&b, s->x.out->arena, 32);
		buf_dec(&b, cell->number);
		number_cell_put(s, STR_NONE, buf_str(&b));
	} else if (!is_date || !date_cell_put(s, column->type, cell->text)) {
		text_cell_put(s, cell->text);
	}
}

void sheet_begin(struct sheet *s, struct buf *out, const struct table_info *t)
{
	*s = (struct sheet){ .table = t };
	xml_init(&s->x, out);
	xml_open(&s->x, "worksheet");
	xml_attr(&s->x, "xmlns", S(MAIN_NAMESPACE));
	xml_open(&s->x, "sheetData");
	xml_open(&s->x, "row");
	for (uint32_t i = 0; i < t->columns_count; i++)
		text_cell_put(s, t->columns[i].name);
	xml_close(&s->x);
}

void sheet_row_put(struct sheet *s, const struct cell *cells, uint32_t count)
{
	cm_assert(count == s->table->columns_count);
	xml_open(&s->x, "row");
	for (uint32_t i = 0; i < count; i++)
		cell_put(s, &s->table->columns[i], &cells[i]);
	xml_close(&s->x);
	s->rows++;
}

void sheet_end(struct sheet *s)
{
	xml_close(&s->x);
	xml_close(&s->x);
}

static void relation_put(struct xml *x, const char *target, struct str type)
{
	xml_open(x, "Relationship");
	xml_attr(x, "Id", str_eq(type, S(RELATIONS "/styles")) ? S("r2") : S("r1"));
	xml_attr(x, "Type", type);
	xml_attr(x, "Target", str_c(target));
	xml_close(x);
}

static void type_put(struct xml *x, const char *part, struct str type)
{
	xml_open(x, "Override");
	xml_attr(x, "PartName", str_c(part));
	xml_attr(x, "ContentType", type);
	xml_close(x);
}

static struct str types_part(struct arena *a)
{
	struct buf b;
	struct xml x;
	buf_init(&b, a, PART_BYTES_MAX);
	xml_init(&x, &b);
	xml_open(&x, "Types");
	xml_attr(&x, "xmlns", S(PACKAGE "content-types"));
	xml_open(&x, "Default");
	xml_attr(&x, "Extension", S("rels"));
	xml_attr(&x, "ContentType", S("application/vnd.openxmlformats-package.relationships+xml"));
	xml_close(&x);
	type_put(&x, "/xl/workbook.xml", S(SHEETML "sheet.main+xml"));
	type_put(&x, "/xl/styles.xml", S(SHEETML "styles+xml"));
	type_put(&x, "/xl/worksheets/sheet1.xml", S(SHEETML "worksheet+xml"));
	xml_close(&x);
	return buf_str(&b);
}

static struct str relations_part(struct arena *a, bool is_book)
{
	struct buf b;
	struct xml x;
	buf_init(&b, a, PART_BYTES_MAX);
	xml_init(&x, &b);
	xml_open(&x, "Relationships");
	xml_attr(&x, "xmlns", S(PACKAGE "relationships"));
	if (is_book) {
		relation_put(&x, "worksheets/sheet1.xml", S(RELATIONS "/worksheet"));
		relation_put(&x, "styles.xml", S(RELATIONS "/styles"));
	} else {
		relation_put(&x, "xl/workbook.xml", S(RELATIONS "/officeDocument"));
	}
	xml_close(&x);
	return buf_str(&b);
}

static struct str book_part(struct arena *a, struct str name)
{
	struct buf b;
	struct xml x;
	buf_init(&b, a, PART_BYTES_MAX);
	xml_init(&x, &b);
	xml_open(&x, "workbook");
	xml_attr(&x, "xmlns", S(MAIN_NAMESPACE));
	xml_attr(&x, "xmlns:r", S(RELATIONS));
	xml_open(&x, "sheets");
	xml_open(&x, "sheet");
	xml_attr(&x, "name", name);
	xml_attr(&x, "sheetId", S("1"));
	xml_attr(&x, "r:id", S("r1"));
	xml_close(&x);
	xml_close(&x);
	xml_close(&x);
	return buf_str(&b);
}

/* An element whose only child is an empty one, as styles want them. */
static void list_of_one(struct xml *x, const char *list, const char *one)
{
	xml_open(x, list);
	xml_attr(x, "count", S("1"));
	xml_empty(x, one);
	xml_close(x);
}

static void format_put(struct xml *x, struct str number_format)
{
	xml_open(x, "xf");
	xml_attr(x, "numFmtId", number_format);
	xml_attr(x, "applyNumberFormat", S("1"));
	xml_close(x);
}

/* Formats by number: none, a day, an instant. */
static struct str styles_part(struct arena *a)
{
	struct buf b;
	struct xml x;
	buf_init(&b, a, PART_BYTES_MAX);
	xml_init(&x, &b);
	xml_open(&x, "styleSheet");
	xml_attr(&x, "xmlns", S(MAIN_NAMESPACE));
	xml_open(&x, "numFmts");
	xml_attr(&x, "count", S("2"));
	xml_open(&x, "numFmt");
	xml_attr(&x, "numFmtId", S("164"));
	xml_attr(&x, "formatCode", S("yyyy\\-mm\\-dd"));
	xml_close(&x);
	xml_open(&x, "numFmt");
	xml_attr(&x, "numFmtId", S("165"));
	xml_attr(&x, "formatCode", S("yyyy\\-mm\\-dd\\ hh:mm:ss.000"));
	xml_close(&x);
	xml_close(&x);
	list_of_one(&x, "fonts", "font");
	list_of_one(&x, "fills", "fill");
	list_of_one(&x, "borders", "border");
	list_of_one(&x, "cellStyleXfs", "xf");
	xml_open(&x, "cellXfs");
	xml_attr(&x, "count", S("3"));
	format_put(&x, S("0"));
	format_put(&x, S("164"));
	format_put(&x, S("165"));
	xml_close(&x);
	xml_close(&x);
	return buf_str(&b);
}

void book_parts(struct book_part out[BOOK_PARTS], struct arena *a, const struct table_info *t,
    struct str sheet)
{
	const struct book_part parts[BOOK_PARTS] = { { S("[Content_Types].xml"), types_part(a) },
		{ S("_rels/.rels"), relations_part(a, false) },
		{ S("xl/workbook.xml"), book_part(a, t->name) },
		{ S("xl/_rels/workbook.xml.rels"), relations_part(a, true) },
		{ S("xl/styles.xml"), styles_part(a) },
		{ S("xl/worksheets/sheet1.xml"), sheet } };
	memcpy(out, parts, sizeof parts);
}
