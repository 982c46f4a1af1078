/*
 * With whom the forum has agreements and relations, as a drawing: the forum in the middle, each of the others
 * around it, a line for each agreement's state, arrows for who is of whom. The table that follows it is its
 * text alternative and has everything that is drawn. Pure.
 */
#ifndef VIEW_NETWORK_H
#define VIEW_NETWORK_H

#include "view/model/agreements.h"
#include "view/page.h"

#define NETWORK_POINTS_MAX 24 /* drawn; the table has all */

void network_render(struct html *h, const struct site *s, const struct partner_item_list *list);

#endif
