#include "project/schema.h"

#include "project/sink.h"

#define KEY_COLUMNS_HEAD
#define KEY_COLUMNS_ROW                                                                            \
	{ S("state_row"), COLUMN_NUMBER, S("row of the state that it follows from (docs/format/state.md)") },
#define KEY_COLUMNS_LIST                                                                           \
	KEY_COLUMNS_ROW { S("nth"), COLUMN_NUMBER, S("place among the rows that follow from it, from 0") },
#define KEY_COLUMNS_DIGEST                                                                         \
	{ S("source"), COLUMN_TEXT, S("table of the state, or `charter`, `acts`") }, KEY_COLUMNS_ROW
#define KEY_COLUMNS_SHARED                                                                         \
	KEY_COLUMNS_DIGEST { S("nth"), COLUMN_NUMBER, S("place among the rows that follow from it, from 0") },
#define KEY_COLUMNS_WORDS { S("id"), COLUMN_NUMBER, S("number of the item, greater for later entries") },
#define KEY_COLUMNS_ITEM KEY_COLUMNS_WORDS KEY_COLUMNS_DIGEST

#define TABLE(name, source, row, child, key, what)                                                 \
	static const struct column_info name##_columns[] = { KEY_COLUMNS_##key
#define COLUMN(type, name, value, what) { S(#name), COLUMN_##type, S(what) },
#define END                                                                                        \
	}                                                                                          \
	;
#include "project/tables.def"
#undef TABLE
#undef COLUMN
#undef END

static const uint32_t key_columns[] = { [KEY_HEAD] = 0, [KEY_ROW] = 1, [KEY_LIST] = 2,
	[KEY_SHARED] = 3, [KEY_ITEM] = 3, [KEY_WORDS] = 1, [KEY_DIGEST] = 2 };

/* Tables of the state and the other sources, by one name. */
enum {
#define X(rows, type, noun) SOURCE_##rows = STATE_##rows,
	TABLES(X)
#undef X
};

static const struct table_info tables[SQL_TABLE__COUNT] = {
#define TABLE(name, source, row, child, key, what)                                                 \
	[SQL_##name] = { S(#name), SOURCE_##source, KEY_##key, S(what), name##_columns,            \
		CM_COUNT(name##_columns) },
#define COLUMN(type, name, value, what)
#define END
#include "project/tables.def"
#undef TABLE
#undef COLUMN
#undef END
};

const struct table_info *table_info(enum sql_table t)
{
	cm_assert(t < SQL_TABLE__COUNT);
	return &tables[t];
}

uint32_t table_key_columns(const struct table_info *t)
{
	return key_columns[t->key];
}

enum sql_table table_of_name(struct str name)
{
	uint32_t t = 0;
	while (t < SQL_TABLE__COUNT && !str_eq(tables[t].name, name))
		t++;
	return t;
}

struct str source_name(uint32_t source)
{
	static const struct str names[SOURCE__COUNT] = {
#define X(rows, type, noun) [STATE_##rows] = S(#rows),
		TABLES(X)
#undef X
		[SOURCE_CHARTER] = S("charter"),
		[SOURCE_ACTS] = S("acts"),
		[SOURCE_FORUM] = S("forum"),
		[SOURCE_ANY] = S("any"),
	};
	cm_assert(source < SOURCE__COUNT);
	return names[source];
}
