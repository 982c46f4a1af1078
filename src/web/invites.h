/*
 * Invitations to make a key, as long as they hold: in memory, bounded, each for one handle and for one
 * request. What is lost when the server ends is made again. Any thread. Effects: the heap, randomness.
 */
#ifndef WEB_INVITES_H
#define WEB_INVITES_H

#include "base/date.h"
#include "base/str.h"

struct arena;
struct invites;

#define INVITE_TOKEN_BYTES 32 /* 128 bits, in hexadecimal */

/* `random`: cryptographic bytes. */
struct invites *invites_new(void (*random)(void *p, size_t n));
void invites_free(struct invites *all);

/* What is kept: the invitation as it was signed, and the request that came, or none. */
struct invite {
	struct str delegate;  /* a new invitation for her takes the place of an older one */
	moment ends;
	struct str statement;
	struct str request;   /* a submission; empty: none has come */
};
enum invites_answer {
	INVITES_DONE,
	INVITES_FULL,  /* too many wait: of this party, or in all */
	INVITES_AGAIN, /* this one, or a later one for her, was signed before */
	INVITES_NONE   /* no such token, or it has ended */
};
/* Makes room for it, and its token. `request` is not looked at. */
enum invites_answer invites_add(struct invites *all, const struct invite *invite, moment now,
    char token[INVITE_TOKEN_BYTES]);
/* Copies into the arena. */
enum invites_answer invites_find(struct invites *all, struct str token, moment now, struct arena *a,
    struct invite *out);
/* Keeps the request that was made with it: the first one (INVITES_AGAIN). */
enum invites_answer invites_keep(struct invites *all, struct str token, moment now, struct str request);

#endif
