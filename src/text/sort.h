/* Sorting of numbers that stand for something: stable, O(n log n) whatever comes in. */
#ifndef TEXT_SORT_H
#define TEXT_SORT_H

#include "base/order.h"

/* Puts the numbers in ascending order of the comparison; `spare` is room for as many. */
void ranks_sort(
    uint32_t *at, uint32_t *spare, uint32_t count, order_compare *compare, const void *ctx);

#endif
