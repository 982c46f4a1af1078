/* The paragraphs, headings, cells and notes of a source, before anything is known of what they are. */
#ifndef TEXT_IMPORT_BLOCK_H
#define TEXT_IMPORT_BLOCK_H

#include "base/map.h"
#include "text/import.h"
#include "text/import_line.h"

enum block_kind { BLOCK_TEXT, BLOCK_HEADING, BLOCK_CELL, BLOCK_NOTE };

struct block {
	enum block_kind kind;
	uint32_t line;    /* from 1 */
	uint32_t indent;
	uint32_t level;   /* of a heading that Markdown marks; else 0 */
	bool begins_row;
	struct str label; /* of a note, "[^1]:" */
	struct str text;  /* trimmed, one space where lines broke; may be empty in a cell */
};

struct blocks {
	const struct block *at;
	uint32_t count;
	const struct map *links; /* names defined by "[name]: address"; NULL: plain text */
};

/* In the arena. RC_LIMIT over IMPORT_UNITS_MAX. */
CM_MUST_USE enum rc blocks_read(struct arena *a, const struct import_lines *lines,
    const struct import_order *order, struct blocks *out, struct err *err);

#endif
