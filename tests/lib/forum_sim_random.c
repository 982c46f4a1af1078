/* Acts as they may come in: most of them nearly right. */
#include "lib/forum_sim.h"

#include "proof/sha.h"
#include "rules/actor.h"
#include "rules/party.h"
#include "rules/register.h"

#define REGISTER_KINDS_FROM KIND_BODY_RENAME

static struct str pick(struct gen *g, const char *const *words, size_t count)
{
	return str_c(words[gen_below(g, count)]);
}

static struct str party_any(struct sim *s, struct gen *g)
{
	static const char *const codes[] = { "aa", "bb", "cc", "dd", "oo", "zz", "secretariat" };
	uint32_t count = party_count(s->forum);
	if (count > 0 && gen_chance(g, 7, 8))
		return party_at(s->forum, (uint32_t)gen_below(g, count))->code;
	return pick(g, codes, CM_COUNT(codes));
}

static struct str handle_any(struct sim *s, struct gen *g)
{
	static const char *const actors[] = { "delegate-1", "delegate-2", "delegate-3",
		"coordinator" };
	uint32_t count = actor_count(s->forum);
	if (count > 0 && gen_chance(g, 3, 4))
		return actor_at(s->forum, (uint32_t)gen_below(g, count))->handle;
	struct str actor = pick(g, actors, CM_COUNT(actors)), party = party_any(s, g);
	return sim_str(s, "%.*s/%.*s", STR_ARG(party), STR_ARG(actor));
}

/* A delegate who may be dismissed; of those whose time ends rather. */
static struct str delegate_any(struct sim *s, struct gen *g, bool is_bounded)
{
	uint32_t count = actor_count(s->forum);
	for (uint32_t i = 0; i < count && gen_chance(g, 9, 10); i++) {
		const struct actor *a = actor_at(s->forum, (uint32_t)gen_below(g, count));
		bool is_wanted = !is_bounded || a->until.ms != MOMENT_ABSENT.ms;
		if (a->role == ACTOR_DELEGATE && !a->is_ended && is_wanted)
			return a->handle;
	}
	return handle_any(s, g);
}

/* Day, month or year: dates as sources cut them; sometimes none. */
static struct date date_any(struct gen *g)
{
	if (gen_chance(g, 1, 4))
		return DATE_NONE;
	struct date d = date_of_days((int32_t)gen_between(g, 10000, 12500));
	d.minute = -1;
	uint64_t cut = gen_below(g, 4);
	if (cut >= 2)
		d.day = 0;
	if (cut == 3)
		d.month = 0;
	return d;
}

/* A party whose keys are on their way back, if there is one. */
static struct str party_recovering(struct sim *s, struct gen *g)
{
	for (uint32_t i = 0; i < party_count(s->forum); i++) {
		struct str code = party_at(s->forum, i)->code;
		if (recovery_find(s->forum, code) != NULL && gen_chance(g, 3, 4))
			return code;
	}
	return party_any(s, g);
}

static struct str subject_any(struct sim *s, struct gen *g, enum kind k)
{
	static const char *const bodies[] = { "soc", "summit", "no-such" };
	struct str name = kind_name(k);
	if (k == KIND_PARTY_CONTEST || k == KIND_PARTY_SETTLE)
		return party_recovering(s, g);
	if (str_starts(name, S("party.")) || k == KIND_OFFICE_TERM)
		return k == KIND_PARTY_ADMIT && gen_chance(g, 1, 2) ? STR_NONE : party_any(s, g);
	if (k == KIND_DELEGATE_ACCREDIT && gen_chance(g, 1, 2)) {
		struct str party = party_any(s, g);
		return sim_str(s, "%.*s/delegate-n%u", STR_ARG(party), s->made++);
	}
	if (str_starts(name, S("delegate.")))
		return delegate_any(s, g, k == KIND_DELEGATE_EXTEND);
	if (str_starts(name, S("officer.")))
		return gen_chance(g, 1, 2) ? sim_str(s, "secretariat/officer-%u",
						 (unsigned)gen_between(g, 1, 6))
					   : handle_any(s, g);
	if (k == KIND_BODY_RENAME)
		return pick(g, bodies, CM_COUNT(bodies));
	uint32_t releases = release_count(s->forum);
	if (k == KIND_RELEASE_VERSION && releases > 0 && gen_bool(g))
		return release_by_date(s->forum, (uint32_t)gen_below(g, releases))->code;
	return sim_str(s, "c-%u", (unsigned)gen_below(g, 40));
}

