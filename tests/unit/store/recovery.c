#include "unit/store/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include <cmocka.h>

#define CAP ((size_t)64 * 1024 * 1024)
#define COMMIT 64

/* A closed record of a few groups, and its last group apart, to damage it in every way. */
struct torn {
	struct history h;
	struct tmpdir dir;
	struct gen g;
	uint64_t from, n;       /* the last group's bytes */
	uint8_t record[COMMIT]; /* its commit */
	unsigned whole;         /* groups before it */
};

static void torn_init(struct torn *t, unsigned i)
{
	gen_init_case(&t->g, i);
	tmpdir_new(&t->dir);
	unsigned groups = 1 + (unsigned)gen_below(&t->g, 4);
	history_init(&t->h, &t->g, groups, 1 + (unsigned)gen_below(&t->g, 6), 30);
	t->whole = groups - 1;
	t->from = history_offset(&t->h, t->whole);
	t->n = history_offset(&t->h, groups) - t->from;
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(&t->dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	for (unsigned at = 0; at < groups; at++)
		history_append(&t->h, &store, at);
	files_close(f);
	file_read(&t->dir, "commit.log", (uint64_t)t->whole * COMMIT, t->record, COMMIT);
}

static void torn_release(struct torn *t)
{
	history_release(&t->h);
	tmpdir_free(&t->dir);
}

/* As if nothing had happened to it. */
static void torn_restore(struct torn *t)
{
	file_write(&t->dir, "entries.0000.dat", t->from, t->h.bytes + t->from, t->n);
	file_write(&t->dir, "commit.log", (uint64_t)t->whole * COMMIT, t->record, COMMIT);
}

/* How many groups a start finds; then the lost one can be appended again. */
static unsigned torn_open(struct torn *t)
{
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(&t->dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	unsigned found = history_check(&t->h, &store);
	for (unsigned at = found; at < t->h.groups; at++)
		history_append(&t->h, &store, at);
	assert_int_equal(history_check(&t->h, &store), t->h.groups);
	files_close(f);
	f = record_open(&t->dir, &a, &files_sys_fast);
	store = files_store(f);
	assert_int_equal(history_check(&t->h, &store), t->h.groups);
	files_close(f);
	return found;
}

static void entries_cut_anywhere_in_the_last_group_lose_that_group_only(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(6); i++) {
		struct torn t;
		torn_init(&t, i);
		for (uint64_t cut = 0; cut < t.n; cut++) {
			torn_restore(&t);
			file_cut(&t.dir, "entries.0000.dat", t.from + cut);
			assert_int_equal(torn_open(&t), t.whole);
		}
		torn_release(&t);
	}
}

/* Pages that were never written are zeros; some may have arrived, in any order. */
static void entries_that_arrived_in_part_lose_that_group_only(void **state)
{
	(void)state;
	static const uint8_t zeros[512];
	for (unsigned i = 0; i < gen_cases(6); i++) {
		struct torn t;
		torn_init(&t, i);
		for (uint64_t at = 0; at < t.n; at++) {
			torn_restore(&t);
			uint64_t more = 1 + gen_below(&t.g, t.n - at);
			file_write(&t.dir, "entries.0000.dat", t.from + at, zeros, more);
			file_write(&t.dir, "entries.0000.dat", t.from + t.n, zeros, sizeof zeros);
			bool was_zero = true;
			for (uint64_t k = 0; k < more; k++)
				was_zero &= t.h.bytes[t.from + at + k] == 0;
			assert_int_equal(torn_open(&t), was_zero ? t.h.groups : t.whole);
		}
		torn_release(&t);
	}
}

static void a_commit_cut_or_changed_anywhere_loses_that_group_only(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(6); i++) {
		struct torn t;
		torn_init(&t, i);
		uint64_t at = (uint64_t)t.whole * COMMIT;
		for (unsigned k = 0; k < COMMIT; k++) {
			torn_restore(&t);
			file_cut(&t.dir, "commit.log", at + k);
			assert_int_equal(torn_open(&t), t.whole);
			uint8_t flipped = t.record[k] ^ (uint8_t)(1 << gen_below(&t.g, 8));
			file_write(&t.dir, "commit.log", at + k, &flipped, 1);
			assert_int_equal(torn_open(&t), t.whole);
		}
		torn_release(&t);
	}
}

static void junk_after_the_end_is_cut(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(20); i++) {
		struct torn t;
		torn_init(&t, i);
		uint8_t junk[700];
		gen_bytes(&t.g, junk, sizeof junk);
		size_t n = 1 + (size_t)gen_below(&t.g, sizeof junk);
		file_write(&t.dir, "entries.0000.dat", t.from + t.n, junk, n);
		file_write(&t.dir, "commit.log", (uint64_t)t.h.groups * COMMIT, junk, n);
		assert_int_equal(torn_open(&t), t.h.groups);
		assert_int_equal(file_size(&t.dir, "entries.0000.dat"), t.from + t.n);
		assert_int_equal(file_size(&t.dir, "commit.log"), (uint64_t)t.h.groups * COMMIT);
		torn_release(&t);
	}
}

