#include "text/pairing.h"

#include "base/arena.h"
#include "text/bag.h"

#define ANCHORS_DEPTH_MAX 24
#define CELL_STEPS 4 /* of a cell of the table, beside the words of the bags */

enum step { STEP_BOTH, STEP_OLD, STEP_NEW };

struct pairer {
	struct arena *arena;
	struct bags bags;
	const struct bag *old_bags, *new_bags;
	uint64_t steps_max, words; /* a block may take its share, by its words */
	uint32_t *new_of, *old_of;
	bool *is_moved;
	uint32_t *seen_old, *seen_new, *where; /* by equality, for anchors: how often, and where in new */
};

struct block {
	uint32_t lo, hi, from, to; /* old [lo, hi), new [from, to) */
	uint32_t depth;
};

static void block_pair(struct pairer *p, struct block b);

static void pair_put(struct pairer *p, uint32_t old_at, uint32_t new_at)
{
	p->new_of[old_at] = new_at;
	p->old_of[new_at] = old_at;
}

bool *ranks_ascend(struct arena *a, const uint32_t *at, uint32_t count)
{
	bool *in = arena_array(a, bool, (size_t)count + 1);
	uint32_t *ends = arena_array(a, uint32_t, (size_t)count + 1); /* place, by length */
	uint32_t *before = arena_array(a, uint32_t, (size_t)count + 1);
	uint32_t length = 0, next;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t lo = 0, hi = length;
		if (at[i] == PAIRING_NONE)
			continue;
		while (lo < hi) {
			uint32_t mid = lo + (hi - lo) / 2;
			if (at[ends[mid]] < at[i])
				lo = mid + 1;
			else
				hi = mid;
		}
		before[i] = lo > 0 ? ends[lo - 1] : PAIRING_NONE;
		ends[lo] = i;
		length += lo == length;
	}
	for (next = length > 0 ? ends[length - 1] : PAIRING_NONE; next != PAIRING_NONE;
	     next = before[next])
		in[next] = true;
	return in;
}

/* Steps that a table over this block would take. */
static uint64_t block_steps(const struct pairer *p, struct block b)
{
	uint64_t row = 0;
	for (uint32_t j = b.from; j < b.to; j++)
		row += p->new_bags[j].count + CELL_STEPS;
	return row * (b.hi - b.lo);
}

static bool block_fits(const struct pairer *p, struct block b)
{
	uint64_t words = 0, share;
	for (uint32_t i = b.lo; i < b.hi; i++)
		words += p->old_bags[i].words + 1;
	for (uint32_t j = b.from; j < b.to; j++)
		words += p->new_bags[j].words + 1;
	share = p->steps_max / (p->words + 1) * words;
	/* One paragraph beside one is as little as there is. */
	return block_steps(p, b) <= share || (b.hi - b.lo <= 1 && b.to - b.from <= 1);
}

/* The table: how alike the rest can be, row by row from the end, and by which step. */
static void block_table(struct pairer *p, struct block b)
{
	size_t width = b.to - b.from, at;
	uint64_t *below = arena_array(p->arena, uint64_t, width + 1);
	uint64_t *row = arena_array(p->arena, uint64_t, width + 1), *swap;
	uint8_t *steps = arena_array(p->arena, uint8_t, width * (b.hi - b.lo));
	for (uint32_t i = b.hi; i-- > b.lo;) {
		bag_open(&p->bags, &p->old_bags[i]);
		row[width] = 0;
		for (size_t j = width; j-- > 0;) {
			uint32_t alike =
			    bag_alike(&p->bags, &p->old_bags[i], &p->new_bags[b.from + j]);
			uint64_t both = alike >= PAIRING_ALIKE ? below[j + 1] + alike : 0;
			uint64_t best = below[j] >= row[j + 1] ? below[j] : row[j + 1];
			at = (i - b.lo) * width + j;
			if (alike >= PAIRING_ALIKE && both >= best) {
				steps[at] = STEP_BOTH;
				best = both;
			} else {
				steps[at] = best == below[j] ? STEP_OLD : STEP_NEW;
			}
			row[j] = best;
		}
		bag_close(&p->bags, &p->old_bags[i]);
		swap = below;
		below = row;
		row = swap;
	}
	for (uint32_t i = b.lo, j = b.from; i < b.hi && j < b.to;) {
		enum step step = (enum step)steps[(size_t)(i - b.lo) * width + (j - b.from)];
		if (step == STEP_BOTH)
			pair_put(p, i, j);
		i += step != STEP_NEW;
		j += step != STEP_OLD;
	}
}

