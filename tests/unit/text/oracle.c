#include "unit/text/oracle.h"

#include <string.h>

#include "base/arena.h"

#define LIST_MAX 160 /* pieces of a small unit */
#define OWNERS_MAX 6

struct part {
	uint32_t lo, hi, owner;
	struct words text;
	uint32_t cluster;
};

struct list {
	struct part at[LIST_MAX];
	uint32_t count;
};

struct alt {
	struct words text;
	uint32_t owners[OWNERS_MAX], count;
};

struct spot {
	uint32_t lo, hi;
	struct alt alts[OWNERS_MAX];
	uint32_t alt_count;
	struct spot *kids;
	uint32_t kid_count;
};

struct world {
	struct arena *arena;
	struct words base;
	struct proposals proposals;
};

static void part_add(struct list *l, struct part p)
{
	cm_assert(l->count < LIST_MAX);
	l->at[l->count++] = p;
}

static bool is_range(const struct part *p)
{
	return p->lo < p->hi;
}

static bool crosses(const struct part *a, const struct part *b)
{
	return (a->lo < b->lo && b->lo < a->hi && a->hi < b->hi) ||
	    (b->lo < a->lo && a->lo < b->hi && b->hi < a->hi);
}

/* Step 2: a deletion that crosses any other range is cut at every end of a range strictly in it. */
static void cut(struct list *out, const struct list *all, const struct part *p)
{
	bool is_cut = false;
	uint32_t from = p->lo;

	for (uint32_t i = 0; i < all->count && p->text.count == 0 && is_range(p); i++)
		is_cut = is_cut || (is_range(&all->at[i]) && crosses(p, &all->at[i]));
	for (uint32_t g = p->lo + 1; is_cut && g < p->hi; g++) {
		bool is_end = false;

		for (uint32_t i = 0; i < all->count; i++)
			is_end = is_end ||
			    (is_range(&all->at[i]) && (all->at[i].lo == g || all->at[i].hi == g));
		if (!is_end)
			continue;
		part_add(out, (struct part){ from, g, p->owner, p->text, 0 });
		from = g;
	}
	part_add(out, (struct part){ from, p->hi, p->owner, p->text, 0 });
}

static bool belongs(const struct part *a, const struct part *b)
{
	bool is_same = a->lo == b->lo && a->hi == b->hi;

	return is_range(a) && is_range(b) && (is_same || crosses(a, b));
}

/* Step 3: what crosses has one cluster number, the least of any. */
static void cluster(struct list *l)
{
	bool is_changed = true;

	for (uint32_t i = 0; i < l->count; i++)
		l->at[i].cluster = i;
	while (is_changed) {
		is_changed = false;
		for (uint32_t i = 0; i < l->count * l->count; i++) {
			struct part *a = &l->at[i / l->count], *b = &l->at[i % l->count];

			if (a->cluster >= b->cluster || !belongs(a, b))
				continue;
			b->cluster = a->cluster;
			is_changed = true;
		}
	}
}

static void hull_of(const struct list *l, uint32_t number, uint32_t *lo, uint32_t *hi)
{
	*lo = UINT32_MAX;
	*hi = 0;
	for (uint32_t i = 0; i < l->count; i++) {
		if (!is_range(&l->at[i]) || l->at[i].cluster != number)
			continue;
		*lo = l->at[i].lo < *lo ? l->at[i].lo : *lo;
		*hi = l->at[i].hi > *hi ? l->at[i].hi : *hi;
	}
}

/* The owner's whole set of edits inside the hull, applied to its words, gap by gap. */
static struct words reading(const struct world *w, uint32_t owner, uint32_t lo, uint32_t hi)
{
	struct edits edits = w->proposals.at[owner].edits;
	uint32_t *at = arena_array(w->arena, uint32_t, 4096), n = 0;

	for (uint32_t g = lo; g < hi; g++) {
		bool is_kept = true;

		for (uint32_t i = 0; i < edits.count; i++) {
			const struct edit *e = &edits.at[i];
			bool begins = e->lo == g && (e->lo < e->hi || g > lo);

			for (uint32_t k = 0; begins && k < e->text.count; k++)
				at[n++] = e->text.at[k];
			is_kept = is_kept && !(e->lo <= g && g < e->hi);
		}
		if (is_kept)
			at[n++] = w->base.at[g];
	}
	return (struct words){ at, n };
}

