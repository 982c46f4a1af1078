/* Plans, activities, what was reported of them, and what texts promised. Pure. */
#ifndef VIEW_MODEL_ACTIVITIES_H
#define VIEW_MODEL_ACTIVITIES_H

#include "rules/measure.h"
#include "view/model/common.h"
#include "view/model/record.h"

#define MEASURES_ROWS_MAX 200   /* of each list on a page */
#define ACTIVITIES_A_PAGE 50

#define MODEL_measure_item(F, S)                                                                   \
	F(S, TEXT, code, none, "code of the measure")                                             \
	F(S, TEXT, edition, none, "code of the edition")                                          \
	F(S, TEXT, label, none, "its number as printed")                                          \
	F(S, TEXT, section, none, "of an edition without areas")                                  \
	F(S, TEXT, area, none, "code of the area")                                                \
	F(S, WORDS, text, none, "what it says, perhaps a paraphrase")                             \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(measure_item)
#define MODEL_plan_item(F, S)                                                                      \
	F(S, TEXT, code, none, "the plan's code")                                                 \
	F(S, TEXT, kind, none, "concept, action, year")                                           \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXT, state, none, "proposed, or the last of its facts")                             \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, TEXT, dimension, none, "id of the dimension")                                        \
	F(S, TEXT, area, none, "code of the area")                                                \
	F(S, WORDS, area_name, none, "name of the area, or of the dimension")                     \
	F(S, DATE, from, none, "first day or year")                                               \
	F(S, DATE, until, none, "last day or year")
MODEL_DECLARE(plan_item)
#define MODEL_plan_fact_item(F, S)                                                                 \
	F(S, TEXT, to, none, "supported, approved, adopted ...")                                  \
	F(S, WORDS, to_name, none, "the same in words")                                           \
	F(S, DATE, on, none, "when, as far as known")                                             \
	F(S, TEXT, body, none, "code of the body")                                                \
	F(S, WORDS, body_name, none, "its name then")                                             \
	F(S, TEXT, decision, none, "code of the decision")                                        \
	F(S, MOMENT, at, none, "when it was recorded")                                            \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(plan_fact_item)
#define MODEL_plans(F, S)                                                                          \
	F(S, LIST, plans, plan_item, "by first day, those without one last")                      \
	F(S, NUMBER, total, none, "how many there are")
MODEL_DECLARE(plans)

#define MODEL_activity_item(F, S)                                                                  \
	F(S, TEXT, code, none, "the activity's code")                                             \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, DATE, from, none, "first day, perhaps with the time of day")                         \
	F(S, DATE, until, none, "last day")                                                       \
	F(S, TEXT, offset, none, "of the times from UTC: +06:00")                                 \
	F(S, NUMBER, year, none, "the year of whose plan it is")                                  \
	F(S, WORDS, place, none, "place, as named then")                                          \
	F(S, TEXT, mode, none, "in person, on line ...")                                          \
	F(S, TEXT, host, none, "code of the party that hosts it")                                 \
	F(S, WORDS, host_name, none, "its name then")                                             \
	F(S, TEXT, dimension, none, "id of the dimension")                                        \
	F(S, TEXT, area, none, "code of the area")                                                \
	F(S, WORDS, area_name, none, "name of the area, dimension or institution")                \
	F(S, TEXT, state, none, "proposed, planned, announced, held, cancelled, merged")          \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, FLAG, is_tentative, none, "not settled yet")                                         \
	F(S, NUMBER, reports, none, "1 when a report was received, else 0")                       \
	F(S, FLAG, is_nil, none, "is the report that there is nothing to report?")
MODEL_DECLARE(activity_item)
#define MODEL_activities(F, S)                                                                     \
	F(S, LIST, activities, activity_item, "newest first")                                     \
	F(S, NUMBER, page, none, "of the list, from 1")                                           \
	F(S, NUMBER, pages, none, "how many there are")                                           \
	F(S, NUMBER, total, none, "how many activities fit")
MODEL_DECLARE(activities)

#define MODEL_report_item(F, S)                                                                    \
	F(S, NUMBER, entry, none, "index of its act")                                             \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, NUMBER, year, none, "of a report on a year")                                         \
	F(S, FLAG, is_nil, none, "there is nothing to report")                                    \
	F(S, FLAG, is_late, none, "received after its time")                                      \
	F(S, FLAG, is_paper, none, "filed on paper")                                              \
	F(S, NUMBER, supplements, none, "index of the report that it supplements")                \
	F(S, MOMENT, at, none, "the time that counts")                                            \
	F(S, NUMBER, documents, none, "documents that came with it")                              \
	F(S, TEXTS, languages, none, "of its words")                                              \
	F(S, WORDS, text, none, "its words; on the page of an activity")
MODEL_DECLARE(report_item)
#define MODEL_activity_step_item(F, S)                                                             \
	F(S, TEXT, what, none, "plan, move, merge, cancel, hold")                                 \
	F(S, WORDS, what_name, none, "the same in words")                                         \
	F(S, TEXT, to, none, "the state from then on")                                            \
	F(S, DATE, was_from, none, "first day before it")                                         \
	F(S, DATE, was_until, none, "last day before it")                                         \
	F(S, DATE, from, none, "first day from then on")                                          \
	F(S, DATE, until, none, "last day from then on")                                          \
	F(S, WORDS, was_place, none, "place before it")                                           \
	F(S, TEXT, plan, none, "code of the plan that it was entered into")                       \
	F(S, TEXT, into, none, "code of the activity that it was merged into")                    \
	F(S, MOMENT, at, none, "when it was recorded")                                            \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(activity_step_item)

