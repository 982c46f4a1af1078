/*
 * SSHSIG blobs and the keys in them (record-formats sections 14 and 15), stage B of verification.
 * Pure: libsodium and libcrypto do the mathematics, after crypto_ready() was called by main.
 */
#ifndef PROOF_SSHSIG_H
#define PROOF_SSHSIG_H

#include "base/fault.h"
#include "base/limits.h"
#include "base/str.h"

struct buf;

#define SSHSIG_TBS_BYTES 105

enum key_type {
	KEY_ED25519,
	KEY_P256,
	KEY_RSA,
	KEY_SK_ED25519,
	KEY_SK_P256,
	KEY__COUNT
};
/* "ssh-ed25519" and so on. */
struct str key_type_name(enum key_type t);

/* A public key's blob, taken apart; all parts borrow from the blob. */
struct ssh_key {
	enum key_type type;
	struct str blob;
	struct str point;       /* 32 bytes, or 04 x y */
	struct str e, n;        /* RSA, without leading zeros */
	struct str application; /* sk- types */
};
/* E_KEY_TYPE, E_KEY. A blob is canonical: equal keys have equal blobs. */
CM_MUST_USE enum fault_id ssh_key_parse(struct ssh_key *out, struct str blob);

/* What stage C needs to know of a signature that passed stage B. Borrows from the blob. */
struct sshsig {
	struct ssh_key key;
	bool is_webauthn;
	bool user_verified;     /* sk- types */
	uint32_t counter;       /* sk- types */
	struct str origin;      /* webauthn: as the browser wrote it */
	bool backup_eligible;
};
/* What a signature is for. Their namespaces have equal lengths, and differ: what was signed for one use
 * holds for no other. The record knows acts alone. */
enum sshsig_use {
	SSHSIG_ACT, /* "comity-act-v1" */
	SSHSIG_KEY, /* "comity-key-v1": an invitation to make a key */
	SSHSIG_WHO, /* "comity-who-v1": who reads */
	SSHSIG_USE__COUNT
};
struct str sshsig_namespace(enum sshsig_use use);
/* The 105 bytes that are signed for a message of that use. */
void sshsig_tbs_for(uint8_t out[SSHSIG_TBS_BYTES], enum sshsig_use use, struct str message);
/* What stands in them before the hash of the message, whatever it is. */
void sshsig_tbs_begin(uint8_t out[SSHSIG_TBS_BYTES], enum sshsig_use use);
/* The namespace in those bytes; borrows from them. */
struct str sshsig_tbs_namespace(const uint8_t tbs[SSHSIG_TBS_BYTES]);
/* The same for the message M of an act. */
void sshsig_tbs(uint8_t out[SSHSIG_TBS_BYTES], struct str message);
/* All of stage B for one signature over the message whose TBS is given; its use is the TBS's. FAULT_INTERNAL
 * is never said of a signature that is merely wrong. */
CM_MUST_USE enum fault_id sshsig_verify(struct sshsig *out, struct str blob,
    const uint8_t tbs[SSHSIG_TBS_BYTES]);
/* Form and facts only, no mathematics: for restart on data whose signatures were verified when
 * they were admitted. */
CM_MUST_USE enum fault_id sshsig_parse(struct sshsig *out, struct str blob,
    const uint8_t tbs[SSHSIG_TBS_BYTES]);

/* An Ed25519 signature in the container, for our own key files, demonstration and tests. */
void sshsig_sign_ed25519(struct buf *b, struct str message, const uint8_t seed[32]);
/* The blob of an Ed25519 key. */
void ssh_key_ed25519_put(struct buf *b, const uint8_t key[32]);
/* "-----BEGIN SSH SIGNATURE-----" and back. Unarmour: E_SSHSIG_FORMAT. */
void sshsig_armour(struct buf *b, struct str blob);
CM_MUST_USE enum fault_id sshsig_unarmour(struct buf *out, struct str text);
/* "SHA256:..." as ssh-keygen -l prints it. */
void ssh_key_fingerprint(struct buf *b, struct str blob);

/* Initialises libsodium and fetches every algorithm of libcrypto. Once, from main, before threads. */
CM_MUST_USE bool crypto_ready(void);

#endif
