#include "project/rows.h"

#include "base/arena.h"
#include "base/buf.h"
#include "project/marks.h"
#include "project/rows_priv.h"

#define DAY_MS INT64_C(86400000)
#define WORDS_BYTES_MAX ((size_t)1024 * 1024)
#define CELL_BYTES_MAX ((size_t)4 * 1024 * 1024)

/* An item's number: its entry, what it follows from, the row, and which of several. Later entries have
 * greater numbers; what one entry makes has different ones as long as it makes no more than 16,384 rows
 * (of TEXT_UNITS_MAX at most) with 256 items each, or one row with them all. */
#define ITEM_SOURCE_BITS 6
#define ITEM_SERIAL_BITS 22
#define ITEM_ROWS 16384
#define ITEM_OF_ROW 256

static void cell_add(struct rows *o, struct cell c)
{
	cm_assert(o->cells_count < TABLE_COLUMNS_MAX);
	o->cells[o->cells_count++] = c;
}

void cell_TEXT(struct rows *o, struct str v)
{
	cell_add(o, (struct cell){ v.n == 0 ? CELL_NULL : CELL_TEXT, 0, v });
}

void cell_NUMBER(struct rows *o, int64_t v)
{
	cell_add(o, (struct cell){ v == INTEGER_ABSENT ? CELL_NULL : CELL_NUMBER, v, STR_NONE });
}

void cell_ENTRY(struct rows *o, uint64_t v)
{
	cell_add(o, (struct cell){ v == UINT64_MAX ? CELL_NULL : CELL_NUMBER, (int64_t)v, STR_NONE });
}

void cell_FLAG(struct rows *o, bool v)
{
	cell_NUMBER(o, v ? 1 : 0);
}

void cell_DATE(struct rows *o, struct date v)
{
	struct buf b;
	buf_init(&b, o->arena, 32);
	if (date_known(v))
		date_put(&b, v);
	cell_TEXT(o, buf_str(&b));
}

void cell_MOMENT(struct rows *o, moment v)
{
	struct buf b;
	buf_init(&b, o->arena, 32);
	if (v.ms != MOMENT_ABSENT.ms)
		moment_put(&b, v, true);
	cell_TEXT(o, buf_str(&b));
}

void cell_HASH(struct rows *o, struct hash v)
{
	struct buf b;
	static const struct hash none;
	buf_init(&b, o->arena, 2 * HASH_BYTES);
	if (memcmp(&v, &none, sizeof v) != 0)
		buf_hex(&b, v.bytes, HASH_BYTES);
	cell_TEXT(o, buf_str(&b));
}

void cell_LIST(struct rows *o, const struct strs *v)
{
	struct buf b;
	struct json_writer w;
	buf_init(&b, o->arena, CELL_BYTES_MAX);
	if (v->count > 0) {
		json_begin(&w, &b);
		json_open_array(&w);
		for (uint32_t i = 0; i < v->count; i++)
			json_put_string(&w, v->at[i]);
		json_close_array(&w);
	}
	cell_TEXT(o, buf_str(&b));
}

void cell_BLOB(struct rows *o, struct str v)
{
	struct buf b;
	buf_init(&b, o->arena, CELL_BYTES_MAX);
	buf_b64(&b, (const uint8_t *)v.p, v.n);
	cell_TEXT(o, buf_str(&b));
}

void rows_open(struct rows *o, enum sql_table t)
{
	const struct table_info *info = table_info(t);
	o->table = t;
	o->cells_count = 0;
	if (info->key == KEY_SHARED)
		cell_TEXT(o, source_name(o->source));
	if (info->key != KEY_HEAD)
		cell_NUMBER(o, (int64_t)o->row);
	if (info->key == KEY_LIST || info->key == KEY_SHARED)
		cell_NUMBER(o, o->nth[t]++);
}

void rows_close(struct rows *o)
{
	cm_assert(o->cells_count == table_info(o->table)->columns_count);
	if (o->rc == RC_OK)
		o->rc = o->sink->put(o->sink->ctx, o->table, o->cells, o->err);
}

struct str names_exactly(const struct names *n, struct str lang)
{
	for (uint32_t i = 0; i < n->count; i++) {
		if (str_eq(n->at[i].lang, lang))
			return n->at[i].text;
	}
	return STR_NONE;
}

struct str names_lang(const struct names *n, const char *lang)
{
	return names_exactly(n, str_c(lang));
}

void rows_names(struct rows *o, const struct name_row *about, const struct names *n)
{
	for (uint32_t i = 0; i < n->count; i++) {
		rows_open(o, SQL_names);
		cell_TEXT(o, about->table);
		cell_TEXT(o, about->code);
		cell_TEXT(o, about->what);
		cell_TEXT(o, n->at[i].lang);
		cell_TEXT(o, n->at[i].text);
		rows_close(o);
	}
}

static int64_t item_id(struct rows *o, uint64_t entry)
{
	o->item_nth = entry == o->item_entry ? o->item_nth + 1 : 0;
	o->item_entry = entry;
	uint64_t serial = o->row % ITEM_ROWS * ITEM_OF_ROW + o->item_nth;
	return (int64_t)((entry << ITEM_SOURCE_BITS | o->source) << ITEM_SERIAL_BITS | serial);
}

