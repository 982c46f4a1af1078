#include "web/invites.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/encode.h"
#include "base/limits.h"
#include "codec/act.h"
#include "service/proofs.h"

struct place {
	struct hash token; /* of the token: what is kept here opens nothing */
	struct invite is;
	char *bytes;       /* of its strings; NULL: the place is free */
	char *request;
};

struct invites {
	pthread_mutex_t lock;
	void (*random)(void *p, size_t n);
	struct place at[INVITES_MAX];
};

struct invites *invites_new(void (*random)(void *p, size_t n))
{
	struct invites *all = calloc(1, sizeof *all);
	cm_assert(all != NULL);
	pthread_mutex_init(&all->lock, NULL);
	all->random = random;
	return all;
}

static void place_clear(struct place *p)
{
	free(p->bytes);
	free(p->request);
	*p = (struct place){ .bytes = NULL };
}

void invites_free(struct invites *all)
{
	for (uint32_t i = 0; i < INVITES_MAX; i++)
		place_clear(&all->at[i]);
	pthread_mutex_destroy(&all->lock);
	free(all);
}

static struct str put(char **at, struct str text)
{
	struct str copy = { *at, text.n };
	if (text.n > 0)
		memcpy(*at, text.p, text.n);
	*at += text.n;
	return copy;
}

static void place_fill(struct place *p, const struct invite *invite, const struct hash *token)
{
	place_clear(p);
	char *at = malloc(invite->delegate.n + invite->statement.n + 1);
	cm_assert(at != NULL);
	*p = (struct place){ .token = *token, .bytes = at };
	p->is.delegate = put(&at, invite->delegate);
	p->is.statement = put(&at, invite->statement);
	p->is.ends = invite->ends;
}

/* The one for the same handle, else a free one; NULL: INVITES_FULL. Those that have ended go. */
static struct place *place_for(struct invites *all, struct str delegate, moment now)
{
	struct place *unused = NULL, *same = NULL;
	uint32_t of_party = 0;
	for (uint32_t i = 0; i < INVITES_MAX; i++) {
		struct place *p = &all->at[i];
		if (p->bytes != NULL && p->is.ends.ms <= now.ms)
			place_clear(p);
		if (p->bytes == NULL) {
			unused = unused == NULL ? p : unused;
			continue;
		}
		same = str_eq(p->is.delegate, delegate) ? p : same;
		of_party += str_eq(handle_party(p->is.delegate), handle_party(delegate));
	}
	if (same != NULL)
		return same;
	return of_party < INVITES_PARTY_MAX ? unused : NULL;
}

static void token_hash(struct hash *out, struct str token)
{
	sha256(out, token.p, token.n);
}

enum invites_answer invites_add(struct invites *all, const struct invite *invite, moment now,
    char token[INVITE_TOKEN_BYTES])
{
	uint8_t random[INVITE_TOKEN_BYTES / 2];
	struct hash hash;
	enum invites_answer answer = INVITES_DONE;
	all->random(random, sizeof random);
	hex_encode(token, random, sizeof random);
	token_hash(&hash, (struct str){ token, INVITE_TOKEN_BYTES });
	pthread_mutex_lock(&all->lock);
	struct place *p = place_for(all, invite->delegate, now);
	if (p == NULL)
		answer = INVITES_FULL;
	else if (p->bytes != NULL && p->is.ends.ms >= invite->ends.ms)
		answer = INVITES_AGAIN;
	else
		place_fill(p, invite, &hash);
	pthread_mutex_unlock(&all->lock);
	return answer;
}

static struct place *place_find(struct invites *all, struct str token, moment now)
{
	struct hash hash;
	if (token.n != INVITE_TOKEN_BYTES)
		return NULL;
	token_hash(&hash, token);
	for (uint32_t i = 0; i < INVITES_MAX; i++) {
		struct place *p = &all->at[i];
		if (p->bytes != NULL && memcmp(p->token.bytes, hash.bytes, HASH_BYTES) == 0)
			return p->is.ends.ms > now.ms ? p : NULL;
	}
	return NULL;
}

enum invites_answer invites_find(struct invites *all, struct str token, moment now, struct arena *a,
    struct invite *out)
{
	pthread_mutex_lock(&all->lock);
	const struct place *p = place_find(all, token, now);
	if (p != NULL)
		*out = (struct invite){ .delegate = str_copy(a, p->is.delegate), .ends = p->is.ends,
			.statement = str_copy(a, p->is.statement), .request = str_copy(a, p->is.request) };
	pthread_mutex_unlock(&all->lock);
	return p != NULL ? INVITES_DONE : INVITES_NONE;
}

enum invites_answer invites_keep(struct invites *all, struct str token, moment now, struct str request)
{
	enum invites_answer answer = INVITES_NONE;
	cm_assert(request.n > 0 && request.n <= INVITE_REQUEST_BYTES_MAX);
	pthread_mutex_lock(&all->lock);
	struct place *p = place_find(all, token, now);
	if (p != NULL && p->request == NULL) {
		p->request = malloc(request.n);
		cm_assert(p->request != NULL);
		memcpy(p->request, request.p, request.n);
		p->is.request = (struct str){ p->request, request.n };
		answer = INVITES_DONE;
	} else if (p != NULL) {
		answer = INVITES_AGAIN;
	}
	pthread_mutex_unlock(&all->lock);
	return answer;
}
