#include "text/alignment.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "text/import_label.h"
#include "text/token.h"

/* Costs: text/alignment.h says what they are of. */
#define LENGTH_SPREAD 8
#define LENGTH_SLACK 40
#define LENGTH_MAX 900
#define HEADING_ALONE 300
#define NOTE_ALONE 200
#define POINT_ALONE 60
#define KIND_OTHER 40
#define LABEL_SAME (-150)
#define LABEL_OTHER 400
#define LABEL_ALONE 80
#define NUMBERS_RANGE 150
#define NUMBERS_ALONE 60
#define TWO_WITH_ONE 230
#define HEADING_MERGED 300
#define LABEL_MERGED 250
#define ALONE 450
#define ALONE_LABELLED 250

/* What is compared of a unit. */
struct traits {
	int64_t length;   /* characters, scaled to the mean of both versions */
	uint64_t numbers; /* a bit for each number in it: its rest by 64 */
	enum unit_kind kind;
	bool has_label;
	struct label label;
};

struct aligner {
	const struct traits *first, *second;
	uint32_t rows, columns;
	uint8_t *steps; /* how the least cost up to here ends */
};

struct str align_kind_name(enum align_kind k)
{
	static const struct str names[ALIGN_KIND__COUNT] = { { "pair", 4 }, { "joined", 6 },
		{ "split", 5 }, { "first-only", 10 }, { "second-only", 11 } };
	cm_assert(k < ALIGN_KIND__COUNT);
	return names[k];
}

/* Of the digits that texts of the forums' languages have, or -1. */
static int digit_of(uint32_t c)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0x966, 0xff10 };
	for (size_t i = 0; i < CM_COUNT(zeros); i++) {
		if (c >= zeros[i] && c < zeros[i] + 10)
			return (int)(c - zeros[i]);
	}
	return -1;
}

static uint64_t numbers_of(struct str text)
{
	uint64_t mask = 0;
	uint32_t number = 0;
	bool is_number = false;
	size_t n;
	for (size_t at = 0; at < text.n; at += n) {
		int digit = digit_of(utf8_get(text, at, &n));
		if (digit >= 0)
			number = ((is_number ? number : 0) * 10 + (uint32_t)digit) % 64000;
		else if (is_number)
			mask |= UINT64_C(1) << number % 64;
		is_number = digit >= 0;
	}
	return is_number ? mask | UINT64_C(1) << number % 64 : mask;
}

static uint64_t length_of(const struct version_unit *u)
{
	return utf8_count(u->label) + utf8_count(u->text);
}

static uint64_t length_sum(struct version v)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < v.count; i++)
		sum += length_of(&v.at[i]);
	return sum;
}

static const struct traits *traits_of(struct arena *a, struct version v, uint64_t sum, uint64_t mean)
{
	struct traits *at = arena_array(a, struct traits, (size_t)v.count + 1);
	for (uint32_t i = 0; i < v.count; i++) {
		const struct version_unit *u = &v.at[i];
		struct traits *t = &at[i];
		t->length = sum > 0 ? (int64_t)(length_of(u) * mean / sum) : 0;
		t->numbers = numbers_of(u->label) | numbers_of(u->text);
		t->kind = u->kind;
		t->has_label = label_read(u->label.n > 0 ? u->label : u->text, &t->label) &&
		    (t->label.ordinal > 0 || t->label.roman > 0);
	}
	return at;
}

static int64_t length_cost(int64_t a, int64_t b)
{
	int64_t cost = 100 * (a - b) * (a - b) / (LENGTH_SPREAD * (a + b) + LENGTH_SLACK);
	return cost < LENGTH_MAX ? cost : LENGTH_MAX;
}

static bool is_heading(enum unit_kind k)
{
	return k == UNIT_TITLE || k == UNIT_HEADING || k == UNIT_ANNEX;
}

static int64_t kind_cost(enum unit_kind a, enum unit_kind b)
{
	if (a == b)
		return 0;
	if (is_heading(a) != is_heading(b))
		return HEADING_ALONE;
	if (a == UNIT_NOTE || b == UNIT_NOTE)
		return NOTE_ALONE;
	return a == UNIT_POINT || b == UNIT_POINT ? POINT_ALONE : KIND_OTHER;
}

/* A letter may also be a Roman number: "(i)", "C." */
static bool ordinals_meet(const struct label *a, const struct label *b)
{
	return (a->ordinal > 0 && (a->ordinal == b->ordinal || a->ordinal == b->roman)) ||
	    (a->roman > 0 && (a->roman == b->ordinal || a->roman == b->roman));
}

static int64_t label_cost(const struct traits *a, const struct traits *b)
{
	if (a->has_label != b->has_label)
		return LABEL_ALONE;
	if (!a->has_label)
		return 0;
	return ordinals_meet(&a->label, &b->label) ? LABEL_SAME : LABEL_OTHER;
}

static int64_t bits_of(uint64_t mask)
{
	int64_t n = 0;
	for (; mask != 0; mask &= mask - 1)
		n++;
	return n;
}

