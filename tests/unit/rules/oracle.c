#include "unit/rules/oracle.h"

#include "rules/actor.h"
#include "rules/party.h"

#define RECOVER_WAIT_MS (7 * SIM_DAY_MS)
#define DISAVOW_MS (3 * SIM_DAY_MS)
#define FOREVER INT64_MAX

static bool holds(const struct oracle_keys *keys, const struct sim_key *key)
{
	for (uint32_t i = 0; i < keys->count; i++) {
		if (keys->at[i] == key)
			return true;
	}
	return false;
}

static struct oracle_keys keys_of(const struct party_key_list *list)
{
	struct oracle_keys keys = { .count = list->count, .threshold = 1 };
	cm_assert(list->count <= ORACLE_KEYS);
	for (uint32_t i = 0; i < list->count; i++)
		keys.at[i] = sim_key_of_blob(list->at[i].key);
	return keys;
}

static struct oracle_keys keys_of_set(const struct keyset *set)
{
	struct oracle_keys keys = { .count = 0 };
	if (!set->is_present)
		return keys;
	keys = keys_of(&set->keys);
	keys.threshold = (uint32_t)set->threshold;
	keys.next_count = set->next.count;
	for (uint32_t i = 0; i < set->next.count; i++)
		keys.next[i] = sim_key_of_digest(&set->next.at[i]);
	return keys;
}

static struct oracle_party *party_of(struct oracle *o, struct str code)
{
	for (uint32_t i = 0; i < o->parties_count; i++) {
		if (str_eq(o->parties[i].code, code))
			return &o->parties[i];
	}
	return NULL;
}

static struct oracle_actor *actor_named(struct oracle *o, struct str handle)
{
	for (uint32_t i = 0; i < o->actors_count; i++) {
		if (str_eq(o->actors[i].handle, handle))
			return &o->actors[i];
	}
	return NULL;
}

static bool is_coordinator(struct str handle)
{
	return str_eq(handle_actor(handle), S("coordinator"));
}

static bool is_officer(struct str handle)
{
	return str_eq(handle_party(handle), S("secretariat"));
}

/* Rule 9: by position, at the first entry whose time is past the wait, before it is judged. */
static void ripen(struct oracle *o, moment now)
{
	for (uint32_t i = 0; i < o->parties_count; i++) {
		struct oracle_party *p = &o->parties[i];
		if (!p->is_recovering || p->is_contested || now.ms <= p->ripens_at)
			continue;
		p->is_recovering = false;
		p->keys = p->recovered;
		for (uint32_t k = 0; k < o->actors_count; k++)
			o->actors[k].is_ended |= str_eq(o->actors[k].party, p->code);
	}
}

/* Does this key speak for this handle now? */
static bool speaks(struct oracle *o, const struct sim_signer *by, moment now)
{
	const struct sim_key *key = sim_key(by->key);
	if (is_coordinator(by->handle) && !is_officer(by->handle)) {
		const struct oracle_party *p = party_of(o, handle_party(by->handle));
		return p != NULL && holds(&p->keys, key);
	}
	const struct oracle_actor *a = actor_named(o, by->handle);
	return a != NULL && !a->is_ended && now.ms >= a->from && now.ms < a->until &&
	    holds(&a->keys, key);
}

bool oracle_knows(struct oracle *o, const struct sim_act *a, moment now)
{
	for (uint32_t i = 0; i < a->signers_count; i++) {
		if (!speaks(o, &a->signers[i], now))
			return false;
	}
	return true;
}

static uint32_t keys_speaking(struct oracle *o, const struct sim_act *a, struct str handle,
    moment now)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < a->signers_count; i++)
		count += str_eq(a->signers[i].handle, handle) && speaks(o, &a->signers[i], now);
	return count;
}

static bool signed_with(const struct sim_act *a, const struct sim_key *key)
{
	for (uint32_t i = 0; i < a->signers_count; i++) {
		if (sim_key(a->signers[i].key) == key)
			return true;
	}
	return false;
}

static uint32_t coordinator_keys(struct oracle *o, const struct sim_act *a,
    const struct oracle_party *p, moment now)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < a->signers_count; i++)
		count += is_coordinator(a->signers[i].handle) &&
		    str_eq(handle_party(a->signers[i].handle), p->code) &&
		    speaks(o, &a->signers[i], now);
	return count;
}

