/*
 * The table that tells each party what became of its paragraph and its proposal from one revision to the
 * next: first each unit, in the order of the comparison (text/compare.h), then each proposal on the old
 * revision by its id. A proposal whose fate nobody gave is listed as unknown, never left out.
 */
#ifndef TEXT_CONCORDANCE_H
#define TEXT_CONCORDANCE_H

#include "text/compare.h"

enum proposal_fate {
	FATE_UNKNOWN,
	FATE_ACCEPTED,
	FATE_CONFIRM,     /* it lives on, over words that changed */
	FATE_CLOSED,      /* another text was agreed */
	FATE_WITHDRAWN,
	FATE_NOT_PURSUED,
	FATE_ORPHANED,    /* what it was on is gone */
	FATE_OPEN,        /* it lives on, over the same words */
	FATE_SETTLED,     /* all of it is in the text, or was closed */
	FATE_LOST,        /* a vote did not carry it */
	PROPOSAL_FATE__COUNT
};
struct str proposal_fate_name(enum proposal_fate f);

/* Ascending by proposal. */
struct fate_given {
	uint32_t proposal;
	enum proposal_fate fate;
};
struct fates {
	const struct fate_given *at;
	uint32_t count;
};

struct concordance_unit {
	enum compare_kind kind;     /* never COMPARE_AWAY */
	bool is_moved;
	uint32_t old_at, new_at;    /* units, or DRAFT_NONE */
	struct str old_label, new_label;
	const uint32_t *proposals;  /* ids of those on the old unit, ascending */
	uint32_t proposals_count;
};
struct concordance_proposal {
	const struct draft_proposal *proposal;
	enum proposal_fate fate;
};
struct concordance {
	const struct concordance_unit *units;
	uint32_t units_count;
	const struct concordance_proposal *proposals;
	uint32_t proposals_count;
};

struct concordance_order {
	const struct draft *old_draft, *new_draft;
	struct fates fates;
};

/* In the arena; borrows the drafts. Fails as compare_revisions does; *out is untouched then. */
CM_MUST_USE enum rc concordance_make(struct arena *a, const struct concordance_order *order,
    struct concordance *out, struct err *err);

#endif
