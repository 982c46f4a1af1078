#include "unit/rules/adversary.h"

#include <stdlib.h>

#include "base/fmt.h"
#include "rules/actor.h"
#include "rules/party.h"
#include "unit/rules/oracle.h"

#define ACTS 60
#define HELD_MAX 64
#define THIEF_KEYS 6

struct plot {
	struct sim s;
	struct gen g;
	struct oracle o;
	enum villain villain;
	struct str victim;
	struct sim_signer held[HELD_MAX];
	uint32_t held_count;
	struct str own[8]; /* parties of the coalition */
	uint32_t own_count;
	struct tally *tally;
};

static const char *const VILLAINS[VILLAIN__COUNT] = { "thief", "secretariat", "coalition",
	"dismissed", "delegates" };

static void hold(struct plot *p, struct str handle, struct str key)
{
	if (p->held_count < HELD_MAX)
		p->held[p->held_count++] = (struct sim_signer){ .handle = handle, .key = key };
}

static void hold_now(struct plot *p, struct str handle)
{
	struct sim_act a = { .signers_count = 0 };
	sim_sign_as(&p->s, &a, handle);
	hold(p, handle, a.signers[0].key);
}

static uint32_t need_to_recover(const struct forum *f)
{
	uint32_t third = (party_count(f) - 1 + 2) / 3;
	return third > 2 ? third : 2;
}

static void coalition_init(struct plot *p)
{
	struct sim *s = &p->s;
	uint32_t want = need_to_recover(s->forum) - 1;
	for (uint32_t i = 0; i < party_count(s->forum) && p->own_count < want; i++) {
		struct str code = party_at(s->forum, i)->code;
		if (str_eq(code, p->victim))
			continue;
		p->own[p->own_count++] = code;
		hold_now(p, sim_coordinator(s, code));
		hold(p, sim_coordinator(s, code), sim_str(s, "%.*s/coordinator#1", STR_ARG(code)));
		hold_now(p, sim_str(s, "%.*s/delegate-1", STR_ARG(code)));
	}
}

static void villain_init(struct plot *p)
{
	struct sim *s = &p->s;
	p->villain = (enum villain)gen_below(&p->g, VILLAIN__COUNT);
	p->victim = party_at(s->forum, (uint32_t)gen_below(&p->g, party_count(s->forum)))->code;
	switch (p->villain) {
	case VILLAIN_THIEF:
		hold_now(p, sim_coordinator(s, p->victim));
		break;
	case VILLAIN_SECRETARIAT:
		for (uint32_t i = 1; i <= SIM_OFFICERS; i++)
			hold_now(p, sim_officer(s, i));
		break;
	case VILLAIN_COALITION:
		coalition_init(p);
		break;
	case VILLAIN_DISMISSED:
	case VILLAIN_DELEGATES:
	case VILLAIN__COUNT:
		for (uint32_t i = 0; i < party_count(s->forum) && i < 4; i++)
			hold_now(p, sim_str(s, "%.*s/delegate-1", STR_ARG(party_at(s->forum, i)->code)));
		break;
	}
}

static void trouble(struct plot *p, bool is_hole, const struct sim_act *a, struct str what)
{
	struct tally *t = p->tally;
	struct str kind = a == NULL ? S("at the end") : kind_name(a->kind);
	struct str by = a == NULL ? STR_NONE : a->signers[0].handle;
	if (t->holes + t->lockouts == 0)
		fmt_into(t->first, sizeof t->first,
		    "case %u, %s against %.*s, entry %llu: %.*s by %.*s: %.*s", t->histories,
		    VILLAINS[p->villain], STR_ARG(p->victim),
		    (unsigned long long)forum_size(p->s.forum), STR_ARG(kind), STR_ARG(by),
		    STR_ARG(what));
	if (is_hole) {
		t->holes++;
		t->hole_of[p->villain]++;
	} else {
		t->lockouts++;
	}
}

/* Refused, and only because nobody with authority was seen to sign. */
static bool lacks_authority(const struct sim_result *r)
{
	static const enum finding_id authority[] = { FINDING_COORDINATOR_ONLY, FINDING_OFFICER_ONLY,
		FINDING_THRESHOLD_MISSING, FINDING_RECOVERY_TOO_FEW, FINDING_POWER_MISSING,
		FINDING_ROTATION_NEEDS_NEXT_KEY, FINDING_SECRETARIAT_CANNOT_ACCREDIT };
	if (r->fault == FAULT_AUTH)
		return true;
	for (unsigned i = 0; i < r->found.count; i++) {
		bool is_one = false;
		for (size_t k = 0; k < CM_COUNT(authority); k++)
			is_one = is_one || r->found.at[i].id == authority[k];
		if (!is_one && finding_severity(r->found.at[i].id) == REFUSE)
			return false;
	}
	return true;
}

