/*
 * Agreements with others and among the members, relations with organisations, and what is recorded of
 * institutions (docs/rules.md section 17). Facts with their sources: nothing is edited, each change is a
 * step of its own, and what stood on a day does not change when a later step is recorded. Pure. Rows live
 * as long as the forum.
 */
#ifndef RULES_AGREEMENT_H
#define RULES_AGREEMENT_H

#include "rules/register.h"

enum agreement_state {
	AGREEMENT_NONE, /* no step yet */
	AGREEMENT_PROPOSED,
	AGREEMENT_STUDIED,
	AGREEMENT_NEGOTIATED,
	AGREEMENT_APPROVED,
	AGREEMENT_SIGNED,
	AGREEMENT_IN_FORCE,
	AGREEMENT_SUSPENDED,
	AGREEMENT_SUPERSEDED,
	AGREEMENT_ENDED,
	AGREEMENT_DROPPED,
	AGREEMENT_STATE__COUNT
};
/* "none", "proposed", "in-force" ... as acts, pages and the interface name it. */
struct str agreement_state_name(enum agreement_state s);
enum agreement_state agreement_state_of(struct str name); /* AGREEMENT_NONE: of none */
/* Signed or in force. */
bool agreement_stands(enum agreement_state s);
/* Superseded, ended, dropped: nothing follows. */
bool agreement_is_over(enum agreement_state s);

struct agreement_step_row {
	enum agreement_state to;
	bool is_amendment;         /* `to` is then the state that stays */
	struct date on, seen_by;
	struct str body, decision, by, text; /* by: code of the agreement that amends or supersedes */
	int64_t revision;          /* of the text; INTEGER_ABSENT */
	struct names place, signatories;
	uint32_t documents;
	struct evidence evidence;
};
struct agreement_deposit_row {
	struct str party, kind, decision;
	struct date on;
	uint32_t documents;
	struct evidence evidence;
};
struct agreement {
	struct str code, kind, party, decision;
	struct names counterpart, title;
	int64_t needs, delay_days; /* INTEGER_ABSENT */
	enum agreement_state state; /* after all steps */
	struct evidence evidence;
	uint32_t steps_count, steps_cap;
	struct agreement_step_row *steps;
	uint32_t deposits_count, deposits_cap;
	struct agreement_deposit_row *deposits;
};
/* May a step to `to` follow? An amendment: agreement_may_amend. */
bool agreement_may_follow(enum agreement_state from, enum agreement_state to);
bool agreement_may_amend(enum agreement_state from);

/* What is certain of a day. A step counts from the last day on which it may have been; one of which nobody
 * tells when, for FORUM_TODAY only. */
struct agreement_day {
	enum agreement_state state;
	const struct agreement_step_row *step;  /* that led there, or NULL */
	const struct agreement_step_row *maybe; /* the last that may have been taken by then, or NULL */
};
struct agreement_day agreement_on(const struct agreement *a, int32_t day);

/* In order of record; found by code, or NULL. */
uint32_t agreement_count(const struct forum *f);
const struct agreement *agreement_at(const struct forum *f, uint32_t at);
const struct agreement *agreement_find(const struct forum *f, struct str code);

/* The forum is observer of another ("out"), another of the forum ("in"), or both of each other. */
struct relation {
	struct str code, kind, direction, party, agreement, decision;
	struct names counterpart, title;
	struct span span;
	uint64_t ended;            /* the entry that ended it; UINT64_MAX: none */
	struct evidence evidence, ending;
};
uint32_t relation_count(const struct forum *f);
const struct relation *relation_at(const struct forum *f, uint32_t at);
const struct relation *relation_find(const struct forum *f, struct str code);
/* As the statuses of parties (rules/party.h). */
bool relation_on(const struct relation *r, int32_t day);

/* A statute, regulations, a report ...: of an institution, to or by a body. */
struct institution_text_row {
	struct str institution, kind, body, decision;
	struct names title;
	struct date on;
	uint32_t documents;
	struct evidence evidence;
};
uint32_t institution_text_count(const struct forum *f);
const struct institution_text_row *institution_text_at(const struct forum *f, uint32_t at);
/* A state's seat on a board. */
struct board_seat {
	struct str institution, party, role, decision;
	struct span span;
	uint64_t vacated;          /* the entry that ended it; UINT64_MAX: none */
	struct evidence evidence, ending;
};
uint32_t board_seat_count(const struct forum *f);
const struct board_seat *board_seat_at(const struct forum *f, uint32_t at);
bool board_seat_on(const struct board_seat *s, int32_t day);

#endif
