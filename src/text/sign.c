#include "text/sign.h"

#define POINTS 0x110000

static const uint32_t ranges[] = {
#include "text/sign_table.inc"
};

uint8_t sign_look(struct sign_range *last, uint32_t c)
{
	size_t low = 0, high = CM_COUNT(ranges); /* the range of c is in [low, high) */

	cm_assert(c < POINTS);
	if (c >= last->first && c < last->end)
		return last->sign;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (ranges[middle] >> 8 <= c)
			low = middle;
		else
			high = middle;
	}
	last->first = ranges[low] >> 8;
	last->end = high == CM_COUNT(ranges) ? POINTS : ranges[high] >> 8;
	last->sign = (uint8_t)ranges[low];
	return last->sign;
}
