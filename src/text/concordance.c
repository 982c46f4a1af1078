#include "text/concordance.h"

#include "base/arena.h"
#include "text/sort.h"

static const struct str FATES[PROPOSAL_FATE__COUNT] = {
	[FATE_UNKNOWN] = { "unknown", 7 },
	[FATE_ACCEPTED] = { "accepted", 8 },
	[FATE_CONFIRM] = { "confirm", 7 },
	[FATE_CLOSED] = { "closed", 6 },
	[FATE_WITHDRAWN] = { "withdrawn", 9 },
	[FATE_NOT_PURSUED] = { "not-pursued", 11 },
	[FATE_ORPHANED] = { "orphaned", 8 },
	[FATE_OPEN] = { "open", 4 },
	[FATE_SETTLED] = { "settled", 7 },
	[FATE_LOST] = { "lost", 4 },
};

struct str proposal_fate_name(enum proposal_fate f)
{
	cm_assert(f < PROPOSAL_FATE__COUNT);
	return FATES[f];
}

static int id_compare(const void *ctx, uint32_t a, uint32_t b)
{
	(void)ctx;
	return (a > b) - (a < b);
}

static enum proposal_fate fate_of(struct fates fates, uint32_t proposal)
{
	uint32_t lo = 0, hi = fates.count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (fates.at[mid].proposal < proposal)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < fates.count && fates.at[lo].proposal == proposal ? fates.at[lo].fate
								     : FATE_UNKNOWN;
}

/* Each once: by its edits, or by what it does with the whole unit. */
static void unit_proposals(
    struct arena *a, const struct draft *d, struct concordance_unit *row, const uint32_t *changes)
{
	const struct proposals *own = &d->units[row->old_at].proposals;
	uint32_t most = own->count + changes[row->old_at], count = 0, kept = 0;
	uint32_t *ids = arena_array(a, uint32_t, (size_t)most + 1);
	uint32_t *spare = arena_array(a, uint32_t, (size_t)most + 1);
	for (uint32_t i = 0; i < own->count; i++)
		ids[count++] = own->at[i].id;
	for (uint32_t i = 0; i < d->changes_count && count < most; i++)
		if (d->changes[i].unit == row->old_at && d->changes[i].op != OP_NEW)
			ids[count++] = d->changes[i].proposal;
	ranks_sort(ids, spare, count, id_compare, NULL);
	for (uint32_t i = 0; i < count; i++)
		if (kept == 0 || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	row->proposals = ids;
	row->proposals_count = kept;
}

static void unit_row(struct arena *a, const struct draft *old_draft, const struct draft *new_draft,
    struct concordance_unit *row, const uint32_t *changes)
{
	if (row->new_at != DRAFT_NONE)
		row->new_label = new_draft->units[row->new_at].label;
	if (row->old_at == DRAFT_NONE)
		return;
	row->old_label = old_draft->units[row->old_at].label;
	unit_proposals(a, old_draft, row, changes);
}

enum rc concordance_make(struct arena *a, const struct concordance_order *order,
    struct concordance *out, struct err *err)
{
	const struct draft *old_draft = order->old_draft, *new_draft = order->new_draft;
	struct comparison c;
	struct concordance_unit *units;
	struct concordance_proposal *proposals;
	uint32_t *changes, count = 0;
	enum rc rc = compare_revisions(a, old_draft, new_draft, &c, err);
	if (rc != RC_OK)
		return rc;
	changes = arena_array(a, uint32_t, (size_t)old_draft->units_count + 1);
	for (uint32_t i = 0; i < old_draft->changes_count; i++) {
		const struct unit_change *u = &old_draft->changes[i];
		if (u->op != OP_NEW && u->unit < old_draft->units_count)
			changes[u->unit]++;
	}
	units = arena_array(a, struct concordance_unit, (size_t)c.count + 1);
	for (uint32_t i = 0; i < c.count; i++) {
		const struct compare_row *r = &c.at[i];
		if (r->kind == COMPARE_AWAY)
			continue;
		units[count] = (struct concordance_unit){ .kind = r->kind,
			.is_moved = r->is_moved, .old_at = r->old_at, .new_at = r->new_at };
		unit_row(a, old_draft, new_draft, &units[count++], changes);
	}
	proposals =
	    arena_array(a, struct concordance_proposal, (size_t)old_draft->proposals_count + 1);
	for (uint32_t i = 0; i < old_draft->proposals_count; i++) {
		proposals[i].proposal = &old_draft->proposals[i];
		proposals[i].fate = fate_of(order->fates, old_draft->proposals[i].id);
	}
	*out = (struct concordance){ units, count, proposals, old_draft->proposals_count };
	return RC_OK;
}
