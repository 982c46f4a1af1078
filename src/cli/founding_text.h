/*
 * Texts under negotiation with which the demonstration begins: acts in `data/texts.json` of a forum's
 * folder (forums/README.md). They are examples that its keys sign, no facts: a forum that is founded in
 * earnest has none of them.
 *
 * What an act must say of the words as they stand is not in the file: hashes of units, and the edits that
 * make a wording of them. Each act is therefore composed on the state that the ones before it made.
 */
#ifndef CLI_FOUNDING_TEXT_H
#define CLI_FOUNDING_TEXT_H

#include "cli/founding.h"
#include "codec/json.h"

struct forum;

struct founding_texts {
	uint32_t count; /* of acts; 0 also where the folder has no such file */
	struct json json;
	const uint32_t *nodes; /* one an act */
};
/* Form of the whole: each act has a kind that there is, authors and members. RC_INVALID says which has
 * not. All in the arena. */
CM_MUST_USE enum rc founding_texts_read(struct founding_texts *out, struct arena *a,
    const char *folder, struct err *err);
struct founding_text_order {
	const struct founding_texts *texts;
	uint32_t at; /* the act, from 0 */
	const struct forum *forum;
	moment now;  /* for who has the chair then */
};
/* The act on this state: edits of text.propose from `wording` (what
 * differs) or `whole` (all words of the unit), `hash` of text.accept and `from`
 * of text.translate from the unit; where "chair" signs, PARTY/delegate-1 of whoever has the chair of the
 * text's body. RC_NOT_FOUND: the state has no such unit, or nobody the chair. Lives in the arena, which
 * needs room for a unit's words. */
CM_MUST_USE enum rc founding_texts_act(struct founding_act *out, struct arena *a,
    const struct founding_text_order *order, struct err *err);

#endif
