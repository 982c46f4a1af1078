/* Decisions in a meeting, and one of them with its whole chain of evidence. Pure. */
#ifndef VIEW_MODEL_DECISIONS_H
#define VIEW_MODEL_DECISIONS_H

#include "rules/decision.h"
#include "view/model/ballots.h"
#include "view/model/silences.h"

#define DECISIONS_SHOWN_MAX 100  /* on one page of the list */
#define OBJECTIONS_SHOWN_MAX 300 /* on one page: those of one call; there are never more parties */
#define EVIDENCE_SHOWN_MAX 200   /* steps, amendments, statements on one page */

#define MODEL_decision_item(F, S)                                                                  \
	F(S, TEXT, code, none, "the proposal's code")                                             \
	F(S, WORDS, title, none, "title of the text")                                             \
	F(S, TEXT, body, none, "code of the body that decides")                                   \
	F(S, WORDS, body_name, none, "its name")                                                  \
	F(S, TEXT, meeting, none, "code of the meeting")                                          \
	F(S, TEXT, item, none, "id of the agenda item")                                           \
	F(S, TEXT, state, none, "tabled, circulated, considered, called, objected, gavelled ...") \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, TEXT, symbol, none, "number of the decision, or its interim symbol")                 \
	F(S, MOMENT, tabled, none, "when it was tabled")                                          \
	F(S, MOMENT, adopted, none, "when it was adopted")                                        \
	F(S, MOMENT, window_over, none, "while it is put: when the chair may gavel")              \
	F(S, HASH, hash, none, "of the text as it stands")                                        \
	F(S, NUMBER, objections, none, "objections that stand against the text put")              \
	F(S, NUMBER, adrefs, none, "delegations that agreed ad referendum")                       \
	F(S, FLAG, is_contested, none, "is the gavel contested?")                                 \
	F(S, FLAG, is_lapsed, none, "its meeting closed before it was decided")
MODEL_DECLARE(decision_item)

#define MODEL_objection_item(F, S)                                                                 \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, via, none, "code of the party that spoke for it")                              \
	F(S, TEXT, by, none, "handle of who filed it")                                            \
	F(S, MOMENT, at, none, "the time that counts, to the millisecond")                        \
	F(S, FLAG, is_paper, none, "filed on paper by two officers")                              \
	F(S, FLAG, has_effect, none, "false: the party concerned, which has no say")              \
	F(S, FLAG, is_withdrawn, none, "was it withdrawn later?")                                 \
	F(S, NUMBER, withdrawn, none, "index of the act that withdrew it")                        \
	F(S, FLAG, is_current, none, "against the text that is put, or was last")                 \
	F(S, TEXT, decision, none, "code of the decision")                                        \
	F(S, TEXT, ground, none, "the ground, where the act was read")                            \
	F(S, NUMBER, entry, none, "index of the act: its receipt is there")
MODEL_DECLARE(objection_item)

#define MODEL_dissent_item(F, S)                                                                   \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, LIST, with, code_item, "parties that file it jointly")                               \
	F(S, TEXT, dissent_kind, none, "reservation, interpretation, disassociation ...")         \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, TEXTS, paragraphs, none, "those that it is about")                                   \
	F(S, LIST, texts, frozen_item, "what it says")                                            \
	F(S, MOMENT, at, none, "the time that counts")                                            \
	F(S, FLAG, is_paper, none, "filed on paper by two officers")                              \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(dissent_item)

#define MODEL_amendment_item(F, S)                                                                 \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, HASH, hash, none, "of its text")                                                     \
	F(S, FLAG, is_taken, none, "did a revision take it up?")                                  \
	F(S, NUMBER, entry, none, "index of the act that holds the text")
MODEL_DECLARE(amendment_item)

#define MODEL_rung_item(F, S)                                                                      \
	F(S, TEXT, method, none, "no-objection, silence, vote ...")                               \
	F(S, WORDS, method_name, none, "the method in words")                                     \
	F(S, TEXT, otherwise, none, "what follows when it fails")                                 \
	F(S, WORDS, otherwise_name, none, "the same in words")                                    \
	F(S, FLAG, is_current, none, "does the decision stand here?")
