/*
 * On what terms a negotiated text stands: the languages in which it is authentic, words that the room
 * locked, what goes together as a package, and the corrections since it was adopted. Pure.
 */
#ifndef VIEW_MODEL_TEXT_TERMS_H
#define VIEW_MODEL_TEXT_TERMS_H

#include "rules/instrument.h"
#include "view/model/common.h"

#define MODEL_waiver_item(F, S)                                                                    \
	F(S, NUMBER, revision, none, "the revision that may be adopted so, from 1")               \
	F(S, TEXT, lang, none, "the language in which it need not be complete")                   \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(waiver_item)

#define MODEL_lock_item(F, S)                                                                      \
	F(S, TEXT, unit, none, "its id")                                                          \
	F(S, TEXT, label, none, "PP1, OP2 bis, (a) ...")                                          \
	F(S, NUMBER, from, none, "the first locked word, from 0")                                 \
	F(S, NUMBER, to, none, "the word behind the last one")                                    \
	F(S, TEXT, words, none, "the words")                                                      \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(lock_item)

#define MODEL_package_stance(F, S)                                                                 \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, stance, none, "support, can-accept, oppose, reserve, pending")                 \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(package_stance)

#define MODEL_package_item(F, S)                                                                   \
	F(S, TEXT, code, none, "of the package")                                                  \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXTS, units, none, "ids of its units")                                              \
	F(S, TEXT, proposals, none, "numbers of its proposals, with commas between")              \
	F(S, LIST, positions, package_stance, "each party's newest")                              \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(package_item)

#define MODEL_corrected_item(F, S)                                                                 \
	F(S, TEXT, unit, none, "its id")                                                          \
	F(S, TEXT, lang, none, "language of the words")                                           \
	F(S, TEXT, old_label, none, "its label before")                                           \
	F(S, TEXT, new_label, none, "its label after")                                            \
	F(S, TEXT, old_words, none, "its words before; absent: it had been left out")                    \
	F(S, TEXT, new_words, none, "its words after; absent: it was struck out")
MODEL_DECLARE(corrected_item)

#define MODEL_correction_item(F, S)                                                                \
	F(S, TEXT, symbol, none, "under which it was issued")                                     \
	F(S, TEXTS, languages, none, "to which it applies")                                       \
	F(S, MOMENT, at, none, "when it was made")                                                \
	F(S, FLAG, is_order, none, "did it change the order of units?")                           \
	F(S, LIST, units, corrected_item, "what it changed")                                      \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(correction_item)

#define MODEL_text_terms(F, S)                                                                     \
	F(S, TEXTS, authentic, none, "languages in which it is authentic")                        \
	F(S, TEXT, attribution, none, "whom brackets name: names, groups, none")                  \
	F(S, LIST, order, code_item, "parties whose alternatives stand first; the others as tabled") \
	F(S, FLAG, is_exclusive, none, "do insertions at one place exclude each other?")          \
	F(S, LIST, waivers, waiver_item, "of languages, in order of record")                      \
	F(S, LIST, locks, lock_item, "in document order")                                         \
	F(S, LIST, packages, package_item, "that go together now")                                \
	F(S, LIST, corrections, correction_item, "since it was adopted, in order of record")
MODEL_DECLARE(text_terms)

/* Of the text whose draft `d` is. */
const struct text_terms *text_terms_of(const struct site *s, const struct instrument *of,
    const struct draft *d);

#endif
