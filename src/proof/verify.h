/*
 * The mathematics of signatures: Ed25519 by libsodium, P-256 and RSA by libcrypto's EVP. Pure.
 * FAULT_SIG: the signature is wrong. FAULT_INTERNAL: the library could not run, which says nothing
 * about the signature. Lengths and ranges of the parts are the caller's to check (sshsig.c).
 */
#ifndef PROOF_VERIFY_H
#define PROOF_VERIFY_H

#include "base/fault.h"
#include "base/str.h"

#define ED25519_KEY_BYTES 32
#define ED25519_SIGNATURE_BYTES 64
#define P256_POINT_BYTES 65
#define P256_MPINT_BYTES_MAX 33

/* 32 bytes with y < p, and of no small order (record-formats section 14). */
bool point_is_ed25519(const uint8_t key[ED25519_KEY_BYTES]);
/* 04 x y with x, y < p, on the curve. */
bool point_is_p256(const uint8_t point[P256_POINT_BYTES]);

bool verify_ed25519(const uint8_t key[ED25519_KEY_BYTES],
    const uint8_t signature[ED25519_SIGNATURE_BYTES], struct str message);

/* r and s as SSH's minimal positive mpints. */
struct p256_signature {
	struct str r, s;
};
CM_MUST_USE enum fault_id verify_p256(const uint8_t point[P256_POINT_BYTES],
    const struct p256_signature *signature, const struct hash *digest);

/* PKCS#1 v1.5 with e = 65537; digest is SHA-512's; the signature is as long as the modulus. */
CM_MUST_USE enum fault_id verify_rsa(struct str modulus, struct str signature,
    const uint8_t digest[64]);

#endif
