/* A party's keys: rotated, recovered, contested, settled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/verdict.h"
#include "rules/actor.h"
#include "rules/party.h"

#include <cmocka.h>

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
}

static const struct actor *coordinator(struct sim *s, const char *party)
{
	return actor_find(s->forum, sim_coordinator(s, str_c(party)));
}

/* Is this the one key that is valid? */
static bool key_is(struct sim *s, const char *party, struct str key)
{
	const struct actor *c = coordinator(s, party);
	uint32_t valid = 0, right = 0;
	for (uint32_t i = 0; i < c->keys_count; i++) {
		valid += c->keys[i].ended == UINT64_MAX;
		right += c->keys[i].ended == UINT64_MAX &&
		    str_eq(c->keys[i].blob, sim_key(key)->blob);
	}
	return valid == 1 && right == 1;
}

static struct str key_recovered(const struct sim_act *a)
{
	return sim_key_of_blob(a->content.party_recover.coordinator.keys.at[0].key)->name;
}

/* An accreditation of aa that only a holder of this key signs as coordinator. */
static struct sim_act accredit_with(struct sim *s, struct str key)
{
	struct sim_act a = sim_make(s, KIND_DELEGATE_ACCREDIT, STR_NONE);
	a.signers[0].key = key;
	return a;
}

static void rotation_is_by_the_committed_key_and_ends_the_old_one(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_result r = sim_do(&s, sim_make(&s, KIND_PARTY_ROTATE, S("aa")));
	assert_true(key_is(&s, "aa", S("aa/coordinator#1")));
	assert_int_equal(coordinator(&s, "aa")->keys[0].ended, r.index);
	assert_int_equal(coordinator(&s, "aa")->keys[1].since, r.index);
	assert_true(refused(&s, accredit_with(&s, S("aa/coordinator#0")), FINDING_KEY_NOT_ACCREDITED));
	struct sim_act a = accredit_with(&s, S("aa/coordinator#1"));
	assert_true(sim_judge(&s, &a).is_admitted);
	sim_do(&s, sim_make(&s, KIND_PARTY_ROTATE, S("aa"))); /* and again, with the new next */
	assert_false(actor_find(s.forum, S("aa/delegate-1"))->is_ended);
	sim_release(&s);
}

/* zz signs with two keys, "zz/coordinator#0" and "#1"; its next ones are "zz next 0" and "1". */
static struct hashes digests_of(struct sim *s, const char *one, const char *two)
{
	struct hash *at = arena_array(&s->scratch, struct hash, 2);
	at[0] = sim_key(str_c(one))->digest;
	at[1] = sim_key(str_c(two))->digest;
	if (memcmp(at[0].bytes, at[1].bytes, HASH_BYTES) > 0) {
		struct hash first = at[1];
		at[1] = at[0];
		at[0] = first;
	}
	return (struct hashes){ 2, at };
}

static struct keyset two_keys(struct sim *s, const char *one, const char *two, struct hashes next)
{
	struct party_key *at = arena_array(&s->scratch, struct party_key, 2);
	at[0] = sim_keys(s, str_c(one)).at[0];
	at[1] = sim_keys(s, str_c(two)).at[0];
	return (struct keyset){ .is_present = true, .keys = { 2, at }, .next = next, .threshold = 2 };
}

static void world_with_two_keys(struct sim *s)
{
	world(s);
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, S("zz"));
	a.content.party_admit.coordinator = two_keys(s, "zz/coordinator#0", "zz/coordinator#1",
	    digests_of(s, "zz next 0", "zz next 1"));
	sim_do(s, a);
}

