/*
 * The content of acts on negotiated texts, as `comity act new` takes it: of text.propose from edits and from
 * what came back in a document (text/returned.h), of text.translate. Pure: JSON into a buffer.
 */
#ifndef VIEW_TEXT_ACTS_H
#define VIEW_TEXT_ACTS_H

#include "base/buf.h"
#include "text/returned.h"

struct propose_order {
	const struct draft *draft;
	const struct returned *back; /* what is to be proposed: returned_choose */
	struct str rationale;        /* empty: none */
	uint32_t part;               /* from 0: one act does not hold everything */
};
/* How many acts it takes; 0: nothing is proposed. */
uint32_t propose_parts(const struct draft *d, const struct returned *back);
/* Appends the content of one of them. */
void propose_put(struct buf *out, const struct propose_order *order);
/* Comments on paragraphs as a rationale, each behind its unit's label, in the arena; without those that
 * are the party's own reasons, which its working copy brought along. At most PROSE_BYTES_MAX. */
struct str returned_rationale(struct arena *a, const struct draft *d, const struct returned *back,
    struct str party);

/* The same of edits on one unit. */
struct unit_propose {
	const struct draft *draft;
	const struct draft_unit *unit;
	struct edits edits;
	struct str rationale;
};
void unit_propose_put(struct buf *out, const struct unit_propose *p);

struct unit_translate {
	struct str text, unit, lang;
	struct str from, words; /* from: what the unit says, of which this is the translation */
	enum translation_state state;
};
void unit_translate_put(struct buf *out, const struct unit_translate *t);

#endif
