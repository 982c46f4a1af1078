#include "text/diff.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/token.h"

/* Words [lo, hi) of the base became words [from, to) of the changed text. */
struct hunk {
	uint32_t lo, hi, from, to;
};

/* How far the paths of one direction have come, by diagonal; NOWHERE where none can be. */
struct front {
	int32_t *reach; /* at [-cost_max - 1, cost_max + 1] */
};
#define NOWHERE INT32_MIN

/* Halving the cost of the whole, at most 2 * UNIT_WORDS_MAX, takes 17 steps. */
#define BOXES_MAX 40

struct differ {
	const uint32_t *base, *changed;
	uint8_t *deleted, *inserted;  /* one a word */
	struct front front[2];        /* from the beginning, from the end */
	int32_t cost_max;             /* of one direction */
	struct hunk boxes[BOXES_MAX]; /* still to be compared */
	unsigned boxes_count;
};

static bool word_is_same(
    const struct differ *d, const struct hunk *b, bool is_back, int32_t x, int32_t y)
{
	uint32_t i = (uint32_t)x, j = (uint32_t)y;

	return is_back ? d->base[b->hi - 1 - i] == d->changed[b->to - 1 - j]
		       : d->base[b->lo + i] == d->changed[b->from + j];
}

/* The farthest that a path with one more change comes on diagonal k; x counts words of the base. */
static int32_t path_extend(
    const struct differ *d, const struct hunk *b, bool is_back, int32_t k, int32_t cost)
{
	const int32_t *reach = d->front[is_back].reach;
	int32_t n = (int32_t)(b->hi - b->lo), m = (int32_t)(b->to - b->from);
	int32_t x = NOWHERE;

	if (cost == 0)
		x = 0;
	if (cost > 0 && k > -cost && reach[k - 1] != NOWHERE && reach[k - 1] < n)
		x = reach[k - 1] + 1;
	if (cost > 0 && k < cost && reach[k + 1] != NOWHERE && reach[k + 1] - (k + 1) < m &&
	    reach[k + 1] > x)
		x = reach[k + 1];
	if (x == NOWHERE)
		return x;
	while (x < n && x - k < m && word_is_same(d, b, is_back, x, x - k))
		x++;
	return x;
}

/* One round of one direction. True when it met the other; *at then is where to divide. */
static bool front_advance(
    struct differ *d, const struct hunk *b, bool is_back, int32_t cost, struct hunk *at)
{
	int32_t n = (int32_t)(b->hi - b->lo), m = (int32_t)(b->to - b->from), delta = n - m;
	/* Paths meet on a diagonal that both have reached: from the end after as many changes as
	 * from the beginning, or one fewer, by the parity of delta. */
	bool can_meet = (delta % 2 == 0) == is_back;
	int32_t others = is_back ? cost : cost - 1;

	for (int32_t k = -cost; k <= cost; k += 2) {
		int32_t x = path_extend(d, b, is_back, k, cost), other = delta - k;
		d->front[is_back].reach[k] = x;
		if (!can_meet || x == NOWHERE || other < -others || other > others)
			continue;
		if (d->front[!is_back].reach[other] == NOWHERE ||
		    d->front[!is_back].reach[other] + x < n)
			continue;
		at->lo = is_back ? b->hi - (uint32_t)x : b->lo + (uint32_t)x;
		at->from = is_back ? b->to - (uint32_t)(x - k) : b->from + (uint32_t)(x - k);
		return true;
	}
	return false;
}

/* The farthest point that the paths from the beginning have reached. */
static void front_farthest(
    const struct differ *d, const struct hunk *b, int32_t cost, struct hunk *at)
{
	const int32_t *reach = d->front[0].reach;
	int32_t best = -1;

	for (int32_t k = -cost; k <= cost; k += 2) {
		if (reach[k] == NOWHERE || 2 * reach[k] - k <= best)
			continue;
		best = 2 * reach[k] - k;
		at->lo = b->lo + (uint32_t)reach[k];
		at->from = b->from + (uint32_t)(reach[k] - k);
	}
	cm_assert(best > 0);
}

/* Where a cheapest path through the box is half done, or, when it costs too much, where a path that
 * costs what is allowed leads farthest. */
static void box_divide(struct differ *d, const struct hunk *b, struct hunk *at)
{
	for (int32_t cost = 0; cost <= d->cost_max; cost++)
		if (front_advance(d, b, false, cost, at) || front_advance(d, b, true, cost, at))
			return;
	front_farthest(d, b, d->cost_max, at);
}

static void box_strip(const struct differ *d, struct hunk *b)
{
	while (b->lo < b->hi && b->from < b->to && d->base[b->lo] == d->changed[b->from]) {
		b->lo++;
		b->from++;
	}
	while (b->lo < b->hi && b->from < b->to && d->base[b->hi - 1] == d->changed[b->to - 1]) {
		b->hi--;
		b->to--;
	}
}

static void boxes_compare(struct differ *d)
{
	while (d->boxes_count > 0) {
		struct hunk b = d->boxes[--d->boxes_count], at = { 0, 0, 0, 0 };
		box_strip(d, &b);
		if (b.lo == b.hi || b.from == b.to) {
			memset(d->deleted + b.lo, 1, b.hi - b.lo);
			memset(d->inserted + b.from, 1, b.to - b.from);
			continue;
		}
		box_divide(d, &b, &at);
		/* The first part, which costs what is allowed or less, is done before the other. */
		cm_assert(d->boxes_count + 2 <= BOXES_MAX);
		d->boxes[d->boxes_count++] = (struct hunk){ at.lo, b.hi, at.from, b.to };
		d->boxes[d->boxes_count++] = (struct hunk){ b.lo, at.lo, b.from, at.from };
	}
}

