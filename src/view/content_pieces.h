/* Content outside the record, as the page of contents and that of an act show it. Pure. */
#ifndef VIEW_CONTENT_PIECES_H
#define VIEW_CONTENT_PIECES_H

#include "view/model/contents.h"
#include "view/page.h"

void contents_render(struct html *h, const struct site *s, const struct content_row_item_list *list);

#endif
