/*
 * What other programs subscribe to: releases and what was adopted by silence as an Atom feed
 * (RFC 4287), meetings and expiries of silences as a calendar (RFC 5545). Texts are in the site's
 * language. Addresses are relative, because the core does not know under which name a server is
 * reached. Pure.
 */
#ifndef VIEW_FEEDS_H
#define VIEW_FEEDS_H

#include "view/site.h"

#define FEED_ENTRIES 50

/* /{lang}/feed.atom: the newest releases and adopted texts. */
void feed_document(struct buf *out, const struct site *s);
/* /{lang}/calendar.ics: meetings whose days are known; a year or a month is no day in a calendar;
 * and when each silence expires that may still run out. */
void calendar_document(struct buf *out, const struct site *s);

#endif
