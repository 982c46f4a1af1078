/* Parties: admitted, changed, renamed, suspended, restored. */
#include "rules/judge.h"

#define SECRETARIAT S("secretariat")

static void party_status_add(struct forum *f, struct party *p, const struct party_status *status)
{
	if (p->statuses_count == p->statuses_cap) {
		uint32_t cap = p->statuses_cap == 0 ? 2 : p->statuses_cap * 2;
		struct party_status *at = arena_array(f->arena, struct party_status, cap);
		if (p->statuses_count > 0)
			memcpy(at, p->statuses, p->statuses_count * sizeof *at);
		p->statuses = at;
		p->statuses_cap = cap;
	}
	p->statuses[p->statuses_count++] = *status;
}

static void party_name_add(struct forum *f, struct party *p, const struct party_name *name)
{
	if (p->names_count == p->names_cap) {
		uint32_t cap = p->names_cap == 0 ? 1 : p->names_cap * 2;
		struct party_name *at = arena_array(f->arena, struct party_name, cap);
		if (p->names_count > 0)
			memcpy(at, p->names, p->names_count * sizeof *at);
		p->names = at;
		p->names_cap = cap;
	}
	p->names[p->names_count++] = *name;
}

static struct party *party_change_row(struct forum *f, struct str code)
{
	f->versions[NOUN_PARTY]++;
	return table_touch(&f->parties, map_get(&f->party_by_code, code));
}

/* An actor's row for the coordinator, without keys when none are known yet. */
static void coordinator_add(struct forum *f, struct str party, const struct keyset *set,
    uint64_t entry)
{
	char handle[HANDLE_BYTES_MAX + 16];
	cm_assert(party.n <= HANDLE_BYTES_MAX);
	memcpy(handle, party.p, party.n);
	memcpy(handle + party.n, "/coordinator", 12);
	struct actor *a = table_add(&f->actors);
	*a = (struct actor){ .handle = str_copy(f->arena, (struct str){ handle, party.n + 12 }),
		.party = party,
		.role = ACTOR_COORDINATOR,
		.ended_at = MOMENT_ABSENT,
		.challenged_since = MOMENT_ABSENT,
		.from = MOMENT_ABSENT,
		.until = MOMENT_ABSENT,
		.accredited_entry = entry,
		.ended_entry = UINT64_MAX };
	if (set->is_present) {
		a->keys = keep_keys(f, &set->keys, entry);
		a->keys_count = a->keys_cap = set->keys.count;
		a->threshold = (uint32_t)set->threshold;
		a->next = keep_hashes(f, &set->next);
	}
	derive_actor(f, f->actors.count - 1);
	f->versions[NOUN_ACTOR]++;
}

void party_admit_check(struct judge *j, const struct party_admit *c)
{
	char handle[HANDLE_BYTES_MAX + 2];
	bool fits = c->code.n + 2 <= sizeof handle;
	if (fits) {
		memcpy(handle, c->code.p, c->code.n);
		memcpy(handle + c->code.n, "/a", 2);
	}
	if (!fits || !handle_is_valid((struct str){ handle, c->code.n + 2 }))
		finding_add_at(j->found, FINDING_HANDLE_INVALID, S("code"));
	if (party_find(j->f, c->code) != NULL || str_eq(c->code, SECRETARIAT))
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (charter_category(&j->f->charter, c->category) == NULL)
		finding_add_at(j->found, FINDING_CATEGORY_UNKNOWN, S("category"));
	if (c->coordinator.is_present) {
		guard_keyset(j, &c->coordinator);
		if (fits) {
			struct str coordinator = { handle, c->code.n + 1 };
			char whole[HANDLE_BYTES_MAX + 16];
			memcpy(whole, coordinator.p, coordinator.n);
			memcpy(whole + coordinator.n, "coordinator", 11);
			(void)cast_keys(j, (struct str){ whole, coordinator.n + 11 }, true);
		}
	}
}

void party_admit_apply(struct forum *f, const struct judged *act, const struct party_admit *c)
{
	struct party *p = table_add(&f->parties);
	p->code = keep_str(f, c->code);
	p->kind = keep_str(f, c->kind);
	p->category = keep_str(f, c->category);
	p->admitted_entry = act->index;
	struct span span = { c->from, c->seen_by, DATE_NONE, DATE_NONE };
	struct evidence evidence = keep_evidence(f, act->index, c->basis, &c->sources);
	evidence.note = keep_str(f, c->note);
	evidence.meeting = keep_str(f, c->meeting);
	struct party_status status = { p->category, span, evidence, false };
	struct span always = { DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE };
	struct party_name name = { keep_names(f, &c->names), false, always, { .entry = act->index } };
	party_status_add(f, p, &status);
	party_name_add(f, p, &name);
	derive_party(f, f->parties.count - 1);
	f->versions[NOUN_PARTY]++;
	coordinator_add(f, p->code, &c->coordinator, act->index);
}

