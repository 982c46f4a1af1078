/* What a start finds and what it refuses; tiles; readers beside the writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <pthread.h>
#include "base/encode.h"
#include "base/endian.h"
#include "lib/panics.h"
#include "record/crc.h"
#include "unit/record/world.h"
#include <cmocka.h>

#define SIZE_TILES 1300
#define SIZE_ROOTS 2500

static enum rc world_try(struct world *w, struct err *err)
{
	world_close(w);
	memstore_restart(&w->store);
	w->toy = (struct toy){ 0 };
	struct log_store store = memstore_store(&w->store);
	struct log_options options = world_options(w);
	*err = (struct err){ 0 };
	return log_open(&w->log, &w->arena, &store, &options, err);
}

static void assert_refused(struct world *w, const char *words)
{
	struct err err;
	assert_int_equal(world_try(w, &err), RC_CORRUPT);
	assert_non_null(strstr(err.text, words));
}

static void world_begin(struct world *w, uint64_t entries)
{
	world_init(w);
	world_open(w);
	world_fill(w, 0, entries, 100);
	log_sign(w->log);
}

static void a_new_log_signs_the_empty_tree_before_any_entry(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 0);
	struct log_head head;
	log_head(w.log, &head);
	assert_int_equal(head.size, 0);
	assert_true(head.checkpoint_bytes > 0);
	assert_int_equal(w.store.now.slot.n, head.checkpoint_bytes);
	struct checkpoint c;
	struct note note;
	assert_int_equal(checkpoint_verify(&c, &note, w.store.now.slot, &w.log_key), FAULT_NONE);
	world_release(&w);
}

static void a_slot_ahead_of_the_entries_stops_a_start(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	w.store.now.commits--;
	assert_refused(&w, "E_SLOT: 300 entries were signed, 200 are there");
	world_release(&w);
}

static void entries_without_a_slot_stop_a_start(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 3);
	w.store.now.slot = STR_NONE;
	assert_refused(&w, "E_SLOT");
	world_release(&w);
}

static void a_slot_of_another_key_or_root_stops_a_start(void **state)
{
	(void)state;
	struct world w, other;
	world_begin(&w, 3);
	world_begin(&other, 2);
	struct str ours = w.store.now.slot;
	w.store.now.slot = other.store.now.slot;
	struct err err;
	assert_int_equal(world_try(&w, &err), RC_OK); /* the same acts: an earlier size of ours */
	struct draft d = draft_of(99);
	struct sequenced s;
	log_sequence(other.log, draft_admit(&d, &other.arena), (moment){ 5000 }, &s, NULL);
	log_commit(other.log);
	log_sign(other.log);
	w.store.now.slot = other.store.now.slot;
	assert_refused(&w, "E_SLOT: the root signed for 3 entries");
	w.store.now.slot = ours;
	w.log_key.key[0] ^= 1;
	assert_refused(&w, "E_SLOT");
	world_release(&w);
	world_release(&other);
}

static void lost_or_wrong_level_files_are_written_again(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 700);
	struct hash before = w.toy.digest;
	struct hash leaf = w.store.hashes[0][333], node = w.store.hashes[1][1];
	w.store.hashes[0][333].bytes[3] ^= 1;
	w.store.hashes[1][1].bytes[3] ^= 1;
	world_open(&w);
	assert_true(hash_eq(&before, &w.toy.digest));
	assert_true(hash_eq(&leaf, &w.store.hashes[0][333]));
	assert_true(hash_eq(&node, &w.store.hashes[1][1]));
	w.store.now.hashes[0] = w.store.now.hashes[1] = 0;
	world_open(&w);
	assert_int_equal(w.store.now.hashes[0], 700);
	assert_int_equal(w.store.now.hashes[1], 2);
	world_fill(&w, 700, 800, 10);
	world_release(&w);
}

static void an_entry_changed_on_disk_stops_a_start(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	w.store.bytes[w.store.ends[150] + 20] ^= 1;
	assert_refused(&w, "E_LEAF");
	w.store.now.hashes[0] = 0;
	assert_refused(&w, "E_ROOT");
	world_release(&w);
}

