/*
 * The rows and items that follow from one row of the state, or from one act: each a pure function of it and
 * of the acts that it names, so that tables kept act by act and tables built at once are the same.
 */
#ifndef PROJECT_ROWS_H
#define PROJECT_ROWS_H

#include "project/sink.h"
#include "project/words.h"

struct rows {
	const struct row_sink *sink;
	struct arena *arena; /* of one row */
	struct err *err;
	enum rc rc;          /* sticky */
	/* Bytes of an entry of the record, in the arena. */
	enum rc (*entry)(void *ctx, uint64_t index, struct arena *a, struct str *out, struct err *err);
	void *entry_ctx;
	struct str origin;
	/* Of the text that a unit or a proposal belongs to: it never changes. */
	struct str text_body, text_lang;

	/* Of the row under way. */
	uint32_t source;
	uint64_t row;
	uint32_t nth[SQL_TABLE__COUNT];
	enum sql_table table;
	struct cell cells[TABLE_COLUMNS_MAX];
	uint32_t cells_count;
	uint64_t item_entry;
	uint32_t item_nth;
	const struct act *act; /* of the entry read last */
	struct act_words *words;
	uint64_t act_entry;
};

struct act_row {
	struct hash id;
	const struct entry *entry;
};
/* Everything that follows from a row of the state; `row` as state_row_read gives it. */
void rows_of_state(struct rows *o, enum state_table t, uint32_t at, const void *row);
void rows_of_charter(struct rows *o, const struct charter *c);
void rows_of_act(struct rows *o, uint64_t index, const struct act_row *act);

#endif
