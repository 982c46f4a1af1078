/*
 * Akoma Ntoso from outside as a draft. What view/akn.h wrote becomes the same draft again, its choices
 * included; where the document contradicts itself (a proposal quotes other words than the unit has,
 * or the brackets shown do not follow from the proposals) it is refused. Any other document becomes
 * units by its elements, with all the text of its body and no proposals; white space in it is
 * collapsed, as that is how others lay documents out. Pure but for the XML parser's memory.
 */
#ifndef CONVERT_AKN_READ_H
#define CONVERT_AKN_READ_H

#include "text/draft.h"

struct akn_read {
	struct draft draft;
	struct str lang;     /* of this expression; may be empty */
	bool is_own;         /* view/akn.h wrote it */
	bool is_translation; /* units have their text in `lang` alone, and are without words */
};

/*
 * All in the arena, whose cap is one of the limits. RC_INVALID for what is not Akoma
 * Ntoso, RC_CONFLICT for a contradiction, RC_LIMIT over a limit; *out is then undefined.
 */
CM_MUST_USE enum rc akn_read(
    struct arena *a, struct str bytes, struct akn_read *out, struct err *err);

#endif
