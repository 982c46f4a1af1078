/*
 * A folder of facts while it is read: tables, and helpers that turn a field into the value of an
 * act's member or into an error that names file, line and column. Private to founding*.c.
 */
#ifndef CLI_FOUNDING_DATA_H
#define CLI_FOUNDING_DATA_H

#include "base/buf.h"
#include "cli/csv.h"
#include "cli/founding.h"

#define FOUNDING_TEXT_MAX 65536 /* a text or structure beside the tables */
#define FOUNDING_NEEDS_MAX 48

/* What an act gives or needs, by code: 'p' a party, 'm' a meeting, 'i' an institution, 'e' a release; of
 * measures 'c' an edition of the catalogue, 'a' an area, 'n' a plan, 'v' an activity, 'r' a review,
 * 'u' an undertaking; 'g' an agreement, 's' a step of one. */
struct founding_ref {
	char noun;
	struct str code;
};
struct founding_item {
	struct founding_act act;
	struct date place; /* in the order of the record */
	struct founding_ref gives;
	uint32_t needs_count;
	struct founding_ref needs[FOUNDING_NEEDS_MAX];
	bool is_emitted;
};

struct founding_data {
	struct arena *arena;
	const char *folder;
	const struct founding_calls *calls;
	struct str lang; /* of names in columns without a language: the charter's first */
	struct csv parties, statuses, names, bodies, terms, meetings, institutions, releases,
	    translations, catalogues, areas, measures, coordinators, plans, plan_steps, activities,
	    reviews, undertakings, agreements, agreement_steps, relations, institution_texts,
	    institution_seats;
	struct founding_item *items;
	uint32_t items_count, items_cap;
	struct err *err;
};

/* Reads all tables; those that the folder does not have are empty. */
CM_MUST_USE enum rc data_load(struct founding_data *d);
/* "<folder>/data/<name>" as one file, up to FOUNDING_TEXT_MAX bytes. */
CM_MUST_USE enum rc data_file(struct founding_data *d, struct str name, struct str *out);

/* A row of a table, and the first error met in it: fields are taken in a row and `rc` is looked at
 * once. */
struct row {
	struct founding_data *data;
	const struct csv *table;
	uint32_t at;
	enum rc rc;
};
struct row data_row(struct founding_data *d, const struct csv *table, uint32_t at);
/* RC_INVALID "file:line: column 'name': what"; the first of a row stays. */
enum rc row_refuse(struct row *r, const char *column, const char *what);
bool row_has(const struct row *r, const char *column);
struct str row_raw(const struct row *r, const char *column);
/* A code; spaces become hyphens ("in person"), slashes dots ("economic/sme"). */
struct str row_code(struct row *r, const char *column);
struct str row_code_needed(struct row *r, const char *column);
struct str row_text(struct row *r, const char *column, size_t max);
struct date row_date(struct row *r, const char *column);
int64_t row_integer(struct row *r, const char *column, int64_t max);
/* Addresses separated by " ; ". The file name of a release's text stands for that release's. */
struct strs row_sources(struct row *r, const char *column);
/* Columns "<stem>_<language>", and "<stem>" itself in the forum's first language, completed from
 * translations.csv. Count 0 when all are empty. */
struct names row_names(struct row *r, const char *stem);
struct names row_names_needed(struct row *r, const char *stem);
/* One text in the forum's first language, with its translations. */
struct names data_names(struct founding_data *d, struct str text);
/* Puts a language's text in its place; the later one replaces. `at` has room for LANGUAGES_MAX. */
void names_put(struct lang_text *at, uint32_t *count, struct str lang, struct str text);
/* Row of a table whose column `key` holds `value`; rows_count when none does. */
uint32_t data_find(const struct csv *table, const char *key, struct str value);

/* Every row of a table; where there is a key, each value of that column stands once. */
CM_MUST_USE enum rc data_rows(struct founding_data *d, const struct csv *table, const char *key,
    enum rc (*put)(struct row *r));
/* A new item that begins as this row's act of a kind. */
struct founding_item *item_add(struct row *r, enum kind kind);
/* Nothing happens for an empty code. */
void item_need(struct row *r, struct founding_item *item, char noun, struct str code);
/* The further officers that acts on the status of parties need. */
void item_with(struct founding_data *d, struct founding_item *item);

CM_MUST_USE enum rc founding_parties(struct founding_data *d);
CM_MUST_USE enum rc founding_names(struct founding_data *d);
CM_MUST_USE enum rc founding_register(struct founding_data *d);
CM_MUST_USE enum rc founding_releases(struct founding_data *d);
CM_MUST_USE enum rc founding_measures(struct founding_data *d);
CM_MUST_USE enum rc founding_agreements(struct founding_data *d);

#endif
