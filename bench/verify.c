/*
 * What verification costs, on one record: the signatures alone on all cores; everything, as comity
 * verify does it; everything but the signatures' mathematics on one core, as a start does it; a start
 * from the newest snapshot. Ratios of one run.
 */
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/endian.h"
#include "bench/forum.h"
#include "record/replay.h"

/* Signed bytes, signature, key of every line, taken out of the record before the clock starts. */
struct bare {
	uint8_t tbs[SSHSIG_TBS_BYTES];
	uint8_t signature[64], key[32];
};
struct share {
	const struct bare *at;
	uint64_t from, to, bad;
};

/* Of all threads, in us: it says more than the clock on the wall when others use the machine. */
static double processor_us(void)
{
	return (double)clock() / CLOCKS_PER_SEC * 1e6;
}

static void *share_verify(void *ctx)
{
	struct share *s = ctx;
	for (uint64_t i = s->from; i < s->to; i++)
		s->bad += crypto_sign_verify_detached(s->at[i].signature, s->at[i].tbs,
			      sizeof s->at[i].tbs, s->at[i].key) != 0;
	return NULL;
}

static double bare_rate(const struct bare *at, uint64_t count, unsigned threads)
{
	struct share shares[64];
	pthread_t ids[64];
	double began = bench_now();
	for (unsigned i = 0; i < threads; i++) {
		shares[i] = (struct share){ at, count * i / threads, count * (i + 1) / threads, 0 };
		if (pthread_create(&ids[i], NULL, share_verify, &shares[i]) != 0)
			bench_fail("thread", NULL);
	}
	for (unsigned i = 0; i < threads; i++) {
		(void)pthread_join(ids[i], NULL);
		if (shares[i].bad > 0)
			bench_fail("a signature does not hold", NULL);
	}
	return (double)count / (bench_now() - began);
}

struct source {
	const struct log_store *store;
	uint64_t size;
};
static enum rc source_next(void *ctx, uint64_t from, struct buf *out, struct err *err)
{
	const struct source *s = ctx;
	uint64_t left = s->size - from;
	if (left == 0)
		return RC_OK;
	return s->store->ops->entries(s->store->ctx, from, left < 1024 ? (uint32_t)left : 1024, out,
	    err);
}

static uint64_t lines_take(struct bare *out, const struct admitted *act)
{
	uint8_t tbs[SSHSIG_TBS_BYTES];
	sshsig_tbs(tbs, act->entry.act.message);
	for (uint32_t i = 0; i < act->entry.signatures_count; i++) {
		const struct str blob = act->entry.signatures[i].blob;
		memcpy(out[i].tbs, tbs, sizeof tbs);
		memcpy(out[i].key, act->signatures[i].key.point.p, 32);
		memcpy(out[i].signature, blob.p + blob.n - 64, 64);
	}
	return act->entry.signatures_count;
}

static struct bare *lines_read(struct source *s, uint64_t *count)
{
	struct bare *all = malloc(2 * s->size * sizeof *all);
	struct arena a;
	*count = 0;
	arena_init(&a, (size_t)1024 * 1024 * 1024);
	for (uint64_t at = 0; all != NULL && at < s->size;) {
		struct buf b;
		struct err err;
		arena_reset(&a);
		buf_init(&b, &a, (size_t)256 * 1024 * 1024);
		if (source_next(s, at, &b, &err) != RC_OK)
			bench_fail("read", &err);
		for (size_t p = 0; p < b.n; at++) {
			size_t n = get_u16be((const uint8_t *)b.p + p);
			struct admitted *act = arena_new(&a, struct admitted);
			struct str entry = { b.p + p + 2, n };
			/* entry_parse decodes the signatures; the rest are facts */
			if (entry_parse(&act->entry, &a, entry, bench_origin()).id != FAULT_NONE)
				bench_fail("entry", NULL);
			uint8_t tbs[SSHSIG_TBS_BYTES];
			sshsig_tbs(tbs, act->entry.act.message);
			for (uint32_t i = 0; i < act->entry.signatures_count; i++)
				(void)!sshsig_parse(&act->signatures[i],
				    act->entry.signatures[i].blob, tbs);
			*count += lines_take(all + *count, act);
			p += 2 + n;
		}
	}
	arena_release(&a);
	return all;
}

static double replay_rate(struct source *s, bool is_trusted, uint32_t threads)
{
	struct arena a;
	static struct forum_fold fold;
	arena_init(&a, (size_t)64 * 1024 * 1024 * 1024);
	forum_fold_init(&fold, &a, bench_origin(), 42);
	struct replay_source source = { .next = source_next, .ctx = s };
	struct replay_options options = { .origin = bench_origin(), .fold = forum_fold(&fold),
		.threads = threads, .is_trusted = is_trusted, .upto = s->size, .hash_key = 42 };
	struct replay_result result;
	struct err err;
	double began = bench_now();
	if (replay_run(&result, &source, &options, &err) != RC_OK)
		bench_fail("replay", &err);
	double took = bench_now() - began;
	forum_fold_release(&fold);
	arena_release(&a);
	return (double)s->size / took;
}

int main(int argc, char **argv)
{
	if (argc < 2 || !crypto_ready()) {
		(void)fprintf(stderr, "usage: bench-verify DIR [ROUNDS [restart]]\n");
		return 2;
	}
	unsigned rounds = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 3;
	unsigned cores = (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
	static struct bench_record r;
	double began = bench_now();
	bench_open(&r, argv[1], true);
	struct source s = { &r.store, log_durable(r.log) };
	(void)printf("start: %llu acts in %.2f s (snapshot of %llu)\n", (unsigned long long)s.size,
	    bench_now() - began, (unsigned long long)log_snapshot_size(r.log));
	if (argc > 3) { /* for a profiler: nothing but the replay without signatures */
		double us = processor_us();
		(void)printf("without signatures, one core %.0f acts/s", replay_rate(&s, true, 1));
		us = processor_us() - us;
		(void)printf(" (%.2f us of processor each)\n", us / (double)s.size);
		return 0;
	}
	uint64_t lines;
	struct bare *all = lines_read(&s, &lines);
	if (all == NULL)
		bench_fail("memory", NULL);
	double per_act = (double)lines / (double)s.size;
	for (unsigned i = 0; i < rounds; i++) {
		double us[4] = { processor_us() };
		double bare = bare_rate(all, lines, cores) / per_act;
		us[1] = processor_us();
		double full = replay_rate(&s, false, 0);
		us[2] = processor_us();
		double trusted = replay_rate(&s, true, 1);
		us[3] = processor_us();
		(void)printf("signatures alone %.0f acts/s on %u cores; everything %.0f acts/s (%.1f %%); "
			     "without signatures, one core %.0f acts/s\n",
		    bare, cores, full, 100 * full / bare, trusted);
		for (unsigned k = 3; k > 0; k--)
			us[k] = (us[k] - us[k - 1]) / (double)s.size;
		(void)printf("us of processor an act: %.2f, %.2f (%.1f %%), %.2f\n", us[1], us[2],
		    100 * us[1] / us[2], us[3]);
	}
	free(all);
	bench_close(&r);
	return 0;
}
