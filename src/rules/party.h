/*
 * Parties over time: states, organisations, bodies that stand in a relation to the forum. A status
 * is a span; what a source does not say stays unknown. Pure.
 */
#ifndef RULES_PARTY_H
#define RULES_PARTY_H

#include "codec/content.h"

struct forum;

/* Where a fact stands and why it is believed. Strings live as long as the forum. */
struct evidence {
	uint64_t entry;     /* index of the act that recorded it */
	struct str basis;   /* how it is known; may be empty */
	struct str note;
	struct strs sources;
	struct str meeting; /* that decided, where stated */
};
/* `from` or else `seen_by`; `until` or else `gone_by`: see codec/kinds.h. */
struct span {
	struct date from, seen_by, until, gone_by;
};
struct party_status {
	struct str category;  /* of the charter; "none" ends a status and is no status */
	struct span span;
	struct evidence evidence;
	bool is_suspension;   /* a span of suspended rights; category is then empty */
};
struct party_name {
	struct names names;
	bool is_variant;
	struct span span;
	struct evidence evidence;
};
struct party {
	struct str code, kind;
	struct str category;      /* in force now; "none" when it has left */
	bool is_suspended, is_contested;
	uint64_t admitted_entry;
	uint32_t statuses_count, statuses_cap;
	struct party_status *statuses; /* in order of record */
	uint32_t names_count, names_cap;
	struct party_name *names;      /* the first is the one of its admission */
};

/* Day number (date_first_day) for "on that day"; FORUM_TODAY: as the record stands now. */
#define FORUM_TODAY INT32_MAX

uint32_t party_count(const struct forum *f);
const struct party *party_at(const struct forum *f, uint32_t at); /* in order of admission */
const struct party *party_find(const struct forum *f, struct str code);
/* The status on a day, or NULL. A start counts from the last day of its span, an end from the
 * first (data README). */
const struct party_status *party_status_on(const struct party *p, int32_t day);
/* The official names on a day. Never NULL. */
const struct names *party_names_on(const struct party *p, int32_t day);
bool party_suspended_on(const struct party *p, int32_t day);
/* Parties of a category (empty: any) and kind (empty: any) on a day. */
struct party_filter {
	int32_t day;
	struct str category, kind;
};
/* Returns how many; fills at most
 * `max` pointers, in order of code. */
uint32_t party_list_on(const struct forum *f, const struct party_filter *q,
    const struct party **out, uint32_t max);

#endif
