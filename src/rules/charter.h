/*
 * The charter: the forum's rules as data (reference: docs/rules.md section 2). Validated when it is
 * proposed; errors name the place as a JSON pointer. What rules act on stands in the struct; every
 * other block is judged by its form and words, and kept with the whole text. Pure.
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
	bool has_decides;             /* the charter says what it decides: then its ladders agree */
	struct strs decides, recommends_to; /* matters; bodies */
};
/* Who holds an office, and how it goes on. */
enum office_holder { HOLDER_PARTY, HOLDER_DELEGATE, HOLDER_OFFICER };
struct charter_office {
	struct str id, body;
	struct names name;
	enum office_holder holder;
	struct str selection;         /* schedule, decision, host, election */
	int64_t term_s;               /* INTEGER_ABSENT: not stated */
	struct strs acting;           /* offices of the same body whose holders may act for it */
};

/* A part of a whole, as the rules say it; den 0: the rules have none. One half of a majority or quorum
 * means more than half. */
struct fraction {
	int64_t num, den;
};
enum method {
	METHOD_NO_OBJECTION,
	METHOD_CHAIR_SENSE,
	METHOD_EVERY_EFFORT,
	METHOD_MINUS_N,
	METHOD_UNANIMITY,
	METHOD_SILENCE,
	METHOD_VOTE,
	METHOD_CHAIR_STATEMENT,
	METHOD_REFER_UP,
	METHOD_DEFER,
	METHOD__COUNT
};
/* METHOD__COUNT when no method has this name. */
unsigned method_of(struct str name);
struct str method_name(enum method m);
enum ladder_else {
	ELSE_NEXT,
	ELSE_NOT_ADOPTED,
	ELSE_RETURN,
	ELSE_REFER_UP,
	ELSE_DEFER,
	ELSE_VOTE,
	ELSE__COUNT
};
struct str ladder_else_name(enum ladder_else e);
struct charter_step {
	enum method method;
	enum ladder_else otherwise;   /* `else` of the charter: when the method fails */
	struct strs guards;           /* recorded conditions, as words */
	int64_t n;                    /* minus-n: how many may be left out */
	struct str excluded;          /* minus-n: "party-concerned", or a party's code */
	int64_t wait_s, call_min_s;   /* deferral; window for objections: INTEGER_ABSENT */
	bool must_report;             /* a deferral ends with a report */
	struct fraction majority;     /* vote: of the base; den 0: simple, yes > no */
};
/* How a body decides a matter: in turn. */
struct charter_decision {
	struct str body, matter;
	uint32_t steps_count;
	const struct charter_step *steps;
};

/* Notice by matter; the matter "meeting" is that of convening. */
enum notice_languages { NOTICE_ONE, NOTICE_WORKING, NOTICE_ALL };
struct charter_notice {
	struct str matter;
	int64_t min_s;
	bool is_working_days;         /* Saturdays and Sundays (UTC) do not count */
	enum notice_languages languages;
	struct str waiver;            /* chair, body, none */
};

struct charter_conduct {
	struct fraction quorum_open, quorum_decide; /* of the members; num 0: none */
	int64_t speaker_limit_s;      /* INTEGER_ABSENT: none; likewise below */
	struct str reply_when;        /* end-of-item, end-of-meeting, end-of-day */
	int64_t reply_max;            /* of one party and item */
	uint32_t reply_limits_count;
	int64_t reply_limits_s[4];    /* by round */
	bool has_appeal;              /* against a ruling of the chair */
	bool contest_reopens;         /* a contested gavel may lead back to consideration */
	struct strs motions;          /* suspend, adjourn, adjourn-debate, close-debate */
};

/* What each state may file with a decision; see docs/rules.md section 11. */
struct charter_dissent {
	bool reservation, interpretation, explanation, opinion_on_record, disassociation;
	bool chair_statement, open_issues, joint, abstention_not_bound;
	int64_t deadline_s;           /* from the adoption; INTEGER_ABSENT: until the number is given */
};

struct charter_symbol { /* "PC.DEC/{n}": {n} counts in its series, {yyyy} and {yy} are the year's */
	struct str class, pattern, series; /* series: forum, year, body, meeting */
};
struct charter_records {
	int64_t contest_s;            /* INTEGER_ABSENT: until the meeting closes */
	int64_t correction_s;         /* INTEGER_ABSENT: no end */
	struct str correction_by;     /* of texts: secretariat, chair */
	uint32_t symbols_count;
	const struct charter_symbol *symbols;
	struct strs distribution;
};

