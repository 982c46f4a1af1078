/*
 * Labels of units: "PP3", "2.", "(a)". A forum's usage is a profile. While a text is negotiated labels
 * are frozen: what comes between gets a label of its own and nobody else's changes. The clean final is
 * numbered anew.
 *
 *                negotiated            added after 2   alternative to 2   clean
 *	committee   PP1  OP1  (a) (i)   OP2 bis         OP2 alt, alt 2     (none)  1.  (a) (i) a. i.
 *	manual      -    1.   (a) (i)   2A.             2 bis.             (none)  1.  (a) (i) a. i.
 *	cica        -    1.   (1) (a)   2 bis.          2 alt.             (none)  1.  (1) (a) (i) a.
 *	unfccc      Pp1  1.   (a) (i)   2 bis.          Option 2, 3        (none)  1.  (a) (i) a. i.
 *
 * The Editorial Manual of the United Nations gives "bis" to alternatives, so an added paragraph takes a
 * letter there. With unfccc the paragraph itself is option 1, and paragraphs begin at 1 under each
 * heading; elsewhere they run on to the next annex. Points begin anew under each unit that has some.
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/buf.h"
#include "text/draft.h"

enum number_profile { NUMBER_COMMITTEE, NUMBER_MANUAL, NUMBER_CICA, NUMBER_UNFCCC,
	NUMBER_PROFILE__COUNT };
struct str number_profile_name(enum number_profile p);

enum number_stage { NUMBER_NEGOTIATED, NUMBER_CLEAN };

/* A label for each unit, in the arena. Titles, headings, annexes and their like keep their own. */
const struct str *number_all(
    struct arena *a, const struct draft *d, enum number_profile p, enum number_stage stage);

/*
 * The frozen label of a unit of this kind that is put behind unit `after`, which has the same kind, or
 * has it as its parent; DRAFT_NONE: before all others. At the end of its row it takes the next number;
 * between two, the label before it and bis, ter ... decies, 11, the first that is free; before the
 * first, number 0.
 */
struct str number_added(struct arena *a, const struct draft *d, enum number_profile p,
    enum unit_kind kind, uint32_t after);
/* The label of the k-th alternative, from 1, to a unit of this label. */
struct str number_alternative(
    struct arena *a, enum number_profile p, struct str label, uint32_t k);
/* "bis" for 2 to "decies" for 10, in figures from 11. */
struct str number_latin(struct arena *a, uint32_t k);

/*
 * A reference to a unit stands in the text as {#id}, whatever its number: it stays right when numbers
 * change. Appends the text with labels in place of such references, "OP3 (a)" with those of the units
 * around a point, without a full stop; a reference to what is not there, or has no label, stays as it is.
 * Gives the number of these.
 */
uint32_t number_references(struct buf *b, struct str text, const struct draft *d,
    const struct str *labels);

#endif
