/* JSON as another library reads it: apart, because jansson's names collide with codec/json.h. */
#ifndef TESTS_UNIT_VIEW_JSON_JUDGE_H
#define TESTS_UNIT_VIEW_JSON_JUDGE_H

#include "base/str.h"

/* Parses without a key twice, and holds kind, lang, day, size and the model in "data". */
bool json_is_answer(struct str text);
/* A description with at least `paths` paths, each $ref of which leads to a schema. */
bool json_is_description(struct str text, size_t paths);

#endif
