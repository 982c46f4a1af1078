/*
 * Who chairs a body: the holders of its offices on a day, and the record of how that came about. Terms
 * of the schedule, assuming, handing over, contesting, and who presided instead over a meeting, are
 * rows of one table, each an act that somebody signed. Pure.
 */
#ifndef VIEW_MODEL_CHAIRS_H
#define VIEW_MODEL_CHAIRS_H

#include "view/model/common.h"
#include "view/pages.h"

#define CHAIR_ROWS_MAX 100 /* the newest ones of a body */

#define MODEL_bureau_row(F, S)                                                                     \
	F(S, TEXT, office, none, "the office's code")                                             \
	F(S, WORDS, office_name, none, "its name")                                                \
	F(S, TEXT, party, none, "code of the party that holds it on the day; absent: nobody")     \
	F(S, WORDS, party_name, none, "its name")
MODEL_DECLARE(bureau_row)

#define MODEL_chair_row(F, S)                                                                      \
	F(S, TEXT, how, none, "scheduled, assumed, handed, contested, acting")                    \
	F(S, WORDS, how_name, none, "the same in words")                                          \
	F(S, TEXT, office, none, "the office's code; absent of acting")                           \
	F(S, WORDS, office_name, none, "its name")                                                \
	F(S, TEXT, party, none, "whose term it is, who assumed, received, contests, or acted")    \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, DATE, from, none, "scheduled: start of the term")                                    \
	F(S, DATE, until, none, "its end, or the planned one")                                    \
	F(S, MOMENT, at, none, "otherwise: time of the record")                                   \
	F(S, TEXT, meeting, none, "acting: code of the meeting presided over")                    \
	F(S, WORDS, meeting_title, none, "its title")                                             \
	F(S, NUMBER, entry, none, "index of the act")                                             \
	F(S, TEXT, by, none, "handle of who signed it first")
MODEL_DECLARE(chair_row)

/* The offices of the body in the charter, with their holders on the day shown. */
struct bureau_row_list bureau_of(const struct site *s, struct str body);
/* Newest first. Who signed is taken from `acts`, those that chair_entries named. */
struct chair_row_list chairs_of(const struct site *s, const struct body_query *q);
/* Entries of the rows, CHAIR_ROWS_MAX at most. */
uint32_t chair_entries(const struct forum *f, struct str body, uint64_t *entries);

#endif
