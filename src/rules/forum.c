/* Every act comes through here: judged by its kind, then applied. */
#include "rules/forum.h"

#include "rules/judge.h"

void kind_check(struct judge *j, enum kind k, const union content *c)
{
	switch (k) {
#define X(id, name, shape)                                                                         \
	case KIND_##id:                                                                            \
		shape##_check(j, &c->shape);                                                       \
		return;
		KINDS(X)
#undef X
	case KIND__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a kind without rules");
}

void kind_apply(struct forum *f, const struct judged *act, enum kind k, const union content *c)
{
	switch (k) {
#define X(id, name, shape)                                                                         \
	case KIND_##id:                                                                            \
		shape##_apply(f, act, &c->shape);                                                  \
		return;
		KINDS(X)
#undef X
	case KIND__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a kind without rules");
}

enum authority kind_authority(enum kind k)
{
	static const uint8_t of[KIND__COUNT] = {
		[KIND_CHARTER_ADOPT] = AUTHORITY_CONSTITUTION,
		[KIND_OFFICER_NAME] = AUTHORITY_OFFICERS,
		[KIND_OFFICER_END] = AUTHORITY_OFFICERS,
		/* Who is a party decides who is counted in a recovery: not for officers alone where
		 * the founding gave the parties a say. */
		[KIND_PARTY_ADMIT] = AUTHORITY_CONSTITUTION,
		[KIND_PARTY_CHANGE] = AUTHORITY_CONSTITUTION,
		[KIND_PARTY_SUSPEND] = AUTHORITY_CONSTITUTION,
		[KIND_PARTY_RESTORE] = AUTHORITY_CONSTITUTION,
		[KIND_PARTY_RECOVER] = AUTHORITY_RECOVER,
		[KIND_PARTY_SETTLE] = AUTHORITY_SETTLE,
		[KIND_BODY_RENAME] = AUTHORITY_OFFICER,
		[KIND_OFFICE_TERM] = AUTHORITY_OFFICER,
		[KIND_MEETING_RECORD] = AUTHORITY_OFFICER,
		[KIND_INSTITUTION_RECORD] = AUTHORITY_OFFICER,
	};
	cm_assert(k < KIND__COUNT);
	return (enum authority)of[k];
}

/* Officers may sign apart; other parties only where one act has no room for their signatures. */
bool kind_may_wait(enum kind k, struct quorum q, uint32_t signatures)
{
	enum authority authority = kind_authority(k);
	if (q.have == 0 || q.have >= q.need)
		return false;
	return authority == AUTHORITY_OFFICERS || authority == AUTHORITY_CONSTITUTION ||
	    q.need > SIGNATURES_MAX || signatures == SIGNATURES_MAX;
}

struct str content_party(enum kind k, const union content *c)
{
	if (k == KIND_PARTY_RECOVER)
		return c->party_recover.party;
	return k == KIND_PARTY_SETTLE ? c->party_settle.party : STR_NONE;
}

static void authority_check(struct judge *j, enum kind k, const union content *c)
{
	enum authority authority = kind_authority(k);
	if (authority == AUTHORITY_OWN)
		return;
	struct quorum q = quorum_of(j, authority, content_party(k, c));
	if (q.have >= q.need)
		return;
	bool is_parties = authority == AUTHORITY_RECOVER || authority == AUTHORITY_SETTLE;
	if (kind_may_wait(k, q, j->act->entry->signatures_count))
		finding_add(j->found, FINDING_WAITS_FOR_OTHERS);
	else if (is_parties)
		finding_add(j->found, FINDING_RECOVERY_TOO_FEW);
	else
		finding_add(j->found,
		    q.have == 0 ? FINDING_OFFICER_ONLY : FINDING_THRESHOLD_MISSING);
}

static void signers_check(struct judge *j)
{
	for (uint32_t i = 0; i < j->cast.count; i++) {
		if (!j->cast.at[i].has_part)
			finding_add_at(j->found, FINDING_SIGNER_NEEDLESS, j->cast.at[i].handle);
	}
}

struct fault forum_check(const struct forum *f, const struct judged *act, union content *content,
    struct arena *scratch, struct findings *found)
{
	enum kind k = kind_of(act->entry->act.kind);
	if (k == KIND__COUNT) {
		finding_add_at(found, FINDING_KIND_UNKNOWN, act->entry->act.kind);
		return fault_at(FAULT_RULES, 0, 0);
	}
	struct fault fault = content_read(content, k, &act->entry->act, scratch);
	if (fault.id != FAULT_NONE)
		return fault;
	bool is_founding = k == KIND_FORUM_FOUND;
	if (is_founding != (f->size == 0)) {
		finding_add(found, is_founding ? FINDING_ALREADY_FOUNDED : FINDING_NOT_FOUNDED);
		return fault_at(FAULT_RULES, 0, 0);
	}
	struct judge j = { .f = f, .act = act, .found = found, .scratch = scratch,
		.cast = cast_of(f, act, scratch), .now = act->received };
	unsigned before = found->refused;
	kind_check(&j, k, content);
	authority_check(&j, k, content);
	if (found->refused == before) /* else it is clear already who is missing */
		signers_check(&j);
	return found->refused == before ? FAULT_OK : fault_at(FAULT_RULES, 0, 0);
}

static void waiting_add(struct forum *f, const struct judged *act, struct quorum q)
{
	uint32_t count = act->entry->signatures_count;
	struct waiting_row *row = table_add(&f->waiting);
	*row = (struct waiting_row){ .pending = { act->id, act->index, q.have, q.need, false },
		.line = keep_str(f, act->entry->act.json.line),
		.signers_count = count,
		.signers = arena_array(f->arena, struct waiting_signer, count) };
	for (uint32_t i = 0; i < count; i++)
		row->signers[i] = (struct waiting_signer){
			keep_str(f, act->entry->signatures[i].handle),
			keep_str(f, act->signatures[i].key.blob) };
}

/* True when the act waits for assents instead of taking effect. */
static bool waits(struct forum *f, const struct judged *act, enum kind k,
    const union content *content)
{
	enum authority authority = kind_authority(k);
	if (authority == AUTHORITY_OWN || authority == AUTHORITY_OFFICER)
		return false;
	struct arena scratch;
	arena_init(&scratch, (size_t)1024 * 1024);
	struct findings ignored = { .count = 0 };
	struct judge j = { .f = f, .act = act, .found = &ignored, .scratch = &scratch,
		.cast = cast_of(f, act, &scratch), .now = act->received };
	struct quorum q = quorum_of(&j, authority, content_party(k, content));
	bool is_waiting = kind_may_wait(k, q, act->entry->signatures_count);
	if (is_waiting)
		waiting_add(f, act, q);
	arena_release(&scratch);
	return is_waiting;
}

/* What confirmation and disavowal will refer to. */
static void delegate_act_add(struct forum *f, const struct judged *act)
{
	uint32_t at = map_get(&f->actor_by_handle, act->entry->act.by);
	if (at == MAP_NONE)
		return;
	const struct actor *by = table_at(&f->actors, at);
	if (by->role != ACTOR_DELEGATE)
		return;
	struct delegate_act *row = table_add(&f->acts);
	*row = (struct delegate_act){ act->index, act->received, act->id, at };
}

void forum_apply(struct forum *f, const struct judged *act, const union content *content)
{
	enum kind k = kind_of(act->entry->act.kind);
	cm_assert(act->index == f->size);
	recoveries_ripen(f, act);
	if (!waits(f, act, k, content))
		kind_apply(f, act, k, content);
	contents_add(f, act, k, content);
	delegate_act_add(f, act);
	f->size++;
	f->now = act->received;
}
