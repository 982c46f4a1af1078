/*
 * A Word document that comes back, compared with the draft it was made of (view/docx.h): what it would
 * change, unit by unit, for a person to look at and confirm. Nothing is applied, and nobody's name in
 * the file is believed: whose changes these are, the upload says.
 *
 * The file is read twice over: as it was before its tracked changes, which must be the base, and as it
 * is after them. Paragraphs are found by bookmark, else by their words and style.
 */
#ifndef CONVERT_DOCX_READ_H
#define CONVERT_DOCX_READ_H

#include "text/draft.h"

struct arena;

enum docx_state {
	DOCX_SAME,
	DOCX_CHANGED, /* edits are in normal form and not none */
	DOCX_MISSING, /* its paragraph is gone: to be deleted, if that is meant */
	DOCX_MOVED,   /* and perhaps changed; it stands after unit `after` now */
};

struct docx_unit {
	enum docx_state state;
	struct edits edits;     /* from the base to the final text */
	struct edits untracked; /* from the base to the text before tracked changes: ask about them */
	bool is_untracked;      /* there are such, or the paragraph went or came without a trace */
	bool by_bookmark;       /* it was found by its bookmark */
	bool by_marks;          /* edits are cut as they were tracked */
	bool is_formatted;      /* a change of format, which is ignored */
	bool label_differs;     /* labels are frozen: ignored */
	bool is_joined;         /* the text of another unit's paragraph is in it now */
	uint32_t noise;         /* words that only Word's habits changed: as before */
	uint32_t after;         /* of DOCX_MOVED; DRAFT_NONE: first */
};

struct docx_new {
	uint32_t after; /* unit, or DRAFT_NONE: first */
	enum unit_kind kind;
	struct str text;
	bool is_tracked;
};

struct docx_comment {
	uint32_t unit;      /* or DRAFT_NONE */
	struct str text;
	struct str said_by; /* as the file says: not to be believed */
};

/* What the file says that it was made of. */
struct docx_origin {
	bool is_stated;
	bool same_document, same_revision, same_lang, same_base;
	struct str document, revision;
};

struct docx_report {
	struct docx_origin origin;
	const struct docx_unit *units; /* one a unit of the draft */
	const struct docx_new *added;
	uint32_t added_count;
	const struct docx_comment *comments;
	uint32_t comments_count;
	uint32_t objects; /* paragraphs with pictures, notes, formulas: left out */
	uint32_t unfit;   /* paragraphs with characters that acts do not hold: left out */
	bool has_macros;  /* not looked at */
};

struct docx_order {
	const struct draft *draft;
	struct lexicon *words; /* the draft's: takes what is new */
	struct str file;
};

/* All in the arena. RC_CORRUPT, RC_INVALID or RC_LIMIT name the part that is at fault. */
CM_MUST_USE enum rc docx_read(
    struct arena *a, const struct docx_order *order, struct docx_report *out, struct err *err);

#endif
