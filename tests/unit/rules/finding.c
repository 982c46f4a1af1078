/* Every finding of the list is reached, at the place it names, and a refusal changes nothing. */
#include "rules/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "unit/rules/finding_cases.h"

#include <cmocka.h>

static struct sim_act publish_as(struct sim *s, const char *handle, const char *key)
{
	struct sim_act a = sim_make(s, KIND_RELEASE_PUBLISH, STR_NONE);
	sim_unsign(&a);
	sim_sign(&a, str_c(handle), str_c(key));
	return a;
}

static struct sim_act handle_unknown(struct sim *s)
{
	return publish_as(s, "aa/delegate-9", "aa/delegate-9#0");
}

static struct sim_act handle_dismissed(struct sim *s)
{
	sim_do(s, sim_make(s, KIND_DELEGATE_DISMISS, STR_NONE));
	return publish_as(s, "aa/delegate-1", "aa/delegate-1#0");
}

static struct sim_act accredit_two(struct sim *s)
{
	return sim_make(s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-2"));
}

static struct sim_act handle_not_yet(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.from = (moment){ s->now.ms + s->step_ms + 1 };
	sim_do(s, a);
	return publish_as(s, "aa/delegate-2", "aa/delegate-2#0");
}

static struct sim_act handle_expired(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.until = (moment){ s->now.ms + s->step_ms };
	sim_do(s, a);
	return publish_as(s, "aa/delegate-2", "aa/delegate-2#0");
}

static struct sim_act key_not_accredited(struct sim *s)
{
	return publish_as(s, "aa/delegate-1", "bb/delegate-1#0");
}

static struct sim_act power_missing(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.powers = sim_strs(s, S("attend"));
	sim_do(s, a);
	return publish_as(s, "aa/delegate-2", "aa/delegate-2#0");
}

static struct sim_act body_out_of_scope(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.bodies = sim_strs(s, S("summit"));
	sim_do(s, a);
	sim_do(s, sim_make(s, KIND_MEETING_RECORD, S("soc-1")));
	a = publish_as(s, "aa/delegate-2", "aa/delegate-2#0");
	a.content.release_publish.meeting = S("soc-1");
	return a;
}

static struct sim_act meeting_out_of_scope(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.meetings = sim_strs(s, S("soc-1"));
	sim_do(s, a);
	a = publish_as(s, "aa/delegate-2", "aa/delegate-2#0");
	a.content.release_publish.meeting = S("soc-2");
	return a;
}

static struct sim_act acts_for_other_party(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_RELEASE_PUBLISH, STR_NONE);
	a.content.release_publish.party = S("bb");
	return a;
}

/* A party whose coordinator signs with two of its two keys. */
static void admit_of_two_keys(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, S("zz"));
	struct party_key *keys = arena_array(&s->scratch, struct party_key, 2);
	struct hash *next = arena_array(&s->scratch, struct hash, 2);
	keys[0] = sim_keys(s, S("zz/coordinator#0")).at[0];
	keys[1] = sim_keys(s, S("zz/coordinator#second")).at[0];
	next[0] = sim_key(S("zz/coordinator#1"))->digest;
	memset(next[1].bytes, 0xff, HASH_BYTES);
	a.content.party_admit.coordinator = (struct keyset){
		.is_present = true, .keys = { 2, keys }, .next = { 2, next }, .threshold = 2 };
	sim_do(s, a);
}

static struct sim_act threshold_missing(struct sim *s)
{
	admit_of_two_keys(s);
	struct sim_act a = sim_make(s, KIND_DELEGATE_ACCREDIT, S("zz/delegate-1"));
	a.signers[0].key = S("zz/coordinator#0");
	return a;
}

static struct sim_act key_used(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.keys = sim_keys(s, S("bb/delegate-1#0"));
	a.signers[1].key = S("bb/delegate-1#0");
	return a;
}

