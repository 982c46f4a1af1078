/*
 * Act ids and the times of their entries, by index and by id. One writer adds; readers find without
 * a lock what was there when they looked.
 */
#ifndef RECORD_LOG_IDS_H
#define RECORD_LOG_IDS_H

#include "record/log_column.h"

struct id_row {
	struct hash id;
	moment received;
};

struct id_slots; /* open addressing over row numbers */

struct ids {
	struct arena *arena;
	uint64_t hash_key; /* authors choose their ids' bits, by trying */
	struct column rows;
	_Atomic(struct id_slots *) slots;
};

#define IDS_NONE UINT64_MAX

void ids_init(struct ids *t, struct arena *a, uint64_t hash_key);
/* The writer only: room for so many entries, so that none of them makes it grow. */
void ids_reserve(struct ids *t, uint64_t count);
/* The writer only: the entry of the next index. The id is not there yet. */
void ids_add(struct ids *t, const struct hash *id, moment received);
/* The index, or IDS_NONE. It may be one that is not durable yet. */
uint64_t ids_find(const struct ids *t, const struct hash *id);
/* Asks the processor for what ids_find will look at; tables outgrow its caches. */
void ids_prefetch(const struct ids *t, const struct hash *id);
static inline const struct id_row *ids_at(const struct ids *t, uint64_t index)
{
	return column_at(&t->rows, index);
}

#endif
