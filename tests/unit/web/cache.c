#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "web/assets.h"
#include "web/cache.h"
#include <cmocka.h>

#define CAP ((size_t)4 << 20)
#define MAX ((size_t)64 << 10)

static struct cache cache; /* too large for a stack */
static const uint8_t key[16] = { 1, 2, 3 };

static int begin(void **state)
{
	(void)state;
	cache_init(&cache, MAX, key, S("Fixed: 1\r\n"));
	return 0;
}

static int end(void **state)
{
	(void)state;
	cache_release(&cache);
	return 0;
}

static const struct cache_stamp now = { .published = 5, .today = 100 };

static void put(struct str name, struct str body, struct cache_stamp stamp)
{
	const struct answer answer = { .key = name, .head = S("A: b\r\n"), .body = body, .status = 200,
		.stamp = stamp };
	cached_drop(cache_put(&cache, &answer, true));
}

static void what_was_put_is_found_with_its_tag_in_the_head(void **state)
{
	(void)state;
	put(S("/en/"), S("body"), now);
	struct cached *found = cache_get(&cache, S("/en/"), now);
	assert_non_null(found);
	assert_true(str_eq(found->body, S("body")));
	assert_true(str_starts(found->head, S("A: b\r\nETag: \"")) && str_ends(found->head, S("\"\r\n")));
	assert_true(str_find_str(found->head, str_c(found->etag)) < found->head.n);
	assert_null(cache_get(&cache, S("/en"), now));
}

static void equal_bodies_have_equal_tags_and_others_do_not(void **state)
{
	(void)state;
	put(S("/1"), S("same"), now);
	put(S("/2"), S("same"), now);
	put(S("/3"), S("other"), now);
	const char *one = cache_get(&cache, S("/1"), now)->etag;
	assert_string_equal(one, cache_get(&cache, S("/2"), now)->etag);
	assert_string_not_equal(one, cache_get(&cache, S("/3"), now)->etag);
}

static void what_was_made_from_something_else_is_gone(void **state)
{
	(void)state;
	put(S("/en/"), S("old"), now);
	assert_null(cache_get(&cache, S("/en/"), (struct cache_stamp){ 6, 100 }));
	assert_null(cache_get(&cache, S("/en/"), now));
	put(S("/en/"), S("old"), now);
	assert_null(cache_get(&cache, S("/en/"), (struct cache_stamp){ 5, 101 }));
}

static void an_answer_outlives_its_place_in_the_cache(void **state)
{
	(void)state;
	put(S("/en/"), S("sent slowly"), now);
	struct cached *held = cache_get(&cache, S("/en/"), now);
	held->shared.refs++; /* as a connection does that still sends it */
	put(S("/en/"), S("newer"), now);
	assert_true(str_eq(held->body, S("sent slowly")));
	assert_true(str_eq(cache_get(&cache, S("/en/"), now)->body, S("newer")));
	cached_drop(held);
}

static void what_is_not_to_be_kept_is_answered_all_the_same(void **state)
{
	(void)state;
	const struct answer answer = { .key = S("/x"), .body = S("once"), .status = 200, .stamp = now };
	struct cached *entry = cache_put(&cache, &answer, false);
	assert_true(str_eq(entry->body, S("once")));
	cached_drop(entry);
	assert_null(cache_get(&cache, S("/x"), now));
}

/* Against a plain list of what was put last, newest first. */
static void the_least_recently_used_goes_first_and_the_bytes_stay_bounded(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(30); i++) {
		struct gen g;
		gen_init_case(&g, i);
		cache_release(&cache);
		cache_init(&cache, MAX, key, S("Fixed: 1\r\n"));
		SCOPE_ARENA(a, CAP);
		char *body = arena_alloc(&a, MAX, 1);
		memset(body, 'x', MAX);
		for (unsigned j = 0; j < 300; j++) {
			char name[2] = { '/', (char)('A' + gen_below(&g, 60)) };
			struct str at = { name, sizeof name };
			if (gen_bool(&g))
				(void)cache_get(&cache, at, now);
			else
				put(at, (struct str){ body, gen_below(&g, 6000) }, now);
			assert_true(cache.bytes <= MAX);
			size_t bytes = 0;
			for (struct cached *entry = cache.newest; entry != NULL; entry = entry->older)
				bytes += entry->bytes;
			assert_int_equal(bytes, cache.bytes);
		}
		put(S("/last"), S("b"), now);
		assert_ptr_equal(cache.newest, cache_get(&cache, S("/last"), now));
	}
}

static void one_answer_cannot_push_out_everything(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	char *body = arena_alloc(&a, MAX, 1);
	memset(body, 'x', MAX);
	put(S("/small"), S("b"), now);
	put(S("/large"), (struct str){ body, MAX / 2 }, now);
	assert_null(cache_get(&cache, S("/large"), now));
	assert_non_null(cache_get(&cache, S("/small"), now));
}

static void assets_are_found_by_name_and_are_what_they_say(void **state)
{
	(void)state;
	const struct asset *style = asset_find(S("style.css"));
	assert_non_null(style);
	assert_true(str_eq(style->type, S("text/css; charset=utf-8")));
	assert_true(style->bytes.n > 0 && style->etag.n == 18);
	assert_non_null(asset_find(S("verify.js")));
	assert_null(asset_find(S("../style.css")));
	assert_null(asset_find(S("")));
	assert_int_equal(assets_version().n, 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_put_is_found_with_its_tag_in_the_head, begin, end),
		cmocka_unit_test_setup_teardown(equal_bodies_have_equal_tags_and_others_do_not, begin, end),
		cmocka_unit_test_setup_teardown(what_was_made_from_something_else_is_gone, begin, end),
		cmocka_unit_test_setup_teardown(an_answer_outlives_its_place_in_the_cache, begin, end),
		cmocka_unit_test_setup_teardown(what_is_not_to_be_kept_is_answered_all_the_same, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_least_recently_used_goes_first_and_the_bytes_stay_bounded, begin, end),
		cmocka_unit_test_setup_teardown(one_answer_cannot_push_out_everything, begin, end),
		cmocka_unit_test(assets_are_found_by_name_and_are_what_they_say),
	};
	return cmocka_run_group_tests_name("cache", tests, NULL, NULL);
}
