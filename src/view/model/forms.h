/*
 * Forms: what parties are asked, when it is due, who has answered. Where nothing came the page says so;
 * nobody is obliged, so that nothing is missed. In the rows of a table are the parties that may object or
 * vote on the last day of the year (or on the day of the page), and whoever told something. Pure.
 */
#ifndef VIEW_MODEL_FORMS_H
#define VIEW_MODEL_FORMS_H

#include "view/model/returns.h"
#include "view/model/inquiries.h"
#include "view/model/silences.h"

#define FORM_YEARS_MAX 10  /* newest years in the table of one form */
#define FORMS_SHOWN_MAX 60 /* forms on one page, and columns of its table */
#define FORM_ROWS_MAX 400  /* parties in a table */

#define MODEL_form_entry(F, S)                                                                      \
	F(S, TEXT, code, none, "the form's code")                                                 \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, NUMBER, version, none, "the version in force")                                       \
	F(S, TEXT, period, none, "year, once, event")                                             \
	F(S, WORDS, period_name, none, "the period in words")                                     \
	F(S, TEXT, area, none, "code of the area")                                                \
	F(S, TEXT, dimension, none, "id of the dimension")                                        \
	F(S, WORDS, area_name, none, "name of the area, or of the dimension")                     \
	F(S, NUMBER, fields, none, "how many there are")                                          \
	F(S, DATE, due, none, "last day (UTC) in time, for the year shown or of a form that asks once")   \
	F(S, NUMBER, due_s, none, "of a form of events: so many seconds after the end of the day") \
	F(S, NUMBER, received, none, "parties that answered for the year shown, of events in it, or at all") \
	F(S, NUMBER, awaited, none, "parties in the table from which nothing came; not of events")
MODEL_DECLARE(form_entry)

#define MODEL_return_cell(F, S)                                                                    \
	F(S, TEXT, form, none, "code of the form, in the table of all forms")                     \
	F(S, NUMBER, year, none, "of a form of years, and of events")                             \
	F(S, TEXT, state, none, "filed, nil, rolled-forward; open (nothing yet), none; no-event")   \
	F(S, WORDS, state_name, none, "the same in words")                                        \
	F(S, FLAG, is_late, none, "received after it was due")                                    \
	F(S, NUMBER, entry, none, "index of the return; of several the newest")                   \
	F(S, NUMBER, returns, none, "how many: more than 1 of events only")                       \
	F(S, NUMBER, supplements, none, "that stand beside it")
MODEL_DECLARE(return_cell)
#define MODEL_return_row(F, S)                                                                     \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, LIST, cells, return_cell, "one a column")
MODEL_DECLARE(return_row)

#define MODEL_forms(F, S)                                                                          \
	F(S, NUMBER, year, none, "the year shown")                                                \
	F(S, NUMBER, first_year, none, "the earliest of which anything came")                     \
	F(S, NUMBER, last_year, none, "the one that is")                                          \
	F(S, LIST, forms, form_entry, "versions in force, in order of record")                     \
	F(S, LIST, rows, return_row, "who answered for the year, by name; a cell a form")         \
	F(S, NUMBER, rows_total, none, "how many there are")
MODEL_DECLARE(forms)

#define MODEL_field_item(F, S)                                                                     \
	F(S, TEXT, code, none, "code of the field")                                               \
	F(S, WORDS, label, none, "what is asked")                                                 \
	F(S, TEXT, field_kind, none, "text, number, date, yes-no, choice, table, document")       \
	F(S, WORDS, kind_name, none, "the kind in words")                                         \
	F(S, TEXT, unit, none, "in which a number is counted")                                    \
	F(S, FLAG, is_required, none, "must it be answered?")                                     \
	F(S, TEXT, visibility, none, "public, members, named")                                    \
	F(S, TEXTS, parties, none, "named: who may see it")                                       \
	F(S, WORDS, visible_to, none, "who may see it, in words")                                 \
	F(S, LIST, options, code_item, "answers of a choice, columns of a table")                 \
	F(S, TEXT, basis, none, "where the field is from; absent: an arrangement of this form")
MODEL_DECLARE(field_item)
#define MODEL_form_version_item(F, S)                                                              \
	F(S, NUMBER, version, none, "the version")                                                \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, FLAG, is_in_force, none, "is it the one on which returns are made now?")             \
	F(S, TEXT, decision, none, "code of the decision that it rests on")                       \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(form_version_item)
#define MODEL_form_year(F, S)                                                                      \
	F(S, NUMBER, year, none, "of a form of years, and of events")                             \
	F(S, DATE, due, none, "last day (UTC) that is in time, where there is one")
MODEL_DECLARE(form_year)
#define MODEL_form_full(F, S)                                                                      \
	F(S, OBJECT, form, form_entry, "as in the list")                                           \
	F(S, NUMBER, version, none, "the version whose fields are shown")                         \
	F(S, LIST, fields, field_item, "in the form's order")                                     \
	F(S, LIST, versions, form_version_item, "in order of record")                             \
	F(S, LIST, measures, measure_item, "measures that it serves")                             \
	F(S, LIST, years, form_year, "columns of the table, the newest last")                     \
	F(S, LIST, rows, return_row, "who answered, by name; a cell a year, or one")              \
	F(S, NUMBER, rows_total, none, "how many there are")                                      \
	F(S, LIST, returns, return_item, "newest first, 50 at most")                              \
	F(S, NUMBER, returns_total, none, "how many there are")                                   \
	F(S, LIST, inquiries, inquiry_item, "questions about the form itself, the newest first")  \
	F(S, LIST, reminders, reminder_item, "the newest first")                                  \
	F(S, LIST, next, next_item, "what else may follow, and by whom")
MODEL_DECLARE(form_full)

#define MODEL_form_due(F, S)                                                                       \
	F(S, TEXT, form, none, "code of the form")                                                \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, NUMBER, year, none, "of a form of years: the one that is")                           \
	F(S, DATE, due, none, "last day (UTC) in time, where there is one")                       \
	F(S, TEXT, state, none, "open (nothing yet), none (no information received)")             \
	F(S, WORDS, state_name, none, "the same in words")                                        \
	F(S, LIST, awaited, code_item, "parties with a say from which nothing came, by code")     \
	F(S, NUMBER, awaited_total, none, "how many there are")                                   \
	F(S, LIST, next, next_item, "a reminder, where it is the Secretariat's list")
MODEL_DECLARE(form_due)

/* What may still be told for the period that is, of the party; of none given, of all that have a say, with
 * the Secretariat's reminder. In order of record; nothing of events. */
struct form_due_list forms_due(const struct site *s, struct str party);

struct form_query {
	struct str code;
	int64_t version; /* INTEGER_ABSENT: the one in force */
	uint32_t acts_count; /* those that form_entries named, in its order */
	const struct act_view *acts;
};
/* The entries of the questions about the form itself, and of reminders; how many. */
uint32_t form_entries(const struct forum *f, struct str code, uint64_t entries[INQUIRY_ACTS_MAX]);
/* The fields of a version. */
struct field_item_list form_fields_of(const struct site *s, const struct form *form);
/* `year` INTEGER_ABSENT: the one that is. */
void forms_fill(struct forms *m, const struct site *s, int64_t year);
/* False when there is no such form, or version of it. */
CM_MUST_USE bool form_fill(struct form_full *m, const struct site *s, const struct form_query *q);

#endif
