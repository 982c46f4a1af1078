/*
 * Who may do what with keys, once more and otherwise: written from the rules of procedure (section
 * 13) and of security (section 3), not from the code. It knows names of keys and looks at nothing but
 * acts, their signers and their time. Fixed arrays: worlds are small.
 */
#ifndef TESTS_UNIT_RULES_ORACLE_H
#define TESTS_UNIT_RULES_ORACLE_H

#include "lib/forum_sim.h"

#define ORACLE_KEYS 8
#define ORACLE_PARTIES 24
#define ORACLE_ACTORS 96
#define ORACLE_WAITING 48
#define ORACLE_DONE 200

struct oracle_keys {
	const struct sim_key *at[ORACLE_KEYS]; /* one ring of keys: pointers identify */
	uint32_t count, threshold;
	const struct sim_key *next[ORACLE_KEYS];
	uint32_t next_count;
};
struct oracle_party {
	struct str code;
	bool has_left, is_suspended, is_contested, is_recovering;
	int64_t ripens_at;
	struct oracle_keys keys, recovered;
};
/* Officers have the party "secretariat"; coordinators are in their party. */
struct oracle_actor {
	struct str handle, party;
	bool is_ended, may_publish;
	int64_t from, until;
	struct strs powers, bodies, meetings;
	struct oracle_keys keys;
};
struct oracle_waiting {
	struct hash id;
	bool is_done;
	struct sim_act act; /* with all who have signed so far, as far as they fit */
	struct sim_signer more[SIGNATURES_MAX];
	uint32_t more_count;
};
struct oracle_done { /* acts whose author was a delegate */
	uint64_t entry;
	int64_t received;
	struct str party;
	bool is_settled;
};
struct oracle {
	uint32_t officers_threshold, parties_threshold;
	struct oracle_party parties[ORACLE_PARTIES];
	struct oracle_actor actors[ORACLE_ACTORS];
	struct oracle_waiting waiting[ORACLE_WAITING];
	struct oracle_done done[ORACLE_DONE];
	uint32_t parties_count, actors_count, waiting_count, done_count;
	bool is_full; /* more than it can hold: the history ends */
};

/* May these signers do this, at this time? Looks at authority only: other reasons may refuse. */
bool oracle_allows(struct oracle *o, const struct sim_act *a, moment now);
/* Does each signer's key speak for its handle at this time? Keys that the act introduces do not. */
bool oracle_knows(struct oracle *o, const struct sim_act *a, moment now);
/* The act has been admitted. */
void oracle_apply(struct oracle *o, const struct sim_act *a, const struct sim_result *r, moment now);
/* Empty when the forum's keys, holders and flags are what they ought to be; else what is not. */
struct str oracle_compare(const struct oracle *o, struct sim *s);

#endif
