/* The list of who acts for a party, as pages show it. Pure. */
#ifndef VIEW_ACTORS_H
#define VIEW_ACTORS_H

#include "view/model/actors.h"
#include "view/page.h"

/* `total`: how many there are, which may be more than the list holds. */
void actors_render(struct html *h, const struct site *s, const struct actor_item_list *actors,
    int64_t total);

#endif