static bool submit(struct plot *p, struct sim_act *a, bool is_honest)
{
	moment now = p->s.now;
	bool is_allowed = oracle_allows(&p->o, a, now);
	bool is_known = oracle_knows(&p->o, a, now);
	struct sim_result r = sim_submit(&p->s, a);
	if (r.is_admitted && !is_allowed)
		trouble(p, true, a, S("was admitted"));
	if (!r.is_admitted && is_allowed && is_honest && lacks_authority(&r) &&
	    (is_known || r.fault != FAULT_AUTH))
		trouble(p, false, a, r.fault == FAULT_AUTH ? S("was refused: E_AUTH")
							   : finding_name(r.found.at[0].id));
	if (!r.is_admitted || !is_allowed)
		return r.is_admitted;
	oracle_apply(&p->o, a, &r, now);
	struct str what = p->o.is_full ? STR_NONE : oracle_compare(&p->o, &p->s);
	if (what.n > 0)
		trouble(p, true, a, what);
	return true;
}

static struct str party_of_case(struct plot *p)
{
	uint32_t at = (uint32_t)gen_below(&p->g, party_count(p->s.forum));
	return party_at(p->s.forum, at)->code;
}

static struct str delegate_of_case(struct plot *p, struct str party)
{
	return sim_str(&p->s, "%.*s/delegate-%u", STR_ARG(party), (unsigned)gen_between(&p->g, 1, 2));
}

static const enum kind HONEST[] = { KIND_PARTY_ROTATE, KIND_PARTY_RECOVER, KIND_PARTY_CONTEST,
	KIND_PARTY_SETTLE, KIND_DELEGATE_ACCREDIT, KIND_DELEGATE_LIMIT, KIND_DELEGATE_EXTEND,
	KIND_DELEGATE_KEY, KIND_DELEGATE_DISMISS, KIND_PARTY_SUSPEND, KIND_PARTY_RESTORE,
	KIND_RELEASE_PUBLISH, KIND_RELEASE_PUBLISH, KIND_OFFICER_NAME, KIND_PARTY_CHANGE,
	KIND_MEETING_RECORD, KIND_ACT_DISAVOW, KIND_PARTY_RENAME };

static struct str subject_of(struct plot *p, enum kind k, struct str party)
{
	struct str name = kind_name(k);
	if (str_starts(name, S("delegate.")))
		return delegate_of_case(p, party);
	if (str_starts(name, S("party.")) && k != KIND_PARTY_ADMIT)
		return party;
	return STR_NONE;
}

static void honest_act(struct plot *p)
{
	struct sim *s = &p->s;
	enum kind k = HONEST[gen_below(&p->g, CM_COUNT(HONEST))];
	struct str party = party_of_case(p);
	struct sim_act a = sim_make(s, k, subject_of(p, k, party));
	if (k == KIND_RELEASE_PUBLISH) {
		a.content.release_publish.party = party;
		sim_unsign(&a);
		sim_sign_as(s, &a, delegate_of_case(p, party));
	}
	if (k == KIND_PARTY_CHANGE)
		a.content.party_change.category = gen_bool(&p->g) ? S("none") : S("member");
	if (k == KIND_PARTY_SETTLE)
		a.content.party_settle.grant = gen_bool(&p->g);
	if (k == KIND_DELEGATE_ACCREDIT && gen_bool(&p->g))
		a.content.delegate_accredit.until = (moment){ s->now.ms + 5 * SIM_DAY_MS };
	if (k == KIND_ACT_DISAVOW && s->recent_count > 0) {
		uint32_t recent = s->recent_count < SIM_RECENT ? s->recent_count : SIM_RECENT;
		const struct sim_recent *of = &s->recent[gen_below(&p->g, recent)];
		a = sim_disavow(s, handle_party(of->by), of);
	}
	p->tally->honest++;
	p->tally->honest_refused += !submit(p, &a, true);
}

