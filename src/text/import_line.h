/* The lines of a source that is to be imported, and what words they begin and end with. */
#ifndef TEXT_IMPORT_LINE_H
#define TEXT_IMPORT_LINE_H

#include "base/err.h"
#include "base/str.h"

struct arena;

struct import_line {
	struct str text;  /* without white space at its ends */
	uint32_t indent;  /* in columns; a tab goes to the next fourth */
	uint32_t columns; /* with the indent */
	bool begins_page;
};

/* Borrowed. */
struct import_lines {
	const struct import_line *at;
	uint32_t count;
	uint32_t width; /* of lines that were broken to fit a page; 0: lines are paragraphs */
};

/* In the arena. RC_INVALID, naming the line, for what is no text. */
CM_MUST_USE enum rc import_lines_read(
    struct arena *a, struct str source, struct import_lines *out, struct err *err);

/* Does it end a clause: with punctuation, or "and", "or"? */
bool clause_ends(struct str text);
/* Does it begin with a small letter of a script that has them? */
bool small_begins(struct str text);

#endif
