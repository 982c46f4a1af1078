/* The map of parties: a figure of SVG whose text alternative is the list that follows it. Pure. */
#ifndef VIEW_MAP_H
#define VIEW_MAP_H

#include "view/model/parties.h"
#include "view/page.h"

void map_render(struct html *h, const struct site *s, const struct parties *m);
/* A category's mark, as on the map, for legends and lists. */
void map_mark(struct html *h, int64_t shape);

#endif
