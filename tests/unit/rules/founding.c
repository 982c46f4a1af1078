/* The founding act, whose own keys and thresholds are all there is to judge it by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"
#include "rules/actor.h"
#include "rules/party.h"

#include <cmocka.h>

/* A founding that is admitted, with four parties of whom two sign, to be spoiled. */
struct founding {
	struct sim s;
	struct sim_act a;
	struct founding_officer officers[SIM_OFFICERS];
	struct founding_party parties[4];
};

static struct forum_found *founding_begin(struct founding *f)
{
	sim_init(&f->s, false);
	f->s.parties_threshold = 2;
	f->a = sim_found(&f->s);
	struct forum_found *c = &f->a.content.forum_found;
	memcpy(f->officers, c->officers.at, sizeof f->officers);
	memcpy(f->parties, c->parties.at, sizeof f->parties);
	c->officers.at = f->officers;
	c->parties.at = f->parties;
	return c;
}

/* Is it refused for this, at this place? Releases the world. */
static bool founding_refused(struct founding *f, enum finding_id id, const char *place)
{
	struct sim_result r = sim_submit(&f->s, &f->a);
	bool is_there = false;
	for (unsigned i = 0; i < r.found.count; i++)
		is_there = is_there ||
		    (r.found.at[i].id == id && str_eq(r.found.at[i].place, str_c(place)));
	bool is_refused = !r.is_admitted && is_there && !forum_is_founded(f->s.forum);
	sim_release(&f->s);
	return is_refused;
}

static void a_founding_makes_officers_parties_and_the_charter(void **state)
{
	(void)state;
	static struct founding f;
	founding_begin(&f);
	assert_null(forum_charter(f.s.forum));
	assert_false(forum_is_founded(f.s.forum));
	struct sim_result r = sim_do(&f.s, f.a);
	assert_memory_equal(forum_id(f.s.forum)->bytes, r.id.bytes, HASH_BYTES);
	assert_int_equal(forum_size(f.s.forum), 1);
	assert_int_equal(forum_now(f.s.forum).ms, SIM_BEGIN);
	assert_int_equal(forum_officers_threshold(f.s.forum), 2);
	assert_true(str_eq(forum_charter(f.s.forum)->id, S("sim")));
	assert_int_equal(party_count(f.s.forum), 4);
	assert_int_equal(actor_count(f.s.forum), SIM_OFFICERS + 4);
	const struct actor *c = actor_find(f.s.forum, S("bb/coordinator"));
	assert_true(c->role == ACTOR_COORDINATOR && c->threshold == 1 && c->keys_count == 1);
	assert_true(str_eq(party_names_on(party_at(f.s.forum, 1), FORUM_TODAY)->at[0].text,
	    S("Party bb")));
	sim_release(&f.s);
}

static void the_founding_needs_its_own_thresholds(void **state)
{
	(void)state;
	static struct founding f;
	founding_begin(&f); /* signed by officers 1 and 2, aa and bb */
	f.a.signers[1] = f.a.signers[3];
	f.a.signers_count = 3;
	assert_true(founding_refused(&f, FINDING_THRESHOLD_MISSING, "officers_threshold"));
	founding_begin(&f);
	f.a.signers_count = 3;
	assert_true(founding_refused(&f, FINDING_THRESHOLD_MISSING, "parties_threshold"));
	founding_begin(&f)->officers_threshold = 4;
	assert_true(founding_refused(&f, FINDING_THRESHOLD_IMPOSSIBLE, "officers_threshold"));
	founding_begin(&f)->officers_threshold = 0;
	assert_true(founding_refused(&f, FINDING_THRESHOLD_IMPOSSIBLE, "officers_threshold"));
	founding_begin(&f)->parties_threshold = 5;
	assert_true(founding_refused(&f, FINDING_THRESHOLD_IMPOSSIBLE, "parties_threshold"));
}

/* A party of two keys that both must sign agrees when both have. */
static void a_founding_party_agrees_with_as_many_keys_as_it_needs(void **state)
{
	(void)state;
	for (unsigned keys = 1; keys <= 2; keys++) {
		static struct founding f;
		founding_begin(&f);
		struct party_key two[2] = { f.parties[0].coordinator.keys.at[0],
			sim_keys(&f.s, S("aa second")).at[0] };
		struct hash next[2] = { f.parties[0].coordinator.next.at[0] };
		memset(next[1].bytes, 0xff, HASH_BYTES);
		f.parties[0].coordinator.keys = (struct party_key_list){ 2, two };
		f.parties[0].coordinator.next = (struct hashes){ 2, next };
		f.parties[0].coordinator.threshold = 2;
		if (keys == 1) {
			assert_true(founding_refused(&f, FINDING_THRESHOLD_MISSING, "parties_threshold"));
			continue;
		}
		sim_sign(&f.a, S("aa/coordinator"), S("aa second"));
		sim_do(&f.s, f.a);
		sim_release(&f.s);
	}
}

static void keysets_of_a_founding_are_possible(void **state)
{
	(void)state;
	static struct founding f;
	for (int64_t threshold = 0; threshold <= 2; threshold += 2) {
		founding_begin(&f);
		f.parties[3].coordinator.threshold = threshold;
		assert_true(founding_refused(&f, FINDING_THRESHOLD_IMPOSSIBLE, "parties"));
	}
	founding_begin(&f); /* fewer next keys than the threshold: it could never rotate */
	struct party_key two[2] = { f.parties[3].coordinator.keys.at[0],
		sim_keys(&f.s, S("dd second")).at[0] };
	f.parties[3].coordinator.keys = (struct party_key_list){ 2, two };
	f.parties[3].coordinator.threshold = 2;
	assert_true(founding_refused(&f, FINDING_THRESHOLD_IMPOSSIBLE, "parties"));
}

