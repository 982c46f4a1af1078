/*
 * The engine: acts that passed stages A and B are sequenced (authority, base, rules), appended, synced,
 * integrated and signed in groups of 256, as the writer does it. And: a record of any size, for the
 * other benchmarks. Only the engine's part is timed; making and signing acts is not.
 * With "bare" there are no rules behind the log: what a log without a forum would do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/scope.h"
#include "bench/forum.h"
#include "proof/sshsig.h"

#define GROUP 256

/* One group; returns the seconds until it was durable, and until its checkpoint was signed. */
static double group_append(struct bench_record *r, uint64_t first, uint32_t count,
    double *with_sign)
{
	SCOPE_ARENA(a, (size_t)1024 * 1024 * 1024);
	struct admitted *acts = arena_array(&a, struct admitted, count);
	for (uint32_t i = 0; i < count; i++) {
		struct buf b;
		buf_init(&b, &a, SUBMISSION_BYTES_MAX);
		bench_submission(&r->acts, first + i, &a, &b);
		struct fault f = admit_submission(&acts[i], &a, buf_str(&b), bench_origin());
		if (f.id != FAULT_NONE)
			bench_fail(fault_name(f.id), NULL);
	}
	double began = bench_now();
	moment now = { 1500000000000 + (int64_t)first * 100 };
	for (uint32_t i = 0; i < count; i++) {
		struct sequenced done;
		struct findings found;
		if (i + 1 < count)
			log_foresee(r->log, &acts[i + 1]);
		log_sequence(r->log, &acts[i], now, &done, &found);
		if (done.fault.id != FAULT_NONE) {
			(void)fprintf(stderr, "act %llu: %s %.*s\n", (unsigned long long)(first + i),
			    fault_name(done.fault.id),
			    found.count > 0 ? (int)finding_name(found.at[0].id).n : 0,
			    found.count > 0 ? finding_name(found.at[0].id).p : "");
			exit(1);
		}
	}
	log_commit(r->log);
	double took = bench_now() - began;
	log_sign(r->log);
	*with_sign = bench_now() - began;
	arena_reset(&r->fold.scratch);
	struct log_head head;
	log_head(r->log, &head);
	r->acts.base = (struct act_base){ head.root, head.size };
	return took;
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
	double took = 0, all_took = 0, slowest = 0;
	uint64_t first = log_durable(r.log), begun = first;
	while (first < all) {
		uint32_t count = all - first < GROUP ? (uint32_t)(all - first) : GROUP;
		double with_sign, one = group_append(&r, first, count, &with_sign);
		took += one;
		all_took += with_sign;
		slowest = one > slowest ? one : slowest;
		first += count;
	}
	if (first > begun)
		(void)printf("engine: %llu entries in groups of %d: %.0f entries/s durable, %.0f signed; "
			     "slowest group %.1f ms\n",
		    (unsigned long long)(first - begun), GROUP, (double)(first - begun) / took,
		    (double)(first - begun) / all_took, slowest * 1e3);
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
