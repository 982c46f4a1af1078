/* Delegates: accredited, limited, extended, given further keys, dismissed. Only by their party. */
#include "rules/judge.h"

static bool power_known(const struct forum *f, const struct party *p, struct str power)
{
#define X(id, name)                                                                                \
	if (str_eq(power, S(name)))                                                                \
		return true;
	POWERS(X)
#undef X
	unsigned right = right_of(power);
	const struct charter_category *c = charter_category(&f->charter, p->category);
	return right < RIGHT__COUNT && c != NULL && (c->rights & 1U << right) != 0;
}

static void guard_powers(struct judge *j, const struct party *p, const struct strs *powers)
{
	for (uint32_t i = 0; i < powers->count; i++) {
		if (!power_known(j->f, p, powers->at[i]))
			finding_add_at(j->found, FINDING_POWERS_TOO_WIDE, S("powers"));
	}
}

static void guard_bodies(struct judge *j, const struct strs *bodies)
{
	for (uint32_t i = 0; i < bodies->count; i++) {
		if (charter_body(&j->f->charter, bodies->at[i]) == NULL)
			finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("bodies"));
	}
}

/* The coordinator of the delegate's party must sign; `threshold` as cast_coordinator has it. */
static void guard_coordinator(struct judge *j, struct str delegate, uint32_t threshold)
{
	if (cast_coordinator(j, handle_party(delegate), threshold))
		return;
	const struct actor *by = actor_find(j->f, j->act->entry->act.by);
	if (by != NULL && by->role == ACTOR_OFFICER)
		finding_add(j->found, FINDING_SECRETARIAT_CANNOT_ACCREDIT);
	else
		finding_add(j->found, FINDING_COORDINATOR_ONLY);
}

/* A delegate who still acts, or NULL with the finding that says why not. */
static const struct actor *guard_delegate(struct judge *j, struct str handle)
{
	const struct actor *a = actor_find(j->f, handle);
	if (a == NULL || a->role != ACTOR_DELEGATE) {
		finding_add_at(j->found, FINDING_HANDLE_UNKNOWN, S("delegate"));
		return NULL;
	}
	if (a->is_ended || recovery_ripe(j->f, a->party, j->now) != NULL) {
		finding_add_at(j->found, FINDING_HANDLE_DISMISSED, S("delegate"));
		return NULL;
	}
	return a;
}

void delegate_accredit_check(struct judge *j, const struct delegate_accredit *c)
{
	guard_coordinator(j, c->delegate, 0);
	guard_proofs(j, c->delegate, &c->keys);
	guard_keys(j, &c->keys, S("keys"));
	if (actor_find(j->f, c->delegate) != NULL)
		finding_add_at(j->found, FINDING_HANDLE_USED, S("delegate"));
	guard_bodies(j, &c->bodies);
	if (c->from.ms != MOMENT_ABSENT.ms && c->until.ms != MOMENT_ABSENT.ms &&
	    c->until.ms <= c->from.ms)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("until"));
	const struct party *p = party_find(j->f, handle_party(c->delegate));
	if (p == NULL) {
		finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("delegate"));
		return;
	}
	if (p->is_contested)
		finding_add(j->found, FINDING_PARTY_CONTESTED);
	if (str_eq(p->category, S("none")))
		finding_add(j->found, FINDING_PARTY_LEFT);
	guard_powers(j, p, &c->powers);
}

void delegate_accredit_apply(struct forum *f, const struct judged *act,
    const struct delegate_accredit *c)
{
	struct actor *a = table_add(&f->actors);
	*a = (struct actor){ .handle = keep_str(f, c->delegate),
		.role = ACTOR_DELEGATE,
		.ended_at = MOMENT_ABSENT,
		.challenged_since = MOMENT_ABSENT,
		.from = c->from,
		.until = c->until,
		.powers = keep_strs(f, &c->powers),
		.bodies = keep_strs(f, &c->bodies),
		.meetings = keep_strs(f, &c->meetings),
		.rank = keep_str(f, c->rank),
		.accredited_entry = act->index,
		.ended_entry = UINT64_MAX,
		.keys_count = c->keys.count,
		.keys_cap = c->keys.count,
		.keys = keep_keys(f, &c->keys, act->index) };
	a->party = handle_party(a->handle);
	derive_actor(f, f->actors.count - 1);
	f->versions[NOUN_ACTOR]++;
}

static bool is_subset(const struct strs *part, const struct strs *whole)
{
	for (uint32_t i = 0; i < part->count; i++) {
		if (!strs_has(whole, part->at[i]))
			return false;
	}
	return true;
}

