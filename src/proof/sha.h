/*
 * SHA-256 and SHA-512 by libcrypto's low-level calls (four times as fast as one-shot on short
 * input). Pure; no allocation.
 */
#ifndef PROOF_SHA_H
#define PROOF_SHA_H

#include "base/str.h"

#define SHA512_BYTES 64

void sha256(struct hash *out, const void *p, size_t n);
/* Over a || b, without joining them. */
void sha256_two(struct hash *out, const void *a, size_t a_bytes, const void *b, size_t b_bytes);
void sha512(uint8_t out[SHA512_BYTES], const void *p, size_t n);

/* For input that comes in parts. */
struct sha256_run {
	_Alignas(8) uint8_t state[112]; /* a SHA256_CTX; its size is asserted */
};
void sha256_begin(struct sha256_run *run);
void sha256_add(struct sha256_run *run, const void *p, size_t n);
void sha256_end(struct sha256_run *run, struct hash *out);

#endif
