#include "base/str.h"

#include "base/arena.h"

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

size_t str_find(struct str s, char c, size_t from)
{
	if (from >= s.n)
		return s.n;
	const char *hit = memchr(s.p + from, c, s.n - from);
	return hit == NULL ? s.n : (size_t)(hit - s.p);
}

size_t str_find_str(struct str s, struct str needle)
{
	if (needle.n == 0)
		return 0;
	for (size_t at = str_find(s, needle.p[0], 0); at + needle.n <= s.n;
	    at = str_find(s, needle.p[0], at + 1)) {
		if (memcmp(s.p + at, needle.p, needle.n) == 0)
			return at;
	}
	return s.n;
}

struct str str_c(const char *text)
{
	return (struct str){ text, strlen(text) };
}

struct str str_copy(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

struct str str_cut(struct str *rest, char sep)
{
	size_t at = str_find(*rest, sep, 0);
	struct str head = str_sub(*rest, 0, at);
	*rest = at == rest->n ? str_sub(*rest, at, at) : str_sub(*rest, at + 1, rest->n);
	return head;
}
