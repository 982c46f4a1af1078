/* What holds for every history: made of random acts, valid and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"
#include "rules/actor.h"
#include "rules/party.h"

#include <cmocka.h>

#define ACTS 70
#define ACTS_OF_MEETING 140

static bool same(struct hash a, struct hash b)
{
	return memcmp(a.bytes, b.bytes, HASH_BYTES) == 0;
}

/* The root of a forum loaded from the dump: nothing of what it knows was computed before. */
static struct hash root_fresh(struct sim *s)
{
	struct arena a;
	struct buf dump;
	struct forum *f;
	struct hash root;
	struct err err;
	arena_init(&a, (size_t)256 * 1024 * 1024);
	buf_init(&dump, &a, (size_t)64 * 1024 * 1024);
	assert_true(forum_save(s->forum, &dump));
	assert_int_equal(forum_load(&f, &a, buf_str(&dump), 99, &err), RC_OK);
	struct buf again;
	buf_init(&again, &a, (size_t)64 * 1024 * 1024);
	assert_true(forum_save(f, &again));
	assert_true(str_eq(buf_str(&dump), buf_str(&again)));
	struct forum *lent;
	assert_int_equal(forum_load_lent(&lent, &a, buf_str(&again), 99, &err), RC_OK);
	forum_root(lent, &root);
	memset(dump.p, 0xdb, dump.n); /* its strings were copied */
	struct hash copied;
	forum_root(f, &copied);
	assert_true(same(root, copied));
	arena_release(&a);
	return root;
}

static void judging_changes_nothing(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(30); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_random_world(&s, &g);
		sim_envoys(&s);
		for (unsigned n = 0; n < ACTS; n++) {
			struct sim_act a = sim_random(&s, &g);
			struct hash before = root_fresh(&s);
			struct sim_result r = sim_judge(&s, &a);
			assert_true(same(before, root_fresh(&s)));
			assert_true(same(before, sim_root(&s)));
			assert_true(r.is_admitted == sim_submit(&s, &a).is_admitted);
			if (r.is_admitted)
				assert_false(same(before, sim_root(&s)));
			else
				assert_true(same(before, sim_root(&s)));
		}
		sim_release(&s);
	}
}

static void every_kind_is_admitted_in_random_histories(void **state)
{
	(void)state;
	unsigned admitted[KIND__COUNT] = { 0 }, refused[KIND__COUNT] = { 0 };
	for (unsigned i = 0; i < gen_cases(1600); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_random_world(&s, &g);
		if (i % 2 == 0)
			sim_envoys(&s);
		if (i % 8 == 2) {
			sim_terms(&s);
			sim_meeting(&s);
		}
		for (unsigned n = 0; n < (i % 8 == 2 ? ACTS_OF_MEETING : ACTS); n++) {
			bool is_silence = i % 8 == 0 && gen_chance(&g, 3, 4);
			bool is_business = i % 4 == 2 && gen_chance(&g, 7, 8);
			bool is_text = i % 8 == 6 && gen_chance(&g, 3, 4);
			bool is_measure = i % 16 == 4 && gen_chance(&g, 7, 8);
			bool is_agreement = i % 16 == 12 && gen_chance(&g, 7, 8);
			bool is_put = i % 16 == 8 && gen_chance(&g, 7, 8);
			struct sim_act a = is_measure ? sim_measure_random(&s, &g)
			    : is_agreement        ? sim_agreement_random(&s, &g)
			    : is_put              ? sim_put_random(&s, &g)
			    : is_silence          ? sim_silence_random(&s, &g)
			    : is_text             ? sim_text_random(&s, &g)
			    : is_business         ? sim_business_random(&s, &g)
						  : sim_random(&s, &g);
			if (sim_submit(&s, &a).is_admitted)
				admitted[a.kind]++;
			else
				refused[a.kind]++;
		}
		sim_release(&s);
	}
	bool is_enough = true;
	for (unsigned k = 0; k < KIND__COUNT; k++) {
		print_message("# %.*s: %u admitted, %u refused\n", STR_ARG(kind_name((enum kind)k)),
		    admitted[k], refused[k]);
		bool is_seen = k == KIND_FORUM_FOUND || admitted[k] >= 5;
		is_enough = is_enough && is_seen && refused[k] >= 5;
	}
	assert_true(is_enough);
}