static bool coordinator_agrees(struct oracle *o, const struct sim_act *a, struct str party,
    moment now)
{
	const struct oracle_party *p = party_of(o, party);
	return p != NULL && p->keys.threshold > 0 &&
	    coordinator_keys(o, a, p, now) >= p->keys.threshold;
}

static uint32_t officers_agree(struct oracle *o, const struct sim_act *a, moment now)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < a->signers_count; i++)
		count += is_officer(a->signers[i].handle) && speaks(o, &a->signers[i], now);
	return count;
}

static bool counts(const struct oracle_party *p)
{
	return !p->has_left && !p->is_suspended && !p->is_contested && p->keys.threshold > 0;
}

/* Parties but this one: how many there are that count, and how many agree. */
static uint32_t others(struct oracle *o, const struct sim_act *a, struct str except, moment now,
    uint32_t *agree)
{
	uint32_t count = 0;
	*agree = 0;
	for (uint32_t i = 0; i < o->parties_count; i++) {
		const struct oracle_party *p = &o->parties[i];
		if (!counts(p) || str_eq(p->code, except))
			continue;
		count++;
		*agree += coordinator_agrees(o, a, p->code, now);
	}
	return count;
}

static bool is_constitutional(enum kind k)
{
	return k == KIND_CHARTER_ADOPT || k == KIND_PARTY_ADMIT || k == KIND_PARTY_CHANGE ||
	    k == KIND_PARTY_SUSPEND || k == KIND_PARTY_RESTORE;
}

static bool is_of_officers(enum kind k)
{
	return k == KIND_OFFICER_NAME || k == KIND_OFFICER_END;
}

/* 0: nobody of those who must; 1: some of them; 2: enough. */
static int consent(struct oracle *o, const struct sim_act *a, enum kind k, moment now)
{
	uint32_t parties = 0, officers = officers_agree(o, a, now);
	if (is_constitutional(k) && o->parties_threshold > 0)
		(void)others(o, a, STR_NONE, now, &parties);
	bool is_enough = officers >= o->officers_threshold &&
	    (!is_constitutional(k) || parties >= o->parties_threshold);
	return is_enough ? 2 : officers + parties > 0;
}

