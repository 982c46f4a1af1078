#include "proof/tile.h"

#define TILE_LEVEL_MAX 63
/* 2^63 - 1 entries in bundles of 256. */
#define TILE_INDEX_MAX ((UINT64_C(1) << 55) - 1)

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 1 to `digits_max` digits without a leading zero at the start of *rest, taken off. */
static bool number_take(unsigned *out, struct str *rest, size_t digits_max)
{
	size_t n = 0;
	*out = 0;
	while (n < rest->n && n <= digits_max && is_digit(rest->p[n]))
		*out = *out * 10 + (unsigned)(rest->p[n++] - '0');
	if (n == 0 || n > digits_max || (n > 1 && rest->p[0] == '0'))
		return false;
	*rest = str_sub(*rest, n, rest->n);
	return true;
}

/* "x001/x234/067": groups of three, the index ends at the first group without x. */
static bool index_take(uint64_t *out, struct str *rest)
{
	uint64_t index = 0;
	for (bool is_first = true;; is_first = false) {
		bool is_inner = str_starts(*rest, S("x"));
		struct str group = str_sub(*rest, is_inner ? 1 : 0, is_inner ? 5 : 3);
		if (group.n != (is_inner ? 4 : 3) || !is_digit(group.p[0]) || !is_digit(group.p[1]) ||
		    !is_digit(group.p[2]) || (is_inner && group.p[3] != '/'))
			return false;
		unsigned value = (unsigned)((group.p[0] - '0') * 100 + (group.p[1] - '0') * 10 +
		    (group.p[2] - '0'));
		if ((is_inner && is_first && value == 0) || index > TILE_INDEX_MAX / 1000)
			return false;
		index = index * 1000 + value;
		if (index > TILE_INDEX_MAX)
			return false;
		*rest = str_sub(*rest, is_inner ? 5 : 3, rest->n);
		if (!is_inner)
			break;
	}
	*out = index;
	return true;
}

bool tile_parse(struct tile *out, struct str path)
{
	struct tile t = { TILE_LEVEL_ENTRIES, 0, TILE_WIDTH };
	struct str rest = path;
	if (str_starts(rest, S("entries/")))
		rest = str_sub(rest, 8, rest.n);
	else if (!number_take(&t.level, &rest, 2) || t.level > TILE_LEVEL_MAX || rest.n == 0 ||
	    rest.p[0] != '/')
		return false;
	else
		rest = str_sub(rest, 1, rest.n);
	if (!index_take(&t.index, &rest))
		return false;
	if (rest.n > 0) {
		if (!str_starts(rest, S(".p/")))
			return false;
		rest = str_sub(rest, 3, rest.n);
		if (!number_take(&t.width, &rest, 3) || t.width == 0 || t.width >= TILE_WIDTH ||
		    rest.n > 0)
			return false;
	}
	*out = t;
	return true;
}

void tile_put(struct buf *b, struct tile t)
{
	cm_assert(t.level <= TILE_LEVEL_ENTRIES && t.index <= TILE_INDEX_MAX);
	cm_assert(t.width >= 1 && t.width <= TILE_WIDTH);
	unsigned groups[6];
	unsigned count = 0;
	uint64_t left = t.index;
	do {
		groups[count++] = (unsigned)(left % 1000);
		left /= 1000;
	} while (left > 0);
	if (t.level == TILE_LEVEL_ENTRIES)
		buf_put(b, S("entries"));
	else
		buf_dec(b, (int64_t)t.level);
	while (count-- > 0) {
		buf_put(b, count > 0 ? S("/x") : S("/"));
		buf_byte(b, (uint8_t)('0' + groups[count] / 100));
		buf_byte(b, (uint8_t)('0' + groups[count] / 10 % 10));
		buf_byte(b, (uint8_t)('0' + groups[count] % 10));
	}
	if (t.width < TILE_WIDTH) {
		buf_put(b, S(".p/"));
		buf_dec(b, (int64_t)t.width);
	}
}

unsigned tile_width_at(uint64_t size, unsigned level, uint64_t index)
{
	cm_assert(level <= TILE_LEVEL_ENTRIES);
	unsigned shift = level == TILE_LEVEL_ENTRIES ? 0 : level * 8;
	uint64_t hashes = shift < 64 ? size >> shift : 0;
	uint64_t full = hashes / TILE_WIDTH;
	if (index < full)
		return TILE_WIDTH;
	return index == full ? (unsigned)(hashes % TILE_WIDTH) : 0;
}
