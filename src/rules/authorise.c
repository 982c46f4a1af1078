/* Stage C of verification: may this key speak for this handle, here and now? */
#include "rules/judge.h"

static const struct party_key *key_in(const struct party_key_list *keys, struct str blob)
{
	for (uint32_t i = 0; i < keys->count; i++) {
		if (str_eq(keys->at[i].key, blob))
			return &keys->at[i];
	}
	return NULL;
}

static bool is_coordinator_of(struct str handle, struct str party)
{
	return str_eq(handle_party(handle), party) &&
	    str_eq(handle_actor(handle), S("coordinator"));
}

static const struct party_key_list *founding_keys(const struct forum_found *c, struct str handle)
{
	for (uint32_t i = 0; i < c->officers.count; i++) {
		if (str_eq(c->officers.at[i].handle, handle))
			return &c->officers.at[i].keys;
	}
	for (uint32_t i = 0; i < c->parties.count; i++) {
		if (is_coordinator_of(handle, c->parties.at[i].code))
			return &c->parties.at[i].coordinator.keys;
	}
	return NULL;
}

static const struct party_key_list *keyset_keys(const struct keyset *set, struct str party,
    struct str handle)
{
	return is_coordinator_of(handle, party) ? &set->keys : NULL;
}

const struct party_key_list *keys_introduced(enum kind k, const union content *c, struct str handle)
{
	if (k == KIND_FORUM_FOUND)
		return founding_keys(&c->forum_found, handle);
	if (k == KIND_PARTY_ADMIT)
		return keyset_keys(&c->party_admit.coordinator, c->party_admit.code, handle);
	if (k == KIND_PARTY_ROTATE)
		return keyset_keys(&c->party_rotate.coordinator, c->party_rotate.party, handle);
	if (k == KIND_PARTY_RECOVER)
		return keyset_keys(&c->party_recover.coordinator, c->party_recover.party, handle);
	if (k == KIND_OFFICER_NAME && str_eq(c->officer_name.officer, handle))
		return &c->officer_name.keys;
	if (k == KIND_DELEGATE_ACCREDIT && str_eq(c->delegate_accredit.delegate, handle))
		return &c->delegate_accredit.keys;
	if (k == KIND_DELEGATE_KEY && str_eq(c->delegate_key.delegate, handle))
		return &c->delegate_key.keys;
	return NULL;
}

static bool introduces(enum kind k)
{
	return k == KIND_FORUM_FOUND || k == KIND_PARTY_ADMIT || k == KIND_PARTY_ROTATE ||
	    k == KIND_PARTY_RECOVER || k == KIND_OFFICER_NAME || k == KIND_DELEGATE_ACCREDIT ||
	    k == KIND_DELEGATE_KEY;
}

static enum fault_id manner_check(const struct sshsig *s, struct str origin, bool must_verify)
{
	if (!str_eq(s->is_webauthn ? s->origin : STR_NONE, origin))
		return FAULT_ORIGIN;
	return must_verify && !s->user_verified ? FAULT_UV : FAULT_NONE;
}

/* Lines whose key is not registered, judged by what the act introduces. */
static enum fault_id introduced_check(const struct judged *act, enum kind k, uint32_t line)
{
	struct arena a;
	arena_init(&a, (size_t)4 * 1024 * 1024);
	union content *c = arena_new(&a, union content);
	enum fault_id fault = FAULT_NONE; /* a content that is not readable is forum_check's to refuse */
	if (content_read(c, k, &act->entry->act, &a).id == FAULT_NONE) {
		const struct sshsig *s = &act->signatures[line];
		const struct party_key_list *keys =
		    keys_introduced(k, c, act->entry->signatures[line].handle);
		const struct party_key *key = keys != NULL ? key_in(keys, s->key.blob) : NULL;
		fault = key == NULL ? FAULT_AUTH : manner_check(s, key->origin, key->uv);
	}
	arena_release(&a);
	return fault;
}

enum fault_id forum_authorise(const struct forum *f, const struct judged *act, uint32_t *line)
{
	enum kind k = kind_of(act->entry->act.kind);
	for (uint32_t i = 0; i < act->entry->signatures_count; i++) {
		const struct sshsig *s = &act->signatures[i];
		const struct actor *a = actor_find(f, act->entry->signatures[i].handle);
		const struct actor_key *key = key_valid(f, a, s->key.blob, act->received);
		enum fault_id fault = FAULT_AUTH;
		if (key != NULL)
			fault = manner_check(s, key->origin, key->must_verify);
		else if (introduces(k))
			fault = introduced_check(act, k, i);
		if (fault != FAULT_NONE) {
			*line = i;
			return fault;
		}
	}
	return FAULT_NONE;
}

enum finding_id forum_why_not(const struct forum *f, const struct judged *act, uint32_t line)
{
	const struct actor *a = actor_find(f, act->entry->signatures[line].handle);
	if (a == NULL)
		return FINDING_HANDLE_UNKNOWN;
	if (a->is_ended ||
	    (a->role == ACTOR_DELEGATE && recovery_ripe(f, a->party, act->received) != NULL))
		return FINDING_HANDLE_DISMISSED;
	if (a->from.ms != MOMENT_ABSENT.ms && act->received.ms < a->from.ms)
		return FINDING_HANDLE_NOT_YET;
	if (a->until.ms != MOMENT_ABSENT.ms && act->received.ms >= a->until.ms)
		return FINDING_HANDLE_EXPIRED;
	return FINDING_KEY_NOT_ACCREDITED;
}
