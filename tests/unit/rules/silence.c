/* The silence procedure: the table of its transitions, its instants, its papers, its charters. */
#include "rules/silence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/verdict.h"
#include "rules/actor.h"

#include <cmocka.h>

#define CODE S("s-1")

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
}

static const struct silence *of(struct sim *s)
{
	return silence_find(s->forum, CODE);
}

static struct sim_act act(struct sim *s, enum kind k)
{
	return sim_silence(s, k, CODE);
}

static struct sim_act break_as(struct sim *s, const char *handle)
{
	struct sim_act a = act(s, KIND_SILENCE_BREAK);
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

static struct sim_act break_on_paper(struct sim *s, const char *party, int64_t arrived)
{
	return sim_on_paper(s, act(s, KIND_SILENCE_BREAK), str_c(party), (moment){ arrived });
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
static const enum kind KINDS[] = { KIND_SILENCE_CONSENT, KIND_SILENCE_DECLINE,
	KIND_SILENCE_CIRCULATE, KIND_SILENCE_BREAK, KIND_SILENCE_ATTACH, KIND_SILENCE_EXTEND,
	KIND_SILENCE_WITHDRAW, KIND_SILENCE_ATTEST, KIND_SILENCE_NOTIFY, KIND_SILENCE_ANNOUNCE,
	KIND_SILENCE_ISSUE, KIND_SILENCE_VOID }; /* the others: silence_fallback.c */
struct row {
	enum silence_state from;
	struct cell cells[CM_COUNT(KINDS)];
};

/* Columns: consent decline circulate break attach extend withdraw attest notify announce issue void.
 * The chair notifies "not-adopted" after a break, else "adopted". */
static const struct row BEFORE[] = {
	{ SILENCE_PROPOSED,
	    { TO(CONSENTED), TO(WITHDRAWN), STEP, STILL, STILL, STILL, TO(WITHDRAWN), STILL,
		NO(SILENCE_NOT_EXPIRED), STEP, STEP, TO(VOID) } },
	{ SILENCE_CONSENTED,
	    { STEP, STEP, TO(RUNNING), TO(BROKEN), STILL, STILL, TO(WITHDRAWN), STILL,
		NO(SILENCE_NOT_EXPIRED), STEP, STEP, TO(VOID) } },
	{ SILENCE_RUNNING,
	    { STEP, STEP, STEP, TO(BROKEN), TO(RUNNING), TO(RUNNING), TO(WITHDRAWN),
		NO(SILENCE_RUNNING), NO(SILENCE_NOT_EXPIRED), STEP, STEP, TO(VOID) } },
	{ SILENCE_BROKEN,
	    { STEP, STEP, STEP, TO(BROKEN), NO(DISSENT_LATE), STILL, STILL, NO(BREAK_ON_RECORD),
		TO(NOT_ADOPTED), STEP, STEP, TO(VOID) } },
	{ SILENCE_NOT_ADOPTED,
	    { STEP, STEP, STEP, STILL, NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		TO(VOID) } },
	{ SILENCE_WITHDRAWN,
	    { STEP, STEP, STEP, STILL, NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		STEP } },
	{ SILENCE_VOID,
	    { STEP, STEP, STEP, STILL, NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		STEP } },
};
/* At the expiry itself and later. */
static const struct row AFTER[] = {
	{ SILENCE_PROPOSED,
	    { NO(SILENCE_EXPIRED), TO(WITHDRAWN), NO(SILENCE_EXPIRED), STILL, STILL,
		NO(SILENCE_EXPIRED), NO(SILENCE_EXPIRED), STILL, NO(SILENCE_NOT_EXPIRED), STEP, STEP,
		TO(VOID) } },
	{ SILENCE_CONSENTED,
	    { STEP, STEP, NO(SILENCE_EXPIRED), STILL, STILL, NO(SILENCE_EXPIRED),
		NO(SILENCE_EXPIRED), STILL, NO(SILENCE_NOT_EXPIRED), STEP, STEP, TO(VOID) } },
	{ SILENCE_RUNNING,
	    { STEP, STEP, STEP, TO(RUNNING), TO(RUNNING), NO(SILENCE_EXPIRED), NO(SILENCE_EXPIRED),
		TO(EXPIRED), NO(SILENCE_NOT_EXPIRED), STEP, STEP, TO(VOID) } },
	{ SILENCE_BROKEN,
	    { STEP, STEP, STEP, TO(BROKEN), NO(DISSENT_LATE), STILL, STILL, NO(BREAK_ON_RECORD),
		TO(NOT_ADOPTED), STEP, STEP, TO(VOID) } },
	{ SILENCE_EXPIRED,
	    { STEP, STEP, STEP, TO(EXPIRED), TO(EXPIRED), STILL, STILL, STILL, TO(ADOPTED), STEP, STEP,
		TO(VOID) } },
	{ SILENCE_ADOPTED,
	    { STEP, STEP, STEP, TO(ADOPTED), TO(ADOPTED), STILL, STILL, STILL, STEP, TO(ANNOUNCED),
		STEP, TO(VOID) } },
	{ SILENCE_ANNOUNCED,
	    { STEP, STEP, STEP, TO(ANNOUNCED), TO(ANNOUNCED), STILL, STILL, STILL, STEP, STEP,
		TO(ISSUED), TO(VOID) } },
	{ SILENCE_ISSUED,
	    { STEP, STEP, STEP, TO(ISSUED), NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		TO(VOID) } },
	{ SILENCE_NOT_ADOPTED,
	    { STEP, STEP, STEP, STILL, NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		TO(VOID) } },
	{ SILENCE_WITHDRAWN,
	    { STEP, STEP, STEP, STILL, NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		STEP } },
	{ SILENCE_VOID,
	    { STEP, STEP, STEP, STILL, NO(DISSENT_LATE), STILL, STILL, STILL, STEP, STEP, STEP,
		STEP } },
};

static void cell_check(const struct row *row, size_t column, bool is_after)
{
	const struct cell *cell = &row->cells[column];
	enum kind k = KINDS[column];
	struct sim s;
	world(&s);
	sim_silence_reach(&s, CODE, row->from);
	if (is_after && s.now.ms < of(&s)->expires.ms)
		s.now = of(&s)->expires;
	struct sim_act a = act(&s, k);
	struct hash before = sim_root(&s);
	struct sim_result r = sim_submit(&s, &a);
	struct hash root = sim_root(&s);
	bool is_same = memcmp(before.bytes, root.bytes, HASH_BYTES) == 0;
	bool is_right = cell->to == SILENCE_STATE__COUNT
	    ? !r.is_admitted && sim_has(&r, cell->why) && is_same && of(&s)->state == row->from
	    : r.is_admitted && !is_same && of(&s)->state == cell->to;
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
	for (size_t k = 0; k < CM_COUNT(KINDS); k++) {
		for (size_t i = 0; i < CM_COUNT(BEFORE); i++)
			cell_check(&BEFORE[i], k, false);
		for (size_t i = 0; i < CM_COUNT(AFTER); i++)
			cell_check(&AFTER[i], k, true);
	}
}

static void the_chair_notifies_what_happened_and_nothing_else(void **state)
{
	(void)state;
	for (unsigned from = 0; from <= SILENCE_VOID; from++) {
		struct sim s;
		world(&s);
		sim_silence_reach(&s, CODE, (enum silence_state)from);
		struct sim_act a = act(&s, KIND_SILENCE_NOTIFY);
		bool is_broken = from == SILENCE_BROKEN;
		a.content.silence_notify.outcome = is_broken ? S("adopted") : S("not-adopted");
		assert_true(
		    refused(&s, a, is_broken ? FINDING_BREAK_ON_RECORD : FINDING_STEP_DOES_NOT_FOLLOW));
		a.content.silence_notify.outcome = S("perhaps");
		assert_true(refused(&s, a, FINDING_WORD_UNKNOWN));
		sim_release(&s);
	}
}

static void one_millisecond_decides(void **state)
{
	(void)state;
	for (int64_t ms = -2; ms <= 2; ms++) {
		struct sim s;
		world(&s);
		sim_silence_reach(&s, CODE, SILENCE_RUNNING);
		int64_t expires = of(&s)->expires.ms;
		s.now.ms = expires + ms;
		struct sim_result r = sim_do(&s, break_as(&s, "cc/envoy"));
		assert_true(of(&s)->state == (ms < 0 ? SILENCE_BROKEN : SILENCE_RUNNING));
		assert_true(of(&s)->breaks[0].is_late == (ms >= 0));
		assert_true(sim_has(&r, FINDING_OBJECTION_LATE) == (ms >= 0));
		assert_int_equal(of(&s)->breaks[0].at.ms, expires + ms);
		s.now.ms = expires + 3;
		struct sim_act a = act(&s, KIND_SILENCE_ATTEST);
		assert_true(sim_submit(&s, &a).is_admitted == (ms >= 0));
		assert_false(of(&s)->is_contested);
		sim_release(&s);
	}
}

static void an_observer_breaks_nothing(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_silence_reach(&s, CODE, SILENCE_RUNNING);
	assert_true(refused(&s, break_as(&s, "oo/envoy"), FINDING_OBJECTION_NO_RIGHT));
	assert_true(refused(&s, break_on_paper(&s, "oo", s.now.ms), FINDING_OBJECTION_NO_RIGHT));
	assert_true(refused(&s, break_on_paper(&s, "zz", s.now.ms), FINDING_PARTY_UNKNOWN));
	assert_true(refused(&s, break_as(&s, "bb/delegate-1"), FINDING_POWER_MISSING));
	assert_true(refused(&s, break_as(&s, "bb/coordinator"), FINDING_POWER_MISSING));
	assert_true(refused(&s, break_as(&s, "secretariat/officer-1"), FINDING_POWER_MISSING));
	sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("bb")));
	assert_true(refused(&s, break_as(&s, "bb/envoy"), FINDING_OBJECTION_NO_RIGHT));
	struct sim_act a = act(&s, KIND_SILENCE_ATTACH);
	assert_true(refused(&s, a, FINDING_PARTY_SUSPENDED));
	sim_do(&s, sim_on_paper(&s, a, S("oo"), s.now)); /* an observer may speak */
	assert_int_equal(of(&s)->breaks_count, 0);
	assert_int_equal(of(&s)->statements_count, 1);
	sim_release(&s);
}

