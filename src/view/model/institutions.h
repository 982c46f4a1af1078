/* Institutions of the forum: Secretariat, councils, funds. Pure. */
#ifndef VIEW_MODEL_INSTITUTIONS_H
#define VIEW_MODEL_INSTITUTIONS_H

#include "view/model/actors.h"

#define INSTITUTIONS_SHOWN_MAX 200

#define MODEL_institution_item(F, S)                                                               \
	F(S, TEXT, code, none, "the institution's code")                                          \
	F(S, TEXT, kind, none, "secretariat, advisory ...")                                       \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, DATE, founded, none, "when it was founded, as far as known")
MODEL_DECLARE(institution_item)

#define MODEL_institutions(F, S)                                                                   \
	F(S, LIST, institutions, institution_item, "in order of record, 200 at most")             \
	F(S, NUMBER, total, none, "how many there are")
MODEL_DECLARE(institutions)

#define MODEL_institution_text_item(F, S)                                                          \
	F(S, TEXT, kind, none, "statute, regulations, plan, report, recommendation")              \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, DATE, on, none, "when it was adopted or received")                                   \
	F(S, TEXT, body, none, "code of the body that adopted or received it")                    \
	F(S, WORDS, body_name, none, "that body's name then")                                     \
	F(S, OBJECT, meeting, meeting_item, "at which")                                           \
	F(S, TEXT, decision, none, "code of the decision")                                        \
	F(S, NUMBER, documents, none, "how many documents the act commits to")                    \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(institution_text_item)

#define MODEL_board_seat_item(F, S)                                                                      \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, role, none, "chair, member ...")                                               \
	F(S, WORDS, role_name, none, "the role in words")                                         \
	F(S, DATE, from, none, "start, where a source states it")                                 \
	F(S, DATE, seen_by, none, "else: the earliest source that shows it")                      \
	F(S, DATE, until, none, "end, where a source states it")                                  \
	F(S, DATE, gone_by, none, "else: the first source that no longer shows it")               \
	F(S, FLAG, is_current, none, "does it stand on the day?")                                 \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(board_seat_item)

#define MODEL_institution_full(F, S)                                                               \
	F(S, OBJECT, institution, institution_item, "as in the list")                             \
	F(S, NAMES, names, none, "the name in each language")                                     \
	F(S, TEXT, initiated_by, none, "code of the party that proposed it")                      \
	F(S, WORDS, initiator_name, none, "that party's name then")                               \
	F(S, LIST, meetings, meeting_item, "its meetings, newest first")                          \
	F(S, LIST, texts, institution_text_item, "statutes, plans, reports, as recorded")         \
	F(S, LIST, seats, board_seat_item, "states on its board, as recorded")                          \
	F(S, LIST, actors, actor_item, "who acts for it: of the Secretariat, its officers")       \
	F(S, NUMBER, actors_total, none, "how many there are or were")                            \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(institution_full)

void institutions_fill(struct institutions *m, const struct site *s);
/* False when there is no such institution. */
CM_MUST_USE bool institution_fill(struct institution_full *m, const struct site *s,
    struct str code);

#endif
