/*
 * Keeps a sink's tables current: looks which rows of the state changed since it looked last, and which
 * acts came, and puts what follows from them. A row whose canonical bytes have the digest that was put
 * stays untouched, so that it does not matter where a former run was interrupted, or by whom the tables
 * were made. One thread.
 *
 * The state is looked at in short spells; between two of them the writer goes on. What was put becomes
 * visible only when everything follows from one and the same state: the head then names its size.
 */
#ifndef PROJECT_PROJECTION_H
#define PROJECT_PROJECTION_H

#include "project/sink.h"

struct projection;

/* Where state and acts come from: service/. */
struct projection_source {
	void *ctx;
	struct str origin;
	/* Between the two the state does not change. */
	const struct forum *(*begin)(void *ctx);
	void (*end)(void *ctx);
	/* Bytes of an entry below forum_size, in the arena. */
	enum rc (*entry)(void *ctx, uint64_t index, struct arena *a, struct str *out, struct err *err);
	/* Root of the tree over so many entries. False: there are not so many. */
	bool (*root)(void *ctx, uint64_t size, struct hash *out);
};

/* RC_NOT_FOUND: the sink holds no projection of this record in this version: it must be emptied first (an
 * empty sink is taken as such). The projection lives in the arena, which keeps its digests. */
CM_MUST_USE enum rc projection_open(struct projection **out, struct arena *a,
    const struct projection_source *source, const struct row_sink *sink, struct err *err);
/* Brings the tables to the state as it is. RC_OK also when there was nothing to do. */
CM_MUST_USE enum rc projection_follow(struct projection *p, struct err *err);
/* Entries that the tables follow from. */
uint64_t projection_size(const struct projection *p);
void projection_close(struct projection *p);

#endif
