/*
 * Text forms of bytes (record-formats section 1): HEX is lower-case; B64 is RFC 4648 section 4 with
 * padding and canonical; b64url is section 5 without padding; DEC has no sign and no leading zero.
 * Decoders accept exactly what the encoders write.
 */
#ifndef BASE_ENCODE_H
#define BASE_ENCODE_H

#include "base/str.h"

/* Writes 2 * n digits, no terminator. */
void hex_encode(char *out, const uint8_t *p, size_t n);
/* Exactly 2 * n lower-case digits into out[n]; false otherwise, out then undefined. */
CM_MUST_USE bool hex_decode(uint8_t *out, size_t n, struct str text);

static inline size_t b64_encoded_bytes(size_t n)
{
	return (n + 2) / 3 * 4;
}
void b64_encode(char *out, const uint8_t *p, size_t n);
/* Canonical base64 into out[max]; *n is the length. False: not canonical, or longer than max. */
CM_MUST_USE bool b64_decode(uint8_t *out, size_t max, size_t *n, struct str text);

/* Characters of the unpadded form. */
static inline size_t b64url_encoded_bytes(size_t n)
{
	return (n * 4 + 2) / 3;
}
void b64url_encode(char *out, const uint8_t *p, size_t n);

/* DEC up to 2^63-1. */
CM_MUST_USE bool dec_decode(uint64_t *out, struct str text);

bool hash_eq(const struct hash *a, const struct hash *b);

#endif
