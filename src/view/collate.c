#include "view/collate.h"

#include "base/utf8.h"

/* The base letters of U+00C0..U+017F, in order; '.' where there is no single one. */
static const char latin[] =
    "aaaaaaaceeeeiiiidnooooo.ouuuuyts"  /* C0 */
    "aaaaaaaceeeeiiiidnooooo.ouuuuyty"  /* E0 */
    "aaaaaaccccccccddddeeeeeeeeeegggg"  /* 100 */
    "gggghhhhiiiiiiiiiiiijjkkklllllll"  /* 120 */
    "lllnnnnnnnnnoooooooorrrrrrssssss"  /* 140 */
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"; /* 160 */

/* Weight of a code point: 0 is passed over, space first, digits, Latin, Cyrillic, the rest. */
static uint32_t weight(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return 100 + (c - 'A') * 2;
	if (c >= 'a' && c <= 'z')
		return 100 + (c - 'a') * 2;
	if (c >= 0xc0 && c <= 0x17f && latin[c - 0xc0] != '.')
		return 100 + (uint32_t)(latin[c - 0xc0] - 'a') * 2;
	if (c == 0x401 || c == 0x451) /* ё stands after е */
		return 1000 + 5 * 2 + 1;
	if (c >= 0x410 && c <= 0x42f)
		return 1000 + (c - 0x410) * 2;
	if (c >= 0x430 && c <= 0x44f)
		return 1000 + (c - 0x430) * 2;
	if (c == ' ' || c == 0xa0 || c == '-')
		return 1;
	if (c >= '0' && c <= '9')
		return 50;
	return c < 0x80 ? 0 : 2000 + c;
}

/* The next weight, or 0 at the end; of a number, its value through *number. */
static uint32_t next(struct str s, size_t *at, uint64_t *number)
{
	*number = 0;
	while (*at < s.n) {
		size_t n;
		uint32_t found = weight(utf8_get(s, *at, &n));
		if (found == 50) {
			for (; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9'; (*at)++)
				*number = *number * 10 + (uint64_t)(s.p[*at] - '0');
			return found;
		}
		*at += n;
		if (found != 0)
			return found;
	}
	return 0;
}

int collate(struct str a, struct str b)
{
	size_t at_a = 0, at_b = 0;
	for (;;) {
		uint64_t number_a, number_b;
		uint32_t in_a = next(a, &at_a, &number_a), in_b = next(b, &at_b, &number_b);
		if (in_a != in_b)
			return in_a < in_b ? -1 : 1;
		if (number_a != number_b)
			return number_a < number_b ? -1 : 1;
		if (in_a == 0)
			return str_cmp(a, b);
	}
}