/* Pairs what stands in both exactly once, in order, and what is between. False if there is none. */
static bool block_anchor(struct pairer *p, struct block b)
{
	uint32_t *at = arena_array(p->arena, uint32_t, (size_t)(b.hi - b.lo) + 1);
	uint32_t lo = b.lo, from = b.from;
	bool *in, is_any = false;
	for (uint32_t i = b.lo; i < b.hi; i++)
		p->seen_old[p->old_bags[i].same] = p->seen_new[p->old_bags[i].same] = 0;
	for (uint32_t j = b.from; j < b.to; j++)
		p->seen_old[p->new_bags[j].same] = p->seen_new[p->new_bags[j].same] = 0;
	for (uint32_t i = b.lo; i < b.hi; i++)
		p->seen_old[p->old_bags[i].same]++;
	for (uint32_t j = b.from; j < b.to; j++) {
		p->seen_new[p->new_bags[j].same]++;
		p->where[p->new_bags[j].same] = j;
	}
	for (uint32_t i = b.lo; i < b.hi; i++) {
		uint32_t same = p->old_bags[i].same;
		bool is_once = p->seen_old[same] == 1 && p->seen_new[same] == 1;
		at[i - b.lo] = is_once ? p->where[same] : PAIRING_NONE;
	}
	in = ranks_ascend(p->arena, at, b.hi - b.lo);
	for (uint32_t i = b.lo; i < b.hi; i++) {
		if (!in[i - b.lo])
			continue;
		pair_put(p, i, at[i - b.lo]);
		block_pair(p, (struct block){ lo, i, from, at[i - b.lo], b.depth + 1 });
		lo = i + 1;
		from = at[i - b.lo] + 1;
		is_any = true;
	}
	if (is_any)
		block_pair(p, (struct block){ lo, b.hi, from, b.to, b.depth + 1 });
	return is_any;
}

static void block_pair(struct pairer *p, struct block b)
{
	uint32_t mid, middle;
	while (b.lo < b.hi && b.from < b.to && p->old_bags[b.lo].same == p->new_bags[b.from].same)
		pair_put(p, b.lo++, b.from++);
	while (b.lo < b.hi && b.from < b.to &&
	    p->old_bags[b.hi - 1].same == p->new_bags[b.to - 1].same)
		pair_put(p, --b.hi, --b.to);
	if (b.lo == b.hi || b.from == b.to)
		return;
	if (block_fits(p, b)) {
		block_table(p, b);
		return;
	}
	if (b.depth < ANCHORS_DEPTH_MAX && block_anchor(p, b))
		return;
	mid = b.lo + (b.hi - b.lo) / 2;
	middle = b.from + (b.to - b.from) / 2;
	block_pair(p, (struct block){ b.lo, mid, b.from, middle, b.depth + 1 });
	block_pair(p, (struct block){ mid, b.hi, middle, b.to, b.depth + 1 });
}

static void pair_moved(struct pairer *p, uint32_t old_at, uint32_t new_at)
{
	pair_put(p, old_at, new_at);
	p->is_moved[old_at] = true;
}

/* Equal paragraphs that are left, first with first. */
static void moved_equal(struct pairer *p, uint32_t old_count, uint32_t new_count)
{
	uint32_t *next = arena_array(p->arena, uint32_t, (size_t)new_count + 1);
	for (uint32_t s = 0; s < p->bags.sames.count; s++)
		p->where[s] = PAIRING_NONE;
	for (uint32_t j = new_count; j-- > 0;) {
		if (p->old_of[j] != PAIRING_NONE)
			continue;
		next[j] = p->where[p->new_bags[j].same];
		p->where[p->new_bags[j].same] = j;
	}
	for (uint32_t i = 0; i < old_count; i++) {
		uint32_t same = p->old_bags[i].same, j = p->where[same];
		if (p->new_of[i] != PAIRING_NONE || j == PAIRING_NONE)
			continue;
		p->where[same] = next[j];
		pair_moved(p, i, j);
	}
}

