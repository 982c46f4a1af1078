/*
 * Inside of rules/ only: a negotiated text that is put, by a decision (docs/rules.md section 6) or under
 * a silence (section 7). While it is, its words stand; adopted, they stand for good. Pure.
 */
#ifndef RULES_PUT_H
#define RULES_PUT_H

#include "rules/judge.h"

/* What is put: whole words, or a revision. Of a revision `languages` is empty: they are the text's own. */
struct put {
	struct hash hash;
	struct strs languages;
	struct str text;
	uint32_t revision;
};
/* One of the two is there; languages of words ascend; the revision is one of the text (text-unknown,
 * revision-unknown, revision-other), which negotiates in `body` or in one below it. */
void guard_put(struct judge *j, const struct frozen_text_list *texts, const struct named_revision *named,
    struct str body);
/* Of an act that passed guard_put. */
struct put put_keep(struct forum *f, const struct frozen_text_list *texts,
    const struct named_revision *named);
/* The hash that such an act puts, also before it is judged. */
void put_hash(struct hash *out, const struct frozen_text_list *texts, const struct named_revision *named);

/* May the revision that a row puts be adopted as it stands now (rules/text_adoption.h)? */
void guard_adoptable(struct judge *j, const struct put *of);

/* Nothing in it moves while it is put: text-is-put. */
void guard_free(struct judge *j, const struct instrument *of);
/* The same, but for what this silence itself holds. */
void guard_held_by(struct judge *j, const struct instrument *of, const struct silence *s);
/* Its revisions are issued while a vote is to come, too. */
void guard_not_fixed(struct judge *j, const struct instrument *of);
/* What the chair takes into it, or closes: while a vote is to come, what a vote carried is taken in. */
void guard_taken(struct judge *j, const struct instrument *of, const struct instrument_proposal *p,
    bool closes);
/* May the proposal be withdrawn? Not what a vote carried, while it is put. */
void guard_withdrawn(struct judge *j, const struct instrument *of, const struct instrument_proposal *p);
/* A translation: while the text is put and when it was adopted, what is final stays. */
void guard_translated(struct judge *j, const struct instrument *of, const struct instrument_unit *u,
    struct str lang);

/* Inside of an apply: the text is adopted as this revision. Or, when that was undone, it is as before;
 * `adopted` is the entry of the adoption. */
void put_adopt(struct forum *f, const struct judged *act, struct str text, uint32_t revision);
void put_release(struct forum *f, struct str text, uint64_t adopted);

/* The proposal on the text that this act made, or NULL. */
const struct instrument_proposal *put_proposal(const struct forum *f, const struct instrument *of,
    uint64_t entry);

#endif