static void each_key_name_and_code_is_one_holders(void **state)
{
	(void)state;
	static struct founding f;
	founding_begin(&f);
	f.officers[2].keys = f.parties[3].coordinator.keys;
	assert_true(founding_refused(&f, FINDING_KEY_USED, "keys"));
	founding_begin(&f);
	f.officers[2].handle = f.officers[1].handle;
	assert_true(founding_refused(&f, FINDING_HANDLE_USED, "officers"));
	founding_begin(&f);
	f.parties[3].code = S("cc");
	assert_true(founding_refused(&f, FINDING_CODE_USED, "parties"));
	founding_begin(&f);
	f.parties[3].code = S("secretariat");
	assert_true(founding_refused(&f, FINDING_CODE_USED, "parties"));
}

static void names_types_and_words_of_a_founding_are_those_of_the_rules(void **state)
{
	(void)state;
	static struct founding f;
	founding_begin(&f);
	f.officers[2].handle = S("dd/officer-3");
	assert_true(founding_refused(&f, FINDING_HANDLE_INVALID, "officers"));
	founding_begin(&f);
	f.parties[3].code = S("d.d");
	assert_true(founding_refused(&f, FINDING_HANDLE_INVALID, "parties"));
	founding_begin(&f);
	f.parties[3].category = S("guest");
	assert_true(founding_refused(&f, FINDING_CATEGORY_UNKNOWN, "parties"));
	struct forum_found *c = founding_begin(&f);
	c->types = sim_strs(&f.s, S("ssh-dss"));
	assert_true(founding_refused(&f, FINDING_KEY_TYPE_NOT_ALLOWED, "types"));
	founding_begin(&f);
	f.officers[2].keys = sim_keys(&f.s, S("p256:officer"));
	assert_true(founding_refused(&f, FINDING_KEY_TYPE_NOT_ALLOWED, "keys"));
	c = founding_begin(&f);
	c->charter = S("{\"id\":\"sim\"}");
	assert_true(founding_refused(&f, FINDING_CHARTER_INVALID, "/epoch"));
}

static void who_has_no_part_does_not_sign_a_founding(void **state)
{
	(void)state;
	static struct founding f;
	static const char *const signers[][2] = { { "ee/coordinator", "ee/coordinator#0" },
		{ "cc/coordinator", "dd/coordinator#0" }, { "cc/coordinator", "cc/coordinator#0" } };
	for (size_t i = 0; i < CM_COUNT(signers); i++) {
		founding_begin(&f);
		sim_sign(&f.a, str_c(signers[i][0]), str_c(signers[i][1]));
		assert_int_equal(sim_judge(&f.s, &f.a).fault, i < 2 ? FAULT_AUTH : FAULT_NONE);
		sim_release(&f.s);
	}
}

static void a_charter_takes_effect_from_its_entry_and_with_all_who_must(void **state)
{
	(void)state;
	static struct founding f;
	founding_begin(&f);
	sim_do(&f.s, f.a);
	struct str old = S("\"id\":\"observer\""), new_text = S("\"id\":\"watchers\"");
	size_t at = str_find_str(f.s.charter, old);
	struct sim_act a = sim_make(&f.s, KIND_CHARTER_ADOPT, STR_NONE);
	a.content.charter_adopt.charter = sim_str(&f.s, "%.*s%.*s%.*s", (int)at, f.s.charter.p,
	    STR_ARG(new_text), STR_ARG(str_sub(f.s.charter, at + old.n, f.s.charter.n)));
	struct sim_act change = sim_make(&f.s, KIND_PARTY_CHANGE, S("aa"));
	change.content.party_change.category = S("observer");
	assert_true(sim_judge(&f.s, &change).is_admitted);
	struct sim_act few = a;
	few.signers_count = 3; /* two officers, one party of two */
	struct sim_result r = sim_do(&f.s, few);
	assert_true(sim_has(&r, FINDING_WAITS_FOR_OTHERS));
	assert_int_equal(pending_at(f.s.forum, 0)->have, 3);
	assert_int_equal(pending_at(f.s.forum, 0)->need, 4);
	assert_true(sim_judge(&f.s, &change).is_admitted);
	r = sim_do(&f.s, sim_assent(&f.s, r.id, S("cc/coordinator")));
	assert_int_equal(pending_at(f.s.forum, 0)->have, 4);
	r = sim_judge(&f.s, &change);
	assert_true(sim_has(&r, FINDING_CATEGORY_UNKNOWN));
	sim_reload(&f.s);
	r = sim_judge(&f.s, &change);
	assert_true(sim_has(&r, FINDING_CATEGORY_UNKNOWN));
	sim_release(&f.s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_founding_makes_officers_parties_and_the_charter),
		cmocka_unit_test(the_founding_needs_its_own_thresholds),
		cmocka_unit_test(a_founding_party_agrees_with_as_many_keys_as_it_needs),
		cmocka_unit_test(keysets_of_a_founding_are_possible),
		cmocka_unit_test(each_key_name_and_code_is_one_holders),
		cmocka_unit_test(names_types_and_words_of_a_founding_are_those_of_the_rules),
		cmocka_unit_test(who_has_no_part_does_not_sign_a_founding),
		cmocka_unit_test(a_charter_takes_effect_from_its_entry_and_with_all_who_must),
	};
	return cmocka_run_group_tests_name("founding", tests, NULL, NULL);
}
