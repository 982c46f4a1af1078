/* Votes: their tally and their roll. Pure. */
#ifndef VIEW_MODEL_BALLOTS_H
#define VIEW_MODEL_BALLOTS_H

#include "rules/decision.h"
#include "view/model/common.h"

#define BALLOTS_SHOWN_MAX 200 /* on one decision or silence */

#define MODEL_vote_item(F, S)                                                                      \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, choice, none, "yes, no, abstain, sealed")                                            \
	F(S, WORDS, choice_name, none, "the choice in words")                                     \
	F(S, FLAG, is_paper, none, "filed on paper by two officers")                              \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(vote_item)

#define MODEL_ballot_item(F, S)                                                                    \
	F(S, NUMBER, entry, none, "index of the act that called it")                              \
	F(S, NUMBER, amendment, none, "index of the amendment; absent: the text")                 \
	F(S, TEXT, state, none, "open, carried, lost, void")                                      \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, MOMENT, opened, none, "when it was called")                                          \
	F(S, MOMENT, closes, none, "until when votes count")                                      \
	F(S, MOMENT, shown, none, "until then votes are sealed; absent: none is")                 \
	F(S, NUMBER, yes, none, "votes for")                                                      \
	F(S, NUMBER, no, none, "votes against")                                                   \
	F(S, NUMBER, abstain, none, "abstentions")                                                \
	F(S, NUMBER, sealed, none, "votes not opened: they count as not cast")                    \
	F(S, NUMBER, members, none, "parties that may vote")                                      \
	F(S, FLAG, is_valid, none, "did enough take part?")                                       \
	F(S, FLAG, is_carried, none, "is the majority reached?")                                  \
	F(S, TEXT, rule, none, "the majority as the charter has it, such as 2/3 of those voting") \
	F(S, LIST, votes, vote_item, "the roll, by name of the party")
MODEL_DECLARE(ballot_item)

/* Those on a decision, or on a silence (the other code is empty), in order of their calls. */
struct ballot_item_list ballots_of(const struct site *s, struct str decision, struct str silence);
/* Has the party voted? Of no party: no. */
bool ballot_has_vote(const struct ballot *b, struct str party);
/* Does a vote wait to be opened? */
bool ballot_is_sealed(const struct ballot *b);
/* The members of an act about an open ballot, as JSON: vote.cast, vote.open, vote.close. */
struct str ballot_move_content(const struct site *s, const struct ballot *b, enum kind kind);

#endif
