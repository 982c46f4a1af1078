#include <setjmp.h>
#include <stdarg.h>
#include "base/fault.h"
#include "lib/panics.h"
#include <string.h>
#include <cmocka.h>

static void every_fault_has_a_name_of_its_own_a_status_and_a_section(void **state)
{
	(void)state;
	for (enum fault_id id = FAULT_NONE + 1; id < FAULT__COUNT; id++) {
		assert_int_equal(strncmp(fault_name(id), "E_", 2), 0);
		int http = fault_http(id);
		assert_true(http == 0 || (http >= 400 && http <= 599));
		assert_true(strlen(fault_section(id)) > 0);
		for (enum fault_id other = FAULT_NONE + 1; other < id; other++)
			assert_string_not_equal(fault_name(id), fault_name(other));
	}
	assert_string_equal(fault_name(FAULT_NONE), "");
}

/* Published names: numbers may never move, because a new fault is only appended. */
static void published_numbers_have_not_moved(void **state)
{
	(void)state;
	assert_int_equal(FAULT_SIZE, 1);
	assert_int_equal(FAULT_JSON_SIZE, 11);
	assert_int_equal(FAULT_SIG, 32);
	assert_int_equal(FAULT_CONTENT, 37);
	assert_int_equal(FAULT_RULES, 56);
	assert_string_equal(fault_name(FAULT_SSHSIG_FORMAT), "E_SSHSIG_FORMAT");
}

static void a_fault_says_where(void **state)
{
	(void)state;
	struct fault f = fault_at(FAULT_JSON_KEY, 3, 17);
	assert_int_equal(f.id, FAULT_JSON_KEY);
	assert_int_equal(f.line, 3);
	assert_int_equal(f.offset, 17);
	assert_int_equal(FAULT_OK.id, FAULT_NONE);
}

static void name_of_no_fault(void *ctx)
{
	(void)ctx;
	(void)fault_name(FAULT__COUNT);
}

static void a_number_that_is_no_fault_panics(void **state)
{
	(void)state;
	assert_true(panics(name_of_no_fault, NULL, "id < FAULT__COUNT"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_has_a_name_of_its_own_a_status_and_a_section),
		cmocka_unit_test(published_numbers_have_not_moved),
		cmocka_unit_test(a_fault_says_where),
		cmocka_unit_test(a_number_that_is_no_fault_panics),
	};
	return cmocka_run_group_tests_name("fault", tests, NULL, NULL);
}
