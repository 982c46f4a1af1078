/*
 * Returns: what parties told on forms (docs/rules.md section 16), one by one. What a field holds for some
 * only is not in the record: there is its commitment, whoever looks. Pure.
 */
#ifndef VIEW_MODEL_RETURNS_H
#define VIEW_MODEL_RETURNS_H

#include "rules/filing.h"
#include "view/model/activities.h"
#include "view/model/inquiries.h"

#define RETURNS_A_PAGE 50
#define RETURN_ACTS_MAX 20 /* of one return: itself and its first supplements, with what they say */
#define RETURN_PAGE_ACTS_MAX (RETURN_ACTS_MAX + INQUIRY_ACTS_MAX) /* these, and inquiries about it */

#define MODEL_return_item(F, S)                                                                    \
	F(S, NUMBER, entry, none, "index of its act, by which its page is found")                 \
	F(S, TEXT, form, none, "code of the form")                                                \
	F(S, WORDS, title, none, "title of the form")                                             \
	F(S, NUMBER, version, none, "version of the form on which it was made")                   \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name then")                                            \
	F(S, NUMBER, year, none, "of a form of years")                                            \
	F(S, DATE, event, none, "of a form of events: the day")                                   \
	F(S, TEXT, how, none, "filed, nil, rolled-forward, supplement")                           \
	F(S, WORDS, how_name, none, "the same in words")                                          \
	F(S, FLAG, is_late, none, "received after it was due")                                    \
	F(S, FLAG, is_paper, none, "filed on paper")                                              \
	F(S, NUMBER, of, none, "index of the return that it supplements or carries forward")      \
	F(S, MOMENT, at, none, "the time that counts")                                            \
	F(S, NUMBER, supplements, none, "how many stand beside it")
MODEL_DECLARE(return_item)

#define MODEL_value_item(F, S)                                                                     \
	F(S, TEXT, code, none, "code of the field")                                               \
	F(S, WORDS, label, none, "what is asked")                                                 \
	F(S, TEXT, field_kind, none, "text, number, date, yes-no, choice, table, document")       \
	F(S, TEXT, unit, none, "in which a number is counted")                                    \
	F(S, TEXT, visibility, none, "public, members, named")                                    \
	F(S, WORDS, visible_to, none, "who may see it, in words")                                 \
	F(S, FLAG, is_answered, none, "is the field answered here?")                              \
	F(S, TEXT, text, none, "the answer, of a public field; of a table lines, a tab between two cells") \
	F(S, WORDS, words, none, "of a choice, yes and no: the answer in words")                  \
	F(S, LIST, columns, code_item, "of a table")                                              \
	F(S, OBJECT, content, content_item, "the commitment, of any other field")
MODEL_DECLARE(value_item)
#define MODEL_supplement_item(F, S)                                                                \
	F(S, OBJECT, supplement, return_item, "when it came")                                     \
	F(S, LIST, values, value_item, "its fields; none where there are more acts than are read")
MODEL_DECLARE(supplement_item)

#define MODEL_return_full(F, S)                                                                    \
	F(S, OBJECT, filed, return_item, "as in the list")                                        \
	F(S, DATE, due, none, "last day (UTC) on which it was in time, where there is one")       \
	F(S, OBJECT, carried, return_item, "rolled forward: the earlier return, which stands")    \
	F(S, LIST, values, value_item, "every field of the form's version")                       \
	F(S, LIST, supplements, supplement_item, "in order of record")                            \
	F(S, NUMBER, supplements_total, none, "how many there are")                               \
	F(S, LIST, acknowledged, code_item, "parties that said that it arrived")                  \
	F(S, LIST, inquiries, inquiry_item, "questions about it, the newest first")               \
	F(S, LIST, acts, act_item, "the acts that the page was made from")                        \
	F(S, LIST, next, next_item, "what else may follow, and by whom")
MODEL_DECLARE(return_full)

#define MODEL_returns(F, S)                                                                        \
	F(S, TEXT, form, none, "only on this form, where one was asked for")                      \
	F(S, TEXT, party, none, "only of this party, where one was asked for")                    \
	F(S, NUMBER, year, none, "only for this year, where one was asked for")                   \
	F(S, LIST, returns, return_item, "newest first, supplements among them")                  \
	F(S, NUMBER, total, none, "how many there are")                                           \
	F(S, NUMBER, page, none, "this page, from 1")                                             \
	F(S, NUMBER, pages, none, "pages")
MODEL_DECLARE(returns)

struct returns_query {
	struct str form, party;
	int64_t year; /* INTEGER_ABSENT: any */
	uint32_t page;
};
/* `acts`: those that return_entries named, in its order. */
struct return_query {
	struct str code;
	uint32_t acts_count;
	const struct act_view *acts;
};
void returns_fill(struct returns *m, const struct site *s, const struct returns_query *q);
/* Those that fit, newest first: from `skip` on, at most `max`; `total` of all. */
struct return_item_list returns_pick(const struct site *s, const struct returns_query *q,
    const uint32_t skip_max[2], uint32_t *total);
/* False when the code is no entry of a return. That of a supplement is as good as its return's. */
CM_MUST_USE bool return_fill(struct return_full *m, const struct site *s, const struct return_query *q);
/* The entries of the return's page, itself first, inquiries last; how many: 0 when there is none. */
uint32_t return_entries(const struct forum *f, struct str code, uint64_t entries[RETURN_PAGE_ACTS_MAX]);

struct return_item return_item_of(const struct site *s, const struct filing *r);
/* "filed" ..., and "open", "none" of where nothing came. */
struct lang_text words_of_how(const struct site *s, struct str how);
/* Who may see a field, in words. */
struct lang_text words_of_visibility(const struct site *s, const struct form_line *line);
/* The last day (UTC) on which a return is in time; DATE_NONE: it is never late. */
struct date form_last_day(const struct form *form, int64_t year, struct date event);
/* The choices, or columns, of a field. */
struct code_item_list options_of(const struct site *s, const struct form_line *line);

#endif