static void a_threshold_of_two_rotates_with_two_and_is_what_the_new_keyset_says(void **state)
{
	(void)state;
	struct sim s;
	world_with_two_keys(&s);
	struct sim_act a = sim_make(&s, KIND_PARTY_ROTATE, S("zz"));
	a.content.party_rotate.coordinator =
	    two_keys(&s, "zz next 0", "zz next 1", digests_of(&s, "zz later 0", "zz later 1"));
	a.content.party_rotate.coordinator.threshold = 1;
	sim_unsign(&a);
	sim_sign(&a, S("zz/coordinator"), S("zz next 0"));
	assert_true(refused(&s, a, FINDING_THRESHOLD_MISSING));
	sim_sign(&a, S("zz/coordinator"), S("zz next 1"));
	sim_do(&s, a);
	assert_int_equal(coordinator(&s, "zz")->threshold, 1);
	struct sim_act accredit = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("zz/delegate-1"));
	accredit.signers[0].key = S("zz next 1");
	sim_do(&s, accredit);
	a.content.party_rotate.coordinator = /* one of one would do, but not for a keyset of two */
	    two_keys(&s, "zz later 0", "zz later 1", digests_of(&s, "zz last 0", "zz last 1"));
	sim_unsign(&a);
	sim_sign(&a, S("zz/coordinator"), S("zz later 0"));
	assert_true(refused(&s, a, FINDING_THRESHOLD_MISSING));
	sim_sign(&a, S("zz/coordinator"), S("zz later 1"));
	sim_do(&s, a);
	assert_int_equal(coordinator(&s, "zz")->threshold, 2);
	sim_release(&s);
}

static void one_key_of_two_dismisses_and_contests_but_accredits_nobody(void **state)
{
	(void)state;
	struct sim s;
	world_with_two_keys(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("zz/delegate-1"));
	assert_true(refused(&s, a, FINDING_THRESHOLD_MISSING));
	sim_sign(&a, S("zz/coordinator"), S("zz/coordinator#0"));
	sim_do(&s, a);
	assert_true(refused(&s, sim_make(&s, KIND_DELEGATE_LIMIT, S("zz/delegate-1")),
	    FINDING_THRESHOLD_MISSING));
	sim_do(&s, sim_make(&s, KIND_DELEGATE_DISMISS, S("zz/delegate-1")));
	sim_do(&s, sim_recover(&s, S("zz"), "aabb"));
	sim_do(&s, sim_make(&s, KIND_PARTY_CONTEST, S("zz")));
	sim_release(&s);
}

static void keysets_that_could_never_sign_or_rotate_are_refused(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	const struct sim_act good = sim_make(&s, KIND_PARTY_ADMIT, S("zz"));
	struct sim_act a = good;
	struct keyset *set = &a.content.party_admit.coordinator;
	set->threshold = 0;
	assert_true(refused(&s, a, FINDING_THRESHOLD_IMPOSSIBLE));
	*set = two_keys(&s, "zz/coordinator#0", "zz/coordinator#1", set->next);
	assert_true(refused(&s, a, FINDING_THRESHOLD_IMPOSSIBLE)); /* one next key for two */
	*set = two_keys(&s, "zz/coordinator#0", "zz/coordinator#0", digests_of(&s, "x", "y"));
	assert_true(refused(&s, a, FINDING_KEY_USED)); /* the same twice */
	sim_release(&s);
}

static void current_keys_alone_cannot_rotate(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act good = sim_make(&s, KIND_PARTY_ROTATE, S("aa"));
	struct sim_act a = good; /* the committed key is named, the current one signs */
	a.signers[0].key = S("aa/coordinator#0");
	assert_true(refused(&s, a, FINDING_ROTATION_NEEDS_NEXT_KEY));
	a = good; /* the committed key and one more that was not committed */
	struct party_key two[2] = { good.content.party_rotate.coordinator.keys.at[0],
		sim_keys(&s, S("thief#0")).at[0] };
	a.content.party_rotate.coordinator.keys = (struct party_key_list){ 2, two };
	assert_true(refused(&s, a, FINDING_ROTATION_NEEDS_NEXT_KEY));
	a = good; /* what another party committed */
	a.content.party_rotate.party = S("bb");
	a.signers[0].handle = S("bb/coordinator");
	assert_true(refused(&s, a, FINDING_ROTATION_NEEDS_NEXT_KEY));
	a = good; /* both keys sign: allowed */
	sim_sign(&a, S("aa/coordinator"), S("aa/coordinator#0"));
	assert_true(sim_judge(&s, &a).is_admitted);
	sim_release(&s);
}

