#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "lib/gen.h"
#include "proof/tile.h"
#include "unit/proof/vectors.h"
#include <cmocka.h>

#define CAP (4 << 20)
#define INDEX_END (UINT64_C(1) << 55)

static void the_published_paths_are_judged_as_published(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str rest = vector_read(&a, "tile-paths.tsv");
	struct row row;
	unsigned good = 0, bad = 0;
	while (vector_row(&row, &rest)) {
		struct tile t;
		struct str path = row.field[0];
		bool is_good = str_starts(path, S("tile/")) &&
		    tile_parse(&t, str_sub(path, 5, path.n));
		assert_int_equal(is_good, str_eq(row.field[1], S("OK")));
		good += is_good;
		bad += !is_good;
	}
	assert_true(good >= 5 && bad >= 10);
}

static void a_path_that_is_read_is_written_alike_and_back(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct buf b;
	buf_init(&b, &a, TILE_PATH_BYTES_MAX);
	for (unsigned i = 0; i < gen_cases(5000); i++) {
		struct gen g;
		struct tile t, back;
		gen_init_case(&g, i);
		t.level = (unsigned)gen_below(&g, TILE_LEVEL_ENTRIES + 1);
		t.index = gen_below(&g, INDEX_END) >> gen_below(&g, 55);
		t.width = 1 + (unsigned)gen_below(&g, TILE_WIDTH);
		buf_clear(&b);
		tile_put(&b, t);
		assert_false(b.failed);
		assert_true(tile_parse(&back, buf_str(&b)));
		assert_int_equal(back.level, t.level);
		assert_true(back.index == t.index);
		assert_int_equal(back.width, t.width);
	}
}

static void a_changed_path_is_refused_or_is_the_path_of_another_tile(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	static const char marks[] = "x/.p0123456789e-+ ";
	for (unsigned i = 0; i < gen_cases(20000); i++) {
		struct gen g;
		struct tile t;
		struct buf b, again;
		gen_init_case(&g, i);
		arena_reset(&a);
		buf_init(&b, &a, TILE_PATH_BYTES_MAX);
		buf_init(&again, &a, TILE_PATH_BYTES_MAX);
		tile_put(&b, (struct tile){ (unsigned)gen_below(&g, 65),
			gen_below(&g, INDEX_END) >> gen_below(&g, 55),
			1 + (unsigned)gen_below(&g, 256) });
		b.p[gen_below(&g, b.n)] = marks[gen_below(&g, sizeof(marks) - 1)];
		b.n -= gen_below(&g, 2);
		if (!tile_parse(&t, buf_str(&b)))
			continue;
		tile_put(&again, t);
		assert_true(str_eq(buf_str(&again), buf_str(&b)));
	}
}

static void the_largest_index_is_read_and_the_next_is_not(void **state)
{
	(void)state;
	struct tile t;
	assert_true(tile_parse(&t, S("0/x036/x028/x797/x018/x963/967")));
	assert_true(t.index == INDEX_END - 1);
	assert_false(tile_parse(&t, S("0/x036/x028/x797/x018/x963/968")));
	assert_false(tile_parse(&t, S("0/x999/x999/x999/x999/x999/x999/x999/x999/999")));
	assert_false(tile_parse(&t, S("0/x018/x446/x744/x073/x709/x551/616")));
}

static void a_log_has_the_tiles_that_its_size_gives(void **state)
{
	(void)state;
	assert_int_equal(tile_width_at(70000, 0, 272), 256);
	assert_int_equal(tile_width_at(70000, 0, 273), 112);
	assert_int_equal(tile_width_at(70000, 0, 274), 0);
	assert_int_equal(tile_width_at(70000, 1, 0), 256);
	assert_int_equal(tile_width_at(70000, 1, 1), 17);
	assert_int_equal(tile_width_at(70000, 2, 0), 1);
	assert_int_equal(tile_width_at(70000, 3, 0), 0);
	assert_int_equal(tile_width_at(256, 0, 0), 256);
	assert_int_equal(tile_width_at(256, 0, 1), 0);
	assert_int_equal(tile_width_at(256, 1, 0), 1);
	assert_int_equal(tile_width_at(0, 0, 0), 0);
	assert_int_equal(tile_width_at(5, TILE_LEVEL_ENTRIES, 0), 5);
	assert_int_equal(tile_width_at(INT64_MAX, 63, 0), 0);
	assert_int_equal(tile_width_at(INT64_MAX, 7, 0), 127);
}

static void tiles_of_a_level_hold_every_hash_of_it_once(void **state)
{
	(void)state;
	for (uint64_t size = 0; size < 70000; size += 1 + size / 7)
		for (unsigned level = 0; level < 4; level++) {
			uint64_t hashes = size;
			for (unsigned i = 0; i < level; i++)
				hashes /= 256;
			uint64_t sum = 0;
			for (uint64_t index = 0; index < 300; index++)
				sum += tile_width_at(size, level, index);
			assert_true(sum == hashes);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_paths_are_judged_as_published),
		cmocka_unit_test(a_path_that_is_read_is_written_alike_and_back),
		cmocka_unit_test(a_changed_path_is_refused_or_is_the_path_of_another_tile),
		cmocka_unit_test(the_largest_index_is_read_and_the_next_is_not),
		cmocka_unit_test(a_log_has_the_tiles_that_its_size_gives),
		cmocka_unit_test(tiles_of_a_level_hold_every_hash_of_it_once),
	};
	return cmocka_run_group_tests_name("tile", tests, NULL, NULL);
}