static int64_t numbers_cost(uint64_t a, uint64_t b)
{
	if (a == 0 || b == 0)
		return a == b ? 0 : NUMBERS_ALONE;
	int64_t both = bits_of(a & b), all = bits_of(a | b);
	return NUMBERS_RANGE - 2 * NUMBERS_RANGE * both / all;
}

static int64_t pair_cost(const struct traits *a, const struct traits *b)
{
	return length_cost(a->length, b->length) + kind_cost(a->kind, b->kind) + label_cost(a, b) +
	    numbers_cost(a->numbers, b->numbers);
}

/* Two neighbours of one version, `a` being the earlier, with one of the other. */
static int64_t merge_cost(const struct traits *a, const struct traits *one)
{
	bool has_heading = is_heading(a[0].kind) || is_heading(a[1].kind) || is_heading(one->kind);
	return TWO_WITH_ONE + (has_heading ? HEADING_MERGED : 0) +
	    length_cost(a[0].length + a[1].length, one->length) + kind_cost(a[0].kind, one->kind) +
	    label_cost(&a[0], one) + (a[1].has_label ? LABEL_MERGED : 0) +
	    numbers_cost(a[0].numbers | a[1].numbers, one->numbers);
}

static int64_t alone_cost(const struct traits *a)
{
	return (a->has_label ? ALONE_LABELLED : ALONE) + length_cost(a->length, 0) / 4;
}

static void least(int64_t *best, uint8_t *step, int64_t cost, enum align_kind kind)
{
	if (cost >= *best)
		return;
	*best = cost;
	*step = (uint8_t)kind;
}

/* The least cost of each beginning of both, row by row. */
static void table_fill(struct arena *a, struct aligner *l)
{
	size_t width = (size_t)l->columns + 1;
	int64_t *room = arena_array(a, int64_t, 3 * width);
	for (uint32_t i = 0; i <= l->rows; i++) {
		int64_t *row = room + i % 3 * width, *above = room + (i + 2) % 3 * width;
		const int64_t *over = room + (i + 1) % 3 * width;
		const struct traits *x = &l->first[i]; /* its unit is the one before */
		for (uint32_t j = 0; j <= l->columns; j++) {
			int64_t best = i == 0 && j == 0 ? 0 : INT64_MAX;
			uint8_t *step = &l->steps[i * width + j];
			const struct traits *y = &l->second[j];
			if (i > 0 && j > 0)
				least(&best, step, above[j - 1] + pair_cost(x - 1, y - 1), ALIGN_PAIR);
			if (i > 1 && j > 0)
				least(&best, step, over[j - 1] + merge_cost(x - 2, y - 1), ALIGN_JOINED);
			if (i > 0 && j > 1)
				least(&best, step, above[j - 2] + merge_cost(y - 2, x - 1), ALIGN_SPLIT);
			if (i > 0)
				least(&best, step, above[j] + alone_cost(x - 1), ALIGN_FIRST_ONLY);
			if (j > 0)
				least(&best, step, row[j - 1] + alone_cost(y - 1), ALIGN_SECOND_ONLY);
			row[j] = best;
		}
	}
}

/* From the end of both back to their beginning; `at` holds the rows from its end. */
static void rows_read(const struct aligner *l, struct align_row *at, uint32_t room,
    struct alignment *out)
{
	static const uint8_t taken[ALIGN_KIND__COUNT][2] = { { 1, 1 }, { 2, 1 }, { 1, 2 }, { 1, 0 },
		{ 0, 1 } };
	uint32_t i = l->rows, j = l->columns, k = room;
	*out = (struct alignment){ .count = 0 };
	while (i > 0 || j > 0) {
		enum align_kind kind = (enum align_kind)l->steps[(size_t)i * (l->columns + 1) + j];
		i -= taken[kind][0];
		j -= taken[kind][1];
		struct align_row *row = &at[--k];
		*row = (struct align_row){ .kind = kind,
			.first = taken[kind][0] > 0 ? i : DRAFT_NONE,
			.second = taken[kind][1] > 0 ? j : DRAFT_NONE };
		row->is_doubtful = kind == ALIGN_PAIR &&
		    pair_cost(&l->first[i], &l->second[j]) > ALIGNMENT_DOUBT;
		out->counts[kind]++;
		out->doubtful += row->is_doubtful;
	}
	out->at = at + k;
	out->count = room - k;
}

enum rc versions_align(struct arena *a, struct version first, struct version second,
    struct alignment *out, struct err *err)
{
	uint64_t cells = ((uint64_t)first.count + 1) * ((uint64_t)second.count + 1);
	uint64_t sums[2] = { length_sum(first), length_sum(second) };
	uint64_t mean = (sums[0] + sums[1]) / 2;
	if (cells > ALIGNMENT_CELLS_MAX)
		return cm_fail(err, RC_LIMIT, "%u and %u units are too many to be aligned", first.count,
		    second.count);
	struct aligner l = { .rows = first.count, .columns = second.count };
	l.first = traits_of(a, first, sums[0], mean);
	l.second = traits_of(a, second, sums[1], mean);
	l.steps = arena_array(a, uint8_t, (size_t)cells);
	table_fill(a, &l);
	uint32_t room = first.count + second.count;
	rows_read(&l, arena_array(a, struct align_row, (size_t)room + 1), room, out);
	return RC_OK;
}
