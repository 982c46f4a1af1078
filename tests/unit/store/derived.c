#include "unit/store/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include "base/endian.h"
#include "base/scope.h"
#include <cmocka.h>

#define CAP ((size_t)64 * 1024 * 1024)
#define HASHES_MAX 8192

/* Hash `index` of a level: anything that tells one from another. */
static struct hash hash_of(unsigned level, uint64_t index)
{
	struct hash out = { { 0 } };
	out.bytes[0] = (uint8_t)level;
	put_u64be(out.bytes + 8, index * 0x9e3779b97f4a7c15);
	return out;
}

static void hashes_put(const struct log_store *store, uint64_t from, uint64_t to)
{
	static struct hash hashes[HASHES_MAX];
	for (unsigned level = 0; to >> 8 * level != 0; level++) {
		uint64_t at = from >> 8 * level;
		uint32_t count = (uint32_t)((to >> 8 * level) - at);
		for (uint32_t i = 0; i < count; i++)
			hashes[i] = hash_of(level, at + i);
		if (count > 0)
			store->ops->hashes_put(store->ctx, level, at, count, hashes);
	}
}

/* The store has exactly `count` hashes of the level, and they are right. */
static void hashes_expect(const struct log_store *store, unsigned level, uint64_t count)
{
	static struct hash hashes[HASHES_MAX];
	assert_false(store->ops->hashes_get(store->ctx, level, count, 1, hashes));
	if (count == 0)
		return;
	assert_true(store->ops->hashes_get(store->ctx, level, 0, (uint32_t)count, hashes));
	for (uint64_t i = 0; i < count; i++) {
		struct hash expected = hash_of(level, i);
		assert_memory_equal(hashes[i].bytes, expected.bytes, HASH_BYTES);
	}
}

struct derived {
	struct history h;
	struct tmpdir dir;
	struct arena a;
	struct files *f;
	struct log_store store;
};

static void derived_open(struct derived *d)
{
	d->f = record_open(&d->dir, &d->a, &files_sys_fast);
	d->store = files_store(d->f);
}

static void derived_reopen(struct derived *d)
{
	files_close(d->f);
	derived_open(d);
}

static void derived_init(struct derived *d, unsigned groups, unsigned acts)
{
	struct gen g;
	gen_init_case(&g, 0);
	arena_init(&d->a, CAP);
	tmpdir_new(&d->dir);
	history_init(&d->h, &g, groups, acts, 20);
	derived_open(d);
	for (unsigned at = 0; at < groups; at++)
		history_append(&d->h, &d->store, at);
}

static void derived_release(struct derived *d)
{
	files_close(d->f);
	arena_release(&d->a);
	history_release(&d->h);
	tmpdir_free(&d->dir);
}

static void hashes_are_believed_only_as_far_as_a_snapshot_vouches(void **state)
{
	(void)state;
	struct derived d;
	struct err err;
	derived_init(&d, 12, 250);
	uint64_t half = d.h.commits[5].size, all = d.h.commits[11].size;
	assert_true(half > 300);
	hashes_put(&d.store, 0, all);
	hashes_expect(&d.store, 0, all);
	hashes_expect(&d.store, 1, all / 256);
	derived_reopen(&d);
	hashes_expect(&d.store, 0, 0);
	hashes_put(&d.store, 0, all);
	assert_int_equal(d.store.ops->snapshot_put(d.store.ctx, half, S("state"), &err), RC_OK);
	derived_reopen(&d);
	hashes_expect(&d.store, 0, half);
	hashes_expect(&d.store, 1, half / 256);
	hashes_put(&d.store, half, all);
	hashes_expect(&d.store, 0, all);
	hashes_expect(&d.store, 1, all / 256);
	assert_int_equal(history_check(&d.h, &d.store), 12);
	derived_release(&d);
}

/* Each derived file may be removed: the entries stay, and what is lost can be made again. */
static void derived_files_that_are_gone_are_made_again(void **state)
{
	(void)state;
	static const char *const names[] = { "level0.dat", "level1.dat", "offsets.dat", "snapshot." };
	for (size_t i = 0; i < CM_COUNT(names); i++) {
		struct derived d;
		struct err err;
		char name[64];
		derived_init(&d, 12, 250);
		uint64_t all = d.h.commits[11].size;
		hashes_put(&d.store, 0, all);
		assert_int_equal(d.store.ops->snapshot_put(d.store.ctx, all, S("state"), &err), RC_OK);
		files_close(d.f);
		bool is_snapshot = names[i][0] == 's';
		(void)snprintf(name, sizeof name, is_snapshot ? "%s%ju" : "%s", names[i], (uintmax_t)all);
		file_remove(&d.dir, name);
		derived_open(&d);
		assert_int_equal(history_check(&d.h, &d.store), 12);
		/* A hash is right or not there. */
		hashes_expect(&d.store, 0, names[i][0] == 'o' ? all : 0);
		hashes_put(&d.store, 0, all);
		hashes_expect(&d.store, 0, all);
		assert_int_equal(d.store.ops->snapshot_put(d.store.ctx, all, S("state"), &err), RC_OK);
		derived_reopen(&d);
		hashes_expect(&d.store, 0, all);
		hashes_expect(&d.store, 1, all / 256);
		assert_int_equal(history_check(&d.h, &d.store), 12);
		derived_release(&d);
	}
}

