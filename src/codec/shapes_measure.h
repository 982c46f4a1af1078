/*
 * Members of the acts of confidence-building measures (docs/rules.md section 15). Included by
 * codec/kinds.h, which explains the words. A fact of the past is recorded with its `sources`; what the
 * forum decided itself names the `decision`.
 */
#ifndef CODEC_SHAPES_MEASURE_H
#define CODEC_SHAPES_MEASURE_H

/* An area of a dimension; `from` is when it was added, where that is known to be later. */
#define SHAPE_catalogue_area(F)                                                                    \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, dimension, "dimension", MUST, 0, none)                                             \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(NAMES, name, "name", MUST, NAME_BYTES_MAX, none)
/* A measure of an edition. `label`: its number as printed; `section` where the edition has no areas. */
#define SHAPE_catalogue_measure(F)                                                                 \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, dimension, "dimension", MUST, 0, none)                                             \
	F(TEXT, label, "label", MAY, LABEL_BYTES_MAX, none)                                        \
	F(TEXT, section, "section", MAY, NAME_BYTES_MAX, none)                                     \
	F(NAMES, text, "text", MUST, PROSE_BYTES_MAX, none)

/* An edition of the catalogue; those that it replaces end when it begins. */
#define SHAPE_catalogue_adopt(F)                                                                   \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(CODES, replaces, "replaces", MAY, CATALOGUES_MAX, none)                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)
#define SHAPE_catalogue_add(F)                                                                     \
	F(LIST, areas, "areas", MAY, AREAS_MAX, catalogue_area)                                    \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, catalogue, "catalogue", MAY, 0, none)                                              \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(LIST, measures, "measures", MAY, MEASURES_MAX, catalogue_measure)                        \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)

/* A state takes a role for an area, or for a whole dimension. Spans as in party.admit. */
#define SHAPE_area_coordinate(F)                                                                   \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(CODE, role, "role", MUST, 0, none)                                                       \
	F(DATE, seen_by, "seen_by", MAY, 0, none)                                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)
#define SHAPE_area_release(F)                                                                      \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(CODE, role, "role", MUST, 0, none)                                                       \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* `kind`: concept, action, year. `under`: the plan that it carries out; `catalogue`: the edition that
 * lists its items. */
#define SHAPE_plan_propose(F)                                                                      \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, catalogue, "catalogue", MAY, 0, none)                                              \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(CODE, drafted_by, "drafted_by", MAY, 0, none)                                            \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)                                       \
	F(CODE, under, "under", MAY, 0, none)                                                      \
	F(DATE, until, "until", MAY, 0, none)
/* `to`: supported, approved, adopted, returned, withdrawn, ended; by which body, when. */
#define SHAPE_plan_step(F)                                                                         \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, body, "body", MAY, 0, none)                                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(DATE, on, "on", MAY, 0, none)                                                            \
	F(CODE, plan, "plan", MUST, 0, none)                                                       \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(CODE, to, "to", MUST, 0, none)

/* `offset`: of the times in `from` and `until` from UTC, "+06:00". `year`: of whose plan it is. */
#define SHAPE_activity_propose(F)                                                                  \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(NAMES, audience, "audience", MAY, NAME_BYTES_MAX, none)                                  \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(CODE, host, "host", MAY, 0, none)                                                        \
	F(NAMES, host_body, "host_body", MAY, NAME_BYTES_MAX, none)                                \
	F(CODE, institution, "institution", MAY, 0, none)                                          \
	F(CODES, languages, "languages", MAY, LANGUAGES_MAX, none)                                 \
	F(CODES, measures, "measures", MAY, MEASURES_MAX, none)                                    \
	F(CODE, mode, "mode", MAY, 0, none)                                                        \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(TEXT, offset, "offset", MAY, OFFSET_BYTES, none)                                         \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(CODES, plans, "plans", MAY, PLANS_MAX, none)                                             \
	F(CODE, role, "role", MAY, 0, none)                                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(BOOLEAN, tentative, "tentative", MAY, 0, none)                                           \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)                                                      \
	F(INTEGER, year, "year", MAY, 9999, none)
