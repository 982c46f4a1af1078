/*
 * A draft as JSON for the API: units with their texts, words, choices as trees, who stands behind what,
 * and the exact edits of every proposal. Words are strings with the white space before them; places are
 * words of the unit. Pure.
 */
#ifndef VIEW_TEXT_JSON_H
#define VIEW_TEXT_JSON_H

#include "text/draft.h"
#include "view/json_out.h"

/* One value, an object. Choices that lie in others name the one around them ("in", a place in the
 * same list, from 0), so that no depth of theirs is one of the document's. */
void text_json_put(struct json_out *w, const struct draft *d, struct arena *a);

#endif
