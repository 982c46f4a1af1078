/* Votes and statements about a decision (docs/rules.md sections 8 and 11): roll, close, tally, deadline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/verdict.h"
#include "rules/judge.h"

#include <cmocka.h>

#define BUDGET S("budget-1")
#define NEWEST(s) ballot_at((s)->forum, ballot_count((s)->forum) - 1)

static struct sim_act by(struct sim *s, struct sim_act a, const char *handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

/* A decision in this state, in the usual world. */
static struct str begin(struct sim *s, enum decision_state state)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	return sim_decision_reach(s, state);
}

static const struct decision *budget(struct sim *s)
{
	return decision_find(s->forum, BUDGET);
}

static struct sim_act cast(struct sim *s, const char *party, char choice)
{
	struct sim_act a = sim_vote(s, KIND_VOTE_CAST, STR_NONE);
	a.content.vote_cast.choice = choice == 'y' ? S("yes") : choice == 'n' ? S("no") : S("abstain");
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_str(s, "%s/envoy", party));
	return a;
}

/* "yyn-": aa, bb and cc vote, dd does not. */
static void roll(struct sim *s, const char *choices)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd" };
	for (size_t i = 0; i < CM_COUNT(parties); i++) {
		if (choices[i] != '-')
			sim_do(s, cast(s, parties[i], choices[i]));
	}
}

static void two_thirds_of_those_who_say_yes_or_no_carry(void **state)
{
	(void)state;
	static const char letters[] = "yna-";
	for (unsigned n = 0; n < 256; n++) {
		const char choices[] = { letters[n & 3], letters[n >> 2 & 3], letters[n >> 4 & 3],
			letters[n >> 6 & 3], 0 };
		unsigned yes = 0, no = 0;
		for (unsigned i = 0; i < 4; i++) {
			yes += choices[i] == 'y';
			no += choices[i] == 'n';
		}
		struct sim s;
		(void)begin(&s, DECISION_VOTE);
		sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
		roll(&s, choices);
		s.now = NEWEST(&s)->closes;
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		bool is_carried = yes > 0 && 3 * yes >= 2 * (yes + no);
		assert_true(NEWEST(&s)->state == (is_carried ? BALLOT_CARRIED : BALLOT_LOST));
		assert_true(budget(&s)->state ==
		    (is_carried ? DECISION_GAVELLED : DECISION_NOT_ADOPTED));
		sim_release(&s);
	}
}

/* A ladder that comes to its vote past other steps: the majority is the vote's own. */
static void a_vote_that_steps_were_left_out_for_has_its_own_majority(void **state)
{
	(void)state;
	static const char *const rolls[] = { "yyn-", "yyyn" };
	for (unsigned carries = 0; carries < 2; carries++) {
		struct sim s;
		sim_init(&s, false);
		sim_charter_replace(&s,
		    "\"ladder\":[{\"else\":\"next\",\"method\":\"no-objection\"},"
		    "{\"else\":\"return\",\"method\":\"silence\"}]",
		    "\"ladder\":[{\"else\":\"vote\",\"method\":\"no-objection\"},"
		    "{\"else\":\"return\",\"method\":\"silence\"},"
		    "{\"majority\":{\"den\":4,\"num\":3},\"method\":\"vote\"}]");
		sim_world(&s);
		sim_envoys(&s);
		struct str code = sim_decision_reach(&s, DECISION_OBJECTED);
		sim_do(&s, sim_decision(&s, KIND_DECISION_NEXT, code));
		const struct decision *d = decision_find(s.forum, code);
		assert_true(d->state == DECISION_VOTE && d->step == 2);
		sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, code));
		roll(&s, rolls[carries]);
		s.now = NEWEST(&s)->closes;
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		assert_int_equal(decision_find(s.forum, code)->state,
		    carries ? DECISION_GAVELLED : DECISION_NOT_ADOPTED);
		sim_release(&s);
	}
}

static void a_vote_ends_at_its_instant_for_votes_and_for_the_close(void **state)
{
	(void)state;
	struct sim s;
	(void)begin(&s, DECISION_VOTE);
	sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
	for (int64_t ms = -1; ms <= 1; ms++) {
		s.now.ms = NEWEST(&s)->closes.ms + ms;
		assert_int_equal(admitted(&s, cast(&s, "bb", 'y')), ms < 0);
		struct sim_act close = sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE);
		assert_int_equal(refused(&s, close, FINDING_VOTE_RUNNING), ms < 0);
		assert_int_equal(admitted(&s, close), ms >= 0);
	}
	sim_release(&s);
}

