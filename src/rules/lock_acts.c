/* Agreed words inside a unit that is open, and what is agreed made open again (docs/rules.md section 14,
 * T-10 and T-16). */
#include "base/scope.h"
#include "rules/put.h"
#include "rules/text_step.h"

static uint32_t words_count(const struct instrument_unit *u)
{
	struct lexicon l;
	struct words cut;
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	lexicon_init(&l, &a, 1);
	enum rc rc = words_cut(&l, &a, u->words, &cut, NULL);
	cm_assert(rc == RC_OK); /* as when it came in */
	return cut.count;
}

/* Does anything that lives change words [from, to) of the unit, or would it take the unit's place? */
static bool is_contested(const struct forum *f, const struct instrument *of,
    const struct instrument_unit *u, const struct instrument_lock *lock)
{
	const struct instrument_unit locked = { .locks_count = 1,
		.locks = &(struct instrument_lock){ lock->from, lock->to, 0 } };
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(f, of, i + 1);
		for (uint32_t k = 0; k < p->edits_count && p->state == PROPOSAL_LIVE; k++) {
			const struct instrument_edit *e = &p->edits[k];
			if (str_eq(e->unit, u->id) && unit_locks_meet(&locked, e->from, e->to))
				return true;
		}
		for (uint32_t k = 0; k < p->changes_count && p->state == PROPOSAL_LIVE; k++) {
			const struct instrument_change *c = &p->changes[k];
			if (c->state == CHANGE_OPEN && change_replaces(c) && str_eq(c->unit, u->id))
				return true;
		}
	}
	return false;
}

/* T-16 */
void text_lock_check(struct judge *j, const struct text_lock *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	const struct instrument_unit *u = guard_unit(j, of, c->unit, S("unit"));
	if (u == NULL)
		return;
	if (u->status == UNIT_AGREED)
		finding_add_at(j->found, FINDING_UNIT_IS_AGREED, S("unit"));
	if (!hash_eq(&u->hash, &c->hash)) {
		finding_add_at(j->found, FINDING_BASE_STALE, S("hash"));
		return;
	}
	if (c->from >= c->to || c->to > words_count(u)) {
		finding_add_at(j->found, FINDING_EDIT_WRONG, S("to"));
		return;
	}
	const struct instrument_lock lock = { (uint32_t)c->from, (uint32_t)c->to, 0 };
	if (unit_locks_meet(u, lock.from, lock.to))
		finding_add_at(j->found, FINDING_WORDS_LOCKED, S("from"));
	if (is_contested(j->f, of, u, &lock))
		finding_add_at(j->found, FINDING_BRACKETS_OPEN, S("from"));
}

void text_lock_apply(struct forum *f, const struct judged *act, const struct text_lock *c)
{
	const struct instrument *of = instrument_touch(f, c->text);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
	(void)ROWS_ADD(f, u, locks);
	uint32_t at = u->locks_count - 1;
	for (; at > 0 && u->locks[at - 1].from > c->from; at--)
		u->locks[at] = u->locks[at - 1];
	u->locks[at] = (struct instrument_lock){ (uint32_t)c->from, (uint32_t)c->to, act->index };
}

/* The number of the lock that begins there, or that of locks. */
static uint32_t lock_at(const struct instrument_unit *u, int64_t from)
{
	uint32_t at = 0;
	while (at < u->locks_count && u->locks[at].from != from)
		at++;
	return at;
}

/* T-10 */
void text_reopen_check(struct judge *j, const struct text_reopen *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_free(j, of);
	const struct instrument_unit *u = guard_unit(j, of, c->unit, S("unit"));
	if (u == NULL)
		return;
	bool is_lock = c->from != INTEGER_ABSENT;
	if (!is_lock && u->status == UNIT_OPEN)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("unit"));
	if (is_lock && u->status == UNIT_AGREED)
		finding_add_at(j->found, FINDING_UNIT_IS_AGREED, S("unit"));
	if (is_lock && lock_at(u, c->from) == u->locks_count)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("from"));
}

void text_reopen_apply(struct forum *f, const struct judged *act, const struct text_reopen *c)
{
	(void)act;
	const struct instrument *of = instrument_touch(f, c->text);
	struct instrument_unit *u = instrument_unit_touch(f, of->code, c->unit);
	if (c->from != INTEGER_ABSENT) {
		for (uint32_t i = lock_at(u, c->from); i + 1 < u->locks_count; i++)
			u->locks[i] = u->locks[i + 1];
		u->locks_count--;
		return;
	}
	u->status = UNIT_OPEN;
	u->agreed = UINT64_MAX;
	u->pending = (struct strs){ 0, NULL };
	u->conditional = (struct strs){ 0, NULL };
}
