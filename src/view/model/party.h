/* One party: its statuses, names, offices, actors, meetings and releases. Pure. */
#ifndef VIEW_MODEL_PARTY_H
#define VIEW_MODEL_PARTY_H

#include "view/model/actors.h"
#include "view/model/measures.h"

#define MODEL_status_item(F, S)                                                                    \
	F(S, TEXT, category, none, "category, by the charter; none where it only left")           \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, FLAG, is_suspension, none, "a span of suspended rights, not a status")               \
	F(S, DATE, from, none, "start, where a source states it")                                 \
	F(S, DATE, seen_by, none, "else: the earliest list that shows it, which is no start")     \
	F(S, DATE, until, none, "end, where a source states it")                                  \
	F(S, DATE, gone_by, none, "else: the first list that no longer shows it")                 \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(status_item)

#define MODEL_name_item(F, S)                                                                      \
	F(S, NAMES, names, none, "the name in each language")                                     \
	F(S, FLAG, is_variant, none, "another spelling, never shown first")                       \
	F(S, DATE, from, none, "start, where known")                                              \
	F(S, DATE, until, none, "end, where known")                                               \
	F(S, OBJECT, evidence, evidence_item, "where it stands")
MODEL_DECLARE(name_item)

#define MODEL_party_full(F, S)                                                                     \
	F(S, OBJECT, party, party_item, "as in the list, on the day shown")                       \
	F(S, WORDS, category_name, none, "name of its category on the day")                       \
	F(S, FLAG, is_contested, none, "is its coordinator contested?")                           \
	F(S, NUMBER, admitted_entry, none, "index of the act that recorded the party")            \
	F(S, LIST, statuses, status_item, "newest statuses and suspensions, in order of record")  \
	F(S, NUMBER, statuses_total, none, "how many there are")                                  \
	F(S, LIST, names, name_item, "newest names and variants, in order of record")             \
	F(S, NUMBER, names_total, none, "how many there are")                                     \
	F(S, LIST, terms, term_item, "offices held, the first 50")                                \
	F(S, LIST, actors, actor_item, "who acts for it, 100 at most")                            \
	F(S, NUMBER, actors_total, none, "how many there are or were")                            \
	F(S, LIST, chaired, meeting_item, "meetings it chaired, newest first")                    \
	F(S, LIST, releases, release_item, "releases it issued, newest first")                    \
	F(S, NUMBER, releases_total, none, "how many it issued")                                  \
	F(S, LIST, roles, role_item, "its roles for areas and dimensions of measures")            \
	F(S, LIST, hosted, activity_item, "activities it hosts, newest first, 50 at most")        \
	F(S, NUMBER, hosted_total, none, "how many there are")                                    \
	F(S, NUMBER, forms_total, none, "forms on which parties answer")                          \
	F(S, NUMBER, returns_total, none, "what it told on forms")
MODEL_DECLARE(party_full)

#define PARTY_ROWS_MAX 50 /* of each list on the page of a party */
#define PARTY_MEETINGS_SEEN 4000 /* newest ones looked through for those it chaired */

/* False when there is no such party. */
CM_MUST_USE bool party_fill(struct party_full *m, const struct site *s, struct str code);

#endif
