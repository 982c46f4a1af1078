/* Terms of an office: the timeline and the list that says the same in words. Pure. */
#ifndef VIEW_OFFICES_H
#define VIEW_OFFICES_H

#include "view/model/bodies.h"
#include "view/page.h"

/* A section for each office; `has_evidence`: what stands behind each term too. */
void offices_render(struct html *h, const struct site *s, const struct office_item_list *offices,
    bool has_evidence);

#endif
