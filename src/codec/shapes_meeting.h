/*
 * Members of the acts of offices, meetings and documents (docs/rules.md sections 9 to 11). Included by
 * codec/kinds.h, which explains the words.
 */
#ifndef CODEC_SHAPES_MEETING_H
#define CODEC_SHAPES_MEETING_H

/* The incoming chair says that the scheduled term has begun; the outgoing one may hand over earlier. */
#define SHAPE_office_assume(F) F(CODE, office, "office", MUST, 0, none)
#define SHAPE_office_hand(F)                                                                       \
	F(CODE, office, "office", MUST, 0, none)                                                   \
	F(CODE, party, "party", MUST, 0, none)
#define SHAPE_office_contest(F)                                                                    \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, office, "office", MUST, 0, none)

/* Another presides over one meeting, until it closes; with an officer, or the chair. */
#define SHAPE_office_act(F)                                                                        \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, meeting, "meeting", MUST, 0, none)

/* An item keeps its id when the agenda is renumbered. `papers`: symbols of documents. */
#define SHAPE_agenda_item(F)                                                                       \
	F(CODE, id, "id", MUST, 0, none)                                                           \
	F(TEXT, number, "number", MAY, 20, none)                                                   \
	F(TEXTS, papers, "papers", MAY, DOCUMENTS_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

/* `role`: head, alternate, adviser, expert. Who it is stays outside the record. */
#define SHAPE_delegation_member(F)                                                                 \
	F(HANDLE, handle, "handle", MAY, 0, none)                                                  \
	F(OBJECT, person, "person", MAY, 0, commitment)                                            \
	F(CODE, rank, "rank", MAY, 0, none)                                                        \
	F(CODE, role, "role", MUST, 0, none)

/* One language of a document: its words, or its bytes outside the record. */
#define SHAPE_document_text(F)                                                                     \
	F(OBJECT, content, "content", MAY, 0, commitment)                                          \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(TEXT, text, "text", MAY, TEXT_BYTES_MAX, none)                                           \
	F(TEXT, title, "title", MAY, PROSE_BYTES_MAX, none)

/* `opens`: the instant; `from` and `until`: its days at the place. `like`: the meeting whose set-up
 * was copied. `waiver`: why the notice is shorter than the rule's. */
#define SHAPE_meeting_convene(F)                                                                   \
	F(LIST, agenda, "agenda", MAY, AGENDA_ITEMS_MAX, agenda_item)                              \
	F(CODE, body, "body", MUST, 0, none)                                                       \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(DATE, from, "from", MUST, 0, none)                                                       \
	F(CODE, like, "like", MAY, 0, none)                                                        \
	F(CODE, mode, "mode", MUST, 0, none)                                                       \
	F(INTEGER, number, "number", MAY, 100000, none)                                            \
	F(MOMENT, opens, "opens", MUST, 0, none)                                                   \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)                                                      \
	F(TEXT, waiver, "waiver", MAY, PROSE_BYTES_MAX, none)

#define SHAPE_meeting_move(F)                                                                      \
	F(DATE, from, "from", MUST, 0, none)                                                       \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(MOMENT, opens, "opens", MUST, 0, none)                                                   \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(DATE, until, "until", MAY, 0, none)                                                      \
	F(TEXT, waiver, "waiver", MAY, PROSE_BYTES_MAX, none)

#define SHAPE_meeting_cancel(F)                                                                    \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, meeting, "meeting", MUST, 0, none)

/* `present`: the parties whose delegations are there, at the chair's count. */
#define SHAPE_meeting_open(F)                                                                      \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODES, present, "present", MUST, RECIPIENTS_MAX, none)
#define SHAPE_meeting_count(F)                                                                     \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODES, present, "present", MUST, RECIPIENTS_MAX, none)
#define SHAPE_meeting_suspend(F)                                                                   \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(MOMENT, until, "until", MAY, 0, none)
#define SHAPE_meeting_resume(F) F(CODE, meeting, "meeting", MUST, 0, none)
#define SHAPE_meeting_close(F)                                                                     \
	F(LIST, conclusions, "conclusions", MAY, LANGUAGES_MAX, frozen_text)                       \
	F(CODE, meeting, "meeting", MUST, 0, none)
#define SHAPE_quorum_ask(F) F(CODE, meeting, "meeting", MUST, 0, none)

#define SHAPE_agenda_propose(F)                                                                    \
	F(LIST, items, "items", MUST, AGENDA_ITEMS_MAX, agenda_item)                               \
	F(CODE, meeting, "meeting", MUST, 0, none)
/* Without items: the proposed agenda as it stands. */
#define SHAPE_agenda_adopt(F)                                                                      \
	F(LIST, items, "items", MAY, AGENDA_ITEMS_MAX, agenda_item)                                \
	F(CODE, meeting, "meeting", MUST, 0, none)

