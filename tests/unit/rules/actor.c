/* Officers and delegates, acts that wait, acts about acts. */
#include "rules/actor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"
#include "rules/party.h"
#include "rules/register.h"

#include <cmocka.h>

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
}

static bool refused(struct sim *s, struct sim_act a, enum finding_id id)
{
	struct sim_result r = sim_judge(s, &a);
	return !r.is_admitted && sim_has(&r, id);
}

static bool admitted(struct sim *s, struct sim_act a)
{
	return sim_judge(s, &a).is_admitted;
}

static struct sim_act publish_as(struct sim *s, const char *handle)
{
	struct sim_act a = sim_make(s, KIND_RELEASE_PUBLISH, STR_NONE);
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

static struct sim_act silence_act(struct sim *s, enum kind k)
{
	sim_envoys(s);
	return sim_due(s, k);
}

static void every_kind_of_act_is_admitted_from_those_who_may(void **state)
{
	(void)state;
	for (unsigned k = 1; k < KIND__COUNT; k++) {
		struct sim s;
		world(&s);
		struct sim_result published = sim_do(&s, sim_make(&s, KIND_RELEASE_PUBLISH, S("r-1")));
		struct sim_recent of = sim_recent(&published);
		struct sim_act a = sim_make(&s, KIND_OFFICER_NAME, S("secretariat/officer-4"));
		a.signers[1] = a.signers[2]; /* one officer and the key to be named */
		a.signers_count = 2;
		struct sim_result waiting = sim_do(&s, a);
		a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
		a.content.delegate_accredit.until = (moment){ s.now.ms + 9 * SIM_DAY_MS };
		sim_do(&s, a);
		a = sim_make(&s, (enum kind)k, k == KIND_DELEGATE_EXTEND ? S("aa/delegate-2") : STR_NONE);
		if (k == KIND_PARTY_CONTEST || k == KIND_PARTY_SETTLE)
			sim_do(&s, sim_recover(&s, S("aa"), "bbcc"));
		if (k == KIND_PARTY_SETTLE)
			sim_do(&s, sim_make(&s, KIND_PARTY_CONTEST, S("aa")));
		if (k == KIND_PARTY_RESTORE)
			sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("aa")));
		if (k == KIND_RELEASE_VERSION)
			a = sim_make(&s, (enum kind)k, S("r-1"));
		if (k == KIND_ACT_ASSENT)
			a = sim_assent(&s, waiting.id, sim_officer(&s, 2));
		if (k == KIND_ACT_CONFIRM)
			a = sim_confirm(&s, S("aa"), &of);
		if (k == KIND_ACT_DISAVOW)
			a = sim_disavow(&s, S("aa"), &of);
		if (k >= KIND_SILENCE_PROPOSE)
			a = silence_act(&s, (enum kind)k);
		struct hash before = sim_root(&s);
		struct sim_result r = sim_do(&s, a);
		assert_int_equal(r.found.count, 0);
		struct hash after = sim_root(&s);
		assert_true(memcmp(&before, &after, sizeof before) != 0);
		sim_release(&s);
	}
}

static void a_delegate_acts_from_the_first_and_before_the_last_instant(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
	int64_t from = s.now.ms + 5000, until = s.now.ms + 9000;
	a.content.delegate_accredit.from = (moment){ from };
	a.content.delegate_accredit.until = (moment){ until };
	sim_do(&s, a);
	const int64_t at[] = { from - 1, from, until - 1, until };
	for (size_t i = 0; i < CM_COUNT(at); i++) {
		s.now.ms = at[i];
		assert_true(admitted(&s, publish_as(&s, "aa/delegate-2")) == (i == 1 || i == 2));
	}
	sim_release(&s);
}

static void who_is_dismissed_acts_no_more_and_nobody_takes_the_name(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_result r = sim_do(&s, sim_make(&s, KIND_DELEGATE_DISMISS, S("aa/delegate-1")));
	const struct actor *d = actor_find(s.forum, S("aa/delegate-1"));
	assert_true(d->is_ended);
	assert_int_equal(d->ended_entry, r.index);
	assert_true(refused(&s, publish_as(&s, "aa/delegate-1"), FINDING_HANDLE_DISMISSED));
	static const enum kind kinds[] = { KIND_DELEGATE_LIMIT, KIND_DELEGATE_EXTEND,
		KIND_DELEGATE_DISMISS };
	for (size_t i = 0; i < CM_COUNT(kinds); i++)
		assert_true(refused(&s, sim_make(&s, kinds[i], S("aa/delegate-1")),
		    FINDING_HANDLE_DISMISSED));
	sim_release(&s);
}

