/* Rows of content outside the record: commitments, and what became of them. */
#include "project/rows_priv.h"

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_content.def"
#undef TABLE
#undef COLUMN
#undef END

void content_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_contents)
		contents_put(o, row, row, NULL);
}