static void a_broken_commit_before_a_good_one_is_no_torn_tail(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(20); i++) {
		struct torn t;
		struct err err;
		torn_init(&t, i);
		SCOPE_ARENA(a, CAP);
		uint64_t size = file_size(&t.dir, "entries.0000.dat");
		for (uint64_t at = 0; at < (uint64_t)t.whole * COMMIT; at++) {
			uint8_t was, flipped;
			file_read(&t.dir, "commit.log", at, &was, 1);
			flipped = was ^ (uint8_t)(1 << gen_below(&t.g, 8));
			file_write(&t.dir, "commit.log", at, &flipped, 1);
			assert_int_equal(record_try(&t.dir, &a, false, &err), RC_CORRUPT);
			arena_reset(&a);
			file_write(&t.dir, "commit.log", at, &was, 1);
		}
		assert_int_equal(file_size(&t.dir, "entries.0000.dat"), size);
		assert_int_equal(torn_open(&t), t.h.groups);
		torn_release(&t);
	}
}

/* What was signed was durable: it may not be taken for a torn tail, nor be cut. */
static void a_flip_in_what_was_signed_is_corrupt_and_nothing_is_cut(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(6); i++) {
		struct torn t;
		struct err err;
		char note[HISTORY_NOTE_MAX];
		torn_init(&t, i);
		SCOPE_ARENA(a, CAP);
		struct files *f = record_open(&t.dir, &a, &files_sys_fast);
		struct log_store store = files_store(f);
		store.ops->slot_put(store.ctx, history_note(&t.h, t.h.groups, note));
		files_close(f);
		for (uint64_t at = t.from; at < t.from + t.n; at++) {
			uint8_t flipped = (uint8_t)t.h.bytes[at] ^ (uint8_t)(1 << gen_below(&t.g, 8));
			file_write(&t.dir, "entries.0000.dat", at, &flipped, 1);
			arena_reset(&a);
			assert_int_equal(record_try(&t.dir, &a, false, &err), RC_CORRUPT);
			assert_non_null(strstr(err.text, "E_SLOT"));
			assert_int_equal(file_size(&t.dir, "entries.0000.dat"), t.from + t.n);
			torn_restore(&t);
		}
		assert_int_equal(torn_open(&t), t.h.groups);
		torn_release(&t);
	}
}

/* The store reads the lengths of all entries and the bytes of the last group. A flip elsewhere either
 * shows in the lengths or is exactly that flip; the tree's root tells the log. */
static void a_flip_in_older_entries_is_corrupt_or_just_that(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(6); i++) {
		struct torn t;
		torn_init(&t, i);
		for (uint64_t at = 0; at < t.from; at++) {
			SCOPE_ARENA(a, CAP);
			struct err err;
			struct files *f;
			struct files_options options = { .dir = str_c(t.dir.path), .sys = &files_sys_fast };
			char flipped = (char)(t.h.bytes[at] ^ 1 << gen_below(&t.g, 8));
			file_write(&t.dir, "entries.0000.dat", at, &flipped, 1);
			enum rc rc = files_open(&f, &a, &options, &err);
			if (rc == RC_OK) {
				struct log_store store = files_store(f);
				char was = t.h.bytes[at];
				t.h.bytes[at] = flipped;
				assert_int_equal(history_check(&t.h, &store), t.h.groups);
				t.h.bytes[at] = was;
				files_close(f);
			} else {
				assert_int_equal(rc, RC_CORRUPT);
			}
			file_write(&t.dir, "entries.0000.dat", at, t.h.bytes + at, 1);
		}
		assert_int_equal(torn_open(&t), t.h.groups);
		torn_release(&t);
	}
}

static void two_groups_that_do_not_hold_are_no_torn_tail(void **state)
{
	(void)state;
	struct torn t;
	struct err err;
	unsigned i = 0;
	for (torn_init(&t, i); t.whole < 2; torn_init(&t, i)) {
		torn_release(&t);
		i++;
	}
	SCOPE_ARENA(a, CAP);
	uint64_t before = t.from - 1;
	uint8_t flipped = (uint8_t)t.h.bytes[before] ^ 1;
	file_write(&t.dir, "entries.0000.dat", before, &flipped, 1);
	file_cut(&t.dir, "entries.0000.dat", t.from + t.n - 1);
	assert_int_equal(record_try(&t.dir, &a, false, &err), RC_CORRUPT);
	assert_int_equal(file_size(&t.dir, "entries.0000.dat"), t.from + t.n - 1);
	torn_release(&t);
}

static void commits_that_go_backwards_are_corrupt(void **state)
{
	(void)state;
	struct torn t;
	struct err err;
	torn_init(&t, 0);
	SCOPE_ARENA(a, CAP);
	file_write(&t.dir, "commit.log", (uint64_t)t.h.groups * COMMIT, t.record, COMMIT);
	assert_int_equal(record_try(&t.dir, &a, false, &err), RC_CORRUPT);
	assert_int_equal(record_try(&t.dir, &a, true, &err), RC_CORRUPT);
	torn_release(&t);
}

int main(void)
{
	history_in_memory();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_cut_anywhere_in_the_last_group_lose_that_group_only),
		cmocka_unit_test(entries_that_arrived_in_part_lose_that_group_only),
		cmocka_unit_test(a_commit_cut_or_changed_anywhere_loses_that_group_only),
		cmocka_unit_test(junk_after_the_end_is_cut),
		cmocka_unit_test(a_broken_commit_before_a_good_one_is_no_torn_tail),
		cmocka_unit_test(a_flip_in_what_was_signed_is_corrupt_and_nothing_is_cut),
		cmocka_unit_test(a_flip_in_older_entries_is_corrupt_or_just_that),
		cmocka_unit_test(two_groups_that_do_not_hold_are_no_torn_tail),
		cmocka_unit_test(commits_that_go_backwards_are_corrupt),
	};
	return cmocka_run_group_tests_name("recovery", tests, NULL, NULL);
}
