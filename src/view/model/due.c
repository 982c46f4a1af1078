#include "view/model/due.h"

#include "base/arena.h"
#include "view/messages.h"

#define SOON_DAYS_MAX 182
#define YEAR_MAX 9999

MODEL_DEFINE(body_due)

static bool is_ahead(const struct meeting *m)
{
	return str_eq(m->status, S("planned")) || str_eq(m->status, S("convened"));
}

/* Held by that day, or open on it. What is recorded as held later was not yet. */
static bool was_held(const struct meeting *m, int32_t day)
{
	bool is_held = (str_eq(m->status, S("held")) || str_eq(m->status, S("open"))) &&
	    !str_eq(m->mode, S("silence")); /* what was decided so is no meeting */
	return is_held && date_known(m->from) && date_first_day(m->from) <= day;
}

static bool is_next(const struct meeting *m, int32_t day)
{
	if (!date_known(m->from) || str_eq(m->status, S("cancelled")))
		return false;
	return date_first_day(m->from) > day || (is_ahead(m) && date_last_day(m->from) >= day);
}

static const struct meeting_item *item_new(const struct site *s, const struct meeting *m)
{
	struct meeting_item *item = arena_new(s->scratch, struct meeting_item);
	*item = meeting_item_of(s, m);
	return item;
}

/* The same day of a later year; there is no 29 February in most. */
static struct date years_after(struct date from, int64_t years)
{
	struct date d = { (int16_t)(from.year + years), from.month, from.day, -1 };
	bool is_leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
	if (d.month == 2 && d.day == 29 && !is_leap)
		d.day = 28;
	return d;
}

static void state_set(struct body_due *due, const struct site *s, int64_t years)
{
	static const struct {
		struct str name;
		enum message id;
	} states[] = { { S("later"), MESSAGE_DUE_STATE_LATER }, { S("soon"), MESSAGE_DUE_STATE_SOON },
		{ S("overdue"), MESSAGE_DUE_STATE_OVERDUE },
		{ S("unknown"), MESSAGE_DUE_STATE_UNKNOWN } };
	size_t at = 3;
	if (date_known(due->due)) {
		int64_t quarter = years * 365 / 4;
		bool is_soon = due->days <= (quarter < SOON_DAYS_MAX ? quarter : SOON_DAYS_MAX);
		at = due->days < 0 ? 2 : is_soon ? 1 : 0;
	}
	due->state = states[at].name;
	due->state_name =
	    (struct lang_text){ site_lang(s), message_text(s->lang, states[at].id, 1) };
}

struct body_due body_due_of(const struct site *s, const struct charter_body *b, int32_t day)
{
	struct body_due due = { .days = INTEGER_ABSENT, .due = DATE_NONE };
	const struct meeting *last = NULL, *next = NULL;
	uint32_t count = meeting_of_body_count(s->forum, b->id);
	for (uint32_t i = 0; i < count; i++) {
		const struct meeting *m = meeting_of_body(s->forum, b->id, i);
		if (was_held(m, day))
			last = m;
		else if (next == NULL && is_next(m, day))
			next = m;
	}
	bool has_period = b->period_years != INTEGER_ABSENT && b->period_years > 0;
	if (!has_period)
		due.unknown = S("no-period");
	else if (last == NULL)
		due.unknown = S("no-meeting");
	else if (last->from.year + b->period_years <= YEAR_MAX)
		due.due = years_after(last->from, b->period_years);
	if (date_known(due.due))
		due.days = (int64_t)date_last_day(due.due) - day;
	due.last = last == NULL ? NULL : item_new(s, last);
	due.next = next == NULL ? NULL : item_new(s, next);
	state_set(&due, s, b->period_years);
	return due;
}
