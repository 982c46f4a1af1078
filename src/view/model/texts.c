#include "view/model/texts.h"

#include "base/arena.h"
#include "proof/sha.h"
#include "view/api.h"
#include "view/model/text_changes.h"
#include "view/model/text_next.h"
#include "view/page.h"
#include "view/text_plain.h"
#include "view/text_tables.h"

MODEL_DEFINE(text_item)
MODEL_DEFINE(texts)
MODEL_DEFINE(alternative_item)
MODEL_DEFINE(choice_item)
MODEL_DEFINE(translation_item)
MODEL_DEFINE(unit_item)
MODEL_DEFINE(proposal_item)
MODEL_DEFINE(text_full)

#define UNIT_BRACKETS_BYTES_MAX ((size_t)4 * 1024 * 1024)

static struct lang_text said(const struct site *s, enum message id)
{
	return (struct lang_text){ site_lang(s), message_text(s->lang, id, 1) };
}

static struct lang_text state_words(const struct site *s, enum instrument_state state)
{
	static const enum message ids[INSTRUMENT_STATE__COUNT] = {
		[INSTRUMENT_TABLED] = MESSAGE_TEXT_STATE_TABLED,
		[INSTRUMENT_OPEN] = MESSAGE_TEXT_STATE_OPEN,
		[INSTRUMENT_FINISHED] = MESSAGE_TEXT_STATE_FINISHED,
		[INSTRUMENT_ABANDONED] = MESSAGE_TEXT_STATE_ABANDONED,
	};
	return said(s, ids[state]);
}

struct lang_text text_status_words(const struct site *s, enum unit_status status)
{
	static const enum message ids[UNIT_STATUS__COUNT] = {
		[UNIT_OPEN] = MESSAGE_UNIT_STATUS_OPEN,
		[UNIT_AD_REF] = MESSAGE_UNIT_STATUS_AD_REF,
		[UNIT_AGREED] = MESSAGE_UNIT_STATUS_AGREED,
	};
	return said(s, ids[status]);
}

static struct lang_text proposal_words(const struct site *s, enum proposal_state state)
{
	static const enum message ids[PROPOSAL_STATE__COUNT] = {
		[PROPOSAL_LIVE] = MESSAGE_PROPOSAL_LIVE,
		[PROPOSAL_WITHDRAWN] = MESSAGE_PROPOSAL_WITHDRAWN,
		[PROPOSAL_DONE] = MESSAGE_PROPOSAL_DONE,
		[PROPOSAL_LOST] = MESSAGE_PROPOSAL_LOST,
	};
	return said(s, ids[state]);
}

struct text_item text_item_of(const struct site *s, const struct instrument *of)
{
	struct text_item item = { .code = of->code,
		.title = words_of(s, &of->title),
		.state = instrument_state_name(of->state),
		.state_name = state_words(s, of->state),
		.body = of->body,
		.body_name = words_of_body(s, of->body, s->today),
		.lang = of->lang,
		.units = of->order_count,
		.entry = (int64_t)of->entry };
	if (of->revisions_count > 0)
		item.symbol = of->revisions[of->revisions_count - 1].symbol;
	for (uint32_t i = 0; i < of->order_count; i++)
		item.agreed += instrument_unit_at(s->forum, of, i)->status == UNIT_AGREED;
	for (uint32_t i = 1; i <= of->proposals.count; i++)
		item.proposals += instrument_proposal_find(s->forum, of, i)->state == PROPOSAL_LIVE;
	return item;
}

void texts_fill(struct texts *m, const struct site *s)
{
	uint32_t total = instrument_count(s->forum);
	uint32_t shown = total < TEXTS_SHOWN_MAX ? total : TEXTS_SHOWN_MAX;
	struct text_item *items = arena_array(s->scratch, struct text_item, shown);
	for (uint32_t i = 0; i < shown; i++)
		items[i] = text_item_of(s, instrument_at(s->forum, total - 1 - i));
	*m = (struct texts){ .texts = { shown, items }, .total = total };
}

static struct str words_text_of(const struct site *s, const struct draft *d, struct words w)
{
	struct buf b;
	buf_init(&b, s->scratch, UNIT_BYTES_MAX);
	words_text(d->words, &b, w);
	return buf_str(&b);
}

static struct choice_item choice_of(const struct site *s, const struct draft *d,
    const struct draft_unit *u, const struct choice *from)
{
	struct alternative_item *alts =
	    arena_array(s->scratch, struct alternative_item, from->alt_count);
	struct choice_item item = { .from = from->lo, .to = from->hi };
	for (uint32_t i = 0; i < from->alt_count; i++)
		alts[i] = (struct alternative_item){ words_text_of(s, d, from->alts[i].text),
			numbers_text(s, from->alts[i].by, from->alts[i].by_count) };
	for (const struct choice *up = from->up; up != NULL; up = up->up)
		item.depth++;
	if (from->hi > from->lo)
		item.words = words_text_of(s, d,
		    (struct words){ u->base.at + from->lo, from->hi - from->lo });
	item.alternatives = (struct alternative_item_list){ from->alt_count, alts };
	return item;
}

static struct choice_item_list choices_of(const struct site *s, const struct draft *d,
    const struct draft_unit *u)
{
	struct choice_walk w;
	uint32_t count = 0, n = 0;
	choice_walk_init(&w, u->base, u->choices);
	for (enum choice_event e; (e = choice_walk_next(&w)) != CHOICE_END;)
		count += e == CHOICE_OPENS;
	struct choice_item *items = arena_array(s->scratch, struct choice_item, count);
	choice_walk_init(&w, u->base, u->choices);
	for (enum choice_event e; (e = choice_walk_next(&w)) != CHOICE_END;) {
		if (e == CHOICE_OPENS)
			items[n++] = choice_of(s, d, u, w.choice);
	}
	return (struct choice_item_list){ n, items };
}

