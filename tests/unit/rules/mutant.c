/*
 * Negative control of the simulator: linked with rules that contain one mistake (see meson.build), it
 * passes when the adversaries find it. A simulator that finds nothing in them proves nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/rules/adversary.h"

#include <cmocka.h>

static void the_adversaries_find_the_seeded_mistake(void **state)
{
	(void)state;
	struct tally t = { .histories = 0 };
	adversaries_run(&t, 300);
	print_message("# %u holes in %u histories; first: %s\n", t.holes, t.histories, t.first);
	assert_true(t.holes > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_adversaries_find_the_seeded_mistake),
	};
	return cmocka_run_group_tests_name("mutant", tests, NULL, NULL);
}