/* Two forums take the same acts; one of them is made anew from its dump now and then. */
static void a_forum_from_a_dump_goes_on_as_if_nothing_had_been(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(60); i++) {
		struct gen g, again;
		struct sim s, t;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_init(&t, false);
		again = g;
		sim_random_world(&s, &g);
		sim_random_world(&t, &again);
		sim_envoys(&s);
		sim_envoys(&t);
		struct gen when = g;
		for (unsigned n = 0; n < ACTS; n++) {
			struct sim_act a = sim_random(&s, &g);
			again = g;
			struct sim_act b = a;
			struct sim_result r = sim_submit(&s, &a);
			t.now.ms = s.now.ms - (r.is_admitted ? s.step_ms : 0);
			struct sim_result q = sim_submit(&t, &b);
			t.now = s.now;
			assert_true(r.is_admitted == q.is_admitted);
			assert_int_equal(r.found.count, q.found.count);
			if (gen_chance(&when, 1, 8))
				sim_reload(&t);
			assert_true(same(sim_root(&s), sim_root(&t)));
		}
		assert_true(same(sim_root(&s), root_fresh(&s)));
		sim_release(&s);
		sim_release(&t);
	}
}

/* What is suspended is not whose delegate publishes. */
static struct sim_act make_apart(struct sim *s, enum kind k)
{
	return sim_make(s, k, k == KIND_PARTY_SUSPEND ? S("bb") : STR_NONE);
}

/* Acts that speak of different things give the same state whichever comes first, but for the places
 * that rows quote: so the places are the only difference. Here: judged alike in both orders. */
static void acts_about_different_things_do_not_hinder_one_another(void **state)
{
	(void)state;
	static const enum kind kinds[] = { KIND_PARTY_RENAME, KIND_BODY_RENAME, KIND_OFFICE_TERM,
		KIND_MEETING_RECORD, KIND_INSTITUTION_RECORD, KIND_RELEASE_PUBLISH,
		KIND_DELEGATE_ACCREDIT, KIND_PARTY_SUSPEND, KIND_OFFICER_NAME, KIND_PARTY_ADMIT };
	struct gen g;
	gen_init_all(&g);
	do {
		struct sim s, t;
		sim_init(&s, false);
		sim_init(&t, false);
		sim_world(&s);
		sim_world(&t);
		size_t x = gen_below(&g, CM_COUNT(kinds)), y = gen_below(&g, CM_COUNT(kinds));
		struct sim_act a = make_apart(&s, kinds[x]), b = make_apart(&s, kinds[y]);
		struct sim_act c = a, d = b;
		if (x != y) {
			assert_true(sim_submit(&s, &a).is_admitted && sim_submit(&s, &b).is_admitted);
			assert_true(sim_submit(&t, &d).is_admitted && sim_submit(&t, &c).is_admitted);
			assert_int_equal(party_count(s.forum), party_count(t.forum));
			assert_int_equal(actor_count(s.forum), actor_count(t.forum));
		}
		sim_release(&s);
		sim_release(&t);
	} while (gen_next(&g));
}

static void real_signatures_give_the_same_state_as_facts(void **state)
{
	(void)state;
	struct sim s, t;
	sim_init(&s, false);
	sim_init(&t, true);
	sim_world(&s);
	sim_world(&t);
	assert_true(same(sim_root(&s), sim_root(&t)));
	for (unsigned k = 1; k < KIND__COUNT; k++) {
		struct sim_act a = sim_make(&s, (enum kind)k, STR_NONE);
		struct sim_act b = sim_make(&t, (enum kind)k, STR_NONE);
		assert_true(sim_submit(&s, &a).is_admitted == sim_submit(&t, &b).is_admitted);
	}
	assert_true(same(sim_root(&s), sim_root(&t)));
	sim_release(&s);
	sim_release(&t);
}

/* A dump with a byte changed, or cut, is refused or loaded; it breaks nothing. */
static void a_damaged_dump_breaks_nothing(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(300); i++) {
		struct gen g;
		struct sim s;
		struct buf dump;
		struct err err;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_world(&s);
		sim_envoys(&s);
		for (unsigned n = 0; n < 20; n++) {
			struct sim_act a = sim_random(&s, &g);
			(void)sim_submit(&s, &a);
		}
		buf_init(&dump, &s.scratch, (size_t)64 * 1024 * 1024);
		assert_true(forum_save(s.forum, &dump));
		struct forum *f;
		for (unsigned n = 0; n < 20; n++) {
			size_t at = gen_below(&g, dump.n);
			char kept = dump.p[at];
			dump.p[at] = (char)gen_below(&g, 256);
			struct str cut = buf_str(&dump);
			if (gen_chance(&g, 1, 3))
				cut.n = gen_below(&g, dump.n);
			if (forum_load(&f, &s.state, cut, 3, &err) == RC_OK) {
				struct hash root;
				forum_root(f, &root);
			}
			dump.p[at] = kept;
		}
		sim_release(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judging_changes_nothing),
		cmocka_unit_test(every_kind_is_admitted_in_random_histories),
		cmocka_unit_test(a_forum_from_a_dump_goes_on_as_if_nothing_had_been),
		cmocka_unit_test(acts_about_different_things_do_not_hinder_one_another),
		cmocka_unit_test(real_signatures_give_the_same_state_as_facts),
		cmocka_unit_test(a_damaged_dump_breaks_nothing),
	};
	return cmocka_run_group_tests_name("properties", tests, NULL, NULL);
}
