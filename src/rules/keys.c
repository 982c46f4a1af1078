#include "rules/judge.h"

static bool key_allowed(const struct judge *j, struct str blob)
{
	struct ssh_key key;
	if (ssh_key_parse(&key, blob) != FAULT_NONE)
		return false;
	return (j->f->key_types & 1U << key.type) != 0;
}

void guard_keys(struct judge *j, const struct party_key_list *keys, struct str place)
{
	for (uint32_t i = 0; i < keys->count; i++) {
		struct str blob = keys->at[i].key;
		if (!key_allowed(j, blob))
			finding_add_at(j->found, FINDING_KEY_TYPE_NOT_ALLOWED, place);
		if (actor_of_key(j->f, blob) != NULL)
			finding_add_at(j->found, FINDING_KEY_USED, place);
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(keys->at[k].key, blob))
				finding_add_at(j->found, FINDING_KEY_USED, place);
		}
	}
}

static void guard_threshold(struct judge *j, const struct keyset *set)
{
	if (set->threshold < 1 || set->threshold > (int64_t)set->keys.count ||
	    set->next.count < (uint64_t)set->threshold)
		finding_add_at(j->found, FINDING_THRESHOLD_IMPOSSIBLE, S("coordinator"));
}

void guard_keyset(struct judge *j, const struct keyset *set)
{
	guard_keys(j, &set->keys, S("coordinator"));
	guard_threshold(j, set);
}

void guard_proofs(struct judge *j, struct str handle, const struct party_key_list *keys)
{
	if (cast_keys(j, handle, true) != keys->count)
		finding_add_at(j->found, FINDING_KEY_UNPROVEN, S("keys"));
}

void guard_dates(struct judge *j, struct date from, struct date until, struct str place)
{
	if (date_known(from) && date_known(until) && date_last_day(until) < date_first_day(from))
		finding_add_at(j->found, FINDING_DATE_ORDER, place);
}

void guard_span(struct judge *j, struct span span)
{
	guard_dates(j, span.from, span.until, S("until"));
	guard_dates(j, span.seen_by, span.gone_by, S("gone_by"));
}

void guard_word(struct judge *j, struct strs words, struct str word, struct str place)
{
	if (!strs_has(&words, word))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, place);
}

const struct party *guard_party(struct judge *j, struct str code)
{
	const struct party *p = party_find(j->f, code);
	if (p == NULL)
		finding_add_at(j->found, FINDING_PARTY_UNKNOWN, S("party"));
	return p;
}
