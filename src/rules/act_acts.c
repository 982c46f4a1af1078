/* Acts about acts: assent to one that waits, confirmation and disavowal of a delegate's. */
#include "base/encode.h"
#include "rules/judge.h"

static uint32_t waiting_find(const struct forum *f, const struct hash *id)
{
	for (uint32_t i = f->waiting.count; i-- > 0;) {
		const struct waiting_row *row = table_at(&f->waiting, i);
		if (hash_eq(&row->pending.id, id))
			return i;
	}
	return MAP_NONE;
}

/* The waiting act, read again from its line. */
static enum kind waiting_read(const struct waiting_row *row, union content *content,
    struct arena *a)
{
	struct act act = { .kind = STR_NONE };
	struct fault fault = json_parse(&act.json, a, row->line);
	cm_assert(fault.id == FAULT_NONE);
	uint32_t node = json_member(&act.json, 0, S("act"));
	enum kind k = kind_of(json_text(&act.json, node, a));
	cm_assert(k != KIND__COUNT);
	fault = content_read(content, k, &act, a);
	cm_assert(fault.id == FAULT_NONE); /* it was read when it was admitted */
	return k;
}

static bool has_signed(const struct waiting_row *row, struct str blob)
{
	for (uint32_t i = 0; i < row->signers_count; i++) {
		if (str_eq(row->signers[i].blob, blob))
			return true;
	}
	return false;
}

/* Assents are judged as the act itself would be, with all who have signed so far. */
static struct quorum waiting_quorum(struct judge *j, const struct waiting_row *row,
    enum kind *kind, union content *content)
{
	*kind = waiting_read(row, content, j->scratch);
	struct cast own = j->cast;
	j->cast = cast_waiting(j->f, row, j->act, j->scratch);
	struct quorum q = quorum_of(j, kind_authority(*kind), content_party(*kind, content));
	for (uint32_t i = 0; i < own.count; i++)
		own.at[i].has_part = j->cast.at[row->signers_count + i].has_part;
	return q;
}

void act_assent_check(struct judge *j, const struct act_assent *c)
{
	uint32_t at = waiting_find(j->f, &c->id);
	if (at == MAP_NONE) {
		finding_add_at(j->found, FINDING_ACT_UNKNOWN, S("id"));
		return;
	}
	const struct waiting_row *row = table_at(&j->f->waiting, at);
	if (row->pending.is_done) {
		finding_add_at(j->found, FINDING_ACT_SETTLED, S("id"));
		return;
	}
	struct cast own = j->cast;
	for (uint32_t i = 0; i < own.count; i++) {
		if (has_signed(row, own.at[i].blob))
			finding_add(j->found, FINDING_SIGNED_ALREADY);
	}
	enum kind k;
	union content *content = arena_new(j->scratch, union content);
	struct quorum q = waiting_quorum(j, row, &k, content);
	if (q.have >= q.need)
		kind_check(j, k, content);
	else
		finding_add(j->found, FINDING_WAITS_FOR_OTHERS);
	j->cast = own;
}

static void waiting_sign(struct forum *f, struct waiting_row *row, const struct judged *act)
{
	uint32_t more = act->entry->signatures_count;
	struct waiting_signer *at =
	    arena_array(f->arena, struct waiting_signer, row->signers_count + more);
	if (row->signers_count > 0)
		memcpy(at, row->signers, row->signers_count * sizeof *at);
	for (uint32_t i = 0; i < more; i++)
		at[row->signers_count + i] = (struct waiting_signer){
			keep_str(f, act->entry->signatures[i].handle),
			keep_str(f, act->signatures[i].key.blob) };
	row->signers = at;
	row->signers_count += more;
}

void act_assent_apply(struct forum *f, const struct judged *act, const struct act_assent *c)
{
	struct arena scratch;
	arena_init(&scratch, (size_t)4 * 1024 * 1024);
	struct waiting_row *row = table_touch(&f->waiting, waiting_find(f, &c->id));
	struct findings ignored = { .count = 0 };
	struct judge j = { .f = f, .act = act, .found = &ignored, .scratch = &scratch,
		.now = act->received };
	enum kind k;
	union content *content = arena_new(&scratch, union content);
	struct quorum q = waiting_quorum(&j, row, &k, content);
	waiting_sign(f, row, act);
	row->pending.have = q.have;
	row->pending.need = q.need;
	row->pending.is_done = q.have >= q.need;
	if (row->pending.is_done)
		kind_apply(f, act, k, content);
	arena_release(&scratch);
}

static const struct delegate_act *delegate_act_find(const struct forum *f, int64_t entry)
{
	uint32_t low = 0, high = f->acts.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct delegate_act *act = table_at(&f->acts, middle);
		if (act->entry == (uint64_t)entry)
			return act;
		if (act->entry < (uint64_t)entry)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Who objected or broke a silence keeps to it: nothing takes an objection back once others relied on it. */
static void guard_no_objection(struct judge *j, int64_t entry)
{
	if (silence_is_objection(j->f, (uint64_t)entry) ||
	    decision_is_objection(j->f, (uint64_t)entry))
		finding_add_at(j->found, FINDING_DISAVOW_OBJECTION, S("id"));
}

static void guard_mark(struct judge *j, int64_t entry, const struct hash *id)
{
	const struct delegate_act *act = delegate_act_find(j->f, entry);
	if (act == NULL || !hash_eq(&act->id, id)) {
		finding_add_at(j->found, FINDING_ACT_UNKNOWN, S("id"));
		return;
	}
	const struct actor *author = table_at(&j->f->actors, act->actor);
	if (!cast_coordinator(j, author->party, 0))
		finding_add(j->found, FINDING_COORDINATOR_ONLY);
	const struct act_mark *mark = act_mark_find(j->f, act->entry);
	if (mark != NULL && (mark->is_confirmed || mark->is_disavowed))
		finding_add_at(j->found, FINDING_ACT_SETTLED, S("id"));
	if (j->now.ms - act->received.ms > j->f->charter.disavow_s * 1000)
		finding_add_at(j->found, FINDING_DISAVOW_LATE, S("id"));
}

void act_confirm_check(struct judge *j, const struct act_confirm *c)
{
	guard_mark(j, c->entry, &c->id);
}

void act_disavow_check(struct judge *j, const struct act_disavow *c)
{
	guard_mark(j, c->entry, &c->id);
	guard_no_objection(j, c->entry);
}

struct act_mark *mark_touch(struct forum *f, const struct judged *act, uint64_t entry)
{
	uint32_t at = map_get(&f->mark_by_entry, mark_key(&entry));
	struct act_mark *mark = at == MAP_NONE ? table_add(&f->marks) : table_touch(&f->marks, at);
	mark->entry = entry;
	mark->by_entry = act->index;
	if (at == MAP_NONE)
		derive_mark(f, f->marks.count - 1);
	f->versions[NOUN_RELEASE]++;
	return mark;
}

void act_confirm_apply(struct forum *f, const struct judged *act, const struct act_confirm *c)
{
	mark_touch(f, act, (uint64_t)c->entry)->is_confirmed = true;
}

void act_disavow_apply(struct forum *f, const struct judged *act, const struct act_disavow *c)
{
	const struct delegate_act *done = delegate_act_find(f, c->entry);
	const struct actor *author = table_at(&f->actors, done->actor);
	mark_touch(f, act, (uint64_t)c->entry)->is_disavowed = true;
	doubt_take_effect(f, act, author->party, true);
}
