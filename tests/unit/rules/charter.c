#include "rules/charter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"

#include <cmocka.h>

static const char WHOLE[] =
    "{\"bodies\":[{\"basis\":\"a statute\",\"id\":\"council\",\"level\":\"council\","
    "\"name\":{\"en\":\"Council\"},"
    "\"parent\":\"summit\",\"rank\":3,\"sources\":[\"https://a.example\"]},"
    "{\"id\":\"board\",\"level\":\"experts\",\"name\":{\"en\":\"Board\"},\"rank\":3},"
    "{\"id\":\"summit\",\"level\":\"leaders\",\"name\":{\"en\":\"Summit\",\"ru\":\"Саммит\"},"
    "\"period_text\":{\"en\":\"every four years\"},\"period_years\":4,\"rank\":1}],"
    "\"categories\":[{\"id\":\"member\",\"name\":{\"en\":\"Member\"},\"rights\":[\"attend\",\"object\"]},"
    "{\"id\":\"guest\",\"name\":{\"en\":\"Guest\"}}],"
    "\"decisions\":[{\"body\":\"board\",\"ladder\":[{\"method\":\"no-objection\"},{\"else\":\"return\","
    "\"method\":\"silence\"}],\"matter\":\"text\"},{\"body\":\"board\",\"ladder\":[{\"method\":\"vote\"}],"
    "\"matter\":\"budget\"}],\"description\":{\"en\":\"What it is\"},\"epoch\":1,\"founded\":\"1992-10\","
    "\"full_name\":{\"en\":\"A forum\"},\"id\":\"whole\",\"languages\":[\"en\",\"zh-Hans\"],"
    "\"offices\":[{\"body\":\"summit\",\"id\":\"chair\",\"name\":{\"en\":\"Chair\"},\"selection\":\"host\"}],"
    "\"present\":\"2016-04-28\",\"registry\":{\"disavow_s\":3600,\"q_recover_min\":3,\"recover_wait_s\":0},"
    "\"silence\":{\"breaks_on\":[\"comment\",\"objection\"],\"issue_now\":true,\"min_s\":3600,"
    "\"start_needs_consent\":false,\"usual_s\":7200},"
    "\"status\":\"in-force\",\"title\":{\"en\":\"Forum\"},"
    "\"vocabulary\":{\"comment\":{\"en\":\"Press comment\"},\"speech\":{\"en\":\"Speech\"}}}";

static void a_whole_charter_is_read(void **state)
{
	(void)state;
	struct arena a;
	struct charter c;
	struct findings found = { .count = 0 };
	arena_init(&a, (size_t)4 * 1024 * 1024);
	assert_true(charter_read(&c, &a, str_c(WHOLE), &found));
	assert_int_equal(found.count, 0);
	assert_true(str_eq(c.json, str_c(WHOLE)) && str_eq(c.id, S("whole")) && c.epoch == 1);
	assert_int_equal(c.bodies_count, 3);
	assert_true(str_eq(c.bodies[0].id, S("summit"))); /* by rank, then id */
	assert_true(str_eq(c.bodies[1].id, S("board")) && str_eq(c.bodies[2].id, S("council")));
	assert_int_equal(c.bodies[0].period_years, 4);
	assert_int_equal(c.bodies[1].period_years, INTEGER_ABSENT);
	assert_true(str_eq(charter_body(&c, S("council"))->basis, S("a statute")));
	assert_int_equal(charter_category(&c, S("member"))->rights, 1U << RIGHT_ATTEND | 1U << RIGHT_OBJECT);
	assert_int_equal(charter_category(&c, S("guest"))->rights, 0);
	assert_null(charter_category(&c, S("none")));
	assert_true(str_eq(charter_word(&c, S("speech"))->at[0].text, S("Speech")));
	assert_null(charter_word(&c, S("letter")));
	assert_true(c.q_recover_min == 3 && c.recover_wait_s == 0 && c.disavow_s == 3600);
	assert_true(c.founded.year == 1992 && c.founded.month == 10 && c.founded.day == 0);
	assert_true(charter_decides(&c, S("board"), S("text"), S("silence")));
	assert_false(charter_decides(&c, S("board"), S("budget"), S("silence")));
	assert_false(charter_decides(&c, S("council"), S("text"), S("silence")));
	assert_true(c.silence.is_present && c.silence.issue_now && !c.silence.start_needs_consent);
	assert_true(c.silence.min_s == 3600 && c.silence.usual_s == 7200);
	assert_int_equal(c.silence.extend_left_s, INTEGER_ABSENT);
	assert_int_equal(c.silence.breaks_on.count, 2);
	assert_int_equal(date_first_day(c.day), date_first_day((struct date){ 2016, 4, 28, -1 }));
	arena_release(&a);
}

/* The text with one place replaced, which must be there once. */
static struct str replaced(struct arena *a, const char *from, const char *to)
{
	struct str whole = str_c(WHOLE), old = str_c(from);
	size_t at = str_find_str(whole, old);
	assert_true(at < whole.n);
	struct buf b;
	buf_init(&b, a, 65536);
	buf_put(&b, str_sub(whole, 0, at));
	buf_put(&b, str_c(to));
	buf_put(&b, str_sub(whole, at + old.n, whole.n));
	return buf_str(&b);
}

