/*
 * Inquiries about forms and returns (docs/rules.md section 16): a question to parties, what makes it
 * clearer, the answers, the acknowledgement that something arrived, the Secretariat's reminders. A row each;
 * nothing is edited, a later word stands beside an earlier one. Words are read from the act. Pure. Rows live
 * as long as the forum.
 */
#ifndef RULES_INQUIRY_H
#define RULES_INQUIRY_H

#include "rules/filing.h"

enum inquiry_step {
	INQUIRY_ASK,
	INQUIRY_CLARIFICATION,
	INQUIRY_ANSWER,
	INQUIRY_ACKNOWLEDGEMENT,
	INQUIRY_REMINDER,
	INQUIRY_STEP__COUNT
};
/* "question", "clarification", "answer", "acknowledgement", "reminder" */
struct str inquiry_step_name(enum inquiry_step step);

struct inquiry {
	enum inquiry_step step;
	struct str form;     /* empty: of an acknowledgement, it is that of what arrived */
	struct str party;    /* whose word it is; of a reminder empty */
	struct strs to;      /* parties asked, or reminded */
	uint64_t of;         /* of a question the return; of a clarification and an answer the question; of an
				acknowledgement what arrived; UINT64_MAX: nothing */
	int64_t year;        /* of a reminder; INTEGER_ABSENT */
	moment due;          /* of a question; MOMENT_ABSENT */
	bool is_open;        /* are its words in the record, and no commitment? */
	bool is_late, is_paper;
	moment at;           /* that counts */
	uint64_t entry;
};

/* In order of record, so that entries ascend. */
uint32_t inquiry_count(const struct forum *f);
const struct inquiry *inquiry_at(const struct forum *f, uint32_t at);
/* The row of this entry, or NULL. */
const struct inquiry *inquiry_of_entry(const struct forum *f, uint64_t entry);
/* Has the party answered the question? */
bool inquiry_answered(const struct forum *f, const struct inquiry *question, struct str party);
/* Whose word lies at the entry: of a return, or of an inquiry that is no acknowledgement or reminder.
 * Empty: none that could be acknowledged. */
struct str inquiry_author_at(const struct forum *f, uint64_t entry);

#endif
