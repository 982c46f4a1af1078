#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "lib/gen.h"
#include "view/collate.h"
#include "view/json_out.h"
#include "view/places.h"

#include <cmocka.h>

static void people_find_names_where_they_look_for_them(void **state)
{
	(void)state;
	static const char *const names[] = { "2nd Summit", "10th Summit", "Azerbaijan", "Türkiye",
		"Turkmenistan", "Uzbekistan", "Zambia", "Афганистан", "Египет", "Ёлка", "Жуковка",
		"Япония" };
	for (size_t i = 0; i + 1 < CM_COUNT(names); i++) {
		assert_true(collate(str_c(names[i]), str_c(names[i + 1])) < 0);
		assert_true(collate(str_c(names[i + 1]), str_c(names[i])) > 0);
	}
}

static int sign(int n)
{
	return n < 0 ? -1 : n > 0;
}

static void the_order_is_total(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 1 << 20);
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		arena_reset(&a);
		struct str x = gen_text(&g, &a, 8), y = gen_text(&g, &a, 8), z = gen_text(&g, &a, 8);
		assert_int_equal(sign(collate(x, y)), -sign(collate(y, x)));
		assert_int_equal(collate(x, y) == 0, str_eq(x, y));
		if (collate(x, y) <= 0 && collate(y, z) <= 0)
			assert_true(collate(x, z) <= 0);
	}
	arena_release(&a);
}

/* As many states as the forums have, on one spot or strewn about. */
static void markers_end_apart_wherever_they_begin(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(200); i++) {
		struct gen g;
		struct map_point points[40];
		gen_init_case(&g, i);
		uint32_t count = (uint32_t)gen_between(&g, 2, 40);
		int64_t width = gen_between(&g, 1, 600);
		for (uint32_t j = 0; j < count; j++)
			points[j] = (struct map_point){ (int32_t)gen_between(&g, 1000, 1000 + width),
				(int32_t)gen_between(&g, 400, 400 + width) };
		map_spread(points, count, 28);
		for (uint32_t j = 0; j < count; j++) {
			for (uint32_t k = j + 1; k < count; k++) {
				int32_t x = points[j].x - points[k].x, y = points[j].y - points[k].y;
				assert_true(x * x + y * y >= 14 * 14);
			}
		}
	}
}

static void every_place_lies_in_the_frame_of_the_map(void **state)
{
	(void)state;
	static const char *const codes[] = { "kz", "ru", "us", "jp", "au", "th", "lk", "kr", "tr" };
	for (size_t i = 0; i < CM_COUNT(codes); i++) {
		const struct place *place = place_find(str_c(codes[i]));
		if (place == NULL)
			continue;
		struct map_point at = map_project(place);
		assert_true(at.x > 0 && at.x < MAP_WIDTH && at.y > 0 && at.y < MAP_HEIGHT);
	}
	assert_non_null(place_find(S("kz")));
	assert_null(place_find(S("zz")));
}

static void json_strings_hide_nothing(void **state)
{
	(void)state;
	struct arena a;
	struct buf b;
	struct json_out w;
	arena_init(&a, 1 << 20);
	buf_init(&b, &a, 1000);
	json_out_begin(&w, &b);
	json_out_open(&w, '{');
	json_out_key(&w, S("a\"b"));
	json_out_text(&w, S("\\ \" \n \x01 </script> é"));
	json_out_key(&w, S("list"));
	json_out_open(&w, '[');
	json_out_number(&w, -5);
	json_out_bool(&w, true);
	json_out_close(&w);
	json_out_close(&w);
	json_out_end(&w);
	assert_true(str_eq(buf_str(&b),
	    S("{\"a\\\"b\":\"\\\\ \\\" \\n \\u0001 </script> é\",\"list\":[-5,true]}\n")));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_find_names_where_they_look_for_them),
		cmocka_unit_test(the_order_is_total),
		cmocka_unit_test(markers_end_apart_wherever_they_begin),
		cmocka_unit_test(every_place_lies_in_the_frame_of_the_map),
		cmocka_unit_test(json_strings_hide_nothing),
	};
	return cmocka_run_group_tests_name("view/order", tests, NULL, NULL);
}
