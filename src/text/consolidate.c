/*
 * One sweep over the base. Clusters of crossing ranges come in reading order, the widest first, and
 * those around the present place are the open nodes. A proposal that has an alternative at an open
 * node is absorbed by it: its reading there holds all that it does inside, so that its pieces inside
 * are left out, and a cluster that loses ranges so is clustered again when it is reached. By then all
 * that absorb it are open, hence no range is clustered again twice; and what opens later inside a
 * cluster cannot contain a range of it, because that would cross what the range crosses.
 */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "text/choice.h"
#include "text/pieces.h"
#include "text/reading.h"
#include "text/sort.h"

#define NODE_NONE UINT32_MAX

struct label {
	uint32_t owner;
	struct words text;
};

struct node {
	uint32_t lo, hi;
	uint32_t up, before, last_kid; /* the node around, its sibling before, its last kid */
	uint32_t labels, label_count;
	bool is_hull; /* its texts are readings, not those of its pieces */
	const struct choice_alt *alts;
	uint32_t alt_count;
};

struct sweep {
	struct arena *arena;
	struct words base;
	struct pieces p;
	struct cluster *heap; /* those to come; the first in reading order, the widest first, on top */
	uint32_t heap_count;
	uint32_t *absorber; /* for each owner: 1 + the open node where it has an alternative, or 0 */
	struct node *nodes;
	uint32_t node_count, open; /* the innermost open node */
	uint32_t last_top;         /* last node at the top */
	struct label *labels;
	uint32_t label_count;
	uint32_t *order, *spare; /* room to sort labels */
	uint64_t reading_words;
};

static bool cluster_precedes(const struct cluster *a, const struct cluster *b)
{
	return a->lo != b->lo ? a->lo < b->lo : a->hi > b->hi;
}

static void heap_push(struct sweep *s, struct cluster c)
{
	uint32_t i = s->heap_count++;

	for (; i > 0 && cluster_precedes(&c, &s->heap[(i - 1) / 2]); i = (i - 1) / 2)
		s->heap[i] = s->heap[(i - 1) / 2];
	s->heap[i] = c;
}

static struct cluster heap_pop(struct sweep *s)
{
	struct cluster top = s->heap[0], last = s->heap[--s->heap_count];
	uint32_t i = 0;

	for (;;) {
		uint64_t kid = 2 * (uint64_t)i + 1;

		if (kid + 1 < s->heap_count && cluster_precedes(&s->heap[kid + 1], &s->heap[kid]))
			kid++;
		if (kid >= s->heap_count || !cluster_precedes(&s->heap[kid], &last))
			break;
		s->heap[i] = s->heap[kid];
		i = (uint32_t)kid;
	}
	s->heap[i] = last;
	return top;
}

static bool sweep_init(struct sweep *s)
{
	size_t owners = s->p.proposals.count, pieces = s->p.piece_count + (size_t)s->p.insert_count;

	s->open = s->last_top = NODE_NONE;
	s->heap = pieces_room(s->arena, s->p.range_count + (size_t)1, sizeof(*s->heap));
	s->absorber = pieces_room(s->arena, owners, sizeof(*s->absorber));
	s->nodes = pieces_room(
	    s->arena, s->p.range_count + (size_t)s->p.insert_count, sizeof(*s->nodes));
	s->labels = pieces_room(s->arena, pieces, sizeof(*s->labels));
	s->order = pieces_room(s->arena, owners, 2 * sizeof(*s->order));
	if (s->heap == NULL || s->absorber == NULL || s->nodes == NULL || s->labels == NULL ||
	    s->order == NULL)
		return false;
	s->spare = s->order + owners;
	if (owners > 0)
		memset(s->absorber, 0, owners * sizeof(*s->absorber));
	for (uint32_t i = 0; i < s->p.cluster_count; i++)
		heap_push(s, s->p.clusters[i]);
	return true;
}

/* The last node, so far, in node `up` or at the top. */
static uint32_t *last_in(struct sweep *s, uint32_t up)
{
	return up != NODE_NONE ? &s->nodes[up].last_kid : &s->last_top;
}

static struct node *node_open(struct sweep *s, uint32_t lo, uint32_t hi)
{
	uint32_t at = s->node_count++, *last = last_in(s, s->open);

	s->nodes[at] = (struct node){ .lo = lo,
		.hi = hi,
		.up = s->open,
		.before = *last,
		.last_kid = NODE_NONE,
		.labels = s->label_count };
	*last = at;
	s->open = at;
	return &s->nodes[at];
}

static void label_add(struct sweep *s, struct node *to, const struct piece *piece)
{
	s->absorber[piece->owner] = (uint32_t)(to - s->nodes) + 1;
	s->labels[s->label_count++] = (struct label){ piece->owner, piece->text };
	to->label_count++;
}

