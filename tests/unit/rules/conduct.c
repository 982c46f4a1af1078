/* The conduct of meetings (docs/rules.md sections 9 to 11): instants, counts, lists, documents. */
#include "rules/conduct.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/verdict.h"

#include <cmocka.h>

#define HOUR_MS INT64_C(3600000)

static void begin(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
}

static const struct conduct *of(struct sim *s)
{
	return conduct_find(s->forum, S("m-1"));
}

static struct sim_act act(struct sim *s, enum kind k)
{
	return sim_conduct(s, k, STR_NONE);
}

static struct sim_act by(struct sim *s, struct sim_act a, const char *handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

static void a_meeting_is_convened_in_time_or_with_the_chairs_waiver(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	for (int64_t ms = -1; ms <= 1; ms++) {
		struct sim_act a = act(&s, KIND_MEETING_CONVENE);
		a.content.meeting_convene.opens.ms = s.now.ms + HOUR_MS + ms;
		assert_int_equal(admitted(&s, a), ms >= 0);
		a.content.meeting_convene.waiver = S("Urgent.");
		assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
		sim_sign_as(&s, &a, S("aa/envoy"));
		assert_true(admitted(&s, a));
	}
	sim_release(&s);
}

static void another_instant_needs_notice_and_another_hall_does_not(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act a = act(&s, KIND_MEETING_CONVENE);
	a.content.meeting_convene.waiver = S("Urgent.");
	sim_sign_as(&s, &a, S("aa/envoy"));
	sim_do(&s, a);
	const moment opens = of(&s)->opens;
	for (int64_t ms = -1; ms <= 1; ms++) {
		a = act(&s, KIND_MEETING_MOVE);
		a.content.meeting_move.opens.ms = s.now.ms + HOUR_MS + ms;
		assert_int_equal(admitted(&s, a), ms >= 0);
		assert_int_equal(refused(&s, a, FINDING_NOTICE_RUNNING), ms < 0);
		a.content.meeting_move.waiver = S("The hall is not free.");
		assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
		sim_sign_as(&s, &a, S("aa/envoy"));
		assert_true(admitted(&s, a));
	}
	s.now.ms = opens.ms - 1; /* the notice of any other instant would be too short */
	a = act(&s, KIND_MEETING_MOVE);
	a.content.meeting_move.opens = opens;
	a.content.meeting_move.place = sim_names(&s, S("Another hall"));
	sim_do(&s, a);
	assert_true(of(&s)->is_notice_waived);
	a.content.meeting_move.opens.ms += HOUR_MS / 2;
	assert_true(refused(&s, a, FINDING_NOTICE_RUNNING));
	a.content.meeting_move.opens.ms += HOUR_MS;
	sim_do(&s, a);
	assert_false(of(&s)->is_notice_waived);
	sim_release(&s);
}

static void a_meeting_opens_at_its_instant_and_not_before(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, act(&s, KIND_MEETING_CONVENE));
	for (int64_t ms = -1; ms <= 1; ms++) {
		s.now.ms = of(&s)->opens.ms + ms;
		struct sim_act a = act(&s, KIND_MEETING_OPEN);
		assert_int_equal(refused(&s, a, FINDING_MEETING_NOT_DUE), ms < 0);
		assert_int_equal(admitted(&s, a), ms >= 0);
	}
	sim_release(&s);
}

static void half_is_more_than_half_and_a_third_is_at_least_that(void **state)
{
	(void)state;
	const struct fraction half = { 1, 2 }, third = { 1, 3 }, none = { 0, 1 };
	for (uint32_t members = 1; members < 40; members++) {
		for (uint32_t present = 0; present <= members; present++) {
			assert_int_equal(quorum_holds(half, present, members), 2 * present > members);
			assert_int_equal(quorum_holds(third, present, members), 3 * present >= members);
			assert_true(quorum_holds(none, present, members));
		}
	}
}

