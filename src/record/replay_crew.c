#define _GNU_SOURCE /* pthread_getaffinity_np and the cpu_set_t that pthread.h brings */
#include "record/replay_priv.h"

#include <pthread.h>

#define THREADS_MAX 64
#define UNITS_PER_THREAD 4
#define UNIT_ARENA_BYTES ((size_t)512 * 1024) /* an ordinary unit fits, so that none is freed */

struct crew {
	const struct replay_options *options;
	struct unit *units;
	uint32_t units_count;
	/* Units are numbered in the order of the record; number modulo units_count is the place. */
	uint64_t put, taken, dropped;
	pthread_mutex_t lock;
	pthread_cond_t has_work, has_result;
	bool is_ending;
	uint32_t threads_count;
	pthread_t threads[THREADS_MAX];
};

static void unit_judge(struct unit *u, const struct replay_options *o)
{
	u->fault = FAULT_OK;
	for (u->judged = 0; u->judged < u->count; u->judged++) {
		struct str bytes = u->entries[u->judged];
		struct admitted *act = &u->acts[u->judged];
		merkle_leaf(&u->leaves[u->judged], bytes);
		u->fault = o->is_trusted ? admit_stored(act, &u->arena, bytes, o->origin)
		                         : admit_entry(act, &u->arena, bytes, o->origin);
		if (u->fault.id != FAULT_NONE)
			return;
	}
}

static struct unit *crew_at(struct crew *c, uint64_t number)
{
	return &c->units[number % c->units_count];
}

static void *crew_work(void *ctx)
{
	struct crew *c = ctx;
	pthread_mutex_lock(&c->lock);
	while (!c->is_ending) {
		if (c->taken == c->put) {
			pthread_cond_wait(&c->has_work, &c->lock);
			continue;
		}
		struct unit *u = crew_at(c, c->taken++);
		pthread_mutex_unlock(&c->lock);
		unit_judge(u, c->options);
		pthread_mutex_lock(&c->lock);
		u->is_done = true;
		pthread_cond_signal(&c->has_result);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

static uint32_t cores_count(void)
{
	cpu_set_t set;
	if (pthread_getaffinity_np(pthread_self(), sizeof set, &set) != 0)
		return 1;
	return (uint32_t)CPU_COUNT(&set);
}

struct crew *crew_new(struct arena *a, const struct replay_options *options)
{
	struct crew *c = arena_new(a, struct crew);
	c->options = options;
	uint32_t threads = options->threads == 0 ? cores_count() : options->threads;
	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	c->units_count = threads > 1 ? threads * UNITS_PER_THREAD : 1;
	c->units = arena_array(a, struct unit, c->units_count);
	for (uint32_t i = 0; i < c->units_count; i++) {
		arena_init(&c->units[i].arena, SIZE_MAX / 2);
		c->units[i].arena.chunk_bytes = UNIT_ARENA_BYTES;
		c->units[i].acts = arena_alloc(a, UNIT_ENTRIES * sizeof(struct admitted), ARENA_ALIGN);
	}
	cm_assert(pthread_mutex_init(&c->lock, NULL) == 0);
	cm_assert(pthread_cond_init(&c->has_work, NULL) == 0);
	cm_assert(pthread_cond_init(&c->has_result, NULL) == 0);
	/* Fewer threads than asked for, even none, only make it slower. */
	while (threads > 1 && c->threads_count < threads &&
	    pthread_create(&c->threads[c->threads_count], NULL, crew_work, c) == 0)
		c->threads_count++;
	return c;
}

void crew_end(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	c->is_ending = true;
	pthread_cond_broadcast(&c->has_work);
	pthread_mutex_unlock(&c->lock);
	for (uint32_t i = 0; i < c->threads_count; i++)
		pthread_join(c->threads[i], NULL);
	for (uint32_t i = 0; i < c->units_count; i++)
		arena_release(&c->units[i].arena);
	pthread_cond_destroy(&c->has_work);
	pthread_cond_destroy(&c->has_result);
	pthread_mutex_destroy(&c->lock);
}

struct unit *crew_empty(struct crew *c)
{
	if (c->put - c->dropped == c->units_count)
		return NULL;
	struct unit *u = crew_at(c, c->put);
	arena_reset(&u->arena);
	u->count = 0;
	u->is_done = false;
	return u;
}

void crew_put(struct crew *c)
{
	if (c->threads_count == 0) {
		unit_judge(crew_at(c, c->put++), c->options);
		return;
	}
	pthread_mutex_lock(&c->lock);
	c->put++;
	pthread_cond_signal(&c->has_work);
	pthread_mutex_unlock(&c->lock);
}

struct unit *crew_next(struct crew *c)
{
	if (c->dropped == c->put)
		return NULL;
	struct unit *u = crew_at(c, c->dropped);
	if (c->threads_count == 0)
		return u;
	pthread_mutex_lock(&c->lock);
	while (!u->is_done)
		pthread_cond_wait(&c->has_result, &c->lock);
	pthread_mutex_unlock(&c->lock);
	return u;
}

void crew_drop(struct crew *c)
{
	c->dropped++;
}
