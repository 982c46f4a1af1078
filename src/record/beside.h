/* One piece of work on a second thread, while the caller does another; for a start's large parts. */
#ifndef RECORD_BESIDE_H
#define RECORD_BESIDE_H

#include <pthread.h>

struct beside {
	pthread_t thread;
	bool has_thread;
	void (*run)(void *ctx);
	void *ctx;
};

static inline void *beside_main(void *arg)
{
	const struct beside *b = arg;
	b->run(b->ctx);
	return NULL;
}

/* Without a thread it is done at once. beside_end follows in any case. */
static inline void beside_begin(struct beside *b, void (*run)(void *ctx), void *ctx)
{
	b->run = run;
	b->ctx = ctx;
	b->has_thread = pthread_create(&b->thread, NULL, beside_main, b) == 0;
	if (!b->has_thread)
		run(ctx);
}

/* When it is done. */
static inline void beside_end(struct beside *b)
{
	if (b->has_thread)
		pthread_join(b->thread, NULL);
	b->has_thread = false;
}

#endif
