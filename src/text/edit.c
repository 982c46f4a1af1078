#include "text/edit.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

bool words_eq(struct words a, struct words b)
{
	return a.count == b.count &&
	       (a.count == 0 || memcmp(a.at, b.at, a.count * sizeof(*a.at)) == 0);
}

int words_cmp(struct words a, struct words b)
{
	uint32_t n = a.count < b.count ? a.count : b.count;

	for (uint32_t i = 0; i < n; i++)
		if (a.at[i] != b.at[i])
			return a.at[i] < b.at[i] ? -1 : 1;
	return a.count == b.count ? 0 : a.count < b.count ? -1 : 1;
}

static struct words words_range(struct words w, uint32_t lo, uint32_t hi)
{
	return lo == hi ? (struct words){ NULL, 0 } : (struct words){ w.at + lo, hi - lo };
}

/* Returns where the next words go. */
static uint32_t *words_put(uint32_t *to, struct words w)
{
	if (w.count == 0)
		return to;
	memcpy(to, w.at, w.count * sizeof(*to));
	return to + w.count;
}

static bool edit_is_empty(struct words base, const struct edit *e)
{
	return words_eq(words_range(base, e->lo, e->hi), e->text);
}

/* The first of a run of touching edits, joined with the others. */
static struct edit run_join(struct arena *a, const struct edit *run, uint32_t count)
{
	struct edit one = { run->lo, run[count - 1].hi, run->text };
	uint32_t *at, n = 0;

	if (count == 1)
		return one;
	for (uint32_t i = 0; i < count; i++)
		n += run[i].text.count;
	at = arena_alloc(a, n * sizeof(*at), _Alignof(uint32_t));
	one.text = (struct words){ at, n };
	for (uint32_t i = 0; i < count; i++)
		at = words_put(at, run[i].text);
	return one;
}

enum rc edits_normal(
    struct arena *a, struct words base, struct edits sent, struct edits *out, struct err *err)
{
	struct edit *list;
	uint32_t n = 0, end = 0;

	for (uint32_t i = 0; i < sent.count; i++) {
		const struct edit *e = &sent.at[i];

		if (e->lo > e->hi || e->hi > base.count)
			return cm_fail(err, RC_INVALID,
			    "edit %u: words %u to %u are not in a text of %u words", i + 1, e->lo,
			    e->hi, base.count);
		if (e->lo < end)
			return cm_fail(
			    err, RC_INVALID, "edit %u begins before the one above it ends", i + 1);
		end = e->hi;
	}
	list = arena_array(a, struct edit, sent.count);
	for (uint32_t i = 0, next; i < sent.count; i = next) {
		for (next = i + 1; next < sent.count && sent.at[next].lo == sent.at[next - 1].hi;)
			next++;
		list[n] = run_join(a, &sent.at[i], next - i);
		if (!edit_is_empty(base, &list[n]))
			n++;
	}
	*out = (struct edits){ list, n };
	return RC_OK;
}

struct words edits_apply(struct arena *a, struct words base, struct edits edits)
{
	size_t n = base.count;
	uint32_t *at, *to, from = 0;

	for (uint32_t i = 0; i < edits.count; i++)
		n += edits.at[i].text.count;
	at = to = arena_alloc(a, n * sizeof(*at), _Alignof(uint32_t));
	for (uint32_t i = 0; i < edits.count; i++) {
		to = words_put(to, words_range(base, from, edits.at[i].lo));
		to = words_put(to, edits.at[i].text);
		from = edits.at[i].hi;
	}
	to = words_put(to, words_range(base, from, base.count));
	return (struct words){ at, (uint32_t)(to - at) };
}