static int labels_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct label *l = ctx;
	int by_text = words_cmp(l[a].text, l[b].text);

	if (by_text != 0)
		return by_text;
	return l[a].owner == l[b].owner ? 0 : l[a].owner < l[b].owner ? -1 : 1;
}

static int alts_compare(const void *ctx, uint32_t a, uint32_t b)
{
	const struct choice_alt *alts = ctx;

	if (alts[a].rank != alts[b].rank)
		return alts[a].rank < alts[b].rank ? -1 : 1;
	return alts[a].by[0] == alts[b].by[0] ? 0 : alts[a].by[0] < alts[b].by[0] ? -1 : 1;
}

static enum rc labels_read(struct sweep *s, const struct node *node, struct err *err)
{
	struct label *labels = s->labels + node->labels;

	for (uint32_t i = 0; i < node->label_count; i++) {
		struct edits edits = s->p.proposals.at[labels[i].owner].edits;
		uint32_t n = reading_count(s->base, edits, node->lo, node->hi);
		uint32_t *at;

		s->reading_words += n;
		if (s->reading_words > UNIT_READINGS_WORDS_MAX)
			return cm_fail(err, RC_LIMIT, "readings of crossing proposals are too long");
		at = pieces_room(s->arena, n, sizeof(*at));
		if (at == NULL)
			return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
		reading_write(s->base, edits, node->lo, node->hi, at);
		labels[i].text = (struct words){ at, n };
	}
	return RC_OK;
}

/* Equal texts become one alternative; alternatives stand by rank, then by their first proposal. */
static enum rc alts_make(struct sweep *s, struct node *node, struct err *err)
{
	const struct label *labels = s->labels + node->labels;
	uint32_t count = node->label_count, n = 0;
	uint32_t *by = pieces_room(s->arena, count, sizeof(*by));
	struct choice_alt *grouped = pieces_room(s->arena, count, sizeof(*grouped));
	struct choice_alt *alts;

	if (by == NULL || grouped == NULL)
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	for (uint32_t i = 0; i < count; i++)
		s->order[i] = i;
	ranks_sort(s->order, s->spare, count, labels_compare, labels);
	for (uint32_t i = 0; i < count; i++) {
		const struct label *l = &labels[s->order[i]];
		const struct proposal *p = &s->p.proposals.at[l->owner];

		by[i] = p->id;
		if (n == 0 || !words_eq(grouped[n - 1].text, l->text))
			grouped[n++] = (struct choice_alt){ l->text, by + i, 0, p->rank };
		grouped[n - 1].by_count++;
		if (p->rank < grouped[n - 1].rank)
			grouped[n - 1].rank = p->rank;
	}
	for (uint32_t i = 0; i < n; i++)
		s->order[i] = i;
	ranks_sort(s->order, s->spare, n, alts_compare, grouped);
	alts = n == 1 ? grouped : pieces_room(s->arena, n, sizeof(*alts));
	if (alts == NULL)
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	for (uint32_t i = 0; i < n && n > 1; i++)
		alts[i] = grouped[s->order[i]];
	node->alts = alts;
	node->alt_count = n;
	return RC_OK;
}

/* Nothing but a deletion by these proposals, and nothing inside. */
static bool node_is_plain(const struct node *n)
{
	return n->last_kid == NODE_NONE && n->alt_count == 1 && n->alts[0].text.count == 0;
}

/* A deletion that only continues the one before it becomes part of that. */
static void node_join(struct sweep *s, struct node *node)
{
	struct node *before = node->before != NODE_NONE ? &s->nodes[node->before] : NULL;

	if (before == NULL || before->hi != node->lo || !node_is_plain(before) ||
	    !node_is_plain(node) || before->alts[0].by_count != node->alts[0].by_count ||
	    memcmp(before->alts[0].by, node->alts[0].by,
		node->alts[0].by_count * sizeof(*node->alts[0].by)) != 0)
		return;
	cm_assert(node == &s->nodes[s->node_count - 1]);
	before->hi = node->hi;
	s->node_count--;
	*last_in(s, node->up) = node->before;
}

static enum rc node_close(struct sweep *s, struct err *err)
{
	struct node *node = &s->nodes[s->open];
	enum rc rc = node->is_hull ? labels_read(s, node, err) : RC_OK;

	if (rc == RC_OK)
		rc = alts_make(s, node, err);
	if (rc != RC_OK)
		return rc;
	for (uint32_t i = 0; i < node->label_count; i++)
		s->absorber[s->labels[node->labels + i].owner] = 0;
	s->open = node->up;
	node_join(s, node);
	return RC_OK;
}

/* Closes what ends at or before the gap. */
static enum rc nodes_close(struct sweep *s, uint32_t gap, struct err *err)
{
	enum rc rc = RC_OK;

	while (rc == RC_OK && s->open != NODE_NONE && s->nodes[s->open].hi <= gap)
		rc = node_close(s, err);
	return rc;
}

