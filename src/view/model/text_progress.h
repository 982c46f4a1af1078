/* How far a text has come: its units, what their agreement waits for, and how it went. Pure. */
#ifndef VIEW_MODEL_TEXT_PROGRESS_H
#define VIEW_MODEL_TEXT_PROGRESS_H

#include "view/model/text_changes.h"

#define MODEL_progress_unit(F, S)                                                                  \
	F(S, TEXT, id, none, "of the unit")                                                       \
	F(S, TEXT, label, none, "PP1, OP2 bis, (a) ...")                                          \
	F(S, TEXT, status, none, "open, ad-ref, agreed")                                          \
	F(S, WORDS, status_name, none, "the status in words")                                     \
	F(S, NUMBER, brackets, none, "choices that are open in it")                               \
	F(S, LIST, pending, code_item, "parties whose agreement is still to come")                \
	F(S, TEXTS, conditional, none, "ids of units on which its agreement depends")
MODEL_DECLARE(progress_unit)

#define MODEL_progress_point(F, S)                                                                 \
	F(S, NUMBER, entry, none, "index of the act")                                             \
	F(S, MOMENT, at, none, "its time")                                                        \
	F(S, NUMBER, proposals, none, "that lived after it")                                      \
	F(S, NUMBER, agreed, none, "units that were agreed after it")
MODEL_DECLARE(progress_point)

#define MODEL_text_progress(F, S)                                                                  \
	F(S, OBJECT, text, text_item, "as in the list")                                           \
	F(S, LIST, units, progress_unit, "in document order")                                     \
	F(S, LIST, points, progress_point, "one an act that changed one of the two, oldest first") \
	F(S, FLAG, is_cut, none, "is the beginning left out?")
MODEL_DECLARE(text_progress)

/* Of the draft, and of `events` from its tabling on. */
void text_progress_fill(struct text_progress *m, const struct site *s, const struct text_query *q,
    const struct draft *d);

#endif