static void a_key_serves_one_holder_for_ever(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_do(&s, sim_make(&s, KIND_PARTY_ROTATE, S("aa")));
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("bb/delegate-2"));
	a.content.delegate_accredit.keys = sim_keys(&s, S("aa/coordinator#0"));
	a.signers[1].key = S("aa/coordinator#0");
	assert_true(refused(&s, a, FINDING_KEY_USED));
	struct sim_act recover = sim_recover(&s, S("bb"), "aacc"); /* nor one on its way */
	struct str key = key_recovered(&recover);
	sim_do(&s, recover);
	a.content.delegate_accredit.keys = sim_keys(&s, key);
	a.signers[1].key = key;
	assert_true(refused(&s, a, FINDING_KEY_USED));
	sim_reload(&s);
	assert_true(refused(&s, a, FINDING_KEY_USED));
	sim_release(&s);
}

static void recovery_ripens_at_the_first_entry_past_its_wait(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_recover(&s, S("aa"), "bbcc");
	struct str fresh = key_recovered(&a);
	int64_t ripe = s.now.ms + 7 * SIM_DAY_MS;
	sim_do(&s, a);
	assert_int_equal(recovery_find(s.forum, S("aa"))->ripens_at.ms, ripe);
	s.now.ms = ripe; /* not past it yet: the old key speaks */
	assert_true(refused(&s, accredit_with(&s, fresh), FINDING_KEY_NOT_ACCREDITED));
	a = accredit_with(&s, S("aa/coordinator#0"));
	assert_true(sim_judge(&s, &a).is_admitted);
	s.now.ms = ripe + 1; /* judged by the new key, though no entry has come */
	assert_true(refused(&s, accredit_with(&s, S("aa/coordinator#0")), FINDING_KEY_NOT_ACCREDITED));
	assert_true(key_is(&s, "aa", S("aa/coordinator#0")));
	struct sim_act publish = sim_make(&s, KIND_RELEASE_PUBLISH, STR_NONE);
	assert_true(refused(&s, publish, FINDING_HANDLE_DISMISSED));
	struct sim_result r = sim_do(&s, sim_make(&s, KIND_BODY_RENAME, STR_NONE));
	assert_true(key_is(&s, "aa", fresh)); /* an entry of others ripened it */
	const struct actor *d = actor_find(s.forum, S("aa/delegate-1"));
	assert_true(d->is_ended);
	assert_int_equal(d->ended_entry, r.index);
	assert_false(actor_find(s.forum, S("bb/delegate-1"))->is_ended);
	assert_null(recovery_find(s.forum, S("aa")));
	sim_release(&s);
}

static void the_entry_that_ripens_a_recovery_is_judged_by_it(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_recover(&s, S("aa"), "bbcc");
	struct str fresh = key_recovered(&a);
	sim_do(&s, a);
	s.now.ms += 7 * SIM_DAY_MS;
	struct sim_act limit = sim_make(&s, KIND_DELEGATE_LIMIT, S("aa/delegate-1"));
	limit.signers[0].key = fresh;
	assert_true(refused(&s, limit, FINDING_HANDLE_DISMISSED)); /* she ends with this entry */
	struct sim_result r = sim_do(&s, accredit_with(&s, fresh));
	assert_true(r.is_admitted && key_is(&s, "aa", fresh));
	uint32_t alive = 0;
	for (uint32_t i = 0; i < actor_count(s.forum); i++) {
		const struct actor *d = actor_at(s.forum, i);
		alive += d->role == ACTOR_DELEGATE && str_eq(d->party, S("aa")) && !d->is_ended;
	}
	assert_int_equal(alive, 1); /* who was accredited by that very entry */
	assert_int_equal(coordinator(&s, "aa")->keys[1].since, r.index);
	sim_release(&s);
}

