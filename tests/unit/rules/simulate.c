#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/rules/adversary.h"

#include <cmocka.h>

static void nobody_acts_outside_the_powers_given(void **state)
{
	(void)state;
	struct tally t = { .histories = 0 };
	adversaries_run(&t, adversaries_usual());
	print_message("# %u histories: %u of %u attempts and %u of %u honest acts were admitted\n",
	    t.histories, t.successes, t.attempts, t.honest - t.honest_refused, t.honest);
	if (t.holes + t.lockouts > 0)
		print_message("# %u holes, %u lockouts; first: %s\n", t.holes, t.lockouts, t.first);
	assert_int_equal(t.holes, 0);
	assert_int_equal(t.lockouts, 0);
	assert_true(t.honest_refused < t.honest / 4 * 3);
	for (unsigned v = 0; v < VILLAIN__COUNT; v++)
		assert_true(t.success_of[v] > 0); /* all have some power of their own */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_acts_outside_the_powers_given),
	};
	return cmocka_run_group_tests_name("simulate", tests, NULL, NULL);
}