static struct translation_item_list translations_of(const struct site *s, const struct draft_unit *u)
{
	uint32_t count = u->texts_count - 1;
	struct translation_item *items = arena_array(s->scratch, struct translation_item, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct unit_text *t = &u->texts[1 + i];
		items[i] = (struct translation_item){ t->lang, t->text, translation_state_name(t->state),
			t->is_stale };
	}
	return (struct translation_item_list){ count, items };
}

static struct str plain(const struct site *s, const struct draft *d, const struct draft_unit *u,
    const struct plain_order *order)
{
	struct buf b;
	buf_init(&b, s->scratch, UNIT_BRACKETS_BYTES_MAX);
	plain_unit(&b, s->scratch, d, u, order);
	return buf_str(&b);
}

struct unit_item unit_item_of(const struct site *s, const struct text_query *q, const struct draft *d,
    uint32_t unit)
{
	const struct plain_order brackets = { .form = PLAIN_BRACKETS };
	const struct plain_order reading = { .form = PLAIN_PARTY, .party = q->as };
	const struct draft_unit *u = &d->units[unit];
	struct unit_item item = { .id = u->id,
		.unit_kind = unit_kind_name(u->kind),
		.label = u->label,
		.status = unit_status_name(u->status),
		.status_name = text_status_words(s, u->status),
		.words = u->texts[0].text,
		.brackets = plain(s, d, u, &brackets),
		.choices = choices_of(s, d, u),
		.translations = translations_of(s, u) };
	sha256(&item.hash, item.words.p, item.words.n);
	if (q->as.n > 0)
		item.reading = plain(s, d, u, &reading);
	return item;
}

static bool is_partys(const struct draft *d, uint32_t unit, struct str party)
{
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		const struct draft_proposal *p = &d->proposals[i];
		if (draft_stands(p, party) && text_is_about(d, unit, p->id))
			return true;
	}
	return false;
}

bool text_shows(const struct text_query *q, const struct draft *d, uint32_t unit)
{
	bool is_open = d->units[unit].status != UNIT_AGREED;
	if (str_eq(q->show, S("open")) && !is_open)
		return false;
	if (q->mine.n > 0 && !is_partys(d, unit, q->mine))
		return false;
	return !str_eq(q->show, S("changed")) || q->events == NULL ||
	    text_has_changed(q->events, d->units[unit].id);
}

static struct unit_item_list units_of(const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct unit_item *items = arena_array(s->scratch, struct unit_item, d->units_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->units_count; i++) {
		if (text_shows(q, d, i))
			items[n++] = unit_item_of(s, q, d, i);
	}
	return (struct unit_item_list){ n, items };
}

static void unit_put_once(struct buf *b, struct str *last, struct str id)
{
	if (str_eq(*last, id))
		return;
	if (b->n > 0)
		buf_byte(b, ',');
	buf_put(b, id);
	*last = id;
}

static struct str units_text(const struct site *s, const struct instrument_proposal *p)
{
	struct buf b;
	struct str last = STR_NONE;
	buf_init(&b, s->scratch, (CODE_BYTES_MAX + 1) * ((size_t)p->edits_count + p->changes_count) + 1);
	for (uint32_t i = 0; i < p->edits_count; i++)
		unit_put_once(&b, &last, p->edits[i].unit);
	for (uint32_t i = 0; i < p->changes_count; i++)
		unit_put_once(&b, &last, p->changes[i].unit);
	return buf_str(&b);
}

/* The stance stands as the code of an item, the party as its name. */
static struct code_item_list positions_of(const struct site *s, const struct instrument *of,
    uint32_t number)
{
	uint32_t n = 0, count = 0;
	for (uint32_t i = 0; i < of->positions.count; i++)
		count += instrument_position_at(s->forum, of, i)->proposal == number;
	struct code_item *items = arena_array(s->scratch, struct code_item, count);
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(s->forum, of, i);
		if (p->proposal == number)
			items[n++] = (struct code_item){ p->stance,
				words_of_party(s, p->party, FORUM_TODAY), (int64_t)p->entry };
	}
	return (struct code_item_list){ n, items };
}

struct proposal_item_list proposal_items_of(const struct site *s, const struct instrument *of)
{
	struct proposal_item *items =
	    arena_array(s->scratch, struct proposal_item, of->proposals.count);
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i + 1);
		items[i] = (struct proposal_item){ .number = p->number,
			.party = p->party,
			.party_name = words_of_party(s, p->party, FORUM_TODAY),
			.cosponsors = party_items(s, &p->cosponsors),
			.state = proposal_state_name(p->state),
			.state_name = proposal_words(s, p->state),
			.must_confirm = p->must_confirm,
			.units = units_text(s, p),
			.rationale = p->rationale,
			.positions = positions_of(s, of, p->number),
			.entry = (int64_t)p->entry };
	}
	return (struct proposal_item_list){ of->proposals.count, items };
}

void text_fill(struct text_full *m, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	struct text_item *item = arena_new(s->scratch, struct text_item);
	*item = text_item_of(s, of);
	*m = (struct text_full){ .text = item,
		.units = units_of(s, q, d),
		.proposals = proposal_items_of(s, of),
		.terms = text_terms_of(s, of, d),
		.revisions = revisions_of(s, of),
		.puts = puts_of(s, of),
		.next = text_next(s, of),
		.since = INTEGER_ABSENT };
	if (q->events == NULL)
		return;
	m->since = (int64_t)q->events->since;
	m->is_cut = q->events->is_cut;
	m->changed = text_changes_of(s, q->events, d);
}