static const struct {
	const char *from, *to, *pointer;
} BROKEN[] = {
	{ "\"id\":\"whole\",", "", "/id" },
	{ "\"id\":\"whole\"", "\"id\":\"\"", "/id" },
	{ "\"id\":\"whole\"", "\"id\":7", "/id" },
	{ "\"epoch\":1,", "", "/epoch" },
	{ "\"epoch\":1", "\"epoch\":2", "/epoch" },
	{ "\"epoch\":1", "\"epoch\":-1", "/epoch" },
	{ "in-force", "abandoned", "/status" },
	{ "\"full_name\":{\"en\":\"A forum\"},", "", "/full_name" },
	{ "\"full_name\":{\"en\":\"A forum\"}", "\"full_name\":{\"en\":7}", "/full_name/en" },
	{ "\"title\":{\"en\":\"Forum\"}", "\"title\":{}", "/title" },
	{ "\"title\":{\"en\":\"Forum\"}", "\"title\":{\"english\":\"Forum\"}", "/title/english" },
	{ "\"title\":{\"en\":\"Forum\"}", "\"title\":{\"en-\":\"Forum\"}", "/title/en-" },
	{ "\"title\":{\"en\":\"Forum\"}", "\"title\":{\"en-x\":\"Forum\"}", "/title/en-x" },
	{ "\"title\":{\"en\":\"Forum\"}", "\"title\":{\"en\":\"\"}", "/title/en" },
	{ "[\"en\",\"zh-Hans\"]", "[]", "/languages" },
	{ "[\"en\",\"zh-Hans\"]", "[\"en\",\"Chinese\"]", "/languages/1" },
	{ "[\"en\",\"zh-Hans\"]", "[\"en\",5]", "/languages/1" },
	{ "[\"en\",\"zh-Hans\"]", "\"en\"", "/languages" },
	{ "2016-04-28", "2016-02-30", "/present" },
	{ "1992-10", "soon", "/founded" },
	{ "\"attend\",\"object\"", "\"object\"", "/categories/0/rights" },
	{ "\"attend\",\"object\"", "\"attend\",\"veto\"", "/categories/0/rights/1" },
	{ "\"id\":\"guest\"", "\"id\":\"member\"", "/categories/1/id" },
	{ "\"id\":\"guest\"", "\"id\":\"none\"", "/categories/1/id" },
	{ "\"name\":{\"en\":\"Guest\"}", "\"name\":\"Guest\"", "/categories/1/name" },
	{ ",{\"id\":\"guest\",\"name\":{\"en\":\"Guest\"}}", ",3", "/categories/1" },
	{ "\"id\":\"board\"", "\"id\":\"council\"", "/bodies/1/id" },
	{ "\"level\":\"experts\"", "\"level\":\"chiefs\"", "/bodies/1/level" },
	{ "\"level\":\"experts\",", "", "/bodies/1/level" },
	{ "\"parent\":\"summit\"", "\"parent\":\"moon\"", "/bodies/0/parent" },
	{ "\"parent\":\"summit\"", "\"parent\":\"council\"", "/bodies/0/parent" },
	{ "\"period_years\":4", "\"period_years\":-4", "/bodies/2/period_years" },
	{ "\"period_years\":4", "\"period_years\":101", "/bodies/2/period_years" },
	{ "\"rank\":1", "\"rank\":\"first\"", "/bodies/2/rank" },
	{ "\"body\":\"summit\"", "\"body\":\"moon\"", "/offices/0/body" },
	{ "\"q_recover_min\":3", "\"q_recover_min\":1", "/registry/q_recover_min" },
	{ "\"q_recover_min\":3", "\"q_recover_min\":4294967297", "/registry/q_recover_min" },
	{ "\"recover_wait_s\":0", "\"recover_wait_s\":31622401", "/registry/recover_wait_s" },
	{ "\"recover_wait_s\":0", "\"recover_wait_s\":-1", "/registry/recover_wait_s" },
	{ "\"disavow_s\":3600", "\"disavow_s\":9007199254740991", "/registry/disavow_s" },
	{ "\"body\":\"board\",\"ladder\":[{\"method\":\"v", "\"body\":\"moon\",\"ladder\":[{\"method\":\"v",
	    "/decisions/1/body" },
	{ "\"matter\":\"budget\"", "\"matter\":\"text\"", "/decisions/1/matter" },
	{ "\"matter\":\"budget\"", "\"matter\":\"weather\"", "/decisions/1/matter" },
	{ "[{\"method\":\"vote\"}]", "[]", "/decisions/1/ladder" },
	{ "[{\"method\":\"vote\"}]", "[3]", "/decisions/1/ladder/0" },
	{ "[{\"method\":\"vote\"}]", "[{\"method\":\"lots\"}]", "/decisions/1/ladder/0/method" },
	{ "[{\"method\":\"vote\"}]", "[{}]", "/decisions/1/ladder/0/method" },
	{ "\"silence\":{", "\"silences\":{", "/decisions/0/ladder/1/method" },
	{ "\"min_s\":3600", "\"min_s\":-1", "/silence/min_s" },
	{ "\"min_s\":3600", "\"min_s\":31622401", "/silence/min_s" },
	{ "\"usual_s\":7200", "\"usual_s\":3599", "/silence/usual_s" },
	{ "\"issue_now\"", "\"extend_left_s\":9007199254740991,\"issue_now\"",
	    "/silence/extend_left_s" },
	{ "\"start_needs_consent\":false", "\"start_needs_consent\":\"yes\"",
	    "/silence/start_needs_consent" },
	{ "\"issue_now\":true", "\"issue_now\":1", "/silence/issue_now" },
	{ "\"comment\",\"objection\"", "\"comment\",\"a look\"", "/silence/breaks_on/1" },
	{ "\"comment\",\"objection\"", "", "/silence/breaks_on" },
	{ "{\"en\":\"Speech\"}", "{}", "/vocabulary/speech" },
	{ "{\"en\":\"Speech\"}", "\"Speech\"", "/vocabulary/speech" },
};