static void two_of_four_open_and_three_decide(void **state)
{
	(void)state;
	for (uint32_t n = 1; n <= 4; n++) {
		struct sim s;
		begin(&s);
		sim_do(&s, act(&s, KIND_MEETING_CONVENE));
		s.now = of(&s)->opens;
		struct sim_act a = act(&s, KIND_MEETING_OPEN);
		a.content.meeting_open.present.count = n;
		assert_int_equal(refused(&s, a, FINDING_QUORUM_OPEN), n < 2);
		assert_int_equal(admitted(&s, a), n >= 2);
		sim_release(&s);
		begin(&s);
		struct str code = sim_decision_reach(&s, DECISION_CONSIDERED);
		struct strs present = sim_present();
		present.count = n;
		sim_do(&s, sim_count(&s, &present));
		assert_int_equal(conduct_present(s.forum, of(&s)), n);
		assert_int_equal(admitted(&s, sim_decision(&s, KIND_DECISION_CALL, code)), n >= 3);
		sim_release(&s);
	}
}

static void a_moved_meeting_is_the_same_after_a_reload(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, act(&s, KIND_MEETING_CONVENE));
	sim_do(&s, sim_conduct(&s, KIND_MEETING_CONVENE, S("m-2")));
	struct sim_act a = act(&s, KIND_MEETING_MOVE);
	a.content.meeting_move.opens.ms += 5 * HOUR_MS;
	sim_do(&s, a);
	assert_int_equal(of(&s)->opens.ms, a.content.meeting_move.opens.ms);
	struct hash before = sim_root(&s);
	sim_reload(&s);
	struct hash after = sim_root(&s);
	assert_memory_equal(before.bytes, after.bytes, HASH_BYTES);
	assert_true(str_eq(conduct_at(s.forum, 0)->meeting, S("m-1")));
	assert_int_equal(of(&s)->opens.ms, a.content.meeting_move.opens.ms);
	sim_release(&s);
}

static void an_item_that_was_spoken_on_stays_and_one_that_was_not_goes(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	struct sim_act a = act(&s, KIND_AGENDA_ADOPT);
	a.content.agenda_adopt.items = sim_agenda(&s, "2");
	assert_true(admitted(&s, a));
	sim_do(&s, act(&s, KIND_SPEAKER_ASK));
	assert_true(refused(&s, a, FINDING_ITEM_IN_USE));
	a.content.agenda_adopt.items = sim_agenda(&s, "21");
	sim_do(&s, a);
	assert_int_equal(of(&s)->items_count, 2);
	sim_release(&s);
}

static struct sim_act call(struct sim *s, const char *party)
{
	struct sim_act a = act(s, KIND_SPEAKER_CALL);
	a.content.speaker_call.party = str_c(party);
	return a;
}

static void speakers_are_called_in_order_unless_a_ground_is_given(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	sim_do(&s, act(&s, KIND_SPEAKER_ASK));
	sim_do(&s, by(&s, act(&s, KIND_SPEAKER_ASK), "cc/envoy"));
	assert_true(refused(&s, call(&s, "cc"), FINDING_OUT_OF_ORDER));
	struct sim_act a = call(&s, "cc");
	a.content.speaker_call.ground = S("A minister leaves.");
	assert_true(admitted(&s, a));
	a = act(&s, KIND_SPEAKER_SWAP);
	assert_true(refused(&s, by(&s, a, "bb/envoy"), FINDING_SPONSOR_MISSING));
	sim_do(&s, a);
	assert_true(refused(&s, call(&s, "bb"), FINDING_OUT_OF_ORDER));
	sim_do(&s, call(&s, "cc"));
	assert_true(refused(&s, call(&s, "bb"), FINDING_SOMEBODY_SPEAKS));
	assert_int_equal(conduct_speaking(of(&s))->limit_s, 300);
	sim_do(&s, act(&s, KIND_SPEAKER_END));
	sim_do(&s, call(&s, "bb"));
	sim_release(&s);
}

