/* Without codec/json.h, whose names of types are jansson's too. */
#include "cli/answer.h"

#include <jansson.h>

#include "base/arena.h"

static struct str text_of(struct arena *a, json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return STR_NONE;
	return str_copy(a, (struct str){ json_string_value(value), json_string_length(value) });
}

static void units_read(struct answer_text *out, struct arena *a, json_t *data)
{
	json_t *units = json_object_get(data, "units"), *unit;
	size_t i, count = json_array_size(units);
	struct answer_unit *at = arena_array(a, struct answer_unit, count + 1);
	json_array_foreach(units, i, unit) {
		at[i] = (struct answer_unit){ text_of(a, unit, "id"), text_of(a, unit, "unit_kind"),
			text_of(a, unit, "label"), text_of(a, unit, "words"), text_of(a, unit, "hash") };
	}
	out->lang = text_of(a, json_object_get(data, "text"), "lang");
	out->count = (uint32_t)count;
	out->units = at;
}

enum rc answer_text_read(struct answer_text *out, struct arena *a, struct str body, struct err *err)
{
	json_error_t where;
	json_t *answer = json_loadb(body.p, body.n, 0, &where);
	*out = (struct answer_text){ .count = 0 };
	if (answer == NULL)
		return cm_fail(err, RC_INVALID, "the answer is no JSON: line %d", where.line);
	units_read(out, a, json_object_get(answer, "data"));
	json_decref(answer);
	bool is_text = out->lang.n > 0;
	for (uint32_t i = 0; i < out->count; i++) {
		const struct answer_unit *u = &out->units[i];
		is_text = is_text && u->id.n > 0 && u->words.n > 0 && u->hash.n > 0;
	}
	return is_text ? RC_OK : cm_fail(err, RC_INVALID, "the answer is of no negotiated text");
}

enum rc answer_unit_find(const struct answer_text *text, struct str id,
    const struct answer_unit **out, struct err *err)
{
	for (uint32_t i = 0; i < text->count; i++) {
		if (str_eq(text->units[i].id, id)) {
			*out = &text->units[i];
			return RC_OK;
		}
	}
	return cm_fail(err, RC_NOT_FOUND, "the text has no unit '%.*s'", STR_ARG(id));
}