/* The insertions at the gap of the first one; returns how many those are. */
static uint32_t inserts_emit(struct sweep *s, const struct piece *first, uint32_t left)
{
	struct node *node = NULL;
	uint32_t n = 0;

	for (; n < left && first[n].lo == first->lo; n++) {
		if (s->absorber[first[n].owner] != 0)
			continue;
		if (node == NULL)
			node = node_open(s, first->lo, first->lo);
		label_add(s, node, &first[n]);
	}
	return n;
}

static bool range_is_live(const struct sweep *s, uint32_t r)
{
	const struct range *at = &s->p.ranges[r];

	for (uint32_t i = at->pieces; i < at->pieces_end; i++)
		if (s->absorber[s->p.pieces[i].owner] == 0)
			return true;
	return false;
}

/* Does the cluster stand as it is? Else what is left of it comes again, in its place. */
static bool cluster_stands(struct sweep *s, const struct cluster *c)
{
	struct crossing *x = &s->p.crossing;
	uint32_t live = 0, n;

	for (uint32_t r = c->first; r != RANGE_NONE; r = x->next[r])
		if (range_is_live(s, r))
			x->opens[live++] = r;
	if (live == c->count)
		return true;
	n = ranges_cluster(x, live, s->p.clusters);
	for (uint32_t i = 0; i < n; i++)
		heap_push(s, s->p.clusters[i]);
	return false;
}

static void cluster_emit(struct sweep *s, const struct cluster *c)
{
	struct node *node = s->open != NODE_NONE ? &s->nodes[s->open] : NULL;

	if (node == NULL || node->lo != c->lo || node->hi != c->hi)
		node = node_open(s, c->lo, c->hi);
	node->is_hull = node->is_hull || c->count > 1;
	for (uint32_t r = c->first; r != RANGE_NONE; r = s->p.crossing.next[r])
		for (uint32_t i = s->p.ranges[r].pieces; i < s->p.ranges[r].pieces_end; i++)
			if (s->absorber[s->p.pieces[i].owner] == 0)
				label_add(s, node, &s->p.pieces[i]);
}

static enum rc sweep_run(struct sweep *s, struct err *err)
{
	uint32_t i = 0;
	enum rc rc = RC_OK;

	while (rc == RC_OK && (i < s->p.insert_count || s->heap_count > 0)) {
		const struct piece *insert = i < s->p.insert_count ? &s->p.inserts[i] : NULL;
		struct cluster c;

		if (insert != NULL && (s->heap_count == 0 || insert->lo <= s->heap[0].lo)) {
			rc = nodes_close(s, insert->lo, err);
			if (rc != RC_OK)
				return rc;
			i += inserts_emit(s, insert, s->p.insert_count - i);
			/* It is closed with what ends here, before anything opens. */
			continue;
		}
		c = heap_pop(s);
		rc = nodes_close(s, c.lo, err);
		if (rc == RC_OK && cluster_stands(s, &c))
			cluster_emit(s, &c);
	}
	return rc == RC_OK ? nodes_close(s, UINT32_MAX, err) : rc;
}

/* Nodes in reading order become forests: kids of one node stand side by side. */
static enum rc forest_make(struct sweep *s, struct choices *out, struct err *err)
{
	struct choice *list = pieces_room(s->arena, s->node_count, sizeof(*list));
	uint32_t *place = pieces_room(s->arena, s->node_count, 3 * sizeof(*place));
	uint32_t *kids, *next, top = 0, used = 0;

	if (list == NULL || place == NULL)
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	kids = place + s->node_count;
	next = kids + s->node_count;
	if (s->node_count > 0)
		memset(kids, 0, s->node_count * sizeof(*kids));
	for (uint32_t i = 0; i < s->node_count; i++)
		*(s->nodes[i].up == NODE_NONE ? &used : &kids[s->nodes[i].up]) += 1;
	*out = (struct choices){ list, used };
	for (uint32_t i = 0; i < s->node_count; i++) {
		const struct node *n = &s->nodes[i];

		place[i] = n->up == NODE_NONE ? top++ : next[n->up]++;
		next[i] = used;
		list[place[i]] = (struct choice){ n->lo, n->hi, n->alts, n->alt_count,
			{ list + used, kids[i] },
			n->up == NODE_NONE ? NULL : &list[place[n->up]] };
		used += kids[i];
	}
	cm_assert(used == s->node_count);
	return RC_OK;
}

enum rc consolidate(struct arena *a, struct words base, struct proposals proposals,
    struct choices *out, struct err *err)
{
	struct sweep s = { .arena = a, .base = base };
	enum rc rc = pieces_make(a, base, proposals, &s.p, err);

	if (rc != RC_OK)
		return rc;
	if (!sweep_init(&s))
		return cm_fail(err, RC_LIMIT, "consolidation needs too much memory");
	rc = sweep_run(&s, err);
	return rc == RC_OK ? forest_make(&s, out, err) : rc;
}
