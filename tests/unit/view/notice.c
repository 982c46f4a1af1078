/* Notices: of which acts there is one, whom it is for, and what it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "rules/decision.h"
#include "rules/silence.h"
#include "unit/view/small.h"
#include "view/messages.h"
#include "view/notice.h"

#include <cmocka.h>

static struct small *world;

static struct site site_of(enum view_lang lang)
{
	struct site s = small_site(world, lang, VIEW_HTML, S("/en/"));
	s.base = S("https://forum.example");
	return s;
}

/* The notice of the newest act of a kind, or false. */
static bool newest(struct notice *out, const struct site *s, enum kind kind,
    const struct notice_clock *clock)
{
	for (uint32_t i = world->count; i > 0; i--) {
		if (world->acts[i - 1].kind == kind)
			return notice_of(out, s, &world->acts[i - 1], clock);
	}
	return false;
}

static bool has(struct str text, struct str part)
{
	return str_find_str(text, part) < text.n;
}

static const struct notice_clock no_clock;

static bool is_told(enum kind kind)
{
	static const enum kind told[] = { KIND_SILENCE_CIRCULATE, KIND_SILENCE_EXTEND, KIND_SILENCE_NOTIFY,
		KIND_SILENCE_WITHDRAW, KIND_SILENCE_VOID, KIND_SILENCE_ISSUE, KIND_MEETING_CONVENE,
		KIND_MEETING_MOVE, KIND_MEETING_CANCEL, KIND_DECISION_CALL, KIND_DECISION_GAVEL,
		KIND_DECISION_NEXT, KIND_DECISION_WITHDRAW, KIND_DECISION_ISSUE, KIND_DECISION_CORRECT,
		KIND_VOTE_CALL, KIND_VOTE_CLOSE, KIND_DOCUMENT_ISSUE, KIND_INQUIRY_ASK, KIND_INQUIRY_ANSWER,
		KIND_FORM_REMIND };
	for (size_t i = 0; i < CM_COUNT(told); i++) {
		if (told[i] == kind)
			return true;
	}
	return false;
}

static void acts_that_concern_delegations_are_told_and_no_others(void **state)
{
	(void)state;
	uint32_t count = 0;
	for (unsigned lang = 0; lang < VIEW_LANG__COUNT; lang++) {
		for (uint32_t i = 0; i < world->count; i++) {
			struct site s = site_of(lang);
			struct notice n;
			bool has_notice = notice_of(&n, &s, &world->acts[i], &no_clock);
			assert_int_equal(has_notice, is_told(world->acts[i].kind));
			count += has_notice;
			if (!has_notice)
				continue;
			assert_true(n.subject.n > 0 && str_find(n.subject, '\n', 0) == n.subject.n);
			assert_true(has(n.subject, lang == VIEW_EN ? S(": ") : S(": ")));
			assert_true(has(n.text, lang == VIEW_EN ? S("\nPage: https://forum.example/en/")
			                                       : S("\nСтраница: https://forum.example/ru/")));
			assert_true(has(n.text, S("/record/")) && str_ends(n.text, S("\n")));
			assert_false(has(n.text, S("{")) || has(n.subject, S("{")));
		}
	}
	assert_true(count >= 2 * 8);
}

static void a_silence_is_told_to_those_who_got_it_with_its_deadline(void **state)
{
	(void)state;
	struct site s = site_of(VIEW_EN);
	struct notice n;
	const struct notice_clock east = { true, 330 };
	for (uint32_t i = 0; i < world->count; i++) {
		const struct act_view *act = &world->acts[i];
		if (act->kind != KIND_SILENCE_CIRCULATE)
			continue;
		const struct silence_circulate *c = &act->content->silence_circulate;
		struct buf expiry;
		buf_init(&expiry, &world->scratch, 128);
		expiry_put_words(&expiry, VIEW_EN, silence_find(world->forum, c->silence)->expires);
		assert_true(notice_of(&n, &s, act, &east));
		assert_int_equal(n.parties.count, c->sent.count + c->undelivered.count);
		for (uint32_t k = 0; k < c->sent.count; k++)
			assert_true(strs_has(&n.parties, c->sent.at[k].party));
		assert_true(has(n.text, buf_str(&expiry)));
		assert_true(has(n.text, S(" at UTC+05:30\n")));
		return;
	}
	fail_msg("no silence was circulated");
}

