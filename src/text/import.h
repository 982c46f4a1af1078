/*
 * A draft from plain text or Markdown: its units in document order, and a report of the brackets and
 * options that stand in it. Import reads a layout, it never edits: labels and texts of the units,
 * one after another, are the words of the source in their order. What is normalised is white space:
 * it separates units and is one space inside them, where the source broke or padded lines. Markdown
 * also loses the marks that are no words: emphasis, heading marks, the frame of tables, the strokes
 * that escape.
 *
 * Brackets of a source stay words of its text, unbalanced ones too: what they open is shown by marks
 * (text/import_mark.h) and becomes proposals only when somebody says whose they are.
 */
#ifndef TEXT_IMPORT_H
#define TEXT_IMPORT_H

#include "text/draft.h"
#include "text/import_mark.h"

#define IMPORT_BYTES_MAX (4 * 1024 * 1024) /* of a source: the longest negotiating text has 500 kB */
#define IMPORT_UNITS_MAX 65536             /* 27 times those of that text */

enum import_format { IMPORT_PLAIN, IMPORT_MARKDOWN };

struct import_order {
	struct lexicon *words;
	struct str source; /* may begin with a byte order mark, may have any ends of lines */
	enum import_format format;
	struct str lang;
};

struct import_report {
	uint32_t lines;            /* of the source */
	uint32_t kinds[UNIT_KIND__COUNT];
	uint32_t words;            /* of the texts of units, labels not counted */
	uint32_t longest_bytes;    /* of a unit's text */
	struct import_tally marks;
};

struct imported {
	const struct draft_unit *units; /* ids "u1", "u2": provisional, for whoever gives permanent ones */
	const uint32_t *lines;          /* of the source, from 1, on which each unit begins */
	uint32_t units_count;
	struct import_marks marks;
	struct import_report report;
};

/*
 * Everything in the arena, except words. RC_INVALID, naming the line, for what is no UTF-8 or holds
 * control characters; RC_LIMIT for a source, a paragraph or a number of units over the limits. *out is
 * untouched then. An empty source gives no units.
 */
CM_MUST_USE enum rc draft_import(
    struct arena *a, const struct import_order *order, struct imported *out, struct err *err);

/* The draft of these units: nobody has proposed anything yet. */
struct draft imported_draft(const struct imported *i, const struct import_order *order);
/* "plain", "markdown". */
struct str import_format_name(enum import_format f);

#endif