static void a_changed_entry_is_not_given_to_readers(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 10);
	w.store.bytes[w.store.ends[4] + 20] ^= 1;
	struct str entry;
	assert_int_equal(log_entry(w.log, 4, &w.arena, &entry, NULL), RC_OK);
	assert_int_equal(log_entry(w.log, 5, &w.arena, &entry, NULL), RC_CORRUPT);
	assert_int_equal(log_entry(w.log, 10, &w.arena, &entry, NULL), RC_NOT_FOUND);
	world_release(&w);
}

static void a_snapshot_saves_the_folding_of_what_it_holds(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	assert_int_equal(log_snapshot_size(w.log), 0);
	assert_int_equal(log_snapshot(w.log, NULL), RC_OK);
	world_fill(&w, 300, 350, 7);
	assert_int_equal(log_snapshot_size(w.log), 300);
	log_sign(w.log);
	struct hash live = w.toy.digest;
	/* Were these entries folded again, this one would be met. */
	w.store.bytes[w.store.ends[100] + 20] ^= 1;
	world_open(&w);
	assert_true(hash_eq(&live, &w.toy.digest));
	assert_int_equal(w.toy.count, 350);
	assert_int_equal(log_snapshot_size(w.log), 300);
	world_release(&w);
}

/* Changes the newest snapshot at a place and opens: the result must be what folding gives. */
static void assert_snapshot_ignored(struct world *w, size_t at, size_t older)
{
	struct hash live = w->toy.digest;
	struct memstore_snapshot *s = &w->store.now.snapshots[0];
	char *bytes = (char *)(uintptr_t)s->bytes.p;
	bytes[at] ^= 1;
	w->store.now.snapshots[1].size = older;
	world_open(w);
	assert_true(hash_eq(&live, &w->toy.digest));
	struct draft d = draft_of(11);
	struct sequenced again;
	log_sequence(w->log, draft_admit(&d, &w->arena), (moment){ 9 }, &again, NULL);
	assert_true(again.is_duplicate && again.index == 11);
	bytes[at] ^= 1;
}

static void a_damaged_snapshot_is_passed_over(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	assert_int_equal(log_snapshot(w.log, NULL), RC_OK);
	world_fill(&w, 300, 400, 50);
	assert_int_equal(log_snapshot(w.log, NULL), RC_OK);
	log_sign(w.log);
	size_t bytes = w.store.now.snapshots[0].bytes.n;
	for (size_t at = 0; at < bytes; at += 1 + at / 3)
		assert_snapshot_ignored(&w, at, at % 2 == 0 ? 300 : 0);
	world_release(&w);
}

/* CRC_BYTES at the end over all before. */
static void snapshot_seal(char *bytes, size_t n)
{
	put_u32be((uint8_t *)bytes + n - 4, crc_add(0, bytes, n - 4));
}

static void a_snapshot_that_is_not_of_this_log_or_state_is_passed_over(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	assert_int_equal(log_snapshot(w.log, NULL), RC_OK);
	world_fill(&w, 300, 310, 50);
	struct hash live = w.toy.digest;
	struct str s = w.store.now.snapshots[0].bytes;
	char *bytes = (char *)(uintptr_t)s.p;
	/* Size, root of the tree, state root, and the end of the dump, each under a good CRC. */
	const size_t places[] = { 15, 20, 60, s.n - 5 };
	for (size_t i = 0; i < CM_COUNT(places); i++) {
		bytes[places[i]] ^= 1;
		snapshot_seal(bytes, s.n);
		world_open(&w);
		assert_int_equal(log_snapshot_size(w.log), 0);
		assert_int_equal(w.toy.count, 310);
		assert_true(hash_eq(&live, &w.toy.digest));
		bytes[places[i]] ^= 1;
	}
	snapshot_seal(bytes, s.n);
	world_open(&w);
	assert_int_equal(log_snapshot_size(w.log), 300);
	world_release(&w);
}

