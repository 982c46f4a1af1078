/* What is said of an act before anybody signs it is what the record says of it afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/scope.h"
#include "lib/forum_sim.h"
#include "rules/rehearse.h"

#include <cmocka.h>

#define ACTS 70
#define WORK_BYTES ((size_t)8 * 1024 * 1024)

static bool has_finding(const struct findings *all, const struct finding *one)
{
	for (unsigned i = 0; i < all->count; i++) {
		if (all->at[i].id == one->id && str_eq(all->at[i].place, one->place))
			return true;
	}
	return false;
}

static void findings_include(const struct findings *all, const struct findings *some)
{
	for (unsigned i = 0; i < some->count; i++)
		assert_true(has_finding(all, &some->at[i]));
}

/* Can somebody sign it with one key or another? Then what is found depends on which. */
static bool has_choice(struct sim *s, const struct act *act)
{
	for (uint32_t i = 0; i <= act->with_count; i++) {
		struct str handle = i == 0 ? act->by : act->with[i - 1];
		struct key_wanted wanted = { act, handle, s->now };
		if (signing_keys(s->forum, &wanted, &s->scratch).count > 1)
			return true;
	}
	return false;
}

struct tally {
	unsigned admitted, refused, unauthorised, chosen;
};

static void act_compare(struct sim *s, struct sim_act *a, struct tally *tally)
{
	SCOPE_ARENA(room, WORK_BYTES);
	struct findings said = { .count = 0 };
	struct sim_result judged = sim_judge(s, a);
	const struct act *act = &sim_admit(s, a)->entry.act;
	struct fault fault = rehearse_act(s->forum, act, s->now, &room, &said);
	if (judged.fault == FAULT_AUTH) {
		/* It may be that she has another key, which would do. */
		tally->unauthorised += said.refused > 0;
		return;
	}
	if (judged.fault != FAULT_NONE && judged.fault != FAULT_RULES) {
		assert_int_equal(fault.id, judged.fault);
		return;
	}
	if (has_choice(s, act)) {
		assert_true(said.refused == 0 || !judged.is_admitted);
		tally->chosen++;
		return;
	}
	findings_include(&judged.found, &said);
	findings_include(&said, &judged.found);
	assert_true((said.refused == 0) == judged.is_admitted);
	tally->admitted += judged.is_admitted;
	tally->refused += !judged.is_admitted;
}

static void a_rehearsal_finds_what_the_judgement_finds(void **state)
{
	(void)state;
	struct tally tally = { 0 };
	for (unsigned i = 0; i < gen_cases_dear(120); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_random_world(&s, &g);
		sim_envoys(&s);
		for (unsigned n = 0; n < ACTS; n++) {
			struct sim_act a = i % 3 == 0 ? sim_silence_random(&s, &g) : sim_random(&s, &g);
			act_compare(&s, &a, &tally);
			(void)sim_submit(&s, &a);
		}
		sim_release(&s);
	}
	print_message("# %u admitted, %u refused, %u without authority, %u of several keys\n", tally.admitted,
	    tally.refused, tally.unauthorised, tally.chosen);
	assert_true(tally.admitted > 1000 / gen_stride() && tally.refused > 300 / gen_stride());
	assert_true(tally.unauthorised > 50 / gen_stride());
}

static struct signing_keys keys_of(struct sim *s, struct sim_act *a, struct str handle)
{
	const struct act *act = &sim_admit(s, a)->entry.act;
	return signing_keys(s->forum, &(struct key_wanted){ act, handle, s->now }, &s->scratch);
}

static void keys_are_those_of_the_register_and_of_the_act(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-9"));
	struct signing_keys keys = keys_of(&s, &a, S("aa/delegate-9"));
	assert_int_equal(keys.count, a.content.delegate_accredit.keys.count);
	assert_true(keys.at[0].is_introduced);
	assert_true(str_eq(keys.at[0].blob, a.content.delegate_accredit.keys.at[0].key));
	keys = keys_of(&s, &a, S("aa/coordinator"));
	assert_int_equal(keys.count, 1);
	assert_false(keys.at[0].is_introduced);
	assert_int_equal(keys_of(&s, &a, S("aa/delegate-8")).count, 0);
	(void)sim_do(&s, a);
	struct sim_act dismissal = sim_make(&s, KIND_DELEGATE_DISMISS, S("aa/delegate-9"));
	keys = keys_of(&s, &dismissal, S("aa/delegate-9"));
	assert_int_equal(keys.count, 1);
	assert_false(keys.at[0].is_introduced);
	(void)sim_do(&s, dismissal);
	assert_int_equal(keys_of(&s, &dismissal, S("aa/delegate-9")).count, 0);
	sim_release(&s);
}

static void who_may_not_sign_is_named(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	struct sim_act a = sim_make(&s, KIND_RELEASE_PUBLISH, S("aa"));
	sim_unsign(&a);
	sim_sign(&a, S("aa/delegate-7"), S("aa/delegate-7#0"));
	struct findings found = { .count = 0 };
	struct fault fault =
	    rehearse_act(s.forum, &sim_admit(&s, &a)->entry.act, s.now, &s.scratch, &found);
	assert_int_equal(fault.id, FAULT_RULES);
	assert_true(found.refused > 0);
	assert_true(str_eq(found.at[0].place, S("aa/delegate-7")));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rehearsal_finds_what_the_judgement_finds),
		cmocka_unit_test(keys_are_those_of_the_register_and_of_the_act),
		cmocka_unit_test(who_may_not_sign_is_named),
	};
	return cmocka_run_group_tests_name("rehearse", tests, NULL, NULL);
}
