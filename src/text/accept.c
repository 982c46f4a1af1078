#include "text/accept.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "text/reading.h"
#include "text/sort.h"

/* A proposal's alternative at the choice or at one around it. No proposal has two of these. */
struct party {
	uint32_t id;
	const struct choice *at;
};

struct parties {
	struct party *list;
	uint32_t *order; /* ascending ids */
	uint32_t count;
};

struct acceptance {
	struct arena *arena;
	const struct accept_order *order;
	struct words made; /* the new base */
	struct words text; /* that is accepted */
	uint32_t lo, hi;   /* where it replaces old words; lo == hi for an insertion */
	struct parties parties;
	uint64_t reading_words; /* kept so far */
};

static int parties_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct party *p = ctx;

	return p[a].id == p[b].id ? 0 : p[a].id < p[b].id ? -1 : 1;
}

static uint32_t choice_by_count(const struct choice *c)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->alt_count; i++)
		n += c->alts[i].by_count;
	return n;
}

/* Its proposals as parties; returns where the next go. */
static struct party *choice_parties(const struct choice *c, struct party *out)
{
	for (uint32_t i = 0; i < c->alt_count; i++)
		for (uint32_t k = 0; k < c->alts[i].by_count; k++)
			*out++ = (struct party){ c->alts[i].by[k], c };
	return out;
}

static void parties_make(struct arena *a, const struct choice *inner, struct parties *out)
{
	uint32_t n = 0, *spare;
	struct party *to;

	for (const struct choice *c = inner; c != NULL; c = c->up)
		n += choice_by_count(c);
	out->list = to = arena_array(a, struct party, n);
	out->order = arena_array(a, uint32_t, n);
	out->count = n;
	spare = arena_array(a, uint32_t, n);
	for (const struct choice *c = inner; c != NULL; c = c->up)
		to = choice_parties(c, to);
	for (uint32_t i = 0; i < n; i++)
		out->order[i] = i;
	ranks_sort(out->order, spare, n, parties_compare, out->list);
}

