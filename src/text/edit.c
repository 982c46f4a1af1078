#include "text/edit.h"

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
	return (struct words){ w.at + lo, hi - lo };
}

static struct words words_join(struct arena *a, struct words first, struct words second)
{
	uint32_t n = first.count + second.count;
	uint32_t *at;

	if (first.count == 0 || second.count == 0)
		return first.count == 0 ? second : first;
	at = arena_alloc(a, n * sizeof(*at), _Alignof(uint32_t));
	memcpy(at, first.at, first.count * sizeof(*at));
	memcpy(at + first.count, second.at, second.count * sizeof(*at));
	return (struct words){ at, n };
}

static bool edit_is_empty(struct words base, const struct edit *e)
{
	return words_eq(words_range(base, e->lo, e->hi), e->text);
}

enum rc edits_normal(
    struct arena *a, struct words base, struct edits sent, struct edits *out, struct err *err)
{
	struct edit *list = arena_array(a, struct edit, sent.count);
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
		if (n > 0 && list[n - 1].hi == e->lo) {
			list[n - 1].hi = e->hi;
			list[n - 1].text = words_join(a, list[n - 1].text, e->text);
			continue;
		}
		list[n++] = *e;
	}
	for (uint32_t i = 0, kept = 0, all = n; i < all; i++)
		if (edit_is_empty(base, &list[i]))
			n--;
		else
			list[kept++] = list[i];
	*out = (struct edits){ list, n };
	return RC_OK;
}

struct words edits_apply(struct arena *a, struct words base, struct edits edits)
{
	size_t n = base.count;
	uint32_t *at;
	uint32_t from = 0, k = 0;

	for (uint32_t i = 0; i < edits.count; i++)
		n += edits.at[i].text.count;
	at = arena_alloc(a, n * sizeof(*at), _Alignof(uint32_t));
	for (uint32_t i = 0; i <= edits.count; i++) {
		uint32_t to = i < edits.count ? edits.at[i].lo : base.count;

		memcpy(at + k, base.at + from, (to - from) * sizeof(*at));
		k += to - from;
		if (i == edits.count)
			break;
		memcpy(at + k, edits.at[i].text.at, edits.at[i].text.count * sizeof(*at));
		k += edits.at[i].text.count;
		from = edits.at[i].hi;
	}
	return (struct words){ at, k };
}
