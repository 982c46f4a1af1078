/*
 * Adversaries against random histories (security section 3.3): honest people go on with their work,
 * and one villain tries what his keys let him try. The oracle says what he may.
 */
#ifndef TESTS_UNIT_RULES_ADVERSARY_H
#define TESTS_UNIT_RULES_ADVERSARY_H

#include "base/defs.h"

enum villain {
	VILLAIN_THIEF,       /* holds a coordinator's current keys, not the next */
	VILLAIN_SECRETARIAT, /* all officers */
	VILLAIN_COALITION,   /* one party fewer than could recover another's keys, all their keys */
	VILLAIN_DISMISSED,   /* delegates who are dismissed, limited, or whose time is over */
	VILLAIN_DELEGATES,   /* delegates in office who want more */
	VILLAIN__COUNT
};
struct tally {
	unsigned histories;
	unsigned attempts, successes; /* of villains, by villain below */
	unsigned honest, honest_refused;
	unsigned holes;    /* acts that were admitted and ought not to be, states that ought not */
	unsigned lockouts; /* rightful acts refused for want of authority */
	unsigned success_of[VILLAIN__COUNT], hole_of[VILLAIN__COUNT];
	char first[400];   /* the first of them, in words */
};

/* Histories of cases [0, count). */
void adversaries_run(struct tally *t, unsigned count);
/* 2,000, or 30,000 when COMITY_LONG is set. */
unsigned adversaries_usual(void);

#endif
