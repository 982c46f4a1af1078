#include "base/order.h"

#include <string.h>

#include "base/arena.h"

#define BLOCK_MAX 512

struct order_block {
	uint32_t count;
	uint32_t values[BLOCK_MAX];
};

void order_init(struct order *o, struct arena *a, order_compare *compare, const void *ctx)
{
	*o = (struct order){ .arena = a, .compare = compare, .ctx = ctx };
}

/* The last block whose first value is not above `value`; 0 when all are. */
static uint32_t block_for(const struct order *o, uint32_t value)
{
	uint32_t low = 0, high = o->blocks_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (o->compare(o->ctx, o->blocks[middle]->values[0], value) <= 0)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void block_add(struct order *o, uint32_t before, struct order_block *block)
{
	if (o->blocks_count == o->blocks_cap) {
		uint32_t cap = o->blocks_cap == 0 ? 8 : o->blocks_cap * 2;
		struct order_block **blocks = arena_array(o->arena, struct order_block *, cap);
		if (o->blocks_count > 0)
			memcpy(blocks, o->blocks, o->blocks_count * sizeof(struct order_block *));
		o->blocks = blocks;
		o->blocks_cap = cap;
	}
	memmove(o->blocks + before + 1, o->blocks + before,
	    (o->blocks_count - before) * sizeof(struct order_block *));
	o->blocks[before] = block;
	o->blocks_count++;
}

static void block_split(struct order *o, uint32_t at)
{
	struct order_block *full = o->blocks[at];
	struct order_block *rest = arena_new(o->arena, struct order_block);
	rest->count = BLOCK_MAX / 2;
	memcpy(rest->values, full->values + BLOCK_MAX / 2, rest->count * sizeof rest->values[0]);
	full->count = BLOCK_MAX / 2;
	block_add(o, at + 1, rest);
}

/* Most things happen after those that happened before: then no search is needed. */
static bool belongs_last(const struct order *o, uint32_t value)
{
	const struct order_block *last = o->blocks[o->blocks_count - 1];
	return last->count > 0 && o->compare(o->ctx, last->values[last->count - 1], value) <= 0;
}

static bool order_append(struct order *o, uint32_t value)
{
	if (o->blocks_count == 0 || !belongs_last(o, value))
		return false;
	struct order_block *last = o->blocks[o->blocks_count - 1];
	if (last->count == BLOCK_MAX) {
		last = arena_new(o->arena, struct order_block);
		block_add(o, o->blocks_count, last);
	}
	last->values[last->count++] = value;
	o->count++;
	return true;
}

void order_insert(struct order *o, uint32_t value)
{
	if (order_append(o, value))
		return;
	if (o->blocks_count == 0)
		block_add(o, 0, arena_new(o->arena, struct order_block));
	uint32_t at = block_for(o, value);
	if (o->blocks[at]->count == BLOCK_MAX) {
		block_split(o, at);
		at = block_for(o, value);
	}
	struct order_block *block = o->blocks[at];
	uint32_t low = 0, high = block->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (o->compare(o->ctx, block->values[middle], value) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	memmove(block->values + low + 1, block->values + low,
	    (block->count - low) * sizeof block->values[0]);
	block->values[low] = value;
	block->count++;
	o->count++;
}

uint32_t order_at(const struct order *o, uint32_t at)
{
	cm_assert(at < o->count);
	uint32_t i = 0;
	while (at >= o->blocks[i]->count)
		at -= o->blocks[i++]->count;
	return o->blocks[i]->values[at];
}
