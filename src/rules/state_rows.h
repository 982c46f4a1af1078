/*
 * The rows of the state by table and number, for whoever keeps something beside the state that follows
 * from it: the SQL projection. A row's number is its identity, and rows never go (docs/format/state.md
 * section 4). What changed is found by the stamps of chunks, without looking at what did not. Pure.
 */
#ifndef RULES_STATE_ROWS_H
#define RULES_STATE_ROWS_H

#include "base/table.h"
#include "rules/actor.h"
#include "rules/agreement.h"
#include "rules/conduct.h"
#include "rules/contents.h"
#include "rules/decision.h"
#include "rules/filing.h"
#include "rules/inquiry.h"
#include "rules/instrument.h"
#include "rules/measure.h"
#include "rules/register.h"
#include "rules/silence.h"

struct buf;

/* A party's keys on their way back, and what became of it. */
struct recovery_row {
	struct recovery recovery;
	uint32_t threshold, keys_count;
	struct actor_key *keys;
	struct hashes next;
	bool is_open; /* neither ripened, ended by a rotation, nor settled */
};
/* An act that waits for assents: its line, to be judged again when it is complete. */
struct waiting_row {
	struct pending_act pending;
	struct str line;
	uint32_t signers_count;
	struct waiting_signer {
		struct str handle, blob;
	} *signers;
};
/* An act of a delegate: what confirmation and disavowal refer to. In order of entries. */
struct delegate_act {
	uint64_t entry;
	moment received;
	struct hash id;
	uint32_t actor;
};

/* rows, type of one, noun: in the order of the dump. */
#define TABLES(X)                                                                                  \
	X(parties, struct party, party)                                                            \
	X(actors, struct actor, actor)                                                             \
	X(recoveries, struct recovery_row, recovery)                                               \
	X(waiting, struct waiting_row, waiting)                                                    \
	X(acts, struct delegate_act, delegate_act)                                                 \
	X(marks, struct act_mark, mark)                                                            \
	X(body_names, struct body_name, body_name)                                                 \
	X(terms, struct term, term)                                                                \
	X(meetings, struct meeting, meeting)                                                       \
	X(institutions, struct institution, institution)                                           \
	X(releases, struct release, release)                                                       \
	X(silences, struct silence, silence)                                                       \
	X(tenures, struct tenure, tenure)                                                          \
	X(conducts, struct conduct, conduct)                                                       \
	X(documents, struct document, document)                                                    \
	X(decisions, struct decision, decision)                                                    \
	X(ballots, struct ballot, ballot)                                                        \
	X(instruments, struct instrument, instrument)                                            \
	X(text_units, struct instrument_unit, instrument_unit)                                   \
	X(text_proposals, struct instrument_proposal, instrument_proposal)                       \
	X(text_positions, struct instrument_position, instrument_position)                       \
	X(catalogues, struct catalogue, catalogue)                                               \
	X(areas, struct area, area)                                                              \
	X(measures, struct measure, measure)                                                     \
	X(coordinations, struct coordination, coordination)                                      \
	X(plans, struct plan, plan)                                                              \
	X(activities, struct activity, activity)                                                 \
	X(reports, struct report, report)                                                        \
	X(reviews, struct review, review)                                                        \
	X(undertakings, struct undertaking, undertaking)                                         \
	X(forms, struct form, form)                                                              \
	X(filings, struct filing, filing)                                                        \
	X(agreements, struct agreement, agreement)                                               \
	X(relations, struct relation, relation)                                                  \
	X(institution_texts, struct institution_text_row, institution_text)                      \
	X(institution_seats, struct board_seat, institution_seat)                                \
	X(inquiries, struct inquiry, inquiry)                                                    \
	X(contents, struct content_row, content_row)

enum state_table {
#define X(rows, type, noun) STATE_##rows,
	TABLES(X)
#undef X
	STATE_TABLE__COUNT
};

uint32_t state_rows(const struct forum *f, enum state_table t);
/* A row, of the type that TABLES names. It changes when the state does. */
const void *state_row(const struct forum *f, enum state_table t, uint32_t at);
/* Did an entry whose index is `since` or above change a row of the chunk (rows TABLE_CHUNK_ROWS *
 * chunk and on)? Where a state was loaded from a dump, all counts as changed by its last entry. */
bool state_chunk_changed(const struct forum *f, enum state_table t, uint32_t chunk, uint64_t since);
/* Appends the row's canonical bytes: the same as long as nothing in it changed. */
void state_row_put(const struct forum *f, enum state_table t, uint32_t at, struct buf *out);
/* The row from those bytes: a struct of the type that TABLES names. It borrows from the bytes and lives
 * in the arena; what is derived from other rows (instrument.proposals) is empty. NULL: they are no row. */
const void *state_row_read(enum state_table t, struct str bytes, struct arena *a);

#endif
