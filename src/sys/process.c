#define _GNU_SOURCE
#include "sys/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOOK_MS 10 /* how often one that has closed its output is looked at */
#define PIECE_BYTES 16384

static int64_t now_ms(void)
{
	struct timespec at;
	(void)clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* The input in memory, read from its start: a pipe could block, or break. -1 and errno. */
static int input_open(struct str input)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
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

/* In a group of its own, so that it can be killed with what it started; signals as they were. */
static int child_start(pid_t *pid, const struct process *p, int input, int output)
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
		error = posix_spawn_file_actions_adddup2(&files, output, 1);
	if (error == 0)
		error = posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (error == 0)
		error = posix_spawn_file_actions_addclosefrom_np(&files, 3);
	if (error == 0)
		error = posix_spawnp(pid, p->words[0], &files, &attr, p->words, p->environment);
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attr);
	return error;
}

/* Until it closes its output. False: too long, or more than the buffer takes. */
static bool output_read(int fd, int64_t until, struct buf *out)
{
	for (;;) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		int64_t left = until - now_ms();
		if (left <= 0)
			return false;
		int ready = poll(&wait, 1, left < 1000 ? (int)left : 1000);
		if (ready <= 0)
			continue;
		char bytes[PIECE_BYTES];
		ssize_t n = read(fd, bytes, sizeof bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		buf_bytes(out, bytes, (size_t)n);
		if (out->failed)
			return false;
	}
}

/* Its status; it is killed when it does not end, and with it whatever it has left behind: before it is
 * waited for, while nobody else can have its number. */
static bool child_end(pid_t pid, int64_t until, int *status)
{
	siginfo_t info = { .si_pid = 0 };
	while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0 &&
	    now_ms() < until)
		(void)poll(NULL, 0, LOOK_MS);
	(void)kill(-pid, SIGKILL);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		continue;
	return info.si_pid == pid;
}

static enum rc child_follow(const struct process *p, pid_t pid, int output, struct buf *out,
    struct err *err)
{
	int status = 0;
	int64_t until = now_ms() + p->limit_ms;
	bool is_read = output_read(output, until, out);
	bool has_ended = child_end(pid, is_read ? until : 0, &status);
	if (!is_read || !has_ended)
		return cm_fail(err, RC_LIMIT, "%s took too long or too much", p->words[0]);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return cm_fail(err, RC_IO, "%s ended with status %d", p->words[0], status);
	return RC_OK;
}

enum rc process_run(const struct process *p, struct buf *out, struct err *err)
{
	int pipes[2];
	pid_t pid = 0;
	int input = input_open(p->input);
	if (input < 0)
		return cm_fail(err, RC_IO, "%s: no room for its input: %s", p->words[0], strerror(errno));
	if (pipe2(pipes, O_CLOEXEC) != 0) {
		(void)close(input);
		return cm_fail(err, RC_IO, "%s: %s", p->words[0], strerror(errno));
	}
	int error = child_start(&pid, p, input, pipes[1]);
	(void)close(input);
	(void)close(pipes[1]);
	enum rc rc;
	if (error != 0)
		rc = cm_fail(err, error == ENOENT ? RC_NOT_FOUND : RC_IO, "%s cannot be run: %s",
		    p->words[0], strerror(error));
	else
		rc = child_follow(p, pid, pipes[0], out, err);
	(void)close(pipes[0]);
	return rc;
}
