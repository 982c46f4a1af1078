/* Consolidation of known texts: the cases of tests/corpus/text, and limits. */
#include <setjmp.h>
#include <stdarg.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/scope.h"
#include "text/reading.h"
#include "unit/text/cases.h"

#include <cmocka.h>

#define MEMORY ((size_t)1024 * 1024 * 1024)

static uint32_t keep(void *ctx, const struct choice *choice)
{
	(void)ctx;
	(void)choice;
	return CHOICE_KEEP;
}

static bool says(const struct text_case *c, struct str what, struct str is)
{
	if (str_eq(what, is))
		return true;
	print_message("# %.*s\n# expected %.*s\n# but have %.*s\n", STR_ARG(c->name), STR_ARG(what),
	    STR_ARG(is));
	return false;
}

static bool case_holds(struct arena *a, const struct text_case *c)
{
	struct brackets_names names = text_case_names(c);
	struct choices made;
	struct err err;
	struct buf b;
	bool holds;

	assert_int_equal(consolidate(a, c->base, c->proposals, &made, &err), RC_OK);
	buf_init(&b, a, 65536);
	brackets_put(&b, c->base, made, &names);
	holds = says(c, c->rendered, buf_str(&b));
	holds = says(c, c->keep_all,
		    text_case_join(a, c, choices_resolve(a, c->base, made, keep, NULL))) &&
	    holds;
	for (uint32_t i = 0; i < c->proposals.count; i++) {
		struct backing backing = { &c->proposals.at[i].id, 1 };
		struct asks asks;
		struct words text = reading_of(a, c->base, made, backing, &asks);

		assert_int_equal(asks.count, 0);
		holds = says(c, c->readings[i], text_case_join(a, c, text)) && holds;
	}
	return holds;
}

static void every_case_of_the_corpus_reads_as_it_should(void **state)
{
	(void)state;
	SCOPE_ARENA(a, MEMORY);
	struct text_cases cases = text_cases_load(&a);
	uint32_t failed = 0;

	for (uint32_t i = 0; i < cases.count; i++)
		failed += !case_holds(&a, &cases.at[i]);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_of_the_corpus_reads_as_it_should),
	};
	return cmocka_run_group_tests_name("choice", tests, NULL, NULL);
}
