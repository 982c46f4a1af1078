#include "unit/text/cases.h"

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/arena.h"

static struct str string_of(struct arena *a, json_t *json)
{
	const char *text = json_string_value(json);

	cm_assert(text != NULL);
	return str_copy(a, str_c(text));
}

static uint32_t word_number(struct arena *a, struct text_case *c, struct str word)
{
	for (uint32_t i = 0; i < c->lexicon_count; i++)
		if (str_eq(c->lexicon[i], word))
			return i;
	c->lexicon[c->lexicon_count] = str_copy(a, word);
	return c->lexicon_count++;
}

static struct words words_of(struct arena *a, struct text_case *c, json_t *json)
{
	uint32_t *at = arena_array(a, uint32_t, json_array_size(json) + 1);
	uint32_t n = 0;
	size_t i;
	json_t *word;

	cm_assert(json_is_array(json));
	json_array_foreach(json, i, word)
		at[n++] = word_number(a, c, str_c(json_string_value(word)));
	return (struct words){ at, n };
}

static struct edits edits_of(struct arena *a, struct text_case *c, json_t *json)
{
	struct edit *list = arena_array(a, struct edit, json_array_size(json) + 1);
	struct edits normal = { NULL, 0 };
	struct err err;
	uint32_t n = 0;
	size_t i;
	json_t *edit;

	json_array_foreach(json, i, edit)
		list[n++] = (struct edit){
			(uint32_t)json_integer_value(json_object_get(edit, "from")),
			(uint32_t)json_integer_value(json_object_get(edit, "to")),
			words_of(a, c, json_object_get(edit, "text")) };
	cm_assert(edits_normal(a, c->base, (struct edits){ list, n }, &normal, &err) == RC_OK);
	return normal;
}

static void case_read(struct arena *a, struct text_case *c, json_t *json)
{
	json_t *list = json_object_get(json, "proposals"), *one;
	struct proposal *proposals = arena_array(a, struct proposal, json_array_size(list) + 1);
	size_t i;

	c->lexicon = arena_array(a, struct str, 512);
	c->name = string_of(a, json_object_get(json, "name"));
	c->separator = string_of(a, json_object_get(json, "separator"));
	c->rendered = string_of(a, json_object_get(json, "rendered"));
	c->keep_all = string_of(a, json_object_get(json, "keep_all"));
	c->base = words_of(a, c, json_object_get(json, "base"));
	c->by = arena_array(a, struct str, json_array_size(list) + 1);
	c->readings = arena_array(a, struct str, json_array_size(list) + 1);
	json_array_foreach(list, i, one) {
		json_t *readings = json_object_get(json, "readings");

		proposals[i].id = (uint32_t)json_integer_value(json_object_get(one, "id"));
		proposals[i].edits = edits_of(a, c, json_object_get(one, "edits"));
		c->by[i] = string_of(a, json_object_get(one, "by"));
		c->readings[i] = string_of(a, json_object_get(readings, c->by[i].p));
	}
	c->proposals = (struct proposals){ proposals, (uint32_t)json_array_size(list) };
}

struct text_cases text_cases_load(struct arena *a)
{
	const char *tests = getenv("COMITY_TESTS");
	char path[4096];
	json_error_t error;
	json_t *json, *list, *one;
	struct text_cases cases;
	size_t i;

	cm_assert(tests != NULL);
	(void)snprintf(path, sizeof path, "%s/corpus/text/consolidation-cases.json", tests);
	json = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	list = json_object_get(json, "cases");
	cm_assert(json_array_size(list) > 60);
	cases = (struct text_cases){ arena_array(a, struct text_case, json_array_size(list)),
		(uint32_t)json_array_size(list) };
	json_array_foreach(list, i, one)
		case_read(a, &cases.at[i], one);
	json_decref(json);
	return cases;
}

static struct str case_word(const void *ctx, uint32_t word)
{
	const struct text_case *c = ctx;

	cm_assert(word < c->lexicon_count);
	return c->lexicon[word];
}

static struct str case_proposal(const void *ctx, uint32_t id)
{
	const struct text_case *c = ctx;

	for (uint32_t i = 0; i < c->proposals.count; i++)
		if (c->proposals.at[i].id == id)
			return c->by[i];
	return S("nobody");
}

struct brackets_names text_case_names(const struct text_case *c)
{
	return (struct brackets_names){ c, case_word, case_proposal, c->separator };
}

struct str text_case_join(struct arena *a, const struct text_case *c, struct words words)
{
	struct brackets_names names = text_case_names(c);
	struct buf b;

	buf_init(&b, a, 65536);
	brackets_put(&b, words, (struct choices){ NULL, 0 }, &names);
	return buf_str(&b);
}
