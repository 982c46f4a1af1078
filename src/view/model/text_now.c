#include "view/model/text_now.h"

MODEL_DEFINE(text_room)

struct newest {
	uint64_t entry;
	struct str unit;
	uint32_t proposal;
};

static void look(struct newest *n, uint64_t entry, struct str unit, uint32_t proposal)
{
	if (entry == UINT64_MAX || unit.n == 0 || entry < n->entry)
		return;
	*n = (struct newest){ entry, unit, proposal };
}

/* The first unit that a proposal is about. */
static struct str unit_of(const struct instrument_proposal *p)
{
	if (p->edits_count > 0)
		return p->edits[0].unit;
	for (uint32_t i = 0; i < p->changes_count; i++) {
		const struct instrument_change *c = &p->changes[i];
		if (c->state == CHANGE_OPEN)
			return c->op == OP_NEW ? c->after : c->unit;
	}
	return STR_NONE;
}

struct text_now text_now_of(const struct site *s, const struct instrument *of,
    const struct draft *d)
{
	struct newest n = { .entry = 0 };
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		if (u->entry > of->entry) /* else it is as it was tabled */
			look(&n, u->entry, u->id, 0);
		look(&n, u->agreed, u->id, 0);
	}
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i + 1);
		look(&n, p->entry, unit_of(p), p->state == PROPOSAL_LIVE ? p->number : 0);
		look(&n, p->ended, unit_of(p), 0);
	}
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(s->forum, of, i);
		const struct instrument_proposal *about =
		    instrument_proposal_find(s->forum, of, p->proposal);
		bool lives = about != NULL && about->state == PROPOSAL_LIVE;
		look(&n, p->entry, about != NULL ? unit_of(about) : p->unit, lives ? p->proposal : 0);
	}
	uint32_t unit = draft_place_of(d, n.unit);
	return unit != DRAFT_NONE ? (struct text_now){ unit, n.proposal } : (struct text_now){ 0, 0 };
}