/* About acts: those that wait, those of delegates, any place. */
static void acts_fill(struct sim *s, struct gen *g, struct sim_act *a)
{
	uint32_t waiting = pending_count(s->forum);
	uint32_t recent = s->recent_count < SIM_RECENT ? s->recent_count : SIM_RECENT;
	if (recent > 0 && (a->kind == KIND_ACT_CONFIRM || a->kind == KIND_ACT_DISAVOW)) {
		const struct sim_recent *of = &s->recent[gen_below(g, recent)];
		struct str party = handle_party(of->by);
		*a = a->kind == KIND_ACT_CONFIRM ? sim_confirm(s, party, of)
						 : sim_disavow(s, party, of);
	}
	if (a->kind == KIND_ACT_ASSENT && waiting > 0) {
		uint32_t at = gen_bool(g) ? waiting - 1 : (uint32_t)gen_below(g, waiting);
		*a = sim_assent(s, pending_at(s->forum, at)->id, handle_any(s, g));
		if (gen_chance(g, 3, 4)) {
			sim_unsign(a);
			sim_sign_as(s, a, sim_officer(s, (uint32_t)gen_between(g, 1, 3)));
		}
	}
}

static void dates_fill(struct gen *g, struct sim_act *a)
{
	union content *c = &a->content;
	switch ((int)a->kind) {
	case KIND_PARTY_ADMIT:
		c->party_admit.from = date_any(g);
		break;
	case KIND_PARTY_CHANGE:
		c->party_change.from = date_any(g);
		c->party_change.until = gen_chance(g, 1, 3) ? date_any(g) : DATE_NONE;
		if (gen_bool(g))
			c->party_change.category = gen_bool(g) ? S("none") : S("member");
		break;
	case KIND_PARTY_RENAME:
		c->party_rename.from = date_any(g);
		c->party_rename.until = gen_chance(g, 1, 3) ? date_any(g) : DATE_NONE;
		break;
	case KIND_PARTY_SUSPEND:
		c->party_suspend.from = date_any(g);
		break;
	case KIND_BODY_RENAME:
		c->body_rename.from = date_any(g);
		c->body_rename.until = gen_chance(g, 1, 3) ? date_any(g) : DATE_NONE;
		break;
	case KIND_OFFICE_TERM:
		c->office_term.from = date_of_days((int32_t)gen_between(g, 10000, 12500));
		break;
	case KIND_MEETING_RECORD:
		c->meeting_record.from = date_any(g);
		break;
	case KIND_RELEASE_PUBLISH:
		c->release_publish.issued = date_of_days((int32_t)gen_between(g, 10000, 12500));
		break;
	default:
		break;
	}
}

static void facets_fill(struct sim *s, struct gen *g, struct sim_act *a)
{
	if (a->kind != KIND_RELEASE_PUBLISH)
		return;
	struct release_publish *c = &a->content.release_publish;
	uint32_t count = (uint32_t)gen_below(g, 3);
	struct facet *at = arena_array(&s->scratch, struct facet, count);
	for (uint32_t i = 0; i < count; i++) {
		struct str code = sim_str(s, "t%u", (unsigned)gen_below(g, 5));
		at[i] = (struct facet){ .is_present = true, .code = code, .names = sim_names(s, code) };
	}
	if (gen_bool(g))
		c->topics = (struct facet_list){ count, at };
	else
		c->organisations = (struct facet_list){ count, at };
	if (gen_chance(g, 1, 3))
		c->meeting = sim_str(s, "c-%u", (unsigned)gen_below(g, 40));
	struct str party = party_any(s, g);
	if (gen_chance(g, 1, 2)) {
		c->party = party;
		sim_unsign(a);
		sim_sign_as(s, a, sim_str(s, "%.*s/delegate-1", STR_ARG(party)));
	} else if (gen_chance(g, 1, 2)) {
		c->party = gen_bool(g) ? STR_NONE : party;
		sim_unsign(a);
		sim_sign_as(s, a, sim_officer(s, (uint32_t)gen_between(g, 1, 3)));
	}
}

/* Keysets with more keys, other thresholds; spans of delegates. */
static void members_bend(struct sim *s, struct gen *g, struct sim_act *a)
{
	struct keyset *set = a->kind == KIND_PARTY_ADMIT ? &a->content.party_admit.coordinator
	    : a->kind == KIND_PARTY_RECOVER              ? &a->content.party_recover.coordinator
	    : a->kind == KIND_PARTY_ROTATE               ? &a->content.party_rotate.coordinator
							 : NULL;
	if (set != NULL && gen_chance(g, 1, 4))
		set->threshold = gen_between(g, 0, 3);
	if (set != NULL && gen_chance(g, 1, 8))
		set->keys = sim_keys(s, sim_str(s, "thief#%u", (unsigned)gen_below(g, 4)));
	if (a->kind == KIND_PARTY_ADMIT && gen_chance(g, 1, 6))
		*set = (struct keyset){ .is_present = false };
	if (a->kind == KIND_DELEGATE_ACCREDIT) {
		struct delegate_accredit *c = &a->content.delegate_accredit;
		if (gen_chance(g, 1, 2))
			c->until = (moment){ s->now.ms + gen_between(g, 0, 20) * SIM_DAY_MS };
		if (gen_chance(g, 1, 4))
			c->bodies = sim_strs(s, gen_chance(g, 3, 4) ? S("soc") : S("no-such"));
		if (gen_chance(g, 1, 4))
			c->powers = sim_strs(s, gen_bool(g) ? S("object") : S("rule"));
	}
	if (a->kind == KIND_DELEGATE_DISMISS && gen_chance(g, 1, 2))
		a->content.delegate_dismiss.since =
		    (moment){ s->now.ms - gen_between(g, -1, 20) * SIM_DAY_MS };
	if (a->kind == KIND_PARTY_SETTLE)
		a->content.party_settle.grant = gen_bool(g);
}

