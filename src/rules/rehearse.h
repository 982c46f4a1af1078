/*
 * An act before anybody signs it: what the rules would say to it now, if these actors signed. Whoever
 * composes an act sees why it would be refused while the words are still to be changed. The record judges
 * again, with the signatures, when the act comes. Pure.
 */
#ifndef RULES_REHEARSE_H
#define RULES_REHEARSE_H

#include "codec/content.h"
#include "rules/finding.h"

struct arena;
struct forum;

struct rehearsal {
	enum kind kind;               /* one of those that any number of signatures, once enough, decide */
	const union content *content; /* its members, as content_read gives them */
	struct str by, with;          /* handles; `with` empty: nobody else. Unknown ones sign nothing */
	moment now;
};
/* The findings of the kind's own check (forum_check). Changes nothing; what it needs meanwhile, and the
 * places of the findings, lie in the arena or belong to the caller's content. */
void rehearse(const struct forum *f, const struct rehearsal *r, struct arena *a,
    struct findings *found);

/* A key with which a handle could sign an act: registered and valid, or introduced by the act itself. */
struct signing_key {
	struct str blob, origin; /* origin: of a passkey; else empty */
	bool is_introduced;
};
struct signing_keys {
	uint32_t count;
	const struct signing_key *at;
};
/* Whose key, for which act, and when. `act` is read with act_message_parse; of a kind or members that
 * nobody knows it introduces nothing. */
struct key_wanted {
	const struct act *act;
	struct str handle;
	moment now;
};
/* At most 2 * KEYS_MAX, in the arena; the introduced ones last. */
struct signing_keys signing_keys(const struct forum *f, const struct key_wanted *who, struct arena *a);
/* The whole of forum_check for an act as it is going to be signed, once by each of its `by` and `with`:
 * a handle that stands twice signs with another key each time. Says too which handle nobody may use. A
 * fault (E_ACT_MEMBER) where the members do not fit the kind, as forum_check. */
CM_MUST_USE struct fault rehearse_act(const struct forum *f, const struct act *act, moment now,
    struct arena *a, struct findings *found);

#endif