static struct sim_act handle_used(struct sim *s)
{
	sim_do(s, sim_make(s, KIND_DELEGATE_DISMISS, STR_NONE));
	struct sim_act a = sim_make(s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-1"));
	a.content.delegate_accredit.keys = sim_keys(s, S("another"));
	a.signers[1].key = S("another");
	return a;
}

static struct sim_act code_used(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, S("aa"));
	a.content.party_admit.coordinator = (struct keyset){ .is_present = false };
	return a;
}

static struct sim_act coordinator_only(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_DELEGATE_EXTEND, S("aa/delegate-1"));
	sim_unsign(&a);
	sim_sign_as(s, &a, S("aa/delegate-1"));
	return a;
}

static struct sim_act secretariat_cannot_accredit(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_DELEGATE_DISMISS, S("aa/delegate-1"));
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	sim_sign_as(s, &a, sim_officer(s, 2));
	return a;
}

static struct sim_act rotation_needs_next_key(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ROTATE, S("aa"));
	a.content.party_rotate.coordinator = sim_keyset(s, S("thief#0"), S("thief#1"));
	sim_unsign(&a);
	sim_sign_as(s, &a, S("aa/coordinator"));
	return a;
}

static struct sim_act recovery_too_few(struct sim *s)
{
	return sim_recover(s, S("aa"), "bb");
}

static struct sim_act recovery_pending(struct sim *s)
{
	sim_do(s, sim_recover(s, S("aa"), "bbcc"));
	return sim_recover(s, S("aa"), "ccdd");
}

static struct sim_act nothing_to_contest(struct sim *s)
{
	return sim_make(s, KIND_PARTY_CONTEST, S("aa"));
}

static struct sim_act party_contested(struct sim *s)
{
	sim_do(s, sim_recover(s, S("aa"), "bbcc"));
	sim_do(s, sim_make(s, KIND_PARTY_CONTEST, S("aa")));
	return accredit_two(s);
}

static struct sim_act powers_too_wide(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_DELEGATE_ACCREDIT, S("oo/delegate-2"));
	a.content.delegate_accredit.powers = sim_strs(s, S("object"));
	return a;
}

static struct sim_act disavow_late(struct sim *s)
{
	struct sim_result r = sim_do(s, sim_make(s, KIND_RELEASE_PUBLISH, STR_NONE));
	struct sim_recent of = sim_recent(&r);
	s->now.ms += 3 * SIM_DAY_MS - s->step_ms + 1;
	return sim_disavow(s, S("aa"), &of);
}

static struct sim_act charter_invalid(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_CHARTER_ADOPT, STR_NONE);
	a.content.charter_adopt.charter = S("{}");
	return a;
}

static struct sim_act party_suspended(struct sim *s)
{
	sim_do(s, sim_make(s, KIND_PARTY_SUSPEND, S("aa")));
	return publish_as(s, "aa/delegate-1", "aa/delegate-1#0");
}

static struct sim_act change_on(struct sim *s, const char *from)
{
	struct sim_act a = sim_make(s, KIND_PARTY_CHANGE, S("aa"));
	a.content.party_change.from = sim_date(from);
	return a;
}

static struct sim_act status_date_order(struct sim *s)
{
	sim_do(s, change_on(s, "2010-06-08"));
	return change_on(s, "2010-06-07");
}

static struct sim_act date_order(struct sim *s)
{
	struct sim_act a = change_on(s, "2010-06-08");
	a.content.party_change.until = sim_date("2010-06-07");
	return a;
}

static struct sim_act already_founded(struct sim *s)
{
	return sim_found(s);
}

static struct sim_act kind_unknown(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_RENAME, S("aa"));
	a.kind_name = S("song.sing");
	return a;
}

static struct sim_act officer_only(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_BODY_RENAME, S("soc"));
	sim_unsign(&a);
	sim_sign_as(s, &a, S("aa/coordinator"));
	return a;
}

static struct sim_act officers_too_few(struct sim *s)
{
	sim_do(s, sim_make(s, KIND_OFFICER_END, S("secretariat/officer-3")));
	return sim_make(s, KIND_OFFICER_END, S("secretariat/officer-2"));
}