static void a_paper_counts_from_its_arrival_within_a_day(void **state)
{
	(void)state;
	static const struct {
		int64_t ago;
		enum finding_id why;
	} cases[] = { { 0, FINDING__COUNT }, { -1, FINDING_PAPER_FUTURE },
		{ SIM_DAY_MS, FINDING__COUNT }, { SIM_DAY_MS + 1, FINDING_PAPER_TOO_OLD } };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct sim s;
		world(&s);
		sim_silence_reach(&s, CODE, SILENCE_RUNNING);
		s.now.ms = of(&s)->expires.ms + SIM_DAY_MS - 1;
		struct sim_act a = break_on_paper(&s, "cc", s.now.ms - cases[i].ago);
		if (cases[i].why != FINDING__COUNT) {
			assert_true(refused(&s, a, cases[i].why));
		} else {
			sim_do(&s, a);
			assert_int_equal(of(&s)->breaks[0].at.ms, s.now.ms - s.step_ms - cases[i].ago);
			assert_true(of(&s)->breaks[0].is_paper);
			assert_true(str_eq(of(&s)->breaks[0].party, S("cc")));
			assert_true(of(&s)->breaks[0].is_late == (cases[i].ago == 0));
			assert_true((of(&s)->state == SILENCE_BROKEN) == (cases[i].ago != 0));
		}
		sim_release(&s);
	}
}

