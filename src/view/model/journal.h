/* The journal of one day of a meeting, drafted from the acts of that day (in UTC). Pure. */
#ifndef VIEW_MODEL_JOURNAL_H
#define VIEW_MODEL_JOURNAL_H

#include "view/model/conducts.h"
#include "view/model/record.h"

#define JOURNAL_ACTS_MAX 200

#define MODEL_journal_day(F, S) F(S, DATE, day, none, "a day on which something was done")
MODEL_DECLARE(journal_day)

#define MODEL_journal(F, S)                                                                        \
	F(S, OBJECT, meeting, meeting_item, "the meeting")                                        \
	F(S, DATE, day, none, "the day")                                                          \
	F(S, LIST, days, journal_day, "days of this meeting on which something was done")         \
	F(S, TEXT, symbol, none, "of the journal of this day, once it is issued")                 \
	F(S, TEXT, chair, none, "code of the party that presides")                                \
	F(S, WORDS, chair_name, none, "its name")                                                 \
	F(S, LIST, agenda, agenda_row, "the agenda as it stands")                                 \
	F(S, LIST, acts, act_item, "the course of the day, in order of record")                   \
	F(S, LIST, speakers, speaker_row, "who spoke, in order")                                  \
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

#endif
