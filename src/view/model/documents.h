/* Documents by symbol, and one of them. Pure. */
#ifndef VIEW_MODEL_DOCUMENTS_H
#define VIEW_MODEL_DOCUMENTS_H

#include "view/model/conducts.h"

#define DOCUMENTS_SHOWN_MAX 50 /* on one page of the list */

#define MODEL_document_item(F, S)                                                                  \
	F(S, TEXT, symbol, none, "its symbol, the same in all languages")                         \
	F(S, TEXT, class, none, "class of the document, by the charter")                          \
	F(S, WORDS, class_name, none, "the class in words")                                       \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXTS, languages, none, "languages in which it was issued")                          \
	F(S, MOMENT, at, none, "when it was issued")                                              \
	F(S, NUMBER, entry, none, "index of the act that issued it")
MODEL_DECLARE(document_item)

#define MODEL_documents(F, S)                                                                      \
	F(S, TEXT, class, none, "only this class, when it is asked for")                          \
	F(S, LIST, documents, document_item, "newest first")                                      \
	F(S, NUMBER, total, none, "how many there are")                                           \
	F(S, NUMBER, page, none, "this page, from 1")                                             \
	F(S, NUMBER, pages, none, "pages")
MODEL_DECLARE(documents)

#define MODEL_document_full(F, S)                                                                  \
	F(S, OBJECT, document, document_item, "as in the list")                                   \
	F(S, OBJECT, meeting, meeting_item, "the meeting that it belongs to")                     \
	F(S, TEXT, of, none, "symbol of the document that it changes")                            \
	F(S, TEXT, suffix, none, "rev, add, corr, reissue")                                       \
	F(S, WORDS, suffix_name, none, "the same in words")                                       \
	F(S, TEXT, distribution, none, "to whom it goes")                                         \
	F(S, NUMBER, statement, none, "index of the statement that got its symbol here")          \
	F(S, LIST, texts, frozen_item, "its words, where the record holds them")
MODEL_DECLARE(document_full)

void documents_fill(struct documents *m, const struct site *s, const struct documents_query *q);
/* False when no document was issued there. */
CM_MUST_USE bool document_fill(struct document_full *m, const struct site *s,
    const struct document_query *q);

#endif
