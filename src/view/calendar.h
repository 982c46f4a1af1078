/*
 * Meetings, activities and expiries of silences as a calendar (RFC 5545), in the site's language.
 * Instants are in UTC: the record knows no zone of a meeting's place. Pure.
 */
#ifndef VIEW_CALENDAR_H
#define VIEW_CALENDAR_H

#include "view/site.h"

/* How often a meeting was moved, and when its plan changed last: the state keeps only the newest plan,
 * so that whoever has the record counts. */
struct meeting_change {
	uint32_t moves;
	moment at; /* MOMENT_ABSENT: never */
};
struct calendar_query {
	struct str body;                      /* empty: of all */
	const struct meeting_change *changes; /* one for each conduct, in the order of conduct_at */
	uint32_t changes_count;               /* those behind were never changed */
};

/*
 * /{lang}/calendar.ics. A meeting that was convened begins at its instant, is SEQUENCE 0 and one more
 * with every move, and with its cancelling, which leaves it here as STATUS:CANCELLED. It ends when it
 * was closed; until then, of a meeting of several days, on the last of them at the hour of its beginning,
 * because the record does not know more. One that is only in the register has its days; without days it
 * is not here. Activities have their days, and are in the calendar of all bodies only; one that was
 * merged is the other's. Silences that may still run out have their instants.
 */
void calendar_document(struct buf *out, const struct site *s, const struct calendar_query *q);

#endif
