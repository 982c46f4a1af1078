/* The founding, the charter, and the Secretariat's officers. */
#include "proof/note.h"
#include "rules/judge.h"

#define SECRETARIAT S("secretariat")

static uint32_t key_types_of(struct judge *j, const struct strs *types)
{
	uint32_t bits = 0;
	for (uint32_t i = 0; i < types->count; i++) {
		unsigned type = 0;
		while (type < KEY__COUNT && !str_eq(key_type_name((enum key_type)type), types->at[i]))
			type++;
		if (type < KEY__COUNT)
			bits |= 1U << type;
		else if (j != NULL)
			finding_add_at(j->found, FINDING_KEY_TYPE_NOT_ALLOWED, S("types"));
	}
	return bits;
}

/* All keys that the founding names, in one list. */
static struct party_key_list founding_keys(struct judge *j, const struct forum_found *c)
{
	struct party_key_list all = { 0, NULL };
	for (uint32_t i = 0; i < c->officers.count; i++)
		all.count += c->officers.at[i].keys.count;
	for (uint32_t i = 0; i < c->parties.count; i++)
		all.count += c->parties.at[i].coordinator.keys.count;
	struct party_key *at = arena_array(j->scratch, struct party_key, all.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->officers.count; i++) {
		const struct party_key_list *keys = &c->officers.at[i].keys;
		for (uint32_t k = 0; k < keys->count; k++)
			at[n++] = keys->at[k];
	}
	for (uint32_t i = 0; i < c->parties.count; i++) {
		const struct party_key_list *keys = &c->parties.at[i].coordinator.keys;
		for (uint32_t k = 0; k < keys->count; k++)
			at[n++] = keys->at[k];
	}
	all.at = at;
	return all;
}

static struct str coordinator_handle(struct arena *a, struct str party)
{
	struct buf b;
	buf_init(&b, a, CODE_BYTES_MAX + 16);
	buf_put(&b, party);
	buf_put(&b, S("/coordinator"));
	return buf_str(&b);
}

static void guard_founders(struct judge *j, const struct forum_found *c)
{
	uint32_t have = 0, keys = 0;
	for (uint32_t i = 0; i < c->officers.count; i++) {
		const struct founding_officer *o = &c->officers.at[i];
		if (!str_eq(handle_party(o->handle), SECRETARIAT))
			finding_add_at(j->found, FINDING_HANDLE_INVALID, S("officers"));
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(c->officers.at[k].handle, o->handle))
				finding_add_at(j->found, FINDING_HANDLE_USED, S("officers"));
		}
		keys += o->keys.count;
		have += cast_keys(j, o->handle, true);
	}
	if (c->officers_threshold < 1 || c->officers_threshold > (int64_t)keys)
		finding_add_at(j->found, FINDING_THRESHOLD_IMPOSSIBLE, S("officers_threshold"));
	if ((int64_t)have < c->officers_threshold)
		finding_add_at(j->found, FINDING_THRESHOLD_MISSING, S("officers_threshold"));
}

static void guard_parties(struct judge *j, const struct forum_found *c,
    const struct charter *charter)
{
	int64_t have = 0, need = c->parties_threshold == INTEGER_ABSENT ? 0 : c->parties_threshold;
	for (uint32_t i = 0; i < c->parties.count; i++) {
		const struct founding_party *p = &c->parties.at[i];
		struct str handle = coordinator_handle(j->scratch, p->code);
		if (!handle_is_valid(handle))
			finding_add_at(j->found, FINDING_HANDLE_INVALID, S("parties"));
		if (charter != NULL && charter_category(charter, p->category) == NULL)
			finding_add_at(j->found, FINDING_CATEGORY_UNKNOWN, S("parties"));
		bool is_used = str_eq(p->code, SECRETARIAT);
		for (uint32_t k = 0; k < i; k++)
			is_used = is_used || str_eq(c->parties.at[k].code, p->code);
		if (is_used)
			finding_add_at(j->found, FINDING_CODE_USED, S("parties"));
		const struct keyset *set = &p->coordinator;
		if (set->threshold < 1 || set->threshold > (int64_t)set->keys.count ||
		    set->next.count < (uint64_t)set->threshold)
			finding_add_at(j->found, FINDING_THRESHOLD_IMPOSSIBLE, S("parties"));
		have += (int64_t)cast_keys(j, handle, true) >= set->threshold;
	}
	if (need > (int64_t)c->parties.count)
		finding_add_at(j->found, FINDING_THRESHOLD_IMPOSSIBLE, S("parties_threshold"));
	if (have < need)
		finding_add_at(j->found, FINDING_THRESHOLD_MISSING, S("parties_threshold"));
}

