/* A paragraph as the screen of a room shows it, and as a desk previews it. Pure. */
#ifndef VIEW_TEXT_ROOM_H
#define VIEW_TEXT_ROOM_H

#include "view/text_pieces.h"

/* Large, with its label, how many brackets are left in it, and, once it is agreed, the word. The unit may be
 * deleted, moved or followed by a new one: that stands under it. */
void text_room_unit_render(struct html *h, const struct text_view *v, uint32_t unit);
/* One before or behind it: its words, small, without brackets' owners. */
void text_room_neighbour_render(struct html *h, const struct text_view *v, uint32_t unit);

#endif
