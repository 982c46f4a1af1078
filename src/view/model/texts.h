/* Texts under negotiation for the API, taken from a draft (text/draft.h). Pure. */
#ifndef VIEW_MODEL_TEXTS_H
#define VIEW_MODEL_TEXTS_H

#include "text/draft.h"
#include "view/model/common.h"

#define MODEL_text_item(F, S)                                                                      \
	F(S, TEXT, code, none, "the text's code")                                                 \
	F(S, TEXT, symbol, none, "symbol of the revision")                                        \
	F(S, NUMBER, revision, none, "number of the revision, from 0")                            \
	F(S, TEXT, lang, none, "language of negotiation")                                         \
	F(S, WORDS, title, none, "its title; its code where it has none")                         \
	F(S, NUMBER, units, none, "paragraphs and other units")                                   \
	F(S, NUMBER, open, none, "units that are open")                                           \
	F(S, NUMBER, ad_ref, none, "units agreed ad referendum")                                  \
	F(S, NUMBER, agreed, none, "units that are agreed")                                       \
	F(S, NUMBER, brackets, none, "open choices, those inside others too")                     \
	F(S, NUMBER, proposals, none, "proposals that live")
MODEL_DECLARE(text_item)

#define MODEL_proposal_item(F, S)                                                                  \
	F(S, NUMBER, number, none, "order of tabling, from 1")                                    \
	F(S, TEXT, code, none, "the proposal's code")                                             \
	F(S, TEXT, party, none, "code of the party that made it")                                 \
	F(S, TEXT, short_name, none, "the party as brackets name it")                             \
	F(S, TEXTS, cosponsors, none, "codes of the parties behind it")                           \
	F(S, TEXT, tabled_in, none, "language tag")                                               \
	F(S, TEXT, rationale, none, "why, as its author says")                                    \
	F(S, FLAG, must_confirm, none, "was it carried over to words that changed?")
MODEL_DECLARE(proposal_item)

#define MODEL_alternative_item(F, S)                                                               \
	F(S, TEXT, text, none, "the words; none: they are deleted")                               \
	F(S, TEXTS, by, none, "codes of the proposals that put them there")
MODEL_DECLARE(alternative_item)

#define MODEL_choice_item(F, S)                                                                    \
	F(S, NUMBER, from, none, "the first word of the base, from 0")                            \
	F(S, NUMBER, until, none, "the word behind the last; from itself for an insertion")       \
	F(S, NUMBER, depth, none, "how many choices it lies in")                                  \
	F(S, TEXT, kept, none, "the words of the base; none of an insertion")                     \
	F(S, LIST, alternatives, alternative_item, "by the first proposal of each")
MODEL_DECLARE(choice_item)

#define MODEL_translation_item(F, S)                                                               \
	F(S, TEXT, lang, none, "language tag")                                                    \
	F(S, TEXT, text, none, "the unit in that language")                                       \
	F(S, TEXT, state, none, "missing, machine, draft, revised, final")                        \
	F(S, FLAG, is_stale, none, "does the unit say something else by now?")
MODEL_DECLARE(translation_item)

#define MODEL_unit_item(F, S)                                                                      \
	F(S, TEXT, id, none, "permanent, opaque")                                                 \
	F(S, TEXT, kind, none, "recital, paragraph, point ...")                                   \
	F(S, TEXT, label, none, "OP3, as frozen")                                                 \
	F(S, TEXT, parent, none, "id of the unit that it is in")                                  \
	F(S, TEXT, status, none, "open, ad-ref, agreed")                                          \
	F(S, TEXT, text, none, "its base, in the language of negotiation")                        \
	F(S, LIST, choices, choice_item, "what is open in it, in the order of reading")           \
	F(S, LIST, translations, translation_item, "in other languages")
MODEL_DECLARE(unit_item)

#define MODEL_change_item(F, S)                                                                    \
	F(S, TEXT, proposal, none, "the proposal's code")                                         \
	F(S, TEXT, op, none, "new, delete, alternative, move")                                    \
	F(S, TEXT, unit, none, "id of the unit; of a new one that after which it stands")         \
	F(S, TEXT, after, none, "of a move: id of the unit after which; none: first")             \
	F(S, TEXT, unit_kind, none, "of a new one")                                               \
	F(S, TEXT, text, none, "in the language of the proposal")
MODEL_DECLARE(change_item)

#define MODEL_text_full(F, S)                                                                      \
	F(S, OBJECT, text, text_item, "as in the list")                                           \
	F(S, LIST, units, unit_item, "in the order of the text")                                  \
	F(S, LIST, proposals, proposal_item, "by order of tabling")                               \
	F(S, LIST, changes, change_item, "what proposals do with whole units")
MODEL_DECLARE(text_full)

#define MODEL_texts(F, S) F(S, LIST, texts, text_item, "in the order in which they were opened")
MODEL_DECLARE(texts)

struct text_item text_item_of(const struct site *s, const struct draft *d);
struct unit_item unit_item_of(const struct site *s, const struct draft *d, uint32_t unit);
/* All of it, in the site's scratch arena. */
void texts_fill(struct text_full *m, const struct site *s, const struct draft *d);

#endif
