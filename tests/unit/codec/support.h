/*
 * What the tests of codec/ share: vectors as files and tables, and contents of every kind drawn
 * from a generator.
 */
#ifndef UNIT_CODEC_SUPPORT_H
#define UNIT_CODEC_SUPPORT_H

#include "codec/content.h"
#include "lib/gen.h"

#define SUPPORT_ARENA_BYTES ((size_t)4 * 1024 * 1024) /* enough for any act, as codec/act.h says   \
						       */
#define VECTOR_ORIGIN S("forum.example/log")
#define ROW_CELLS_MAX 8

/* The file below tests/vectors; a missing one ends the process. */
struct str vector_read(struct arena *a, const char *folder, struct str name);

/* The next row of a table: cells between tabs, comments passed. False at its end. */
bool table_row(struct str *rest, struct str cells[ROW_CELLS_MAX]);

/* Is `got` the fault of that name? "OK" is none. */
bool fault_is(struct fault got, struct str name);

/* Members as the generator likes, within their limits; an envelope likewise. */
void content_draw(struct gen *g, struct arena *a, enum kind k, union content *out);
void envelope_draw(struct gen *g, struct arena *a, struct act_envelope *out);
struct str handle_draw(struct gen *g, struct arena *a);
/* Text of allowed characters, not empty, at most max bytes. */
struct str text_draw(struct gen *g, struct arena *a, size_t max);
/* Member by member the same? */
bool content_eq(enum kind k, const union content *x, const union content *y);

/* The line that content_write makes; panics when it does not fit. */
struct str content_line(
    struct arena *a, enum kind k, const union content *c, const struct act_envelope *envelope);
/* Reads such a line without its envelope being checked. */
struct fault line_read(union content *out, enum kind k, struct str line, struct arena *a);

#endif
