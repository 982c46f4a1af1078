#include "text/sort.h"

#include <string.h>

#define RUN 8 /* below that, insertion is quicker than merging */

static void run_sort(uint32_t *at, uint32_t count, order_compare *compare, const void *ctx)
{
	for (uint32_t i = 1; i < count; i++) {
		uint32_t value = at[i], k = i;

		for (; k > 0 && compare(ctx, at[k - 1], value) > 0; k--)
			at[k] = at[k - 1];
		at[k] = value;
	}
}

struct run {
	const uint32_t *at;
	uint32_t count;
};

static void runs_merge(
    uint32_t *out, struct run left, struct run right, order_compare *compare, const void *ctx)
{
	while (left.count > 0 && right.count > 0) {
		struct run *from = compare(ctx, *left.at, *right.at) <= 0 ? &left : &right;

		*out++ = *from->at++;
		from->count--;
	}
	memcpy(out, left.at, left.count * sizeof(*out));
	memcpy(out + left.count, right.at, right.count * sizeof(*out));
}

void ranks_sort(
    uint32_t *at, uint32_t *spare, uint32_t count, order_compare *compare, const void *ctx)
{
	uint32_t *from = at, *to = spare;

	for (uint32_t i = 0; i < count; i += RUN)
		run_sort(at + i, count - i < RUN ? count - i : RUN, compare, ctx);
	for (uint64_t width = RUN; width < count; width *= 2) {
		for (uint64_t i = 0; i < count; i += 2 * width) {
			uint64_t left = count - i < width ? count - i : width;
			uint64_t right = count - i - left < width ? count - i - left : width;

			runs_merge(to + i, (struct run){ from + i, (uint32_t)left },
			    (struct run){ from + i + left, (uint32_t)right }, compare, ctx);
		}
		uint32_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != at && count > 0)
		memcpy(at, from, count * sizeof(*at));
}
