#include "unit/store/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include <cmocka.h>

#define CAP ((size_t)16 * 1024 * 1024)
#define SLOT 8192

static struct history h;
static struct tmpdir dir;

static int record_make(void **state)
{
	(void)state;
	struct gen g;
	gen_init_case(&g, 0);
	tmpdir_new(&dir);
	history_init(&h, &g, 4, 5, 60);
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	for (unsigned at = 0; at < h.groups; at++)
		history_append(&h, &store, at);
	files_close(f);
	return 0;
}

static int record_remove(void **state)
{
	(void)state;
	history_release(&h);
	tmpdir_free(&dir);
	return 0;
}

/* Signs after that many groups, in a process of its own. */
static void sign(unsigned groups)
{
	char note[HISTORY_NOTE_MAX];
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	store.ops->slot_put(store.ctx, history_note(&h, groups, note));
	files_close(f);
}

/* What the next start finds in the slot is the note after so many groups. */
static void expect_signed(unsigned groups)
{
	char note[HISTORY_NOTE_MAX];
	struct buf got;
	struct err err;
	SCOPE_ARENA(a, CAP);
	buf_init(&got, &a, SLOT);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	enum rc rc = store.ops->slot_get(store.ctx, &got, &err);
	assert_int_equal(rc, groups == 0 ? RC_NOT_FOUND : RC_OK);
	if (groups > 0)
		assert_true(str_eq(buf_str(&got), history_note(&h, groups, note)));
	files_close(f);
}

static void the_slot_gives_the_last_note_signed(void **state)
{
	(void)state;
	expect_signed(0);
	for (unsigned groups = 1; groups <= h.groups; groups++) {
		sign(groups);
		expect_signed(groups);
		expect_signed(groups);
	}
	assert_int_equal(file_size(&dir, "signed.slot"), 2 * SLOT);
}

/* A write of the slot that is torn at any point leaves the note before it. */
static void a_torn_half_leaves_the_other(void **state)
{
	(void)state;
	static uint8_t before[2 * SLOT], after[2 * SLOT];
	for (unsigned groups = 1; groups <= h.groups; groups++) {
		file_read(&dir, "signed.slot", 0, before, sizeof before);
		sign(groups);
		file_read(&dir, "signed.slot", 0, after, sizeof after);
		size_t from = memcmp(before, after, SLOT) != 0 ? 0 : SLOT;
		assert_memory_equal(before + (SLOT - from), after + (SLOT - from), SLOT);
		for (size_t n = 1; n < SLOT; n += n < 300 ? 1 : 509) {
			if (memcmp(before + from + n, after + from + n, SLOT - n) == 0)
				continue;
			file_write(&dir, "signed.slot", from, after + from, n);
			file_write(&dir, "signed.slot", from + n, before + from + n, SLOT - n);
			expect_signed(groups - 1);
		}
		file_write(&dir, "signed.slot", 0, after, sizeof after);
		expect_signed(groups);
	}
}

static void a_slot_that_is_gone_or_broken_is_no_new_slot(void **state)
{
	(void)state;
	struct err err;
	SCOPE_ARENA(a, CAP);
	sign(1);
	sign(2);
	static uint8_t whole[2 * SLOT], broken[2 * SLOT];
	file_read(&dir, "signed.slot", 0, whole, sizeof whole);
	memcpy(broken, whole, sizeof broken);
	broken[40] ^= 1;
	broken[SLOT + 40] ^= 1;
	file_write(&dir, "signed.slot", 0, broken, sizeof broken);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_CORRUPT);
	assert_non_null(strstr(err.text, "E_SLOT"));
	/* Halves that changed places do not count either. */
	file_write(&dir, "signed.slot", 0, whole + SLOT, SLOT);
	file_write(&dir, "signed.slot", SLOT, whole, SLOT);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_CORRUPT);
	file_cut(&dir, "signed.slot", SLOT + 100);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_CORRUPT);
	file_remove(&dir, "signed.slot");
	assert_int_equal(record_try(&dir, &a, false, &err), RC_CORRUPT);
	assert_non_null(strstr(err.text, "E_SLOT"));
	assert_false(file_exists(&dir, "signed.slot"));
	file_write(&dir, "signed.slot", 0, whole, sizeof whole);
	expect_signed(2);
}

static void a_record_below_what_was_signed_does_not_open(void **state)
{
	(void)state;
	struct err err;
	SCOPE_ARENA(a, CAP);
	sign(4);
	file_cut(&dir, "commit.log", 3 * 64);
	file_cut(&dir, "entries.0000.dat", h.commits[2].bytes);
	assert_int_equal(record_try(&dir, &a, false, &err), RC_CORRUPT);
	assert_int_equal(record_try(&dir, &a, true, &err), RC_CORRUPT);
	assert_non_null(strstr(err.text, "E_SLOT"));
}

static void publishing_replaces_the_checkpoint_as_a_whole(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	for (unsigned groups = 1; groups <= h.groups; groups++) {
		char note[HISTORY_NOTE_MAX], got[HISTORY_NOTE_MAX];
		struct str text = history_note(&h, groups, note);
		store.ops->publish(store.ctx, text);
		assert_int_equal(file_size(&dir, "checkpoint"), text.n);
		file_read(&dir, "checkpoint", 0, got, text.n);
		assert_memory_equal(got, note, text.n);
		assert_false(file_exists(&dir, "checkpoint.new"));
	}
	files_close(f);
}

static void evidence_is_written_once_and_never_changed(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct files *f = record_open(&dir, &a, &files_sys_fast);
	struct log_store store = files_store(f);
	store.ops->evidence(store.ctx, S("fork-1"), S("the first"));
	store.ops->evidence(store.ctx, S("fork-1"), S("the second"));
	store.ops->evidence(store.ctx, S("fork-2"), S("another"));
	char got[9];
	assert_int_equal(file_size(&dir, "evidence/fork-1"), sizeof got);
	file_read(&dir, "evidence/fork-1", 0, got, sizeof got);
	assert_memory_equal(got, "the first", sizeof got);
	assert_int_equal(file_size(&dir, "evidence/fork-2"), 7);
	files_close(f);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, record_make, record_remove)
	const struct CMUnitTest tests[] = {
		CASE(the_slot_gives_the_last_note_signed),
		CASE(a_torn_half_leaves_the_other),
		CASE(a_slot_that_is_gone_or_broken_is_no_new_slot),
		CASE(a_record_below_what_was_signed_does_not_open),
		CASE(publishing_replaces_the_checkpoint_as_a_whole),
		CASE(evidence_is_written_once_and_never_changed),
	};
	return cmocka_run_group_tests_name("slot", tests, NULL, NULL);
}
