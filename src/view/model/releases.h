/* The archive of releases, and one release. Pure. */
#ifndef VIEW_MODEL_RELEASES_H
#define VIEW_MODEL_RELEASES_H

#include "view/model/common.h"
#include "view/pages.h"

#define RELEASES_PER_PAGE 25
#define RELEASES_COUNT_MAX 10000 /* hits are counted no further */

#define MODEL_releases(F, S)                                                                       \
	F(S, NUMBER, total, none, "hits, counted up to 10000")                                    \
	F(S, NUMBER, page, none, "this page, from 1")                                             \
	F(S, NUMBER, pages, none, "pages")                                                        \
	F(S, LIST, releases, release_item, "newest first")                                        \
	F(S, LIST, topics, code_item, "topics in use and how many releases carry each")           \
	F(S, LIST, organisations, code_item, "organisations named")                               \
	F(S, LIST, languages, code_item, "languages of versions")                                 \
	F(S, LIST, kinds, code_item, "kinds of release")                                          \
	F(S, TEXT, problem, none, "name of a parameter that could not be read")
MODEL_DECLARE(releases)

#define MODEL_version_item(F, S)                                                                   \
	F(S, TEXT, lang, none, "language tag")                                                    \
	F(S, TEXT, title, none, "title in that language")                                         \
	F(S, FLAG, has_text, none, "is the text held here?")                                      \
	F(S, TEXT, text, none, "the text, as published")                                          \
	F(S, NUMBER, entry, none, "index of the act that holds it")
MODEL_DECLARE(version_item)

#define MODEL_facet_item(F, S)                                                                     \
	F(S, TEXT, code, none, "the facet's code")                                                \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, TEXT, party, none, "code of the party, where it is one")                             \
	F(S, TEXT, printed, none, "as the text spells it")
MODEL_DECLARE(facet_item)

#define MODEL_release_full(F, S)                                                                   \
	F(S, TEXT, code, none, "the release's code")                                              \
	F(S, TEXT, kind, none, "comment, speech ...")                                             \
	F(S, DATE, issued, none, "when it was issued, as far as known; no zone is stated")        \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, WORDS, issuer, none, "who issued it")                                                \
	F(S, TEXT, party, none, "code of the party that issued it")                               \
	F(S, WORDS, party_name, none, "its name that day")                                        \
	F(S, OBJECT, meeting, meeting_item, "the meeting it speaks of")                           \
	F(S, LIST, versions, version_item, "one a language")                                      \
	F(S, LIST, organisations, facet_item, "organisations named, in the text's order")         \
	F(S, LIST, topics, facet_item, "topics given under the text")                             \
	F(S, TEXT, note, none, "a remark of whoever recorded it")                                 \
	F(S, TEXTS, sources, none, "addresses")                                                   \
	F(S, NUMBER, entry, none, "index of the act that published it here")
MODEL_DECLARE(release_full)

void releases_fill(struct releases *m, const struct site *s, const struct releases_query *q);
/* False when there is no such release. */
CM_MUST_USE bool release_fill(struct release_full *m, const struct site *s,
    const struct release_query *q);

#endif
