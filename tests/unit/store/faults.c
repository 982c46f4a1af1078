#define _GNU_SOURCE
#include "unit/store/faulty.h"
#include "unit/store/history.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/endian.h"
#include "base/scope.h"
#include <cmocka.h>

#define CAP ((size_t)64 * 1024 * 1024)
#define GROUPS 6
#define EXIT_STORE 70
#define EXIT_REPORTED 3
#define SAID_BYTES 1024

/* What the child said it was told, in memory that outlives it. */
struct promised {
	struct faulty fault;
	unsigned durable, in_slot; /* groups */
};
static struct promised *promised;
static char said[SAID_BYTES];

static struct hash leaf_of(uint64_t index)
{
	struct hash out = { { 7 } };
	put_u64be(out.bytes + 8, index + 1);
	return out;
}

static void leaves_put(const struct log_store *store, uint64_t from, uint64_t to)
{
	for (uint64_t i = from; i < to; i++) {
		struct hash leaf = leaf_of(i);
		store->ops->hashes_put(store->ctx, 0, i, 1, &leaf);
	}
}

/* Groups [from, to), each signed, published, and now and then a snapshot. */
static void groups_live(const struct history *h, const struct log_store *store, unsigned from,
    unsigned to)
{
	struct err err;
	for (unsigned at = from; at < to; at++) {
		char note[HISTORY_NOTE_MAX];
		history_append(h, store, at);
		promised->durable = at + 1;
		leaves_put(store, h->begin[at], h->begin[at + 1]);
		store->ops->slot_put(store->ctx, history_note(h, at + 1, note));
		promised->in_slot = at + 1;
		store->ops->publish(store->ctx, history_note(h, at + 1, note));
		if (at % 2 == 1)
			(void)store->ops->snapshot_put(store->ctx, h->begin[at + 1],
			    history_note(h, at + 1, note), &err);
	}
}

static _Noreturn void child_run(const struct history *h, const struct tmpdir *dir)
{
	struct arena a;
	struct err err;
	arena_init(&a, CAP);
	faulty_begin(&promised->fault);
	struct files_options options = { .dir = str_c(dir->path), .create = true,
		.sys = &files_sys_faulty };
	for (unsigned half = 0; half < 2; half++) {
		struct files *f;
		if (files_open(&f, &a, &options, &err) != RC_OK)
			_exit(EXIT_REPORTED);
		struct log_store store = files_store(f);
		uint64_t size = store.ops->last(store.ctx)->size;
		uint64_t have = 0;
		unsigned next = 0;
		while (h->begin[next] < size)
			next++;
		promised->durable = next; /* what a start finds is as good as acknowledged */
		struct hash leaf;
		while (store.ops->hashes_get(store.ctx, 0, have, 1, &leaf))
			have++;
		leaves_put(&store, have, size);
		groups_live(h, &store, next, (half + 1) * GROUPS / 2);
		files_close(f);
	}
	_exit(0);
}

/* Runs it all with one fault; the child's status, and what it said in `said`. */
static int child_end(const struct history *h, const struct tmpdir *dir)
{
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		(void)dup2(ends[1], STDERR_FILENO);
		child_run(h, dir);
	}
	(void)close(ends[1]);
	size_t n = 0;
	ssize_t got;
	while ((got = read(ends[0], said + n, sizeof said - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	(void)close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status))
		fail_msg("the child was killed by signal %d: %s", WTERMSIG(status), said);
	return WEXITSTATUS(status);
}

static void slot_expect(const struct history *h, const struct log_store *store, unsigned found)
{
	SCOPE_ARENA(a, CAP);
	struct buf note;
	struct err err;
	buf_init(&note, &a, CAP / 2);
	enum rc rc = store->ops->slot_get(store->ctx, &note, &err);
	if (rc == RC_NOT_FOUND) {
		assert_int_equal(promised->in_slot, 0);
		return;
	}
	assert_int_equal(rc, RC_OK);
	char text[HISTORY_NOTE_MAX];
	unsigned groups = promised->in_slot;
	if (!str_eq(buf_str(&note), history_note(h, groups, text)))
		groups++; /* the one that was on its way may have arrived */
	assert_true(groups > 0 && groups <= found);
	assert_true(str_eq(buf_str(&note), history_note(h, groups, text)));
}

/* Snapshots are whole, and hashes that are given are right. */
static void derived_expect(const struct history *h, const struct log_store *store)
{
	SCOPE_ARENA(a, CAP);
	struct buf out;
	struct err err;
	uint64_t size = 0;
	buf_init(&out, &a, CAP / 2);
	if (store->ops->snapshot_get(store->ctx, UINT64_MAX, &out, &size, &err) == RC_OK) {
		unsigned groups = 0;
		char text[HISTORY_NOTE_MAX];
		while (h->begin[groups] < size)
			groups++;
		assert_int_equal(h->begin[groups], size);
		assert_true(str_eq(buf_str(&out), history_note(h, groups, text)));
	}
	uint64_t count = 0;
	struct hash leaf;
	while (store->ops->hashes_get(store->ctx, 0, count, 1, &leaf)) {
		struct hash expected = leaf_of(count++);
		assert_memory_equal(leaf.bytes, expected.bytes, HASH_BYTES);
	}
	assert_int_equal(count, size);
}

