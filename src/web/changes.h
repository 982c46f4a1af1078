/*
 * How often each meeting was moved, counted from the record: the state keeps only the newest plan, and
 * a calendar's SEQUENCE is that number. Reads on where it stopped; the first time it reads the record
 * from the first meeting that was convened. Any thread; effects: the log, the heap.
 */
#ifndef WEB_CHANGES_H
#define WEB_CHANGES_H

#include "service/service.h"
#include "view/calendar.h"

struct changes;

struct changes *changes_new(void);
void changes_free(struct changes *c);
/* Counts what was published since. Outside of service_read_begin. */
void changes_follow(struct changes *c, struct service *s);
/* Fills out[conduct_count(f)], in the order of conduct_at. */
void changes_list(struct changes *c, const struct forum *f, struct meeting_change *out);

#endif
