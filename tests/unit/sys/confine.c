/* A process that is confined, tried from inside: each case in a child of its own, once before and once
 * after, so that what is refused afterwards is known to have been possible. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/tmpdir.h"
#include "sys/confine.h"
#include "sys/filter.h"

#include <cmocka.h>

enum { DONE, REFUSED, STRANGE };

struct place {
	struct tmpdir inside, outside;
	char inner[TMPDIR_PATH_MAX + 16], outer[TMPDIR_PATH_MAX + 16], made[TMPDIR_PATH_MAX + 16];
	int version; /* of Landlock; 0: files are as before */
};
static struct place p;

static int refused(bool holds)
{
	return holds ? DONE : errno == EACCES || errno == EPERM || errno == EXDEV ? REFUSED : STRANGE;
}

static int file_try(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);
	int got = refused(fd >= 0);
	if (fd >= 0)
		(void)close(fd);
	return got;
}

static int inside_read(void) { return file_try(p.inner, O_RDONLY); }
static int inside_write(void) { return file_try(p.inner, O_WRONLY | O_TRUNC); }
static int inside_remove(void)
{
	char again[TMPDIR_PATH_MAX + 16];
	tmpdir_join(&p.inside, "again", again, sizeof again);
	return refused(file_try(again, O_RDWR | O_CREAT) == DONE && rename(again, p.inner) == 0);
}
static int outside_read(void) { return file_try(p.outer, O_RDONLY); }
static int outside_write(void) { return file_try(p.outer, O_WRONLY); }
static int outside_make(void) { return file_try(p.made, O_RDWR | O_CREAT); }
static int outside_list(void) { return file_try(p.outside.path, O_RDONLY | O_DIRECTORY); }
static int outside_remove(void) { return refused(unlink(p.outer) == 0); }
static int outside_move(void) { return refused(rename(p.inner, p.made) == 0); }
static int system_read(void) { return file_try("/etc/passwd", O_RDONLY); }
static int fifo_make(void)
{
	char path[TMPDIR_PATH_MAX + 16];
	tmpdir_join(&p.inside, "fifo", path, sizeof path);
	return refused(mkfifo(path, 0600) == 0);
}
static int socket_make(void) { return refused(socket(AF_INET, SOCK_STREAM, 0) >= 0); }
static int process_make(void)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return refused(pid > 0);
}
static int code_make(void)
{
	void *at = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return refused(at != MAP_FAILED);
}
static int code_turn(void)
{
	void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return refused(at != MAP_FAILED && mprotect(at, 4096, PROT_READ | PROT_EXEC) == 0);
}
static int limit_raise(void)
{
	const struct rlimit most = { 64, 64 };
	return refused(setrlimit(RLIMIT_NOFILE, &most) == 0);
}
static int program_start(void)
{
	(void)execl("/bin/true", "true", (char *)NULL); /* it ends with 0, which is DONE */
	return refused(false);
}
static int process_trace(void) { return refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0); }
static int memory_read(void)
{
	char from = 'a', to = 'b';
	const struct iovec there = { &from, 1 }, here = { &to, 1 };
	return refused(process_vm_readv(getpid(), &here, 1, &there, 1, 0) == 1);
}

static void *thread_act(void *act)
{
	int (*const *what)(void) = act;
	return (void *)(intptr_t)(*what)();
}
/* By a thread that starts afterwards. */
static int in_thread(int (*act)(void))
{
	pthread_t thread;
	void *got = (void *)(intptr_t)STRANGE;
	if (pthread_create(&thread, NULL, thread_act, &act) != 0)
		return STRANGE;
	(void)pthread_join(thread, &got);
	return (int)(intptr_t)got;
}

/* A thread that was there before. */
static pthread_barrier_t is_confined;
static void *thread_wait(void *act)
{
	(void)pthread_barrier_wait(&is_confined);
	return thread_act(act);
}

