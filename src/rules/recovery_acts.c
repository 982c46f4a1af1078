/* A party's gravest acts: its coordinator's keys rotated, recovered, contested, settled. */
#include "base/encode.h"
#include "proof/sha.h"
#include "rules/judge.h"

static bool is_next(const struct actor *c, struct str blob)
{
	struct hash digest;
	sha256(&digest, blob.p, blob.n);
	for (uint32_t i = 0; i < c->next.count; i++) {
		if (hash_eq(&c->next.at[i], &digest))
			return true;
	}
	return false;
}

/* The keys that were committed as next, and enough of them: current keys cannot rotate. */
static void guard_next(struct judge *j, const struct actor *c, const struct keyset *set)
{
	const struct recovery_row *ripe = recovery_ripe(j->f, c->party, j->now);
	struct actor now = *c;
	if (ripe != NULL)
		now.next = ripe->next;
	for (uint32_t i = 0; i < set->keys.count; i++) {
		if (!is_next(&now, set->keys.at[i].key))
			finding_add(j->found, FINDING_ROTATION_NEEDS_NEXT_KEY);
	}
	uint32_t signed_by = cast_keys(j, c->handle, true);
	if (signed_by == 0)
		finding_add(j->found, FINDING_ROTATION_NEEDS_NEXT_KEY);
	else if (signed_by < coordinator_threshold(j->f, c, j->now) ||
	    signed_by < (uint64_t)set->threshold)
		finding_add(j->found, FINDING_THRESHOLD_MISSING);
	(void)cast_keys(j, c->handle, false); /* the current ones may sign too */
}

void party_rotate_check(struct judge *j, const struct party_rotate *c)
{
	guard_keyset(j, &c->coordinator);
	const struct actor *coordinator = coordinator_of(j->f, c->party);
	if (guard_party(j, c->party) == NULL || coordinator == NULL)
		return;
	guard_next(j, coordinator, &c->coordinator);
}

static struct recovery_row row_of_keyset(struct forum *f, const struct keyset *set,
    uint64_t entry)
{
	return (struct recovery_row){ .threshold = (uint32_t)set->threshold,
		.keys_count = set->keys.count,
		.keys = keep_keys(f, &set->keys, entry),
		.next = keep_hashes(f, &set->next) };
}

static struct party *party_touch(struct forum *f, struct str code)
{
	f->versions[NOUN_PARTY]++;
	f->versions[NOUN_ACTOR]++;
	return table_touch(&f->parties, map_get(&f->party_by_code, code));
}

void party_rotate_apply(struct forum *f, const struct judged *act, const struct party_rotate *c)
{
	struct recovery_row keys = row_of_keyset(f, &c->coordinator, act->index);
	coordinator_set(f, c->party, &keys, act->index);
	derive_keys(f, actor_row(f, coordinator_of(f, c->party)));
	recovery_close(f, c->party);
	party_touch(f, c->party)->is_contested = false;
}

void party_recover_check(struct judge *j, const struct party_recover *c)
{
	guard_keyset(j, &c->coordinator);
	if (guard_party(j, c->party) == NULL)
		return;
	if (recovery_open(j->f, c->party, j->now) != NULL)
		finding_add(j->found, FINDING_RECOVERY_PENDING);
	const struct actor *coordinator = coordinator_of(j->f, c->party);
	if (coordinator != NULL)
		(void)cast_keys(j, coordinator->handle, true);
}

void party_recover_apply(struct forum *f, const struct judged *act,
    const struct party_recover *c)
{
	struct recovery_row *row = table_add(&f->recoveries);
	*row = row_of_keyset(f, &c->coordinator, act->index);
	row->is_open = true;
	row->recovery = (struct recovery){ .party = party_touch(f, c->party)->code,
		.entry = act->index,
		.ripens_at = { act->received.ms + f->charter.recover_wait_s * 1000 } };
	f->recoveries_open++;
	derive_recovery(f, f->recoveries.count - 1);
}

/* The party's own current key, any one: its safety does not wait for a threshold. */
void party_contest_check(struct judge *j, const struct party_contest *c)
{
	if (guard_party(j, c->party) == NULL)
		return;
	const struct recovery_row *row = recovery_open(j->f, c->party, j->now);
	if (row == NULL || row->recovery.is_contested)
		finding_add(j->found, FINDING_NOTHING_TO_CONTEST);
	const struct actor *coordinator = coordinator_of(j->f, c->party);
	if (coordinator == NULL || cast_keys(j, coordinator->handle, false) == 0)
		finding_add(j->found, FINDING_COORDINATOR_ONLY);
}

static struct recovery_row *recovery_touch(struct forum *f, struct str party)
{
	for (uint32_t i = f->recoveries.count; i-- > 0;) {
		struct recovery_row *row = table_at(&f->recoveries, i);
		if (row->is_open && str_eq(row->recovery.party, party))
			return table_touch(&f->recoveries, i);
	}
	cm_panic(__FILE__, __LINE__, "no recovery is open");
}

void party_contest_apply(struct forum *f, const struct judged *act,
    const struct party_contest *c)
{
	(void)act;
	recovery_touch(f, c->party)->recovery.is_contested = true;
	party_touch(f, c->party)->is_contested = true;
}

void party_settle_check(struct judge *j, const struct party_settle *c)
{
	const struct party *p = guard_party(j, c->party);
	if (p != NULL && !p->is_contested)
		finding_add(j->found, FINDING_NOTHING_TO_CONTEST);
}

void party_settle_apply(struct forum *f, const struct judged *act, const struct party_settle *c)
{
	party_touch(f, c->party)->is_contested = false;
	struct recovery_row *row = recovery_touch(f, c->party);
	if (c->grant) { /* ripens at the next entry, as if its wait were over */
		row->recovery.is_contested = false;
		row->recovery.ripens_at = (moment){ act->received.ms - 1 };
		recoveries_ripen(f, act);
	} else {
		recovery_close(f, c->party);
	}
}