#define SHAPE_delegation_announce(F)                                                               \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(LIST, members, "members", MUST, DELEGATION_MAX, delegation_member)                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)

/* `form`: original, copy. `issuer`: head-of-state, head-of-government, foreign-minister, other. */
#define SHAPE_credentials_submit(F)                                                                \
	F(CODE, form, "form", MUST, 0, none)                                                       \
	F(CODE, issuer, "issuer", MUST, 0, none)                                                   \
	F(OBJECT, letter, "letter", MUST, 0, commitment)                                           \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(OBJECT, paper, "paper", MAY, 0, paper)
#define SHAPE_credentials_contest(F)                                                               \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODE, party, "party", MUST, 0, none)
/* `outcome`: provisional, accepted, refused, deferred. */
#define SHAPE_credentials_decide(F)                                                                \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODE, outcome, "outcome", MUST, 0, none)                                                 \
	F(CODES, parties, "parties", MUST, RECIPIENTS_MAX, none)                                   \
	F(TEXT, report, "report", MAY, PROSE_BYTES_MAX, none)

/* `list`: speakers, reply. `role`: delegation, group, guest. `to`: entry of what is replied to. */
#define SHAPE_speaker_ask(F)                                                                       \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, list, "list", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, role, "role", MAY, 0, none)                                                        \
	F(INTEGER, to, "to", MAY, JSON_INTEGER_MAX, none)
#define SHAPE_speaker_withdraw(F)                                                                  \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, list, "list", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(OBJECT, paper, "paper", MAY, 0, paper)
/* Two delegations change places in the list of speakers: both sign. */
#define SHAPE_speaker_swap(F)                                                                      \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODE, other, "other", MUST, 0, none)
/* `ground`: why out of order. */
#define SHAPE_speaker_call(F)                                                                      \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, list, "list", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODE, party, "party", MUST, 0, none)
/* `passed`: called, and did not speak. */
#define SHAPE_speaker_end(F)                                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(BOOLEAN, passed, "passed", MAY, 0, none)
#define SHAPE_list_close(F)                                                                        \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)
#define SHAPE_list_reopen(F)                                                                       \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)

/* `spoken`: as delivered; otherwise as handed in. */
#define SHAPE_statement_deliver(F)                                                                 \
	F(CODE, item, "item", MAY, 0, none)                                                        \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(BOOLEAN, spoken, "spoken", MAY, 0, none)                                                 \
	F(LIST, texts, "texts", MUST, LANGUAGES_MAX, frozen_text)

/* `kind`: order, floor (a request to be heard on what is put), or a motion: suspend, adjourn,
 * adjourn-debate, close-debate. `decision`: the one that is put; it waits for the ruling. */
#define SHAPE_point_raise(F)                                                                       \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(TEXT, text, "text", MAY, PROSE_BYTES_MAX, none)
/* `point`: entry of its raising. `outcome`: granted, refused. */
#define SHAPE_point_rule(F)                                                                        \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODE, outcome, "outcome", MUST, 0, none)                                                 \
	F(INTEGER, point, "point", MUST, JSON_INTEGER_MAX, none)                                   \
	F(TEXT, ruling, "ruling", MUST, PROSE_BYTES_MAX, none)
#define SHAPE_point_appeal(F)                                                                      \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(INTEGER, point, "point", MUST, JSON_INTEGER_MAX, none)
/* The count of an appeal: for it (against the ruling) and against it. */
#define SHAPE_point_decide(F)                                                                      \
	F(INTEGER, against, "against", MUST, RECIPIENTS_MAX, none)                                 \
	F(INTEGER, in_favour, "in_favour", MUST, RECIPIENTS_MAX, none)                             \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(INTEGER, point, "point", MUST, JSON_INTEGER_MAX, none)

/* `of` and `suffix` (rev, add, corr, reissue) go together. `statement`: entry of a statement that
 * gets its symbol here. */
#define SHAPE_document_issue(F)                                                                    \
	F(CODE, class, "class", MUST, 0, none)                                                     \
	F(CODE, distribution, "distribution", MAY, 0, none)                                        \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, of, "of", MAY, SYMBOL_BYTES_MAX, none)                                             \
	F(INTEGER, statement, "statement", MAY, JSON_INTEGER_MAX, none)                            \
	F(CODE, suffix, "suffix", MAY, 0, none)                                                    \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)                                    \
	F(LIST, texts, "texts", MAY, LANGUAGES_MAX, document_text)                                 \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

#define SHAPE_journal_add(F)                                                                       \
	F(DATE, day, "day", MUST, 0, none)                                                         \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(NAMES, text, "text", MUST, PROSE_BYTES_MAX, none)
#define SHAPE_journal_issue(F)                                                                     \
	F(DATE, day, "day", MUST, 0, none)                                                         \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)

#endif