static void a_vote_closes_early_only_when_all_have_voted(void **state)
{
	(void)state;
	struct sim s;
	(void)begin(&s, DECISION_VOTE);
	sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
	roll(&s, "yny-");
	assert_true(refused(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE), FINDING_VOTE_RUNNING));
	assert_true(refused(&s, cast(&s, "oo", 'n'), FINDING_RIGHT_VOTE));
	sim_do(&s, cast(&s, "dd", 'a'));
	sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
	assert_true(budget(&s)->state == DECISION_GAVELLED);
	assert_true(refused(&s, cast(&s, "bb", 'n'), FINDING_VOTE_NOT_OPEN));
	sim_release(&s);
}

static void a_changed_vote_takes_the_place_of_the_first(void **state)
{
	(void)state;
	struct sim s;
	(void)begin(&s, DECISION_VOTE);
	sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
	sim_do(&s, cast(&s, "bb", 'y'));
	sim_do(&s, cast(&s, "bb", 'n'));
	struct vote_tally t = ballot_tally(s.forum, NEWEST(&s));
	assert_int_equal(t.yes, 0);
	assert_int_equal(t.no, 1);
	assert_int_equal(NEWEST(&s)->votes_count, 1);
	sim_release(&s);
}

/* A vote on budget-1, to which bb moved an amendment. Its entry. */
static int64_t begin_amended(struct sim *s)
{
	static const enum kind way[] = { KIND_DECISION_TABLE, KIND_DECISION_CIRCULATE,
		KIND_DECISION_CONSIDER, KIND_DECISION_AMEND, KIND_DECISION_CALL, KIND_OBJECTION_FILE,
		KIND_DECISION_NEXT, KIND_DECISION_RESUME };
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_meeting(s);
	for (size_t i = 0; i < CM_COUNT(way); i++) {
		if (way[i] == KIND_DECISION_CONSIDER)
			s->now.ms += 2 * 3600 * 1000;
		if (way[i] == KIND_DECISION_RESUME)
			s->now = budget(s)->until;
		sim_do(s, sim_decision(s, way[i], BUDGET));
	}
	return (int64_t)budget(s)->amendments[0].entry;
}

static void amendments_come_first_and_a_carried_one_is_the_text(void **state)
{
	(void)state;
	for (unsigned is_carried = 0; is_carried < 2; is_carried++) {
		struct sim s;
		int64_t entry = begin_amended(&s);
		struct hash old = budget(&s)->hash, new = budget(&s)->amendments[0].hash;
		struct sim_act a = sim_vote(&s, KIND_VOTE_CALL, BUDGET);
		assert_true(refused(&s, a, FINDING_AMENDMENTS_FIRST));
		a.content.vote_call.amendment = entry;
		assert_true(refused(&s, a, FINDING_TEXT_NOT_FROZEN));
		a.content.vote_call.hash = new;
		sim_do(&s, a);
		assert_true(refused(&s, a, FINDING_VOTE_RUNNING));
		roll(&s, is_carried ? "yyyy" : "nnnn");
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		assert_true(budget(&s)->state == DECISION_VOTE);
		const struct hash *want = is_carried ? &new : &old;
		assert_memory_equal(budget(&s)->hash.bytes, want->bytes, HASH_BYTES);
		assert_true(refused(&s, a, FINDING_STEP_DOES_NOT_FOLLOW));
		sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
		sim_release(&s);
	}
}

static void a_void_vote_decides_nothing_and_is_called_again(void **state)
{
	(void)state;
	struct sim s;
	(void)begin(&s, DECISION_VOTE);
	sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
	roll(&s, "yyyy");
	assert_true(refused(&s, by(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE), "bb/envoy"),
	    FINDING_NOT_THE_CHAIR));
	sim_do(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE));
	assert_true(NEWEST(&s)->state == BALLOT_VOID);
	assert_true(budget(&s)->state == DECISION_VOTE);
	assert_true(refused(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE), FINDING_VOTE_NOT_OPEN));
	sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
	assert_int_equal(NEWEST(&s)->votes_count, 0);
	sim_release(&s);
}

static bool tally_eq(const struct vote_tally *a, const struct vote_tally *b)
{
	return a->yes == b->yes && a->no == b->no && a->abstain == b->abstain &&
	    a->members == b->members && a->present == b->present && a->base == b->base &&
	    a->majority.num == b->majority.num && a->majority.den == b->majority.den &&
	    a->is_valid == b->is_valid && a->is_carried == b->is_carried;
}

