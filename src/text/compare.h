/*
 * What became of a text from one revision to another, as rows to read from top to bottom: every unit in
 * the order of the new revision, and what went where it stood.
 *
 * Revisions of one draft are compared by the ids of units, and nothing is guessed. A unit has moved when
 * it has another parent, or left the order of what stayed among its siblings, of which as few as can be
 * have moved. Foreign documents, whose paragraphs have no ids in common, are paired by their words
 * (text/pairing.h).
 *
 * Every text is on one lexicon. Edits are those of edits_between, unless both documents together would
 * take more than COMPARE_STEPS_MAX steps: then each pair has its share (text/diff.h, rule 1).
 */
#ifndef TEXT_COMPARE_H
#define TEXT_COMPARE_H

#include "text/draft.h"
#include "text/pairing.h"

#define COMPARE_STEPS_MAX (UINT64_C(1) << 26)

enum compare_kind {
	COMPARE_SAME,    /* the same words */
	COMPARE_CHANGED, /* by the row's edits */
	COMPARE_NEW,
	COMPARE_GONE,
	COMPARE_AWAY,    /* here stood what has moved; its own row is where it is now */
	COMPARE_KIND__COUNT
};
struct str compare_kind_name(enum compare_kind k);

struct compare_row {
	enum compare_kind kind;
	uint32_t old_at, new_at; /* numbers of units or paragraphs, or DRAFT_NONE */
	bool is_moved;           /* same and changed; away too */
	bool is_relabelled;      /* the label or the kind is another */
	struct edits edits;      /* from the old words to the new: changed */
};

struct comparison {
	const struct compare_row *at;
	uint32_t count;
	uint32_t counts[COMPARE_KIND__COUNT];
	uint32_t moved; /* the same as of COMPARE_AWAY */
};

/* All in the arena. RC_INVALID for two lexicons, or one id twice in one revision; *out is untouched. */
CM_MUST_USE enum rc compare_revisions(struct arena *a, const struct draft *old_draft,
    const struct draft *new_draft, struct comparison *out, struct err *err);
/* Two drafts that share no ids. RC_INVALID for two lexicons. */
CM_MUST_USE enum rc compare_documents(struct arena *a, const struct draft *old_draft,
    const struct draft *new_draft, struct comparison *out, struct err *err);
struct comparison compare_paragraphs(struct arena *a, const struct lexicon *l,
    struct paragraphs old_list, struct paragraphs new_list);

#endif
