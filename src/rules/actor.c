#include "rules/actor.h"

#include "rules/judge.h"

uint32_t actor_count(const struct forum *f)
{
	return f->actors.count;
}

const struct actor *actor_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->actors, at);
}

static const struct actor *actor_or_null(const struct forum *f, uint32_t at)
{
	return at == MAP_NONE ? NULL : table_at(&f->actors, at);
}

const struct actor *actor_find(const struct forum *f, struct str handle)
{
	return actor_or_null(f, map_get(&f->actor_by_handle, handle));
}

const struct actor *actor_of_key(const struct forum *f, struct str blob)
{
	return actor_or_null(f, map_get(&f->actor_by_key, blob));
}

uint32_t actor_row(const struct forum *f, const struct actor *a)
{
	return map_get(&f->actor_by_handle, a->handle);
}

bool actor_is_valid(const struct actor *a, moment at)
{
	if (a->is_ended)
		return false;
	if (a->from.ms != MOMENT_ABSENT.ms && at.ms < a->from.ms)
		return false;
	return a->until.ms == MOMENT_ABSENT.ms || at.ms < a->until.ms;
}

const struct actor *coordinator_of(const struct forum *f, struct str party)
{
	char handle[HANDLE_BYTES_MAX + 16];
	if (party.n > HANDLE_BYTES_MAX)
		return NULL;
	memcpy(handle, party.p, party.n);
	memcpy(handle + party.n, "/coordinator", 12);
	return actor_find(f, (struct str){ handle, party.n + 12 });
}

static const struct recovery_row *recovery_row_of(const struct forum *f, struct str party)
{
	if (f->recoveries_open == 0)
		return NULL;
	for (uint32_t i = f->recoveries.count; i-- > 0;) {
		const struct recovery_row *row = table_at(&f->recoveries, i);
		if (row->is_open && str_eq(row->recovery.party, party))
			return row;
	}
	return NULL;
}

static bool is_ripe(const struct recovery_row *row, moment at)
{
	return row->is_open && !row->recovery.is_contested && at.ms > row->recovery.ripens_at.ms;
}

const struct recovery_row *recovery_open(const struct forum *f, struct str party, moment at)
{
	const struct recovery_row *row = recovery_row_of(f, party);
	return row != NULL && !is_ripe(row, at) ? row : NULL;
}

const struct recovery_row *recovery_ripe(const struct forum *f, struct str party, moment at)
{
	const struct recovery_row *row = recovery_row_of(f, party);
	return row != NULL && is_ripe(row, at) ? row : NULL;
}

const struct recovery *recovery_find(const struct forum *f, struct str party)
{
	const struct recovery_row *row = recovery_row_of(f, party);
	return row == NULL ? NULL : &row->recovery;
}

bool actor_acts(const struct forum *f, const struct actor *a, moment at)
{
	if (!actor_is_valid(a, at))
		return false;
	return a->role != ACTOR_DELEGATE || recovery_ripe(f, a->party, at) == NULL;
}

static const struct actor_key *key_among(const struct actor_key *keys, uint32_t count,
    struct str blob)
{
	for (uint32_t i = 0; i < count; i++) {
		if (keys[i].ended == UINT64_MAX && str_eq(keys[i].blob, blob))
			return &keys[i];
	}
	return NULL;
}

const struct actor_key *key_valid(const struct forum *f, const struct actor *a, struct str blob,
    moment at)
{
	if (a == NULL || !actor_acts(f, a, at))
		return NULL;
	const struct recovery_row *ripe =
	    a->role == ACTOR_COORDINATOR ? recovery_ripe(f, a->party, at) : NULL;
	return ripe != NULL ? key_among(ripe->keys, ripe->keys_count, blob)
			    : key_among(a->keys, a->keys_count, blob);
}

uint32_t coordinator_threshold(const struct forum *f, const struct actor *a, moment at)
{
	const struct recovery_row *ripe = recovery_ripe(f, a->party, at);
	return ripe != NULL ? ripe->threshold : a->threshold;
}

void recovery_close(struct forum *f, struct str party)
{
	for (uint32_t i = 0; i < f->recoveries.count && f->recoveries_open > 0; i++) {
		struct recovery_row *row = table_at(&f->recoveries, i);
		if (!row->is_open || !str_eq(row->recovery.party, party))
			continue;
		row = table_touch(&f->recoveries, i);
		row->is_open = false;
		f->recoveries_open--;
	}
}

/* Ends what was valid, and puts the recovered keys in its place; delegates are accredited anew. */
void coordinator_set(struct forum *f, struct str party, const struct recovery_row *from,
    uint64_t entry)
{
	const struct actor *old = coordinator_of(f, party);
	cm_assert(old != NULL);
	struct actor *c = table_touch(&f->actors, actor_row(f, old));
	uint32_t count = c->keys_count + from->keys_count;
	struct actor_key *keys = arena_array(f->arena, struct actor_key, count);
	for (uint32_t i = 0; i < c->keys_count; i++) {
		keys[i] = c->keys[i];
		if (keys[i].ended == UINT64_MAX)
			keys[i].ended = entry;
	}
	for (uint32_t i = 0; i < from->keys_count; i++) {
		keys[c->keys_count + i] = from->keys[i];
		keys[c->keys_count + i].since = entry;
	}
	c->keys = keys;
	c->keys_count = c->keys_cap = count;
	c->threshold = from->threshold;
	c->next = from->next;
}

static void delegates_end(struct forum *f, struct str party, const struct judged *act)
{
	for (uint32_t i = 0; i < f->actors.count; i++) {
		struct actor *a = table_at(&f->actors, i);
		if (a->role != ACTOR_DELEGATE || a->is_ended || !str_eq(a->party, party))
			continue;
		a = table_touch(&f->actors, i);
		a->is_ended = true;
		a->ended_at = act->received;
		a->ended_entry = act->index;
	}
}

void recoveries_ripen(struct forum *f, const struct judged *act)
{
	if (f->recoveries_open == 0)
		return;
	for (uint32_t i = 0; i < f->recoveries.count; i++) {
		struct recovery_row *row = table_at(&f->recoveries, i);
		if (!is_ripe(row, act->received))
			continue;
		coordinator_set(f, row->recovery.party, row, act->index);
		delegates_end(f, row->recovery.party, act);
		row = table_touch(&f->recoveries, i);
		row->is_open = false;
		f->recoveries_open--;
		f->versions[NOUN_ACTOR]++;
	}
}

uint32_t pending_count(const struct forum *f)
{
	return f->waiting.count;
}

const struct pending_act *pending_at(const struct forum *f, uint32_t at)
{
	const struct waiting_row *row = table_at(&f->waiting, at);
	return &row->pending;
}

const struct act_mark *act_mark_find(const struct forum *f, uint64_t entry)
{
	uint32_t at = map_get(&f->mark_by_entry, mark_key(&entry));
	return at == MAP_NONE ? NULL : table_at(&f->marks, at);
}
