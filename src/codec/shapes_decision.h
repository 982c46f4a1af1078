/*
 * Members of the acts of decisions, votes and dissent (docs/rules.md sections 6, 8 and 11). Included
 * by codec/kinds.h, which explains the words. `decision` names the instance, `hash` the text that it
 * is about: an act on another text is refused.
 */
#ifndef CODEC_SHAPES_DECISION_H
#define CODEC_SHAPES_DECISION_H

/* A revision of a negotiated text: its number from 1, and the hash that text.revise gave it. */
#define SHAPE_named_revision(F)                                                                    \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(INTEGER, revision, "revision", MUST, TEXT_REVISIONS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)

/* What is put: whole words in `texts`, or in `negotiated` a revision; one of them. `revises`: hash of
 * the text that this one goes on from. `sponsors`: beside the author's party; each signs. */
#define SHAPE_decision_table(F)                                                                    \
	F(CODE, body, "body", MUST, 0, none)                                                       \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, matter, "matter", MUST, 0, none)                                                   \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(OBJECT, negotiated, "negotiated", MAY, 0, named_revision)                                \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(HASH, revises, "revises", MAY, 0, none)                                                  \
	F(CODES, sponsors, "sponsors", MAY, SIGNATURES_MAX, none)                                  \
	F(LIST, texts, "texts", MAY, LANGUAGES_MAX, frozen_text)                                  \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

#define SHAPE_decision_circulate(F)                                                                \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(LIST, sent, "sent", MUST, RECIPIENTS_MAX, delivery)                                      \
	F(TEXT, symbol, "symbol", MAY, SYMBOL_BYTES_MAX, none)                                     \
	F(LIST, undelivered, "undelivered", MAY, RECIPIENTS_MAX, delivery)

#define SHAPE_decision_waive(F)                                                                    \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)

/* The clock: the notice is over; the meeting is. */
#define SHAPE_decision_ripen(F) F(CODE, decision, "decision", MUST, 0, none)
#define SHAPE_decision_lapse(F) F(CODE, decision, "decision", MUST, 0, none)

#define SHAPE_decision_consider(F)                                                                 \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(CODE, item, "item", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MUST, 0, none)

/* Another text in place of the one under consideration: proposed, or taken up by who may. Of a
 * negotiated text amendments are proposals on it, and what is taken up is its next revision. */
#define SHAPE_decision_amend(F)                                                                    \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(LIST, texts, "texts", MUST, LANGUAGES_MAX, frozen_text)
#define SHAPE_decision_revise(F)                                                                   \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(OBJECT, negotiated, "negotiated", MAY, 0, named_revision)                                \
	F(LIST, texts, "texts", MAY, LANGUAGES_MAX, frozen_text)

/* Agreed ad referendum: the capital has still to confirm. `ends`: it has, or the condition is over. */
#define SHAPE_decision_adref(F)                                                                    \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(BOOLEAN, ends, "ends", MAY, 0, none)                                                     \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)

/* The text is put. `languages_waiver`: why not in all languages that the rules require. */
#define SHAPE_decision_call(F)                                                                     \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(TEXT, languages_waiver, "languages_waiver", MAY, PROSE_BYTES_MAX, none)                  \
	F(INTEGER, window_s, "window_s", MAY, CALL_WINDOW_S_MAX, none)

/* `on_behalf`: other parties that the author speaks for; each may repudiate it by its own withdrawal. */
#define SHAPE_objection_file(F)                                                                    \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODES, on_behalf, "on_behalf", MAY, RECIPIENTS_MAX, none)                                \
	F(OBJECT, paper, "paper", MAY, 0, paper)
#define SHAPE_objection_withdraw(F)                                                                \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(OBJECT, paper, "paper", MAY, 0, paper)

/* `ground`: needed where the chair's sense goes over an objection. */
#define SHAPE_decision_gavel(F)                                                                    \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(HASH, hash, "hash", MUST, 0, none)