static void state_roots_come_every_1024_entries_by_whatever_way(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 1500);
	assert_int_equal(log_snapshot(w.log, NULL), RC_OK);
	world_fill(&w, 1500, SIZE_ROOTS, 333);
	log_sign(w.log);
	struct state_root live[4], opened[4];
	assert_int_equal(log_state_roots(w.log, live, 4), 2);
	assert_int_equal(live[0].size, 1024);
	assert_int_equal(live[1].size, 2048);
	world_open(&w);
	assert_int_equal(log_state_roots(w.log, opened, 4), 2);
	assert_memory_equal(live, opened, 2 * sizeof live[0]);
	memset(w.store.now.snapshots, 0, sizeof w.store.now.snapshots);
	world_open(&w);
	assert_int_equal(log_state_roots(w.log, opened, 1), 1);
	assert_memory_equal(&live[1], opened, sizeof live[0]);
	world_release(&w);
}

static void assert_tile(struct world *w, struct tile t, const struct hash *expected)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	struct buf b;
	buf_init(&b, &a, 1 << 16);
	assert_int_equal(log_tile(w->log, &t, &b, NULL), RC_OK);
	assert_int_equal(b.n, t.width * HASH_BYTES);
	assert_memory_equal(b.p, expected, b.n);
	arena_release(&a);
}

static void tiles_of_every_width_equal_those_made_from_scratch(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, SIZE_TILES);
	static struct hash level[2][SIZE_TILES];
	struct frontier f;
	frontier_init(&f);
	for (uint64_t i = 0; i < SIZE_TILES; i++) {
		struct str entry;
		assert_int_equal(log_entry(w.log, i, &w.arena, &entry, NULL), RC_OK);
		merkle_leaf(&level[0][i], entry);
		if (i % TILE_WIDTH == 0)
			frontier_init(&f);
		frontier_push(&f, &level[0][i]);
		if (f.size == TILE_WIDTH)
			frontier_root(&f, &level[1][i / TILE_WIDTH]);
	}
	for (unsigned l = 0; l < 2; l++)
		for (uint64_t i = 0; i < (l == 0 ? SIZE_TILES : SIZE_TILES / TILE_WIDTH); i++)
			assert_tile(&w, (struct tile){ l, i / TILE_WIDTH, i % TILE_WIDTH + 1 },
			    &level[l][i / TILE_WIDTH * TILE_WIDTH]);
	world_release(&w);
}

static void no_tile_is_served_beyond_the_signed_size(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	world_fill(&w, 300, 600, 100); /* durable, not signed */
	struct buf b;
	buf_init(&b, &w.arena, 1 << 24);
	const struct tile absent[] = { { 0, 1, 45 }, { 0, 1, 256 }, { 0, 2, 1 }, { 1, 0, 2 },
		{ 2, 0, 1 }, { 63, 0, 1 }, { TILE_LEVEL_ENTRIES, 1, 45 }, { 0, 0, 0 } };
	for (size_t i = 0; i < CM_COUNT(absent); i++)
		assert_int_equal(log_tile(w.log, &absent[i], &b, NULL), RC_NOT_FOUND);
	const struct tile there[] = { { 0, 1, 44 }, { 1, 0, 1 }, { TILE_LEVEL_ENTRIES, 1, 44 },
		{ TILE_LEVEL_ENTRIES, 0, 256 } };
	for (size_t i = 0; i < CM_COUNT(there); i++)
		assert_int_equal(log_tile(w.log, &there[i], &b, NULL), RC_OK);
	struct log_head head;
	log_head(w.log, &head);
	assert_int_equal(log_receipt(w.log, &head, 300, &b, NULL), RC_NOT_FOUND);
	assert_int_equal(log_durable(w.log), 600);
	world_release(&w);
}

static void a_reader_of_the_directory_writes_nothing(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 300);
	world_close(&w);
	memstore_restart(&w.store);
	w.store.now.hashes[1] = 0;
	w.toy = (struct toy){ 0 };
	struct log_store store = memstore_store(&w.store);
	struct log_options options = world_options(&w);
	options.is_reader = true;
	assert_int_equal(log_open(&w.log, &w.arena, &store, &options, NULL), RC_OK);
	struct log_head head;
	log_head(w.log, &head);
	assert_int_equal(head.size, 300);
	assert_int_equal(w.store.writes, 0);
	world_release(&w);
}

