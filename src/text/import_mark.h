/*
 * Brackets and options as they stand in an official text. They are literal words: here is where they
 * open and close and what they say, for a page to show and a report to count.
 *
 * A pair belongs together as parentheses do, over units if need be: texts put several paragraphs in
 * one bracket. So where a text has a bracket too many the other one found is the nearest that is
 * free, and may be far away; a pair that ends in another unit deserves a look. Square brackets, their
 * full-width forms and the two brackets of Chinese texts open and close only their own kind.
 */
#ifndef TEXT_IMPORT_MARK_H
#define TEXT_IMPORT_MARK_H

#include "text/draft.h"

enum import_mark_kind {
	MARK_CONTESTED,   /* [x] alone: stays or goes */
	MARK_ALTERNATIVE, /* [x][y]: one of several */
	MARK_PLACEHOLDER, /* [X], [date], [Placeholder for annexes]: stands for what will be said */
	MARK_EMPTY,       /* [ ], [...]: to be completed */
	MARK_OPTION,      /* "Option 2:": the paragraph is one of several */
	MARK_UNOPENED,    /* a bracket that closes nothing */
	MARK_UNCLOSED,    /* a bracket that nothing closes */
	IMPORT_MARK_KIND__COUNT
};
struct str import_mark_name(enum import_mark_kind k);

struct import_place {
	uint32_t unit, word; /* of the draft; of the unit's base */
};

struct import_mark {
	enum import_mark_kind kind;
	uint32_t depth;            /* of brackets, from 1; 0 for options and what closes nothing */
	uint32_t first;            /* the mark with which its run of alternatives or options begins */
	struct import_place at;    /* the bracket that opens, or the first word of "Option 2:" */
	struct import_place end;   /* the bracket that closes, or the last word; `at` for a lone bracket */
};

/* In order of place. Borrowed. */
struct import_marks {
	const struct import_mark *at;
	uint32_t count;
};

struct import_tally {
	uint32_t kinds[IMPORT_MARK_KIND__COUNT];
	uint32_t pairs;     /* brackets that open and close */
	uint32_t adjacent;  /* "][": pairs that follow their neighbour in one run */
	uint32_t across;    /* pairs that close in another unit */
	uint32_t depth_max;
	uint32_t links;     /* of Markdown, and references to notes: square brackets that are no marks */
};

struct import_text {
	const struct lexicon *words;
	const struct draft_unit *units;
	uint32_t units_count;
	/* Names of the links that a Markdown source defines, "[name]: address"; NULL: it has no links. */
	const struct map *links;
};

#define IMPORT_MARKS_MAX 131072 /* the densest text has 3,500 */

/* All in the arena; O(n log n) in words. RC_LIMIT for more than IMPORT_MARKS_MAX brackets. */
CM_MUST_USE enum rc import_marks_find(struct arena *a, const struct import_text *text,
    struct import_marks *out, struct import_tally *tally, struct err *err);

#endif