static void only_the_party_accredits_and_dismisses(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	static const enum kind kinds[] = { KIND_DELEGATE_ACCREDIT, KIND_DELEGATE_LIMIT,
		KIND_DELEGATE_EXTEND, KIND_DELEGATE_DISMISS };
	static const char *const others[] = { "bb/coordinator", "aa/delegate-1", "bb/delegate-1",
		"secretariat/officer-1" };
	for (size_t k = 0; k < CM_COUNT(kinds); k++) {
		struct sim_act a = sim_make(&s, kinds[k], k == 0 ? STR_NONE : S("aa/delegate-1"));
		for (size_t i = 0; i < CM_COUNT(others); i++) {
			struct sim_act b = a;
			struct sim_act by = { .signers_count = 0 };
			sim_sign_as(&s, &by, str_c(others[i]));
			b.signers[0] = by.signers[0];
			assert_true(refused(&s, b, i == 3 ? FINDING_SECRETARIAT_CANNOT_ACCREDIT
							   : FINDING_COORDINATOR_ONLY));
		}
	}
	sim_release(&s);
}

static void powers_are_narrowed_and_never_widened(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
	struct str powers[2] = { { "object", 6 }, { "publish", 7 } };
	a.content.delegate_accredit.powers = (struct strs){ 2, powers };
	a.content.delegate_accredit.until = (moment){ s.now.ms + 10 * SIM_DAY_MS };
	sim_do(&s, a);
	struct sim_act limit = sim_make(&s, KIND_DELEGATE_LIMIT, S("aa/delegate-2"));
	assert_true(refused(&s, limit, FINDING_DATE_ORDER)); /* thirty days */
	limit.content.delegate_limit.until = (moment){ s.now.ms + 5 * SIM_DAY_MS };
	limit.content.delegate_limit.powers = sim_strs(&s, S("vote"));
	assert_true(refused(&s, limit, FINDING_POWERS_TOO_WIDE));
	limit.content.delegate_limit.powers = sim_strs(&s, S("object"));
	limit.content.delegate_limit.bodies = sim_strs(&s, S("soc"));
	sim_do(&s, limit);
	assert_true(refused(&s, publish_as(&s, "aa/delegate-2"), FINDING_POWER_MISSING));
	limit.content.delegate_limit.bodies = sim_strs(&s, S("summit"));
	assert_true(refused(&s, limit, FINDING_POWERS_TOO_WIDE));
	struct sim_act moon = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-3"));
	moon.content.delegate_accredit.bodies = sim_strs(&s, S("moon"));
	assert_true(refused(&s, moon, FINDING_BODY_UNKNOWN));
	struct sim_act extend = sim_make(&s, KIND_DELEGATE_EXTEND, S("aa/delegate-2"));
	struct sim_act same = extend;
	same.content.delegate_extend.until = actor_find(s.forum, S("aa/delegate-2"))->until;
	assert_true(refused(&s, same, FINDING_DATE_ORDER));
	assert_true(refused(&s, sim_make(&s, KIND_DELEGATE_EXTEND, S("aa/delegate-1")),
	    FINDING_DATE_ORDER)); /* who has no end */
	s.now.ms += 20 * SIM_DAY_MS;
	assert_true(refused(&s, publish_as(&s, "aa/delegate-2"), FINDING_HANDLE_EXPIRED));
	sim_do(&s, extend);
	assert_true(refused(&s, publish_as(&s, "aa/delegate-2"), FINDING_POWER_MISSING));
	sim_release(&s);
}

static void a_delegate_adds_a_key_of_her_own_and_both_speak(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_KEY, S("aa/delegate-1"));
	struct str fresh = a.signers[1].key;
	struct sim_act unproven = a;
	unproven.signers_count = 1;
	assert_true(refused(&s, unproven, FINDING_KEY_UNPROVEN));
	sim_do(&s, a);
	struct sim_act b = publish_as(&s, "aa/delegate-1");
	b.signers[0].key = S("aa/delegate-1#0");
	assert_true(admitted(&s, b));
	b.signers[0].key = fresh;
	assert_true(admitted(&s, b));
	assert_true(actor_of_key(s.forum, sim_key(fresh)->blob) ==
	    actor_find(s.forum, S("aa/delegate-1")));
	sim_release(&s);
}

