/* The journal of one day of a meeting, drafted from the acts of that day (in UTC). Pure. */
#ifndef VIEW_MODEL_JOURNAL_H
#define VIEW_MODEL_JOURNAL_H

#include "view/model/conducts.h"
#include "view/model/record.h"

#define JOURNAL_ACTS_MAX 200
#define JOURNAL_AGENDAS_MAX 50 /* acts on the agenda, the newest ones until the end of the day */

#define MODEL_journal_day(F, S) F(S, DATE, day, none, "a day on which something was done")
MODEL_DECLARE(journal_day)

#define MODEL_journal_item(F, S)                                                                   \
	F(S, TEXT, id, none, "the item's id, kept when it is renumbered")                         \
	F(S, TEXT, number, none, "its number")                                                    \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXTS, papers, none, "symbols of its papers")                                        \
	F(S, FLAG, is_adopted, none, "on the adopted agenda; otherwise proposed")
MODEL_DECLARE(journal_item)

#define MODEL_journal_present(F, S)                                                                \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name on the day")
MODEL_DECLARE(journal_present)

#define MODEL_journal_count(F, S)                                                                  \
	F(S, MOMENT, at, none, "when the chair counted")                                          \
	F(S, NUMBER, entry, none, "index of the act")                                             \
	F(S, NUMBER, delegations, none, "how many were there")                                    \
	F(S, LIST, present, journal_present, "whose they were, by the order of the count")
MODEL_DECLARE(journal_count)

#define MODEL_journal(F, S)                                                                        \
	F(S, OBJECT, meeting, meeting_item, "the meeting")                                        \
	F(S, DATE, day, none, "the day")                                                          \
	F(S, LIST, days, journal_day, "days of this meeting on which something was done")         \
	F(S, TEXT, symbol, none, "of the journal of this day, once it is issued")                 \
	F(S, TEXT, chair, none, "code of the party that presided at the end of the day")          \
	F(S, WORDS, chair_name, none, "its name")                                                 \
	F(S, LIST, agenda, journal_item, "the agenda as it stood at the end of the day")          \
	F(S, LIST, counts, journal_count, "counts of the delegations on this day")                \
	F(S, LIST, acts, act_item, "the course of the day, in order of record")                   \
	F(S, LIST, speakers, speaker_row, "who had the floor, by the calls")                       \
	F(S, LIST, statements, statement_row, "statements, with their symbols")                   \
	F(S, LIST, decisions, decision_item, "adopted on this day")                               \
	F(S, LIST, notes, frozen_item, "what the officers added")
MODEL_DECLARE(journal)

/* False when the meeting has no conduct. */
CM_MUST_USE bool journal_fill(struct journal *m, const struct site *s,
    const struct journal_query *q);
/* The day meant, where none is asked for: the newest step's. */
struct date journal_day_of(const struct conduct *c, struct date asked);
/* Entries of the acts of that day, in order of record; at most JOURNAL_ACTS_MAX. */
uint32_t journal_entries(const struct forum *f, const struct conduct *c, struct date day,
    uint64_t *entries);
/* Entries of the acts on the agenda until the end of that day; at most JOURNAL_AGENDAS_MAX. */
uint32_t journal_agenda_entries(const struct conduct *c, struct date day, uint64_t *entries);

#endif
