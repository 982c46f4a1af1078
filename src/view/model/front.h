/* The front page: the forum on one day. Pure. */
#ifndef VIEW_MODEL_FRONT_H
#define VIEW_MODEL_FRONT_H

#include "view/model/silences.h"

#define MODEL_category_count(F, S)                                                                 \
	F(S, TEXT, category, none, "category, by the charter")                                    \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, TEXT, kind, none, "state, organisation ...")                                         \
	F(S, NUMBER, count, none, "parties of that category and kind on the day")
MODEL_DECLARE(category_count)

#define MODEL_front(F, S)                                                                          \
	F(S, WORDS, title, none, "the forum's short name")                                        \
	F(S, WORDS, full_name, none, "its full name")                                             \
	F(S, WORDS, description, none, "what it is, in the charter's words")                      \
	F(S, TEXT, charter_status, none, "in-force, provisional, draft")                          \
	F(S, DATE, founded, none, "when it was founded")                                          \
	F(S, DATE, on, none, "the day shown")                                                     \
	F(S, LIST, chairs, term_item, "who holds the offices on the day")                         \
	F(S, LIST, counts, category_count, "parties by category and kind")                        \
	F(S, LIST, silences, silence_item, "texts under a silence that runs now")                 \
	F(S, LIST, next_meetings, meeting_item, "under way on the day, or later")                 \
	F(S, LIST, last_meetings, meeting_item, "meetings that ended before it, newest first")    \
	F(S, LIST, releases, release_item, "releases up to the day, newest first")                \
	F(S, TEXT, record_origin, none, "name of the record")                                     \
	F(S, NUMBER, record_size, none, "entries under the newest signed checkpoint")             \
	F(S, HASH, record_root, none, "its root")                                                 \
	F(S, TEXT, record_key, none, "the key that signs it, as a verifier key")
MODEL_DECLARE(front)

void front_fill(struct front *m, const struct site *s);
/* Parties by category (in the charter's order) and kind on a day. */
void category_counts_fill(struct category_count_list *out, const struct site *s, int32_t day);

#endif