enum vote_base { BASE_PRESENT_VOTING, BASE_MEMBERS, BASE_PRESENT };
struct charter_voting {
	bool is_present;
	enum vote_base base;
	struct fraction majority;     /* default; den 0: simple */
	bool is_changeable;           /* until the close */
	bool amendments_by_submission; /* are voted on in that order; else as the chair says */
	bool needs_majority_taking_part; /* valid only if 2 * cast > members */
	int64_t visible_s; /* votes are sealed until so long before the close; INTEGER_ABSENT: never */
	int64_t window_s;             /* the least; INTEGER_ABSENT: none */
};

struct charter_credentials {
	bool is_required;
	struct str provisional;       /* full, none, observer */
};

struct charter_facet { /* vocabularies for people: kinds of release, modes, institutions' kinds */
	struct str id;
	struct names name;
};
/* Confidence-building measures (docs/rules.md section 15); bodies are empty where the charter names none. */
struct charter_measures {
	bool is_present;
	uint32_t dimensions_count;
	const struct charter_facet *dimensions;
	struct strs roles;            /* of states for an area: coordinator ... */
	struct str plan_period;
	struct str catalogue_body, plan_body, review_body; /* adopt, approve, look back */
	int64_t report_s;             /* a report is due so long after the activity; INTEGER_ABSENT: never */
};

enum on_break { ON_BREAK_RETURN, ON_BREAK_NOT_ADOPTED, ON_BREAK_VOTE };
/* The silence block: reference docs/rules.md section 7. */
struct charter_silence {
	bool is_present;
	int64_t min_s, usual_s;      /* shortest span; the one offered (INTEGER_ABSENT: none) */
	bool start_needs_consent, issue_now, break_withdrawable, internal_use;
	enum on_break on_break;
	int64_t tolling_s;           /* an outage so long stops the clock; INTEGER_ABSENT: none does */
	struct strs breaks_on;       /* objection, amendment, request-for-vote ... */
	int64_t extend_left_s;       /* must be left for an extension; INTEGER_ABSENT: none is allowed */
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
	uint32_t notices_count;
	const struct charter_notice *notices;
	struct charter_silence silence;
	struct charter_conduct conduct;
	struct charter_dissent dissent;
	struct charter_records records;
	struct charter_voting voting;
	struct charter_credentials credentials;
	struct charter_measures measures;
	struct charter_decision amendment; /* of this charter; no steps: the charter does not say */
	struct strs authentic;        /* languages of texts that name none themselves */
	struct str languages_waiver;  /* of one that is missing: chair, body, none */
	bool languages_before_action; /* all official languages before a text is put */
	bool puts_unresolved;         /* a negotiated text may be put while something is open in it */
	const struct charter_facet *vocabulary; /* every code that pages name, by id */
	int64_t q_recover_min;        /* registry: least number of other coordinators; default 2 */
	int64_t recover_wait_s, disavow_s;
	int64_t arrival_window_s;     /* a paper may have arrived so long before it is filed */
	int64_t attest_within_s;      /* after its expiry a silence is attested in this time */
};

/* Every reason why the charter is refused, as findings with a JSON pointer as place (pointers live in
 * the arena). *out is filled when none was found. `json` is canonical JSON of an object. */
bool charter_read(struct charter *out, struct arena *a, struct str json, struct findings *found);
const struct charter_category *charter_category(const struct charter *c, struct str id);
const struct charter_body *charter_body(const struct charter *c, struct str id);
/* The ladder of this body and matter, or NULL: then it cannot decide. */
const struct charter_decision *charter_ladder(const struct charter *c, struct str body,
    struct str matter);
/* The notice of a matter, or NULL. */
const struct charter_notice *charter_notice(const struct charter *c, struct str matter);
/* The first instant after `from` at which the notice is over. */
moment notice_over(const struct charter_notice *n, moment from);
/* Has the ladder of this body and matter the method? */
bool charter_decides(const struct charter *c, struct str body, struct str matter, struct str method);
/* The dimension of measures, or NULL. */
const struct charter_facet *charter_dimension(const struct charter *c, struct str id);
/* A code's name for people, or NULL. */
const struct names *charter_word(const struct charter *c, struct str code);

struct forum;
/* The charter in force; NULL before the founding. */
const struct charter *forum_charter(const struct forum *f);

#endif
