/*
 * The register: bodies and their names, chair terms, meetings with their documents, institutions,
 * releases. Recorded facts with their sources. Pure. Rows live as long as the forum.
 */
#ifndef RULES_REGISTER_H
#define RULES_REGISTER_H

#include "rules/charter.h"
#include "rules/party.h"

/* Bodies come from the charter; their names over time from the record. */
struct body_name {
	struct str body;
	struct names names;
	struct span span;
	struct evidence evidence;
};
/* Official names of a body on a day: a recorded name whose span holds it, else the charter's. */
const struct names *body_names_on(const struct forum *f, struct str body, int32_t day);
uint32_t body_names_count(const struct forum *f);
const struct body_name *body_name_at(const struct forum *f, uint32_t at);

struct term {
	struct str office, party;
	struct date from, until, planned_until;
	struct evidence evidence;
};
uint32_t term_count(const struct forum *f);
const struct term *term_at(const struct forum *f, uint32_t at); /* by office, then from */
/* Who holds an office on a day, or NULL. An open end that another term follows ends there. */
const struct term *term_on(const struct forum *f, struct str office, int32_t day);

struct meeting_paper {
	struct str kind, symbol;
	struct names title;
	struct commitment content; /* is_present false: not held here */
};
struct meeting {
	struct str code, body, chair, date_basis, mode, status;
	int64_t number; /* INTEGER_ABSENT */
	struct names title, place;
	struct date from, until;
	uint32_t documents_count;
	const struct meeting_paper *documents;
	struct evidence evidence;
};
uint32_t meeting_count(const struct forum *f);
/* By date, oldest first; those without a date last. */
const struct meeting *meeting_by_date(const struct forum *f, uint32_t rank);
const struct meeting *meeting_find(const struct forum *f, struct str code);
/* The meetings of one body, by date. */
uint32_t meeting_of_body_count(const struct forum *f, struct str body);
const struct meeting *meeting_of_body(const struct forum *f, struct str body, uint32_t rank);

struct institution {
	struct str code, kind, initiated_by;
	struct names names;
	struct date founded;
	struct evidence evidence;
};
uint32_t institution_count(const struct forum *f);
const struct institution *institution_at(const struct forum *f, uint32_t at); /* order of record */
const struct institution *institution_find(const struct forum *f, struct str code);

struct release_facet {
	struct str code, party, printed;
	struct names names;
};
struct release_lang {
	struct str lang, title;
	bool has_text;
	uint64_t entry; /* the act whose line holds the text */
};
struct release {
	struct str code, kind, meeting, party;
	struct date issued;
	struct names issuer;
	uint32_t organisations_count, topics_count, versions_count;
	const struct release_facet *organisations, *topics; /* in the text's order */
	const struct release_lang *versions;                /* by language tag */
	uint64_t entry; /* sources and note are read from the act itself */
};
uint32_t release_count(const struct forum *f);
/* Newest first; of those issued at one time the one recorded later first. */
const struct release *release_by_date(const struct forum *f, uint32_t rank);
const struct release *release_find(const struct forum *f, struct str code);

/* Search of the archive. Empty fields do not restrict; days are inclusive. */
struct release_filter {
	int32_t from_day, until_day; /* INT32_MIN, INT32_MAX: open */
	struct str topic, organisation, lang, kind, party, meeting;
	uint32_t skip, max; /* hits that are passed over, then at most so many */
};
/* Newest first. *total gets the number of hits, counted no
 * further than `count_max`. */
uint32_t release_search(const struct forum *f, const struct release_filter *filter,
    const struct release **out, uint32_t *total);
/* The facets in use and how many releases carry each, by count then code. `what`: 0 topics,
 * 1 organisations, 2 languages, 3 kinds. */
struct facet_count {
	struct str code;
	const struct names *names; /* NULL for languages and kinds */
	uint32_t count;
};
uint32_t release_facets(const struct forum *f, int what, struct facet_count *out, uint32_t max);

#endif
