/*
 * A witness of a record: reads its entries in order, each with its signatures, and writes down what was
 * said: which text was put, who objected since, when a silence expires, who broke it. Of that little it
 * holds the invariants of decisions and silences (docs/rules.md sections 6 and 7) against the acts that
 * are on record, and against the rows of the state, which it folds by itself.
 */
#ifndef TESTS_UNIT_SERVICE_WITNESS_H
#define TESTS_UNIT_SERVICE_WITNESS_H

#include "lib/forum_sim.h"

#define WITNESS_TEXTS_MAX 400

struct witness_text { /* a decision */
	struct hash frozen, called; /* as it stands; as it was put */
	moment put_at;
	int64_t window_s;
	uint32_t standing;          /* parties whose objection stands, as bits */
	bool is_called, is_adopted;
	uint64_t adopted;           /* entry */
	struct str symbol;
};
struct witness_silence {
	struct hash frozen;
	moment expires;
	uint32_t breakers;          /* in time, before it was attested, as bits */
	moment held;                /* since when the clock stands, or MOMENT_ABSENT */
	bool is_carried;            /* adopted by the vote after a break */
	bool is_attested, is_adopted, is_later; /* later: a break in time came to light too late */
};
struct witness {
	struct sim sim;             /* its own fold; acts that may follow are made on it */
	struct arena arena;         /* of one entry */
	moment last;
	struct witness_text texts[WITNESS_TEXTS_MAX];
	struct witness_silence silences[WITNESS_TEXTS_MAX];
	uint32_t texts_count, silences_count;
	/* What it has seen, so that a run can say it was no empty one. */
	uint32_t gavels, over_objections, objections, votes_carried, breaks, breaks_late, attested,
	    silent_adoptions, paper;
	uint32_t wrong, line;       /* what did not hold; the first: its line in witness.c */
	uint64_t wrong_entry;
};

void witness_init(struct witness *w);
void witness_release(struct witness *w);
/* The next entry, its bytes as the record has them. */
void witness_see(struct witness *w, struct str entry);

#endif
