/*
 * Marks: what an item is, as terms of the search beside its words, so that a filter costs what it finds
 * and not what it looks through. A mark begins with U+E000 (private use), which no word has: readers of
 * queries drop it. Pure.
 */
#ifndef PROJECT_MARKS_H
#define PROJECT_MARKS_H

#include "project/item.h"

struct buf;

#define MARK_NOUN 'n'
#define MARK_KIND 'k'
#define MARK_PARTY 'p'
#define MARK_BODY 'b'
#define MARK_LANG 'l'
/* Private use begins here; what a mark or a query may not bring in. */
#define MARK_FIRST 0xe000
#define MARK_LAST 0xf8ff

/* One mark of a code; nothing for an empty one. */
void mark_put(struct buf *out, char letter, struct str code);
/* All marks of an item, a blank between them. */
void item_marks_put(struct buf *out, const struct item *item);
/* The fewest marks whose days are exactly those from `from` until `until`, both included (days since
 * 1970, of years 1 to 9999): centuries, decades, years, months, days. Each is followed by `after`. */
void marks_of_days(struct buf *out, int32_t from, int32_t until, struct str before, struct str after);

#endif