static void a_paper_is_not_older_than_the_silence(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_silence_reach(&s, CODE, SILENCE_RUNNING);
	int64_t proposed = of(&s)->steps[0].at.ms;
	assert_true(refused(&s, break_on_paper(&s, "cc", proposed - 1), FINDING_PAPER_TOO_OLD));
	struct sim_act a = break_on_paper(&s, "cc", proposed);
	struct sim_act b = act(&s, KIND_SILENCE_ATTACH);
	assert_true(refused(&s, sim_on_paper(&s, b, S("zz"), s.now), FINDING_PARTY_UNKNOWN));
	sim_sign_as(&s, &a, S("cc/envoy")); /* the party itself does not sign what is filed for it */
	assert_true(refused(&s, a, FINDING_SIGNER_NEEDLESS));
	a.signers_count--;
	sim_do(&s, a);
	assert_true(of(&s)->state == SILENCE_BROKEN);
	sim_release(&s);
}

/* One officer with two keys is one officer. */
static void two_officers_are_two_people(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct party_key *keys = arena_array(&s.scratch, struct party_key, 2);
	keys[0] = sim_keys(&s, S("one")).at[0];
	keys[1] = sim_keys(&s, S("two")).at[0];
	struct sim_act a = sim_make(&s, KIND_OFFICER_NAME, S("secretariat/officer-4"));
	a.content.officer_name.keys = (struct party_key_list){ 2, keys };
	a.signers[2].key = S("one");
	sim_sign(&a, S("secretariat/officer-4"), S("two"));
	sim_do(&s, a);
	sim_silence_reach(&s, CODE, SILENCE_RUNNING);
	a = break_on_paper(&s, "cc", s.now.ms);
	sim_unsign(&a);
	sim_sign(&a, S("secretariat/officer-4"), S("one"));
	sim_sign(&a, S("secretariat/officer-4"), S("two"));
	assert_true(refused(&s, a, FINDING_PAPER_ONE_OFFICER));
	s.now = of(&s)->expires;
	struct sim_act b = act(&s, KIND_SILENCE_ATTEST);
	memcpy(b.signers, a.signers, sizeof b.signers);
	assert_true(refused(&s, b, FINDING_CHANNELS_NOT_ATTESTED));
	sim_do(&s, act(&s, KIND_SILENCE_ATTEST));
	sim_release(&s);
}