/* n others: max(2, a third of them rounded up). */
static void a_recovery_needs_a_third_of_the_others_and_two_at_least(void **state)
{
	(void)state;
	static const char more[][3] = { "ee", "ff", "gg", "hh", "ii", "jj", "kk" };
	static const char *const signers[] = { "b", "bbcc", "bbccdd", "bbccddoo" };
	struct sim s;
	world(&s);
	for (uint32_t others = 4; others <= 11; others++) {
		uint32_t need = others <= 6 ? 2 : others <= 9 ? 3 : 4;
		struct sim_act few = sim_recover(&s, S("aa"), need == 2 ? "bb" : signers[need - 2]);
		assert_true(refused(&s, few, FINDING_RECOVERY_TOO_FEW));
		struct sim_act enough = sim_recover(&s, S("aa"), signers[need - 1]);
		assert_true(sim_judge(&s, &enough).is_admitted);
		if (others < 11)
			sim_do(&s, sim_make(&s, KIND_PARTY_ADMIT, str_c(more[others - 4])));
	}
	sim_release(&s);
}

static void who_is_suspended_gone_contested_or_keyless_is_not_counted(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("bb")));
	assert_true(refused(&s, sim_recover(&s, S("aa"), "bbcc"), FINDING_RECOVERY_TOO_FEW));
	sim_do(&s, sim_make(&s, KIND_PARTY_RESTORE, S("bb")));
	struct sim_act a = sim_make(&s, KIND_PARTY_CHANGE, S("bb"));
	a.content.party_change.category = S("none");
	sim_do(&s, a);
	assert_true(refused(&s, sim_recover(&s, S("aa"), "bbcc"), FINDING_RECOVERY_TOO_FEW));
	sim_do(&s, sim_recover(&s, S("cc"), "ddoo"));
	sim_do(&s, sim_make(&s, KIND_PARTY_CONTEST, S("cc")));
	assert_true(refused(&s, sim_recover(&s, S("aa"), "ccdd"), FINDING_RECOVERY_TOO_FEW));
	assert_true(refused(&s, sim_recover(&s, S("aa"), "aadd"), FINDING_RECOVERY_TOO_FEW));
	a = sim_recover(&s, S("aa"), "ddoo");
	assert_true(sim_judge(&s, &a).is_admitted);
	sim_release(&s);
}

/* A party without keys gets its first by recovery: at the entry where they ripen it counts. */
static void a_party_whose_first_keys_ripen_counts_at_that_very_entry(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_PARTY_ADMIT, S("zz"));
	a.content.party_admit.coordinator = (struct keyset){ .is_present = false };
	sim_do(&s, a);
	a = sim_recover(&s, S("zz"), "aabb");
	struct str fresh = key_recovered(&a);
	sim_do(&s, a);
	s.now.ms += 7 * SIM_DAY_MS;
	a = sim_recover(&s, S("aa"), "bb");
	sim_sign(&a, S("zz/coordinator"), fresh);
	assert_true(sim_submit(&s, &a).is_admitted);
	assert_non_null(recovery_find(s.forum, S("aa")));
	sim_release(&s);
}

static void contest(struct sim *s, const char *others)
{
	sim_do(s, sim_recover(s, S("aa"), others));
	sim_do(s, sim_make(s, KIND_PARTY_CONTEST, S("aa")));
}

