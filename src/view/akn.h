/*
 * A draft as Akoma Ntoso 3.0: one expression, in one language, with the same eId and wId in each
 * (docs/text.md). In the language of negotiation the choices stand inline,
 *
 *	<inline name="choice"><inline name="keep"><del>shall</del></inline>
 *	<ins refersTo="#proposal-3" alternativeTo="...">should</ins></inline>
 *
 * and every proposal follows exactly, as an <amendment> of an <amendmentList>: convert/akn_read.h makes
 * the same draft of it again. In another language a unit has its translation, with the hash of what
 * it translates, and remarks where alternatives wait for theirs. Pure.
 */
#ifndef VIEW_AKN_H
#define VIEW_AKN_H

#include "base/buf.h"
#include "text/draft.h"

#define AKN_NAMESPACE "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define AKN_OWN_NAMESPACE "urn:comity:text:1" /* of what Akoma Ntoso has no word for */

struct akn_order {
	struct str lang;      /* of the expression: the draft's, or one of its units' */
	struct str authority; /* of the IRI: "un", "cica" */
	struct str author;    /* name of the body or forum, for readers */
	struct str date;      /* of the revision: "2015-12-12" */
};

/* Appends the document; memory for elements that are open is in the arena. */
void akn_put(struct buf *out, struct arena *a, const struct draft *d, const struct akn_order *order);
/* Is anything open: a choice, a change of a unit, a unit that is not agreed? */
bool akn_is_open(const struct draft *d);

#endif
