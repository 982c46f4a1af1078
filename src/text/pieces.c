#include "text/pieces.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "text/sort.h"

void *pieces_room(struct arena *a, size_t count, size_t bytes)
{
	size_t n;

	return __builtin_mul_overflow(count, bytes, &n) ? NULL : arena_try(a, n, ARENA_ALIGN);
}

static int proposals_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct proposal *p = ctx;

	return p[a].id == p[b].id ? 0 : p[a].id < p[b].id ? -1 : 1;
}

static bool proposals_sort(struct arena *a, struct proposals given, struct proposals *out)
{
	uint32_t *order = pieces_room(a, given.count, 2 * sizeof(*order));
	struct proposal *list = pieces_room(a, given.count, sizeof(*list));
	uint32_t n = 0;

	if (order == NULL || list == NULL)
		return false;
	for (uint32_t i = 0; i < given.count; i++)
		order[i] = i;
	ranks_sort(order, order + given.count, given.count, proposals_compare, given.at);
	for (uint32_t i = 0; i < given.count; i++)
		if (n == 0 || list[n - 1].id != given.at[order[i]].id)
			list[n++] = given.at[order[i]];
	*out = (struct proposals){ list, n };
	return true;
}

static int pieces_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct piece *p = ctx;

	if (p[a].lo != p[b].lo)
		return p[a].lo < p[b].lo ? -1 : 1;
	if (p[a].hi != p[b].hi)
		return p[a].hi > p[b].hi ? -1 : 1;
	return p[a].owner == p[b].owner ? 0 : p[a].owner < p[b].owner ? -1 : 1;
}

/* A sorted copy, or NULL. */
static struct piece *pieces_sorted(struct arena *a, const struct piece *given, uint32_t count)
{
	uint32_t *order = pieces_room(a, count, 2 * sizeof(*order));
	struct piece *list = pieces_room(a, count, sizeof(*list));

	if (order == NULL || list == NULL)
		return NULL;
	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	ranks_sort(order, order + count, count, pieces_compare, given);
	for (uint32_t i = 0; i < count; i++)
		list[i] = given[order[i]];
	return list;
}

/* The edits as pieces in the order of the proposals: insertions, and ranges uncut. */
static bool pieces_collect(struct arena *a, struct pieces *p, uint32_t edits)
{
	struct piece *inserts = pieces_room(a, edits, sizeof(*inserts));
	struct piece *ranges = pieces_room(a, edits, sizeof(*ranges));

	if (inserts == NULL || ranges == NULL)
		return false;
	for (uint32_t owner = 0; owner < p->proposals.count; owner++) {
		struct edits of = p->proposals.at[owner].edits;

		for (uint32_t i = 0; i < of.count; i++) {
			const struct edit *e = &of.at[i];
			struct piece piece = { e->lo, e->hi, owner, e->text };

			if (e->lo == e->hi)
				inserts[p->insert_count++] = piece;
			else
				ranges[p->piece_count++] = piece;
		}
	}
	p->inserts = pieces_sorted(a, inserts, p->insert_count);
	p->pieces = pieces_sorted(a, ranges, p->piece_count);
	return p->inserts != NULL && p->pieces != NULL;
}

/* Ranges and their clusters, from sorted pieces. */
static bool ranges_make(struct arena *a, struct pieces *p)
{
	struct crossing *c = &p->crossing;
	uint32_t n = 0;

	p->ranges = pieces_room(a, p->piece_count, sizeof(*p->ranges));
	if (p->ranges == NULL)
		return false;
	for (uint32_t i = 0; i < p->piece_count; i++) {
		const struct piece *at = &p->pieces[i];

		if (n == 0 || p->ranges[n - 1].lo != at->lo || p->ranges[n - 1].hi != at->hi)
			p->ranges[n++] = (struct range){ at->lo, at->hi, i, i };
		p->ranges[n - 1].pieces_end = i + 1;
	}
	p->range_count = n;
	c->ranges = p->ranges;
	c->opens = pieces_room(a, n, 5 * sizeof(*c->opens));
	c->blocks = pieces_room(a, n, sizeof(*c->blocks));
	p->clusters = pieces_room(a, n, sizeof(*p->clusters));
	if (c->opens == NULL || c->blocks == NULL || p->clusters == NULL)
		return false;
	c->next = c->opens + n;
	c->parent = c->next + n;
	c->closes = c->parent + n;
	c->spare = c->closes + n;
	for (uint32_t i = 0; i < n; i++)
		c->opens[i] = i;
	p->cluster_count = ranges_cluster(c, n, p->clusters);
	return true;
}

