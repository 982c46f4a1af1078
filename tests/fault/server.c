#define _GNU_SOURCE
#include "fault/lib.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define END_MS 10000

static uint64_t random_state, random_first;
static unsigned cases, failed;
static char remarks[16384];
static size_t remarks_bytes;

void remark_args(const char *format, va_list args)
{
	char text[1024];
	(void)vsnprintf(text, sizeof text, format, args);
	for (char *at = strtok(text, "\n"); at != NULL; at = strtok(NULL, "\n")) {
		size_t room = sizeof remarks - remarks_bytes;
		int n = snprintf(remarks + remarks_bytes, room, "# %s\n", at);
		if (n > 0 && (size_t)n < room)
			remarks_bytes += (size_t)n;
	}
	remarks[remarks_bytes] = '\0';
}

void remark_say(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	remark_args(format, args);
	va_end(args);
}

static void remarks_print(void)
{
	(void)fputs(remarks, stdout);
	(void)fflush(stdout);
	remarks_bytes = 0;
	remarks[0] = '\0';
}

void fault_end(const char *what)
{
	remarks_print();
	(void)printf("Bail out! %s\n", what);
	(void)fflush(stdout);
	exit(3);
}

uint64_t random_seed(void)
{
	if (random_first == 0) {
		const char *told = getenv("COMITY_SEED");
		struct timespec t;
		(void)clock_gettime(CLOCK_REALTIME, &t);
		random_first = told != NULL ? strtoull(told, NULL, 0) :
					      (uint64_t)t.tv_nsec ^ (uint64_t)t.tv_sec;
		random_state = random_first;
	}
	return random_first;
}

/* splitmix64 */
uint64_t random_below(uint64_t n)
{
	(void)random_seed();
	uint64_t z = random_state += 0x9e3779b97f4a7c15;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (z ^ (z >> 31)) % n;
}

void wait_ms(unsigned ms)
{
	struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };
	(void)nanosleep(&t, NULL);
}

void case_say(bool holds, const char *sentence)
{
	cases++;
	failed += !holds;
	(void)printf("%sok - %s\n", holds ? "" : "not ", sentence);
	remarks_print();
}

int case_end(void)
{
	remarks_print();
	(void)printf("1..%u\n", cases);
	if (failed > 0)
		(void)printf("# COMITY_SEED=%llu\n", (unsigned long long)random_seed());
	return failed > 0;
}

static void command_spawn(struct server *s, const char *const argv[], const char *const *env)
{
	int ends[2];
	const char *program = getenv("COMITY");
	if (program == NULL || pipe2(ends, O_CLOEXEC) != 0)
		fault_end("COMITY is not set, or no pipe");
	*s = (struct server){ .out = ends[0] };
	s->pid = fork();
	if (s->pid == 0) {
		(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 }); /* panics are expected */
		for (size_t i = 0; env != NULL && env[i] != NULL; i++)
			(void)putenv((char *)(uintptr_t)env[i]);
		(void)dup2(ends[1], 1);
		(void)dup2(ends[1], 2);
		(void)execv(program, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (s->pid < 0)
		fault_end("fork");
	(void)close(ends[1]);
}

/* False: nothing more will come. */
static bool server_hear(struct server *s, int ms)
{
	struct pollfd p = { .fd = s->out, .events = POLLIN };
	if (poll(&p, 1, ms) <= 0)
		return ms > 0;
	char more[1024];
	ssize_t n = read(s->out, more, sizeof more);
	if (n <= 0)
		return false;
	size_t room = sizeof s->said - 1 - s->n;
	size_t take = (size_t)n < room ? (size_t)n : room;
	memcpy(s->said + s->n, more, take);
	s->n += take;
	s->said[s->n] = '\0';
	return true;
}

void server_spawn(struct server *s, const char *dir, const char *const *env)
{
	command_spawn(s, (const char *const[]){ "comity", "serve", dir, "--port", "0", NULL }, env);
}

bool server_ready(struct server *s, unsigned ms)
{
	double until = bench_now() + ms / 1e3;
	while (bench_now() < until) {
		if (!server_hear(s, 20))
			return false;
		const char *at = strstr(s->said, "Serving on http://127.0.0.1:");
		if (at != NULL && strchr(at, '\n') != NULL) {
			s->port = (uint16_t)strtoul(at + 28, NULL, 10);
			return true;
		}
	}
	return false;
}

int server_end(struct server *s, int number)
{
	int status;
	if (number != 0)
		(void)kill(s->pid, number);
	double until = bench_now() + END_MS / 1e3;
	bool is_open = true;
	while (waitpid(s->pid, &status, WNOHANG) == 0) {
		if (bench_now() > until) {
			(void)kill(s->pid, SIGKILL);
			(void)waitpid(s->pid, &status, 0);
			status = -1;
			break;
		}
		if (is_open)
			is_open = server_hear(s, 5);
		else
			wait_ms(1);
	}
	while (is_open && server_hear(s, 0))
		;
	(void)close(s->out);
	return status;
}

int comity_run(struct server *s, const char *command, const char *dir, const char *const *env)
{
	command_spawn(s, (const char *const[]){ "comity", command, dir, NULL }, env);
	int status = server_end(s, 0);
	return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
