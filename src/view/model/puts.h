/* Negotiated texts that are put: what a decision or a silence says of the text, and a text of what puts
 * it. Pure. */
#ifndef VIEW_MODEL_PUTS_H
#define VIEW_MODEL_PUTS_H

#include "rules/instrument.h"
#include "view/model/silences.h"

#define MODEL_put_item(F, S)                                                                       \
	F(S, TEXT, section, none, "decisions, silences: where its page is")                       \
	F(S, TEXT, code, none, "of the decision or the silence")                                  \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, WORDS, state_name, none, "its state in words")                                       \
	F(S, NUMBER, revision, none, "number of the revision that it puts")                       \
	F(S, TEXT, hold, none,                                                                    \
	    "fixed: nothing in the text moves; voted: only what a vote carried; absent: neither")
MODEL_DECLARE(put_item)

#define MODEL_revision_item(F, S)                                                                  \
	F(S, NUMBER, number, none, "from 1")                                                      \
	F(S, TEXT, symbol, none, "under which it was issued")                                     \
	F(S, HASH, hash, none, "of its words; who puts it names it")                              \
	F(S, MOMENT, at, none, "when it was issued")                                              \
	F(S, FLAG, is_adopted, none, "was the text adopted as this revision?")                    \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(revision_item)

/* NULL where whole words are put: `text` is empty. */
const struct negotiated_item *negotiated_of(const struct site *s, struct str text, uint32_t revision);
/* The words of the revision, in each language in which they are complete; none once they moved on. */
struct frozen_item_list negotiated_texts(const struct site *s, const struct negotiated_item *of);
/* The decisions that name the text, then the silences, each in order of record. */
struct put_item_list puts_of(const struct site *s, const struct instrument *of);
struct revision_item_list revisions_of(const struct site *s, const struct instrument *of);

#endif
