#include "base/utf8.h"

static size_t sequence_bytes(const uint8_t *p, size_t left)
{
	uint8_t low = 0x80, high = 0xbf;
	size_t n;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	if (p[0] < 0xe0) {
		n = 2;
	} else if (p[0] < 0xf0) {
		n = 3;
		if (p[0] == 0xe0)
			low = 0xa0;
		if (p[0] == 0xed)
			high = 0x9f;
	} else {
		n = 4;
		if (p[0] == 0xf0)
			low = 0x90;
		if (p[0] == 0xf4)
			high = 0x8f;
	}
	if (left < n || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++) {
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	}
	return n;
}

size_t utf8_invalid_at(struct str s)
{
	const uint8_t *p = (const uint8_t *)s.p;
	size_t at = 0;
	while (at < s.n) {
		uint64_t eight;
		if (s.n - at >= sizeof eight) { /* eight ASCII bytes at a time */
			memcpy(&eight, p + at, sizeof eight);
			if ((eight & UINT64_C(0x8080808080808080)) == 0) {
				at += sizeof eight;
				continue;
			}
		}
		size_t n = sequence_bytes(p + at, s.n - at);
		if (n == 0)
			return at;
		at += n;
	}
	return at;
}

uint32_t utf8_get(struct str s, size_t at, size_t *n)
{
	const uint8_t *p = (const uint8_t *)s.p + at;
	cm_assert(at < s.n);
	if (p[0] < 0x80) {
		*n = 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*n = 2;
		return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	}
	if (p[0] < 0xf0) {
		*n = 3;
		return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	}
	*n = 4;
	return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
	    (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}

size_t utf8_count(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++)
		count += ((uint8_t)s.p[i] & 0xc0) != 0x80;
	return count;
}

bool utf8_allowed(uint32_t c)
{
	if (c < 0x20)
		return c == '\n' || c == '\t';
	if (c < 0x7f)
		return true;
	if (c <= 0x9f)
		return false;
	if ((c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return false;
	if (c == 0xfeff || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
		return false;
	return c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
}
