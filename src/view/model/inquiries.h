/*
 * What parties ask each other about forms and returns (docs/rules.md section 16), as threads: the question,
 * what makes it clearer, the answers, each with who acknowledged it. What is for some only is there as its
 * commitment, whoever looks. An asked party that has not answered is named, and not called late. Pure.
 */
#ifndef VIEW_MODEL_INQUIRIES_H
#define VIEW_MODEL_INQUIRIES_H

#include "rules/inquiry.h"
#include "view/model/record.h"
#include "view/model/silences.h"

#define INQUIRIES_SHOWN_MAX 30 /* questions on one page */
#define INQUIRY_ACTS_MAX 60    /* acts of inquiries with whose words one page is made */

#define MODEL_content_item(F, S)                                                                   \
	F(S, HASH, sha256, none, "of 32 bytes of salt and the bytes")                             \
	F(S, NUMBER, len, none, "how many bytes")                                                 \
	F(S, TEXT, type, none, "media type")
MODEL_DECLARE(content_item)
#define MODEL_inquiry_word(F, S)                                                                   \
	F(S, NUMBER, entry, none, "index of its act")                                             \
	F(S, TEXT, step, none, "question, clarification, answer")                                 \
	F(S, WORDS, step_name, none, "the same in words")                                         \
	F(S, TEXT, party, none, "code of the party whose word it is")                             \
	F(S, WORDS, party_name, none, "its name then")                                            \
	F(S, MOMENT, at, none, "the time that counts")                                            \
	F(S, FLAG, is_late, none, "an answer after the time that was asked for")                  \
	F(S, FLAG, is_paper, none, "filed on paper")                                              \
	F(S, WORDS, words, none, "in the page's language where it has them; of a list absent")    \
	F(S, OBJECT, content, content_item, "the commitment, where the words are for some only")  \
	F(S, LIST, acknowledged, code_item, "parties that said that it arrived")
MODEL_DECLARE(inquiry_word)
#define MODEL_inquiry_party(F, S)                                                                  \
	F(S, TEXT, party, none, "code of a party that is asked")                                  \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, FLAG, has_answered, none, "is there an answer of it?")
MODEL_DECLARE(inquiry_party)
#define MODEL_inquiry_item(F, S)                                                                   \
	F(S, TEXT, form, none, "code of the form")                                                \
	F(S, WORDS, title, none, "title of the form")                                             \
	F(S, NUMBER, of, none, "index of the return that it is about; absent: about the form")    \
	F(S, OBJECT, question, inquiry_word, "what is asked")                                     \
	F(S, MOMENT, due, none, "until when an answer is asked for")                              \
	F(S, LIST, to, inquiry_party, "who is asked")                                             \
	F(S, NUMBER, awaited, none, "how many of these have not answered")                        \
	F(S, LIST, words, inquiry_word, "clarifications and answers, in order of record")         \
	F(S, NUMBER, words_total, none, "how many there are")                                     \
	F(S, LIST, next, next_item, "what may follow, and by whom")
MODEL_DECLARE(inquiry_item)
#define MODEL_reminder_item(F, S)                                                                  \
	F(S, NUMBER, entry, none, "index of its act")                                             \
	F(S, NUMBER, year, none, "of a form of years")                                            \
	F(S, MOMENT, at, none, "when it was received")                                            \
	F(S, LIST, to, code_item, "parties that were reminded")                                   \
	F(S, TEXT, note, none, "what the Secretariat added")
MODEL_DECLARE(reminder_item)

/* What a page's threads are of: a return with its supplements, or (UINT64_MAX) the form itself. */
struct inquiry_of {
	struct str form;
	uint64_t entry;
	struct str party;        /* whose moves are offered; empty: everybody's */
	uint32_t acts_count;
	const struct act_view *acts; /* where the words are; none: a list without words */
};
/* The entries of what belongs there, the newest of very many, in order of record; how many. */
uint32_t inquiry_entries(const struct forum *f, const struct inquiry_of *of, uint64_t *entries,
    uint32_t max);
/* Newest question first. */
struct inquiry_item_list inquiries_of(const struct site *s, const struct inquiry_of *of);
/* Of all forms, questions that wait for an answer: the party's where one is given. Without words. */
struct inquiry_item_list inquiries_waiting(const struct site *s, struct str party);
/* Who said that what lies at the entry arrived. */
struct code_item_list acknowledged_of(const struct site *s, uint64_t entry);
/* Newest first. */
struct reminder_item_list reminders_of(const struct site *s, const struct inquiry_of *of);
/* What may follow on a return: a question about it, an acknowledgement; on a form (`r` NULL): a question. */
struct next_item_list inquiries_begin(const struct site *s, const struct inquiry_of *of,
    const struct filing *r);

#endif
