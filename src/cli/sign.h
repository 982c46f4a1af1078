/*
 * Acts composed and signed by keys at hand, and handed to a service of this process: how the
 * demonstration and tests found a forum. People sign with ssh-keygen (cli/act.c).
 */
#ifndef CLI_SIGN_H
#define CLI_SIGN_H

#include "service/proofs.h"
#include "service/service.h"

/* Published, so that a newcomer can act for any delegation of the demonstration. */
#define DEMO_PHRASE S("Comity demonstration key, known to everybody: ")

/* A key pair of Ed25519 made from a phrase and a name: anybody can make it again. */
struct seed_key {
	uint8_t seed[32], key[32];
	struct str blob; /* SSH's */
};
void seed_key_make(struct seed_key *out, struct arena *a, struct str phrase, struct str name);
/* The private key as ssh-keygen reads it ("-----BEGIN OPENSSH PRIVATE KEY-----"), unencrypted. */
void seed_key_openssh(struct buf *out, const struct seed_key *key, struct str comment);

/* Signed by the keys that `phrase` gives for the handles `by` and `with`. */
struct composed {
	enum kind kind;
	const union content *content;
	struct str by;
	struct strs with;
};
struct signing {
	struct service *service;
	struct str phrase;
	struct act_base base; /* the newest head: moved on by each act */
};
/* Composes, signs, submits and waits for the signed checkpoint. RC_DENIED: a finding or fault, which
 * the text names. */
CM_MUST_USE enum rc act_record(struct signing *s, const struct composed *act, struct err *err);

#endif
