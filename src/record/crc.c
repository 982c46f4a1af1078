#include "record/crc.h"

#include <string.h>

#define POLYNOMIAL 0x82f63b78u /* reflected */

static uint32_t crc_by_bits(uint32_t crc, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		crc ^= p[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (POLYNOMIAL & (0u - (crc & 1)));
	}
	return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t crc_by_words(uint32_t crc, const uint8_t *p,
    size_t n)
{
	uint64_t wide = crc;
	for (; n >= 8; n -= 8, p += 8) {
		uint64_t word;
		memcpy(&word, p, sizeof word);
		wide = __builtin_ia32_crc32di(wide, word);
	}
	uint32_t rest = (uint32_t)wide;
	for (; n > 0; n--, p++)
		rest = __builtin_ia32_crc32qi(rest, *p);
	return rest;
}

static bool has_words(void)
{
	return __builtin_cpu_supports("sse4.2") != 0;
}
#else
static uint32_t crc_by_words(uint32_t crc, const uint8_t *p, size_t n)
{
	return crc_by_bits(crc, p, n);
}

static bool has_words(void)
{
	return false;
}
#endif

uint32_t crc_add(uint32_t crc, const void *p, size_t n)
{
	crc = ~crc;
	crc = has_words() ? crc_by_words(crc, p, n) : crc_by_bits(crc, p, n);
	return ~crc;
}