#define MODEL_fulfilment_item(F, S)                                                                \
	F(S, TEXT, plan, none, "code of the plan")                                                \
	F(S, TEXT, activity, none, "code of the activity")                                        \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, DATE, on, none, "when")                                                              \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(fulfilment_item)
#define MODEL_undertaking_item(F, S)                                                               \
	F(S, TEXT, code, none, "code of the undertaking")                                         \
	F(S, WORDS, words, none, "what was promised, perhaps a paraphrase")                       \
	F(S, DATE, on, none, "when")                                                              \
	F(S, TEXT, text, none, "code of the negotiated text")                                     \
	F(S, TEXT, unit, none, "its unit")                                                        \
	F(S, TEXT, release, none, "code of the release")                                          \
	F(S, TEXT, document, none, "symbol of the document")                                      \
	F(S, TEXT, meeting, none, "code of the meeting that adopted it")                          \
	F(S, WORDS, source_name, none, "title of the text, release or meeting")                   \
	F(S, TEXT, paragraph, none, "as printed")                                                 \
	F(S, TEXT, area, none, "code of the area")                                                \
	F(S, TEXT, dimension, none, "id of the dimension")                                        \
	F(S, WORDS, area_name, none, "name of the area, or of the dimension")                     \
	F(S, LIST, fulfilments, fulfilment_item, "by what it is carried out")                     \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(undertaking_item)
#define MODEL_undertakings(F, S)                                                                   \
	F(S, LIST, undertakings, undertaking_item, "in order of record")                          \
	F(S, NUMBER, total, none, "how many there are")
MODEL_DECLARE(undertakings)

#define MODEL_plan_full(F, S)                                                                      \
	F(S, OBJECT, plan, plan_item, "as in the list")                                           \
	F(S, TEXT, drafted_by, none, "code of the party that drafted it")                         \
	F(S, WORDS, drafter_name, none, "its name")                                               \
	F(S, OBJECT, under, plan_item, "the plan that it carries out")                            \
	F(S, LIST, facts, plan_fact_item, "what was told of it, in order of record")              \
	F(S, LIST, measures, measure_item, "its items")                                           \
	F(S, LIST, activities, activity_item, "activities under it, newest first")                \
	F(S, LIST, undertakings, undertaking_item, "what it carries out")                         \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(plan_full)
#define MODEL_activity_full(F, S)                                                                  \
	F(S, OBJECT, activity, activity_item, "as in the list")                                   \
	F(S, WORDS, host_body, none, "who organised it for the host")                             \
	F(S, TEXT, role, none, "role of the host")                                                \
	F(S, WORDS, audience, none, "whom it is for")                                             \
	F(S, WORDS, participation, none, "who took part, as told")                                \
	F(S, TEXTS, languages, none, "of the activity")                                           \
	F(S, TEXT, institution, none, "code of the institution")                                  \
	F(S, OBJECT, into, activity_item, "the activity that it was merged into")                 \
	F(S, LIST, plans, plan_item, "plans that it is of")                                       \
	F(S, LIST, measures, measure_item, "measures that it carries out")                        \
	F(S, LIST, steps, activity_step_item, "its history, in order of record")                  \
	F(S, MOMENT, report_due, none, "when a report is due, by the charter")                    \
	F(S, LIST, reports, report_item, "the report and its supplements")                        \
	F(S, LIST, undertakings, undertaking_item, "what it carries out")                         \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(activity_full)

struct activities_query {
	struct str area, dimension, party, state;
	int64_t year; /* INTEGER_ABSENT: any */
	uint32_t page;
};
/* The reports' acts, of the first as many as the caller likes, in order of record. */
struct activity_query {
	struct str code;
	uint32_t acts_count;
	const struct act_view *acts;
};
void plans_fill(struct plans *m, const struct site *s);
/* False when there is no such plan, activity. */
CM_MUST_USE bool plan_fill(struct plan_full *m, const struct site *s, struct str code);
void activities_fill(struct activities *m, const struct site *s, const struct activities_query *q);
CM_MUST_USE bool activity_fill(struct activity_full *m, const struct site *s,
    const struct activity_query *q);
void undertakings_fill(struct undertakings *m, const struct site *s);

/* Pieces of several. */
struct plan_item plan_item_of(const struct site *s, const struct plan *p);
struct activity_item activity_item_of(const struct site *s, const struct activity *a);
struct report_item report_item_of(const struct site *s, const struct report *r);
struct measure_item measure_item_of(const struct site *s, const struct measure *m);
/* A word of the catalogue: "activity-state." and "held"; else the charter's, or the code. */
struct lang_text words_under(const struct site *s, struct str prefix, struct str code);
struct lang_text words_of_dimension(const struct site *s, struct str id);
/* Name of the area, or where that is empty of the dimension. */
struct lang_text words_of_subject(const struct site *s, struct str area, struct str dimension);
/* The activities that fit, newest first: those from `skip` on, at most `max`; `total` of all. */
struct activity_item_list activities_pick(const struct site *s, const struct activities_query *q,
    const uint32_t skip_max[2], uint32_t *total);

#endif
