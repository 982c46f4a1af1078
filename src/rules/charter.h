/*
 * The charter: the forum's rules as data (reference: docs/rules.md section 2). Validated when it is
 * proposed; errors name the place as a JSON pointer. This epoch reads what membership, bodies,
 * offices, languages and the registry of keys need, and keeps the whole text. Pure.
 */
#ifndef RULES_CHARTER_H
#define RULES_CHARTER_H

#include "codec/content.h"
#include "rules/finding.h"

struct charter_category {
	struct str id;
	struct names name;
	uint32_t rights; /* bits of enum right */
};
enum right {
	RIGHT_ATTEND,
	RIGHT_SPEAK,
	RIGHT_REPLY,
	RIGHT_PROPOSE,
	RIGHT_AMEND,
	RIGHT_COSPONSOR,
	RIGHT_OBJECT,
	RIGHT_VOTE,
	RIGHT_ELECT,
	RIGHT_RECEIVE_RESTRICTED,
	RIGHT__COUNT
};
/* RIGHT__COUNT when no right has this name. */
unsigned right_of(struct str name);
struct charter_body {
	struct str id, level, parent; /* parent empty: none */
	int64_t rank;
	struct names name;
	int64_t period_years;         /* INTEGER_ABSENT: not stated */
	struct names period_text;     /* the period as words */
	struct str basis;
	struct strs sources;
};
struct charter_office {
	struct str id, body;
	struct names name;
};
/* What a body may decide, and by which methods in turn. */
struct charter_decision {
	struct str body, matter;
	struct strs methods;
};
/* The silence block: reference docs/rules.md section 7. */
struct charter_silence {
	bool is_present;
	int64_t min_s, usual_s;      /* shortest span; the one offered (INTEGER_ABSENT: none) */
	bool start_needs_consent, issue_now;
	struct strs breaks_on;       /* objection, amendment, request-for-vote ... */
	int64_t extend_left_s;       /* must be left for an extension; INTEGER_ABSENT: none is allowed */
};
struct charter_facet { /* vocabularies for people: kinds of release, modes, institutions' kinds */
	struct str id;
	struct names name;
};
struct charter {
	struct str json; /* the whole, canonical */
	struct str id;
	int64_t epoch;
	struct str status;            /* in-force, provisional, draft */
	struct names title;           /* the forum's short name */
	struct names full_name, description;
	struct strs languages;        /* official ones, in the charter's order */
	struct date day;              /* `present`: the day the forum's pages open on; or none */
	struct date founded;
	uint32_t categories_count, bodies_count, offices_count, vocabulary_count, decisions_count;
	const struct charter_category *categories;
	const struct charter_body *bodies; /* by rank, then id */
	const struct charter_office *offices;
	const struct charter_decision *decisions;
	struct charter_silence silence;
	const struct charter_facet *vocabulary; /* every code that pages name, by id */
	int64_t q_recover_min;        /* registry: least number of other coordinators; default 2 */
	int64_t recover_wait_s, disavow_s;
};

/* Every reason why the charter is refused, as findings with a JSON pointer as place (pointers live in
 * the arena). *out is filled when none was found. `json` is canonical JSON of an object. */
bool charter_read(struct charter *out, struct arena *a, struct str json, struct findings *found);
const struct charter_category *charter_category(const struct charter *c, struct str id);
const struct charter_body *charter_body(const struct charter *c, struct str id);
/* Has the ladder of this body and matter the method? */
bool charter_decides(const struct charter *c, struct str body, struct str matter, struct str method);
/* A code's name for people, or NULL. */
const struct names *charter_word(const struct charter *c, struct str code);

struct forum;
/* The charter in force; NULL before the founding. */
const struct charter *forum_charter(const struct forum *f);

#endif
