#include "text/reading.h"

#include <string.h>

#include "base/arena.h"

/* The first edit that ends behind word lo, or for an insertion at it. */
static uint32_t edit_first(struct edits edits, uint32_t lo, uint32_t hi)
{
	uint32_t low = 0, high = edits.count, end = lo < hi ? lo + 1 : lo;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (edits.at[mid].hi < end)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool edit_is_inside(const struct edit *e, uint32_t lo, uint32_t hi)
{
	return lo == hi ? e->lo == lo && e->hi == lo : e->lo < hi && e->hi > lo;
}

bool reading_touches(struct edits edits, uint32_t lo, uint32_t hi)
{
	uint32_t i = edit_first(edits, lo, hi);

	/* At a gap a range may end that an insertion does not touch: normal form. */
	return i < edits.count && edit_is_inside(&edits.at[i], lo, hi);
}

struct sink {
	uint32_t *out; /* NULL: count only */
	uint32_t n;
};

static void sink_put(struct sink *s, struct words text)
{
	if (s->out != NULL && text.count > 0)
		memcpy(s->out + s->n, text.at, text.count * sizeof(*s->out));
	s->n += text.count;
}

static struct words words_between(struct words w, uint32_t lo, uint32_t hi)
{
	return lo == hi ? (struct words){ NULL, 0 } : (struct words){ w.at + lo, hi - lo };
}

static void reading_pass(
    struct words base, struct edits edits, uint32_t lo, uint32_t hi, struct sink *to)
{
	uint32_t from = lo;

	for (uint32_t i = edit_first(edits, lo, hi); i < edits.count; i++) {
		const struct edit *e = &edits.at[i];

		if (!edit_is_inside(e, lo, hi))
			break;
		cm_assert(e->text.count == 0 || (e->lo >= lo && e->hi <= hi));
		if (e->lo > from)
			sink_put(to, words_between(base, from, e->lo));
		sink_put(to, e->text);
		from = e->hi < hi ? e->hi : hi;
	}
	sink_put(to, words_between(base, from, hi));
}

uint32_t reading_count(struct words base, struct edits edits, uint32_t lo, uint32_t hi)
{
	struct sink to = { NULL, 0 };

	reading_pass(base, edits, lo, hi, &to);
	return to.n;
}

void reading_write(
    struct words base, struct edits edits, uint32_t lo, uint32_t hi, uint32_t *out)
{
	struct sink to = { out, 0 };

	reading_pass(base, edits, lo, hi, &to);
}

struct words reading_over(
    struct arena *a, struct words base, struct edits edits, uint32_t lo, uint32_t hi)
{
	uint32_t n = reading_count(base, edits, lo, hi);
	uint32_t *at = arena_alloc(a, n * sizeof(*at), _Alignof(uint32_t));

	reading_write(base, edits, lo, hi, at);
	return (struct words){ at, n };
}

/* Both lists ascend, and either may be the long one. */
static bool backing_has_any(struct backing backing, const struct choice_alt *alt)
{
	const uint32_t *few = alt->by, *many = backing.ids;
	uint32_t few_count = alt->by_count, many_count = backing.count;

	if (few_count > many_count) {
		few = backing.ids;
		many = alt->by;
		few_count = backing.count;
		many_count = alt->by_count;
	}
	for (uint32_t i = 0; i < few_count; i++) {
		uint32_t low = 0, high = many_count;

		while (low < high) {
			uint32_t mid = low + (high - low) / 2;

			if (many[mid] < few[i])
				low = mid + 1;
			else
				high = mid;
		}
		if (low < many_count && many[low] == few[i])
			return true;
	}
	return false;
}

static uint32_t backed_count(struct backing backing, const struct choice *c, uint32_t *first)
{
	uint32_t n = 0;

	for (uint32_t i = c->alt_count; i-- > 0;)
		if (backing_has_any(backing, &c->alts[i])) {
			*first = i;
			n++;
		}
	return n;
}

static uint32_t backing_pick(void *ctx, const struct choice *choice)
{
	const struct backing *backing = ctx;
	uint32_t first = CHOICE_KEEP;

	(void)backed_count(*backing, choice, &first);
	return first;
}

/* Asks are counted, or with `out` also written. A choice is asked about once. */
static uint32_t asks_pass(struct choice_walk w, struct backing backing, const struct choice **out)
{
	const struct choice *taken = NULL, *asked = NULL; /* the outermost that the party is in */
	enum choice_event event;
	uint32_t n = 0;

	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		uint32_t first = CHOICE_KEEP, backed;

		if (event == CHOICE_CLOSES && w.choice == taken)
			taken = NULL;
		if (event != CHOICE_OPENS)
			continue;
		backed = backed_count(backing, w.choice, &first);
		if (backed == 0)
			continue;
		bool is_ask = taken != NULL || backed > 1;
		taken = taken != NULL ? taken : w.choice;
		if (!is_ask || taken == asked)
			continue;
		asked = taken;
		if (out != NULL)
			out[n] = asked;
		n++;
	}
	return n;
}

struct words reading_of(struct arena *a, struct words base, struct choices choices,
    struct backing backing, struct asks *asks)
{
	struct choice_walk w;
	const struct choice **out;

	choice_walk_init(&w, base, choices);
	out = arena_alloc(
	    a, asks_pass(w, backing, NULL) * sizeof(*out), _Alignof(const struct choice *));
	*asks = (struct asks){ out, asks_pass(w, backing, out) };
	return choices_resolve(a, base, choices, backing_pick, &backing);
}
