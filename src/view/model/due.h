/*
 * When a body is due to meet again: computed from the last meeting on record and the period that the
 * charter gives in years; unknown where either is. A day that is computed decides nothing. Pure.
 */
#ifndef VIEW_MODEL_DUE_H
#define VIEW_MODEL_DUE_H

#include "view/model/common.h"

#define MODEL_body_due(F, S)                                                                       \
	F(S, TEXT, state, none, "unknown, later, soon, overdue")                                  \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, TEXT, unknown, none, "why it is unknown: no-period, no-meeting")                     \
	F(S, DATE, due, none, "computed, as exact as the day of the last meeting is known")       \
	F(S, NUMBER, days, none, "until the last day of that; below 0: so many days over")        \
	F(S, OBJECT, last, meeting_item, "last meeting that was held, or is open")                \
	F(S, OBJECT, next, meeting_item, "next one that is planned or convened")
MODEL_DECLARE(body_due)

/* On the day shown. It is soon in the last quarter of the period, and at most half a year before. */
struct body_due body_due_of(const struct site *s, const struct charter_body *b, int32_t day);

#endif
