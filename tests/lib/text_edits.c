#include "lib/text_edits.h"

#include "base/arena.h"

#define ALPHABET 5 /* so that texts repeat */

static struct words words_draw(struct gen *g, struct arena *a, uint64_t most)
{
	uint32_t n = (uint32_t)gen_below(g, most + 1);
	uint32_t *at = arena_array(a, uint32_t, n);

	for (uint32_t i = 0; i < n; i++)
		at[i] = (uint32_t)gen_below(g, ALPHABET);
	return (struct words){ at, n };
}

/* The range's own words: an edit that changes nothing. */
static struct words words_same(struct words base, uint32_t lo, uint32_t hi)
{
	return lo == hi ? (struct words){ NULL, 0 } : (struct words){ base.at + lo, hi - lo };
}

static struct edit edit_draw(struct gen *g, struct arena *a, struct words base, uint32_t from)
{
	uint32_t room = base.count - from;
	uint32_t step = gen_chance(g, 1, 3) ? 0 : (uint32_t)gen_below(g, room / 2 + 1);
	struct edit e = { .lo = from + step };

	switch (gen_below(g, 8)) {
	case 0:
	case 1: /* insertion */
		e.hi = e.lo;
		e.text = words_draw(g, a, 2);
		break;
	case 2:
	case 3: /* deletion */
	case 4:
		e.hi = e.lo + (uint32_t)gen_below(g, base.count - e.lo + 1);
		break;
	case 5:
		e.hi = e.lo + (uint32_t)gen_below(g, base.count - e.lo + 1);
		e.text = words_same(base, e.lo, e.hi);
		break;
	default:
		e.hi = e.lo + (uint32_t)gen_below(g, base.count - e.lo + 1);
		if (gen_bool(g) && e.hi > e.lo + 2)
			e.hi = e.lo + 2;
		e.text = words_draw(g, a, 2);
	}
	return e;
}

static struct edits edits_draw(struct gen *g, struct arena *a, struct words base)
{
	uint32_t most = (uint32_t)gen_below(g, MADE_EDITS_MAX + 1), n = 0, from = 0;
	struct edit *list = arena_array(a, struct edit, MADE_EDITS_MAX);

	if (gen_chance(g, 1, 16)) {
		list[0] = (struct edit){ 0, base.count, words_draw(g, a, 1) };
		return (struct edits){ list, 1 };
	}
	while (n < most) {
		list[n] = edit_draw(g, a, base, from);
		from = list[n++].hi;
	}
	return (struct edits){ list, n };
}

void text_unit_draw(struct gen *g, struct arena *a, struct drawn_unit *out)
{
	struct proposal *list = arena_array(a, struct proposal, MADE_PROPOSALS_MAX);
	uint32_t count = (uint32_t)gen_below(g, MADE_PROPOSALS_MAX + 1), id = 0;
	struct err err;

	out->base = words_draw(g, a, TEXT_WORDS_MAX);
	for (uint32_t i = 0; i < count; i++) {
		id += 1 + (uint32_t)gen_below(g, 3);
		list[i].id = id;
		out->sent[i] = i > 0 && gen_chance(g, 1, 8) ? out->sent[gen_below(g, i)]
							    : edits_draw(g, a, out->base);
		cm_assert(edits_normal(a, out->base, out->sent[i], &list[i].edits, &err) == RC_OK);
	}
	out->proposals = (struct proposals){ list, count };
}