static void wrong_offsets_are_found_out(void **state)
{
	(void)state;
	struct derived d;
	struct err err;
	derived_init(&d, 12, 250);
	uint64_t all = d.h.commits[11].size;
	hashes_put(&d.store, 0, all);
	assert_int_equal(d.store.ops->snapshot_put(d.store.ctx, all, S("state"), &err), RC_OK);
	files_close(d.f);
	uint8_t mark[8];
	for (uint64_t i = 0; i < all / 256; i++) {
		uint8_t right[8];
		file_read(&d.dir, "offsets.dat", i * 8, right, sizeof right);
		assert_int_equal(get_u64be(right),
		    i == 0 ? 0 : d.h.ends[i * 256 - 1]);
	}
	put_u64be(mark, 1);
	file_write(&d.dir, "offsets.dat", 0, mark, sizeof mark);
	derived_open(&d);
	assert_int_equal(history_check(&d.h, &d.store), 12);
	files_close(d.f);
	uint64_t last = all / 256 - 1;
	put_u64be(mark, d.h.ends[last * 256 - 1] + 1);
	file_write(&d.dir, "offsets.dat", last * 8, mark, sizeof mark);
	derived_open(&d);
	assert_int_equal(history_check(&d.h, &d.store), 12);
	derived_release(&d);
}

static void snapshot_expect(const struct derived *d, uint64_t upto, uint64_t found)
{
	SCOPE_ARENA(a, CAP);
	struct buf out;
	struct err err;
	uint64_t size = 0;
	buf_init(&out, &a, 1000);
	enum rc rc = d->store.ops->snapshot_get(d->store.ctx, upto, &out, &size, &err);
	assert_int_equal(rc, found == 0 ? RC_NOT_FOUND : RC_OK);
	assert_int_equal(size, found);
	if (found == 0)
		return;
	char text[32];
	int n = snprintf(text, sizeof text, "state %ju", (uintmax_t)found);
	assert_true(str_eq(buf_str(&out), (struct str){ text, (size_t)n }));
}

static void the_newest_two_snapshots_are_kept(void **state)
{
	(void)state;
	struct derived d;
	struct err err;
	derived_init(&d, 6, 50);
	uint64_t last[3] = { 0 };
	hashes_put(&d.store, 0, d.h.commits[5].size);
	for (unsigned at = 0; at < 6; at++) {
		uint64_t size = d.h.commits[at].size;
		char text[32], name[32];
		int n = snprintf(text, sizeof text, "state %ju", (uintmax_t)size);
		struct str bytes = { text, (size_t)n };
		assert_int_equal(d.store.ops->snapshot_put(d.store.ctx, size, bytes, &err), RC_OK);
		last[0] = last[1];
		last[1] = last[2];
		last[2] = size;
		snapshot_expect(&d, UINT64_MAX, last[2]);
		snapshot_expect(&d, last[2], last[2]);
		snapshot_expect(&d, last[2] - 1, last[1]);
		snapshot_expect(&d, last[1] == 0 ? 0 : last[1] - 1, 0);
		(void)snprintf(name, sizeof name, "snapshot.%ju", (uintmax_t)last[0]);
		assert_false(file_exists(&d.dir, name));
		if (at % 2 == 0)
			derived_reopen(&d);
		hashes_put(&d.store, size, d.h.commits[5].size);
	}
	derived_release(&d);
}

static void what_a_crash_left_of_a_snapshot_goes(void **state)
{
	(void)state;
	struct derived d;
	derived_init(&d, 1, 5);
	file_write(&d.dir, "snapshot.3.new", 0, "half", 4);
	derived_reopen(&d);
	assert_false(file_exists(&d.dir, "snapshot.3.new"));
	snapshot_expect(&d, UINT64_MAX, 0);
	derived_release(&d);
}

/* A reader sees the writer's hashes below the snapshot, and keeps its own of those above. */
static void a_reader_goes_on_from_the_hashes_that_are_there(void **state)
{
	(void)state;
	struct derived d;
	struct err err;
	derived_init(&d, 12, 250);
	uint64_t half = d.h.commits[5].size, all = d.h.commits[11].size;
	hashes_put(&d.store, 0, half);
	assert_int_equal(d.store.ops->snapshot_put(d.store.ctx, half, S("state"), &err), RC_OK);
	struct files *f;
	struct files_options options = { .dir = str_c(d.dir.path), .is_reader = true };
	assert_int_equal(files_open(&f, &d.a, &options, &err), RC_OK);
	struct log_store store = files_store(f);
	hashes_expect(&store, 0, half);
	hashes_put(&store, half - 100, all);
	hashes_expect(&store, 0, all);
	hashes_expect(&store, 1, all / 256);
	files_close(f);
	hashes_expect(&d.store, 0, half);
	assert_int_equal(file_size(&d.dir, "level0.dat"), half * HASH_BYTES);
	derived_release(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_are_believed_only_as_far_as_a_snapshot_vouches),
		cmocka_unit_test(derived_files_that_are_gone_are_made_again),
		cmocka_unit_test(wrong_offsets_are_found_out),
		cmocka_unit_test(the_newest_two_snapshots_are_kept),
		cmocka_unit_test(what_a_crash_left_of_a_snapshot_goes),
		cmocka_unit_test(a_reader_goes_on_from_the_hashes_that_are_there),
	};
	return cmocka_run_group_tests_name("derived", tests, NULL, NULL);
}