static const enum kind ATTACKS[] = { KIND_PARTY_ROTATE, KIND_PARTY_RECOVER, KIND_PARTY_CONTEST,
	KIND_PARTY_SETTLE, KIND_DELEGATE_ACCREDIT, KIND_DELEGATE_LIMIT, KIND_DELEGATE_EXTEND,
	KIND_DELEGATE_KEY, KIND_DELEGATE_DISMISS, KIND_PARTY_SUSPEND, KIND_PARTY_RESTORE,
	KIND_RELEASE_PUBLISH, KIND_OFFICER_NAME, KIND_OFFICER_END, KIND_PARTY_ADMIT,
	KIND_PARTY_CHANGE, KIND_CHARTER_ADOPT, KIND_ACT_ASSENT, KIND_ACT_CONFIRM, KIND_ACT_DISAVOW,
	KIND_PARTY_RENAME, KIND_MEETING_RECORD };

static struct str thief_key(struct plot *p)
{
	return sim_str(&p->s, "thief#%u", (unsigned)gen_below(&p->g, THIEF_KEYS));
}

/* Keys of his own where the act names keys. */
static void keys_plant(struct plot *p, struct sim_act *a, struct str planted)
{
	struct keyset set = sim_keyset(&p->s, planted, thief_key(p));
	if (a->kind == KIND_PARTY_ROTATE)
		a->content.party_rotate.coordinator = set;
	if (a->kind == KIND_PARTY_RECOVER)
		a->content.party_recover.coordinator = set;
	if (a->kind == KIND_PARTY_ADMIT)
		a->content.party_admit.coordinator = set;
	if (a->kind == KIND_DELEGATE_ACCREDIT)
		a->content.delegate_accredit.keys = set.keys;
	if (a->kind == KIND_DELEGATE_KEY)
		a->content.delegate_key.keys = set.keys;
	if (a->kind == KIND_OFFICER_NAME)
		a->content.officer_name.keys = set.keys;
}

static struct str handle_claimed(struct plot *p)
{
	switch (gen_below(&p->g, 4)) {
	case 0:
		return sim_coordinator(&p->s, p->victim);
	case 1:
		return delegate_of_case(p, p->victim);
	case 2:
		return sim_officer(&p->s, (uint32_t)gen_between(&p->g, 1, SIM_OFFICERS));
	default:
		return sim_coordinator(&p->s, party_of_case(p));
	}
}

static void sign_once(struct sim_act *a, struct sim_signer by)
{
	for (uint32_t i = 0; i < a->signers_count; i++) {
		if (sim_key(a->signers[i].key) == sim_key(by.key))
			return;
	}
	if (a->signers_count < SIGNATURES_MAX)
		a->signers[a->signers_count++] = by;
}

/* With all he holds, or some of it; now and then under another's name; new keys prove themselves. */
static void sign_with_held(struct plot *p, struct sim_act *a, struct str planted, struct str of)
{
	bool is_all = gen_chance(&p->g, 1, 3);
	sim_unsign(a);
	for (uint32_t i = 0; i < p->held_count; i++) {
		struct sim_signer by = p->held[i];
		if (!is_all && gen_chance(&p->g, 1, 2))
			continue;
		if (gen_chance(&p->g, 1, 8))
			by.handle = handle_claimed(p);
		sign_once(a, by);
	}
	if (gen_chance(&p->g, 2, 3))
		sign_once(a, (struct sim_signer){ .handle = of, .key = planted });
	if (a->signers_count == 0)
		sign_once(a, p->held[gen_below(&p->g, p->held_count)]);
}

static struct str holder_of_new_keys(struct plot *p, const struct sim_act *a)
{
	if (a->kind == KIND_DELEGATE_ACCREDIT)
		return a->content.delegate_accredit.delegate;
	if (a->kind == KIND_DELEGATE_KEY)
		return a->content.delegate_key.delegate;
	if (a->kind == KIND_OFFICER_NAME)
		return a->content.officer_name.officer;
	if (a->kind == KIND_PARTY_ADMIT)
		return sim_coordinator(&p->s, a->content.party_admit.code);
	return sim_coordinator(&p->s, p->victim);
}

static void attack(struct plot *p)
{
	struct sim *s = &p->s;
	enum kind k = ATTACKS[gen_below(&p->g, CM_COUNT(ATTACKS))];
	struct str party = gen_chance(&p->g, 3, 4) ? p->victim : party_of_case(p);
	struct sim_act a = sim_make(s, k, subject_of(p, k, party));
	uint32_t waiting = pending_count(s->forum);
	if (k == KIND_ACT_ASSENT && waiting > 0)
		a = sim_assent(s, pending_at(s->forum, (uint32_t)gen_below(&p->g, waiting))->id, S("x/y"));
	if ((k == KIND_ACT_CONFIRM || k == KIND_ACT_DISAVOW) && s->recent_count > 0) {
		uint32_t recent = s->recent_count < SIM_RECENT ? s->recent_count : SIM_RECENT;
		const struct sim_recent *of = &s->recent[gen_below(&p->g, recent)];
		a = k == KIND_ACT_CONFIRM ? sim_confirm(s, party, of) : sim_disavow(s, party, of);
	}
	if (k == KIND_RELEASE_PUBLISH)
		a.content.release_publish.party = party;
	struct str planted = thief_key(p);
	if (gen_chance(&p->g, 2, 3))
		keys_plant(p, &a, planted);
	sign_with_held(p, &a, planted, holder_of_new_keys(p, &a));
	p->tally->attempts++;
	if (submit(p, &a, false)) {
		p->tally->successes++;
		p->tally->success_of[p->villain]++;
	}
}

