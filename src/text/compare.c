#include "text/compare.h"

#include "base/arena.h"
#include "text/diff.h"

#define STEPS_LEAST 256 /* of one pair, whatever its share */

static const struct str KINDS[COMPARE_KIND__COUNT] = {
	[COMPARE_SAME] = { "same", 4 },
	[COMPARE_CHANGED] = { "changed", 7 },
	[COMPARE_NEW] = { "new", 3 },
	[COMPARE_GONE] = { "gone", 4 },
	[COMPARE_AWAY] = { "away", 4 },
};

struct comparer {
	struct arena *arena;
	const struct lexicon *words;
	struct paragraphs old_list, new_list;
	const struct draft *old_draft, *new_draft; /* or NULL */
	struct pairing pairs;
	struct compare_row *rows;
	uint32_t count;
	uint64_t total; /* words */
};

struct str compare_kind_name(enum compare_kind k)
{
	cm_assert(k < COMPARE_KIND__COUNT);
	return KINDS[k];
}

static struct compare_row *row_add(
    struct comparer *c, enum compare_kind kind, uint32_t old_at, uint32_t new_at)
{
	struct compare_row *row = &c->rows[c->count++];
	*row = (struct compare_row){ .kind = kind, .old_at = old_at, .new_at = new_at };
	row->is_moved = old_at != DRAFT_NONE && c->pairs.is_moved[old_at];
	return row;
}

/* The share of two paragraphs in all steps. */
static uint32_t steps_share(const struct comparer *c, struct words base, struct words changed)
{
	uint64_t own = (uint64_t)base.count + changed.count, steps;
	if (own * own <= COMPARE_STEPS_MAX / (c->total + 1) * own)
		return DIFF_STEPS_MAX; /* it cannot take more than its share */
	steps = COMPARE_STEPS_MAX / (c->total + 1) * own;
	steps = steps < STEPS_LEAST ? STEPS_LEAST : steps;
	return steps < DIFF_STEPS_MAX ? (uint32_t)steps : DIFF_STEPS_MAX;
}

static void row_pair(struct comparer *c, uint32_t old_at, uint32_t new_at)
{
	struct words base = c->old_list.at[old_at], changed = c->new_list.at[new_at];
	struct compare_row *row = row_add(c, COMPARE_SAME, old_at, new_at);
	if (c->old_draft != NULL) {
		const struct draft_unit *u = &c->old_draft->units[old_at];
		const struct draft_unit *v = &c->new_draft->units[new_at];
		row->is_relabelled = u->kind != v->kind || !str_eq(u->label, v->label);
	}
	if (words_eq(base, changed))
		return;
	row->kind = COMPARE_CHANGED;
	row->edits = edits_between_within(
	    c->arena, c->words, base, changed, steps_share(c, base, changed));
}

/* Old ones before `to`: what is gone, and where something stood that has moved. */
static uint32_t rows_leave(struct comparer *c, uint32_t from, uint32_t to)
{
	for (; from < to; from++) {
		uint32_t new_at = c->pairs.new_of[from];
		if (new_at == DRAFT_NONE)
			row_add(c, COMPARE_GONE, from, DRAFT_NONE);
		else if (c->pairs.is_moved[from])
			row_add(c, COMPARE_AWAY, from, new_at);
	}
	return to;
}

static struct comparison rows_make(struct comparer *c)
{
	uint32_t n = c->old_list.count, m = c->new_list.count, at = 0;
	struct comparison out = { 0 };
	uint32_t *spine = arena_array(c->arena, uint32_t, (size_t)n + 1);
	bool *stays;
	for (uint32_t i = 0; i < n; i++) {
		c->total += c->old_list.at[i].count;
		spine[i] = c->pairs.is_moved[i] ? PAIRING_NONE : c->pairs.new_of[i];
	}
	for (uint32_t j = 0; j < m; j++)
		c->total += c->new_list.at[j].count;
	/* What is below something that moved did not move itself, but is not where it was either. */
	stays = ranks_ascend(c->arena, spine, n);
	c->rows = arena_array(c->arena, struct compare_row, (size_t)n + n + m + 1);
	for (uint32_t j = 0; j < m; j++) {
		uint32_t old_at = c->pairs.old_of[j];
		if (old_at == DRAFT_NONE) {
			row_add(c, COMPARE_NEW, DRAFT_NONE, j);
			continue;
		}
		if (stays[old_at])
			at = rows_leave(c, at, old_at) + 1;
		row_pair(c, old_at, j);
	}
	rows_leave(c, at, n);
	out.at = c->rows;
	out.count = c->count;
	for (uint32_t i = 0; i < out.count; i++)
		out.counts[out.at[i].kind]++;
	out.moved = out.counts[COMPARE_AWAY];
	return out;
}

struct comparison compare_paragraphs(struct arena *a, const struct lexicon *l,
    struct paragraphs old_list, struct paragraphs new_list)
{
	struct comparer c = { .arena = a, .words = l, .old_list = old_list, .new_list = new_list };
	c.pairs = paragraphs_pair(a, l, old_list, new_list);
	return rows_make(&c);
}