/* A closed vote of yyn- on budget-1, as its tally is shown. */
static struct vote_tally tally_closed(struct sim *s)
{
	(void)begin(s, DECISION_VOTE);
	sim_do(s, sim_vote(s, KIND_VOTE_CALL, BUDGET));
	roll(s, "yyn-");
	s->now = NEWEST(s)->closes;
	struct vote_tally before = ballot_tally(s->forum, NEWEST(s));
	sim_do(s, sim_vote(s, KIND_VOTE_CLOSE, STR_NONE));
	struct vote_tally after = ballot_tally(s->forum, NEWEST(s));
	assert_true(tally_eq(&before, &after));
	return after;
}

static void a_closed_tally_outlives_members_presence_and_charter(void **state)
{
	(void)state;
	struct sim s;
	struct vote_tally then = tally_closed(&s);
	assert_int_equal(then.members, 4);
	struct strs few = { 1, (const struct str[]){ S("dd") } };
	sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("cc")));
	sim_do(&s, sim_make(&s, KIND_PARTY_ADMIT, S("ee")));
	sim_do(&s, sim_make(&s, KIND_PARTY_ADMIT, S("ff")));
	sim_do(&s, sim_count(&s, &few));
	s.forum->charter.voting.base = BASE_MEMBERS;
	s.forum->charter.voting.needs_majority_taking_part = true;
	struct vote_tally now = ballot_tally(s.forum, NEWEST(&s));
	assert_true(tally_eq(&then, &now));
	struct ballot again = *NEWEST(&s); /* the same roll, were it open, has another tally by now */
	again.closed = UINT64_MAX;
	now = ballot_tally(s.forum, &again);
	assert_int_not_equal(then.members, now.members);
	assert_int_not_equal(then.present, now.present);
	assert_int_not_equal(then.is_carried, now.is_carried);
	sim_reload(&s);
	now = ballot_tally(s.forum, NEWEST(&s));
	assert_true(tally_eq(&then, &now));
	sim_release(&s);
}

static void a_lost_vote_may_be_void_while_its_meeting_lasts(void **state)
{
	(void)state;
	for (unsigned is_over = 0; is_over < 2; is_over++) {
		struct sim s;
		(void)begin(&s, DECISION_VOTE);
		sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
		roll(&s, "nnnn");
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		struct sim_act a = sim_vote(&s, KIND_VOTE_VOID, STR_NONE);
		assert_true(refused(&s, by(&s, a, "bb/envoy"), FINDING_NOT_THE_CHAIR));
		if (is_over) {
			sim_do(&s, sim_conduct(&s, KIND_MEETING_CLOSE, STR_NONE));
			assert_true(refused(&s, a, FINDING_MEETING_CLOSED));
			sim_release(&s);
			continue;
		}
		sim_do(&s, a);
		assert_true(NEWEST(&s)->state == BALLOT_VOID);
		assert_int_equal(ballot_tally(s.forum, NEWEST(&s)).no, 4);
		assert_true(budget(&s)->state == DECISION_VOTE);
		assert_true(refused(&s, a, FINDING_VOTE_NOT_OPEN));
		sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET));
		roll(&s, "yyyy");
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		assert_true(budget(&s)->state == DECISION_GAVELLED);
		a = sim_vote(&s, KIND_VOTE_VOID, STR_NONE); /* what is adopted is contested */
		assert_true(refused(&s, a, FINDING_STEP_DOES_NOT_FOLLOW));
		sim_release(&s);
	}
}

