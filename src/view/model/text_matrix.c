#include "view/model/text_matrix.h"

#include "base/arena.h"
#include "view/text_tables.h"

MODEL_DEFINE(position_item)
MODEL_DEFINE(text_matrix)

static bool is_blocking(struct str stance)
{
	return str_eq(stance, S("oppose")) || str_eq(stance, S("reserve"));
}

static struct position_item item_of(const struct site *s, const struct instrument_position *p)
{
	return (struct position_item){ .unit = p->unit,
		.proposal = p->proposal > 0 ? (int64_t)p->proposal : INTEGER_ABSENT,
		.party = p->party,
		.party_name = words_of_party(s, p->party, FORUM_TODAY),
		.stance = p->stance,
		.conditional = p->conditional,
		.entered = p->is_paper ? S("paper") : S("delegate"),
		.at = p->at,
		.entry = (int64_t)p->entry };
}

static bool is_wanted(const struct text_query *q, const struct draft *d,
    const struct instrument_position *p)
{
	uint32_t unit = d != NULL ? draft_place_of(d, q->unit) : DRAFT_NONE;
	if (str_eq(q->only, S("blocking")) && !is_blocking(p->stance))
		return false;
	if (unit == DRAFT_NONE)
		return true;
	return p->proposal > 0 ? text_is_about(d, unit, p->proposal) : str_eq(p->unit, q->unit);
}

struct position_item_list positions_about(const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	uint32_t n = 0, count = 0;
	for (uint32_t i = 0; i < of->positions.count; i++)
		count += is_wanted(q, d, instrument_position_at(s->forum, of, i));
	struct position_item *at = arena_array(s->scratch, struct position_item, count);
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(s->forum, of, i);
		if (is_wanted(q, d, p))
			at[n++] = item_of(s, p);
	}
	return (struct position_item_list){ n, at };
}

void text_matrix_fill(struct text_matrix *m, const struct site *s, const struct text_query *q)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	struct text_item *text = arena_new(s->scratch, struct text_item);
	*text = text_item_of(s, of);
	*m = (struct text_matrix){ .text = text,
		.proposals = proposal_items_of(s, of),
		.positions = positions_about(s, q, NULL) };
}
