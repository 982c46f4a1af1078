/* The mark: what was written is read, and nothing else is taken for a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/tmpdir.h"
#include "mail/mark.h"

#include <cmocka.h>

static struct tmpdir dir;
static char path[TMPDIR_PATH_MAX + 16];

static int dir_up(void **state)
{
	(void)state;
	tmpdir_new(&dir);
	tmpdir_join(&dir, "mail.next", path, sizeof path);
	return 0;
}

static int dir_down(void **state)
{
	(void)state;
	tmpdir_free(&dir);
	return 0;
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	static const uint64_t numbers[] = { 0, 1, 999, INT64_MAX };
	uint64_t next = 7;
	struct err err;
	assert_int_equal(mark_read(path, &next, &err), RC_NOT_FOUND);
	for (size_t i = 0; i < CM_COUNT(numbers); i++) {
		assert_int_equal(mark_write(path, numbers[i], &err), RC_OK);
		assert_int_equal(mark_read(path, &next, &err), RC_OK);
		assert_true(next == numbers[i]);
	}
	char part[TMPDIR_PATH_MAX + 32];
	(void)snprintf(part, sizeof part, "%s.new", path);
	assert_int_not_equal(access(part, F_OK), 0);
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "\n", "12", "-1\n", "01\n", "1 2\n", "12\n\n",
		"123456789012345678901234567890123456789\n" };
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		struct err err;
		uint64_t next;
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		assert_true(fputs(bad[i], f) >= 0 && fclose(f) == 0);
		assert_int_equal(mark_read(path, &next, &err), RC_CORRUPT);
	}
}

static void a_folder_that_is_not_there_is_told(void **state)
{
	(void)state;
	struct err err;
	assert_int_equal(mark_write("/no/such/folder/mail.next", 1, &err), RC_IO);
	assert_non_null(strstr(err.text, "/no/such/folder"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(a_folder_that_is_not_there_is_told),
	};
	return cmocka_run_group_tests_name("mail/mark", tests, dir_up, dir_down);
}