static struct sim_act threshold_impossible(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, S("zz"));
	a.content.party_admit.coordinator.threshold = 2;
	return a;
}

static struct sim_act key_type_not_allowed(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.content.delegate_accredit.keys = sim_keys(s, S("p256:x"));
	a.signers[1].key = S("p256:x");
	return a;
}

static struct sim_act key_unproven(struct sim *s)
{
	struct sim_act a = accredit_two(s);
	a.signers_count = 1;
	return a;
}

static struct sim_act handle_invalid(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, S("z.z"));
	return a;
}

static struct sim_act signer_needless(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_BODY_RENAME, S("soc"));
	sim_sign_as(s, &a, S("aa/delegate-1"));
	return a;
}

static struct sim_act party_unknown(struct sim *s)
{
	return sim_make(s, KIND_OFFICE_TERM, S("zz"));
}

static struct sim_act party_left(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_CHANGE, S("aa"));
	a.content.party_change.category = S("none");
	sim_do(s, a);
	return publish_as(s, "aa/delegate-1", "aa/delegate-1#0");
}

static struct sim_act party_not_suspended(struct sim *s)
{
	return sim_make(s, KIND_PARTY_RESTORE, S("aa"));
}

static struct sim_act category_unknown(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_CHANGE, S("aa"));
	a.content.party_change.category = S("guest");
	return a;
}

static struct sim_act body_unknown(struct sim *s)
{
	return sim_make(s, KIND_BODY_RENAME, S("council"));
}

static struct sim_act office_unknown(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_OFFICE_TERM, S("aa"));
	a.content.office_term.office = S("treasurer");
	return a;
}

static struct sim_act word_unknown(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_RENAME, S("aa"));
	a.content.party_rename.use = S("nickname");
	return a;
}

static struct sim_act release_unknown(struct sim *s)
{
	return sim_make(s, KIND_RELEASE_VERSION, S("nothing"));
}

static struct sim_act language_twice(struct sim *s)
{
	sim_do(s, sim_make(s, KIND_RELEASE_PUBLISH, S("r-1")));
	sim_do(s, sim_make(s, KIND_RELEASE_VERSION, S("r-1")));
	return sim_make(s, KIND_RELEASE_VERSION, S("r-1"));
}

static struct sim_act facet_twice(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_RELEASE_PUBLISH, STR_NONE);
	struct facet *twice = arena_array(&s->scratch, struct facet, 2);
	twice[0] = twice[1] = (struct facet){ .is_present = true,
		.code = S("osce"),
		.names = sim_names(s, S("OSCE")) };
	a.content.release_publish.organisations = (struct facet_list){ 2, twice };
	return a;
}

static struct sim_act act_unknown(struct sim *s)
{
	return sim_assent(s, sim_key(S("nothing"))->digest, sim_officer(s, 3));
}

static struct sim_act officers_one(struct sim *s)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, S("zz"));
	a.signers_count = 1;
	return a;
}

static struct sim_act act_settled(struct sim *s)
{
	struct sim_result r = sim_do(s, officers_one(s));
	sim_do(s, sim_assent(s, r.id, sim_officer(s, 2)));
	return sim_assent(s, r.id, sim_officer(s, 3));
}

static struct sim_act signed_already(struct sim *s)
{
	struct sim_result r = sim_do(s, officers_one(s));
	return sim_assent(s, r.id, sim_officer(s, 1));
}

