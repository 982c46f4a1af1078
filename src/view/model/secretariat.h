/* What waits for the officers. Pure. */
#ifndef VIEW_MODEL_SECRETARIAT_H
#define VIEW_MODEL_SECRETARIAT_H

#include "view/model/bodies.h"
#include "view/model/desk.h"
#include "view/model/journal.h"

#define MODEL_credentials_row(F, S)                                                                \
	F(S, TEXT, meeting, none, "code of the meeting")                                          \
	F(S, OBJECT, delegation, delegation_row, "whose credentials wait")
MODEL_DECLARE(credentials_row)

#define MODEL_journal_row(F, S)                                                                    \
	F(S, OBJECT, meeting, meeting_item, "the meeting")                                        \
	F(S, DATE, day, none, "the day whose journal is not issued")
MODEL_DECLARE(journal_row)

#define MODEL_secretariat(F, S)                                                                    \
	F(S, LIST, texts, desk_text, "proposals and decisions where an officer is next")          \
	F(S, LIST, silences, desk_item, "silences where officers are next")                       \
	F(S, LIST, credentials, credentials_row, "submitted, provisional, contested, deferred")   \
	F(S, LIST, journals, journal_row, "days of meetings without an issued journal")           \
	F(S, LIST, bodies, body_item, "due to meet soon, or overdue, and no meeting ahead; by day") \
	F(S, LIST, forms, form_due, "forms on which something has not come for the period that is") \
	F(S, LIST, asked, inquiry_item, "questions that wait for an answer, newest first")
MODEL_DECLARE(secretariat)

void secretariat_fill(struct secretariat *m, const struct site *s);

#endif
