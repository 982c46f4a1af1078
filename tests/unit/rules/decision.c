/* Machine C: every transition, both sides of each boundary, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/encode.h"
#include "lib/verdict.h"
#include "rules/judge.h"

#include <cmocka.h>

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
}

static struct sim_act by(struct sim *s, struct sim_act a, const char *handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

#define IN(state) (1U << DECISION_##state)
#define ADOPTED (IN(GAVELLED) | IN(REGISTERED) | IN(ISSUED))
/* In which states an act may come; HELD keeps its register open. */
static const struct {
	enum kind kind;
	unsigned states;
	enum finding_id otherwise;
} MAY[] = {
	{ KIND_DECISION_CIRCULATE, IN(TABLED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_RIPEN, IN(CIRCULATED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_WAIVE, IN(CIRCULATED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_AMEND, IN(CONSIDERED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_REVISE, IN(CONSIDERED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_ADREF, IN(CONSIDERED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_CALL, IN(CONSIDERED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_OBJECTION_FILE, IN(CALLED) | IN(OBJECTED) | IN(HELD), FINDING_CALLED_NOT_OPEN },
	{ KIND_OBJECTION_WITHDRAW, IN(OBJECTED), FINDING_NOT_YOUR_OBJECTION },
	{ KIND_DECISION_GAVEL, IN(CALLED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_NEXT, IN(CONSIDERED) | IN(CALLED) | IN(OBJECTED),
	    FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_RESUME, IN(DEFERRED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_CONTEST, ADOPTED, FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_SETTLE, 0, FINDING_NOTHING_TO_RULE },
	{ KIND_DECISION_REGISTER, IN(GAVELLED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_ISSUE, IN(REGISTERED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_CORRECT, IN(ISSUED), FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_WITHDRAW,
	    IN(TABLED) | IN(CIRCULATED) | IN(ELIGIBLE) | IN(CONSIDERED) | IN(LAPSED),
	    FINDING_STEP_DOES_NOT_FOLLOW },
	{ KIND_DECISION_TAKE, IN(WITHDRAWN), FINDING_STEP_DOES_NOT_FOLLOW },
};

/* When what an act waits for is over, so that only its state can stop it. */
static void time_comes(struct sim *s, const struct decision *d, enum kind k)
{
	if (k == KIND_DECISION_RIPEN && d->state == DECISION_CIRCULATED)
		s->now.ms += 2 * 3600 * 1000;
	if (k == KIND_DECISION_GAVEL && d->called.ms != MOMENT_ABSENT.ms)
		s->now.ms = decision_window_over(d).ms > s->now.ms ? decision_window_over(d).ms
								  : s->now.ms;
	if (k == KIND_DECISION_RESUME && d->until.ms != MOMENT_ABSENT.ms)
		s->now = d->until;
	if (k == KIND_DECISION_REGISTER)
		s->now.ms += 3600 * 1000;
}

/* Withdrawal of what nobody filed is told apart: the register is open, but the objection is not hers. */
static enum finding_id reason(size_t i, enum decision_state state)
{
	bool is_put = state == DECISION_CALLED || state == DECISION_HELD;
	if (MAY[i].kind == KIND_OBJECTION_WITHDRAW && !is_put)
		return FINDING_CALLED_NOT_OPEN;
	if (MAY[i].kind == KIND_DECISION_GAVEL && state == DECISION_OBJECTED)
		return FINDING_OBJECTION_STANDS;
	return MAY[i].otherwise;
}

static void each_act_comes_in_its_states_and_in_no_other(void **state)
{
	(void)state;
	for (unsigned at = 0; at < DECISION_STATE__COUNT; at++) {
		for (size_t i = 0; i < CM_COUNT(MAY); i++) {
			struct sim s;
			world(&s);
			struct str code = sim_decision_reach(&s, (enum decision_state)at);
			time_comes(&s, decision_find(s.forum, code), MAY[i].kind);
			struct sim_act a = sim_decision(&s, MAY[i].kind, code);
			bool may = (MAY[i].states & 1U << at) != 0;
			if (may && at == DECISION_OBJECTED && MAY[i].kind == KIND_OBJECTION_FILE)
				a = by(&s, a, "cc/envoy");
			bool is_right = may ? admitted(&s, a)
					    : refused(&s, a, reason(i, (enum decision_state)at));
			if (!is_right)
				print_error("# in %.*s: %.*s\n",
				    STR_ARG(decision_state_name((enum decision_state)at)),
				    STR_ARG(kind_name(MAY[i].kind)));
			assert_true(is_right);
			sim_release(&s);
		}
	}
}

static void the_chair_gavels_from_the_end_of_the_window_on(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CALLED);
	const struct decision *d = decision_find(s.forum, code);
	assert_int_equal(decision_window_over(d).ms, d->called.ms + 30 * 1000);
	s.now.ms = d->called.ms + 30 * 1000 - 1;
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_GAVEL, code), FINDING_WINDOW_RUNNING));
	s.now.ms++;
	struct sim_act gavel = sim_decision(&s, KIND_DECISION_GAVEL, code);
	assert_true(refused(&s, by(&s, gavel, "bb/envoy"), FINDING_NOT_THE_CHAIR));
	struct sim_act two = gavel;
	sim_sign_as(&s, &two, sim_officer(&s, 1));
	assert_true(refused(&s, two, FINDING_NOT_THE_CHAIR)); /* alone */
	struct sim_act other = gavel;
	other.content.decision_gavel.hash = sim_key(S("other"))->digest;
	assert_true(refused(&s, other, FINDING_TEXT_NOT_FROZEN));
	moment at = s.now;
	sim_do(&s, gavel);
	d = decision_find(s.forum, code);
	assert_true(d->state == DECISION_GAVELLED && d->adopted_at.ms == at.ms);
	sim_release(&s);
}

static void no_gavel_falls_while_an_objection_stands(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_OBJECTED);
	s.now = decision_window_over(decision_find(s.forum, code));
	struct sim_act gavel = sim_decision(&s, KIND_DECISION_GAVEL, code);
	gavel.content.decision_gavel.ground = S("It is late.");
	assert_true(refused(&s, gavel, FINDING_OBJECTION_STANDS));
	sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_FILE, code), "cc/envoy"));
	sim_do(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_OBJECTED);
	assert_true(refused(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code),
	    FINDING_NOT_YOUR_OBJECTION));
	assert_true(refused(&s, gavel, FINDING_OBJECTION_STANDS));
	sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code), "cc/envoy"));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_CALLED);
	sim_do(&s, sim_decision(&s, KIND_DECISION_GAVEL, code));
	const struct decision *d = decision_find(s.forum, code);
	assert_int_equal(d->objections_count, 2); /* withdrawn ones stay */
	for (uint32_t i = 0; i < 2; i++)
		assert_true(d->objections[i].entry < d->objections[i].withdrawn &&
		    d->objections[i].withdrawn < d->adopted);
	sim_release(&s);
}

