/* What a server says of itself. Without codec/json.h, whose names of types are jansson's too. */
#include <jansson.h>

#include "base/arena.h"
#include "cli/answer.h"

static struct str text_of(struct arena *a, const json_t *point, const char *key)
{
	const json_t *text = json_object_get(point, key);
	if (!json_is_string(text))
		return STR_NONE;
	return str_copy(a, (struct str){ json_string_value(text), json_string_length(text) });
}

uint32_t answer_points_read(
    struct answer_point out[ANSWER_POINTS_MAX], struct arena *a, struct str body)
{
	json_t *root = json_loadb(body.p, body.n, JSON_REJECT_DUPLICATES, NULL);
	const json_t *points = json_object_get(json_object_get(root, "data"), "points");
	size_t count = json_array_size(points) <= ANSWER_POINTS_MAX ? json_array_size(points) : 0;
	for (size_t i = 0; i < count; i++) {
		const json_t *point = json_array_get(points, i);
		out[i] = (struct answer_point){ text_of(a, point, "point"),
			text_of(a, point, "sentence"),
			json_is_true(json_object_get(point, "is_well")) };
	}
	json_decref(root);
	return (uint32_t)count;
}
