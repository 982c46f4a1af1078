/*
 * Forms that an act adopts, and the returns that parties make on them (docs/rules.md section 16). A later
 * version of a form supersedes, a supplement stands beside its return; nothing is edited. What was not
 * received is not a row: pages say "no information received". Values are read from the act. Pure. Rows live
 * as long as the forum.
 */
#ifndef RULES_FILING_H
#define RULES_FILING_H

#include "rules/register.h"

enum form_kind {
	FORM_TEXT,
	FORM_NUMBER,
	FORM_DATE,
	FORM_YES_NO,
	FORM_CHOICE,
	FORM_TABLE,    /* lines with a tab between cells */
	FORM_DOCUMENT, /* always a commitment */
	FORM_KIND__COUNT
};
enum form_visibility {
	FORM_PUBLIC,
	FORM_MEMBERS,
	FORM_NAMED,
	FORM_VISIBILITY__COUNT
};
enum form_period {
	FORM_YEAR,
	FORM_ONCE,
	FORM_EVENT,
	FORM_PERIOD__COUNT
};
/* "yes-no" ...; *_COUNT of a name that is none. */
struct str form_kind_name(enum form_kind k);
enum form_kind form_kind_of(struct str name);
struct str form_visibility_name(enum form_visibility v);
enum form_visibility form_visibility_of(struct str name);
struct str form_period_name(enum form_period p);
enum form_period form_period_of(struct str name);

struct form_option {
	struct str code;
	struct names label;
};
struct form_line {
	struct str code, unit, basis;
	struct names label;
	enum form_kind kind;
	enum form_visibility visibility;
	bool is_required;
	struct strs parties; /* who may see it, where `visibility` is FORM_NAMED */
	uint32_t options_count, options_cap;
	struct form_option *options;
};
struct form {
	struct str code, area, dimension, decision;
	int64_t version;
	struct names title;
	enum form_period period;
	int64_t due_month, due_day, due_s; /* INTEGER_ABSENT */
	struct date due_on;
	struct strs measures;
	struct evidence evidence;
	uint32_t lines_count, lines_cap;
	struct form_line *lines;
};

enum filing_how {
	FILING_FILED,
	FILING_NIL,
	FILING_FORWARD,
	FILING_SUPPLEMENT,
	FILING_HOW__COUNT
};
/* "filed", "nil", "rolled-forward", "supplement" */
struct str filing_how_name(enum filing_how how);
struct filing {
	struct str form, party;
	int64_t version;
	int64_t year;      /* INTEGER_ABSENT */
	struct date event;
	enum filing_how how;
	bool is_late, is_paper;
	uint64_t of;       /* what it supplements or carries forward; UINT64_MAX */
	moment at;         /* that counts */
	uint64_t entry;
	struct strs fields; /* that are answered, in the order of the act */
};

/* Versions of forms, in order of record. */
uint32_t form_count(const struct forum *f);
const struct form *form_at(const struct forum *f, uint32_t at);
/* The version in force; one of them; NULL: there is none. */
const struct form *form_find(const struct forum *f, struct str code);
const struct form *form_version(const struct forum *f, struct str code, int64_t version);
bool form_in_force(const struct forum *f, const struct form *form);
/* The field of this code, or NULL. */
const struct form_line *form_line(const struct form *form, struct str code);
/* Is the text of the field's kind? Documents have none. */
bool form_line_takes(const struct form_line *line, struct str text);

/* What an act has of content that stays outside the record (docs/format/acts.md). */
void content_commit(struct hash *out, const struct hash *salt, struct str content);

uint32_t filing_count(const struct forum *f);
const struct filing *filing_at(const struct forum *f, uint32_t at);
const struct filing *filing_of_entry(const struct forum *f, uint64_t entry);
/* The party's return for the year (INTEGER_ABSENT: of a form that asks once), no supplement; or NULL. */
const struct filing *filing_of(const struct forum *f, struct str form, struct str party,
    int64_t year);
/* When it is due; MOMENT_ABSENT: never. */
moment form_due(const struct form *form, int64_t year, struct date event);

#endif