static void a_break_that_comes_to_light_later_flags_and_reverses_nothing(void **state)
{
	(void)state;
	for (unsigned at = SILENCE_EXPIRED; at <= SILENCE_ISSUED; at++) {
		struct sim s;
		world(&s);
		sim_silence_reach(&s, CODE, (enum silence_state)at);
		uint32_t steps = of(&s)->steps_count;
		int64_t expires = of(&s)->expires.ms;
		sim_do(&s, break_on_paper(&s, "dd", expires));
		assert_false(of(&s)->is_contested);
		sim_do(&s, break_on_paper(&s, "dd", expires - 1));
		sim_reload(&s);
		assert_true(of(&s)->is_contested);
		assert_true(of(&s)->state == (enum silence_state)at);
		assert_int_equal(of(&s)->steps_count, steps);
		assert_int_equal(silence_breaks_in_time(of(&s)), 1);
		sim_do(&s, act(&s, KIND_SILENCE_VOID)); /* the body rules */
		assert_true(of(&s)->state == SILENCE_VOID);
		sim_release(&s);
	}
}

static void only_who_presides_acts_as_the_chair(void **state)
{
	(void)state;
	static const enum kind kinds[] = { KIND_SILENCE_EXTEND, KIND_SILENCE_WITHDRAW,
		KIND_SILENCE_VOID };
	struct sim s;
	world(&s);
	sim_silence_reach(&s, CODE, SILENCE_RUNNING);
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		struct sim_act a = act(&s, kinds[i]);
		sim_unsign(&a);
		sim_sign_as(&s, &a, S("aa/delegate-1")); /* of the party, without the power */
		assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
		sim_unsign(&a);
		sim_sign_as(&s, &a, S("bb/envoy")); /* with the power, of another party */
		assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
		sim_unsign(&a);
		sim_sign_as(&s, &a, sim_officer(&s, 1));
		sim_sign_as(&s, &a, sim_officer(&s, 2));
		assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
	}
	struct sim_act extend = act(&s, KIND_SILENCE_EXTEND);
	sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("aa")));
	assert_true(refused(&s, extend, FINDING_NOT_THE_CHAIR));
	sim_do(&s, sim_make(&s, KIND_PARTY_RESTORE, S("aa")));
	struct sim_act term = sim_make(&s, KIND_OFFICE_TERM, S("bb"));
	term.content.office_term.from = sim_date("2015-01-01");
	sim_do(&s, term);
	assert_true(refused(&s, extend, FINDING_NOT_THE_CHAIR));
	sim_do(&s, act(&s, KIND_SILENCE_EXTEND)); /* by bb's envoy now */
	assert_int_equal(of(&s)->expiries_count, 2);
	sim_release(&s);
}

