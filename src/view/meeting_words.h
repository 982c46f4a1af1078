/* The words for the states and kinds of meetings and decisions, in the page's language. What the
 * charter's vocabulary names goes before our own words, as in words_of_code. Pure. */
#ifndef VIEW_MEETING_WORDS_H
#define VIEW_MEETING_WORDS_H

#include "rules/conduct.h"
#include "rules/decision.h"
#include "view/site.h"

struct lang_text words_of_conduct_state(const struct site *s, enum conduct_state state);
struct lang_text words_of_credentials(const struct site *s, enum credentials_state state);
struct lang_text words_of_speaker_state(const struct site *s, enum speaker_state state);
struct lang_text words_of_point_state(const struct site *s, enum point_state state);
struct lang_text words_of_decision_state(const struct site *s, enum decision_state state);
struct lang_text words_of_ballot_state(const struct site *s, enum ballot_state state);
struct lang_text words_of_choice(const struct site *s, enum choice choice);
struct lang_text words_of_method(const struct site *s, enum method method);
struct lang_text words_of_else(const struct site *s, enum ladder_else e);
/* Kinds of points, motions and dissent, roles, issuers, modes, suffixes: words of acts. */
struct lang_text words_of_act_word(const struct site *s, struct str word);

#endif
