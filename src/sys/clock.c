#include "sys/clock.h"

#include <errno.h>
#include <sys/random.h>
#include <time.h>

static moment env_now(void *ctx)
{
	struct timespec at;
	(void)ctx;
	int failed = clock_gettime(CLOCK_REALTIME, &at);
	cm_assert(failed == 0);
	return (moment){ (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000 };
}

void sys_random(void *p, size_t n)
{
	char *at = p;
	while (n > 0) {
		ssize_t got = getrandom(at, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		cm_assert(got > 0);
		at += got;
		n -= (size_t)got;
	}
}

static void env_random(void *ctx, void *p, size_t n)
{
	(void)ctx;
	sys_random(p, n);
}

static void env_after(int64_t ms, struct timespec *until)
{
	int failed = clock_gettime(CLOCK_MONOTONIC, until);
	cm_assert(failed == 0);
	until->tv_nsec += ms % 1000 * 1000000;
	until->tv_sec += ms / 1000 + until->tv_nsec / 1000000000;
	until->tv_nsec %= 1000000000;
}

struct service_env sys_env(void)
{
	return (struct service_env){ .now = env_now, .random = env_random, .after = env_after };
}
