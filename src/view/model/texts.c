#include "view/model/texts.h"

#include "base/arena.h"
#include "base/limits.h"
#include "view/text_pieces.h"

MODEL_DEFINE(text_item)
MODEL_DEFINE(proposal_item)
MODEL_DEFINE(alternative_item)
MODEL_DEFINE(choice_item)
MODEL_DEFINE(translation_item)
MODEL_DEFINE(unit_item)
MODEL_DEFINE(change_item)
MODEL_DEFINE(text_full)
MODEL_DEFINE(texts)

struct text_item text_item_of(const struct site *s, const struct draft *d)
{
	struct text_item m = { .code = d->code, .symbol = d->symbol, .revision = d->revision,
		.lang = d->lang, .title = { STR_NONE, d->code }, .units = d->units_count,
		.proposals = d->proposals_count };
	(void)s;
	for (uint32_t i = 0; i < d->units_count; i++) {
		const struct draft_unit *u = &d->units[i];
		m.open += u->status == UNIT_OPEN;
		m.ad_ref += u->status == UNIT_AD_REF;
		m.agreed += u->status == UNIT_AGREED;
		m.brackets += text_choices_count(u);
		if (u->kind == UNIT_TITLE && u->texts_count > 0)
			m.title = (struct lang_text){ u->texts[0].lang, u->texts[0].text };
	}
	return m;
}

static struct str words_of_unit(const struct site *s, const struct draft *d, struct words w)
{
	struct buf b;
	buf_init(&b, s->scratch, UNIT_BYTES_MAX + 1);
	words_text(d->words, &b, w);
	return buf_str(&b);
}

static struct strs codes_of(const struct site *s, const struct draft *d, const struct choice_alt *alt)
{
	struct str *codes = arena_array(s->scratch, struct str, alt->by_count);
	for (uint32_t i = 0; i < alt->by_count; i++) {
		const struct draft_proposal *p = draft_proposal_of(d, alt->by[i]);
		codes[i] = p != NULL ? p->code : STR_NONE;
	}
	return (struct strs){ .count = alt->by_count, .at = codes };
}

static struct choice_item choice_item_of(const struct site *s, const struct draft *d,
    const struct draft_unit *u, const struct choice *c)
{
	struct alternative_item *alts = arena_array(s->scratch, struct alternative_item, c->alt_count);
	for (uint32_t i = 0; i < c->alt_count; i++)
		alts[i] = (struct alternative_item){ words_of_unit(s, d, c->alts[i].text),
			codes_of(s, d, &c->alts[i]) };
	return (struct choice_item){ .from = c->lo, .until = c->hi,
		.kept = words_of_unit(s, d, (struct words){ u->base.at + c->lo, c->hi - c->lo }),
		.alternatives = { c->alt_count, alts } };
}

static struct choice_item_list choices_of(const struct site *s, const struct draft *d,
    const struct draft_unit *u)
{
	uint32_t n = 0, depth = 0, count = text_choices_count(u);
	struct choice_item *items = arena_array(s->scratch, struct choice_item, count);
	struct choice_walk w;
	enum choice_event event;
	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_OPENS) {
			items[n] = choice_item_of(s, d, u, w.choice);
			items[n++].depth = depth++;
		} else if (event == CHOICE_CLOSES) {
			depth--;
		}
	}
	return (struct choice_item_list){ count, items };
}

static struct translation_item_list translations_of(const struct site *s, const struct draft_unit *u)
{
	uint32_t count = u->texts_count > 0 ? u->texts_count - 1 : 0;
	struct translation_item *items = arena_array(s->scratch, struct translation_item, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct unit_text *t = &u->texts[i + 1];
		items[i] = (struct translation_item){ t->lang, t->text, translation_state_name(t->state),
			t->is_stale };
	}
	return (struct translation_item_list){ count, items };
}

static struct str id_of(const struct draft *d, uint32_t unit)
{
	return unit == DRAFT_NONE ? STR_NONE : d->units[unit].id;
}

struct unit_item unit_item_of(const struct site *s, const struct draft *d, uint32_t unit)
{
	const struct draft_unit *u = &d->units[unit];
	return (struct unit_item){ .id = u->id, .kind = unit_kind_name(u->kind), .label = u->label,
		.parent = id_of(d, u->parent), .status = unit_status_name(u->status),
		.text = words_of_unit(s, d, u->base), .choices = choices_of(s, d, u),
		.translations = translations_of(s, u) };
}

static void proposals_fill(struct text_full *m, const struct site *s, const struct draft *d)
{
	struct proposal_item *items = arena_array(s->scratch, struct proposal_item, d->proposals_count);
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		const struct draft_proposal *p = &d->proposals[i];
		items[i] = (struct proposal_item){ .number = p->id, .code = p->code, .party = p->party,
			.short_name = p->short_name, .tabled_in = p->lang, .rationale = p->rationale,
			.cosponsors = { .count = p->cosponsors_count, .at = p->cosponsors },
			.must_confirm = p->must_confirm };
	}
	m->proposals = (struct proposal_item_list){ d->proposals_count, items };
}

void texts_fill(struct text_full *m, const struct site *s, const struct draft *d)
{
	struct text_item *text = arena_new(s->scratch, struct text_item);
	struct unit_item *units = arena_array(s->scratch, struct unit_item, d->units_count);
	struct change_item *changes = arena_array(s->scratch, struct change_item, d->changes_count);
	*text = text_item_of(s, d);
	for (uint32_t i = 0; i < d->units_count; i++)
		units[i] = unit_item_of(s, d, i);
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		const struct draft_proposal *p = draft_proposal_of(d, c->proposal);
		changes[i] = (struct change_item){ p != NULL ? p->code : STR_NONE, unit_op_name(c->op),
			id_of(d, c->unit), c->op == OP_MOVE ? id_of(d, c->after) : STR_NONE,
			c->op == OP_NEW ? unit_kind_name(c->kind) : STR_NONE, c->text };
	}
	*m = (struct text_full){ .text = text, .units = { d->units_count, units },
		.changes = { d->changes_count, changes } };
	proposals_fill(m, s, d);
}