/* `stage`: planned, announced. */
#define SHAPE_activity_plan(F)                                                                     \
	F(CODE, activity, "activity", MUST, 0, none)                                               \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, plan, "plan", MAY, 0, none)                                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(CODE, stage, "stage", MUST, 0, none)
/* Other dates, another place: what is not named is not known any more of dates, and stays of the place. */
#define SHAPE_activity_move(F)                                                                     \
	F(CODE, activity, "activity", MUST, 0, none)                                               \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(TEXT, offset, "offset", MAY, OFFSET_BYTES, none)                                         \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)
#define SHAPE_activity_merge(F)                                                                    \
	F(CODE, activity, "activity", MUST, 0, none)                                               \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, into, "into", MUST, 0, none)                                                       \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)
#define SHAPE_activity_cancel(F)                                                                   \
	F(CODE, activity, "activity", MUST, 0, none)                                               \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)
/* That it took place; dates and place where they are other than planned. */
#define SHAPE_activity_hold(F)                                                                     \
	F(CODE, activity, "activity", MUST, 0, none)                                               \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(TEXT, offset, "offset", MAY, OFFSET_BYTES, none)                                         \
	F(NAMES, participation, "participation", MAY, NAME_BYTES_MAX, none)                        \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* Of an activity; or of a party's year in an area or dimension. `nil`: there is nothing to report. */
#define SHAPE_report_file(F)                                                                       \
	F(CODE, activity, "activity", MAY, 0, none)                                                \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(LIST, documents, "documents", MAY, DOCUMENTS_MAX, meeting_document)                      \
	F(BOOLEAN, nil, "nil", MAY, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, text, "text", MAY, TEXT_BYTES_MAX, none)                                          \
	F(INTEGER, year, "year", MAY, 9999, none)
/* `report` is the entry of the report; nothing of it is replaced. */
#define SHAPE_report_supplement(F)                                                                 \
	F(LIST, documents, "documents", MAY, DOCUMENTS_MAX, meeting_document)                      \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(INTEGER, report, "report", MUST, JSON_INTEGER_MAX, none)                                 \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, text, "text", MAY, TEXT_BYTES_MAX, none)

/* A body looks back on one dimension. */
#define SHAPE_review_open(F)                                                                       \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, body, "body", MUST, 0, none)                                                       \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, dimension, "dimension", MUST, 0, none)                                             \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)
#define SHAPE_review_close(F)                                                                      \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(NAMES, outcome, "outcome", MAY, PROSE_BYTES_MAX, none)                                   \
	F(CODE, review, "review", MUST, 0, none)                                                   \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* What a text promised: a negotiated text and its unit; or a paragraph of a release, of a document
 * with a symbol, or of what a meeting adopted. `words` may be a paraphrase. */
#define SHAPE_undertaking_record(F)                                                                \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(TEXT, document, "document", MAY, SYMBOL_BYTES_MAX, none)                                 \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(DATE, on, "on", MAY, 0, none)                                                            \
	F(TEXT, paragraph, "paragraph", MAY, LABEL_BYTES_MAX, none)                                \
	F(CODE, release, "release", MAY, 0, none)                                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(CODE, text, "text", MAY, 0, none)                                                        \
	F(CODE, unit, "unit", MAY, 0, none)                                                        \
	F(NAMES, words, "words", MUST, PROSE_BYTES_MAX, none)
#define SHAPE_undertaking_fulfil(F)                                                                \
	F(CODE, activity, "activity", MAY, 0, none)                                                \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(DATE, on, "on", MAY, 0, none)                                                            \
	F(CODE, plan, "plan", MAY, 0, none)                                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(CODE, undertaking, "undertaking", MUST, 0, none)

#endif
