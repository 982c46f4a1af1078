/*
 * What other programs subscribe to: the releases as an Atom feed (RFC 4287), the meetings as a
 * calendar (RFC 5545). Texts are in the site's language. Addresses are relative, because the core
 * does not know under which name a server is reached. Pure.
 */
#ifndef VIEW_FEEDS_H
#define VIEW_FEEDS_H

#include "view/site.h"

#define FEED_ENTRIES 50

/* /{lang}/feed.atom: the newest releases. */
void feed_document(struct buf *out, const struct site *s);
/* /{lang}/calendar.ics: meetings whose days are known; a year or a month is no day in a calendar. */
void calendar_document(struct buf *out, const struct site *s);

#endif
