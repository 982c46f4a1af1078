/* The command for messages: split without a shell, given the whole message, judged by its status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/tmpdir.h"
#include "mail/command.h"

#include <cmocka.h>

static void a_command_is_split_at_blanks(void **state)
{
	(void)state;
	struct command c;
	assert_true(command_parse(&c, "  msmtp  --host=a -t "));
	assert_string_equal(c.words[0], "msmtp");
	assert_string_equal(c.words[1], "--host=a");
	assert_string_equal(c.words[2], "-t");
	assert_null(c.words[3]);
	assert_false(command_parse(&c, ""));
	assert_false(command_parse(&c, "   "));
	char many[2 * COMMAND_WORDS_MAX + 3] = { 0 };
	for (size_t i = 0; i < sizeof many - 1; i++)
		many[i] = i % 2 == 0 ? 'a' : ' ';
	assert_false(command_parse(&c, many));
}

static int run(const char *text, struct str input)
{
	struct command c;
	assert_true(command_parse(&c, text));
	return command_run(&c, input);
}

static void its_status_is_told(void **state)
{
	(void)state;
	assert_int_equal(run("true", S("text")), 0);
	assert_int_equal(run("false", S("text")), 1);
	assert_int_equal(run("/no/such/command", S("text")), COMMAND_NOT_STARTED);
	/* No shell: what would be one's syntax is an argument. */
	assert_int_equal(run("test a = a;exit 3", S("")), 2);
}

static void it_gets_the_whole_message_and_nothing_of_our_output(void **state)
{
	(void)state;
	struct tmpdir dir;
	char path[TMPDIR_PATH_MAX + 16], text[TMPDIR_PATH_MAX + 32];
	size_t bytes = (size_t)3 << 20; /* more than a pipe holds */
	char *message = malloc(bytes), *got = malloc(bytes + 1);
	assert_true(message != NULL && got != NULL);
	for (size_t i = 0; i < bytes; i++)
		message[i] = (char)(i * 31 % 251);
	tmpdir_new(&dir);
	tmpdir_join(&dir, "got", path, sizeof path);
	(void)snprintf(text, sizeof text, "tee %s", path);
	assert_int_equal(run(text, (struct str){ message, bytes }), 0);
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	assert_int_equal(fread(got, 1, bytes + 1, f), bytes);
	assert_memory_equal(got, message, bytes);
	(void)fclose(f);
	tmpdir_free(&dir);
	free(message);
	free(got);
}

static void one_that_reads_nothing_does_no_harm(void **state)
{
	(void)state;
	static char message[1 << 20];
	assert_int_equal(run("true", (struct str){ message, sizeof message }), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_is_split_at_blanks),
		cmocka_unit_test(its_status_is_told),
		cmocka_unit_test(it_gets_the_whole_message_and_nothing_of_our_output),
		cmocka_unit_test(one_that_reads_nothing_does_no_harm),
	};
	return cmocka_run_group_tests_name("mail/command", tests, NULL, NULL);
}