static void an_accreditation_for_another_body_is_none(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("bb/at-summit"));
	struct delegate_accredit *c = &a.content.delegate_accredit;
	c->powers = sim_strs(&s, S("object"));
	c->bodies = sim_strs(&s, S("summit"));
	sim_do(&s, a);
	a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("aa/at-summit"));
	a.content.delegate_accredit.powers = sim_strs(&s, S("chair"));
	a.content.delegate_accredit.bodies = sim_strs(&s, S("summit"));
	sim_do(&s, a);
	a = sim_make(&s, KIND_DELEGATE_ACCREDIT, S("bb/at-meeting"));
	a.content.delegate_accredit.powers = sim_strs(&s, S("object"));
	a.content.delegate_accredit.meetings = sim_strs(&s, S("soc-1"));
	sim_do(&s, a);
	sim_silence_reach(&s, CODE, SILENCE_RUNNING);
	assert_true(refused(&s, break_as(&s, "bb/at-summit"), FINDING_BODY_OUT_OF_SCOPE));
	assert_true(refused(&s, break_as(&s, "bb/at-meeting"), FINDING_MEETING_OUT_OF_SCOPE));
	a = act(&s, KIND_SILENCE_WITHDRAW);
	sim_unsign(&a);
	sim_sign_as(&s, &a, S("aa/at-summit"));
	assert_true(refused(&s, a, FINDING_NOT_THE_CHAIR));
	sim_release(&s);
}

/* The usual world under a charter in which `from` reads `to`. */
static void world_of(struct sim *s, const char *from, const char *to)
{
	sim_init(s, false);
	sim_charter_replace(s, from, to);
	sim_world(s);
	sim_envoys(s);
}