/* After whatever happened: everything acknowledged is there, and the record goes on. */
static void record_expect(const struct history *h, const struct tmpdir *dir)
{
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	unsigned found = history_check(h, &store);
	assert_true(found >= promised->durable && found <= promised->durable + 1);
	slot_expect(h, &store, found);
	derived_expect(h, &store);
	for (unsigned at = found; at < h->groups; at++)
		history_append(h, &store, at);
	assert_int_equal(history_check(h, &store), h->groups);
	files_close(f);
	assert_int_equal(file_size(dir, "entries.0000.dat"), h->commits[h->groups - 1].bytes);
}

static void plan(enum fault_kind kind, unsigned at, uint64_t seed)
{
	struct faulty *f = &promised->fault;
	f->kind = kind;
	f->at = at;
	f->seed = seed;
	f->calls = 0;
	f->is_fired = f->is_of_truth = false;
}

/* A child with the planned fault ended as it must. */
static void end_expect(int status)
{
	const struct faulty *f = &promised->fault;
	bool is_fatal = (f->kind == FAULTY_FAIL || f->kind == FAULTY_SHORT) && f->is_of_truth;
	if (!f->is_fired || f->kind == FAULTY_INTERRUPT)
		assert_int_equal(status, 0);
	else if (f->kind == FAULTY_KILL || f->kind == FAULTY_CRASH)
		assert_int_equal(status, FAULTY_EXIT);
	else if (is_fatal)
		assert_int_equal(status, EXIT_STORE);
	if (status == 0)
		assert_int_equal(promised->durable, GROUPS);
	if (status != EXIT_STORE) {
		assert_string_equal(said, "");
		return;
	}
	assert_non_null(strstr(said, "comity: the record cannot be made durable: "));
	assert_ptr_equal(strchr(said, '\n') + 1, said + strlen(said));
}

struct run {
	struct history h;
	struct tmpdir dir;
};

static void run_init(struct run *r, uint64_t seed)
{
	struct gen g;
	gen_init_seed(&g, seed);
	history_init(&r->h, &g, GROUPS, 5, 700);
	tmpdir_new(&r->dir);
	promised->durable = promised->in_slot = 0;
	for (unsigned i = 0; i < IMAGES_MAX; i++)
		promised->fault.images[i].file = 0;
}

static void run_release(struct run *r)
{
	tmpdir_free(&r->dir);
	history_release(&r->h);
}

/* One run with call `at` going wrong; false when there is no such call any more. */
static bool fault_run(enum fault_kind kind, unsigned at, uint64_t seed)
{
	struct run r;
	run_init(&r, seed);
	plan(kind, at, seed);
	end_expect(child_end(&r.h, &r.dir));
	record_expect(&r.h, &r.dir);
	run_release(&r);
	return promised->fault.calls >= at;
}

static void faults_run(enum fault_kind kind, unsigned times)
{
	unsigned reached = 0;
	for (unsigned i = 0; i < gen_cases(times); i++) {
		struct gen g;
		gen_init_case(&g, i);
		uint64_t seed = gen_u64(&g);
		unsigned at = 1;
		while (fault_run(kind, at, seed))
			at += gen_stride();
		reached += at - 1;
	}
	assert_true(reached > 50);
}

static void each_call_may_fail_and_what_was_acknowledged_stays(void **state)
{
	(void)state;
	faults_run(FAULTY_FAIL, 1);
}

static void each_write_may_be_short(void **state)
{
	(void)state;
	faults_run(FAULTY_SHORT, 1);
}

static void an_interrupted_write_is_no_failure(void **state)
{
	(void)state;
	faults_run(FAULTY_INTERRUPT, 1);
}

static void the_process_may_be_killed_before_each_call(void **state)
{
	(void)state;
	faults_run(FAULTY_KILL, 1);
}

static void the_machine_may_crash_before_each_call_and_lose_what_was_not_synced(void **state)
{
	(void)state;
	faults_run(FAULTY_CRASH, 2);
}

/* The second process builds on what the first one left in the page cache; the crash then shows
 * whether it was made durable first. */
static void the_machine_may_crash_after_a_process_was_killed(void **state)
{
	(void)state;
	unsigned at = 0;
	bool was_reached = true;
	while (was_reached) {
		struct gen g;
		struct run r;
		gen_init_case(&g, at);
		at += gen_stride();
		run_init(&r, gen_u64(&g));
		plan(FAULTY_KILL, at, 0);
		end_expect(child_end(&r.h, &r.dir));
		was_reached = promised->fault.is_fired;
		for (unsigned again = 0; again < 2; again++) {
			plan(FAULTY_CRASH, 1 + (unsigned)gen_below(&g, 120), gen_u64(&g));
			end_expect(child_end(&r.h, &r.dir));
		}
		record_expect(&r.h, &r.dir);
		run_release(&r);
	}
	assert_true(at > 100);
}

int main(void)
{
	history_in_memory();
	promised = mmap(NULL, sizeof *promised, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
	    0);
	if (promised == MAP_FAILED)
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_call_may_fail_and_what_was_acknowledged_stays),
		cmocka_unit_test(each_write_may_be_short),
		cmocka_unit_test(an_interrupted_write_is_no_failure),
		cmocka_unit_test(the_process_may_be_killed_before_each_call),
		cmocka_unit_test(the_machine_may_crash_before_each_call_and_lose_what_was_not_synced),
		cmocka_unit_test(the_machine_may_crash_after_a_process_was_killed),
	};
	return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
