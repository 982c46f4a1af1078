/* Where a negotiated text leads to beside its own page: a row of links. Pure. */
#ifndef VIEW_TEXT_LINKS_H
#define VIEW_TEXT_LINKS_H

#include "view/html.h"
#include "view/site.h"

/* "texts/CODE/TAIL", as url_with takes a section. */
struct str text_section(const struct site *s, struct str code, struct str tail);
void text_links_render(struct html *h, const struct site *s, struct str code);

#endif
