/*
 * A draft as one more act would leave it: what a desk shows before anybody signs. The rules decide what the
 * act does to the record; this repeats on the draft what they do to one unit. Pure.
 */
#ifndef VIEW_MODEL_TEXT_AFTER_H
#define VIEW_MODEL_TEXT_AFTER_H

#include "codec/content.h"
#include "text/draft.h"

struct text_next_act {
	enum kind kind;
	const union content *content; /* of that kind, about this draft's text */
	uint32_t unit;                /* its place */
	uint32_t proposal;            /* that is made or spoken of */
	uint32_t change;              /* of a restructuring: its place among the draft's changes */
	struct str party;             /* whose act it is */
	struct arena *arena;
};
/* `d` stays as it is; what `out` shares with it is borrowed. `l` is the draft's lexicon, which gets new
 * words. False: over a limit, or words that no rule would take. */
CM_MUST_USE bool text_after(struct draft *out, const struct draft *d, struct lexicon *l,
    const struct text_next_act *act);

#endif