/* What cannot come after the founding has its own tests below; what this epoch cannot give, a reason. */
static const struct finding_case CASES[] = {
	{ FINDING_HANDLE_UNKNOWN, handle_unknown, NULL },
	{ FINDING_HANDLE_DISMISSED, handle_dismissed, NULL },
	{ FINDING_HANDLE_NOT_YET, handle_not_yet, NULL },
	{ FINDING_HANDLE_EXPIRED, handle_expired, NULL },
	{ FINDING_KEY_NOT_ACCREDITED, key_not_accredited, NULL },
	{ FINDING_POWER_MISSING, power_missing, "" },
	{ FINDING_BODY_OUT_OF_SCOPE, body_out_of_scope, "meeting" },
	{ FINDING_MEETING_OUT_OF_SCOPE, meeting_out_of_scope, "meeting" },
	{ FINDING_ACTS_FOR_OTHER_PARTY, acts_for_other_party, "party" },
	{ FINDING_THRESHOLD_MISSING, threshold_missing, "" },
	{ FINDING_KEY_USED, key_used, "keys" },
	{ FINDING_HANDLE_USED, handle_used, "delegate" },
	{ FINDING_CODE_USED, code_used, "code" },
	{ FINDING_COORDINATOR_ONLY, coordinator_only, "" },
	{ FINDING_SECRETARIAT_CANNOT_ACCREDIT, secretariat_cannot_accredit, "" },
	{ FINDING_ROTATION_NEEDS_NEXT_KEY, rotation_needs_next_key, "" },
	{ FINDING_RECOVERY_TOO_FEW, recovery_too_few, "" },
	{ FINDING_RECOVERY_PENDING, recovery_pending, "" },
	{ FINDING_NOTHING_TO_CONTEST, nothing_to_contest, "" },
	{ FINDING_PARTY_CONTESTED, party_contested, "" },
	{ FINDING_POWERS_TOO_WIDE, powers_too_wide, "powers" },
	{ FINDING_DISAVOW_LATE, disavow_late, "id" },
	{ FINDING_CHARTER_INVALID, charter_invalid, "/id" },
	{ FINDING_PARTY_SUSPENDED, party_suspended, "" },
	{ FINDING_STATUS_DATE_ORDER, status_date_order, "from" },
	{ FINDING_DATE_ORDER, date_order, "until" },
	{ FINDING_ALREADY_FOUNDED, already_founded, "" },
	{ FINDING_KIND_UNKNOWN, kind_unknown, "song.sing" },
	{ FINDING_OFFICER_ONLY, officer_only, "" },
	{ FINDING_OFFICERS_TOO_FEW, officers_too_few, "officer" },
	{ FINDING_THRESHOLD_IMPOSSIBLE, threshold_impossible, "coordinator" },
	{ FINDING_KEY_TYPE_NOT_ALLOWED, key_type_not_allowed, "keys" },
	{ FINDING_KEY_UNPROVEN, key_unproven, "keys" },
	{ FINDING_HANDLE_INVALID, handle_invalid, "code" },
	{ FINDING_SIGNER_NEEDLESS, signer_needless, "aa/delegate-1" },
	{ FINDING_PARTY_UNKNOWN, party_unknown, "party" },
	{ FINDING_PARTY_LEFT, party_left, "" },
	{ FINDING_PARTY_NOT_SUSPENDED, party_not_suspended, "" },
	{ FINDING_CATEGORY_UNKNOWN, category_unknown, "category" },
	{ FINDING_BODY_UNKNOWN, body_unknown, "body" },
	{ FINDING_OFFICE_UNKNOWN, office_unknown, "office" },
	{ FINDING_WORD_UNKNOWN, word_unknown, "use" },
	{ FINDING_RELEASE_UNKNOWN, release_unknown, "release" },
	{ FINDING_LANGUAGE_TWICE, language_twice, "version" },
	{ FINDING_FACET_TWICE, facet_twice, "organisations" },
	{ FINDING_ACT_UNKNOWN, act_unknown, "id" },
	{ FINDING_ACT_SETTLED, act_settled, "id" },
	{ FINDING_SIGNED_ALREADY, signed_already, "" },
	{ FINDING_WAITS_FOR_OTHERS, officers_one, "" },
};

static bool has_at(const struct findings *found, enum finding_id id, const char *place)
{
	for (unsigned i = 0; i < found->count; i++) {
		if (found->at[i].id == id && str_eq(found->at[i].place, str_c(place)))
			return true;
	}
	return false;
}

