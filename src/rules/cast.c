#include "rules/judge.h"

static struct signer signer_of(const struct forum *f, struct str handle, struct str blob,
    moment at)
{
	const struct actor *a = actor_find(f, handle);
	return (struct signer){ .handle = handle, .blob = blob, .actor = a,
		.is_introduced = key_valid(f, a, blob, at) == NULL };
}

struct cast cast_of(const struct forum *f, const struct judged *act, struct arena *a)
{
	uint32_t count = act->entry->signatures_count;
	struct signer *at = arena_array(a, struct signer, count);
	for (uint32_t i = 0; i < count; i++)
		at[i] = signer_of(f, act->entry->signatures[i].handle, act->signatures[i].key.blob,
		    act->received);
	return (struct cast){ count, at };
}

struct cast cast_waiting(const struct forum *f, const struct waiting_row *w,
    const struct judged *assent, struct arena *a)
{
	struct cast more = cast_of(f, assent, a);
	struct signer *at = arena_array(a, struct signer, w->signers_count + more.count);
	for (uint32_t i = 0; i < w->signers_count; i++)
		at[i] = signer_of(f, w->signers[i].handle, w->signers[i].blob, assent->received);
	for (uint32_t i = 0; i < more.count; i++)
		at[w->signers_count + i] = more.at[i];
	return (struct cast){ w->signers_count + more.count, at };
}

uint32_t cast_keys(struct judge *j, struct str handle, bool is_introduced)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < j->cast.count; i++) {
		struct signer *s = &j->cast.at[i];
		if (s->is_introduced != is_introduced || !str_eq(s->handle, handle))
			continue;
		s->has_part = true;
		count++;
	}
	return count;
}

bool cast_coordinator(struct judge *j, struct str party, uint32_t threshold)
{
	const struct actor *c = coordinator_of(j->f, party);
	if (c == NULL)
		return false;
	uint32_t need = threshold != 0 ? threshold : coordinator_threshold(j->f, c, j->now);
	uint32_t have = cast_keys(j, c->handle, false);
	if (have == 0)
		return false;
	if (have < need)
		finding_add(j->found, FINDING_THRESHOLD_MISSING);
	return true;
}

static uint32_t officers_signed(struct judge *j)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < j->cast.count; i++) {
		struct signer *s = &j->cast.at[i];
		if (s->is_introduced || s->actor == NULL || s->actor->role != ACTOR_OFFICER)
			continue;
		s->has_part = true;
		count++;
	}
	return count;
}

bool cast_officer(struct judge *j)
{
	return officers_signed(j) > 0;
}

/* A party whose coordinator counts among the others. */
static bool party_counts(const struct judge *j, const struct party *p, struct str except)
{
	if (str_eq(p->code, except) || p->is_suspended || p->is_contested ||
	    str_eq(p->category, S("none")))
		return false;
	const struct actor *c = coordinator_of(j->f, p->code);
	return c != NULL && coordinator_threshold(j->f, c, j->now) > 0;
}

/* Parties but `except` whose coordinators signed with as many keys as they need. */
static uint32_t parties_signed(struct judge *j, struct str except)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < j->cast.count; i++) {
		const struct actor *c = j->cast.at[i].actor;
		if (j->cast.at[i].is_introduced || c == NULL || c->role != ACTOR_COORDINATOR)
			continue;
		bool is_first = true;
		for (uint32_t k = 0; k < i; k++)
			is_first = is_first && j->cast.at[k].actor != c;
		const struct party *p = party_find(j->f, c->party);
		if (!is_first || p == NULL || !party_counts(j, p, except))
			continue;
		if (cast_keys(j, c->handle, false) >= coordinator_threshold(j->f, c, j->now))
			count++;
	}
	return count;
}

static uint32_t parties_counted(const struct judge *j, struct str except)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < j->f->parties.count; i++)
		count += party_counts(j, table_at(&j->f->parties, i), except);
	return count;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

struct quorum quorum_of(struct judge *j, enum authority authority, struct str party)
{
	const struct forum *f = j->f;
	if (authority == AUTHORITY_OFFICER)
		return (struct quorum){ officers_signed(j), 1 };
	if (authority == AUTHORITY_OFFICERS)
		return (struct quorum){ officers_signed(j), f->officers_threshold };
	if (authority == AUTHORITY_CONSTITUTION) {
		uint32_t officers = least(officers_signed(j), f->officers_threshold);
		uint32_t parties = f->parties_threshold == 0
		    ? 0 /* none is asked for */
		    : least(parties_signed(j, STR_NONE), f->parties_threshold);
		return (struct quorum){ officers + parties,
			f->officers_threshold + f->parties_threshold };
	}
	if (authority == AUTHORITY_OWN)
		return (struct quorum){ 0, 0 };
	uint32_t others = parties_counted(j, party);
	uint32_t third = (others + 2) / 3, thirds = (2 * others + 2) / 3;
	uint32_t minimum = (uint32_t)f->charter.q_recover_min;
	uint32_t need = authority == AUTHORITY_SETTLE ? thirds : third;
	return (struct quorum){ parties_signed(j, party), need > minimum ? need : minimum };
}