static void an_objection_is_of_who_may_and_to_what_is_put(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CALLED);
	struct sim_act object = sim_decision(&s, KIND_OBJECTION_FILE, code);
	assert_true(refused(&s, by(&s, object, "oo/envoy"), FINDING_OBJECTION_NO_RIGHT));
	assert_true(refused(&s, by(&s, object, "bb/delegate-1"), FINDING_POWER_MISSING));
	struct sim_act other = object;
	other.content.objection_file.hash = sim_key(S("other"))->digest;
	assert_true(refused(&s, other, FINDING_OBJECTION_OTHER_TEXT));
	struct sim_result r = sim_do(&s, object);
	assert_true(decision_is_objection(s.forum, r.index));
	struct sim_act again = object;
	r = sim_judge(&s, &again);
	assert_true(r.is_admitted && sim_has(&r, FINDING_OBJECTION_DUPLICATE));
	again.content.objection_file.ground = S("And again.");
	sim_do(&s, again);
	assert_int_equal(decision_find(s.forum, code)->objections_count, 1);
	struct sim_act unknown = sim_decision(&s, KIND_OBJECTION_FILE, S("text-9"));
	assert_true(refused(&s, unknown, FINDING_DECISION_UNKNOWN));
	sim_release(&s);
}

static void one_may_speak_for_others_and_each_may_take_itself_out(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CALLED);
	struct sim_act object = sim_decision(&s, KIND_OBJECTION_FILE, code);
	object.content.objection_file.on_behalf = sim_strs(&s, S("cc"));
	sim_do(&s, object);
	const struct decision *d = decision_find(s.forum, code);
	assert_int_equal(decision_objections_standing(d), 2);
	assert_true(str_eq(decision_objection_of(d, S("cc"))->via, S("bb")));
	sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code), "cc/envoy"));
	assert_int_equal(decision_objections_standing(decision_find(s.forum, code)), 1);
	sim_release(&s);
}

