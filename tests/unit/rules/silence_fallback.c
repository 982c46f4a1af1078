/*
 * The silence procedure under rules that bring a break to a vote, let it be taken back, stop the clock
 * for an outage, seal votes and let a text be used inside: the whole table, instants and ballots.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/verdict.h"

#include <cmocka.h>

#define CODE S("s-1")
#define HOUR_MS INT64_C(3600000)

static const struct silence *of(const struct sim *s)
{
	return silence_find(s->forum, CODE);
}

static const struct ballot *ballot(const struct sim *s)
{
	return ballot_at(s->forum, ballot_count(s->forum) - 1);
}

static struct sim_act act(struct sim *s, enum kind k)
{
	return sim_silence(s, k, CODE);
}

static struct sim_act by(struct sim *s, struct sim_act a, const char *handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

/* A silence in this state under those rules. */
static void begin(struct sim *s, enum silence_state state)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_fallback(s);
	sim_silence_reach(s, CODE, state);
}

/* What an act does in a state: the next one, or the finding that refuses it. */
struct cell {
	enum silence_state to; /* SILENCE_STATE__COUNT: refused */
	enum finding_id why;
};
#define TO(state) { SILENCE_##state, FINDING__COUNT }
#define NO(finding) { SILENCE_STATE__COUNT, FINDING_##finding }
#define STEP NO(STEP_DOES_NOT_FOLLOW)
#define STILL NO(SILENCE_NOT_RUNNING)
#define LATE NO(DISSENT_LATE)
#define OVER NO(SILENCE_EXPIRED)
#define KINDS_COUNT (KIND_SILENCE_VOID - KIND_SILENCE_CONSENT + 1)
struct row {
	enum silence_state from;
	struct cell cells[KINDS_COUNT];
};

/* Columns: consent decline circulate break retract attach extend hold resume withdraw attest vote notify
 * internal announce issue void. */
