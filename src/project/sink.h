/*
 * Where the projection puts its rows: declared here, given by store/. All calls between `begin` and
 * `commit` become visible at once and survive a crash together, or not at all. Each of them fails with
 * RC_IO or RC_LIMIT when the store does; then the projection is built anew.
 */
#ifndef PROJECT_SINK_H
#define PROJECT_SINK_H

#include "base/err.h"
#include "project/item.h"
#include "project/schema.h"
#include "rules/state_rows.h"

/* What rows of tables follow from: a table of the state, or one of these. */
enum row_source {
	SOURCE_CHARTER = STATE_TABLE__COUNT,
	SOURCE_ACTS, /* rows are entries */
	SOURCE_FORUM,
	SOURCE_ANY,
	SOURCE__COUNT
};
/* "parties" ... as `source` columns name it. */
struct str source_name(uint32_t source);

#define DIGEST_BYTES 16
struct digest {
	uint8_t bytes[DIGEST_BYTES];
};

/* What the tables follow from: entries applied, and the root of the tree over them. */
struct projection_head {
	struct str origin;
	uint64_t size;
	struct hash root;
};

struct row_sink {
	void *ctx;
	/* What was committed last, or RC_NOT_FOUND: no projection, or one of another version. The origin
	 * lives in the arena. */
	enum rc (*head)(void *ctx, struct arena *a, struct projection_head *out, struct err *err);
	/* Every digest that was put: given[source] of rows [0, counts[source]), in the arena. */
	enum rc (*digests)(void *ctx, struct arena *a, struct digest *given[SOURCE__COUNT],
	    uint32_t counts[SOURCE__COUNT], struct err *err);
	enum rc (*begin)(void *ctx, struct err *err);
	/* Everything goes that follows from this row, its items too. */
	enum rc (*clear)(void *ctx, uint32_t source, uint64_t row, struct err *err);
	/* One row: as many cells as the table has columns. */
	enum rc (*put)(void *ctx, enum sql_table t, const struct cell *cells, struct err *err);
	/* An item, put into `items` and `item_words`, and made searchable. Cells as of `items`. */
	enum rc (*item)(void *ctx, const struct cell *cells, const struct item *item, struct err *err);
	enum rc (*digest)(void *ctx, uint32_t source, uint64_t row, const struct digest *d,
	    struct err *err);
	enum rc (*commit)(void *ctx, const struct projection_head *head, struct err *err);
	/* Undoes what came since begin. */
	void (*abandon)(void *ctx);
};

#endif
