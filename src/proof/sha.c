/* The low-level calls are deprecated in OpenSSL 3, but the replacement costs four times as much on
 * the 65 bytes of a Merkle node, and replay is made of those. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "proof/sha.h"

#include <openssl/sha.h>

_Static_assert(sizeof(struct sha256_run) == sizeof(SHA256_CTX), "sha.h declares another size");
_Static_assert(_Alignof(struct sha256_run) >= _Alignof(SHA256_CTX), "sha.h aligns less");
_Static_assert(SHA512_BYTES == SHA512_DIGEST_LENGTH, "sha.h declares another length");

/* These calls fail only on a length above 2^61; the core never holds such input. */
void sha256(struct hash *out, const void *p, size_t n)
{
	sha256_two(out, p, n, NULL, 0);
}

void sha256_two(struct hash *out, const void *a, size_t a_bytes, const void *b, size_t b_bytes)
{
	SHA256_CTX ctx;
	SHA256_Init(&ctx);
	if (a_bytes > 0)
		SHA256_Update(&ctx, a, a_bytes);
	if (b_bytes > 0)
		SHA256_Update(&ctx, b, b_bytes);
	SHA256_Final(out->bytes, &ctx);
}

void sha512(uint8_t out[SHA512_BYTES], const void *p, size_t n)
{
	SHA512_CTX ctx;
	SHA512_Init(&ctx);
	if (n > 0)
		SHA512_Update(&ctx, p, n);
	SHA512_Final(out, &ctx);
}

void sha256_begin(struct sha256_run *run)
{
	SHA256_Init((SHA256_CTX *)(void *)run->state);
}

void sha256_add(struct sha256_run *run, const void *p, size_t n)
{
	if (n > 0)
		SHA256_Update((SHA256_CTX *)(void *)run->state, p, n);
}

void sha256_end(struct sha256_run *run, struct hash *out)
{
	SHA256_Final(out->bytes, (SHA256_CTX *)(void *)run->state);
}