static bool rotation_allowed(struct oracle *o, const struct sim_act *a, moment now)
{
	const struct party_rotate *c = &a->content.party_rotate;
	const struct oracle_party *p = party_of(o, c->party);
	struct oracle_keys fresh = keys_of_set(&c->coordinator);
	uint32_t signed_next = 0;
	(void)now;
	for (uint32_t i = 0; p != NULL && i < fresh.count; i++) {
		bool is_committed = false;
		for (uint32_t k = 0; k < p->keys.next_count; k++)
			is_committed = is_committed || p->keys.next[k] == fresh.at[i];
		if (!is_committed)
			return false;
		signed_next += signed_with(a, fresh.at[i]);
	}
	return p != NULL && signed_next > 0 && signed_next >= p->keys.threshold;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static bool keys_allowed(struct oracle *o, const struct sim_act *a, moment now)
{
	uint32_t agree, n;
	if (a->kind == KIND_PARTY_ROTATE)
		return rotation_allowed(o, a, now);
	if (a->kind == KIND_PARTY_RECOVER) {
		const struct oracle_party *p = party_of(o, a->content.party_recover.party);
		n = others(o, a, a->content.party_recover.party, now, &agree);
		return p != NULL && !p->is_recovering && agree >= larger(2, (n + 2) / 3);
	}
	if (a->kind == KIND_PARTY_SETTLE) {
		const struct oracle_party *p = party_of(o, a->content.party_settle.party);
		n = others(o, a, a->content.party_settle.party, now, &agree);
		return p != NULL && p->is_contested && agree >= larger(2, (2 * n + 2) / 3);
	}
	const struct oracle_party *p = party_of(o, a->content.party_contest.party);
	return p != NULL && p->is_recovering && !p->is_contested &&
	    coordinator_keys(o, a, p, now) > 0;
}

static bool all_signed(const struct sim_act *a, const struct party_key_list *list)
{
	struct oracle_keys keys = keys_of(list);
	for (uint32_t i = 0; i < keys.count; i++) {
		if (!signed_with(a, keys.at[i]))
			return false;
	}
	return true;
}

static bool is_part(const struct strs *part, const struct strs *whole)
{
	for (uint32_t i = 0; i < part->count; i++) {
		bool is_there = false;
		for (uint32_t k = 0; k < whole->count; k++)
			is_there = is_there || str_eq(part->at[i], whole->at[k]);
		if (!is_there)
			return false;
	}
	return true;
}

static struct str delegate_of(const struct sim_act *a)
{
	return a->kind == KIND_DELEGATE_ACCREDIT ? a->content.delegate_accredit.delegate
	    : a->kind == KIND_DELEGATE_LIMIT     ? a->content.delegate_limit.delegate
	    : a->kind == KIND_DELEGATE_EXTEND    ? a->content.delegate_extend.delegate
	    : a->kind == KIND_DELEGATE_KEY       ? a->content.delegate_key.delegate
						 : a->content.delegate_dismiss.delegate;
}

static bool delegate_allowed(struct oracle *o, const struct sim_act *a, moment now)
{
	struct str handle = delegate_of(a);
	const struct oracle_party *p = party_of(o, handle_party(handle));
	const struct oracle_actor *d = actor_named(o, handle);
	if (p == NULL || is_coordinator(handle))
		return false;
	if (a->kind == KIND_DELEGATE_DISMISS)
		return d != NULL && !d->is_ended && coordinator_keys(o, a, p, now) > 0;
	bool coordinator = coordinator_agrees(o, a, p->code, now);
	if (a->kind == KIND_DELEGATE_ACCREDIT)
		return coordinator && d == NULL && !p->is_contested && !p->has_left &&
		    all_signed(a, &a->content.delegate_accredit.keys);
	if (d == NULL || d->is_ended)
		return false;
	if (a->kind == KIND_DELEGATE_KEY)
		return (coordinator || keys_speaking(o, a, handle, now) > 0) && !p->is_contested &&
		    all_signed(a, &a->content.delegate_key.keys);
	if (a->kind == KIND_DELEGATE_EXTEND)
		return coordinator && !p->is_contested;
	const struct delegate_limit *c = &a->content.delegate_limit;
	return coordinator && is_part(&c->powers, &d->powers) &&
	    (d->bodies.count == 0 || is_part(&c->bodies, &d->bodies)) &&
	    (c->until.ms == MOMENT_ABSENT.ms || c->until.ms <= d->until);
}

static bool about_allowed(struct oracle *o, const struct sim_act *a, moment now)
{
	uint64_t entry = (uint64_t)(a->kind == KIND_ACT_CONFIRM ? a->content.act_confirm.entry
								: a->content.act_disavow.entry);
	for (uint32_t i = 0; i < o->done_count; i++) {
		const struct oracle_done *d = &o->done[i];
		if (d->entry == entry)
			return !d->is_settled && now.ms - d->received <= DISAVOW_MS &&
			    coordinator_agrees(o, a, d->party, now);
	}
	return false;
}

static bool publication_allowed(struct oracle *o, const struct sim_act *a, struct str party,
    struct str meeting, moment now)
{
	const struct sim_signer *by = &a->signers[0];
	if (!speaks(o, by, now))
		return false;
	if (is_officer(by->handle))
		return true;
	const struct oracle_actor *d = actor_named(o, by->handle);
	const struct oracle_party *p = party_of(o, handle_party(by->handle));
	return d != NULL && p != NULL && d->may_publish && str_eq(party, p->code) &&
	    !p->is_suspended && !p->has_left &&
	    (d->meetings.count == 0 || is_part(&(struct strs){ 1, &meeting }, &d->meetings)) &&
	    (d->bodies.count == 0 || meeting.n > 0);
}

static struct oracle_waiting *waiting_of(struct oracle *o, const struct hash *id)
{
	for (uint32_t i = 0; i < o->waiting_count; i++) {
		if (memcmp(o->waiting[i].id.bytes, id->bytes, HASH_BYTES) == 0)
			return &o->waiting[i];
	}
	return NULL;
}

/* Those of the act and those who have assented, as one act with many signers. */
static struct sim_act joined(const struct oracle_waiting *w, const struct sim_act *assent)
{
	struct sim_act all = w->act;
	for (uint32_t i = 0; i < w->more_count && all.signers_count < SIGNATURES_MAX; i++)
		all.signers[all.signers_count++] = w->more[i];
	for (uint32_t i = 0; i < assent->signers_count && all.signers_count < SIGNATURES_MAX; i++)
		all.signers[all.signers_count++] = assent->signers[i];
	return all;
}

static bool assent_allowed(struct oracle *o, const struct sim_act *a, moment now)
{
	const struct oracle_waiting *w = waiting_of(o, &a->content.act_assent.id);
	if (w == NULL || w->is_done || consent(o, a, w->act.kind, now) == 0)
		return false;
	struct sim_act before = joined(w, &(struct sim_act){ .signers_count = 0 });
	for (uint32_t i = 0; i < a->signers_count; i++) {
		if (signed_with(&before, sim_key(a->signers[i].key)))
			return false;
	}
	return true;
}

bool oracle_allows(struct oracle *o, const struct sim_act *a, moment now)
{
	ripen(o, now);
	enum kind k = a->kind;
	if (is_constitutional(k) || is_of_officers(k))
		return consent(o, a, k, now) > 0;
	if (k >= KIND_PARTY_ROTATE && k <= KIND_PARTY_SETTLE)
		return keys_allowed(o, a, now);
	if (k >= KIND_DELEGATE_ACCREDIT && k <= KIND_DELEGATE_DISMISS)
		return delegate_allowed(o, a, now);
	if (k == KIND_ACT_CONFIRM || k == KIND_ACT_DISAVOW)
		return about_allowed(o, a, now);
	if (k == KIND_ACT_ASSENT)
		return assent_allowed(o, a, now);
	if (k == KIND_PARTY_RENAME)
		return officers_agree(o, a, now) > 0 ||
		    coordinator_agrees(o, a, a->content.party_rename.party, now);
	if (k == KIND_RELEASE_PUBLISH)
		return publication_allowed(o, a, a->content.release_publish.party,
		    a->content.release_publish.meeting, now);
	if (k == KIND_RELEASE_VERSION) /* the release's party is the register's to know */
		return speaks(o, &a->signers[0], now) && !is_coordinator(a->signers[0].handle);
	return k != KIND_FORUM_FOUND && officers_agree(o, a, now) > 0;
}

static void actor_add(struct oracle *o, struct oracle_actor actor)
{
	if (o->actors_count == ORACLE_ACTORS)
		o->is_full = true;
	else
		o->actors[o->actors_count++] = actor;
}

static void party_add(struct oracle *o, struct str code, const struct keyset *set)
{
	if (o->parties_count == ORACLE_PARTIES)
		o->is_full = true;
	else
		o->parties[o->parties_count++] =
		    (struct oracle_party){ .code = code, .keys = keys_of_set(set) };
}

static void officer_add(struct oracle *o, struct str handle, const struct party_key_list *keys)
{
	actor_add(o, (struct oracle_actor){ .handle = handle,
			 .party = S("secretariat"),
			 .from = INT64_MIN,
			 .until = FOREVER,
			 .keys = keys_of(keys) });
}

static void found_apply(struct oracle *o, const struct forum_found *c)
{
	o->officers_threshold = (uint32_t)c->officers_threshold;
	o->parties_threshold =
	    c->parties_threshold == INTEGER_ABSENT ? 0 : (uint32_t)c->parties_threshold;
	for (uint32_t i = 0; i < c->officers.count; i++)
		officer_add(o, c->officers.at[i].handle, &c->officers.at[i].keys);
	for (uint32_t i = 0; i < c->parties.count; i++)
		party_add(o, c->parties.at[i].code, &c->parties.at[i].coordinator);
}

static void members_apply(struct oracle *o, const struct sim_act *a)
{
	const union content *c = &a->content;
	if (a->kind == KIND_OFFICER_NAME)
		officer_add(o, c->officer_name.officer, &c->officer_name.keys);
	if (a->kind == KIND_OFFICER_END)
		actor_named(o, c->officer_end.officer)->is_ended = true;
	if (a->kind == KIND_PARTY_ADMIT)
		party_add(o, c->party_admit.code, &c->party_admit.coordinator);
	if (a->kind == KIND_PARTY_CHANGE)
		party_of(o, c->party_change.party)->has_left =
		    str_eq(c->party_change.category, S("none")) || date_known(c->party_change.until) ||
		    date_known(c->party_change.gone_by);
	if (a->kind == KIND_PARTY_SUSPEND)
		party_of(o, c->party_suspend.party)->is_suspended = true;
	if (a->kind == KIND_PARTY_RESTORE)
		party_of(o, c->party_restore.party)->is_suspended = false;
}

static void keys_apply(struct oracle *o, const struct sim_act *a, moment now)
{
	const union content *c = &a->content;
	struct oracle_party *p;
	if (a->kind == KIND_PARTY_ROTATE) {
		p = party_of(o, c->party_rotate.party);
		p->keys = keys_of_set(&c->party_rotate.coordinator);
		p->is_recovering = p->is_contested = false;
	} else if (a->kind == KIND_PARTY_RECOVER) {
		p = party_of(o, c->party_recover.party);
		p->recovered = keys_of_set(&c->party_recover.coordinator);
		p->is_recovering = true;
		p->ripens_at = now.ms + RECOVER_WAIT_MS;
	} else if (a->kind == KIND_PARTY_CONTEST) {
		party_of(o, c->party_contest.party)->is_contested = true;
	} else {
		p = party_of(o, c->party_settle.party);
		p->is_contested = false;
		p->is_recovering = c->party_settle.grant;
		p->ripens_at = INT64_MIN;
		ripen(o, now);
	}
}

static void delegate_apply(struct oracle *o, const struct sim_act *a)
{
	const union content *c = &a->content;
	struct oracle_actor *d = actor_named(o, delegate_of(a));
	if (a->kind == KIND_DELEGATE_ACCREDIT) {
		const struct delegate_accredit *m = &c->delegate_accredit;
		actor_add(o, (struct oracle_actor){ .handle = m->delegate,
				 .party = handle_party(m->delegate),
				 .may_publish = is_part(&(struct strs){ 1, &S("publish") }, &m->powers),
				 .from = m->from.ms,
				 .until = m->until.ms == MOMENT_ABSENT.ms ? FOREVER : m->until.ms,
				 .powers = m->powers,
				 .bodies = m->bodies,
				 .meetings = m->meetings,
				 .keys = keys_of(&m->keys) });
	} else if (a->kind == KIND_DELEGATE_DISMISS) {
		d->is_ended = true;
	} else if (a->kind == KIND_DELEGATE_EXTEND) {
		d->until = c->delegate_extend.until.ms;
	} else if (a->kind == KIND_DELEGATE_KEY) {
		struct oracle_keys more = keys_of(&c->delegate_key.keys);
		for (uint32_t i = 0; i < more.count; i++) {
			if (d->keys.count == ORACLE_KEYS)
				o->is_full = true;
			else
				d->keys.at[d->keys.count++] = more.at[i];
		}
	} else {
		const struct delegate_limit *m = &c->delegate_limit;
		d->powers = m->powers.count > 0 ? m->powers : d->powers;
		d->may_publish = is_part(&(struct strs){ 1, &S("publish") }, &d->powers);
		d->bodies = m->bodies.count > 0 ? m->bodies : d->bodies;
		d->until = m->until.ms == MOMENT_ABSENT.ms ? d->until : m->until.ms;
	}
}

static void waiting_apply(struct oracle *o, const struct sim_act *a, const struct hash *id)
{
	if (o->waiting_count == ORACLE_WAITING) {
		o->is_full = true;
		return;
	}
	o->waiting[o->waiting_count++] = (struct oracle_waiting){ .id = *id, .act = *a };
}

static void assent_apply(struct oracle *o, const struct sim_act *a, moment now)
{
	struct oracle_waiting *w = waiting_of(o, &a->content.act_assent.id);
	struct sim_act all = joined(w, a);
	if (all.signers_count + 1 >= SIGNATURES_MAX)
		o->is_full = true;
	w->is_done = consent(o, &all, w->act.kind, now) == 2;
	for (uint32_t i = 0; i < a->signers_count && w->more_count < SIGNATURES_MAX; i++)
		w->more[w->more_count++] = a->signers[i];
	if (w->is_done)
		members_apply(o, &w->act);
}

static void done_add(struct oracle *o, const struct sim_act *a, const struct sim_result *r,
    moment now)
{
	struct str by = a->signers[0].handle;
	if (is_officer(by) || is_coordinator(by))
		return;
	if (o->done_count == ORACLE_DONE)
		o->is_full = true;
	else
		o->done[o->done_count++] =
		    (struct oracle_done){ r->index, now.ms, handle_party(by), false };
}

static void settled_set(struct oracle *o, uint64_t entry)
{
	for (uint32_t i = 0; i < o->done_count; i++)
		o->done[i].is_settled |= o->done[i].entry == entry;
}

void oracle_apply(struct oracle *o, const struct sim_act *a, const struct sim_result *r, moment now)
{
	enum kind k = a->kind;
	ripen(o, now);
	if (k == KIND_FORUM_FOUND)
		found_apply(o, &a->content.forum_found);
	else if ((is_constitutional(k) || is_of_officers(k)) && consent(o, a, k, now) == 2)
		members_apply(o, a);
	else if (is_constitutional(k) || is_of_officers(k))
		waiting_apply(o, a, &r->id);
	else if (k >= KIND_PARTY_ROTATE && k <= KIND_PARTY_SETTLE)
		keys_apply(o, a, now);
	else if (k >= KIND_DELEGATE_ACCREDIT && k <= KIND_DELEGATE_DISMISS)
		delegate_apply(o, a);
	else if (k == KIND_ACT_ASSENT)
		assent_apply(o, a, now);
	else if (k == KIND_ACT_CONFIRM)
		settled_set(o, (uint64_t)a->content.act_confirm.entry);
	else if (k == KIND_ACT_DISAVOW)
		settled_set(o, (uint64_t)a->content.act_disavow.entry);
	done_add(o, a, r, now);
}

static uint32_t valid_keys(const struct actor *a)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < a->keys_count; i++)
		count += a->keys[i].ended == UINT64_MAX;
	return count;
}

