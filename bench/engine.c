/*
 * The engine: acts that passed stages A and B are sequenced (authority, base, rules) in groups of 256 on
 * one thread, and appended, synced and integrated on another, as the service does it; one half of them
 * without, the other with a signature after each group. And: a record of any size, for the other
 * benchmarks. Only the engine's part is timed; making and signing acts is not.
 * With "bare" there are no rules behind the log: what a log without a forum would do.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/scope.h"
#include "bench/forum.h"
#include "proof/sshsig.h"

#define GROUP 256
/* A group grows by whole batches up to this while the one before it is on its way to the disk. */
#define GROUP_GROWN (GROUP_ACTS_MAX - GROUP)

/* What is sequenced in one go, all of it admitted before the clock starts. */
#define GROUPS 64

/* The second thread: makes durable, and signs, what the first has cut. */
struct settler {
	struct log *log;
	bool signs;
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool has_group, is_ending;
	/* Processor time: unlike the other, it says something on a machine that is shared. */
	double writer_us, settler_us;
};

static double processor_us(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static void *settler_run(void *ctx)
{
	struct settler *s = ctx;
	(void)pthread_mutex_lock(&s->lock);
	for (;;) {
		while (!s->has_group && !s->is_ending)
			(void)pthread_cond_wait(&s->woken, &s->lock);
		if (!s->has_group)
			break;
		(void)pthread_mutex_unlock(&s->lock);
		log_settle(s->log);
		if (s->signs)
			log_sign(s->log);
		(void)pthread_mutex_lock(&s->lock);
		s->has_group = false;
		(void)pthread_cond_broadcast(&s->woken);
	}
	(void)pthread_mutex_unlock(&s->lock);
	s->settler_us = processor_us();
	return NULL;
}

/* Hands over the group that was sequenced, if there is one. While the group before is not durable yet it
 * waits, or lets the group grow. */
static void settler_give(struct settler *s, bool may_grow)
{
	(void)pthread_mutex_lock(&s->lock);
	if (s->has_group && may_grow && log_group_count(s->log) < GROUP_GROWN) {
		(void)pthread_mutex_unlock(&s->lock);
		return;
	}
	while (s->has_group)
		(void)pthread_cond_wait(&s->woken, &s->lock);
	s->has_group = log_group_count(s->log) > 0;
	log_cut(s->log);
	(void)pthread_cond_broadcast(&s->woken);
	(void)pthread_mutex_unlock(&s->lock);
}

static struct admitted *acts_admit(struct bench_record *r, struct arena *a, uint64_t first,
    uint32_t count)
{
	struct admitted *acts = arena_array(a, struct admitted, count);
	for (uint32_t i = 0; i < count; i++) {
		struct buf b;
		buf_init(&b, a, SUBMISSION_BYTES_MAX);
		bench_submission(&r->acts, first + i, a, &b);
		struct fault f = admit_submission(&acts[i], a, buf_str(&b), bench_origin());
		if (f.id != FAULT_NONE)
			bench_fail(fault_name(f.id), NULL);
	}
	return acts;
}

static void act_sequence(struct bench_record *r, const struct admitted *act, uint64_t number)
{
	struct sequenced done;
	struct findings found;
	log_sequence(r->log, act, (moment){ 1500000000000 + (int64_t)number }, &done, &found);
	if (done.fault.id == FAULT_NONE)
		return;
	(void)fprintf(stderr, "act %llu: %s %.*s\n", (unsigned long long)number,
	    fault_name(done.fault.id), found.count > 0 ? (int)finding_name(found.at[0].id).n : 0,
	    found.count > 0 ? finding_name(found.at[0].id).p : "");
	exit(1);
}

/* The seconds from the first act sequenced to the last one durable. */
static double groups_append(struct bench_record *r, struct settler *s, uint64_t first, uint32_t count)
{
	SCOPE_ARENA(a, (size_t)1024 * 1024 * 1024);
	const struct admitted *acts = acts_admit(r, &a, first, count);
	double began = bench_now(), us = processor_us();
	for (uint32_t i = 0; i < count; i++) {
		if (i + 1 < count)
			log_foresee(r->log, &acts[i + 1]);
		act_sequence(r, &acts[i], first + i);
		if ((i + 1) % GROUP == 0)
			settler_give(s, true);
	}
	settler_give(s, false); /* what is left */
	settler_give(s, false); /* and all of it durable */
	double took = bench_now() - began;
	s->writer_us += processor_us() - us;
	log_sign(r->log);
	struct log_head head;
	log_head(r->log, &head);
	r->acts.base = (struct act_base){ head.root, head.size };
	return took;
}

static void engine_run(struct bench_record *r, uint64_t all, bool signs)
{
	struct settler s = { .log = r->log, .signs = signs, .lock = PTHREAD_MUTEX_INITIALIZER,
		.woken = PTHREAD_COND_INITIALIZER };
	pthread_t thread;
	if (pthread_create(&thread, NULL, settler_run, &s) != 0)
		bench_fail("no thread", NULL);
	double took = 0;
	uint64_t begun = log_durable(r->log), first = begun;
	while (first < all) {
		uint64_t left = all - first;
		uint32_t count = left < GROUP * GROUPS ? (uint32_t)left : GROUP * GROUPS;
		took += groups_append(r, &s, first, count);
		first += count;
	}
	(void)pthread_mutex_lock(&s.lock);
	s.is_ending = true;
	(void)pthread_cond_broadcast(&s.woken);
	(void)pthread_mutex_unlock(&s.lock);
	(void)pthread_join(thread, NULL);
	double count = (double)(first - begun);
	if (first > begun)
		(void)printf("engine: %.0f entries in groups of %d: %.0f entries/s durable%s; us of "
			     "processor each: writer %.2f, settler %.2f\n",
		    count, GROUP, count / took, signs ? ", each group signed" : "",
		    s.writer_us / count, s.settler_us / count);
}

int main(int argc, char **argv)
{
	if (argc < 3 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-engine DIR ACTS [snapshot | bare]\n");
		return 2;
	}
	static struct bench_record r;
	uint64_t all = strtoull(argv[2], NULL, 10);
	bool is_bare = argc > 3 && strcmp(argv[3], "bare") == 0;
	r.is_bare = is_bare;
	bench_open(&r, argv[1], false);
	uint64_t begun = log_durable(r.log);
	engine_run(&r, begun + (all > begun ? all - begun : 0) / 2, false);
	engine_run(&r, all, true);
	if (argc > 3 && !is_bare) {
		struct err err;
		double began = bench_now();
		if (log_snapshot(r.log, &err) != RC_OK)
			bench_fail("snapshot", &err);
		(void)printf("snapshot: written in %.2f s\n", bench_now() - began);
	}
	bench_close(&r);
	return 0;
}
