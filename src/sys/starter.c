#define _GNU_SOURCE
#include "sys/starter.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/endian.h"
#include "base/scope.h"

#define HEAD_BYTES 8
#define PIECE_BYTES 16384

struct starter {
	pid_t pid;
	int socket;
};

struct question {
	uint8_t bytes[4]; /* the task */
	int input, answer;
};

union control { /* aligned for what the system writes into it */
	char bytes[CMSG_SPACE(2 * sizeof(int))];
	struct cmsghdr head;
};

/* ---- the process that starts others ---- */

static bool all_write(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

/* The message and its two descriptors. 1: one is there; 0: the server is gone; -1: this was none.
 */
static int question_read(int socket, struct question *q)
{
	union control control;
	struct iovec part = { q->bytes, sizeof q->bytes };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes };
	int fds[2] = { -1, -1 };
	ssize_t n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	if (n < 0)
		return errno == EINTR ? -1 : 0;
	const struct cmsghdr *c = CMSG_FIRSTHDR(&message);
	if (c != NULL && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len <= CMSG_LEN(sizeof fds))
		memcpy(fds, CMSG_DATA(c), c->cmsg_len - CMSG_LEN(0));
	q->input = fds[0];
	q->answer = fds[1];
	if (n == 0)
		return 0;
	if (n == sizeof q->bytes && (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0 &&
	    fds[1] >= 0)
		return 1;
	for (unsigned i = 0; i < CM_COUNT(fds); i++) {
		if (fds[i] >= 0)
			(void)close(fds[i]);
	}
	return -1;
}

static bool input_map(int fd, struct str *out)
{
	struct stat s;
	*out = STR_NONE;
	if (fstat(fd, &s) != 0 || s.st_size < 0 || (uint64_t)s.st_size > STARTER_INPUT_BYTES_MAX)
		return false;
	if (s.st_size == 0)
		return true;
	void *p = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	*out = (struct str){ p, (size_t)s.st_size };
	return p != MAP_FAILED;
}

/* In a process of its own. */
static int task_run(const struct starter_task *task, const struct question *q)
{
	SCOPE_ARENA(a, 2 * STARTER_OUTPUT_BYTES_MAX);
	struct str input;
	struct buf out;
	struct err err = { .text = "" };
	uint8_t head[HEAD_BYTES];
	buf_init(&out, &a, STARTER_OUTPUT_BYTES_MAX);
	enum rc rc = !input_map(q->input, &input)
			 ? cm_fail(&err, RC_LIMIT, "the input is too large")
			 : task->run(task->ctx, input, &out, &err);
	if (rc == RC_OK && out.failed)
		rc = cm_fail(&err, RC_LIMIT, "what was made is too large");
	struct str text = rc == RC_OK ? STR_NONE : str_c(err.text);
	put_u32be(head, (uint32_t)rc);
	put_u32be(head + 4, (uint32_t)text.n);
	return all_write(q->answer, (struct str){ (const char *)head, sizeof head }) &&
		       all_write(q->answer, text) && all_write(q->answer, buf_str(&out))
		   ? 0
		   : 1;
}

/* Waits for those that have ended; for one of them where there are too many. */
static void children_reap(unsigned *running)
{
	int status;
	while (*running > 0) {
		pid_t pid = waitpid(-1, &status, *running < STARTER_AT_ONCE ? WNOHANG : 0);
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid <= 0)
			return;
		--*running;
	}
}

static _Noreturn void starter_run(int socket, const struct starter_task *tasks, uint32_t count)
{
	struct question q;
	unsigned running = 0;
	int got;
	while ((got = question_read(socket, &q)) != 0) {
		children_reap(&running);
		if (got < 0)
			continue;
		uint32_t task = get_u32be(q.bytes);
		pid_t pid = task < count ? fork() : -1;
		if (pid == 0) {
			(void)close(socket);
			_exit(task_run(&tasks[task], &q));
		}
		running += pid > 0;
		(void)close(q.input);
		(void)close(q.answer);
	}
	_exit(0);
}

