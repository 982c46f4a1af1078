/*
 * What several pages' models share: evidence, references to parties, lists of meetings and releases,
 * and the functions that take them from the forum's state. Pure; memory is the site's scratch arena.
 */
#ifndef VIEW_MODEL_COMMON_H
#define VIEW_MODEL_COMMON_H

#include "rules/register.h"
#include "view/model/model.h"
#include "view/site.h"

#define MODEL_evidence_item(F, S)                                                                  \
	F(S, NUMBER, entry, none, "index of the act that recorded the fact")                      \
	F(S, TEXT, basis, none, "how it is known")                                                \
	F(S, TEXT, note, none, "a remark, where sources differ for instance")                     \
	F(S, TEXTS, sources, none, "addresses of sources, or names of documents")                 \
	F(S, TEXT, meeting, none, "code of the meeting that decided")
MODEL_DECLARE(evidence_item)

#define MODEL_party_item(F, S)                                                                     \
	F(S, TEXT, code, none, "the party's code")                                                \
	F(S, TEXT, kind, none, "state, organisation ...")                                         \
	F(S, WORDS, name, none, "official name on the day")                                       \
	F(S, TEXT, category, none, "category on the day, by the charter")                         \
	F(S, DATE, from, none, "start, where a source states it")                                 \
	F(S, DATE, seen_by, none, "else: the earliest list that shows it, which is no start")     \
	F(S, FLAG, is_suspended, none, "are its rights suspended on the day?")                    \
	F(S, NUMBER, lat, none, "a place in it, for maps: hundredths of a degree north")          \
	F(S, NUMBER, lon, none, "hundredths of a degree east")                                    \
	F(S, OBJECT, evidence, evidence_item, "where the status stands")
MODEL_DECLARE(party_item)

#define MODEL_meeting_item(F, S)                                                                   \
	F(S, TEXT, code, none, "the meeting's code")                                              \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, TEXT, body, none, "code of the body that met")                                       \
	F(S, WORDS, body_name, none, "the body's name then")                                      \
	F(S, DATE, from, none, "first day")                                                       \
	F(S, DATE, until, none, "last day")                                                       \
	F(S, WORDS, place, none, "place, as named then")                                          \
	F(S, TEXT, mode, none, "in person, on line ...")                                          \
	F(S, TEXT, status, none, "held, planned")
MODEL_DECLARE(meeting_item)

#define MODEL_release_item(F, S)                                                                   \
	F(S, TEXT, code, none, "the release's code")                                              \
	F(S, TEXT, kind, none, "comment, speech ...")                                             \
	F(S, DATE, issued, none, "when it was issued, as far as known; no zone is stated")        \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, WORDS, issuer, none, "who issued it")                                                \
	F(S, TEXTS, languages, none, "languages in which it was issued")
MODEL_DECLARE(release_item)

#define MODEL_term_item(F, S)                                                                      \
	F(S, TEXT, office, none, "code of the office")                                            \
	F(S, WORDS, office_name, none, "its name")                                                \
	F(S, TEXT, party, none, "code of the party that holds it")                                \
	F(S, WORDS, party_name, none, "its name at the start of the term")                        \
	F(S, DATE, from, none, "start")                                                           \
	F(S, DATE, until, none, "end")                                                            \
	F(S, DATE, planned_until, none, "planned end")                                            \
	F(S, FLAG, is_current, none, "does it hold the office on the day?")                       \
	F(S, OBJECT, evidence, evidence_item, "where the term stands")
MODEL_DECLARE(term_item)

#define MODEL_code_item(F, S)                                                                      \
	F(S, TEXT, code, none, "the code")                                                        \
	F(S, WORDS, name, none, "its name")                                                       \
	F(S, NUMBER, count, none, "how many there are")
MODEL_DECLARE(code_item)

struct str site_lang(const struct site *s);
/* The names in the page's language, or in the charter's first, or any. */
struct lang_text words_of(const struct site *s, const struct names *names);
/* A code of the charter's vocabulary in words; the catalogue's "word.<code>"; else the code. */
struct lang_text words_of_code(const struct site *s, struct str code);
/* A category in words, of one party: "member"; the charter's name where the catalogue has none. */
struct lang_text words_of_category(const struct site *s, struct str id);
/* A party's official name on a day; the code when there is no such party. */
struct lang_text words_of_party(const struct site *s, struct str code, int32_t day);
struct lang_text words_of_body(const struct site *s, struct str code, int32_t day);
struct lang_text words_of_office(const struct site *s, struct str code);
/* The language of a text that does not say it (a basis, a note): Russian when it holds a Cyrillic
 * letter, else English. The record leaves it open; screen readers need an answer. */
struct lang_text words_guess(struct str text);

const struct evidence_item *evidence_of(const struct site *s, const struct evidence *e);
struct meeting_item meeting_item_of(const struct site *s, const struct meeting *m);
struct release_item release_item_of(const struct site *s, const struct release *r);
struct term_item term_item_of(const struct site *s, const struct term *t);
/* First day of a term, meeting ... or the day shown, where none is known. */
int32_t day_or(struct date d, int32_t otherwise);

#endif
