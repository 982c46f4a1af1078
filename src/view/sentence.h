/*
 * An act in plain words: a message of the catalogue and what fills its places, so that a page links
 * and the API writes text from the same thing. Pure; memory is the site's scratch arena.
 */
#ifndef VIEW_SENTENCE_H
#define VIEW_SENTENCE_H

#include "view/messages.h"
#include "view/pages.h"

#define SENTENCE_PARTS_MAX 5

struct sentence {
	enum message id;
	struct part parts[SENTENCE_PARTS_MAX];
};
struct sentence sentence_of_act(const struct site *s, const struct act_view *act);
struct str sentence_text(const struct site *s, const struct sentence *said);
/* "Secretariat officer 1", "Delegate 2 (Kazakhstan)". */
struct lang_text words_of_handle(const struct site *s, struct str handle);

#endif