static void the_party_concerned_is_heard_and_decides_nothing(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = S("dd.suspension-1");
	sim_meeting(&s);
	static const enum kind way[] = { KIND_DECISION_TABLE, KIND_DECISION_CIRCULATE,
		KIND_DECISION_CONSIDER, KIND_DECISION_CALL };
	for (size_t i = 0; i < CM_COUNT(way); i++)
		sim_do(&s, sim_decision(&s, way[i], code));
	struct sim_act object = by(&s, sim_decision(&s, KIND_OBJECTION_FILE, code), "dd/envoy");
	struct sim_result r = sim_judge(&s, &object);
	assert_true(r.is_admitted && sim_has(&r, FINDING_OBJECTION_WITHOUT_EFFECT));
	sim_do(&s, object);
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->state == DECISION_CALLED && d->objections_count == 1);
	s.now = decision_window_over(d);
	struct sim_act gavel = sim_decision(&s, KIND_DECISION_GAVEL, code);
	assert_true(admitted(&s, gavel));
	sim_do(&s, sim_decision(&s, KIND_OBJECTION_FILE, code)); /* bb's counts */
	assert_true(refused(&s, gavel, FINDING_OBJECTION_STANDS));
	sim_release(&s);
}

static void the_sense_of_the_chair_needs_its_ground(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = S("procedural-1");
	sim_meeting(&s);
	static const enum kind way[] = { KIND_DECISION_TABLE, KIND_DECISION_CIRCULATE,
		KIND_DECISION_CONSIDER, KIND_DECISION_CALL, KIND_OBJECTION_FILE };
	for (size_t i = 0; i < CM_COUNT(way); i++)
		sim_do(&s, sim_decision(&s, way[i], code));
	s.now = decision_window_over(decision_find(s.forum, code));
	struct sim_act gavel = sim_decision(&s, KIND_DECISION_GAVEL, code);
	assert_true(refused(&s, gavel, FINDING_GROUND_MISSING));
	gavel.content.decision_gavel.ground = S("No formal objection was sustained.");
	sim_do(&s, gavel);
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_GAVELLED);
	sim_release(&s);
}

static void a_paper_objection_has_the_same_force(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CALLED);
	moment called = decision_find(s.forum, code)->called;
	struct sim_act paper = { .kind = KIND_OBJECTION_FILE };
	paper.content.objection_file = (struct objection_file){ .is_present = true, .decision = code,
		.hash = decision_find(s.forum, code)->hash,
		.paper = { .is_present = true, .arrived = s.now, .channel = S("telephone"),
		    .evidence = { .is_present = true, .len = 3, .sha256 = sim_key(S("note"))->digest,
		        .type = S("text/plain") },
		    .party = S("cc") } };
	sim_sign_as(&s, &paper, sim_officer(&s, 1));
	assert_true(refused(&s, paper, FINDING_PAPER_ONE_OFFICER));
	sim_sign_as(&s, &paper, sim_officer(&s, 2));
	struct sim_act wrong = paper;
	wrong.content.objection_file.paper.arrived.ms = called.ms - 1;
	assert_true(refused(&s, wrong, FINDING_PAPER_TOO_OLD));
	wrong.content.objection_file.paper.arrived.ms = s.now.ms + 1;
	assert_true(refused(&s, wrong, FINDING_PAPER_FUTURE));
	sim_do(&s, paper);
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->state == DECISION_OBJECTED && d->objections[0].is_paper);
	assert_true(str_eq(d->objections[0].party, S("cc")));
	sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code), "cc/envoy"));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_CALLED);
	sim_release(&s);
}