static void a_contest_freezes_the_party_for_as_long_as_it_lasts(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	contest(&s, "bbcc");
	s.now.ms += 30 * SIM_DAY_MS;
	sim_do(&s, sim_make(&s, KIND_BODY_RENAME, STR_NONE));
	assert_true(key_is(&s, "aa", S("aa/coordinator#0")));
	assert_true(party_find(s.forum, S("aa"))->is_contested);
	assert_true(refused(&s, sim_make(&s, KIND_DELEGATE_ACCREDIT, STR_NONE), FINDING_PARTY_CONTESTED));
	assert_true(refused(&s, sim_make(&s, KIND_DELEGATE_KEY, STR_NONE), FINDING_PARTY_CONTESTED));
	assert_true(refused(&s, sim_make(&s, KIND_PARTY_CONTEST, S("aa")), FINDING_NOTHING_TO_CONTEST));
	assert_true(refused(&s, sim_recover(&s, S("aa"), "ccdd"), FINDING_RECOVERY_PENDING));
	struct sim_act a = sim_make(&s, KIND_DELEGATE_DISMISS, STR_NONE); /* safety goes on */
	assert_true(sim_judge(&s, &a).is_admitted);
	sim_release(&s);
}

static void only_the_partys_own_key_contests_and_only_in_time(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_do(&s, sim_recover(&s, S("aa"), "bbcc"));
	struct sim_act a = sim_make(&s, KIND_PARTY_CONTEST, S("aa"));
	struct sim_act by_other = a;
	sim_unsign(&by_other);
	sim_sign_as(&s, &by_other, S("bb/coordinator"));
	assert_true(refused(&s, by_other, FINDING_COORDINATOR_ONLY));
	sim_unsign(&by_other);
	sim_sign_as(&s, &by_other, S("aa/delegate-1"));
	assert_true(refused(&s, by_other, FINDING_COORDINATOR_ONLY));
	s.now.ms += 7 * SIM_DAY_MS - s.step_ms;
	assert_true(sim_judge(&s, &a).is_admitted);
	s.now.ms += 1; /* ripe: the old key is nobody's now */
	assert_true(refused(&s, a, FINDING_KEY_NOT_ACCREDITED));
	sim_release(&s);
}

static void rotation_with_the_committed_key_ends_recovery_and_contest(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	contest(&s, "bbcc");
	sim_do(&s, sim_make(&s, KIND_PARTY_ROTATE, S("aa")));
	assert_true(key_is(&s, "aa", S("aa/coordinator#1")));
	assert_false(party_find(s.forum, S("aa"))->is_contested);
	assert_null(recovery_find(s.forum, S("aa")));
	s.now.ms += 30 * SIM_DAY_MS;
	sim_do(&s, sim_make(&s, KIND_DELEGATE_ACCREDIT, STR_NONE));
	assert_true(key_is(&s, "aa", S("aa/coordinator#1")));
	assert_false(actor_find(s.forum, S("aa/delegate-1"))->is_ended);
	sim_release(&s);
}

static void a_settlement_needs_two_thirds_of_the_others(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	assert_true(refused(&s, sim_settle(&s, S("aa"), true, "bbccdd"), FINDING_NOTHING_TO_CONTEST));
	contest(&s, "bbcc");
	assert_true(refused(&s, sim_settle(&s, S("aa"), true, "bbcc"), FINDING_RECOVERY_TOO_FEW));
	assert_true(refused(&s, sim_settle(&s, S("aa"), true, "aabbcc"), FINDING_RECOVERY_TOO_FEW));
	struct sim_act a = sim_settle(&s, S("aa"), true, "bbccoo");
	assert_true(sim_judge(&s, &a).is_admitted);
	sim_release(&s);
}