static bool keys_differ(const struct oracle_keys *keys, const struct actor *a)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < a->keys_count; i++)
		count += a->keys[i].ended == UINT64_MAX &&
		    holds(keys, sim_key_of_blob(a->keys[i].blob));
	return count != keys->count || valid_keys(a) != keys->count;
}

static struct str party_compare(const struct oracle_party *p, struct sim *s)
{
	const struct party *q = party_find(s->forum, p->code);
	const struct actor *c = actor_find(s->forum, sim_coordinator(s, p->code));
	if (q == NULL || c == NULL)
		return sim_str(s, "%.*s is no party", STR_ARG(p->code));
	if (q->is_contested != p->is_contested || q->is_suspended != p->is_suspended ||
	    str_eq(q->category, S("none")) != p->has_left)
		return sim_str(s, "%.*s is contested, suspended or gone, or is not", STR_ARG(p->code));
	if (keys_differ(&p->keys, c) || (p->keys.count > 0 && c->threshold != p->keys.threshold))
		return sim_str(s, "%.*s has other keys", STR_ARG(p->code));
	if ((recovery_find(s->forum, p->code) != NULL) != p->is_recovering)
		return sim_str(s, "%.*s recovers, or does not", STR_ARG(p->code));
	return STR_NONE;
}

struct str oracle_compare(const struct oracle *o, struct sim *s)
{
	if (party_count(s->forum) != o->parties_count)
		return S("another number of parties");
	if (actor_count(s->forum) != o->parties_count + o->actors_count)
		return S("another number of holders");
	for (uint32_t i = 0; i < o->parties_count; i++) {
		struct str what = party_compare(&o->parties[i], s);
		if (what.n > 0)
			return what;
	}
	for (uint32_t i = 0; i < o->actors_count; i++) {
		const struct oracle_actor *a = &o->actors[i];
		const struct actor *b = actor_find(s->forum, a->handle);
		if (b == NULL || b->is_ended != a->is_ended || keys_differ(&a->keys, b))
			return sim_str(s, "%.*s has ended, or not, or has other keys", STR_ARG(a->handle));
	}
	return STR_NONE;
}
