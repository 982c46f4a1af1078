/*
 * Inside of rules/ only: the rows of the state and what is derived from them. Everything in a table
 * is part of the state root; maps and orders are rebuilt from the tables.
 */
#ifndef RULES_STATE_H
#define RULES_STATE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/order.h"
#include "base/table.h"
#include "rules/dump.h"
#include "rules/forum.h"
#include "rules/state_rows.h"

/* Rows by the value of a member, each list in one order. Keys are "<letter><value>". */
struct postings {
	struct arena *arena;
	struct map map;
	struct table lists; /* struct posting */
	struct posting *newest[16]; /* by letter: the one used last */
	order_compare *compare;
	const void *ctx;
};
struct posting {
	struct str key;
	struct order order;
	const struct release_facet *facet; /* newest release's, whose strings others share */
};

struct forum {
	struct arena *arena;
	uint64_t hash_key;
	struct buf scratch; /* of the state root */

	/* The head of the dump. */
	struct str origin;
	uint64_t size;
	moment now;
	struct hash id;
	struct charter charter;
	uint32_t officers_threshold, parties_threshold;
	uint32_t key_types; /* bits of enum key_type that keys may have */
	struct str log_key;
	struct strs domains, witnesses;

	struct table parties, actors, recoveries, waiting, acts, marks;
	struct table body_names, terms, meetings, institutions, releases, silences;
	struct table tenures, conducts, documents, decisions, ballots;
	struct table instruments, text_units, text_proposals, text_positions;
	struct table catalogues, areas, measures, coordinations, plans, activities, reports, reviews,
	    undertakings;
	struct table forms, filings;
	struct table agreements, relations, institution_texts, institution_seats;
	struct table inquiries, contents;

	/* Derived. */
	uint64_t versions[NOUN__COUNT];
	uint32_t recoveries_open;
	struct map party_by_code, actor_by_handle, actor_by_key;
	struct map meeting_by_code, institution_by_code, release_by_code;
	struct map silence_by_code, conduct_by_meeting, decision_by_code;
	struct map instrument_by_code;
	struct map unit_by_key;        /* "TEXT/UNIT" */
	struct map measure_codes;      /* "<letter>CODE": rules/measure.h */
	struct map agreement_by_code, relation_by_code;
	struct map content_by_hash;
	struct map ballot_by_entry;    /* keys as of mark_by_entry */
	struct map document_by_symbol;
	struct map symbols;            /* of everything that has one: symbol_is_used */
	struct map mark_by_entry; /* keys are the bytes of the row's number */
	struct order party_order, term_order, meeting_order, release_order, activity_order;
	struct postings meeting_bodies, release_facets;
};

/* rows.c */
#define X(rows, type, noun) void dump_##noun(struct dump *d, type *row);
TABLES(X)
#undef X
void dump_evidence(struct dump *d, struct evidence *e);
void dump_span(struct dump *d, struct span *s);

/* derive.c: what is derived from a row, when it is new. `at` is its number. */
void derive_init(struct forum *f);
void derive_party(struct forum *f, uint32_t at);
void derive_actor(struct forum *f, uint32_t at);
void derive_keys(struct forum *f, uint32_t at);
/* The keys of a recovery belong to the party's coordinator from its entry on. */
void derive_recovery(struct forum *f, uint32_t at);
void derive_mark(struct forum *f, uint32_t at);
void derive_term(struct forum *f, uint32_t at);
void derive_meeting(struct forum *f, uint32_t at);
/* The order of meetings anew, when the day of one has changed. */
void derive_meetings_again(struct forum *f);
void derive_institution(struct forum *f, uint32_t at);
void derive_release(struct forum *f, uint32_t at);
void derive_silence(struct forum *f, uint32_t at);
void derive_conduct(struct forum *f, uint32_t at);
void derive_document(struct forum *f, uint32_t at);
void derive_decision(struct forum *f, uint32_t at);
void derive_ballot(struct forum *f, uint32_t at);
void derive_instrument(struct forum *f, uint32_t at);
void derive_instrument_unit(struct forum *f, uint32_t at);
void derive_instrument_proposal(struct forum *f, uint32_t at);
void derive_instrument_position(struct forum *f, uint32_t at);
/* measure.c, derive.c */
void derive_catalogue(struct forum *f, uint32_t at);
void derive_area(struct forum *f, uint32_t at);
void derive_measure(struct forum *f, uint32_t at);
void derive_plan(struct forum *f, uint32_t at);
void derive_activity(struct forum *f, uint32_t at);
/* The order of activities anew, when the day of one has changed. */
void derive_activities_again(struct forum *f);
void derive_report(struct forum *f, uint32_t at);
void derive_review(struct forum *f, uint32_t at);
void derive_undertaking(struct forum *f, uint32_t at);
/* filing.c */
void derive_form(struct forum *f, uint32_t at);
/* agreement.c */
void derive_agreement(struct forum *f, uint32_t at);
void derive_relation(struct forum *f, uint32_t at);
/* The key of a unit in `room`, which must outlive its use. */
#define UNIT_KEY_BYTES (2 * CODE_BYTES_MAX + 1)
struct str unit_key(char room[UNIT_KEY_BYTES], struct str text, struct str id);
/* contents.c: what an act commits to, and what is derived from a row. */
void contents_add(struct forum *f, const struct judged *act, enum kind k, const union content *c);
void derive_content(struct forum *f, uint32_t at);
/* A symbol is given once, whatever has it. */
void derive_symbol(struct forum *f, struct str symbol);
/* The key of a mark: the number in memory, which must outlive its use. */
static inline struct str mark_key(const uint64_t *entry)
{
	return (struct str){ (const char *)entry, sizeof *entry };
}
const struct posting *posting_find(const struct postings *p, char letter, struct str value);
/* The row of a list's newest entry: for sharing its strings. */
struct posting *posting_touch(struct postings *p, char letter, struct str value);

/* party.c: does a span hold a day? A start counts from the last day on which it may be, an end from
 * the first; on FORUM_TODAY what has no end holds. */
bool span_holds(const struct span *s, int32_t day);

/* Rows of a row with room for one more; the rooms double, so that many cost what they are. */
void *rows_room(struct forum *f, void *rows, uint32_t count, uint32_t *cap, size_t row_bytes);
/* The next of the rows of a row, zeroed: `ROWS_ADD(f, silence, steps)`. */
#define ROWS_ADD(f, row, rows)                                                                     \
	((row)->rows =                                                                             \
		rows_room(f, (row)->rows, (row)->rows##_count, &(row)->rows##_cap,                 \
		    sizeof *(row)->rows),                                                          \
	 &(row)->rows[(row)->rows##_count++])

/* copy.c: what an act says, copied into the forum's memory. */
struct str keep_str(struct forum *f, struct str s);
struct names keep_names(struct forum *f, const struct names *n);
struct strs keep_strs(struct forum *f, const struct strs *s);
struct hashes keep_hashes(struct forum *f, const struct hashes *h);
struct actor_key *keep_keys(struct forum *f, const struct party_key_list *keys, uint64_t since);
struct evidence keep_evidence(struct forum *f, uint64_t entry, struct str basis,
    const struct strs *sources);

#endif