void forum_found_check(struct judge *j, const struct forum_found *c)
{
	struct charter charter;
	bool is_read = charter_read(&charter, j->scratch, c->charter, j->found);
	struct vkey log_key;
	if (vkey_parse(&log_key, c->log) != FAULT_NONE || log_key.type != NOTE_ED25519 ||
	    !str_eq(log_key.name, j->f->origin))
		finding_add_at(j->found, FINDING_LOG_KEY_INVALID, S("log"));
	guard_founders(j, c);
	guard_parties(j, c, is_read ? &charter : NULL);
	/* The list of types that the act itself gives is what its keys are held against. */
	struct forum types = *j->f;
	types.key_types = key_types_of(j, &c->types);
	struct judge with_types = *j;
	with_types.f = &types;
	struct party_key_list keys = founding_keys(j, c);
	guard_keys(&with_types, &keys, S("keys"));
}

static void officer_add(struct forum *f, struct str handle, const struct party_key_list *keys,
    uint64_t entry)
{
	struct actor *a = table_add(&f->actors);
	*a = (struct actor){ .handle = keep_str(f, handle),
		.role = ACTOR_OFFICER,
		.ended_at = MOMENT_ABSENT,
		.challenged_since = MOMENT_ABSENT,
		.from = MOMENT_ABSENT,
		.until = MOMENT_ABSENT,
		.accredited_entry = entry,
		.ended_entry = UINT64_MAX,
		.keys_count = keys->count,
		.keys_cap = keys->count,
		.keys = keep_keys(f, keys, entry) };
	a->party = handle_party(a->handle);
	derive_actor(f, f->actors.count - 1);
	f->versions[NOUN_ACTOR]++;
}

static void charter_set(struct forum *f, struct str json)
{
	struct findings found = { .count = 0 };
	bool is_read = charter_read(&f->charter, f->arena, json, &found);
	cm_assert(is_read);
	f->versions[NOUN_CHARTER]++;
	f->versions[NOUN_BODY]++;
}

void forum_found_apply(struct forum *f, const struct judged *act, const struct forum_found *c)
{
	f->id = act->id;
	f->officers_threshold = (uint32_t)c->officers_threshold;
	f->parties_threshold =
	    c->parties_threshold == INTEGER_ABSENT ? 0 : (uint32_t)c->parties_threshold;
	f->key_types = key_types_of(NULL, &c->types);
	f->log_key = keep_str(f, c->log);
	f->domains = keep_strs(f, &c->domains);
	f->witnesses = keep_strs(f, &c->witnesses);
	charter_set(f, c->charter);
	for (uint32_t i = 0; i < c->officers.count; i++)
		officer_add(f, c->officers.at[i].handle, &c->officers.at[i].keys, act->index);
	for (uint32_t i = 0; i < c->parties.count; i++) {
		const struct founding_party *p = &c->parties.at[i];
		struct party_admit admit = { .is_present = true, .category = p->category,
			.code = p->code, .coordinator = p->coordinator, .from = DATE_NONE,
			.kind = p->kind, .names = p->names, .seen_by = DATE_NONE };
		party_admit_apply(f, act, &admit);
	}
}

void charter_adopt_check(struct judge *j, const struct charter_adopt *c)
{
	struct charter charter;
	(void)charter_read(&charter, j->scratch, c->charter, j->found);
}

void charter_adopt_apply(struct forum *f, const struct judged *act,
    const struct charter_adopt *c)
{
	(void)act;
	charter_set(f, c->charter);
}

void officer_name_check(struct judge *j, const struct officer_name *c)
{
	guard_keys(j, &c->keys, S("keys"));
	guard_proofs(j, c->officer, &c->keys);
	if (!str_eq(handle_party(c->officer), SECRETARIAT))
		finding_add_at(j->found, FINDING_HANDLE_INVALID, S("officer"));
	if (actor_find(j->f, c->officer) != NULL)
		finding_add_at(j->found, FINDING_HANDLE_USED, S("officer"));
}

void officer_name_apply(struct forum *f, const struct judged *act, const struct officer_name *c)
{
	officer_add(f, c->officer, &c->keys, act->index);
}

void officer_end_check(struct judge *j, const struct officer_end *c)
{
	const struct actor *ended = actor_find(j->f, c->officer);
	if (ended == NULL || ended->role != ACTOR_OFFICER) {
		finding_add_at(j->found, FINDING_HANDLE_UNKNOWN, S("officer"));
		return;
	}
	if (ended->is_ended)
		finding_add_at(j->found, FINDING_HANDLE_DISMISSED, S("officer"));
	uint32_t remain = 0;
	for (uint32_t i = 0; i < j->f->actors.count; i++) {
		const struct actor *a = table_at(&j->f->actors, i);
		if (a->role == ACTOR_OFFICER && !a->is_ended && a != ended)
			remain += a->keys_count;
	}
	if (remain < j->f->officers_threshold)
		finding_add_at(j->found, FINDING_OFFICERS_TOO_FEW, S("officer"));
}

void officer_end_apply(struct forum *f, const struct judged *act, const struct officer_end *c)
{
	struct actor *a = table_touch(&f->actors, map_get(&f->actor_by_handle, c->officer));
	a->is_ended = true;
	a->ended_at = act->received;
	a->ended_entry = act->index;
	f->versions[NOUN_ACTOR]++;
}
