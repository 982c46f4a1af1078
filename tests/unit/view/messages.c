#include <setjmp.h>
#include <stdarg.h>

#include "base/arena.h"
#include "view/messages.h"

#include <cmocka.h>

static struct arena arena;

/* Bits of the places that a text has. */
static unsigned places_of(struct str rest)
{
	unsigned found = 0;
	struct str text;
	int place;
	bool is_genitive;
	while (message_next(&rest, &text, &place, &is_genitive))
		found |= place >= 0 ? 1U << place : 0;
	return found;
}

static const int64_t counts[] = { 0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111, 112, 1000 };

static void every_message_is_there_in_both_languages_with_the_same_places(void **state)
{
	(void)state;
	for (unsigned id = 0; id < MESSAGE__COUNT; id++) {
		unsigned places = places_of(message_text(VIEW_EN, id, 2));
		for (unsigned lang = 0; lang < VIEW_LANG__COUNT; lang++) {
			for (size_t i = 0; i < CM_COUNT(counts); i++) {
				struct str text = message_text(lang, id, counts[i]);
				assert_true(text.n > 0);
				assert_int_equal(places_of(text), places);
			}
		}
	}
}

static void every_name_finds_its_message_and_no_other_name_does(void **state)
{
	(void)state;
	for (unsigned id = 0; id < MESSAGE__COUNT; id++)
		assert_int_equal(message_of(message_name(id)), id);
	assert_int_equal(message_of(S("word.")), MESSAGE__COUNT);
	assert_int_equal(message_of(S("")), MESSAGE__COUNT);
}

/* Russian is written in Cyrillic: a message that was never translated would show. */
static void russian_messages_are_not_the_english_ones(void **state)
{
	(void)state;
	unsigned same = 0;
	for (unsigned id = 0; id < MESSAGE__COUNT; id++)
		same += str_eq(message_text(VIEW_EN, id, 1), message_text(VIEW_RU, id, 1)) ? 1 : 0;
	assert_int_equal(same, 3); /* filter.date-form, actor.other, seat.title */
}

static void plural_forms_follow_each_language(void **state)
{
	(void)state;
	static const unsigned en[] = { 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	static const unsigned ru[] = { 2, 0, 1, 1, 2, 2, 2, 0, 1, 2, 0, 2, 2, 2 };
	for (size_t i = 0; i < CM_COUNT(counts); i++) {
		assert_int_equal(message_form(VIEW_EN, counts[i]), en[i]);
		assert_int_equal(message_form(VIEW_RU, counts[i]), ru[i]);
	}
}

static struct str words(enum view_lang lang, const char *text, bool is_genitive)
{
	struct buf b;
	struct date d;
	assert_true(date_parse(&d, str_c(text)));
	buf_init(&b, &arena, 200);
	date_put_words(&b, lang, d, is_genitive);
	return buf_str(&b);
}

static void dates_read_as_far_as_they_are_known(void **state)
{
	(void)state;
	assert_true(str_eq(words(VIEW_EN, "2016-04-27T10:03", false),
	    S("27\xc2\xa0" "April 2016, 10:03")));
	assert_true(str_eq(words(VIEW_EN, "2014-05", false), S("May\xc2\xa0" "2014")));
	assert_true(str_eq(words(VIEW_RU, "2014-05-20", false), S("20\xc2\xa0мая 2014\xc2\xa0г.")));
	assert_true(str_eq(words(VIEW_RU, "2014-05", false), S("май\xc2\xa0" "2014\xc2\xa0г.")));
	assert_true(str_eq(words(VIEW_RU, "2014-05", true), S("мая\xc2\xa0" "2014\xc2\xa0г.")));
	assert_true(str_eq(words(VIEW_RU, "2011", false), S("2011\xc2\xa0г.")));
}

static bool range_is(enum view_lang lang, const char *from, const char *until, const char *want)
{
	struct buf b;
	struct date first, last;
	assert_true(date_parse(&first, str_c(from)));
	assert_true(date_parse(&last, str_c(until)));
	buf_init(&b, &arena, 200);
	buf_put(&b, range_first_put(&b, lang, first, last) ? S("–") : S(" – "));
	range_last_put(&b, lang, first, last);
	return str_eq(buf_str(&b), str_c(want));
}

static void ranges_say_once_what_both_ends_share(void **state)
{
	(void)state;
	assert_true(range_is(VIEW_EN, "2016-04-27", "2016-04-28", "27–28\xc2\xa0" "April 2016"));
	assert_true(range_is(VIEW_RU, "2016-04-27", "2016-04-28", "27–28\xc2\xa0апреля 2016\xc2\xa0г."));
	assert_true(range_is(VIEW_EN, "2016-04-27", "2016-05-02",
	    "27\xc2\xa0" "April – 2\xc2\xa0May 2016"));
	assert_true(range_is(VIEW_EN, "2016-12-31", "2017-01-01",
	    "31\xc2\xa0" "December 2016 – 1\xc2\xa0January 2017"));
	assert_true(range_is(VIEW_RU, "1993-08", "1993-09", "август – сентябрь\xc2\xa0" "1993\xc2\xa0г."));
	assert_true(range_is(VIEW_EN, "2014", "2018", "2014–2018"));
	assert_true(range_is(VIEW_RU, "2014", "2018", "2014–2018\xc2\xa0гг."));
	assert_true(range_is(VIEW_EN, "2014-05-20", "2018", "20\xc2\xa0May 2014 – 2018"));
}

static void numbers_are_grouped_by_three(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, &arena, 100);
	number_put_words(&b, VIEW_EN, 1234567);
	buf_byte(&b, ' ');
	number_put_words(&b, VIEW_EN, 999);
	buf_byte(&b, ' ');
	number_put_words(&b, VIEW_RU, 1000);
	assert_true(str_eq(buf_str(&b), S("1,234,567 999 1\xc2\xa0" "000")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_message_is_there_in_both_languages_with_the_same_places),
		cmocka_unit_test(every_name_finds_its_message_and_no_other_name_does),
		cmocka_unit_test(russian_messages_are_not_the_english_ones),
		cmocka_unit_test(plural_forms_follow_each_language),
		cmocka_unit_test(dates_read_as_far_as_they_are_known),
		cmocka_unit_test(ranges_say_once_what_both_ends_share),
		cmocka_unit_test(numbers_are_grouped_by_three),
	};
	arena_init(&arena, 1 << 20);
	int failed = cmocka_run_group_tests_name("view/messages", tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
