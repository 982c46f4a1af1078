/* The conduct of a meeting: what the page of the meeting, the chair's console, the room's screen, a
 * delegation's page and the journal show of it. Pure. */
#ifndef VIEW_MODEL_CONDUCTS_H
#define VIEW_MODEL_CONDUCTS_H

#include "rules/conduct.h"
#include "view/model/decisions.h"

#define CONDUCT_ROWS_MAX 500 /* of one list; the page says how many more there are */

#define MODEL_agenda_row(F, S)                                                                     \
	F(S, TEXT, id, none, "the item's id, kept when it is renumbered")                         \
	F(S, TEXT, number, none, "its number")                                                    \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXTS, papers, none, "symbols of its papers")                                        \
	F(S, FLAG, is_adopted, none, "on the adopted agenda; otherwise proposed")                 \
	F(S, FLAG, is_list_closed, none, "is its list of speakers closed?")
MODEL_DECLARE(agenda_row)

#define MODEL_delegation_row(F, S)                                                                 \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, FLAG, is_present, none, "present at the last count")                                 \
	F(S, NUMBER, members, none, "how many members were announced")                            \
	F(S, TEXTS, handles, none, "those who can sign")                                          \
	F(S, TEXT, credentials, none, "announced, submitted, provisional, accepted ...")          \
	F(S, WORDS, credentials_name, none, "the same in words")                                  \
	F(S, NUMBER, entry, none, "index of the act that announced it")
MODEL_DECLARE(delegation_row)

#define MODEL_speaker_row(F, S)                                                                    \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, item, none, "id of the agenda item")                                           \
	F(S, FLAG, is_reply, none, "a right of reply")                                            \
	F(S, TEXT, state, none, "asked, speaking, spoke, passed, withdrawn")                      \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, MOMENT, asked, none, "when the floor was asked for")                                 \
	F(S, MOMENT, called, none, "since when it speaks")                                        \
	F(S, MOMENT, ended, none, "until when it spoke")                                          \
	F(S, NUMBER, limit_s, none, "seconds that the rules give; over-run is shown, never cut")  \
	F(S, NUMBER, entry, none, "index of the act that asked")
MODEL_DECLARE(speaker_row)

#define MODEL_point_row(F, S)                                                                      \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, point_kind, none, "order, floor, or a motion")                                 \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, TEXT, decision, none, "code of the decision that waits for the ruling")              \
	F(S, TEXT, state, none, "raised, ruled, appealed, upheld, overruled")                     \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, MOMENT, at, none, "when it was raised")                                              \
	F(S, NUMBER, entry, none, "index of the act that raised it")
MODEL_DECLARE(point_row)

#define MODEL_statement_row(F, S)                                                                  \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, item, none, "id of the agenda item")                                           \
	F(S, TEXT, symbol, none, "the document's symbol, when it has one")                        \
	F(S, FLAG, is_spoken, none, "as delivered; otherwise as handed in")                       \
	F(S, MOMENT, at, none, "time of the record")                                              \
	F(S, NUMBER, entry, none, "index of the act that holds the text")
MODEL_DECLARE(statement_row)

#define MODEL_conduct_state_item(F, S)                                                                \
	F(S, TEXT, state, none, "the state that began")                                           \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, MOMENT, at, none, "time of the record")                                              \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(conduct_state_item)

#define MODEL_conduct_full(F, S)                                                                   \
	F(S, OBJECT, meeting, meeting_item, "as in the register")                                 \
	F(S, TEXT, state, none, "convened, open, suspended, closed, cancelled")                   \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, MOMENT, opens, none, "the instant for which it is convened")                         \
	F(S, TEXT, like, none, "code of the meeting whose set-up was copied")                     \
	F(S, TEXT, chair, none, "code of the party that presides")                                \
	F(S, WORDS, chair_name, none, "its name")                                                 \
	F(S, FLAG, is_acting, none, "it presides instead of the chair")                           \
	F(S, NUMBER, present, none, "members present at the last count")                          \
	F(S, NUMBER, members, none, "members that there are")                                     \
	F(S, FLAG, has_quorum_rule, none, "do the rules have a quorum?")                          \
	F(S, FLAG, has_quorum, none, "is it reached, to decide?")                                 \
	F(S, FLAG, is_quorum_asked, none, "a count was asked for; decisions wait for it")         \
	F(S, LIST, agenda, agenda_row, "the adopted agenda, then items proposed")                 \
	F(S, TEXT, item, none, "id of the item under discussion: of the newest speaker or decision") \
	F(S, OBJECT, speaking, speaker_row, "who has the floor")                                  \
	F(S, LIST, waiting, speaker_row, "who asked for the floor, in order")                     \
	F(S, LIST, replies, speaker_row, "who asked for a reply, in order")                       \
	F(S, LIST, spoke, speaker_row, "who spoke or passed, newest first")                       \
	F(S, LIST, points, point_row, "points of order that are open")                            \
	F(S, LIST, ruled, point_row, "points of order that are settled, newest first")            \
	F(S, LIST, delegations, delegation_row, "by name of the party")                           \
	F(S, LIST, statements, statement_row, "in order of record")                               \
	F(S, LIST, decisions, decision_item, "put, considered, or decided here")                  \
	F(S, OBJECT, put, decision_item, "the text that is put, held or voted on now")            \
	F(S, LIST, objections, objection_item, "to the text put, that stand")                     \
	F(S, LIST, steps, conduct_state_item, "its states, in order of record")                         \
	F(S, LIST, next, next_item, "what may follow, and by whom")
MODEL_DECLARE(conduct_full)

#define MODEL_seat(F, S)                                                                           \
	F(S, TEXT, party, none, "code of the party, if one was named")                            \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, OBJECT, conduct, conduct_full, "the meeting, with what the party may do now")        \
	F(S, LIST, objections, objection_item, "its own, to texts of this meeting, with receipts")
MODEL_DECLARE(seat)

struct speaker_row speaker_row_of(const struct site *s, const struct conduct_speaker *from);
/* False when the meeting was not convened in this record (one of the register has no conduct). */
CM_MUST_USE bool conduct_fill(struct conduct_full *m, const struct site *s, struct str meeting);
/* What the chair, the officers (`party` empty: both), or a delegation of `party` may do now. */
struct next_item_list conduct_next_of(const struct site *s, const struct conduct *c,
    struct str party);

/* What follows for one who sits there, of the text that is put first. */
struct next_item_list conduct_next_with_put(const struct site *s, const struct conduct *c,
    const struct decision *put, struct str party);
/* The text that is put, held or voted on, or NULL. */
const struct decision *conduct_put(const struct site *s, struct str meeting);
/* False when the meeting has no conduct, or the party is none. */
CM_MUST_USE bool seat_fill(struct seat *m, const struct site *s, struct str meeting,
    struct str party);

#endif