/* Ctrl+C at our terminal is for the server, which lets what is under way come to its end. */
static void signals_ignore(void)
{
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	(void)sigaction(SIGINT, &ignore, NULL);
	(void)sigaction(SIGTERM, &ignore, NULL);
	(void)sigaction(SIGPIPE, &ignore, NULL);
}

enum rc starter_start(
    struct starter **out, const struct starter_task *tasks, uint32_t count, struct err *err)
{
	int ends[2];
	struct starter *s = calloc(1, sizeof *s);
	if (s == NULL)
		return cm_fail(err, RC_LIMIT, "out of memory");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
		free(s);
		return cm_fail(err, RC_IO, "socketpair: %s", strerror(errno));
	}
	s->socket = ends[0];
	s->pid = fork();
	if (s->pid == 0) {
		(void)close(ends[0]);
		signals_ignore();
		starter_run(ends[1], tasks, count);
	}
	(void)close(ends[1]);
	if (s->pid < 0) {
		(void)close(ends[0]);
		free(s);
		return cm_fail(err, RC_IO, "fork: %s", strerror(errno));
	}
	*out = s;
	return RC_OK;
}

/* ---- the server ---- */

static int input_open(struct str input)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
	if (fd >= 0 && !all_write(fd, input)) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static bool question_send(int socket, uint32_t task, const int fds[2])
{
	uint8_t bytes[4];
	union control control = { .bytes = "" };
	put_u32be(bytes, task);
	struct iovec part = { bytes, sizeof bytes };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes };
	struct cmsghdr *c = CMSG_FIRSTHDR(&message);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(2 * sizeof(int));
	memcpy(CMSG_DATA(c), fds, 2 * sizeof(int));
	ssize_t n;
	do {
		n = sendmsg(socket, &message, MSG_NOSIGNAL);
	} while (n < 0 && errno == EINTR);
	return n == sizeof bytes;
}

/* All of `n` bytes. */
static bool all_read(int fd, void *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t got = read(fd, (char *)p + done, n - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static bool output_read(int fd, struct buf *out)
{
	char bytes[PIECE_BYTES];
	for (;;) {
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

static enum rc answer_read(int fd, struct buf *out, struct err *err)
{
	uint8_t head[HEAD_BYTES];
	struct err told;
	if (!all_read(fd, head, sizeof head))
		return cm_fail(err, RC_IO, "the process that was to do it has died");
	uint32_t rc = get_u32be(head), n = get_u32be(head + 4);
	if (rc > RC_IO || n >= sizeof told.text || !all_read(fd, told.text, n))
		return cm_fail(err, RC_IO, "the process that was to do it answers nonsense");
	told.text[n] = '\0';
	if (rc != RC_OK)
		return cm_fail(err, (enum rc)rc, "%s", told.text);
	return output_read(fd, out) ? RC_OK : cm_fail(err, RC_LIMIT, "what was made is too large");
}

enum rc starter_ask(
    struct starter *s, uint32_t task, struct str input, struct buf *out, struct err *err)
{
	int ends[2], fd = input_open(input);
	if (fd < 0)
		return cm_fail(err, RC_IO, "no room for the input: %s", strerror(errno));
	if (pipe2(ends, O_CLOEXEC) != 0) {
		(void)close(fd);
		return cm_fail(err, RC_IO, "pipe: %s", strerror(errno));
	}
	bool is_sent = question_send(s->socket, task, (const int[2]){ fd, ends[1] });
	(void)close(fd);
	(void)close(ends[1]);
	enum rc rc = is_sent ? answer_read(ends[0], out, err)
			     : cm_fail(err, RC_IO, "the process that starts others is gone");
	(void)close(ends[0]);
	return rc;
}

void starter_stop(struct starter *s)
{
	if (s == NULL)
		return;
	(void)close(s->socket);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	free(s);
}