static void the_notice_runs_to_its_last_millisecond(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_meeting(&s);
	sim_do(&s, sim_decision(&s, KIND_DECISION_TABLE, S("text-1")));
	sim_do(&s, sim_decision(&s, KIND_DECISION_CIRCULATE, S("text-1")));
	moment sent = decision_find(s.forum, S("text-1"))->circulated;
	struct sim_act consider = sim_decision(&s, KIND_DECISION_CONSIDER, S("text-1"));
	s.now.ms = sent.ms + 3600 * 1000 - 1;
	assert_true(refused(&s, consider, FINDING_NOTICE_RUNNING));
	s.now.ms++;
	assert_true(admitted(&s, consider));
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_WAIVE, S("text-1")),
	    FINDING_STEP_DOES_NOT_FOLLOW));
	s.now.ms = sent.ms + 1000;
	sim_do(&s, sim_decision(&s, KIND_DECISION_WAIVE, S("text-1")));
	assert_true(admitted(&s, consider));
	struct sim_act off = consider;
	off.content.decision_consider.item = S("i-9");
	assert_true(refused(&s, off, FINDING_ITEM_NOT_ON_AGENDA));
	sim_do(&s, sim_decision(&s, KIND_DECISION_TABLE, S("substantive-1")));
	sim_do(&s, sim_decision(&s, KIND_DECISION_CIRCULATE, S("substantive-1")));
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_WAIVE, S("substantive-1")),
	    FINDING_WAIVER_NOT_ALLOWED));
	sim_release(&s);
}

static void a_deferral_ends_with_a_report_and_then_a_vote(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_DEFERRED);
	moment until = decision_find(s.forum, code)->until;
	struct sim_act resume = sim_decision(&s, KIND_DECISION_RESUME, code);
	s.now.ms = until.ms - 1;
	assert_true(refused(&s, resume, FINDING_DEFERRAL_RUNNING));
	s.now = until;
	struct sim_act silent = resume;
	silent.content.decision_resume.report = STR_NONE;
	assert_true(refused(&s, silent, FINDING_REPORT_MISSING));
	sim_do(&s, resume);
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_VOTE);
	sim_release(&s);
}

static void only_the_ladders_next_step_is_taken(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_OBJECTED);
	static const char *const words[] = { "return", "defer", "refer-up", "vote", "not-adopted",
		"anything" };
	for (size_t i = 0; i < CM_COUNT(words); i++) {
		struct sim_act next = sim_decision(&s, KIND_DECISION_NEXT, code);
		next.content.decision_next.step = str_c(words[i]);
		assert_true(refused(&s, next, FINDING_LADDER_HAS_NO_SUCH_STEP));
	}
	sim_do(&s, sim_decision(&s, KIND_DECISION_NEXT, code)); /* to the silence */
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->state == DECISION_CONSIDERED && d->step == 1);
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_CALL, code),
	    FINDING_LADDER_HAS_NO_SUCH_STEP));
	sim_release(&s);
}

static void a_changed_text_ends_what_was_agreed_on_the_old_one(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CONSIDERED);
	sim_do(&s, sim_decision(&s, KIND_DECISION_ADREF, code));
	assert_int_equal(decision_adrefs_open(decision_find(s.forum, code)), 1);
	struct sim_act same = sim_decision(&s, KIND_DECISION_AMEND, code);
	same.content.decision_amend.texts = sim_text(&s, sim_str(&s, "Text %.*s.", STR_ARG(code)));
	assert_true(refused(&s, same, FINDING_NOT_AN_AMENDMENT));
	sim_do(&s, sim_decision(&s, KIND_DECISION_AMEND, code));
	struct sim_act revise = sim_decision(&s, KIND_DECISION_REVISE, code);
	revise.content.decision_revise.texts = sim_text(&s, S("Another text."));
	sim_do(&s, revise);
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->amendments[0].is_taken && hash_eq(&d->amendments[0].hash, &d->hash));
	assert_int_equal(decision_adrefs_open(d), 0);
	assert_true(refused(&s, revise, FINDING_TEXT_NOT_FROZEN)); /* made on the old one */
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_WITHDRAW, code),
	    FINDING_AMENDED_NOT_WITHDRAWABLE));
	sim_release(&s);
}

