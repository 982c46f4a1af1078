#include "store/crc32c.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

#define POLYNOMIAL UINT32_C(0x82f63b78)

/* One step for a nibble: a table of sixteen can be checked by eye and written at compile time. */
#define BIT(c) ((c) >> 1 ^ (((c) & 1) != 0 ? POLYNOMIAL : 0))
#define NIBBLE(c) BIT(BIT(BIT(BIT((uint32_t)(c)))))

static const uint32_t nibbles[16] = {
	NIBBLE(0), NIBBLE(1), NIBBLE(2), NIBBLE(3), NIBBLE(4), NIBBLE(5), NIBBLE(6), NIBBLE(7),
	NIBBLE(8), NIBBLE(9), NIBBLE(10), NIBBLE(11), NIBBLE(12), NIBBLE(13), NIBBLE(14), NIBBLE(15),
};

uint32_t crc32c_table(uint32_t crc, struct str bytes)
{
	crc = ~crc;
	for (size_t i = 0; i < bytes.n; i++) {
		crc ^= (uint8_t)bytes.p[i];
		crc = crc >> 4 ^ nibbles[crc & 15];
		crc = crc >> 4 ^ nibbles[crc & 15];
	}
	return ~crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t crc32c_sse(uint32_t crc, struct str bytes)
{
	uint64_t wide = ~crc;
	size_t i = 0;
	for (; i + 8 <= bytes.n; i += 8) {
		uint64_t word;
		memcpy(&word, bytes.p + i, sizeof word);
		wide = _mm_crc32_u64(wide, word);
	}
	crc = (uint32_t)wide;
	for (; i < bytes.n; i++)
		crc = _mm_crc32_u8(crc, (uint8_t)bytes.p[i]);
	return ~crc;
}
#endif

uint32_t crc32c(uint32_t crc, struct str bytes)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("sse4.2"))
		return crc32c_sse(crc, bytes);
#endif
	return crc32c_table(crc, bytes);
}
