/* Replay in its parts: who reads, who judges form and signatures, and what goes on from a past. */
#ifndef RECORD_REPLAY_PRIV_H
#define RECORD_REPLAY_PRIV_H

#include "base/arena.h"
#include "record/past.h"
#include "record/replay.h"

#define UNIT_ENTRIES 64
#define UNIT_BYTES (128 * 1024) /* and one entry more */

/* Some entries in a row, judged by one thread. All of it lives in its own arena. */
struct unit {
	struct arena arena;
	bool is_done;     /* under the crew's lock */
	uint64_t first;   /* index of the first entry */
	uint32_t count;
	uint32_t judged;  /* entries that stages A and B let pass; `fault` is of the next one */
	struct fault fault;
	struct str entries[UNIT_ENTRIES];
	struct hash leaves[UNIT_ENTRIES];
	struct admitted *acts; /* UNIT_ENTRIES */
};

/* Threads that take units in order; without threads the caller does the work in crew_put. */
struct crew;
struct crew *crew_new(struct arena *a, const struct replay_options *options);
/* Stops and joins. */
void crew_end(struct crew *c);
/* An empty unit, or NULL when all are on their way. */
struct unit *crew_empty(struct crew *c);
/* Hands over what crew_empty gave, filled. */
void crew_put(struct crew *c);
/* The oldest unit on its way, waited for; NULL when there is none. */
struct unit *crew_next(struct crew *c);
/* Gives back what crew_next gave. */
void crew_drop(struct crew *c);

/* Goes on after the entries that `past` knows. Leaves that its tree has already are compared
 * (E_LEAF), others are pushed. result->size counts from the record's beginning. */
CM_MUST_USE enum rc replay_past(struct replay_result *result, const struct replay_source *source,
    const struct replay_options *options, struct past *past, struct err *err);

#endif