static enum rc entries_flipped(void *ctx, uint64_t index, uint32_t count, struct buf *out,
    struct err *err)
{
	struct memstore *m = ctx;
	struct log_store store = memstore_store(m);
	enum rc rc = store.ops->entries(ctx, index, count, out, err);
	out->p[out->n / 2] ^= 4;
	return rc;
}

static void commit_over_a_flipped_bit(void *ctx)
{
	struct world *w = ctx;
	world_close(w);
	memstore_restart(&w->store);
	struct log_store store = memstore_store(&w->store);
	struct log_store_ops ops = *store.ops;
	ops.entries = entries_flipped;
	store.ops = &ops;
	struct log_options options = world_options(w);
	struct err err;
	cm_assert(log_open(&w->log, &w->arena, &store, &options, &err) == RC_OK);
	world_fill(w, 0, 5, 5);
}

static void a_bit_flipped_between_writing_and_reading_ends_the_process(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 0);
	assert_true(panics(commit_over_a_flipped_bit, &w, "hash_eq(&root, &c.root)"));
	world_release(&w);
}

struct reader {
	const struct log *log;
	struct vkey key;
	uint64_t wrong, receipts;
};

static void reader_look(struct reader *r, struct arena *a)
{
	struct log_head head;
	log_head(r->log, &head);
	if (head.size == 0)
		return;
	uint64_t index = (head.size * 7 + r->receipts) % head.size;
	struct buf text;
	buf_init(&text, a, NOTE_BYTES_MAX);
	struct receipt receipt;
	struct str entry;
	struct hash leaf;
	if (log_receipt(r->log, &head, index, &text, NULL) != RC_OK ||
	    receipt_parse(&receipt, buf_str(&text)) != FAULT_NONE ||
	    log_entry(r->log, index, a, &entry, NULL) != RC_OK) {
		r->wrong++;
		return;
	}
	merkle_leaf(&leaf, entry);
	if (receipt_verify(&receipt, policy_of_log(a, &r->key), &leaf) != FAULT_NONE)
		r->wrong++;
	r->receipts++;
}

static void *reader_run(void *ctx)
{
	struct reader *r = ctx;
	while (log_durable(r->log) < SIZE_TILES) {
		struct arena a;
		arena_init(&a, 1 << 20);
		reader_look(r, &a);
		arena_release(&a);
	}
	return NULL;
}

static void readers_beside_the_writer_get_receipts_that_verify(void **state)
{
	(void)state;
	struct world w;
	world_begin(&w, 0);
	struct reader r[2] = { { .log = w.log, .key = w.log_key }, { .log = w.log, .key = w.log_key } };
	pthread_t threads[2];
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, reader_run, &r[i]), 0);
	for (uint64_t at = 0; at < SIZE_TILES; at += 13) {
		world_fill(&w, at, at + 13, 13);
		log_sign(w.log);
	}
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(r[i].wrong, 0);
		assert_true(r[i].receipts > 0);
	}
	world_release(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_log_signs_the_empty_tree_before_any_entry),
		cmocka_unit_test(a_slot_ahead_of_the_entries_stops_a_start),
		cmocka_unit_test(entries_without_a_slot_stop_a_start),
		cmocka_unit_test(a_slot_of_another_key_or_root_stops_a_start),
		cmocka_unit_test(lost_or_wrong_level_files_are_written_again),
		cmocka_unit_test(an_entry_changed_on_disk_stops_a_start),
		cmocka_unit_test(a_changed_entry_is_not_given_to_readers),
		cmocka_unit_test(a_snapshot_saves_the_folding_of_what_it_holds),
		cmocka_unit_test(a_damaged_snapshot_is_passed_over),
		cmocka_unit_test(a_snapshot_that_is_not_of_this_log_or_state_is_passed_over),
		cmocka_unit_test(state_roots_come_every_1024_entries_by_whatever_way),
		cmocka_unit_test(tiles_of_every_width_equal_those_made_from_scratch),
		cmocka_unit_test(no_tile_is_served_beyond_the_signed_size),
		cmocka_unit_test(a_reader_of_the_directory_writes_nothing),
		cmocka_unit_test(a_bit_flipped_between_writing_and_reading_ends_the_process),
		cmocka_unit_test(readers_beside_the_writer_get_receipts_that_verify),
	};
	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