static bool has_signed(const struct sim_act *a, const struct sim_key *key)
{
	for (uint32_t i = 0; i < a->signers_count; i++) {
		if (str_eq(sim_key(a->signers[i].key)->blob, key->blob))
			return true;
	}
	return false;
}

/* Others sign, too few sign, somebody else signs under the name. */
static void signers_bend(struct sim *s, struct gen *g, struct sim_act *a)
{
	struct str handle = handle_any(s, g);
	struct sim_act one = { .signers_count = 0 };
	sim_sign_as(s, &one, handle);
	const struct sim_key *key = sim_key(one.signers[0].key);
	switch (gen_below(g, 6)) {
	case 0:
		if (a->signers_count > 1)
			a->signers_count--;
		break;
	case 1:
		if (a->signers_count < SIGNATURES_MAX && !has_signed(a, key))
			a->signers[a->signers_count++] = one.signers[0];
		break;
	case 2:
		sim_unsign(a);
		a->signers[a->signers_count++] = one.signers[0];
		break;
	case 3:
		key = sim_key(sim_str(s, "thief#%u", (unsigned)gen_below(g, 4)));
		if (!has_signed(a, key))
			a->signers[0].key = key->name;
		break;
	default: /* the old key, before the last rotation */
		key = sim_key(sim_str(s, "%.*s#0", STR_ARG(a->signers[0].handle)));
		if (!has_signed(a, key))
			a->signers[0].key = key->name;
		break;
	}
}

/* Stage B lets no key sign twice, under whatever handles. */
static void keys_once(struct sim_act *a)
{
	struct sim_act once = *a;
	once.signers_count = 0;
	for (uint32_t i = 0; i < a->signers_count; i++) {
		if (!has_signed(&once, sim_key(a->signers[i].key)))
			once.signers[once.signers_count++] = a->signers[i];
	}
	*a = once;
}

/* What bodies do: silences, meetings, decisions, votes. */
struct sim_act sim_business_random(struct sim *s, struct gen *g)
{
	s->step_ms = gen_chance(g, 1, 4) ? 3600 * 1000 : 1000; /* a notice, a deferral, a deadline */
	uint64_t what = gen_below(g, 12);
	if (what == 0)
		return sim_silence_random(s, g);
	if (what <= 3)
		return sim_conduct_random(s, g);
	return what == 4 ? sim_vote_random(s, g) : sim_decision_random(s, g);
}

struct sim_act sim_random(struct sim *s, struct gen *g)
{
	enum kind k = (enum kind)gen_below(g, KIND_SILENCE_PROPOSE);
	if (k == KIND_FORUM_FOUND && gen_chance(g, 7, 8))
		k = KIND_RELEASE_PUBLISH;
	if (gen_chance(g, 1, actor_find(s->forum, S("aa/envoy")) != NULL ? 3 : 20))
		k = KIND_SILENCE_PROPOSE;
	if (pending_count(s->forum) > 0 && gen_chance(g, 1, 4))
		k = KIND_ACT_ASSENT;
	bool is_text = k >= KIND_SILENCE_PROPOSE && gen_chance(g, 1, 6);
	bool is_measure = k >= KIND_SILENCE_PROPOSE && !is_text && gen_chance(g, 1, 12);
	bool is_agreement = k < KIND_SILENCE_PROPOSE && gen_chance(g, 1, 12);
	struct sim_act a = is_text         ? sim_text_random(s, g)
	    : is_measure                ? sim_measure_random(s, g)
	    : is_agreement              ? sim_agreement_random(s, g)
	    : k >= KIND_SILENCE_PROPOSE ? sim_business_random(s, g)
					: sim_make(s, k, subject_any(s, g, k));
	acts_fill(s, g, &a);
	dates_fill(g, &a);
	facets_fill(s, g, &a);
	if (gen_chance(g, 1, 3))
		members_bend(s, g, &a);
	if (gen_chance(g, 1, 3))
		signers_bend(s, g, &a);
	keys_once(&a);
	s->step_ms = gen_chance(g, 1, 6) ? SIM_DAY_MS * gen_between(g, 1, 8) : 1000;
	return a;
}

void sim_random_world(struct sim *s, struct gen *g)
{
	s->parties_threshold = gen_chance(g, 1, 4) ? gen_between(g, 1, 2) : INTEGER_ABSENT;
	sim_world(s);
}