void delegate_limit_check(struct judge *j, const struct delegate_limit *c)
{
	guard_coordinator(j, c->delegate, 0);
	const struct actor *a = guard_delegate(j, c->delegate);
	if (a == NULL)
		return;
	if (!is_subset(&c->powers, &a->powers))
		finding_add_at(j->found, FINDING_POWERS_TOO_WIDE, S("powers"));
	if (a->bodies.count > 0 && !is_subset(&c->bodies, &a->bodies))
		finding_add_at(j->found, FINDING_POWERS_TOO_WIDE, S("bodies"));
	guard_bodies(j, &c->bodies);
	if (c->until.ms != MOMENT_ABSENT.ms && a->until.ms != MOMENT_ABSENT.ms &&
	    c->until.ms > a->until.ms)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("until"));
}

static struct actor *actor_touch(struct forum *f, struct str handle)
{
	f->versions[NOUN_ACTOR]++;
	return table_touch(&f->actors, map_get(&f->actor_by_handle, handle));
}

void delegate_limit_apply(struct forum *f, const struct judged *act,
    const struct delegate_limit *c)
{
	(void)act;
	struct actor *a = actor_touch(f, c->delegate);
	if (c->powers.count > 0)
		a->powers = keep_strs(f, &c->powers);
	if (c->bodies.count > 0)
		a->bodies = keep_strs(f, &c->bodies);
	if (c->until.ms != MOMENT_ABSENT.ms)
		a->until = c->until;
}

void delegate_extend_check(struct judge *j, const struct delegate_extend *c)
{
	guard_coordinator(j, c->delegate, 0);
	const struct actor *a = guard_delegate(j, c->delegate);
	if (a != NULL && (a->until.ms == MOMENT_ABSENT.ms || c->until.ms <= a->until.ms))
		finding_add_at(j->found, FINDING_DATE_ORDER, S("until"));
	const struct party *p = party_find(j->f, handle_party(c->delegate));
	if (p != NULL && p->is_contested)
		finding_add(j->found, FINDING_PARTY_CONTESTED);
}

void delegate_extend_apply(struct forum *f, const struct judged *act,
    const struct delegate_extend *c)
{
	(void)act;
	actor_touch(f, c->delegate)->until = c->until;
}

/* By a key the delegate holds, or by the coordinator; the new keys prove themselves. */
void delegate_key_check(struct judge *j, const struct delegate_key *c)
{
	guard_proofs(j, c->delegate, &c->keys);
	guard_keys(j, &c->keys, S("keys"));
	if (cast_keys(j, c->delegate, false) == 0)
		guard_coordinator(j, c->delegate, 0);
	const struct actor *a = guard_delegate(j, c->delegate);
	if (a != NULL && a->keys_count + c->keys.count > KEYS_MAX)
		finding_add_at(j->found, FINDING_THRESHOLD_IMPOSSIBLE, S("keys"));
	const struct party *p = party_find(j->f, handle_party(c->delegate));
	if (p != NULL && p->is_contested)
		finding_add(j->found, FINDING_PARTY_CONTESTED);
}

void delegate_key_apply(struct forum *f, const struct judged *act, const struct delegate_key *c)
{
	struct actor *a = actor_touch(f, c->delegate);
	uint32_t count = a->keys_count + c->keys.count;
	struct actor_key *keys = arena_array(f->arena, struct actor_key, count);
	memcpy(keys, a->keys, a->keys_count * sizeof *keys);
	memcpy(keys + a->keys_count, keep_keys(f, &c->keys, act->index),
	    c->keys.count * sizeof *keys);
	a->keys = keys;
	a->keys_count = a->keys_cap = count;
	derive_keys(f, map_get(&f->actor_by_handle, c->delegate));
}

/* One key of the coordinator is enough: to dismiss must not wait. */
void delegate_dismiss_check(struct judge *j, const struct delegate_dismiss *c)
{
	guard_coordinator(j, c->delegate, 1);
	(void)guard_delegate(j, c->delegate);
	if (c->since.ms != MOMENT_ABSENT.ms && c->since.ms > j->now.ms)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("since"));
}

/* Acts of hers since then are challenged; times and places ascend. */
static void acts_challenge(struct forum *f, const struct judged *act, const struct actor *a)
{
	uint32_t actor = actor_row(f, a);
	for (uint32_t i = f->acts.count; i-- > 0;) {
		const struct delegate_act *done = table_at(&f->acts, i);
		if (done->received.ms < a->challenged_since.ms || done->entry < a->accredited_entry)
			break;
		if (done->actor == actor)
			mark_touch(f, act, done->entry)->is_challenged = true;
	}
}

void delegate_dismiss_apply(struct forum *f, const struct judged *act,
    const struct delegate_dismiss *c)
{
	struct actor *a = actor_touch(f, c->delegate);
	a->is_ended = true;
	a->ended_at = act->received;
	a->ended_entry = act->index;
	a->challenged_since = c->since;
	if (c->since.ms == MOMENT_ABSENT.ms)
		return;
	acts_challenge(f, act, a);
	doubt_take_effect(f, act, a->party, false);
}
