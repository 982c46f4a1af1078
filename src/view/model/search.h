/* What the search found, and how to cite it. Pure. */
#ifndef VIEW_MODEL_SEARCH_H
#define VIEW_MODEL_SEARCH_H

#include "view/model/common.h"
#include "view/pages.h"

#define SEARCH_PER_PAGE 20

#define MODEL_hit_item(F, S)                                                                       \
	F(S, TEXT, noun, none, "what it is: release, decision, statement ...")                    \
	F(S, WORDS, noun_name, none, "that in words")                                             \
	F(S, TEXT, code, none, "its code, id or number")                                          \
	F(S, TEXT, kind, none, "kind or state among its nouns")                                   \
	F(S, WORDS, kind_name, none, "that in words")                                             \
	F(S, TEXT, lang, none, "language of its words")                                           \
	F(S, TEXT, party, none, "code of the party it comes from")                                \
	F(S, WORDS, party_name, none, "its name on that day")                                     \
	F(S, TEXT, body, none, "code of the body it belongs to")                                  \
	F(S, WORDS, body_name, none, "its name on that day")                                      \
	F(S, DATE, day, none, "its date")                                                         \
	F(S, TEXT, symbol, none, "symbol of the document")                                        \
	F(S, TEXT, title, none, "its title, or what stands for one")                              \
	F(S, RAW, title_parts, none, "the title in parts: every second one is what was found")    \
	F(S, RAW, snippet, none, "words around what was found, in parts, likewise")               \
	F(S, TEXT, address, none, "its page")                                                     \
	F(S, NUMBER, entry, none, "index of the entry it follows from")                           \
	F(S, HASH, act, none, "id of that act")                                                   \
	F(S, TEXT, cite, none, "how to cite it")
MODEL_DECLARE(hit_item)

#define MODEL_search(F, S)                                                                         \
	F(S, TEXT, query, none, "what was asked")                                                 \
	F(S, NUMBER, total, none, "found, counted up to 2000")                                    \
	F(S, FLAG, is_more, none, "were there more? Then those recorded last are ranked")         \
	F(S, NUMBER, page, none, "this page, from 1")                                             \
	F(S, NUMBER, pages, none, "pages")                                                        \
	F(S, LIST, hits, hit_item, "best first, or newest first")                                 \
	F(S, LIST, nouns, code_item, "what was found, by noun")                                   \
	F(S, LIST, kinds, code_item, "by kind")                                                   \
	F(S, LIST, parties, code_item, "by party")                                                \
	F(S, LIST, bodies, code_item, "by body")                                                  \
	F(S, LIST, languages, code_item, "by language")                                           \
	F(S, LIST, years, code_item, "by year, newest first")                               \
	F(S, NUMBER, indexed, none, "entries that the index follows from")                        \
	F(S, TEXT, problem, none, "why nothing could be searched for")
MODEL_DECLARE(search)

void search_fill(struct search *m, const struct site *s, const struct search_request *q);
/* "release" in words. */
struct lang_text words_of_noun(const struct site *s, struct str noun);

#endif
