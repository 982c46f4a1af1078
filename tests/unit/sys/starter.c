/* The process that starts others: what it is asked comes back whole, nothing else is done, and neither
 * process outlives the other for long. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/scope.h"
#include "sys/starter.h"

#include <cmocka.h>

#define LARGE ((size_t)20 << 20) /* more than a pipe holds */

static enum rc echo(void *ctx, struct str input, struct buf *out, struct err *err)
{
	(void)err;
	buf_put(out, str_c(ctx));
	buf_put(out, input);
	return RC_OK;
}

static enum rc refuse(void *ctx, struct str input, struct buf *out, struct err *err)
{
	(void)ctx;
	(void)out;
	return cm_fail(err, RC_DENIED, "not %.*s", STR_ARG(input));
}

static enum rc die(void *ctx, struct str input, struct buf *out, struct err *err)
{
	(void)ctx;
	(void)input;
	(void)out;
	(void)err;
	_exit(5);
}

static enum rc pid_tell(void *ctx, struct str input, struct buf *out, struct err *err)
{
	pid_t pids[2] = { getpid(), getppid() };
	(void)ctx;
	(void)input;
	(void)err;
	buf_bytes(out, pids, sizeof pids);
	return RC_OK;
}

enum { ECHO, REFUSE, DIE, PID, TASKS };
static char prefix[] = "> ";
static const struct starter_task tasks[TASKS] = { { echo, prefix }, { refuse, NULL }, { die, NULL },
	{ pid_tell, NULL } };

static enum rc ask(struct starter *s, uint32_t task, struct str input, size_t *same, struct err *err)
{
	SCOPE_ARENA(a, 4 * LARGE);
	struct buf out;
	buf_init(&out, &a, 2 * LARGE);
	enum rc rc = starter_ask(s, task, input, &out, err);
	struct str got = buf_str(&out);
	*same = got.n >= 2 && got.n - 2 == input.n && memcmp(got.p + 2, input.p, input.n) == 0 ? got.n : 0;
	return rc;
}

static void an_answer_comes_back_whole(void **state)
{
	(void)state;
	struct starter *s;
	struct err err;
	size_t same;
	assert_int_equal(starter_start(&s, tasks, TASKS, &err), RC_OK);
	char *large = malloc(LARGE);
	assert_non_null(large);
	for (size_t i = 0; i < LARGE; i++)
		large[i] = (char)(i * 31 % 251);
	static const size_t sizes[] = { 0, 1, 65536, LARGE };
	for (size_t i = 0; i < CM_COUNT(sizes); i++) {
		assert_int_equal(ask(s, ECHO, (struct str){ large, sizes[i] }, &same, &err), RC_OK);
		assert_int_equal(same, sizes[i] + 2);
	}
	free(large);
	starter_stop(s);
}

static void errors_come_back_as_they_were_and_deaths_are_told(void **state)
{
	(void)state;
	struct starter *s;
	struct err err;
	size_t same;
	assert_int_equal(starter_start(&s, tasks, TASKS, &err), RC_OK);
	assert_int_equal(ask(s, REFUSE, S("this"), &same, &err), RC_DENIED);
	assert_string_equal(err.text, "not this");
	assert_int_equal(ask(s, DIE, S("this"), &same, &err), RC_IO);
	assert_int_equal(ask(s, TASKS, S("no such task"), &same, &err), RC_IO);
	assert_int_equal(ask(s, UINT32_MAX, S("nor this"), &same, &err), RC_IO);
	for (unsigned i = 0; i < 3 * STARTER_AT_ONCE; i++) /* the dead leave room */
		assert_int_equal(ask(s, ECHO, S("still there"), &same, &err), RC_OK);
	starter_stop(s);
}

struct asker {
	struct starter *starter;
	unsigned wrong;
};
static void *asker_run(void *ctx)
{
	struct asker *a = ctx;
	char text[64];
	for (unsigned i = 0; i < 20; i++) {
		struct err err;
		size_t same;
		memset(text, 'a' + (int)i, sizeof text);
		a->wrong += ask(a->starter, ECHO, (struct str){ text, sizeof text }, &same, &err) != RC_OK ||
		    same != sizeof text + 2;
	}
	return NULL;
}

static void many_threads_ask_at_once(void **state)
{
	(void)state;
	struct starter *s;
	struct err err;
	pthread_t threads[24];
	struct asker askers[CM_COUNT(threads)];
	assert_int_equal(starter_start(&s, tasks, TASKS, &err), RC_OK);
	for (size_t i = 0; i < CM_COUNT(threads); i++) {
		askers[i] = (struct asker){ s, 0 };
		assert_int_equal(pthread_create(&threads[i], NULL, asker_run, &askers[i]), 0);
	}
	for (size_t i = 0; i < CM_COUNT(threads); i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		assert_int_equal(askers[i].wrong, 0);
	}
	starter_stop(s);
}

/* Of a process whose parent has died, and which is ours then. */
static bool is_gone(pid_t pid)
{
	for (unsigned i = 0; i < 500; i++) {
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return true;
		(void)usleep(10000);
	}
	return false;
}

/* A server that is killed leaves nobody behind; one whose starter is killed is told so. */
static void neither_hangs_without_the_other(void **state)
{
	(void)state;
	int ends[2], status;
	pid_t pids[2] = { 0 };
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	pid_t server = fork();
	if (server == 0) {
		SCOPE_ARENA(a, 65536);
		struct starter *s;
		struct buf out;
		buf_init(&out, &a, 4096);
		if (starter_start(&s, tasks, TASKS, NULL) == RC_OK &&
		    starter_ask(s, PID, STR_NONE, &out, NULL) == RC_OK && out.n == sizeof pids &&
		    write(ends[1], out.p, out.n) == (ssize_t)out.n)
			(void)pause();
		_exit(1);
	}
	assert_int_equal(read(ends[0], pids, sizeof pids), sizeof pids);
	assert_int_not_equal(pids[0], server); /* a process of its own, of one of its own */
	assert_int_not_equal(pids[1], server);
	assert_int_equal(kill(server, SIGKILL), 0);
	assert_int_equal(waitpid(server, &status, 0), server);
	assert_true(is_gone(pids[1]));
	(void)close(ends[0]);
	(void)close(ends[1]);

	struct starter *s;
	struct err err;
	size_t same;
	SCOPE_ARENA(a, 65536);
	struct buf out;
	buf_init(&out, &a, 4096);
	assert_int_equal(starter_start(&s, tasks, TASKS, &err), RC_OK);
	assert_int_equal(starter_ask(s, PID, STR_NONE, &out, &err), RC_OK);
	memcpy(pids, out.p, sizeof pids);
	assert_int_equal(kill(pids[1], SIGTERM), 0); /* Ctrl+C of a terminal is not for it */
	assert_int_equal(ask(s, ECHO, S("there"), &same, &err), RC_OK);
	assert_int_equal(kill(pids[1], SIGKILL), 0);
	assert_int_equal(waitpid(pids[1], &status, 0), pids[1]);
	assert_int_equal(ask(s, ECHO, S("gone"), &same, &err), RC_IO);
	starter_stop(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_comes_back_whole),
		cmocka_unit_test(errors_come_back_as_they_were_and_deaths_are_told),
		cmocka_unit_test(many_threads_ask_at_once),
		cmocka_unit_test(neither_hangs_without_the_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