static void a_broken_charter_is_refused_at_the_place_of_its_fault(void **state)
{
	(void)state;
	for (size_t i = 0; i < CM_COUNT(BROKEN); i++) {
		struct arena a;
		struct charter c = { .epoch = 99 };
		struct findings found = { .count = 0 };
		arena_init(&a, (size_t)4 * 1024 * 1024);
		bool is_read =
		    charter_read(&c, &a, replaced(&a, BROKEN[i].from, BROKEN[i].to), &found);
		bool is_named = false;
		for (unsigned k = 0; k < found.count; k++)
			is_named = is_named || str_eq(found.at[k].place, str_c(BROKEN[i].pointer));
		if (is_read || !is_named)
			print_error("# %s: expected %s, got %.*s\n", BROKEN[i].to, BROKEN[i].pointer,
			    STR_ARG(found.at[0].place));
		assert_false(is_read);
		assert_true(is_named);
		assert_int_equal(found.at[0].id, FINDING_CHARTER_INVALID);
		assert_int_equal(c.epoch, 99); /* untouched on failure */
		arena_release(&a);
	}
}

static void every_fault_is_told_at_once(void **state)
{
	(void)state;
	struct arena a;
	struct charter c;
	struct findings found = { .count = 0 };
	arena_init(&a, (size_t)4 * 1024 * 1024);
	assert_false(charter_read(&c, &a, S("{}"), &found));
	static const char *const pointers[] = { "/id", "/epoch", "/status", "/title", "/full_name",
		"/languages", "/categories" };
	assert_int_equal(found.count, CM_COUNT(pointers));
	for (size_t i = 0; i < CM_COUNT(pointers); i++)
		assert_true(str_eq(found.at[i].place, str_c(pointers[i])));
	arena_release(&a);
}

static void a_ring_of_parents_is_found_wherever_it_is_entered(void **state)
{
	(void)state;
	struct arena a;
	struct charter c;
	struct findings found = { .count = 0 };
	arena_init(&a, (size_t)4 * 1024 * 1024);
	struct str ring = replaced(&a, "\"period_text\"", "\"parent\":\"council\",\"period_text\"");
	assert_false(charter_read(&c, &a, ring, &found));
	assert_int_equal(found.count, 2);
	assert_true(str_eq(found.at[0].place, S("/bodies/0/parent")));
	assert_true(str_eq(found.at[1].place, S("/bodies/2/parent")));
	arena_release(&a);
}

static void what_is_no_canonical_json_is_no_charter(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "{", "[]", "{ }", "{\"b\":1,\"a\":1}" };
	for (size_t i = 0; i < CM_COUNT(texts); i++) {
		struct arena a;
		struct charter c;
		struct findings found = { .count = 0 };
		arena_init(&a, (size_t)4 * 1024 * 1024);
		assert_false(charter_read(&c, &a, str_c(texts[i]), &found));
		assert_int_equal(found.at[0].id, FINDING_CHARTER_INVALID);
		arena_release(&a);
	}
}

static void rights_have_their_names(void **state)
{
	(void)state;
	assert_int_equal(right_of(S("attend")), RIGHT_ATTEND);
	assert_int_equal(right_of(S("receive-restricted")), RIGHT_RECEIVE_RESTRICTED);
	assert_int_equal(right_of(S("veto")), RIGHT__COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_charter_is_read),
		cmocka_unit_test(a_broken_charter_is_refused_at_the_place_of_its_fault),
		cmocka_unit_test(every_fault_is_told_at_once),
		cmocka_unit_test(a_ring_of_parents_is_found_wherever_it_is_entered),
		cmocka_unit_test(what_is_no_canonical_json_is_no_charter),
		cmocka_unit_test(rights_have_their_names),
	};
	return cmocka_run_group_tests_name("charter", tests, NULL, NULL);
}
