#include "unit/store/history.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include "base/endian.h"
#include "base/scope.h"
#include "record/crc.h"
#include <cmocka.h>

#define CAP ((size_t)64 * 1024 * 1024)

static void what_was_appended_is_there_after_any_number_of_reopenings(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(12); i++) {
		struct gen g;
		struct history h;
		struct tmpdir dir;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		tmpdir_new(&dir);
		history_init(&h, &g, 12, gen_bool(&g) ? 5 : 700, gen_bool(&g) ? 40 : 900);
		const struct files_sys *sys = i == 0 ? NULL : &files_sys_fast;
		struct files *f = record_open(&dir, &a, sys);
		for (unsigned at = 0; at < h.groups; at++) {
			struct log_store store = files_store(f);
			history_append(&h, &store, at);
			assert_int_equal(history_check(&h, &store), at + 1);
			if (!gen_chance(&g, 1, 3))
				continue;
			files_close(f);
			f = record_open(&dir, &a, sys);
			store = files_store(f);
			assert_int_equal(history_check(&h, &store), at + 1);
		}
		files_close(f);
		history_release(&h);
		tmpdir_free(&dir);
	}
}

static void a_closed_record_is_exactly_its_entries_and_commits(void **state)
{
	(void)state;
	struct gen g;
	struct history h;
	struct tmpdir dir;
	gen_init_case(&g, 0);
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	history_init(&h, &g, 5, 9, 100);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	for (unsigned at = 0; at < h.groups; at++)
		history_append(&h, &store, at);
	assert_true(file_size(&dir, "entries.0000.dat") > h.commits[4].bytes);
	files_close(f);
	assert_int_equal(file_size(&dir, "entries.0000.dat"), h.commits[4].bytes);
	assert_int_equal(file_size(&dir, "commit.log"), 5 * 64);
	uint8_t record[64];
	file_read(&dir, "commit.log", 3 * 64, record, sizeof record);
	assert_int_equal(get_u64be(record), h.commits[3].size);
	assert_int_equal(get_u64be(record + 8), h.commits[3].bytes);
	assert_memory_equal(record + 16, h.commits[3].root.bytes, HASH_BYTES);
	assert_int_equal(get_u32be(record + 48), h.commits[3].crc);
	assert_int_equal(get_u64be(record + 52), h.commits[3].received.ms);
	assert_int_equal(get_u32be(record + 60), crc_add(0, record, 60));
	history_release(&h);
	tmpdir_free(&dir);
}

static void a_second_writer_is_refused_and_a_reader_is_not(void **state)
{
	(void)state;
	struct tmpdir dir;
	struct err err;
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	struct files *f = record_open(&dir, &a, NULL);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_CONFLICT);
	assert_int_equal(record_try(&dir, &a, true, &err), RC_OK);
	files_close(f);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_OK);
	tmpdir_free(&dir);
}

static void without_create_an_empty_or_missing_directory_holds_no_record(void **state)
{
	(void)state;
	struct tmpdir dir, below;
	struct err err;
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_NOT_FOUND);
	assert_int_equal(record_try(&dir, &a, true, &err), RC_NOT_FOUND);
	assert_false(file_exists(&dir, "commit.log"));
	tmpdir_join(&dir, "below", below.path, sizeof below.path);
	assert_int_equal(record_try(&below, &a, false, &err), RC_NOT_FOUND);
	files_close(record_open(&below, &a, NULL));
	assert_int_equal(record_try(&below, &a, true, &err), RC_OK);
	tmpdir_free(&dir);
}

static void a_record_that_lost_its_commits_is_not_made_anew(void **state)
{
	(void)state;
	struct gen g;
	struct history h;
	struct tmpdir dir;
	struct err err;
	gen_init_case(&g, 0);
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	history_init(&h, &g, 1, 4, 50);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	history_append(&h, &store, 0);
	files_close(f);
	file_remove(&dir, "commit.log");
	struct files_options options = { .dir = str_c(dir.path), .create = true };
	assert_int_equal(files_open(&f, &a, &options, &err), RC_CORRUPT);
	assert_int_equal(file_size(&dir, "entries.0000.dat"), h.commits[0].bytes);
	history_release(&h);
	tmpdir_free(&dir);
}