/* The last day that may be meant: what is cut is in order as long as it can be. */
static int32_t known_day(struct date a, struct date b)
{
	if (date_known(a))
		return date_last_day(a);
	return date_known(b) ? date_last_day(b) : INT32_MIN;
}

void party_change_check(struct judge *j, const struct party_change *c)
{
	/* A list that shows the fact is no beginning, but an end before it cannot be. */
	struct date from = date_or(c->from, c->seen_by);
	guard_dates(j, from, c->until, S("until"));
	guard_dates(j, from, c->gone_by, S("gone_by"));
	bool ends = str_eq(c->category, S("none"));
	if (!ends && charter_category(&j->f->charter, c->category) == NULL)
		finding_add_at(j->found, FINDING_CATEGORY_UNKNOWN, S("category"));
	const struct party *p = guard_party(j, c->party);
	if (p == NULL)
		return;
	int32_t day = known_day(c->from, c->seen_by);
	if (ends && day == INT32_MIN)
		day = known_day(c->until, c->gone_by);
	for (uint32_t i = 0; i < p->statuses_count && day != INT32_MIN; i++) {
		struct date before = p->statuses[i].span.from;
		if (!p->statuses[i].is_suspension && date_known(before) &&
		    day < date_first_day(before))
			finding_add_at(j->found, FINDING_STATUS_DATE_ORDER,
			    ends ? S("until") : S("from"));
	}
}

void party_change_apply(struct forum *f, const struct judged *act, const struct party_change *c)
{
	struct party *p = party_change_row(f, c->party);
	struct span span = { c->from, c->seen_by, c->until, c->gone_by };
	struct evidence evidence = keep_evidence(f, act->index, c->basis, &c->sources);
	evidence.note = keep_str(f, c->note);
	evidence.meeting = keep_str(f, c->meeting);
	struct party_status status = { keep_str(f, c->category), span, evidence, false };
	party_status_add(f, p, &status);
	bool is_over = date_known(c->until) || date_known(c->gone_by);
	p->category = is_over ? S("none") : status.category;
}

/* The Secretariat for any party, or the party for its own name. */
void party_rename_check(struct judge *j, const struct party_rename *c)
{
	guard_dates(j, c->from, c->until, S("until"));
	if (!str_eq(c->use, S("official")) && !str_eq(c->use, S("variant")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("use"));
	if (guard_party(j, c->party) == NULL)
		return;
	if (!cast_officer(j) && !cast_coordinator(j, c->party, 0))
		finding_add(j->found, FINDING_COORDINATOR_ONLY);
}

void party_rename_apply(struct forum *f, const struct judged *act, const struct party_rename *c)
{
	struct party *p = party_change_row(f, c->party);
	struct party_name name = { keep_names(f, &c->names), str_eq(c->use, S("variant")),
		{ c->from, DATE_NONE, c->until, DATE_NONE },
		keep_evidence(f, act->index, c->basis, &c->sources) };
	party_name_add(f, p, &name);
}

void party_suspend_check(struct judge *j, const struct party_suspend *c)
{
	const struct party *p = guard_party(j, c->party);
	if (p != NULL && p->is_suspended)
		finding_add(j->found, FINDING_PARTY_SUSPENDED);
}

void party_suspend_apply(struct forum *f, const struct judged *act,
    const struct party_suspend *c)
{
	struct party *p = party_change_row(f, c->party);
	struct evidence evidence = keep_evidence(f, act->index, c->ground, &c->sources);
	evidence.meeting = keep_str(f, c->meeting);
	struct date from = date_known(c->from) ? c->from : moment_parts(act->received).date;
	struct party_status status = { STR_NONE, { from, DATE_NONE, DATE_NONE, DATE_NONE }, evidence,
		true };
	party_status_add(f, p, &status);
	p->is_suspended = true;
}

void party_restore_check(struct judge *j, const struct party_restore *c)
{
	const struct party *p = guard_party(j, c->party);
	if (p == NULL)
		return;
	if (!p->is_suspended)
		finding_add(j->found, FINDING_PARTY_NOT_SUSPENDED);
	uint32_t i = p->statuses_count;
	while (i > 0 && !p->statuses[i - 1].is_suspension)
		i--;
	if (i > 0)
		guard_dates(j, p->statuses[i - 1].span.from, c->from, S("from"));
}

void party_restore_apply(struct forum *f, const struct judged *act,
    const struct party_restore *c)
{
	struct party *p = party_change_row(f, c->party);
	struct date until = date_known(c->from) ? c->from : moment_parts(act->received).date;
	for (uint32_t i = p->statuses_count; i-- > 0;) {
		if (!p->statuses[i].is_suspension)
			continue;
		p->statuses[i].span.until = until;
		break;
	}
	p->is_suspended = false;
}