static void alt_add(struct spot *s, uint32_t owner, struct words text)
{
	for (uint32_t i = 0; i < s->alt_count; i++) {
		struct alt *alt = &s->alts[i];

		for (uint32_t k = 0; k < alt->count; k++)
			if (alt->owners[k] == owner)
				return;
	}
	for (uint32_t i = 0; i < s->alt_count; i++) {
		struct alt *alt = &s->alts[i];

		if (!words_eq(alt->text, text))
			continue;
		alt->owners[alt->count++] = owner;
		return;
	}
	s->alts[s->alt_count++] = (struct alt){ text, { owner }, 1 };
}

static bool is_in(const struct part *p, const struct spot *s)
{
	return is_range(p) ? s->lo <= p->lo && p->hi <= s->hi : s->lo < p->lo && p->hi < s->hi;
}

static struct spot *level(const struct world *w, const struct list *l, uint32_t *count);

/* Step 4 for one outermost hull. Parts come in the order of owners, so alternatives do too. */
static void spot_fill(const struct world *w, const struct list *l, struct spot *s)
{
	struct list *inside = arena_new(w->arena, struct list);

	for (uint32_t i = 0; i < l->count; i++) {
		const struct part *p = &l->at[i];
		uint32_t lo, hi;

		if (!is_range(p))
			continue;
		hull_of(l, p->cluster, &lo, &hi);
		if (lo == s->lo && hi == s->hi)
			alt_add(s, p->owner,
			    p->lo == lo && p->hi == hi ? p->text : reading(w, p->owner, lo, hi));
	}
	for (uint32_t i = 0; i < l->count; i++) {
		bool is_owner = false;

		for (uint32_t k = 0; k < s->alt_count; k++)
			for (uint32_t m = 0; m < s->alts[k].count; m++)
				is_owner = is_owner || s->alts[k].owners[m] == l->at[i].owner;
		if (!is_owner && is_in(&l->at[i], s))
			part_add(inside, l->at[i]);
	}
	s->kids = level(w, inside, &s->kid_count);
}

static bool same_owners(const struct alt *a, const struct alt *b)
{
	return a->count == b->count && memcmp(a->owners, b->owners, a->count * sizeof(uint32_t)) == 0;
}

/* Step 6. */
static bool joins(struct spot *a, const struct spot *b)
{
	if (a->hi != b->lo || a->lo == a->hi || b->lo == b->hi || a->kid_count + b->kid_count > 0 ||
	    a->alt_count != 1 || b->alt_count != 1 || a->alts[0].text.count > 0 ||
	    b->alts[0].text.count > 0 || !same_owners(&a->alts[0], &b->alts[0]))
		return false;
	a->hi = b->hi;
	return true;
}

static uint32_t spots_add(struct spot *spots, uint32_t n, const struct spot *s)
{
	if (n > 0 && joins(&spots[n - 1], s))
		return n;
	spots[n] = *s;
	return n + 1;
}

/* The outermost hull that begins at the gap: of all that begin there, one that no other contains. */
static bool outermost(const struct list *l, uint32_t gap, struct spot *out)
{
	*out = (struct spot){ .lo = gap, .hi = gap };
	for (uint32_t i = 0; i < l->count; i++) {
		uint32_t lo, hi;

		if (!is_range(&l->at[i]))
			continue;
		hull_of(l, l->at[i].cluster, &lo, &hi);
		if (lo == gap && hi > out->hi)
			out->hi = hi;
	}
	return out->hi > gap;
}

static struct spot *level(const struct world *w, const struct list *given, uint32_t *count)
{
	struct list *l = arena_new(w->arena, struct list);
	struct spot *spots = arena_array(w->arena, struct spot, 2 * w->base.count + 2);
	uint32_t n = 0, open_to = 0;

