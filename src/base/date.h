/*
 * Dates as sources state them: cut to what is known. "2016-04-27T10:03", "2016-04-27", "2014-05"
 * and "2011" are all dates; a cut one is a span of days. The civil calendar is Gregorian throughout
 * (algorithms after H. Hinnant, "chrono-compatible low-level date algorithms").
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

struct buf;

struct date {
	int16_t year;   /* 1..9999; 0: no date at all */
	uint8_t month;  /* 1..12; 0: not known */
	uint8_t day;    /* 1..31; 0: not known */
	int16_t minute; /* of the day, in no stated zone; -1: not known */
};

#define DATE_NONE ((struct date){ 0, 0, 0, -1 })

static inline bool date_known(struct date d)
{
	return d.year != 0;
}

/* The first of the two that is known. */
static inline struct date date_or(struct date d, struct date other)
{
	return date_known(d) ? d : other;
}

/* Exactly one of the four forms above, of a day that exists. */
CM_MUST_USE bool date_parse(struct date *out, struct str text);
void date_put(struct buf *b, struct date d);
/* Days since 1970-01-01 of the first and the last day of the span. */
int32_t date_first_day(struct date d);
int32_t date_last_day(struct date d);
struct date date_of_days(int32_t days);
/* Order by first day, then the shorter span first, then by minute, an unknown one first. Total. */
int date_cmp(struct date a, struct date b);
bool date_eq(struct date a, struct date b);

/* The UTC day and the time of day of an instant. */
struct clock_parts {
	struct date date;
	int hour, minute, second, ms;
};
struct clock_parts moment_parts(moment at);
/* "2016-04-27T10:03:00Z"; with_ms adds ".123". */
void moment_put(struct buf *b, moment at, bool with_ms);

#endif
