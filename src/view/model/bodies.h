/* Bodies by rank, one body, and the terms of offices. Pure. */
#ifndef VIEW_MODEL_BODIES_H
#define VIEW_MODEL_BODIES_H

#include "view/model/chairs.h"
#include "view/model/due.h"

#define TERMS_SHOWN_MAX 100      /* of one office: more than a century of chairs */
#define BODY_NAMES_SHOWN_MAX 50

#define MODEL_body_item(F, S)                                                                      \
	F(S, TEXT, code, none, "the body's code")                                                 \
	F(S, WORDS, name, none, "its name on the day")                                            \
	F(S, TEXT, level, none, "leaders, ministers ...")                                         \
	F(S, NUMBER, rank, none, "rank in the charter, 1 the highest")                            \
	F(S, TEXT, parent, none, "code of the body it reports to")                                \
	F(S, NUMBER, period_years, none, "years between its meetings, where stated as a number")  \
	F(S, WORDS, period, none, "its period in words")                                          \
	F(S, NUMBER, meetings, none, "meetings recorded")                                         \
	F(S, OBJECT, due, body_due, "its last and next meeting, and when one is due")
MODEL_DECLARE(body_item)

#define MODEL_office_item(F, S)                                                                    \
	F(S, TEXT, code, none, "the office's code")                                               \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, TEXT, body, none, "code of the body it belongs to")                                  \
	F(S, LIST, terms, term_item, "terms, oldest first, 100 at most")
MODEL_DECLARE(office_item)

#define MODEL_bodies(F, S)                                                                         \
	F(S, DATE, on, none, "the day shown")                                                     \
	F(S, LIST, bodies, body_item, "from the highest down")                                    \
	F(S, LIST, offices, office_item, "offices with their terms")
MODEL_DECLARE(bodies)

#define MODEL_body_name_item(F, S)                                                                 \
	F(S, NAMES, names, none, "the name in each language")                                     \
	F(S, DATE, from, none, "start, where known")                                              \
	F(S, DATE, until, none, "end, where known")                                               \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(body_name_item)

#define MODEL_body_full(F, S)                                                                      \
	F(S, OBJECT, body, body_item, "as in the list")                                           \
	F(S, WORDS, parent_name, none, "name of the body it reports to")                          \
	F(S, TEXT, basis, none, "how the period is known")                                        \
	F(S, TEXTS, sources, none, "where that stands")                                           \
	F(S, LIST, names, body_name_item, "recorded names, oldest first")                         \
	F(S, LIST, offices, office_item, "its offices with their terms")                          \
	F(S, LIST, bureau, bureau_row, "who holds its offices on the day")                        \
	F(S, LIST, chairs, chair_row, "terms and what was done about them, newest first")         \
	F(S, LIST, meetings, meeting_item, "its meetings, newest first")
MODEL_DECLARE(body_full)

#define MODEL_presidency(F, S)                                                                     \
	F(S, DATE, on, none, "the day shown")                                                     \
	F(S, LIST, offices, office_item, "offices with their terms")
MODEL_DECLARE(presidency)

/* Those due soon or overdue today that have no meeting ahead, the longest overdue first. */
struct body_item_list bodies_due(const struct site *s);
void bodies_fill(struct bodies *m, const struct site *s);
/* False when the charter has no such body. */
CM_MUST_USE bool body_fill(struct body_full *m, const struct site *s,
    const struct body_query *q);
/* Offices of one body, or of all when it is empty. */
void offices_fill(struct office_item_list *out, const struct site *s, struct str body);

#endif