static void without_consent_a_silence_runs_at_once(void **state)
{
	(void)state;
	struct sim s;
	world_of(&s, "\"start_needs_consent\":true", "\"start_needs_consent\":false");
	sim_silence_reach(&s, CODE, SILENCE_PROPOSED);
	assert_true(refused(&s, act(&s, KIND_SILENCE_CONSENT), FINDING_STEP_DOES_NOT_FOLLOW));
	assert_true(refused(&s, act(&s, KIND_SILENCE_DECLINE), FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, act(&s, KIND_SILENCE_CIRCULATE));
	assert_true(of(&s)->state == SILENCE_RUNNING);
	sim_release(&s);
}

static void a_consent_that_its_party_disavows_is_given_anew(void **state)
{
	(void)state;
	struct sim s;
	world_of(&s, "\"start_needs_consent\":true", "\"start_needs_consent\":true");
	sim_silence_reach(&s, CODE, SILENCE_PROPOSED);
	struct sim_act consent = act(&s, KIND_SILENCE_CONSENT);
	struct str chair = consent.signers[0].handle;
	struct sim_result done = sim_do(&s, consent);
	struct sim_recent consented = sim_recent(&done);
	struct str party = str_sub(chair, 0, str_find(chair, '/', 0));
	sim_do(&s, sim_disavow(&s, party, &consented));
	assert_true(of(&s)->state == SILENCE_PROPOSED && !of(&s)->is_contested);
	assert_true(refused(&s, act(&s, KIND_SILENCE_CIRCULATE), FINDING_STEP_DOES_NOT_FOLLOW));
	done = sim_do(&s, act(&s, KIND_SILENCE_CONSENT));
	sim_do(&s, act(&s, KIND_SILENCE_CIRCULATE));
	consented = sim_recent(&done);
	sim_do(&s, sim_disavow(&s, party, &consented));
	assert_true(of(&s)->state == SILENCE_RUNNING && of(&s)->is_contested);
	sim_release(&s);
}

static void an_extension_needs_the_time_that_the_charter_wants(void **state)
{
	(void)state;
	for (unsigned is_allowed = 0; is_allowed < 2; is_allowed++) {
		for (int64_t ms = -1; ms <= 1; ms++) {
			struct sim s;
			world_of(&s, "\"extend_left_s\":3600,", is_allowed ? "\"extend_left_s\":60," : "");
			sim_silence_reach(&s, CODE, SILENCE_RUNNING);
			moment old = of(&s)->expires;
			s.now.ms = old.ms - 60000 + ms;
			struct sim_act a = act(&s, KIND_SILENCE_EXTEND);
			if (!is_allowed || ms > 0) {
				assert_true(refused(&s, a, FINDING_EXTENSION_TOO_LATE));
				assert_int_equal(of(&s)->expires.ms, old.ms);
			} else {
				sim_do(&s, a);
				assert_int_equal(of(&s)->expires.ms, old.ms + SIM_DAY_MS);
				assert_int_equal(of(&s)->expiries[0].ms, old.ms);
				s.now = old;
				sim_do(&s, break_as(&s, "dd/envoy"));
				assert_true(of(&s)->state == SILENCE_BROKEN);
			}
			a = act(&s, KIND_SILENCE_EXTEND);
			a.content.silence_extend.expires.ms = s.now.ms + 366 * SIM_DAY_MS + 1;
			assert_true(refused(&s, a, FINDING_SILENCE_TOO_LONG));
			a.content.silence_extend.expires = of(&s)->expires;
			assert_true(refused(&s, a, FINDING_DATE_ORDER));
			sim_release(&s);
		}
	}
}

static void where_the_charter_says_so_the_text_is_issued_at_once(void **state)
{
	(void)state;
	struct sim s;
	world_of(&s, "\"extend_left_s\":3600,", "\"extend_left_s\":3600,\"issue_now\":true,");
	sim_silence_reach(&s, CODE, SILENCE_ADOPTED);
	sim_do(&s, act(&s, KIND_SILENCE_ISSUE));
	assert_true(of(&s)->state == SILENCE_ISSUED);
	assert_true(str_eq(of(&s)->symbol, S("SIM/DEC/s-1")));
	sim_release(&s);
}

static void what_breaks_is_the_charters_word(void **state)
{
	(void)state;
	static const char *const kinds[] = { "amendment", "comment", "objection",
		"request-for-meeting", "request-for-vote" };
	for (unsigned set = 1; set < 1U << CM_COUNT(kinds); set++) {
		struct sim s;
		char words[200] = "";
		for (size_t i = 0; i < CM_COUNT(kinds); i++) {
			if (set & 1U << i)
				(void)snprintf(words + strlen(words), sizeof words - strlen(words),
				    "%s\"%s\"", words[0] == 0 ? "" : ",", kinds[i]);
		}
		world_of(&s, "\"objection\",\"amendment\"", words);
		for (size_t i = 0; i < CM_COUNT(kinds); i++) {
			struct str code = sim_str(&s, "s-%u", (unsigned)i);
			sim_silence_reach(&s, code, SILENCE_RUNNING);
			struct sim_act a = sim_silence(&s, KIND_SILENCE_BREAK, code);
			a.content.silence_break.kind = str_c(kinds[i]);
			if (set & 1U << i)
				sim_do(&s, a);
			else
				assert_true(refused(&s, a, FINDING_BREAK_KIND));
		}
		sim_release(&s);
	}
}

static void whoever_came_after_the_circulation_must_be_sent_the_text(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_silence_reach(&s, CODE, SILENCE_CONSENTED);
	struct sim_act a = act(&s, KIND_SILENCE_CIRCULATE);
	struct delivery_list all = a.content.silence_circulate.sent;
	a.content.silence_circulate.sent.count = 2;
	assert_true(refused(&s, a, FINDING_RECIPIENT_MISSING));
	a.content.silence_circulate.undelivered = (struct delivery_list){ all.count - 2, all.at + 2 };
	sim_do(&s, a); /* what came back was sent: the clock does not wait for it */
	assert_int_equal(of(&s)->recipients.count, 2);
	assert_int_equal(of(&s)->undelivered.count, all.count - 2);
	sim_do(&s, sim_make(&s, KIND_PARTY_ADMIT, S("onlooker")));
	sim_silence_reach(&s, S("s-2"), SILENCE_CONSENTED);
	a = sim_silence(&s, KIND_SILENCE_CIRCULATE, S("s-2"));
	struct delivery *wrong = arena_new(&s.scratch, struct delivery);
	*wrong = a.content.silence_circulate.sent.at[0];
	wrong->party = S("zz");
	a.content.silence_circulate.undelivered = (struct delivery_list){ 1, wrong };
	assert_true(refused(&s, a, FINDING_PARTY_UNKNOWN));
	struct sim_act admit = sim_make(&s, KIND_PARTY_ADMIT, S("ee"));
	sim_do(&s, admit);
	s.now = of(&s)->expires;
	assert_true(refused(&s, act(&s, KIND_SILENCE_ATTEST), FINDING_RECIPIENT_MISSING));
	sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("ee")));
	sim_do(&s, act(&s, KIND_SILENCE_ATTEST));
	sim_release(&s);
}

