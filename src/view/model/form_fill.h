/*
 * A form that is being filled in: what was typed, what is wrong with it field by field, and the act that
 * it would be. What is not for everybody never comes here: of such a field the form takes the commitment,
 * which is made where the answer was written (web/static/form.js, `comity commitment`), with a salt from
 * there. Nothing is kept; the record judges again. Pure.
 */
#ifndef VIEW_MODEL_FORM_FILL_H
#define VIEW_MODEL_FORM_FILL_H

#include "view/messages.h"
#include "view/model/forms.h"

struct fill_value {
	struct str code, text; /* as typed */
};
struct fill_query {
	struct str form;
	struct str op;     /* file, nil, forward, supplement; empty: nothing is asked yet */
	struct str party;  /* code */
	struct str year, event, of;
	uint32_t values_count;
	const struct fill_value *values;
	bool is_taken;
};

#define MODEL_fill_finding(F, S)                                                                   \
	F(S, TEXT, place, none, "the field, or member of the act, that it is about")              \
	F(S, TEXT, id, none, "published name; absent: the form could not be read there")          \
	F(S, TEXT, effect, none, "refuse, note")                                                  \
	F(S, TEXT, rule, none, "section of docs/rules.md")                                        \
	F(S, TEXT, sentence, none, "what it tells people, in the page's language")
MODEL_DECLARE(fill_finding)
#define MODEL_fill_field(F, S)                                                                     \
	F(S, OBJECT, field, field_item, "what is asked")                                          \
	F(S, TEXT, value, none, "as it was typed; a commitment as JSON")
MODEL_DECLARE(fill_field)
#define MODEL_fill_act(F, S)                                                                       \
	F(S, TEXT, act_kind, none, "kind of the act")                                             \
	F(S, TEXT, by, none, "who may sign it, as far as is known")                               \
	F(S, TEXT, content, none, "the act's members, canonical")                                 \
	F(S, TEXT, act, none, "the act, ready to be signed; absent: nobody is known who may")     \
	F(S, TEXT, commands, none, "composes, signs and sends it")
MODEL_DECLARE(fill_act)
#define MODEL_form_filling(F, S)                                                                   \
	F(S, TEXT, form, none, "the form's code")                                                 \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, NUMBER, version, none, "version whose fields are asked")                             \
	F(S, TEXT, period, none, "year, once, event")                                             \
	F(S, TEXT, op, none, "file, nil, forward, supplement")                                    \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, TEXT, year, none, "as it was typed, else the year that is")                          \
	F(S, TEXT, event, none, "as it was typed")                                                \
	F(S, OBJECT, of, return_item, "what it would supplement or carry forward")                \
	F(S, LIST, fields, fill_field, "in the form's order")                                     \
	F(S, LIST, findings, fill_finding, "what speaks against it, and what the rules note")     \
	F(S, OBJECT, staged, fill_act, "absent: there is no act yet")
MODEL_DECLARE(form_filling)

/* False when there is no such form. */
CM_MUST_USE bool form_filling_fill(struct form_filling *m, const struct site *s,
    const struct fill_query *q);

#endif
