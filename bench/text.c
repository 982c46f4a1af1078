/*
 * The rolling text: consolidation of a whole text with the proposals of all parties, rendered to one
 * line a unit; one more proposal; a crowded paragraph; and how the time grows. Times are the median
 * of repeated runs on one core. Proposals are drawn from a seed: replacements and insertions of few
 * words, deletions, now and then a long one, and a fifth repeats what another proposes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/scope.h"
#include "bench/forum.h"
#include "text/brackets.h"

#define MEMORY ((size_t)2 * 1024 * 1024 * 1024)
#define RUNS 15
#define LEXICON 4000
#define UNIT_ROOM 64 /* proposals of one unit; five are usual */

struct unit {
	struct words base;
	struct proposal *list;
	uint32_t count;
};

static uint64_t seed = 20160427;

static uint32_t below(uint32_t n)
{
	uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ z >> 31) % n);
}

static struct words words_draw(struct arena *a, uint32_t count)
{
	uint32_t *at = arena_array(a, uint32_t, count);

	for (uint32_t i = 0; i < count; i++)
		at[i] = below(LEXICON);
	return (struct words){ at, count };
}

static struct edit edit_draw(struct arena *a, uint32_t lo, uint32_t words)
{
	uint32_t what = below(20), width = what == 0 ? 8 + below(12) : 1 + below(4);
	struct edit e = { lo, lo + width < words ? lo + width : words, { NULL, 0 } };

	if (what < 6) /* a deletion */
		return e;
	if (what < 13)
		e.hi = lo;
	e.text = words_draw(a, 1 + below(4));
	return e;
}

/* One to three edits, in order. */
static struct edits edits_draw(struct arena *a, struct words base)
{
	struct edit sent[3];
	struct edits out;
	uint32_t count = 1 + below(3), n = 0, from = 0;

	for (uint32_t i = 0; i < count && from < base.count; i++) {
		uint32_t part = base.count * (i + 1) / count;

		if (part <= from)
			continue;
		sent[n] = edit_draw(a, from + below(part - from), base.count);
		from = sent[n++].hi + 1;
	}
	if (edits_normal(a, base, (struct edits){ sent, n }, &out, NULL) != RC_OK)
		bench_fail("edits", NULL);
	return out;
}

static void unit_init(struct arena *a, struct unit *u, uint32_t words, uint32_t room)
{
	*u = (struct unit){ words_draw(a, words), arena_array(a, struct proposal, room), 0 };
}

static void proposal_add(struct arena *a, struct unit *u, uint32_t id)
{
	struct edits edits = u->count > 0 && below(5) == 0 ? u->list[below(u->count)].edits
							   : edits_draw(a, u->base);

	u->list[u->count++] = (struct proposal){ id, edits };
}

static struct str name_word(const void *ctx, uint32_t word)
{
	(void)ctx;
	return str_sub(S("responsibilities"), 0, 1 + word % 11); /* 6 letters on average */
}

static struct str name_proposal(const void *ctx, uint32_t id)
{
	(void)ctx;
	return str_sub(S("PARTY"), 0, 2 + id % 2);
}

/* Consolidates, and renders when there is somewhere to; returns the number of bytes. */
static size_t unit_show(struct arena *a, const struct unit *u, struct buf *to)
{
	const struct brackets_names names = { NULL, name_word, name_proposal, S(" ") };
	struct choices choices;
	struct err err;

	if (consolidate(a, u->base, (struct proposals){ u->list, u->count }, &choices, &err) !=
	    RC_OK)
		bench_fail("consolidate", &err);
	if (to == NULL)
		return 0;
	buf_clear(to);
	brackets_put(to, u->base, choices, &names);
	return to->n;
}

static int times_compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Median milliseconds for units [from, from + count). */
static double units_time(const struct unit *units, uint32_t count, bool is_shown, size_t *bytes)
{
	double took[RUNS];
	struct buf out;
	SCOPE_ARENA(text, MEMORY);
	SCOPE_ARENA(a, MEMORY);

	buf_init(&out, &text, MEMORY / 2);
	for (int run = 0; run < RUNS; run++) {
		double began = bench_now();

		*bytes = 0;
		for (uint32_t i = 0; i < count; i++) {
			arena_reset(&a);
			*bytes += unit_show(&a, &units[i], is_shown ? &out : NULL);
		}
		took[run] = (bench_now() - began) * 1e3;
	}
	qsort(took, RUNS, sizeof(*took), times_compare);
	return took[RUNS / 2];
}

/* `times` a text of 55,000 words in 600 units with 3,000 proposals. */
static void text_bench(uint32_t times)
{
	SCOPE_ARENA(a, MEMORY);
	uint32_t count = 600 * times, proposals = 3000 * times;
	struct unit *units = arena_array(&a, struct unit, count);
	size_t bytes, one;

	for (uint32_t i = 0; i < count; i++)
		unit_init(&a, &units[i], 20 + below(144), UNIT_ROOM);
	for (uint32_t id = 1; id <= proposals; id++) {
		struct unit *u = &units[below(count)];

		cm_assert(u->count + 1 < UNIT_ROOM);
		proposal_add(&a, u, id);
	}
	double bare = units_time(units, count, false, &bytes);
	double shown = units_time(units, count, true, &bytes);
	uint32_t words = 0, busiest = 0;

	for (uint32_t i = 0; i < count; i++) {
		words += units[i].base.count;
		busiest = units[i].count > units[busiest].count ? i : busiest;
	}
	proposal_add(&a, &units[busiest], proposals + 1);
	(void)printf("text: %u words, %u units, %u proposals: %.2f ms, %.2f ms with %zu bytes; "
		     "one more: %.3f ms\n",
	    words, count, proposals, bare, shown, bytes,
	    units_time(&units[busiest], 1, true, &one));
}

static void unit_bench(const char *what, uint32_t words, uint32_t proposals)
{
	SCOPE_ARENA(a, MEMORY);
	struct unit u;
	size_t bytes;

	unit_init(&a, &u, words, proposals);
	for (uint32_t id = 1; id <= proposals; id++)
		proposal_add(&a, &u, id);
	double bare = units_time(&u, 1, false, &bytes);
	double shown = units_time(&u, 1, true, &bytes);

	(void)printf("%s: %u words, %u proposals: %.3f ms, %.3f ms with %zu bytes\n", what, words,
	    proposals, bare, shown, bytes);
}

/* Each proposal inside the one before it. */
static void nested_bench(uint32_t depth)
{
	SCOPE_ARENA(a, MEMORY);
	struct unit u;
	size_t bytes;

	unit_init(&a, &u, 2 * depth + 1, depth);
	for (uint32_t i = 0; i < depth; i++) {
		struct edit *e = arena_array(&a, struct edit, 1);

		*e = (struct edit){ i, u.base.count - i, { NULL, 0 } };
		u.list[u.count++] = (struct proposal){ i + 1, { e, 1 } };
	}
	double bare = units_time(&u, 1, false, &bytes);

	(void)printf("nested: %u in each other: %.2f ms\n", depth, bare);
}

int main(void)
{
	for (uint32_t times = 1; times <= 10; times = times == 1 ? 2 : times == 2 ? 5 : times * 2)
		text_bench(times);
	unit_bench("paragraph", 120, 200);
	for (uint32_t times = 1; times <= 10; times = times == 1 ? 2 : times == 2 ? 5 : times * 2)
		unit_bench("one unit", 2000 * times, 500 * times);
	nested_bench(10000);
	nested_bench(100000);
	return 0;
}
