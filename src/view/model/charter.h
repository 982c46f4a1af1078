/* The charter in force, and the list of findings. Pure. */
#ifndef VIEW_MODEL_CHARTER_H
#define VIEW_MODEL_CHARTER_H

#include "view/model/bodies.h"

#define MODEL_category_item(F, S)                                                                  \
	F(S, TEXT, code, none, "the category's code")                                             \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, TEXTS, rights, none, "attend, speak, reply, propose ...")
MODEL_DECLARE(category_item)

#define MODEL_silence_rules(F, S)                                                                  \
	F(S, NUMBER, min_s, none, "shortest span, seconds")                                       \
	F(S, NUMBER, usual_s, none, "the span usually given, seconds")                            \
	F(S, NUMBER, extend_left_s, none, "what must be left for an extension; absent: none is allowed") \
	F(S, FLAG, start_needs_consent, none, "may a party object to the use of silence?")        \
	F(S, FLAG, issue_now, none, "may the text be issued before it is announced?")             \
	F(S, TEXTS, breaks_on, none, "what breaks the silence: objection, comment ...")
MODEL_DECLARE(silence_rules)

#define MODEL_charter_full(F, S)                                                                   \
	F(S, TEXT, id, none, "the charter's name")                                                \
	F(S, NUMBER, epoch, none, "epoch of the rules")                                           \
	F(S, TEXT, status, none, "in-force, provisional, draft")                                  \
	F(S, WORDS, title, none, "the forum's short name")                                        \
	F(S, WORDS, full_name, none, "its full name")                                             \
	F(S, TEXTS, languages, none, "official languages, in the charter's order")                \
	F(S, DATE, founded, none, "when the forum was founded")                                   \
	F(S, LIST, categories, category_item, "categories of participants and their rights")      \
	F(S, LIST, bodies, body_item, "bodies, from the highest down")                            \
	F(S, LIST, offices, code_item, "offices")                                                 \
	F(S, OBJECT, silence, silence_rules, "the rules of silence, where there are any")         \
	F(S, NUMBER, recover_min, none, "other coordinators who must agree to recover keys")      \
	F(S, NUMBER, recover_wait_s, none, "waiting time of a recovery, seconds")                 \
	F(S, NUMBER, disavow_s, none, "time to disavow an act, seconds")                          \
	F(S, RAW, charter, none, "the whole charter")
MODEL_DECLARE(charter_full)

#define MODEL_finding_item(F, S)                                                                   \
	F(S, TEXT, id, none, "published name, never changed")                                     \
	F(S, TEXT, effect, none, "refuse, note")                                                  \
	F(S, TEXT, rule, none, "section of docs/rules.md")                                        \
	F(S, TEXT, sentence, none, "what it tells people, in the page's language")
MODEL_DECLARE(finding_item)

#define MODEL_findings_list(F, S) F(S, LIST, findings, finding_item, "all of them")
MODEL_DECLARE(findings_list)

/* False before the founding. */
CM_MUST_USE bool charter_fill(struct charter_full *m, const struct site *s);
void findings_fill(struct findings_list *m, const struct site *s);
/* The right's name in models, and its message. */
struct str right_name(enum right right);
/* Is the right among those of the category? */
bool category_has(const struct category_item *category, enum right right);

#endif