static void a_voice_is_kept_once_in_time_and_once_late(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_silence_reach(&s, CODE, SILENCE_RUNNING);
	int64_t expires = of(&s)->expires.ms;
	s.now.ms = expires;
	for (unsigned i = 0; i < 50; i++)
		sim_do(&s, break_as(&s, "bb/envoy"));
	assert_int_equal(of(&s)->breaks_count, 1);
	assert_true(of(&s)->state == SILENCE_RUNNING);
	for (unsigned i = 0; i < 50; i++)
		sim_do(&s, break_on_paper(&s, "bb", expires - 1 - i));
	assert_int_equal(of(&s)->breaks_count, 2); /* the late one was no break: this one is */
	assert_int_equal(of(&s)->breaks[1].at.ms, expires - 1);
	assert_true(of(&s)->state == SILENCE_BROKEN);
	struct sim_result r = sim_do(&s, break_on_paper(&s, "cc", expires - 1));
	assert_false(sim_has(&r, FINDING_OBJECTION_DUPLICATE));
	assert_int_equal(silence_breaks_in_time(of(&s)), 2);
	sim_release(&s);
}

static void a_successor_changes_the_text_of_what_failed(void **state)
{
	(void)state;
	for (unsigned from = 0; from <= SILENCE_VOID; from++) {
		struct sim s;
		world(&s);
		sim_silence_reach(&s, CODE, (enum silence_state)from);
		struct sim_act a = sim_silence(&s, KIND_SILENCE_PROPOSE, S("s-2"));
		a.content.silence_propose.predecessor = CODE;
		bool has_failed = from == SILENCE_BROKEN || from == SILENCE_NOT_ADOPTED;
		bool may = has_failed || from == SILENCE_WITHDRAWN || from == SILENCE_VOID;
		struct sim_act same = a;
		same.content.silence_propose.texts = sim_text(&s, S("Text s-1."));
		if (has_failed)
			assert_true(refused(&s, same, FINDING_TEXT_UNCHANGED));
		else if (!may)
			assert_true(refused(&s, same, FINDING_STEP_DOES_NOT_FOLLOW));
		if (may)
			sim_do(&s, has_failed ? a : same);
		else
			assert_true(refused(&s, a, FINDING_STEP_DOES_NOT_FOLLOW));
		assert_true(of(&s)->state == (enum silence_state)from); /* the old one never revives */
		sim_release(&s);
	}
}

/* No text passes for another by where its lines or languages end. */
static void texts_that_differ_have_different_hashes(void **state)
{
	(void)state;
	static const char *const parts[] = { "", "a", "a\n", "\na", "a\nb", "ru\na", "a\nru" };
	struct hash seen[CM_COUNT(parts) * CM_COUNT(parts) * (CM_COUNT(parts) + 1)];
	size_t count = 0;
	for (size_t i = 0; i < CM_COUNT(parts) * CM_COUNT(parts) * CM_COUNT(parts); i++) {
		size_t n = CM_COUNT(parts);
		struct frozen_text at[2] = {
			{ .lang = S("en"), .title = str_c(parts[i % n]), .text = str_c(parts[i / n % n]) },
			{ .lang = S("ru"), .title = STR_NONE, .text = str_c(parts[i / n / n]) }
		};
		frozen_hash(&seen[count++], &(struct frozen_text_list){ 2, at });
		if (i < n * n)
			frozen_hash(&seen[count++], &(struct frozen_text_list){ 1, at });
	}
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < i; k++)
			assert_memory_not_equal(seen[i].bytes, seen[k].bytes, HASH_BYTES);
	}
}

