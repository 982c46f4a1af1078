#include "view/model/actors.h"

#include "base/arena.h"
#include "rules/actor.h"

MODEL_DEFINE(key_item)
MODEL_DEFINE(actor_item)

static struct str role_name(enum actor_role role)
{
	switch (role) {
	case ACTOR_OFFICER: return S("officer");
	case ACTOR_COORDINATOR: return S("coordinator");
	case ACTOR_DELEGATE: return S("delegate");
	}
	return STR_NONE;
}

static struct key_item_list keys_of(const struct site *s, const struct actor *a)
{
	struct key_item *items = arena_array(s->scratch, struct key_item, a->keys_count);
	for (uint32_t i = 0; i < a->keys_count; i++) {
		const struct actor_key *key = &a->keys[i];
		struct buf print;
		buf_init(&print, s->scratch, 64);
		ssh_key_fingerprint(&print, key->blob);
		items[i] = (struct key_item){ .key_type = key_type_name(key->type),
			.fingerprint = buf_str(&print), .origin = key->origin,
			.since = (int64_t)key->since,
			.ended = key->ended == UINT64_MAX ? INTEGER_ABSENT : (int64_t)key->ended };
	}
	return (struct key_item_list){ a->keys_count, items };
}

static struct actor_item actor_item_of(const struct site *s, const struct actor *a)
{
	return (struct actor_item){ .handle = a->handle, .role = role_name(a->role),
		.from = a->from, .until = a->until,
		.ended_at = a->is_ended ? a->ended_at : MOMENT_ABSENT, .is_ended = a->is_ended,
		.powers = a->powers, .entry = (int64_t)a->accredited_entry, .keys = keys_of(s, a) };
}

uint32_t actors_fill(struct actor_item_list *out, const struct site *s, struct str party)
{
	uint32_t all = actor_count(s->forum), count = 0, n = 0;
	struct actor_item *items = arena_array(s->scratch, struct actor_item, ACTORS_SHOWN_MAX);
	for (uint32_t i = 0; i < all; i++) {
		const struct actor *a = actor_at(s->forum, i);
		if (!str_eq(a->party, party))
			continue;
		count++;
		if (a->role != ACTOR_DELEGATE && n < ACTORS_SHOWN_MAX)
			items[n++] = actor_item_of(s, a);
	}
	/* Nothing more to find when all that were counted are there already. */
	for (uint32_t i = all; i > 0 && n < ACTORS_SHOWN_MAX && n < count; i--) {
		const struct actor *a = actor_at(s->forum, i - 1);
		bool is_shown = !a->is_ended || count <= ACTORS_SHOWN_MAX;
		if (a->role == ACTOR_DELEGATE && str_eq(a->party, party) && is_shown)
			items[n++] = actor_item_of(s, a);
	}
	*out = (struct actor_item_list){ n, items };
	return count;
}