/* Where ranges begin or end: upto[g] tells how many such places there are up to gap g. */
struct ends {
	uint32_t *at, *upto;
};

static bool ends_make(struct arena *a, const struct pieces *p, uint32_t words, struct ends *out)
{
	uint32_t *upto = pieces_room(a, (size_t)words + 1, sizeof(*upto));
	uint32_t *at = pieces_room(a, (size_t)words + 1, sizeof(*at));
	uint32_t n = 0;

	if (upto == NULL || at == NULL)
		return false;
	memset(upto, 0, ((size_t)words + 1) * sizeof(*upto));
	for (uint32_t i = 0; i < p->range_count; i++)
		upto[p->ranges[i].lo] = upto[p->ranges[i].hi] = 1;
	for (uint32_t g = 0; g <= words; g++) {
		if (upto[g] == 1)
			at[n++] = g;
		upto[g] = n;
	}
	*out = (struct ends){ at, upto };
	return true;
}

/* Marks in *cut the ranges that cross another. Returns how many pieces there are once deletions
 * among them are cut; the present number when nothing is to be cut. */
static uint64_t cuts_find(const struct pieces *p, const struct ends *ends, bool *cut)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < p->cluster_count; i++)
		for (uint32_t r = p->clusters[i].first; r != RANGE_NONE; r = p->crossing.next[r])
			cut[r] = p->clusters[i].count > 1;
	for (uint32_t r = 0; r < p->range_count; r++) {
		const struct range *at = &p->ranges[r];
		uint32_t inside = cut[r] ? ends->upto[at->hi - 1] - ends->upto[at->lo] : 0;

		for (uint32_t i = at->pieces; i < at->pieces_end; i++)
			n += p->pieces[i].text.count == 0 ? (uint64_t)inside + 1 : 1;
	}
	return n;
}

static uint32_t piece_cut(const struct piece *piece, const struct ends *ends, struct piece *out)
{
	uint32_t n = 0, lo = piece->lo;

	for (uint32_t k = ends->upto[lo]; lo < piece->hi; k++) {
		uint32_t hi = ends->at[k];

		out[n++] = (struct piece){ lo, hi, piece->owner, piece->text };
		lo = hi;
	}
	return n;
}

static enum rc pieces_cut(
    struct arena *a, struct pieces *p, uint32_t words, bool *is_done, struct err *err)
{
	struct ends ends;
	bool *cut = pieces_room(a, p->range_count, sizeof(*cut));
	struct piece *list;
	uint64_t count;
	uint32_t n = 0;

	if (cut == NULL || !ends_make(a, p, words, &ends))
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	count = cuts_find(p, &ends, cut);
	*is_done = count == p->piece_count;
	if (*is_done)
		return RC_OK;
	if (count > UNIT_PIECES_MAX)
		return cm_fail(err, RC_LIMIT, "deletions that cross others fall into too many pieces");
	list = pieces_room(a, count, sizeof(*list));
	if (list == NULL)
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	for (uint32_t r = 0; r < p->range_count; r++)
		for (uint32_t i = p->ranges[r].pieces; i < p->ranges[r].pieces_end; i++)
			if (cut[r] && p->pieces[i].text.count == 0)
				n += piece_cut(&p->pieces[i], &ends, list + n);
			else
				list[n++] = p->pieces[i];
	cm_assert(n == count);
	p->pieces = pieces_sorted(a, list, n);
	p->piece_count = n;
	if (p->pieces == NULL)
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	return RC_OK;
}

enum rc pieces_make(struct arena *a, struct words base, struct proposals proposals,
    struct pieces *out, struct err *err)
{
	uint64_t edits = 0;
	bool is_done = true;

	*out = (struct pieces){ .inserts = NULL };
	for (uint32_t i = 0; i < proposals.count; i++)
		edits += proposals.at[i].edits.count;
	if (base.count > UNIT_WORDS_MAX || edits > UNIT_EDITS_MAX ||
	    proposals.count > UNIT_EDITS_MAX)
		return cm_fail(err, RC_LIMIT, "too many words, proposals or edits in one unit");
	if (!proposals_sort(a, proposals, &out->proposals) ||
	    !pieces_collect(a, out, (uint32_t)edits) || !ranges_make(a, out))
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	enum rc rc = pieces_cut(a, out, base.count, &is_done, err);
	if (rc != RC_OK || is_done)
		return rc;
	if (!ranges_make(a, out))
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	return RC_OK;
}
