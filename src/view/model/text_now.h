/* What a room looks at: the paragraph that the newest act on a text is about. Pure. */
#ifndef VIEW_MODEL_TEXT_NOW_H
#define VIEW_MODEL_TEXT_NOW_H

#include "view/model/texts.h"

#define MODEL_text_room(F, S)                                                                      \
	F(S, OBJECT, text, text_item, "as in the list")                                           \
	F(S, OBJECT, unit, unit_item, "that the room looks at")                                   \
	F(S, NUMBER, brackets, none, "choices that are open in it")                               \
	F(S, NUMBER, proposal, none, "whose choice is under discussion; 0: none")                 \
	F(S, FLAG, is_followed, none, "the newest act chose it; else the address did")
MODEL_DECLARE(text_room)

struct text_now {
	uint32_t unit;     /* its place; the first one where nothing was done yet */
	uint32_t proposal; /* the newest that lives and is made, supported or opposed; 0: none */
};
struct text_now text_now_of(const struct site *s, const struct instrument *of,
    const struct draft *d);

#endif