/* What holds of every silence at every time, whatever else happens in the forum. */
static void invariants_check(struct sim *s, const struct silence *x)
{
	uint32_t in_time = 0;
	assert_true(x->steps_count > 0 && x->steps[0].to == SILENCE_PROPOSED);
	assert_true(x->steps[x->steps_count - 1].to == x->state);
	assert_int_equal(x->expiries[x->expiries_count - 1].ms, x->expires.ms);
	for (uint32_t i = 1; i < x->expiries_count; i++)
		assert_true(x->expiries[i - 1].ms < x->expiries[i].ms);
	bool has_expired = false, was_held = false, is_doubted = false;
	for (uint32_t i = 0; i < x->steps_count; i++) {
		is_doubted = is_doubted || act_mark_find(s->forum, x->steps[i].entry) != NULL;
		bool is_attested = x->steps[i].to == SILENCE_EXPIRED;
		has_expired = has_expired || is_attested;
		was_held = was_held || x->steps[i].to == SILENCE_HELD;
		assert_true(!is_attested || x->steps[i].at.ms >= x->expires.ms);
		assert_true(i == 0 || x->steps[i].at.ms >= x->steps[i - 1].at.ms);
		assert_true(x->steps[i].to != SILENCE_ADOPTED || has_expired ||
		    x->steps[i - 1].to == SILENCE_VOTE);
	}
	for (uint32_t i = 0; i < x->breaks_count; i++) {
		const struct silence_voice *v = &x->breaks[i];
		in_time += !v->is_late && v->retracted == UINT64_MAX;
		assert_true(!v->is_late || v->at.ms >= x->expiries[0].ms);
		assert_true(v->is_late || v->at.ms < x->expires.ms || was_held);
		assert_true(v->at.ms >= x->steps[0].at.ms && v->at.ms <= s->now.ms);
		for (uint32_t k = 0; k < i; k++) {
			const struct silence_voice *w = &x->breaks[k];
			assert_true(!str_eq(v->party, w->party) || v->is_late != w->is_late ||
			    w->retracted != UINT64_MAX);
		}
	}
	assert_true(!has_expired || in_time == 0 || x->is_contested);
	assert_true(!x->is_contested || (has_expired && in_time > 0) || is_doubted);
	assert_true(x->state != SILENCE_NOT_ADOPTED || in_time > 0);
}

static void no_history_adopts_over_a_break(void **state)
{
	(void)state;
	uint32_t adopted = 0, contested = 0;
	for (unsigned i = 0; i < gen_cases(400); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_random_world(&s, &g);
		sim_envoys(&s);
		for (unsigned n = 0; n < 80; n++) {
			struct sim_act a =
			    gen_chance(&g, 9, 10) ? sim_silence_random(&s, &g) : sim_random(&s, &g);
			s.step_ms =
			    gen_chance(&g, 1, 4) ? gen_between(&g, 0, 12) * SIM_DAY_MS / 2 : 1;
			(void)sim_submit(&s, &a);
			for (uint32_t k = 0; k < silence_count(s.forum); k++)
				invariants_check(&s, silence_at(s.forum, k));
		}
		for (uint32_t k = 0; k < silence_count(s.forum); k++) {
			adopted += silence_at(s.forum, k)->state == SILENCE_ADOPTED;
			contested += silence_at(s.forum, k)->is_contested;
		}
		sim_release(&s);
	}
	print_message("# %u adopted, %u contested\n", adopted, contested);
	assert_true(adopted > 5); /* that some are contested has its own test */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_table_does_not_have_is_refused),
		cmocka_unit_test(the_chair_notifies_what_happened_and_nothing_else),
		cmocka_unit_test(one_millisecond_decides),
		cmocka_unit_test(an_observer_breaks_nothing),
		cmocka_unit_test(a_paper_counts_from_its_arrival_within_a_day),
		cmocka_unit_test(a_paper_is_not_older_than_the_silence),
		cmocka_unit_test(two_officers_are_two_people),
		cmocka_unit_test(a_break_that_comes_to_light_later_flags_and_reverses_nothing),
		cmocka_unit_test(only_who_presides_acts_as_the_chair),
		cmocka_unit_test(an_accreditation_for_another_body_is_none),
		cmocka_unit_test(without_consent_a_silence_runs_at_once),
		cmocka_unit_test(a_consent_that_its_party_disavows_is_given_anew),
		cmocka_unit_test(an_extension_needs_the_time_that_the_charter_wants),
		cmocka_unit_test(where_the_charter_says_so_the_text_is_issued_at_once),
		cmocka_unit_test(what_breaks_is_the_charters_word),
		cmocka_unit_test(whoever_came_after_the_circulation_must_be_sent_the_text),
		cmocka_unit_test(a_voice_is_kept_once_in_time_and_once_late),
		cmocka_unit_test(a_successor_changes_the_text_of_what_failed),
		cmocka_unit_test(texts_that_differ_have_different_hashes),
		cmocka_unit_test(no_history_adopts_over_a_break),
	};
	return cmocka_run_group_tests_name("silence", tests, NULL, NULL);
}