static void confined(void)
{
	struct confinement c;
	struct err err;
	const char *write[] = { p.inside.path, "/no/such/folder", NULL }, *read[] = { NULL };
	if (confine_files(&c, &(struct confine_paths){ write, read }, &err) != RC_OK)
		_exit(99);
	pthread_t thread;
	int (*act)(void) = socket_make;
	void *got = NULL;
	(void)pthread_barrier_init(&is_confined, NULL, 2);
	if (pthread_create(&thread, NULL, thread_wait, &act) != 0 || confine_calls(&c, &err) != RC_OK)
		_exit(98);
	(void)pthread_barrier_wait(&is_confined);
	(void)pthread_join(thread, &got);
	if ((int)(intptr_t)got != REFUSED || !c.has_filter)
		_exit(97);
}

/* 0 to 99: how the child ended; 100 and the signal where one ended it. */
static int child(bool is_confined_first, int (*act)(void), bool is_in_thread)
{
	int status = 0;
	(void)fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		if (is_confined_first)
			confined();
		_exit(is_in_thread ? in_thread(act) : act());
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

static void file_write(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0 && write(fd, "a", 1) == 1);
	(void)close(fd);
}

static int begin(void **state)
{
	(void)state;
	tmpdir_new(&p.inside);
	tmpdir_new(&p.outside);
	tmpdir_join(&p.inside, "file", p.inner, sizeof p.inner);
	tmpdir_join(&p.outside, "file", p.outer, sizeof p.outer);
	tmpdir_join(&p.outside, "made", p.made, sizeof p.made);
	file_write(p.inner);
	file_write(p.outer);
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U);
	p.version = version > 0 ? (int)version : 0;
	return 0;
}

static int end(void **state)
{
	(void)state;
	tmpdir_free(&p.inside);
	tmpdir_free(&p.outside);
	return 0;
}

#define COUNT_OF(a) (sizeof(a) / sizeof(a)[0])
static void each(int (*const *acts)(void), size_t count, int after)
{
	for (size_t i = 0; i < count; i++) {
		file_write(p.inner);
		file_write(p.outer);
		(void)unlink(p.made);
		for (unsigned in_thread = 0; in_thread < 2; in_thread++) {
			int got = child(true, acts[i], in_thread);
			if (got != after)
				fail_msg("act %zu, thread %u: %d, wanted %d", i, in_thread, got, after);
		}
		assert_int_equal(child(false, acts[i], false), DONE); /* it would have been possible */
	}
}

static void its_own_folder_stays_its_own(void **state)
{
	(void)state;
	int (*const acts[])(void) = { inside_read, inside_write, inside_remove };
	each(acts, COUNT_OF(acts), DONE);
}

static void no_other_file_is_read_made_changed_or_moved_to(void **state)
{
	(void)state;
	int (*const acts[])(void) = { outside_read, outside_write, outside_make, outside_list, system_read,
		outside_move, outside_remove, fifo_make };
	if (p.version > 0)
		each(acts, COUNT_OF(acts), REFUSED);
}

static void it_makes_no_socket_process_or_code_and_raises_no_limit(void **state)
{
	(void)state;
	int (*const acts[])(void) = { socket_make, process_make, code_make, code_turn, limit_raise };
	each(acts, COUNT_OF(acts), REFUSED);
}

static void a_program_started_or_traced_is_its_end(void **state)
{
	(void)state;
	int (*const acts[])(void) = { program_start, process_trace, memory_read };
	each(acts, COUNT_OF(acts), 100 + SIGSYS);
}

int main(void)
{
	if (!filter_is_possible()) {
		puts("1..1\nok 1 - a process is confined # SKIP a sanitizer makes calls of its own");
		return 0;
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_own_folder_stays_its_own),
		cmocka_unit_test(no_other_file_is_read_made_changed_or_moved_to),
		cmocka_unit_test(it_makes_no_socket_process_or_code_and_raises_no_limit),
		cmocka_unit_test(a_program_started_or_traced_is_its_end),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
