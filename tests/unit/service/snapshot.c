/* A writer that runs writes snapshots by itself: when nothing is to do for a while, and at last even when
 * acts keep coming. A start after a kill then folds only what came behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "lib/forum_sim.h"
#include "lib/memstore.h"
#include "proof/sshsig.h"
#include "service/service.h"

#include <cmocka.h>

#define TAIL 16
#define CAP ((size_t)16 * 1024 * 1024)
#define PATIENCE_US 10000000

struct world {
	struct memstore store;
	struct sim sim;
	struct arena arena;
	struct service *service;
	atomic_uint answered;
	atomic_llong clock_ms;
	uint32_t made;
};

static enum rc store_open(void *ctx, struct str dir, bool is_reader, struct log_store *out,
    struct err *err)
{
	(void)dir, (void)is_reader, (void)err;
	*out = memstore_store(ctx);
	return RC_OK;
}

static moment clock_now(void *ctx)
{
	struct world *w = ctx;
	return (moment){ atomic_fetch_add(&w->clock_ms, 1) };
}

static void random_fill(void *ctx, void *p, size_t n)
{
	(void)ctx;
	memset(p, 7, n);
}

static void after(int64_t ms, struct timespec *until)
{
	(void)clock_gettime(CLOCK_MONOTONIC, until);
	until->tv_sec += ms / 1000;
}

static void begin(struct world *w)
{
	struct err err;
	struct service_options options = { .origin = SIM_ORIGIN, .env = { clock_now, random_fill, w, after },
		.open_store = store_open, .open_store_ctx = &w->store, .snapshot_tail = TAIL };
	*w = (struct world){ .clock_ms = INT64_C(1750000000000) };
	assert_true(crypto_ready());
	memstore_init(&w->store);
	arena_init(&w->arena, CAP);
	memset(options.seed, 5, sizeof options.seed);
	sim_init(&w->sim, true);
	w->sim.is_for_log = true;
	assert_int_equal(service_open(&w->service, &options, &err), RC_OK);
}

static void end(struct world *w)
{
	service_close(w->service);
	sim_release(&w->sim);
	arena_release(&w->arena);
	memstore_release(&w->store);
}

static void answered(struct ticket *t)
{
	struct world *w = t->ctx;
	atomic_fetch_add(&w->answered, 1);
}

/* Lodges an act, and waits until it is in the record. */
static void lodge(struct world *w, struct sim_act act)
{
	struct ticket *t = arena_new(&w->arena, struct ticket);
	struct str bytes = str_copy(&w->arena, sim_submission(&w->sim, &act));
	sim_do(&w->sim, act);
	t->ctx = w;
	t->answered = answered;
	assert_int_equal(admit_submission(&t->act, &w->arena, bytes, SIM_ORIGIN).id, FAULT_NONE);
	assert_true(service_submit(w->service, t));
	w->made++;
	while (atomic_load(&w->answered) < w->made)
		(void)usleep(50);
	assert_int_equal(t->fault.id, FAULT_NONE);
}

static void lodge_some(struct world *w, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		lodge(w, sim_make(&w->sim, KIND_INSTITUTION_RECORD, sim_str(&w->sim, "place-%u", w->made)));
}

static uint64_t covered(struct world *w)
{
	(void)pthread_mutex_lock(&w->store.lock);
	uint64_t size = w->store.now.snapshots[0].size;
	(void)pthread_mutex_unlock(&w->store.lock);
	return size;
}

static bool is_covered_in_time(struct world *w, uint64_t size)
{
	for (unsigned us = 0; us < PATIENCE_US; us += 10000) {
		if (covered(w) == size)
			return true;
		(void)usleep(10000);
	}
	return false;
}

static void one_is_written_when_nothing_is_to_do(void **state)
{
	(void)state;
	struct world w;
	begin(&w);
	lodge(&w, sim_found(&w.sim));
	lodge_some(&w, TAIL - 2);
	(void)usleep(1500000);
	assert_int_equal(covered(&w), 0); /* not worth one */
	lodge_some(&w, 1);
	assert_true(is_covered_in_time(&w, TAIL));
	lodge_some(&w, TAIL + 3);
	assert_true(is_covered_in_time(&w, 2 * TAIL + 3));
	end(&w);
}

static void one_is_written_at_last_when_acts_keep_coming(void **state)
{
	(void)state;
	struct world w;
	begin(&w);
	lodge(&w, sim_found(&w.sim));
	lodge_some(&w, 4 * TAIL + 2);
	assert_true(covered(&w) >= 4 * TAIL);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_is_written_when_nothing_is_to_do),
		cmocka_unit_test(one_is_written_at_last_when_acts_keep_coming),
	};
	return cmocka_run_group_tests_name("snapshot", tests, NULL, NULL);
}
