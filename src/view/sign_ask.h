/*
 * The ways to sign something on a page of the signing origin: with a passkey (web/static/sign.js), or by
 * hand with ssh-keygen. The page shows what is signed in an element with the id "message". Pure.
 */
#ifndef VIEW_SIGN_ASK_H
#define VIEW_SIGN_ASK_H

#include "proof/sshsig.h"
#include "view/page.h"

/* A passkey of this address that could sign for somebody. */
struct sign_way {
	struct str handle, key;
};
struct sign_ask {
	enum sshsig_use use;
	struct str action, taking; /* addresses: where the signature goes; where what is signed is had */
	const char *file;          /* its name there */
	enum message by_passkey, by_hand; /* what the buttons say */
	uint32_t ways_count;
	const struct sign_way *ways;
	/* Hidden fields that go along with each form. */
	void (*put_state)(struct html *h, const struct site *s, const void *state);
	const void *state;
};
void sign_ask_render(struct html *h, const struct site *s, const struct sign_ask *ask);

/* An address of the signing origin: "/en/act". */
struct str sign_here(const struct site *s, enum view_lang lang, const char *what);
/* A hidden field; nothing where the value is empty. */
void sign_field_put(struct html *h, const char *name, struct str value);
/* A labelled line of text. */
void sign_text_put(struct html *h, const char *name, enum message label, struct str value);
/* A form that may bring files; the caller closes it. */
void sign_form_open(struct html *h, const char *id, struct str action);
void sign_button_put(struct html *h, enum message id);
/* "http://sign.localhost:8080" to "sign.localhost". */
struct str sign_host_of(struct str url);
/* "SHA256:..." */
struct str key_fingerprint(const struct site *s, struct str blob);
/* The words to be compared, and the fingerprint. */
void sign_key_put(struct html *h, const struct site *s, struct str blob);

#endif