static void a_settlement_sets_the_new_keys_or_keeps_the_old(void **state)
{
	(void)state;
	for (unsigned grant = 0; grant < 2; grant++) {
		struct sim s;
		world(&s);
		struct sim_act a = sim_recover(&s, S("aa"), "bbcc");
		struct str fresh = key_recovered(&a);
		sim_do(&s, a);
		sim_do(&s, sim_make(&s, KIND_PARTY_CONTEST, S("aa")));
		struct sim_result r = sim_do(&s, sim_settle(&s, S("aa"), grant == 1, "bbccdd"));
		assert_true(key_is(&s, "aa", grant == 1 ? fresh : S("aa/coordinator#0")));
		assert_true(actor_find(s.forum, S("aa/delegate-1"))->is_ended == (grant == 1));
		assert_false(party_find(s.forum, S("aa"))->is_contested);
		assert_null(recovery_find(s.forum, S("aa")));
		if (grant == 1)
			assert_int_equal(coordinator(&s, "aa")->keys[1].since, r.index);
		s.now.ms += 30 * SIM_DAY_MS; /* what was refused never ripens */
		sim_do(&s, sim_make(&s, KIND_BODY_RENAME, STR_NONE));
		assert_true(key_is(&s, "aa", grant == 1 ? fresh : S("aa/coordinator#0")));
		sim_release(&s);
	}
}

static void waits_and_quorums_are_the_charters(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	struct str registry = S(",\"registry\":{\"disavow_s\":10,\"q_recover_min\":3,\"recover_wait_s\":5}");
	struct str after = S(",\"silence\""); /* keys ascend */
	size_t at = str_find_str(s.charter, after);
	s.charter = sim_str(&s, "%.*s%.*s%.*s", (int)at, s.charter.p, STR_ARG(registry),
	    STR_ARG(str_sub(s.charter, at, s.charter.n)));
	sim_world(&s);
	assert_true(refused(&s, sim_recover(&s, S("aa"), "bbcc"), FINDING_RECOVERY_TOO_FEW));
	struct sim_act a = sim_recover(&s, S("aa"), "bbccdd");
	struct str fresh = key_recovered(&a);
	sim_do(&s, a);
	s.now.ms += 5000;
	sim_do(&s, sim_make(&s, KIND_BODY_RENAME, STR_NONE));
	assert_true(key_is(&s, "aa", fresh));
	sim_release(&s);
}

/* Sixty more parties, each signing with so many keys: "p0" to "u9". */
static struct str crowd_code(struct sim *s, uint32_t i)
{
	return sim_str(s, "%c%u", (int)('p' + i / 10), i % 10);
}

static void crowd_admit(struct sim *s, uint32_t count, uint32_t keys)
{
	for (uint32_t i = 0; i < count; i++) {
		struct str code = crowd_code(s, i);
		struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, code);
		struct party_key *at = arena_array(&s->scratch, struct party_key, keys);
		struct hash *next = arena_array(&s->scratch, struct hash, keys);
		for (uint32_t k = 0; k < keys; k++) {
			at[k] = sim_keys(s, sim_str(s, "%.*s/coordinator#%u", STR_ARG(code), k)).at[0];
			next[k].bytes[0] = (uint8_t)(k + 1);
		}
		a.content.party_admit.coordinator = (struct keyset){
			.is_present = true, .keys = { keys, at }, .next = { keys, next }, .threshold = keys };
		sim_do(s, a);
	}
}

static void crowd_sign(struct sim *s, struct sim_act *a, uint32_t i, uint32_t keys)
{
	struct str code = crowd_code(s, i);
	for (uint32_t k = 0; k < keys; k++)
		sim_sign(a, sim_coordinator(s, code), sim_str(s, "%.*s/coordinator#%u", STR_ARG(code), k));
}

static void a_recovery_by_more_than_an_act_has_room_for_waits_for_assents(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	crowd_admit(&s, 60, 1);
	struct sim_act a = sim_recover(&s, S("aa"), ""); /* 22 of 64 others */
	for (uint32_t i = 0; i < 16; i++)
		crowd_sign(&s, &a, i, 1);
	struct str fresh = key_recovered(&a);
	struct sim_result r = sim_do(&s, a);
	assert_true(sim_has(&r, FINDING_WAITS_FOR_OTHERS));
	assert_null(recovery_find(s.forum, S("aa")));
	struct sim_act assent = sim_assent(&s, r.id, S("aa/coordinator"));
	assert_true(refused(&s, assent, FINDING_SIGNER_NEEDLESS)); /* it is not counted itself */
	sim_unsign(&assent);
	for (uint32_t i = 16; i < 21; i++)
		crowd_sign(&s, &assent, i, 1);
	struct sim_result one = sim_do(&s, assent);
	assert_true(sim_has(&one, FINDING_WAITS_FOR_OTHERS));
	assert_null(recovery_find(s.forum, S("aa")));
	sim_reload(&s);
	int64_t ripe = s.now.ms + 7 * SIM_DAY_MS;
	sim_do(&s, sim_assent(&s, r.id, S("bb/coordinator")));
	assert_int_equal(recovery_find(s.forum, S("aa"))->ripens_at.ms, ripe);
	s.now.ms = ripe + 1;
	sim_do(&s, accredit_with(&s, fresh));
	assert_true(key_is(&s, "aa", fresh));
	sim_release(&s);
}

