/* Negotiated texts: the list, and one of them with units, proposals and what they leave open. Pure. */
#ifndef VIEW_MODEL_TEXTS_H
#define VIEW_MODEL_TEXTS_H

#include "rules/instrument.h"
#include "view/model/common.h"
#include "view/model/puts.h"
#include "view/model/record.h"
#include "view/model/text_terms.h"

#define TEXTS_SHOWN_MAX 200

#define MODEL_text_item(F, S)                                                                      \
	F(S, TEXT, code, none, "the text's code")                                                 \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXT, state, none, "tabled, open, finished, abandoned")                              \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, TEXT, body, none, "code of the body that negotiates it")                             \
	F(S, WORDS, body_name, none, "its name")                                                  \
	F(S, TEXT, lang, none, "language of negotiation")                                         \
	F(S, TEXT, symbol, none, "of the newest revision")                                        \
	F(S, NUMBER, units, none, "how many units it has")                                        \
	F(S, NUMBER, agreed, none, "how many of them are agreed")                                 \
	F(S, NUMBER, proposals, none, "proposals that live")                                      \
	F(S, NUMBER, entry, none, "index of the act that tabled it")
MODEL_DECLARE(text_item)

#define MODEL_texts(F, S)                                                                          \
	F(S, LIST, texts, text_item, "newest first")                                              \
	F(S, NUMBER, total, none, "how many there are")
MODEL_DECLARE(texts)

#define MODEL_alternative_item(F, S)                                                               \
	F(S, TEXT, words, none, "that would stand there; empty: they would go")                   \
	F(S, TEXT, by, none, "numbers of the proposals, with commas between")
MODEL_DECLARE(alternative_item)

/* Of an insertion `from` is `to`. */
#define MODEL_choice_item(F, S)                                                                    \
	F(S, NUMBER, from, none, "the first word that it is about, from 0")                       \
	F(S, NUMBER, to, none, "the word behind the last one")                                    \
	F(S, NUMBER, depth, none, "in how many others it stands")                                 \
	F(S, TEXT, words, none, "that stand there now")                                           \
	F(S, LIST, alternatives, alternative_item, "what is proposed instead")
MODEL_DECLARE(choice_item)

#define MODEL_translation_item(F, S)                                                               \
	F(S, TEXT, lang, none, "language tag")                                                    \
	F(S, TEXT, text, none, "the words")                                                       \
	F(S, TEXT, state, none, "machine, draft, revised, final")                                 \
	F(S, FLAG, is_stale, none, "does the unit say something else by now?")
MODEL_DECLARE(translation_item)

#define MODEL_unit_item(F, S)                                                                      \
	F(S, TEXT, id, none, "of the unit")                                                       \
	F(S, TEXT, unit_kind, none, "title, recital, paragraph, point ...")                       \
	F(S, TEXT, label, none, "PP1, OP2 bis, (a) ...")                                          \
	F(S, TEXT, status, none, "open, ad-ref, agreed")                                          \
	F(S, WORDS, status_name, none, "the status in words")                                     \
	F(S, TEXT, words, none, "in the language of negotiation")                                 \
	F(S, HASH, hash, none, "SHA-256 of these words; an edit names it")                        \
	F(S, TEXT, brackets, none, "the words with every choice, as negotiators write them")      \
	F(S, TEXT, reading, none, "as the party that was asked for reads it; absent: nobody was") \
	F(S, LIST, choices, choice_item, "what is open, in reading order")                        \
	F(S, LIST, translations, translation_item, "in other languages")
MODEL_DECLARE(unit_item)

#define MODEL_proposal_item(F, S)                                                                  \
	F(S, NUMBER, number, none, "in its text, from 1")                                         \
	F(S, TEXT, party, none, "code of its author")                                             \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, LIST, cosponsors, code_item, "who stands behind it")                                 \
	F(S, TEXT, state, none, "live, withdrawn, done, lost")                                       \
	F(S, WORDS, state_name, none, "the state in words")                                       \
	F(S, FLAG, must_confirm, none, "was it carried over to words that changed?")              \
	F(S, TEXT, units, none, "ids of the units that it is about, with commas between")         \
	F(S, TEXT, rationale, none, "why")                                                        \
	F(S, LIST, positions, code_item, "of parties: code, name of the party, index of the act") \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(proposal_item)

#define MODEL_changed_item(F, S)                                                                   \
	F(S, TEXT, unit, none, "its id; absent: the text as a whole")                             \
	F(S, TEXT, label, none, "PP1, OP2 bis, (a) ...")                                          \
	F(S, LIST, acts, act_item, "as recorded")
MODEL_DECLARE(changed_item)

#define MODEL_text_full(F, S)                                                                      \
	F(S, OBJECT, text, text_item, "as in the list")                                           \
	F(S, LIST, units, unit_item, "in document order")                                         \
	F(S, LIST, proposals, proposal_item, "every one, by number")                              \
	F(S, OBJECT, terms, text_terms, "languages, locked words, packages, corrections")         \
	F(S, LIST, revisions, revision_item, "in order of issue")                                 \
	F(S, LIST, puts, put_item, "decisions that name it, then silences, in order of record")   \
	F(S, LIST, next, next_item, "what may follow, and by whom")                               \
	F(S, NUMBER, since, none, "changes are those from this entry on; absent: not asked for")  \
	F(S, FLAG, is_cut, none, "were there more changes than are gone through?")                \
	F(S, LIST, changed, changed_item, "units that changed since, with the acts")
MODEL_DECLARE(text_full)

struct text_events;
struct text_query {
	struct str code;
	struct str as;     /* a party whose reading is asked for, or empty */
	struct str view;   /* empty, linear, skip */
	struct str second; /* language of a second column, or empty */
	struct str unit;   /* id of a unit, where the page is about one */
	struct str show;   /* empty, open, changed: which units */
	struct str mine;   /* only those about which this party proposes something; empty: any */
	struct str names;  /* "none": nobody is named */
	struct str proposal; /* of a room: whose choice is outlined; its number */
	struct str only;   /* "blocking": of the matrix, what somebody opposes or reserves on */
	const struct text_events *events; /* of the record, from `since` on; NULL: not asked for */
};
struct text_item text_item_of(const struct site *s, const struct instrument *of);
struct proposal_item_list proposal_items_of(const struct site *s, const struct instrument *of);
struct lang_text text_status_words(const struct site *s, enum unit_status status);
void texts_fill(struct texts *m, const struct site *s);
/* Of the text's draft, which instrument_draft made. */
void text_fill(struct text_full *m, const struct site *s, const struct text_query *q,
    const struct draft *d);
/* Is the unit among those that the query asks for? */
bool text_shows(const struct text_query *q, const struct draft *d, uint32_t unit);
struct unit_item unit_item_of(const struct site *s, const struct text_query *q, const struct draft *d,
    uint32_t unit);

#endif
