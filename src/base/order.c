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

/* A full last block is left full, so that ascending insertion fills blocks to the brim. */
static void block_split(struct order *o, uint32_t at)
{
	struct order_block *full = o->blocks[at];
	struct order_block *rest = arena_new(o->arena, struct order_block);
	uint32_t keep = at + 1 == o->blocks_count ? BLOCK_MAX - 1 : BLOCK_MAX / 2;
	rest->count = full->count - keep;
	memcpy(rest->values, full->values + keep, rest->count * sizeof rest->values[0]);
	full->count = keep;
	block_add(o, at + 1, rest);
}

void order_insert(struct order *o, uint32_t value)
{
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