static void the_same_deadline_is_said_on_two_clocks(void **state)
{
	(void)state;
	struct notice_clock clock = { true, -150 };
	struct site s = site_of(VIEW_RU);
	struct notice n;
	union content move = { .meeting_move = { .is_present = true, .meeting = S("ahead"),
		.from = small_date("2027-03-01"), .until = DATE_NONE, .ground = S("why\nnot"),
		.opens = { 1803859200000 } } }; /* 2027-03-01T00:00Z */
	small_act(world, KIND_MEETING_MOVE, &move, S("secretariat/officer-1"), (struct strs){ 0, NULL });
	assert_true(newest(&n, &s, KIND_MEETING_MOVE, &clock));
	assert_int_equal(n.parties.count, 0);
	assert_true(has(n.text, S("00:00:00")) && has(n.text, S("21:30 (UTC-02:30)\n")));
	assert_true(has(n.text, S("\nОснование: why not\n")));
}

static void a_decision_that_is_put_goes_to_those_who_have_its_text(void **state)
{
	(void)state;
	struct site s = site_of(VIEW_EN);
	struct notice n;
	assert_true(newest(&n, &s, KIND_DECISION_CALL, &no_clock));
	assert_int_equal(n.parties.count, decision_find(world->forum, S("text-1"))->recipients.count);
	assert_true(has(n.text, S("\nObjections at least until: ")));
	assert_true(has(n.text, S("/en/decisions/text-1\n")));
}

/* Who signs as `kz` gets it, of any kind; who does not gets none of it; a notice is not sent twice. */
static void a_question_goes_to_whom_it_is_put_to_and_its_answer_to_who_asked(void **state)
{
	struct site s = site_of(VIEW_EN);
	struct notice n;
	(void)state;
	assert_true(newest(&n, &s, KIND_INQUIRY_ANSWER, &no_clock));
	assert_int_equal(n.parties.count, 1);
	assert_true(str_eq(n.parties.at[0], S("tr")));
	assert_true(has(n.subject, S("An answer about: Form")));
	assert_true(has(n.text, S("/en/returns/")));
	assert_true(newest(&n, &s, KIND_INQUIRY_ASK, &no_clock)); /* of the form, without a day */
	assert_int_equal(n.parties.count, 2);
	assert_true(has(n.text, S("In its words: Is it so? ")));
	assert_true(has(n.text, S("/en/forms/year\n")) && !has(n.text, S("asked for by")));
	for (uint32_t i = 0; i < world->count; i++) { /* the first one, of the return */
		if (world->acts[i].kind != KIND_INQUIRY_ASK)
			continue;
		assert_true(notice_of(&n, &s, &world->acts[i], &no_clock));
		assert_true(n.parties.count == 1 && str_eq(n.parties.at[0], S("kz")));
		assert_true(has(n.text, S("An answer is asked for by: ")) && has(n.text, S("/en/returns/")));
		break;
	}
	assert_true(newest(&n, &s, KIND_FORM_REMIND, &no_clock));
	assert_int_equal(n.parties.count, 2);
	assert_true(has(n.text, S("Is it on its way?")));
}

static void a_party_is_told_of_every_act_that_its_keys_signed(void **state)
{
	(void)state;
	uint32_t notices = 0;
	for (uint32_t i = 0; i < world->count; i++) {
		struct site s = site_of(VIEW_EN);
		struct notice n, echo;
		const struct act_view *act = &world->acts[i];
		struct str by = act->entry->act.by;
		bool is_officer = str_eq(handle_party(by), S("secretariat"));
		assert_false(notice_echo_of(&echo, &s, act, S("nobody"), NULL));
		assert_true(notice_echo_of(&echo, &s, act, handle_party(by), NULL));
		assert_true(has(echo.subject, act->entry->act.kind) && has(echo.text, by));
		assert_true(has(echo.text, S("/en/record/")));
		if (is_officer || !notice_of(&n, &s, act, &no_clock))
			continue;
		struct str text = n.text, subject = n.subject;
		assert_true(notice_echo_of(&echo, &s, act, handle_party(by), &n));
		assert_true(str_eq(echo.subject, subject) && str_ends(echo.text, text) && has(echo.text, by));
		notices++;
	}
	assert_true(notices > 0);
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
		cmocka_unit_test(acts_that_concern_delegations_are_told_and_no_others),
		cmocka_unit_test(a_silence_is_told_to_those_who_got_it_with_its_deadline),
		cmocka_unit_test(the_same_deadline_is_said_on_two_clocks),
		cmocka_unit_test(a_party_is_told_of_every_act_that_its_keys_signed),
		cmocka_unit_test(a_question_goes_to_whom_it_is_put_to_and_its_answer_to_who_asked),
		cmocka_unit_test(a_decision_that_is_put_goes_to_those_who_have_its_text),
	};
	return cmocka_run_group_tests_name("view/notice", tests, world_up, world_down);
}