static const struct row BEFORE[] = {
	{ SILENCE_PROPOSED,
	    { TO(CONSENTED), TO(WITHDRAWN), STEP, STILL, STEP, STILL, STILL, STILL, STEP,
		TO(WITHDRAWN), STILL, STEP, NO(SILENCE_NOT_EXPIRED), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_CONSENTED,
	    { STEP, STEP, TO(RUNNING), TO(BROKEN), STEP, STILL, STILL, STILL, STEP, TO(WITHDRAWN),
		STILL, STEP, NO(SILENCE_NOT_EXPIRED), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_RUNNING,
	    { STEP, STEP, STEP, TO(BROKEN), STEP, TO(RUNNING), TO(RUNNING), TO(HELD), STEP,
		TO(WITHDRAWN), NO(SILENCE_RUNNING), STEP, NO(SILENCE_NOT_EXPIRED), STEP, STEP, STEP,
		TO(VOID) } },
	{ SILENCE_HELD,
	    { STEP, STEP, STEP, TO(BROKEN), STEP, TO(HELD), STILL, STILL, TO(RUNNING), TO(WITHDRAWN),
		STILL, STEP, NO(SILENCE_NOT_EXPIRED), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_BROKEN,
	    { STEP, STEP, STEP, TO(BROKEN), TO(RUNNING), LATE, STILL, STILL, STEP, STILL,
		NO(BREAK_ON_RECORD), TO(VOTE), NO(VOTE_DECIDES), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_VOTE,
	    { STEP, STEP, STEP, TO(VOTE), STEP, TO(VOTE), STILL, STILL, STEP, STILL, STILL, STEP, STEP,
		STEP, STEP, STEP, TO(VOID) } },
};
static const struct row AFTER[] = {
	{ SILENCE_RUNNING,
	    { STEP, STEP, STEP, TO(RUNNING), STEP, TO(RUNNING), OVER, OVER, STEP, OVER, TO(EXPIRED),
		STEP, NO(SILENCE_NOT_EXPIRED), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_HELD,
	    { STEP, STEP, STEP, TO(BROKEN), STEP, TO(HELD), STILL, STILL, TO(RUNNING), TO(WITHDRAWN),
		STILL, STEP, NO(SILENCE_NOT_EXPIRED), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_BROKEN,
	    { STEP, STEP, STEP, TO(BROKEN), OVER, LATE, STILL, STILL, STEP, STILL,
		NO(BREAK_ON_RECORD), TO(VOTE), NO(VOTE_DECIDES), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_EXPIRED,
	    { STEP, STEP, STEP, TO(EXPIRED), STEP, TO(EXPIRED), STILL, STILL, STEP, STILL, STILL, STEP,
		TO(ADOPTED), STEP, STEP, STEP, TO(VOID) } },
	{ SILENCE_ADOPTED,
	    { STEP, STEP, STEP, TO(ADOPTED), STEP, TO(ADOPTED), STILL, STILL, STEP, STILL, STILL, STEP,
		STEP, TO(ADOPTED), TO(ANNOUNCED), STEP, TO(VOID) } },
	{ SILENCE_ANNOUNCED,
	    { STEP, STEP, STEP, TO(ANNOUNCED), STEP, TO(ANNOUNCED), STILL, STILL, STEP, STILL, STILL,
		STEP, STEP, TO(ANNOUNCED), STEP, TO(ISSUED), TO(VOID) } },
	{ SILENCE_ISSUED,
	    { STEP, STEP, STEP, TO(ISSUED), STEP, LATE, STILL, STILL, STEP, STILL, STILL, STEP, STEP,
		STEP, STEP, STEP, TO(VOID) } },
};

static void cell_check(const struct row *row, enum kind k, bool is_after)
{
	const struct cell *cell = &row->cells[k - KIND_SILENCE_CONSENT];
	struct sim s;
	begin(&s, row->from);
	if (is_after && s.now.ms < of(&s)->expires.ms)
		s.now = of(&s)->expires;
	struct sim_act a = act(&s, k);
	struct sim_result r = sim_submit(&s, &a);
	bool is_right = cell->to == SILENCE_STATE__COUNT
	    ? !r.is_admitted && sim_has(&r, cell->why) && of(&s)->state == row->from
	    : r.is_admitted && of(&s)->state == cell->to;
	if (!is_right)
		print_error("# %.*s in %.*s: now %.*s, %.*s\n", STR_ARG(kind_name(k)),
		    STR_ARG(silence_state_name(row->from)), STR_ARG(silence_state_name(of(&s)->state)),
		    STR_ARG(r.found.count > 0 ? finding_name(r.found.at[0].id) : STR_NONE));
	assert_true(is_right);
	sim_release(&s);
}

static void what_the_table_does_not_have_is_refused(void **state)
{
	(void)state;
	for (enum kind k = KIND_SILENCE_CONSENT; k <= KIND_SILENCE_VOID; k++) {
		for (size_t i = 0; i < CM_COUNT(BEFORE); i++)
			cell_check(&BEFORE[i], k, false);
		for (size_t i = 0; i < CM_COUNT(AFTER); i++)
			cell_check(&AFTER[i], k, true);
	}
}

/* Held at `from` before the expiry and for so long, the clock has then so much to run. */
static int64_t left_after(int64_t from_ms, int64_t held_ms)
{
	struct sim s;
	begin(&s, SILENCE_RUNNING);
	int64_t expires = of(&s)->expires.ms;
	s.step_ms = 0;
	s.now.ms = expires - from_ms;
	sim_do(&s, act(&s, KIND_SILENCE_HOLD));
	s.now.ms += held_ms;
	sim_do(&s, act(&s, KIND_SILENCE_RESUME));
	int64_t left = of(&s)->expires.ms - s.now.ms;
	assert_int_equal(of(&s)->expiries_count, of(&s)->expires.ms == expires ? 1 : 2);
	assert_int_equal(of(&s)->expiries[0].ms, expires);
	sim_release(&s);
	return left;
}

static void an_outage_that_counts_moves_the_expiry_by_its_length(void **state)
{
	(void)state;
	assert_int_equal(left_after(10 * HOUR_MS, HOUR_MS), 10 * HOUR_MS);
	assert_int_equal(left_after(10 * HOUR_MS, HOUR_MS - 1), 9 * HOUR_MS + 1); /* too short to count */
	assert_int_equal(left_after(60000, 59999), 1);     /* too short, and the expiry is to come */
	assert_int_equal(left_after(60000, 60000), 60000); /* it would have run out unseen */
	assert_int_equal(left_after(1, 50 * HOUR_MS), 1);
}

static void while_the_clock_is_held_nothing_is_late(void **state)
{
	(void)state;
	struct sim s;
	begin(&s, SILENCE_HELD);
	s.now.ms = of(&s)->expires.ms + HOUR_MS;
	sim_do(&s, by(&s, act(&s, KIND_SILENCE_BREAK), "cc/envoy"));
	assert_true(of(&s)->state == SILENCE_BROKEN);
	assert_false(of(&s)->breaks[0].is_late);
	sim_release(&s);
}

static void only_who_broke_it_takes_that_back_and_only_with_the_chair(void **state)
{
	(void)state;
	struct sim s;
	begin(&s, SILENCE_BROKEN);
	struct sim_act a = by(&s, act(&s, KIND_SILENCE_RETRACT), "cc/envoy");
	sim_sign_as(&s, &a, S("aa/envoy"));
	assert_true(refused(&s, a, FINDING_STEP_DOES_NOT_FOLLOW));
	a = by(&s, act(&s, KIND_SILENCE_RETRACT), "bb/envoy");
	assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
	sim_do(&s, by(&s, act(&s, KIND_SILENCE_BREAK), "cc/envoy"));
	sim_do(&s, act(&s, KIND_SILENCE_RETRACT));
	assert_true(of(&s)->state == SILENCE_BROKEN); /* cc's stands */
	assert_int_equal(silence_breaks_in_time(of(&s)), 1);
	a = by(&s, act(&s, KIND_SILENCE_RETRACT), "cc/envoy");
	sim_sign_as(&s, &a, S("aa/envoy"));
	sim_do(&s, a);
	assert_true(of(&s)->state == SILENCE_RUNNING);
	sim_do(&s, act(&s, KIND_SILENCE_BREAK)); /* bb again: a new one */
	assert_int_equal(of(&s)->breaks_count, 3);
	assert_true(of(&s)->state == SILENCE_BROKEN);
	sim_release(&s);
}

static struct sim_act cast(struct sim *s, const char *party)
{
	struct sim_act a = sim_vote(s, KIND_VOTE_CAST, STR_NONE);
	struct vote_opening o = sim_opening(s, str_c(party));
	if (s->now.ms < ballot(s)->shown.ms)
		vote_seal(&a.content.vote_cast.seal, &o.salt, ballot(s)->entry, str_c(party), o.choice);
	else
		a.content.vote_cast.choice = o.choice;
	return by(s, a, sim_str(s, "%s/envoy", party).p);
}

static struct sim_act open_votes(struct sim *s, const char *const *parties, uint32_t count)
{
	struct sim_act a = sim_vote(s, KIND_VOTE_OPEN, STR_NONE);
	struct vote_opening *at = arena_array(&s->scratch, struct vote_opening, count);
	for (uint32_t i = 0; i < count; i++)
		at[i] = sim_opening(s, str_c(parties[i]));
	a.content.vote_open.openings = (struct vote_opening_list){ count, at };
	return a;
}

static void sealed_votes_are_counted_once_they_are_opened(void **state)
{
	(void)state;
	static const char *const parties[] = { "aa", "bb", "cc", "dd" }; /* bb is against */
	for (unsigned opened = 0; opened < 16; opened++) {
		struct sim s;
		begin(&s, SILENCE_VOTE);
		for (unsigned i = 0; i < 4; i++)
			sim_do(&s, cast(&s, parties[i]));
		struct vote_tally t = ballot_tally(s.forum, ballot(&s));
		assert_int_equal(t.sealed, 4);
		assert_int_equal(t.yes + t.no + t.abstain, 0);
		s.now = ballot(&s)->shown;
		for (unsigned i = 0; i < 4; i++) {
			if (opened & 1U << i)
				sim_do(&s, open_votes(&s, &parties[i], 1));
		}
		struct sim_act close = sim_vote(&s, KIND_VOTE_CLOSE, STR_NONE);
		if (opened != 15)
			assert_true(refused(&s, close, FINDING_VOTE_RUNNING));
		s.now = ballot(&s)->closes;
		sim_do(&s, close);
		unsigned no = opened >> 1 & 1;
		unsigned yes = (opened & 1) + (opened >> 2 & 1) + (opened >> 3 & 1);
		bool is_carried = yes > no;
		assert_true(ballot(&s)->state == (is_carried ? BALLOT_CARRIED : BALLOT_LOST));
		assert_true(of(&s)->state == (is_carried ? SILENCE_ADOPTED : SILENCE_NOT_ADOPTED));
		assert_true(refused(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE),
		    FINDING_STEP_DOES_NOT_FOLLOW)); /* what a silence came to is void with it */
		sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("dd")));
		struct vote_tally then = ballot_tally(s.forum, ballot(&s));
		assert_int_equal(then.sealed, 4 - yes - no);
		assert_int_equal(then.members, 4);
		sim_release(&s);
	}
}

static void a_vote_is_sealed_to_the_instant_and_open_from_it(void **state)
{
	(void)state;
	for (int64_t ms = -1; ms <= 1; ms++) {
		for (unsigned is_sealed = 0; is_sealed < 2; is_sealed++) {
			struct sim s;
			begin(&s, SILENCE_VOTE);
			struct sim_act a = sim_vote(&s, KIND_VOTE_CAST, STR_NONE);
			s.now.ms = ballot(&s)->shown.ms + ms;
			if (is_sealed == 0) {
				a.content.vote_cast.seal = (struct hash){ { 0 } };
				a.content.vote_cast.choice = S("no");
			}
			if (is_sealed == (ms < 0))
				sim_do(&s, a);
			else
				assert_true(refused(&s, a, FINDING_VOTE_SEAL));
			sim_release(&s);
		}
	}
}

static void what_is_opened_is_what_was_sealed_by_that_party(void **state)
{
	(void)state;
	static const char *const parties[] = { "bb", "cc" };
	struct sim s;
	begin(&s, SILENCE_VOTE);
	sim_do(&s, cast(&s, "bb"));
	/* cc copies what bb sealed: nobody can open it for cc */
	struct sim_act copied = cast(&s, "cc");
	copied.content.vote_cast.seal = ballot(&s)->votes[0].seal;
	sim_do(&s, copied);
	assert_true(refused(&s, open_votes(&s, parties, 1), FINDING_OPENING_NOT_DUE));
	s.now = ballot(&s)->shown;
	struct sim_act a = open_votes(&s, &parties[1], 1);
	a.content.vote_open.openings = (struct vote_opening_list){ 1,
		(struct vote_opening[]){ { true, S("no"), S("cc"), sim_opening(&s, S("bb")).salt } } };
	assert_true(refused(&s, a, FINDING_OPENING_WRONG));
	a = open_votes(&s, parties, 1);
	a.content.vote_open.openings = (struct vote_opening_list){ 1,
		(struct vote_opening[]){ { true, S("yes"), S("bb"), sim_opening(&s, S("bb")).salt } } };
	assert_true(refused(&s, a, FINDING_OPENING_WRONG)); /* it sealed "no" */
	assert_true(refused(&s, by(&s, open_votes(&s, parties, 1), "cc/envoy"), FINDING_OPENING_NOT_YOURS));
	sim_do(&s, by(&s, open_votes(&s, parties, 1), "bb/envoy"));
	assert_true(refused(&s, open_votes(&s, parties, 1), FINDING_OPENING_WRONG)); /* open already */
	sim_release(&s);
}

static void a_void_vote_leaves_the_break_to_be_voted_on_again(void **state)
{
	(void)state;
	struct sim s;
	begin(&s, SILENCE_VOTE);
	sim_do(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE));
	assert_true(of(&s)->state == SILENCE_BROKEN);
	sim_do(&s, act(&s, KIND_SILENCE_VOTE));
	assert_int_equal(ballot_count(s.forum), 2);
	assert_true(of(&s)->state == SILENCE_VOTE);
	struct sim_act a = act(&s, KIND_SILENCE_PROPOSE);
	a.content.silence_propose.code = S("s-2");
	a.content.silence_propose.predecessor = CODE;
	assert_true(refused(&s, a, FINDING_STEP_DOES_NOT_FOLLOW)); /* not while it is voted on */
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_table_does_not_have_is_refused),
		cmocka_unit_test(an_outage_that_counts_moves_the_expiry_by_its_length),
		cmocka_unit_test(while_the_clock_is_held_nothing_is_late),
		cmocka_unit_test(only_who_broke_it_takes_that_back_and_only_with_the_chair),
		cmocka_unit_test(sealed_votes_are_counted_once_they_are_opened),
		cmocka_unit_test(a_vote_is_sealed_to_the_instant_and_open_from_it),
		cmocka_unit_test(what_is_opened_is_what_was_sealed_by_that_party),
		cmocka_unit_test(a_void_vote_leaves_the_break_to_be_voted_on_again),
	};
	return cmocka_run_group_tests_name("silence_fallback", tests, NULL, NULL);
}
