#define _GNU_SOURCE
#include "mail/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOOK_MS 10 /* how often a command that runs is looked at */

extern char **environ;

bool command_parse(struct command *out, const char *text)
{
	size_t n = strlen(text), count = 0;
	if (n >= sizeof out->text)
		return false;
	memcpy(out->text, text, n + 1);
	for (size_t at = 0; at < n;) {
		while (out->text[at] == ' ')
			out->text[at++] = '\0';
		if (at == n)
			break;
		if (count == COMMAND_WORDS_MAX)
			return false;
		out->words[count++] = out->text + at;
		while (at < n && out->text[at] != ' ')
			at++;
	}
	out->words[count] = NULL;
	return count > 0;
}

/* The message in memory, read from its start: a pipe could block, or break. -1 and errno. */
static int input_open(struct str input)
{
	int fd = memfd_create("message", MFD_CLOEXEC);
	for (size_t done = 0; fd >= 0 && done < input.n;) {
		ssize_t n = write(fd, input.p + done, input.n - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			(void)close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (fd >= 0)
		(void)lseek(fd, 0, SEEK_SET);
	return fd;
}

/* In a group of its own, so that Ctrl+C at our terminal does not cut a message off; and with the signals
 * that we ignore as they were. */
static int child_start(pid_t *pid, const struct command *c, int input)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t all;
	(void)posix_spawn_file_actions_init(&files);
	(void)posix_spawnattr_init(&attr);
	(void)sigfillset(&all);
	(void)posix_spawnattr_setsigdefault(&attr, &all);
	(void)sigemptyset(&all);
	(void)posix_spawnattr_setsigmask(&attr, &all);
	(void)posix_spawnattr_setflags(&attr,
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	int error = posix_spawn_file_actions_adddup2(&files, input, 0);
	if (error == 0)
		error = posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	if (error == 0)
		error = posix_spawn_file_actions_adddup2(&files, 1, 2);
	if (error == 0)
		error = posix_spawnp(pid, c->words[0], &files, &attr, c->words, environ);
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attr);
	return error;
}

static int64_t now_ms(void)
{
	struct timespec at;
	(void)clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

int command_run(const struct command *c, struct str input)
{
	pid_t pid = 0, ended = 0;
	int status = 0, fd = input_open(input);
	int error = fd < 0 ? errno : child_start(&pid, c, fd);
	if (fd >= 0)
		(void)close(fd);
	if (error != 0)
		return COMMAND_NOT_STARTED;
	int64_t until = now_ms() + COMMAND_TIMEOUT_MS;
	while ((ended = waitpid(pid, &status, WNOHANG)) == 0 && now_ms() < until)
		(void)poll(NULL, 0, LOOK_MS);
	if (ended == 0) {
		(void)kill(-pid, SIGKILL);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : COMMAND_TOO_SLOW;
}