static void a_contested_gavel_reverses_nothing_by_itself(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_GAVELLED);
	sim_do(&s, sim_decision(&s, KIND_DECISION_CONTEST, code));
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->is_contested && d->state == DECISION_GAVELLED);
	s.now.ms += 3600 * 1000;
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_REGISTER, code),
	    FINDING_STEP_DOES_NOT_FOLLOW));
	struct sim_act settle = sim_decision(&s, KIND_DECISION_SETTLE, code);
	assert_true(refused(&s, by(&s, settle, "bb/envoy"), FINDING_NOT_THE_CHAIR));
	sim_do(&s, settle);
	assert_false(decision_find(s.forum, code)->is_contested);
	sim_do(&s, by(&s, sim_decision(&s, KIND_DECISION_CONTEST, code), "cc/envoy"));
	settle.content.decision_settle.reopen = true;
	sim_do(&s, settle);
	d = decision_find(s.forum, code);
	assert_true(d->state == DECISION_CONSIDERED && d->adopted == UINT64_MAX);
	sim_release(&s);
}

static struct sim_act dismissal(struct sim *s, struct str handle, moment since)
{
	struct sim_act a = sim_make(s, KIND_DELEGATE_DISMISS, handle);
	a.content.delegate_dismiss.since = since;
	return a;
}

static void a_gavel_that_its_party_doubts_is_contested(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CALLED);
	s.now = decision_window_over(decision_find(s.forum, code));
	struct sim_act gavel = sim_decision(&s, KIND_DECISION_GAVEL, code);
	struct str chair = gavel.signers[0].handle;
	moment at = s.now;
	struct sim_result done = sim_do(&s, gavel);
	sim_do(&s, dismissal(&s, chair, (moment){ at.ms + 1 }));
	assert_false(decision_find(s.forum, code)->is_contested); /* of that time it is not challenged */
	struct sim_recent of = sim_recent(&done);
	sim_do(&s, sim_disavow(&s, str_sub(chair, 0, str_find(chair, '/', 0)), &of));
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->is_contested && d->state == DECISION_GAVELLED);
	assert_int_equal(decision_contests_open(d), 1);
	s.now.ms += 3600 * 1000;
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_REGISTER, code),
	    FINDING_STEP_DOES_NOT_FOLLOW));
	sim_release(&s);
}

static void a_challenged_gavel_is_contested_unless_the_party_had_confirmed_it(void **state)
{
	(void)state;
	for (unsigned is_confirmed = 0; is_confirmed < 2; is_confirmed++) {
		struct sim s;
		world(&s);
		struct str code = sim_decision_reach(&s, DECISION_CALLED);
		s.now = decision_window_over(decision_find(s.forum, code));
		struct sim_act gavel = sim_decision(&s, KIND_DECISION_GAVEL, code);
		struct str chair = gavel.signers[0].handle;
		moment at = s.now;
		struct sim_result done = sim_do(&s, gavel);
		struct sim_recent of = sim_recent(&done);
		if (is_confirmed)
			sim_do(&s, sim_confirm(&s, str_sub(chair, 0, str_find(chair, '/', 0)), &of));
		sim_do(&s, dismissal(&s, chair, at));
		assert_int_equal(decision_find(s.forum, code)->is_contested, !is_confirmed);
		sim_release(&s);
	}
}

static void an_objection_stands_again_when_its_withdrawal_is_disavowed(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CALLED);
	sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_FILE, code), "cc/envoy"));
	struct sim_result done =
	    sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code), "cc/envoy"));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_CALLED);
	struct sim_recent of = sim_recent(&done);
	sim_do(&s, sim_disavow(&s, S("cc"), &of));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_OBJECTED);
	s.now = decision_window_over(decision_find(s.forum, code));
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_GAVEL, code), FINDING_OBJECTION_STANDS));
	sim_do(&s, by(&s, sim_decision(&s, KIND_OBJECTION_WITHDRAW, code), "cc/envoy"));
	sim_do(&s, sim_decision(&s, KIND_DECISION_GAVEL, code));
	sim_release(&s);
}

