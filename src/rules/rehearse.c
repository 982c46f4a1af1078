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

static bool content_known(union content **out, const struct act *act, struct arena *a)
{
	enum kind k = kind_of(act->kind);
	*out = arena_new(a, union content);
	return k != KIND__COUNT && content_read(*out, k, act, a).id == FAULT_NONE;
}

struct signing_keys signing_keys(const struct forum *f, const struct key_wanted *as, struct arena *a)
{
	struct signing_key *keys = arena_array(a, struct signing_key, 2 * KEYS_MAX);
	const struct actor *who = actor_find(f, as->handle);
	const struct party_key_list *more = NULL;
	union content *content;
	uint32_t count = 0;
	for (uint32_t i = 0; who != NULL && i < who->keys_count && count < KEYS_MAX; i++) {
		const struct actor_key *key = key_valid(f, who, who->keys[i].blob, as->now);
		if (key != NULL)
			keys[count++] = (struct signing_key){ key->blob, key->origin, false };
	}
	if (content_known(&content, as->act, a))
		more = keys_introduced(kind_of(as->act->kind), content, as->handle);
	for (uint32_t i = 0; more != NULL && i < more->count; i++)
		keys[count++] = (struct signing_key){ more->at[i].key, more->at[i].origin, true };
	return (struct signing_keys){ count, keys };
}

static struct str handle_at(const struct act *act, uint32_t i)
{
	return i == 0 ? act->by : act->with[i - 1];
}

/* The key of signature `i`: new keys are proven by the last signatures of their handle. */
static const struct signing_key *key_at(const struct forum *f, const struct judged *as, uint32_t i,
    struct arena *a)
{
	const struct act *act = &as->entry->act;
	struct signing_keys keys =
	    signing_keys(f, &(struct key_wanted){ act, handle_at(act, i), as->received }, a);
	uint32_t introduced = 0, nth = 0, times = 0;
	while (introduced < keys.count && keys.at[keys.count - 1 - introduced].is_introduced)
		introduced++;
	for (uint32_t k = 0; k <= act->with_count; k++) {
		bool is_its = str_eq(handle_at(act, k), handle_at(act, i));
		times += is_its;
		nth += is_its && k < i;
	}
	uint32_t old = times > introduced ? times - introduced : 0, before = keys.count - introduced;
	if (nth < old)
		return nth < before ? &keys.at[nth] : NULL;
	return before + nth - old < keys.count ? &keys.at[before + nth - old] : NULL;
}

struct fault rehearse_act(const struct forum *f, const struct act *act, moment now, struct arena *a,
    struct findings *found)
{
	struct entry *entry = arena_new(a, struct entry);
	struct sshsig *signatures = arena_array(a, struct sshsig, act->with_count + 1);
	const struct judged judged = { .entry = entry, .signatures = signatures,
		.index = forum_size(f), .received = now };
	*entry = (struct entry){ .act = *act, .signatures_count = act->with_count + 1 };
	for (uint32_t i = 0; i < entry->signatures_count; i++) {
		const struct signing_key *key = key_at(f, &judged, i, a);
		entry->signatures[i].handle = handle_at(act, i);
		if (key != NULL)
			signatures[i].key.blob = key->blob;
		else
			finding_add_at(found, forum_why_not(f, &judged, i), handle_at(act, i));
	}
	union content *content = arena_new(a, union content);
	return forum_check(f, &judged, content, a, found);
}