static void a_reader_changes_nothing_even_of_a_torn_record(void **state)
{
	(void)state;
	struct gen g;
	struct history h;
	struct tmpdir dir;
	gen_init_case(&g, 0);
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	history_init(&h, &g, 3, 4, 50);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	for (unsigned at = 0; at < h.groups; at++)
		history_append(&h, &store, at);
	files_close(f);
	file_cut(&dir, "entries.0000.dat", h.commits[2].bytes - 1);
	struct err err;
	struct files_options options = { .dir = str_c(dir.path), .is_reader = true };
	assert_int_equal(files_open(&f, &a, &options, &err), RC_OK);
	store = files_store(f);
	assert_int_equal(history_check(&h, &store), 2);
	struct hash hashes[3] = { { { 1 } }, { { 2 } }, { { 3 } } }, got[3];
	store.ops->hashes_put(store.ctx, 0, 0, 3, hashes);
	assert_true(store.ops->hashes_get(store.ctx, 0, 0, 3, got));
	assert_memory_equal(got, hashes, sizeof got);
	files_close(f);
	assert_int_equal(file_size(&dir, "entries.0000.dat"), h.commits[2].bytes - 1);
	assert_int_equal(file_size(&dir, "commit.log"), 3 * 64);
	assert_false(file_exists(&dir, "level0.dat"));
	history_release(&h);
	tmpdir_free(&dir);
}

#define SEGMENT (UINT64_C(1) << 20)

/* Groups of small entries, the bytes of entry i being a function of i, over two segments' ends. */
struct bulk {
	uint8_t bytes[2048 * 6];
	uint32_t ends[2048];
	struct commit commit;
};

static void bulk_append(struct bulk *b, const struct log_store *store, uint32_t count)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t index = b->commit.size + i;
		uint16_t len = (uint16_t)(1 + index % 3);
		put_u16be(b->bytes + n, len);
		put_u32be(b->bytes + n + 2, (uint32_t)(index * 2654435761u));
		n += 2 + (uint32_t)len;
		b->ends[i] = n;
	}
	b->commit.size += count;
	b->commit.bytes += n;
	b->commit.crc = crc_add(0, b->bytes, n);
	struct log_group group = { .bytes = { (const char *)b->bytes, n }, .ends = b->ends,
		.count = count, .commit = &b->commit };
	store->ops->append(store->ctx, &group);
}

static void bulk_check(const struct log_store *store, uint64_t from, uint32_t count)
{
	SCOPE_ARENA(a, CAP);
	struct buf buf;
	struct err err;
	buf_init(&buf, &a, CAP / 2);
	assert_int_equal(store->ops->entries(store->ctx, from, count, &buf, &err), RC_OK);
	const uint8_t *p = (const uint8_t *)buf.p;
	for (uint64_t index = from; index < from + count; index++) {
		uint8_t number[4];
		uint16_t len = (uint16_t)(1 + index % 3);
		put_u32be(number, (uint32_t)(index * 2654435761u));
		assert_int_equal(get_u16be(p), len);
		assert_memory_equal(p + 2, number, len);
		p += 2 + len;
	}
	assert_ptr_equal(p, buf.p + buf.n);
}

static void a_group_may_cross_into_the_next_file(void **state)
{
	(void)state;
	struct tmpdir dir;
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	struct bulk *b = arena_new(&a, struct bulk);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	while (b->commit.size < SEGMENT - 2048)
		bulk_append(b, &store, 2000);
	bulk_append(b, &store, 2048);
	uint64_t end = b->commit.size;
	assert_true(end > SEGMENT);
	for (unsigned round = 0; round < 4; round++) {
		bulk_check(&store, SEGMENT - 3000, (uint32_t)(end - (SEGMENT - 3000)));
		bulk_check(&store, SEGMENT - 1, 1);
		bulk_check(&store, SEGMENT, 1);
		bulk_check(&store, 123456, 1);
		bulk_check(&store, end - 1, 1);
		files_close(f);
		if (round == 1)
			file_remove(&dir, "offsets.dat");
		f = record_open(&dir, &a, &files_sys_fast);
		store = files_store(f);
		assert_int_equal(store.ops->last(store.ctx)->size, end);
	}
	files_close(f);
	/* Torn at the very beginning of the new file. */
	file_cut(&dir, "entries.0001.dat", 0);
	f = record_open(&dir, &a, &files_sys_fast);
	store = files_store(f);
	uint64_t left = store.ops->last(store.ctx)->size;
	assert_true(left < end && left >= SEGMENT - 4096);
	b->commit = *store.ops->last(store.ctx);
	bulk_append(b, &store, 2048);
	bulk_append(b, &store, 2048);
	bulk_check(&store, left - 100, 4196);
	files_close(f);
	tmpdir_free(&dir);
}

