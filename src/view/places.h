/*
 * One place in each state, for the map: near the seat of government, for orientation only. The table
 * is made from forums/places.csv by tools/places2c.py. Pure.
 */
#ifndef VIEW_PLACES_H
#define VIEW_PLACES_H

#include "base/str.h"

struct place {
	struct str code;  /* ISO 3166-1 alpha-2, lower case */
	int32_t lat, lon; /* hundredths of a degree north and east */
};
/* NULL when we know none. */
const struct place *place_find(struct str code);

/* The map's frame: equirectangular, true to scale at 35 degrees north, 10 units a degree of latitude,
 * from 100 W to 180 E and from 76 N to 44 S (tools/land2svg.py draws the land in it). */
#define MAP_WIDTH 2296
#define MAP_HEIGHT 1200
struct map_point {
	int32_t x, y;
};
struct map_point map_project(const struct place *p);
/* Moves points that cover each other apart, until no two are nearer than `distance` or the rounds
 * are over. Deterministic; ties go by the order of the points. */
void map_spread(struct map_point *points, uint32_t count, int32_t distance);

#endif
