#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/table.h"
#include "lib/panics.h"
#include <string.h>
#include <cmocka.h>

#define CAP ((size_t)1 << 24)
#define ROWS 5000

struct row {
	uint64_t number;
	char name[5];
};

static void rows_keep_their_address_and_begin_as_zero(void **state)
{
	(void)state;
	static struct row *at[ROWS];
	SCOPE_ARENA(a, CAP);
	struct table t;
	table_init(&t, &a, sizeof(struct row));
	for (uint32_t i = 0; i < ROWS; i++) {
		static const struct row zero;
		at[i] = table_add(&t);
		assert_memory_equal(at[i], &zero, sizeof zero);
		at[i]->number = i;
		assert_int_equal(t.count, i + 1);
	}
	for (uint32_t i = 0; i < ROWS; i++) {
		const struct row *row = table_at(&t, i);
		assert_ptr_equal(row, at[i]);
		assert_int_equal(row->number, i);
	}
}

static void touching_marks_the_rows_chunk_and_no_other(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct table t;
	table_init(&t, &a, sizeof(struct row));
	for (uint32_t i = 0; i < ROWS; i++)
		(void)table_add(&t);
	for (uint32_t chunk = 0; chunk < t.chunks; chunk++)
		assert_int_equal(t.dirty[chunk], 1); /* new rows are dirty */
	memset(t.dirty, 0, t.chunks);
	(void)table_touch(&t, 3 * TABLE_CHUNK_ROWS);
	(void)table_at(&t, 5 * TABLE_CHUNK_ROWS);
	for (uint32_t chunk = 0; chunk < t.chunks; chunk++)
		assert_int_equal(t.dirty[chunk], chunk == 3);
	(void)table_add(&t);
	assert_int_equal(t.dirty[(t.count - 1) / TABLE_CHUNK_ROWS], 1);
}

static void growth_keeps_marks_and_roots(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct table t;
	table_init(&t, &a, 8);
	for (uint32_t i = 0; i < 4 * TABLE_CHUNK_ROWS; i++)
		(void)table_add(&t);
	memset(t.dirty, 0, t.chunks);
	memset(t.roots[2].bytes, 0x5a, HASH_BYTES);
	(void)table_add(&t);
	assert_int_equal(t.chunks, 5);
	assert_int_equal(t.dirty[2], 0);
	assert_int_equal(t.dirty[4], 1);
	for (size_t i = 0; i < HASH_BYTES; i++)
		assert_int_equal(t.roots[2].bytes[i], 0x5a);
}

static void read_after_the_last(void *ctx)
{
	const struct table *t = ctx;
	(void)table_at(t, t->count);
}

static void a_row_that_does_not_exist_panics(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct table t;
	table_init(&t, &a, 8);
	assert_true(panics(read_after_the_last, &t, "at < t->count"));
	(void)table_add(&t);
	assert_true(panics(read_after_the_last, &t, "at < t->count"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_keep_their_address_and_begin_as_zero),
		cmocka_unit_test(touching_marks_the_rows_chunk_and_no_other),
		cmocka_unit_test(growth_keeps_marks_and_roots),
		cmocka_unit_test(a_row_that_does_not_exist_panics),
	};
	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
