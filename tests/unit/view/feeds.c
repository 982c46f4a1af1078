/* Feeds and the calendar: their form, what they hold, and that names and numbers last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "rules/conduct.h"
#include "rules/decision.h"
#include "unit/view/small.h"
#include "view/calendar.h"
#include "view/feeds.h"

#include <cmocka.h>

#define OFFICER S("secretariat/officer-1")
#define OUT_BYTES_MAX ((size_t)4 << 20)

static struct small *world;

static uint32_t occurrences(struct str text, const char *needle)
{
	uint32_t n = 0;
	for (size_t at = 0;; n++) {
		struct str rest = str_sub(text, at, text.n);
		size_t found = str_find_str(rest, str_c(needle));
		if (found == rest.n)
			return n;
		at += found + 1;
	}
}

/* Unfolded, as a reader of calendars sees it. */
static struct str calendar(enum view_lang lang, const struct calendar_query *q, struct str base)
{
	struct site s = small_site(world, lang, VIEW_HTML, S("/en/calendar.ics"));
	struct buf out, whole;
	s.base = base;
	buf_init(&out, &world->scratch, OUT_BYTES_MAX);
	buf_init(&whole, &world->scratch, OUT_BYTES_MAX);
	calendar_document(&out, &s, q);
	struct str text = buf_str(&out);
	for (size_t at = 0; at < text.n; at++) {
		if (str_starts(str_sub(text, at, text.n), S("\r\n ")))
			at += 2;
		else
			buf_byte(&whole, (uint8_t)text.p[at]);
	}
	assert_false(out.failed || whole.failed);
	return buf_str(&whole);
}

/* The event of a meeting, or of a silence ("silence:code"). */
static struct str event_of(struct str text, const char *code)
{
	struct buf uid;
	buf_init(&uid, &world->scratch, 256);
	buf_byte(&uid, ':');
	buf_put(&uid, str_c(code));
	buf_put(&uid, S("\r\n"));
	for (size_t at = 0; at < text.n;) {
		struct str rest = str_sub(text, at, text.n);
		size_t begin = str_find_str(rest, S("BEGIN:VEVENT"));
		size_t end = str_find_str(rest, S("END:VEVENT"));
		if (begin == rest.n)
			break;
		struct str event = str_sub(rest, begin, end);
		struct str after = str_sub(event, str_find_str(event, S("UID:")), event.n);
		if (str_ends(str_sub(after, 0, str_find(after, '\n', 0) + 1), buf_str(&uid)))
			return event;
		at += end + 1;
	}
	return STR_NONE;
}

static void calendar_lines_are_short_whole_and_ended(void **state)
{
	(void)state;
	struct buf out;
	struct site s = small_site(world, VIEW_RU, VIEW_HTML, S("/ru/calendar.ics"));
	buf_init(&out, &world->scratch, OUT_BYTES_MAX);
	calendar_document(&out, &s, &(struct calendar_query){ .changes_count = 0 });
	struct str rest = buf_str(&out);
	/* Of seven meetings one has a month and one no date at all; three silences may run out.
	 * Of five activities one has a month, one a year, and one was merged. */
	assert_int_equal(occurrences(rest, "BEGIN:VEVENT\r\n"), 5 + 3 + 2);
	assert_int_equal(occurrences(rest, "END:VEVENT\r\n"), 5 + 3 + 2);
	assert_int_equal(occurrences(rest, "\r\nUID:"), 5 + 3 + 2);
	assert_int_equal(occurrences(rest, "\r\nDTSTAMP:"), 5 + 3 + 2);
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		assert_true(line.n <= 76 && str_ends(line, S("\r")));
		assert_int_equal(utf8_invalid_at(line), line.n);
	}
}

/* The same moment as the calendar writes it. */
static struct str stamped(const char *name, moment at)
{
	struct buf whole, b;
	buf_init(&whole, &world->scratch, 32);
	moment_put(&whole, at, false);
	buf_init(&b, &world->scratch, 64);
	buf_put(&b, str_c(name));
	for (size_t i = 0; i < whole.n; i++) {
		if (whole.p[i] != '-' && whole.p[i] != ':')
			buf_byte(&b, (uint8_t)whole.p[i]);
	}
	buf_put(&b, S("\r\n"));
	return buf_str(&b);
}

static bool has(struct str text, struct str part)
{
	return str_find_str(text, part) < text.n;
}