static void a_delegate_has_no_more_keys_than_an_act_has_room_for(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	for (unsigned i = 1; i < KEYS_MAX; i++)
		sim_do(&s, sim_make(&s, KIND_DELEGATE_KEY, S("aa/delegate-1")));
	assert_int_equal(actor_find(s.forum, S("aa/delegate-1"))->keys_count, KEYS_MAX);
	assert_true(refused(&s, sim_make(&s, KIND_DELEGATE_KEY, S("aa/delegate-1")),
	    FINDING_THRESHOLD_IMPOSSIBLE));
	sim_release(&s);
}

/* What pages show and nothing judges by is in the dump too. */
static void holders_are_the_same_after_a_dump(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
	a.content.delegate_accredit.bodies = sim_strs(&s, S("soc"));
	a.content.delegate_accredit.meetings = sim_strs(&s, S("soc-1"));
	a.content.delegate_accredit.rank = S("head");
	a.content.delegate_accredit.from = (moment){ s.now.ms - 5 };
	a.content.delegate_accredit.until = (moment){ s.now.ms + 5 };
	struct sim_result r = sim_do(&s, a);
	a = sim_make(&s, KIND_DELEGATE_DISMISS, S("aa/delegate-2"));
	a.content.delegate_dismiss.since = (moment){ s.now.ms - 7 };
	sim_do(&s, a);
	const struct actor before = *actor_find(s.forum, S("aa/delegate-2"));
	sim_reload(&s);
	const struct actor *d = actor_find(s.forum, S("aa/delegate-2"));
	assert_true(d->is_ended && d->role == ACTOR_DELEGATE && str_eq(d->party, S("aa")));
	assert_int_equal(d->ended_at.ms, before.ended_at.ms);
	assert_int_equal(d->challenged_since.ms, before.ended_at.ms - 7);
	assert_int_equal(d->ended_entry, r.index + 1);
	assert_int_equal(d->accredited_entry, r.index);
	assert_true(d->from.ms == before.from.ms && d->until.ms == before.until.ms);
	assert_true(str_eq(d->rank, S("head")) && str_eq(d->powers.at[0], S("publish")));
	assert_true(str_eq(d->bodies.at[0], S("soc")) && str_eq(d->meetings.at[0], S("soc-1")));
	assert_int_equal(d->keys[0].since, r.index);
	assert_int_equal(d->keys[0].ended, UINT64_MAX);
	sim_release(&s);
}

/* Stage C, E_ORIGIN and E_UV: what the signature says against what was registered with the key. */
static void a_passkey_signs_from_its_origin_and_a_token_verifies_its_user(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct party_key passkey = sim_keys(&s, S("web:sign.example")).at[0];
	passkey.origin = S("https://sign.example");
	struct party_key token = sim_keys(&s, S("sk:token")).at[0];
	token.uv = true;
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
	a.content.delegate_accredit.keys = (struct party_key_list){ 1, &passkey };
	a.signers[1].key = S("web:sign.example");
	assert_int_equal(sim_judge(&s, &a).fault, FAULT_ORIGIN); /* signs as if it were no passkey */
	a.signers[1].origin = S("https://sign.example.org");
	assert_int_equal(sim_judge(&s, &a).fault, FAULT_ORIGIN);
	a.signers[1].origin = passkey.origin;
	sim_do(&s, a);
	a = publish_as(&s, "aa/delegate-2");
	assert_int_equal(sim_judge(&s, &a).fault, FAULT_ORIGIN);
	a.signers[0].origin = passkey.origin;
	assert_true(admitted(&s, a));
	a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-3"));
	a.content.delegate_accredit.keys = (struct party_key_list){ 1, &token };
	a.signers[1].key = S("sk:token");
	assert_int_equal(sim_judge(&s, &a).fault, FAULT_UV);
	a.signers[1].is_verified = true;
	sim_do(&s, a);
	a = publish_as(&s, "aa/delegate-3");
	assert_int_equal(sim_judge(&s, &a).fault, FAULT_UV);
	a.signers[0].origin = S("https://sign.example");
	assert_int_equal(sim_judge(&s, &a).fault, FAULT_ORIGIN); /* a browser used a plain token */
	sim_reload(&s);
	a.signers[0].origin = STR_NONE;
	a.signers[0].is_verified = true;
	assert_true(admitted(&s, a));
	sim_release(&s);
}