static const struct choice *party_at(const struct parties *p, uint32_t id)
{
	uint32_t low = 0, high = p->count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (p->list[p->order[mid]].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->count && p->list[p->order[low]].id == id ? p->list[p->order[low]].at : NULL;
}

/* Where a gap at or behind the choice is now. */
static uint32_t gap_shift(const struct acceptance *x, uint32_t gap)
{
	return gap - x->hi + x->lo + x->text.count;
}

static bool edit_is_at(const struct edit *e, uint32_t gap)
{
	return e->lo == gap && e->hi == gap;
}

/*
 * The edits around the hull, and `own` (unless NULL), on the new base, instead of those inside. A
 * deletion that reaches over an end is taken apart there; touching parts are joined in the normal
 * form, in their order.
 */
static struct edits edits_carry(const struct acceptance *x, struct edits edits,
    const struct choice *hull, const struct edit *own)
{
	struct edit *list = arena_array(x->arena, struct edit, 2 * (size_t)edits.count + 1);
	struct edits carried = { NULL, 0 };
	uint32_t n = 0, i = 0;
	bool is_gap = hull->lo == hull->hi;

	for (; i < edits.count && edits.at[i].lo <= hull->lo; i++) {
		const struct edit *e = &edits.at[i];

		if (e->hi > hull->lo || (is_gap && edit_is_at(e, hull->lo)))
			break;
		list[n++] = *e;
	}
	if (i < edits.count && edits.at[i].lo < hull->lo)
		list[n++] = (struct edit){ edits.at[i].lo, hull->lo, edits.at[i].text };
	if (own != NULL)
		list[n++] = *own;
	for (; i < edits.count; i++) {
		const struct edit *e = &edits.at[i];
		uint32_t lo = e->lo < hull->hi ? hull->hi : e->lo;

		if (is_gap ? edit_is_at(e, hull->lo) : e->lo < hull->hi && e->hi <= hull->hi)
			continue;
		list[n++] = (struct edit){ gap_shift(x, lo), gap_shift(x, e->hi), e->text };
	}
	cm_assert(edits_normal(x->arena, x->made, (struct edits){ list, n }, &carried, NULL) ==
	    RC_OK);
	return carried;
}

/* What the new base has where the choice, or one around it, stood. */
static struct words made_over(const struct acceptance *x, const struct choice *hull)
{
	uint32_t hi = gap_shift(x, hull->hi);

	return hull->lo == hi ? (struct words){ NULL, 0 }
			      : (struct words){ x->made.at + hull->lo, hi - hull->lo };
}

/* Of a proposal with something at the hull, which reads so there. */
static enum accept_fate fate_of(
    const struct acceptance *x, const struct choice *hull, struct words own)
{
	if (words_eq(own, made_over(x, hull)))
		return ACCEPT_SATISFIED;
	if (hull != x->order->at || x->order->others == ACCEPT_LEAVES_OTHERS)
		return ACCEPT_CONFIRM;
	return x->order->others == ACCEPT_CLOSES_OTHERS ? ACCEPT_CLOSED : ACCEPT_FOLLOWS;
}

/* Does the proposal's alternative stand before the accepted one? */
static bool is_before(const struct acceptance *x, uint32_t id)
{
	return choice_alt_of(x->order->at, id) < x->order->alt;
}

/* With the words of the reading that is kept counted, but none written over the limit. */
static struct accept_carried proposal_carry(struct acceptance *x, const struct proposal *p)
{
	const struct choice *at = party_at(&x->parties, p->id);
	const struct choice *hull = at != NULL ? at : x->order->at;
	struct accept_carried c = { *p, ACCEPT_FOLLOWS };
	struct edit own;

	if (x->order->alt == CHOICE_KEEP) {
		if (at != x->order->at || x->order->others != ACCEPT_CLOSES_OTHERS)
			return c;
	} else if (!reading_touches(p->edits, hull->lo, hull->hi)) {
		c.proposal.edits = edits_carry(x, p->edits, hull, NULL);
		return c;
	}
	x->reading_words += reading_count(x->order->base, p->edits, hull->lo, hull->hi);
	if (x->reading_words > UNIT_READINGS_WORDS_MAX)
		return c;
	own.text = reading_over(x->arena, x->order->base, p->edits, hull->lo, hull->hi);
	own.lo = hull->lo;
	own.hi = gap_shift(x, hull->hi);
	c.fate = fate_of(x, hull, own.text);
	if (c.fate == ACCEPT_FOLLOWS)
		own.lo = own.hi = is_before(x, p->id) ? own.lo : own.hi;
	c.proposal.edits = edits_carry(x, p->edits, hull,
	    c.fate == ACCEPT_CONFIRM || c.fate == ACCEPT_FOLLOWS ? &own : NULL);
	return c;
}

enum rc choice_accept(
    struct arena *a, const struct accept_order *order, struct accepted *out, struct err *err)
{
	const struct choice *c = order->at;
	struct acceptance x = { .arena = a, .order = order, .made = order->base };
	struct proposals proposals = order->proposals;
	struct accept_carried *list = arena_array(a, struct accept_carried, proposals.count);

	cm_assert(order->others != ACCEPT_BESIDE_OTHERS || c->lo == c->hi);
	x.lo = x.hi = c->hi;
	if (order->alt != CHOICE_KEEP) {
		cm_assert(order->alt < c->alt_count);
		struct edit made = { c->lo, c->hi, c->alts[order->alt].text };

		x.lo = c->lo;
		x.text = made.text;
		x.made = edits_apply(a, order->base, (struct edits){ &made, 1 });
	}
	parties_make(a, c, &x.parties);
	for (uint32_t i = 0; i < proposals.count; i++) {
		list[i] = proposal_carry(&x, &proposals.at[i]);
		if (x.reading_words > UNIT_READINGS_WORDS_MAX)
			return cm_fail(err, RC_LIMIT,
			    "the readings that proposals keep are too long together");
	}
	*out = (struct accepted){ x.made, list, proposals.count };
	return RC_OK;
}

enum rc base_replace(struct arena *a, const struct unit_now *now, struct words made,
    struct accepted *out, struct err *err)
{
	struct proposals proposals = now->proposals;
	struct accept_carried *list = arena_array(a, struct accept_carried, proposals.count);
	uint64_t reading_words = 0;

	for (uint32_t i = 0; i < proposals.count; i++) {
		const struct proposal *p = &proposals.at[i];
		struct edit *own = arena_new(a, struct edit);

		list[i] = (struct accept_carried){ *p, ACCEPT_FOLLOWS };
		if (p->edits.count == 0)
			continue;
		reading_words += reading_count(now->base, p->edits, 0, now->base.count);
		if (reading_words > UNIT_READINGS_WORDS_MAX)
			return cm_fail(err, RC_LIMIT,
			    "the readings that proposals keep are too long together");
		*own = (struct edit){ 0, made.count, edits_apply(a, now->base, p->edits) };
		list[i].fate = words_eq(own->text, made) ? ACCEPT_SATISFIED : ACCEPT_CONFIRM;
		list[i].proposal.edits = (struct edits){ own, list[i].fate == ACCEPT_CONFIRM };
	}
	*out = (struct accepted){ made, list, proposals.count };
	return RC_OK;
}
