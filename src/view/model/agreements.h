/*
 * Agreements as they stood on a day, one with its life, relations in both directions, and with whom the
 * forum has any of them. Pure.
 */
#ifndef VIEW_MODEL_AGREEMENTS_H
#define VIEW_MODEL_AGREEMENTS_H

#include "rules/agreement.h"
#include "view/model/common.h"

#define AGREEMENTS_ROWS_MAX 500 /* of any list of them */

#define MODEL_agreement_item(F, S)                                                                 \
	F(S, TEXT, code, none, "the agreement's code")                                            \
	F(S, TEXT, kind, none, "memorandum, protocol, convention ...")                            \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXT, party, none, "code of the party it is made with")                              \
	F(S, WORDS, counterpart, none, "with whom; none: among the members")                      \
	F(S, TEXT, state, none, "certain on the day: none, proposed, studied, signed ...")        \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, FLAG, stands, none, "is it signed or in force on the day?")                          \
	F(S, DATE, since, none, "when it came to that state, where a source states it")           \
	F(S, DATE, seen_by, none, "else: the first day on which a source shows it")               \
	F(S, TEXT, maybe, none, "a further state that it may have been in already: nobody tells") \
	F(S, WORDS, maybe_name, none, "that state in words")
MODEL_DECLARE(agreement_item)

#define MODEL_relation_item(F, S)                                                                  \
	F(S, TEXT, code, none, "the relation's code; none where it is a party's status")          \
	F(S, TEXT, kind, none, "observer, partner ...")                                           \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, TEXT, direction, none, "out: the forum of the other; in: the other of the forum; both") \
	F(S, TEXT, party, none, "code of the party that the other is")                            \
	F(S, WORDS, counterpart, none, "who the other is")                                        \
	F(S, TEXT, agreement, none, "code of the agreement it rests on")                          \
	F(S, DATE, from, none, "start, where a source states it")                                 \
	F(S, DATE, seen_by, none, "else: the earliest source that shows it")                      \
	F(S, DATE, until, none, "end, where a source states it")                                  \
	F(S, DATE, gone_by, none, "else: the first source that no longer shows it")               \
	F(S, FLAG, is_current, none, "does it stand on the day?")                                 \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(relation_item)

/* A point of the network: another, with what the forum has with it on the day. */
#define MODEL_partner_item(F, S)                                                                   \
	F(S, TEXT, party, none, "code of the party that it is")                                   \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, LIST, agreements, agreement_item, "with it")                                         \
	F(S, LIST, relations, relation_item, "with it, that stand")
MODEL_DECLARE(partner_item)

#define MODEL_agreements(F, S)                                                                     \
	F(S, LIST, agreements, agreement_item, "all on record, 500 at most")                      \
	F(S, NUMBER, standing, none, "how many are signed or in force on the day")                \
	F(S, NUMBER, total, none, "how many are on record")                                       \
	F(S, LIST, network, partner_item, "with whom the forum has anything on the day")
MODEL_DECLARE(agreements)

#define MODEL_agreement_step_item(F, S)                                                            \
	F(S, TEXT, to, none, "the state, or amended")                                             \
	F(S, WORDS, to_name, none, "the same in words")                                           \
	F(S, DATE, on, none, "when, where a source states it")                                    \
	F(S, DATE, seen_by, none, "else: the first day on which a source shows it")               \
	F(S, FLAG, is_certain, none, "is it certain to have been taken by the day shown?")        \
	F(S, TEXT, body, none, "code of the body that decided")                                   \
	F(S, WORDS, body_name, none, "its name then")                                             \
	F(S, TEXT, decision, none, "code of the decision")                                        \
	F(S, TEXT, by, none, "code of the agreement that amends or supersedes it")                \
	F(S, WORDS, by_title, none, "that one's title")                                           \
	F(S, TEXT, text, none, "code of the negotiated text")                                     \
	F(S, NUMBER, revision, none, "which revision of it")                                      \
	F(S, WORDS, place, none, "where")                                                         \
	F(S, WORDS, signatories, none, "who signed, by office")                                   \
	F(S, NUMBER, documents, none, "how many documents the act commits to")                    \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(agreement_step_item)

#define MODEL_deposit_item(F, S)                                                                   \
	F(S, TEXT, party, none, "code of the member")                                             \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, kind, none, "ratification, acceptance, approval, accession")                   \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, DATE, on, none, "when")                                                              \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(deposit_item)

#define MODEL_agreement_full(F, S)                                                                 \
	F(S, OBJECT, agreement, agreement_item, "as in the list")                                 \
	F(S, NUMBER, needs, none, "how many deposits bring it into force")                        \
	F(S, NUMBER, delay_days, none, "days from the last of them")                              \
	F(S, LIST, steps, agreement_step_item, "its life, as recorded")                           \
	F(S, LIST, deposits, deposit_item, "by members, as recorded")                             \
	F(S, LIST, relations, relation_item, "that rest on it")                                   \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(agreement_full)

#define MODEL_relations(F, S)                                                                      \
	F(S, LIST, out, relation_item, "the forum is observer ... of others")                     \
	F(S, LIST, in, relation_item, "others are of the forum: organisations by their statuses") \
	F(S, NUMBER, current, none, "how many of both stand on the day")
MODEL_DECLARE(relations)

struct agreement_item agreement_item_of(const struct site *s, const struct agreement *a);
void agreements_fill(struct agreements *m, const struct site *s);
/* False when there is no such agreement. */
CM_MUST_USE bool agreement_fill(struct agreement_full *m, const struct site *s, struct str code);
void relations_fill(struct relations *m, const struct site *s);

#endif
