#include "base/date.h"

#include "base/buf.h"
#include "base/fmt.h"

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const uint8_t days[13] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && is_leap(year) ? 29 : days[month];
}

static int32_t days_of_civil(int year, int month, int day)
{
	year -= month <= 2;
	int era = year / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

struct date date_of_days(int32_t days)
{
	days += 719468;
	int era = (days >= 0 ? days : days - 146096) / 146097;
	int day_of_era = days - era * 146097;
	int year_of_era =
	    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int year = year_of_era + era * 400;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted = (5 * day_of_year + 2) / 153;
	int month = shifted < 10 ? shifted + 3 : shifted - 9;
	return (struct date){ (int16_t)(year + (month <= 2)), (uint8_t)month,
		(uint8_t)(day_of_year - (153 * shifted + 2) / 5 + 1), -1 };
}

static bool digits(struct str text, size_t at, size_t n, int *out)
{
	int v = 0;
	if (at + n > text.n)
		return false;
	for (size_t i = at; i < at + n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		v = v * 10 + (text.p[i] - '0');
	}
	*out = v;
	return true;
}

bool date_parse(struct date *out, struct str t)
{
	int year, month = 0, day = 0, hour = 0, minute = -1;
	if (t.n != 4 && t.n != 7 && t.n != 10 && t.n != 16)
		return false;
	if (!digits(t, 0, 4, &year) || year == 0)
		return false;
	if (t.n >= 7 && (t.p[4] != '-' || !digits(t, 5, 2, &month) || month < 1 || month > 12))
		return false;
	if (t.n >= 10 && (t.p[7] != '-' || !digits(t, 8, 2, &day) || day < 1 ||
	    day > month_days(year, month)))
		return false;
	if (t.n == 16) {
		if (t.p[10] != 'T' || t.p[13] != ':' || !digits(t, 11, 2, &hour) ||
		    !digits(t, 14, 2, &minute) || hour > 23 || minute > 59)
			return false;
		minute += 60 * hour;
	}
	*out = (struct date){ (int16_t)year, (uint8_t)month, (uint8_t)day, (int16_t)minute };
	return true;
}

void date_put(struct buf *b, struct date d)
{
	if (d.year == 0)
		return;
	buf_fmt(b, "%04d", d.year);
	if (d.month != 0)
		buf_fmt(b, "-%02u", d.month);
	if (d.day != 0)
		buf_fmt(b, "-%02u", d.day);
	if (d.minute >= 0)
		buf_fmt(b, "T%02d:%02d", d.minute / 60, d.minute % 60);
}

int32_t date_first_day(struct date d)
{
	return days_of_civil(d.year, d.month == 0 ? 1 : d.month, d.day == 0 ? 1 : d.day);
}

int32_t date_last_day(struct date d)
{
	int month = d.month == 0 ? 12 : d.month;
	return days_of_civil(d.year, month, d.day == 0 ? month_days(d.year, month) : d.day);
}

int date_cmp(struct date a, struct date b)
{
	if (a.year == 0 || b.year == 0)
		return (a.year > b.year) - (a.year < b.year);
	if (a.day != 0 && b.day != 0) { /* nearly always; no calendar needed */
		int32_t day_a = a.year * 512 + a.month * 32 + a.day;
		int32_t day_b = b.year * 512 + b.month * 32 + b.day;
		if (day_a != day_b)
			return day_a < day_b ? -1 : 1;
		return (a.minute > b.minute) - (a.minute < b.minute);
	}
	int32_t first_a = date_first_day(a), first_b = date_first_day(b);
	if (first_a != first_b)
		return first_a < first_b ? -1 : 1;
	int32_t last_a = date_last_day(a), last_b = date_last_day(b);
	if (last_a != last_b)
		return last_a < last_b ? -1 : 1;
	return (a.minute > b.minute) - (a.minute < b.minute);
}

bool date_eq(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day && a.minute == b.minute;
}

struct clock_parts moment_parts(moment at)
{
	int64_t days = at.ms / 86400000;
	int64_t rest = at.ms % 86400000;
	if (rest < 0) {
		rest += 86400000;
		days--;
	}
	return (struct clock_parts){ date_of_days((int32_t)days), (int)(rest / 3600000),
		(int)(rest / 60000 % 60), (int)(rest / 1000 % 60), (int)(rest % 1000) };
}

void moment_put(struct buf *b, moment at, bool with_ms)
{
	struct clock_parts c = moment_parts(at);
	date_put(b, c.date);
	buf_fmt(b, "T%02d:%02d:%02d", c.hour, c.minute, c.second);
	if (with_ms)
		buf_fmt(b, ".%03d", c.ms);
	buf_byte(b, 'Z');
}
