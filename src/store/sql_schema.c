/* The schema, as the lists of project/tables.def have it; each column's comment stays in the file. */
#include "base/buf.h"
#include "store/sql_priv.h"

static bool is_number(enum column_type t)
{
	return t == COLUMN_NUMBER || t == COLUMN_ENTRY || t == COLUMN_FLAG;
}

static void key_put(struct buf *out, const struct table_info *t)
{
	static const char *const keys[] = {
		[KEY_HEAD] = "",
		[KEY_ROW] = "\tPRIMARY KEY (state_row)\n",
		[KEY_LIST] = "\tPRIMARY KEY (state_row, nth)\n",
		[KEY_SHARED] = "\tPRIMARY KEY (source, state_row, nth)\n",
		[KEY_ITEM] = "\tPRIMARY KEY (id)\n",
		[KEY_WORDS] = "\tPRIMARY KEY (id)\n",
		[KEY_DIGEST] = "\tPRIMARY KEY (source, state_row)\n",
	};
	buf_put(out, str_c(keys[t->key]));
}

static bool has_rowid(const struct table_info *t)
{
	return t->key == KEY_HEAD || t->key == KEY_ROW || t->key == KEY_ITEM || t->key == KEY_WORDS;
}

static void table_put(struct buf *out, const struct table_info *t)
{
	buf_put(out, S("CREATE TABLE "));
	buf_put(out, t->name);
	buf_put(out, S(" ( -- "));
	buf_put(out, t->what);
	buf_byte(out, '\n');
	for (uint32_t i = 0; i < t->columns_count; i++) {
		const struct column_info *c = &t->columns[i];
		buf_byte(out, '\t');
		buf_put(out, c->name);
		buf_put(out, is_number(c->type) ? S(" INTEGER") : S(" TEXT"));
		if (i < table_key_columns(t))
			buf_put(out, S(" NOT NULL"));
		if (t->key != KEY_HEAD || i + 1 < t->columns_count)
			buf_byte(out, ',');
		buf_put(out, S(" -- "));
		buf_put(out, c->what);
		buf_byte(out, '\n');
	}
	key_put(out, t);
	buf_put(out, has_rowid(t) ? S(");\n") : S(") WITHOUT ROWID;\n"));
}

void sql_schema_put(struct buf *out)
{
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT; t++)
		table_put(out, table_info(t));
	buf_put(out, S("CREATE INDEX items_by_row ON items (source, state_row);\n"
	               "CREATE INDEX act_signers_by_party ON act_signers (party, state_row);\n"
	               "CREATE VIEW item_pages AS -- items with their words: what `search` is made of\n"
	               "\tSELECT i.id, i.title, w.words, w.marks\n"
	               "\tFROM items i JOIN item_words w ON w.id = i.id;\n"
	               "CREATE VIRTUAL TABLE search USING fts5 (title, words, marks,\n"
	               "\tcontent = 'item_pages', content_rowid = 'id', tokenize = 'comity', "
	               "prefix = '2 3 4');\n"));
}
