/* Who supports what in a text, and who entered it. What nobody said is not there. Pure. */
#ifndef VIEW_MODEL_TEXT_MATRIX_H
#define VIEW_MODEL_TEXT_MATRIX_H

#include "view/model/texts.h"

#define MODEL_position_item(F, S)                                                                  \
	F(S, TEXT, unit, none, "the unit as it stands; absent: a proposal")                       \
	F(S, NUMBER, proposal, none, "number of a proposal")                                      \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, stance, none, "support, can-accept, oppose, reserve, pending")                 \
	F(S, TEXTS, conditional, none, "ids of units on which it depends")                        \
	F(S, TEXT, entered, none, "delegate, or paper: the Secretariat, of a paper that came")    \
	F(S, MOMENT, at, none, "when it was said")                                                \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(position_item)

#define MODEL_text_matrix(F, S)                                                                    \
	F(S, OBJECT, text, text_item, "as in the list")                                           \
	F(S, LIST, proposals, proposal_item, "every one, by number")                              \
	F(S, LIST, positions, position_item, "each party's newest of each thing")
MODEL_DECLARE(text_matrix)

void text_matrix_fill(struct text_matrix *m, const struct site *s, const struct text_query *q);
/* Those that are about the unit or, where it is empty, about anything; of `only` blocking, those that
 * block. */
struct position_item_list positions_about(const struct site *s, const struct text_query *q,
    const struct draft *d);

#endif
