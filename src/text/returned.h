/*
 * What a document that comes back would change in a draft, unit by unit, for a person to look at and
 * confirm: what convert/docx_read.h finds, and what is proposed of it. Nothing is applied, and nobody's
 * name in a file is believed.
 */
#ifndef TEXT_RETURNED_H
#define TEXT_RETURNED_H

#include "text/draft.h"

struct arena;

enum returned_state {
	RETURNED_SAME,
	RETURNED_CHANGED, /* edits are in normal form and not none */
	RETURNED_MISSING, /* its paragraph is gone: to be deleted, if that is meant */
	RETURNED_MOVED,   /* and perhaps changed; it stands after unit `after` now */
	RETURNED_STATE__COUNT
};

struct returned_unit {
	enum returned_state state;
	struct edits edits;     /* from the base to the final text */
	struct edits untracked; /* from the base to the text before tracked changes: ask about them */
	bool is_untracked;      /* there are such, or the paragraph went or came without a trace */
	bool by_bookmark;       /* it was found by its bookmark */
	bool by_marks;          /* edits are cut as they were tracked */
	bool is_formatted;      /* a change of format, which is ignored */
	bool label_differs;     /* labels are frozen: ignored */
	bool is_joined;         /* the text of another unit's paragraph is in it now */
	uint32_t noise;         /* words that only Word's habits changed: as before */
	uint32_t after;         /* of RETURNED_MOVED; DRAFT_NONE: first */
};

struct returned_new {
	uint32_t after; /* unit, or DRAFT_NONE: first */
	enum unit_kind kind;
	struct str text;
	bool is_tracked;
};

struct returned_comment {
	uint32_t unit;      /* or DRAFT_NONE */
	struct str text;
	struct str said_by; /* as the file says: not to be believed */
};

/* What the file says that it was made of. */
struct returned_origin {
	bool is_stated;
	bool same_document, same_revision, same_lang, same_base;
	struct str document, revision;
};

struct returned {
	struct returned_origin origin;
	const struct returned_unit *units; /* one a unit of the draft */
	const struct returned_new *added;
	uint32_t added_count;
	const struct returned_comment *comments;
	uint32_t comments_count;
	uint32_t objects; /* paragraphs with pictures, notes, formulas: left out */
	uint32_t unfit;   /* paragraphs with characters that acts do not hold: left out */
	bool has_macros;  /* not looked at */
};

/* What of it is to be proposed. */
struct returned_wish {
	struct str party;     /* that sends it: what it has proposed already is not proposed again */
	bool takes_untracked; /* what was changed without being tracked is meant */
};
struct returned_chosen {
	struct returned left; /* what is to be proposed */
	uint32_t known;       /* edits, changes of units, paragraphs that the party has proposed already */
	uint32_t untracked;   /* units and paragraphs that the wish does not take */
};
/* In the arena. Comments stay. The draft has its proposals, and the edits are on its lexicon. */
void returned_choose(struct arena *a, const struct draft *d, const struct returned *from,
    const struct returned_wish *wish, struct returned_chosen *out);
/* Does anything in it wait to be proposed? */
bool returned_has_changes(const struct draft *d, const struct returned *r);

#endif
