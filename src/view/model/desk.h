/* What awaits a delegation, and what it has said. Pure. */
#ifndef VIEW_MODEL_DESK_H
#define VIEW_MODEL_DESK_H

#include "view/model/activities.h"
#include "view/model/decisions.h"
#include "view/model/forms.h"
#include "view/model/record.h"
#include "view/model/silences.h"

#define DESK_SHOWN_MAX 50

#define MODEL_desk_item(F, S)                                                                      \
	F(S, OBJECT, silence, silence_item, "the text under silence")                             \
	F(S, LIST, next, next_item, "what the delegation may do about it")
MODEL_DECLARE(desk_item)

#define MODEL_desk_text(F, S)                                                                      \
	F(S, OBJECT, decision, decision_item, "the text that is put")                             \
	F(S, LIST, next, next_item, "what the delegation may do about it")
MODEL_DECLARE(desk_text)

#define MODEL_desk(F, S)                                                                           \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, FLAG, may_object, none, "has it the right to object?")                               \
	F(S, LIST, running, desk_item, "it may still speak, and has not broken the silence")      \
	F(S, LIST, chairing, desk_item, "a step of the chair is due, and it presides")            \
	F(S, LIST, put, desk_text, "texts put in a meeting, where it has a say")                  \
	F(S, LIST, objections, objection_item, "its objections in meetings, newest first")        \
	F(S, LIST, ahead, meeting_item, "meetings convened or in progress")                       \
	F(S, LIST, breaks, voice_item, "silences it broke, newest first")                         \
	F(S, LIST, statements, voice_item, "what it attached, newest first")                      \
	F(S, LIST, unreported, activity_item, "activities it hosted on which there is no report") \
	F(S, LIST, asked, inquiry_item, "questions to it that it has not answered, newest first") \
	F(S, LIST, forms, form_due, "forms of the period that is on which nothing came from it")  \
	F(S, LIST, waiting, act_item, "its acts that lack signatures of others")
MODEL_DECLARE(desk)

/* False when there is no such party. */
CM_MUST_USE bool desk_fill(struct desk *m, const struct site *s, const struct desk_query *q);

#endif
