/* Parties on one day, by category and kind. Pure. */
#ifndef VIEW_MODEL_PARTIES_H
#define VIEW_MODEL_PARTIES_H

#include "view/model/common.h"

#define PARTIES_SHOWN_MAX 500 /* of a category and kind: more than there are states */

#define MODEL_party_group(F, S)                                                                    \
	F(S, TEXT, category, none, "category, by the charter; none: no status on the day")        \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, TEXT, kind, none, "state, organisation ...")                                         \
	F(S, NUMBER, shape, none, "place of the category in the charter, from 0")                 \
	F(S, NUMBER, total, none, "how many there are")                                           \
	F(S, LIST, parties, party_item, "in the order of their names, 500 at most")
MODEL_DECLARE(party_group)

#define MODEL_parties(F, S)                                                                        \
	F(S, DATE, on, none, "the day shown")                                                     \
	F(S, LIST, groups, party_group, "parties by category and kind")                           \
	F(S, LIST, without, party_item, "parties without a status on the day, 500 at most")       \
	F(S, NUMBER, without_total, none, "how many there are")
MODEL_DECLARE(parties)

void parties_fill(struct parties *m, const struct site *s);
/* One party as it stands on the day. */
struct party_item party_item_of(const struct site *s, const struct party *p);

#endif
