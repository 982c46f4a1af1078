/*
 * Findings: what a participant is told when an act is refused, or noted. Published ids, only ever
 * appended; each cites its rule (docs/rules.md) and reads in every language of the interface. Pure.
 *
 * The list is rules/findings.def: X(ID, "id", SEVERITY, "rule", "English", "Russian").
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "base/str.h"

enum severity { NOTE, REFUSE };

enum finding_id {
#define X(name, id, severity, rule, en, ru) FINDING_##name,
#include "rules/findings.def"
#undef X
	FINDING__COUNT
};

#define FINDINGS_MAX 32

struct finding {
	enum finding_id id;
	struct str place; /* member or pointer it speaks of, or empty; lives as long as the check's scratch */
	uint64_t index;   /* of the entry it refers to (duplicate), or UINT64_MAX */
};
struct findings {
	unsigned count, refused;
	struct finding at[FINDINGS_MAX];
};

/* Adds it, once: the same id and place again changes nothing. */
void finding_add(struct findings *found, enum finding_id id);
void finding_add_at(struct findings *found, enum finding_id id, struct str place);
/* Copies the places into `room`, so that they outlive act and scratch; what does not fit is left out. */
#define FINDINGS_ROOM 1024
void findings_keep(struct findings *found, char room[FINDINGS_ROOM]);
struct str finding_name(enum finding_id id); /* "handle-unknown" */
enum severity finding_severity(enum finding_id id);
struct str finding_rule(enum finding_id id);
/* lang "ru" or anything else for English. */
struct str finding_sentence(enum finding_id id, struct str lang);
/* FINDING__COUNT when no finding has this name. */
enum finding_id finding_of(struct str name);

#endif
