#include "text/choice.h"

#include <string.h>

#include "base/arena.h"

void choice_walk_init(struct choice_walk *w, struct words base, struct choices choices)
{
	*w = (struct choice_walk){ .base = base, .top = choices, .next = choices.at };
	w->end = choices.count == 0 ? choices.at : choices.at + choices.count;
}

/* The siblings of a choice end where those of the choice around it do, or of the top. */
static void walk_leave(struct choice_walk *w, const struct choice *c)
{
	struct choices all = c->up != NULL ? c->up->kids : w->top;

	w->up = c->up;
	w->next = c + 1;
	w->end = all.at + all.count;
	w->at = c->hi;
}

enum choice_event choice_walk_next(struct choice_walk *w)
{
	const struct choice *c = w->next != w->end ? w->next : NULL;
	uint32_t to = c != NULL ? c->lo : w->up != NULL ? w->up->hi : w->base.count;

	if (w->at < to) {
		w->from = w->at;
		w->words = (struct words){ w->base.at + w->at, to - w->at };
		w->at = to;
		return CHOICE_WORDS;
	}
	if (c != NULL) {
		w->choice = w->up = c;
		w->next = c->kids.at;
		w->end = c->kids.count == 0 ? c->kids.at : c->kids.at + c->kids.count;
		return CHOICE_OPENS;
	}
	if (w->up == NULL)
		return CHOICE_END;
	w->choice = w->up;
	walk_leave(w, w->up);
	return CHOICE_CLOSES;
}

void choice_walk_skip(struct choice_walk *w)
{
	cm_assert(w->choice != NULL && w->up == w->choice && w->at == w->choice->lo);
	walk_leave(w, w->choice);
}

/* One pass to count the words or, with `out`, to write them. */
static uint32_t resolve_pass(
    struct choice_walk w, choice_pick *pick, void *ctx, uint32_t *out)
{
	uint32_t n = 0;

	for (;;) {
		enum choice_event event = choice_walk_next(&w);
		struct words text = w.words;

		if (event == CHOICE_END)
			return n;
		if (event == CHOICE_CLOSES)
			continue;
		if (event == CHOICE_OPENS) {
			uint32_t alt = pick(ctx, w.choice);

			if (alt == CHOICE_KEEP)
				continue;
			cm_assert(alt < w.choice->alt_count);
			text = w.choice->alts[alt].text;
			choice_walk_skip(&w);
		}
		if (out != NULL && text.count > 0)
			memcpy(out + n, text.at, text.count * sizeof(*out));
		n += text.count;
	}
}

struct words choices_resolve(struct arena *a, struct words base, struct choices choices,
    choice_pick *pick, void *ctx)
{
	struct choice_walk w;
	uint32_t n, *at;

	choice_walk_init(&w, base, choices);
	n = resolve_pass(w, pick, ctx, NULL);
	at = arena_alloc(a, n * sizeof(*at), _Alignof(uint32_t));
	cm_assert(resolve_pass(w, pick, ctx, at) == n);
	return (struct words){ at, n };
}

uint32_t choice_alt_of(const struct choice *choice, uint32_t proposal)
{
	for (uint32_t i = 0; i < choice->alt_count; i++) {
		const struct choice_alt *alt = &choice->alts[i];
		uint32_t low = 0, high = alt->by_count;

		while (low < high) {
			uint32_t mid = low + (high - low) / 2;

			if (alt->by[mid] == proposal)
				return i;
			if (alt->by[mid] < proposal)
				low = mid + 1;
			else
				high = mid;
		}
	}
	return CHOICE_KEEP;
}