static void case_check(const struct finding_case *c)
{
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	struct sim_act a = c->make(&s);
	struct hash before = sim_root(&s);
	struct sim_result r = sim_submit(&s, &a);
	struct str name = finding_name(c->id);
	bool is_refusal = finding_severity(c->id) == REFUSE;
	bool is_there = c->place == NULL ? r.why == c->id
					       : has_at(&r.found, c->id, c->place);
	struct hash after = sim_root(&s);
	bool is_same = memcmp(before.bytes, after.bytes, HASH_BYTES) == 0;
	if (!is_there || r.is_admitted == is_refusal || is_same != is_refusal)
		print_error("# %.*s: %s, %u findings, the first %.*s at \"%.*s\"\n", STR_ARG(name),
		    fault_name(r.fault), r.found.count, STR_ARG(finding_name(r.found.at[0].id)),
		    STR_ARG(r.found.at[0].place));
	assert_true(is_there);
	assert_true(r.is_admitted != is_refusal);
	assert_true(is_same == is_refusal);
	sim_release(&s);
}

static void each_finding_is_made_at_its_place_and_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < CM_COUNT(CASES); i++)
		case_check(&CASES[i]);
	for (size_t i = 0; i < SILENCE_CASES_COUNT; i++)
		case_check(&SILENCE_CASES[i]);
	for (size_t i = 0; i < MEETING_CASES_COUNT; i++)
		case_check(&MEETING_CASES[i]);
	for (size_t i = 0; i < TEXT_CASES_COUNT; i++)
		case_check(&TEXT_CASES[i]);
	for (size_t i = 0; i < MEASURE_CASES_COUNT; i++)
		case_check(&MEASURE_CASES[i]);
	for (size_t i = 0; i < FORM_CASES_COUNT; i++)
		case_check(&FORM_CASES[i]);
	for (size_t i = 0; i < AGREEMENT_CASES_COUNT; i++)
		case_check(&AGREEMENT_CASES[i]);
	for (size_t i = 0; i < CONTENT_CASES_COUNT; i++)
		case_check(&CONTENT_CASES[i]);
}

static void before_the_founding_nothing_else_is_admitted(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/delegate-1"));
	sim_unsign(&a); /* by the key it introduces: authority is not what stops it */
	sim_sign(&a, S("aa/delegate-1"), S("aa/delegate-1#0"));
	struct sim_result r = sim_submit(&s, &a);
	assert_true(sim_has(&r, FINDING_NOT_FOUNDED));
	assert_false(r.is_admitted);
	sim_release(&s);
}

static void a_log_key_of_another_record_founds_nothing(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	struct sim_act a = sim_found(&s);
	a.content.forum_found.log = S("other.example+821431f3+Aew78mwAIcHPIt3Q5LKqcOTuE3BREJxMplrijPrQxNRj");
	struct sim_result r = sim_submit(&s, &a);
	assert_true(has_at(&r.found, FINDING_LOG_KEY_INVALID, "log"));
	assert_false(r.is_admitted);
	sim_release(&s);
}

