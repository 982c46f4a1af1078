/*
 * Row numbers kept sorted by a caller's comparison, with cheap insertion anywhere: blocks of up to
 * 512 numbers. The comparison must be total; ties end in the row number.
 */
#ifndef BASE_ORDER_H
#define BASE_ORDER_H

#include "base/defs.h"

struct arena;
struct order_block;

/* < 0, 0, > 0. ctx is the caller's. */
typedef int order_compare(const void *ctx, uint32_t a, uint32_t b);

struct order {
	struct arena *arena;
	order_compare *compare;
	const void *ctx;
	struct order_block **blocks;
	uint32_t blocks_count, blocks_cap;
	uint32_t count;
};

void order_init(struct order *o, struct arena *a, order_compare *compare, const void *ctx);
void order_insert(struct order *o, uint32_t value);
/* The value at rank `at` (< count), counted from the smallest. */
uint32_t order_at(const struct order *o, uint32_t at);

#endif
