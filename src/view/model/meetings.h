/* The register of meetings, and one meeting. Pure. */
#ifndef VIEW_MODEL_MEETINGS_H
#define VIEW_MODEL_MEETINGS_H

#include "view/model/conducts.h"
#include "view/pages.h"

#define MEETINGS_PER_PAGE 50

#define MODEL_meetings(F, S)                                                                       \
	F(S, TEXT, body, none, "code of the body, when only its meetings are listed")             \
	F(S, NUMBER, total, none, "meetings")                                                     \
	F(S, NUMBER, page, none, "this page, from 1")                                             \
	F(S, NUMBER, pages, none, "pages")                                                        \
	F(S, LIST, meetings, meeting_item, "newest first, those without a date last")             \
	F(S, LIST, bodies, code_item, "bodies with meetings and how many each has")
MODEL_DECLARE(meetings)

#define MODEL_paper_item(F, S)                                                                     \
	F(S, TEXT, kind, none, "kind of document")                                                \
	F(S, TEXT, symbol, none, "its symbol")                                                    \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, NUMBER, content_bytes, none, "length of the content kept outside the record")        \
	F(S, TEXT, content_sha256, none, "its salted commitment")
MODEL_DECLARE(paper_item)

#define MODEL_meeting_full(F, S)                                                                   \
	F(S, OBJECT, meeting, meeting_item, "as in the list")                                     \
	F(S, NUMBER, number, none, "number in the row of the body's meetings")                    \
	F(S, TEXT, date_basis, none, "how the date is known")                                     \
	F(S, TEXT, chair, none, "code of the party that chaired")                                 \
	F(S, WORDS, chair_name, none, "its name then")                                            \
	F(S, LIST, documents, paper_item, "what was adopted")                                     \
	F(S, LIST, releases, release_item, "releases that speak of it, newest first")             \
	F(S, OBJECT, previous, meeting_item, "the one before, of the same body")                  \
	F(S, OBJECT, next, meeting_item, "the one after, of the same body")                       \
	F(S, OBJECT, conduct, conduct_full, "how it is conducted, when the record has it")       \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(meeting_full)

void meetings_fill(struct meetings *m, const struct site *s, const struct meetings_query *q);
/* False when there is no such meeting. */
CM_MUST_USE bool meeting_fill(struct meeting_full *m, const struct site *s, struct str code);

#endif
