/*
 * Borrowed text: a pointer and a length, no terminator promised. Whoever hands one out says how
 * long it lives.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <string.h>

#include "base/defs.h"

struct arena;

struct str {
	const char *p;
	size_t n;
};

/* Takes a literal only. */
#define S(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For "%.*s". */
#define STR_ARG(s) (int)(s).n, ((s).p != NULL ? (s).p : "")

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Order by bytes, a shorter text before its continuation: < 0, 0, > 0. */
static inline int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	if (n > 0 && a.p[0] != b.p[0])
		return (unsigned char)a.p[0] < (unsigned char)b.p[0] ? -1 : 1;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Bytes [from, to) of s; the bounds are clamped to its length. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.n == 0 ? s.p : s.p + from, to - from };
}
/* Index of the first c at or after `from`; s.n when there is none. */
size_t str_find(struct str s, char c, size_t from);
/* Index of the first `needle`; s.n when there is none. */
size_t str_find_str(struct str s, struct str needle);
/* A terminated C string, borrowed. */
struct str str_c(const char *text);
/* A copy in the arena, terminated by a NUL that n does not count. */
struct str str_copy(struct arena *a, struct str s);
/* Cuts *rest at the first `sep` and returns what stood before; all of it when there is none. */
struct str str_cut(struct str *rest, char sep);

#endif
