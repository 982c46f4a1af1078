/* The texts under silence, and one of them with its whole chain of evidence. Pure. */
#ifndef VIEW_MODEL_SILENCES_H
#define VIEW_MODEL_SILENCES_H

#include "rules/silence.h"
#include "view/model/ballots.h"
#include "view/model/common.h"
#include "view/pages.h"

#define SILENCES_SHOWN_MAX 200 /* of a list */
#define VOICES_SHOWN_MAX 200   /* breaks, or statements, of one silence */

#define MODEL_silence_item(F, S)                                                                   \
	F(S, TEXT, code, none, "the silence's code")                                              \
	F(S, WORDS, title, none, "title of the text")                                             \
	F(S, TEXT, body, none, "code of the body that decides")                                   \
	F(S, WORDS, body_name, none, "its name")                                                  \
	F(S, TEXT, state, none, "proposed, consented, running, broken, expired, adopted ...")     \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, MOMENT, expires, none, "what arrives before this instant counts; at it, nothing")    \
	F(S, NUMBER, days_left, none, "while it can run out: days from today to that of expiry")  \
	F(S, MOMENT, proposed, none, "when it was proposed")                                      \
	F(S, TEXT, symbol, none, "number of the decision, once issued")                           \
	F(S, NUMBER, breaks, none, "breaks in time")                                              \
	F(S, FLAG, is_contested, none, "has a break before the expiry come to light later?")
MODEL_DECLARE(silence_item)

#define MODEL_frozen_item(F, S)                                                                    \
	F(S, TEXT, lang, none, "language tag")                                                    \
	F(S, TEXT, title, none, "title in that language")                                         \
	F(S, TEXT, text, none, "the text, as it was put")
MODEL_DECLARE(frozen_item)

#define MODEL_negotiated_item(F, S)                                                                \
	F(S, TEXT, text, none, "code of the negotiated text")                                     \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, NUMBER, revision, none, "number of the revision that is put, from 1")                \
	F(S, TEXT, symbol, none, "of this revision")                                              \
	F(S, FLAG, stands, none, "are the words of the text still those of this revision?")       \
	F(S, FLAG, is_adopted, none, "was the text adopted as this revision?")
MODEL_DECLARE(negotiated_item)

#define MODEL_step_item(F, S)                                                                      \
	F(S, TEXT, state, none, "the state that began")                                           \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, WORDS, sentence, none, "what was done, and by whom")                                 \
	F(S, MOMENT, at, none, "time of the record")                                              \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(step_item)

#define MODEL_expiry_item(F, S) F(S, MOMENT, at, none, "an instant of expiry that stood before")
MODEL_DECLARE(expiry_item)

#define MODEL_voice_item(F, S)                                                                     \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, by, none, "handle of who filed it")                                            \
	F(S, TEXT, kind, none, "objection, comment, reservation ...")                             \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, MOMENT, at, none, "the time that counts, to the millisecond")                        \
	F(S, FLAG, is_paper, none, "filed on paper by two officers: the time is its arrival")     \
	F(S, TEXT, silence, none, "code of the silence")                                          \
	F(S, WORDS, silence_title, none, "title of its text")                                     \
	F(S, FLAG, is_late, none, "at the expiry or after it: no effect")                         \
	F(S, FLAG, is_retracted, none, "taken back by the party, with the chair's consent")       \
	F(S, TEXT, ground, none, "the ground that a break gives")                                 \
	F(S, LIST, texts, frozen_item, "what it says, of statements")                             \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(voice_item)

/* What may follow: an act that the rules would admit from whoever is named. */
#define MODEL_next_item(F, S)                                                                      \
	F(S, TEXT, act_kind, none, "kind of the act")                                             \
	F(S, TEXT, role, none, "chair, delegate, coordinator, officer, officers")                 \
	F(S, WORDS, sentence, none, "who may do what, and when")                                  \
	F(S, TEXT, by, none, "whose handle it may be; HANDLE where any party's may")              \
	F(S, TEXT, with, none, "who signs too, where two must")                                  \
	F(S, TEXT, content, none, "the act's members, as JSON; words in capitals are to be filled in") \
	F(S, TEXT, commands, none, "the command lines")
MODEL_DECLARE(next_item)

#define MODEL_silences(F, S)                                                                       \
	F(S, LIST, running, silence_item, "silence runs, the first to expire first")              \
	F(S, LIST, waiting, silence_item, "a step of the chair or the officers is due")           \
	F(S, LIST, past, silence_item, "ended, newest first")                                     \
	F(S, NUMBER, past_total, none, "how many have ended")                                     \
	F(S, OBJECT, begin, next_item, "how one is begun, where the charter knows silence")
MODEL_DECLARE(silences)

#define MODEL_silence_full(F, S)                                                                   \
	F(S, OBJECT, silence, silence_item, "as in the list")                                     \
	F(S, TEXT, matter, none, "substantive, text ...")                                         \
	F(S, WORDS, matter_name, none, "the matter in words")                                     \
	F(S, TEXT, precondition, none, "under which it was put")                                  \
	F(S, OBJECT, meeting, meeting_item, "the meeting at which it was put")                    \
	F(S, TEXT, predecessor, none, "code of the silence that this one follows")                \
	F(S, HASH, hash, none, "of the text in all its languages")                                \
	F(S, OBJECT, negotiated, negotiated_item, "where a revision of a negotiated text is put") \
	F(S, LIST, texts, frozen_item, "one a language, of the act that proposed it or the revision") \
	F(S, LIST, expiries, expiry_item, "instants of expiry that stood before the present one") \
	F(S, LIST, steps, step_item, "the chain of evidence, in order of record")                 \
	F(S, LIST, breaks, voice_item, "breaks in time")                                          \
	F(S, LIST, late, voice_item, "objections that came too late")                             \
	F(S, LIST, statements, voice_item, "reservations and statements that break nothing")      \
	F(S, LIST, ballots, ballot_item, "votes, where a break brings the text to a vote")        \
	F(S, NUMBER, internal, none, "index of the act that lets it be used before it is issued") \
	F(S, LIST, recipients, code_item, "parties that were sent the text")                      \
	F(S, LIST, undelivered, code_item, "parties of whom it came back")                        \
	F(S, LIST, next, next_item, "what may follow, and by whom")
MODEL_DECLARE(silence_full)

void silences_fill(struct silences *m, const struct site *s);
/* False when there is no such silence. */
CM_MUST_USE bool silence_fill(struct silence_full *m, const struct site *s,
    const struct silence_query *q);
struct silence_item silence_item_of(const struct site *s, const struct silence *from);
struct voice_item voice_item_of(const struct site *s, const struct silence *of,
    const struct silence_voice *from);
/* Texts as an act holds them; parties with their names. */
struct frozen_item_list frozen_items(const struct site *s, const struct frozen_text_list *texts);
struct code_item_list party_items(const struct site *s, const struct strs *codes);
/* Those that run, the first to expire first. */
struct silence_item_list silences_running(const struct site *s);

/* Who may do what: `party` narrows it to what that party may do itself; empty: everything. */
struct next_item_list silence_next(const struct site *s, const struct silence *of, struct str party);
/* How a silence is begun; NULL where no body of the charter decides by silence. */
const struct next_item *silence_begin(const struct site *s);

#endif
