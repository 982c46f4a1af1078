#include "unit/view/json_judge.h"

#include <stdio.h>

#include <jansson.h>

#define PENDING_MAX 2048

static json_t *parse(struct str text)
{
	json_error_t error;
	json_t *json = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
	if (json == NULL)
		(void)fprintf(stderr, "%s at %d: %.80s\n", error.text, error.position,
		    text.p + (error.position > 40 ? error.position - 40 : 0));
	return json;
}

bool json_is_answer(struct str text)
{
	json_t *json = parse(text);
	bool is_answer = json_is_object(json_object_get(json, "data")) &&
	    json_is_string(json_object_get(json, "kind")) &&
	    json_is_string(json_object_get(json, "lang")) &&
	    json_is_string(json_object_get(json, "day")) &&
	    json_is_integer(json_object_get(json, "size"));
	json_decref(json);
	return is_answer;
}

static bool leads_somewhere(json_t *reference, json_t *schemas)
{
	static const char prefix[] = "#/components/schemas/";
	const char *text = json_string_value(reference);
	if (text == NULL || strncmp(text, prefix, sizeof(prefix) - 1) != 0 ||
	    json_object_get(schemas, text + sizeof(prefix) - 1) == NULL) {
		(void)fprintf(stderr, "%s leads nowhere\n", text != NULL ? text : "$ref");
		return false;
	}
	return true;
}

static bool references_hold(json_t *top, json_t *schemas)
{
	json_t *pending[PENDING_MAX] = { top }, *value;
	size_t count = 1, held = 0, i;
	const char *key;
	while (count > 0) {
		json_t *node = pending[--count];
		if (count + json_object_size(node) + json_array_size(node) > PENDING_MAX)
			return false;
		json_array_foreach(node, i, value)
			pending[count++] = value;
		json_object_foreach(node, key, value)
			pending[count++] = value;
		value = json_object_get(node, "$ref");
		if (value != NULL && !leads_somewhere(value, schemas))
			return false;
		held += value != NULL ? 1 : 0;
	}
	return held > 100;
}

bool json_is_description(struct str text, size_t paths)
{
	json_t *json = parse(text);
	json_t *schemas = json_object_get(json_object_get(json, "components"), "schemas");
	bool is_description = json_object_size(json_object_get(json, "paths")) >= paths &&
	    json_is_string(json_object_get(json, "openapi")) && references_hold(json, schemas);
	json_decref(json);
	return is_description;
}
