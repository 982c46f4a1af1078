/* A queue that is full still takes objections and breaks of silence, and nothing that hides among
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/limits.h"
#include "service/service.h"

#include <cmocka.h>

static uint32_t most(const char *const *kinds, size_t count)
{
	struct ticket *tickets = calloc(count, sizeof *tickets);
	assert_non_null(tickets);
	for (size_t i = 0; i < count; i++) {
		tickets[i].act.entry.act.kind = str_c(kinds[i]);
		tickets[i].next = i + 1 < count ? &tickets[i + 1] : NULL;
	}
	uint32_t got = service_queue_max(tickets);
	free(tickets);
	return got;
}
#define MOST(...)                                                                                  \
	most((const char *const[]){ __VA_ARGS__ },                                                 \
	    sizeof(const char *const[]){ __VA_ARGS__ } / sizeof(char *))

static void objections_find_room_where_others_do_not(void **state)
{
	(void)state;
	const uint32_t usual = QUEUE_ACTS_MAX, more = QUEUE_ACTS_MAX + QUEUE_OBJECTIONS_MAX;
	assert_true(QUEUE_OBJECTIONS_MAX >= BATCH_ACTS_MAX); /* a whole batch of them, at least */
	assert_int_equal(MOST("objection.file"), more);
	assert_int_equal(MOST("silence.break"), more);
	assert_int_equal(MOST("silence.break", "objection.file", "silence.break"), more);
	assert_int_equal(MOST("release.publish"), usual);
	assert_int_equal(MOST("objection.withdraw"), usual);
	assert_int_equal(MOST("objection.file", "release.publish"), usual);
	assert_int_equal(MOST("release.publish", "objection.file"), usual);
	assert_int_equal(MOST("objection.file", "silence.break", "objection.filed"), usual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objections_find_room_where_others_do_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
