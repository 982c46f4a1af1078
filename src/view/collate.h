/*
 * Order for people, not for machines: letters without regard to case and accents, in the order of
 * the English and the Russian alphabet; numbers by value; what differs in nothing else, by bytes. A
 * view of the state, never part of it. Pure, and total.
 */
#ifndef VIEW_COLLATE_H
#define VIEW_COLLATE_H

#include "base/str.h"

/* < 0, 0, > 0; 0 only for equal bytes. */
int collate(struct str a, struct str b);

#endif