static void a_void_vote_on_an_amendment_gives_the_text_back(void **state)
{
	(void)state;
	for (unsigned is_carried = 0; is_carried < 2; is_carried++) {
		struct sim s;
		int64_t entry = begin_amended(&s);
		struct hash old = budget(&s)->hash;
		uint64_t text = budget(&s)->text_entry;
		struct sim_act call = sim_vote(&s, KIND_VOTE_CALL, BUDGET);
		call.content.vote_call.amendment = entry;
		call.content.vote_call.hash = budget(&s)->amendments[0].hash;
		sim_do(&s, call);
		roll(&s, is_carried ? "yyyy" : "nnnn");
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		assert_int_equal(budget(&s)->text_entry == text, !is_carried);
		struct sim_act void_it = sim_vote(&s, KIND_VOTE_VOID, STR_NONE);
		sim_do(&s, void_it);
		assert_memory_equal(budget(&s)->hash.bytes, old.bytes, HASH_BYTES);
		assert_int_equal(budget(&s)->text_entry, text);
		assert_false(budget(&s)->amendments[0].is_taken);
		assert_true(refused(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET), FINDING_AMENDMENTS_FIRST));
		call.content.vote_call.closes.ms = s.now.ms + 120 * 1000;
		sim_do(&s, call);
		roll(&s, "nnnn");
		sim_do(&s, sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE));
		void_it = sim_vote(&s, KIND_VOTE_VOID, STR_NONE);
		assert_true(admitted(&s, void_it));
		sim_do(&s, sim_vote(&s, KIND_VOTE_CALL, BUDGET)); /* rests on it */
		assert_true(refused(&s, void_it, FINDING_STEP_DOES_NOT_FOLLOW));
		sim_release(&s);
	}
}

static void statements_about_a_decision_end_with_their_time(void **state)
{
	(void)state;
	struct sim s;
	struct str code = begin(&s, DECISION_GAVELLED);
	moment deadline = dissent_deadline(s.forum, decision_find(s.forum, code));
	for (int64_t ms = -1; ms <= 1; ms++) {
		s.now.ms = deadline.ms + ms;
		struct sim_act a = sim_vote(&s, KIND_DISSENT_FILE, code);
		assert_int_equal(admitted(&s, a), ms < 0);
		assert_int_equal(refused(&s, a, FINDING_DISSENT_LATE), ms >= 0);
		struct sim_act number = sim_decision(&s, KIND_DECISION_REGISTER, code);
		assert_int_equal(admitted(&s, number), ms >= 0);
	}
	sim_release(&s);
}

static void each_party_of_a_joint_statement_signs_it(void **state)
{
	(void)state;
	struct sim s;
	struct str code = begin(&s, DECISION_GAVELLED);
	struct sim_act a = sim_vote(&s, KIND_DISSENT_FILE, code);
	a.content.dissent_file.joint = sim_strs(&s, S("cc"));
	assert_true(refused(&s, a, FINDING_SPONSOR_MISSING));
	sim_sign_as(&s, &a, S("cc/envoy"));
	sim_do(&s, a);
	assert_true(str_eq(decision_find(s.forum, code)->dissents[0].with.at[0], S("cc")));
	sim_release(&s);
}

static void a_disassociation_names_paragraphs_and_the_chair_speaks_for_itself(void **state)
{
	(void)state;
	struct sim s;
	struct str code = begin(&s, DECISION_GAVELLED);
	struct sim_act a = sim_vote(&s, KIND_DISSENT_FILE, code);
	a.content.dissent_file.kind = S("disassociation");
	assert_true(refused(&s, a, FINDING_GROUND_MISSING));
	a.content.dissent_file.paragraphs = sim_strs(&s, S("2"));
	assert_true(admitted(&s, a));
	a = sim_vote(&s, KIND_DISSENT_FILE, code);
	a.content.dissent_file.kind = S("chair-statement");
	assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
	assert_true(admitted(&s, by(&s, a, "aa/envoy")));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_thirds_of_those_who_say_yes_or_no_carry),
		cmocka_unit_test(a_vote_that_steps_were_left_out_for_has_its_own_majority),
		cmocka_unit_test(a_vote_ends_at_its_instant_for_votes_and_for_the_close),
		cmocka_unit_test(a_vote_closes_early_only_when_all_have_voted),
		cmocka_unit_test(a_changed_vote_takes_the_place_of_the_first),
		cmocka_unit_test(amendments_come_first_and_a_carried_one_is_the_text),
		cmocka_unit_test(a_void_vote_decides_nothing_and_is_called_again),
		cmocka_unit_test(a_closed_tally_outlives_members_presence_and_charter),
		cmocka_unit_test(a_lost_vote_may_be_void_while_its_meeting_lasts),
		cmocka_unit_test(a_void_vote_on_an_amendment_gives_the_text_back),
		cmocka_unit_test(statements_about_a_decision_end_with_their_time),
		cmocka_unit_test(each_party_of_a_joint_statement_signs_it),
		cmocka_unit_test(a_disassociation_names_paragraphs_and_the_chair_speaks_for_itself),
	};
	return cmocka_run_group_tests_name("vote", tests, NULL, NULL);
}