static struct str changed_event(const char *code, uint32_t moves)
{
	struct meeting_change changes[16];
	uint32_t count = conduct_count(world->forum);
	assert_true(count <= CM_COUNT(changes));
	for (uint32_t i = 0; i < count; i++) {
		bool is_it = str_eq(conduct_at(world->forum, i)->meeting, str_c(code));
		changes[i] = (struct meeting_change){ is_it ? moves : 0,
			is_it && moves > 0 ? world->now : MOMENT_ABSENT };
	}
	const struct calendar_query q = { STR_NONE, changes, count };
	return event_of(calendar(VIEW_EN, &q, S("https://forum.example")), code);
}

static void a_meeting_that_is_moved_and_cancelled_keeps_its_name_and_counts_up(void **state)
{
	(void)state;
	struct str before = changed_event("ahead", 0);
	const struct conduct *c = conduct_find(world->forum, S("ahead"));
	assert_true(has(before, S("\r\nSEQUENCE:0\r\n")) && has(before, S("\r\nSTATUS:CONFIRMED\r\n")));
	assert_true(has(before, stamped("\r\nDTSTART:", c->opens)));
	assert_true(has(before, S("\r\nURL:https://forum.example/en/meetings/ahead\r\n")));
	assert_false(has(before, S("DTEND")));
	moment opens = { world->now.ms + 3 * INT64_C(86400000) };
	struct date day = date_of_days((int32_t)(opens.ms / INT64_C(86400000)));
	union content move = { .meeting_move = { .is_present = true, .meeting = S("ahead"),
		.from = day, .until = date_of_days(date_first_day(day) + 1), .ground = S("a strike"),
		.opens = opens, .place = small_names(world, "A; place, with \\ in it", NULL) } };
	small_act(world, KIND_MEETING_MOVE, &move, OFFICER, (struct strs){ 0, NULL });
	struct str after = changed_event("ahead", 1);
	assert_true(has(after, S("\r\nSEQUENCE:1\r\n")));
	assert_true(has(after, stamped("\r\nDTSTART:", opens)));
	assert_true(has(after, stamped("\r\nDTEND:", (moment){ opens.ms + INT64_C(86400000) })));
	assert_true(has(after, stamped("\r\nLAST-MODIFIED:", world->now)));
	assert_true(has(after, S("\r\nLOCATION:A\\; place\\, with \\\\ in it\r\n")));
	union content cancel = { .meeting_cancel = { .is_present = true, .meeting = S("ahead"),
		.ground = S("no quorum expected") } };
	small_act(world, KIND_MEETING_CANCEL, &cancel, OFFICER, (struct strs){ 0, NULL });
	struct str last = changed_event("ahead", 1);
	assert_true(has(last, S("\r\nSEQUENCE:2\r\n")) && has(last, S("\r\nSTATUS:CANCELLED\r\n")));
	assert_false(has(last, S("CONFIRMED")));
}

static void a_meeting_that_was_closed_ends_then(void **state)
{
	(void)state;
	const struct conduct *c = conduct_find(world->forum, S("past"));
	struct str event = changed_event("past", 0);
	assert_true(has(event, stamped("\r\nDTEND:", c->steps[c->steps_count - 1].at)));
}

static void the_calendar_of_a_body_has_its_meetings_only(void **state)
{
	(void)state;
	/* Each calendar's memory is the next one's. */
	struct str all = calendar(VIEW_EN, &(struct calendar_query){ .changes_count = 0 }, STR_NONE);
	uint32_t everything = occurrences(all, "BEGIN:VEVENT");
	/* Without a base there is no address: a relative one would be relative to nothing. */
	assert_int_equal(occurrences(all, "URL"), 0);
	const struct calendar_query q = { .body = S("council") };
	struct str ours = calendar(VIEW_EN, &q, STR_NONE);
	uint32_t events = occurrences(ours, "BEGIN:VEVENT");
	const struct calendar_query none = { .body = S("nobody") };
	assert_true(events > 0 && event_of(ours, "now").n > 0);
	assert_true(events <= everything);
	assert_int_equal(occurrences(calendar(VIEW_EN, &none, STR_NONE), "BEGIN:VEVENT"), 0);
}

static struct str feed(enum view_lang lang, bool is_documents, struct str body)
{
	struct site s = small_site(world, lang, VIEW_HTML, S("/en/decisions.atom"));
	struct buf out;
	buf_init(&out, &world->scratch, OUT_BYTES_MAX);
	s.base = S("https://forum.example");
	if (is_documents)
		documents_feed(&out, &s);
	else
		decisions_feed(&out, &s, body);
	assert_false(out.failed);
	return buf_str(&out);
}

