/*
 * Members of the acts of forms and returns (docs/rules.md section 16). Included by codec/kinds.h, which
 * explains the words. What not everybody may see is never a `text` here: the record has its commitment.
 */
#ifndef CODEC_SHAPES_FORM_H
#define CODEC_SHAPES_FORM_H

/* An answer of a choice, a column of a table. */
#define SHAPE_form_item(F)                                                                         \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(NAMES, label, "label", MUST, NAME_BYTES_MAX, none)
/* `kind`: text, number, date, yes-no, choice, table, document. `visibility`: public, members, named (then
 * `parties`). `basis`: where the field is from; absent: an arrangement of this form. */
#define SHAPE_form_field(F)                                                                        \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(LIST, items, "items", MAY, FORM_ITEMS_MAX, form_item)                                    \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(NAMES, label, "label", MUST, NAME_BYTES_MAX, none)                                       \
	F(CODES, parties, "parties", MAY, RECIPIENTS_MAX, none)                                       \
	F(BOOLEAN, required, "required", MAY, 0, none)                                             \
	F(TEXT, unit, "unit", MAY, LABEL_BYTES_MAX, none)                                          \
	F(CODE, visibility, "visibility", MUST, 0, none)
/* `period`: year (due on `due_day` of `due_month`), once (`due_on`), event (`due_s` after it). */
#define SHAPE_form_adopt(F)                                                                        \
	F(CODE, area, "area", MAY, 0, none)                                                        \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(CODE, dimension, "dimension", MAY, 0, none)                                              \
	F(INTEGER, due_day, "due_day", MAY, 31, none)                                              \
	F(INTEGER, due_month, "due_month", MAY, 12, none)                                          \
	F(DATE, due_on, "due_on", MAY, 0, none)                                                    \
	F(INTEGER, due_s, "due_s", MAY, FORM_DUE_S_MAX, none)                                      \
	F(LIST, fields, "fields", MUST, FORM_FIELDS_MAX, form_field)                               \
	F(CODES, measures, "measures", MAY, MEASURES_MAX, none)                                    \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(CODE, period, "period", MUST, 0, none)                                                   \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)                                       \
	F(INTEGER, version, "version", MUST, 9999, none)

/* One of both: the value itself, or the commitment to it. */
#define SHAPE_return_value(F)                                                                      \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(OBJECT, content, "content", MAY, 0, commitment)                                          \
	F(TEXT, text, "text", MAY, PROSE_BYTES_MAX, none)
#define SHAPE_return_file(F)                                                                       \
	F(DATE, event, "event", MAY, 0, none)                                                      \
	F(CODE, form, "form", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(LIST, values, "values", MUST, FORM_FIELDS_MAX, return_value)                             \
	F(INTEGER, version, "version", MUST, 9999, none)                                           \
	F(INTEGER, year, "year", MAY, 9999, none)
/* There is nothing to tell. */
#define SHAPE_return_nil(F)                                                                        \
	F(DATE, event, "event", MAY, 0, none)                                                      \
	F(CODE, form, "form", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(INTEGER, version, "version", MUST, 9999, none)                                           \
	F(INTEGER, year, "year", MAY, 9999, none)
/* Nothing has changed since the return of an earlier year. */
#define SHAPE_return_forward(F)                                                                    \
	F(CODE, form, "form", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(INTEGER, of, "return", MUST, JSON_INTEGER_MAX, none)                                     \
	F(INTEGER, version, "version", MUST, 9999, none)                                           \
	F(INTEGER, year, "year", MUST, 9999, none)
/* Stands beside the return, and replaces nothing of it. */
#define SHAPE_return_supplement(F)                                                                 \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(INTEGER, of, "return", MUST, JSON_INTEGER_MAX, none)                                     \
	F(LIST, values, "values", MUST, FORM_FIELDS_MAX, return_value)

/* A question to parties, about a form or a return on it: words for everybody, or the commitment. */
#define SHAPE_inquiry_ask(F)                                                                       \
	F(OBJECT, content, "content", MAY, 0, commitment)                                          \
	F(MOMENT, due, "due", MAY, 0, none)                                                        \
	F(CODE, form, "form", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(INTEGER, of, "return", MAY, JSON_INTEGER_MAX, none)                                      \
	F(NAMES, text, "text", MAY, PROSE_BYTES_MAX, none)                                         \
	F(CODES, to, "to", MUST, RECIPIENTS_MAX, none)
/* What makes the question, or what was answered, clearer: from either side. */
#define SHAPE_inquiry_clarify(F)                                                                   \
	F(OBJECT, content, "content", MAY, 0, commitment)                                          \
	F(INTEGER, inquiry, "inquiry", MUST, JSON_INTEGER_MAX, none)                               \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(NAMES, text, "text", MAY, PROSE_BYTES_MAX, none)
#define SHAPE_inquiry_answer(F)                                                                    \
	F(OBJECT, content, "content", MAY, 0, commitment)                                          \
	F(INTEGER, inquiry, "inquiry", MUST, JSON_INTEGER_MAX, none)                               \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(NAMES, text, "text", MAY, PROSE_BYTES_MAX, none)
/* That something of another party arrived: a return, or what is of an inquiry. */
#define SHAPE_inquiry_acknowledge(F)                                                               \
	F(INTEGER, of, "entry", MUST, JSON_INTEGER_MAX, none)                                      \
	F(OBJECT, paper, "paper", MAY, 0, paper)
/* The Secretariat reminds parties of which nothing came. */
#define SHAPE_form_remind(F)                                                                       \
	F(CODE, form, "form", MUST, 0, none)                                                       \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(CODES, to, "to", MUST, RECIPIENTS_MAX, none)                                             \
	F(INTEGER, year, "year", MAY, 9999, none)

#endif