static void an_act_of_too_few_officers_waits_for_their_assent(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_PARTY_ADMIT, S("zz"));
	a.signers_count = 1;
	struct sim_result r = sim_do(&s, a);
	assert_true(sim_has(&r, FINDING_WAITS_FOR_OTHERS));
	assert_null(party_find(s.forum, S("zz")));
	const struct pending_act *p = pending_at(s.forum, pending_count(s.forum) - 1);
	assert_int_equal(p->entry, r.index);
	assert_true(p->have == 1 && p->need == 2 && !p->is_done);
	sim_reload(&s);
	assert_true(refused(&s, sim_assent(&s, r.id, S("aa/coordinator")), FINDING_SIGNER_NEEDLESS));
	struct sim_result assent = sim_do(&s, sim_assent(&s, r.id, sim_officer(&s, 3)));
	assert_int_equal(assent.found.count, 0);
	assert_int_equal(party_find(s.forum, S("zz"))->admitted_entry, assent.index);
	assert_true(pending_at(s.forum, pending_count(s.forum) - 1)->is_done);
	sim_release(&s);
}

static void an_assent_is_judged_when_it_completes_the_act(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act first = sim_make(&s, KIND_PARTY_ADMIT, S("zz")), second = first;
	first.signers_count = 1;
	struct sim_result r = sim_do(&s, first);
	sim_do(&s, second); /* meanwhile the same party is admitted by two */
	assert_true(refused(&s, sim_assent(&s, r.id, sim_officer(&s, 2)), FINDING_CODE_USED));
	struct sim_act name = sim_make(&s, KIND_OFFICER_NAME, S("secretariat/officer-4"));
	name.signers[0] = name.signers[1]; /* officer 2 and the new key */
	name.signers[1] = name.signers[2];
	name.signers_count = 2;
	r = sim_do(&s, name);
	sim_do(&s, sim_make(&s, KIND_OFFICER_END, S("secretariat/officer-2")));
	struct sim_result one = sim_do(&s, sim_assent(&s, r.id, sim_officer(&s, 1)));
	assert_true(sim_has(&one, FINDING_WAITS_FOR_OTHERS)); /* whose handle ended counts no more */
	assert_null(actor_find(s.forum, S("secretariat/officer-4")));
	assert_int_equal(pending_at(s.forum, pending_count(s.forum) - 1)->have, 1);
	sim_do(&s, sim_assent(&s, r.id, sim_officer(&s, 3)));
	assert_int_equal(pending_at(s.forum, pending_count(s.forum) - 1)->have, 2);
	assert_non_null(actor_find(s.forum, S("secretariat/officer-4")));
	sim_release(&s);
}

static void the_threshold_counts_keys_and_each_once(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_OFFICER_END, S("secretariat/officer-3"));
	sim_unsign(&a);
	sim_sign_as(&s, &a, sim_officer(&s, 1));
	struct sim_result r = sim_do(&s, a);
	assert_true(refused(&s, sim_assent(&s, r.id, sim_officer(&s, 1)), FINDING_SIGNED_ALREADY));
	struct sim_act assent = sim_assent(&s, r.id, sim_officer(&s, 1));
	sim_sign_as(&s, &assent, sim_officer(&s, 2));
	assert_true(refused(&s, assent, FINDING_SIGNED_ALREADY));
	sim_do(&s, sim_assent(&s, r.id, sim_officer(&s, 2)));
	assert_true(actor_find(s.forum, S("secretariat/officer-3"))->is_ended);
	assert_true(refused(&s, sim_make(&s, KIND_OFFICER_END, S("secretariat/officer-3")),
	    FINDING_HANDLE_DISMISSED));
	sim_release(&s);
}

static void an_act_of_a_delegate_is_confirmed_or_disavowed_once_and_in_time(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_result one = sim_do(&s, publish_as(&s, "aa/delegate-1"));
	int64_t received = s.now.ms - s.step_ms;
	struct sim_result two = sim_do(&s, publish_as(&s, "aa/delegate-1"));
	struct sim_recent first = sim_recent(&one), second = sim_recent(&two), wrong = first;
	wrong.id = two.id;
	assert_true(refused(&s, sim_disavow(&s, S("aa"), &wrong), FINDING_ACT_UNKNOWN));
	assert_true(refused(&s, sim_disavow(&s, S("bb"), &first), FINDING_COORDINATOR_ONLY));
	struct sim_act act = sim_disavow(&s, S("aa"), &first);
	s.now.ms = received + 3 * SIM_DAY_MS + 1;
	assert_true(refused(&s, act, FINDING_DISAVOW_LATE));
	s.now.ms = received + 3 * SIM_DAY_MS;
	struct sim_result r = sim_do(&s, act);
	assert_null(act_mark_find(s.forum, one.index + 1));
	const struct act_mark *mark = act_mark_find(s.forum, one.index);
	assert_true(mark->is_disavowed && !mark->is_confirmed && mark->by_entry == r.index);
	assert_true(refused(&s, sim_confirm(&s, S("aa"), &first), FINDING_ACT_SETTLED));
	sim_do(&s, sim_confirm(&s, S("aa"), &second));
	assert_true(act_mark_find(s.forum, two.index)->is_confirmed);
	sim_reload(&s);
	assert_true(act_mark_find(s.forum, one.index)->is_disavowed);
	struct sim_recent officers = { .id = one.id, .index = 0 };
	assert_true(refused(&s, sim_disavow(&s, S("aa"), &officers), FINDING_ACT_UNKNOWN));
	sim_release(&s);
}

