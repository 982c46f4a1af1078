/*
 * Confidence-building measures: the matrix of areas and years, one area, roles, editions, reviews. What
 * nobody told is absent. Pure.
 */
#ifndef VIEW_MODEL_MEASURES_H
#define VIEW_MODEL_MEASURES_H

#include "view/model/activities.h"

#define MATRIX_YEARS_MAX 30     /* the newest years that anything is known of */

#define MODEL_role_item(F, S)                                                                      \
	F(S, TEXT, area, none, "code of the area; none where the role is for a dimension")        \
	F(S, WORDS, area_name, none, "its name")                                                  \
	F(S, TEXT, dimension, none, "the dimension's id")                                         \
	F(S, WORDS, dimension_name, none, "its name")                                             \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, role, none, "coordinator, co-coordinator ...")                                 \
	F(S, WORDS, role_name, none, "the role in words")                                         \
	F(S, DATE, from, none, "start, where a source states it")                                 \
	F(S, DATE, seen_by, none, "else: the earliest list that shows it, which is no start")     \
	F(S, DATE, until, none, "end, where a source states it")                                  \
	F(S, DATE, gone_by, none, "else: the first list that no longer shows it")                 \
	F(S, FLAG, is_current, none, "has the party the role on the day?")                        \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(role_item)

#define MODEL_cell_item(F, S)                                                                      \
	F(S, NUMBER, year, none, "the year")                                                      \
	F(S, NUMBER, planned, none, "activities that were put forward, whatever became of them")  \
	F(S, NUMBER, held, none, "those of them that are known to have been held")                \
	F(S, NUMBER, reported, none, "reports received, nil reports too")
MODEL_DECLARE(cell_item)
#define MODEL_matrix_row(F, S)                                                                     \
	F(S, TEXT, code, none, "of an area, a dimension or a party; none: beside the dimensions") \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, TEXTS, coordinators, none, "parties with a role for it on the day")                  \
	F(S, NUMBER, planned, none, "over the years shown")                                       \
	F(S, NUMBER, held, none, "over the years shown")                                          \
	F(S, NUMBER, reported, none, "over the years shown")                                      \
	F(S, LIST, cells, cell_item, "years of which anything is known")
MODEL_DECLARE(matrix_row)
#define MODEL_matrix_group(F, S)                                                                   \
	F(S, TEXT, code, none, "id of the dimension; none: beside the dimensions")                \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, LIST, roles, role_item, "who has a role for the whole of it on the day")             \
	F(S, LIST, rows, matrix_row, "its areas, then what is of the dimension and of no area")
MODEL_DECLARE(matrix_group)

#define MODEL_edition_item(F, S)                                                                   \
	F(S, TEXT, code, none, "code of the edition")                                             \
	F(S, TEXT, kind, none, "catalogue, decision ...")                                         \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, DATE, from, none, "when it was adopted")                                             \
	F(S, DATE, until, none, "when another replaced it")                                       \
	F(S, NUMBER, measures, none, "how many of its measures are recorded")                     \
	F(S, TEXT, decision, none, "code of the decision")                                        \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(edition_item)
#define MODEL_review_item(F, S)                                                                    \
	F(S, TEXT, code, none, "code of the review")                                              \
	F(S, TEXT, dimension, none, "id of the dimension")                                        \
	F(S, WORDS, dimension_name, none, "its name")                                             \
	F(S, TEXT, body, none, "code of the body")                                                \
	F(S, WORDS, body_name, none, "its name")                                                  \
	F(S, DATE, from, none, "when it began")                                                   \
	F(S, DATE, until, none, "when it ended")                                                  \
	F(S, FLAG, is_open, none, "has it no end yet?")                                           \
	F(S, WORDS, outcome, none, "its outcome")                                                 \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(review_item)

#define MODEL_measures(F, S)                                                                       \
	F(S, DATE, on, none, "the day for which roles are shown")                                 \
	F(S, TEXT, dimension, none, "only this dimension, where one was asked for")               \
	F(S, TEXT, party, none, "only this host, where one was asked for")                        \
	F(S, NUMBER, first_year, none, "of the columns")                                          \
	F(S, NUMBER, last_year, none, "of the columns")                                           \
	F(S, LIST, groups, matrix_group, "the matrix, by dimension")                              \
	F(S, LIST, parties, matrix_row, "the same by host, those of which anything is known")     \
	F(S, LIST, editions, edition_item, "editions of the catalogue, oldest first")             \
	F(S, LIST, reviews, review_item, "newest first")
MODEL_DECLARE(measures)

#define MODEL_area_full(F, S)                                                                      \
	F(S, TEXT, code, none, "the area's code")                                                 \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, NAMES, names, none, "the name in each language")                                     \
	F(S, DATE, on, none, "the day for which roles are shown as current")                      \
	F(S, TEXT, dimension, none, "id of the dimension")                                        \
	F(S, WORDS, dimension_name, none, "its name")                                             \
	F(S, DATE, from, none, "when it was added, where that is known")                          \
	F(S, LIST, roles, role_item, "roles for it, in order of record")                          \
	F(S, LIST, dimension_roles, role_item, "roles for its dimension")                         \
	F(S, LIST, years, cell_item, "what was planned, held and reported, by year")              \
	F(S, LIST, measures, measure_item, "its measures, by edition")                            \
	F(S, LIST, editions, edition_item, "those editions")                                      \
	F(S, LIST, plans, plan_item, "its plans")                                                 \
	F(S, LIST, activities, activity_item, "newest first")                                     \
	F(S, NUMBER, activities_total, none, "how many there are")                                \
	F(S, LIST, reports, report_item, "on years, newest first")                                \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(area_full)
struct measures_query {
	struct str dimension, party;
};
void measures_fill(struct measures *m, const struct site *s, const struct measures_query *q);
/* False when there is no such area. */
CM_MUST_USE bool area_fill(struct area_full *m, const struct site *s, struct str code);
/* Roles of a party, in order of record, the first MEASURES_ROWS_MAX. */
struct role_item_list roles_of_party(const struct site *s, struct str party);

#endif
