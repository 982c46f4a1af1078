/* Without codec/json.h, whose names of types are jansson's too. */
#include "cli/answer.h"

#include <jansson.h>

static struct str text_of(struct arena *a, json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return STR_NONE;
	return str_copy(a, (struct str){ json_string_value(value), json_string_length(value) });
}

static void unit_find(struct answer_unit *out, struct arena *a, json_t *data, struct str id)
{
	json_t *units = json_object_get(data, "units"), *unit;
	size_t i;
	out->lang = text_of(a, json_object_get(data, "text"), "lang");
	json_array_foreach(units, i, unit) {
		if (!str_eq(text_of(a, unit, "id"), id))
			continue;
		out->words = text_of(a, unit, "words");
		out->hash = text_of(a, unit, "hash");
	}
}

enum rc answer_unit_read(struct answer_unit *out, struct arena *a, struct str body, struct str unit,
    struct err *err)
{
	json_error_t where;
	json_t *answer = json_loadb(body.p, body.n, 0, &where);
	*out = (struct answer_unit){ STR_NONE, STR_NONE, STR_NONE };
	if (answer == NULL)
		return cm_fail(err, RC_INVALID, "the answer is no JSON: line %d", where.line);
	unit_find(out, a, json_object_get(answer, "data"), unit);
	json_decref(answer);
	if (out->lang.n == 0)
		return cm_fail(err, RC_INVALID, "the answer is of no negotiated text");
	if (out->words.n == 0 || out->hash.n == 0)
		return cm_fail(err, RC_NOT_FOUND, "the text has no unit '%.*s'", STR_ARG(unit));
	return RC_OK;
}