static void no_finding_is_without_a_test(void **state)
{
	(void)state;
	bool is_tested[FINDING__COUNT] = {
		[FINDING_NOT_FOUNDED] = true,      /* above */
		[FINDING_LOG_KEY_INVALID] = true,  /* above */
		[FINDING_DUPLICATE] = true,        /* the log's: it answers with the act's place */
		[FINDING_TRANSLATION_STALE] = true /* of what is adopted: text_adoption.c */
	};
	for (size_t i = 0; i < CM_COUNT(CASES); i++)
		is_tested[CASES[i].id] = true;
	for (size_t i = 0; i < SILENCE_CASES_COUNT; i++)
		is_tested[SILENCE_CASES[i].id] = true;
	for (size_t i = 0; i < MEETING_CASES_COUNT; i++)
		is_tested[MEETING_CASES[i].id] = true;
	for (size_t i = 0; i < TEXT_CASES_COUNT; i++)
		is_tested[TEXT_CASES[i].id] = true;
	for (size_t i = 0; i < MEASURE_CASES_COUNT; i++)
		is_tested[MEASURE_CASES[i].id] = true;
	for (size_t i = 0; i < FORM_CASES_COUNT; i++)
		is_tested[FORM_CASES[i].id] = true;
	for (size_t i = 0; i < AGREEMENT_CASES_COUNT; i++)
		is_tested[AGREEMENT_CASES[i].id] = true;
	for (size_t i = 0; i < CONTENT_CASES_COUNT; i++)
		is_tested[CONTENT_CASES[i].id] = true;
	for (unsigned i = 0; i < FINDING__COUNT; i++) {
		if (!is_tested[i])
			print_error("# no test: %.*s\n", STR_ARG(finding_name((enum finding_id)i)));
		assert_true(is_tested[i]);
	}
}

static void findings_have_names_rules_and_both_languages(void **state)
{
	(void)state;
	for (unsigned i = 0; i < FINDING__COUNT; i++) {
		enum finding_id id = (enum finding_id)i;
		assert_int_equal(finding_of(finding_name(id)), id);
		assert_true(finding_rule(id).n > 0);
		struct str en = finding_sentence(id, S("en")), ru = finding_sentence(id, S("ru"));
		assert_true(en.n > 10 && ru.n > 10 && en.p[en.n - 1] == '.' && ru.p[ru.n - 1] == '.');
		assert_false(str_eq(en, ru));
		assert_true(str_eq(en, finding_sentence(id, S("fr"))));
	}
	assert_int_equal(finding_of(S("no-such-finding")), FINDING__COUNT);
}

static void a_finding_stands_once_and_refusals_count_beyond_the_room(void **state)
{
	(void)state;
	static const char places[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct findings found = { .count = 0 };
	finding_add(&found, FINDING_DUPLICATE);
	finding_add(&found, FINDING_DUPLICATE);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.refused, 0);
	for (size_t i = 0; i < sizeof places - 1; i++)
		finding_add_at(&found, FINDING_KEY_USED, (struct str){ places + i, 1 });
	assert_int_equal(found.count, FINDINGS_MAX);
	assert_int_equal(found.refused, sizeof places - 1);
}

static void places_are_kept_as_far_as_there_is_room(void **state)
{
	(void)state;
	char room[FINDINGS_ROOM], text[FINDINGS_ROOM];
	struct findings found = { .count = 0 };
	memset(text, 'x', sizeof text);
	finding_add_at(&found, FINDING_KEY_USED, (struct str){ text, 10 });
	finding_add(&found, FINDING_CODE_USED);
	finding_add_at(&found, FINDING_KEY_USED, (struct str){ text, FINDINGS_ROOM - 9 });
	finding_add_at(&found, FINDING_HANDLE_USED, (struct str){ text, FINDINGS_ROOM - 10 });
	findings_keep(&found, room);
	memset(text, 'y', sizeof text); /* what they came from is gone */
	assert_true(str_eq(found.at[0].place, S("xxxxxxxxxx")));
	assert_int_equal(found.at[1].place.n, 0);
	assert_int_equal(found.at[2].place.n, 0); /* one byte too long */
	assert_int_equal(found.at[3].place.n, FINDINGS_ROOM - 10);
	assert_int_equal(found.at[3].place.p[0], 'x');
	assert_int_equal(found.count, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_finding_is_made_at_its_place_and_changes_nothing),
		cmocka_unit_test(before_the_founding_nothing_else_is_admitted),
		cmocka_unit_test(a_log_key_of_another_record_founds_nothing),
		cmocka_unit_test(no_finding_is_without_a_test),
		cmocka_unit_test(findings_have_names_rules_and_both_languages),
		cmocka_unit_test(a_finding_stands_once_and_refusals_count_beyond_the_room),
		cmocka_unit_test(places_are_kept_as_far_as_there_is_room),
	};
	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
