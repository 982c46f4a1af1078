/*
 * Acceptance: one choice is made, its text becomes part of the base, and every proposal is carried
 * over to the new base. None is lost and none changes its meaning unseen:
 *
 * - Who does nothing at the choice follows the room: its edits stand as before, where their words
 *   are now, and it reads the accepted text.
 * - Who is in the choice, by an alternative or by one inside it, keeps exactly its own reading of it:
 *   all that it does there becomes one edit over the accepted words, to be confirmed. A party whose
 *   reading is the accepted text is satisfied: that part of its proposal is done.
 * - Who has an alternative at a choice around this one keeps exactly its own reading of that: its
 *   edit now replaces the new words also, and must be confirmed. That bracket stays open whatever
 *   happens to the others in this choice.
 *
 * The others in the choice stay open in brackets, or are closed: those parts of their proposals are
 * given up and the room agrees the text. Insertions at one place need not exclude each other; where
 * the room says so, the others are not touched and stand before or behind the accepted words, in the
 * order of the alternatives. To keep the base's words and leave the others open changes
 * nothing; to keep them and close the others ends the alternatives of the choice, while the choices
 * inside it stay open.
 *
 * Choices side by side can be made in either order, if the first leaves the second as it was; except
 * that where all words between two places go, nothing tells any more which of them came first.
 */
#ifndef TEXT_ACCEPT_H
#define TEXT_ACCEPT_H

#include "text/choice.h"

enum accept_others {
	ACCEPT_LEAVES_OTHERS,
	ACCEPT_CLOSES_OTHERS,
	ACCEPT_BESIDE_OTHERS, /* insertions only */
};

struct accept_order {
	struct words base;
	struct proposals proposals; /* their ids differ */
	const struct choice *at;    /* one of their choices on this base */
	uint32_t alt; /* or CHOICE_KEEP */
	enum accept_others others;
};

enum accept_fate {
	ACCEPT_FOLLOWS,   /* not in the choice, or beside what is accepted */
	ACCEPT_SATISFIED, /* its reading is in the base now */
	ACCEPT_CONFIRM,   /* it keeps its reading, over words that changed */
	ACCEPT_CLOSED,    /* what it did in the choice is given up */
};

struct accept_carried {
	struct proposal proposal; /* on the new base, in normal form; perhaps no edits are left */
	enum accept_fate fate;
};

/* Words and what lives on them. */
struct unit_now {
	struct words base;
	struct proposals proposals; /* their ids differ */
};

struct accepted {
	struct words base;
	const struct accept_carried *at; /* one a proposal, in the order in which those were given */
	uint32_t count;
};

/*
 * All in the arena, except words that did not change. RC_LIMIT when the readings to be kept are too
 * long together (UNIT_READINGS_WORDS_MAX): many proposals inside a long deletion that is accepted, say;
 * *out is untouched then.
 */
CM_MUST_USE enum rc choice_accept(
    struct arena *a, const struct accept_order *order, struct accepted *out, struct err *err);

/*
 * The whole base gives way to `made`: an alternative of the unit is taken. Whoever has edits here is in
 * that choice, insertions at both ends too, and keeps exactly its own reading of all words, to be
 * confirmed, or is satisfied. As above, in the arena; RC_LIMIT likewise.
 */
CM_MUST_USE enum rc base_replace(struct arena *a, const struct unit_now *now, struct words made,
    struct accepted *out, struct err *err);

#endif