static void another_party_takes_over_what_was_withdrawn(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_CIRCULATED);
	assert_true(refused(&s, by(&s, sim_decision(&s, KIND_DECISION_WITHDRAW, code), "bb/envoy"),
	    FINDING_SPONSOR_MISSING));
	sim_do(&s, sim_decision(&s, KIND_DECISION_WITHDRAW, code));
	struct sim_act take = sim_decision(&s, KIND_DECISION_TAKE, code);
	assert_true(refused(&s, by(&s, take, "aa/envoy"), FINDING_STEP_DOES_NOT_FOLLOW));
	assert_true(refused(&s, by(&s, take, "oo/envoy"), FINDING_RIGHT_PROPOSE));
	sim_do(&s, take);
	const struct decision *d = decision_find(s.forum, code);
	assert_true(d->state == DECISION_CIRCULATED && d->sponsors.count == 1);
	assert_true(str_eq(d->sponsors.at[0], S("bb")));
	sim_release(&s);
}

static void who_asks_for_the_quorum_holds_the_decision(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_HELD);
	s.now = decision_window_over(decision_find(s.forum, code));
	sim_do(&s, sim_decision(&s, KIND_OBJECTION_FILE, code)); /* the register stays open */
	const struct strs one = { 1, (const struct str[]){ { "aa", 2 } } };
	sim_do(&s, sim_count(&s, &one));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_HELD);
	const struct strs three = { 3,
		(const struct str[]){ { "aa", 2 }, { "bb", 2 }, { "cc", 2 } } };
	sim_do(&s, sim_count(&s, &three));
	assert_int_equal(decision_find(s.forum, code)->state, DECISION_OBJECTED);
	sim_release(&s);
}

static void a_number_is_given_once_and_follows(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct str code = sim_decision_reach(&s, DECISION_GAVELLED);
	struct sim_act number = sim_decision(&s, KIND_DECISION_REGISTER, code);
	s.now.ms = decision_find(s.forum, code)->adopted_at.ms + 3600 * 1000 - 1;
	assert_true(refused(&s, number, FINDING_DISSENT_OPEN));
	s.now.ms++;
	struct sim_act second = number;
	second.content.decision_register.symbol = S("SOC.DEC/2/23");
	assert_true(refused(&s, second, FINDING_SYMBOL_OUT_OF_SERIES));
	sim_do(&s, number);
	sim_do(&s, sim_decision(&s, KIND_DECISION_ISSUE, code));
	moment issued = { s.now.ms - s.step_ms };
	sim_do(&s, sim_decision(&s, KIND_DECISION_CORRECT, code));
	sim_reload(&s);
	assert_true(symbol_is_used(s.forum, S("SOC.DEC/1/23/Corr.1")));
	s.now.ms = issued.ms + 86400 * 1000 - 1;
	assert_true(admitted(&s, sim_decision(&s, KIND_DECISION_CORRECT, code)));
	s.now.ms++;
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_CORRECT, code),
	    FINDING_CORRECTION_LATE));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_act_comes_in_its_states_and_in_no_other),
		cmocka_unit_test(the_chair_gavels_from_the_end_of_the_window_on),
		cmocka_unit_test(no_gavel_falls_while_an_objection_stands),
		cmocka_unit_test(an_objection_is_of_who_may_and_to_what_is_put),
		cmocka_unit_test(one_may_speak_for_others_and_each_may_take_itself_out),
		cmocka_unit_test(the_party_concerned_is_heard_and_decides_nothing),
		cmocka_unit_test(the_sense_of_the_chair_needs_its_ground),
		cmocka_unit_test(a_paper_objection_has_the_same_force),
		cmocka_unit_test(the_notice_runs_to_its_last_millisecond),
		cmocka_unit_test(a_deferral_ends_with_a_report_and_then_a_vote),
		cmocka_unit_test(only_the_ladders_next_step_is_taken),
		cmocka_unit_test(a_changed_text_ends_what_was_agreed_on_the_old_one),
		cmocka_unit_test(a_contested_gavel_reverses_nothing_by_itself),
		cmocka_unit_test(a_gavel_that_its_party_doubts_is_contested),
		cmocka_unit_test(a_challenged_gavel_is_contested_unless_the_party_had_confirmed_it),
		cmocka_unit_test(an_objection_stands_again_when_its_withdrawal_is_disavowed),
		cmocka_unit_test(another_party_takes_over_what_was_withdrawn),
		cmocka_unit_test(who_asks_for_the_quorum_holds_the_decision),
		cmocka_unit_test(a_number_is_given_once_and_follows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
