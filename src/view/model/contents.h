/* Content outside the record: what acts commit to, who may see it, whether it was erased. Pure. */
#ifndef VIEW_MODEL_CONTENTS_H
#define VIEW_MODEL_CONTENTS_H

#include "rules/contents.h"
#include "view/model/common.h"
#include "view/pages.h"

#define MODEL_content_row_item(F, S)                                                               \
	F(S, HASH, sha256, none, "the commitment: SHA-256 of 32 bytes of salt and the content")   \
	F(S, NUMBER, bytes, none, "how many bytes the content has, without the salt")             \
	F(S, TEXT, media_type, none, "media type, as the act says it")                            \
	F(S, TEXT, party, none, "who brought it: a code, or secretariat")                         \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, distribution, none, "public, members or named")                                \
	F(S, WORDS, distribution_name, none, "the same in words")                                 \
	F(S, TEXTS, parties, none, "parties that may see it besides who brought it, when named")  \
	F(S, NUMBER, entry, none, "index of the act that committed to it")                        \
	F(S, TEXT, state, none, "here, withheld, erased; empty where it was not looked for")      \
	F(S, TEXT, address, none, "where everybody gets it; empty where not everybody may")       \
	F(S, NUMBER, erased_entry, none, "index of the act that erased it")                       \
	F(S, MOMENT, erased_at, none, "when it was erased")                                       \
	F(S, TEXT, eraser, none, "handle of who had it erased")                                   \
	F(S, TEXT, ground, none, "why")                                                           \
	F(S, TEXT, rule, none, "the rule or law that it rests on")
MODEL_DECLARE(content_row_item)

#define MODEL_contents(F, S)                                                                       \
	F(S, NUMBER, total, none, "how many there are")                                           \
	F(S, NUMBER, page, none, "which page this is, from 1")                                    \
	F(S, NUMBER, pages, none, "how many pages there are")                                     \
	F(S, LIST, contents, content_row_item, "newest first")
MODEL_DECLARE(contents)

struct content_row_item content_row_item_of(const struct site *s, const struct content_row *row);
void contents_fill(struct contents *m, const struct site *s, const struct contents_query *q);

#endif