struct watch {
	const struct history *h;
	struct log_store store;
	_Atomic uint64_t size; /* appended */
	atomic_bool is_done;
	uint64_t looked, wrong;
};

static void *watch_run(void *ctx)
{
	struct watch *w = ctx;
	struct gen g;
	struct arena a;
	arena_init(&a, CAP);
	gen_init_seed(&g, 1);
	while (!atomic_load(&w->is_done)) {
		uint64_t size = atomic_load(&w->size);
		if (size == 0)
			continue;
		uint64_t i = gen_bool(&g) ? size - 1 : gen_below(&g, size);
		uint64_t from = i == 0 ? 0 : w->h->ends[i - 1];
		struct buf b;
		arena_reset(&a);
		buf_init(&b, &a, CAP / 2);
		w->looked++;
		if (w->store.ops->entries(w->store.ctx, i, 1, &b, NULL) != RC_OK ||
		    b.n != w->h->ends[i] - from || memcmp(b.p, w->h->bytes + from, b.n) != 0)
			w->wrong++;
	}
	arena_release(&a);
	return NULL;
}

static void what_is_durable_can_be_read_while_the_writer_goes_on(void **state)
{
	(void)state;
	struct gen g;
	struct history h;
	struct tmpdir dir;
	gen_init_case(&g, 0);
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	history_init(&h, &g, HISTORY_GROUPS_MAX, 300, 60);
	struct files *f = record_open(&dir, &a, NULL);
	struct watch w = { .h = &h, .store = files_store(f) };
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, watch_run, &w), 0);
	for (unsigned at = 0; at < h.groups; at++) {
		history_append(&h, &w.store, at);
		atomic_store(&w.size, h.commits[at].size);
	}
	atomic_store(&w.is_done, true);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_true(w.looked > 0);
	assert_int_equal(w.wrong, 0);
	files_close(f);
	history_release(&h);
	tmpdir_free(&dir);
}

static int statvfs_full(int fd, struct statvfs *out)
{
	memset(out, 0, sizeof *out);
	out->f_frsize = 4096;
	out->f_bavail = 64 * 1024 * 1024 / 4096;
	return fd < 0;
}

static void there_is_room_only_above_the_reserve(void **state)
{
	(void)state;
	struct tmpdir dir;
	struct err err;
	SCOPE_ARENA(a, CAP);
	tmpdir_new(&dir);
	struct files_sys sys = files_sys_fast;
	sys.fstatvfs = statvfs_full;
	struct bulk *b = arena_new(&a, struct bulk);
	struct files *f = record_open(&dir, &a, &sys);
	struct log_store store = files_store(f);
	assert_false(store.ops->has_room(store.ctx, 1000)); /* the reserve itself is all there is */
	bulk_append(b, &store, 10);
	assert_true(store.ops->has_room(store.ctx, 1000)); /* in what is already made */
	assert_false(store.ops->has_room(store.ctx, (uint64_t)8 << 20));
	assert_int_equal(store.ops->snapshot_put(store.ctx, 10, S("state"), &err), RC_INVALID);
	files_close(f);
	tmpdir_free(&dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_appended_is_there_after_any_number_of_reopenings),
		cmocka_unit_test(a_closed_record_is_exactly_its_entries_and_commits),
		cmocka_unit_test(a_second_writer_is_refused_and_a_reader_is_not),
		cmocka_unit_test(without_create_an_empty_or_missing_directory_holds_no_record),
		cmocka_unit_test(a_record_that_lost_its_commits_is_not_made_anew),
		cmocka_unit_test(a_reader_changes_nothing_even_of_a_torn_record),
		cmocka_unit_test(a_group_may_cross_into_the_next_file),
		cmocka_unit_test(what_is_durable_can_be_read_while_the_writer_goes_on),
		cmocka_unit_test(there_is_room_only_above_the_reserve),
	};
	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