void rows_item(struct rows *o, struct item item)
{
	struct buf marks;
	if (o->rc != RC_OK)
		return;
	buf_init(&marks, o->arena, 4096);
	item_marks_put(&marks, &item);
	item.marks = buf_str(&marks);
	item.id = item_id(o, item.entry);
	o->cells_count = 0;
	cell_NUMBER(o, item.id);
	cell_TEXT(o, source_name(o->source));
	cell_NUMBER(o, (int64_t)o->row);
	cell_TEXT(o, item.noun);
	cell_TEXT(o, item.code);
	cell_TEXT(o, item.kind);
	cell_TEXT(o, item.lang);
	cell_TEXT(o, item.party);
	cell_TEXT(o, item.body);
	cell_DATE(o, item.day);
	cell_TEXT(o, item.symbol);
	cell_TEXT(o, item.title);
	cell_TEXT(o, item.address);
	cell_ENTRY(o, item.entry);
	cm_assert(o->cells_count == table_info(SQL_items)->columns_count);
	o->rc = o->sink->item(o->sink->ctx, o->cells, &item, o->err);
}

static const struct act *act_read(struct rows *o, uint64_t entry)
{
	struct str bytes;
	if (o->rc == RC_OK)
		o->rc = o->entry(o->entry_ctx, entry, o->arena, &bytes, o->err);
	if (o->rc != RC_OK)
		return NULL;
	struct entry *parsed = arena_new(o->arena, struct entry);
	struct fault fault = entry_parse_stored(parsed, o->arena, bytes, o->origin);
	cm_assert(fault.id == FAULT_NONE); /* it passed admission */
	return &parsed->act;
}

const struct act *rows_act(struct rows *o, uint64_t entry)
{
	if (o->act != NULL && o->act_entry == entry)
		return o->act;
	o->act = act_read(o, entry);
	o->act_entry = entry;
	o->words = NULL;
	return o->act;
}

const struct act_words *rows_words(struct rows *o, uint64_t entry)
{
	const struct act *act = rows_act(o, entry);
	if (o->words != NULL)
		return o->words;
	o->words = arena_new(o->arena, struct act_words);
	if (act != NULL)
		act_words_find(o->words, act, o->arena);
	return o->words;
}

struct str rows_words_in(struct rows *o, uint64_t entry, struct str lang)
{
	const struct said *said = act_words_in(rows_words(o, entry), lang);
	return said == NULL ? STR_NONE : said->words;
}

void rows_line(struct buf *b, struct str line)
{
	if (line.n == 0)
		return;
	if (b->n > 0)
		buf_byte(b, '\n');
	buf_put(b, line);
}

struct str rows_with(struct rows *o, struct str words, const struct evidence *e)
{
	struct buf b;
	buf_init(&b, o->arena, WORDS_BYTES_MAX);
	rows_line(&b, words);
	rows_line(&b, e->note);
	rows_line(&b, e->basis);
	return buf_str(&b);
}

struct str rows_pair(struct rows *o, struct str one, struct str other)
{
	struct buf b;
	buf_init(&b, o->arena, 1024);
	buf_put(&b, one);
	if (one.n > 0 && other.n > 0)
		buf_put(&b, S(", "));
	buf_put(&b, other);
	return buf_str(&b);
}

struct str rows_place(struct rows *o, const char *before, struct str code)
{
	struct buf b;
	buf_init(&b, o->arena, 1024);
	buf_put(&b, str_c(before));
	buf_percent(&b, code);
	return buf_str(&b);
}

struct str rows_address(struct rows *o, const char *section, struct str code)
{
	struct buf b;
	buf_init(&b, o->arena, 1024);
	buf_put(&b, str_c(section));
	buf_byte(&b, '/');
	buf_percent(&b, code);
	return buf_str(&b);
}

struct str rows_number(struct rows *o, uint64_t number)
{
	struct buf b;
	buf_init(&b, o->arena, 32);
	buf_dec(&b, (int64_t)number);
	return buf_str(&b);
}

struct date date_of_moment(moment at)
{
	int64_t days = at.ms / DAY_MS - (at.ms % DAY_MS < 0);
	return at.ms == MOMENT_ABSENT.ms ? DATE_NONE : date_of_days((int32_t)days);
}

static void rows_begin(struct rows *o, uint32_t source, uint64_t row)
{
	o->source = source;
	o->row = row;
	memset(o->nth, 0, sizeof o->nth);
	o->act = NULL;
	o->words = NULL;
	o->item_entry = UINT64_MAX;
	o->item_nth = 0;
}

void rows_of_state(struct rows *o, enum state_table t, uint32_t at, const void *row)
{
	rows_begin(o, t, at);
	registry_rows(o, t, row);
	meeting_rows(o, t, row);
	decision_rows(o, t, row);
	text_rows(o, t, row);
	measure_rows(o, t, row);
	form_all_rows(o, t, row);
	agreement_all_rows(o, t, row);
	content_rows(o, t, row);
}

void rows_of_charter(struct rows *o, const struct charter *c)
{
	rows_begin(o, SOURCE_CHARTER, 0);
	charter_rows(o, c);
}

void rows_of_act(struct rows *o, uint64_t index, const struct act_row *act)
{
	rows_begin(o, SOURCE_ACTS, index);
	act_rows(o, act);
}
