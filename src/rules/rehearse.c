#include "rules/rehearse.h"

#include "rules/judge.h"

/* As if the actor signed with the first key that is valid for it. */
static struct signer signer_of(const struct forum *f, struct str handle, moment at)
{
	const struct actor *a = actor_find(f, handle);
	struct signer s = { .handle = handle };
	if (a == NULL || !actor_acts(f, a, at))
		return s;
	for (uint32_t i = 0; i < a->keys_count && s.actor == NULL; i++) {
		if (key_valid(f, a, a->keys[i].blob, at) == NULL)
			continue;
		s.actor = a;
		s.blob = a->keys[i].blob;
	}
	return s;
}

void rehearse(const struct forum *f, const struct rehearsal *r, struct arena *a,
    struct findings *found)
{
	struct entry *entry = arena_new(a, struct entry);
	struct signer *at = arena_array(a, struct signer, 2);
	uint32_t count = r->with.n > 0 ? 2 : 1;
	entry->act = (struct act){ .kind = kind_name(r->kind), .by = r->by };
	entry->signatures_count = count;
	at[0] = signer_of(f, r->by, r->now);
	at[1] = signer_of(f, r->with, r->now);
	const struct judged act = { .entry = entry, .index = forum_size(f), .received = r->now };
	struct judge j = { .f = f, .act = &act, .found = found, .scratch = a,
		.cast = { count, at }, .now = r->now };
	kind_check(&j, r->kind, r->content);
}
