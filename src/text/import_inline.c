#include "text/import_inline.h"

#include "base/arena.h"
#include "base/vec.h"

#define OPENERS_MAX 32 /* looked at for one closing run: a hostile text shall not be walked again */

/* A run of "*" or "_". */
struct run {
	uint32_t at, count, left; /* left: marks that found no partner */
	bool can_open, can_close;
};

struct strip {
	struct str text;
	bool *drop; /* one a byte */
	struct run *runs;
	uint32_t runs_count;
};

static bool is_space(struct str s, size_t at)
{
	return s.p[at] == ' ' || s.p[at] == '\t';
}

/* ASCII punctuation, and that of U+2000 to U+203F. */
static bool is_punct(struct str s, size_t at)
{
	uint8_t c = (uint8_t)s.p[at];
	if (c >= 0x80)
		return (c == 0xe2 && at + 1 < s.n && (uint8_t)s.p[at + 1] == 0x80) ||
		       (at >= 2 && (uint8_t)s.p[at - 2] == 0xe2 && (uint8_t)s.p[at - 1] == 0x80);
	return c > ' ' && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9');
}

/* The flanks of a run by the rules of CommonMark; "_" makes no emphasis inside a word. */
static struct run run_make(struct str s, uint32_t at, uint32_t count)
{
	size_t after = at + count;
	bool space_before = at == 0 || is_space(s, at - 1),
	     space_after = after == s.n || is_space(s, after),
	     punct_before = !space_before && is_punct(s, at - 1),
	     punct_after = !space_after && is_punct(s, after);
	bool left = !space_after && (!punct_after || space_before || punct_before),
	     right = !space_before && (!punct_before || space_after || punct_after);
	bool is_low = s.p[at] == '_';
	return (struct run){ at, count, count, left && (!is_low || !right || punct_before),
		right && (!is_low || !left || punct_after) };
}

static void runs_find(struct strip *x)
{
	for (size_t at = 0; at < x->text.n;) {
		size_t from = at;
		char c = x->text.p[at++];
		if (c == '\\' && at < x->text.n && is_punct(x->text, at) && (x->text.p[at] & 0x80) == 0) {
			x->drop[from] = true;
			at++;
		}
		if (c != '*' && c != '_')
			continue;
		while (at < x->text.n && x->text.p[at] == c)
			at++;
		x->runs[x->runs_count++] = run_make(x->text, (uint32_t)from, (uint32_t)(at - from));
	}
}

/* Marks nearest to the text between go first. */
static void runs_join(struct strip *x, struct run *opener, struct run *closer)
{
	uint32_t n = opener->left < closer->left ? opener->left : closer->left;
	for (uint32_t i = 0; i < n; i++) {
		x->drop[opener->at + --opener->left] = true;
		x->drop[closer->at + closer->count - closer->left--] = true;
	}
}

static void runs_pair(struct strip *x, struct arena *a)
{
	struct vec open = { NULL, 0, 0 };
	for (uint32_t i = 0; i < x->runs_count; i++) {
		struct run *r = &x->runs[i];
		uint32_t looked = 0, at = open.count;
		while (r->can_close && r->left > 0 && at > 0 && looked++ < OPENERS_MAX) {
			struct run *opener = &x->runs[open.at[--at]];
			if (x->text.p[opener->at] != x->text.p[r->at])
				continue;
			runs_join(x, opener, r);
			open.count = opener->left > 0 ? at + 1 : at;
		}
		if (r->can_open && r->left > 0 && r->left == r->count)
			vec_push(&open, a, i);
	}
}

struct str inline_strip(struct arena *a, struct str text)
{
	struct strip x = { .text = text };
	uint32_t marks = 0;
	char *out;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		marks += text.p[i] == '*' || text.p[i] == '_' || text.p[i] == '\\';
	if (marks == 0)
		return text;
	x.drop = arena_array(a, bool, text.n);
	x.runs = arena_array(a, struct run, marks);
	runs_find(&x);
	runs_pair(&x, a);
	out = arena_alloc(a, text.n, 1);
	for (size_t i = 0; i < text.n; i++)
		if (!x.drop[i])
			out[n++] = text.p[i];
	return (struct str){ out, n };
}
