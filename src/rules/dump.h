/*
 * The canonical form of the state (docs/format/state.md): one function for each row both writes and
 * reads it, so the two cannot differ. Numbers are minimal LEB128, signed ones in zigzag first; texts
 * and lists carry their length. What is read borrows from the input or lives in the arena. Pure.
 */
#ifndef RULES_DUMP_H
#define RULES_DUMP_H

#include "codec/content.h"

struct dump {
	struct buf *out;     /* NULL when reading */
	struct str in;
	size_t at;
	struct arena *arena; /* of what is read */
	bool failed;         /* sticky: the input is no dump */
};

void dump_u64(struct dump *d, uint64_t *v);
void dump_u32(struct dump *d, uint32_t *v);
void dump_i64(struct dump *d, int64_t *v);
/* A number that stands for one of `count` words. */
uint32_t dump_word(struct dump *d, uint32_t word, uint32_t count);
void dump_bool(struct dump *d, bool *v);
void dump_str(struct dump *d, struct str *v);
void dump_hash(struct dump *d, struct hash *v);
void dump_date(struct dump *d, struct date *v);
void dump_moment(struct dump *d, moment *v);
void dump_names(struct dump *d, struct names *v);
void dump_strs(struct dump *d, struct strs *v);
void dump_hashes(struct dump *d, struct hashes *v);
/*
 * A list: writes or reads the count, and when reading gives zeroed room for it. `row_bytes` is the
 * size of one. Returns where the rows stand.
 */
void *dump_list(struct dump *d, uint32_t *count, const void *rows, size_t row_bytes);

#endif
