#include "base/encode.h"

static const char hex_digits[] = "0123456789abcdef";
static const char b64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char b64url_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void hex_encode(char *out, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = hex_digits[p[i] >> 4];
		out[2 * i + 1] = hex_digits[p[i] & 15];
	}
}

/* Value of a digit; 16 and more for what is none. */
static unsigned hex_value(char c)
{
	unsigned digit = (unsigned)(uint8_t)c - '0', letter = (unsigned)(uint8_t)c - 'a';
	return digit < 10 ? digit : letter < 6 ? letter + 10 : 16;
}

bool hex_decode(uint8_t *out, size_t n, struct str text)
{
	unsigned wrong = 0;
	if (text.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		unsigned high = hex_value(text.p[2 * i]), low = hex_value(text.p[2 * i + 1]);
		wrong |= high | low;
		out[i] = (uint8_t)(high << 4 | (low & 15));
	}
	return wrong < 16;
}

static size_t encode_groups(char *out, const uint8_t *p, size_t n, const char *digits)
{
	size_t at = 0;
	size_t i = 0;
	for (; i + 3 <= n; i += 3) {
		uint32_t v = (uint32_t)p[i] << 16 | (uint32_t)p[i + 1] << 8 | p[i + 2];
		out[at++] = digits[v >> 18];
		out[at++] = digits[v >> 12 & 63];
		out[at++] = digits[v >> 6 & 63];
		out[at++] = digits[v & 63];
	}
	if (n - i == 1) {
		out[at++] = digits[p[i] >> 2];
		out[at++] = digits[(p[i] & 3) << 4];
	} else if (n - i == 2) {
		uint32_t v = (uint32_t)p[i] << 8 | p[i + 1];
		out[at++] = digits[v >> 10];
		out[at++] = digits[v >> 4 & 63];
		out[at++] = digits[(v & 15) << 2];
	}
	return at;
}

void b64_encode(char *out, const uint8_t *p, size_t n)
{
	size_t at = encode_groups(out, p, n, b64_digits);
	while (at % 4 != 0)
		out[at++] = '=';
}

void b64url_encode(char *out, const uint8_t *p, size_t n)
{
	(void)encode_groups(out, p, n, b64url_digits);
}

/* 64 for everything that is no digit, so that one test of four values finds any. */
static const uint8_t b64_values[256] = {
#define N4 64, 64, 64, 64
#define N16 N4, N4, N4, N4
	N16, N16, N4, N4, 64, 64, 64, 62, 64, 64, 64, 63, /* + / */
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 64, 64, 64, 64, 64, 64,
	64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64, 64, 64,
	64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 64, 64, 64, 64, 64,
	N16, N16, N16, N16, N16, N16, N16, N16,
#undef N16
#undef N4
};

/* Four digits as 24 bits; above them when one of the four is no digit. */
static inline uint32_t b64_group(const uint8_t *c)
{
	uint32_t v0 = b64_values[c[0]], v1 = b64_values[c[1]];
	uint32_t v2 = b64_values[c[2]], v3 = b64_values[c[3]];
	uint32_t wrong = (v0 | v1 | v2 | v3) & 64;
	return wrong << 24 | v0 << 18 | v1 << 12 | v2 << 6 | v3;
}

/* The last group, of 3 - pads bytes; its unused bits are zero. */
static bool b64_last(uint8_t *out, const uint8_t *c, size_t pads)
{
	const uint8_t filled[4] = { c[0], c[1], pads == 2 ? 'A' : c[2], pads >= 1 ? 'A' : c[3] };
	uint32_t v = b64_group(filled);
	if (v >> 24 != 0 || (v & ((1u << 8 * pads) - 1)) != 0)
		return false;
	for (size_t k = 0; k < 3 - pads; k++)
		out[k] = (uint8_t)(v >> (16 - 8 * k));
	return true;
}

bool b64_decode(uint8_t *out, size_t max, size_t *n, struct str text)
{
	if (text.n % 4 != 0)
		return false;
	*n = 0;
	if (text.n == 0)
		return true;
	size_t pads = 0;
	if (text.p[text.n - 1] == '=')
		pads = text.p[text.n - 2] == '=' ? 2 : 1;
	size_t size = text.n / 4 * 3 - pads;
	if (size > max)
		return false;
	const uint8_t *c = (const uint8_t *)text.p;
	for (size_t i = 4; i < text.n; i += 4, c += 4, out += 3) {
		uint32_t v = b64_group(c);
		if (v >> 24 != 0)
			return false;
		out[0] = (uint8_t)(v >> 16);
		out[1] = (uint8_t)(v >> 8);
		out[2] = (uint8_t)v;
	}
	*n = size;
	return b64_last(out, c, pads);
}

bool dec_decode(uint64_t *out, struct str text)
{
	if (text.n == 0 || text.n > 19 || (text.n > 1 && text.p[0] == '0'))
		return false;
	uint64_t v = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(text.p[i] - '0');
	}
	if (v > INT64_MAX)
		return false;
	*out = v;
	return true;
}

bool hash_eq(const struct hash *a, const struct hash *b)
{
	return memcmp(a->bytes, b->bytes, HASH_BYTES) == 0;
}
