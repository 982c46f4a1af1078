/*
 * Who may act: officers, coordinators, delegates, their keys and powers, as a fold over the record
 * (docs/rules.md section 13). Authority is judged at the position of the act. Pure.
 */
#ifndef RULES_ACTOR_H
#define RULES_ACTOR_H

#include "codec/content.h"
#include "proof/sshsig.h"

struct forum;

enum actor_role { ACTOR_OFFICER, ACTOR_COORDINATOR, ACTOR_DELEGATE };

struct actor_key {
	struct str blob;
	enum key_type type;
	struct str origin;       /* passkeys */
	bool must_verify;        /* uv */
	uint64_t since, ended;   /* entries; ended is UINT64_MAX while it is valid */
};
struct actor {
	struct str handle, party; /* party "secretariat" for officers */
	enum actor_role role;
	bool is_ended;
	moment ended_at, challenged_since; /* MOMENT_ABSENT: not */
	moment from, until;       /* validity; MOMENT_ABSENT: unbounded */
	struct strs powers, bodies, meetings; /* delegates; bodies and meetings empty: any */
	struct str rank;
	uint64_t accredited_entry, ended_entry;
	uint32_t keys_count, keys_cap;
	struct actor_key *keys;
	uint32_t threshold;       /* coordinators: how many different keys must sign */
	struct hashes next;       /* coordinators: digests of the next keys */
};

/* Powers a delegate may hold in this epoch. */
#define POWERS(X) X(CHAIR, "chair") X(PUBLISH, "publish") X(SIGN, "sign")

uint32_t actor_count(const struct forum *f);
const struct actor *actor_at(const struct forum *f, uint32_t at); /* in order of naming */
const struct actor *actor_find(const struct forum *f, struct str handle);
/* The handle that holds a key blob now or held it ever, or NULL. */
const struct actor *actor_of_key(const struct forum *f, struct str blob);
bool actor_is_valid(const struct actor *a, moment at);
/* Officers that must agree, by the founding act. */
uint32_t forum_officers_threshold(const struct forum *f);

/* A pending or ripened recovery of a party, or NULL. */
struct recovery {
	struct str party;
	uint64_t entry;
	moment ripens_at;
	bool is_contested;
};
const struct recovery *recovery_find(const struct forum *f, struct str party);

/* An act that waits for assents (more signatures than an entry holds, or officers that sign apart). */
struct pending_act {
	struct hash id;
	uint64_t entry;
	uint32_t have, need;
	bool is_done;
};
uint32_t pending_count(const struct forum *f);
const struct pending_act *pending_at(const struct forum *f, uint32_t at);

/* Challenged or disavowed: NULL when an entry is neither. */
struct act_mark {
	uint64_t entry;
	bool is_disavowed, is_confirmed, is_challenged;
	uint64_t by_entry;
};
const struct act_mark *act_mark_find(const struct forum *f, uint64_t entry);

#endif
