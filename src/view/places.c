#include "view/places.h"

static const struct place places[] = {
#define P(code, lat, lon) { S(code), lat, lon },
#include "view/places_table.inc"
#undef P
};

const struct place *place_find(struct str code)
{
	for (size_t i = 0; i < CM_COUNT(places); i++) {
		if (str_eq(places[i].code, code))
			return &places[i];
	}
	return NULL;
}

struct map_point map_project(const struct place *p)
{
	return (struct map_point){ (p->lon + 10000) * 82 / 1000, (7600 - p->lat) / 10 };
}

static int32_t magnitude(int32_t n)
{
	return n < 0 ? -n : n;
}

/* Pushes the two apart by a quarter of what is missing, along the longer axis first. */
static bool push(struct map_point *a, struct map_point *b, int32_t distance)
{
	int32_t x = b->x - a->x, y = b->y - a->y;
	int32_t lack = distance * distance - x * x - y * y;
	if (lack <= 0)
		return false;
	int32_t step = lack / (2 * distance) / 2 + 1;
	int32_t sum = magnitude(x) + magnitude(y);
	int32_t by_x = sum == 0 ? step : step * x / sum, by_y = sum == 0 ? 0 : step * y / sum;
	if (by_x == 0 && by_y == 0)
		by_y = y < 0 ? -1 : 1;
	a->x -= by_x;
	a->y -= by_y;
	b->x += by_x;
	b->y += by_y;
	return true;
}

void map_spread(struct map_point *points, uint32_t count, int32_t distance)
{
	cm_assert(distance > 0 && distance < 1000);
	bool has_moved = true;
	for (int round = 0; round < 100 && has_moved; round++) {
		has_moved = false;
		for (uint32_t i = 0; i < count; i++) {
			for (uint32_t j = i + 1; j < count; j++)
				has_moved = push(&points[i], &points[j], distance) || has_moved;
		}
	}
}
