/* The tables of the projection (docs/sql.md) and their files. Pure. */
#ifndef VIEW_MODEL_TABLES_H
#define VIEW_MODEL_TABLES_H

#include "view/model/model.h"
#include "view/pages.h"

#define MODEL_table_item(F, S)                                                                     \
	F(S, TEXT, name, none, "the table's name")                                                \
	F(S, TEXT, what, none, "what it holds")                                                   \
	F(S, TEXT, csv, none, "address of its rows as CSV")                                       \
	F(S, TEXT, xlsx, none, "address of its rows as a spreadsheet")
MODEL_DECLARE(table_item)

#define MODEL_tables_list(F, S) F(S, LIST, tables, table_item, "every table")
MODEL_DECLARE(tables_list)

#endif
