#include "text/crossing.h"

#include <string.h>

#include "text/sort.h"

static int opens_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct range *r = ctx;

	if (r[a].lo != r[b].lo)
		return r[a].lo < r[b].lo ? -1 : 1;
	return r[a].hi == r[b].hi ? 0 : r[a].hi > r[b].hi ? -1 : 1;
}

/* Ranges that end at one word close in the order opposite to their opening. */
static int closes_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct range *r = ctx;

	if (r[a].hi != r[b].hi)
		return r[a].hi < r[b].hi ? -1 : 1;
	return r[a].lo == r[b].lo ? 0 : r[a].lo > r[b].lo ? -1 : 1;
}

static uint32_t range_root(uint32_t *parent, uint32_t r)
{
	while (parent[r] != r) {
		parent[r] = parent[parent[r]];
		r = parent[r];
	}
	return r;
}

/*
 * Range r closes. What opened after it and is still open crosses it. Blocks lie in the order of
 * opening, and each has an open range, so that is all above the block of r.
 */
static uint32_t block_close(struct crossing *c, uint32_t top, uint32_t r)
{
	uint32_t root = range_root(c->parent, r);

	while (range_root(c->parent, c->blocks[top - 1].range) != root) {
		cm_assert(top > 1);
		c->parent[range_root(c->parent, c->blocks[top - 1].range)] =
		    range_root(c->parent, c->blocks[top - 2].range);
		c->blocks[top - 2].open += c->blocks[top - 1].open;
		top--;
		root = range_root(c->parent, r);
	}
	return --c->blocks[top - 1].open == 0 ? top - 1 : top;
}

static uint32_t clusters_collect(struct crossing *c, uint32_t count, struct cluster *out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < count; i++)
		c->spare[c->opens[i]] = RANGE_NONE;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t r = c->opens[i], root = range_root(c->parent, r);
		const struct range *at = &c->ranges[r];
		struct cluster *to;

		c->next[r] = RANGE_NONE;
		if (c->spare[root] == RANGE_NONE) {
			c->spare[root] = n;
			c->blocks[n].range = r;
			out[n++] = (struct cluster){ at->lo, at->hi, r, 1 };
			continue;
		}
		to = &out[c->spare[root]];
		c->next[c->blocks[c->spare[root]].range] = r;
		c->blocks[c->spare[root]].range = r;
		to->hi = at->hi > to->hi ? at->hi : to->hi;
		to->count++;
	}
	return n;
}

uint32_t ranges_cluster(struct crossing *c, uint32_t count, struct cluster *out)
{
	uint32_t top = 0, opened = 0;

	ranks_sort(c->opens, c->spare, count, opens_compare, c->ranges);
	if (count > 0)
		memcpy(c->closes, c->opens, count * sizeof(*c->closes));
	ranks_sort(c->closes, c->spare, count, closes_compare, c->ranges);
	for (uint32_t i = 0; i < count; i++)
		c->parent[c->opens[i]] = c->opens[i];
	for (uint32_t closed = 0; closed < count;) {
		uint32_t r = c->closes[closed];

		if (opened < count && c->ranges[c->opens[opened]].lo < c->ranges[r].hi) {
			c->blocks[top++] = (struct crossing_block){ c->opens[opened++], 1 };
			continue;
		}
		top = block_close(c, top, r);
		closed++;
	}
	return clusters_collect(c, count, out);
}
