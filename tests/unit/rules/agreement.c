/* What is certain of an agreement on a day, the order of its steps, and how deposits bring it into force. */
#include <setjmp.h>
#include <stdarg.h>
#include "lib/forum_sim.h"
#include "rules/agreement.h"
#include <cmocka.h>

static int32_t day(const char *text)
{
	struct date d;
	assert_true(date_parse(&d, str_c(text)));
	return date_last_day(d);
}

static void put(struct sim *s, const char *to, const char *on, const char *seen_by)
{
	struct sim_act a = sim_agreement_act(s, KIND_AGREEMENT_STEP);
	struct agreement_step *c = &a.content.agreement_step;
	c->to = str_c(to);
	c->on = c->seen_by = DATE_NONE;
	assert_true(on == NULL || date_parse(&c->on, str_c(on)));
	assert_true(seen_by == NULL || date_parse(&c->seen_by, str_c(seen_by)));
	sim_do(s, a);
}

static const struct agreement *only(const struct sim *s)
{
	return agreement_at(s->forum, agreement_count(s->forum) - 1);
}

static void a_later_step_does_not_change_what_stood_on_a_day(void **state)
{
	(void)state;
	static struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	sim_do(&s, sim_agreement_act(&s, KIND_AGREEMENT_RECORD));
	put(&s, "studied", NULL, "2016-04-27");
	struct agreement_day before = agreement_on(only(&s), day("2016-04-28"));
	assert_int_equal(before.state, AGREEMENT_STUDIED);
	assert_null(before.maybe);
	put(&s, "signed", NULL, NULL);
	struct agreement_day after = agreement_on(only(&s), day("2016-04-28"));
	assert_int_equal(after.state, AGREEMENT_STUDIED);
	assert_int_equal(after.maybe->to, AGREEMENT_SIGNED);
	assert_int_equal(agreement_on(only(&s), FORUM_TODAY).state, AGREEMENT_SIGNED);
	assert_int_equal(agreement_on(only(&s), day("2016-04-26")).state, AGREEMENT_NONE);
	sim_release(&s);
}

/* A month counts from its last day; before its first nothing may have been. */
static void a_partial_date_counts_from_its_last_day(void **state)
{
	(void)state;
	static struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	sim_do(&s, sim_agreement_act(&s, KIND_AGREEMENT_RECORD));
	put(&s, "signed", "2007-12", NULL);
	const struct agreement *a = only(&s);
	assert_int_equal(agreement_on(a, day("2007-12-31")).state, AGREEMENT_SIGNED);
	assert_int_equal(agreement_on(a, day("2007-12-30")).state, AGREEMENT_NONE);
	assert_non_null(agreement_on(a, day("2007-12-30")).maybe);
	assert_non_null(agreement_on(a, day("2007-12-01")).maybe);
	assert_null(agreement_on(a, day("2007-11-30")).maybe);
	sim_release(&s);
}

static void deposit(struct sim *s, const char *party, const char *on)
{
	struct sim_act a = sim_agreement_act(s, KIND_AGREEMENT_DEPOSIT);
	a.content.agreement_deposit.party = str_c(party);
	assert_true(date_parse(&a.content.agreement_deposit.on, str_c(on)));
	a.content.agreement_deposit.sources = sim_strs(s, S("https://example.org/deposit"));
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	sim_do(s, a);
}

/* Two of two, thirty days after the later one, whichever was recorded last. */
static void the_last_deposit_needed_brings_it_into_force(void **state)
{
	(void)state;
	static struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	sim_agreement_signed(&s);
	deposit(&s, "bb", "2016-06-10");
	assert_int_equal(only(&s)->state, AGREEMENT_SIGNED);
	deposit(&s, "aa", "2016-05-01");
	const struct agreement *a = only(&s);
	assert_int_equal(a->state, AGREEMENT_IN_FORCE);
	assert_int_equal(agreement_on(a, day("2016-07-10")).state, AGREEMENT_IN_FORCE);
	assert_int_equal(agreement_on(a, day("2016-07-09")).state, AGREEMENT_SIGNED);
	uint32_t steps = a->steps_count;
	deposit(&s, "cc", "2016-08-01");
	assert_int_equal(only(&s)->deposits_count, 3);
	assert_int_equal(only(&s)->steps_count, steps);
	sim_release(&s);
}

/* An amendment leaves the state; what is suspended may be in force again; what is over stays over. */
static void the_order_of_steps_is_that_of_a_life(void **state)
{
	(void)state;
	static const char admitted[AGREEMENT_STATE__COUNT][AGREEMENT_STATE__COUNT + 1] = {
		/* to:  npsnaSfUXED */
		[AGREEMENT_NONE] = ".xxxxxx....",
		[AGREEMENT_PROPOSED] = "..xxxx....x",
		[AGREEMENT_STUDIED] = "...xxx....x",
		[AGREEMENT_NEGOTIATED] = "....xx....x",
		[AGREEMENT_APPROVED] = "...x.xx...x",
		[AGREEMENT_SIGNED] = "......xxxx.",
		[AGREEMENT_IN_FORCE] = ".......xxx.",
		[AGREEMENT_SUSPENDED] = "......x.xx.",
		[AGREEMENT_SUPERSEDED] = "...........",
		[AGREEMENT_ENDED] = "...........",
		[AGREEMENT_DROPPED] = "...........",
	};
	for (unsigned from = 0; from < AGREEMENT_STATE__COUNT; from++) {
		for (unsigned to = 0; to < AGREEMENT_STATE__COUNT; to++)
			assert_int_equal(agreement_may_follow((enum agreement_state)from,
			    (enum agreement_state)to), admitted[from][to] == 'x');
		assert_int_equal(agreement_may_amend((enum agreement_state)from),
		    from == AGREEMENT_SIGNED || from == AGREEMENT_IN_FORCE ||
			from == AGREEMENT_SUSPENDED);
	}
}

/* Of a random life: the state on the last of days is the state of the row, and days only go forward. */
static void days_and_steps_agree_in_random_lives(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(100); i++) {
		static struct sim s;
		struct gen g;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_world(&s);
		for (unsigned n = 0; n < 60; n++) {
			struct sim_act a = sim_agreement_random(&s, &g);
			(void)sim_submit(&s, &a);
		}
		for (uint32_t k = 0; k < agreement_count(s.forum); k++) {
			const struct agreement *a = agreement_at(s.forum, k);
			assert_int_equal(agreement_on(a, FORUM_TODAY).state, a->state);
			const struct agreement_step_row *last = NULL;
			for (int32_t on = day("2015-12-31"); on < day("2022-02-01"); on++) {
				const struct agreement_step_row *now = agreement_on(a, on).step;
				assert_true(last == NULL || now >= last);
				last = now;
			}
		}
		sim_release(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_later_step_does_not_change_what_stood_on_a_day),
		cmocka_unit_test(a_partial_date_counts_from_its_last_day),
		cmocka_unit_test(the_last_deposit_needed_brings_it_into_force),
		cmocka_unit_test(the_order_of_steps_is_that_of_a_life),
		cmocka_unit_test(days_and_steps_agree_in_random_lives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