static void moved_alike(struct pairer *p, uint32_t old_count, uint32_t new_count)
{
	uint64_t row = 0, left = 0;
	for (uint32_t j = 0; j < new_count; j++)
		row += p->old_of[j] == PAIRING_NONE ? p->new_bags[j].count + CELL_STEPS : 1;
	for (uint32_t i = 0; i < old_count; i++)
		left += p->new_of[i] == PAIRING_NONE;
	if (row * left > p->steps_max)
		return;
	for (uint32_t i = 0; i < old_count; i++) {
		uint32_t best = PAIRING_MOVED, best_at = PAIRING_NONE;
		if (p->new_of[i] != PAIRING_NONE)
			continue;
		bag_open(&p->bags, &p->old_bags[i]);
		for (uint32_t j = 0; j < new_count; j++) {
			uint32_t alike = p->old_of[j] != PAIRING_NONE
			    ? 0 : bag_alike(&p->bags, &p->old_bags[i], &p->new_bags[j]);
			if (alike <= best)
				continue;
			best = alike;
			best_at = j;
		}
		bag_close(&p->bags, &p->old_bags[i]);
		if (best_at != PAIRING_NONE)
			pair_moved(p, i, best_at);
	}
}

static const struct bag *list_bags(struct pairer *p, struct paragraphs list)
{
	struct bag *bags = arena_array(p->arena, struct bag, (size_t)list.count + 1);
	for (uint32_t i = 0; i < list.count; i++) {
		bags[i] = bag_make(&p->bags, list.at[i]);
		p->words += (uint64_t)bags[i].words + 1;
	}
	return bags;
}

static uint32_t *list_none(struct arena *a, uint32_t count)
{
	uint32_t *list = arena_array(a, uint32_t, (size_t)count + 1);
	for (uint32_t i = 0; i < count; i++)
		list[i] = PAIRING_NONE;
	return list;
}

struct pairing paragraphs_pair_within(struct arena *a, const struct lexicon *l,
    struct paragraphs old_list, struct paragraphs new_list, uint64_t steps_max)
{
	struct pairer p = { .arena = a, .steps_max = steps_max };
	size_t sames;
	bags_init(&p.bags, a, l);
	p.old_bags = list_bags(&p, old_list);
	p.new_bags = list_bags(&p, new_list);
	sames = (size_t)p.bags.sames.count + 1;
	p.seen_old = arena_array(a, uint32_t, sames);
	p.seen_new = arena_array(a, uint32_t, sames);
	p.where = arena_array(a, uint32_t, sames);
	p.new_of = list_none(a, old_list.count);
	p.old_of = list_none(a, new_list.count);
	p.is_moved = arena_array(a, bool, (size_t)old_list.count + 1);
	block_pair(&p, (struct block){ 0, old_list.count, 0, new_list.count, 0 });
	moved_equal(&p, old_list.count, new_list.count);
	moved_alike(&p, old_list.count, new_list.count);
	return (struct pairing){ p.new_of, p.old_of, p.is_moved };
}

struct pairing paragraphs_pair(struct arena *a, const struct lexicon *l, struct paragraphs old_list,
    struct paragraphs new_list)
{
	return paragraphs_pair_within(a, l, old_list, new_list, PAIRING_STEPS_MAX);
}

uint32_t paragraphs_alike(
    struct arena *a, const struct lexicon *l, struct words one, struct words other)
{
	struct bags b;
	struct bag first, second;
	bags_init(&b, a, l);
	first = bag_make(&b, one);
	second = bag_make(&b, other);
	bag_open(&b, &first);
	return bag_alike(&b, &first, &second);
}