/* `step`: next, return, defer, refer-up, vote, not-adopted. `to`: the body that it is referred to. */
#define SHAPE_decision_next(F)                                                                     \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, step, "step", MUST, 0, none)                                                       \
	F(CODE, to, "to", MAY, 0, none)
#define SHAPE_decision_resume(F)                                                                   \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, report, "report", MAY, PROSE_BYTES_MAX, none)

#define SHAPE_decision_contest(F)                                                                  \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(OBJECT, paper, "paper", MAY, 0, paper)
#define SHAPE_decision_settle(F)                                                                   \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(BOOLEAN, reopen, "reopen", MAY, 0, none)                                                 \
	F(TEXT, ruling, "ruling", MUST, PROSE_BYTES_MAX, none)

/* The number, given once; then the languages, or their names where they are missing. */
#define SHAPE_decision_register(F)                                                                 \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)
#define SHAPE_decision_issue(F)                                                                    \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXTS, missing, "missing", MAY, LANGUAGES_MAX, none)                                     \
	F(LIST, texts, "texts", MUST, LANGUAGES_MAX, document_text)
#define SHAPE_decision_correct(F)                                                                  \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)                                    \
	F(OBJECT, text, "text", MUST, 0, document_text)

/* All sponsors sign a withdrawal; then another party may take the proposal over as its own. */
#define SHAPE_decision_withdraw(F)                                                                 \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)
#define SHAPE_decision_take(F) F(CODE, decision, "decision", MUST, 0, none)

/* `kind`: reservation, interpretation, explanation, opinion, disassociation, abstention, or by the
 * chair: chair-statement, open-issues. `paragraphs`: those that it is about. `joint`: parties that
 * file it together with the author; each signs. */
#define SHAPE_dissent_file(F)                                                                      \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(CODES, joint, "joint", MAY, SIGNATURES_MAX, none)                                        \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(TEXTS, paragraphs, "paragraphs", MAY, PARAGRAPHS_MAX, none)                              \
	F(LIST, texts, "texts", MUST, LANGUAGES_MAX, frozen_text)

/* A vote on the text, or on an amendment before it: its entry, or that of a proposal on the text. It is
 * open until `closes`. */
#define SHAPE_vote_call(F)                                                                         \
	F(INTEGER, amendment, "amendment", MAY, JSON_INTEGER_MAX, none)                            \
	F(MOMENT, closes, "closes", MUST, 0, none)                                                 \
	F(CODE, decision, "decision", MUST, 0, none)                                               \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(NAMES, question, "question", MAY, NAME_BYTES_MAX, none)
/* `vote`: entry of its call. `choice`: yes, no, abstain; or, before the roll is shown, `seal`: SHA-256
 * of 32 bytes of salt and "VOTE PARTY CHOICE". */
#define SHAPE_vote_cast(F)                                                                         \
	F(CODE, choice, "choice", MAY, 0, none)                                                    \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(HASH, seal, "seal", MAY, 0, none)                                                        \
	F(INTEGER, vote, "vote", MUST, JSON_INTEGER_MAX, none)
/* What was sealed: of a party its choice and its salt. */
#define SHAPE_vote_opening(F)                                                                      \
	F(CODE, choice, "choice", MUST, 0, none)                                                   \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(HASH, salt, "salt", MUST, 0, none)
#define SHAPE_vote_open(F)                                                                         \
	F(LIST, openings, "openings", MUST, RECIPIENTS_MAX, vote_opening)                          \
	F(INTEGER, vote, "vote", MUST, JSON_INTEGER_MAX, none)
#define SHAPE_vote_close(F) F(INTEGER, vote, "vote", MUST, JSON_INTEGER_MAX, none)
#define SHAPE_vote_void(F)                                                                         \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(INTEGER, vote, "vote", MUST, JSON_INTEGER_MAX, none)

#endif