static void keys_that_fill_an_act_may_be_followed_by_assents(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	crowd_admit(&s, 22, 2);
	struct sim_act a = sim_recover(&s, S("aa"), ""); /* 9 of 26 others, with two keys each */
	for (uint32_t i = 0; i < 7; i++)
		crowd_sign(&s, &a, i, 2);
	assert_true(refused(&s, a, FINDING_RECOVERY_TOO_FEW)); /* there was room for another */
	crowd_sign(&s, &a, 7, 2);
	struct sim_result r = sim_do(&s, a);
	assert_true(sim_has(&r, FINDING_WAITS_FOR_OTHERS));
	struct sim_act assent = { .kind = KIND_ACT_ASSENT };
	assent.content.act_assent = (struct act_assent){ .is_present = true, .id = r.id };
	crowd_sign(&s, &assent, 8, 1);
	sim_do(&s, assent); /* with one key of two: recorded, not yet enough */
	assert_null(recovery_find(s.forum, S("aa")));
	sim_unsign(&assent);
	crowd_sign(&s, &assent, 8, 2);
	assert_true(refused(&s, assent, FINDING_SIGNED_ALREADY));
	assent.signers[0] = assent.signers[1];
	assent.signers_count = 1;
	sim_do(&s, assent);
	assert_non_null(recovery_find(s.forum, S("aa")));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rotation_is_by_the_committed_key_and_ends_the_old_one),
		cmocka_unit_test(a_threshold_of_two_rotates_with_two_and_is_what_the_new_keyset_says),
		cmocka_unit_test(one_key_of_two_dismisses_and_contests_but_accredits_nobody),
		cmocka_unit_test(keysets_that_could_never_sign_or_rotate_are_refused),
		cmocka_unit_test(current_keys_alone_cannot_rotate),
		cmocka_unit_test(a_key_serves_one_holder_for_ever),
		cmocka_unit_test(recovery_ripens_at_the_first_entry_past_its_wait),
		cmocka_unit_test(the_entry_that_ripens_a_recovery_is_judged_by_it),
		cmocka_unit_test(a_recovery_needs_a_third_of_the_others_and_two_at_least),
		cmocka_unit_test(who_is_suspended_gone_contested_or_keyless_is_not_counted),
		cmocka_unit_test(a_party_whose_first_keys_ripen_counts_at_that_very_entry),
		cmocka_unit_test(a_contest_freezes_the_party_for_as_long_as_it_lasts),
		cmocka_unit_test(only_the_partys_own_key_contests_and_only_in_time),
		cmocka_unit_test(rotation_with_the_committed_key_ends_recovery_and_contest),
		cmocka_unit_test(a_settlement_needs_two_thirds_of_the_others),
		cmocka_unit_test(a_settlement_sets_the_new_keys_or_keeps_the_old),
		cmocka_unit_test(waits_and_quorums_are_the_charters),
		cmocka_unit_test(a_recovery_by_more_than_an_act_has_room_for_waits_for_assents),
		cmocka_unit_test(keys_that_fill_an_act_may_be_followed_by_assents),
	};
	return cmocka_run_group_tests_name("recovery", tests, NULL, NULL);
}