static void a_dismissal_challenges_the_acts_since_the_time_it_names(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_result before = sim_do(&s, publish_as(&s, "aa/delegate-1"));
	int64_t since = s.now.ms;
	struct sim_result one = sim_do(&s, publish_as(&s, "aa/delegate-1"));
	struct sim_act other = publish_as(&s, "bb/delegate-1");
	other.content.release_publish.party = S("bb");
	struct sim_result others = sim_do(&s, other);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_DISMISS, S("aa/delegate-1"));
	a.content.delegate_dismiss.since = (moment){ s.now.ms + 1 };
	assert_true(refused(&s, a, FINDING_DATE_ORDER));
	a.content.delegate_dismiss.since = (moment){ since };
	struct sim_result r = sim_do(&s, a);
	const struct act_mark *mark = act_mark_find(s.forum, one.index);
	assert_true(mark != NULL && mark->is_challenged && mark->by_entry == r.index);
	assert_null(act_mark_find(s.forum, before.index));
	assert_null(act_mark_find(s.forum, others.index));
	struct sim_recent of = sim_recent(&one); /* the party may still stand by it */
	sim_do(&s, sim_confirm(&s, S("aa"), &of));
	assert_true(mark->is_challenged && mark->is_confirmed);
	assert_true(refused(&s, sim_disavow(&s, S("aa"), &of), FINDING_ACT_SETTLED));
	sim_release(&s);
}

static void a_scoped_delegate_publishes_in_her_body_and_meeting(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_do(&s, sim_make(&s, KIND_MEETING_RECORD, S("soc-1")));
	sim_do(&s, sim_make(&s, KIND_MEETING_RECORD, S("soc-2")));
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
	a.content.delegate_accredit.bodies = sim_strs(&s, S("soc"));
	a.content.delegate_accredit.meetings = sim_strs(&s, S("soc-1"));
	sim_do(&s, a);
	struct sim_act b = publish_as(&s, "aa/delegate-2");
	assert_true(refused(&s, b, FINDING_BODY_OUT_OF_SCOPE)); /* in no meeting at all */
	b.content.release_publish.meeting = S("soc-2");
	assert_true(refused(&s, b, FINDING_MEETING_OUT_OF_SCOPE));
	b.content.release_publish.meeting = S("soc-1");
	struct str code = b.content.release_publish.code;
	sim_do(&s, b);
	struct sim_act version = sim_make(&s, KIND_RELEASE_VERSION, code);
	sim_unsign(&version);
	sim_sign_as(&s, &version, S("aa/delegate-2"));
	assert_true(admitted(&s, version));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_act_is_admitted_from_those_who_may),
		cmocka_unit_test(a_delegate_acts_from_the_first_and_before_the_last_instant),
		cmocka_unit_test(who_is_dismissed_acts_no_more_and_nobody_takes_the_name),
		cmocka_unit_test(only_the_party_accredits_and_dismisses),
		cmocka_unit_test(powers_are_narrowed_and_never_widened),
		cmocka_unit_test(a_delegate_adds_a_key_of_her_own_and_both_speak),
		cmocka_unit_test(a_delegate_has_no_more_keys_than_an_act_has_room_for),
		cmocka_unit_test(holders_are_the_same_after_a_dump),
		cmocka_unit_test(a_passkey_signs_from_its_origin_and_a_token_verifies_its_user),
		cmocka_unit_test(an_act_of_too_few_officers_waits_for_their_assent),
		cmocka_unit_test(an_assent_is_judged_when_it_completes_the_act),
		cmocka_unit_test(the_threshold_counts_keys_and_each_once),
		cmocka_unit_test(an_act_of_a_delegate_is_confirmed_or_disavowed_once_and_in_time),
		cmocka_unit_test(a_dismissal_challenges_the_acts_since_the_time_it_names),
		cmocka_unit_test(a_scoped_delegate_publishes_in_her_body_and_meeting),
	};
	return cmocka_run_group_tests_name("actor", tests, NULL, NULL);
}
