/*
 * The words of meetings, decisions and votes in the page's language: states, outcomes, roles. What an
 * act says as a code and the catalogue does not know is shown as words_of_code has it. Pure.
 */
#ifndef VIEW_MEETING_WORDS_H
#define VIEW_MEETING_WORDS_H

#include "rules/conduct.h"
#include "rules/decision.h"
#include "view/site.h"

struct lang_text words_of_conduct_state(const struct site *s, enum conduct_state state);
struct lang_text words_of_credentials(const struct site *s, enum credentials_state state);
struct lang_text words_of_speaker_state(const struct site *s, enum speaker_state state);
struct lang_text words_of_point_state(const struct site *s, enum point_state state);
struct lang_text words_of_tenure(const struct site *s, enum tenure_how how);
struct lang_text words_of_decision_state(const struct site *s, enum decision_state state);
struct lang_text words_of_ballot_state(const struct site *s, enum ballot_state state);
struct lang_text words_of_choice(const struct site *s, enum ballot_choice choice);
struct lang_text words_of_method(const struct site *s, enum method method);
struct lang_text words_of_else(const struct site *s, enum ladder_else otherwise);

/* Codes that stand in acts, by what they are. */
enum coded {
	CODED_CHOICE,           /* of vote.cast */
	CODED_CREDENTIALS,      /* outcome of credentials.decide */
	CODED_DELEGATION_ROLE,
	CODED_DISSENT_KIND,
	CODED_DOCUMENT_SUFFIX,
	CODED_ELSE,             /* step of decision.next */
	CODED_ISSUER,           /* of credentials */
	CODED_LETTER_FORM,
	CODED_POINT_KIND,
	CODED_RULING,           /* outcome of point.rule */
	CODED_SPEAKER_LIST,
	CODED_SPEAKER_ROLE,
	CODED__COUNT
};
struct lang_text words_of_coded(const struct site *s, enum coded what, struct str code);

#endif