	*l = *given;
	cluster(l);
	for (uint32_t g = 0; l->count > 0 && g <= w->base.count; g++) {
		struct spot s = { .lo = g, .hi = g };

		if (g < open_to)
			continue;
		for (uint32_t i = 0; i < l->count; i++)
			if (!is_range(&l->at[i]) && l->at[i].lo == g)
				alt_add(&s, l->at[i].owner, l->at[i].text);
		if (s.alt_count > 0)
			n = spots_add(spots, n, &s);
		if (!outermost(l, g, &s))
			continue;
		spot_fill(w, l, &s);
		n = spots_add(spots, n, &s);
		open_to = s.hi;
	}
	*count = n;
	return spots;
}

static void head_put(struct buf *b, uint32_t lo, uint32_t hi)
{
	buf_dec(b, lo);
	buf_byte(b, '-');
	buf_dec(b, hi);
}

static void numbers_put(struct buf *b, char open, const uint32_t *at, uint32_t count)
{
	buf_byte(b, (uint8_t)open);
	for (uint32_t i = 0; i < count; i++) {
		buf_byte(b, ' ');
		buf_dec(b, at[i]);
	}
}

static uint32_t rank_of(const struct world *w, const struct alt *alt)
{
	uint32_t rank = UINT32_MAX;

	for (uint32_t i = 0; i < alt->count; i++) {
		uint32_t own = w->proposals.at[alt->owners[i]].rank;

		rank = own < rank ? own : rank;
	}
	return rank;
}

/* The alternative that comes next: of those of the lowest rank the first. They stand by owner. */
static const struct alt *alt_next(const struct world *w, const struct spot *s, bool *is_put)
{
	uint32_t best = s->alt_count;

	for (uint32_t k = 0; k < s->alt_count; k++) {
		if (!is_put[k] &&
		    (best == s->alt_count || rank_of(w, &s->alts[k]) < rank_of(w, &s->alts[best])))
			best = k;
	}
	is_put[best] = true;
	return &s->alts[best];
}

static void spots_put(struct buf *b, const struct world *w, const struct spot *s, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		bool is_put[OWNERS_MAX] = { false };

		head_put(b, s[i].lo, s[i].hi);
		for (uint32_t k = 0; k < s[i].alt_count; k++) {
			const struct alt *alt = alt_next(w, &s[i], is_put);
			uint32_t ids[OWNERS_MAX];

			for (uint32_t m = 0; m < alt->count; m++)
				ids[m] = w->proposals.at[alt->owners[m]].id;
			numbers_put(b, '"', alt->text.at, alt->text.count);
			numbers_put(b, '#', ids, alt->count);
		}
		buf_put(b, S("("));
		spots_put(b, w, s[i].kids, s[i].kid_count);
		buf_put(b, S(")"));
	}
}

void oracle_put(struct buf *b, struct arena *a, struct words base, struct proposals proposals)
{
	struct world w = { a, base, proposals };
	struct list *all = arena_new(a, struct list), *parts = arena_new(a, struct list);
	uint32_t count;
	struct spot *spots;

	for (uint32_t i = 0; i < proposals.count; i++)
		for (uint32_t k = 0; k < proposals.at[i].edits.count; k++) {
			const struct edit *e = &proposals.at[i].edits.at[k];

			part_add(all, (struct part){ e->lo, e->hi, i, e->text, 0 });
		}
	for (uint32_t i = 0; i < all->count; i++)
		cut(parts, all, &all->at[i]);
	spots = level(&w, parts, &count);
	spots_put(b, &w, spots, count);
}

void choices_put(struct buf *b, struct choices choices)
{
	for (uint32_t i = 0; i < choices.count; i++) {
		const struct choice *c = &choices.at[i];

		head_put(b, c->lo, c->hi);
		for (uint32_t k = 0; k < c->alt_count; k++) {
			numbers_put(b, '"', c->alts[k].text.at, c->alts[k].text.count);
			numbers_put(b, '#', c->alts[k].by, c->alts[k].by_count);
		}
		buf_put(b, S("("));
		choices_put(b, c->kids);
		buf_put(b, S(")"));
	}
}
