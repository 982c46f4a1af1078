/*
 * A charter while it is read: typed members, each refusal with the JSON pointer of its place, and the
 * blocks that charter*.c share out among themselves. Private to them.
 */
#ifndef RULES_CHARTER_READ_H
#define RULES_CHARTER_READ_H

#include "codec/json.h"
#include "rules/charter.h"

#define POINTER_BYTES_MAX 200
#define DAY_S INT64_C(86400)
#define SPAN_S_MAX (366 * DAY_S)
#define TERM_S_MAX (100 * SPAN_S_MAX)

struct reader {
	struct json json;
	struct arena *arena;
	struct findings *found;
};
/* Words that may stand at a place. */
struct words {
	const struct str *at;
	size_t count;
};
#define WORDS_OF(table) ((struct words){ table, CM_COUNT(table) })
bool words_have(struct words words, struct str text);
extern const struct words MATTER_WORDS, WAIVER_WORDS;
/* What any block may say of itself: its mark, its source, a note. */
bool block_word_is(struct str key);

CM_PRINTF(2, 3)
void reader_refuse(struct reader *r, const char *fmt, ...);
/* In all of these `at` is the pointer of `object`, and the member's is at/key. The member of a type,
 * or 0 when it is not there; of another type it is refused, as if it were absent. */
uint32_t reader_member(struct reader *r, uint32_t object, const char *at, struct str key,
    enum json_type type);
struct str reader_text(struct reader *r, uint32_t object, const char *at, struct str key);
struct str reader_text_needed(struct reader *r, uint32_t object, const char *at, struct str key);
/* One of the words, or empty. */
struct str reader_word(struct reader *r, uint32_t object, const char *at, struct str key,
    struct words words);
int64_t reader_integer(struct reader *r, uint32_t object, const char *at, struct str key,
    int64_t absent);
bool reader_flag(struct reader *r, uint32_t object, const char *at, struct str key);
struct date reader_date(struct reader *r, uint32_t object, const char *at, struct str key);
/* A share of a whole, above 0; of a majority at least the half of it. {0, 0} when absent. */
struct fraction reader_fraction(struct reader *r, uint32_t object, const char *at, struct str key,
    bool is_majority);
struct names reader_names(struct reader *r, uint32_t object, const char *at, struct str key);
struct names reader_names_needed(struct reader *r, uint32_t object, const char *at, struct str key);
struct names reader_names_at(struct reader *r, uint32_t node, const char *at);
struct strs reader_texts(struct reader *r, uint32_t object, const char *at, struct str key);
struct strs reader_texts_of(struct reader *r, uint32_t object, const char *at, struct str key,
    struct words words);
/* Pointer of a member, into room of POINTER_BYTES_MAX bytes. */
void pointer_join(char *out, const char *at, struct str key);

/* One object of a list, which `one` reads into a row of zeroed bytes. */
typedef void reader_one(struct reader *r, uint32_t node, const char *at, void *row);
struct rows_kind {
	size_t bytes;
	reader_one *one;
};
struct within {
	uint32_t object;
	const char *at;
};
void *reader_list(struct reader *r, struct within in, struct str key, struct rows_kind kind,
    uint32_t *count);

/* The blocks. Those that name bodies come after charter_bodies_read. */
void charter_bodies_read(struct reader *r, struct charter *c);
/* By rank, then id: the last step, since pointers count in the order of the text. */
void charter_bodies_sort(struct reader *r, struct charter *c);
void charter_decisions_read(struct reader *r, struct charter *c);
void charter_conduct_read(struct reader *r, struct charter *c);
void charter_records_read(struct reader *r, struct charter *c);
/* Blocks that are judged by their form and kept, and the marks of every block. */
void charter_others_read(struct reader *r, struct charter *c);

#endif
