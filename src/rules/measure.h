/*
 * Confidence-building measures (docs/rules.md section 15): the catalogue over time, who coordinates
 * what, plans, activities and what became of them, reports, reviews, and what texts promised. Facts with
 * their sources: nothing is edited, each change is a step of its own. What nobody told is unknown. Pure.
 * Rows live as long as the forum.
 */
#ifndef RULES_MEASURE_H
#define RULES_MEASURE_H

#include "rules/register.h"

/* An edition of the catalogue, or a text that lists measures. */
struct catalogue {
	struct str code, kind, decision;
	struct names title;
	struct date from;
	struct strs replaces;
	struct evidence evidence;
};
struct area {
	struct str code, dimension, catalogue; /* catalogue: empty where no edition is known */
	struct names names;
	struct date from;
	struct evidence evidence;
};
struct measure {
	struct str code, catalogue, dimension, area, section, label;
	struct names text;
	struct evidence evidence;
};
/* A party's role for an area, or where that is empty for a dimension. */
struct coordination {
	struct str area, dimension, party, role;
	struct span span;
	uint64_t released;         /* the entry that ended it; UINT64_MAX: none */
	struct evidence evidence, ending;
};

/* Supported, approved, adopted ...: by whom, when. The same may be told twice, by two sources. */
struct plan_fact {
	struct str to, body, decision;
	struct date on;
	moment at;                 /* of the entry */
	struct evidence evidence;
};
struct plan {
	struct str code, kind, dimension, area, drafted_by, under, catalogue;
	struct names title;
	struct date from, until;
	struct str state;          /* "proposed", else where the last step led */
	moment at;
	struct evidence evidence;
	uint32_t facts_count, facts_cap;
	struct plan_fact *facts;   /* in order of record */
};

enum activity_state {
	ACTIVITY_PROPOSED,
	ACTIVITY_PLANNED,
	ACTIVITY_ANNOUNCED,
	ACTIVITY_HELD,
	ACTIVITY_CANCELLED,
	ACTIVITY_MERGED,
	ACTIVITY_STATE__COUNT
};
/* "proposed" ... */
struct str activity_state_name(enum activity_state s);
enum activity_what {
	ACTIVITY_PLAN,
	ACTIVITY_MOVE,
	ACTIVITY_MERGE,
	ACTIVITY_CANCEL,
	ACTIVITY_HOLD,
	ACTIVITY_WHAT__COUNT
};
struct activity_step {
	enum activity_what what;
	enum activity_state to;
	struct date was_from, was_until; /* before it */
	struct date from, until;         /* from then on */
	struct str offset, plan, into;
	struct names was_place;
	moment at;
	struct evidence evidence;
};
struct activity {
	struct str code, dimension, area, institution, host, role, mode, offset, into;
	struct strs plans, measures, languages;
	struct names title, host_body, place, audience, participation;
	struct date from, until;
	int64_t year;              /* INTEGER_ABSENT */
	bool is_tentative;
	enum activity_state state;
	moment at;
	struct evidence evidence;
	uint32_t steps_count, steps_cap;
	struct activity_step *steps;
};
/* Is it still to come: neither held, cancelled nor merged? */
bool activity_is_open(const struct activity *a);
/* The year in which it is, or of whose plan it is; 0: unknown. */
int32_t activity_year(const struct activity *a);

/* Of an activity, or of a year in an area or dimension. Its words are read from the act. */
struct report {
	struct str activity, area, dimension, party;
	int64_t year;              /* INTEGER_ABSENT */
	bool is_nil, is_late, is_paper;
	uint64_t of;               /* the report that it supplements; UINT64_MAX: none */
	moment at;                 /* that counts */
	uint32_t documents;
	struct strs languages;     /* of its words */
	struct evidence evidence;
};
struct review {
	struct str code, dimension, body;
	struct date from, until;
	uint64_t closed;           /* entry; UINT64_MAX: it is open */
	struct names outcome;
	struct evidence evidence, ending;
};
struct fulfilment {
	struct str plan, activity;
	struct date on;
	struct evidence evidence;
};
/* What a text promised. One of text (with unit), release, document, or the meeting of its evidence. */
struct undertaking {
	struct str code, text, unit, release, document, paragraph, area, dimension;
	struct names words;
	struct date on;
	struct evidence evidence;
	uint32_t fulfilments_count, fulfilments_cap;
	struct fulfilment *fulfilments;
};

/* Each in order of record; found by code, or NULL. */
#define MEASURE_NOUNS(X)                                                                           \
	X(catalogue, catalogues, 'c')                                                              \
	X(area, areas, 'a')                                                                        \
	X(measure, measures, 'm')                                                                  \
	X(plan, plans, 'p')                                                                        \
	X(review, reviews, 'r')                                                                    \
	X(undertaking, undertakings, 'u')
#define X(noun, table, letter)                                                                     \
	uint32_t noun##_count(const struct forum *f);                                              \
	const struct noun *noun##_at(const struct forum *f, uint32_t at);                          \
	const struct noun *noun##_find(const struct forum *f, struct str code);
MEASURE_NOUNS(X)
#undef X
uint32_t activity_count(const struct forum *f);
const struct activity *activity_at(const struct forum *f, uint32_t at);
const struct activity *activity_find(const struct forum *f, struct str code);
uint32_t coordination_count(const struct forum *f);
const struct coordination *coordination_at(const struct forum *f, uint32_t at);
uint32_t report_count(const struct forum *f);
const struct report *report_at(const struct forum *f, uint32_t at);
/* The report that stands at this entry, or NULL. */
const struct report *report_of_entry(const struct forum *f, uint64_t entry);
/* The first report of an activity, or NULL. */
const struct report *report_of_activity(const struct forum *f, struct str activity);

/* Activities by date, oldest first; those without a date by their year, last of it. */
const struct activity *activity_by_date(const struct forum *f, uint32_t rank);
/* The day on which an edition ended: the first that replaces it began; INT32_MAX: it is in force. */
int32_t catalogue_end(const struct forum *f, const struct catalogue *c);
/* Does the role stand on this day? As the statuses of parties (rules/party.h). */
bool coordination_on(const struct coordination *c, int32_t day);
/* When a report on what ended on that day is due; MOMENT_ABSENT: never, or the day is unknown. */
moment measure_due(const struct forum *f, struct date last);
/* The same of an activity that was held. */
moment activity_report_due(const struct forum *f, const struct activity *a);

#endif
