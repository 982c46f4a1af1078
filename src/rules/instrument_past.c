/* Texts as they were (docs/rules.md section 14). */
#include "base/arena.h"
#include "rules/instrument.h"
#include "rules/judge.h"

/* What the unit said after the entry. */
static struct str words_after(const struct instrument_unit *u, uint64_t entry)
{
	for (uint32_t i = 0; i < u->past_count; i++) {
		if (u->past[i].until > entry)
			return u->past[i].words;
	}
	return u->words;
}

struct past_order {
	const uint32_t *rows;
	uint32_t count;
	uint64_t entry;
};

static bool past_find(struct past_order *out, const struct instrument *of, uint32_t revision)
{
	if (revision > of->revisions_count || (revision == 0 && of->opened == UINT64_MAX))
		return false;
	*out = (struct past_order){ of->first, of->first_count, of->opened };
	if (revision > 0) {
		const struct instrument_revision *r = &of->revisions[revision - 1];
		*out = (struct past_order){ r->order, r->order_count, r->entry };
	}
	return true;
}

static uint32_t place_of(const struct draft_unit *units, uint32_t count, struct str id)
{
	for (uint32_t i = 0; i < count && id.n > 0; i++) {
		if (str_eq(units[i].id, id))
			return i;
	}
	return DRAFT_NONE;
}

static enum rc unit_make(struct draft_unit *out, const struct text_desk *desk,
    const struct instrument_unit *u, uint64_t entry, struct err *err)
{
	struct unit_text *text = arena_new(desk->arena, struct unit_text);
	*text = (struct unit_text){ .lang = desk->of->lang, .text = words_after(u, entry),
		.state = TRANSLATION_FINAL };
	*out = (struct draft_unit){ .id = u->id, .kind = u->kind, .label = u->label, .texts = text,
		.texts_count = 1 };
	return words_cut(desk->lexicon, desk->arena, text->text, &out->base, err);
}

enum rc instrument_draft_at(struct draft *out, const struct text_desk *desk, uint32_t revision,
    struct err *err)
{
	struct past_order order;
	if (!past_find(&order, desk->of, revision))
		return cm_fail(err, RC_NOT_FOUND, "there is no such revision");
	struct draft_unit *units = arena_array(desk->arena, struct draft_unit, order.count);
	for (uint32_t i = 0; i < order.count; i++) {
		const struct instrument_unit *u = table_at(&desk->forum->text_units, order.rows[i]);
		enum rc rc = unit_make(&units[i], desk, u, order.entry, err);
		if (rc != RC_OK)
			return rc;
		units[i].parent = place_of(units, i, u->parent);
	}
	*out = (struct draft){ .code = desk->of->code, .revision = revision, .lang = desk->of->lang,
		.words = desk->lexicon, .units = units, .units_count = order.count };
	if (revision > 0)
		out->symbol = desk->of->revisions[revision - 1].symbol;
	return RC_OK;
}
