/* What jansson makes of a draft's JSON is, consolidated again, the draft's forest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <jansson.h>
#include "base/scope.h"
#include "lib/draft_make.h"
#include "view/text_json.h"
#include <cmocka.h>

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

static uint32_t number_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	assert_true(json_is_integer(value));
	return (uint32_t)json_integer_value(value);
}

static struct words words_of(struct arena *a, struct lexicon *l, const json_t *object)
{
	const json_t *words = json_object_get(object, "words");
	uint32_t n = (uint32_t)json_array_size(words);
	uint32_t *at = arena_array(a, uint32_t, n + 1);

	assert_true(json_is_array(words));
	for (uint32_t i = 0; i < n; i++) {
		const json_t *word = json_array_get(words, i);
		struct str bytes = { json_string_value(word), json_string_length(word) };

		assert_int_equal(lexicon_put(l, bytes, &at[i], NULL), RC_OK);
	}
	return (struct words){ at, n };
}

static struct proposals proposals_of(struct arena *a, struct lexicon *l, const json_t *unit)
{
	const json_t *all = json_object_get(unit, "proposals");
	uint32_t n = (uint32_t)json_array_size(all);
	struct proposal *list = arena_array(a, struct proposal, n + 1);

	for (uint32_t i = 0; i < n; i++) {
		const json_t *p = json_array_get(all, i), *edits = json_object_get(p, "edits");
		uint32_t count = (uint32_t)json_array_size(edits);
		struct edit *at = arena_array(a, struct edit, count + 1);

		for (uint32_t e = 0; e < count; e++) {
			const json_t *edit = json_array_get(edits, e);

			at[e] = (struct edit){ number_of(edit, "from"), number_of(edit, "to"),
				words_of(a, l, edit) };
		}
		list[i] = (struct proposal){ number_of(p, "id"), { at, count }, 0 };
	}
	return (struct proposals){ list, n };
}

/* The choices listed are, in reading order, those of the forest, each in the one around it. */
static void choices_are(
    struct arena *a, struct lexicon *l, const json_t *listed, struct words base, struct choices choices)
{
	uint32_t at = 0, stack[64], depth = 0;
	struct choice_walk w;
	enum choice_event event;

	choice_walk_init(&w, base, choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_CLOSES)
			depth--;
		if (event != CHOICE_OPENS)
			continue;
		const json_t *c = json_array_get(listed, at), *alts = json_object_get(c, "alternatives");

		assert_int_equal(number_of(c, "from"), w.choice->lo);
		assert_int_equal(number_of(c, "to"), w.choice->hi);
		if (depth > 0)
			assert_int_equal(number_of(c, "in"), stack[depth - 1]);
		else
			assert_null(json_object_get(c, "in"));
		assert_int_equal(json_array_size(alts), w.choice->alt_count);
		for (uint32_t i = 0; i < w.choice->alt_count; i++) {
			const json_t *alt = json_array_get(alts, i), *by = json_object_get(alt, "by");

			assert_true(words_eq(words_of(a, l, alt), w.choice->alts[i].text));
			assert_int_equal(json_array_size(by), w.choice->alts[i].by_count);
			for (uint32_t p = 0; p < w.choice->alts[i].by_count; p++)
				assert_int_equal(json_integer_value(json_array_get(by, p)),
				    w.choice->alts[i].by[p]);
		}
		stack[depth++] = at++;
	}
	assert_int_equal(at, json_array_size(listed));
}

static void unit_is(struct arena *a, const struct draft_unit *u, const json_t *unit)
{
	struct choices choices;
	struct lexicon l;

	lexicon_init(&l, a, 3);
	struct words base = words_of(a, &l, unit);
	assert_int_equal(base.count, u->base.count);
	assert_int_equal(consolidate(a, base, proposals_of(a, &l, unit), &choices, NULL), RC_OK);
	choices_are(a, &l, json_object_get(unit, "choices"), base, choices);
	const json_t *text = json_object_get(json_array_get(json_object_get(unit, "texts"), 0), "text");
	assert_true(str_eq(u->texts[0].text,
	    (struct str){ json_string_value(text), json_string_length(text) }));
}

static void the_forest_comes_back(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(1000); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct json_out w;
		struct draft d;
		struct gen g;
		struct buf b;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		buf_init(&b, &a, 1u << 22);
		json_out_begin(&w, &b);
		text_json_put(&w, &d, &a);
		json_out_end(&w);
		assert_false(b.failed);
		json_t *root = json_loadb(b.p, b.n, JSON_REJECT_DUPLICATES, NULL);
		const json_t *units = json_object_get(root, "units");

		assert_int_equal(json_array_size(units), d.units_count);
		assert_int_equal(json_array_size(json_object_get(root, "proposals")), d.proposals_count);
		assert_int_equal(json_array_size(json_object_get(root, "changes")), d.changes_count);
		for (uint32_t k = 0; k < d.units_count; k++)
			unit_is(&a, &d.units[k], json_array_get(units, k));
		json_decref(root);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_forest_comes_back) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
