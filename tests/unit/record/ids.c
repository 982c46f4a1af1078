#include <setjmp.h>
#include <stdarg.h>
#include <pthread.h>
#include "base/arena.h"
#include "lib/gen.h"
#include "proof/sha.h"
#include "record/log_ids.h"
#include <cmocka.h>

#define IDS_COUNT 20000

static struct hash id_of(uint64_t i)
{
	struct hash id;
	sha256(&id, &i, sizeof i);
	return id;
}

static void every_id_has_the_index_it_was_added_at(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct ids t;
	ids_init(&t, &a, 3);
	for (uint64_t i = 0; i < IDS_COUNT; i++) {
		struct hash id = id_of(i);
		assert_true(ids_find(&t, &id) == IDS_NONE);
		ids_add(&t, &id, (moment){ (int64_t)i * 5 });
	}
	for (uint64_t i = 0; i < IDS_COUNT; i++) {
		struct hash id = id_of(i);
		assert_int_equal(ids_find(&t, &id), i);
		assert_int_equal(ids_at(&t, i)->received.ms, i * 5);
	}
	arena_release(&a);
}

static void ids_that_agree_in_sixteen_bytes_are_told_apart(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct ids t;
	ids_init(&t, &a, 3);
	struct hash id = { { 1, 2, 3 } };
	for (uint64_t i = 0; i < 200; i++) {
		id.bytes[31] = (uint8_t)i;
		assert_true(ids_find(&t, &id) == IDS_NONE);
		ids_add(&t, &id, (moment){ 1 });
	}
	for (uint64_t i = 0; i < 200; i++) {
		id.bytes[31] = (uint8_t)i;
		assert_int_equal(ids_find(&t, &id), i);
	}
	arena_release(&a);
}

struct reader {
	struct ids *ids;
	_Atomic uint64_t published;
	uint64_t wrong, looked;
};

static void *reader_run(void *ctx)
{
	struct reader *r = ctx;
	for (uint64_t published = 0; published < IDS_COUNT; r->looked++) {
		published = atomic_load(&r->published);
		if (published == 0)
			continue;
		uint64_t i = r->looked * 7919 % published;
		struct hash id = id_of(i);
		if (ids_find(r->ids, &id) != i || ids_at(r->ids, i)->received.ms != (int64_t)i)
			r->wrong++;
	}
	return NULL;
}

static void readers_find_what_was_published_while_the_table_grows(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, SIZE_MAX / 2);
	struct ids t;
	ids_init(&t, &a, 8);
	struct reader r = { .ids = &t };
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, reader_run, &r), 0);
	for (uint64_t i = 0; i < IDS_COUNT; i++) {
		struct hash id = id_of(i);
		ids_add(&t, &id, (moment){ (int64_t)i });
		atomic_store(&r.published, i + 1);
	}
	pthread_join(thread, NULL);
	assert_int_equal(r.wrong, 0);
	assert_true(r.looked > 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_has_the_index_it_was_added_at),
		cmocka_unit_test(ids_that_agree_in_sixteen_bytes_are_told_apart),
		cmocka_unit_test(readers_find_what_was_published_while_the_table_grows),
	};
	return cmocka_run_group_tests_name("ids", tests, NULL, NULL);
}