static void replies_are_due_after_the_speakers_with_a_limit_by_round(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	struct sim_act ask = act(&s, KIND_SPEAKER_ASK), reply = call(&s, "bb");
	sim_do(&s, by(&s, ask, "cc/envoy"));
	ask.content.speaker_ask.list = S("reply");
	reply.content.speaker_call.list = S("reply");
	sim_do(&s, ask);
	assert_true(refused(&s, reply, FINDING_REPLY_NOT_DUE));
	sim_do(&s, call(&s, "cc"));
	sim_do(&s, act(&s, KIND_SPEAKER_END));
	for (unsigned round = 0; round < 2; round++) {
		if (round > 0)
			sim_do(&s, ask);
		sim_do(&s, reply);
		assert_int_equal(conduct_speaking(of(&s))->limit_s, round == 0 ? 600 : 300);
		sim_do(&s, act(&s, KIND_SPEAKER_END));
	}
	assert_true(refused(&s, ask, FINDING_REPLY_LIMIT));
	sim_release(&s);
}

static void a_closed_list_takes_nobody_until_it_is_reopened(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	sim_do(&s, act(&s, KIND_LIST_CLOSE));
	assert_true(refused(&s, act(&s, KIND_SPEAKER_ASK), FINDING_LIST_CLOSED));
	assert_true(refused(&s, act(&s, KIND_LIST_CLOSE), FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, act(&s, KIND_LIST_REOPEN));
	assert_true(refused(&s, act(&s, KIND_LIST_REOPEN), FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, act(&s, KIND_SPEAKER_ASK));
	sim_release(&s);
}

static void who_acts_for_the_chair_needs_another_and_acts_until_the_close(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_terms(&s);
	sim_meeting(&s);
	struct sim_act a = act(&s, KIND_OFFICE_ACT);
	assert_true(refused(&s, by(&s, a, "bb/envoy"), FINDING_OFFICER_ONLY));
	struct sim_act with_chair = by(&s, a, "bb/envoy");
	sim_sign_as(&s, &with_chair, S("aa/envoy"));
	assert_true(admitted(&s, with_chair));
	sim_do(&s, a);
	assert_true(str_eq(conduct_chair(s.forum, of(&s), s.now), S("bb")));
	assert_true(refused(&s, act(&s, KIND_MEETING_CLOSE), FINDING_NOT_THE_CHAIR));
	sim_do(&s, by(&s, act(&s, KIND_MEETING_CLOSE), "bb/envoy"));
	assert_true(str_eq(conduct_chair(s.forum, of(&s), s.now), S("aa")));
	const struct tenure *t = tenure_at(s.forum, tenure_count(s.forum) - 1);
	assert_true(t->how == TENURE_ACTING && str_eq(t->party, S("bb")));
	assert_true(str_eq(t->meeting, S("m-1")) && t->office.n == 0);
	assert_true(str_eq(office_holder_at(s.forum, STR_NONE, s.now), STR_NONE));
	sim_release(&s);
}

static void statements_come_until_a_day_after_the_close(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	sim_do(&s, act(&s, KIND_MEETING_CLOSE));
	int64_t closed_ms = of(&s)->steps[of(&s)->steps_count - 1].at.ms;
	for (int64_t ms = -1; ms <= 1; ms++) {
		s.now.ms = closed_ms + SIM_DAY_MS + ms;
		assert_int_equal(admitted(&s, act(&s, KIND_STATEMENT_DELIVER)), ms < 0);
	}
	sim_release(&s);
}

static void a_point_is_ruled_on_appealed_and_decided_once_each(void **state)
{
	(void)state;
	for (int64_t for_it = 1; for_it <= 3; for_it++) {
		struct sim s;
		begin(&s);
		sim_meeting(&s);
		sim_do(&s, act(&s, KIND_POINT_RAISE));
		struct sim_act rule = act(&s, KIND_POINT_RULE);
		assert_int_equal(conduct_points_open(of(&s), STR_NONE), 1);
		sim_do(&s, rule);
		assert_true(refused(&s, rule, FINDING_NOTHING_TO_RULE));
		sim_do(&s, act(&s, KIND_POINT_APPEAL));
		assert_int_equal(conduct_points_open(of(&s), STR_NONE), 1);
		struct sim_act a = act(&s, KIND_POINT_DECIDE);
		a.content.point_decide.in_favour = for_it; /* against two */
		sim_do(&s, a);
		assert_true(of(&s)->points[0].state == (for_it > 2 ? POINT_OVERRULED : POINT_UPHELD));
		assert_int_equal(conduct_points_open(of(&s), STR_NONE), 0);
		sim_release(&s);
	}
}

static struct sim_act issue(struct sim *s, const char *symbol, const char *suffix)
{
	struct sim_act a = sim_conduct(s, KIND_DOCUMENT_ISSUE, str_c(symbol));
	a.content.document_issue.of = suffix[0] != 0 ? S("PAPER/1") : STR_NONE;
	a.content.document_issue.suffix = str_c(suffix);
	return a;
}

static void revisions_addenda_and_corrections_are_numbered_by_themselves(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	assert_true(refused(&s, issue(&s, "PAPER/1/Rev.1", "rev"), FINDING_DOCUMENT_UNKNOWN));
	sim_do(&s, issue(&s, "PAPER/1", ""));
	assert_true(refused(&s, issue(&s, "PAPER/1", ""), FINDING_SYMBOL_USED));
	assert_true(refused(&s, issue(&s, "PAPER/1/Rev.2", "rev"), FINDING_SYMBOL_OUT_OF_SERIES));
	sim_do(&s, issue(&s, "PAPER/1/Rev.1", "rev"));
	sim_do(&s, issue(&s, "PAPER/1/Add.1", "add"));
	sim_do(&s, issue(&s, "PAPER/1/Corr.1", "corr"));
	sim_do(&s, issue(&s, "PAPER/1/Rev.2", "rev"));
	sim_do(&s, issue(&s, "PAPER/1*", "reissue"));
	sim_release(&s);
}

static void a_day_has_one_journal(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_meeting(&s);
	sim_do(&s, act(&s, KIND_JOURNAL_ADD));
	sim_do(&s, act(&s, KIND_JOURNAL_ISSUE));
	assert_true(refused(&s, act(&s, KIND_JOURNAL_ISSUE), FINDING_CODE_USED));
	s.now.ms += SIM_DAY_MS;
	sim_do(&s, act(&s, KIND_JOURNAL_ISSUE));
	sim_release(&s);
}

static void an_office_is_assumed_once_in_its_term_and_handed_to_who_comes_next(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act hand = act(&s, KIND_OFFICE_HAND), assume = act(&s, KIND_OFFICE_ASSUME);
	assert_true(refused(&s, by(&s, assume, "bb/envoy"), FINDING_OFFICE_NOT_DUE));
	sim_do(&s, assume);
	assert_true(refused(&s, assume, FINDING_STEP_DOES_NOT_FOLLOW));
	assert_true(refused(&s, hand, FINDING_OFFICE_NOT_DUE));
	sim_terms(&s);
	assert_true(refused(&s, by(&s, hand, "cc/envoy"), FINDING_OFFICE_NOT_YOURS));
	sim_do(&s, hand);
	assert_true(str_eq(office_holder_at(s.forum, S("chair"), s.now), S("bb")));
	assert_true(refused(&s, hand, FINDING_OFFICE_NOT_YOURS));
	sim_release(&s);
}

static void numbers_of_a_year_follow_and_the_next_begins_anew(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	struct str from = S("\"symbols\":{");
	size_t at = str_find_str(s.charter, from);
	s.charter = sim_str(&s, "%.*s\"series\":{\"agenda\":\"year\"},%.*s", (int)at, s.charter.p,
	    STR_ARG(str_sub(s.charter, at, s.charter.n)));
	at = str_find_str(s.charter, from) + from.n;
	s.charter = sim_str(&s, "%.*s\"agenda\":\"AG/{n}/{yyyy}\",%.*s", (int)at, s.charter.p,
	    STR_ARG(str_sub(s.charter, at, s.charter.n)));
	sim_world(&s);
	const struct str class = S("agenda");
	assert_true(symbol_fits(s.forum, class, S("AG/1/2023"), 2023));
	assert_false(symbol_fits(s.forum, class, S("AG/2/2023"), 2023));
	assert_false(symbol_fits(s.forum, class, S("AG/1/2024"), 2023));
	struct sim_act a = issue(&s, "AG/1/2023", "");
	a.content.document_issue.class = class;
	sim_do(&s, a);
	assert_true(symbol_fits(s.forum, class, S("AG/2/2023"), 2023));
	assert_false(symbol_fits(s.forum, class, S("AG/1/2023"), 2023));
	assert_true(symbol_fits(s.forum, class, S("AG/1/2024"), 2024));
	assert_false(symbol_fits(s.forum, class, S("AG/2/2024"), 2024));
	sim_release(&s);
}

/* Where credentials are required: before they are decided, what the charter says; contested, all. */
static void credentials_that_are_required_bar_until_they_are_decided(void **state)
{
	(void)state;
	for (unsigned is_full = 0; is_full < 2; is_full++) {
		struct sim s;
		sim_init(&s, false);
		size_t at = str_find_str(s.charter, S("\"decisions\":["));
		s.charter = sim_str(&s,
		    "%.*s\"credentials\":{\"provisional\":\"%s\",\"required\":true},%.*s", (int)at,
		    s.charter.p, is_full ? "full" : "none",
		    STR_ARG(str_sub(s.charter, at, s.charter.n)));
		sim_world(&s);
		sim_envoys(&s);
		sim_meeting(&s);
		struct sim_act ask = act(&s, KIND_SPEAKER_ASK), a = act(&s, KIND_CREDENTIALS_DECIDE);
		assert_int_equal(admitted(&s, ask), is_full);
		sim_do(&s, act(&s, KIND_CREDENTIALS_SUBMIT));
		assert_int_equal(admitted(&s, ask), is_full);
		struct sim_act for_now = a;
		for_now.content.credentials_decide.outcome = S("provisional");
		sim_do(&s, for_now);
		assert_int_equal(admitted(&s, ask), is_full);
		struct sim_act contest = act(&s, KIND_CREDENTIALS_CONTEST);
		contest.content.credentials_contest.party = S("bb");
		sim_do(&s, by(&s, contest, "cc/envoy")); /* gives it nothing */
		assert_int_equal(admitted(&s, ask), is_full);
		a.content.credentials_decide.outcome = S("accepted");
		sim_do(&s, a);
		assert_true(admitted(&s, ask));
		sim_do(&s, by(&s, contest, "cc/envoy"));
		assert_true(admitted(&s, ask));
		assert_true(refused(&s, act(&s, KIND_CREDENTIALS_SUBMIT),
		    FINDING_STEP_DOES_NOT_FOLLOW));
		a.content.credentials_decide.outcome = S("refused");
		sim_do(&s, a);
		assert_true(refused(&s, ask, FINDING_CREDENTIALS_REFUSED));
		a.content.credentials_decide.outcome = S("accepted");
		assert_true(refused(&s, a, FINDING_STEP_DOES_NOT_FOLLOW));
		sim_release(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_meeting_is_convened_in_time_or_with_the_chairs_waiver),
		cmocka_unit_test(another_instant_needs_notice_and_another_hall_does_not),
		cmocka_unit_test(a_meeting_opens_at_its_instant_and_not_before),
		cmocka_unit_test(half_is_more_than_half_and_a_third_is_at_least_that),
		cmocka_unit_test(two_of_four_open_and_three_decide),
		cmocka_unit_test(a_moved_meeting_is_the_same_after_a_reload),
		cmocka_unit_test(an_item_that_was_spoken_on_stays_and_one_that_was_not_goes),
		cmocka_unit_test(speakers_are_called_in_order_unless_a_ground_is_given),
		cmocka_unit_test(replies_are_due_after_the_speakers_with_a_limit_by_round),
		cmocka_unit_test(a_closed_list_takes_nobody_until_it_is_reopened),
		cmocka_unit_test(who_acts_for_the_chair_needs_another_and_acts_until_the_close),
		cmocka_unit_test(statements_come_until_a_day_after_the_close),
		cmocka_unit_test(a_point_is_ruled_on_appealed_and_decided_once_each),
		cmocka_unit_test(revisions_addenda_and_corrections_are_numbered_by_themselves),
		cmocka_unit_test(a_day_has_one_journal),
		cmocka_unit_test(an_office_is_assumed_once_in_its_term_and_handed_to_who_comes_next),
		cmocka_unit_test(numbers_of_a_year_follow_and_the_next_begins_anew),
		cmocka_unit_test(credentials_that_are_required_bar_until_they_are_decided),
	};
	return cmocka_run_group_tests_name("conduct", tests, NULL, NULL);
}