static bool is_own(const struct plot *p, struct str party)
{
	for (uint32_t i = 0; i < p->own_count; i++) {
		if (str_eq(p->own[i], party))
			return true;
	}
	return false;
}

/* Whatever the oracle thinks: no key of a villain's speaks where it never could rightfully. */
static void goals_check(struct plot *p)
{
	for (uint32_t i = 0; i < actor_count(p->s.forum); i++) {
		const struct actor *a = actor_at(p->s.forum, i);
		bool may_accredit = p->villain == VILLAIN_THIEF || p->villain == VILLAIN_DELEGATES ||
		    p->villain == VILLAIN_DISMISSED || is_own(p, a->party);
		bool is_his = a->role == ACTOR_OFFICER ? p->villain == VILLAIN_SECRETARIAT
		    : a->role == ACTOR_COORDINATOR     ? is_own(p, a->party)
						       : may_accredit;
		for (uint32_t k = 0; k < a->keys_count && !is_his && !a->is_ended; k++) {
			const struct sim_key *key = sim_key_of_blob(a->keys[k].blob);
			if (a->keys[k].ended == UINT64_MAX && str_starts(key->name, S("thief#")))
				trouble(p, true, NULL, sim_str(&p->s, "a villain's key speaks for %.*s",
							   STR_ARG(a->handle)));
		}
	}
}

/* The world of forum_sim, with more parties now and then, as the oracle sees it too. */
static void world_make(struct plot *p)
{
	struct sim *s = &p->s;
	bool is_shared = gen_chance(&p->g, 1, 2);
	s->parties_threshold = is_shared ? gen_between(&p->g, 1, 2) : INTEGER_ABSENT;
	struct sim_act a = sim_found(s);
	moment now = s->now;
	struct sim_result r = sim_submit(s, &a);
	cm_assert(r.is_admitted);
	oracle_apply(&p->o, &a, &r, now);
	static const char *const codes[] = { "aa", "bb", "cc", "dd", "oo", "ee", "ff", "gg", "hh",
		"ii", "jj", "kk" };
	size_t count = (size_t)gen_between(&p->g, 5, CM_COUNT(codes));
	for (size_t i = 0; i < count; i++) {
		a = sim_make(s, KIND_PARTY_ADMIT, str_c(codes[i]));
		if (party_find(s->forum, str_c(codes[i])) == NULL)
			cm_assert(submit(p, &a, true));
	}
	for (size_t i = 0; i < count; i++) {
		a = sim_make(s, KIND_DELEGATE_ACCREDIT, sim_str(s, "%s/delegate-1", codes[i]));
		cm_assert(submit(p, &a, true));
	}
}

static void history_run(struct plot *p)
{
	world_make(p);
	villain_init(p);
	if (p->villain == VILLAIN_SECRETARIAT && p->s.parties_threshold == INTEGER_ABSENT)
		return; /* the founding trusts its officers with who is a party */
	for (unsigned i = 0; i < ACTS && !p->o.is_full; i++) {
		p->s.step_ms = gen_chance(&p->g, 1, 5) ? gen_between(&p->g, 1, 8) * SIM_DAY_MS : 1000;
		if (gen_chance(&p->g, 2, 5))
			honest_act(p);
		else
			attack(p);
	}
	if (p->tally->holes == 0)
		goals_check(p);
}

void adversaries_run(struct tally *t, unsigned count)
{
	struct plot *p = malloc(sizeof *p);
	cm_assert(p != NULL);
	for (t->histories = 0; t->histories < count; t->histories++) {
		memset(p, 0, sizeof *p);
		p->tally = t;
		gen_init_case(&p->g, t->histories);
		sim_init(&p->s, false);
		history_run(p);
		sim_release(&p->s);
	}
	free(p);
}

unsigned adversaries_usual(void)
{
	return getenv("COMITY_LONG") != NULL ? 30000 : 2000;
}