static struct paragraphs draft_paragraphs(struct arena *a, const struct draft *d)
{
	struct words *list = arena_array(a, struct words, (size_t)d->units_count + 1);
	for (uint32_t i = 0; i < d->units_count; i++)
		list[i] = d->units[i].base;
	return (struct paragraphs){ list, d->units_count };
}

static void comparer_init(struct comparer *c, struct arena *a, const struct draft *old_draft,
    const struct draft *new_draft)
{
	*c = (struct comparer){ .arena = a, .words = old_draft->words };
	c->old_list = draft_paragraphs(a, old_draft);
	c->new_list = draft_paragraphs(a, new_draft);
	c->old_draft = old_draft;
	c->new_draft = new_draft;
}

enum rc compare_documents(struct arena *a, const struct draft *old_draft,
    const struct draft *new_draft, struct comparison *out, struct err *err)
{
	struct comparer c;
	if (old_draft->words != new_draft->words)
		return cm_fail(err, RC_INVALID, "the drafts are on two lexicons");
	comparer_init(&c, a, old_draft, new_draft);
	c.pairs = paragraphs_pair(a, c.words, c.old_list, c.new_list);
	*out = rows_make(&c);
	return RC_OK;
}

/* Units by id. */
static enum rc units_map(
    struct arena *a, const struct draft *d, struct map *m, struct err *err)
{
	map_init(m, a, d->words->map.hash_key);
	for (uint32_t i = 0; i < d->units_count; i++) {
		struct str id = d->units[i].id;
		if (id.n == 0 || map_get(m, id) != MAP_NONE)
			return cm_fail(err, RC_INVALID, "unit %u: no id of its own", i);
		map_put(m, id, i);
	}
	return RC_OK;
}

/* The same units side by side under the same parent, in chains: who left their order has moved. */
static void siblings_move(struct comparer *c, uint32_t *new_of, bool *is_moved)
{
	uint32_t n = c->old_list.count;
	const struct draft_unit *units = c->old_draft->units;
	uint32_t *first = arena_array(c->arena, uint32_t, (size_t)n + 1);
	uint32_t *next = arena_array(c->arena, uint32_t, (size_t)n + 1);
	uint32_t *list = arena_array(c->arena, uint32_t, (size_t)n + 1);
	uint32_t *ranks = arena_array(c->arena, uint32_t, (size_t)n + 1);
	for (uint32_t i = 0; i <= n; i++)
		first[i] = DRAFT_NONE;
	for (uint32_t i = n; i-- > 0;) {
		uint32_t parent = units[i].parent, new_parent, to;
		if (new_of[i] == DRAFT_NONE)
			continue;
		new_parent = c->new_draft->units[new_of[i]].parent;
		is_moved[i] = parent == DRAFT_NONE
		    ? new_parent != DRAFT_NONE
		    : new_parent == DRAFT_NONE || new_parent != new_of[parent];
		if (is_moved[i])
			continue;
		to = parent == DRAFT_NONE ? n : parent;
		next[i] = first[to];
		first[to] = i;
	}
	for (uint32_t p = 0; p <= n; p++) {
		uint32_t count = 0;
		bool *stays;
		for (uint32_t i = first[p]; i != DRAFT_NONE; i = next[i]) {
			ranks[count] = new_of[i];
			list[count++] = i;
		}
		if (count < 2)
			continue;
		stays = ranks_ascend(c->arena, ranks, count);
		for (uint32_t k = 0; k < count; k++)
			is_moved[list[k]] = !stays[k];
	}
}

enum rc compare_revisions(struct arena *a, const struct draft *old_draft,
    const struct draft *new_draft, struct comparison *out, struct err *err)
{
	struct comparer c;
	struct map olds, news;
	uint32_t *new_of, *old_of;
	bool *is_moved;
	enum rc rc;
	if (old_draft->words != new_draft->words)
		return cm_fail(err, RC_INVALID, "the revisions are on two lexicons");
	rc = units_map(a, old_draft, &olds, err);
	if (rc == RC_OK)
		rc = units_map(a, new_draft, &news, err);
	if (rc != RC_OK)
		return rc;
	comparer_init(&c, a, old_draft, new_draft);
	new_of = arena_array(a, uint32_t, (size_t)c.old_list.count + 1);
	old_of = arena_array(a, uint32_t, (size_t)c.new_list.count + 1);
	is_moved = arena_array(a, bool, (size_t)c.old_list.count + 1);
	for (uint32_t i = 0; i < c.old_list.count; i++)
		new_of[i] = map_get(&news, old_draft->units[i].id);
	for (uint32_t j = 0; j < c.new_list.count; j++)
		old_of[j] = map_get(&olds, new_draft->units[j].id);
	siblings_move(&c, new_of, is_moved);
	c.pairs = (struct pairing){ new_of, old_of, is_moved };
	*out = rows_make(&c);
	return RC_OK;
}
