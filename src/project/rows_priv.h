/*
 * Inside of project/ only: how a row is written. A file that writes rows includes one list of tables
 * (tables_*.def) through this header's macros: each table then is a function NAME_put(o, r, c, l).
 */
#ifndef PROJECT_ROWS_PRIV_H
#define PROJECT_ROWS_PRIV_H

#include "project/rows.h"

struct buf;

void rows_open(struct rows *o, enum sql_table t);
void rows_close(struct rows *o);
void cell_TEXT(struct rows *o, struct str v);
void cell_NUMBER(struct rows *o, int64_t v);
void cell_ENTRY(struct rows *o, uint64_t v);
void cell_FLAG(struct rows *o, bool v);
void cell_DATE(struct rows *o, struct date v);
void cell_MOMENT(struct rows *o, moment v);
void cell_HASH(struct rows *o, struct hash v);
void cell_LIST(struct rows *o, const struct strs *v);
void cell_BLOB(struct rows *o, struct str v);

/* The text in exactly this language, or empty. */
struct str names_exactly(const struct names *n, struct str lang);
struct str names_lang(const struct names *n, const char *lang);

struct name_row {
	struct str table, code, what, lang, text;
};
/* A row of `names` for each language. */
void rows_names(struct rows *o, const struct name_row *about, const struct names *n);
/* An item; id, marks and entry's place are filled in. Items of one entry come one after another. */
void rows_item(struct rows *o, struct item item);
/* A line more, when it is not empty. */
void rows_line(struct buf *b, struct str line);
/* "draft, OP1" */
struct str rows_pair(struct rows *o, struct str one, struct str other);
/* What is known of a row beside its own words: it is searched with them. */
struct str rows_with(struct rows *o, struct str words, const struct evidence *e);
/* The act of an entry; NULL: rows.rc is not RC_OK. */
const struct act *rows_act(struct rows *o, uint64_t entry);
/* What that act says; never NULL. */
const struct act_words *rows_words(struct rows *o, uint64_t entry);
struct str rows_words_in(struct rows *o, uint64_t entry, struct str lang);
/* "meetings/m-1" */
struct str rows_address(struct rows *o, const char *section, struct str code);
/* A place on a page: "undertakings#u-1", of "undertakings#". */
struct str rows_place(struct rows *o, const char *before, struct str code);
struct str rows_number(struct rows *o, uint64_t number);
struct date date_of_moment(moment at);

#define ROW_TABLE(name, source, type, child, key, what)                                            \
	static void name##_put(struct rows *o, const type *r, const child *c,                      \
	    const struct lang_text *l)                                                             \
	{                                                                                          \
		(void)r;                                                                           \
		(void)c;                                                                           \
		(void)l;                                                                           \
		rows_open(o, SQL_##name);
#define ROW_COLUMN(type, name, value, what) cell_##type(o, value);
#define ROW_END                                                                                    \
	rows_close(o);                                                                             \
	}

/* By source. */
void charter_rows(struct rows *o, const struct charter *c);
void act_rows(struct rows *o, const struct act_row *act);
void registry_rows(struct rows *o, enum state_table t, const void *row);
void meeting_rows(struct rows *o, enum state_table t, const void *row);
void decision_rows(struct rows *o, enum state_table t, const void *row);
void text_rows(struct rows *o, enum state_table t, const void *row);
void measure_rows(struct rows *o, enum state_table t, const void *row);
void form_all_rows(struct rows *o, enum state_table t, const void *row);
void content_rows(struct rows *o, enum state_table t, const void *row);
void agreement_all_rows(struct rows *o, enum state_table t, const void *row);

#endif
