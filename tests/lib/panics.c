#include "lib/panics.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPORT_BYTES_MAX 16384

static _Noreturn void child_run(void (*action)(void *ctx), void *ctx, int report)
{
	static const int by_default[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL };
	const struct rlimit none = { 0, 0 };
	(void)setrlimit(RLIMIT_CORE, &none);
	for (size_t i = 0; i < CM_COUNT(by_default); i++) /* cmocka handles them otherwise */
		(void)signal(by_default[i], SIG_DFL);
	if (dup2(report, STDERR_FILENO) < 0)
		_exit(99);
	action(ctx);
	_exit(0);
}

static size_t report_read(int from, char *out)
{
	size_t n = 0;
	ssize_t got;
	do {
		got = read(from, out + n, REPORT_BYTES_MAX - 1 - n);
		n += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	out[n] = '\0';
	return n;
}

bool panics(void (*action)(void *ctx), void *ctx, const char *words)
{
	static char report[REPORT_BYTES_MAX];
	int ends[2];
	fflush(NULL);
	if (pipe(ends) != 0)
		return false;
	pid_t child = fork();
	if (child < 0)
		return false;
	if (child == 0)
		child_run(action, ctx, ends[1]);
	(void)close(ends[1]);
	(void)report_read(ends[0], report);
	(void)close(ends[0]);
	int status = 0;
	if (waitpid(child, &status, 0) != child)
		return false;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT &&
	    strstr(report, ": panic: ") != NULL && strstr(report, words) != NULL)
		return true;
	fprintf(stderr, "# expected a panic saying \"%s\"; status %d, it said: %s\n", words, status,
	    report);
	return false;
}
