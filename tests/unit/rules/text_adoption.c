/*
 * What a decision asks of the text that it names (docs/rules.md section 14): the newest revision, without
 * brackets, in every authentic language, or with a waiver. Each condition is met and missed by one step.
 */
#include "rules/text_adoption.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"

#include <cmocka.h>

#define TEXT S("draft-1")

static struct findings asked(struct sim *s, int64_t number)
{
	struct findings found = { .count = 0 };
	const struct revision_named named = { TEXT, number, NULL };
	bool is_adoptable = text_adoptable(s->forum, &s->scratch, &named, &found);
	assert_int_equal(is_adoptable, found.count == 0);
	return found;
}

static bool says(const struct findings *found, enum finding_id id, const char *place)
{
	for (unsigned i = 0; i < found->count; i++) {
		if (found->at[i].id == id && str_eq(found->at[i].place, str_c(place)))
			return true;
	}
	return false;
}

static struct sim_act translate(struct sim *s, const char *unit)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_TRANSLATE, TEXT);
	a.content.text_translate.unit = str_c(unit);
	a.content.text_translate.from = instrument_unit_find(s->forum, TEXT, str_c(unit))->hash;
	a.content.text_translate.state = S("final");
	return a;
}

/* A first revision, every unit in Russian too. */
static void begin(struct sim *s)
{
	static const char *const units[] = { "title", "pp1", "op1", "a" };
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_text_open(s);
	sim_do(s, sim_text_act(s, KIND_TEXT_REVISE, TEXT));
	for (size_t i = 0; i < CM_COUNT(units); i++)
		sim_do(s, translate(s, units[i]));
}

static void a_complete_newest_revision_is_adoptable(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	assert_int_equal(asked(&s, 1).count, 0);
	struct findings found = asked(&s, 2);
	assert_true(says(&found, FINDING_REVISION_UNKNOWN, "revision"));
	found = asked(&s, 0);
	assert_true(says(&found, FINDING_REVISION_UNKNOWN, "revision"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	assert_int_equal(asked(&s, 2).count, 0);
	found = asked(&s, 1);
	assert_true(found.count == 1 && says(&found, FINDING_REVISION_PASSED, "revision"));
	sim_release(&s);
}

static void the_hash_and_the_text_must_be_those_of_the_record(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct findings found = { .count = 0 };
	const struct instrument *of = instrument_find(s.forum, TEXT);
	const struct hash other = sim_key(TEXT)->digest;
	struct revision_named named = { TEXT, 1, &of->revisions[0].hash };
	assert_ptr_equal(text_revision_named(s.forum, &named, &found), &of->revisions[0]);
	assert_int_equal(found.count, 0);
	named.hash = &other;
	assert_null(text_revision_named(s.forum, &named, &found));
	assert_true(says(&found, FINDING_REVISION_OTHER, "hash"));
	named.text = S("draft-9");
	assert_false(text_adoptable(s.forum, &s.scratch, &named, &found));
	assert_true(says(&found, FINDING_TEXT_UNKNOWN, "text"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_CLOSE, TEXT));
	found = asked(&s, 1);
	assert_true(found.count == 1 && says(&found, FINDING_REVISION_UNKNOWN, "revision"));
	sim_release(&s);
}

static void brackets_and_changed_words_stand_in_the_way(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, sim_text_act(&s, KIND_TEXT_PROPOSE, TEXT));
	struct findings found = asked(&s, 1);
	assert_true(found.count == 1 && says(&found, FINDING_BRACKETS_OPEN, "op1"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_ACCEPT, TEXT));
	found = asked(&s, 1);
	assert_int_equal(found.count, 2);
	assert_true(says(&found, FINDING_REVISION_PASSED, "revision"));
	assert_true(says(&found, FINDING_TRANSLATION_STALE, "op1/ru"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	sim_do(&s, translate(&s, "op1"));
	assert_int_equal(asked(&s, 2).count, 0);
	sim_do(&s, sim_text_propose_change(&s, S("new")));
	found = asked(&s, 2);
	assert_true(found.count == 1 && found.at[0].id == FINDING_BRACKETS_OPEN);
	sim_release(&s);
}

static void a_language_that_lacks_a_unit_may_be_waived_for_one_revision(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	sim_envoys(&s);
	sim_text_open(&s);
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	struct findings found = asked(&s, 1);
	assert_int_equal(found.count, 4);
	assert_true(says(&found, FINDING_TRANSLATION_MISSING, "pp1/ru"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_WAIVE, TEXT));
	assert_int_equal(asked(&s, 1).count, 0);
	struct sim_act again = sim_text_act(&s, KIND_TEXT_WAIVE, TEXT);
	struct sim_result r = sim_judge(&s, &again);
	assert_true(says(&r.found, FINDING_STEP_DOES_NOT_FOLLOW, "lang"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	assert_int_equal(asked(&s, 2).count, 4);
	struct sim_act french = sim_text_act(&s, KIND_TEXT_WAIVE, TEXT);
	french.content.text_waive.lang = S("fr");
	r = sim_judge(&s, &french);
	assert_true(says(&r.found, FINDING_STEP_DOES_NOT_FOLLOW, "lang"));
	sim_release(&s);
}

static struct str authentic_of_draft(struct sim *s)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_TABLE, TEXT);
	a.content.text_table.authentic = (struct strs){ 0, NULL };
	sim_do(s, a);
	const struct strs *of = &instrument_find(s->forum, TEXT)->authentic;
	return of->count == 1 ? of->at[0] : STR_NONE;
}

static void the_charter_names_the_languages_and_may_forbid_a_waiver(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	sim_envoys(&s);
	assert_int_equal(authentic_of_draft(&s).n, 0);
	sim_release(&s);
	sim_init(&s, false);
	sim_charter_replace(&s, "\"languages\":[\"en\",\"ru\"]",
	    "\"languages\":{\"authentic\":[\"ru\"],\"official\":[\"en\",\"ru\"],\"waiver\":\"none\"}");
	sim_world(&s);
	sim_envoys(&s);
	assert_true(str_eq(authentic_of_draft(&s), S("ru")));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_OPEN, TEXT));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	struct sim_act waive = sim_text_act(&s, KIND_TEXT_WAIVE, TEXT);
	struct sim_result r = sim_judge(&s, &waive);
	assert_true(says(&r.found, FINDING_WAIVER_NOT_ALLOWED, "lang"));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_complete_newest_revision_is_adoptable),
		cmocka_unit_test(the_hash_and_the_text_must_be_those_of_the_record),
		cmocka_unit_test(brackets_and_changed_words_stand_in_the_way),
		cmocka_unit_test(a_language_that_lacks_a_unit_may_be_waived_for_one_revision),
		cmocka_unit_test(the_charter_names_the_languages_and_may_forbid_a_waiver),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