static struct front front_new(struct arena *a, int32_t cost_max)
{
	uint32_t half = (uint32_t)cost_max + 1;
	int32_t *reach = arena_alloc(a, (2 * half + 1) * sizeof *reach, _Alignof(int32_t));

	return (struct front){ reach + half };
}

/* Marks what rule 1 deletes and inserts. */
static void differ_run(
    struct differ *d, struct arena *a, struct words base, struct words changed, uint32_t steps_max)
{
	uint32_t all = base.count + changed.count, cost_max = (all + 1) / 2;

	/* Each piece costs its square; there are at most as many as this goes into all words. */
	if (all > 0 && cost_max > steps_max / all / 2)
		cost_max = steps_max / all / 2;
	if (cost_max == 0) /* any piece goes on by a word */
		cost_max = 1;
	*d = (struct differ){ .base = base.at, .changed = changed.at };
	d->deleted = arena_array(a, uint8_t, (size_t)base.count + 1); /* one 0 behind the last */
	d->inserted = arena_array(a, uint8_t, (size_t)changed.count + 1);
	d->cost_max = (int32_t)cost_max;
	d->front[0] = front_new(a, d->cost_max);
	d->front[1] = front_new(a, d->cost_max);
	d->boxes[d->boxes_count++] = (struct hunk){ 0, base.count, 0, changed.count };
	boxes_compare(d);
}

static uint32_t hunks_collect(
    const struct differ *d, struct words base, struct words changed, struct hunk *out)
{
	uint32_t n = 0, i = 0, j = 0;

	while (i < base.count || j < changed.count) {
		struct hunk h = { i, i, j, j };
		while (d->deleted[h.hi] != 0)
			h.hi++;
		while (d->inserted[h.to] != 0)
			h.to++;
		i = h.hi;
		j = h.to;
		if (h.hi > h.lo || h.to > h.from)
			out[n++] = h;
		if (i < base.count) {
			i++;
			j++;
		}
	}
	return n;
}

/* Rule 2 for one hunk; words up to `limit` of the base may be passed. */
static void hunk_slide(const struct differ *d, struct hunk *h, uint32_t limit)
{
	while (h->hi < limit && (h->lo == h->hi) != (h->from == h->to)) {
		uint32_t next = d->base[h->hi];
		if (h->lo < h->hi ? next != d->base[h->lo] : next != d->changed[h->from])
			return;
		h->lo++;
		h->hi++;
		h->from++;
		h->to++;
	}
}

/* Rule 2, from the last to the first: what follows already stands. They end up at the end of the
 * array; their first is returned. */
static uint32_t hunks_slide(const struct differ *d, struct hunk *at, uint32_t n, uint32_t words)
{
	uint32_t first = n;

	for (uint32_t i = n; i-- > 0;) {
		struct hunk h = at[i];
		for (;;) {
			hunk_slide(d, &h, first < n ? at[first].lo : words);
			if (first == n || h.hi < at[first].lo)
				break;
			h.hi = at[first].hi;
			h.to = at[first].to;
			first++;
		}
		at[--first] = h;
	}
	return first;
}

static bool word_is_short(struct str word)
{
	switch (token_class(word)) {
	case WORD_PUNCT:
	case WORD_ALONE:
		return true;
	case WORD_LETTERS:
		return utf8_count(token_core(word)) <= DIFF_SHORT_POINTS;
	case WORD_NUMBER:
	case WORD_REFERENCE:
		break;
	}
	return false;
}

static bool gap_is_short(const struct lexicon *l, const struct differ *d, uint32_t lo, uint32_t hi)
{
	if (hi - lo > DIFF_GAP_WORDS)
		return false;
	for (uint32_t i = lo; i < hi; i++)
		if (!word_is_short(lexicon_word(l, d->base[i])))
			return false;
	return true;
}

struct edits edits_between(
    struct arena *a, const struct lexicon *l, struct words base, struct words changed)
{
	return edits_between_within(a, l, base, changed, DIFF_STEPS_MAX);
}

struct edits edits_between_within(struct arena *a, const struct lexicon *l, struct words base,
    struct words changed, uint32_t steps_max)
{
	struct differ d;
	struct hunk *hunks;
	struct edit *list;
	uint32_t n, first, kept = 0;

	cm_assert(base.count <= UNIT_WORDS_MAX && changed.count <= UNIT_WORDS_MAX);
	differ_run(&d, a, base, changed, steps_max);
	hunks = arena_array(
	    a, struct hunk, (base.count < changed.count ? base.count : changed.count) + 1);
	n = hunks_collect(&d, base, changed, hunks);
	first = hunks_slide(&d, hunks, n, base.count);
	for (uint32_t i = first; i < n; i++) {
		if (kept > 0 && gap_is_short(l, &d, hunks[kept - 1].hi, hunks[i].lo)) {
			hunks[kept - 1].hi = hunks[i].hi;
			hunks[kept - 1].to = hunks[i].to;
		} else {
			hunks[kept++] = hunks[i];
		}
	}
	list = arena_array(a, struct edit, kept);
	for (uint32_t i = 0; i < kept; i++) {
		struct hunk h = hunks[i];
		box_strip(&d, &h);
		/* Nothing is taken out and put back, within a piece or across its end: the way
		 * through without it would have led farther for less. */
		cm_assert(h.lo < h.hi || h.from < h.to);
		list[i] = (struct edit){ h.lo, h.hi, { changed.at + h.from, h.to - h.from } };
	}
	return (struct edits){ list, kept };
}
