/*
 * A small world for tests of the record: a fold that counts, acts signed by anybody, a log over a
 * store in memory.
 */
#ifndef TESTS_UNIT_RECORD_WORLD_H
#define TESTS_UNIT_RECORD_WORLD_H

#include "lib/gen.h"
#include "lib/memstore.h"
#include "record/log.h"

#define WORLD_ORIGIN S("test.example/log")

/* Acts of kind "toy.refuse" break its rules; handles of party "zz" have no authority. */
struct toy {
	uint64_t count;
	struct hash digest; /* over ids, indices and times, in order */
};
struct fold toy_fold(struct toy *t);

struct world {
	struct arena arena;
	struct memstore store;
	struct toy toy;
	struct fold fold;  /* the toy's, unless a test puts another */
	struct str origin; /* likewise, and the key */
	struct log *log;
	struct vkey log_key;
	uint8_t log_seed[32];
	uint64_t signed_size; /* of the newest note that the signer gave */
};
void world_init(struct world *w);
void world_release(struct world *w);
struct log_options world_options(struct world *w);
/* Asserts that it opens. */
void world_open(struct world *w);
void world_close(struct world *w);

/* An act as its author makes it. */
struct draft {
	struct str kind, by;
	struct act_base base;
	uint64_t number; /* makes it differ */
	uint8_t key;     /* whose */
};
/* base: the empty tree; kind "toy.add"; by "xa/delegate-1". */
struct draft draft_of(uint64_t number);
struct str draft_sign(const struct draft *d, struct arena *a);
/* The draft's entry, received at `at`. */
struct str draft_entry(const struct draft *d, moment at, struct arena *a);
/* Signed and admitted; asserts that it is. */
struct admitted *draft_admit(const struct draft *d, struct arena *a);

/* Sequences and commits drafts [from, to), in groups of `group`; asserts that all are admitted. */
void world_fill(struct world *w, uint64_t from, uint64_t to, uint32_t group);

#endif
