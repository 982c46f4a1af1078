#define _GNU_SOURCE
#include "sys/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/encode.h"

static int manager = -1;          /* its socket; -1: nobody wants to know */
static int64_t every_ms, next_ms; /* 0: no sign of life is waited for */

static int64_t now_ms(void)
{
	struct timespec at;
	(void)clock_gettime(CLOCK_MONOTONIC_COARSE, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* A manager that does not listen is its own loss. */
static void say(const char *text)
{
	if (manager >= 0 && send(manager, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
		return;
}

static void manager_connect(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t n = strlen(path);
	if ((path[0] != '/' && path[0] != '@') || n >= sizeof to.sun_path)
		return;
	memcpy(to.sun_path, path, n);
	if (path[0] == '@')
		to.sun_path[0] = '\0'; /* a name that is no file */
	manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	socklen_t bytes = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
	if (manager >= 0 && connect(manager, (const struct sockaddr *)&to, bytes) != 0) {
		(void)close(manager);
		manager = -1;
	}
}

void notify_open(void)
{
	const char *path = getenv("NOTIFY_SOCKET"), *us = getenv("WATCHDOG_USEC"),
		   *pid = getenv("WATCHDOG_PID");
	if (path != NULL)
		manager_connect(path);
	uint64_t number = 0;
	if (pid != NULL && (!dec_decode(&number, str_c(pid)) || number != (uint64_t)getpid()))
		return; /* meant for another process */
	if (us != NULL && dec_decode(&number, str_c(us)) && number / 2000 < INT32_MAX)
		every_ms = (int64_t)(number / 2000);
}

void notify_ready(void)
{
	say("READY=1");
}

void notify_stopping(void)
{
	say("STOPPING=1");
}

void notify_alive(void)
{
	if (manager < 0 || every_ms <= 0)
		return;
	int64_t now = now_ms();
	if (now < next_ms)
		return;
	next_ms = now + every_ms;
	say("WATCHDOG=1");
}
