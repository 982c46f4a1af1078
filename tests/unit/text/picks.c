#include "unit/text/picks.h"

#include "base/arena.h"

uint32_t pick_keep(void *ctx, const struct choice *choice)
{
	(void)ctx;
	(void)choice;
	return CHOICE_KEEP;
}

uint32_t pick_made(void *ctx, const struct choice *choice)
{
	const struct pick_made *made = ctx;

	if (choice == made->at)
		return made->alt;
	return made->proposal == 0 ? CHOICE_KEEP : choice_alt_of(choice, made->proposal);
}

struct words picked_of(
    struct arena *a, struct words base, struct choices choices, uint32_t proposal)
{
	struct pick_made made = { proposal, NULL, CHOICE_KEEP };

	return choices_resolve(a, base, choices, pick_made, &made);
}

bool choice_names(const struct choice *choice, uint32_t proposal)
{
	bool is_named = false;

	for (uint32_t i = 0; i < choice->alt_count; i++)
		for (uint32_t k = 0; k < choice->alts[i].by_count; k++)
			is_named = is_named || choice->alts[i].by[k] == proposal;
	return is_named;
}

bool choices_name(struct choices choices, uint32_t proposal)
{
	for (uint32_t i = 0; i < choices.count; i++)
		if (choice_names(&choices.at[i], proposal) ||
		    choices_name(choices.at[i].kids, proposal))
			return true;
	return false;
}

static uint32_t list_fill(struct choices choices, const struct choice **out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < choices.count; i++) {
		if (out != NULL)
			out[n] = &choices.at[i];
		n++;
		n += list_fill(choices.at[i].kids, out != NULL ? out + n : NULL);
	}
	return n;
}

const struct choice **choices_list(struct arena *a, struct choices choices, uint32_t *count)
{
	uint32_t n = list_fill(choices, NULL);
	const struct choice **list = arena_array(a, const struct choice *, n);

	*count = list_fill(choices, list);
	return list;
}

bool edits_eq(struct edits a, struct edits b)
{
	if (a.count != b.count)
		return false;
	for (uint32_t i = 0; i < a.count; i++)
		if (a.at[i].lo != b.at[i].lo || a.at[i].hi != b.at[i].hi ||
		    !words_eq(a.at[i].text, b.at[i].text))
			return false;
	return true;
}

bool edits_are_normal(struct words base, struct edits edits)
{
	for (uint32_t i = 0; i < edits.count; i++) {
		const struct edit *e = &edits.at[i];

		if (e->lo > e->hi || e->hi > base.count || (i > 0 && e->lo <= edits.at[i - 1].hi))
			return false;
		if (e->hi - e->lo == e->text.count &&
		    words_eq((struct words){ base.at + e->lo, e->text.count }, e->text))
			return false;
	}
	return true;
}