static void every_step_of_a_decision_is_an_entry_and_the_newest_is_first(void **state)
{
	(void)state;
	uint32_t steps = 0;
	for (uint32_t i = 0; i < decision_count(world->forum); i++)
		steps += decision_at(world->forum, i)->steps_count;
	assert_in_range(steps, 3, FEED_ENTRIES);
	struct str text = feed(VIEW_EN, false, STR_NONE);
	assert_int_equal(occurrences(text, "<entry>"), steps);
	assert_int_equal(occurrences(text, "<id>urn:comity:"), steps + 1);
	assert_int_equal(occurrences(text, "href=\"/"), 0); /* with a base every address is whole */
	size_t objected = str_find_str(text, S("term=\"objected\""));
	size_t tabled = str_find_str(text, S("term=\"tabled\""));
	assert_true(objected < tabled && tabled < text.n);
	assert_int_equal(occurrences(feed(VIEW_RU, false, S("nobody")), "<entry>"), 0);
	assert_int_equal(occurrences(feed(VIEW_RU, false, S("council")), "<entry>"), steps);
}

static void a_document_is_an_entry_under_a_name_that_is_an_address(void **state)
{
	(void)state;
	struct str text = feed(VIEW_RU, true, STR_NONE);
	assert_int_equal(occurrences(text, "<entry>"), document_count(world->forum));
	assert_int_equal(occurrences(text, ":document:SMALL%2F2%20%3C%26%3E</id>"), 1);
	assert_int_equal(occurrences(text, "<title>SMALL/2 &lt;&amp;&gt;: Statement"), 1);
}

/* Every act that a key of the party signed, by whomever it was made, and no other. */
static void the_echo_of_a_party_is_what_its_keys_signed(void **state)
{
	(void)state;
	struct str parties[] = { S("kz"), S("secretariat") };
	for (size_t p = 0; p < CM_COUNT(parties); p++) {
		struct site s = small_site(world, VIEW_RU, VIEW_HTML, S("/ru/"));
		struct echo_act acts[SMALL_ACTS_MAX];
		struct echo_query q = { parties[p], 0, acts };
		struct buf out;
		uint32_t signatures = 0;
		for (uint32_t i = world->count; i > 0 && q.count < FEED_ENTRIES; i--) {
			const struct entry *e = world->acts[i - 1].entry;
			uint32_t of = 0;
			for (uint32_t k = 0; k < e->signatures_count; k++)
				of += str_eq(handle_party(e->signatures[k].handle), parties[p]);
			if (of == 0)
				continue;
			signatures += of;
			acts[q.count++] = (struct echo_act){ &world->acts[i - 1], world->signatures[i - 1] };
		}
		s.base = S("https://forum.example");
		buf_init(&out, &world->scratch, OUT_BYTES_MAX);
		echo_feed(&out, &s, &q);
		struct str text = buf_str(&out);
		assert_true(!out.failed && q.count > 1);
		assert_int_equal(occurrences(text, "<entry>"), q.count);
		assert_int_equal(occurrences(text, ":act:"), q.count);
		assert_int_equal(occurrences(text, " SHA256:"), signatures);
		assert_int_equal(occurrences(text, "href=\"/"), 0);
		assert_int_equal(occurrences(text, p == 0 ? "/ru/parties/kz/acts.atom" :
		    "/ru/parties/secretariat/acts.atom"), 1);
	}
}

static int world_up(void **state)
{
	(void)state;
	world = malloc(sizeof *world);
	assert_non_null(world);
	small_init(world);
	small_fill(world);
	return 0;
}

static int world_down(void **state)
{
	(void)state;
	small_release(world);
	free(world);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar_lines_are_short_whole_and_ended),
		cmocka_unit_test(a_meeting_that_was_closed_ends_then),
		cmocka_unit_test(the_calendar_of_a_body_has_its_meetings_only),
		cmocka_unit_test(every_step_of_a_decision_is_an_entry_and_the_newest_is_first),
		cmocka_unit_test(the_echo_of_a_party_is_what_its_keys_signed),
		cmocka_unit_test(a_document_is_an_entry_under_a_name_that_is_an_address),
		cmocka_unit_test(a_meeting_that_is_moved_and_cancelled_keeps_its_name_and_counts_up),
	};
	return cmocka_run_group_tests_name("view/feeds", tests, world_up, world_down);
}