MODEL_DECLARE(rung_item)

#define MODEL_decisions(F, S)                                                                      \
	F(S, LIST, open, decision_item, "not yet decided, newest first")                          \
	F(S, LIST, decided, decision_item, "adopted, not adopted, referred, withdrawn; newest first") \
	F(S, NUMBER, total, none, "how many there are")                                           \
	F(S, NUMBER, page, none, "which page of the decided ones")                                \
	F(S, NUMBER, pages, none, "how many pages")                                               \
	F(S, OBJECT, begin, next_item, "how a text is tabled")
MODEL_DECLARE(decisions)

#define MODEL_decision_full(F, S)                                                                  \
	F(S, OBJECT, decision, decision_item, "as in the list")                                   \
	F(S, TEXT, matter, none, "substantive, text ...")                                         \
	F(S, WORDS, matter_name, none, "the matter in words")                                     \
	F(S, OBJECT, meeting, meeting_item, "the meeting")                                        \
	F(S, LIST, sponsors, code_item, "parties that proposed it")                               \
	F(S, HASH, hash, none, "of the text in all its languages")                                \
	F(S, NUMBER, text_entry, none, "index of the act that holds the words of the text")       \
	F(S, OBJECT, negotiated, negotiated_item, "where a revision of a negotiated text is put") \
	F(S, LIST, texts, frozen_item, "one a language, of that act or of the revision")          \
	F(S, LIST, ladder, rung_item, "how the charter lets this body decide this matter")        \
	F(S, LIST, steps, step_item, "the chain of evidence, in order of record")                 \
	F(S, NUMBER, steps_total, none, "how many steps there are")                               \
	F(S, LIST, objections, objection_item, "the register of objections, in order of record")  \
	F(S, NUMBER, objections_total, none, "how many rows the register has")                    \
	F(S, LIST, points, code_item, "who raised a point on it that waits")                      \
	F(S, LIST, amendments, amendment_item, "texts proposed in its place")                     \
	F(S, NUMBER, amendments_total, none, "how many, where not all are here")                  \
	F(S, LIST, ballots, ballot_item, "votes")                                                 \
	F(S, NUMBER, ballots_total, none, "how many, where not all are here")                     \
	F(S, LIST, dissents, dissent_item, "reservations, interpretations, statements")           \
	F(S, NUMBER, dissents_total, none, "how many, where not all are here")                    \
	F(S, LIST, recipients, code_item, "parties that were sent the text")                      \
	F(S, LIST, undelivered, code_item, "parties of whom it came back")                        \
	F(S, TEXTS, missing, none, "languages that were missing when it was issued")              \
	F(S, LIST, corrections, code_item, "corrections: code is the index of the act")           \
	F(S, LIST, next, next_item, "what may follow, and by whom")                               \
	F(S, NUMBER, page, none, "where lists are long: which page of them, 1 has the newest rows") \
	F(S, NUMBER, pages, none, "where lists are long: how many pages")
MODEL_DECLARE(decision_full)

void decisions_fill(struct decisions *m, const struct site *s, const struct decisions_query *q);
/* Which rows of a list of `total` are on a page: those of page 1 are the newest, in order of record. */
struct rows_shown decision_shown(uint32_t total, uint32_t most, uint32_t page);
/* As many as its longest list needs; at least 1. */
uint32_t decision_pages(const struct forum *f, const struct decision *of);
/* False when there is no such decision, or page. */
CM_MUST_USE bool decision_fill(struct decision_full *m, const struct site *s,
    const struct decision_query *q);
struct decision_item decision_item_of(const struct site *s, const struct decision *from);
struct objection_item objection_item_of(const struct site *s, const struct decision *of,
    const struct objection *from);
/* Who may do what: `party` narrows it to what that party may do itself; empty: everything. */
struct next_item_list decision_next_of(const struct site *s, const struct decision *of,
    struct str party);
/* How a text is tabled; NULL where the charter has no ladder. */
const struct next_item *decision_begin(const struct site *s);

#endif
